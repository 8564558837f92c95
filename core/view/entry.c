#include "view/entry.h"

#include <stdio.h>
#include <string.h>

enum { LINE_MAX = 1 << 16, GROUPS_MAX = 40 };

bool sg_skill_is_own(const sg_taxonomy *t, uint32_t skill)
{
    return t->n_parts && sg_taxonomy_part_of(t, skill) != t->parts;
}

void sg_note_own(sg_doc *doc, const sg_taxonomy *t)
{
    if (t->n_parts < 2 || t->hash == t->shipped_hash) return;
    sg_doc_note(
        doc,
        "With the taxonomy of %s: shipped postings were counted without it. A skill that it adds has no history "
        "in them, and a form that it changes is not in their counts.",
        t->parts[1].name.at);
}

/* "a, b, c" of "a|b|c", the first of them. */
static void add_words(sg_buf *out, sg_text words)
{
    sg_text rest = words, word;
    size_t n = 0;
    while (words.len && sg_text_split(&rest, '|', &word)) {
        if (n < GROUPS_MAX) sg_buf_printf(out, "%s%.*s", n ? ", " : "", (int)word.len, word.at);
        n++;
    }
    if (n > GROUPS_MAX) sg_buf_printf(out, " and %zu more", n - GROUPS_MAX);
}

/* One test of a rule as a person says it. */
static void add_test(sg_buf *out, const sg_rule *r)
{
    static const struct {
        const char *test, *with, *without;
    } said[] = {{"next", "before: ", ""},
                {"prev", "behind: ", ""},
                {"doc", "anywhere in the posting: ", ""},
                {"start", "it begins a sentence, before: ", "it begins a sentence"},
                {"list", "in a list with one of: ", "in a list of skills"}};
    if (sg_text_is(r->test, "near")) {
        sg_buf_printf(out, "within %d words of: ", (int)r->span);
    } else if (sg_text_is(r->test, "skill")) {
        sg_buf_printf(out, "within %d words of %s", (int)r->span, r->words.len ? "a skill of: " : "another skill");
    } else {
        size_t i = 0;
        while (i < sizeof said / sizeof *said && !sg_text_is(r->test, said[i].test)) i++;
        if (i < sizeof said / sizeof *said)
            sg_buf_str(out, r->words.len ? said[i].with : said[i].without);
        else
            sg_buf_printf(out, "%.*s: ", (int)r->test.len, r->test.at);
    }
    add_words(out, r->words);
}

static void show_rule(sg_doc *doc, const sg_taxonomy *t, uint32_t rule)
{
    static const char *const effects[] = {"need", "veto"}, *const lines[] = {"counts", "does not count"};
    sg_buf line;
    sg_buf_init(&line, LINE_MAX);
    for (int e = 0; e < 2; e++) {
        size_t n = 0;
        sg_buf_clear(&line);
        for (size_t i = 0; i < t->n_rules; i++) {
            const sg_rule *row = &t->rules[i].row;
            if (t->rules[i].rule != rule || !sg_text_is(row->effect, effects[e])) continue;
            if (n++) sg_buf_str(&line, "; or ");
            add_test(&line, row);
        }
        if (n) sg_doc_paragraph(doc, "A form with the rule %s %s %s.", t->rule_ids.names[rule].at, lines[e], line.at);
    }
    sg_buf_release(&line);
}

static void show_forms(sg_doc *doc, const sg_taxonomy *t, uint32_t skill)
{
    static const sg_doc_column columns[] = {
        {"form", "Form", NULL, false, 0}, {"match", "written", NULL, false, 0}, {"rule", "rule", NULL, false, 0}};
    static const char *const cases[] = {"in any case", "exactly so", "in capitals, or in a list"};
    sg_doc_section(doc, "forms", "How it is written");
    sg_doc_table(doc, "forms", columns, 3);
    for (size_t i = 0; i < t->n_forms; i++) {
        const sg_taxonomy_form *f = &t->forms[i];
        if (f->skill != skill) continue;
        sg_value row[] = {sg_v_text(f->text.at), sg_v_text(cases[f->match]),
                          f->rule == SG_ID_NONE ? sg_v_missing("always counts")
                                                : sg_v_text(t->rule_ids.names[f->rule].at)};
        sg_doc_row(doc, row);
    }
}

/* Each rule of its forms once, in the order of the forms. */
static int show_rules(sg_doc *doc, const sg_taxonomy *t, uint32_t skill)
{
    bool *shown = sg_zalloc(t->rule_ids.count + 1, sizeof *shown);
    if (!shown) return -1;
    for (size_t i = 0; i < t->n_forms; i++) {
        const sg_taxonomy_form *f = &t->forms[i];
        if (f->skill != skill || f->rule == SG_ID_NONE || shown[f->rule]) continue;
        shown[f->rule] = true;
        show_rule(doc, t, f->rule);
    }
    sg_free(shown);
    return 0;
}

static void show_relations(sg_doc *doc, const sg_taxonomy *t, uint32_t skill)
{
    static const struct {
        const char *type, *key, *title;
        bool from;
    } said[] = {{"implies", "implies", "Implies", true},    {"implies", "implied_by", "Implied by", false},
                {"part-of", "part_of", "Part of", true},    {"part-of", "parts", "Its parts", false},
                {"replaces", "replaces", "Replaces", true}, {"replaces", "replaced_by", "Replaced by", false},
                {"related", "related", "Related", true},    {"related", "related_to", "Related to", false}};
    sg_buf line;
    sg_buf_init(&line, LINE_MAX);
    for (size_t s = 0; s < sizeof said / sizeof *said; s++) {
        sg_buf_clear(&line);
        for (size_t i = 0; i < t->n_relations; i++) {
            const sg_taxonomy_relation *r = &t->relations[i];
            if ((said[s].from ? r->from : r->to) != skill || !sg_text_is(r->type, said[s].type)) continue;
            sg_buf_printf(&line, "%s%s", line.len ? ", " : "", t->skills[said[s].from ? r->to : r->from].name.at);
        }
        if (line.len) sg_doc_field(doc, said[s].key, said[s].title, sg_v_text(line.at));
    }
    sg_buf_clear(&line);
    for (size_t i = 0; i < t->n_requirements; i++)
        if (t->requirements[i].skill == skill)
            sg_buf_printf(&line, "%s%s", line.len ? ", " : "", t->role_ids.names[t->requirements[i].role].at);
    if (line.len) sg_doc_field(doc, "roles", "Roles", sg_v_text(line.at));
    sg_buf_release(&line);
}

int sg_view_entry(sg_doc *doc, const sg_taxonomy *t, uint32_t skill)
{
    const sg_skill *s = &t->skills[skill];
    const sg_taxonomy_part *part = sg_taxonomy_part_of(t, skill);
    char title[300];
    snprintf(title, sizeof title, "%s (%s)", s->name.at, s->id.at);
    sg_doc_section(doc, "skill", title);
    sg_doc_field(doc, "kind", "Kind", sg_v_text(s->kind.at));
    sg_doc_field(doc, "family", "Family", s->family.len ? sg_v_text(s->family.at) : sg_v_missing("none"));
    snprintf(title, sizeof title, "%d", (int)s->since); /* a year has no comma */
    if (s->since) sg_doc_field(doc, "since", "Since", sg_v_text(title));
    if (s->esco.len) sg_doc_field(doc, "esco", "ESCO", sg_v_text(s->esco.at));
    if (s->source.len) sg_doc_field(doc, "source", "Source", sg_v_text(s->source.at));
    if (part) sg_doc_field(doc, "from", "From", sg_v_text(part->name.at));
    show_relations(doc, t, skill);
    show_forms(doc, t, skill);
    return show_rules(doc, t, skill);
}
