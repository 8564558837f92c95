/* The parts of a posting: a heading stands before a colon, or on a short line of its own, and holds one of the cues.
 * Each line is looked at once, and of a long one only what stands before its colons. */
#include "taxonomy/cues.h"

#include "base/mem.h"

#include <string.h>

enum {
    HEADING_WORDS = 8,  /* at most */
    HEADING_BYTES = 90, /* of a heading on a line of its own */
    HEADING_EXTRA = 3,  /* words beside the cue, on a line that is not marked as a heading */
    TITLE_BYTES = 200
};

typedef struct line {
    size_t start, end, content; /* content: behind bullet or heading mark */
    bool item, marked;
} line;

typedef struct reading {
    sg_asker *asker;
    size_t mention;    /* the first in this line or behind */
    size_t word;       /* the first at or behind what was read of the text */
    bool lone;         /* the text has one line */
    bool passing;      /* a heading with its content on its line: it holds for that line and the items that follow */
    bool passing_item; /* … which is an item itself */
    uint8_t section;   /* to return to */
    sg_cue_hit cue;
} reading;

static size_t skip_blanks(sg_text text, size_t at, size_t end)
{
    while (at < end && (text.at[at] == ' ' || text.at[at] == '\t' || text.at[at] == '\r')) at++;
    return at;
}

/* Behind the bullet or number that begins an item, or `at`. */
static size_t skip_bullet(sg_text text, size_t at, size_t end)
{
    static const char *const bullets[] = {"-",
                                          "*",
                                          "+",
                                          "\xe2\x80\xa2",
                                          "\xc2\xb7",
                                          "\xe2\x80\x93",
                                          "\xe2\x97\x8f",
                                          "\xe2\x96\xaa",
                                          "\xe2\x97\xa6",
                                          "\xe2\x80\x94",
                                          ">",
                                          "\xe2\x80\xa3"};
    if (at < end && (text.at[at] | 0x20) >= 'a' && (text.at[at] | 0x20) <= 'z') return at;
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        size_t len = strlen(bullets[i]);
        if (end - at > len && memcmp(text.at + at, bullets[i], len) == 0 && (len > 1 || text.at[at + 1] == ' '))
            return at + len;
    }
    size_t digits = at;
    while (digits < end && digits < at + 2 && text.at[digits] >= '0' && text.at[digits] <= '9') digits++;
    bool numbered = digits > at && end - digits > 1 && (text.at[digits] == '.' || text.at[digits] == ')');
    return numbered && text.at[digits + 1] == ' ' ? digits + 1 : at;
}

static line line_at(sg_text text, size_t start)
{
    const char *end = memchr(text.at + start, '\n', text.len - start);
    line l = {.start = start, .end = end ? (size_t)(end - text.at) : text.len};
    size_t at = skip_blanks(text, start, l.end), mark = at;
    while (mark < l.end && text.at[mark] == '#') mark++;
    l.marked = mark > at && mark < l.end && text.at[mark] == ' ';
    size_t item = l.marked ? mark : skip_bullet(text, at, l.end);
    l.item = item > at && !l.marked;
    l.content = skip_blanks(text, item, l.end);
    return l;
}

static int put_mark(sg_asker *a, size_t start, uint8_t section, const sg_cue_hit *cue)
{
    while (a->n_marks && a->marks[a->n_marks - 1].start >= start) a->n_marks--;
    if (SG_GROW(a->marks, a->n_marks, a->cap_marks, SIZE_MAX) != 0) return -1;
    a->marks[a->n_marks++] = (sg_section_mark){(uint32_t)start, section, *cue};
    return 0;
}

/* ---- headings ---- */

typedef struct words {
    size_t at[HEADING_WORDS]; /* in the asker's, from the last to the first */
    size_t n;
    bool whole; /* nothing stands before them in their sentence */
} words;

static bool ends_sentence(const sg_token *token)
{
    return token->mark == '.' || token->mark == '!' || token->mark == '?' || token->mark == ';' || token->mark == '|';
}

static words words_before(reading *r, size_t from, size_t end)
{
    const sg_wording *of = &r->asker->of;
    words w = {.n = 0};
    sg_token token;
    int marks = 0;
    while (r->word < of->n && of->words[r->word].start < end) r->word++;
    for (sg_step step = {true, end, r->word}; sg_step_on(&step, of, &token) && token.start >= from;) {
        if (ends_sentence(&token)) {
            w.whole = true;
            return w;
        }
        if (token.mark && ++marks <= HEADING_WORDS) continue;
        if (token.mark || w.n == HEADING_WORDS) return w;
        bool known = step.word < of->n && of->words[step.word].start == token.start;
        w.at[w.n++] = known ? step.word : of->n; /* the rest of one that is too long */
    }
    w.whole = true;
    return w;
}

/* The longest cue among the words. Where words stand before them that are of no heading ("… in Berlin Requirements:"),
 * it must begin with a capital and reach to the end. first: it must begin with the first word. */
static sg_cue_hit cue_among(const sg_asker *a, const words *w, size_t limit, bool first)
{
    sg_cue_hit best = {.row = SG_ID_NONE}, found[SG_CUE_WHERES];
    const sg_cue_hit *heading = found;
    for (size_t i = first && w->n ? w->n - 1 : 0; i < w->n; i++) {
        sg_cues_find(a->cues, SG_CUE_HEADING, &a->of, w->at[i], limit, found);
        if (heading->row == SG_ID_NONE || heading->end - heading->start <= best.end - best.start) continue;
        char c = a->of.text.at[heading->start];
        if (!w->whole && (c < 'A' || c > 'Z' || heading->end < a->of.words[w->at[0]].end)) continue;
        best = *heading;
    }
    return best;
}

static bool is_shouted(sg_text text, const line *l)
{
    size_t letters = 0;
    for (size_t i = l->content; i < l->end; i++) {
        if (text.at[i] >= 'a' && text.at[i] <= 'z') return false;
        letters += text.at[i] >= 'A' && text.at[i] <= 'Z';
    }
    return letters >= 4;
}

/* The cue of a line that is a heading without a colon, or none. */
static sg_cue_hit heading_of(reading *r, const line *l, bool named)
{
    const sg_asker *a = r->asker;
    const sg_cue_hit none = {.row = SG_ID_NONE};
    size_t end = l->end;
    while (end > l->content && (a->of.text.at[end - 1] == ' ' || a->of.text.at[end - 1] == '\r')) end--;
    if (end == l->content || end - l->content > HEADING_BYTES || l->item) return none;
    bool marked = l->marked || is_shouted(a->of.text, l);
    if (!marked && (named || strchr(".,;", a->of.text.at[end - 1]))) return none;
    words w = words_before(r, l->content, end);
    if (!w.whole || !w.n) return none;
    sg_cue_hit cue = cue_among(a, &w, l->end, !marked);
    if (cue.row == SG_ID_NONE || marked) return cue;
    size_t extra = 0;
    for (size_t i = 0; i < w.n; i++) extra += a->of.words[w.at[i]].start >= cue.end;
    return extra <= HEADING_EXTRA ? cue : none;
}

/* ---- lines ---- */

static int take_heading(reading *r, const line *l, size_t start, const sg_cue_hit *cue, bool content)
{
    uint8_t section = r->asker->cues->rows[cue->row].section;
    r->passing = content && !r->lone;
    r->passing_item = l->item;
    if (!r->passing) {
        r->section = section;
        r->cue = *cue;
    }
    return put_mark(r->asker, start, section, cue);
}

/* "Not required: Angular. Java, Python": what is not asked for ends with its sentence. */
static int take_denial(reading *r, const line *l, const sg_cue_hit *cue, size_t colon)
{
    reading before = *r;
    size_t end = colon + 1;
    if (take_heading(r, l, cue->start, cue, true) != 0) return -1;
    while (end < l->end && !sg_sentence_ends(r->asker->of.text, end)) end++;
    r->section = before.section;
    r->cue = before.cue;
    return end < l->end ? put_mark(r->asker, end, r->section, &r->cue) : 0;
}

/* Headings before the line's colons; *found: there was one. */
static int read_colons(reading *r, const line *l, bool *found)
{
    const sg_asker *a = r->asker;
    sg_text text = a->of.text;
    size_t from = l->content;
    const char *at;
    while (from < l->end && (at = memchr(text.at + from, ':', l->end - from))) {
        size_t colon = (size_t)(at - text.at), rest = skip_blanks(text, colon + 1, l->end);
        if (rest > colon + 1 || rest == l->end) {
            words w = words_before(r, from, colon);
            sg_cue_hit cue = cue_among(a, &w, colon, false);
            bool is = cue.row != SG_ID_NONE, denial = is && a->cues->rows[cue.row].ask == SG_ASK_DENIED;
            *found = *found || is;
            if (is && (denial && rest < l->end ? take_denial(r, l, &cue, colon)
                                               : take_heading(r, l, cue.start, &cue, rest < l->end)) != 0)
                return -1;
        }
        from = colon + 1;
    }
    return 0;
}

static int read_line(reading *r, const line *l)
{
    const sg_asker *a = r->asker;
    bool found = false;
    if (l->content == l->end) return 0;
    if (r->passing && (!l->item || r->passing_item)) {
        r->passing = false;
        if (put_mark(r->asker, l->start, r->section, &r->cue) != 0) return -1;
    }
    if (read_colons(r, l, &found) != 0) return -1;
    if (found) return 0;
    while (r->mention < a->n && a->mentions[r->mention].start < l->start) r->mention++;
    bool named = r->mention < a->n && a->mentions[r->mention].start < l->end;
    sg_cue_hit cue = heading_of(r, l, named);
    return cue.row == SG_ID_NONE ? 0 : take_heading(r, l, l->start, &cue, false);
}

/* ---- title ---- */

static bool is_space(char c)
{
    return (unsigned char)c <= ' ';
}

/* One line, with blank ones about it perhaps, as <p>…</p> gives them. */
static bool is_lone(sg_text text)
{
    size_t start = 0, end = text.len;
    while (start < end && is_space(text.at[start])) start++;
    while (start < end && is_space(text.at[end - 1])) end--;
    return !memchr(text.at + start, '\n', end - start);
}

static bool ends_with_stop(sg_text text, const line *l)
{
    size_t end = l->end;
    while (end > l->content && is_space(text.at[end - 1])) end--;
    return end > l->content && text.at[end - 1] == '.';
}

/* The line that holds the title, or the title alone where that line is no header. */
static void find_title(sg_asker *a, sg_text title, bool lone)
{
    size_t at = 0;
    while (at < a->of.text.len && is_space(a->of.text.at[at])) at++;
    line first = line_at(a->of.text, at);
    const char *found = title.len ? memmem(a->of.text.at, a->of.text.len, title.at, title.len) : NULL;
    if (found) {
        a->title.start = (size_t)(found - a->of.text.at);
        a->title.end = a->title.start + title.len;
        if (a->title.start >= first.end) return;
    } else if (lone || first.item || ends_with_stop(a->of.text, &first)) {
        return;
    }
    if (first.end - first.start <= TITLE_BYTES) a->title.start = first.start, a->title.end = first.end;
}

int sg_sections_find(sg_asker *asker, sg_text title)
{
    sg_text text = asker->of.text;
    reading r = {.asker = asker, .cue.row = SG_ID_NONE};
    asker->n_marks = 0;
    asker->title.start = asker->title.end = 0;
    if (!asker->n) return 0;
    size_t last = asker->mentions[asker->n - 1].start;
    r.lone = is_lone(text);
    find_title(asker, title, r.lone);
    for (size_t at = 0; at <= last;) {
        line l = line_at(text, at);
        if (read_line(&r, &l) != 0) return -1;
        at = l.end + 1;
    }
    return 0;
}
