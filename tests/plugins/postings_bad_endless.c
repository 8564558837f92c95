/* Emits one row without end. */
#include "bad.h"

static int run(const sg_services *s)
{
    sg_posting posting = {.id = {"x", 1}, .day = 18000};
    s->begin_row(s, 1, 0);
    while (sg_emit_posting(s, &posting) == 0) continue;
    return 1;
}
ENTRY = {HEAD(postings_bad_endless), TEXTS, .probe = probe_none, .run = run};
