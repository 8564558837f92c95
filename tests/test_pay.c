/* Bands and figures as they are taken, and what is looked up in them. */
#include "support.h"

#include "base/mem.h"
#include "pay/pay.h"

static sg_band good_band(void)
{
    return (sg_band){.source = sg_text_of("BLS OEWS"),
                     .kind = sg_text_of("official"),
                     .scheme = sg_text_of("SOC 2018"),
                     .occupation = sg_text_of("15-1252"),
                     .title = sg_text_of("Software Developers"),
                     .role = sg_text_of("software-engineer"),
                     .level = sg_text_of("all"),
                     .region = sg_text_of("US/austin"),
                     .date = sg_text_of("2024-05"),
                     .component = sg_text_of("base"),
                     .period = sg_text_of("year"),
                     .currency = sg_text_of("USD"),
                     .pct = {80010, 101230, 131450, 161990, 188880},
                     .has = 31,
                     .n = 1234};
}

static sg_figure good_figure(const char *kind, const char *key, const char *region, const char *date, double value)
{
    return (sg_figure){.kind = sg_text_of(kind),
                       .key = sg_text_of(key),
                       .region = sg_text_of(region),
                       .date = sg_text_of(date),
                       .value = value};
}

static void takes_a_band_with_its_own_texts(void **state)
{
    (void)state;
    sg_error err;
    sg_pay pay = {0};
    char source[] = "BLS OEWS";
    sg_band band = good_band();
    band.source = sg_text_of(source);
    assert_ok(sg_pay_add(&pay, SG_RECORD_BAND, &band, &err));
    source[0] = '?';
    assert_string_equal(pay.bands[0].source.at, "BLS OEWS");
    assert_string_equal(pay.bands[0].note.at, "");
    assert_close(pay.bands[0].pct[2], 131450, 0);
    uint64_t before = pay.hash;
    assert_ok(sg_pay_add(&pay, SG_RECORD_BAND, &band, &err));
    assert_true(pay.hash != before);
    sg_pay_release(&pay);
    assert_int_equal(pay.n_bands, 0);
}

#define REFUSES(change, part)                                                                                          \
    do {                                                                                                               \
        sg_band band = good_band();                                                                                    \
        change;                                                                                                        \
        assert_fails(sg_pay_add(&pay, SG_RECORD_BAND, &band, &err), SG_EFAIL, part);                                   \
    } while (0)

static void refuses_a_band_with_one_defect(void **state)
{
    (void)state;
    sg_error err;
    sg_pay pay = {0};
    REFUSES(band.source.len = 0, "source is \"\", expected its name");
    REFUSES(band.region.len = 0, "region is \"\"");
    REFUSES(band.kind = sg_text_of("guess"), "kind is \"guess\", expected official, survey or posted");
    REFUSES(band.level = sg_text_of("guru"), "level is \"guru\"");
    REFUSES(band.level = sg_text_of("wage-level:V"), "level is \"wage-level:V\"");
    REFUSES(band.date = sg_text_of("2024-13"), "date is \"2024-13\", expected YYYY or YYYY-MM");
    REFUSES(band.date = sg_text_of("24"), "date is \"24\"");
    REFUSES(band.component = sg_text_of("net"), "component is \"net\", expected base or total");
    REFUSES(band.period = sg_text_of("shift"), "period is \"shift\"");
    REFUSES(band.currency = sg_text_of("usd"), "currency is \"usd\"");
    REFUSES(band.currency = sg_text_of("US"), "currency is \"US\"");
    REFUSES(band.pct[1] = 79999, "p25 is 79999, below p10, which is 80010");
    REFUSES((band.pct[3] = 80009, band.has = 1 | 8), "p75 is 80009, below p10");
    REFUSES(band.pct[0] = 0, "p10 is \"not above 0\"");
    REFUSES((band.has = SG_HAS_MEAN, band.mean = -3), "mean is \"not above 0\"");
    REFUSES(band.has = 0, "at least one percentile or the mean");
    REFUSES(band.n = -1, "n is \"below 0\"");
    assert_fails(sg_pay_add(&pay, SG_RECORD_SKILL, &pay, &err), SG_EFAIL, "expected a band or a figure");
    assert_int_equal(pay.n_bands, 0);
    sg_pay_release(&pay);
}

static void refuses_a_figure_with_one_defect(void **state)
{
    (void)state;
    sg_error err;
    sg_pay pay = {0};
    const struct {
        sg_figure figure;
        const char *part;
    } bad[] = {
        {good_figure("luck", "a", "", "2024", 1), "kind is \"luck\""},
        {good_figure("fx", "", "", "2024", 1), "key is \"\""},
        {good_figure("fx", "Euro", "", "2024", 1), "key is \"Euro\", expected three capitals"},
        {good_figure("parity", "ppp", "DE", "soon", 1), "date is \"soon\""},
        {good_figure("parity", "ppp", "DE", "2024", 0), "value is \"not above 0\""},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_fails(sg_pay_add(&pay, SG_RECORD_FIGURE, &bad[i].figure, &err), SG_EFAIL, bad[i].part);
    sg_figure loss = good_figure("move", "switcher-premium-information", "US", "2026-01", -.006);
    assert_ok(sg_pay_add(&pay, SG_RECORD_FIGURE, &loss, &err));
    sg_pay_release(&pay);
}

static void out_of_memory_is_told(void **state)
{
    (void)state;
    sg_error err;
    sg_band band = good_band();
    sg_figure figure = good_figure("fx", "EUR", "", "2024", 1);
    for (size_t at = 1; at <= 2; at++) {
        sg_pay pay = {0};
        sg_alloc_fail_at(at, 1);
        assert_fails(sg_pay_add(&pay, SG_RECORD_BAND, &band, &err), SG_EFAIL, "out of memory");
        sg_alloc_fail_at(at, 1);
        assert_fails(sg_pay_add(&pay, SG_RECORD_FIGURE, &figure, &err), SG_EFAIL, "out of memory");
        sg_alloc_fail_at(0, 0);
        sg_pay_release(&pay);
    }
}

static void add(sg_pay *pay, sg_figure figure)
{
    sg_error err;
    assert_ok(sg_pay_add(pay, SG_RECORD_FIGURE, &figure, &err));
}

static void the_latest_figure_not_after_a_date(void **state)
{
    (void)state;
    sg_pay pay = {0};
    add(&pay, good_figure("fx", "EUR", "", "2026-01", .85));
    add(&pay, good_figure("fx", "EUR", "", "2026-03", .87));
    add(&pay, good_figure("fx", "GBP", "", "2026-02", .75));
    add(&pay, good_figure("inflation", "cpi", "DE", "2025", 2.1));
    assert_close(sg_pay_figure(&pay, "fx", "EUR", NULL, "2026-02")->value, .85, 0);
    assert_close(sg_pay_figure(&pay, "fx", "EUR", NULL, NULL)->value, .87, 0);
    assert_close(sg_pay_figure(&pay, "fx", NULL, NULL, "2026-02")->value, .75, 0);
    assert_null(sg_pay_figure(&pay, "fx", "EUR", NULL, "2025-12"));
    assert_null(sg_pay_figure(&pay, "fx", "PLN", NULL, NULL));
    assert_null(sg_pay_figure(&pay, "inflation", "cpi", "FR", NULL));
    assert_null(sg_pay_figure(&pay, "inflation", "cpi", "DE", "2025-06")); /* a year counts from its middle */
    assert_non_null(sg_pay_figure(&pay, "inflation", "cpi", "DE", "2025-07"));
    sg_pay_release(&pay);
}

static void converts_through_the_dollar(void **state)
{
    (void)state;
    sg_pay pay = {0};
    double out;
    char used[8];
    add(&pay, good_figure("fx", "EUR", "", "2026-06", .8684));
    add(&pay, good_figure("fx", "GBP", "", "2026-05", .7497));
    assert_true(sg_pay_convert(&pay, 86840, "EUR", "USD", "2026-11", &out, used));
    assert_close(out, 100000, 1e-6);
    assert_string_equal(used, "2026-06");
    assert_true(sg_pay_convert(&pay, 86840, "EUR", "GBP", "2026-11", &out, used));
    assert_close(out, 74970, 1e-6);
    assert_string_equal(used, "2026-05"); /* the older of the two */
    assert_true(sg_pay_convert(&pay, 5, "PLN", "PLN", "2026-11", &out, used));
    assert_close(out, 5, 0);
    assert_string_equal(used, "");
    out = -1;
    assert_false(sg_pay_convert(&pay, 5, "PLN", "EUR", "2026-11", &out, used));
    assert_false(sg_pay_convert(&pay, 5, "USD", "EUR", "2026-05", &out, used));
    assert_close(out, -1, 0);
    sg_pay_release(&pay);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_a_band_with_its_own_texts),    cmocka_unit_test(refuses_a_band_with_one_defect),
        cmocka_unit_test(refuses_a_figure_with_one_defect),   cmocka_unit_test(out_of_memory_is_told),
        cmocka_unit_test(the_latest_figure_not_after_a_date), cmocka_unit_test(converts_through_the_dollar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
