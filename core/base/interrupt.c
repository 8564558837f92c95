#include "base/interrupt.h"

#include <signal.h>

static volatile sig_atomic_t came; /* a handler has nothing but globals to write to */

static void note(int signal_id)
{
    (void)signal_id;
    came = 1;
}

void sg_interrupt_watch(void)
{
    const int signals[] = {SIGINT, SIGTERM};
    struct sigaction action = {.sa_handler = note, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction before; /* what was started in the background ignores Ctrl-C, and goes on to */
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler == SIG_IGN) continue;
        sigaction(signals[i], &action, NULL);
    }
}

bool sg_interrupted(void)
{
    return came != 0;
}

sg_status sg_interrupt_check(sg_error *err)
{
    return came ? sg_fail(err, SG_EINTR, "interrupted") : SG_OK;
}
