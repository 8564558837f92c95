/* Files in files, as the host speaks of them: it names and lists them, and never looks into one itself. */
#include "plugin/host.h"

#include "base/text.h"
#include "input/decode.h"
#include "plugin/worker.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

size_t sg_member_cut(const char *path)
{
    char file[SG_PLUGIN_PATH_MAX];
    size_t whole = strlen(path);
    if (whole >= sizeof file || access(path, F_OK) == 0) return whole;
    for (const char *mark = strchr(path, '#'); mark; mark = strchr(mark + 1, '#')) {
        size_t len = (size_t)(mark - path);
        memcpy(file, path, len);
        file[len] = '\0';
        if (len && access(file, F_OK) == 0) return len;
    }
    return whole;
}

sg_status sg_members_list(const char *input, sg_members *out, sg_error *err)
{
    sg_told told;
    sg_status status = sg_host_do(SG_JOB_LIST, &(sg_run){.input = input}, NULL, &told, err);
    if (status != SG_OK) return status;
    *out = (sg_members){.more = told.more != 0};
    memcpy(out->text, told.members, sizeof told.members);
    sg_text rest = sg_text_of(out->text), name;
    while (out->n < SG_MEMBERS_MAX && sg_text_split(&rest, '\n', &name)) {
        if (!name.len) continue;
        out->text[name.at + name.len - out->text] = '\0';
        out->names[out->n++] = name.at;
    }
    out->more = out->more || rest.len;
    return SG_OK;
}

bool sg_input_is_packed(const char *path)
{
    char head[SG_INPUT_MAGIC];
    struct stat info;
    if (path[sg_member_cut(path)]) return true;
    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode)) return false; /* a pipe, once opened, would end its writer */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    ssize_t got = fd >= 0 ? pread(fd, head, sizeof head, 0) : -1;
    if (fd >= 0) close(fd);
    return got > 0 && sg_input_packed(head, (size_t)got);
}
