/* The shipped tables of pay, roles and regions, read straight from datasets/ for tests. */
#ifndef SG_TESTS_PAY_TABLES_H
#define SG_TESTS_PAY_TABLES_H

#include "support.h"

#include "input/csv.h"
#include "pay/pay.h"
#include "taxonomy/taxonomy.h"

static sg_status file_bytes(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    (void)err;
    *got = fread(bytes, 1, size, self);
    return SG_OK;
}

static void no_reject(void *self, const sg_row *row, const char *reason, sg_text found)
{
    (void)self, (void)found;
    fail_msg("row %llu: %s", (unsigned long long)row->number, reason);
}

/* Reads datasets/NAME; false when it is not there. */
static bool read_shipped(const char *name, const sg_column *columns, size_t n, void *self,
                         sg_status (*row)(void *, const sg_row *, const sg_text *, sg_error *))
{
    char path[256];
    sg_error err = {""};
    uint64_t rows;
    snprintf(path, sizeof path, "datasets/%s", name);
    FILE *file = fopen(path, "rb");
    if (!file) return false;
    sg_csv csv = {.columns = columns,
                  .n_columns = n,
                  .read = file_bytes,
                  .read_self = file,
                  .row = row,
                  .reject = no_reject,
                  .self = self};
    assert_ok(sg_csv_read(&csv, &rows, &err));
    fclose(file);
    return true;
}

static sg_status band_row(void *self, const sg_row *at, const sg_text *v, sg_error *err)
{
    sg_band b = {.source = v[0],
                 .kind = v[1],
                 .scheme = v[2],
                 .occupation = v[3],
                 .title = v[4],
                 .role = v[5],
                 .level = v[6],
                 .region = v[7],
                 .date = v[8],
                 .component = v[9],
                 .period = v[10],
                 .currency = v[11],
                 .n_kind = v[13],
                 .licence = v[14],
                 .note = v[15]};
    (void)at;
    if (v[12].len) assert_true(sg_text_number(v[12], &b.n));
    for (int i = 0; i < 6; i++) {
        double *to = i < 5 ? &b.pct[i] : &b.mean;
        if (!v[16 + i].len) continue;
        assert_true(sg_text_number(v[16 + i], to));
        b.has |= 1u << i;
    }
    return sg_pay_add(self, SG_RECORD_BAND, &b, err);
}

static sg_status figure_row(void *self, const sg_row *at, const sg_text *v, sg_error *err)
{
    sg_figure f = {.kind = v[0],
                   .key = v[1],
                   .region = v[2],
                   .date = v[3],
                   .unit = v[4],
                   .source = v[5],
                   .licence = v[6],
                   .note = v[7]};
    (void)at;
    assert_true(sg_text_number(v[8], &f.value));
    if (v[9].len) assert_true(sg_text_number(v[9], &f.n));
    return sg_pay_add(self, SG_RECORD_FIGURE, &f, err);
}

static inline bool read_bands(const char *name, sg_pay *pay)
{
    static const sg_column columns[] = {
        {"source", 1}, {"kind", 1},   {"scheme", 1},  {"occupation", 1}, {"title", 1},  {"role", 1},
        {"level", 1},  {"region", 1}, {"date", 1},    {"component", 1},  {"period", 1}, {"currency", 1},
        {"n", 1},      {"n_kind", 1}, {"licence", 1}, {"note", 1},       {"p10", 1},    {"p25", 1},
        {"p50", 1},    {"p75", 1},    {"p90", 1},     {"mean", 1}};
    return read_shipped(name, columns, 22, pay, band_row);
}

static inline bool read_figures(const char *name, sg_pay *pay)
{
    static const sg_column columns[] = {{"kind", 1},   {"key", 1},     {"region", 1}, {"date", 1},  {"unit", 1},
                                        {"source", 1}, {"licence", 1}, {"note", 1},   {"value", 1}, {"n", 1}};
    return read_shipped(name, columns, 10, pay, figure_row);
}

static inline sg_status role_row(void *self, const sg_row *at, const sg_text *v, sg_error *err)
{
    sg_role r = {.id = v[0], .name = v[1], .family = v[2]};
    (void)at;
    return sg_taxonomy_add(self, SG_RECORD_ROLE, &r, err);
}

static inline sg_status region_row(void *self, const sg_row *at, const sg_text *v, sg_error *err)
{
    sg_region r = {.id = v[0], .name = v[1], .parent = v[2], .kind = v[3], .code = v[4], .currency = v[5]};
    (void)at;
    return sg_taxonomy_add(self, SG_RECORD_REGION, &r, err);
}

/* Roles and regions alone. */
static inline bool read_places(sg_taxonomy *t)
{
    static const sg_column roles[] = {{"id", 1}, {"name", 1}, {"family", 1}};
    static const sg_column regions[] = {{"id", 1},   {"name", 1}, {"parent", 1},
                                        {"kind", 1}, {"code", 1}, {"currency", 1}};
    sg_error err = {""};
    if (!read_shipped("taxonomy/roles.csv", roles, 3, t, role_row)) return false;
    if (!read_shipped("taxonomy/regions.csv", regions, 6, t, region_row)) return false;
    assert_ok(sg_taxonomy_finish(t, &err));
    return true;
}

#endif
