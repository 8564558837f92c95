/* outlook/grade: what comes of forecasts that were kept, on made-up markets whose months arrive. */
#include "record_support.h"

#include "base/mem.h"

/* Python is in 40 of 100 postings, from the origin on in 50; Go in 20. */
static int jumps(uint32_t skill, int at)
{
    return skill == PYTHON ? (at <= END - FIRST ? 40 : 50) : skill == GO ? 20 : 5;
}

static int stops(uint32_t skill, int at)
{
    return skill == PYTHON && at > 45 && at < 53 ? -1 : jumps(skill, at);
}

static int other(uint32_t skill, int at)
{
    return skill == PYTHON ? 60 : jumps(skill, at);
}

typedef struct graded {
    sg_market market;
    sg_record record;
    sg_grades grades;
} graded;

static void grade(graded *g, int months, named_fn named)
{
    sg_error err;
    make_market(&g->market, months, named);
    read_record(&g->record);
    assert_ok(sg_grades_make(&g->record, &g->market, &g->grades, &err));
}

static void graded_free(graded *g)
{
    sg_grades_release(&g->grades);
    sg_record_release(&g->record);
    sg_market_release(&g->market);
}

static sg_mark mark_of(const graded *g, int ahead)
{
    sg_error err;
    sg_mark mark;
    const sg_mark_of of = {.ahead = ahead};
    assert_ok(sg_mark_make(&g->grades, &of, &mark, &err));
    return mark;
}

/* Python .45 [.41, .55], last .4, came .5; Go .3 [.25, .35] [.15, .4], last .2, came .2. */
static void scored_when_the_months_are_there(void **state)
{
    (void)state;
    shown s;
    graded g;
    show(&s);
    keep(&s);
    grade(&g, SHOWN + 24 - FIRST + 1, jumps);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(g.grades.items[i].state, SG_GRADE_CAME);
        assert_close(g.grades.items[i].came, i < 3 ? .2 : .5, 1e-12);
    }
    for (int ahead = 12; ahead <= 24; ahead += 6) {
        sg_mark m = mark_of(&g, ahead);
        assert_int_equal(m.n[SG_GRADE_CAME], 2);
        assert_int_equal(m.skills, 2);
        assert_int_equal(m.in80, 1);
        assert_int_equal(m.in95, 2);
        assert_close(m.error, .075, 1e-12);
        assert_close(m.last_error, .05, 1e-12);
        assert_close(m.contest.ratio, 1.5, 1e-12);
        assert_int_equal(m.contest.word, SG_CONTEST_UNTRIED);
        assert_int_equal(m.first, SG_MONTH_ABSENT);
    }
    assert_int_equal(mark_of(&g, 0).n[SG_GRADE_CAME], 6);
    assert_int_equal(mark_of(&g, 13).n[SG_GRADE_CAME], 0);
    assert_true(isnan(mark_of(&g, 13).contest.ratio) && isnan(mark_of(&g, 13).error));
    graded_free(&g);
}

/* Every month that comes brings what is due, and nothing before. */
static void months_arrive(void **state)
{
    (void)state;
    shown s;
    show(&s);
    keep(&s);
    for (int end = SHOWN + 11; end <= SHOWN + 24; end++) {
        graded g;
        size_t due = end < SHOWN + 12 ? 0 : end < SHOWN + 18 ? 2 : end < SHOWN + 24 ? 4 : 6;
        grade(&g, end - FIRST + 1, jumps);
        sg_mark m = mark_of(&g, 0);
        assert_int_equal(m.n[SG_GRADE_CAME], due);
        assert_int_equal(m.n[SG_GRADE_WAITS], 6 - due);
        assert_int_equal(m.first, due == 6 ? SG_MONTH_ABSENT : SHOWN + 12 + 3 * (int)due);
        graded_free(&g);
    }
}

/* Months 46 to 52 have no postings: of those that end with 49, 44 and 45 are there, a third of the six. */
static void a_gap_is_no_outcome(void **state)
{
    (void)state;
    shown s;
    graded g;
    show(&s);
    keep(&s);
    grade(&g, SHOWN + 24 - FIRST + 1, stops);
    assert_int_equal(mark_of(&g, 12).n[SG_GRADE_NO_DATA], 2);
    assert_int_equal(mark_of(&g, 18).n[SG_GRADE_CAME], 2); /* 53, 54 and 55 are half */
    assert_int_equal(mark_of(&g, 24).n[SG_GRADE_CAME], 2);
    graded_free(&g);
}

/* Python was 40 % at the origin then and is 60 % now; Go is what it was. */
static void other_data_are_no_measure(void **state)
{
    (void)state;
    shown s;
    graded g;
    show(&s);
    keep(&s);
    grade(&g, SHOWN + 24 - FIRST + 1, other);
    for (size_t i = 0; i < 6; i++) assert_int_equal(g.grades.items[i].state, i < 3 ? SG_GRADE_CAME : SG_GRADE_OTHER);
    graded_free(&g);
}

static void what_is_gone(void **state)
{
    (void)state;
    shown s;
    graded g;
    sg_error err;
    show(&s);
    keep(&s);
    assert_ok(sg_record_keep(path, &taxonomy, "gone", &s.all, &err));
    grade(&g, SHOWN + 24 - FIRST + 1, jumps);
    for (size_t i = 0; i < 12; i++)
        assert_int_equal(g.grades.items[i].state,
                         sg_text_is(g.record.items[i].group, "gone") ? SG_GRADE_OTHER : SG_GRADE_CAME);
    graded_free(&g);
}

static void the_worst_and_the_best(void **state)
{
    (void)state;
    shown s;
    graded g;
    const sg_grade *found[2];
    const sg_mark_of of = {.ahead = 24};
    show(&s);
    keep(&s);
    grade(&g, SHOWN + 24 - FIRST + 1, jumps);
    size_t n = 2;
    sg_grade_pick(&g.grades, &of, SG_GRADE_WORST, found, &n);
    assert_int_equal(n, 2);
    assert_string_equal(found[0]->kept->skill.at, "go");
    assert_string_equal(found[1]->kept->skill.at, "python");
    n = 1;
    sg_grade_pick(&g.grades, &of, SG_GRADE_WORST, found, &n);
    assert_int_equal(n, 1);
    assert_string_equal(found[0]->kept->skill.at, "go");
    n = 2;
    sg_grade_pick(&g.grades, &of, SG_GRADE_BEST, found, &n); /* Go's last value was better */
    assert_int_equal(n, 1);
    assert_string_equal(found[0]->kept->skill.at, "python");
    for (size_t i = 0; i < g.record.n; i++) g.record.items[i].at.hi80 = .49; /* Python's 50 % lie outside */
    n = 2;
    sg_grade_pick(&g.grades, &of, SG_GRADE_BEST, found, &n);
    assert_int_equal(n, 0);
    graded_free(&g);
}

/* Without memory it fails, and says so; the record stays as it was. */
static void memory_ends(void **state)
{
    (void)state;
    sg_error err;
    sg_market market;
    shown s;
    show(&s);
    keep(&s);
    make_market(&market, SHOWN + 24 - FIRST + 1, jumps);
    for (size_t at = 1;; at++) {
        sg_record record;
        sg_grades grades = {0};
        sg_mark mark;
        const sg_mark_of of = {0};
        sg_alloc_fail_at(at, 1);
        sg_status status = sg_record_read(path, NULL, INT32_MAX, &record, &err);
        if (status == SG_OK) status = sg_grades_make(&record, &market, &grades, &err);
        if (status == SG_OK) status = sg_mark_make(&grades, &of, &mark, &err);
        sg_alloc_fail_at(0, 0);
        sg_grades_release(&grades);
        sg_record_release(&record);
        if (status == SG_OK) break;
        assert_int_equal(status, SG_EFAIL);
        assert_true(at < 10000);
    }
    sg_market_release(&market);
    assert_int_equal(count_kept(), 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(scored_when_the_months_are_there),
        TEST(months_arrive),
        TEST(a_gap_is_no_outcome),
        TEST(other_data_are_no_measure),
        TEST(what_is_gone),
        TEST(the_worst_and_the_best),
        TEST(memory_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
