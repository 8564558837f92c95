/* What of an ad's text is the ad's: quotations and signatures are left out, names of employers and places are no
 * skills, and a sentence runs over a line's end. */
#include "shipped_support.h"

#include "career/ad.h"

static sg_error err;
static sg_ad ad;

static void read_ad(const char *text)
{
    assert_ok(sg_ad_read(sg_text_of(text), 1, &shipped, &ad, &err));
}

static sg_ask ask_of(const char *id)
{
    for (size_t i = 0; i < ad.n; i++)
        if (sg_text_is(shipped.skill_ids.names[ad.skills[i].skill], id)) return ad.skills[i].ask;
    return SG_ASKS;
}

static void names_of_employers_and_places_are_no_skills(void **state)
{
    (void)state;
    static const struct {
        const char *text, *named, *unnamed; /* a skill that is found, one that is not */
    } cases[] = {
        {"Ramp Robotics | Senior Backend Engineer | Austin, TX | ONSITE\nStack: Python, AWS.", "aws", "robotics"},
        {"Lume Kafka GmbH | Data Engineer | Berlin | REMOTE\nStack: Redis, Python.", "redis", "kafka"},
        {"Kafka Labs | Remote (EU) | Full time\nStack: Redis, Python.", "redis", "kafka"},
        {"Python Developer | Lume | Berlin\nStack: C++, Redis.", "python", ""},
        {"Python | Kafka | Redis\nData work.", "python", ""},
        {"Data Engineer | Python, Berlin | Full time\nStack: Redis, Docker.", "python", ""},
        {"Company: Lume Robotics\nBackend engineer, Python and Redis.", "redis", "robotics"},
        {"Lume Robotics is hiring a backend engineer.\nStack: Python, Redis.", "redis", "robotics"},
        {"Our Kafka team is hiring.\nStack: Python, Redis.", "kafka", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_ad(cases[i].text);
        if (ask_of(cases[i].named) == SG_ASKS) fail_msg("%s: %s is not found", cases[i].text, cases[i].named);
        if (ask_of(cases[i].unnamed) != SG_ASKS) fail_msg("%s: %s is found", cases[i].text, cases[i].unnamed);
        sg_ad_release(&ad);
    }
}

static void quoted_lines_are_the_readers_own(void **state)
{
    (void)state;
    read_ad("Hello,\n\n> I know Kafka\n> and Rust\n\nYou must know Redis.\n");
    assert_int_equal(ad.left_out.quoted, 2);
    assert_int_equal(ask_of("kafka"), SG_ASKS);
    assert_int_equal(ask_of("redis"), SG_ASK_REQUIRED);
    assert_int_equal(ad.skills[0].place.line, 6);
    sg_ad_release(&ad);
    read_ad("> Data Engineer\n> You must know Redis.\n"); /* all of it: an ad that was handed on */
    assert_int_equal(ad.left_out.quoted, 0);
    assert_int_equal(ask_of("redis"), SG_ASK_REQUIRED);
    sg_ad_release(&ad);
}

static void signatures_are_left_out_where_they_end_the_text(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t lines;
        bool kafka; /* is read */
    } cases[] = {
        {"You must know Redis.\n-- \nAnn\nKafka Talent\n", 2, false},
        {"You must know Redis.\n\nBest regards,\nAnn\nKafka Talent\n", 2, false},
        {"You must know Redis.\n\nViele Grüße\n\nAnn, Kafka Talent\n> I know Rust\n", 1, false},
        {"You must know Redis.\n--\nRequirements:\n- Kafka\n", 0, true},
        {"Thanks, and please know Kafka and Redis.\n", 0, true},
        {"You must know Redis.\nThanks!\n1\n2\n3\n4\n5\n6\n7\n8\nKafka\n", 0, true},
        {"You must know Redis and Kafka.\nThanks!\n", 0, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_ad(cases[i].text);
        if (ad.left_out.signature != cases[i].lines || (ask_of("kafka") != SG_ASKS) != cases[i].kafka)
            fail_msg("%s: %zu lines, Kafka %d", cases[i].text, ad.left_out.signature, (int)ask_of("kafka"));
        assert_int_not_equal(ask_of("redis"), SG_ASKS);
        sg_ad_release(&ad);
    }
}

static void a_sentence_runs_over_a_lines_end(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        sg_ask kafka;
    } cases[] = {
        {"You must know Redis. Bonus if\nyou've touched Kafka.\n", SG_ASK_DESIRED},
        {"You must know Redis. Ideally you know\nKafka.\n", SG_ASK_DESIRED},
        {"You must know Redis and all that belongs to it, and it would be nice\nto have seen Kafka.\n", SG_ASK_DESIRED},
        {"Requirements\nkafka\nredis\n", SG_ASK_REQUIRED},
        {"Nice to have: Redis\n\nRequirements:\n- Kafka\n", SG_ASK_REQUIRED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_ad(cases[i].text);
        if (ask_of("kafka") != cases[i].kafka) fail_msg("%s: Kafka is %d", cases[i].text, (int)ask_of("kafka"));
        sg_ad_release(&ad);
    }
}

static void pay_stands_in_lines_that_speak_of_it(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double lo;
    } cases[] = {
        {"Data Engineer\nx\nComp is 170-200 base\nKafka", 170000},
        {"Data Engineer\nx\n170-200k\nKafka", 170000},
        {"Data Engineer\nx\nOur database has 50k-60k rows\nKafka", 0},
        {"Data Engineer\nx\nThe company sends 50k-60k parcels\nKafka", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_ad(cases[i].text);
        if (ad.has_pay != (cases[i].lo > 0)) fail_msg("%s: pay %d", cases[i].text, ad.has_pay);
        if (ad.has_pay) assert_close(ad.pay.lo, cases[i].lo, 0);
        if (ad.has_pay) assert_string_equal(ad.pay.currency, "");
        sg_ad_release(&ad);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_employers_and_places_are_no_skills),
        cmocka_unit_test(quoted_lines_are_the_readers_own),
        cmocka_unit_test(signatures_are_left_out_where_they_end_the_text),
        cmocka_unit_test(a_sentence_runs_over_a_lines_end),
        cmocka_unit_test(pay_stands_in_lines_that_speak_of_it),
    };
    return cmocka_run_group_tests(tests, shipped_load, shipped_release);
}
