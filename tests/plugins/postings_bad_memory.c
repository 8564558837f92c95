/* Takes memory without end. */
#include "bad.h"

#include <stdlib.h>
#include <string.h>

static int run(const sg_services *s)
{
    for (size_t size = 1 << 20;; size += size / 8) {
        char *at = malloc(size);
        if (!at) abort();
        memset(at, 1, size / 64);
        if (s->reject == NULL) return 1;
    }
}
ENTRY = {HEAD(postings_bad_memory), TEXTS, .probe = probe_none, .run = run};
