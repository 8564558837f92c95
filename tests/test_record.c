/* outlook/record: forecasts that are kept as they were shown, verdicts of back-tests, and files that are damaged. */
#include "record_support.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>

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

/* No list shows a skill in fewer postings than five. */
static void rare_skills_are_not_kept(void **state)
{
    (void)state;
    shown s;
    show(&s);
    s.items[GO].now_count = 4;
    keep(&s);
    assert_int_equal(count_kept(), 3);
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

/* ---- verdicts ---- */

static void verdicts_are_kept(void **state)
{
    (void)state;
    sg_error err;
    sg_text families[] = {T(""), T("languages")};
    sg_verdict items[6] = {0};
    sg_verdicts v = {.families = families,
                     .n_families = 2,
                     .horizons = {12, 24},
                     .n_horizons = 2,
                     .items = items,
                     .first = 500,
                     .last = 520,
                     .n_origins = 4,
                     .end = 540},
                got;
    for (size_t i = 0; i < 6; i++)
        items[i] = (sg_verdict){.now = {SG_CONTEST_BEATS, 100 + i, 9, 4, .5, .4, .6},
                                .cover80 = .8,
                                .cover95 = .95,
                                .score = 7,
                                .carried80 = .7,
                                .carried_score = 8,
                                .last = {.ratio = .9}};
    items[5].now = (sg_contest){SG_CONTEST_UNTRIED, 2, 1, 1, .5, (double)NAN, (double)NAN};
    assert_ok(sg_record_verdicts(path, "jobs", &got, &err));
    assert_int_equal(got.n_horizons, 0);
    sg_verdicts_release(&got);
    assert_ok(sg_record_keep_verdicts(path, "jobs", &v, &err));
    items[0].now.n = 999;
    v.end = 541;
    assert_ok(sg_record_keep_verdicts(path, "jobs", &v, &err));
    v.end = 500;
    assert_ok(sg_record_keep_verdicts(path, "else", &v, &err));
    assert_ok(sg_record_verdicts(path, "jobs", &got, &err));
    assert_int_equal(got.end, 541);
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
    assert_close(got.items[4].score + got.items[4].carried80 + got.items[4].carried_score, 15.7, 1e-12);
    assert_close(got.items[4].last.ratio, .9, 0);
    assert_true(isnan(got.items[5].now.lo) && isnan(got.items[0].last.lo));
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
    sg_verdict items[2] = {0};
    sg_text family = T("languages");
    sg_verdicts v = {.families = &family, .n_families = 1, .horizons = {12}, .n_horizons = 1, .items = items}, got;
    const char *const changes[] = {"UPDATE verdict SET word = 9", "UPDATE verdict SET steps = 0",
                                   "DELETE FROM verdict WHERE whole", "UPDATE verdict SET steps = 24 WHERE NOT whole"};
    for (size_t i = 0; i < 4; i++) {
        assert_ok(sg_record_keep_verdicts(path, "jobs", &v, &err));
        change(changes[i]);
        assert_fails(sg_record_verdicts(path, "jobs", &got, &err), SG_EFAIL, "its verdicts of a back-test");
    }
    assert_ok(sg_record_keep_verdicts(path, "jobs", &v, &err));
    change("UPDATE verdict SET version = 'another'");
    assert_ok(sg_record_verdicts(path, "jobs", &got, &err));
    assert_int_equal(got.n_horizons, 0);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(kept_as_shown),      TEST(kept_once),      TEST(rare_skills_are_not_kept), TEST(read_by_skill_and_month),
        TEST(verdicts_are_kept),  TEST(damaged_rows),   TEST(damaged_verdicts),         TEST(files_that_are_none),
        TEST(where_it_cannot_be), TEST(another_writes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
