#include "plugin/settings.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 1 << 20 };

/* One option of *at, unescaped and ended by NUL, into out; moves *at behind its separator. */
static void read_one(sg_text *at, sg_buf *out)
{
    size_t i = 0;
    for (; i < at->len && at->at[i] != ';'; i++) {
        if (at->at[i] == '\\' && i + 1 < at->len) i++;
        sg_buf_char(out, at->at[i]);
    }
    sg_buf_char(out, '\0');
    i += i < at->len;
    *at = (sg_text){at->at + i, at->len - i};
}

sg_status sg_settings_read(sg_text text, sg_settings *out, sg_error *err)
{
    size_t starts[SG_PLUGIN_OPTIONS_MAX], n = 0;
    sg_buf_init(&out->pieces, TEXT_MAX);
    while (text.len) {
        if (n == SG_PLUGIN_OPTIONS_MAX)
            return sg_fail(err, SG_EFAIL, "more than %d options", (int)SG_PLUGIN_OPTIONS_MAX);
        starts[n] = out->pieces.len;
        read_one(&text, &out->pieces);
        if (out->pieces.failed) return sg_fail(err, SG_EFAIL, "no memory for the options");
        if (out->pieces.at[starts[n]]) n++;
    }
    for (size_t i = 0; i < n; i++) out->list[i] = out->pieces.at + starts[i];
    return SG_OK;
}

void sg_settings_release(sg_settings *settings)
{
    sg_buf_release(&settings->pieces);
}

static size_t name_len(const char *option)
{
    return strcspn(option, "=");
}

static int by_name(const void *a, const void *b)
{
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    return sg_text_compare((sg_text){x, name_len(x)}, (sg_text){y, name_len(y)});
}

static void write_one(const char *option, sg_buf *out)
{
    for (; *option; option++) {
        if (*option == ';' || *option == '\\') sg_buf_char(out, '\\');
        sg_buf_char(out, *option);
    }
}

sg_status sg_settings_write(const char *const *list, sg_buf *out, sg_error *err)
{
    const char *sorted[SG_PLUGIN_OPTIONS_MAX];
    size_t n = 0;
    for (; list && list[n]; n++) {
        if (n == SG_PLUGIN_OPTIONS_MAX)
            return sg_fail(err, SG_EUSAGE, "more than %d options", (int)SG_PLUGIN_OPTIONS_MAX);
        if (!name_len(list[n]) || !list[n][name_len(list[n])])
            return sg_fail(err, SG_EUSAGE, "found \"%s\", expected NAME=VALUE", list[n]);
        sorted[n] = list[n];
    }
    if (n) qsort(sorted, n, sizeof *sorted, by_name);
    for (size_t i = 0; i < n; i++) {
        if (i && by_name(&sorted[i - 1], &sorted[i]) == 0)
            return sg_fail(err, SG_EUSAGE, "%.*s is set twice", (int)name_len(sorted[i]), sorted[i]);
        if (i) sg_buf_char(out, ';');
        write_one(sorted[i], out);
    }
    return out->failed ? sg_fail(err, SG_EFAIL, "no memory for the options") : SG_OK;
}
