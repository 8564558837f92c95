/* Zip archives through libzip, which reads them by a source of ours: it opens no file and moves no descriptor. */
#include "input/decode_work.h"

#include "base/mem.h"
#include "base/text.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { NAMES_MAX = 700 /* bytes of names in a message */, MEMBERS_MAX = 100000 };

/* ---- the source ---- */

static zip_int64_t source_read(sg_archive *a, void *bytes, uint64_t size)
{
    uint64_t left = a->at < a->size ? a->size - a->at : 0;
    if (size > left) size = left;
    if (a->beat) a->beat(a->self);
    if (a->memory) {
        memcpy(bytes, a->memory + a->at, size);
        a->at += size;
        return (zip_int64_t)size;
    }
    ssize_t got;
    do got = pread(a->fd, bytes, size, (off_t)a->at);
    while (got < 0 && errno == EINTR);
    if (got < 0) {
        zip_error_set(&a->error, ZIP_ER_READ, errno);
        return -1;
    }
    a->at += (uint64_t)got;
    return got;
}

static zip_int64_t source_stat(const sg_archive *a, void *data, uint64_t len)
{
    if (len < sizeof(zip_stat_t)) return -1;
    zip_stat_t *stat = data;
    zip_stat_init(stat);
    stat->valid = ZIP_STAT_SIZE;
    stat->size = a->size;
    return sizeof *stat;
}

static zip_int64_t source(void *self, void *data, zip_uint64_t len, zip_source_cmd_t command)
{
    sg_archive *a = self;
    zip_int64_t to;
    switch (command) {
    case ZIP_SOURCE_OPEN: a->at = 0; return 0;
    case ZIP_SOURCE_READ: return source_read(a, data, len);
    case ZIP_SOURCE_STAT: return source_stat(a, data, len);
    case ZIP_SOURCE_ERROR: return zip_error_to_data(&a->error, data, len);
    case ZIP_SOURCE_TELL: return (zip_int64_t)a->at;
    case ZIP_SOURCE_SUPPORTS: return ZIP_SOURCE_SUPPORTS_SEEKABLE;
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE: return 0; /* the archive's own, which outlives it */
    case ZIP_SOURCE_SEEK:
        to = zip_source_seek_compute_offset(a->at, a->size, data, len, &a->error);
        if (to < 0) return -1;
        a->at = (uint64_t)to;
        return 0;
    default: zip_error_set(&a->error, ZIP_ER_OPNOTSUPP, 0); return -1;
    }
}

/* ---- archives ---- */

static sg_status corrupt(zip_error_t *error, const char *what, sg_error *err)
{
    sg_status status = zip_error_code_zip(error) == ZIP_ER_MEMORY
                           ? sg_fail(err, SG_EFAIL, "no memory to unpack it")
                           : sg_fail(err, SG_EFAIL, "%s is cut or corrupt: %s", what, zip_error_strerror(error));
    zip_error_fini(error);
    return status;
}

sg_status sg_archive_open(int fd, char *memory, uint64_t size, const sg_input_from *from, sg_archive **out,
                          sg_error *err)
{
    sg_archive *a = sg_zalloc(1, sizeof *a);
    if (!a) return sg_fail(err, SG_EFAIL, "no memory to unpack it");
    *a = (sg_archive){.fd = fd, .memory = memory, .size = size, .beat = from->beat, .self = from->self};
    zip_error_t error;
    zip_error_init(&error);
    zip_error_init(&a->error);
    zip_source_t *bytes = zip_source_function_create(source, a, &error);
    a->zip = bytes ? zip_open_from_source(bytes, ZIP_RDONLY, &error) : NULL;
    if (a->zip) {
        *out = a;
        return SG_OK;
    }
    zip_source_free(bytes);
    sg_free(a);
    return corrupt(&error, "the zip", err);
}

void sg_archive_close(sg_archive *archive)
{
    if (!archive) return;
    zip_discard(archive->zip);
    zip_error_fini(&archive->error);
    sg_free(archive->memory);
    sg_free(archive);
}

bool sg_archive_has(const sg_archive *archive, const char *name)
{
    return zip_name_locate(archive->zip, name, 0) >= 0;
}

/* ---- members ---- */

typedef struct unzipped {
    zip_file_t *file;
    sg_bound bound;
    char name[128];
} unzipped;

static sg_status unzipped_read(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    unzipped *u = self;
    zip_int64_t len = zip_fread(u->file, bytes, size);
    if (len < 0)
        return sg_fail(err, SG_EFAIL, "in the zip, \"%s\" is cut or corrupt: %s", u->name, zip_file_strerror(u->file));
    *got = (size_t)len;
    u->bound.out += *got;
    return sg_bound_check(&u->bound, err);
}

static void unzipped_close(void *self)
{
    unzipped *u = self;
    zip_fclose(u->file);
    sg_free(u);
}

sg_status sg_archive_member(sg_archive *archive, uint64_t index, sg_stage *out, sg_error *err)
{
    zip_stat_t stat;
    if (zip_stat_index(archive->zip, index, 0, &stat) != 0) return corrupt(zip_get_error(archive->zip), "the zip", err);
    if (stat.valid & ZIP_STAT_ENCRYPTION_METHOD && stat.encryption_method != ZIP_EM_NONE)
        return sg_fail(err, SG_EFAIL, "in the zip, \"%s\" is encrypted: expected a zip without a password", stat.name);
    unzipped *u = sg_zalloc(1, sizeof *u);
    if (!u) return sg_fail(err, SG_EFAIL, "no memory to unpack it");
    snprintf(u->name, sizeof u->name, "%s", stat.name);
    u->bound.in = stat.valid & ZIP_STAT_COMP_SIZE ? stat.comp_size : archive->size;
    u->file = zip_fopen_index(archive->zip, index, 0);
    if (!u->file) {
        sg_fail(err, SG_EFAIL, "in the zip, \"%s\" cannot be unpacked: %s", u->name, zip_strerror(archive->zip));
        sg_free(u);
        return SG_EFAIL;
    }
    *out = (sg_stage){.read = unzipped_read, .close = unzipped_close, .self = u};
    return SG_OK;
}

sg_status sg_archive_named(sg_archive *archive, const char *name, sg_stage *out, sg_error *err)
{
    zip_int64_t index = zip_name_locate(archive->zip, name, 0);
    if (index < 0) return sg_fail(err, SG_EFAIL, "the workbook lacks its part %s", name);
    return sg_archive_member(archive, (uint64_t)index, out, err);
}

/* ---- which one ---- */

static const char *base_of(const char *name)
{
    const char *slash = strrchr(name, '/');
    return slash ? slash + 1 : name;
}

/* No folder, no hidden file, nothing that a Mac adds. */
static bool is_data(const char *name)
{
    const char *base = base_of(name);
    return *base && *base != '.' && strncmp(name, "__MACOSX/", 9) != 0;
}

/* The member's name when it is one of data, else NULL. */
static const char *data_name(const sg_archive *a, uint64_t index)
{
    const char *name = zip_get_name(a->zip, index, ZIP_FL_ENC_GUESS);
    return name && is_data(name) ? name : NULL;
}

static uint64_t count_of(const sg_archive *a)
{
    zip_int64_t n = zip_get_num_entries(a->zip, 0);
    return n < 0 ? 0 : n > MEMBERS_MAX ? MEMBERS_MAX : (uint64_t)n;
}

/* Names of all data, into out. */
static void list(const sg_archive *a, const char *between, sg_buf *out)
{
    for (uint64_t i = 0, n = count_of(a), first = 1; i < n && !out->failed; i++) {
        const char *name = data_name(a, i);
        if (!name) continue;
        if (!first) sg_buf_str(out, between);
        sg_buf_str(out, name);
        first = 0;
    }
}

/* The message, and behind it the names that there are. */
static sg_status fail_listing(const sg_archive *a, const char *what, sg_error *err)
{
    sg_buf names;
    sg_buf_init(&names, NAMES_MAX);
    list(a, ", ", &names);
    sg_fail(err, SG_EUSAGE, "%s: it has %s%s", what, names.at ? names.at : "none", names.failed ? ", …" : "");
    sg_buf_release(&names);
    return SG_EUSAGE;
}

/* name[0 … len) is the member's whole name, or without its folders. */
static bool is_named(const char *member, const char *name, size_t len)
{
    const char *base = base_of(member);
    return (strlen(member) == len && memcmp(member, name, len) == 0) ||
           (strlen(base) == len && strncasecmp(base, name, len) == 0);
}

static bool find(const sg_archive *a, const char *name, size_t len, uint64_t *index)
{
    for (uint64_t i = 0, n = count_of(a); i < n; i++) {
        const char *member = data_name(a, i);
        if (!member || !is_named(member, name, len)) continue;
        *index = i;
        return true;
    }
    return false;
}

static sg_status only_one(const sg_archive *a, const sg_input_from *from, uint64_t *index, sg_error *err)
{
    uint64_t found = 0;
    for (uint64_t i = 0, n = count_of(a); i < n; i++)
        if (data_name(a, i) && found++ == 0) *index = i;
    if (found == 1) return SG_OK;
    if (!found) return sg_fail(err, SG_EFAIL, "the zip has no file in it");
    if (from->members) list(a, "\n", from->members);
    return fail_listing(a, "the zip has several files, name one as FILE#MEMBER", err);
}

sg_status sg_archive_choose(const sg_archive *archive, const sg_input_from *from, const char *member, uint64_t *index,
                            const char **rest, sg_error *err)
{
    if (!member) {
        *rest = NULL;
        return only_one(archive, from, index, err);
    }
    for (size_t len = strlen(member); len; len = (size_t)((const char *)memrchr(member, '#', len) - member)) {
        if (find(archive, member, len, index)) {
            *rest = member[len] == '#' ? member + len + 1 : NULL;
            return SG_OK;
        }
        if (!memrchr(member, '#', len)) break;
    }
    char what[160];
    snprintf(what, sizeof what, "the zip has no file \"%.80s\"", member);
    return fail_listing(archive, what, err);
}
