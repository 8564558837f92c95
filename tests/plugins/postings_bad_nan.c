/* Emits a number that is none. */
#include "bad.h"

#include <math.h>

static int run(const sg_services *s)
{
    sg_count count = {.skill = {"C", 1}, .count = NAN, .total = 1};
    s->begin_row(s, 1, 0);
    return sg_emit_count(s, &count);
}
ENTRY = {HEAD(postings_bad_nan), TEXTS, .probe = probe_none, .run = run};
