/* A table as text: every column as wide as its cells when they fit, else headers wrap, then text columns, and columns
 * go by falling `drop`. */
#include "base/text.h"
#include "report/parts.h"

#include <stdio.h>
#include <string.h>

enum { SPACE = 2, TEXT_MIN = 16, REASON_MAX = 14, COLUMNS_MAX = 64, ROWS_FOLDED = 3, FOLDED_MIN = 28 };

typedef struct layout {
    const sg_table_part *table;
    const sg_text_style *style;
    sg_arena arena;
    const char **cells; /* n_rows × n_columns, as shown */
    const char *titles[COLUMNS_MAX];
    size_t widest[COLUMNS_MAX];     /* cell */
    size_t word[COLUMNS_MAX];       /* longest word of a cell: a text column may shrink to it */
    size_t piece[COLUMNS_MAX];      /* the same of the parts that a hyphen or slash ends: when all else is done */
    size_t title_word[COLUMNS_MAX]; /* longest word of the title */
    size_t width[COLUMNS_MAX];
    bool shown[COLUMNS_MAX], folded[COLUMNS_MAX];
} layout;

static size_t width_of(const char *text)
{
    return sg_utf8_width(text, strlen(text));
}

/* Words end at white space, and behind a sign of `ends`. */
static size_t longest_word(const char *text, const char *ends)
{
    size_t longest = 0;
    while (*text) {
        size_t len = strcspn(text, " \n"), piece = strcspn(text, ends);
        if (piece < len) len = piece + 1;
        size_t width = sg_utf8_width(text, len);
        if (width > longest) longest = width;
        text += len + strspn(text + len, " \n");
    }
    return longest;
}

/* An address stays whole: a person copies it. */
static size_t longest_piece(const char *text)
{
    return longest_word(text, strstr(text, "://") ? "" : "-/");
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static const char *cell_text(layout *l, const sg_value *value, bool right)
{
    sg_buf text;
    sg_buf_init(&text, 1 << 16);
    sg_value_text(value, l->style->unicode, &text);
    if (value->missing && (!text.at || right || width_of(text.at) > REASON_MAX)) {
        sg_buf_clear(&text);
        sg_buf_str(&text, l->style->unicode ? "–" : "-");
    }
    const char *copied = text.failed ? NULL : sg_arena_copy(&l->arena, text.at ? text.at : "", text.len);
    sg_buf_release(&text);
    return copied;
}

static const char *title_text(layout *l, const char *title)
{
    sg_value value = {.unit = SG_UNIT_TEXT, .text = title};
    return cell_text(l, &value, false);
}

/* Texts of all cells, and what they need. -1 when memory ends. */
static int measure(layout *l)
{
    size_t columns = l->table->n_columns, n = columns * l->table->n_rows;
    l->cells = sg_arena_alloc(&l->arena, (n + 1) * sizeof *l->cells);
    if (!l->cells) return -1;
    for (size_t c = 0; c < columns; c++) {
        l->titles[c] = title_text(l, l->table->columns[c].title);
        if (!l->titles[c]) return -1;
        l->title_word[c] = longest_word(l->titles[c], "");
        l->shown[c] = l->table->columns[c].drop != SG_DATA_ONLY;
    }
    for (size_t i = 0; i < n; i++) {
        size_t c = i % columns;
        l->cells[i] = cell_text(l, &l->table->values[i], l->table->columns[c].right);
        if (!l->cells[i]) return -1;
        l->widest[c] = larger(l->widest[c], width_of(l->cells[i]));
        l->word[c] = larger(l->word[c], longest_word(l->cells[i], ""));
        l->piece[c] = larger(l->piece[c], longest_piece(l->cells[i]));
    }
    return 0;
}

/* A text that is the same in every row is told once, below the table; only where the column may go. */
static void fold_constant(layout *l)
{
    const sg_table_part *t = l->table;
    for (size_t c = 0; c < t->n_columns; c++) {
        bool same = l->shown[c] && !t->columns[c].right && t->columns[c].drop && t->n_rows >= ROWS_FOLDED &&
                    l->widest[c] >= FOLDED_MIN;
        for (size_t row = 1; same && row < t->n_rows; row++)
            same = strcmp(l->cells[row * t->n_columns + c], l->cells[c]) == 0;
        l->folded[c] = same;
        if (same) l->shown[c] = false;
    }
}

static void put_folded(const layout *l, sg_buf *out)
{
    for (size_t c = 0; c < l->table->n_columns; c++) {
        char text[400];
        if (!l->folded[c]) continue;
        snprintf(text, sizeof text, "%s: %s", l->titles[c], l->cells[c]);
        for (const char *line = text; line;) {
            const char *next;
            size_t len = sg_wrap(line, l->style->width - SPACE, &next);
            sg_buf_printf(out, "%*s%.*s\n", SPACE, "", (int)len, line);
            line = next;
        }
    }
}

static size_t total(const layout *l)
{
    size_t sum = 0;
    for (size_t c = 0; c < l->table->n_columns; c++)
        if (l->shown[c]) sum += l->width[c] + (sum ? SPACE : 0);
    return sum;
}

/* What a text column may shrink to. */
typedef enum stage { READABLE, WORDS, PIECES } stage;

/* Numbers do not wrap; text may, down to its longest word, but not below a readable width while others can go. */
static size_t least(const layout *l, size_t c, stage s)
{
    size_t need = l->table->columns[c].right ? l->widest[c] : s == PIECES ? l->piece[c] : l->word[c];
    if (s == READABLE && need < TEXT_MIN && l->widest[c] > need)
        need = l->widest[c] < TEXT_MIN ? l->widest[c] : TEXT_MIN;
    return larger(need, l->title_word[c]);
}

/* Takes columns off the widest wrapping column until the table fits. */
static bool shrink(layout *l, stage s)
{
    for (size_t sum = total(l); sum > l->style->width; sum--) {
        size_t best = COLUMNS_MAX;
        for (size_t c = 0; c < l->table->n_columns; c++) {
            if (!l->shown[c] || l->width[c] <= least(l, c, s)) continue;
            if (best == COLUMNS_MAX || l->width[c] > l->width[best]) best = c;
        }
        if (best == COLUMNS_MAX) return false;
        l->width[best]--;
    }
    return true;
}

static void widths(layout *l, bool whole_titles)
{
    for (size_t c = 0; c < l->table->n_columns; c++)
        l->width[c] = larger(l->widest[c], whole_titles ? width_of(l->titles[c]) : l->title_word[c]);
}

/* The column that goes next, or COLUMNS_MAX. */
static size_t next_to_go(const layout *l)
{
    size_t best = COLUMNS_MAX;
    for (size_t c = 0; c < l->table->n_columns; c++) {
        unsigned drop = l->table->columns[c].drop;
        if (!l->shown[c] || !drop) continue;
        if (best == COLUMNS_MAX || drop >= l->table->columns[best].drop) best = c;
    }
    return best;
}

/* It also goes when it is a text that would fill three lines a row or more. */
static bool is_squeezed(const layout *l, size_t c)
{
    return c < COLUMNS_MAX && !l->table->columns[c].right && l->width[c] * 2 < l->widest[c];
}

/* Room that is left lets wrapped titles stand on one line again, from the left. */
static void widen_titles(layout *l)
{
    for (size_t c = 0; c < l->table->n_columns; c++) {
        size_t want = width_of(l->titles[c]), sum = total(l);
        if (!l->shown[c] || l->width[c] >= want || sum >= l->style->width) continue;
        size_t room = l->style->width - sum;
        l->width[c] += want - l->width[c] < room ? want - l->width[c] : room;
    }
}

static void fit(layout *l)
{
    for (;;) {
        widths(l, true);
        if (total(l) <= l->style->width) return;
        widths(l, false);
        size_t next = next_to_go(l);
        if (shrink(l, READABLE) && !is_squeezed(l, next)) break;
        if (next < COLUMNS_MAX) {
            l->shown[next] = false;
            continue;
        }
        if (!shrink(l, WORDS)) shrink(l, PIECES);
        break;
    }
    widen_titles(l);
}

static void put_spaces(sg_buf *out, size_t n)
{
    while (n-- > 0) sg_buf_char(out, ' ');
}

static const char *tone(const layout *l, const sg_value *value)
{
    if (!l->style->colour || !value || value->missing) return NULL;
    if (value->unit != SG_UNIT_POINTS || value->value == 0) return NULL;
    return value->value > 0 ? "\x1b[32m" : "\x1b[31m";
}

static void put_cell(const layout *l, size_t c, const char *at, size_t len, const char *colour, bool last, sg_buf *out)
{
    size_t used = sg_utf8_width(at, len), pad = used < l->width[c] ? l->width[c] - used : 0;
    bool right = l->table->columns[c].right;
    if (right) put_spaces(out, pad);
    if (colour && len) sg_buf_str(out, colour);
    sg_buf_add(out, at, len);
    if (colour && len) sg_buf_str(out, "\x1b[0m");
    if (!right && !last) put_spaces(out, pad);
}

static size_t lines_of(const char *text, size_t width)
{
    size_t n = 0;
    while (text) {
        sg_wrap(text, width, &text);
        n++;
    }
    return n;
}

/* One row of cells on as many lines as its longest cell needs; titles stand at the bottom of theirs. */
static void put_row(const layout *l, const char *const *cells, const sg_value *values, bool bottom, sg_buf *out)
{
    const char *rest[COLUMNS_MAX];
    size_t skip[COLUMNS_MAX], n = l->table->n_columns, lines = 1, last = 0;
    for (size_t c = 0; c < n; c++) {
        rest[c] = cells[c];
        skip[c] = l->shown[c] ? lines_of(cells[c], l->width[c]) : 0;
        lines = larger(lines, skip[c]);
        if (l->shown[c]) last = c;
    }
    for (size_t line = 0; line < lines; line++) {
        size_t from = out->len;
        for (size_t c = 0, any = 0; c < n; c++) {
            if (!l->shown[c]) continue;
            if (any++) put_spaces(out, SPACE);
            bool wait = bottom && line + skip[c] < lines;
            const char *at = wait || !rest[c] ? "" : rest[c], *next = rest[c];
            size_t len = *at ? sg_wrap(at, l->width[c], &next) : 0;
            if (!wait) rest[c] = *at ? next : NULL;
            put_cell(l, c, at, len, values ? tone(l, &values[c]) : NULL, c == last, out);
        }
        while (out->len > from && out->at[out->len - 1] == ' ') out->at[--out->len] = '\0';
        sg_buf_char(out, '\n');
    }
}

static void put_rule(const layout *l, sg_buf *out)
{
    if (l->style->colour) sg_buf_str(out, "\x1b[2m");
    for (size_t c = 0, any = 0; c < l->table->n_columns; c++) {
        if (!l->shown[c]) continue;
        if (any++) put_spaces(out, SPACE);
        for (size_t i = 0; i < l->width[c]; i++) sg_buf_str(out, l->style->unicode ? "─" : "-");
    }
    if (l->style->colour) sg_buf_str(out, "\x1b[0m");
    sg_buf_char(out, '\n');
}

sg_status sg_table_text(const sg_table_part *table, const sg_text_style *style, sg_buf *out, sg_error *err)
{
    if (table->n_columns > COLUMNS_MAX)
        return sg_fail(err, SG_EFAIL, "table %s has over %d columns", table->id, COLUMNS_MAX);
    layout *l = sg_zalloc(1, sizeof *l);
    if (!l) return sg_fail(err, SG_EFAIL, "no memory");
    l->table = table;
    l->style = style;
    sg_status status = SG_OK;
    if (measure(l) != 0) {
        status = sg_fail(err, SG_EFAIL, "no memory");
    } else {
        fold_constant(l);
        fit(l);
        if (style->colour) sg_buf_str(out, "\x1b[1m");
        put_row(l, l->titles, NULL, true, out);
        if (style->colour) sg_buf_str(out, "\x1b[0m");
        put_rule(l, out);
        for (size_t row = 0; row < table->n_rows; row++)
            put_row(l, l->cells + row * table->n_columns, table->values + row * table->n_columns, false, out);
        if (!table->n_rows) sg_buf_str(out, "(none)\n");
        if (style->colour) sg_buf_str(out, "\x1b[2m");
        put_folded(l, out);
        if (style->colour) sg_buf_str(out, "\x1b[0m");
    }
    sg_arena_release(&l->arena);
    sg_free(l);
    return status;
}
