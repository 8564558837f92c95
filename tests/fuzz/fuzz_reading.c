/* Fuzzes the reading of a posting: whatever its fields hold, as long as it is a record, what is read of it is one too,
 * with amounts in order and mentions within the text.
 *
 *   make fuzz TARGET=reading SECONDS=60
 */
#include "reading/reading.h"

#include "base/text.h"
#include "plugin/record.h"
#include "taxonomy/matcher.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#define T(literal)                                                                                                     \
    {                                                                                                                  \
        literal, sizeof(literal) - 1                                                                                   \
    }
#define REQUIRE(condition) ((condition) ? (void)0 : abort())

static sg_taxonomy taxonomy;
static sg_reader *reader;

static void add(uint32_t type, const void *row)
{
    REQUIRE(sg_taxonomy_add(&taxonomy, type, row, NULL) == SG_OK);
}

static void build(void)
{
    static const sg_skill skill = {.id = T("go"), .name = T("Go"), .kind = T("language"), .family = T("f")};
    static const sg_form form = {.skill = T("go"), .text = T("golang"), .match = T("any")};
    static const sg_region regions[] = {{.id = T("US"), .name = T("US"), .kind = T("country")},
                                        {.id = T("JP"), .name = T("JP"), .kind = T("country")}};
    static const sg_place places[] = {{T("austin"), T("US"), T("any")}, {T("tokyo"), T("JP"), T("any")}};
    static const sg_role role = {.id = T("r"), .name = T("R")};
    static const sg_title title = {.role = T("r"), .text = T("a b")};
    static const sg_level_word level = {.level = T("staff"), .text = T("b")};
    add(SG_RECORD_SKILL, &skill), add(SG_RECORD_FORM, &form), add(SG_RECORD_ROLE, &role);
    add(SG_RECORD_TITLE, &title), add(SG_RECORD_LEVEL, &level);
    for (size_t i = 0; i < 2; i++) add(SG_RECORD_REGION, &regions[i]), add(SG_RECORD_PLACE, &places[i]);
    REQUIRE(sg_taxonomy_finish(&taxonomy, NULL) == SG_OK && sg_reader_alloc(&taxonomy, &reader, NULL) == SG_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (!reader) build();
    sg_posting posting = {.id = T("1"), .day = 18000};
    sg_text *fields[] = {&posting.pay,  &posting.place,  &posting.title,    &posting.level,
                         &posting.body, &posting.skills, &posting.employer, &posting.currency};
    sg_text rest = {(const char *)bytes, size}, part;
    for (size_t i = 0; i < sizeof fields / sizeof *fields && sg_text_split(&rest, '\n', &part); i++) *fields[i] = part;
    if (sg_record_check(SG_RECORD_POSTING, &posting, NULL) != SG_OK) return 0;
    sg_reading reading;
    sg_buf text;
    REQUIRE(sg_reader_read(reader, &posting, &reading, NULL) == SG_OK);
    REQUIRE(sg_record_check(SG_RECORD_READING, &reading, NULL) == SG_OK);
    REQUIRE(reading.pay_lo == 0 || reading.pay_hi == 0 || reading.pay_lo <= reading.pay_hi);
    sg_buf_init(&text, 1 << 24);
    REQUIRE(sg_posting_text(&posting, &text) == 0);
    for (size_t at = 0, end = 0; at < reading.mentions.len; at += sizeof(sg_mention)) {
        sg_mention mention;
        memcpy(&mention, reading.mentions.at + at, sizeof mention);
        REQUIRE(mention.start >= end && mention.len > 0 && mention.len <= text.len - mention.start);
        end = (size_t)mention.start + mention.len;
    }
    sg_buf_release(&text);
    return 0;
}
