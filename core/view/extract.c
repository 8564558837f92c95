#include "view/extract.h"

#include <stdio.h>
#include <string.h>

enum { PHRASE_SHOWN = 60, CONTEXT = 20, TEXT_SHOWN = 200, CELL_MAX = 1 << 16 };

static const char *const verdicts[SG_VERDICTS] = {
    [SG_VERDICT_STANDS] = "stands",     [SG_VERDICT_LONGER] = "longer",   [SG_VERDICT_OTHER] = "other form",
    [SG_VERDICT_EDGES] = "not free",    [SG_VERDICT_ADDRESS] = "address", [SG_VERDICT_CASE] = "case",
    [SG_VERDICT_EMPLOYER] = "employer", [SG_VERDICT_VETO] = "veto",       [SG_VERDICT_NEED] = "need"};

static const char *const wanted_case[] = {
    [SG_MATCH_ANY] = "any case", [SG_MATCH_EXACT] = "exactly", [SG_MATCH_UPPER] = "capitals:"};

static void add_text(sg_buf *out, sg_text text)
{
    sg_buf_add(out, text.at, text.len);
}

/* White space and control characters become spaces; invalid bytes stand for themselves as '?'. */
static void add_shown(sg_buf *out, const char *at, size_t len)
{
    bool valid = sg_utf8_valid(at, len);
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)at[i];
        sg_buf_char(out, c < ' ' || c == 0x7f ? ' ' : c >= 0x80 && !valid ? '?' : at[i]);
    }
}

/* ` "looking for"`, as the text has it. */
static void add_phrase(sg_buf *out, const sg_extract_view *v, sg_place_in_text place)
{
    if (!place.len) return;
    sg_buf_str(out, " \"");
    add_shown(out, v->line.at + place.start, place.len < PHRASE_SHOWN ? place.len : PHRASE_SHOWN);
    sg_buf_char(out, '"');
}

/* `go: need near "deploys" 2 words on`. */
static void add_rule_row(sg_buf *out, const sg_extract_view *v, const sg_explained *e)
{
    const sg_rule *rule = &v->taxonomy->rules[e->rule].row;
    add_text(out, rule->id);
    sg_buf_str(out, ": ");
    add_text(out, rule->effect);
    sg_buf_char(out, ' ');
    add_text(out, rule->test);
    add_phrase(out, v, e->sign);
    if (!e->sign.len || !sg_text_is(rule->test, "near")) return;
    int words = e->sign_words < 0 ? -e->sign_words : e->sign_words;
    if (words) sg_buf_printf(out, " %d word%s %s", words, words == 1 ? "" : "s", e->sign_words < 0 ? "before" : "on");
}

static void add_standing(sg_buf *out, const sg_extract_view *v, const sg_explained *e)
{
    const sg_mention *m = &v->explainer->mentions[e->mention];
    if (e->rule != SG_ID_NONE)
        add_rule_row(out, v, e);
    else
        sg_buf_str(out, v->taxonomy->forms[e->form].rule != SG_ID_NONE ? "no veto" : "no rule");
    sg_buf_printf(out, "; %s", sg_ask_ids[m->ask]);
    add_phrase(out, v, e->ask_phrase);
}

static bool is_space(char c)
{
    return (unsigned char)c <= ' ';
}

/* The run of bytes without white space around the place, cut to what fits. */
static void add_surroundings(sg_buf *out, sg_text line, size_t start, size_t end)
{
    size_t from = start, to = end;
    while (from > 0 && start - from < CONTEXT && !is_space(line.at[from - 1])) from--;
    while (to < line.len && to - end < CONTEXT && !is_space(line.at[to])) to++;
    while (from < start && ((unsigned char)line.at[from] & 0xC0) == 0x80) from++;
    while (to > end && to < line.len && ((unsigned char)line.at[to] & 0xC0) == 0x80) to--;
    sg_buf_add(out, line.at + from, to - from);
}

/* "go: list, next, near not met": the kinds of needs of the rule. */
static void add_needs(sg_buf *out, const sg_taxonomy *t, uint32_t rule)
{
    sg_text last = {NULL, 0};
    for (size_t i = 0; i < t->n_rules && rule != SG_ID_NONE; i++) {
        const sg_rule *row = &t->rules[i].row;
        if (t->rules[i].rule != rule || !sg_text_is(row->effect, "need") || sg_text_equal(row->test, last)) continue;
        if (!last.len) add_text(out, row->id);
        sg_buf_str(out, last.len ? ", " : ": ");
        add_text(out, row->test);
        last = row->test;
    }
    sg_buf_str(out, last.len ? " not met" : "no need of the rule of its kind is met");
}

static void add_form(sg_buf *out, const sg_taxonomy *t, const char *says, uint32_t form)
{
    sg_buf_printf(out, "%s ", says);
    add_text(out, t->forms[form].text);
}

static void add_reason(sg_buf *out, const sg_extract_view *v, const sg_explained *e)
{
    const sg_taxonomy *t = v->taxonomy;
    const sg_taxonomy_form *form = &t->forms[e->form];
    switch ((sg_verdict)e->verdict) {
    case SG_VERDICT_STANDS: add_standing(out, v, e); return;
    case SG_VERDICT_LONGER: add_form(out, t, "lies in", e->other); break;
    case SG_VERDICT_OTHER: add_form(out, t, "stands as", e->other); break;
    case SG_VERDICT_EDGES:
        sg_buf_str(out, "part of ");
        add_surroundings(out, v->line, e->start, e->start + e->len);
        return;
    case SG_VERDICT_ADDRESS: sg_buf_str(out, "inside a URL or e-mail address"); return;
    case SG_VERDICT_CASE: add_form(out, t, wanted_case[form->match], e->form); return;
    case SG_VERDICT_EMPLOYER: sg_buf_str(out, "the employer's name"); return;
    case SG_VERDICT_VETO: add_rule_row(out, v, e); return;
    case SG_VERDICT_NEED: add_needs(out, t, form->rule); return;
    case SG_VERDICTS: return;
    }
    sg_buf_str(out, ", ");
    add_text(out, t->skills[t->forms[e->other].skill].id);
}

/* A row for a part of the text, with the phrase that begins it, where the part changes. */
static void add_section(sg_doc *doc, const sg_extract_view *v, const sg_explained *e, uint8_t section)
{
    char place[32] = "";
    bool denied = e->section_cue != SG_ID_NONE && sg_text_is(v->taxonomy->cues[e->section_cue].id, "denied");
    sg_buf text;
    sg_buf_init(&text, CELL_MAX);
    if (e->section_phrase.len) {
        uint32_t start = e->section_phrase.start;
        snprintf(place, sizeof place, "%u-%u", start, start + e->section_phrase.len);
        add_shown(&text, v->line.at + start, e->section_phrase.len);
    }
    sg_value row[] = {sg_v_text(place),     sg_v_text(text.at ? text.at : ""),
                      sg_v_text(""),        sg_v_text(""),
                      sg_v_text("section"), sg_v_text(denied ? "denied" : sg_section_ids[section])};
    sg_doc_row(doc, row);
    sg_buf_release(&text);
}

/* Whether the mention is of another part than the last one was. */
static bool begins_section(const sg_extract_view *v, const sg_explained *e, const sg_explained *last)
{
    const sg_mention *mentions = v->explainer->mentions;
    uint8_t section = mentions[e->mention].section;
    if (!last) return section != SG_SECTION_OTHER;
    return section != mentions[last->mention].section || e->section_phrase.start != last->section_phrase.start;
}

/* As it stands in the line; of one with a long comment between its words the start. */
static void add_spelling(sg_buf *out, sg_text line, const sg_explained *e)
{
    size_t len = e->len;
    if (len > TEXT_SHOWN) {
        len = TEXT_SHOWN;
        while (len > 0 && ((unsigned char)line.at[e->start + len] & 0xC0) == 0x80) len--;
    }
    add_shown(out, line.at + e->start, len);
    if (len < e->len) sg_buf_str(out, " …");
}

static void add_row(sg_doc *doc, const sg_extract_view *v, const sg_explained *e, sg_buf *text, sg_buf *why)
{
    char place[32];
    const sg_taxonomy_form *form = &v->taxonomy->forms[e->form];
    sg_buf_clear(text);
    sg_buf_clear(why);
    snprintf(place, sizeof place, "%u-%u", e->start, e->start + e->len);
    add_spelling(text, v->line, e);
    add_reason(why, v, e);
    sg_buf shown;
    sg_buf_init(&shown, CELL_MAX);
    add_shown(&shown, why->at ? why->at : "", why->len);
    sg_value row[] = {sg_v_text(place),
                      sg_v_text(text->at ? text->at : ""),
                      sg_v_text(v->taxonomy->skills[form->skill].id.at),
                      sg_v_text(form->text.at),
                      sg_v_text(verdicts[e->verdict]),
                      sg_v_text(shown.at ? shown.at : "")};
    sg_doc_row(doc, row);
    sg_buf_release(&shown);
}

sg_status sg_view_extract(sg_doc *doc, const sg_extract_view *view, sg_error *err)
{
    static const sg_doc_column columns[] = {
        {"place", "bytes", "of the line, the end exclusive", false, 0},
        {"text", "text", NULL, false, 0},
        {"skill", "skill", NULL, false, 0},
        {"form", "form", "as the taxonomy has it", false, 2},
        {"verdict", "verdict", NULL, false, 0},
        {"why", "why", "what decided, and how the posting asks", false, 0},
    };
    char id[32], title[48];
    sg_buf text, why;
    sg_buf_init(&text, CELL_MAX);
    sg_buf_init(&why, CELL_MAX);
    snprintf(id, sizeof id, "line_%llu", view->number);
    snprintf(title, sizeof title, "Line %llu", view->number);
    sg_doc_section(doc, id, title);
    if (!view->explainer->n) sg_doc_paragraph(doc, "Nothing here is a form of the taxonomy.");
    if (view->explainer->n) sg_doc_table(doc, "candidates", columns, sizeof columns / sizeof *columns);
    const sg_explained *last = NULL;
    for (size_t i = 0; i < view->explainer->n; i++) {
        const sg_explained *e = &view->explainer->items[i];
        if (e->verdict == SG_VERDICT_STANDS) {
            if (begins_section(view, e, last)) add_section(doc, view, e, view->explainer->mentions[e->mention].section);
            last = e;
        }
        add_row(doc, view, e, &text, &why);
    }
    bool failed = text.failed || why.failed;
    sg_buf_release(&text);
    sg_buf_release(&why);
    return failed ? sg_fail(err, SG_EFAIL, "line %llu: no memory", view->number) : SG_OK;
}
