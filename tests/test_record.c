/* market/record, market/grade: forecasts that are kept as they were shown, and what comes of them. */
#include "made_market.h"

#include "base/mem.h"
#include "market/grade.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { END = FIRST + 35, SHOWN = FIRST + 37, STEPS = SHOWN + 24 - END };
static char folder[64], path[256];

static int set_up(void **state)
{
    make_folder(folder);
    snprintf(path, sizeof path, "%s/deep/store.db.record", folder);
    return taxonomy_make(state);
}

static int tear_down(void **state)
{
    remove_folder(folder);
    return taxonomy_free(state);
}

/* What was shown: Python at 45 %, Go at 30 %, C++ without a forecast. */
typedef struct shown {
    sg_outlook items[3];
    sg_forecast_point paths[2][STEPS];
    sg_outlooks all;
} shown;

static void forecast(shown *s, uint32_t skill, double now, sg_forecast_point at)
{
    for (size_t i = 0; i < STEPS; i++) s->paths[skill][i] = at;
    s->items[skill] = (sg_outlook){
        .skill = skill, .has_forecast = true, .now = now, .path = s->paths[skill], .basis = {.model = SG_MODEL_SHARES}};
}

static void show(shown *s)
{
    *s = (shown){0};
    forecast(s, PYTHON, .4, (sg_forecast_point){.45, .41, .55, .3, .6});
    forecast(s, GO, .2, (sg_forecast_point){.3, .25, .35, .15, .4});
    s->items[2] = (sg_outlook){.skill = CPP};
    s->all = (sg_outlooks){
        .items = s->items, .n = 3, .n_forecast = 2, .end = END, .as_of = SHOWN, .step18 = STEPS - 6, .step24 = STEPS};
}

static void keep(const shown *s)
{
    sg_error err;
    assert_ok(sg_record_keep(path, &taxonomy, "jobs", &s->all, &err));
}

static void read_record(sg_record *record)
{
    sg_error err;
    assert_ok(sg_record_read(path, NULL, INT32_MAX, record, &err));
}

static size_t count_kept(void)
{
    sg_record record;
    read_record(&record);
    size_t n = record.n;
    sg_record_release(&record);
    return n;
}

/* ---- keeping ---- */

static void kept_as_shown(void **state)
{
    (void)state;
    shown s;
    sg_record record;
    struct stat file;
    assert_int_equal(count_kept(), 0);
    assert_int_equal(stat(path, &file), -1);
    show(&s);
    s.paths[GO][SHOWN + 18 - END - 1] = (sg_forecast_point){.31, .26, .36, .16, .41};
    keep(&s);
    assert_int_equal(stat(path, &file), 0);
    assert_int_equal(file.st_mode & 0777, 0600);
    read_record(&record);
    assert_int_equal(record.n, 6);
    for (size_t i = 0; i < 6; i++) {
        const sg_kept *k = &record.items[i];
        assert_string_equal(k->skill.at, i < 3 ? "go" : "python");
        assert_string_equal(k->group.at, "jobs");
        assert_string_equal(k->method.at, "shares");
        assert_string_equal(k->version.at, SG_VERSION);
        assert_int_equal(k->origin, END);
        assert_int_equal(k->shown, SHOWN);
        assert_int_equal(k->target, SHOWN + 12 + 6 * (int)(i % 3));
        assert_close(k->last, i < 3 ? .2 : .4, 0);
    }
    const sg_forecast_point eighteen = {.31, .26, .36, .16, .41}, python = {.45, .41, .55, .3, .6};
    assert_memory_equal(&record.items[1].at, &eighteen, sizeof eighteen);
    assert_memory_equal(&record.items[5].at, &python, sizeof python);
    sg_record_release(&record);
}

/* The same origin, skill and method: what was shown first stays, whatever is forecast now. */
static void kept_once(void **state)
{
    (void)state;
    shown s;
    sg_record record;
    show(&s);
    keep(&s);
    forecast(&s, PYTHON, .4, (sg_forecast_point){.9, .9, .9, .9, .9});
    keep(&s);
    s.all.as_of++;
    s.all.end = END;
    keep(&s);
    read_record(&record);
    assert_int_equal(record.n, 6);
    for (size_t i = 3; i < 6; i++) {
        assert_close(record.items[i].at.mean, .45, 0);
        assert_int_equal(record.items[i].shown, SHOWN);
    }
    sg_record_release(&record);
    show(&s);
    s.items[PYTHON].basis.model = SG_MODEL_LAST_VALUE;
    keep(&s);
    assert_int_equal(count_kept(), 9);
    show(&s);
    s.all.end++;
    s.all.as_of++;
    keep(&s);
    assert_int_equal(count_kept(), 15);
}

static void read_by_skill_and_month(void **state)
{
    (void)state;
    shown s;
    sg_error err;
    sg_record record;
    show(&s);
    keep(&s);
    assert_ok(sg_record_read(path, "python", SHOWN, &record, &err));
    assert_int_equal(record.n, 3);
    assert_string_equal(record.items[0].skill.at, "python");
    sg_record_release(&record);
    assert_ok(sg_record_read(path, NULL, SHOWN - 1, &record, &err));
    assert_int_equal(record.n, 0);
    sg_record_release(&record);
}

/* ---- grading ---- */

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
    graded_free(&g);
}

/* ---- verdicts ---- */

static void verdicts_are_kept(void **state)
{
    (void)state;
    sg_error err;
    sg_month end;
    sg_text families[] = {T(""), T("languages")};
    sg_verdict items[6] = {0};
    sg_verdicts v = {.families = families,
                     .n_families = 2,
                     .horizons = {12, 24},
                     .n_horizons = 2,
                     .items = items,
                     .first = 500,
                     .last = 520,
                     .n_origins = 4},
                got;
    for (size_t i = 0; i < 6; i++)
        items[i] = (sg_verdict){.now = {SG_CONTEST_BEATS, 100 + i, 9, 4, .5, .4, .6}, .cover80 = .8, .cover95 = .95};
    items[5].now = (sg_contest){SG_CONTEST_UNTRIED, 2, 1, 1, .5, (double)NAN, (double)NAN};
    assert_ok(sg_record_verdicts(path, "jobs", &got, &end, &err));
    assert_int_equal(end, SG_MONTH_ABSENT);
    sg_verdicts_release(&got);
    assert_ok(sg_record_keep_verdicts(path, "jobs", 540, &v, &err));
    items[0].now.n = 999;
    assert_ok(sg_record_keep_verdicts(path, "jobs", 541, &v, &err));
    assert_ok(sg_record_keep_verdicts(path, "else", 500, &v, &err));
    assert_ok(sg_record_verdicts(path, "jobs", &got, &end, &err));
    assert_int_equal(end, 541);
    assert_int_equal(got.n_families, 2);
    assert_int_equal(got.n_horizons, 2);
    assert_int_equal(got.horizons[1], 24);
    assert_int_equal(got.first, 500);
    assert_int_equal(got.last, 520);
    assert_int_equal(got.n_origins, 4);
    assert_string_equal(got.families[0].at, "");
    assert_string_equal(got.families[1].at, "languages");
    for (size_t i = 0; i < 6; i++) assert_int_equal(got.items[i].now.n, items[i].now.n);
    assert_int_equal(got.items[4].now.word, SG_CONTEST_BEATS);
    assert_close(got.items[4].now.hi, .6, 0);
    assert_close(got.items[4].cover95, .95, 0);
    assert_true(isnan(got.items[5].now.lo) && isnan(got.items[0].score));
    assert_int_equal(sg_verdicts_at(&got, T("languages"), 24)->now.n, 104); /* at 24 months it was not tried enough */
    sg_verdicts_release(&got);
    assert_int_equal(count_kept(), 0);
}

/* ---- what can be wrong with it ---- */

static void change(const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void assert_damaged(const char *sql, const char *said)
{
    sg_error err;
    sg_record record;
    shown s;
    remove(path);
    show(&s);
    keep(&s);
    change(sql);
    assert_fails(sg_record_read(path, NULL, INT32_MAX, &record, &err), SG_EFAIL, said);
    sg_record_release(&record);
}

static void damaged_rows(void **state)
{
    (void)state;
    assert_damaged("UPDATE outlook SET lo80 = .99", "the forecast of \"go\" in group \"jobs\": its shares are none");
    assert_damaged("UPDATE outlook SET last = -1", "its shares are none");
    assert_damaged("UPDATE outlook SET hi95 = 9e99", "its shares are none");
    assert_damaged("UPDATE outlook SET target = target - 30", "its months are out of order");
    assert_damaged("UPDATE outlook SET shown = 1", "its months are out of order");
    assert_damaged("UPDATE outlook SET skill = '' WHERE skill = 'go'", "names no group or skill");
    assert_damaged("PRAGMA user_version = 2", "made by a newer skillgap (schema 2, this one knows 1)");
    assert_damaged("PRAGMA application_id = 7", "not a record of skillgap");
    assert_damaged("DROP TABLE outlook", "no such table");
}

static void damaged_verdicts(void **state)
{
    (void)state;
    sg_error err;
    sg_month end;
    sg_verdict items[2] = {0};
    sg_text family = T("languages");
    sg_verdicts v = {.families = &family, .n_families = 1, .horizons = {12}, .n_horizons = 1, .items = items}, got;
    const char *const changes[] = {"UPDATE verdict SET word = 9", "UPDATE verdict SET steps = 0",
                                   "DELETE FROM verdict WHERE whole", "UPDATE verdict SET steps = 24 WHERE NOT whole"};
    for (size_t i = 0; i < 4; i++) {
        assert_ok(sg_record_keep_verdicts(path, "jobs", 540, &v, &err));
        change(changes[i]);
        assert_fails(sg_record_verdicts(path, "jobs", &got, &end, &err), SG_EFAIL, "its verdicts of a back-test");
    }
    assert_ok(sg_record_keep_verdicts(path, "jobs", 540, &v, &err));
    change("UPDATE verdict SET version = 'another'");
    assert_ok(sg_record_verdicts(path, "jobs", &got, &end, &err));
    assert_int_equal(end, SG_MONTH_ABSENT);
}

static void put_file(const char *text, size_t len)
{
    FILE *file = fopen(path, "r+");
    if (!file) file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static void files_that_are_none(void **state)
{
    (void)state;
    static const char nonsense[4096] = "a letter to a friend";
    sg_error err;
    sg_record record;
    shown s;
    show(&s);
    keep(&s);
    put_file(nonsense, sizeof nonsense); /* over the first page */
    assert_fails(sg_record_read(path, NULL, INT32_MAX, &record, &err), SG_EFAIL, "not a record of skillgap");
    assert_fails(sg_record_keep(path, &taxonomy, "jobs", &s.all, &err), SG_EFAIL, "not a record of skillgap");
    remove(path);
    keep(&s);
    FILE *file = fopen(path, "r+");
    assert_non_null(file);
    assert_int_equal(fseek(file, 4096, SEEK_SET), 0);
    for (size_t i = 0; i < 3; i++) fwrite(nonsense, 1, sizeof nonsense, file); /* the tables' own pages */
    assert_int_equal(fclose(file), 0);
    assert_fails(sg_record_read(path, NULL, INT32_MAX, &record, &err), SG_EFAIL, "it is damaged");
    remove(path);
    put_file("", 0);
    assert_int_equal(count_kept(), 0); /* an empty file is one in which nothing is kept yet */
    keep(&s);
    assert_int_equal(count_kept(), 6);
}

static void where_it_cannot_be(void **state)
{
    (void)state;
    char at[SG_RECORD_PATH], *longer = malloc(SG_RECORD_PATH);
    sg_error err;
    sg_record record;
    shown s;
    show(&s);
    assert_fails(sg_record_keep("/dev/null/store.db.record", &taxonomy, "jobs", &s.all, &err), SG_EFAIL,
                 "record /dev/null/store.db.record: ");
    assert_fails(sg_record_keep("/proc/store.db.record", &taxonomy, "jobs", &s.all, &err), SG_EFAIL,
                 "record /proc/store.db.record: cannot be written: ");
    assert_fails(sg_record_read("/", NULL, INT32_MAX, &record, &err), SG_EFAIL, "record /: ");
    assert_ok(sg_record_path("/x/store.db", at, &err));
    assert_string_equal(at, "/x/store.db.record");
    assert_fails(sg_record_path("", at, &err), SG_EFAIL, "HOME is not set");
    assert_non_null(longer);
    memset(longer, 'a', SG_RECORD_PATH - 1);
    longer[SG_RECORD_PATH - 1] = '\0';
    assert_fails(sg_record_path(longer, at, &err), SG_EFAIL, "path too long");
    free(longer);
}

/* Another process that writes it is waited for, and then told of; reading goes on. */
static void another_writes(void **state)
{
    (void)state;
    sqlite3 *db = NULL;
    sg_error err;
    shown s;
    show(&s);
    keep(&s);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    assert_fails(sg_record_keep(path, &taxonomy, "jobs", &s.all, &err), SG_EFAIL, "another skillgap is writing it");
    assert_int_equal(count_kept(), 6);
    sqlite3_close(db);
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(kept_as_shown),
        TEST(kept_once),
        TEST(read_by_skill_and_month),
        TEST(scored_when_the_months_are_there),
        TEST(months_arrive),
        TEST(a_gap_is_no_outcome),
        TEST(other_data_are_no_measure),
        TEST(what_is_gone),
        TEST(the_worst_and_the_best),
        TEST(verdicts_are_kept),
        TEST(damaged_rows),
        TEST(damaged_verdicts),
        TEST(files_that_are_none),
        TEST(where_it_cannot_be),
        TEST(another_writes),
        TEST(memory_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
