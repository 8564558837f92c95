/* What a document is made of; for the renderers in this folder. */
#ifndef SG_REPORT_PARTS_H
#define SG_REPORT_PARTS_H

#include "base/mem.h"
#include "report/plot.h"

typedef enum sg_item_kind { SG_ITEM_PARAGRAPH, SG_ITEM_NOTE, SG_ITEM_FIELD, SG_ITEM_TABLE, SG_ITEM_PLOT } sg_item_kind;

typedef struct sg_table_part {
    const char *id;
    const sg_doc_column *columns;
    size_t n_columns;
    sg_value *values; /* n_rows × n_columns */
    size_t n_rows, n_values, cap_values;
} sg_table_part;

typedef struct sg_plot_series {
    const char *name, *note;
    sg_plot_row *rows;
    size_t n, cap;
} sg_plot_series;

typedef struct sg_plot_line {
    double x;
    const char *label;
} sg_plot_line;

enum { SG_PLOT_LINES_MAX = 6 };

typedef struct sg_plot_part {
    sg_plot is;
    sg_plot_series *series;
    size_t n, cap;
    sg_plot_line lines[SG_PLOT_LINES_MAX];
    size_t n_lines;
} sg_plot_part;

typedef struct sg_item {
    sg_item_kind kind;
    const char *text;        /* of a paragraph or note */
    bool as_is;              /* a paragraph whose lines are not wrapped */
    const char *key, *title; /* of a field */
    sg_value value;
    size_t lead; /* bytes of the value's text that say what it comes to */
    sg_table_part table;
    sg_plot_part *plot;
} sg_item;

typedef struct sg_section_part {
    const char *id, *title;
    bool minor; /* stands under the section before it */
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

/* A new item of the last section, or NULL when memory ends, which is noted. */
sg_item *sg_doc_item(sg_doc *doc, sg_item_kind kind);
/* A copy of a text, made clean. */
const char *sg_doc_copy(sg_doc *doc, const char *text);

/* Value as a person reads it ("5.3% (4.1–6.8)"); a missing one gives its reason. Appends to out. */
void sg_value_text(const sg_value *value, bool unicode, sg_buf *out);
/* Appends the text with what is beyond ASCII written in ASCII ("–" as "-", "ü" as "u"). */
void sg_ascii(const char *text, sg_buf *out);
/* Bytes of the character at `at`. */
size_t sg_char_bytes(const char *at);
/* Whether it is one of those that turn the direction of the text behind it: left out where others' texts are shown
 * within ours (Boucher & Anderson 2021). */
bool sg_char_turns(const char *at);
/* The text's next line of at most width columns: its bytes, and where the following line starts (NULL: the end). */
size_t sg_wrap(const char *text, size_t width, const char **next);

/* A chart's value at a part of a row, in the unit of its axis. */
sg_value sg_plot_value(const sg_plot_axis *axis, double value);
/* The axis along which this part of a row lies. */
const sg_plot_axis *sg_plot_axis_of(const sg_plot *plot, sg_plot_at at);
/* Whether a terminal can show it, and its rows there, under a title that is not among them. Failures are noted in
 * out. */
bool sg_plot_has_text(const sg_plot_part *plot);
void sg_plot_text(const sg_plot_part *plot, const sg_text_style *style, sg_buf *out);
/* {"id", "kind", "title", "about", "x", "y", "at", "lines", "series"} */
void sg_plot_json(const sg_plot_part *plot, sg_buf *out);
/* JSON of a text, a number; json.c. */
void sg_json_string(const char *text, sg_buf *out);
void sg_json_value(const sg_value *value, sg_buf *out);

/* Lays a table out in at most style's width. */
sg_status sg_table_text(const sg_table_part *table, const sg_text_style *style, sg_buf *out, sg_error *err);

#endif
