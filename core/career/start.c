#include "career/start_work.h"

#include "base/file.h"
#include "base/mem.h"
#include "career/draft.h"
#include "career/paper.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
    FILE_MAX = 256 << 20,
    TITLE_LINES = 6,
    TITLE_BYTES = 80,
    PLACE_BYTES = 40,
    CONTACT_BYTES = 200,
    PHONE_DIGITS = 7,
    WISHES_BYTES = 110
};

void sg_starter_tell(sg_starter *s, const char *format, ...)
{
    if (s->out->n_parts == SG_START_PARTS) return;
    va_list args;
    va_start(args, format);
    vsnprintf(s->out->parts[s->out->n_parts++], sizeof *s->out->parts, format, args);
    va_end(args);
}

static void quote(char out[static 200], const sg_starter *s, const char *where, sg_text text)
{
    int len = text.len > 80 ? 80 : (int)text.len;
    while (len < (int)text.len && len > 0 && ((unsigned char)text.at[len] & 0xC0) == 0x80) len--;
    snprintf(out, 200, "%.50s, %.50s: “%.*s”", s->name, where, len, text.at);
}

sg_status sg_starter_title(sg_starter *s, sg_text title, const char *where, sg_error *err)
{
    sg_title_reading read = {SG_ID_NONE, -1};
    if (s->out->current_from[0] || !title.len) return SG_OK;
    sg_status status = sg_title_read(s->titles, title, &read, err);
    if (status != SG_OK || read.role == SG_ID_NONE) return status;
    const sg_taxonomy *t = s->taxonomy;
    if (sg_text_is(t->role_ids.names[read.role], SG_NO_ROLE)) return SG_OK;
    quote(s->out->current_from, s, where, title);
    sg_position current = {read.role, SG_ID_NONE, read.level};
    return sg_draft_set_position(s->out->resume, t, "current", &current, err);
}

sg_status sg_starter_place(sg_starter *s, sg_text place, const char *where, sg_error *err)
{
    sg_place_reading read = {SG_ID_NONE, SG_UNKNOWN};
    if (s->out->region_from[0] || !place.len) return SG_OK;
    sg_status status = sg_place_read(s->titles, place, &read, err);
    if (status != SG_OK || read.region == SG_ID_NONE) return status;
    quote(s->out->region_from, s, where, place);
    sg_position current = {SG_ID_NONE, read.region, -1};
    return sg_draft_set_position(s->out->resume, s->taxonomy, "current", &current, err);
}

/* ---- text ---- */

static bool begins(sg_text text, const char *with)
{
    return text.len >= strlen(with) && memcmp(text.at, with, strlen(with)) == 0;
}

/* "Austin, TX 78701", "Berlin": capital words, and no number but a postal code. */
static bool may_be_place(sg_text part)
{
    bool first = true;
    size_t digits = 0;
    if (!part.len || part.len > PLACE_BYTES) return false;
    for (size_t i = 0; i < part.len; i++) {
        char c = part.at[i];
        if (strchr("@+/:()&", c) || (first && islower((unsigned char)c))) return false;
        digits = isdigit((unsigned char)c) ? digits + 1 : 0;
        bool year = digits == 4 && (part.at[i - 3] == '1' || part.at[i - 3] == '2');
        if (digits > 5 || (year && !(i + 1 < part.len && isdigit((unsigned char)part.at[i + 1])))) return false;
        first = c == ' ' || c == ',';
    }
    return true;
}

/* What stands before the comma is a place by itself: "Austin, TX", not "Acme, Austin". */
static sg_status is_city_of(const sg_starter *s, sg_text part, bool *is, sg_error *err)
{
    sg_place_reading read = {SG_ID_NONE, SG_UNKNOWN};
    const char *comma = memchr(part.at, ',', part.len);
    sg_status status = comma && comma > part.at
                           ? sg_place_read(s->titles, (sg_text){part.at, (size_t)(comma - part.at)}, &read, err)
                           : SG_OK;
    *is = read.region != SG_ID_NONE;
    return status;
}

/* A line of the head that holds an e-mail address or a telephone number, or parts of a place ("Austin, TX"), tells
 * where the person is; a name or a title may hold a place's word. */
static sg_status read_contact(sg_starter *s, sg_text line, const char *where, sg_error *err)
{
    static const char *const marks[] = {"|", "\xE2\x80\xA2", "\xC2\xB7", "\t", ";", " - ", "\xE2\x80\x93"};
    size_t digits = 0, from = 0;
    for (size_t i = 0; i < line.len; i++) digits += isdigit((unsigned char)line.at[i]) != 0;
    bool contact = memchr(line.at, '@', line.len) || digits >= PHONE_DIGITS;
    sg_status status = SG_OK;
    for (size_t i = 0, len; i <= line.len && status == SG_OK; i += len ? len : 1) {
        len = 0;
        for (size_t k = 0; k < sizeof marks / sizeof *marks && !len; k++)
            if (begins((sg_text){line.at + i, line.len - i}, marks[k])) len = strlen(marks[k]);
        if (!len && i < line.len) continue;
        sg_text part = sg_text_trim((sg_text){line.at + from, i - from});
        from = i + len;
        sg_title_reading title = {SG_ID_NONE, -1};
        bool place = contact;
        if (!may_be_place(part)) continue;
        if (!place) status = is_city_of(s, part, &place, err);
        if (status == SG_OK) status = sg_title_read(s->titles, part, &title, err);
        if (status == SG_OK && place && title.role == SG_ID_NONE) status = sg_starter_place(s, part, where, err);
    }
    return status;
}

/* The first short lines of a CV say who writes, and from where. */
static sg_status read_head(sg_starter *s, sg_text text, sg_error *err)
{
    sg_text line;
    size_t number = 0, seen = 0;
    sg_status status = SG_OK;
    while (status == SG_OK && seen < TITLE_LINES && sg_text_split(&text, '\n', &line)) {
        char where[40];
        number++;
        line = sg_text_trim(line);
        seen += line.len > 0;
        snprintf(where, sizeof where, "line %zu", number);
        if (line.len && line.len <= TITLE_BYTES) status = sg_starter_title(s, line, where, err);
        if (status == SG_OK && line.len && line.len <= CONTACT_BYTES) status = read_contact(s, line, where, err);
    }
    return status;
}

sg_status sg_start_text(sg_starter *s, sg_text text, sg_error *err)
{
    sg_buf plain;
    sg_buf_init(&plain, FILE_MAX);
    s->out->kind = "CV as text";
    sg_status status = sg_paper_decode(text, "a CV", &plain, err);
    if (status == SG_OK) {
        sg_text all = {plain.at, plain.len};
        s->out->resume = json_object();
        status = read_head(s, all, err);
        if (status == SG_OK) status = sg_findings_text(&s->findings, all, s->name, true, &sg_nothing_stated, err);
        size_t lines = 0;
        for (size_t i = 0; i < plain.len; i++) lines += plain.at[i] == '\n';
        sg_starter_tell(s, "%s: %zu lines", s->name, lines + (plain.at[plain.len - 1] != '\n'));
    }
    sg_buf_release(&plain);
    return status;
}

/* ---- which kind ---- */

static const struct {
    const char *magic, *what;
} refused[] = {
    {"%PDF",
     "it is a PDF: save it as text and give that, as with `pdftotext cv.pdf - | skillgap profile new --from -`"},
    {"{\\rtf", "it is an RTF file: save it as plain text and give that"},
    {"\xd0\xcf\x11\xe0", "it is an old Word file: save it as plain text and give that"},
    {"\x1f\x8b", "it is packed with gzip: unpack it first"},
    {"\xfd\x37zXZ", "it is packed with xz: unpack it first"},
    {"PK\5\6", "it is a zip with nothing in it"},
};

static bool ends(const char *name, const char *with)
{
    size_t len = strlen(name), tail = strlen(with);
    return len >= tail && strcasecmp(name + len - tail, with) == 0;
}

static bool is_object(sg_text text, const char *name)
{
    sg_text rest = begins(text, "\xEF\xBB\xBF") ? (sg_text){text.at + 3, text.len - 3} : text;
    rest = sg_text_trim(rest);
    return begins(rest, "{") || begins(rest, "[") || ends(name, ".json") || ends(name, ".yaml") || ends(name, ".yml");
}

/* A first line of columns as postings have them, two of them at least. */
static bool is_table(sg_text text)
{
    static const char *const columns[] = {"title",        "job_title",       "job title", "company",
                                          "company_name", "description",     "location",  "job_url",
                                          "date_posted",  "job_description", "id",        "text"};
    static const char between[] = ",;\t";
    sg_text line;
    if (begins(text, "\xEF\xBB\xBF")) text = (sg_text){text.at + 3, text.len - 3};
    text = sg_text_trim(text);
    if (!text.len || !sg_text_split(&text, '\n', &line)) return false;
    for (const char *mark = between; *mark; mark++) {
        size_t known = 0, cells = 0;
        sg_text rest = line, cell;
        for (; rest.at && sg_text_split(&rest, *mark, &cell); cells++) {
            cell = sg_text_trim(cell);
            if (cell.len > 1 && cell.at[0] == '"' && cell.at[cell.len - 1] == '"')
                cell = (sg_text){cell.at + 1, cell.len - 2};
            for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
                known += cell.len == strlen(columns[i]) && strncasecmp(cell.at, columns[i], cell.len) == 0;
        }
        if (cells >= 3 && known >= 2) return true;
    }
    return false;
}

static sg_status read_kind(sg_starter *s, sg_text text, sg_error *err)
{
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (begins(text, refused[i].magic)) return sg_fail(err, SG_EFAIL, "%s", refused[i].what);
    if (begins(text, "PK\3\4")) {
        char *copy = sg_alloc(text.len);
        if (!copy) return sg_fail(err, SG_EFAIL, "no memory to unpack it");
        memcpy(copy, text.at, text.len);
        return sg_start_linkedin(s, copy, text.len, err);
    }
    if (is_object(text, s->name)) return sg_start_resume(s, text, err);
    if (is_table(text) || ends(s->name, ".csv") || ends(s->name, ".tsv"))
        return sg_fail(err, SG_EFAIL,
                       "it is a table (CSV), not a CV: postings are read by skillgap import FILE, LinkedIn's export as "
                       "the ZIP that it came in");
    return sg_start_text(s, text, err);
}

static bool is_held(const sg_findings *f, uint32_t skill)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->items[i].skill == skill) return true;
    return false;
}

/* What the person would like to learn is not what the person can; the names are told, as far as they fit. */
static void tell_wishes(sg_starter *s)
{
    const sg_findings *f = &s->findings;
    char names[WISHES_BYTES] = "";
    size_t used = 0, more = 0;
    for (size_t i = 0; i < f->n_wished; i++) {
        sg_text name = s->taxonomy->skills[f->wished[i]].name;
        if (is_held(f, f->wished[i])) continue;
        more += used + name.len + 3 > sizeof names;
        if (used + name.len + 3 <= sizeof names)
            used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", used ? ", " : "", name.at);
    }
    if (used && more)
        sg_starter_tell(s, "named as a wish, not taken: %s and %zu more", names, more);
    else if (used)
        sg_starter_tell(s, "named as a wish, not taken: %s", names);
}

static sg_status finish(sg_starter *s, sg_error *err)
{
    tell_wishes(s);
    sg_start *out = s->out;
    for (size_t i = 0; i < s->findings.n; i++) out->n_levels += s->findings.items[i].stated.level >= 0;
    out->n_skills = s->findings.n;
    out->n_unknown = s->findings.n_unknown;
    json_t *skills = sg_findings_skills(&s->findings);
    if (!skills || json_object_set_new(out->resume, "skills", skills) != 0)
        return sg_fail(err, SG_EFAIL, "no memory for what was found");
    return SG_OK;
}

sg_status sg_start_parse(sg_text text, const char *name, const sg_taxonomy *taxonomy, sg_start *out, sg_error *err)
{
    const char *slash = strrchr(name, '/');
    sg_start start = {0};
    sg_starter s = {.taxonomy = taxonomy, .name = slash ? slash + 1 : name, .out = &start};
    s.titles = sg_titles_alloc(taxonomy);
    sg_status status = sg_findings_init(&s.findings, taxonomy, err);
    if (status == SG_OK && !s.titles) status = sg_fail(err, SG_EFAIL, "no memory to read titles");
    if (status == SG_OK) status = read_kind(&s, text, err);
    if (status == SG_OK) status = finish(&s, err);
    if (status != SG_OK && !begins(sg_text_of(err->text), s.name)) sg_fail_in(err, status, "%s", name);
    sg_findings_release(&s.findings);
    sg_titles_free(s.titles);
    if (status == SG_OK)
        *out = start;
    else
        sg_start_release(&start);
    return status;
}

sg_status sg_start_read(const char *path, const sg_taxonomy *taxonomy, sg_start *out, sg_error *err)
{
    sg_buf whole;
    sg_buf_init(&whole, FILE_MAX);
    sg_status status = sg_file_read(path, &whole, err);
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    if (status == SG_OK)
        status = sg_start_parse((sg_text){whole.at ? whole.at : "", whole.len}, name, taxonomy, out, err);
    sg_buf_release(&whole);
    return status;
}

void sg_start_release(sg_start *start)
{
    json_decref(start->resume);
    *start = (sg_start){0};
}
