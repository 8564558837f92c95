/* What fuzz targets that look for skills in text share: a small vocabulary, and what must hold. */
#ifndef SG_FUZZ_VOCABULARY_H
#define SG_FUZZ_VOCABULARY_H

#include "taxonomy/taxonomy.h"

#include <stdlib.h>

#define REQUIRE(condition) ((condition) ? (void)0 : abort())

/* Five skills, one of them an attribute, a role, a level and a country; finished. */
static inline void build_vocabulary(sg_taxonomy *taxonomy)
{
    static const char *const skills[] = {"go", "sql", "kafka", "docker", "remote"};
    sg_role role = {.id = sg_text_of("engineer"), .name = sg_text_of("Engineer")};
    sg_region region = {.id = sg_text_of("US"), .name = sg_text_of("Ohio"), .kind = sg_text_of("country")};
    sg_level_word level = {.level = sg_text_of("senior"), .text = sg_text_of("senior")};
    for (size_t i = 0; i < 5; i++) {
        sg_skill skill = {.id = sg_text_of(skills[i]),
                          .name = sg_text_of(skills[i]),
                          .kind = sg_text_of(i == 4 ? "attribute" : "tool"),
                          .family = sg_text_of("x")};
        REQUIRE(sg_taxonomy_add(taxonomy, SG_RECORD_SKILL, &skill, NULL) == SG_OK);
    }
    REQUIRE(sg_taxonomy_add(taxonomy, SG_RECORD_ROLE, &role, NULL) == SG_OK);
    REQUIRE(sg_taxonomy_add(taxonomy, SG_RECORD_LEVEL, &level, NULL) == SG_OK);
    REQUIRE(sg_taxonomy_add(taxonomy, SG_RECORD_REGION, &region, NULL) == SG_OK);
    REQUIRE(sg_taxonomy_finish(taxonomy, NULL) == SG_OK);
}

#endif
