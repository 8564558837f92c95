/* Builds small taxonomies for tests. Each function asserts that the row is taken. */
#ifndef SG_TESTS_TAXONOMY_SUPPORT_H
#define SG_TESTS_TAXONOMY_SUPPORT_H

#include "support.h"

#include "taxonomy/taxonomy.h"

#define T(literal) sg_text_of(literal)

static inline void add_row(sg_taxonomy *t, uint32_t type, const void *record)
{
    sg_error err;
    assert_ok(sg_taxonomy_add(t, type, record, &err));
}

static inline void add_skill(sg_taxonomy *t, const char *id, const char *name, const char *kind, const char *family)
{
    sg_skill row = {.id = T(id), .name = T(name), .kind = T(kind), .family = T(family)};
    add_row(t, SG_RECORD_SKILL, &row);
}

static inline void add_form(sg_taxonomy *t, const char *skill, const char *text, const char *match, const char *rule)
{
    sg_form row = {.skill = T(skill), .text = T(text), .match = T(match), .rule = T(rule)};
    add_row(t, SG_RECORD_FORM, &row);
}

static inline void add_rule(sg_taxonomy *t, const char *id, const char *effect, const char *test, const char *words,
                            int span)
{
    sg_rule row = {.id = T(id), .effect = T(effect), .test = T(test), .words = T(words), .span = span};
    add_row(t, SG_RECORD_RULE, &row);
}

static inline void add_role(sg_taxonomy *t, const char *id, const char *name)
{
    sg_role row = {.id = T(id), .name = T(name)};
    add_row(t, SG_RECORD_ROLE, &row);
}

static inline void add_title(sg_taxonomy *t, const char *role, const char *text)
{
    sg_title row = {.role = T(role), .text = T(text)};
    add_row(t, SG_RECORD_TITLE, &row);
}

static inline void add_level(sg_taxonomy *t, const char *level, const char *text)
{
    sg_level_word row = {.level = T(level), .text = T(text)};
    add_row(t, SG_RECORD_LEVEL, &row);
}

static inline void add_region(sg_taxonomy *t, const char *id, const char *name, const char *parent, const char *kind)
{
    sg_region row = {.id = T(id), .name = T(name), .parent = T(parent), .kind = T(kind)};
    add_row(t, SG_RECORD_REGION, &row);
}

static inline void add_place(sg_taxonomy *t, const char *text, const char *region, const char *match)
{
    sg_place row = {.text = T(text), .region = T(region), .match = T(match)};
    add_row(t, SG_RECORD_PLACE, &row);
}

#endif
