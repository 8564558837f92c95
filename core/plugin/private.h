/* What no worker may see: the words and the environment that skillgap was started with. They may hold pay, names and
 * secrets, and a forked worker has a copy of all memory. */
#ifndef SG_PLUGIN_PRIVATE_H
#define SG_PLUGIN_PRIVATE_H

#include "plugin/worker.h"

/* In the worker, before the plugin is loaded: keeps copies of the words that the job needs, wipes the rest, and leaves
 * an empty environment. */
sg_status sg_private_forget(sg_job *job, sg_error *err);

#endif
