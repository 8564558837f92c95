/* Files: reading whole, hashing, writing without half-written results, and the user's folders. */
#ifndef SG_BASE_FILE_H
#define SG_BASE_FILE_H

#include "base/buf.h"
#include "base/status.h"

/* The whole file into out ("-": standard input). SG_EFAIL names the path and the system's reason, or the size
 * when out's maximum is passed. */
sg_status sg_file_read(const char *path, sg_buf *out, sg_error *err);
/* Writes through a temporary file beside it that is renamed, so that path holds the old bytes or the new ones.
 * mode: permission bits. A link stays a link; a device or pipe is written to. "-": standard output. */
sg_status sg_file_write(const char *path, const char *at, size_t len, unsigned mode, sg_error *err);

/* Folder of the user's data: $SKILLGAP_HOME, else $XDG_DATA_HOME/skillgap, else ~/.local/share/skillgap; a
 * relative SKILLGAP_HOME counts from the working folder, relative ones of the others are ignored (XDG). The text is
 * put into out; -1 when there is none. Nothing is made. */
int sg_user_folder(char *out, size_t size);
/* Folder of shipped data (with sources.csv in it): $SKILLGAP_DATA, else found from where the program lies
 * (PREFIX/share/skillgap, or datasets/ of a build tree), else the PREFIX it was built for. */
int sg_shipped_folder(char *out, size_t size);
/* "FOLDER/NAME" into out, size bytes. SG_EFAIL: it does not fit. */
sg_status sg_path_join(char *out, size_t size, const char *folder, const char *name, sg_error *err);
/* Makes the folder and its missing parents, mode 0700. */
sg_status sg_folder_make(const char *path, sg_error *err);

#endif
