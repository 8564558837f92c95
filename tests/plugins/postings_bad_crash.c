/* Follows a null pointer in its third row. */
#include "bad.h"

static int run(const sg_services *s)
{
    volatile int *nowhere = NULL;
    if (read_all(s) || emit_one(s, 1) || emit_one(s, 2)) return 1;
    s->begin_row(s, 3, 0);
    return *nowhere;
}
ENTRY = {HEAD(postings_bad_crash), TEXTS, .probe = probe_none, .run = run};
