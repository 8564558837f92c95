/* Lets its input be read in parts. A row with a text of its own does what that says; option "by" says how it reads. */
#include "bad.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int row(const sg_services *s, void *state, const sg_text *values)
{
    (void)state;
    sg_posting posting = {.id = values[0], .body = values[2]};
    const char *text = values[2].at ? values[2].at : "";
    if (s->to_day(s, values[1], &posting.day) != 0) return s->reject(s, "date: expected YYYY-MM-DD", values[1]);
    if (strncmp(text, "crash", 5) == 0) abort();
    if (strncmp(text, "leave", 5) == 0) _exit(0);
    if (strncmp(text, "seven", 5) == 0) return 7;
    if (strncmp(text, "loop", 4) == 0)
        for (volatile int on = 1; on;) continue;
    if (strncmp(text, "utf8", 4) == 0) posting.title = (sg_text){"\xff", 1};
    if (strncmp(text, "remark", 6) == 0 && s->remark(s, "text: a remark", values[0]) != 0) return 1;
    return sg_emit_posting(s, &posting);
}

/* Lines, each one posting of this id. */
static int run_read(const sg_services *s)
{
    static char line[256];
    uint64_t number = 0, at = 0, start = 0;
    size_t len = 0, got = 1;
    while (s->read(s, line + len, 1, &got) == 0 && got) {
        at++;
        if (line[len++] != '\n') continue;
        sg_posting posting = {.id = {line, len - 1}, .day = 18000};
        s->begin_row(s, ++number, start);
        if (sg_emit_posting(s, &posting) != 0) return 1;
        start = at;
        len = 0;
    }
    return got != 0;
}

static int run(const sg_services *s)
{
    static const sg_column columns[] = {{"id", SG_COLUMN_NEEDED}, {"date", SG_COLUMN_NEEDED}, {"text", 0}};
    const char *by = s->option(s, "by");
    const sg_dialect dialect = {.size = sizeof dialect, .encoding = strcmp(by, "utf16") == 0 ? SG_UTF16 : SG_UTF8};
    sg_text head;
    if (strcmp(by, "nothing") == 0) return 0;
    if (strcmp(by, "read") == 0) return run_read(s);
    if (strcmp(by, "head") == 0 && (s->head(s, &head) != 0 || head.len < 4)) return 1;
    return s->csv(s, &dialect, columns, sizeof columns / sizeof *columns, row, NULL);
}

static const sg_option options[] = {{"by", "csv, head, read, utf16, nothing", "csv"}};
ENTRY = {HEAD(postings_parts), TEXTS, .probe = probe_none, .run = run, .parts = 1, .options = options, .n_options = 1};
