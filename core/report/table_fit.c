/* Which columns of a table a page of some width holds. */
#include "report/svg.h"

#include <math.h>
#include <string.h>

enum {
    SIZE = 14,
    PADDING = 16,
    SLIM_SIZE = 13,
    SLIM_PADDING = 8,
    TEXT_COLUMN = 150 /* px that a column of texts is content with */,
    FIRST = 112 /* and the first has */
};

static double longest_word(const char *text)
{
    char word[64];
    double longest = 0;
    while (*text) {
        size_t len = strcspn(text, " \n"), kept = len < sizeof word ? len : sizeof word - 1;
        memcpy(word, text, kept);
        word[kept] = '\0';
        longest = fmax(longest, sg_text_px(word, SIZE));
        text += len + (text[len] != '\0');
    }
    return longest;
}

static double width_of(const sg_table_part *table, size_t column, sg_buf *spare)
{
    const sg_doc_column *c = &table->columns[column];
    double width = longest_word(c->title) * .9;
    for (size_t row = 0; row < table->n_rows; row++) {
        const sg_value *value = &table->values[row * table->n_columns + column];
        if (value->missing) continue;
        sg_buf_clear(spare);
        sg_value_text(value, true, spare);
        double own = sg_text_px(spare->at ? spare->at : "", SIZE);
        width = fmax(width, c->right ? own : fmin(own, TEXT_COLUMN));
    }
    if (!column) width = fmax(width, FIRST);
    return width + PADDING;
}

void sg_table_choose(const sg_table_part *table, double room, sg_buf *spare, bool *shown)
{
    double sum = 0;
    for (size_t i = 0; i < table->n_columns; i++) {
        shown[i] = table->columns[i].drop != SG_DATA_ONLY;
        if (shown[i]) sum += width_of(table, i, spare);
    }
    while (sum > room) {
        size_t worst = table->n_columns;
        for (size_t i = 0; i < table->n_columns; i++)
            if (shown[i] && table->columns[i].drop &&
                (worst == table->n_columns || table->columns[i].drop >= table->columns[worst].drop))
                worst = i;
        if (worst == table->n_columns) return;
        shown[worst] = false;
        sum -= width_of(table, worst, spare);
    }
}

bool sg_table_is_slim(const sg_table_part *table, const bool *shown, double room, sg_buf *spare)
{
    double sum = 0;
    for (size_t i = 0; i < table->n_columns; i++)
        if (shown[i]) sum += (width_of(table, i, spare) - PADDING) * SLIM_SIZE / SIZE + SLIM_PADDING;
    return sum <= room;
}
