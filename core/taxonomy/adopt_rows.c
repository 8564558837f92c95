/* The policy of an adoption: which forms, titles, relations and requirements are taken over, and how. */
#include "taxonomy/adopt_work.h"
#include "taxonomy/common.h"
#include "taxonomy/trie.h"

#include <stdio.h>
#include <string.h>

enum { LETTERS_MIN = 3 };

static sg_status no_memory(sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "taxonomy: no memory to take over a vocabulary");
}

static size_t letters_of(sg_text text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++) n += (text.at[i] & 0xC0) != 0x80 && text.at[i] != ' ';
    return n;
}

static size_t tokens_of(sg_text text)
{
    sg_token token;
    size_t n = 0;
    for (size_t at = 0; sg_token_next(text, at, &token); at = token.end) n++;
    return n;
}

/* SG_LEFT_REASONS: it is not left out. */
static int left_for(sg_adoption *a, sg_adopt_key kind, sg_text text, uint32_t of)
{
    uint32_t other;
    if (sg_adopt_find(a, kind, text, &other)) return other == of ? -1 : SG_LEFT_TAKEN;
    sg_text key = sg_adopt_text(a, kind, text);
    if (!key.len) return SG_LEFT_SHORT; /* memory ended, and taking it would as well */
    sg_text folded = {key.at + 1, key.len - 1};
    if (letters_of(folded) < LETTERS_MIN) return SG_LEFT_SHORT;
    if (sg_common_has(a->common, folded)) return SG_LEFT_COMMON;
    return tokens_of(text) > SG_FORM_TOKENS ? SG_LEFT_LONG : SG_LEFT_REASONS;
}

/* How a word is told from another: by its own look, or by case and rule. */
static void tell_word(sg_form *form)
{
    bool inner = false, lower = false, odd = false;
    for (size_t i = 0; i < form->text.len; i++) {
        char c = form->text.at[i];
        if (c == ' ') return;
        lower = lower || (c >= 'a' && c <= 'z') || (c & 0x80);
        inner = inner || (i && c >= 'A' && c <= 'Z');
        odd = odd || !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80));
    }
    if (odd || (inner && lower)) return;
    char first = form->text.at[0];
    form->match = sg_text_of(!lower ? "upper" : first >= 'A' && first <= 'Z' ? "exact" : "any");
    form->rule = sg_text_of("tech");
}

static sg_status need_rule(sg_adoption *a, sg_error *err)
{
    const sg_text id = sg_text_of("tech"), need = sg_text_of("need");
    const sg_rule list = {.id = id, .effect = need, .test = sg_text_of("list")};
    const sg_rule near = {.id = id, .effect = need, .test = sg_text_of("skill"), .span = 6};
    uint32_t known;
    if (sg_adopt_find(a, RULE, id, &known)) return SG_OK;
    sg_status status = sg_taxonomy_add(a->taxonomy, SG_RECORD_RULE, &list, err);
    if (status == SG_OK) status = sg_taxonomy_add(a->taxonomy, SG_RECORD_RULE, &near, err);
    return status == SG_OK && sg_adopt_claim(a, RULE, id, 0) != 0 ? no_memory(err) : status;
}

/* A text that is left out is counted once for whom it was to name. */
static sg_status leave(sg_adoption *a, sg_taxonomy_part *part, int why, uint32_t of, sg_text text, sg_error *err)
{
    if (why < 0) return SG_OK;
    size_t known = a->keys.count;
    sg_buf_clear(&a->slug);
    sg_buf_printf(&a->slug, "%d %u %.*s", why, (unsigned)of, (int)text.len, text.at);
    if (sg_adopt_claim(a, SEEN, (sg_text){a->slug.at, a->slug.len}, 0) != 0) return no_memory(err);
    part->left[why] += a->keys.count > known;
    return SG_OK;
}

static sg_status add_form(sg_adoption *a, const sg_later_row *row, sg_taxonomy_part *part, sg_error *err)
{
    sg_form form = row->as.form;
    uint32_t skill;
    form.text = sg_text_trim(form.text);
    if (!sg_adopt_find(a, SKILL_ID, form.skill, &skill)) {
        part->left[SG_LEFT_UNTIED]++;
        return SG_OK;
    }
    int left = left_for(a, FORM, form.text, skill);
    bool meant = form.rule.len || (form.match.len && !sg_text_is(form.match, "any"));
    if (meant && left != SG_LEFT_TAKEN && left >= 0) left = SG_LEFT_REASONS;
    if (left != SG_LEFT_REASONS) return leave(a, part, left, skill, form.text, err);
    if (!meant) tell_word(&form);
    if (form.rule.len && sg_text_is(form.rule, "tech")) {
        sg_status status = need_rule(a, err);
        if (status != SG_OK) return status;
    }
    form.skill = a->taxonomy->skill_ids.names[skill];
    part->forms++;
    if (sg_adopt_claim(a, FORM, form.text, skill) != 0) return no_memory(err);
    return sg_taxonomy_add(a->taxonomy, SG_RECORD_FORM, &form, err);
}

static sg_status add_title(sg_adoption *a, const sg_later_row *row, sg_taxonomy_part *part, sg_error *err)
{
    sg_title title = row->as.title;
    uint32_t role;
    if (!sg_adopt_find(a, ROLE_ID, title.role, &role) && !sg_adopt_find(a, CODE, title.role, &role)) {
        part->left[SG_LEFT_UNTIED]++;
        return SG_OK;
    }
    int left = role == SG_ID_NONE ? SG_LEFT_TAKEN : left_for(a, TITLE, title.text, role);
    if (left != SG_LEFT_REASONS) return leave(a, part, left, role, title.text, err);
    title.role = a->taxonomy->role_ids.names[role];
    part->titles++;
    if (sg_adopt_claim(a, TITLE, title.text, role) != 0) return no_memory(err);
    return sg_taxonomy_add(a->taxonomy, SG_RECORD_TITLE, &title, err);
}

/* False when the pair was there before. */
static bool is_new_pair(sg_adoption *a, uint32_t from, const char *type, uint32_t to, bool *failed)
{
    char pair[64];
    size_t known = a->keys.count;
    snprintf(pair, sizeof pair, "%u %s %u", (unsigned)from, type, (unsigned)to);
    *failed = sg_adopt_claim(a, SEEN, sg_text_of(pair), 0) != 0;
    return a->keys.count > known;
}

static sg_status add_requirement(sg_adoption *a, const sg_later_row *row, sg_taxonomy_part *part, sg_error *err)
{
    sg_requirement need = row->as.requirement;
    uint32_t role, skill;
    bool failed;
    bool tied = sg_adopt_find(a, SKILL_ID, need.skill, &skill) &&
                (sg_adopt_find(a, ROLE_ID, need.role, &role) || sg_adopt_find(a, CODE, need.role, &role));
    if (!tied) part->left[SG_LEFT_UNTIED]++;
    if (!tied || role == SG_ID_NONE || role < a->own_roles) return SG_OK;
    bool is_new = is_new_pair(a, role, "needs", skill, &failed);
    if (failed) return no_memory(err);
    if (!is_new) return SG_OK;
    need.role = a->taxonomy->role_ids.names[role];
    need.skill = a->taxonomy->skill_ids.names[skill];
    part->requirements++;
    return sg_taxonomy_add(a->taxonomy, SG_RECORD_REQUIREMENT, &need, err);
}

static sg_status add_relation(sg_adoption *a, const sg_later_row *row, sg_taxonomy_part *part, sg_error *err)
{
    sg_relation relation = row->as.relation;
    uint32_t from, to;
    bool failed,
        tied = sg_adopt_find(a, SKILL_ID, relation.from, &from) && sg_adopt_find(a, SKILL_ID, relation.to, &to);
    if (!tied) part->left[SG_LEFT_UNTIED]++;
    if (!tied || from == to) return SG_OK;
    bool is_new = is_new_pair(a, from, relation.type.at, to, &failed);
    if (failed) return no_memory(err);
    if (!is_new) return SG_OK;
    relation.from = a->taxonomy->skill_ids.names[from];
    relation.to = a->taxonomy->skill_ids.names[to];
    part->relations++;
    return sg_taxonomy_add(a->taxonomy, SG_RECORD_RELATION, &relation, err);
}

sg_status sg_adoption_finish(sg_adoption *a, sg_error *err)
{
    sg_status status = SG_OK;
    for (size_t i = 0; i < a->n_rows && status == SG_OK; i++) {
        const sg_later_row *row = &a->rows[i];
        sg_taxonomy_part *part = &a->taxonomy->parts[row->part];
        switch (row->type) {
        case SG_RECORD_FORM: status = add_form(a, row, part, err); break;
        case SG_RECORD_TITLE: status = add_title(a, row, part, err); break;
        case SG_RECORD_RELATION: status = add_relation(a, row, part, err); break;
        default: status = add_requirement(a, row, part, err); break;
        }
        if (status != SG_OK) sg_fail_in(err, status, "%.*s", (int)part->name.len, part->name.at);
    }
    for (size_t i = 0; i < a->taxonomy->n_parts; i++) a->taxonomy->parts[i].merged = a->merged[i];
    return status;
}
