#include "taxonomy/band.h"

#include "base/month.h"
#include "base/text.h"

#include <string.h>

#define QUOTED(text) (int)((text).len > 100 ? 100 : (text).len), (text).at ? (text).at : ""

static const char *const pct_names[5] = {"p10", "p25", "p50", "p75", "p90"};

/* ---- what it must say ---- */

bool sg_word_in(sg_text text, const char *words)
{
    sg_text rest = sg_text_of(words), word;
    while (sg_text_split(&rest, ' ', &word))
        if (sg_text_equal(text, word)) return true;
    return false;
}

static sg_status band_fail(const sg_band *band, const char *field, sg_text found, const char *expected, sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "band %.*s %.*s in %.*s: %s is \"%.*s\", expected %s", QUOTED(band->source),
                   QUOTED(band->occupation), QUOTED(band->region), field, QUOTED(found), expected);
}

static bool starts_with(sg_text text, const char *start)
{
    size_t len = strlen(start);
    return text.len > len && memcmp(text.at, start, len) == 0;
}

static bool is_level(sg_text level)
{
    if (sg_text_is(level, "all") || sg_level_of(level) >= 0 || starts_with(level, "years:")) return true;
    return sg_word_in(level, "wage-level:I wage-level:II wage-level:III wage-level:IV");
}

bool sg_band_date(sg_text date)
{
    sg_month month;
    long long year;
    if (date.len == 7) return sg_month_parse(date, &month);
    return date.len == 4 && sg_text_integer(date, &year) && year >= 1900 && year < 2200;
}

bool sg_band_currency(sg_text text)
{
    if (text.len != 3) return false;
    for (size_t i = 0; i < 3; i++)
        if (text.at[i] < 'A' || text.at[i] > 'Z') return false;
    return true;
}

static sg_status check_words(const sg_band *b, sg_error *err)
{
    if (!b->source.len) return band_fail(b, "source", b->source, "its name", err);
    if (!sg_word_in(b->kind, "official survey posted"))
        return band_fail(b, "kind", b->kind, "official, survey or posted", err);
    if (!is_level(b->level))
        return band_fail(b, "level", b->level, "all, a level id, years:… or wage-level:I … IV", err);
    if (!sg_band_date(b->date)) return band_fail(b, "date", b->date, "YYYY or YYYY-MM", err);
    if (!sg_word_in(b->component, "base total")) return band_fail(b, "component", b->component, "base or total", err);
    if (!sg_word_in(b->period, "hour day week month year"))
        return band_fail(b, "period", b->period, "hour, day, week, month or year", err);
    if (!sg_band_currency(b->currency)) return band_fail(b, "currency", b->currency, "three capitals of ISO 4217", err);
    return SG_OK;
}

static sg_status check_amounts(const sg_band *b, sg_error *err)
{
    double last = 0;
    const char *last_name = "";
    for (int i = 0; i < 5; i++) {
        if (!(b->has & (1u << i))) continue;
        if (!(b->pct[i] > 0)) return band_fail(b, pct_names[i], sg_text_of("not above 0"), "an amount above 0", err);
        if (b->pct[i] < last)
            return sg_fail(err, SG_EFAIL, "band %.*s %.*s in %.*s: %s is %g, below %s, which is %g", QUOTED(b->source),
                           QUOTED(b->occupation), QUOTED(b->region), pct_names[i], b->pct[i], last_name, last);
        last = b->pct[i];
        last_name = pct_names[i];
    }
    if ((b->has & SG_HAS_MEAN) && !(b->mean > 0))
        return band_fail(b, "mean", sg_text_of("not above 0"), "an amount above 0", err);
    if (!b->has) return band_fail(b, "p50", sg_text_of(""), "at least one percentile or the mean", err);
    if (!(b->n >= 0)) return band_fail(b, "n", sg_text_of("below 0"), "a count, or 0 for unknown", err);
    return SG_OK;
}

sg_status sg_band_check(const sg_band *band, sg_error *err)
{
    sg_status status = check_words(band, err);
    return status == SG_OK ? check_amounts(band, err) : status;
}

/* ---- role and region ---- */

enum { SOC_LEN = 7 /* "15-1252" */ };

/* Whether a role's O*NET-SOC code is of the occupation. */
static bool is_of_occupation(sg_text onet, sg_text occupation)
{
    if (onet.len < SOC_LEN || occupation.len < SOC_LEN || memcmp(onet.at, occupation.at, SOC_LEN) != 0) return false;
    sg_text detail = {occupation.at + SOC_LEN, occupation.len - SOC_LEN};
    return !detail.len || sg_text_is(detail, ".00") || sg_text_equal(onet, occupation);
}

static sg_status settle_role(const sg_taxonomy *t, sg_band *band, sg_buf *roles, sg_error *err)
{
    sg_buf_clear(roles);
    if (band->role.len || !(sg_text_is(band->scheme, "SOC") || starts_with(band->scheme, "SOC 20"))) return SG_OK;
    for (size_t i = 0; i < t->role_ids.count; i++)
        if (is_of_occupation(t->roles[i].onet, band->occupation))
            sg_buf_printf(roles, "%s%.*s", roles->len ? " " : "", QUOTED(t->roles[i].id));
    if (roles->failed) return sg_fail(err, SG_EFAIL, "no memory to read a band");
    band->role = (sg_text){roles->len ? roles->at : NULL, roles->len};
    return SG_OK;
}

/* A state or country is meant only where the place is its very name: else it lies in one. */
static sg_status settle_place(const sg_titles *titles, const sg_taxonomy *t, sg_band *band, sg_error *err)
{
    sg_place_reading place = {SG_ID_NONE, SG_UNKNOWN};
    sg_status status = sg_place_read(titles, band->place, &place, err);
    if (status != SG_OK || place.region == SG_ID_NONE) return status;
    const sg_region *region = &t->regions[place.region];
    if (sg_text_is(region->kind, "metro") || sg_text_equal(band->place, region->name)) band->region = region->id;
    return SG_OK;
}

static uint32_t region_of_code(const sg_taxonomy *t, sg_text code)
{
    uint32_t region = sg_map_find(&t->region_ids, code);
    for (size_t i = 0; region == SG_MAP_NONE && i < t->region_ids.count; i++)
        if (sg_text_equal(t->regions[i].code, code)) region = (uint32_t)i;
    return region;
}

sg_status sg_band_settle(const sg_titles *titles, const sg_taxonomy *taxonomy, sg_band *band, sg_buf *roles,
                         sg_error *err)
{
    sg_status status = settle_role(taxonomy, band, roles, err);
    if (band->date.len == sizeof "2025-01-31" - 1) band->date.len = sizeof "2025-01" - 1;
    if (status != SG_OK || (!band->region.len && !band->place.len)) return status;
    if (!band->region.len) return settle_place(titles, taxonomy, band, err);
    uint32_t region = region_of_code(taxonomy, band->region);
    band->region = region == SG_MAP_NONE ? (sg_text){NULL, 0} : taxonomy->regions[region].id;
    return SG_OK;
}
