/* A trie over tokens that holds every form of a taxonomy. All edges are in one hash table. */
#ifndef SG_TAXONOMY_TRIE_H
#define SG_TAXONOMY_TRIE_H

#include "taxonomy/taxonomy.h"
#include "taxonomy/token.h"

enum { SG_FORM_TOKENS = 16 }; /* a form of more tokens is never found */

typedef struct sg_trie_edge {
    uint64_t key;
    uint32_t child; /* 0: a free place; the root is nobody's child */
} sg_trie_edge;

typedef struct sg_trie {
    sg_trie_edge *edges;
    size_t n_edges; /* places, a power of two */
    uint32_t n_nodes;
    bool *node_open;      /* n_nodes: some form goes on behind the node */
    uint32_t *node_forms; /* n_nodes + 1: where a node's forms start in `forms` */
    uint32_t *forms;      /* of a node: with a rule before without, then exact, upper, any, then as in the table */
    sg_filter first;      /* first words */
    bool mark_first[128]; /* ASCII marks that a form begins with: ".NET" */
} sg_trie;

/* -1 when memory ends; release it all the same. */
int sg_trie_init(sg_trie *trie, const sg_taxonomy *taxonomy);
void sg_trie_release(sg_trie *trie);

/* The node behind a token, or 0. gapped: white space comes before it. */
uint32_t sg_trie_step(const sg_trie *trie, uint32_t node, uint64_t hash, bool gapped);

/* Called with the end of a form that starts at the place asked for, and its node; shorter before longer. */
typedef int (*sg_trie_fn)(void *ctx, size_t end, uint32_t node);
int sg_trie_walk(const sg_trie *trie, sg_text text, const sg_token *first, sg_trie_fn fn, void *ctx);

#endif
