/* Asking a person at the terminal, a line an answer. At a terminal lines are edited and names completed by readline,
 * which is loaded then and there; without it, and from a pipe, plain lines are read. */
#ifndef SG_CLI_PROMPT_H
#define SG_CLI_PROMPT_H

#include "base/buf.h"
#include "base/status.h"

#include <stdbool.h>

typedef struct sg_prompt sg_prompt;

/* Names that an answer may be, or begin with. Borrowed. */
typedef struct sg_choices {
    const char *const *names;
    size_t n;
} sg_choices;

/* From now on Ctrl-C is noted (base/interrupt.h). One at a time. */
sg_status sg_prompt_alloc(sg_prompt **out, sg_error *err);
void sg_prompt_free(sg_prompt *prompt);
/* Whether a person can answer: standard input is a terminal. */
bool sg_prompt_possible(void);

/* Asks on standard error; the answer, without white space at its ends, into out, which is emptied first. Tab completes
 * what stands behind the last comma; choices may be NULL. SG_EINTR: the input ended, or Ctrl-C came. SG_EFAIL: over
 * 4,096 bytes, no UTF-8, or memory. */
sg_status sg_prompt_read(sg_prompt *prompt, const char *question, const sg_choices *choices, sg_buf *out,
                         sg_error *err);

#endif
