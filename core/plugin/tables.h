/* A folder of shipped tables: every *.csv in it, by name, through a plugin. They are the program's own: a row that is
 * rejected is an error. */
#ifndef SG_PLUGIN_TABLES_H
#define SG_PLUGIN_TABLES_H

#include "plugin/host.h"

typedef struct sg_tables {
    const sg_plugin_path *plugins;
    const char *folder;
    const char *what; /* they are of, in messages: "pay" */
    uint32_t kind;
    const char *(*plugin_of)(const char *file); /* id of the plugin for a file of this name */
} sg_tables;

/* Hands all that they hold to the sink, in the order of the files' names. SG_EFAIL: there is none of them, or the first
 * row that is rejected; else as of sg_plugin_run, with the file's path in the message. */
sg_status sg_tables_read(const sg_tables *tables, const sg_sink *sink, sg_error *err);

#endif
