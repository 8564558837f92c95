#include "market/evidence.h"

#include "plugin/settings.h"
#include "reading/reading.h"

#include <string.h>

enum { TEXT_BYTES_MAX = 1 << 24 };

sg_status sg_posting_address(const sg_market *market, const sg_market_posting *posting, sg_buf *out, sg_error *err)
{
    static const char mark[] = "{id}";
    sg_text url = market->sources[posting->source].url;
    const char *at = url.len ? memmem(url.at, url.len, mark, sizeof mark - 1) : NULL;
    if (at) {
        size_t before = (size_t)(at - url.at), after = before + sizeof mark - 1;
        sg_buf_add(out, url.at, before);
        sg_buf_add(out, posting->id.at, posting->id.len);
        sg_buf_add(out, url.at + after, url.len - after);
    }
    return sg_buf_add(out, "", 0) == 0 ? SG_OK : sg_fail(err, SG_EFAIL, "no memory for an address");
}

/* ---- texts, read again ---- */

typedef struct finding {
    sg_passage *passages;
    size_t n, next; /* next: in the worker, and in the host, the first passage whose row has not come */
    sg_buf text;
} finding;

/* In the worker: of a wanted row, its text in place of the title. */
static sg_status convert(void *self, uint32_t type, const void *record, const sg_row *row, sg_emit_fn emit, void *ctx,
                         sg_error *err)
{
    finding *f = self;
    while (f->next < f->n && f->passages[f->next].row < row->number) f->next++;
    if (type != SG_RECORD_POSTING || f->next == f->n || f->passages[f->next].row != row->number) return SG_OK;
    sg_buf_clear(&f->text);
    if (sg_posting_text(record, &f->text) != 0)
        return sg_fail(err, SG_EFAIL, "row %llu: its text is too long to show", (unsigned long long)row->number);
    sg_reading reading = {.id = ((const sg_posting *)record)->id, .title = {f->text.at, f->text.len}};
    return emit(ctx, SG_RECORD_READING, &reading);
}

static sg_status take(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    finding *f = self;
    const sg_reading *reading = record;
    while (f->next < f->n && f->passages[f->next].row < row->number) f->next++;
    if (type != SG_RECORD_READING || f->next == f->n || f->passages[f->next].row != row->number) return SG_OK;
    sg_passage *passage = &f->passages[f->next];
    char *copy = passage->text ? NULL : sg_alloc(reading->title.len + 1);
    if (!copy) return passage->text ? SG_OK : sg_fail(err, SG_EFAIL, "no memory for the text of a posting");
    if (reading->title.len) memcpy(copy, reading->title.at, reading->title.len);
    copy[reading->title.len] = '\0';
    passage->text = copy;
    passage->len = reading->title.len;
    return SG_OK;
}

sg_status sg_passages_read(const sg_plugin_path *plugins, const sg_source *source, sg_passage *passages, size_t n,
                           sg_error *err)
{
    char plugin[SG_PLUGIN_PATH_MAX];
    sg_run_report report;
    finding f = {.passages = passages, .n = n};
    sg_settings options = {0};
    for (size_t i = 0; i < n; i++) passages[i].text = NULL, passages[i].len = 0;
    if (sg_text_is(source->path, "-"))
        return sg_fail(err, SG_EDATA, "%.*s: cannot be read again; import a file to have its texts here",
                       (int)source->name.len, source->name.at);
    sg_buf_init(&f.text, TEXT_BYTES_MAX);
    sg_status status = sg_plugin_locate(plugins, source->plugin.at, plugin, err);
    if (status == SG_OK) status = sg_settings_read(source->options, &options, err);
    if (status == SG_OK) {
        sg_run run = {.plugin = plugin, .input = source->path.at, .options = options.list, .kind = SG_KIND_POSTINGS};
        sg_sink sink = {.self = &f, .convert = convert, .take = take};
        status = sg_plugin_run(&run, &sink, &report, err);
    }
    if (status == SG_OK && report.input_hash != source->hash)
        status = sg_fail(err, SG_ECHECK, "%s: the file has changed since it was imported (hash %016llx, now %016llx)",
                         source->path.at, (unsigned long long)source->hash, (unsigned long long)report.input_hash);
    sg_buf_release(&f.text);
    sg_settings_release(&options);
    if (status != SG_OK) sg_passages_release(passages, n);
    return status;
}

void sg_passages_release(sg_passage *passages, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sg_free(passages[i].text);
        passages[i].text = NULL;
    }
}

static bool inside_character(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* On one line: white space and control characters become single spaces. */
static void add_line(sg_buf *out, const char *at, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        bool space = (unsigned char)at[i] <= ' ' || at[i] == 0x7f;
        if (!space)
            sg_buf_char(out, at[i]);
        else if (out->len && out->at[out->len - 1] != ' ')
            sg_buf_char(out, ' ');
    }
}

int sg_passage_quote(const sg_passage *passage, size_t start, size_t len, size_t around, sg_buf *out)
{
    if (!passage->text || start > passage->len || len > passage->len - start) return -1;
    size_t from = start > around ? start - around : 0;
    size_t end = passage->len - start - len > around ? start + len + around : passage->len;
    while (from < start && inside_character(passage->text[from])) from++;
    while (end > start + len && inside_character(passage->text[end])) end--;
    if (from) sg_buf_str(out, "…");
    add_line(out, passage->text + from, start - from);
    sg_buf_str(out, "«");
    add_line(out, passage->text + start, len);
    sg_buf_str(out, "»");
    add_line(out, passage->text + start + len, end - start - len);
    return sg_buf_str(out, end < passage->len ? "…" : "");
}
