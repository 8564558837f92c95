/* Context rules: compiled from their rows, and judged at a candidate's place. */
#include "base/mem.h"
#include "taxonomy/match.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ITEMS_MAX = 1 << 26 };

/* The rule for the employer's name when no table has one called "employer". */
#define LITERAL(text)                                                                                                  \
    {                                                                                                                  \
        text, sizeof(text) - 1                                                                                         \
    }
static const sg_rule employer_rows[] = {
    {.effect = LITERAL("need"), .test = LITERAL("list")},
    {.effect = LITERAL("need"),
     .test = LITERAL("prev"),
     .words = LITERAL("with|using|use|uses|via|knowledge of|experience in|written in")},
};

static sg_test test_of(sg_text name)
{
    static const char *const tests[] = {"next", "prev", "near", "doc", "list", "start", "skill"};
    sg_test test = SG_TEST_NEXT;
    while (test < SG_TEST_SKILL && !sg_text_is(name, tests[test])) test++;
    return test;
}

static int add_families(sg_rules *r, sg_text words, sg_rule_row *row)
{
    sg_text part;
    row->family = (uint32_t)r->n_families;
    while (sg_text_split(&words, '|', &part)) {
        part = sg_text_trim(part);
        if (!part.len) continue;
        uint32_t id = sg_map_add(&r->family_ids, part);
        if (id == SG_MAP_NONE || SG_GROW(r->families, r->n_families, r->families_cap, ITEMS_MAX) != 0) return -1;
        r->families[r->n_families++] = id;
    }
    row->n_families = (uint32_t)r->n_families - row->family;
    return 0;
}

static int add_cues(sg_rules *r, const sg_rule_row *row)
{
    for (uint32_t i = row->phrase; i < row->phrase + row->n_phrases; i++) {
        const sg_piece *piece = &r->phrases.pieces[r->phrases.items[i].first];
        if (piece->kind != SG_PIECE_SAME || piece->mark) continue; /* plugin.h: doc takes whole words */
        if (SG_GROW(r->cues, r->n_cues, r->cues_cap, ITEMS_MAX) != 0) return -1;
        r->cues[r->n_cues++] = (sg_cue){piece->hash, i};
    }
    return 0;
}

static int compile(sg_rules *r, const sg_rule *from, uint32_t source, sg_rule_row *row)
{
    *row = (sg_rule_row){.source = source,
                         .veto = sg_text_is(from->effect, "veto"),
                         .test = (uint8_t)test_of(from->test),
                         .span = from->span};
    if (row->test == SG_TEST_LIST || row->test == SG_TEST_SKILL) return add_families(r, from->words, row);
    if (sg_phrases_add(&r->phrases, from->words, &row->phrase, &row->n_phrases) != 0) return -1;
    return row->test == SG_TEST_DOC ? add_cues(r, row) : 0;
}

static int cue_order(const void *a, const void *b)
{
    const sg_cue *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    return (x->phrase > y->phrase) - (x->phrase < y->phrase);
}

static int index_cues(sg_rules *r)
{
    if (r->n_cues) qsort(r->cues, r->n_cues, sizeof *r->cues, cue_order);
    if (sg_filter_init(&r->cue_filter, r->n_cues) != 0) return -1;
    for (size_t i = 0; i < r->n_cues; i++) sg_filter_add(&r->cue_filter, r->cues[i].hash);
    return 0;
}

/* The rule "kind-concept" for skills of kind concept, or SG_ID_NONE. */
static uint32_t kind_rule(const sg_taxonomy *t, sg_text kind)
{
    char id[64];
    int len = snprintf(id, sizeof id, "kind-%.*s", (int)kind.len, kind.at);
    uint32_t rule = sg_map_find(&t->rule_ids, (sg_text){id, (size_t)len});
    return rule == SG_MAP_NONE ? SG_ID_NONE : rule;
}

static int note_families(sg_rules *r, const sg_taxonomy *t)
{
    size_t n = t->skill_ids.count;
    r->skill_family = sg_alloc(n * sizeof *r->skill_family);
    r->skill_self = sg_alloc(n * sizeof *r->skill_self);
    r->skill_rule = sg_alloc(n * sizeof *r->skill_rule);
    if (!r->skill_family || !r->skill_self || !r->skill_rule) return -1;
    for (size_t i = 0; i < n; i++) {
        r->skill_family[i] = sg_map_find(&r->family_ids, t->skills[i].family);
        r->skill_self[i] = sg_map_find(&r->family_ids, t->skills[i].id);
        r->skill_rule[i] = kind_rule(t, t->skills[i].kind);
    }
    return 0;
}

/* The parts of a plan: rows that look at the list or the skills around, those of doc, and those that heads lead to. */
static int part_of(const sg_rule_row *row)
{
    static const int parts[] = {[SG_TEST_LIST] = 0, [SG_TEST_START] = 1, [SG_TEST_SKILL] = 2, [SG_TEST_DOC] = 3,
                                [SG_TEST_NEXT] = 4, [SG_TEST_PREV] = 4,  [SG_TEST_NEAR] = 4};
    return row->test == SG_TEST_START && row->n_phrases ? parts[SG_TEST_NEXT] : parts[row->test];
}

static void sort_rows(sg_rule_row *rows, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        sg_rule_row row = rows[i];
        size_t at = i;
        for (; at > 0 && part_of(&rows[at - 1]) > part_of(&row); at--) rows[at] = rows[at - 1];
        rows[at] = row;
    }
}

/* From the rule's rows, first … end - 1, in any order. */
static void plan_rows(sg_rules *r, sg_rule_plan *plan)
{
    sort_rows(r->rows + plan->first, plan->end - plan->first);
    plan->docs = plan->phrases = plan->first;
    for (uint32_t i = plan->first; i < plan->end; i++) {
        const sg_rule_row *row = &r->rows[i];
        int part = part_of(row);
        plan->needs = plan->needs || !row->veto;
        plan->docs += part < part_of(&(sg_rule_row){.test = SG_TEST_DOC});
        plan->phrases += part < part_of(&(sg_rule_row){.test = SG_TEST_NEXT});
        if (row->test == SG_TEST_NEAR && row->span > plan->span[row->veto]) plan->span[row->veto] = row->span;
    }
}

static int compile_all(sg_rules *r, const sg_taxonomy *t)
{
    uint32_t row = 0;
    int status = 0;
    for (size_t i = 0; i < t->n_rules; i++) r->plans[t->rules[i].rule].end++; /* how many, at first */
    for (uint32_t i = 0; i < r->n_rules; i++) {
        r->plans[i].first = row;
        row += r->plans[i].end;
        r->plans[i].end = r->plans[i].first;
    }
    for (size_t i = 0; i < t->n_rules && status == 0; i++)
        status = compile(r, &t->rules[i].row, (uint32_t)i, &r->rows[r->plans[t->rules[i].rule].end++]);
    return status;
}

/* The rule for the employer's name, behind the others. */
static int compile_employer(sg_rules *r, uint32_t row)
{
    enum { ROWS = sizeof employer_rows / sizeof *employer_rows };
    int status = 0;
    r->employer = r->n_rules++;
    r->plans[r->employer] = (sg_rule_plan){.first = row, .end = row + ROWS};
    for (uint32_t i = 0; i < ROWS && status == 0; i++)
        status = compile(r, &employer_rows[i], SG_ID_NONE, &r->rows[row + i]);
    return status;
}

int sg_rules_init(sg_rules *rules, const sg_taxonomy *t)
{
    *rules = (sg_rules){.n_rules = (uint32_t)t->rule_ids.count};
    rules->rows = sg_zalloc(t->n_rules + sizeof employer_rows / sizeof *employer_rows, sizeof *rules->rows);
    rules->plans = sg_zalloc(rules->n_rules + 1, sizeof *rules->plans);
    if (!rules->rows || !rules->plans || compile_all(rules, t) != 0) return -1;
    rules->employer = sg_map_find(&t->rule_ids, sg_text_of("employer"));
    if (rules->employer == SG_MAP_NONE && compile_employer(rules, (uint32_t)t->n_rules) != 0) return -1;
    for (uint32_t i = 0; i < rules->n_rules; i++) plan_rows(rules, &rules->plans[i]);
    return sg_heads_init(rules) != 0 || index_cues(rules) != 0 || note_families(rules, t) != 0 ? -1 : 0;
}

void sg_rules_release(sg_rules *rules)
{
    sg_free(rules->rows);
    sg_free(rules->plans);
    sg_free(rules->heads);
    sg_free(rules->head_bits);
    sg_free(rules->families);
    sg_free(rules->skill_family);
    sg_free(rules->skill_self);
    sg_free(rules->skill_rule);
    sg_free(rules->cues);
    sg_phrases_release(&rules->phrases);
    sg_map_release(&rules->family_ids);
    sg_filter_release(&rules->cue_filter);
    *rules = (sg_rules){0};
}
