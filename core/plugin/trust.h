/* Whose file is it? A plugin is run only when nobody but its user and root could have put it there. */
#ifndef SG_PLUGIN_TRUST_H
#define SG_PLUGIN_TRUST_H

#include "plugin/host.h"

/* Opens the plugin's file for reading, close-on-exec, after checking by descriptor that it is a regular file that,
 * like every folder above it, belongs to root or to the user, and that nobody else can write. installed: it lies in
 * the installed folder, or in that of the program's own build tree. SG_EFAIL: it is not there or cannot be read;
 * SG_EPLUGIN: it is not safe. */
sg_status sg_trust_open(const char *file, int *fd, bool *installed, sg_error *err);

/* The folder of plugins that came with the program: beside it in a build tree, else the installed one. */
void sg_trust_own_folder(char out[static SG_PLUGIN_PATH_MAX]);
/* The id that a file of this path must hold: its name without folders and ".so". -1: no such name. */
int sg_trust_id(const char *file, char out[static SG_PLUGIN_ID_MAX]);

#endif
