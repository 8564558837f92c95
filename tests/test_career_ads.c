/* Several job ads in one text, and the years of experience that ads state of a skill. */
#include "shipped_support.h"

#include "base/mem.h"
#include "career/ad.h"

static sg_error err;
static sg_ad ad;

static void read_ad(const char *text, size_t which)
{
    assert_ok(sg_ad_read(sg_text_of(text), which, &shipped, &ad, &err));
}

static const sg_ad_skill *skill(const char *id)
{
    for (size_t i = 0; i < ad.n; i++)
        if (sg_text_is(shipped.skill_ids.names[ad.skills[i].skill], id)) return &ad.skills[i];
    return NULL;
}

#define BACKEND "Senior Backend Engineer\nAcme (invented) - Berlin\n\nRequirements\n- Go, Kafka\n"
#define DATA "Data Engineer\nExample GmbH, Munich\n\nRequirements\n- Python and Airflow\n"
#define FRONTEND "Frontend Developer (m/f/d)\nRemote\n\nYou bring:\nReact and TypeScript\n"

static void one_of_several_is_read(void **state)
{
    (void)state;
    static const char *const between[] = {"-----------\n", "\n\n", "\n* * *\n\n", "\n=====\n=====\n",
                                          "\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\n"};
    for (size_t i = 0; i < sizeof between / sizeof *between; i++) {
        char text[1000];
        snprintf(text, sizeof text, "%s%s%s%s%s", BACKEND, between[i], DATA, between[i], FRONTEND);
        read_ad(text, 1);
        if (ad.n_parts != 3) fail_msg("%s: %zu ads", text, ad.n_parts);
        assert_true(sg_text_is(ad.parts[0].title, "Senior Backend Engineer"));
        assert_true(sg_text_is(ad.parts[1].title, "Data Engineer"));
        assert_true(sg_text_is(ad.parts[2].title, "Frontend Developer (m/f/d)"));
        assert_int_equal(ad.part, 0);
        assert_non_null(skill("kafka"));
        assert_null(skill("airflow"));
        assert_null(skill("react"));
        sg_ad_release(&ad);
        read_ad(text, 2);
        assert_int_equal(ad.part, 1);
        assert_true(sg_text_is(shipped.role_ids.names[ad.position.role], "data-engineer"));
        assert_true(sg_text_is(shipped.region_ids.names[ad.position.region], "DE/munich"));
        assert_int_equal(ad.title.line, ad.parts[1].line); /* lines are the file's */
        assert_int_equal(skill("airflow")->place.line, ad.parts[1].line + 4);
        assert_null(skill("kafka"));
        assert_null(skill("react"));
        sg_ad_release(&ad);
        read_ad(text, 3);
        assert_non_null(skill("typescript"));
        assert_null(skill("python"));
        sg_ad_release(&ad);
        assert_fails(sg_ad_read(sg_text_of(text), 4, &shipped, &ad, &err), SG_EUSAGE,
                     "it holds 3 job ads: expected --ad 1 to 3, found 4");
    }
}

static void titles_stand_in_many_ways(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t n; /* 0: one ad */
    } cases[] = {
        {"Acme | Backend Engineer | Berlin\nGo, Kafka\n\nExample | Data Engineer | REMOTE\nPython\n", 2},
        {"Backend Engineer at Acme\nGo\n\nData Engineer in Munich\nPython\n", 2},
        {"# Backend Engineer\nGo\n\n# Data Engineer\nPython\n", 2},
        {"Job title: Backend Engineer\nGo\n\nJob title: Data Engineer\nPython\n", 2},
        {"Backend Engineer\nGo\n---\nAcme (invented)\nData Engineer\nPython\n", 2}, /* who hires comes first */
        {"Backend Engineer\nGo\n---\nBackend Engineer\nJava\n", 2},
        {"We hire!\nBackend Engineer\nGo\n\nData Engineer\nPython\n", 2}, /* what comes first is of the first */
        {"Acme at in Berlin | Backend Engineer\nGo\n\nBox - in Bonn | Data Engineer\nPython\n",
         2}, /* marks that meet */
        /* one ad */
        {"Backend Engineer\n=====\nGo\n-----\nBenefits\nDocker\n", 0},                 /* rules between its parts */
        {"Backend Engineer\n\nBackend Engineer\nGo\n\nAcme\nKafka\n", 0},              /* the title again */
        {"Backend Engineer\nGo\n\nSimilar jobs\n\nData Engineer\n\nML Engineer\n", 0}, /* titles alone */
        {"Backend Engineer\nGo\n\nYou work with a data engineer.\nPython\n", 0},       /* a sentence */
        {"Backend Engineer\nGo\n\n- Data Engineer\nPython\n", 0},                      /* an item */
        {"Our stack\n\nBackend\nGo\n\nFrontend\nReact\n", 0},                          /* headings, not titles */
        {"Backend Engineer\nGo\n\nYour team: data engineers\nPython\n", 0},
        {"Backend Engineer\nGo\nData Engineer\nPython\n", 0}, /* nothing parts them */
        {"Go\n\nPython\n", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_ad(cases[i].text, 1);
        if (ad.n_parts != cases[i].n) fail_msg("%s: %zu ads", cases[i].text, ad.n_parts);
        if (!cases[i].n) assert_non_null(skill("go"));
        sg_ad_release(&ad);
    }
    assert_fails(sg_ad_read(sg_text_of("Backend Engineer\nGo\n"), 2, &shipped, &ad, &err), SG_EUSAGE,
                 "it holds one job ad, found --ad 2");
}

static void more_ads_than_are_counted_are_read(void **state)
{
    (void)state;
    sg_buf text;
    sg_buf_init(&text, 1 << 20);
    for (size_t i = 0; i < 250; i++) sg_buf_str(&text, "---\nBackend Engineer\nGo\n");
    read_ad(text.at, 1);
    assert_int_equal(ad.n_parts, 200);
    assert_int_equal(ad.parts[199].last, 751); /* the last has the rest */
    sg_ad_release(&ad);
    sg_buf_release(&text);
}

/* As "3", "3+", "3-5"; "" when none is stated. */
static const char *years_text(const char *id)
{
    static char out[20];
    const sg_ad_skill *s = skill(id);
    if (!s || !s->years.lo) return "";
    if (s->years.hi)
        snprintf(out, sizeof out, "%u-%u", s->years.lo, s->years.hi);
    else
        snprintf(out, sizeof out, "%u%s", s->years.lo, s->years.more ? "+" : "");
    return out;
}

static void years_are_of_the_skills_beside_them(void **state)
{
    (void)state;
    static const struct {
        const char *line, *docker, *kafka;
    } cases[] = {
        {"3+ years Kafka", "", "3+"},
        {"5+ yrs of Docker", "5+", ""},
        {"Kafka - 3 years", "", "3"},
        {"Kafka \xe2\x80\x93 3 years", "", "3"},
        {"Kafka (at least 3 years)", "", "3"},
        {"Docker: 5 yrs.", "5", ""},
        {"at least 3 years' experience with Kafka", "", "3"},
        {"minimum of three years of Kafka", "", "3"},
        {"mindestens drei Jahre Kafka", "", "3"},
        {"3-5 years of Kafka", "", "3-5"},
        {"3 to 5 years of Kafka", "", "3-5"},
        {"3 or more years of Kafka", "", "3+"},
        {"2 yoe Docker", "2", ""},
        {"5+ years of Docker and Kafka", "5+", "5+"},
        {"5+ years of Docker, 3 years of Kafka", "5+", "3"},
        {"Docker - 5 years, Kafka - 3 years", "5", "3"},
        {"Kafka and Docker: 4 years", "4", "4"},
        {"Docker (5 years) and Kafka", "5", ""},
        {"5 years of Docker; Kafka", "5", ""}, /* another clause */
        {"Kafka. You bring 5 years of Docker", "5", ""},
        {"Kafka, founded 20 years ago", "", ""},
        {"18 years old with Kafka", "", ""},
        {"2 yearly trips with Kafka", "", ""},
        {"Kafka 3", "", ""},
        {"2019 years of Kafka", "", ""},
        {"years of Kafka", "", ""},
        {"1.5 years of Kafka", "", ""}, /* no whole number: not read as 5 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[200], docker[20];
        snprintf(text, sizeof text, "Engineer\n\nExperience\n- %s\n", cases[i].line);
        read_ad(text, 1);
        snprintf(docker, sizeof docker, "%s", years_text("docker"));
        if (strcmp(docker, cases[i].docker) != 0 || strcmp(years_text("kafka"), cases[i].kafka) != 0)
            fail_msg("%s: Docker \"%s\", Kafka \"%s\"", cases[i].line, docker, years_text("kafka"));
        bool any = cases[i].docker[0] || cases[i].kafka[0];
        if (ad.n_years != any) fail_msg("%s: %zu lines of years", cases[i].line, ad.n_years);
        if (any) assert_true(sg_text_is(ad.years[0].text, cases[i].line));
        if (any) assert_int_equal(ad.years[0].line, 4);
        for (size_t k = 0; any && k < ad.n; k++) assert_int_equal(ad.skills[k].ask, SG_ASK_REQUIRED);
        sg_ad_release(&ad);
    }
}

static void an_employers_own_years_are_nobodys(void **state)
{
    (void)state;
    read_ad("Engineer\n\nAbout us\nWe have run Kafka for 10 years.\n\nRequirements\n- Go\n- 2 years of Kafka\n", 1);
    assert_string_equal(years_text("kafka"), "2");
    assert_string_equal(years_text("go"), "");
    assert_int_equal(ad.n_years, 1);
    assert_int_equal(ad.years[0].line, 8);
    sg_ad_release(&ad);
}

static void lines_of_years_come_in_order(void **state)
{
    (void)state;
    sg_buf text;
    sg_buf_init(&text, 10000);
    sg_buf_str(&text, "Requirements\n");
    for (size_t i = 0; i < 20; i++)
        sg_buf_str(&text, i % 2 ? "- 3 years of work experience\n" : "- 2 years of Kafka\n");
    read_ad(text.at, 1);
    assert_int_equal(ad.n_years, SG_AD_YEARS);
    for (size_t i = 1; i < ad.n_years; i++) assert_true(ad.years[i - 1].line < ad.years[i].line);
    sg_ad_release(&ad);
    sg_buf_release(&text);
}

static void memory_may_end_anywhere(void **state)
{
    (void)state;
    sg_alloc_fail_at(0, 0);
    size_t failed = 0;
    for (size_t at = 1; at < 100000; at = at < 40 ? at + 1 : at + at / 3) {
        sg_alloc_fail_at(at, 0);
        sg_status status = sg_ad_read(sg_text_of(BACKEND "---\n" DATA), 2, &shipped, &ad, &err);
        size_t asked = sg_alloc_count();
        sg_alloc_fail_at(0, 0);
        if (status == SG_OK) sg_ad_release(&ad);
        if (asked < at) break;
        failed += status == SG_EFAIL;
    }
    assert_true(failed > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_of_several_is_read),
        cmocka_unit_test(titles_stand_in_many_ways),
        cmocka_unit_test(more_ads_than_are_counted_are_read),
        cmocka_unit_test(years_are_of_the_skills_beside_them),
        cmocka_unit_test(an_employers_own_years_are_nobodys),
        cmocka_unit_test(lines_of_years_come_in_order),
        cmocka_unit_test(memory_may_end_anywhere),
    };
    return cmocka_run_group_tests(tests, shipped_load, shipped_release);
}
