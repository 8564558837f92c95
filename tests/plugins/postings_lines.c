/* Says that its rows may be read in parts, but reads them itself: each line is the text of a posting. */
#include "skillgap/plugin.h"

#include <string.h>

typedef struct lines {
    char line[4096];
    size_t len;
    uint64_t row, at;
} lines;

static int give(const sg_services *s, lines *l)
{
    l->row++;
    s->begin_row(s, l->row, l->at);
    l->at += l->len + 1;
    sg_posting posting = {.id = {l->line, l->len}, .body = {l->line, l->len}, .day = 18000};
    l->len = 0;
    return posting.id.len ? sg_emit_posting(s, &posting) : s->reject(s, "id: expected a text", posting.id);
}

static int run(const sg_services *s)
{
    lines l = {.len = 0};
    char bytes[1000];
    size_t got;
    for (;;) {
        int result = s->read(s, bytes, sizeof bytes, &got);
        if (result != 0 || !got) return result;
        for (size_t i = 0; i < got; i++) {
            if (bytes[i] != '\n' && l.len < sizeof l.line) l.line[l.len++] = bytes[i];
            if (bytes[i] == '\n' && (result = give(s, &l)) != 0) return result;
        }
    }
}

static int probe(const char *head, size_t size, const char *name)
{
    (void)head, (void)size, (void)name;
    return 0;
}

SG_EXPORT const sg_plugin sg_plugin_entry = {.abi = SG_PLUGIN_ABI,
                                             .size = sizeof(sg_plugin),
                                             .kind = SG_KIND_POSTINGS,
                                             .parts = 1,
                                             .id = "postings_lines",
                                             .version = "1",
                                             .summary = "lines, for tests",
                                             .licence = "none",
                                             .homepage = "none",
                                             .probe = probe,
                                             .run = run};
