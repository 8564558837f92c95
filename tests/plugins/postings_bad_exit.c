/* Ends the process in the middle, as if all were well. */
#include "bad.h"

#include <stdlib.h>

static int run(const sg_services *s)
{
    if (emit_one(s, 1)) return 1;
    exit(0);
}
ENTRY = {HEAD(postings_bad_exit), TEXTS, .probe = probe_none, .run = run};
