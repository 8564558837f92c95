#include "taxonomy/trie.h"

#include <stdlib.h>

static uint64_t edge_key(uint32_t node, uint64_t hash, bool gapped)
{
    uint64_t key = (hash ^ (gapped ? 0xA0761D6478BD642Fu : 0)) + node * 0xC2B2AE3D27D4EB4Fu;
    key *= 0xE7037ED1A0B428DBu;
    return key ^ key >> 32;
}

static sg_trie_edge *edge_of(const sg_trie *trie, uint64_t key)
{
    size_t mask = trie->n_edges - 1, at = (size_t)(key >> 7) & mask;
    while (trie->edges[at].child && trie->edges[at].key != key) at = (at + 1) & mask;
    return &trie->edges[at];
}

uint32_t sg_trie_step(const sg_trie *trie, uint32_t node, uint64_t hash, bool gapped)
{
    return hash ? edge_of(trie, edge_key(node, hash, gapped))->child : 0;
}

/* Tokens of a form into out; 0 when it has none, too many, or one too long to be told from others. */
static size_t form_tokens(sg_text form, sg_token out[static SG_FORM_TOKENS])
{
    size_t n = 0, at = 0;
    sg_token token;
    for (; sg_token_next(form, at, &token); at = token.end) {
        if (n == SG_FORM_TOKENS || !token.hash) return 0;
        out[n++] = token;
    }
    return n;
}

static void insert(sg_trie *trie, uint32_t *form_node, sg_text form)
{
    sg_token tokens[SG_FORM_TOKENS];
    size_t n = form_tokens(form, tokens);
    uint32_t node = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t key = edge_key(node, tokens[i].hash, i > 0 && tokens[i].gap != SG_GAP_NONE);
        sg_trie_edge *edge = edge_of(trie, key);
        if (!edge->child) *edge = (sg_trie_edge){key, trie->n_nodes++};
        trie->node_open[node] = true;
        node = edge->child;
    }
    *form_node = node;
    if (n == 0) return;
    size_t word = 0, second;
    while (word + 1 < n && tokens[word].mark) word++;
    for (second = word + 1; second < n && tokens[second].mark;) second++;
    if (second < n)
        sg_filter_add_pair(&trie->first, tokens[word].hash, tokens[second].hash);
    else
        sg_filter_add(&trie->first, tokens[word].hash);
    if (tokens[0].mark && tokens[0].mark < 128) trie->mark_first[tokens[0].mark] = true;
}

static int form_rank(const sg_taxonomy_form *form)
{
    static const int by_match[] = {[SG_MATCH_EXACT] = 0, [SG_MATCH_UPPER] = 1, [SG_MATCH_ANY] = 2};
    return by_match[form->match] + (form->rule == SG_ID_NONE ? 3 : 0);
}

/* By insertion: a node has few forms. */
static void rank_forms(const sg_taxonomy *t, uint32_t *forms, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        uint32_t form = forms[i];
        size_t at = i;
        for (; at > 0 && form_rank(&t->forms[forms[at - 1]]) > form_rank(&t->forms[form]); at--)
            forms[at] = forms[at - 1];
        forms[at] = form;
    }
}

/* Counting sort of forms by node; within a node by rank. */
static int sort_forms(sg_trie *trie, const sg_taxonomy *t, const uint32_t *form_node)
{
    trie->node_forms = sg_zalloc((size_t)trie->n_nodes + 1, sizeof *trie->node_forms);
    trie->forms = sg_alloc(t->n_forms * sizeof *trie->forms);
    if (!trie->node_forms || !trie->forms) return -1;
    /* start[node] counts, then points at the node's next free place; when all are placed it has become the next
     * node's start, which is what node_forms holds */
    uint32_t *start = trie->node_forms + 1;
    for (size_t i = 0; i < t->n_forms; i++)
        if (form_node[i]) start[form_node[i]]++;
    uint32_t sum = 0;
    for (uint32_t node = 0; node < trie->n_nodes; node++) {
        uint32_t count = start[node];
        start[node] = sum;
        sum += count;
    }
    for (size_t i = 0; i < t->n_forms; i++)
        if (form_node[i]) trie->forms[start[form_node[i]]++] = (uint32_t)i;
    for (uint32_t node = 0; node < trie->n_nodes; node++)
        rank_forms(t, trie->forms + trie->node_forms[node], trie->node_forms[node + 1] - trie->node_forms[node]);
    return 0;
}

static size_t count_tokens(const sg_taxonomy *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n_forms; i++) {
        sg_token tokens[SG_FORM_TOKENS];
        n += form_tokens(t->forms[i].text, tokens);
    }
    return n;
}

int sg_trie_init(sg_trie *trie, const sg_taxonomy *taxonomy)
{
    *trie = (sg_trie){.n_nodes = 1, .n_edges = 64};
    size_t tokens = count_tokens(taxonomy);
    while (trie->n_edges < tokens + tokens / 4) trie->n_edges *= 2;
    trie->edges = sg_zalloc(trie->n_edges, sizeof *trie->edges);
    trie->node_open = sg_zalloc(tokens + 1, sizeof *trie->node_open);
    uint32_t *form_node = sg_alloc(taxonomy->n_forms * sizeof *form_node);
    int status =
        trie->edges && trie->node_open && form_node && sg_filter_init(&trie->first, taxonomy->n_forms) == 0 ? 0 : -1;
    for (size_t i = 0; i < taxonomy->n_forms && status == 0; i++) insert(trie, &form_node[i], taxonomy->forms[i].text);
    if (status == 0) status = sort_forms(trie, taxonomy, form_node);
    sg_free(form_node);
    return status;
}

void sg_trie_release(sg_trie *trie)
{
    sg_free(trie->edges);
    sg_free(trie->node_open);
    sg_free(trie->node_forms);
    sg_free(trie->forms);
    sg_filter_release(&trie->first);
    *trie = (sg_trie){0};
}

static bool has_forms(const sg_trie *trie, uint32_t node)
{
    return trie->node_forms[node] != trie->node_forms[node + 1];
}

/* "Python3" where only "Python" is known. */
static int walk_stem(const sg_trie *trie, sg_text text, uint32_t node, const sg_token *token, bool gapped,
                     sg_trie_fn fn, void *ctx)
{
    size_t len = token->end - token->start;
    size_t stem = token->mark || len > SG_WORD_MAX ? 0 : sg_word_stem(text.at + token->start, len);
    if (!stem) return 0;
    uint32_t child =
        sg_trie_step(trie, node, sg_word_hash(text.at + token->start, stem, text.len - token->start), gapped);
    return child && has_forms(trie, child) ? fn(ctx, token->start + stem, child) : 0;
}

int sg_trie_walk(const sg_trie *trie, sg_text text, const sg_token *first, sg_trie_fn fn, void *ctx)
{
    sg_token token = *first;
    uint32_t node = 0;
    for (int depth = 0;; depth++) {
        bool gapped = depth > 0 && token.gap != SG_GAP_NONE;
        uint32_t child = sg_trie_step(trie, node, token.hash, gapped);
        if (!child) return walk_stem(trie, text, node, &token, gapped, fn, ctx);
        int status = has_forms(trie, child) ? fn(ctx, token.end, child) : 0;
        if (status != 0) return status;
        node = child;
        if (!trie->node_open[node]) return 0;
        if (!sg_token_next(text, token.end, &token) || token.gap > SG_GAP_LINE) return 0;
    }
}
