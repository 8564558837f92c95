/* Numbers that a workbook shows as dates. ECMA-376 part 1, 18.8.30 (formats) and 18.17.4 (serial numbers). */
#include "input/book.h"

#include "base/month.h"

#include <math.h>
#include <string.h>
#include <strings.h>

unsigned sg_format_builtin(unsigned id)
{
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58)
        return SG_SHOWS_DATE;
    if (id == 22) return SG_SHOWS_DATE | SG_SHOWS_TIME;
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56)
        return SG_SHOWS_TIME;
    return 0;
}

/* Behind what the code shows as it stands, or for its width: "text", \c, _c, *c, [colour] but not [h]. */
static const char *skip_literal(const char *at)
{
    if (*at == '"') {
        const char *end = strchr(at + 1, '"');
        return end ? end + 1 : at + strlen(at);
    }
    if (*at == '\\' || *at == '_' || *at == '*') return at[1] ? at + 2 : at + 1;
    if (*at == '[' && !strchr("hHmMsS", at[1])) {
        const char *end = strchr(at, ']');
        return end ? end + 1 : at + strlen(at);
    }
    return at;
}

/* m is a month beside y or d, minutes beside h or s. The first section, for positive numbers, counts. */
unsigned sg_format_code(const char *code)
{
    unsigned shows = 0;
    bool m = false;
    while (*code && *code != ';') {
        const char *next = skip_literal(code);
        if (next != code) {
            code = next;
            continue;
        }
        if (strncasecmp(code, "general", 7) == 0) return 0;
        if (strchr("yYdD", *code)) shows |= SG_SHOWS_DATE;
        if (strchr("hHsS", *code)) shows |= SG_SHOWS_TIME;
        if (strchr("mM", *code)) m = true;
        code++;
    }
    return m && !shows ? SG_SHOWS_DATE : shows;
}

bool sg_serial_format(double serial, unsigned shows, bool since_1904, char out[static 24])
{
    enum { DAY_1899_12_30 = -25569, DAY_1904 = -24107, LEAP = 60, LAST = 2958465 /* 9999-12-31 */, DAY_S = 86400 };
    if (!shows || !(serial >= 0) || serial >= LAST - (since_1904 ? 1462 : 0)) return false;
    double days = floor(serial);
    long seconds = lround((serial - days) * DAY_S);
    if (seconds == DAY_S) seconds = 0, days++;
    char time[12], date[11];
    snprintf(time, sizeof time, "%02d:%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60), (int)(seconds % 60));
    if (days == 0 && shows == SG_SHOWS_TIME) {
        memcpy(out, time, 9);
        return true;
    }
    if (!since_1904 && (days == 0 || days == LEAP)) return false; /* 1900-01-00 and 1900-02-29 were no days */
    int32_t day = (int32_t)days + (since_1904 ? DAY_1904 : DAY_1899_12_30 + (days < LEAP));
    sg_day_format(day, date);
    if (shows & SG_SHOWS_TIME && seconds)
        snprintf(out, 24, "%s %s", date, time);
    else
        snprintf(out, 24, "%s", date);
    return true;
}
