/* The parts of the page. */
#ifndef SG_REPORT_HTML_H
#define SG_REPORT_HTML_H

#include "report/svg.h"

/* The style sheet, core/report/page.css, and its SHA-256 in base64, by which the page's policy lets it in; the Makefile
 * makes both. */
extern const char sg_page_css[], sg_page_css_hash[];
extern const size_t sg_page_css_len;

/* A table; one of many columns becomes a card for each row on narrow screens. A long one is folded where it stands
 * behind a chart, which tells what it holds. spare: for values on their way. */
void sg_html_table(const sg_table_part *table, bool charted, sg_buf *spare, sg_buf *out);
/* A text in which dates, ranges and amounts are not broken; `len` bytes of it. */
void sg_html_prose(const char *text, size_t len, sg_buf *out);
/* A value within a line: its interval in a span, an address as a link. */
void sg_html_value(const sg_value *value, sg_buf *spare, sg_buf *out);
/* A figure: finding, how to read it, key, drawings, and the data as a table. */
void sg_html_plot(const sg_plot_part *plot, sg_buf *spare, sg_buf *out);

#endif
