/* Where the marks of an axis stand. */
#include "base/month.h"
#include "report/svg.h"

#include <math.h>

static const double steps[] = {1, 2, 2.5, 5, 10};
enum { N_STEPS = sizeof steps / sizeof *steps };

/* The place of the leading digits of value: 1 … 10, and the power of ten that it is multiplied with. */
static double mantissa(double value, double *power)
{
    *power = pow(10, floor(log10(value) + 1e-12));
    return value / *power;
}

static size_t count_of(double lo, double hi, double step)
{
    return (size_t)fmax(0, floor(hi / step + 1e-9) - ceil(lo / step - 1e-9) + 1);
}

/* 25 and 250 read well, 2.5 and 0.25 do not. */
static bool is_round(double step, double power)
{
    return step != 2.5 || power >= 10;
}

size_t sg_ticks(double lo, double hi, size_t most, double out[static SG_TICKS_MAX])
{
    if (!(hi > lo) || most < 2) return 0;
    if (most > SG_TICKS_MAX) most = SG_TICKS_MAX;
    double power, step = 0;
    mantissa((hi - lo) / (double)most, &power);
    for (size_t i = 0; i < N_STEPS; i++) {
        if (!is_round(steps[i], power)) continue;
        step = steps[i] * power;
        if (count_of(lo, hi, step) <= most) break;
    }
    size_t n = count_of(lo, hi, step);
    double first = ceil(lo / step - 1e-9);
    for (size_t i = 0; i < n && i < SG_TICKS_MAX; i++) out[i] = (first + (double)i) * step;
    return n < SG_TICKS_MAX ? n : SG_TICKS_MAX;
}

double sg_top(double most, size_t lines, double *step)
{
    double power, top = INFINITY;
    mantissa(most / (double)lines, &power);
    for (size_t i = 0; i < N_STEPS; i++) {
        double own = steps[i] * power, n = fmax(ceil(most / own - 1e-9), 2);
        if (!is_round(steps[i], power) || n > (double)lines || own * n > top * (1 + 1e-9)) continue;
        top = own * n;
        *step = own;
    }
    return top;
}

enum { YEAR_0 = 12 * 1970 /* months are counted from the year 0, so that the years of ticks are round */ };

static double month_place(double month, bool days)
{
    if (!days) return month - YEAR_0;
    return sg_day_of((int)month / 12, 1 + (int)month % 12, 1);
}

/* The first month that begins at or after a day. */
static double month_from(double day)
{
    double month = sg_month_of_day((sg_day)day) + YEAR_0;
    return month_place(month, true) < day ? month + 1 : month;
}

size_t sg_month_ticks(double lo, double hi, bool days, size_t most, double out[static SG_TICKS_MAX])
{
    static const double months[] = {1, 2, 3, 6, 12, 24, 36, 48, 60, 120};
    if (!(hi > lo) || most < 2) return 0;
    double from = days ? month_from(lo) : ceil(lo) + YEAR_0;
    double to = days ? sg_month_of_day((sg_day)hi) + YEAR_0 : floor(hi) + YEAR_0;
    double step = 120;
    for (size_t i = sizeof months / sizeof *months; i-- > 0;)
        if (count_of(from, to, months[i]) <= most && (months[i] >= 12 || to - from < 36)) step = months[i];
    size_t n = count_of(from, to, step);
    double first = ceil(from / step - 1e-9) * step;
    if (n > SG_TICKS_MAX) n = SG_TICKS_MAX;
    for (size_t i = 0; i < n; i++) out[i] = month_place(first + (double)i * step, days);
    return n;
}
