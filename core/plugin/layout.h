/* How each record is laid out: the one table that packing, unpacking and checking follow. */
#ifndef SG_PLUGIN_LAYOUT_H
#define SG_PLUGIN_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

typedef enum sg_form_of {
    SG_FIELD_TEXT,  /* sg_text: UTF-8 without NUL */
    SG_FIELD_BYTES, /* sg_text: any bytes */
    SG_FIELD_ID,    /* sg_text: a–z 0–9 . + # - */
    SG_FIELD_WORD,  /* sg_text: one of `words` */
    SG_FIELD_F64,
    SG_FIELD_U64,
    SG_FIELD_I32,
    SG_FIELD_U32,
    SG_FIELD_U8
} sg_form_of;

typedef struct sg_field {
    const char *name;
    uint32_t offset;
    uint8_t form;      /* sg_form_of */
    uint8_t needed;    /* texts: must be there, with at least one byte */
    double lo, hi;     /* numbers: bounds, both inclusive (U64 has none) */
    int32_t absent;    /* I32: a value that is right though out of bounds; else equal to lo */
    const char *words; /* WORD: separated by spaces */
} sg_field;

typedef struct sg_layout {
    const char *name;
    uint32_t type, kind; /* kind 0: none emits it */
    size_t size, n_fields;
    const sg_field *fields;
} sg_layout;

/* NULL for an unknown type. Permanent. */
const sg_layout *sg_layout_of(uint32_t type);

#endif
