#include "base/text.h"
#include "report/parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TEXT_MAX = 4096, PART_MAX = 1 << 24 };

sg_value sg_v_text(const char *text)
{
    return (sg_value){.unit = SG_UNIT_TEXT, .text = text ? text : ""};
}

sg_value sg_v_count(double value)
{
    return (sg_value){.unit = SG_UNIT_COUNT, .value = value};
}

sg_value sg_v_number(double value, unsigned char digits)
{
    return (sg_value){.unit = SG_UNIT_NUMBER, .value = value, .digits = digits};
}

sg_value sg_v_percent(double share, unsigned char digits)
{
    return (sg_value){.unit = SG_UNIT_PERCENT, .value = share, .digits = digits};
}

sg_value sg_v_percent_in(double share, double lo, double hi, unsigned char digits)
{
    return (sg_value){
        .unit = SG_UNIT_PERCENT, .value = share, .lo = lo, .hi = hi, .digits = digits, .has_interval = true};
}

sg_value sg_v_points(double difference, unsigned char digits)
{
    return (sg_value){.unit = SG_UNIT_POINTS, .value = difference, .digits = digits};
}

sg_value sg_v_money(double value, const char *currency)
{
    return (sg_value){.unit = SG_UNIT_MONEY, .value = value, .currency = currency};
}

sg_value sg_v_thousands(double value, unsigned char digits)
{
    return (sg_value){.unit = SG_UNIT_THOUSANDS, .value = value, .digits = digits};
}

sg_value sg_v_money_in(double value, double lo, double hi, const char *currency)
{
    return (sg_value){
        .unit = SG_UNIT_MONEY, .value = value, .lo = lo, .hi = hi, .currency = currency, .has_interval = true};
}

sg_value sg_v_month(int32_t month)
{
    return (sg_value){.unit = SG_UNIT_MONTH, .value = month};
}

sg_value sg_v_day(int32_t day)
{
    return (sg_value){.unit = SG_UNIT_DAY, .value = day};
}

sg_value sg_v_missing(const char *why)
{
    return (sg_value){.unit = SG_UNIT_TEXT, .text = why, .missing = true};
}

sg_doc *sg_doc_alloc(const char *title, const char *schema)
{
    sg_doc *doc = sg_zalloc(1, sizeof *doc);
    if (!doc) return NULL;
    doc->title = sg_arena_copy(&doc->arena, title, strlen(title));
    doc->schema = sg_arena_copy(&doc->arena, schema, strlen(schema));
    if (doc->title && doc->schema) return doc;
    sg_doc_free(doc);
    return NULL;
}

static void free_plot(sg_plot_part *plot)
{
    for (size_t i = 0; plot && i < plot->n; i++) sg_free(plot->series[i].rows);
    if (plot) sg_free(plot->series);
}

void sg_doc_free(sg_doc *doc)
{
    if (!doc) return;
    for (size_t i = 0; i < doc->n; i++) {
        for (size_t k = 0; k < doc->sections[i].n; k++) {
            sg_free(doc->sections[i].items[k].table.values);
            free_plot(doc->sections[i].items[k].plot);
        }
        sg_free(doc->sections[i].items);
    }
    sg_free(doc->sections);
    sg_free(doc->meta);
    sg_arena_release(&doc->arena);
    sg_free(doc);
}

const char *sg_doc_copy(sg_doc *doc, const char *text)
{
    size_t len = text ? strlen(text) : 0;
    char *copied = sg_arena_copy(&doc->arena, text ? text : "", len);
    if (!copied)
        doc->failed = true;
    else
        sg_text_clean(copied, len, "\n\t");
    return copied;
}

/* What is not a number is missing, whoever asked for it. */
static sg_value copy_value(sg_doc *doc, sg_value value)
{
    if (!value.missing && value.unit != SG_UNIT_TEXT && !isfinite(value.value)) value = sg_v_missing("not known");
    if (value.has_interval && !(isfinite(value.lo) && isfinite(value.hi))) value.has_interval = false;
    if (value.unit == SG_UNIT_TEXT || value.missing) value.text = sg_doc_copy(doc, value.text);
    if (value.unit == SG_UNIT_MONEY) value.currency = sg_doc_copy(doc, value.currency);
    return value;
}

void sg_doc_meta(sg_doc *doc, const char *key, sg_value value)
{
    if (SG_GROW(doc->meta, doc->n_meta, doc->cap_meta, PART_MAX) != 0) {
        doc->failed = true;
        return;
    }
    doc->meta[doc->n_meta++] =
        (sg_item){.kind = SG_ITEM_FIELD, .key = sg_doc_copy(doc, key), .value = copy_value(doc, value)};
}

void sg_doc_section(sg_doc *doc, const char *id, const char *title)
{
    if (SG_GROW(doc->sections, doc->n, doc->cap, PART_MAX) != 0) {
        doc->failed = true;
        return;
    }
    doc->sections[doc->n++] = (sg_section_part){.id = sg_doc_copy(doc, id), .title = sg_doc_copy(doc, title)};
}

void sg_doc_subsection(sg_doc *doc, const char *id, const char *title)
{
    size_t before = doc->n;
    sg_doc_section(doc, id, title);
    if (doc->n > before) doc->sections[before].minor = true;
}

/* A new item of the last section; what stands before any section goes into one without a title. */
sg_item *sg_doc_item(sg_doc *doc, sg_item_kind kind)
{
    if (!doc->n) sg_doc_section(doc, "main", "");
    sg_section_part *section = doc->n ? &doc->sections[doc->n - 1] : NULL;
    if (!section || SG_GROW(section->items, section->n, section->cap, PART_MAX) != 0) {
        doc->failed = true;
        return NULL;
    }
    section->items[section->n] = (sg_item){.kind = kind};
    return &section->items[section->n++];
}

static void add_text(sg_doc *doc, sg_item_kind kind, const char *format, va_list args)
{
    char text[TEXT_MAX];
    vsnprintf(text, sizeof text, format, args);
    sg_item *item = sg_doc_item(doc, kind);
    if (item) item->text = sg_doc_copy(doc, text);
}

void sg_doc_paragraph(sg_doc *doc, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_text(doc, SG_ITEM_PARAGRAPH, format, args);
    va_end(args);
}

void sg_doc_lines(sg_doc *doc, const char *text)
{
    sg_item *item = sg_doc_item(doc, SG_ITEM_PARAGRAPH);
    if (!item) return;
    item->text = sg_doc_copy(doc, text);
    item->as_is = true;
}

void sg_doc_note(sg_doc *doc, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_text(doc, SG_ITEM_NOTE, format, args);
    va_end(args);
}

void sg_doc_field(sg_doc *doc, const char *key, const char *title, sg_value value)
{
    sg_item *item = sg_doc_item(doc, SG_ITEM_FIELD);
    if (!item) return;
    item->key = sg_doc_copy(doc, key);
    item->title = sg_doc_copy(doc, title);
    item->value = copy_value(doc, value);
}

void sg_doc_field_led(sg_doc *doc, const char *key, const char *title, const char *text, size_t lead)
{
    sg_doc_field(doc, key, title, sg_v_text(text));
    sg_item *item = doc->n && doc->sections[doc->n - 1].n
                        ? &doc->sections[doc->n - 1].items[doc->sections[doc->n - 1].n - 1]
                        : NULL;
    if (item && item->kind == SG_ITEM_FIELD && item->value.text) item->lead = strnlen(item->value.text, lead);
}

void sg_doc_table(sg_doc *doc, const char *id, const sg_doc_column *columns, size_t n)
{
    sg_doc_column *own = sg_arena_alloc(&doc->arena, n * sizeof *own);
    sg_item *item = sg_doc_item(doc, SG_ITEM_TABLE);
    if (!own || !item) {
        doc->failed = true;
        return;
    }
    for (size_t i = 0; i < n; i++) {
        own[i] = columns[i];
        own[i].key = sg_doc_copy(doc, columns[i].key);
        own[i].title = sg_doc_copy(doc, columns[i].title);
        if (columns[i].help) own[i].help = sg_doc_copy(doc, columns[i].help);
    }
    item->table = (sg_table_part){.id = sg_doc_copy(doc, id), .columns = own, .n_columns = n};
}

static sg_table_part *last_table(sg_doc *doc)
{
    sg_section_part *section = doc->n ? &doc->sections[doc->n - 1] : NULL;
    for (size_t i = section ? section->n : 0; i > 0; i--)
        if (section->items[i - 1].kind == SG_ITEM_TABLE) return &section->items[i - 1].table;
    return NULL;
}

void sg_doc_row(sg_doc *doc, const sg_value *values)
{
    sg_table_part *table = last_table(doc);
    if (!table) {
        doc->failed = true;
        return;
    }
    for (size_t i = 0; i < table->n_columns; i++) {
        if (SG_GROW(table->values, table->n_values, table->cap_values, PART_MAX) != 0) {
            doc->failed = true;
            return;
        }
        table->values[table->n_values++] = copy_value(doc, values[i]);
    }
    table->n_rows++;
}
