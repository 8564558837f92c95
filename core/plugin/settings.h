/* The options that a plugin is run with, each "name=value"; and their one text, in which they are kept. */
#ifndef SG_PLUGIN_SETTINGS_H
#define SG_PLUGIN_SETTINGS_H

#include "base/buf.h"
#include "base/text.h"
#include "plugin/host.h"

/* Zero-initialise; release also after a failure. */
typedef struct sg_settings {
    const char *list[SG_PLUGIN_OPTIONS_MAX + 1]; /* as sg_run takes them: ended by NULL */
    sg_buf pieces;
} sg_settings;

/* Reads "a=1;b=2"; "\;" and "\\" in it stand for ; and \. SG_EFAIL: more of them than a plugin can have. */
sg_status sg_settings_read(sg_text text, sg_settings *out, sg_error *err);
void sg_settings_release(sg_settings *settings);

/* Appends the text of a list that NULL ends (or that is NULL), by name: the same options are the same text in whatever
 * order they were given. SG_EUSAGE: one that is not NAME=VALUE, or a name that stands there twice. */
sg_status sg_settings_write(const char *const *list, sg_buf *out, sg_error *err);

#endif
