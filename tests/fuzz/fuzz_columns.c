/* Any bytes through postings_columns' guess: no crash, and what it proposes is UTF-8. Built with clang
 * -fsanitize=fuzzer,address,undefined; the plugin's files are compiled in, as it has no library. */
#include "../../plugins/postings_columns/choose.c"
#include "../../plugins/postings_columns/day.c"
#include "../../plugins/postings_columns/guess.c"
#include "../../plugins/postings_columns/options.c"
#include "../../plugins/postings_columns/sample.c"
#include "../../plugins/postings_columns/table.c"
#include "../../plugins/postings_columns/words.c"
#include "base/text.h"

typedef struct input {
    const uint8_t *at;
    size_t len;
} input;

static int give(const sg_services *s, void *bytes, size_t size, size_t *got)
{
    input *in = s->ctx;
    *got = in->len < size ? in->len : size;
    if (*got) memcpy(bytes, in->at, *got);
    in->at += *got;
    in->len -= *got;
    return 0;
}

static const char *no_option(const sg_services *s, const char *name)
{
    (void)s, (void)name;
    return "";
}

static int check(const sg_services *s, uint32_t type, const void *record, size_t size)
{
    (void)s, (void)size;
    const sg_proposal *p = record;
    const sg_text texts[] = {p->option, p->value, p->column, p->example, p->why};
    if (type != SG_RECORD_PROPOSAL || p->sure > 100) abort();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].len && (!sg_utf8_valid(texts[i].at, texts[i].len) || memchr(texts[i].at, 0, texts[i].len)))
            abort();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    input in = {data, size};
    sg_services s = {.size = sizeof s, .ctx = &in, .read = give, .option = no_option, .emit = check};
    int32_t day;
    double amount;
    sg_text text = {(const char *)data, size};
    if (size < 100) {
        col_day_read(text, COL_DAYS_DMY, 20000, &day);
        col_number_read(text, ',', &amount);
    }
    return col_guess(&s) < 0;
}
