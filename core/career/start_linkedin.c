/* LinkedIn's export, a ZIP of CSV files: Profile, Positions, Skills, Education, Certifications, Projects, Languages.
 * Contacts, messages, addresses and birthdays are left where they are. */
#include "base/mem.h"
#include "base/plain.h"
#include "career/start_work.h"
#include "input/decode_work.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { MEMBERS_MAX = 10000, COLUMNS_MAX = 7, PREAMBLE = 10, ROWS_MAX = 20000 };

typedef struct export
{
    sg_starter *s;
    sg_archive *archive;
    sg_plain plain;
    const struct csv_file *file;
    size_t rows, rejected;
    const char *why;
    bool found; /* any of the files */
}
export;

/* One file of the export. */
typedef struct csv_file {
    const char *name;
    sg_column columns[COLUMNS_MAX];
    size_t n;
    sg_status (*row)(export *x, const sg_text *values, sg_error *err);
} csv_file;

/* ---- values ---- */

/* "Mar 2020" or "2020" as JSON Resume has it; the empty text when it is neither. */
static const char *date_of(sg_text text, char out[static 8])
{
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    text = sg_text_trim(text);
    out[0] = '\0';
    size_t at = text.len > 4 ? text.len - 4 : 0;
    if (text.len < 4) return out;
    for (size_t i = at; i < text.len; i++)
        if (!isdigit((unsigned char)text.at[i])) return out;
    if (!at) {
        snprintf(out, 8, "%.4s", text.at);
        return out;
    }
    char word[4] = "";
    for (size_t i = 0; i < 3 && i < at; i++) word[i] = (char)tolower((unsigned char)text.at[i]);
    const char *found = strlen(word) == 3 ? strstr(months, word) : NULL;
    if (!found || (found - months) % 3 != 0 || at != 4) return out;
    unsigned month = (unsigned)(found - months) / 3 % 12 + 1;
    snprintf(out, 8, "%.4s-%02u", text.at + at, month);
    return out;
}

/* Sets the member to the text with its entities undone, when there is one. */
static sg_status set(export *x, json_t *object, const char *key, sg_text text, sg_error *err)
{
    if (!text.len) return SG_OK;
    if (sg_plain_read(&x->plain, text) != 0) return sg_fail(err, SG_EFAIL, "no memory to read it");
    json_t *value = json_stringn(x->plain.text.at, x->plain.text.len);
    return value && json_object_set_new(object, key, value) == 0 ? SG_OK
                                                                 : sg_fail(err, SG_EFAIL, "no memory to read it");
}

static void set_date(json_t *object, const char *key, sg_text text)
{
    char date[8];
    if (date_of(text, date)[0]) json_object_set_new(object, key, json_string(date));
}

/* A new entry at the end of the resume's list. */
static json_t *entry_in(export *x, const char *list)
{
    json_t *entries = json_object_get(x->s->out->resume, list), *entry = json_object();
    if (!entries) {
        entries = json_array();
        json_object_set_new(x->s->out->resume, list, entries);
    }
    json_array_append_new(entries, entry);
    return entry;
}

static const char *where_of(const export *x, char out[static 80])
{
    snprintf(out, 80, "%s, row %zu", x->file->name, x->rows);
    return out;
}

static sg_status find_in(export *x, sg_text text, const sg_stated *stated, sg_error *err)
{
    char where[80];
    if (!text.len) return SG_OK;
    if (sg_plain_read(&x->plain, text) != 0) return sg_fail(err, SG_EFAIL, "no memory to read it");
    return sg_findings_text(&x->s->findings, x->plain.text, where_of(x, where), false, stated, err);
}

/* ---- files ---- */

static sg_status take_profile(export *x, const sg_text *v, sg_error *err)
{
    enum { FIRST, LAST, HEADLINE, SUMMARY, PLACE };
    char name[200];
    json_t *basics = json_object();
    json_object_set_new(x->s->out->resume, "basics", basics);
    snprintf(name, sizeof name, "%.*s %.*s", (int)v[FIRST].len, v[FIRST].len ? v[FIRST].at : "", (int)v[LAST].len,
             v[LAST].len ? v[LAST].at : "");
    sg_status status = set(x, basics, "name", sg_text_trim(sg_text_of(name)), err);
    if (status == SG_OK) status = set(x, basics, "label", v[HEADLINE], err);
    if (status == SG_OK) status = set(x, basics, "summary", v[SUMMARY], err);
    if (status == SG_OK) status = find_in(x, v[HEADLINE], &sg_nothing_stated, err);
    if (status == SG_OK) status = find_in(x, v[SUMMARY], &sg_nothing_stated, err);
    if (status == SG_OK) status = sg_starter_place(x->s, v[PLACE], "Profile.csv, Geo Location", err);
    /* behind Positions.csv, which tells it better */
    return status == SG_OK ? sg_starter_title(x->s, v[HEADLINE], "Profile.csv, Headline", err) : status;
}

/* What is written of a position was used in it: until its end, when it has one. */
static sg_stated used_until(sg_text end)
{
    char date[8];
    sg_stated stated = sg_nothing_stated;
    stated.going_on = !end.len;
    date_of(end, date);
    if (strlen(date) == 7) sg_month_parse(sg_text_of(date), &stated.last_used);
    return stated;
}

static sg_status take_position(export *x, const sg_text *v, sg_error *err)
{
    enum { COMPANY, TITLE, TEXT, PLACE, FROM, TO };
    char where[80];
    json_t *work = entry_in(x, "work");
    sg_stated stated = used_until(v[TO]);
    sg_status status = set(x, work, "name", v[COMPANY], err);
    if (status == SG_OK) status = set(x, work, "position", v[TITLE], err);
    if (status == SG_OK) status = set(x, work, "location", v[PLACE], err);
    if (status == SG_OK) status = set(x, work, "summary", v[TEXT], err);
    set_date(work, "startDate", v[FROM]);
    set_date(work, "endDate", v[TO]);
    if (status == SG_OK) status = find_in(x, v[TITLE], &stated, err);
    if (status == SG_OK) status = find_in(x, v[TEXT], &stated, err);
    if (status == SG_OK && !v[TO].len) status = sg_starter_title(x->s, v[TITLE], where_of(x, where), err);
    if (status == SG_OK && !v[TO].len) status = sg_starter_place(x->s, v[PLACE], where_of(x, where), err);
    return status;
}

static sg_status take_skill(export *x, const sg_text *v, sg_error *err)
{
    char where[80];
    if (sg_plain_read(&x->plain, v[0]) != 0) return sg_fail(err, SG_EFAIL, "no memory to read it");
    return sg_findings_name(&x->s->findings, x->plain.text, where_of(x, where), &sg_nothing_stated, err);
}

static sg_status take_school(export *x, const sg_text *v, sg_error *err)
{
    enum { SCHOOL, FROM, TO, DEGREE };
    json_t *entry = entry_in(x, "education");
    sg_status status = set(x, entry, "institution", v[SCHOOL], err);
    if (status == SG_OK) status = set(x, entry, "studyType", v[DEGREE], err);
    set_date(entry, "startDate", v[FROM]);
    set_date(entry, "endDate", v[TO]);
    return status;
}

static sg_status take_certificate(export *x, const sg_text *v, sg_error *err)
{
    enum { NAME, AUTHORITY, FROM };
    json_t *entry = entry_in(x, "certificates");
    sg_status status = set(x, entry, "name", v[NAME], err);
    if (status == SG_OK) status = set(x, entry, "issuer", v[AUTHORITY], err);
    set_date(entry, "date", v[FROM]);
    return status == SG_OK ? find_in(x, v[NAME], &sg_nothing_stated, err) : status;
}

static sg_status take_project(export *x, const sg_text *v, sg_error *err)
{
    enum { TITLE, TEXT, FROM, TO };
    json_t *entry = entry_in(x, "projects");
    sg_stated stated = used_until(v[TO]);
    sg_status status = set(x, entry, "name", v[TITLE], err);
    if (status == SG_OK) status = set(x, entry, "description", v[TEXT], err);
    set_date(entry, "startDate", v[FROM]);
    set_date(entry, "endDate", v[TO]);
    if (status == SG_OK) status = find_in(x, v[TITLE], &stated, err);
    return status == SG_OK ? find_in(x, v[TEXT], &stated, err) : status;
}

static sg_status take_language(export *x, const sg_text *v, sg_error *err)
{
    json_t *entry = entry_in(x, "languages");
    sg_status status = set(x, entry, "language", v[0], err);
    return status == SG_OK ? set(x, entry, "fluency", v[1], err) : status;
}

/* In the order in which they are read: what tells the present position best comes first. */
static const csv_file files[] = {
    {"Positions.csv",
     {{"Company Name", 0},
      {"Title", SG_COLUMN_NEEDED},
      {"Description", 0},
      {"Location", 0},
      {"Started On", 0},
      {"Finished On", 0}},
     6,
     take_position},
    {"Profile.csv",
     {{"First Name", SG_COLUMN_NEEDED}, {"Last Name", 0}, {"Headline", 0}, {"Summary", 0}, {"Geo Location", 0}},
     5,
     take_profile},
    {"Skills.csv", {{"Name", SG_COLUMN_NEEDED}}, 1, take_skill},
    {"Certifications.csv", {{"Name", SG_COLUMN_NEEDED}, {"Authority", 0}, {"Started On", 0}}, 3, take_certificate},
    {"Projects.csv",
     {{"Title", SG_COLUMN_NEEDED}, {"Description", 0}, {"Started On", 0}, {"Finished On", 0}},
     4,
     take_project},
    {"Education.csv",
     {{"School Name", SG_COLUMN_NEEDED}, {"Start Date", 0}, {"End Date", 0}, {"Degree Name", 0}},
     4,
     take_school},
    {"Languages.csv", {{"Name", SG_COLUMN_NEEDED}, {"Proficiency", 0}}, 2, take_language},
};

/* ---- reading ---- */

static sg_status on_row(void *self, const sg_row *row, const sg_text *values, sg_error *err)
{
    export *x = self;
    x->rows = (size_t)row->number;
    if (x->rows > ROWS_MAX) return sg_fail(err, SG_EFAIL, "%s has more than %d rows", x->file->name, ROWS_MAX);
    return x->file->row(x, values, err);
}

static void on_reject(void *self, const sg_row *row, const char *reason, sg_text found)
{
    export *x = self;
    (void)row, (void)found;
    if (x->rejected++ == 0) x->why = reason;
}

static sg_status read_stage(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    return sg_stage_read(self, bytes, size, got, err);
}

/* Names drift between spaces and underscores; folders before them are none of theirs. */
static bool is_named(const char *member, const char *name)
{
    const char *slash = strrchr(member, '/');
    const char *at = slash ? slash + 1 : member;
    for (; *at && *name; at++, name++) {
        char c = *at == '_' ? ' ' : (char)tolower((unsigned char)*at);
        if (c != (char)tolower((unsigned char)*name)) return false;
    }
    return !*at && !*name;
}

static bool locate(const sg_archive *archive, const char *name, uint64_t *out)
{
    zip_int64_t n = zip_get_num_entries(archive->zip, 0);
    for (uint64_t i = 0; i < (uint64_t)n && i < MEMBERS_MAX; i++) {
        const char *member = zip_get_name(archive->zip, i, ZIP_FL_ENC_GUESS);
        if (!member || strncmp(member, "__MACOSX/", 9) == 0 || !is_named(member, name)) continue;
        *out = i;
        return true;
    }
    return false;
}

static sg_status read_file(export *x, sg_error *err)
{
    static const sg_dialect dialect = {.size = sizeof dialect, .preamble = PREAMBLE};
    uint64_t index = 0, rows = 0;
    sg_stage stage;
    if (!locate(x->archive, x->file->name, &index)) return SG_OK;
    x->found = true;
    x->rows = x->rejected = 0;
    sg_status status = sg_archive_member(x->archive, index, &stage, err);
    if (status != SG_OK) return status;
    const sg_csv csv = {.dialect = &dialect,
                        .columns = x->file->columns,
                        .n_columns = x->file->n,
                        .read = read_stage,
                        .read_self = &stage,
                        .row = on_row,
                        .reject = on_reject,
                        .self = x};
    status = sg_csv_read(&csv, &rows, err);
    sg_stage_close(&stage);
    if (status != SG_OK)
        return strstr(err->text, x->file->name) ? status : sg_fail_in(err, status, "%s", x->file->name);
    if (x->rejected)
        sg_starter_tell(x->s, "%s: %zu of %llu rows left out (%s)", x->file->name, x->rejected,
                        (unsigned long long)rows, x->why);
    else
        sg_starter_tell(x->s, "%s: %llu row%s", x->file->name, (unsigned long long)rows, rows == 1 ? "" : "s");
    return SG_OK;
}

static sg_status no_export(const sg_archive *archive, sg_error *err)
{
    if (sg_archive_has(archive, "word/document.xml"))
        return sg_fail(err, SG_EFAIL, "it is a Word file: save it as plain text and give that");
    if (sg_archive_has(archive, "content.xml"))
        return sg_fail(err, SG_EFAIL, "it is an OpenDocument file: save it as plain text and give that");
    return sg_fail(err, SG_EFAIL,
                   "it is a ZIP without Profile.csv, Positions.csv or Skills.csv: expected LinkedIn's \"Get a copy of "
                   "your data\"");
}

sg_status sg_start_linkedin(sg_starter *s, char *bytes, size_t len, sg_error *err)
{
    static const sg_input_from from = {.fd = -1};
    export x = {.s = s};
    s->out->kind = "LinkedIn export";
    sg_status status = sg_archive_open(-1, bytes, len, &from, &x.archive, err);
    if (status != SG_OK) {
        sg_free(bytes);
        return status;
    }
    s->out->resume = json_object();
    for (size_t i = 0; i < sizeof files / sizeof *files && status == SG_OK; i++) {
        x.file = &files[i];
        status = read_file(&x, err);
    }
    if (status == SG_OK && !x.found) status = no_export(x.archive, err);
    sg_plain_release(&x.plain);
    sg_archive_close(x.archive);
    return status;
}
