/* What deduplication found, kept in a file: taken from it when nothing that is looked at has changed, and found anew
 * when anything has, or the file is not as it was written. */
#include "market_support.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "market/kept.h"

#include <sys/stat.h>
#include <unistd.h>

enum { N = 5, HEAD = 40, JAN = 18262, FEB = 18293 };

static char folder[64], file[128];
static const uint32_t skill_lists[N][2] = {{0, 1}, {0, 1}, {1, 2}, {0, 2}, {0, 1}};
static sg_dedupe_item items[N];
static sg_market_posting postings[N];
static unsigned char near[N][SG_NEAR_SIZE], is_skill[3];
static const sg_likeness likeness = {postings, (const unsigned char (*)[SG_NEAR_SIZE])near, is_skill};

/* Of five postings the third repeats the first by its id, in another month, and the fifth the second in the same. */
static void make_postings(void)
{
    static const uint64_t ids[N] = {1, 2, 1, 3, 2};
    memset(near, 0, sizeof near);
    memset(is_skill, 1, sizeof is_skill);
    for (size_t i = 0; i < N; i++) {
        items[i] = (sg_dedupe_item){.id = ids[i], .row = i + 1, .day = i == 2 ? FEB : JAN + (sg_day)i};
        postings[i] = (sg_market_posting){
            .skills = skill_lists[i], .n_skills = 2, .title = sg_text_of("Cook"), .employer_hash = 7, .role = 4};
    }
}

static int make(void **state)
{
    (void)state;
    make_folder(folder);
    assert_true(snprintf(file, sizeof file, "%s/store.db.openings", folder) < (int)sizeof file);
    make_postings();
    return 0;
}

static int clear(void **state)
{
    (void)state;
    remove_folder(folder);
    return 0;
}

/* As a text: item, opening, by what it is known, and whether it stands, of each. */
static const char *find(const char *path)
{
    static char text[256];
    sg_error err;
    sg_dedupe_one order[N];
    size_t openings = 0, used = 0;
    assert_ok(path ? sg_dedupe_kept(path, items, N, &likeness, 3, order, &openings, &err)
                   : sg_dedupe(items, N, &likeness, order, &openings, &err));
    for (size_t i = 0; i < N; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%u:%u:%u:%d ", order[i].item, order[i].opening,
                                 order[i].repeats, order[i].stands);
    snprintf(text + used, sizeof text - used, "%zu", openings);
    return text;
}

static const char truth[] = "0:0:0:1 1:1:0:1 3:2:0:1 4:1:1:0 2:0:1:1 3";

static void read_file(sg_buf *out)
{
    sg_error err;
    sg_buf_init(out, 1 << 16);
    assert_ok(sg_file_read(file, out, &err));
}

/* Puts bytes at a place of the file; its hash is made right again, or not. */
static void forge(size_t at, const void *bytes, size_t len, bool right)
{
    sg_error err;
    sg_buf buf;
    read_file(&buf);
    assert_true(at + len <= buf.len);
    memcpy(buf.at + at, bytes, len);
    uint64_t hash = sg_hash(buf.at + HEAD, buf.len - HEAD);
    if (right) memcpy(buf.at + HEAD - sizeof hash, &hash, sizeof hash);
    assert_ok(sg_file_write(file, buf.at, buf.len, 0600, &err));
    sg_buf_release(&buf);
}

/* The fourth in the order is said to stand, which is not so: whoever takes the file says so too. */
static void forge_result(void)
{
    find(file);
    forge(HEAD + N * 2 * sizeof(uint32_t) + 3, "\x81", 1, true);
}
static const char forged[] = "0:0:0:1 1:1:0:1 3:2:0:1 4:1:1:1 2:0:1:1 3";

static void taken_when_same(void **state)
{
    (void)state;
    struct stat info;
    sg_buf first, again;
    assert_string_equal(find(NULL), truth);
    assert_string_equal(find(file), truth);
    assert_int_equal(stat(file, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    read_file(&first);
    assert_string_equal(find(file), truth);
    unlink(file);
    find(file);
    read_file(&again); /* the same bytes whenever it is made */
    assert_int_equal(first.len, again.len);
    assert_memory_equal(first.at, again.at, first.len);
    sg_buf_release(&first);
    sg_buf_release(&again);
    forge_result();
    assert_string_equal(find(file), forged);
}

/* Any change to what is looked at: the forged file is not taken, and is replaced. */
#define assert_looked_at(change)                                                                                       \
    do {                                                                                                               \
        make_postings();                                                                                               \
        unlink(file);                                                                                                  \
        forge_result();                                                                                                \
        assert_string_equal(find(file), forged);                                                                       \
        change;                                                                                                        \
        assert_string_not_equal(find(file), forged);                                                                   \
        char anew[256];                                                                                                \
        snprintf(anew, sizeof anew, "%s", find(NULL));                                                                 \
        assert_string_equal(find(file), anew);                                                                         \
    } while (0)

static void found_anew_when_changed(void **state)
{
    (void)state;
    static const uint32_t other[2] = {0, 2};
    assert_looked_at(items[4].id = 9);
    assert_looked_at(items[0].url = 9);
    assert_looked_at(items[0].body = 9);
    assert_looked_at(items[3].row = 99);
    assert_looked_at(items[3].group = 9);
    assert_looked_at(items[3].source = 9);
    assert_looked_at(items[0].day = JAN - 1);
    assert_looked_at(postings[0].employer_hash = 9);
    assert_looked_at(postings[0].role = 9);
    assert_looked_at(postings[0].skills = other);
    assert_looked_at(postings[0].n_skills = 1);
    assert_looked_at(postings[0].title = sg_text_of("Look"));
    assert_looked_at(postings[0].title = sg_text_of("Coo"));
    assert_looked_at(near[0][5] = 1);
    assert_looked_at(is_skill[1] = 0);
}

static void found_anew_when_damaged(void **state)
{
    (void)state;
    static const uint32_t beyond = N, openings = 3;
    static const uint64_t many = N + 1;
    sg_error err;
    sg_buf buf;
    find(file);
    read_file(&buf);
    for (size_t i = 0; i < buf.len; i++) { /* any byte */
        char byte = (char)(buf.at[i] ^ 0x10);
        forge(i, &byte, 1, false);
        assert_string_equal(find(file), truth);
    }
    for (size_t len = 0; len < buf.len; len += 7) { /* cut */
        assert_ok(sg_file_write(file, buf.at, len, 0600, &err));
        assert_string_equal(find(file), truth);
    }
    sg_buf_add(&buf, "x", 1);
    assert_ok(sg_file_write(file, buf.at, buf.len, 0600, &err));
    assert_string_equal(find(file), truth);
    sg_buf_release(&buf);
    /* what no skillgap writes, with its hash right */
    forge(HEAD, &beyond, sizeof beyond, true);
    assert_string_equal(find(file), truth);
    forge(HEAD + N * sizeof(uint32_t), &openings, sizeof openings, true);
    assert_string_equal(find(file), truth);
    forge(HEAD + N * 2 * sizeof(uint32_t), "\x05", 1, true);
    assert_string_equal(find(file), truth);
    forge(24, &many, sizeof many, true);
    assert_string_equal(find(file), truth);
}

static void done_without(void **state)
{
    (void)state;
    char path[SG_KEPT_PATH], far[SG_KEPT_PATH];
    assert_string_equal(find("/nonexistent/store.db.openings"), truth);
    assert_string_equal(find(folder), truth);
    assert_true(sg_kept_path("/a/store.db", path));
    assert_string_equal(path, "/a/store.db.openings");
    memset(far, 'a', sizeof far);
    far[sizeof far - 5] = '\0';
    assert_false(sg_kept_path(far, path));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(taken_when_same, make, clear),
        cmocka_unit_test_setup_teardown(found_anew_when_changed, make, clear),
        cmocka_unit_test_setup_teardown(found_anew_when_damaged, make, clear),
        cmocka_unit_test_setup_teardown(done_without, make, clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
