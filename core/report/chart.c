#include "report/chart.h"

#include <math.h>
#include <string.h>

typedef struct marks {
    const char *seen, *ahead, *between, *wall, *tick, *floor, *corner;
} marks;

static const marks plain = {"*", "o", ":", "|", "+", "-", "+"};
static const marks drawn = {"•", "◦", "░", "│", "┤", "─", "└"};

/* The next 1, 1.5, 2, 3, 5 or 7 of a power of ten: where the axis ends. */
static double round_up(double most)
{
    static const double steps[] = {1, 1.5, 2, 3, 5, 7, 10};
    double power = pow(10, floor(log10(most)));
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (most <= steps[i] * power * (1 + 1e-9)) return steps[i] * power;
    return 10 * power;
}

static double highest(const sg_chart_column *columns, size_t n)
{
    double most = 0;
    for (size_t i = 0; i < n; i++) most = fmax(most, fmax(columns[i].value, columns[i].hi)); /* fmax passes over NaN */
    return most > 0 ? round_up(most) : .01;
}

/* Row from the bottom that a share lies in. */
static int row_of(double share, double top)
{
    int row = (int)floor(share / top * SG_CHART_ROWS);
    return row < SG_CHART_ROWS ? row : SG_CHART_ROWS - 1;
}

static const char *cell(const sg_chart_column *c, int row, double top, const marks *m)
{
    if (isnan(c->value)) return " ";
    if (row == row_of(c->value, top)) return isnan(c->lo) ? m->seen : m->ahead;
    if (isnan(c->lo)) return " ";
    return row >= row_of(c->lo, top) && row <= row_of(c->hi, top) ? m->between : " ";
}

static void draw_row(const sg_chart_column *columns, size_t n, int row, double top, const marks *m, sg_buf *out)
{
    size_t blanks = 0;
    if (row == SG_CHART_ROWS - 1 || row == SG_CHART_ROWS / 2 - 1)
        sg_buf_printf(out, "%4.3g%% %s", 100 * top * (row + 1) / SG_CHART_ROWS, m->tick);
    else
        sg_buf_printf(out, "%*s%s", SG_CHART_MARGIN - 1, "", m->wall);
    for (size_t i = 0; i < n; i++) {
        const char *mark = cell(&columns[i], row, top, m);
        if (*mark == ' ') {
            blanks++; /* none at the end of a line */
            continue;
        }
        sg_buf_printf(out, "%*s%s", (int)blanks, "", mark);
        blanks = 0;
    }
    sg_buf_char(out, '\n');
}

static void draw_labels(const sg_chart_column *columns, size_t n, sg_buf *out)
{
    size_t at = 0;
    sg_buf_printf(out, "%*s", SG_CHART_MARGIN, "");
    for (size_t i = 0; i < n; i++) {
        const char *label = columns[i].label;
        if (!label || (at && i < at + 1)) continue;
        sg_buf_printf(out, "%*s%s", (int)(i - at), "", label);
        at = i + strlen(label);
    }
    sg_buf_char(out, '\n');
}

void sg_chart_draw(const sg_chart_column *columns, size_t n, bool unicode, sg_buf *out)
{
    const marks *m = unicode ? &drawn : &plain;
    double top = highest(columns, n);
    for (int row = SG_CHART_ROWS; row-- > 0;) draw_row(columns, n, row, top, m, out);
    sg_buf_printf(out, "   0%% %s", m->corner);
    for (size_t i = 0; i < n; i++) sg_buf_str(out, m->floor);
    sg_buf_char(out, '\n');
    draw_labels(columns, n, out);
}
