/* Which phrases of a rule a token may belong to: a hash table for each rule, so that a token is looked up once and not
 * compared with every phrase. A phrase has its place by the token it begins with; before a candidate, where tokens are
 * read backwards, by the one it ends with. */
#include "base/mem.h"
#include "taxonomy/match.h"

/* Whether the rule's phrases of this row are found by their heads, and where they stand. */
static bool has_heads(const sg_rule_row *row, sg_where *where)
{
    *where = row->test == SG_TEST_PREV ? SG_WHERE_BEFORE : row->test == SG_TEST_NEAR ? SG_WHERE_NEAR : SG_WHERE_BEHIND;
    return row->test == SG_TEST_NEXT || row->test == SG_TEST_PREV || row->test == SG_TEST_NEAR ||
           (row->test == SG_TEST_START && row->n_phrases);
}

static uint32_t key_of(const sg_piece *piece, sg_where where, sg_rule_plan *plan)
{
    if (piece->kind == SG_PIECE_SAME) return sg_head_key(where, piece->hash);
    if (piece->kind == SG_PIECE_PREFIX && piece->prefix.len >= SG_HEAD_LETTERS) {
        plan->prefixes = true;
        return sg_head_start_key(where, piece->prefix.at);
    }
    plan->any = true;
    return sg_head_start_key(where, NULL);
}

static uint32_t second_of(const sg_piece *piece)
{
    return piece->kind == SG_PIECE_SAME && !piece->mark ? sg_second_key(piece->hash) : 0;
}

static void add_row(sg_rules *r, sg_rule_plan *plan, uint32_t row, sg_where where)
{
    const sg_rule_row *from = &r->rows[row];
    for (uint32_t i = from->phrase; i < from->phrase + from->n_phrases; i++) {
        const sg_phrase *phrase = &r->phrases.items[i];
        bool last = where == SG_WHERE_BEFORE;
        const sg_piece *head = &r->phrases.pieces[phrase->first + (last ? phrase->n - 1 : 0)];
        uint32_t key = key_of(head, where, plan), second = phrase->n > 1 ? second_of(last ? head - 1 : head + 1) : 0;
        uint32_t at = key & (plan->n_heads - 1);
        while (r->heads[plan->heads + at].phrase != SG_ID_NONE) at = (at + 1) & (plan->n_heads - 1);
        r->heads[plan->heads + at] = (sg_head){key, second, i, row};
        uint32_t bit = (key >> 8) & (plan->n_heads * SG_HEAD_BITS - 1);
        r->head_bits[plan->bits + bit / 64] |= (uint64_t)1 << bit % 64;
    }
    plan->asks[where] = plan->asks[where] || from->n_phrases;
}

/* At most half of its places are taken. */
static uint32_t size_of(const sg_rules *r, const sg_rule_plan *plan)
{
    sg_where where;
    uint32_t n = 0, size = 2;
    for (uint32_t i = plan->first; i < plan->end; i++) n += has_heads(&r->rows[i], &where) ? r->rows[i].n_phrases : 0;
    while (size < 2 * n || size * SG_HEAD_BITS < 64) size *= 2;
    return n ? size : 0;
}

int sg_heads_init(sg_rules *r)
{
    uint32_t size = 0;
    for (uint32_t i = 0; i < r->n_rules; i++) {
        r->plans[i].heads = size;
        r->plans[i].bits = size * SG_HEAD_BITS / 64;
        size += r->plans[i].n_heads = size_of(r, &r->plans[i]);
    }
    r->heads = sg_alloc((size + 1) * sizeof *r->heads);
    r->head_bits = sg_zalloc((size + 1) * SG_HEAD_BITS / 64 + 1, sizeof *r->head_bits);
    if (!r->heads || !r->head_bits) return -1;
    for (uint32_t i = 0; i < size; i++) r->heads[i].phrase = SG_ID_NONE;
    for (uint32_t i = 0; i < r->n_rules; i++) {
        sg_where where;
        for (uint32_t row = r->plans[i].first; row < r->plans[i].end; row++)
            if (has_heads(&r->rows[row], &where)) add_row(r, &r->plans[i], row, where);
    }
    return 0;
}
