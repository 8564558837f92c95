/* The person's pay against an offer in another place: by what it buys, by the rate, and what is said of it. */
#include "taxonomy_support.h"

#include "career/abroad.h"
#include "pay/adjust.h"

static sg_taxonomy taxonomy;
static sg_pay pay;
static sg_profile profile;
static sg_offer offer;
static sg_abroad abroad;
static sg_error err;

static void country(const char *id, const char *name, const char *currency)
{
    sg_region row = {
        .id = sg_text_of(id), .name = sg_text_of(name), .kind = T("country"), .currency = sg_text_of(currency)};
    add_row(&taxonomy, SG_RECORD_REGION, &row);
}

static void figure(const char *kind, const char *key, const char *at, const char *date, double value)
{
    sg_figure f = {.kind = sg_text_of(kind),
                   .key = sg_text_of(key),
                   .region = sg_text_of(at),
                   .date = sg_text_of(date),
                   .value = value};
    assert_ok(sg_pay_add(&pay, SG_RECORD_FIGURE, &f, &err));
}

static uint32_t region(const char *id)
{
    return id ? sg_map_find(&taxonomy.region_ids, sg_text_of(id)) : SG_ID_NONE;
}

static int setup(void **state)
{
    (void)state;
    taxonomy = (sg_taxonomy){0};
    pay = (sg_pay){0};
    country("US", "United States", "USD");
    country("DE", "Germany", "EUR");
    country("PE", "Peru", "PEN");
    add_region(&taxonomy, "US/austin", "Austin", "US", "metro");
    add_region(&taxonomy, "US/ny", "New York", "US", "metro");
    add_region(&taxonomy, "DE/berlin", "Berlin", "DE", "metro");
    assert_ok(sg_taxonomy_finish(&taxonomy, &err));
    figure("parity", "rpp", "US/austin", "2024", 98);
    figure("parity", "rpp", "US/ny", "2024", 112);
    figure("parity", "ppp", "US", "2024", 1);
    figure("parity", "ppp", "DE", "2024", .7);
    figure("fx", "EUR", NULL, "2026-06", .8);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sg_taxonomy_release(&taxonomy);
    sg_pay_release(&pay);
    return 0;
}

/* Paid `amount` here, offered something there. */
static sg_status compare(double amount, const char *currency, const char *here, const char *other, const char *there)
{
    profile = (sg_profile){.current = {.region = region(here)}, .pay = {.amount = amount, .period = SG_PERIOD_YEAR}};
    offer = (sg_offer){.position = {.region = region(there)}, .pay = {.amount = 1, .period = SG_PERIOD_YEAR}};
    profile.pay.given = offer.pay.given = true;
    snprintf(profile.pay.currency, 4, "%s", currency);
    snprintf(offer.pay.currency, 4, "%s", other);
    return sg_pay_abroad(&pay, &taxonomy, &profile, &offer, "2026-11", &abroad, &err);
}

static void in_one_place_nothing_is_done_or_said(void **state)
{
    (void)state;
    assert_ok(compare(100000, "USD", "US/austin", "USD", "US/austin"));
    assert_close(abroad.pay, 100000, 0);
    assert_string_equal(abroad.as, "");
    assert_string_equal(abroad.note, "");
    assert_ok(compare(100000, "USD", NULL, "USD", "US/austin"));
    assert_string_equal(abroad.note, "");
}

static void in_one_country_prices_are_told_and_not_counted(void **state)
{
    (void)state;
    assert_ok(compare(98000, "USD", "US/austin", "USD", "US/ny"));
    assert_close(abroad.pay, 98000, 0);
    assert_string_equal(abroad.as, "");
    assert_string_equal(abroad.note, "Your USD 98,000 in Austin buys what USD 112,000 does in New York (price parities "
                                     "of 2024): that is not counted here.");
}

static void from_abroad_it_is_what_buys_the_same(void **state)
{
    (void)state;
    assert_ok(compare(70000, "EUR", "DE/berlin", "USD", "US/austin"));
    assert_close(abroad.pay, 98000, 1e-6); /* 70,000 / .7 at average prices, × .98 in Austin */
    assert_string_equal(abroad.as, "your EUR 70,000 taken for USD 98,000, by what it buys");
    assert_string_equal(abroad.note,
                        "Your EUR 70,000 in Berlin buys what USD 98,000 does in Austin (price parities of 2024), and "
                        "is taken for that; exchanged it is USD 87,500, at the rate of 2026-06. Taxes, and what they "
                        "pay for, are not counted.");
    assert_ok(compare(98000, "USD", "US/austin", "EUR", "DE/berlin"));
    assert_close(abroad.pay, 70000, 1e-6);
}

static void where_a_place_is_not_known_it_is_exchanged(void **state)
{
    (void)state;
    assert_ok(compare(70000, "EUR", NULL, "USD", "US/austin"));
    assert_close(abroad.pay, 87500, 1e-6);
    assert_string_equal(abroad.as, "your EUR 70,000 taken for USD 87,500, exchanged");
    assert_ok(compare(70000, "EUR", "US/austin", "USD", "US/ny")); /* euros in Austin: no prices of theirs there */
    assert_close(abroad.pay, 87500, 1e-6);
}

static void without_a_rate_it_is_refused(void **state)
{
    (void)state;
    assert_fails(
        compare(70000, "PEN", "PE", "USD", "US/austin"), SG_EUSAGE,
        "your profile's pay is in PEN, the offer's in USD, and no rate between them is known; give both in one "
        "currency");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(in_one_place_nothing_is_done_or_said, setup, teardown),
        cmocka_unit_test_setup_teardown(in_one_country_prices_are_told_and_not_counted, setup, teardown),
        cmocka_unit_test_setup_teardown(from_abroad_it_is_what_buys_the_same, setup, teardown),
        cmocka_unit_test_setup_teardown(where_a_place_is_not_known_it_is_exchanged, setup, teardown),
        cmocka_unit_test_setup_teardown(without_a_rate_it_is_refused, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
