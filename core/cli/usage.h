/* What the words and values of a command are, read from the table of commands itself, so that help, manual and
 * completion cannot differ from what is taken: "list | info ID | check FILE.so [SAMPLE]" are three forms; a word in
 * small letters stands as it is, one in capitals names what is to be put there. */
#ifndef SG_CLI_USAGE_H
#define SG_CLI_USAGE_H

#include "base/text.h"
#include "cli/cli.h"

/* What stands where the table has ROLE, FILE and so on. */
typedef enum sg_takes {
    SG_TAKES_TEXT, /* a number, a date, a name: nothing can be proposed */
    SG_TAKES_FILE,
    SG_TAKES_FOLDER,
    SG_TAKES_ONE_OF, /* few fixed words */
    SG_TAKES_ROLE,
    SG_TAKES_SKILL,
    SG_TAKES_REGION,
    SG_TAKES_PLUGIN
} sg_takes;

/* value: "ROLE", "REGION[,REGION…]", "[FILE|-]", as the table has it; NULL is SG_TAKES_TEXT. words: the fixed words,
 * separated by spaces, when SG_TAKES_ONE_OF; may be NULL. */
sg_takes sg_usage_takes(const char *value, const char **words);
/* Whether commas separate several values: "REGION[,REGION…]". */
bool sg_usage_is_list(const char *value);

typedef struct sg_usage_word {
    sg_text text;       /* without brackets and dots */
    bool literal, more; /* more: may be given again */
} sg_usage_word;

/* Takes the next form off *rest: "list", then "info ID". False when there is none left. */
bool sg_usage_form(sg_text *rest, sg_text *form);
/* The word of a form at this place; the last one stands for all places behind it when it may be given again. False:
 * the form has no such word. */
bool sg_usage_word_at(sg_text form, size_t place, sg_usage_word *out);

#endif
