#include "plugin/spool.h"

#include "base/interrupt.h"
#include "base/mem.h"
#include "plugin/services.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK_BYTES = 1 << 18, POLL_MS = 100 };

const char sg_standard_input[] = "standard input";

const char *sg_run_name(const sg_run *run)
{
    if (run->name) return run->name;
    return run->input && strcmp(run->input, "-") == 0 ? sg_standard_input : run->input;
}

/* A file that has no name from the start, or none any more. -1 with errno. */
static int nameless_file(const char *folder)
{
    char name[SG_PLUGIN_PATH_MAX];
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return fd;
    snprintf(name, sizeof name, "%s/skillgap-XXXXXX", folder);
    fd = mkostemp(name, O_CLOEXEC);
    if (fd >= 0) unlink(name);
    return fd;
}

typedef struct copying {
    const sg_run *run;
    const char *folder;
    int from, to;
    uint64_t bytes;
} copying;

static sg_status no_room(const copying *c, sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "%s: cannot be kept in %s while it is read, after %.0f MB: %s (TMPDIR names another)",
                   sg_run_name(c->run), c->folder, (double)c->bytes * 1e-6, strerror(errno));
}

/* The next bytes, waited for with an eye on Ctrl-C. */
static sg_status read_some(copying *c, char *block, size_t *got, sg_error *err)
{
    for (;;) {
        struct pollfd wait = {.fd = c->from, .events = POLLIN};
        int ready = poll(&wait, 1, POLL_MS);
        if (sg_interrupted()) return sg_interrupt_check(err);
        if (c->run->progress) c->run->progress(c->run->progress_self, &(sg_run_report){.bytes = c->bytes});
        if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
        ssize_t len = read(c->from, block, BLOCK_BYTES);
        if (len < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (len < 0) return sg_fail(err, SG_EFAIL, "%s: cannot be read: %s", sg_run_name(c->run), strerror(errno));
        *got = (size_t)len;
        return SG_OK;
    }
}

static sg_status copy_all(copying *c, sg_error *err)
{
    char *block = sg_alloc(BLOCK_BYTES);
    sg_status status = block ? SG_OK : sg_fail(err, SG_EFAIL, "%s: no memory to read it", sg_run_name(c->run));
    for (size_t got = 1; status == SG_OK && got; c->bytes += got) {
        status = read_some(c, block, &got, err);
        if (status == SG_OK && sg_write_whole(c->to, block, got) != 0) status = no_room(c, err);
        if (status != SG_OK) break;
    }
    sg_free(block);
    return status;
}

static const char *spool_folder(void)
{
    const char *folder = getenv("TMPDIR");
    return folder && folder[0] ? folder : "/tmp";
}

static sg_status spool(const sg_run *run, int from, int *out, sg_error *err)
{
    copying c = {.run = run, .folder = spool_folder(), .from = from};
    c.to = nameless_file(c.folder);
    if (c.to < 0) return no_room(&c, err);
    sg_status status = copy_all(&c, err);
    if (status == SG_OK && lseek(c.to, 0, SEEK_SET) == 0)
        *out = c.to;
    else
        close(c.to);
    return status;
}

/* Of "FILE#MEMBER", FILE. */
static int file_open(const char *path)
{
    char file[SG_PLUGIN_PATH_MAX];
    size_t len = sg_member_cut(path);
    if (path[len]) snprintf(file, sizeof file, "%.*s", (int)len, path);
    return open(path[len] ? file : path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
}

sg_status sg_spool_open(const sg_run *run, sg_spool *out, sg_error *err)
{
    const char *name = sg_run_name(run);
    bool standard = strcmp(run->input, "-") == 0;
    int fd = standard ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3) : file_open(run->input);
    int copy = -1;
    struct stat info;
    sg_status status = SG_OK;
    if (fd < 0 && sg_interrupted()) return sg_interrupt_check(err);
    if (fd < 0 || fstat(fd, &info) != 0)
        status = sg_fail(err, SG_EFAIL, "%s: cannot be opened: %s", name, strerror(errno));
    else if (S_ISDIR(info.st_mode))
        status = sg_fail(err, SG_EFAIL, "%s: is a folder, a file was expected", name);
    else if (S_ISCHR(info.st_mode) && !standard)
        status = sg_fail(err, SG_EFAIL, "%s: is a device, a file was expected", name);
    else if (!S_ISREG(info.st_mode) || (standard && lseek(fd, 0, SEEK_CUR) != 0))
        status = spool(run, fd, &copy, err);
    if (fd >= 0 && (copy >= 0 || status != SG_OK)) close(fd);
    if (status != SG_OK) return status;
    *out = (sg_spool){.fd = copy >= 0 ? copy : fd};
    if (standard || copy >= 0) snprintf(out->path, sizeof out->path, "/proc/self/fd/%d", out->fd);
    return SG_OK;
}

sg_status sg_spool_unpack(const sg_run *run, sg_spool *out, char within[static 256], sg_error *err)
{
    sg_told told;
    sg_run unpacking = {.input = run->input,
                        .name = run->name,
                        .progress = run->progress,
                        .progress_self = run->progress_self,
                        .output = nameless_file(spool_folder())};
    if (unpacking.output < 0) return no_room(&(copying){.run = run, .folder = spool_folder()}, err);
    sg_status status = sg_host_do(SG_JOB_UNPACK, &unpacking, NULL, &told, err);
    if (status != SG_OK) {
        close(unpacking.output);
        return status;
    }
    memcpy(within, told.name, sizeof told.name);
    *out = (sg_spool){.fd = unpacking.output};
    snprintf(out->path, sizeof out->path, "/proc/self/fd/%d", out->fd);
    return SG_OK;
}

void sg_spool_close(sg_spool *spool)
{
    if (spool->fd >= 0) close(spool->fd);
    spool->fd = -1;
}
