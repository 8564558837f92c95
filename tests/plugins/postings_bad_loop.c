/* Never ends. */
#include "bad.h"

static int run(const sg_services *s)
{
    for (volatile int i = 0;; i = !i)
        if (i == 2) return run_none(s);
}
ENTRY = {HEAD(postings_bad_loop), TEXTS, .probe = probe_none, .run = run};
