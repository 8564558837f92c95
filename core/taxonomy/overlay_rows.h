/* Inside the overlay: the rows that a file says, and how they are found by the shipped record that they concern. */
#ifndef SG_TAXONOMY_OVERLAY_ROWS_H
#define SG_TAXONOMY_OVERLAY_ROWS_H

#include "base/fields.h"
#include "taxonomy/overlay.h"

/* What a row is found by: key_of in overlay.c. */
typedef enum overlay_key {
    KEY_SKILL = 'S',
    KEY_FORM = 'F', /* skill and text */
    KEY_TEXT = 'X', /* text of a form, whosever */
    KEY_RULE = 'R',
    KEY_ROLE = 'O',
    KEY_TITLE = 'T',
    KEY_NEED = 'N', /* role and skill */
    KEY_DROP_SKILL = 'd',
    KEY_DROP_FORM = 'f'
} overlay_key;

/* Importance or level of a requirement that the file does not say: ours stays, else it is SAID_BY_NOBODY. */
enum { NOT_SAID = -1, SAID_BY_NOBODY = 3 };

typedef struct overlay_row {
    uint32_t type; /* sg_record_type */
    bool drop;     /* the shipped record is left out; else it is changed or a new one is added */
    bool met;      /* a shipped record of its key was there */
    bool served;   /* a skill that has a form, a role that has a title */
    const char *field;
    union {
        sg_skill skill;
        sg_form form;
        sg_rule rule;
        sg_relation relation;
        sg_role role;
        sg_title title;
        sg_requirement requirement;
    } as;
} overlay_row;

struct sg_overlay {
    sg_fields fields;
    json_t *root; /* texts of the rows are its */
    char *path;
    sg_arena arena;
    const sg_map *common;
    overlay_row *rows;
    size_t n_rows, cap_rows;
    sg_map keys;
    uint32_t *key_row; /* by the key's number: the first row of it */
    size_t cap_keys;
    sg_overlay_use *uses;
    size_t n_uses, cap_uses;
    size_t changed, dropped;
    sg_buf key;
};

/* Adds a row; NULL when memory ends. Valid until the next is added. */
overlay_row *sg_overlay_row(sg_overlay *overlay, uint32_t type, const char *field);
/* Makes the last row findable. A second row of one key is a problem, but for rules and
 * texts. */
void sg_overlay_key(sg_overlay *overlay, const overlay_row *row, overlay_key kind, sg_text first, sg_text second);
/* The row of a key, or NULL. The second part counts without case. */
overlay_row *sg_overlay_find(sg_overlay *overlay, overlay_key kind, sg_text first, sg_text second);

/* Adds the row's record to the taxonomy; what is wrong with it is a problem of its place, told by
 * sg_overlay_add. */
void sg_overlay_put(sg_overlay *overlay, sg_taxonomy *taxonomy, uint32_t type, const void *record, const char *field);
/* Whether a text that says nothing of case or rule would, as a form, be found where no skill is meant. */
bool sg_overlay_is_risky(sg_overlay *overlay, sg_text text);
/* Reads the whole file into rows; what is wrong is noted in overlay->fields. */
void sg_overlay_parse(sg_overlay *overlay, const json_t *root);

#endif
