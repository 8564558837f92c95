/* Remarks on a row that it has rejected. */
#include "bad.h"

static int run(const sg_services *s)
{
    if (read_all(s)) return 1;
    s->begin_row(s, 1, 0);
    return s->reject(s, "a: expected b", (sg_text){0}) || s->remark(s, "c: taken as d", (sg_text){0});
}
ENTRY = {HEAD(postings_bad_remark), TEXTS, .probe = probe_none, .run = run};
