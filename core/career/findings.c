#include "career/findings.h"

#include "base/json.h"
#include "base/mem.h"
#include "career/claims.h"
#include "career/paper.h"
#include "career/profile.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { FOUND_MAX = 100000, QUOTE_BYTES = 110, NAME_BYTES = 200, PLACE_BYTES = 600 };

const sg_stated sg_nothing_stated = {.level = -1, .years = -1, .last_used = SG_MONTH_ABSENT};

sg_status sg_findings_init(sg_findings *f, const sg_taxonomy *taxonomy, sg_error *err)
{
    *f = (sg_findings){.taxonomy = taxonomy, .finder = sg_finder_alloc(taxonomy)};
    return f->finder ? SG_OK : sg_fail(err, SG_EFAIL, "no memory to look for skills");
}

void sg_findings_release(sg_findings *f)
{
    sg_finder_free(f->finder);
    sg_free(f->items);
    sg_free(f->wished);
    sg_free(f->unknown);
    sg_arena_release(&f->arena);
    *f = (sg_findings){0};
}

/* ---- what is kept ---- */

static sg_finding *finding_of(sg_findings *f, uint32_t skill)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->items[i].skill == skill) return &f->items[i];
    if (SG_GROW(f->items, f->n, f->cap, FOUND_MAX) != 0) return NULL;
    f->items[f->n] = (sg_finding){.skill = skill, .stated = sg_nothing_stated};
    return &f->items[f->n++];
}

static void merge(sg_stated *into, const sg_stated *more)
{
    if (more->level > into->level) into->level = more->level;
    if (more->years > into->years) into->years = more->years;
    if (more->last_used > into->last_used) into->last_used = more->last_used;
    into->going_on |= more->going_on;
    if (!into->evidence) into->evidence = more->evidence;
}

/* "cv.txt, line 3: “… on Kubernetes”"; control characters are spaces. */
static const char *quote(sg_findings *f, const char *where, sg_text line, size_t start, size_t end)
{
    char out[PLACE_BYTES];
    size_t from, to;
    sg_paper_cut(line, start, end, QUOTE_BYTES, &from, &to);
    int used = snprintf(out, sizeof out, "%.200s: “%s%.*s%s”", where, from ? "…" : "", (int)(to - from), line.at + from,
                        to < line.len ? "…" : "");
    for (int i = 0; i < used && i < PLACE_BYTES - 1; i++)
        if ((unsigned char)out[i] < ' ') out[i] = ' ';
    return sg_arena_copy(&f->arena, out, strlen(out));
}

static sg_status keep(sg_findings *f, uint32_t skill, const sg_stated *stated, const char *where, sg_text line,
                      size_t start, size_t end, sg_error *err)
{
    sg_finding *found = finding_of(f, skill);
    if (!found) return sg_fail(err, SG_EFAIL, "no memory for what was found, or more than %d skills", FOUND_MAX);
    merge(&found->stated, stated);
    if (stated->evidence || found->n_places++ >= SG_QUOTES_MAX) return SG_OK;
    const char *place = quote(f, where, line, start, end);
    if (!place) return sg_fail(err, SG_EFAIL, "no memory for what was found");
    found->quotes[found->n_places - 1] = place;
    return SG_OK;
}

/* ---- names ---- */

/* False when the name is none of the taxonomy's; SG_EFAIL alone is an error. */
static sg_status find(const sg_findings *f, sg_text name, uint32_t *out, bool *found, sg_error *err)
{
    sg_error why = {""};
    sg_status status = name.len ? sg_taxonomy_skill(f->taxonomy, name, out, &why) : SG_EUSAGE;
    *found = status == SG_OK;
    return status == SG_EFAIL ? sg_fail(err, SG_EFAIL, "%s", why.text) : SG_OK;
}

/* "Go (Programming Language)": the whole, then what stands before the parentheses, then what stands in them. */
static sg_status find_any(const sg_findings *f, sg_text name, uint32_t *out, bool *found, sg_error *err)
{
    sg_status status = find(f, name, out, found, err);
    const char *open = name.len ? memchr(name.at, '(', name.len) : NULL;
    if (status != SG_OK || *found || !open || name.at[name.len - 1] != ')') return status;
    size_t before = (size_t)(open - name.at);
    status = find(f, sg_text_trim((sg_text){name.at, before}), out, found, err);
    if (status != SG_OK || *found) return status;
    return find(f, sg_text_trim((sg_text){open + 1, name.len - before - 2}), out, found, err);
}

static sg_status keep_unknown(sg_findings *f, sg_text name, sg_error *err)
{
    for (size_t i = 0; i < f->n_unknown; i++)
        if (sg_text_is(name, f->unknown[i])) return SG_OK;
    const char *copy = sg_arena_copy(&f->arena, name.at, name.len);
    if (!copy || SG_GROW(f->unknown, f->n_unknown, f->cap_unknown, FOUND_MAX) != 0)
        return sg_fail(err, SG_EFAIL, "no memory for what was found, or more than %d names", FOUND_MAX);
    f->unknown[f->n_unknown++] = copy;
    return SG_OK;
}

sg_status sg_findings_name(sg_findings *f, sg_text name, const char *where, const sg_stated *stated, sg_error *err)
{
    uint32_t skill;
    bool found;
    name = sg_text_trim(name);
    if (!name.len) return SG_OK;
    sg_status status = find_any(f, name, &skill, &found, err);
    if (status != SG_OK) return status;
    if (!found) return name.len <= NAME_BYTES ? keep_unknown(f, name, err) : SG_OK;
    if (sg_text_is(f->taxonomy->skills[skill].kind, "attribute")) return SG_OK;
    return keep(f, skill, stated, where, name, 0, name.len, err);
}

/* ---- texts ---- */

/* A number of years at the start: "6 years", "2.5+ yrs". */
static bool read_years(sg_text text, double *out)
{
    size_t digits = 0;
    double value;
    while (digits < text.len && (isdigit((unsigned char)text.at[digits]) || text.at[digits] == '.')) digits++;
    if (!digits || digits > 4 || !sg_text_number((sg_text){text.at, digits}, &value) || value > 80) return false;
    if (digits < text.len && text.at[digits] == '+') digits++;
    sg_text unit = sg_text_trim((sg_text){text.at + digits, text.len - digits});
    bool years = unit.len >= 2 && (strncasecmp(unit.at, "years", unit.len < 5 ? unit.len : 5) == 0 ||
                                   strncasecmp(unit.at, "yrs", unit.len < 3 ? unit.len : 3) == 0);
    if (years) *out = value;
    return years;
}

/* How CVs state a level beside the words of a profile (sg_skill_level_of): the whole of a head or of a part. */
static const struct {
    const char *words, *level;
} phrases[] = {
    {"expert in", "expert"},
    {"advanced in", "advanced"},
    {"proficient in", "proficient"},
    {"proficient with", "proficient"},
    {"working knowledge of", "intermediate"},
    {"working knowledge", "intermediate"},
    {"basic knowledge of", "beginner"},
    {"basic knowledge", "beginner"},
    {"basics", "beginner"},
    {"basic", "beginner"},
    {"familiar with", "aware"},
    {"familiar", "aware"},
};

static bool read_phrase(sg_text text, double *out)
{
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        if (text.len != strlen(phrases[i].words) || strncasecmp(text.at, phrases[i].words, text.len) != 0) continue;
        *out = sg_skill_level_of(phrases[i].level);
        return true;
    }
    return false;
}

/* The level that the text begins with; *len: of its word. */
static bool read_word(sg_text text, size_t *len, double *out)
{
    char word[20];
    size_t n = 0;
    while (n < text.len && n + 1 < sizeof word && isalpha((unsigned char)text.at[n])) word[n] = text.at[n], n++;
    word[n] = '\0';
    double level = n > 0 ? sg_skill_level_of(word) : -1;
    if (level >= 0) *out = level, *len = n;
    return level >= 0;
}

static bool read_level(sg_text text, double *out)
{
    size_t len;
    return read_phrase(text, out) || read_word(text, &len, out);
}

/* What the text says of a skill at once behind its name: in parentheses, or behind a colon or dash. */
static sg_stated read_stated(sg_text text, size_t at, const sg_stated *base)
{
    sg_stated stated = *base;
    while (at < text.len && text.at[at] == ' ') at++;
    if (at == text.len || !strchr("(:-", text.at[at])) return stated;
    bool bracket = text.at[at++] == '(';
    size_t end = at;
    while (end < text.len && text.at[end] != '\n' && text.at[end] != ')' && (bracket || text.at[end] != ',')) end++;
    sg_text rest = {text.at + at, end - at}, part;
    while (rest.at && sg_text_split(&rest, ',', &part)) {
        part = sg_text_trim(part);
        if (!read_years(part, &stated.years) && !read_level(part, &stated.level)) break;
    }
    return stated;
}

/* Whether the piece of a line has a head, "Tools: …"; the level is set when the head states one, and nothing else. */
static bool read_head(sg_text piece, double *level)
{
    static const char bullet[] = "\xE2\x80\xA2"; /* • */
    size_t mark = sizeof bullet - 1, len;
    piece = sg_text_trim(piece);
    const char *colon = piece.len ? memchr(piece.at, ':', piece.len) : NULL;
    if (!colon) return false;
    sg_text head = {piece.at, (size_t)(colon - piece.at)};
    if (head.len > mark && memcmp(head.at, bullet, mark) == 0) head = (sg_text){head.at + mark, head.len - mark};
    head = sg_text_trim(head);
    double value;
    bool states = read_phrase(head, &value) || (read_word(head, &len, &value) && len == head.len);
    *level = states ? value : -1;
    return true;
}

/* "Expert: Python, REST; Familiar with: AWS": the level that the nearest head before a place of the line states of all
 * that it lists; -1: none does. */
static double level_of_list(sg_text line, size_t start)
{
    double level = -1;
    size_t from = 0;
    for (size_t i = 0; i <= start && i <= line.len; i++) {
        if (i < start && !strchr(";|/", line.at[i])) continue;
        double own;
        if (read_head((sg_text){line.at + from, i - from}, &own)) level = own;
        from = i + 1;
    }
    return level;
}

static bool is_wanted(const sg_findings *f, const sg_mention *m)
{
    sg_text kind = f->taxonomy->skills[m->skill].kind;
    return m->ask != SG_ASK_DENIED && !sg_text_is(kind, "attribute") && !sg_text_is(kind, "soft");
}

static sg_status keep_wished(sg_findings *f, uint32_t skill, sg_error *err)
{
    for (size_t i = 0; i < f->n_wished; i++)
        if (f->wished[i] == skill) return SG_OK;
    if (SG_GROW(f->wished, f->n_wished, f->cap_wished, FOUND_MAX) != 0)
        return sg_fail(err, SG_EFAIL, "no memory for what was found, or more than %d skills", FOUND_MAX);
    f->wished[f->n_wished++] = skill;
    return SG_OK;
}

/* The level that the words beside the name state of it, the nearest first. */
static sg_stated stated_at(const sg_claims *claims, size_t i, const sg_stated *base, sg_text line, size_t start)
{
    sg_stated stated = *base;
    double listed = level_of_list(line, start), before = sg_claims_level(claims, i);
    if (listed >= 0) stated.level = listed;
    if (before >= 0) stated.level = before;
    return read_stated(claims->text, (size_t)claims->mentions[i].start + claims->mentions[i].len, &stated);
}

sg_status sg_findings_text(sg_findings *f, sg_text text, const char *where, bool numbered, const sg_stated *stated,
                           sg_error *err)
{
    const sg_document document = {.text = text};
    const sg_mention *mentions;
    sg_paper_count count = {0};
    size_t n;
    if (!text.len) return SG_OK;
    sg_status status = sg_finder_run(f->finder, &document, &mentions, &n, err);
    sg_claims claims = {.text = text, .mentions = mentions, .n = n};
    for (size_t i = 0; i < n && status == SG_OK; i++) {
        const sg_mention *m = &mentions[i];
        char place[300];
        size_t number;
        if (!is_wanted(f, m)) continue;
        sg_claim claim = sg_claims_of(&claims, i);
        if (claim == SG_CLAIM_WISHED) status = keep_wished(f, m->skill, err);
        if (claim != SG_CLAIM_HELD) continue;
        sg_text line = sg_paper_line(text, m->start, (size_t)m->start + m->len, &count, &number);
        size_t start = m->start - (size_t)(line.at - text.at);
        snprintf(place, sizeof place, numbered ? "%.200s, line %zu" : "%.200s", where, number);
        sg_stated here = stated_at(&claims, i, stated, line, start);
        status = keep(f, m->skill, &here, place, line, start, start + m->len, err);
    }
    return status;
}

/* ---- as JSON Resume ---- */

static json_t *evidence_of(const sg_finding *found)
{
    json_t *list = json_array();
    char more[40];
    size_t shown = found->n_places < SG_QUOTES_MAX ? found->n_places : SG_QUOTES_MAX;
    const json_t *own = found->stated.evidence;
    if (json_is_string(own)) json_array_append_new(list, json_deep_copy(own));
    for (size_t i = 0; i < json_array_size(own); i++)
        if (json_is_string(json_array_get(own, i))) json_array_append_new(list, json_deep_copy(json_array_get(own, i)));
    for (size_t i = 0; i < shown; i++) json_array_append_new(list, json_string(found->quotes[i]));
    snprintf(more, sizeof more, "and %zu more", found->n_places - shown);
    if (found->n_places > shown) json_array_append_new(list, json_string(more));
    return list;
}

static json_t *entry_of(const sg_taxonomy *t, const sg_finding *found)
{
    const sg_stated *s = &found->stated;
    char month[8];
    json_t *entry = json_object(), *extra = json_object();
    if (s->level >= 0) json_object_set_new(extra, "level", sg_json_number(s->level));
    if (s->years >= 0) json_object_set_new(extra, "years", sg_json_number(s->years));
    if (s->last_used != SG_MONTH_ABSENT && !s->going_on)
        json_object_set_new(extra, "lastUsed", json_string(sg_month_format(s->last_used, month)));
    json_object_set_new(extra, "evidence", evidence_of(found));
    json_object_set_new(entry, "name", json_string(t->skills[found->skill].name.at));
    json_object_set_new(entry, "x-skillgap", extra);
    return entry;
}

json_t *sg_findings_skills(const sg_findings *f)
{
    json_t *list = json_array();
    for (size_t i = 0; i < f->n; i++)
        if (json_array_append_new(list, entry_of(f->taxonomy, &f->items[i])) != 0) goto fail;
    for (size_t i = 0; i < f->n_unknown; i++)
        if (json_array_append_new(list, json_pack("{ss}", "name", f->unknown[i])) != 0) goto fail;
    return list;
fail:
    json_decref(list);
    return NULL;
}
