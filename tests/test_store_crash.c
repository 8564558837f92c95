/* An import that is killed at any of its writes, or for which the disk is full from one of them on: the store opens,
 * passes its check, and holds all of the import or nothing of it. */
#include "store_support.h"

#include "faulty_disk.h"

#include "market/store_db.h"

#include <fcntl.h>
#include <sys/wait.h>

enum { POSTINGS = 600, TITLE = 3900 /* so that pages go to the disk long before the end */ };

static char whole[256], half[300];

static sg_status import_many(const char *to, sg_error *err)
{
    static char title[TITLE + 1];
    sg_store *store = NULL;
    memset(title, 'x', TITLE);
    sg_status status = sg_store_open(to, &store, err);
    if (status == SG_OK) status = sg_store_begin(store, &taxonomy, 1, err);
    for (uint64_t i = 1; i <= POSTINGS && status == SG_OK; i++) {
        sg_reading reading = reading_of("many", 18000);
        reading.title = T(title);
        status = sg_store_add(store, SG_RECORD_READING, &reading, &(sg_row){i, i}, err);
    }
    sg_store_source source = source_of(1, "hn");
    if (status == SG_OK) status = sg_store_commit(store, &source, err);
    sg_store_close(store);
    return status;
}

static void copy_file(const char *from, const char *to)
{
    char bytes[65536];
    ssize_t n;
    int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(in >= 0 && out >= 0);
    while ((n = read(in, bytes, sizeof bytes)) > 0) assert_int_equal(write(out, bytes, (size_t)n), n);
    close(in);
    close(out);
}

static void remove_store(const char *at)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    char name[400];
    for (size_t i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "%s%s", at, ends[i]);
        unlink(name);
    }
}

/* The store before (five postings of that very file, and another file) and after; how many writes lie between. */
static size_t prepare(uint64_t *before, uint64_t *after)
{
    sg_error err;
    snprintf(whole, sizeof whole, "%s/whole.db", folder);
    snprintf(half, sizeof half, "%s/half.db", folder);
    snprintf(path, sizeof path, "%s", whole);
    import(1, 1, "a", 5);
    import(2, 2, "b", 5);
    assert_ok(sg_store_digest(whole, before, &err));
    copy_file(whole, half);
    disk_is(DISK_SOUND, 0);
    assert_ok(import_many(half, &err));
    size_t writes = disk_writes;
    assert_ok(sg_store_digest(half, after, &err));
    assert_true(*before != *after);
    remove_store(half);
    return writes;
}

/* All of the first and last ones, some of those between. */
static size_t next_fault(size_t at, size_t writes)
{
    enum { ENDS = 40, STEP = 67 };
    return at < ENDS || at + ENDS + STEP > writes ? at + 1 : at + STEP;
}

static void killed_at_any_write(void **state)
{
    (void)state;
    sg_error err;
    uint64_t before, after, found;
    size_t writes = prepare(&before, &after), old = 0, new = 0;
    assert_true(writes > 1000);
    for (size_t at = 1; at <= writes; at = next_fault(at, writes)) {
        copy_file(whole, half);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            disk_is(DISK_KILLS, at);
            _exit((int)import_many(half, &err));
        }
        int how = 0;
        assert_int_equal(waitpid(child, &how, 0), child);
        assert_true(WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL);
        assert_ok(sg_store_check(half, &err));
        assert_ok(sg_store_digest(half, &found, &err));
        if (found != before && found != after) fail_msg("killed at write %zu of %zu: neither old nor new", at, writes);
        if (found == before && new) fail_msg("killed at write %zu of %zu: what was committed is gone", at, writes);
        old += found == before;
        new += found == after;
        remove_store(half);
    }
    assert_true(old > 40 && new > 40);
}

static void full_from_any_write(void **state)
{
    (void)state;
    sg_error err;
    uint64_t before, after, found;
    size_t writes = prepare(&before, &after), failed = 0, stored = 0;
    for (size_t at = 1; at <= writes; at = next_fault(at, writes)) {
        copy_file(whole, half);
        disk_is(DISK_FULL, at);
        sg_status status = import_many(half, &err);
        disk_is(DISK_SOUND, 0);
        assert_ok(sg_store_check(half, &err));
        assert_ok(sg_store_digest(half, &found, &err));
        if (found != (status == SG_OK ? after : before)) fail_msg("full from write %zu of %zu", at, writes);
        failed += status != SG_OK;
        stored += status == SG_OK;
        remove_store(half);
    }
    assert_true(failed > 40 && stored > 40);
    copy_file(whole, half);
    disk_is(DISK_FULL, 100);
    assert_fails(import_many(half, &err), SG_EFAIL, "half.db: writing a posting: the disk is full");
    disk_is(DISK_SOUND, 0);
}

/* Another writes: it is waited for, and named when it takes too long. */
static void another_writes(void **state)
{
    (void)state;
    sg_error err;
    sg_store *store;
    int ready[2];
    char byte;
    import(1, 1, "a", 5);
    for (int waits = 0; waits < 2; waits++) {
        assert_int_equal(pipe(ready), 0);
        pid_t child = fork();
        if (child == 0) {
            if (sg_store_open(path, &store, &err) != SG_OK || sg_store_begin(store, &taxonomy, 2, &err) != SG_OK ||
                write(ready[1], "x", 1) != 1)
                _exit(1);
            if (waits) usleep(300000);
            while (!waits && pause() != 0) continue;
            sg_store_source source = source_of(2, "hn");
            _exit((int)sg_store_commit(store, &source, &err));
        }
        assert_int_equal(read(ready[0], &byte, 1), 1);
        char said[80];
        snprintf(said, sizeof said, "beginning an import: another skillgap (process %d) is writing it", (int)child);
        assert_ok(sg_store_open(path, &store, &err));
        if (!waits) sqlite3_busy_timeout(store->db, 10);
        if (waits)
            assert_ok(sg_store_begin(store, &taxonomy, 3, &err));
        else
            assert_fails(sg_store_begin(store, &taxonomy, 3, &err), SG_EFAIL, said);
        sg_store_close(store);
        if (!waits) kill(child, SIGKILL);
        int how;
        assert_int_equal(waitpid(child, &how, 0), child);
        assert_true(!waits || (WIFEXITED(how) && WEXITSTATUS(how) == 0));
        close(ready[0]);
        close(ready[1]);
    }
}

static void taken_away(void **state)
{
    (void)state;
    sg_error err;
    sg_store *store;
    for (int replaced = 0; replaced < 2; replaced++) {
        import(1, 1, "a", 5);
        assert_ok(sg_store_open(path, &store, &err));
        assert_ok(sg_store_begin(store, &taxonomy, 2, &err));
        remove_store(path);
        if (replaced) copy_file("/dev/null", path);
        sg_store_source source = source_of(2, "hn");
        assert_fails(sg_store_commit(store, &source, &err), SG_EFAIL, "deleted or replaced while it was written");
        sg_store_close(store);
        import(3, 3, "c", 2); /* as into a new one */
        assert_ok(sg_store_check(path, &err));
        remove_store(path);
    }
}

int main(void)
{
    disk_install();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(killed_at_any_write, set_up, tear_down),
        cmocka_unit_test_setup_teardown(full_from_any_write, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_writes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(taken_away, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
