/* Does not pass on what a service returns. */
#include "bad.h"

static int run(const sg_services *s)
{
    static const sg_column columns[] = {{"no such column", SG_COLUMN_NEEDED}};
    (void)s->csv(s, NULL, columns, 1, NULL, NULL);
    return 0;
}
ENTRY = {HEAD(postings_bad_swallow), TEXTS, .probe = probe_none, .run = run};
