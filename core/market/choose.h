/* Which plugin is to read a file. */
#ifndef SG_MARKET_CHOOSE_H
#define SG_MARKET_CHOOSE_H

#include "plugin/host.h"

typedef struct sg_choice {
    const sg_plugin_path *plugins;
    uint32_t kind;      /* sg_kind */
    const char *how;    /* how a person names a plugin, for messages: "--plugin" */
    const char *rather; /* what to do when none knows the file, added to the message; or NULL */
    const char *name;   /* of the input in messages; NULL: its path */
    uint32_t also;      /* another kind that will do, or 0 */
    void (*note)(const void *self, const char *text); /* hears of a plugin that failed when it was asked; or NULL */
    const void *self;
} sg_choice;

/* The plugin of this id, or without one (NULL) the one that knows the file best, and what it says of itself. SG_EUSAGE:
 * none or two know the file; the message names those that there are. "-" needs a plugin's id. */
sg_status sg_plugin_choose(const sg_choice *choice, const char *id, const char *input, sg_plugin_info *out,
                           sg_error *err);

#endif
