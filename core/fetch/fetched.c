#include "fetch/fetched.h"

#include "base/file.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { INDEX_MAX = 16 << 20, ANSWER_MAX = 1 << 30 };
static const char index_name[] = "index.json", form[] = "skillgap.fetched/1";

sg_status sg_fetched_path(const sg_fetched *fetched, const char *file, char out[static PATH_MAX], sg_error *err)
{
    int len = snprintf(out, PATH_MAX, "%s/%s", fetched->folder, file);
    if (len > 0 && len < PATH_MAX - 16) return SG_OK;
    return sg_fail(err, SG_EFAIL, "%s/%s: the path is too long", fetched->folder, file);
}

/* ---- the index ---- */

/* The object of the files in an index, or NULL when it is none of ours. The caller's. */
static json_t *files_of(const sg_buf *text)
{
    json_t *whole = json_loadb(text->at ? text->at : "", text->len, JSON_REJECT_DUPLICATES, NULL);
    const char *found = json_string_value(json_object_get(whole, "schema"));
    json_t *files = found && strcmp(found, form) == 0 ? json_object_get(whole, "files") : NULL;
    if (!json_is_object(files)) files = NULL;
    json_incref(files);
    json_decref(whole);
    return files;
}

static sg_status read_index(sg_fetched *fetched, sg_error *err)
{
    char path[PATH_MAX];
    sg_buf text;
    sg_buf_init(&text, INDEX_MAX);
    sg_status status = sg_fetched_path(fetched, index_name, path, err);
    bool there = status == SG_OK && access(path, F_OK) == 0;
    if (there) status = sg_file_read(path, &text, err);
    if (status == SG_OK && there) {
        fetched->index = files_of(&text);
        fetched->lost = !fetched->index;
    }
    if (status == SG_OK && !fetched->index) fetched->index = json_object();
    if (status == SG_OK && !fetched->index) status = sg_fail(err, SG_EFAIL, "no memory");
    sg_buf_release(&text);
    return status;
}

static sg_status write_index(const sg_fetched *fetched, sg_error *err)
{
    char path[PATH_MAX];
    sg_status status = sg_fetched_path(fetched, index_name, path, err);
    if (status != SG_OK) return status;
    json_t *whole = json_pack("{s:s, s:O}", "schema", form, "files", fetched->index);
    char *text = json_dumps(whole, JSON_INDENT(1) | JSON_SORT_KEYS);
    json_decref(whole);
    if (!text) return sg_fail(err, SG_EFAIL, "no memory");
    status = sg_file_write(path, text, strlen(text), 0600, err);
    free(text);
    return status;
}

/* ---- opening ---- */

sg_status sg_fetched_look(const char *folder, sg_fetched *out, sg_error *err)
{
    sg_fetched fetched = {.lock = -1};
    if (snprintf(fetched.folder, sizeof fetched.folder, "%s", folder) >= (int)sizeof fetched.folder)
        return sg_fail(err, SG_EFAIL, "%s: the path is too long", folder);
    sg_status status = read_index(&fetched, err);
    if (status == SG_OK) *out = fetched;
    return status;
}

sg_status sg_fetched_open(const char *folder, sg_fetched *out, sg_error *err)
{
    sg_status status = sg_folder_make(folder, err);
    if (status != SG_OK) return status;
    int lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock < 0) return sg_fail(err, SG_EFAIL, "%s: cannot be opened: %s", folder, strerror(errno));
    if (flock(lock, LOCK_EX | LOCK_NB) == 0)
        status = sg_fetched_look(folder, out, err);
    else
        status = errno == EWOULDBLOCK ? sg_fail(err, SG_EFAIL, "%s: another skillgap fetches into it", folder)
                                      : sg_fail(err, SG_EFAIL, "%s: cannot be locked: %s", folder, strerror(errno));
    if (status == SG_OK)
        out->lock = lock;
    else
        close(lock);
    return status;
}

void sg_fetched_close(sg_fetched *fetched)
{
    json_decref(fetched->index);
    if (fetched->lock >= 0) close(fetched->lock);
    *fetched = (sg_fetched){.lock = -1};
}

/* ---- answers ---- */

/* What is kept of the content: 16 hex digits. */
static bool same_content(const sg_fetched *fetched, const char *file, const char *hash)
{
    char path[PATH_MAX], found[17];
    sg_buf text;
    sg_buf_init(&text, ANSWER_MAX);
    bool same = sg_fetched_path(fetched, file, path, NULL) == SG_OK && sg_file_read(path, &text, NULL) == SG_OK;
    if (same) {
        snprintf(found, sizeof found, "%016llx", (unsigned long long)sg_hash(text.at ? text.at : "", text.len));
        same = strcmp(found, hash) == 0;
    }
    sg_buf_release(&text);
    return same;
}

static const char *text_in(const json_t *entry, const char *key)
{
    return json_string_value(json_object_get(entry, key));
}

static size_t count_in(const json_t *entry, const char *key)
{
    json_int_t value = json_integer_value(json_object_get(entry, key));
    return value > 0 ? (size_t)value : 0;
}

bool sg_fetched_find(const sg_fetched *fetched, const char *file, sg_kept *out)
{
    const json_t *entry = json_object_get(fetched->index, file);
    const char *url = text_in(entry, "url"), *hash = text_in(entry, "hash"), *day = text_in(entry, "day");
    sg_day asked;
    if (!url || !hash || !sg_day_parse(sg_text_of(day), &asked) || !same_content(fetched, file, hash)) return false;
    *out = (sg_kept){.url = url,
                     .etag = text_in(entry, "etag"),
                     .modified = text_in(entry, "modified"),
                     .hash = strtoull(hash, NULL, 16),
                     .bytes = count_in(entry, "bytes"),
                     .items = count_in(entry, "items"),
                     .day = asked};
    return true;
}

const char *sg_fetched_address(const sg_fetched *fetched, const char *file)
{
    const json_t *entry = json_object_get(fetched->index, file);
    const char *part = text_in(json_object_get(entry, "part"), "url");
    return part ? part : text_in(entry, "url");
}

void sg_fetched_last(const sg_fetched *fetched, const char *below, char out[static 256])
{
    const char *file;
    json_t *entry;
    out[0] = '\0';
    json_object_foreach(fetched->index, file, entry)
    {
        if (strncmp(file, below, strlen(below)) == 0 && text_in(entry, "hash") && strcmp(file, out) > 0)
            snprintf(out, 256, "%s", file);
    }
}

/* Sets a text; NULL or one that is no UTF-8 takes it away: what cannot be kept is not needed. */
static int set_text(json_t *entry, const char *key, const char *text)
{
    json_t *value = text ? json_string(text) : NULL;
    if (value) return json_object_set_new(entry, key, value);
    json_object_del(entry, key);
    return 0;
}

/* The file's entry, made when it is missing; borrowed. */
static json_t *entry_of(sg_fetched *fetched, const char *file)
{
    json_t *entry = json_object_get(fetched->index, file);
    if (json_is_object(entry)) return entry;
    return json_object_set_new(fetched->index, file, json_object()) == 0 ? json_object_get(fetched->index, file) : NULL;
}

/* Makes the folder in which the file lies, and writes it. */
static sg_status write_below(const sg_fetched *fetched, const char *file, const sg_buf *body, sg_error *err)
{
    char path[PATH_MAX];
    sg_status status = sg_fetched_path(fetched, file, path, err);
    if (status != SG_OK) return status;
    char *slash = strrchr(path, '/');
    *slash = '\0';
    status = sg_folder_make(path, err);
    *slash = '/';
    return status == SG_OK ? sg_file_write(path, body->at ? body->at : "", body->len, 0600, err) : status;
}

/* Removes NAME.part, if there is one. */
static void unlink_part(const sg_fetched *fetched, const char *file)
{
    char path[PATH_MAX];
    if (sg_fetched_path(fetched, file, path, NULL) != SG_OK) return;
    memcpy(path + strlen(path), ".part", 6);
    unlink(path);
}

sg_status sg_fetched_keep(sg_fetched *fetched, const char *file, const sg_buf *body, const sg_kept *kept, sg_error *err)
{
    char day[11], hash[17];
    json_t *entry = entry_of(fetched, file);
    uint64_t sum = body ? sg_hash(body->at ? body->at : "", body->len) : kept->hash;
    sg_day_format(kept->day, day);
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long)sum);
    bool set = entry && set_text(entry, "url", kept->url) == 0 && set_text(entry, "etag", kept->etag) == 0 &&
               set_text(entry, "modified", kept->modified) == 0 && set_text(entry, "hash", hash) == 0 &&
               set_text(entry, "day", day) == 0 && set_text(entry, "part", NULL) == 0 &&
               json_object_set_new(entry, "bytes", json_integer((json_int_t)(body ? body->len : kept->bytes))) == 0 &&
               json_object_set_new(entry, "items", json_integer((json_int_t)kept->items)) == 0;
    if (!set) return sg_fail(err, SG_EFAIL, "no memory");
    sg_status status = body ? write_below(fetched, file, body, err) : SG_OK;
    if (status == SG_OK) status = write_index(fetched, err);
    if (status == SG_OK) unlink_part(fetched, file);
    return status;
}

/* ---- parts ---- */

bool sg_fetched_part(const sg_fetched *fetched, const char *file, const char *url, sg_buf *body, char etag[static 256])
{
    char path[PATH_MAX];
    const json_t *entry = json_object_get(json_object_get(fetched->index, file), "part");
    const char *from = text_in(entry, "url"), *known = text_in(entry, "etag");
    if (!from || !known || strcmp(from, url) != 0 || strlen(known) >= 256) return false;
    if (sg_fetched_path(fetched, file, path, NULL) != SG_OK) return false;
    memcpy(path + strlen(path), ".part", 6);
    sg_buf_clear(body);
    if (sg_file_read(path, body, NULL) != SG_OK || body->len != count_in(entry, "bytes") || !body->len) {
        sg_buf_clear(body);
        return false;
    }
    snprintf(etag, 256, "%s", known);
    return true;
}

sg_status sg_fetched_keep_part(sg_fetched *fetched, const char *file, const char *url, const char *etag,
                               const sg_buf *body, sg_error *err)
{
    char name[PATH_MAX];
    json_t *entry = entry_of(fetched, file);
    json_t *part = json_pack("{s:s, s:s, s:I}", "url", url, "etag", etag, "bytes", (json_int_t)body->len);
    if (!part) return SG_OK; /* an ETag that is no UTF-8: it cannot be resumed */
    if (!entry || json_object_set_new(entry, "part", part) != 0) return sg_fail(err, SG_EFAIL, "no memory");
    snprintf(name, sizeof name, "%s.part", file);
    sg_status status = write_below(fetched, name, body, err);
    return status == SG_OK ? write_index(fetched, err) : status;
}

sg_status sg_fetched_drop_part(sg_fetched *fetched, const char *file, sg_error *err)
{
    json_t *entry = json_object_get(fetched->index, file);
    unlink_part(fetched, file);
    if (!json_object_get(entry, "part")) return SG_OK;
    json_object_del(entry, "part");
    return write_index(fetched, err);
}
