#include "plugin/trust.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef SG_PREFIX
#define SG_PREFIX "/usr/local"
#endif
#define INSTALLED SG_PREFIX "/lib/skillgap/plugins"

_Static_assert(SG_PLUGIN_PATH_MAX >= PATH_MAX, "a resolved path fits");

/* The folder that holds the program, and who may write the program. -1: not known. */
static int program_folder(char out[static SG_PLUGIN_PATH_MAX], struct stat *info)
{
    ssize_t len = readlink("/proc/self/exe", out, SG_PLUGIN_PATH_MAX - 1);
    if (len <= 0) return -1;
    out[len] = '\0';
    char *slash = strrchr(out, '/');
    if (!slash || stat(out, info) != 0) return -1;
    *slash = '\0';
    return 0;
}

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text), tail = strlen(end);
    return len >= tail && strcmp(text + len - tail, end) == 0;
}

/* Where the program and what came with it lie: root holds both; plugins is the folder of its plugins. Empty texts: not
 * known. */
typedef struct home {
    char root[SG_PLUGIN_PATH_MAX], plugins[SG_PLUGIN_PATH_MAX];
    mode_t loose; /* who else may write the program itself: they need no plugin to run as its user */
} home;

static bool plugins_below(home *h, const char *below)
{
    int len = snprintf(h->plugins, sizeof h->plugins, "%s%s", h->root, below);
    if (len > 0 && (size_t)len < sizeof h->plugins && is_folder(h->plugins)) return true;
    h->plugins[0] = '\0';
    return false;
}

static home find_home(void)
{
    home h = {.loose = 0};
    struct stat info;
    if (program_folder(h.root, &info) != 0) return (home){.loose = 0};
    h.loose = info.st_mode & (S_IWGRP | S_IWOTH);
    if (ends_with(h.root, "/tests")) *strrchr(h.root, '/') = '\0'; /* test programs of a build tree */
    if (plugins_below(&h, "/plugins")) return h;
    if (ends_with(h.root, "/bin")) { /* installed, perhaps elsewhere than it was built for */
        *strrchr(h.root, '/') = '\0';
        if (plugins_below(&h, "/lib/skillgap/plugins")) return h;
    }
    return (home){.loose = 0};
}

void sg_trust_own_folder(char out[static SG_PLUGIN_PATH_MAX])
{
    home h = find_home();
    snprintf(out, SG_PLUGIN_PATH_MAX, "%s", h.plugins[0] ? h.plugins : INSTALLED);
}

int sg_trust_id(const char *file, char out[static SG_PLUGIN_ID_MAX])
{
    const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file;
    size_t len = strlen(name);
    if (len <= 3 || strcmp(name + len - 3, ".so") != 0 || len - 3 >= SG_PLUGIN_ID_MAX) return -1;
    memcpy(out, name, len - 3);
    out[len - 3] = '\0';
    return 0;
}

/* What to expect of the files on the way to a plugin. */
typedef struct own {
    char folder[SG_PLUGIN_PATH_MAX]; /* the root of what came with the program, or empty */
    mode_t loose;
    bool inside; /* the plugin came with the program */
} own;

static bool lies_in(const char *file, const char *folder)
{
    size_t len = strlen(folder);
    return len && strncmp(file, folder, len) == 0 && file[len] == '/';
}

static own own_of(const char *file)
{
    home h = find_home();
    own it = {.loose = 0};
    char tests[SG_PLUGIN_PATH_MAX + 16];
    snprintf(tests, sizeof tests, "%s/tests/plugins", h.root);
    memcpy(it.folder, h.root, sizeof it.folder);
    it.inside = lies_in(file, h.plugins) || (h.root[0] && lies_in(file, tests));
    if (it.inside) it.loose = h.loose;
    return it;
}

static sg_status owner_check(const struct stat *info, mode_t loose, const char *path, sg_error *err)
{
    const char *what = S_ISDIR(info->st_mode) ? "folder" : "file";
    if (info->st_uid != 0 && info->st_uid != geteuid())
        return sg_fail(err, SG_EPLUGIN, "%s: the %s belongs to another user (uid %lu): refused", path, what,
                       (unsigned long)info->st_uid);
    mode_t open_to = info->st_mode & (S_IWGRP | S_IWOTH) & ~loose;
    if (open_to)
        return sg_fail(err, SG_EPLUGIN,
                       "%s: others can write the %s (mode %04o, expected no write but the owner's): "
                       "refused",
                       path, what, (unsigned)(info->st_mode & 07777));
    return SG_OK;
}

/* In a sticky folder as /tmp others can make entries, but not replace ours: it may lie on the way, though the plugin's
 * own folder may not be one. rest: what follows it in the path. */
static mode_t shared(const struct stat *info, const char *rest)
{
    return (info->st_mode & S_ISVTX) && strchr(rest, '/') ? S_IWGRP | S_IWOTH : 0;
}

/* Goes down from the root; each step is opened from the one above, so what was checked is what is used. */
static sg_status walk(char *path, const own *mine, int *fd, sg_error *err)
{
    int at = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
    sg_status status = at < 0 ? sg_fail(err, SG_EFAIL, "/: cannot be opened: %s", strerror(errno)) : SG_OK;
    char *name = path + 1, *slash;
    while (status == SG_OK) {
        struct stat info;
        char held = name[-1];
        name[-1] = '\0';
        bool above = mine->inside && strlen(path) < strlen(mine->folder); /* whoever rules there rules the program */
        if (fstat(at, &info) != 0)
            status = sg_fail(err, SG_EFAIL, "%s: cannot be read: %s", path, strerror(errno));
        else if (!above)
            status = owner_check(&info, mine->loose | shared(&info, name), name == path + 1 ? "/" : path, err);
        name[-1] = held;
        if (status != SG_OK || !(slash = strchr(name, '/'))) break;
        *slash = '\0';
        int next = openat(at, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (next < 0) status = sg_fail(err, SG_EFAIL, "%s: cannot be opened: %s", path, strerror(errno));
        *slash = '/';
        close(at);
        at = next;
        name = slash + 1;
    }
    int file = status == SG_OK ? openat(at, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) : -1;
    if (status == SG_OK && file < 0) status = sg_fail(err, SG_EFAIL, "%s: cannot be opened: %s", path, strerror(errno));
    if (at >= 0) close(at);
    if (status == SG_OK) *fd = file;
    return status;
}

sg_status sg_trust_open(const char *file, int *fd, bool *installed, sg_error *err)
{
    char path[SG_PLUGIN_PATH_MAX], folder[SG_PLUGIN_PATH_MAX], resolved[SG_PLUGIN_PATH_MAX];
    if (!realpath(file, path)) return sg_fail(err, SG_EFAIL, "%s: cannot be opened: %s", file, strerror(errno));
    own mine = own_of(path);
    int opened = -1;
    sg_status status = walk(path, &mine, &opened, err);
    if (status != SG_OK) return status;
    struct stat info;
    if (fstat(opened, &info) != 0 || !S_ISREG(info.st_mode))
        status = sg_fail(err, SG_EPLUGIN, "%s: a regular file was expected", file);
    else
        status = owner_check(&info, mine.loose, file, err);
    if (status != SG_OK) {
        close(opened);
        return status;
    }
    snprintf(folder, sizeof folder, "%s", path);
    *strrchr(folder, '/') = '\0';
    *installed = mine.inside || (realpath(INSTALLED, resolved) && strcmp(resolved, folder) == 0);
    *fd = opened;
    return SG_OK;
}
