/* What a document is made of; for the renderers in this folder. */
#ifndef SG_REPORT_PARTS_H
#define SG_REPORT_PARTS_H

#include "base/mem.h"
#include "report/doc.h"

typedef enum sg_item_kind { SG_ITEM_PARAGRAPH, SG_ITEM_NOTE, SG_ITEM_FIELD, SG_ITEM_TABLE } sg_item_kind;

typedef struct sg_table_part {
    const char *id;
    const sg_doc_column *columns;
    size_t n_columns;
    sg_value *values; /* n_rows × n_columns */
    size_t n_rows, n_values, cap_values;
} sg_table_part;

typedef struct sg_item {
    sg_item_kind kind;
    const char *text;        /* of a paragraph or note */
    bool as_is;              /* a paragraph whose lines are not wrapped */
    const char *key, *title; /* of a field */
    sg_value value;
    sg_table_part table;
} sg_item;

typedef struct sg_section_part {
    const char *id, *title;
    sg_item *items;
    size_t n, cap;
} sg_section_part;

struct sg_doc {
    sg_arena arena;
    const char *title, *schema;
    sg_item *meta; /* fields */
    size_t n_meta, cap_meta;
    sg_section_part *sections;
    size_t n, cap;
    bool failed;
};

/* Value as a person reads it ("5.3% (4.1–6.8)"); a missing one gives its reason. Appends to out. */
void sg_value_text(const sg_value *value, bool unicode, sg_buf *out);
/* Appends the text with what is beyond ASCII written in ASCII ("–" as "-", "ü" as "u"). */
void sg_ascii(const char *text, sg_buf *out);
/* The text's next line of at most width columns: its bytes, and where the following line starts (NULL: the end). */
size_t sg_wrap(const char *text, size_t width, const char **next);

/* Lays a table out in at most style's width. */
sg_status sg_table_text(const sg_table_part *table, const sg_text_style *style, sg_buf *out, sg_error *err);

#endif
