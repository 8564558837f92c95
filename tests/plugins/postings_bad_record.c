/* Emits a record that its kind has not. */
#include "bad.h"

static int run(const sg_services *s)
{
    sg_talent talent = {.name = {"c", 1}, .economy = {"DE", 2}};
    s->begin_row(s, 1, 0);
    return sg_emit_talent(s, &talent);
}
ENTRY = {HEAD(postings_bad_record), TEXTS, .probe = probe_none, .run = run};
