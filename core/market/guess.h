/* Guessing how a file is to be read: a plugin looks at it, confined as in any reading, and proposes its options. */
#ifndef SG_MARKET_GUESS_H
#define SG_MARKET_GUESS_H

#include "base/mem.h"
#include "market/import.h"

/* As in sg_proposal; absent texts are NULL. */
typedef struct sg_guessed {
    const char *option, *value, *column, *example, *why;
    unsigned sure;
} sg_guessed;

typedef struct sg_guess {
    sg_plugin_info plugin; /* that would read the file */
    sg_guessed *items;     /* as the plugin orders them */
    size_t n, capacity;
    char group[SG_PLUGIN_ID_MAX]; /* import->group, or one by the file's name, so that unlike tables stay apart */
    bool open;                    /* a person has to choose something first */
    bool none;                    /* it cannot be read at all */
    sg_arena arena;
} sg_guess;

/* Zero-initialise; release also after a failure. import->plugin: which is asked; NULL: postings_columns, which reads
 * any table. import->options are taken as given, and proposals are made for the rest. */
sg_status sg_guess_run(const sg_import *import, const char *input, sg_guess *out, sg_error *err);
void sg_guess_release(sg_guess *guess);

/* Why it cannot be read at all (guess->none). */
const char *sg_guess_refusal(const sg_guess *guess);

/* The options that are proposed, "name=value" each, ended by NULL; in the guess's own memory. */
sg_status sg_guess_options(sg_guess *guess, const char *const **out, sg_error *err);

#endif
