/* Has one option twice. */
#include "bad.h"

static const sg_option options[] = {{"same", "one", NULL}, {"same", "the other", NULL}};
ENTRY = {HEAD(postings_bad_option), TEXTS, WORK, .options = options, .n_options = 2};
