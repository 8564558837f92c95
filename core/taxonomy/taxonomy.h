/* The vocabularies: skills and how they are written, roles and titles, levels, regions and places. Built once from
 * records, then const. */
#ifndef SG_TAXONOMY_TAXONOMY_H
#define SG_TAXONOMY_TAXONOMY_H

#include "base/map.h"
#include "base/status.h"
#include "skillgap/plugin.h"

#define SG_ID_NONE UINT32_MAX

/* Every array below is indexed by the number that the map of the same name gives. Texts are the taxonomy's own. */
typedef struct sg_taxonomy_form {
    uint32_t skill;
    sg_text text;
    uint8_t match; /* sg_match_case */
    uint32_t rule; /* or SG_ID_NONE */
} sg_taxonomy_form;
typedef enum sg_match_case { SG_MATCH_ANY = 0, SG_MATCH_EXACT = 1, SG_MATCH_UPPER = 2 } sg_match_case;

typedef struct sg_taxonomy_rule_row {
    uint32_t rule;
    sg_rule row; /* texts owned by the taxonomy */
} sg_taxonomy_rule_row;

typedef struct sg_taxonomy_relation {
    uint32_t from, to; /* skills */
    sg_text type;
} sg_taxonomy_relation;

typedef struct sg_taxonomy_requirement {
    uint32_t role, skill;
    double importance; /* 1 … 5 */
    double level;      /* 0 … 7 */
    sg_text source;
    sg_text any_of; /* alternatives of one role have the same word here; else empty */
} sg_taxonomy_requirement;

typedef struct sg_taxonomy_pair {
    uint32_t id;   /* role of a title, level of a word, region of a place */
    sg_text text;  /* folded (sg_text_fold) unless match is exact */
    uint8_t match; /* places: sg_place_match */
} sg_taxonomy_pair;
typedef enum sg_place_match { SG_PLACE_ANY = 0, SG_PLACE_EXACT = 1, SG_PLACE_AFTER = 2 } sg_place_match;

/* Where the rows are from, in the order in which they came: the shipped tables, the person's own file, other
 * vocabularies. */
enum { SG_LEFT_COMMON, SG_LEFT_SHORT, SG_LEFT_TAKEN, SG_LEFT_LONG, SG_LEFT_UNTIED, SG_LEFT_REASONS };
typedef struct sg_taxonomy_part {
    sg_text name;        /* "shipped", or the file */
    uint32_t skills_end; /* skills of a lower number, from the part before it on, are its own */
    size_t skills, forms, rules, relations, roles, titles, requirements; /* rows added; rules: tests */
    size_t merged;                                                       /* skills and roles that were there already */
    size_t changed, dropped;                                             /* shipped rows, by the person's file */
    size_t left[SG_LEFT_REASONS];                                        /* rows not taken over (adopt.h) */
    size_t rejected;                                                     /* rows that its plugin could not read */
} sg_taxonomy_part;
enum { SG_PARTS_MAX = 64 };

typedef struct sg_taxonomy {
    sg_arena arena;
    sg_map skill_ids, rule_ids, role_ids, level_ids, region_ids;
    sg_skill *skills;
    sg_role *roles;
    sg_region *regions;
    sg_taxonomy_form *forms;
    sg_taxonomy_rule_row *rules;
    sg_taxonomy_relation *relations;
    sg_taxonomy_requirement *requirements;
    sg_taxonomy_pair *titles, *level_words, *places;
    sg_cue_phrase *cues;
    size_t n_cues;
    size_t n_forms, n_rules, n_relations, n_requirements, n_titles, n_level_words, n_places;
    size_t cap[12];
    sg_map names; /* folded names and forms → index into name_skill; for finding a skill that a person names */
    uint32_t *name_skill;
    size_t name_cap;
    sg_map role_names, region_names; /* the same for roles (with titles) and regions (with places) */
    uint32_t *name_role, *name_region;
    size_t name_role_cap, name_region_cap;
    sg_taxonomy_part *parts; /* SG_PARTS_MAX of them; NULL: made by hand */
    size_t n_parts;
    uint64_t shipped_hash; /* of the shipped tables alone, as whoever loads them says: what shipped data rest on */
    uint64_t
        hash; /* of all that changes what is found in a text: skills, forms, rules, cues; the rows' order is none */
} sg_taxonomy;

/* The ten levels, junior to senior: intern junior mid senior lead staff principal manager director executive. The
 * number is the index here; levels are fixed, not data. */
extern const char *const sg_level_ids[];
enum { SG_LEVELS = 10 };
int sg_level_of(sg_text id); /* -1: not a level */

/* Takes one record of kind taxonomy (sg_record_type). Tables may come in any order; names are tied by
 * sg_taxonomy_finish. SG_EFAIL names the id and what is wrong (duplicate id, unknown enumeration, empty form). */
sg_status sg_taxonomy_add(sg_taxonomy *taxonomy, uint32_t type, const void *record, sg_error *err);
/* The whole message when memory ends: by it, whoever takes a failure for the row's fault tells the two apart. */
extern const char sg_taxonomy_no_memory[];
/* Ties the tables together and freezes them. SG_EFAIL: a row names a skill, role, region or rule that is not there;
 * two forms are the same and no rule decides. */
sg_status sg_taxonomy_finish(sg_taxonomy *taxonomy, sg_error *err);
void sg_taxonomy_release(sg_taxonomy *taxonomy);

/* Adds to a taxonomy's hash what a record adds to it. scratch: memory that is used again. -1 when memory ends. */
int sg_taxonomy_hash_add(uint64_t *sum, sg_buf *scratch, uint32_t type, const void *record);
/* Ends a part: what came since the last one is of this name. */
sg_status sg_taxonomy_end_part(sg_taxonomy *taxonomy, sg_text name, sg_taxonomy_part **out, sg_error *err);
/* The part that a skill is from, or NULL when the taxonomy has none. */
const sg_taxonomy_part *sg_taxonomy_part_of(const sg_taxonomy *taxonomy, uint32_t skill);

/* The skill, role or region that a person means by this text: its id, name or any form or title; without case.
 * SG_EUSAGE when none: the message gives the nearest names. */
sg_status sg_taxonomy_skill(const sg_taxonomy *taxonomy, sg_text text, uint32_t *out, sg_error *err);
sg_status sg_taxonomy_role(const sg_taxonomy *taxonomy, sg_text text, uint32_t *out, sg_error *err);
sg_status sg_taxonomy_region(const sg_taxonomy *taxonomy, sg_text text, uint32_t *out, sg_error *err);

#endif
