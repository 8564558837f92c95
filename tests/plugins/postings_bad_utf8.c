/* Emits bytes that are no UTF-8. */
#include "bad.h"

static int run(const sg_services *s)
{
    sg_posting posting = {.id = {"x", 1}, .day = 18000, .title = {"caf\xe9", 4}};
    s->begin_row(s, 1, 0);
    return sg_emit_posting(s, &posting);
}
ENTRY = {HEAD(postings_bad_utf8), TEXTS, .probe = probe_none, .run = run};
