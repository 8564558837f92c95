/* One piece of work for each of many things, on several threads, with the same outcome for any number of them. */
#ifndef SG_BASE_PARALLEL_H
#define SG_BASE_PARALLEL_H

#include "base/status.h"

#include <stddef.h>

enum { SG_PARALLEL_MAX = 256 };

/* Does thing i of 0 … n - 1: writes nothing that another i reads or writes. */
typedef sg_status (*sg_parallel_fn)(void *self, size_t i, sg_error *err);

/* Threads that this process uses at most, up to SG_PARALLEL_MAX; 0: one a processor, as it is without a call. */
void sg_parallel_limit(unsigned threads);

/* Does all n, in no set order. When some fail: the status and message of the first of them by number; things after it
 * may be left out. Threads that cannot be had are done without. */
sg_status sg_parallel_run(size_t n, sg_parallel_fn run, void *self, sg_error *err);

#endif
