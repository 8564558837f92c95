/* A neutral document: sections of paragraphs and tables of typed values. What a command has to say is built once as a
 * document; renderers turn it into text or JSON. A document owns copies of all that it is given. */
#ifndef SG_REPORT_DOC_H
#define SG_REPORT_DOC_H

#include "base/buf.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum sg_unit {
    SG_UNIT_TEXT,
    SG_UNIT_COUNT,     /* whole number */
    SG_UNIT_NUMBER,    /* digits as given */
    SG_UNIT_PERCENT,   /* value 0 … 1, shown as percent */
    SG_UNIT_POINTS,    /* difference of shares, 0 … 1, shown as signed percentage points */
    SG_UNIT_MONEY,     /* currency in the value */
    SG_UNIT_THOUSANDS, /* a whole amount, shown in thousands where the title says so */
    SG_UNIT_MONTH,     /* value: sg_month */
    SG_UNIT_DAY        /* value: sg_day */
} sg_unit;

/* One value; lo and hi when has_interval. missing: no value, `text` says why. */
typedef struct sg_value {
    sg_unit unit;
    const char *text; /* SG_UNIT_TEXT, or the reason when missing */
    double value, lo, hi;
    const char *currency;
    unsigned char digits; /* after the decimal point */
    bool has_interval, missing;
} sg_value;

sg_value sg_v_text(const char *text);
sg_value sg_v_count(double value);
sg_value sg_v_number(double value, unsigned char digits);
sg_value sg_v_percent(double share, unsigned char digits);
sg_value sg_v_percent_in(double share, double lo, double hi, unsigned char digits);
sg_value sg_v_points(double difference, unsigned char digits);
sg_value sg_v_money(double value, const char *currency);
sg_value sg_v_money_in(double value, double lo, double hi, const char *currency);
sg_value sg_v_thousands(double value, unsigned char digits);
sg_value sg_v_month(int32_t month);
sg_value sg_v_day(int32_t day);
sg_value sg_v_missing(const char *why);

/* An amount to three digits, for sums that are not known better; below 1000 as it is. */
double sg_v_about(double amount);
/* The value as text shows it, for use inside a sentence ("USD 165,000"); returns out. */
const char *sg_v_print(sg_value value, char *out, size_t size);

enum { SG_DATA_ONLY = 255 }; /* as drop: never shown in text, for programs that read the JSON */

typedef struct sg_doc_column {
    const char *key;    /* JSON name: "share_now" */
    const char *title;  /* as shown; short */
    const char *help;   /* what it means, for JSON and the legend; may be NULL */
    bool right;         /* aligned right */
    unsigned char drop; /* when the width does not suffice, columns go by falling drop; 0 stays */
} sg_doc_column;

typedef struct sg_doc sg_doc;

/* title, and the schema of the JSON form: "skillgap.report/1". NULL when memory ends. All additions below note a failed
 * allocation in the document; the renderers return it. */
sg_doc *sg_doc_alloc(const char *title, const char *schema);
void sg_doc_free(sg_doc *doc);
/* A figure of the document as a whole, for JSON: "as_of", "input_hash". */
void sg_doc_meta(sg_doc *doc, const char *key, sg_value value);
void sg_doc_section(sg_doc *doc, const char *id, const char *title);
/* One that belongs under the section before it: a smaller heading where there are several sizes. */
void sg_doc_subsection(sg_doc *doc, const char *id, const char *title);
/* Text that is wrapped. */
void sg_doc_paragraph(sg_doc *doc, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Lines to be copied, such as a command: neither wrapped nor altered. */
void sg_doc_lines(sg_doc *doc, const char *text);
/* A caveat or a source, shown smaller, after the table it belongs to. */
void sg_doc_note(sg_doc *doc, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* "key: value" line(s). */
void sg_doc_field(sg_doc *doc, const char *key, const char *title, sg_value value);
/* The same for a text whose first `lead` bytes say what it comes to, the rest what that rests on: where type has
 * weights, the two differ. Fields whose titles are alike but for a number at the end ("Learn 1", "Learn 2") are of one
 * set. */
void sg_doc_field_led(sg_doc *doc, const char *key, const char *title, const char *text, size_t lead);
void sg_doc_table(sg_doc *doc, const char *id, const sg_doc_column *columns, size_t n);
/* One value for each column of the table begun last. */
void sg_doc_row(sg_doc *doc, const sg_value *values);

typedef struct sg_text_style {
    unsigned width; /* columns, at least 40 */
    bool colour, unicode;
} sg_text_style;

/* Charts: report/plot.h. */

sg_status sg_doc_text(const sg_doc *doc, const sg_text_style *style, sg_buf *out, sg_error *err);
/* One page with all it needs: styles, charts as inline SVG, no script, nothing from elsewhere. lang is English. */
sg_status sg_doc_html(const sg_doc *doc, sg_buf *out, sg_error *err);
/* GitHub's Markdown; of charts the finding alone. */
sg_status sg_doc_markdown(const sg_doc *doc, sg_buf *out, sg_error *err);
/* RFC 4180. A line of names, then the rows, for each table, the fields and each chart; each line starts with the ids of
 * its section and table, and a blank line stands before a line of names. A text that a spreadsheet would take for a
 * formula gets an apostrophe before it. */
sg_status sg_doc_csv(const sg_doc *doc, sg_buf *out, sg_error *err);
/* {"schema": …, "title": …, meta …, "sections": [{"id", "title", "text": [], "fields": {}, "tables": [{"id", "columns",
 * "rows": [{key: value}]}], "notes": []}]}, and in a section "plots": [] where there are charts.
 * Numbers as numbers, to 12 significant digits; an interval {"value", "lo",
 * "hi"}; a missing value {"value": null, "reason"}; money {"value", "currency"}; months "YYYY-MM". The same document
 * gives the same bytes. */
sg_status sg_doc_json(const sg_doc *doc, sg_buf *out, sg_error *err);

#endif
