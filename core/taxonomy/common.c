#include "taxonomy/common.h"

#include "base/file.h"

#include <string.h>

enum { FILE_MAX = 4 << 20, WORD_MAX = 64 };

sg_status sg_common_read(const char *path, sg_map *out, sg_error *err)
{
    sg_buf bytes;
    sg_buf_init(&bytes, FILE_MAX);
    sg_status status = sg_file_read(path, &bytes, err);
    sg_text rest = {bytes.at, bytes.len}, line;
    while (status == SG_OK && bytes.at && sg_text_split(&rest, '\n', &line)) {
        const char *comment = memchr(line.at, '#', line.len);
        if (comment) line.len = (size_t)(comment - line.at);
        line = sg_text_trim(line);
        if (line.len && sg_map_add(out, line) == SG_MAP_NONE) status = sg_fail(err, SG_EFAIL, "%s: no memory", path);
    }
    sg_buf_release(&bytes);
    return status;
}

/* The same as ENDINGS of datasets/make/check_taxonomy.py. */
static const struct {
    const char *ending, *put;
    bool doubles; /* "planning": the stem's last letter may be there twice */
} endings[] = {
    {"ies", "y", false}, {"ied", "y", false}, {"es", "", false},   {"s", "", false}, {"ed", "", true},
    {"ed", "e", false},  {"ing", "", true},   {"ing", "e", false}, {"er", "", true}, {"er", "e", false},
    {"ers", "", true},   {"ers", "e", false}, {"or", "e", false},
};

bool sg_common_has(const sg_map *words, sg_text folded)
{
    char base[WORD_MAX];
    if (!folded.len || folded.len >= sizeof base - 1) return false;
    if (sg_map_find(words, folded) != SG_MAP_NONE) return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t cut = strlen(endings[i].ending), put = strlen(endings[i].put), stem = folded.len - cut;
        if (folded.len < cut + 3 || memcmp(folded.at + stem, endings[i].ending, cut) != 0) continue;
        memcpy(base, folded.at, stem);
        memcpy(base + stem, endings[i].put, put);
        if (sg_map_find(words, (sg_text){base, stem + put}) != SG_MAP_NONE) return true;
        bool twice = endings[i].doubles && base[stem - 1] == base[stem - 2];
        if (twice && sg_map_find(words, (sg_text){base, stem - 1}) != SG_MAP_NONE) return true;
    }
    return false;
}
