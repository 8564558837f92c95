/* What tests share: cmocka with its needs, and comparisons that print what they saw. */
#ifndef SG_TESTS_SUPPORT_H
#define SG_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/status.h"

/* |got - want| <= tolerance; prints both in full. */
#define assert_close(got, want, tolerance)                                                                             \
    do {                                                                                                               \
        double got_ = (got), want_ = (want), tolerance_ = (tolerance);                                                 \
        if (!(fabs(got_ - want_) <= tolerance_))                                                                       \
            fail_msg("%s = %.17g, expected %.17g within %g", #got, got_, want_, tolerance_);                           \
    } while (0)

/* The call gives SG_OK, else its message is shown. Needs `sg_error err` in scope. */
#define assert_ok(call)                                                                                                \
    do {                                                                                                               \
        err.text[0] = '\0';                                                                                            \
        sg_status status_ = (call);                                                                                    \
        if (status_ != SG_OK) fail_msg("%s: status %d: %s", #call, (int)status_, err.text);                            \
    } while (0)

/* The call gives this status, and its message holds this text. Needs `sg_error err` in scope. */
#define assert_fails(call, status, part)                                                                               \
    do {                                                                                                               \
        err.text[0] = '\0';                                                                                            \
        sg_status status_ = (call);                                                                                    \
        if (status_ != (status))                                                                                       \
            fail_msg("%s: status %d, expected %d: %s", #call, (int)status_, (int)(status), err.text);                  \
        if (!strstr(err.text, (part))) fail_msg("%s: message \"%s\" lacks \"%s\"", #call, err.text, (part));           \
    } while (0)

#endif
