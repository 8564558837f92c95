/* Writes to every descriptor that it finds. */
#include "bad.h"

#include <unistd.h>

static int run(const sg_services *s)
{
    for (int fd = 0; fd < 16; fd++)
        if (write(fd, "this is no record at all", 24) < 0) continue;
    return emit_one(s, 1);
}
ENTRY = {HEAD(postings_bad_pipe), TEXTS, .probe = probe_none, .run = run};
