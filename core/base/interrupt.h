/* Ctrl-C and a polite kill, seen between two steps of long work, so that it ends in order. */
#ifndef SG_BASE_INTERRUPT_H
#define SG_BASE_INTERRUPT_H

#include "base/status.h"

#include <stdbool.h>

/* From now on SIGINT and SIGTERM are noted, and system calls that wait are cut short. The second ends the program. */
void sg_interrupt_watch(void);
/* Whether one has come. */
bool sg_interrupted(void);
/* SG_OK, or SG_EINTR with its message when one has come. */
sg_status sg_interrupt_check(sg_error *err);

#endif
