/* Goes back to an earlier row. */
#include "bad.h"

static int run(const sg_services *s)
{
    return read_all(s) || emit_one(s, 2) || emit_one(s, 1);
}
ENTRY = {HEAD(postings_bad_order), TEXTS, .probe = probe_none, .run = run};
