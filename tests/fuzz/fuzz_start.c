/* Any bytes as the papers that a profile starts from: refused with a message, or made into a profile that this program
 * reads without a problem, the same each time. Zips are made of the bytes behind the first: a file of an export.
 *
 *   make fuzz TARGET=start SECONDS=60
 */
#include "vocabulary.h"

#include "career/draft.h"
#include "career/start.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static sg_taxonomy taxonomy;
static char path[] = "/tmp/fuzz-start-XXXXXX.json";

/* The bytes as a zip of one file, in memory; to free. */
static char *zipped(const char *name, const uint8_t *bytes, size_t size, size_t *len)
{
    zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source(out, ZIP_TRUNCATE, NULL);
    REQUIRE(out && zip);
    zip_source_keep(out);
    REQUIRE(zip_file_add(zip, name, zip_source_buffer(zip, bytes, size, 0), 0) >= 0 && zip_close(zip) == 0);
    zip_stat_t stat;
    REQUIRE(zip_source_stat(out, &stat) == 0 && zip_source_open(out) == 0);
    char *all = malloc(stat.size);
    REQUIRE(all && zip_source_read(out, all, stat.size) == (zip_int64_t)stat.size);
    *len = (size_t)stat.size;
    zip_source_close(out);
    zip_source_free(out);
    return all;
}

static char *start(sg_text text)
{
    sg_start made;
    sg_profile profile;
    sg_error err = {""};
    sg_status status = sg_start_parse(text, "cv", &taxonomy, &made, &err);
    REQUIRE(status == SG_OK || (err.text[0] && sg_utf8_valid(err.text, strlen(err.text))));
    if (status != SG_OK) return NULL;
    char *out = json_dumps(made.resume, 0);
    REQUIRE(out);
    json_object_del(made.resume, "meta");
    json_object_del(made.resume, "basics");
    REQUIRE(sg_draft_write(made.resume, path, &err) == SG_OK);
    json_t *block = json_object_get(made.resume, "x-skillgap");
    status = sg_profile_read(path, &taxonomy, &profile, NULL, &err);
    /* a block of the source's own may be wrong; what is made here is not */
    REQUIRE(status == SG_OK || block || json_object_get(made.resume, "skills") == NULL);
    if (status == SG_OK) sg_profile_release(&profile);
    sg_start_release(&made);
    return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char *const files[] = {"Skills.csv", "Positions.csv", "Profile.csv", "Projects.csv"};
    if (!taxonomy.skill_ids.count) {
        build_vocabulary(&taxonomy);
        REQUIRE(mkstemps(path, 5) >= 0);
    }
    char *zip = NULL;
    sg_text text = {size ? (const char *)bytes : "", size};
    if (size && bytes[0] < 4) {
        zip = zipped(files[bytes[0]], bytes + 1, size - 1, &text.len);
        text.at = zip;
    }
    char *first = start(text), *second = start(text);
    REQUIRE(!first == !second && (!first || strcmp(first, second) == 0));
    free(first);
    free(second);
    free(zip);
    return 0;
}
