#include "table.h"

#include <stdlib.h>
#include <string.h>

typedef struct reading {
    col_table *table;
    size_t preamble;
} reading;

static int is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static int is_word(char c)
{
    return col_is_letter(c) || col_is_digit(c) || (unsigned char)c >= 0x80;
}

/* "OpeningDate", "opening_date" and "Opening Date:" are "opening date". */
static void make_plain(sg_text name, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < name.len && n + 2 < COL_NAME_MAX; i++) {
        char c = name.at[i];
        int starts = i && is_upper(c) && !is_upper(name.at[i - 1]) && is_word(name.at[i - 1]);
        if ((starts || !is_word(c)) && n && out[n - 1] != ' ') out[n++] = ' ';
        if (is_word(c)) out[n++] = col_low(c);
    }
    while (n && out[n - 1] == ' ') n--;
    out[n] = '\0';
}

static int read_header(col_table *table, const sg_text *cells, size_t n)
{
    table->columns = calloc(n, sizeof *table->columns);
    if (!table->columns) return 1;
    table->n = n;
    for (size_t i = 0; i < n; i++) {
        col_stats *c = &table->columns[i];
        sg_text name = col_trim(cells[i]);
        c->seen = calloc(COL_SEEN, sizeof *c->seen);
        if (!c->seen) return 1;
        if (name.len > COL_NAME_MAX || memchr(cells[i].at, '\n', cells[i].len) ||
            memchr(cells[i].at, '|', cells[i].len))
            continue;
        memcpy(c->name, name.at, name.len);
        make_plain(name, c->plain);
        for (size_t k = 0; k < i && name.len; k++)
            if (col_is(name, table->columns[k].name)) table->columns[k].twice = c->twice = 1;
    }
    return 0;
}

static uint64_t hash_of(sg_text text)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < text.len; i++) hash = (hash ^ (unsigned char)text.at[i]) * 1099511628211u;
    return hash ? hash : 1;
}

static void count_distinct(col_stats *c, sg_text text)
{
    if (c->tried == COL_SEEN / 2) return;
    uint64_t hash = hash_of(text);
    size_t slot = hash % COL_SEEN;
    while (c->seen[slot] && c->seen[slot] != hash) slot = (slot + 1) % COL_SEEN;
    c->distinct += c->seen[slot] == 0;
    c->seen[slot] = hash;
    c->tried++;
}

static int starts_with(sg_text text, const char *start)
{
    size_t len = strlen(start);
    return text.len > len && memcmp(text.at, start, len) == 0;
}

static void count_amount(col_stats *c, sg_text text)
{
    double amount;
    const char *point = memchr(text.at, '.', text.len);
    size_t behind = 0;
    while (point && point + 1 + behind < text.at + text.len && point[1 + behind] >= '0' && point[1 + behind] <= '9')
        behind++;
    c->points += col_number_read(text, '.', &amount) == 0;
    c->commas += col_number_read(text, ',', &amount) == 0;
    c->three_behind_point += behind == 3;
}

/* Leading bytes that are of the set. */
static size_t spanned(sg_text text, const char *set)
{
    size_t i = 0;
    while (i < text.len && text.at[i] && strchr(set, text.at[i])) i++;
    return i;
}

static void count_short(col_stats *c, sg_text text)
{
    static const char separators[] = ",;|\n";
    int32_t day;
    int halves, digits = 0;
    for (size_t i = 0; i < text.len; i++) {
        const char *found = strchr(separators, text.at[i]);
        digits |= text.at[i] >= '0' && text.at[i] <= '9';
        if (found && text.at[i]) c->separators[found - separators]++;
    }
    c->with_digits += (size_t)digits;
    c->days[col_day_read(text, COL_DAYS_PLAIN, SG_DAY_ABSENT, &day)]++;
    c->addresses += starts_with(text, "http://") || starts_with(text, "https://") || starts_with(text, "www.");
    c->levels += (size_t)col_is_level(text);
    c->remotes += col_remote_read(text) != SG_UNKNOWN;
    c->periods += col_period_read(text, &halves) != SG_PERIOD_NONE;
    c->codes += (size_t)col_is_code(text);
    c->bare += digits && text.len == spanned(text, "0123456789.,' ");
    if (digits) count_amount(c, text);
}

static void make_example(col_stats *c, sg_text text)
{
    size_t n = text.len < COL_EXAMPLE_MAX ? text.len : COL_EXAMPLE_MAX;
    while (n < text.len && n && ((unsigned char)text.at[n] & 0xC0) == 0x80) n--;
    for (size_t i = 0; i < n; i++) c->example[i] = (unsigned char)text.at[i] < ' ' ? ' ' : text.at[i];
    memcpy(c->example + n, n < text.len ? "\xE2\x80\xA6" : "", n < text.len ? 4 : 1);
}

static int count_cell(col_stats *c, sg_text text, size_t row)
{
    text = col_trim(text);
    if (col_is_missing(text)) return 0;
    if (!c->filled++) make_example(c, text);
    c->bytes += text.len;
    c->lines += text.len <= 80;
    c->texts += text.len > 200;
    count_distinct(c, text);
    if (text.len < 400) count_short(c, text);
    if (row >= COL_KEPT_ROWS) return 0;
    c->kept[row] = malloc(text.len + 1);
    if (!c->kept[row]) return 1;
    memcpy(c->kept[row], text.at, text.len);
    c->kept[row][text.len] = '\0';
    return 0;
}

static int take_cells(void *self, const sg_text *cells, size_t n)
{
    reading *r = self;
    col_table *t = r->table;
    if (t->seen_rows++ < r->preamble) return 0;
    if (!t->columns) return read_header(t, cells, n);
    if (n != t->n) return t->ragged++, 0;
    for (size_t i = 0; i < n; i++)
        if (count_cell(&t->columns[i], cells[i], t->rows)) return 1;
    t->rows++;
    return 0;
}

int col_table_read(const col_sample *sample, col_table *out)
{
    *out = (col_table){.columns = NULL};
    reading r = {.table = out, .preamble = sample->preamble};
    return col_sample_rows(sample, sample->delimiter, sample->len, take_cells, &r);
}

void col_table_release(col_table *table)
{
    for (size_t i = 0; i < table->n; i++) {
        for (size_t row = 0; row < COL_KEPT_ROWS; row++) free(table->columns[i].kept[row]);
        free(table->columns[i].seen);
    }
    free(table->columns);
}

size_t col_dates(const col_stats *column)
{
    size_t n = 0;
    for (size_t kind = COL_DAY_NONE + 1; kind < COL_DAY_KINDS; kind++) n += column->days[kind];
    return n;
}
