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
        plan->prefixes[where] = true;
        return sg_head_start_key(where, piece->prefix.at);
    }
    plan->any[where] = true;
    return sg_head_any_key(where);
}

static uint32_t second_of(const sg_piece *piece)
{
    return piece->kind == SG_PIECE_SAME && !piece->mark ? sg_second_key(piece->hash) : 0;
}

/* Near phrases are looked for at words: marks that one begins with come before its first word. False: it has none. */
static bool find_head(const sg_rules *r, const sg_phrase *phrase, sg_where where, uint32_t *at)
{
    *at = where == SG_WHERE_BEFORE ? phrase->n - 1 : 0;
    while (where == SG_WHERE_NEAR && *at < phrase->n && r->phrases.pieces[phrase->first + *at].mark) ++*at;
    return *at < phrase->n;
}

static void add_head(sg_rules *r, const sg_rule_plan *plan, const sg_head *head)
{
    uint32_t at = head->key & (plan->n_heads - 1), bit = (head->key >> 8) & (plan->n_heads * SG_HEAD_BITS - 1);
    while (r->heads[plan->heads + at].phrase != SG_ID_NONE) at = (at + 1) & (plan->n_heads - 1);
    r->heads[plan->heads + at] = *head;
    r->head_bits[plan->bits + bit / 64] |= (uint64_t)1 << bit % 64;
}

static void add_phrase(sg_rules *r, sg_rule_plan *plan, uint32_t row, uint32_t phrase, sg_where where)
{
    const sg_phrase *p = &r->phrases.items[phrase];
    uint32_t at;
    if (!find_head(r, p, where, &at)) return;
    const sg_piece *piece = &r->phrases.pieces[p->first + at];
    sg_head head = {.key = key_of(piece, where, plan),
                    .phrase = phrase,
                    .row = row,
                    .test = r->rows[row].test,
                    .veto = r->rows[row].veto,
                    .alone = p->n == 1 && piece->kind == SG_PIECE_SAME && !piece->mark,
                    .marks = where == SG_WHERE_NEAR ? (uint8_t)at : 0};
    if (head.alone)
        head.second = (uint32_t)piece->hash;
    else if (where == SG_WHERE_BEFORE ? at > 0 : at + 1 < p->n)
        head.second = second_of(where == SG_WHERE_BEFORE ? piece - 1 : piece + 1);
    add_head(r, plan, &head);
    plan->asks[where] = true;
}

static void add_row(sg_rules *r, sg_rule_plan *plan, uint32_t row, sg_where where)
{
    const sg_rule_row *from = &r->rows[row];
    for (uint32_t i = from->phrase; i < from->phrase + from->n_phrases; i++) add_phrase(r, plan, row, i, where);
}

/* At most four fifths of its places are taken. */
static uint32_t size_of(const sg_rules *r, const sg_rule_plan *plan)
{
    sg_where where;
    uint32_t n = 0, size = 2;
    for (uint32_t i = plan->first; i < plan->end; i++) n += has_heads(&r->rows[i], &where) ? r->rows[i].n_phrases : 0;
    while (size < n + n / 4 + 1 || size * SG_HEAD_BITS < 64) size *= 2;
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
