/* A posting as it is read in a worker: role, level, place, pay, employer, skills; and the text of its mentions. */
#include "import_support.h"

#include "reading/reading.h"

static void read_postings(void **state)
{
    (void)state;
    sg_error err;
    sg_reader *reader;
    sg_reading r;
    assert_ok(sg_reader_alloc(&taxonomy, &reader, &err));
    sg_posting p = {.id = T("1"),
                    .title = T("Backend Engineer"),
                    .level = T("staff"),
                    .place = T("Austin, TX"),
                    .pay = T("$100k - $120k base"),
                    .employer = T("Acme  Inc"),
                    .body = T("golang"),
                    .skills = T("C++\nPython"),
                    .day = 9};
    assert_ok(sg_reader_read(reader, &p, &r, &err));
    assert_true(sg_text_is(r.role, "backend-engineer") && sg_text_is(r.level, "staff"));
    assert_true(sg_text_is(r.region, "US/austin") && sg_text_is(r.currency, "USD"));
    assert_int_equal(r.period, SG_PERIOD_YEAR);
    assert_int_equal(r.component, SG_COMPONENT_BASE);
    assert_int_equal(r.mentions.len, 3 * sizeof(sg_mention)); /* body, then the source's own list */
    assert_true(r.body == 0);                                 /* too short to tell it from others */
    uint64_t employer = r.employer_hash;
    p.employer = T("ACME Inc");
    p.level = T("a senior one");
    p.body = T("A body of more than forty bytes, in which golang is named.");
    assert_ok(sg_reader_read(reader, &p, &r, &err));
    assert_true(r.employer_hash == employer && sg_text_is(r.level, "senior"));
    uint64_t body = r.body;
    p.body = T(" a body of MORE than\nforty bytes, in  which Golang is named.\n");
    assert_ok(sg_reader_read(reader, &p, &r, &err));
    assert_true(body != 0 && r.body == body);
    p.pay_lo = 5, p.pay_hi = 7, p.period = SG_PERIOD_HOUR, p.currency = T("EUR"); /* stated: not read from the text */
    p.remote = SG_NO;
    p.place = T("remote");
    p.title = T("golang poet");
    assert_ok(sg_reader_read(reader, &p, &r, &err));
    assert_close(r.pay_lo, 5, 0);
    assert_true(sg_text_is(r.currency, "EUR") && r.period == SG_PERIOD_HOUR && r.component == SG_COMPONENT_NONE);
    assert_int_equal(r.remote, SG_NO);
    assert_null(r.role.at);
    p.body = T("Python! We write Python.");
    const char *const languages[] = {"Python!", "python/JavaScript positions", "Python"};
    for (size_t i = 0; i < 3; i++) {
        p.employer = T(languages[i]); /* a language is no employer */
        assert_ok(sg_reader_read(reader, &p, &r, &err));
        assert_true(r.employer.at == NULL && r.employer_hash == 0 && r.mentions.len >= 2 * sizeof(sg_mention));
    }
    p.employer = T("Python Consulting");
    assert_ok(sg_reader_read(reader, &p, &r, &err));
    assert_int_not_equal(r.employer_hash, 0);
    const char *const acme[] = {"Acme", "ACME, Inc.", "acme GmbH & Co. KG", "Acme Corporation"};
    for (size_t i = 0; i < 4; i++) { /* legal forms come and go */
        p.employer = T(acme[i]);
        assert_ok(sg_reader_read(reader, &p, &r, &err));
        assert_true(r.employer_hash == employer && sg_text_is(r.employer, acme[i]));
    }
    const char *const others[] = {"Acme Bank", "Inc Acme", "Co", "Group GmbH"};
    for (size_t i = 0; i < 4; i++) {
        p.employer = T(others[i]);
        assert_ok(sg_reader_read(reader, &p, &r, &err));
        assert_true(r.employer_hash && r.employer_hash != employer);
    }
    sg_reader_free(reader);
    sg_reader_free(NULL);
}

enum { VARIANTS = 24, MANY = 3000 };

/* Of the same body with other titles, employers and lists of skills. */
static sg_posting variant(size_t i)
{
    const char *const bodies[] = {
        "Python Works is looking for people who write golang, C++ or Python, and tests of it.",
        "Python Works is looking for people who write GOLANG, C++ or Python, and tests of it.", "golang"};
    return (sg_posting){.title = T(i % 2 ? "golang poet" : "golang"),
                        .employer = T(i / 2 % 2 ? "Python Works" : "Acme"),
                        .skills = T(i / 4 % 2 ? "C++" : ""),
                        .body = T(bodies[i / 8]),
                        .day = 9};
}

static bool same_text(sg_text a, sg_text b)
{
    return a.len == b.len && (!a.len || memcmp(a.at, b.at, a.len) == 0);
}

/* A reader that has met a text before says of it what one says that has not. */
static void texts_again(void **state)
{
    (void)state;
    sg_error err;
    sg_reader *reader, *fresh;
    sg_reading r, expected;
    size_t most = 0, least = SIZE_MAX;
    assert_ok(sg_reader_alloc(&taxonomy, &reader, &err));
    for (size_t i = 0; i < 4 * VARIANTS + MANY; i++) {
        char other[80];
        sg_posting p = variant(i % VARIANTS);
        snprintf(other, sizeof other, "Text %zu of many, which speaks of Python and of nothing else at all.", i);
        if (i >= 2 * VARIANTS && i < 2 * VARIANTS + MANY) p.body = T(other); /* between the second time and the third */
        assert_ok(sg_reader_read(reader, &p, &r, &err));
        if (p.body.at == other) continue;
        assert_ok(sg_reader_alloc(&taxonomy, &fresh, &err));
        assert_ok(sg_reader_read(fresh, &p, &expected, &err));
        assert_true(same_text(r.mentions, expected.mentions) && same_text(r.near, expected.near));
        assert_true((r.near.len > 0) == (i % VARIANTS < 16)); /* the last body is too short */
        most = r.mentions.len > most ? r.mentions.len : most;
        least = r.mentions.len < least ? r.mentions.len : least;
        sg_reader_free(fresh);
    }
    assert_true(least < most);
    sg_reader_free(reader);
}

static void text_of_mentions(void **state)
{
    (void)state;
    sg_buf out;
    sg_buf_init(&out, 1000);
    sg_posting p = {.title = T("Go dev"), .body = T("We seek a Go dev."), .skills = T("Rust")};
    assert_int_equal(sg_posting_text(&p, &out), 0);
    assert_string_equal(out.at, "We seek a Go dev.\nRust"); /* the body holds the title */
    sg_buf_clear(&out);
    p = (sg_posting){.title = T("Go dev")};
    assert_int_equal(sg_posting_text(&p, &out), 0);
    assert_string_equal(out.at, "\nGo dev");
    sg_buf_release(&out);
}

int main(int argc, char **argv)
{
    (void)argc;
    find_plugins(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(read_postings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(texts_again, set_up, tear_down),
        cmocka_unit_test(text_of_mentions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
