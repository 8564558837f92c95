/* The dynamic symbols of a shared object, read as bytes: nothing of it is run. */
#ifndef SG_PLUGIN_SYMBOLS_H
#define SG_PLUGIN_SYMBOLS_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* Called for each: what the object exports, and what it needs from elsewhere. name is valid during the call. */
typedef void (*sg_symbol_fn)(void *self, const char *name, bool exported);

/* bytes: the whole file, aligned for any object. SG_EPLUGIN: not a shared object of this machine, or one whose tables
 * do not lie within it. */
sg_status sg_symbols_read(const char *bytes, size_t len, sg_symbol_fn each, void *self, sg_error *err);

#endif
