/* An input that cannot be read twice (standard input, a pipe, a device) copied to a file without a name, so that it can
 * be probed, hashed and read in parts like any other. */
#ifndef SG_PLUGIN_SPOOL_H
#define SG_PLUGIN_SPOOL_H

#include "plugin/host.h"

typedef struct sg_spool {
    int fd;        /* of the file, or of the copy */
    char path[32]; /* by which this process can open the copy: "/proc/self/fd/7"; "": the input is a file itself */
} sg_spool;

/* Opens run->input; copies it when it is no file, and tells run->progress of the bytes. The copy lies in $TMPDIR, else
 * in /tmp. To sg_spool_close. SG_EFAIL: it cannot be opened or read, or there is no room for it; SG_EINTR. */
sg_status sg_spool_open(const sg_run *run, sg_spool *out, sg_error *err);
/* Unpacks run->input, a packed one (sg_input_is_packed), to such a file, in a confined worker that loads no plugin:
 * so it is hashed and read in parts like any other, and no plugin's worker unpacks it. within: the member's name, or
 * "". As above; and SG_EFAIL, SG_EUSAGE: what is wrong with it. */
sg_status sg_spool_unpack(const sg_run *run, sg_spool *out, char within[static 256], sg_error *err);
void sg_spool_close(sg_spool *spool);

/* What "-" is called. */
extern const char sg_standard_input[];
/* run->name; without one, its input's path, or sg_standard_input. */
const char *sg_run_name(const sg_run *run);

#endif
