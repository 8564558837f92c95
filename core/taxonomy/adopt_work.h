/* Inside the adoption: what is known by which name, and the rows that wait. */
#ifndef SG_TAXONOMY_ADOPT_WORK_H
#define SG_TAXONOMY_ADOPT_WORK_H

#include "base/map.h"
#include "taxonomy/adopt.h"

/* What a key stands for, and what its number is. */
typedef enum sg_adopt_key {
    SKILL_NAME = 'n', /* id, name or form, without case: skill */
    SKILL_ID = 'i',   /* id in its vocabulary: skill */
    CONCEPT = 'c',    /* ESCO's: skill */
    FORM = 'f',       /* text without case: skill */
    ROLE_NAME = 'N',  /* id, name or title: role */
    ROLE_ID = 'I',    /* id in its vocabulary: role, or SG_ID_NONE when ours divide it among them */
    CODE = 'k',       /* of ESCO or O*NET: role, or SG_ID_NONE when several of ours have it */
    TITLE = 'T',      /* text without case: role */
    RULE = 'r',       /* id */
    SEEN = 's',       /* a relation or requirement */
    SLUG = 'g'        /* id made of a name: the number that the last id of that name got behind it */
} sg_adopt_key;

/* A row that names others, kept until all are there. */
typedef struct sg_later_row {
    uint32_t type, part;
    union {
        sg_form form;
        sg_relation relation;
        sg_title title;
        sg_requirement requirement;
    } as;
} sg_later_row;

struct sg_adoption {
    sg_taxonomy *taxonomy;
    const sg_map *common;
    sg_arena arena;
    sg_map keys;
    uint32_t *numbers;
    size_t cap_numbers;
    uint32_t own_roles; /* roles of a lower number are our own, with requirements of their own */
    size_t merged[SG_PARTS_MAX + 1];
    sg_later_row *rows;
    size_t n_rows, cap_rows;
    sg_buf key, slug;
};

/* The number of a key; text counts without case. */
bool sg_adopt_find(sg_adoption *adoption, sg_adopt_key kind, sg_text text, uint32_t *number);
/* The first to claim a key has it. -1 when memory ends. */
int sg_adopt_claim(sg_adoption *adoption, sg_adopt_key kind, sg_text text, uint32_t number);
/* Kind and folded text, in the adoption's buffer. */
sg_text sg_adopt_text(sg_adoption *adoption, sg_adopt_key kind, sg_text text);

#endif
