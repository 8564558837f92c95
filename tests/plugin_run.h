/* Runs a plugin of the build on bytes in memory, in this process, and writes what it did as text: a line a record or
 * rejected row. The host's own tests cover workers; these are about what a plugin makes of its format. */
#ifndef SG_TESTS_PLUGIN_RUN_H
#define SG_TESTS_PLUGIN_RUN_H

#include "support.h"

#include "base/buf.h"
#include "base/month.h"
#include "base/text.h"
#include "input/csv.h"
#include "input/json_rows.h"

#include <dlfcn.h>
#include <stdlib.h>

/* Appends one record to out, without the line's end. */
typedef void (*describe_fn)(uint32_t type, const void *record, sg_buf *out);

typedef struct plugin_run {
    sg_services services; /* first */
    const sg_plugin *plugin;
    const char *input;
    size_t len, at;
    const char *name;    /* of the input, or NULL */
    const char *options; /* "name=value", each on a line, or NULL */
    char option_texts[4096];
    size_t option_used;
    describe_fn describe;
    sg_row_fn row;
    void *row_state;
    uint64_t number;
    sg_buf out;
    size_t row_mark; /* where this row's lines start in out */
    sg_error err;
} plugin_run;

static inline sg_status run_give(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    (void)err;
    plugin_run *r = self;
    *got = r->len - r->at < size ? r->len - r->at : size;
    if (*got) memcpy(bytes, r->input + r->at, *got);
    r->at += *got;
    return SG_OK;
}

static inline int run_read(const sg_services *s, void *bytes, size_t size, size_t *got)
{
    return (int)run_give(s->ctx, bytes, size, got, NULL);
}

static inline int run_head(const sg_services *s, sg_text *head)
{
    plugin_run *r = s->ctx;
    *head = (sg_text){r->input, r->len < 16384 ? r->len : 16384};
    return 0;
}

static inline void run_begin(const sg_services *s, uint64_t row, uint64_t offset)
{
    (void)offset;
    plugin_run *r = s->ctx;
    r->number = row;
    r->row_mark = r->out.len;
}

static inline int run_reject(const sg_services *s, const char *reason, sg_text found)
{
    plugin_run *r = s->ctx;
    r->out.len = r->row_mark;
    sg_buf_printf(&r->out, "row %d! %s (%.*s)\n", (int)r->number, reason, (int)found.len, found.at ? found.at : "");
    return 0;
}

static inline int run_remark(const sg_services *s, const char *reason, sg_text found)
{
    plugin_run *r = s->ctx;
    sg_buf_printf(&r->out, "row %d: %s (%.*s)\n", (int)r->number, reason, (int)found.len, found.at ? found.at : "");
    return 0;
}

static inline int run_refuse(const sg_services *s, const char *what, sg_text found)
{
    plugin_run *r = s->ctx;
    sg_fail(&r->err, SG_EUSAGE, "%s (%.*s)", what, (int)found.len, found.at ? found.at : "");
    return 1;
}

static inline sg_status run_row(void *self, const sg_row *row, const sg_text *values, sg_error *err)
{
    plugin_run *r = self;
    run_begin(&r->services, row->number, row->offset);
    int result = r->row(&r->services, r->row_state, values);
    return result ? sg_fail(err, SG_EPLUGIN, "the plugin's row function answered %d", result) : SG_OK;
}

static inline void run_csv_reject(void *self, const sg_row *row, const char *reason, sg_text found)
{
    plugin_run *r = self;
    run_begin(&r->services, row->number, row->offset);
    run_reject(&r->services, reason, found);
}

static inline int run_csv(const sg_services *s, const sg_dialect *dialect, const sg_column *columns, size_t n,
                          sg_row_fn row, void *state)
{
    plugin_run *r = s->ctx;
    sg_csv csv = {dialect, columns, n, run_give, r, run_row, run_csv_reject, r};
    uint64_t rows;
    r->row = row;
    r->row_state = state;
    return (int)sg_csv_read(&csv, &rows, &r->err);
}

static inline int run_json(const sg_services *s, const sg_json_shape *shape, const sg_column *paths, size_t n,
                           sg_row_fn row, void *state)
{
    plugin_run *r = s->ctx;
    sg_json_rows json = {shape, paths, n, run_give, r, run_row, run_csv_reject, r};
    uint64_t rows;
    r->row = row;
    r->row_state = state;
    return (int)sg_json_rows_read(&json, &rows, &r->err);
}

static inline const char *run_option(const sg_services *s, const char *name)
{
    plugin_run *r = s->ctx;
    size_t len = strlen(name);
    for (const char *at = r->options; at && *at; at += strcspn(at, "\n"), at += *at == '\n') {
        if (strncmp(at, name, len) != 0 || at[len] != '=') continue;
        size_t value = strcspn(at + len + 1, "\n");
        char *kept = r->option_texts + r->option_used; /* stays to the end of the run */
        r->option_used += value + 1;
        assert_true(r->option_used <= sizeof r->option_texts);
        memcpy(kept, at + len + 1, value);
        kept[value] = '\0';
        return kept;
    }
    for (size_t i = 0; i < r->plugin->n_options; i++)
        if (strcmp(r->plugin->options[i].name, name) == 0) return r->plugin->options[i].value;
    fail_msg("the plugin asks for an option %s that it does not state", name);
    return NULL;
}

static inline const char *run_name(const sg_services *s)
{
    const char *name = ((plugin_run *)s->ctx)->name;
    return name ? name : "";
}

static inline int run_emit(const sg_services *s, uint32_t type, const void *record, size_t size)
{
    plugin_run *r = s->ctx;
    assert_true(size > 0);
    r->describe(type, record, &r->out);
    sg_buf_char(&r->out, '\n');
    return 0;
}

static inline int run_number(const sg_services *s, sg_text text, double *out)
{
    (void)s;
    return !sg_text_number(text, out);
}

static inline int run_day(const sg_services *s, sg_text text, int32_t *out)
{
    (void)s;
    return !sg_day_parse(text, out);
}

static inline int run_month(const sg_services *s, sg_text text, int32_t *out)
{
    (void)s;
    return !sg_month_parse(text, out);
}

/* The plugin of this id, from the build's folder; its handle stays open. */
static inline const sg_plugin *plugin_load(const char *id)
{
    char path[512];
    const char *build = getenv("BUILD");
    snprintf(path, sizeof path, "%s/plugins/%s.so", build ? build : "build", id);
    void *handle = dlopen(path, RTLD_NOW);
    if (!handle) fail_msg("%s", dlerror());
    const sg_plugin *plugin = dlsym(handle, "sg_plugin_entry");
    assert_non_null(plugin);
    assert_string_equal(plugin->id, id);
    return plugin;
}

static const char *run_input_name; /* of the inputs that follow, or NULL */

static inline void plugin_ready(plugin_run *r, const char *id, const char *input, size_t len, const char *options,
                                describe_fn describe)
{
    *r = (plugin_run){.plugin = plugin_load(id),
                      .input = input,
                      .len = len,
                      .name = run_input_name,
                      .options = options,
                      .describe = describe};
    r->services = (sg_services){.size = sizeof r->services,
                                .ctx = r,
                                .read = run_read,
                                .csv = run_csv,
                                .option = run_option,
                                .name = run_name,
                                .emit = run_emit,
                                .reject = run_reject,
                                .to_number = run_number,
                                .to_day = run_day,
                                .to_month = run_month,
                                .begin_row = run_begin,
                                .head = run_head,
                                .remark = run_remark,
                                .refuse = run_refuse,
                                .json = run_json};
    sg_buf_init(&r->out, 64 << 20);
    sg_buf_str(&r->out, "");
}

/* Runs it; what it did, or why it failed, is r->out.at, to plugin_run_release. Returns what the plugin's run did. */
static inline int plugin_run_on(plugin_run *r, const char *id, const char *input, size_t len, const char *options,
                                describe_fn describe)
{
    plugin_ready(r, id, input, len, options, describe);
    int result = r->plugin->run(&r->services);
    if (result) sg_buf_printf(&r->out, "failed: %s", r->err.text);
    return result;
}

/* The same for its guess. */
static inline int plugin_guess_on(plugin_run *r, const char *id, const char *input, size_t len, const char *options,
                                  describe_fn describe)
{
    plugin_ready(r, id, input, len, options, describe);
    int result = r->plugin->guess(&r->services);
    if (result) sg_buf_printf(&r->out, "failed: %s", r->err.text);
    return result;
}

static inline void plugin_run_release(plugin_run *r)
{
    sg_buf_release(&r->out);
}

/* The plugin makes exactly this of the input. */
static inline void expect_run(const char *id, const char *input, const char *options, describe_fn describe,
                              const char *want)
{
    plugin_run r;
    plugin_run_on(&r, id, input, strlen(input), options, describe);
    assert_string_equal(r.out.at, want);
    plugin_run_release(&r);
}

/* " name=value" when the text is there, quoted when empty. */
static inline void put_text(sg_buf *out, const char *name, sg_text text)
{
    if (text.at) sg_buf_printf(out, " %s=%.*s", name, (int)text.len, text.at);
}

static inline void put_number(sg_buf *out, const char *name, double value)
{
    if (value != 0) sg_buf_printf(out, " %s=%g", name, value);
}

#endif
