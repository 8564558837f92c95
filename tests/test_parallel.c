/* parallel: everything is done once, and the first failure by number is the one that is told. */
#include "support.h"

#include "base/parallel.h"

enum { MANY = 5000 };

typedef struct work {
    unsigned char done[MANY];
    size_t fails_from, fails_to;
} work;

static sg_status do_one(void *self, size_t i, sg_error *err)
{
    work *w = self;
    w->done[i]++;
    if (i < w->fails_from || i >= w->fails_to) return SG_OK;
    return sg_fail(err, SG_EDATA, "thing %zu", i);
}

static void all_are_done_once_by_any_number_of_threads(void **state)
{
    (void)state;
    sg_error err;
    const unsigned limits[] = {1, 2, 7, 0, 100000};
    for (size_t k = 0; k < sizeof limits / sizeof *limits; k++) {
        static work w;
        memset(&w, 0, sizeof w);
        sg_parallel_limit(limits[k]);
        assert_ok(sg_parallel_run(MANY, do_one, &w, &err));
        for (size_t i = 0; i < MANY; i++) assert_int_equal(w.done[i], 1);
    }
    assert_ok(sg_parallel_run(0, do_one, NULL, &err));
    sg_parallel_limit(0);
}

static void the_first_failure_by_number_is_told(void **state)
{
    (void)state;
    sg_error err;
    for (unsigned threads = 1; threads <= 8; threads++)
        for (int again = 0; again < 50; again++) {
            static work w;
            memset(&w, 0, sizeof w);
            w.fails_from = 1234;
            w.fails_to = 1300;
            sg_parallel_limit(threads);
            assert_fails(sg_parallel_run(MANY, do_one, &w, &err), SG_EDATA, "thing 1234");
            for (size_t i = 0; i < 1234; i++) assert_int_equal(w.done[i], 1);
            assert_int_equal(w.done[MANY - 1], 0);
            assert_int_equal(sg_parallel_run(MANY, do_one, &w, NULL), SG_EDATA);
        }
    sg_parallel_limit(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_are_done_once_by_any_number_of_threads),
        cmocka_unit_test(the_first_failure_by_number_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
