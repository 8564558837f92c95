/* Emits a record of a type that there is not. */
#include "bad.h"

static int run(const sg_services *s)
{
    s->begin_row(s, 1, 0);
    return s->emit(s, 77, "", 1);
}
ENTRY = {HEAD(postings_bad_type), TEXTS, .probe = probe_none, .run = run};
