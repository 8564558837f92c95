#include "plugin/host.h"

#include "base/file.h"
#include "base/map.h"
#include "plugin/trust.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDERS_MAX = sizeof((sg_plugin_path *)0)->folders / sizeof((sg_plugin_path *)0)->folders[0] };

/* A folder named twice is searched once. */
static void folder_add(sg_plugin_path *path, sg_text folder)
{
    char name[SG_PLUGIN_PATH_MAX], real[SG_PLUGIN_PATH_MAX];
    if (!folder.len || folder.len >= sizeof name || path->n == FOLDERS_MAX) return;
    memcpy(name, folder.at, folder.len);
    name[folder.len] = '\0';
    if (!realpath(name, real)) return;
    for (size_t i = 0; i < path->n; i++)
        if (strcmp(path->folders[i], real) == 0) return;
    memcpy(path->folders[path->n++], real, strlen(real) + 1);
}

void sg_plugin_path_init(sg_plugin_path *path, const char *plugin_dir)
{
    char folder[SG_PLUGIN_PATH_MAX];
    path->n = 0;
    folder_add(path, sg_text_of(plugin_dir));
    sg_text rest = sg_text_of(getenv("SKILLGAP_PLUGIN_PATH")), part;
    while (rest.at && sg_text_split(&rest, ':', &part)) folder_add(path, part);
    static const char below[] = "/plugins";
    if (sg_user_folder(folder, sizeof folder - sizeof below) == 0) {
        memcpy(folder + strlen(folder), below, sizeof below);
        folder_add(path, sg_text_of(folder));
    }
    sg_trust_own_folder(folder);
    folder_add(path, sg_text_of(folder));
}

static bool file_in(const char *folder, const char *id, char out[static SG_PLUGIN_PATH_MAX])
{
    int len = snprintf(out, SG_PLUGIN_PATH_MAX, "%s/%s.so", folder, id);
    struct stat info;
    return len > 0 && len < SG_PLUGIN_PATH_MAX && stat(out, &info) == 0;
}

static bool same_file(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

static void names_in(const char *folder, sg_map *names)
{
    DIR *open_folder = opendir(folder);
    char id[SG_PLUGIN_ID_MAX];
    for (struct dirent *entry; open_folder && (entry = readdir(open_folder));)
        if (sg_trust_id(entry->d_name, id) == 0) sg_map_add(names, sg_text_of(id));
    if (open_folder) closedir(open_folder);
}

static sg_status none_found(const sg_plugin_path *path, const char *id, sg_error *err)
{
    sg_map names = {0};
    char near[512];
    for (size_t i = 0; i < path->n; i++) names_in(path->folders[i], &names);
    sg_map_nearest(&names, sg_text_of(id), 3, near, sizeof near);
    sg_status status = near[0] ? sg_fail(err, SG_EUSAGE, "no plugin \"%s\"; near are: %s", id, near)
                               : sg_fail(err, SG_EUSAGE, "no plugin \"%s\" in the folders searched (%zu, last: %s)", id,
                                         path->n, path->n ? path->folders[path->n - 1] : "none");
    sg_map_release(&names);
    return status;
}

sg_status sg_plugin_locate(const sg_plugin_path *path, const char *id, char out[static SG_PLUGIN_PATH_MAX],
                           sg_error *err)
{
    char first[SG_PLUGIN_PATH_MAX] = "", file[SG_PLUGIN_PATH_MAX];
    if (!id[0] || strlen(id) >= SG_PLUGIN_ID_MAX || strchr(id, '/')) return none_found(path, id, err);
    for (size_t i = 0; i < path->n; i++) {
        if (!file_in(path->folders[i], id, file)) continue;
        if (first[0] && !same_file(first, file))
            return sg_fail(err, SG_EPLUGIN, "plugin %s: there are two: %s and %s: refused", id, first, file);
        if (!first[0]) memcpy(first, file, strlen(file) + 1);
    }
    if (!first[0]) return none_found(path, id, err);
    int fd;
    bool installed;
    sg_status status = sg_trust_open(first, &fd, &installed, err);
    if (status != SG_OK) return status;
    close(fd);
    memcpy(out, first, strlen(first) + 1);
    return SG_OK;
}

typedef struct listing {
    sg_plugin_info *at;
    size_t n, capacity;
} listing;

static sg_status list_one(const sg_plugin_path *path, const char *id, const char *file, listing *list, sg_error *err)
{
    char found[SG_PLUGIN_PATH_MAX];
    sg_error why;
    if (SG_GROW(list->at, list->n, list->capacity, 10000) != 0)
        return sg_fail(err, SG_EFAIL, "no memory for the list of plugins");
    sg_plugin_info *info = &list->at[list->n++];
    *info = (sg_plugin_info){.kind = 0};
    if (sg_plugin_locate(path, id, found, &why) == SG_OK && sg_plugin_describe(file, info, &why) == SG_OK) return SG_OK;
    *info = (sg_plugin_info){.kind = 0};
    snprintf(info->path, sizeof info->path, "%s", file);
    snprintf(info->summary, sizeof info->summary, "%.255s", why.text);
    return SG_OK;
}

/* What new plugins are made from works by its name alone: it is no importer of anybody's data. */
static bool is_template(const char *id)
{
    static const char ending[] = "_template";
    size_t len = strlen(id), end = sizeof ending - 1;
    return len > end && strcmp(id + len - end, ending) == 0;
}

static sg_status list_folder(const sg_plugin_path *path, const char *folder, listing *list, sg_error *err)
{
    struct dirent **entries = NULL;
    int n = scandir(folder, &entries, NULL, alphasort);
    sg_status status = SG_OK;
    for (int i = 0; i < n; i++) {
        char id[SG_PLUGIN_ID_MAX], file[SG_PLUGIN_PATH_MAX];
        if (status == SG_OK && sg_trust_id(entries[i]->d_name, id) == 0 && !is_template(id) &&
            file_in(folder, id, file))
            status = list_one(path, id, file, list, err);
        free(entries[i]); /* scandir's own allocations */
    }
    free(entries);
    return status;
}

static int info_order(const void *a, const void *b)
{
    const sg_plugin_info *one = a, *other = b;
    int order = strcmp(one->id, other->id);
    return order ? order : strcmp(one->path, other->path);
}

sg_status sg_plugin_list(const sg_plugin_path *path, sg_plugin_info **out, size_t *n, sg_error *err)
{
    listing list = {0};
    for (size_t i = 0; i < path->n; i++) {
        sg_status status = list_folder(path, path->folders[i], &list, err);
        if (status == SG_OK) continue;
        sg_free(list.at);
        return status;
    }
    if (list.n) qsort(list.at, list.n, sizeof *list.at, info_order);
    *out = list.at;
    *n = list.n;
    return SG_OK;
}
