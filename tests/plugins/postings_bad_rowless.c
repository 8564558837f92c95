/* Emits before any row begins. */
#include "bad.h"

static int run(const sg_services *s)
{
    sg_posting posting = {.id = {"x", 1}, .day = 18000};
    return sg_emit_posting(s, &posting);
}
ENTRY = {HEAD(postings_bad_rowless), TEXTS, .probe = probe_none, .run = run};
