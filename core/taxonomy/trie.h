/* A trie over tokens that holds every form of a taxonomy. All edges are in one hash table. */
#ifndef SG_TAXONOMY_TRIE_H
#define SG_TAXONOMY_TRIE_H

#include "taxonomy/filter.h"
#include "taxonomy/step.h"
#include "taxonomy/taxonomy.h"

enum { SG_FORM_TOKENS = 16 }; /* a form of more tokens is never found */

/* A node is known by the place of the edge that leads to it, from 1; 0 is the root. */
typedef struct sg_trie_node {
    uint64_t key;            /* of the edge: the node it comes from and its token; 0: a free place */
    uint64_t next;           /* bit of c: some form goes on here with a token that begins with the byte c */
    uint32_t forms, n_forms; /* where its forms start in sg_trie.forms */
    uint32_t text;           /* in sg_trie.texts: the first of them */
    uint16_t text_len;       /* 0: none there */
    uint8_t is;              /* SG_NODE_… */
} sg_trie_node;

/* What is true of a node's forms. */
enum {
    SG_NODE_FIRM = 1,   /* some form needs no rule */
    SG_NODE_STRONG = 2, /* some form needs neither rule nor case */
    SG_NODE_DOTTED = 4, /* they hold a mark that addresses have */
    SG_NODE_CASED = 8   /* some form wants its case */
};

typedef struct sg_trie {
    sg_trie_node *nodes;
    size_t n_nodes;        /* places and the root */
    uint32_t *forms;       /* of a node: with a rule before without, then exact, upper, any, then as in the table */
    char *texts;           /* of the nodes' first forms, side by side */
    sg_filter first;       /* first words */
    bool mark_first[128];  /* ASCII marks that a form begins with: ".NET" */
    bool mark_spaced[128]; /* and with a space: ". NET" */
} sg_trie;

/* -1 when memory ends; release it all the same. */
int sg_trie_init(sg_trie *trie, const sg_taxonomy *taxonomy);
void sg_trie_release(sg_trie *trie);

typedef struct sg_trie_end {
    size_t at; /* byte behind the form's last */
    uint32_t node;
} sg_trie_end;

/* The forms that start with the token: their ends and nodes, shorter before longer. word: the first that starts at the
 * token or behind it. */
size_t sg_trie_walk(const sg_trie *trie, const sg_wording *of, const sg_token *first, size_t word,
                    sg_trie_end out[static SG_FORM_TOKENS]);

#endif
