/* What the bad plugins share: a right description, so that each has only the one defect that its name says. */
#include "skillgap/plugin.h"

#include <stddef.h>

#define HEAD(name) .abi = SG_PLUGIN_ABI, .size = sizeof(sg_plugin), .kind = SG_KIND_POSTINGS, .id = #name
#define TEXTS .version = "1", .summary = "A test's plugin", .licence = "none", .homepage = "https://example.org"
#define WORK .probe = probe_none, .run = run_none
#define ENTRY SG_EXPORT const sg_plugin sg_plugin_entry

static inline int probe_none(const char *head, size_t size, const char *name)
{
    (void)head, (void)size, (void)name;
    return 0;
}

static inline int run_none(const sg_services *s)
{
    (void)s;
    return 0;
}

/* Emits one right posting as the given row. */
static inline int emit_one(const sg_services *s, uint64_t row)
{
    sg_posting posting = {.id = {"x", 1}, .day = 18000};
    s->begin_row(s, row, 0);
    return sg_emit_posting(s, &posting);
}

/* Reads all, so that any row number is one that the input can have. */
static inline int read_all(const sg_services *s)
{
    char bytes[256];
    size_t got = 1;
    while (got)
        if (s->read(s, bytes, sizeof bytes, &got) != 0) return 1;
    return 0;
}
