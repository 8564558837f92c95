/* Needs a function that nobody has. */
#include "bad.h"

int nobody_has_this(void);
static int run(const sg_services *s)
{
    return run_none(s) + nobody_has_this();
}
ENTRY = {HEAD(postings_bad_symbol), TEXTS, .probe = probe_none, .run = run};
