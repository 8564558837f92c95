/* Begins a row beyond what the input can hold. */
#include "bad.h"

static int run(const sg_services *s)
{
    return read_all(s) || emit_one(s, 1000000);
}
ENTRY = {HEAD(postings_bad_row), TEXTS, .probe = probe_none, .run = run};
