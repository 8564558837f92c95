/* Bands in the taxonomy's words: roles by codes of occupations, regions by codes and places. */
#include "taxonomy_support.h"

#include "taxonomy/band.h"

static sg_taxonomy taxonomy;
static sg_titles *titles;

static void role(const char *id, const char *onet)
{
    sg_role row = {.id = T(id), .name = T(id), .onet = T(onet)};
    add_row(&taxonomy, SG_RECORD_ROLE, &row);
}

static void region(const char *id, const char *name, const char *parent, const char *kind, const char *code)
{
    sg_region row = {.id = T(id), .name = T(name), .parent = T(parent), .kind = T(kind), .code = T(code)};
    add_row(&taxonomy, SG_RECORD_REGION, &row);
}

static int set_up(void **state)
{
    (void)state;
    sg_error err;
    role("software-engineer", "15-1252.00");
    role("backend-engineer", "15-1252.00");
    role("sre", "15-1299.08");
    role("data-engineer", "15-1243.01");
    role("ceo", NULL);
    region("US", "United States", NULL, "country", "US");
    region("US/tx", "Texas", "US", "subdivision", "US-TX");
    region("US/austin", "Austin", "US/tx", "metro", "12420");
    add_place(&taxonomy, "austin", "US/austin", "any");
    add_place(&taxonomy, "tx", "US/tx", "after");
    add_place(&taxonomy, "texas", "US/tx", "any");
    assert_ok(sg_taxonomy_finish(&taxonomy, &err));
    titles = sg_titles_alloc(&taxonomy);
    assert_non_null(titles);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    sg_titles_free(titles);
    sg_taxonomy_release(&taxonomy);
    return 0;
}

static void has_role(const char *scheme, const char *occupation, const char *stated, const char *want)
{
    sg_error err;
    sg_buf roles;
    sg_buf_init(&roles, 1000);
    sg_band band = {.scheme = T(scheme), .occupation = T(occupation), .role = T(stated)};
    assert_ok(sg_band_settle(titles, &taxonomy, &band, &roles, &err));
    if (!sg_text_is(band.role, want))
        fail_msg("%s %s: role \"%.*s\", expected \"%s\"", scheme, occupation, (int)band.role.len, band.role.at, want);
    sg_buf_release(&roles);
}

static void roles_by_occupation(void **state)
{
    (void)state;
    has_role("SOC 2018", "15-1252", NULL, "software-engineer backend-engineer");
    has_role("SOC", "15-1252.00", NULL, "software-engineer backend-engineer");
    has_role("SOC", "15-1299.08", NULL, "sre");
    has_role("SOC 2018", "15-1299", NULL, "sre");
    has_role("SOC", "15-1299.09", NULL, "");
    has_role("SOC 2018", "15-1243", NULL, "data-engineer");
    has_role("SOC 2018", "15-12", NULL, "");
    has_role("SOC 2018", "", NULL, "");
    has_role("SOC2020", "15-1252", NULL, ""); /* the British one */
    has_role("ISCO-08", "15-1252", NULL, "");
    has_role("SOC 2018", "15-1252", "ceo", "ceo");
}

static void has_region(const char *stated, const char *place, const char *want)
{
    sg_error err;
    sg_buf roles;
    sg_buf_init(&roles, 1000);
    sg_band band = {.region = T(stated), .place = T(place)};
    assert_ok(sg_band_settle(titles, &taxonomy, &band, &roles, &err));
    if (!sg_text_is(band.region, want))
        fail_msg("%s, %s: region \"%.*s\", expected \"%s\"", stated, place, (int)band.region.len,
                 band.region.at ? band.region.at : "", want);
    sg_buf_release(&roles);
}

static void regions_by_code_and_place(void **state)
{
    (void)state;
    has_region("US/austin", NULL, "US/austin");
    has_region("12420", "Austin-Round Rock-San Marcos, TX", "US/austin");
    has_region("US-TX", NULL, "US/tx");
    has_region("US", NULL, "US");
    has_region("10180", "Abilene, TX", "");
    has_region("10180", "Austin, TX", ""); /* the code decides */
    has_region(NULL, "Austin, TX", "US/austin");
    has_region(NULL, "Plano, TX", ""); /* only lies in Texas */
    has_region(NULL, "Texas", "US/tx");
    has_region(NULL, "West Texas nonmetropolitan area", "");
    has_region(NULL, "Nowhere", "");
    has_region(NULL, NULL, "");
}

static void dates_are_months(void **state)
{
    (void)state;
    sg_error err;
    sg_buf roles;
    sg_buf_init(&roles, 1000);
    sg_band band = {.date = T("2025-01-31")};
    assert_ok(sg_band_settle(titles, &taxonomy, &band, &roles, &err));
    assert_true(sg_text_is(band.date, "2025-01"));
    sg_buf_release(&roles);
}

static void without_memory(void **state)
{
    (void)state;
    sg_error err;
    sg_buf roles;
    sg_buf_init(&roles, 8);
    sg_band band = {.scheme = T("SOC"), .occupation = T("15-1252")};
    assert_fails(sg_band_settle(titles, &taxonomy, &band, &roles, &err), SG_EFAIL, "no memory to read a band");
    sg_buf_release(&roles);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roles_by_occupation),
        cmocka_unit_test(regions_by_code_and_place),
        cmocka_unit_test(dates_are_months),
        cmocka_unit_test(without_memory),
    };
    return cmocka_run_group_tests_name("bands in the taxonomy's words", tests, set_up, tear_down);
}
