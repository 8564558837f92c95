#include "market/facts.h"

#include "base/month.h"
#include "reading/reading.h"
#include "taxonomy/matcher.h"

#include <stdlib.h>
#include <string.h>

const char sg_facts_header[] =
    "id,day,role,level,region,remote,currency,pay_lo,pay_hi,period,component,skills,body,employer,near\n";

typedef struct writing {
    const sg_taxonomy *taxonomy;
    sg_reader *reader;
    uint32_t *rank, *order; /* of skills by id, and back */
    uint32_t *skills;
    size_t cap_skills;
    sg_buf *out;
} writing;

/* RFC 4180: quoted only where it must be. */
static void add_field(sg_buf *out, sg_text text, char end)
{
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++) quoted = quoted || (text.at[i] && strchr(",\"\r\n", text.at[i]));
    if (quoted) sg_buf_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"') sg_buf_char(out, '"');
        sg_buf_char(out, text.at[i]);
    }
    if (quoted) sg_buf_char(out, '"');
    sg_buf_char(out, end);
}

static void add_word(sg_buf *out, const char *const *words, unsigned index, unsigned n)
{
    if (index < n) sg_buf_str(out, words[index]);
    sg_buf_char(out, ',');
}

static void add_amount(sg_buf *out, double amount)
{
    if (amount > 0) sg_buf_printf(out, "%.10g", amount);
    sg_buf_char(out, ',');
}

static void add_hash(sg_buf *out, uint64_t hash, char end)
{
    if (hash) sg_buf_printf(out, "%016llx", (unsigned long long)hash);
    sg_buf_char(out, end);
}

static void add_bytes(sg_buf *out, sg_text bytes, char end)
{
    for (size_t i = 0; i < bytes.len; i++) sg_buf_printf(out, "%02x", (unsigned char)bytes.at[i]);
    sg_buf_char(out, end);
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static sg_status add_skills(writing *w, const sg_reading *reading, sg_error *err)
{
    size_t n = 0;
    for (size_t at = 0; at + sizeof(sg_mention) <= reading->mentions.len; at += sizeof(sg_mention)) {
        sg_mention mention;
        memcpy(&mention, reading->mentions.at + at, sizeof mention);
        if (mention.skill >= w->taxonomy->skill_ids.count || SG_GROW(w->skills, n, w->cap_skills, UINT32_MAX) != 0)
            return sg_fail(err, SG_EFAIL, "a mention of no skill, or no memory");
        if (mention.ask != SG_ASK_DENIED) w->skills[n++] = w->rank[mention.skill]; /* else it is no demand */
    }
    if (n) qsort(w->skills, n, sizeof *w->skills, by_number);
    for (size_t i = 0; i < n; i++) {
        if (i && w->skills[i] == w->skills[i - 1]) continue;
        sg_text id = w->taxonomy->skill_ids.names[w->order[w->skills[i]]];
        if (i) sg_buf_char(w->out, ' ');
        sg_buf_add(w->out, id.at, id.len);
    }
    sg_buf_char(w->out, ',');
    return SG_OK;
}

static sg_status take(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    static const char *const remotes[] = {"", "no", "yes", "partly"};
    static const char *const periods[] = {"", "hour", "day", "week", "month", "year"};
    static const char *const components[] = {"", "base", "total"};
    writing *w = self;
    const sg_reading *r = record;
    char day[11];
    (void)row;
    if (type != SG_RECORD_READING || r->day == SG_DAY_ABSENT) return SG_OK;
    add_field(w->out, r->id, ',');
    sg_buf_printf(w->out, "%s,", sg_day_format(r->day, day));
    const sg_text texts[] = {r->role, r->level, r->region};
    for (size_t i = 0; i < 3; i++) add_field(w->out, texts[i], ',');
    add_word(w->out, remotes, r->remote, 4);
    bool paid = r->pay_lo > 0 || r->pay_hi > 0;
    add_field(w->out, paid ? r->currency : (sg_text){0}, ',');
    add_amount(w->out, r->pay_lo);
    add_amount(w->out, r->pay_hi);
    add_word(w->out, periods, paid ? r->period : 0, 6);
    add_word(w->out, components, paid ? r->component : 0, 3);
    sg_status status = add_skills(w, r, err);
    add_hash(w->out, r->body, ',');
    add_hash(w->out, r->employer_hash, ',');
    add_bytes(w->out, r->near, '\n');
    return status == SG_OK && w->out->failed ? sg_fail(err, SG_EFAIL, "no memory for the facts") : status;
}

/* In the worker. */
static sg_status convert(void *self, uint32_t type, const void *record, const sg_row *row, sg_emit_fn emit, void *ctx,
                         sg_error *err)
{
    writing *w = self;
    return sg_reader_convert(w->reader, type, record, row, emit, ctx, err);
}

static sg_status number_skills(writing *w, sg_error *err)
{
    size_t n = w->taxonomy->skill_ids.count;
    w->order = sg_vocabulary_order(w->taxonomy);
    w->rank = sg_alloc((n + 1) * sizeof *w->rank);
    if (!w->order || !w->rank) return sg_fail(err, SG_EFAIL, "no memory for the facts");
    for (size_t i = 0; i < n; i++) w->rank[w->order[i]] = (uint32_t)i;
    return SG_OK;
}

sg_status sg_facts_write(const sg_import *import, const char *input, sg_buf *out, sg_run_report *report, sg_error *err)
{
    sg_plugin_info plugin;
    writing w = {.taxonomy = import->taxonomy, .out = out};
    sg_status status = sg_import_choose(import, input, &plugin, err);
    if (status == SG_OK) status = number_skills(&w, err);
    if (status == SG_OK) status = sg_reader_alloc(import->taxonomy, &w.reader, err);
    if (status == SG_OK) {
        sg_run run = {.plugin = plugin.path,
                      .options = import->options,
                      .input = input,
                      .kind = SG_KIND_POSTINGS,
                      .progress = import->progress,
                      .progress_self = import->progress_self};
        sg_sink sink = {.self = &w, .convert = convert, .take = take};
        status = sg_plugin_run(&run, &sink, report, err);
    }
    sg_reader_free(w.reader);
    sg_free(w.order);
    sg_free(w.rank);
    sg_free(w.skills);
    return status;
}
