/* Which band an amount is compared with, and the word for how it stands there. */
#include "support.h"

#include "pay/standing.h"

enum { NONE = -1 };

static sg_band bands[8];
static sg_pay_row rows[8];
static size_t n_rows;

static void row(const char *kind, const char *component, double median, double mean)
{
    bands[n_rows] = (sg_band){.kind = sg_text_of(kind),
                              .component = sg_text_of(component),
                              .has = (median > 0 ? SG_HAS_P50 : 0) | (mean > 0 ? SG_HAS_MEAN : 0)};
    rows[n_rows] = (sg_pay_row){.band = &bands[n_rows], .pct = {0, 0, median, 0, 0}, .mean = mean};
    n_rows++;
}

static int clear(void **state)
{
    (void)state;
    n_rows = 0;
    return 0;
}

static int chosen(const char *component)
{
    const sg_pay_row *best = sg_pay_benchmark(rows, n_rows, component);
    return best ? (int)(best - rows) : NONE;
}

static void the_component_counts_before_who_publishes_and_that_before_the_order(void **state)
{
    (void)state;
    row("posted", "base", 10, 0);
    row("official", "total", 20, 0);
    row("survey", "base", 30, 0);
    row("survey", "base", 40, 0);
    assert_int_equal(chosen("base"), 2); /* base before official, survey before posted, the first of two */
    assert_int_equal(chosen("total"), 1);
    assert_int_equal(chosen(NULL), 1);
    row("official", "base", 0, 50);
    assert_int_equal(chosen("base"), 4); /* a mean is a middle */
    assert_int_equal(chosen(NULL), 1);
}

static void where_nothing_is_of_the_component_the_rest_answers(void **state)
{
    (void)state;
    row("posted", "total", 10, 0);
    row("survey", "total", 20, 0);
    assert_int_equal(chosen("base"), 1);
}

static void a_band_without_a_middle_is_none_to_compare_with(void **state)
{
    (void)state;
    assert_int_equal(chosen("base"), NONE);
    row("official", "base", 0, 0);
    assert_int_equal(chosen("base"), NONE);
    row("posted", "total", 10, 0);
    assert_int_equal(chosen("base"), 1);
}

static void ads_are_those_of_the_place_and_level_beside_what_is_no_ad(void **state)
{
    (void)state;
    row("official", "base", 10, 0);
    row("posted", "base", 11, 0);
    row("posted", "base", 12, 0);
    row("posted", "total", 13, 0);
    row("posted", "base", 14, 0);
    row("posted", "base", 15, 0);
    for (size_t i = 0; i < n_rows; i++) memcpy(rows[i].currency, i == 5 ? "EUR" : "USD", 4);
    rows[1].steps = 1;
    rows[2].all_levels = true;
    assert_ptr_equal(sg_pay_ads(rows, n_rows, "base", &rows[0]), &rows[4]);
    assert_ptr_equal(sg_pay_ads(rows, n_rows, "total", &rows[0]), &rows[3]);
    assert_ptr_equal(sg_pay_ads(rows, n_rows, NULL, &rows[0]), &rows[3]);
    assert_null(sg_pay_ads(rows, 3, "base", &rows[0]));
    assert_null(sg_pay_ads(rows, n_rows, "base", &rows[1])); /* which is one itself */
}

static void the_middle_is_the_median_and_only_else_the_mean(void **state)
{
    (void)state;
    double middle = 0;
    bool mean;
    row("official", "base", 10, 12);
    row("official", "base", 0, 12);
    row("official", "base", 0, 0);
    assert_true(sg_pay_middle(&rows[0], &middle, &mean));
    assert_close(middle, 10, 0);
    assert_false(mean);
    assert_true(sg_pay_middle(&rows[1], &middle, &mean));
    assert_close(middle, 12, 0);
    assert_true(mean);
    assert_false(sg_pay_middle(&rows[2], &middle, NULL));
}

static void usual_is_within_a_tenth_of_the_middle(void **state)
{
    (void)state;
    static const struct {
        double ratio;
        const char *word;
    } cases[] = {{.5, "low"}, {.899, "low"}, {.9, "usual"}, {1, "usual"}, {1.1, "usual"}, {1.101, "high"}, {3, "high"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(sg_pay_word_name(sg_pay_word_of(cases[i].ratio)), cases[i].word);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_component_counts_before_who_publishes_and_that_before_the_order, clear),
        cmocka_unit_test_setup(where_nothing_is_of_the_component_the_rest_answers, clear),
        cmocka_unit_test_setup(a_band_without_a_middle_is_none_to_compare_with, clear),
        cmocka_unit_test_setup(ads_are_those_of_the_place_and_level_beside_what_is_no_ad, clear),
        cmocka_unit_test_setup(the_middle_is_the_median_and_only_else_the_mean, clear),
        cmocka_unit_test(usual_is_within_a_tenth_of_the_middle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
