/* Fuzzes a taxonomy file of one's own, YAML and JSON: whatever the bytes, it is taken or refused with a message; what
 * was taken is a taxonomy that can be finished, and the same file gives the same one again.
 *
 *   make fuzz TARGET=overlay SECONDS=60
 */
#include "taxonomy/overlay.h"

#include "base/text.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#define T(literal)                                                                                                     \
    {                                                                                                                  \
        literal, sizeof(literal) - 1                                                                                   \
    }
#define REQUIRE(condition) ((condition) ? (void)0 : abort())

static char folder[] = "/tmp/fuzz-overlay-XXXXXX";
static sg_map common;

static const struct {
    uint32_t type;
    union {
        sg_skill skill;
        sg_form form;
        sg_rule rule;
        sg_relation relation;
        sg_role role;
        sg_title title;
        sg_requirement need;
    } as;
} shipped[] = {
    {SG_RECORD_SKILL, {.skill = {T("go"), T("Go"), T("language"), T("languages"), {0}, T("x"), 2009}}},
    {SG_RECORD_SKILL, {.skill = {T("k"), T("Kafka"), T("tool"), T("tools"), {0}, T("x"), 2011}}},
    {SG_RECORD_FORM, {.form = {T("go"), T("Go"), T("exact"), T("tech"), T("x")}}},
    {SG_RECORD_FORM, {.form = {T("k"), T("kafka"), T("any"), {0}, T("x")}}},
    {SG_RECORD_RULE, {.rule = {T("tech"), T("need"), T("list"), {0}, 0}}},
    {SG_RECORD_RELATION, {.relation = {T("k"), T("implies"), T("go"), T("x")}}},
    {SG_RECORD_ROLE, {.role = {T("r"), T("R"), T("f"), {0}, {0}, {0}, T("x")}}},
    {SG_RECORD_TITLE, {.title = {T("r"), T("a coder"), T("x")}}},
    {SG_RECORD_REQUIREMENT, {.need = {T("r"), T("go"), T("x"), 3, 3, {0}}}},
};

static void build(void)
{
    REQUIRE(mkdtemp(folder) && sg_map_add(&common, (sg_text)T("spring")) == 0);
}

/* The taxonomy's hash, or 0 when the file was refused. */
static uint64_t lay(const char *path)
{
    sg_taxonomy t = {0};
    sg_overlay *o = NULL;
    sg_error err = {""};
    const sg_overlay_use *uses;
    uint64_t hash = 0;
    sg_status status = sg_overlay_read(path, &common, &o, &err);
    for (size_t i = 0; status == SG_OK && i < sizeof shipped / sizeof *shipped; i++)
        status = sg_overlay_take(o, &t, shipped[i].type, &shipped[i].as, &err);
    if (status == SG_OK) status = sg_overlay_add(o, &t, &err);
    if (status == SG_OK) status = sg_taxonomy_finish(&t, &err);
    REQUIRE(status == SG_OK || (err.text[0] && sg_utf8_valid(err.text, strlen(err.text))));
    if (status == SG_OK) hash = t.hash | 1;
    for (size_t i = 0; status == SG_OK && i < sg_overlay_uses(o, &uses); i++) REQUIRE(uses[i].file);
    sg_overlay_free(o);
    sg_taxonomy_release(&t);
    return hash;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char path[64];
    if (!common.count) build();
    snprintf(path, sizeof path, "%s/own.%s", folder, size && bytes[0] == '{' ? "json" : "yaml");
    int file = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0600);
    REQUIRE(file >= 0 && write(file, bytes, size) == (ssize_t)size && close(file) == 0);
    REQUIRE(lay(path) == lay(path));
    return 0;
}
