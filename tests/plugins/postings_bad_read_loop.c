/* Reads on at the end of its input for ever. */
#include "bad.h"

static int run(const sg_services *s)
{
    char byte;
    size_t got;
    while (s->read(s, &byte, 1, &got) == 0) continue;
    return 1;
}
ENTRY = {HEAD(postings_bad_read_loop), TEXTS, .probe = probe_none, .run = run};
