/* Pay as written, case by case: amount, currency, period, component; and what is not pay. */
#include "support.h"

#include "base/text.h"
#include "reading/pay_text.h"

typedef struct sample {
    const char *text, *country;
    double lo, hi;
    const char *currency;
    int period, component;
} sample;

enum {
    N = SG_PERIOD_NONE,
    H = SG_PERIOD_HOUR,
    D = SG_PERIOD_DAY,
    W = SG_PERIOD_WEEK,
    M = SG_PERIOD_MONTH,
    Y = SG_PERIOD_YEAR
};

static const sample samples[] = {
    /* ranges with K on one side or both, in all dashes */
    {"$150k-$180k", "US", 150000, 180000, "USD", Y, 0},
    {"$140k–$180k", "US", 140000, 180000, "USD", Y, 0},
    {"$140k — 180k", "US", 140000, 180000, "USD", Y, 0},
    {"€60-80k", NULL, 60000, 80000, "EUR", Y, 0},
    {"€70–100k + Equity", NULL, 70000, 100000, "EUR", Y, 0},
    {"120-150K USD", NULL, 120000, 150000, "USD", Y, 0},
    {"$108K-$116 + equity", "US", 108000, 116000, "USD", Y, 0},
    {"$60-$67k", "US", 60000, 67000, "USD", Y, 0},
    {"$80k to $110k+ USD/yr", NULL, 80000, 110000, "USD", Y, 0},
    {"£40,000-£50,000 GBP + options", NULL, 40000, 50000, "GBP", Y, 0},
    {"$178,500 - $320,000 USD + equity", NULL, 178500, 320000, "USD", Y, 0},
    {"$119,000 - 159,000 + benefits", "US", 119000, 159000, "USD", Y, 0},
    {"Salary range: $100,000.00 - $160,000.00 + options based on experience", "US", 100000, 160000, "USD", Y, 0},
    {"$100,000/Yr - $150,000+/Yr + Equity", "US", 100000, 150000, "USD", Y, 0},
    {"$112.5k - $140k", "US", 112500, 140000, "USD", Y, 0},
    {"$250-310,000", "US", 250000, 310000, "USD", Y, 0},
    {"[$55K - $75K]", "US", 55000, 75000, "USD", Y, 0},
    {"$100K - $140K, 0.25% – 1.0%", "US", 100000, 140000, "USD", Y, 0},
    {"40-65k € + bonus", NULL, 40000, 65000, "EUR", Y, 0},
    {"45K-55K €", NULL, 45000, 55000, "EUR", Y, 0},
    {"SALARY: 90k-120k CHF", "CH", 90000, 120000, "CHF", Y, 0},
    {"SALARY:$75K-115K", "US", 75000, 115000, "USD", Y, 0},
    {"EUR 40-80k + equity", NULL, 40000, 80000, "EUR", Y, 0},
    {"EUR60k", NULL, 60000, 60000, "EUR", Y, 0},
    /* thousands as other countries set them off */
    {"35.000 €", "DE", 35000, 35000, "EUR", Y, 0},
    {"35.000,50 €", "DE", 35000.5, 35000.5, "EUR", Y, 0},
    {"CHF 120'000", "CH", 120000, 120000, "CHF", Y, 0},
    {"CHF 110’000–130’000", "CH", 110000, 130000, "CHF", Y, 0},
    {"60 000 € brut", "FR", 60000, 60000, "EUR", Y, 0},
    {"15 000 - 20 000 zł / month", "PL", 15000, 20000, "PLN", M, 0},
    {"45\xc2\xa0"
     "000 kr",
     "SE", 45000, 45000, "SEK", N, 0},
    /* one end */
    {"$110k+", "US", 110000, 0, "USD", Y, 0},
    {"£44k", NULL, 44000, 44000, "GBP", Y, 0},
    {"up to £44k", NULL, 0, 44000, "GBP", Y, 0},
    {"upto £40k", NULL, 0, 40000, "GBP", Y, 0},
    {"> €50K", NULL, 50000, 0, "EUR", Y, 0},
    {"$105,000 Minimum Salary + Equity", "US", 105000, 0, "USD", Y, 0},
    {"from 80k EUR", NULL, 80000, 0, "EUR", Y, 0},
    /* currencies: symbol, code, place, unknown */
    {"A$120k", NULL, 120000, 120000, "AUD", Y, 0},
    {"C$90k - C$120k", "US", 90000, 120000, "CAD", Y, 0},
    {"S$8,000 per month", NULL, 8000, 8000, "SGD", M, 0},
    {"US$100k", "CA", 100000, 100000, "USD", Y, 0},
    {"$100k CAD", "US", 100000, 100000, "CAD", Y, 0},
    {"USD $60,000 (approx. AUD $76,000 plus superannuation)", NULL, 60000, 60000, "USD", Y, 0},
    {"$100k-$120k", "CA", 100000, 120000, "CAD", Y, 0},
    {"$100k-$120k", "AU", 100000, 120000, "AUD", Y, 0},
    {"$100k-$120k", "SG", 100000, 120000, "SGD", Y, 0},
    {"$100k-$120k", "DE", 100000, 120000, "", Y, 0},
    {"$100k-$120k", NULL, 100000, 120000, "", Y, 0},
    {"100k-130k", "US", 100000, 130000, "", N, 0},
    {"60-140K + Equity for qualified candidates", NULL, 60000, 140000, "", N, 0},
    {"Engineering 100k+", NULL, 100000, 0, "", N, 0},
    {"Salary: 120000-150000", NULL, 120000, 150000, "", N, 0},
    {"¥6,000,000 - ¥9,000,000", "JP", 6e6, 9e6, "JPY", N, 0},
    {"₹1,500,000 a year", "IN", 1.5e6, 1.5e6, "INR", Y, 0},
    {"20-25k PLN", NULL, 20000, 25000, "PLN", N, 0}, /* by the month or the year: not stated */
    /* periods */
    {"£500/day", NULL, 500, 500, "GBP", D, 0},
    {"£400-500 per day", NULL, 400, 500, "GBP", D, 0},
    {"$25-$50/hour", "US", 25, 50, "USD", H, 0},
    {"$40/hr", "US", 40, 40, "USD", H, 0},
    {"Hourly ($15-$35)", "US", 15, 35, "USD", H, 0},
    {"+$125/hour", "US", 125, 125, "USD", H, 0},
    {"Day rate: €600", NULL, 600, 600, "EUR", D, 0},
    {"€4,500/month", NULL, 4500, 4500, "EUR", M, 0},
    {"$2,000 a week", "US", 2000, 2000, "USD", W, 0},
    {"ONSITE €40k-€65k p.a., part-time/full-time", NULL, 40000, 65000, "EUR", Y, 0},
    {"$100K - $160K/YR + Bonus", "US", 100000, 160000, "USD", Y, 0},
    /* thousands that only a word of pay tells */
    {"Comp is 170-200 base", "US", 170000, 200000, "", N, SG_COMPONENT_BASE},
    {"salary 90 to 120", NULL, 90000, 120000, "", N, 0},
    {"150–180 base", NULL, 150000, 180000, "", N, SG_COMPONENT_BASE},
    {"$170-200K base", "US", 170000, 200000, "USD", Y, SG_COMPONENT_BASE},
    {"Salary range: 150 – 170k USD", NULL, 150000, 170000, "USD", Y, 0},
    {"170-200k", NULL, 170000, 200000, "", N, 0},
    /* components */
    {"Base $100k+ and bonus", "US", 100000, 0, "USD", Y, SG_COMPONENT_BASE},
    {"$150k base", "US", 150000, 150000, "USD", Y, SG_COMPONENT_BASE},
    {"$150K-$260K annual total comp (multiple)", "US", 150000, 260000, "USD", Y, SG_COMPONENT_TOTAL},
    {"£120k OTE", NULL, 120000, 120000, "GBP", Y, SG_COMPONENT_TOTAL},
    /* pay behind other figures */
    {"$5M Series A, $140k - $180k", "US", 140000, 180000, "USD", Y, 0},
    {"0.5% - 1.5%, $90-140K", "US", 90000, 140000, "USD", Y, 0},
    {"$90-140K, 0.1 - 2% equity", "US", 90000, 140000, "USD", Y, 0},
    {"2019 | 10+ years | €70k", NULL, 70000, 70000, "EUR", Y, 0},
    {"$120k-$150k + $10k signing bonus", "US", 120000, 150000, "USD", Y, 0},
};

static void read_as_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const sample *s = &samples[i];
        sg_pay_text p;
        if (!sg_pay_text_read(sg_text_of(s->text), s->country, &p)) fail_msg("%s: no pay found", s->text);
        ;
        if (fabs(p.lo - s->lo) > .01 || fabs(p.hi - s->hi) > .01 || strcmp(p.currency, s->currency) != 0 ||
            p.period != s->period || p.component != s->component)
            fail_msg("%s: got %g - %g \"%s\" period %d component %d", s->text, p.lo, p.hi, p.currency, p.period,
                     p.component);
    }
}

static void not_pay(void **state)
{
    (void)state;
    const char *const texts[] = {
        "",
        "$5M Series A",
        "$10B market",
        "raised $5,000,000",
        "just closed >$10M series A (unannounced)",
        "0.5% - 2.0% equity",
        "401k",
        "401(k) matching, health",
        "2K Games",
        "100k users",
        "170-200",
        "a company of 170-200",
        "pay for 100-200 people",
        "compensation: rate 100-200",
        "comp 20-40 days off",
        "based on 100-200 reports",
        "we have 50k developers",
        "$10k signing bonus",
        "$neg + equity available",
        "$ Hourly",
        "24/7",
        "Python 3.11",
        "10-15 people",
        "founded in 2019",
        "€1bn in assets",
        "$1,500 referral",
        "$3-$400k",
        "B2B",
        "S3 and EC2",
        "99999999999999999999999999999",
        "$",
        "k",
        "12,34,56",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        sg_pay_text p = {.lo = -1};
        if (sg_pay_text_read(sg_text_of(texts[i]), "US", &p)) fail_msg("%s: read as %g - %g", texts[i], p.lo, p.hi);
        assert_close(p.lo, -1, 0);
    }
}

/* Any bytes at all: nothing is read past the text. */
static void any_bytes(void **state)
{
    (void)state;
    char bytes[700];
    uint64_t random = 7;
    const char alphabet[] = "0123456789$k-., '%+/hryd\xe2\x82\xac\xc2\xa3USD|\0Mto";
    for (int round = 0; round < 20000; round++) {
        size_t n = 0;
        random = random * 6364136223846793005u + 1442695040888963407u;
        size_t want = (random >> 40) % sizeof bytes;
        for (; n < want; n++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            bytes[n] = alphabet[(random >> 33) % (sizeof alphabet - 1)];
        }
        sg_pay_text p = {.lo = 1, .hi = 1};
        sg_pay_text_read((sg_text){bytes, n}, "US", &p);
        assert_true(isfinite(p.lo) && isfinite(p.hi) && p.lo >= 0 && p.hi >= 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read_as_written),
        cmocka_unit_test(not_pay),
        cmocka_unit_test(any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
