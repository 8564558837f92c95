#include "base/month.h"

#include <stdio.h>

enum { YEAR_MIN = 1900, YEAR_MAX = 2199 };

static int floor_div(int a, int b)
{
    return a / b - (a % b < 0);
}

sg_month sg_month_of(int year, int month)
{
    return (year - 1970) * 12 + month - 1;
}

/* Days from civil date: Hinnant (2013), "chrono-Compatible Low-Level Date Algorithms". */
sg_day sg_day_of(int year, int month, int day_of_month)
{
    int y = year - (month <= 2);
    int era = floor_div(y, 400);
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day_of_month - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void sg_day_split(sg_day day, int *year, int *month, int *day_of_month)
{
    int z = day + 719468;
    int era = floor_div(z, 146097);
    int day_of_era = z - era * 146097;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (5 * day_of_year + 2) / 153;
    *day_of_month = day_of_year - (153 * shifted + 2) / 5 + 1;
    *month = shifted < 10 ? shifted + 3 : shifted - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

sg_month sg_month_of_day(sg_day day)
{
    int year, month, day_of_month;
    sg_day_split(day, &year, &month, &day_of_month);
    return sg_month_of(year, month);
}

int sg_month_days(sg_month month)
{
    int year = 1970 + floor_div(month, 12), in_year = month - floor_div(month, 12) * 12;
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[in_year] + (in_year == 1 && leap);
}

/* Exactly `count` digits at `at`; -1 when there are others. */
static int digits(const char *at, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (at[i] < '0' || at[i] > '9') return -1;
        value = value * 10 + (at[i] - '0');
    }
    return value;
}

static bool parse_year_month(sg_text text, int *year, int *month)
{
    if (text.len < 7 || text.at[4] != '-') return false;
    *year = digits(text.at, 4);
    *month = digits(text.at + 5, 2);
    return *year >= YEAR_MIN && *year <= YEAR_MAX && *month >= 1 && *month <= 12;
}

bool sg_day_parse(sg_text text, sg_day *out)
{
    int year, month;
    if (text.len < 10 || text.at[7] != '-' || !parse_year_month(text, &year, &month)) return false;
    if (text.len > 10 && text.at[10] != 'T' && text.at[10] != ' ') return false;
    int day = digits(text.at + 8, 2);
    if (day < 1 || day > sg_month_days(sg_month_of(year, month))) return false;
    *out = sg_day_of(year, month, day);
    return true;
}

bool sg_month_parse(sg_text text, sg_month *out)
{
    int year, month;
    sg_day day;
    if (!parse_year_month(text, &year, &month)) return false;
    if (text.len > 7 && !sg_day_parse(text, &day)) return false;
    *out = sg_month_of(year, month);
    return true;
}

const char *sg_month_format(sg_month month, char out[static 8])
{
    int year = 1970 + floor_div(month, 12);
    snprintf(out, 8, "%04u-%02u", (unsigned)year % 10000u, (unsigned)(month - floor_div(month, 12) * 12 + 1) % 100u);
    return out;
}

const char *sg_day_format(sg_day day, char out[static 11])
{
    int year, month, day_of_month;
    out[0] = '\0';
    if (day == SG_DAY_ABSENT) return out;
    sg_day_split(day, &year, &month, &day_of_month);
    snprintf(out, 11, "%04u-%02u-%02u", (unsigned)year % 10000u, (unsigned)month % 100u, (unsigned)day_of_month % 100u);
    return out;
}
