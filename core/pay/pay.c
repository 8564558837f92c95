/* Bands and figures are taken one by one, checked, and kept with copies of their texts. */
#include "pay/pay.h"

#include "taxonomy/band.h"

#include <string.h>

enum { RECORDS_MAX = 10000000 };

#define QUOTED(text) (int)((text).len > 100 ? 100 : (text).len), (text).at ? (text).at : ""

static sg_status no_memory(sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "pay: out of memory");
}

/* Copies the texts into the arena, each ended by NUL; absent ones become empty. -1 when memory ends. */
static int own(sg_pay *pay, sg_text *const *texts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *at = sg_arena_copy(&pay->arena, texts[i]->at ? texts[i]->at : "", texts[i]->len);
        if (!at) return -1;
        texts[i]->at = at;
        pay->hash = (pay->hash ^ sg_hash(at, texts[i]->len)) * 0x9E3779B97F4A7C15u;
    }
    return 0;
}

static void hash_number(sg_pay *pay, double value)
{
    pay->hash = (pay->hash ^ sg_hash(&value, sizeof value)) * 0x9E3779B97F4A7C15u;
}

static sg_status add_band(sg_pay *pay, const sg_band *record, sg_error *err)
{
    sg_band b = *record;
    if (!b.region.len)
        return sg_fail(err, SG_EFAIL, "band %.*s %.*s: region is \"\", expected a region id", QUOTED(b.source),
                       QUOTED(b.occupation));
    sg_status status = sg_band_check(&b, err);
    if (status != SG_OK) return status;
    sg_text *const texts[] = {&b.source, &b.kind,    &b.scheme, &b.occupation, &b.title,  &b.role,
                              &b.level,  &b.region,  &b.date,   &b.component,  &b.period, &b.currency,
                              &b.n_kind, &b.licence, &b.note,   &b.place};
    size_t n_texts = sizeof texts / sizeof *texts - !b.place.len; /* no place is no text: the hash knows of none */
    if (!b.place.len) b.place = sg_text_of("");
    if (SG_GROW(pay->bands, pay->n_bands, pay->cap_bands, RECORDS_MAX) != 0 || own(pay, texts, n_texts) != 0)
        return no_memory(err);
    for (int i = 0; i < 5; i++) hash_number(pay, b.has & (1u << i) ? b.pct[i] : 0);
    hash_number(pay, b.has & SG_HAS_MEAN ? b.mean : 0);
    hash_number(pay, b.n);
    pay->bands[pay->n_bands++] = b;
    return SG_OK;
}

static sg_status figure_fail(const sg_figure *f, const char *field, sg_text found, const char *expected, sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "figure %.*s %.*s %.*s: %s is \"%.*s\", expected %s", QUOTED(f->kind), QUOTED(f->key),
                   QUOTED(f->region), field, QUOTED(found), expected);
}

static sg_status add_figure(sg_pay *pay, const sg_figure *record, sg_error *err)
{
    sg_figure f = *record;
    bool positive = sg_word_in(f.kind, "parity fx wage-index hours");
    if (!positive && !sg_word_in(f.kind, "inflation move"))
        return figure_fail(&f, "kind", f.kind, "parity, fx, wage-index, inflation, hours or move", err);
    if (!f.key.len) return figure_fail(&f, "key", f.key, "a name", err);
    if (!sg_band_date(f.date)) return figure_fail(&f, "date", f.date, "YYYY or YYYY-MM", err);
    if (sg_text_is(f.kind, "fx") && !sg_band_currency(f.key))
        return figure_fail(&f, "key", f.key, "three capitals of ISO 4217", err);
    if (positive && !(f.value > 0)) return figure_fail(&f, "value", sg_text_of("not above 0"), "above 0", err);
    sg_text *const texts[] = {&f.kind, &f.key, &f.region, &f.date, &f.unit, &f.source, &f.licence, &f.note};
    if (SG_GROW(pay->figures, pay->n_figures, pay->cap_figures, RECORDS_MAX) != 0 ||
        own(pay, texts, sizeof texts / sizeof *texts) != 0)
        return no_memory(err);
    hash_number(pay, f.value);
    pay->figures[pay->n_figures++] = f;
    return SG_OK;
}

sg_status sg_pay_add(sg_pay *pay, uint32_t type, const void *record, sg_error *err)
{
    if (type == SG_RECORD_BAND) return add_band(pay, record, err);
    if (type == SG_RECORD_FIGURE) return add_figure(pay, record, err);
    return sg_fail(err, SG_EFAIL, "pay: a record of type %u, expected a band or a figure", (unsigned)type);
}

void sg_pay_release(sg_pay *pay)
{
    sg_free(pay->bands);
    sg_free(pay->figures);
    sg_arena_release(&pay->arena);
    *pay = (sg_pay){0};
}

static bool asked(sg_text text, const char *want)
{
    return !want || sg_text_is(text, want);
}

/* A year alone counts from its middle: "2025" is known in 2025-07. */
static const char *known_from(const sg_figure *f, char out[static 12])
{
    if (f->date.len == 7) return f->date.at;
    memcpy(out, f->date.at, 4);
    memcpy(out + 4, "-07", 4);
    return out;
}

const char *sg_pay_newest(const sg_pay *pay)
{
    const char *newest = "";
    for (size_t i = 0; i < pay->n_bands; i++)
        if (pay->bands[i].date.len && strcmp(pay->bands[i].date.at, newest) > 0) newest = pay->bands[i].date.at;
    return newest;
}

const sg_figure *sg_pay_figure(const sg_pay *pay, const char *kind, const char *key, const char *region,
                               const char *date)
{
    const sg_figure *best = NULL;
    char one[12], two[12];
    for (size_t i = 0; i < pay->n_figures; i++) {
        const sg_figure *f = &pay->figures[i];
        if (!asked(f->kind, kind) || !asked(f->key, key) || !asked(f->region, region)) continue;
        const char *from = known_from(f, one);
        if (date && strcmp(from, date) > 0) continue;
        if (!best || strcmp(from, known_from(best, two)) > 0) best = f;
    }
    return best;
}
