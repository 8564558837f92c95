/* Time that only goes on, for waits and progress; never in data. */
#ifndef SG_BASE_CLOCK_H
#define SG_BASE_CLOCK_H

#include <stdint.h>

/* Milliseconds since some moment that is the same for the whole run. */
uint64_t sg_clock_ms(void);

#endif
