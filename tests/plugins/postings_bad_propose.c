/* Proposes where it is to read. */
#include "bad.h"

static int run(const sg_services *s)
{
    sg_proposal proposal = {.why = {"x", 1}};
    if (read_all(s)) return 1;
    s->begin_row(s, 1, 0);
    return sg_emit_proposal(s, &proposal);
}
ENTRY = {HEAD(postings_bad_propose), TEXTS, .probe = probe_none, .run = run};
