/* Charts for a terminal: lines as sparklines, one a row over one span of months; ranges as bars on one scale. Each
 * cell is one column wide; without Unicode other signs stand for the same. */
#include "base/mem.h"
#include "base/text.h"
#include "report/parts.h"

#include <math.h>
#include <string.h>

enum { LABEL_MAX = 34, BAR_MIN = 24, BAR_MAX = 100, GAP = 2, LEVELS = 8 };

typedef struct plot_page {
    const sg_plot_part *plot;
    const sg_text_style *style;
    sg_buf *out;
    sg_buf spare;
    size_t label, bar, tail; /* columns; tail 0: none is shown */
    double lo, hi;           /* of the x axis */
} plot_page;

typedef enum sign { BLANK, OUTER, INNER, MID, FROM, MARK, LINE, LEVEL } sign;

static const char *sign_text(sign s, unsigned level, bool unicode)
{
    static const char *const signs[][2] = {
        [BLANK] = {" ", " "}, [OUTER] = {"─", "-"}, [INNER] = {"━", "="}, [MID] = {"●", "O"},
        [FROM] = {"○", "o"},  [MARK] = {"┃", "|"},  [LINE] = {"┊", ":"}};
    static const char *const levels[LEVELS][2] = {{"▁", "_"}, {"▂", "."}, {"▃", ":"}, {"▄", "-"},
                                                  {"▅", "="}, {"▆", "+"}, {"▇", "*"}, {"█", "#"}};
    return s == LEVEL ? levels[level][!unicode] : signs[s][!unicode];
}

typedef struct cell {
    unsigned char sign, level;
    bool dim;
} cell;

static void put_cells(plot_page *p, const cell *cells)
{
    bool dim = false;
    for (size_t i = 0; i < p->bar; i++) {
        if (p->style->colour && cells[i].dim != dim) sg_buf_str(p->out, cells[i].dim ? "\x1b[36m" : "\x1b[0m");
        dim = cells[i].dim;
        sg_buf_str(p->out, sign_text((sign)cells[i].sign, cells[i].level, p->style->unicode));
    }
    if (p->style->colour && dim) sg_buf_str(p->out, "\x1b[0m");
}

static void put_spaces(sg_buf *out, size_t n)
{
    while (n-- > 0) sg_buf_char(out, ' ');
}

static const char *plain(plot_page *p, const char *text)
{
    if (p->style->unicode) return text;
    sg_buf_clear(&p->spare);
    sg_ascii(text, &p->spare);
    return p->spare.at ? p->spare.at : "";
}

static size_t width_of(const char *text)
{
    return sg_utf8_width(text, strlen(text));
}

/* The text in exactly so many columns; what is too long ends in a dot. */
static void put_label(plot_page *p, const char *text)
{
    size_t used = 0, at = 0;
    text = plain(p, text);
    bool cut = width_of(text) > p->label;
    while (text[at]) {
        size_t bytes = 1;
        while (((unsigned char)text[at + bytes] & 0xC0) == 0x80) bytes++;
        size_t columns = sg_utf8_width(text + at, bytes);
        if (used + columns > p->label - cut) break;
        used += columns;
        at += bytes;
    }
    sg_buf_add(p->out, text, at);
    if (cut) sg_buf_str(p->out, p->style->unicode ? "…" : ".");
    put_spaces(p->out, p->label - used - cut + GAP);
}

static size_t column_of(const plot_page *p, double x)
{
    double at = (x - p->lo) / (p->hi - p->lo) * (double)(p->bar - 1);
    return at <= 0 ? 0 : at >= (double)(p->bar - 1) ? p->bar - 1 : (size_t)(at + 0.5);
}

static void reach(plot_page *p, double x)
{
    if (isnan(x)) return;
    if (isnan(p->lo) || x < p->lo) p->lo = x;
    if (isnan(p->hi) || x > p->hi) p->hi = x;
}

/* ---- lines ---- */

/* The mean of what falls into each column, and whether it is a forecast. */
static void spark(plot_page *p, const sg_plot_series *series, cell *cells)
{
    double sum[BAR_MAX] = {0}, most = 0;
    size_t n[BAR_MAX] = {0};
    for (size_t i = 0; i < series->n; i++) {
        const sg_plot_row *row = &series->rows[i];
        if (isnan(row->x) || isnan(row->at[SG_AT_MID])) continue;
        size_t c = column_of(p, row->x);
        sum[c] += row->at[SG_AT_MID];
        n[c]++;
        cells[c].dim = !isnan(row->at[SG_AT_INNER_LO]) || !isnan(row->at[SG_AT_OUTER_LO]);
    }
    for (size_t c = 0; c < p->bar; c++)
        if (n[c] && sum[c] / (double)n[c] > most) most = sum[c] / (double)n[c];
    for (size_t c = 0; c < p->bar; c++) {
        if (!n[c]) continue;
        double level = most > 0 ? sum[c] / (double)n[c] / most * (LEVELS - 1) : 0;
        cells[c].sign = LEVEL;
        cells[c].level = (unsigned char)(level <= 0 ? 0 : level + 0.5);
    }
}

/* ---- ranges ---- */

static void draw_between(plot_page *p, double from, double to, sign s, cell *cells)
{
    if (isnan(from) || isnan(to)) return;
    size_t a = column_of(p, from < to ? from : to), b = column_of(p, from < to ? to : from);
    for (size_t c = a; c <= b; c++) cells[c].sign = (unsigned char)s;
}

static void draw_at(plot_page *p, double x, sign s, cell *cells)
{
    if (!isnan(x)) cells[column_of(p, x)].sign = (unsigned char)s;
}

static void range(plot_page *p, const sg_plot_row *row, cell *cells)
{
    const double *at = row->at;
    draw_between(p, at[SG_AT_OUTER_LO], at[SG_AT_OUTER_HI], OUTER, cells);
    draw_between(p, at[SG_AT_FROM], at[SG_AT_MID], OUTER, cells);
    draw_between(p, at[SG_AT_INNER_LO], at[SG_AT_INNER_HI], INNER, cells);
    draw_at(p, at[SG_AT_FROM], FROM, cells);
    draw_at(p, at[SG_AT_MID], MID, cells);
    draw_at(p, at[SG_AT_MARK], MARK, cells);
    for (size_t c = 0; c < p->bar; c++) cells[c].dim = row->tone == 2;
}

/* ---- both ---- */

static bool is_lines(const plot_page *p)
{
    return p->plot->is.kind == SG_PLOT_LINES;
}

static void put_row(plot_page *p, const char *label, const cell *cells, const char *tail)
{
    put_label(p, label);
    put_cells(p, cells);
    if (p->tail && tail[0]) {
        put_spaces(p->out, GAP);
        sg_buf_str(p->out, plain(p, tail));
    }
    while (p->out->len && p->out->at[p->out->len - 1] == ' ') p->out->at[--p->out->len] = '\0';
    sg_buf_char(p->out, '\n');
}

static void put_series(plot_page *p, const sg_plot_series *series)
{
    for (size_t i = 0; i < (is_lines(p) ? 1 : series->n); i++) {
        cell cells[BAR_MAX] = {{0}};
        for (size_t k = 0; k < p->plot->n_lines; k++) draw_at(p, p->plot->lines[k].x, LINE, cells);
        if (is_lines(p)) {
            spark(p, series, cells);
            put_row(p, series->name, cells, series->note);
        } else {
            range(p, &series->rows[i], cells);
            put_row(p, series->rows[i].label, cells, series->rows[i].note);
        }
    }
}

/* The ends of the scale, and between them the names of the lines across it, where there is room. */
static void put_axis(plot_page *p)
{
    const sg_plot_part *plot = p->plot;
    sg_value lo = sg_plot_value(&plot->is.x, p->lo), hi = sg_plot_value(&plot->is.x, p->hi);
    sg_buf_clear(&p->spare);
    sg_value_text(&lo, p->style->unicode, &p->spare);
    size_t used = p->spare.len;
    put_spaces(p->out, p->label + GAP);
    if (p->style->colour) sg_buf_str(p->out, "\x1b[2m");
    sg_buf_add(p->out, p->spare.at, p->spare.len);
    sg_buf_clear(&p->spare);
    sg_value_text(&hi, p->style->unicode, &p->spare);
    size_t right = p->bar - p->spare.len;
    for (size_t k = 0; k < plot->n_lines; k++) {
        size_t at = column_of(p, plot->lines[k].x), wide = width_of(plot->lines[k].label);
        if (at <= used || at + wide >= right) continue;
        put_spaces(p->out, at - used);
        sg_buf_str(p->out, plot->lines[k].label);
        used = at + wide;
    }
    put_spaces(p->out, right > used ? right - used : 1);
    sg_buf_add(p->out, p->spare.at, p->spare.len);
    if (p->style->colour) sg_buf_str(p->out, "\x1b[0m");
    sg_buf_char(p->out, '\n');
}

static void put_key(plot_page *p, sign s, const char *name, const char *to, size_t *used)
{
    if (!name) return;
    if (to && strncmp(to, name, strlen(name)) == 0) to = NULL; /* "80 of 100" and "80 of 100, upper end" */
    const char *dash = to ? " to " : "";
    size_t wide = width_of(name) + width_of(dash) + (to ? width_of(to) : 0) + 2 + GAP;
    if (*used + wide > p->style->width) return;
    put_spaces(p->out, *used > p->label + GAP ? GAP : 0);
    sg_buf_printf(p->out, "%s ", sign_text(s, 0, p->style->unicode));
    sg_buf_str(p->out, plain(p, name));
    sg_buf_str(p->out, dash);
    sg_buf_str(p->out, to ? plain(p, to) : "");
    *used += wide;
}

/* What the signs of ranges stand for. */
static void put_keys(plot_page *p)
{
    const char *const *at = p->plot->is.at;
    size_t used = p->label + GAP;
    put_spaces(p->out, used);
    if (p->style->colour) sg_buf_str(p->out, "\x1b[2m");
    put_key(p, FROM, at[SG_AT_FROM], NULL, &used);
    put_key(p, MID, at[SG_AT_MID], NULL, &used);
    put_key(p, INNER, at[SG_AT_INNER_LO], at[SG_AT_INNER_HI], &used);
    put_key(p, OUTER, at[SG_AT_OUTER_LO], at[SG_AT_OUTER_HI], &used);
    put_key(p, MARK, at[SG_AT_MARK], NULL, &used);
    if (p->style->colour) sg_buf_str(p->out, "\x1b[0m");
    sg_buf_char(p->out, '\n');
}

static void measure(plot_page *p)
{
    const sg_plot_part *plot = p->plot;
    size_t label = 0, tail = 0, width = p->style->width;
    p->lo = p->hi = (double)NAN;
    for (size_t k = 0; k < plot->n_lines; k++) reach(p, plot->lines[k].x);
    for (size_t i = 0; i < plot->n; i++) {
        const sg_plot_series *series = &plot->series[i];
        for (size_t k = 0; k < series->n; k++) {
            const sg_plot_row *row = &series->rows[k];
            if (is_lines(p)) reach(p, row->x);
            for (size_t a = 0; !is_lines(p) && a < SG_PLOT_ATS; a++) reach(p, row->at[a]);
            size_t own = width_of(is_lines(p) ? series->name : row->label);
            size_t note = width_of(is_lines(p) ? series->note : row->note);
            if (own > label) label = own;
            if (note > tail) tail = note;
        }
    }
    p->label = label < LABEL_MAX ? label : LABEL_MAX;
    if (p->label > width / 2) p->label = width / 2;
    p->tail = tail && p->label + tail + 2 * GAP + BAR_MIN <= width ? tail : 0;
    p->bar = width - p->label - GAP - (p->tail ? p->tail + GAP : 0);
    if (p->bar > BAR_MAX) p->bar = BAR_MAX;
}

bool sg_plot_has_text(const sg_plot_part *plot)
{
    plot_page page = {.plot = plot, .style = &(sg_text_style){.width = BAR_MAX}};
    if (plot->is.kind != SG_PLOT_LINES && plot->is.kind != SG_PLOT_RANGES) return false;
    measure(&page);
    return page.hi > page.lo;
}

void sg_plot_text(const sg_plot_part *plot, const sg_text_style *style, sg_buf *out)
{
    plot_page page = {.plot = plot, .style = style, .out = out}, *p = &page;
    sg_buf_init(&p->spare, 1 << 16);
    measure(p);
    for (size_t i = 0; i < plot->n; i++) {
        bool heads = !is_lines(p) && plot->series[i].name[0];
        if (heads) sg_buf_printf(out, "%s\n", plain(p, plot->series[i].name));
        put_series(p, &plot->series[i]);
    }
    put_axis(p);
    if (!is_lines(p)) put_keys(p);
    if (p->spare.failed) out->failed = 1;
    sg_buf_release(&p->spare);
}
