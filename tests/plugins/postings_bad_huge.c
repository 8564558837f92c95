/* Emits a text longer than any may be. */
#include "bad.h"

#include <string.h>

static int run(const sg_services *s)
{
    static char text[(16 << 20) + 1];
    memset(text, 'x', sizeof text);
    sg_posting posting = {.id = {"x", 1}, .day = 18000, .body = {text, sizeof text}};
    s->begin_row(s, 1, 0);
    return sg_emit_posting(s, &posting);
}
ENTRY = {HEAD(postings_bad_huge), TEXTS, .probe = probe_none, .run = run};
