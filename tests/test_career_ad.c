/* A job ad as pasted: what it asks for and how, alternatives, and what it states of title, place, pay and years. */
#include "shipped_support.h"
#include "taxonomy_support.h"

#include "base/file.h"
#include "base/mem.h"
#include "career/ad.h"
#include "career/paper.h"

static sg_error err;
static sg_ad ad;

static void read_ad(const char *text)
{
    assert_ok(sg_ad_read(sg_text_of(text), 1, &shipped, &ad, &err));
}

static const sg_ad_skill *skill(const char *id)
{
    for (size_t i = 0; i < ad.n; i++)
        if (sg_text_is(shipped.skill_ids.names[ad.skills[i].skill], id)) return &ad.skills[i];
    fail_msg("%s was not found", id);
    return NULL;
}

static bool has(const char *id)
{
    for (size_t i = 0; i < ad.n; i++)
        if (sg_text_is(shipped.skill_ids.names[ad.skills[i].skill], id)) return true;
    return false;
}

static const char *role(void)
{
    return ad.position.role == SG_ID_NONE ? "" : shipped.role_ids.names[ad.position.role].at;
}

static const char *region(void)
{
    return ad.position.region == SG_ID_NONE ? "" : shipped.region_ids.names[ad.position.region].at;
}

static void the_sample_is_read_whole(void **state)
{
    (void)state;
    sg_buf bytes;
    sg_buf_init(&bytes, 1 << 20);
    assert_ok(sg_file_read("tests/data/ad.txt", &bytes, &err));
    read_ad(bytes.at);
    sg_buf_release(&bytes);
    assert_string_equal(role(), "backend-engineer");
    assert_string_equal(sg_level_ids[ad.position.level], "senior");
    assert_int_equal(ad.title.line, 1);
    assert_string_equal(region(), "DE/berlin");
    assert_int_equal(ad.remote, SG_PARTLY);
    assert_true(ad.has_pay);
    assert_close(ad.pay.lo, 75000, 0);
    assert_close(ad.pay.hi, 95000, 0);
    assert_string_equal(ad.pay.currency, "EUR");
    assert_int_equal(ad.pay.period, SG_PERIOD_YEAR);
    assert_int_equal(ad.paid.line, 4);
    assert_int_equal(ad.n_years, 1);
    assert_int_equal(ad.years[0].line, 14);
    assert_int_equal(skill("kafka")->ask, SG_ASK_REQUIRED);
    assert_int_equal(skill("kafka")->place.line, 15);
    assert_true(sg_text_is(skill("kafka")->place.text, "You must know PostgreSQL and Kafka well"));
    assert_int_equal(skill("graphql")->ask, SG_ASK_DESIRED);
    assert_int_equal(skill("erlang")->ask, SG_ASK_MENTIONED);
    assert_int_equal(skill("php")->ask, SG_ASK_DENIED);
    assert_int_equal(skill("go")->group, skill("java")->group);
    assert_int_equal(skill("go")->group, skill("kotlin")->group);
    assert_int_not_equal(skill("go")->group, 0);
    assert_int_equal(skill("aws")->group, skill("gcp")->group);
    assert_int_not_equal(skill("aws")->group, skill("go")->group);
    assert_int_equal(skill("kafka")->group, 0); /* "PostgreSQL and Kafka": both */
    assert_int_equal(ad.n_unknown, 1);
    assert_true(sg_text_is(ad.unknown[0].text, "FlurboMesh"));
    assert_int_equal(ad.unknown[0].line, 16);
    for (size_t i = 1; i < ad.n; i++) assert_true(ad.skills[i - 1].start < ad.skills[i].start);
    sg_ad_release(&ad);
}

static void alternatives_are_those_that_or_joins(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool kafka, docker, redis; /* is one of alternatives */
    } cases[] = {
        {"Requirements:\n- Kafka or Docker, and Redis\n", true, true, false},
        {"Requirements:\n- Kafka, Docker or Redis\n", true, true, true},
        {"Requirements:\n- Kafka, Docker, or Redis\n", true, true, true},
        {"Requirements:\n- Kafka/Docker/Redis\n", true, true, true},
        {"Requirements:\n- Kafka, Docker, Redis\n", false, false, false},
        {"Requirements:\n- Kafka and Docker and Redis\n", false, false, false},
        {"Requirements:\n- Kafka, Docker and/or Redis\n", true, true, true},
        {"Requirements:\n- Kafka or\n- Docker, Redis\n", false, false, false},
        {"Requirements:\n- Kafka or similar, Docker or Redis\n", false, true, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_ad(cases[i].text);
        bool k = skill("kafka")->group, d = skill("docker")->group, r = skill("redis")->group;
        if (k != cases[i].kafka || d != cases[i].docker || r != cases[i].redis)
            fail_msg("%s: Kafka %d, Docker %d, Redis %d", cases[i].text, k, d, r);
        sg_ad_release(&ad);
    }
}

static void the_strongest_ask_counts_and_is_quoted(void **state)
{
    (void)state;
    read_ad(
        "Engineer\n\nAbout us\nWe run Kafka.\n\nNice to have\n- Kafka\n\nRequirements\n- Kafka\n- no Docker required\n"
        "\nWhat you do\n* Care for Docker\n");
    assert_int_equal(skill("kafka")->ask, SG_ASK_REQUIRED);
    assert_int_equal(skill("kafka")->place.line, 10);
    assert_int_not_equal(skill("docker")->ask, SG_ASK_DENIED);
    sg_ad_release(&ad);
}

static void what_is_not_stated_stays_unknown(void **state)
{
    (void)state;
    read_ad("We look for somebody\nwho knows Kafka.\nWe raised $50M and have 300 customers in 20 years.\n");
    assert_string_equal(role(), "");
    assert_int_equal(ad.position.level, -1);
    assert_int_equal(ad.title.line, 0);
    assert_string_equal(region(), "");
    assert_false(ad.has_pay);
    assert_int_equal(ad.n_years, 0);
    assert_true(has("kafka"));
    sg_ad_release(&ad);
}

static void titles_places_and_pay_stand_in_many_places(void **state)
{
    (void)state;
    static const struct {
        const char *text, *role, *region, *currency;
        double lo, hi;
    } cases[] = {
        {"Acme (invented) | Data Engineer | Berlin | REMOTE | €80k-90k\nKafka", "data-engineer", "DE/berlin", "EUR",
         80000, 90000},
        {"Example Ltd (invented)\n\nData Engineer\nLondon, UK\n\nPay: GBP 500 per day", "data-engineer", "GB/london",
         "GBP", 500, 500},
        {"Data Engineer\nx\nx\nx\nx\nx\nx\n**Location:** Austin, TX\nThe base salary is $120,000 - $150,000.",
         "data-engineer", "US/austin", "USD", 120000, 150000},
        {"Data Engineer\nYou will look after a budget of $200,000 for tools.", "data-engineer", "", "", 0, 0},
        {"<h1>Data Engineer</h1><p>Berlin</p><ul><li>Kafka &amp; Docker</li></ul>", "data-engineer", "DE/berlin", "", 0,
         0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_ad(cases[i].text);
        if (strcmp(role(), cases[i].role) != 0 || strcmp(region(), cases[i].region) != 0 ||
            strcmp(ad.pay.currency, cases[i].currency) != 0 || ad.pay.lo != cases[i].lo || ad.pay.hi != cases[i].hi)
            fail_msg("%s: role %s, region %s, pay %g to %g %s", cases[i].text, role(), region(), ad.pay.lo, ad.pay.hi,
                     ad.pay.currency);
        sg_ad_release(&ad);
    }
}

static void years_are_lines_of_experience(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        bool states;
    } cases[] = {
        {"5+ years of experience", true},
        {"3-5 yrs experience", true},
        {"3 – 5 years' experience", true},
        {"3 to 5 years of working experience", true},
        {"10 Jahre Erfahrung", true},
        {"experience: 1 year", true},
        {"Founded 20 years ago", false},
        {"experience with 3 clouds", false},
        {"experience with S3 years back", false},
        {"years of experience", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_ad(cases[i].line);
        if ((ad.n_years == 1) != cases[i].states) fail_msg("%s: %zu", cases[i].line, ad.n_years);
        sg_ad_release(&ad);
    }
}

static void what_is_no_ad_is_refused(void **state)
{
    (void)state;
    assert_fails(sg_ad_read((sg_text){"", 0}, 1, &shipped, &ad, &err), SG_EFAIL, "the file is empty");
    assert_fails(sg_ad_read(sg_text_of(" \n\t\n"), 1, &shipped, &ad, &err), SG_EFAIL, "the file is empty");
    assert_fails(sg_ad_read((sg_text){"a\0b", 3}, 1, &shipped, &ad, &err), SG_EFAIL, "it is no text");
    size_t len = (3u << 20);
    char *large = malloc(len);
    memset(large, 'a', len);
    assert_fails(sg_ad_read((sg_text){large, len}, 1, &shipped, &ad, &err), SG_EFAIL, "is it one job ad?");
    free(large);
}

static void lines_are_counted_in_any_order(void **state)
{
    (void)state;
    sg_text text = sg_text_of("one\n  two \n\nfour");
    sg_paper_count count = {0};
    size_t number;
    assert_true(sg_text_is(sg_paper_line(text, 6, 9, &count, &number), "two"));
    assert_int_equal(number, 2);
    assert_true(sg_text_is(sg_paper_line(text, 12, 13, &count, &number), "four"));
    assert_int_equal(number, 4);
    assert_true(sg_text_is(sg_paper_line(text, 0, 1, &count, &number), "one"));
    assert_int_equal(number, 1);
}

static void memory_may_end_anywhere(void **state)
{
    (void)state;
    sg_taxonomy few = {0};
    add_skill(&few, "kafka", "Kafka", "tool", "data");
    add_skill(&few, "redis", "Redis", "tool", "data");
    add_role(&few, "data-engineer", "Data engineer");
    assert_ok(sg_taxonomy_finish(&few, &err));
    for (size_t at = 1;; at++) {
        sg_alloc_fail_at(at, 0);
        sg_status status =
            sg_ad_read(sg_text_of("Data Engineer\nRequirements:\nKafka or Redis, Flurbo\n"), 1, &few, &ad, &err);
        size_t asked = sg_alloc_count();
        sg_alloc_fail_at(0, 0);
        if (status == SG_OK) sg_ad_release(&ad);
        if (asked < at) break;
        assert_int_equal(status, SG_EFAIL);
    }
    sg_taxonomy_release(&few);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_is_read_whole),
        cmocka_unit_test(alternatives_are_those_that_or_joins),
        cmocka_unit_test(the_strongest_ask_counts_and_is_quoted),
        cmocka_unit_test(what_is_not_stated_stays_unknown),
        cmocka_unit_test(titles_places_and_pay_stand_in_many_places),
        cmocka_unit_test(years_are_lines_of_experience),
        cmocka_unit_test(what_is_no_ad_is_refused),
        cmocka_unit_test(lines_are_counted_in_any_order),
        cmocka_unit_test(memory_may_end_anywhere),
    };
    return cmocka_run_group_tests(tests, shipped_load, shipped_release);
}
