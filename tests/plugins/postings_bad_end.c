/* Says that it has ended, and goes on. */
#include "bad.h"

#include <unistd.h>

static int run(const sg_services *s)
{
    const unsigned end[] = {16, 0xFFFFFFFFu, 0, 0, 0};
    for (int fd = 3; fd < 16; fd++)
        if (write(fd, end, sizeof end) < 0) continue;
    return emit_one(s, 1);
}
ENTRY = {HEAD(postings_bad_end), TEXTS, .probe = probe_none, .run = run};
