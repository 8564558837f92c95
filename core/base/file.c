#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef SG_PREFIX
#define SG_PREFIX "/usr/local"
#endif

static sg_status read_all(int fd, const char *path, sg_buf *out, sg_error *err)
{
    char chunk[65536];
    for (;;) {
        ssize_t got = read(fd, chunk, sizeof chunk);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return sg_fail(err, SG_EFAIL, "%s: cannot be read: %s", path, strerror(errno));
        if (got == 0) return SG_OK;
        if ((size_t)got > out->max - out->len)
            return sg_fail(err, SG_EFAIL, "%s: larger than %zu bytes", path, out->max);
        if (sg_buf_add(out, chunk, (size_t)got) != 0) return sg_fail(err, SG_EFAIL, "%s: no memory", path);
    }
}

sg_status sg_file_read(const char *path, sg_buf *out, sg_error *err)
{
    if (strcmp(path, "-") == 0) return read_all(STDIN_FILENO, "standard input", out, err);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return sg_fail(err, SG_EFAIL, "%s: cannot be opened: %s", path, strerror(errno));
    sg_status status = read_all(fd, path, out, err);
    close(fd);
    return status;
}

static int write_all(int fd, const char *at, size_t len)
{
    while (len) {
        ssize_t put = write(fd, at, len);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return -1;
        at += put;
        len -= (size_t)put;
    }
    return 0;
}

/* A device or a pipe is written to as it is: a file renamed onto it would take its place. */
static sg_status write_through(const char *path, const char *at, size_t len, sg_error *err)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    bool done = fd >= 0 && write_all(fd, at, len) == 0;
    int reason = errno;
    if (fd >= 0 && close(fd) != 0 && done) done = false, reason = errno;
    return done ? SG_OK : sg_fail(err, SG_EFAIL, "%s: cannot be written: %s", path, strerror(reason));
}

static sg_status write_beside(const char *path, const char *at, size_t len, unsigned mode, sg_error *err)
{
    char beside[PATH_MAX + 8];
    if (snprintf(beside, sizeof beside, "%s.XXXXXX", path) >= (int)sizeof beside)
        return sg_fail(err, SG_EFAIL, "%s: the path is too long", path);
    int fd = mkostemp(beside, O_CLOEXEC);
    if (fd < 0) return sg_fail(err, SG_EFAIL, "%s: cannot be written: %s", path, strerror(errno));
    bool done = write_all(fd, at, len) == 0 && fchmod(fd, mode) == 0 && fsync(fd) == 0;
    int reason = errno;
    if (close(fd) != 0 && done) done = false, reason = errno;
    if (done && rename(beside, path) == 0) return SG_OK;
    if (done) reason = errno;
    unlink(beside);
    return sg_fail(err, SG_EFAIL, "%s: cannot be written: %s", path, strerror(reason));
}

sg_status sg_file_write(const char *path, const char *at, size_t len, unsigned mode, sg_error *err)
{
    if (strcmp(path, "-") == 0) {
        if (fwrite(at, 1, len, stdout) == len && fflush(stdout) == 0) return SG_OK;
        return sg_fail(err, SG_EFAIL, "standard output: cannot be written: %s", strerror(errno));
    }
    struct stat info;
    char real[PATH_MAX];
    bool there = stat(path, &info) == 0;
    if (there && S_ISDIR(info.st_mode))
        return sg_fail(err, SG_EFAIL, "%s: cannot be written: %s", path, strerror(EISDIR));
    if (there && !S_ISREG(info.st_mode)) return write_through(path, at, len, err);
    return write_beside(there && realpath(path, real) ? real : path, at, len, mode, err); /* a link stays one */
}

static int put_path(char *out, size_t size, const char *folder, const char *rest)
{
    int len = snprintf(out, size, "%s%s", folder, rest);
    return len > 0 && (size_t)len < size ? 0 : -1;
}

int sg_user_folder(char *out, size_t size)
{
    const char *own = getenv("SKILLGAP_HOME"), *xdg = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (own && own[0]) return put_path(out, size, own, "");
    if (xdg && xdg[0] == '/') return put_path(out, size, xdg, "/skillgap");
    if (home && home[0] == '/') return put_path(out, size, home, "/.local/share/skillgap");
    return -1;
}

/* folder + rest holds the manifest of shipped data. */
static bool is_shipped(char *out, size_t size, const char *folder, const char *rest)
{
    char manifest[PATH_MAX];
    return put_path(out, size, folder, rest) == 0 && put_path(manifest, sizeof manifest, out, "/sources.csv") == 0 &&
           access(manifest, R_OK) == 0;
}

int sg_shipped_folder(char *out, size_t size)
{
    const char *own = getenv("SKILLGAP_DATA");
    if (own && own[0]) return put_path(out, size, own, "");
    char self[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
    if (len > 0) self[len] = '\0';
    /* installed: PREFIX/bin/skillgap; a build tree: build/skillgap, build/tests/test_x */
    for (int up = 0; len > 0 && up < 4; up++) {
        char *slash = strrchr(self, '/');
        if (!slash) break;
        *slash = '\0';
        if (is_shipped(out, size, self, "/share/skillgap") || is_shipped(out, size, self, "/datasets")) return 0;
    }
    return put_path(out, size, SG_PREFIX, "/share/skillgap");
}

sg_status sg_path_join(char *out, size_t size, const char *folder, const char *name, sg_error *err)
{
    int wrote = snprintf(out, size, "%s/%s", folder, name);
    if (wrote < 0 || (size_t)wrote >= size) return sg_fail(err, SG_EFAIL, "%s/%s: path too long", folder, name);
    return SG_OK;
}

sg_status sg_folder_make(const char *path, sg_error *err)
{
    char part[PATH_MAX];
    if (put_path(part, sizeof part, path, "") != 0) return sg_fail(err, SG_EFAIL, "%s: the path is too long", path);
    for (char *at = part + 1;; at++) {
        if (*at && *at != '/') continue;
        char held = *at;
        *at = '\0';
        if (mkdir(part, 0700) != 0 && errno != EEXIST)
            return sg_fail(err, SG_EFAIL, "%s: cannot be made: %s", part, strerror(errno));
        *at = held;
        if (!held) return SG_OK;
    }
}
