#include "pay/standing.h"

#include <string.h>

enum { POSTED = 2 };

const double sg_pay_near = .1;

bool sg_pay_middle(const sg_pay_row *row, double *out, bool *mean)
{
    bool median = row->band->has & SG_HAS_P50;
    if (mean) *mean = !median;
    *out = median ? row->pct[2] : row->mean;
    return median || row->band->has & SG_HAS_MEAN;
}

int sg_pay_kind_rank(const sg_band *band)
{
    return sg_text_is(band->kind, "official") ? 0 : sg_text_is(band->kind, "survey") ? 1 : POSTED;
}

/* Less is better. */
static int distance(const sg_pay_row *row, const char *component)
{
    bool other = component && !sg_text_is(row->band->component, component);
    return sg_pay_kind_rank(row->band) + (other ? 3 : 0);
}

const sg_pay_row *sg_pay_benchmark(const sg_pay_row *rows, size_t n, const char *component)
{
    const sg_pay_row *best = NULL;
    double middle;
    for (size_t i = 0; i < n; i++)
        if (sg_pay_middle(&rows[i], &middle, NULL) &&
            (!best || distance(&rows[i], component) < distance(best, component)))
            best = &rows[i];
    return best;
}

const sg_pay_row *sg_pay_ads(const sg_pay_row *rows, size_t n, const char *component, const sg_pay_row *benchmark)
{
    double middle;
    if (sg_pay_kind_rank(benchmark->band) == POSTED) return NULL;
    for (size_t i = 0; i < n; i++) {
        const sg_pay_row *row = &rows[i];
        bool there = sg_pay_kind_rank(row->band) == POSTED && !row->steps && !row->all_levels && !row->any_role;
        if (there && strcmp(row->currency, benchmark->currency) == 0 && sg_pay_middle(row, &middle, NULL) &&
            (!component || sg_text_is(row->band->component, component)))
            return row;
    }
    return NULL;
}

sg_pay_word sg_pay_word_of(double ratio)
{
    if (ratio < 1 - sg_pay_near) return SG_PAY_LOW;
    return ratio > 1 + sg_pay_near ? SG_PAY_HIGH : SG_PAY_USUAL;
}

const char *sg_pay_word_name(sg_pay_word word)
{
    static const char *const names[] = {[SG_PAY_LOW] = "low", [SG_PAY_USUAL] = "usual", [SG_PAY_HIGH] = "high"};
    return names[word];
}
