#include "career/ads.h"

#include "base/text.h"

#include <string.h>
#include <strings.h>

enum { TITLE_BYTES = 120, RULE_MARKS = 3, LINES_BEHIND_RULE = 3 };

typedef struct scan {
    const sg_titles *titles;
    const sg_taxonomy *taxonomy;
    sg_text text;
    const sg_mention *mentions;
    size_t n_mentions;
    sg_ads_part *parts;
    size_t n;
    /* of the line that is looked at */
    size_t line, from, to;
    size_t ruled;         /* lines that are not empty since a rule; 0: none yet */
    size_t begin, begun;  /* where text began behind that rule, and its line */
    size_t end, end_line; /* where text ended before it */
    bool rule, blank;     /* a rule was met, an empty line stands before */
} scan;

/* "-----", "* * *", "═════": three marks of a kind at least and nothing else. */
static bool is_rule(sg_text line)
{
    static const char *const marks[] = {
        "-", "=", "*", "_", "~", "#", "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x94\x80", "\xe2\x95\x90"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t len = strlen(marks[i]), n = 0, at = 0;
        while (at < line.len) {
            bool mark = line.len - at >= len && memcmp(line.at + at, marks[i], len) == 0;
            if (!mark && line.at[at] != ' ') break;
            n += mark;
            at += mark ? len : 1;
        }
        if (at == line.len && n >= RULE_MARKS) return true;
    }
    return false;
}

/* ---- lines that are a title ---- */

/* Bytes of what parts a title from what else stands on its line, or 0. */
static size_t mark_at(sg_text line, size_t at)
{
    static const char *const marks[] = {"|",        ",", "(",    "[",     " - ",  " \xe2\x80\x93 ", " \xe2\x80\x94 ",
                                        "\xc2\xb7", "@", " at ", " bei ", " in ", " for ",          "\xe2\x80\xa2"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t len = strlen(marks[i]);
        if (line.len - at >= len && strncasecmp(line.at + at, marks[i], len) == 0) return len;
    }
    return 0;
}

/* Behind "Job title:" and its like, and a heading's mark. */
static sg_text without_label(sg_text line)
{
    static const char *const labels[] = {"job title:", "title:", "position:", "role:", "job:", "stellenbezeichnung:"};
    while (line.len && (line.at[0] == '#' || line.at[0] == '*' || line.at[0] == ' ')) line.at++, line.len--;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t len = strlen(labels[i]);
        if (line.len > len && strncasecmp(line.at, labels[i], len) == 0)
            return sg_text_trim((sg_text){line.at + len, line.len - len});
    }
    return line;
}

static bool is_item(sg_text line)
{
    return line.len > 1 && (line.at[0] == '-' || line.at[0] == '*' || line.at[0] == '+') && line.at[1] == ' ';
}

/* The first part of the line, or of one that bars part any, is a title. */
static sg_status read_title(const scan *s, sg_text line, bool *is, sg_error *err)
{
    sg_status status = SG_OK;
    *is = false;
    if (!line.len || line.len > TITLE_BYTES || is_item(line) || strchr(".!?;:", line.at[line.len - 1])) return SG_OK;
    line = without_label(line);
    bool bars = memchr(line.at, '|', line.len) != NULL;
    for (size_t at = 0, first = 0, step; at <= line.len && status == SG_OK && !*is; at += step) {
        size_t mark = at < line.len ? mark_at(line, at) : 0;
        step = mark ? mark : 1; /* the blank behind " at " begins no other mark */
        if (!mark && at < line.len) continue;
        sg_title_reading title;
        sg_title_fit fit = SG_TITLE_WITHIN;
        sg_text part = sg_text_trim((sg_text){line.at + first, at - first});
        if (part.len) status = sg_title_read_whole(s->titles, part, &title, &fit, err);
        *is = status == SG_OK && part.len && fit == SG_TITLE_WHOLE && title.role != SG_ID_NONE;
        if (!bars && part.len) break;
        first = at + step;
    }
    return status;
}

/* ---- where ads begin ---- */

/* Whether a skill is named in these bytes. */
static bool has_body(const scan *s, size_t from, size_t to)
{
    for (size_t i = 0; i < s->n_mentions && s->mentions[i].start < to; i++)
        if (s->mentions[i].start >= from && !sg_text_is(s->taxonomy->skills[s->mentions[i].skill].kind, "attribute"))
            return true;
    return false;
}

static bool is_known(const scan *s, sg_text title)
{
    for (size_t i = 0; i < s->n; i++)
        if (sg_text_equal(s->parts[i].title, title)) return true;
    return false;
}

static sg_status take_title(scan *s, sg_text line, sg_error *err)
{
    bool ruled = s->rule && s->ruled <= LINES_BEHIND_RULE, is;
    if (s->n == SG_ADS_MAX || !(ruled || s->blank || s->n == 0)) return SG_OK;
    sg_status status = read_title(s, line, &is, err);
    if (status != SG_OK || !is || (!ruled && is_known(s, line))) return status;
    sg_ads_part *part = &s->parts[s->n++];
    *part = ruled ? (sg_ads_part){s->begin, 0, s->begun, 0, line} : (sg_ads_part){s->from, 0, s->line, 0, line};
    if (s->n > 1) {
        part[-1].to = ruled ? s->end : s->from;
        part[-1].last = ruled ? s->end_line : s->line - 1;
    }
    s->rule = false; /* one title a rule */
    return SG_OK;
}

static sg_status take_line(scan *s, sg_text line, sg_error *err)
{
    sg_status status = SG_OK;
    bool rule = is_rule(line);
    if (rule && !(s->rule && s->ruled == 0)) {
        s->end = s->from;
        s->end_line = s->line - 1;
    }
    if (rule) {
        s->rule = true;
        s->ruled = 0;
    } else if (line.len) {
        if (s->ruled++ == 0) s->begin = s->from, s->begun = s->line;
        status = take_title(s, line, err);
    }
    s->blank = !line.len;
    return status;
}

/* Titles under which nothing is asked for are of the ad before; of the first, of the one behind it. */
static void drop_empty(scan *s)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->n; i++) {
        const sg_ads_part *p = &s->parts[i];
        size_t body = (size_t)(p->title.at - s->text.at) + p->title.len;
        if (has_body(s, body, p->to)) {
            s->parts[kept++] = *p;
        } else if (kept) {
            s->parts[kept - 1].to = p->to;
            s->parts[kept - 1].last = p->last;
        }
    }
    s->n = kept;
}

sg_status sg_ads_find(const sg_titles *titles, const sg_taxonomy *taxonomy, sg_text text, const sg_mention *mentions,
                      size_t n_mentions, sg_ads_part out[static SG_ADS_MAX], size_t *n, sg_error *err)
{
    scan s = {.titles = titles, .taxonomy = taxonomy, .text = text, .mentions = mentions, .n_mentions = n_mentions};
    sg_text rest = text, line;
    sg_status status = SG_OK;
    s.parts = out;
    while (status == SG_OK && sg_text_split(&rest, '\n', &line)) {
        s.line++;
        s.from = (size_t)(line.at - text.at);
        s.to = s.from + line.len;
        status = take_line(&s, sg_text_trim(line), err);
    }
    if (status != SG_OK) return status;
    if (s.n) out[s.n - 1].to = text.len, out[s.n - 1].last = s.line;
    drop_empty(&s);
    if (s.n < 2) {
        out[0] = (sg_ads_part){0, text.len, 1, s.line, {0}};
        s.n = 1;
    }
    out[0].from = 0;
    out[0].line = 1;
    *n = s.n;
    return SG_OK;
}
