#include "taxonomy/trie.h"

#include "base/mem.h"

#include <string.h>

static uint64_t edge_key(uint32_t node, uint64_t hash, bool gapped)
{
    uint64_t key = (hash ^ (gapped ? 0xA0761D6478BD642Fu : 0)) + node * 0xC2B2AE3D27D4EB4Fu;
    key *= 0xE7037ED1A0B428DBu;
    return (key ^ key >> 32) | 1; /* never 0 */
}

/* The place of the edge with this key, or the free one where it belongs. */
static uint32_t place_of(const sg_trie *trie, uint64_t key)
{
    uint64_t places = trie->n_nodes - 1, at = (key >> 32) * places >> 32;
    while (trie->nodes[at + 1].key && trie->nodes[at + 1].key != key) at = at + 1 < places ? at + 1 : 0;
    return (uint32_t)at + 1;
}

/* The node behind a token, or 0. gapped: white space comes before it. */
static inline uint32_t step(const sg_trie *trie, uint32_t node, uint64_t hash, bool gapped)
{
    if (!hash) return 0;
    uint32_t child = place_of(trie, edge_key(node, hash, gapped));
    return trie->nodes[child].key ? child : 0;
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

/* Which of 64 bits stands for tokens that begin with the ASCII character: each letter has its own, digits share one. */
static inline uint64_t bit_of(unsigned char c)
{
    unsigned letter = (c | 0x20u) - 'a', digit = (unsigned)c - '0';
    return (uint64_t)1 << (letter < 26 ? letter : digit < 10 ? 26 : 27 + (c & 31u));
}

static void insert(sg_trie *trie, uint32_t *form_node, sg_text form)
{
    sg_token tokens[SG_FORM_TOKENS];
    size_t n = form_tokens(form, tokens);
    uint32_t node = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t key = edge_key(node, tokens[i].hash, i > 0 && tokens[i].gap != SG_GAP_NONE);
        uint32_t child = place_of(trie, key);
        trie->nodes[child].key = key;
        unsigned char first = (unsigned char)form.at[tokens[i].start];
        trie->nodes[node].next |= first < 0x80 ? bit_of(first) : UINT64_MAX;
        node = child;
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
    if (!tokens[0].mark || tokens[0].mark >= 128 || n == 1) return;
    if (tokens[1].gap == SG_GAP_NONE)
        trie->mark_first[tokens[0].mark] = true;
    else
        trie->mark_spaced[tokens[0].mark] = true;
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
    trie->forms = sg_alloc(t->n_forms * sizeof *trie->forms);
    if (!trie->forms) return -1;
    for (size_t i = 0; i < t->n_forms; i++)
        if (form_node[i]) trie->nodes[form_node[i]].n_forms++;
    uint32_t sum = 0;
    for (size_t i = 0; i < trie->n_nodes; i++) {
        trie->nodes[i].forms = sum;
        sum += trie->nodes[i].n_forms;
        trie->nodes[i].n_forms = 0;
    }
    for (size_t i = 0; i < t->n_forms; i++) {
        sg_trie_node *node = &trie->nodes[form_node[i]];
        if (form_node[i]) trie->forms[node->forms + node->n_forms++] = (uint32_t)i;
    }
    for (size_t i = 0; i < trie->n_nodes; i++)
        rank_forms(t, trie->forms + trie->nodes[i].forms, trie->nodes[i].n_forms);
    return 0;
}

/* What is compared with a text lies side by side; a text too long for that is none. */
static int copy_texts(sg_trie *trie, const sg_taxonomy *t)
{
    size_t size = 8, at = 0; /* 8 are read, but not used, behind the last */
    for (size_t i = 0; i < t->n_forms; i++) size += t->forms[i].text.len;
    if (size > UINT32_MAX || !(trie->texts = sg_zalloc(size, 1))) return -1;
    for (size_t i = 0; i < trie->n_nodes; i++) {
        sg_trie_node *node = &trie->nodes[i];
        sg_text text = node->n_forms ? t->forms[trie->forms[node->forms]].text : (sg_text){"", 0};
        if (text.len > UINT16_MAX) continue;
        node->text = (uint32_t)at;
        node->text_len = (uint16_t)text.len;
        memcpy(trie->texts + at, text.at, text.len);
        at += text.len;
    }
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
    size_t n = taxonomy->n_forms, tokens = count_tokens(taxonomy);
    *trie = (sg_trie){.n_nodes = tokens + tokens / 2 + 2};
    if (trie->n_nodes > UINT32_MAX) return -1;
    trie->nodes = sg_zalloc(trie->n_nodes, sizeof *trie->nodes);
    uint32_t *form_node = sg_alloc(n * sizeof *form_node);
    int status = trie->nodes && form_node && sg_filter_init(&trie->first, n) == 0 ? 0 : -1;
    for (size_t i = 0; i < n && status == 0; i++) insert(trie, &form_node[i], taxonomy->forms[i].text);
    if (status == 0) status = sort_forms(trie, taxonomy, form_node);
    if (status == 0) status = copy_texts(trie, taxonomy);
    sg_free(form_node);
    return status;
}

void sg_trie_release(sg_trie *trie)
{
    sg_free(trie->nodes);
    sg_free(trie->forms);
    sg_free(trie->texts);
    sg_filter_release(&trie->first);
    *trie = (sg_trie){0};
}

/* "Python3" where only "Python" is known: the node of the stem, and its end. */
static uint32_t step_stem(const sg_trie *trie, sg_text text, uint32_t node, const sg_token *token, bool gapped,
                          size_t *end)
{
    const char *at = text.at + token->start;
    size_t len = token->end - token->start;
    size_t stem = token->mark || len > SG_WORD_MAX ? 0 : sg_word_stem(at, len);
    *end = token->start + stem;
    return stem ? step(trie, node, sg_word_hash(at, stem, text.len - token->start), gapped) : 0;
}

/* Whether a form may go on behind the node: what comes next begins with the right byte. What is not plain to see is
 * left to the tokens. */
static inline bool may_go_on(const sg_trie_node *node, sg_text text, size_t at)
{
    if (!node->next || at >= text.len) return false;
    if (text.at[at] == ' ') at++;
    if (at >= text.len) return false;
    unsigned char c = (unsigned char)text.at[at];
    return c <= ' ' || c >= 0x80 || (node->next & bit_of(c));
}

size_t sg_trie_walk(const sg_trie *trie, const sg_wording *of, const sg_token *first, size_t word,
                    sg_trie_end out[static SG_FORM_TOKENS])
{
    sg_token token = *first;
    sg_step behind = {.at = token.start, .word = word};
    uint32_t node = 0;
    bool gapped = false;
    for (size_t n = 0;;) {
        size_t end = token.end;
        uint32_t child = step(trie, node, token.hash, gapped);
        bool stemmed = !child;
        if (stemmed) child = step_stem(trie, of->text, node, &token, gapped, &end);
        if (!child) return n;
        const sg_trie_node *to = &trie->nodes[child];
        if (to->n_forms) out[n++] = (sg_trie_end){end, child};
        if (stemmed || !may_go_on(to, of->text, end)) return n;
        sg_step_to(&behind, of, end);
        if (!sg_step_on(&behind, of, &token) || token.gap > SG_GAP_LINE) return n;
        gapped = token.gap != SG_GAP_NONE;
        node = child;
    }
}
