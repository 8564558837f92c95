/* A workbook's own tables: which part is which sheet, and which cell styles show dates. */
#include "input/book.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SHEETS_MAX = 1000, STYLES_MAX = 65536, NAMES_MAX = 700, ID_SIZE = 64 };

typedef struct reader {
    sg_xml xml;
    sg_book *book;
    const char *want; /* the sheet asked for, or NULL */
    char id[ID_SIZE]; /* relation of the sheet chosen, or "" */
    bool hidden;      /* that one is */
    sg_buf names;
    size_t n_sheets;
    bool in_cells; /* <cellXfs> */
    struct {
        unsigned id, shows;
    } * formats; /* custom ones */
    size_t n_formats, cap_formats;
} reader;

static void no_shut(void *self, const char *name)
{
    (void)self, (void)name;
}

static sg_status read_part(sg_archive *archive, const char *part, reader *r,
                           void (*open)(void *, const char *, const char **), void (*shut)(void *, const char *),
                           sg_error *err)
{
    sg_stage stage;
    r->xml = (sg_xml){.part = part, .open = open, .shut = shut, .self = r};
    sg_status status = sg_archive_named(archive, part, &stage, err);
    if (status != SG_OK) return status;
    status = sg_xml_init(&r->xml, &stage, err);
    if (status != SG_OK) sg_stage_close(&stage);
    while (status == SG_OK && !r->xml.over) status = sg_xml_step(&r->xml, err);
    sg_xml_release(&r->xml);
    return status;
}

/* ---- xl/workbook.xml: the sheets ---- */

static void take_sheet(reader *r, const char **attributes)
{
    const char *name = sg_xml_attribute(attributes, "name"), *state = sg_xml_attribute(attributes, "state"), *id = NULL;
    for (const char **at = attributes; *at; at += 2) /* r:id, beside sheetId */
        if (strlen(*at) > 3 && strcmp(*at + strlen(*at) - 3, ":id") == 0) id = at[1];
    if (!name || !id || strlen(id) >= ID_SIZE || r->n_sheets++ >= SHEETS_MAX) return;
    bool hidden = state && strcmp(state, "visible") != 0;
    if (r->names.len) sg_buf_str(&r->names, ", ");
    sg_buf_str(&r->names, name);
    bool better = r->want ? strcasecmp(name, r->want) == 0 : !r->id[0] || (r->hidden && !hidden);
    if (!better) return;
    memcpy(r->id, id, strlen(id) + 1);
    r->hidden = hidden;
}

static void workbook_open(void *self, const char *name, const char **attributes)
{
    reader *r = self;
    if (strcmp(name, "sheet") == 0) take_sheet(r, attributes);
    if (strcmp(name, "workbookPr") != 0) return;
    const char *since = sg_xml_attribute(attributes, "date1904");
    r->book->since_1904 = since && (strcmp(since, "1") == 0 || strcmp(since, "true") == 0);
}

/* ---- xl/_rels/workbook.xml.rels: their parts ---- */

static void keep_part(char out[static 256], const char *target)
{
    if (*target == '/')
        snprintf(out, 256, "%s", target + 1);
    else
        snprintf(out, 256, "xl/%s", target);
}

static void relations_open(void *self, const char *name, const char **attributes)
{
    reader *r = self;
    if (strcmp(name, "Relationship") != 0) return;
    const char *id = sg_xml_attribute(attributes, "Id"), *type = sg_xml_attribute(attributes, "Type"),
               *target = sg_xml_attribute(attributes, "Target");
    if (!id || !type || !target) return;
    const char *slash = strrchr(type, '/'), *kind = slash ? slash + 1 : type;
    if (strcmp(kind, "worksheet") == 0 && strcmp(id, r->id) == 0) keep_part(r->book->sheet, target);
    if (strcmp(kind, "sharedStrings") == 0) keep_part(r->book->strings, target);
    if (strcmp(kind, "styles") == 0) keep_part(r->book->styles, target);
}

/* ---- xl/styles.xml: which styles show dates ---- */

static unsigned shows_of(const reader *r, unsigned id)
{
    for (size_t i = 0; i < r->n_formats; i++)
        if (r->formats[i].id == id) return r->formats[i].shows;
    return sg_format_builtin(id);
}

static unsigned number_of(const char *text)
{
    return text ? (unsigned)strtoul(text, NULL, 10) : 0;
}

static void take_style(reader *r, const char **attributes)
{
    sg_book *book = r->book;
    if (SG_GROW(book->shows, book->n_shows, book->cap_shows, STYLES_MAX) != 0) {
        sg_fail(&r->xml.err, SG_EFAIL, "more than %d styles, or no memory for them", STYLES_MAX);
        sg_xml_fail(&r->xml, SG_EFAIL);
        return;
    }
    book->shows[book->n_shows++] = (unsigned char)shows_of(r, number_of(sg_xml_attribute(attributes, "numFmtId")));
}

static void take_format(reader *r, const char **attributes)
{
    const char *code = sg_xml_attribute(attributes, "formatCode");
    if (!code || SG_GROW(r->formats, r->n_formats, r->cap_formats, STYLES_MAX) != 0) return;
    r->formats[r->n_formats].id = number_of(sg_xml_attribute(attributes, "numFmtId"));
    r->formats[r->n_formats++].shows = sg_format_code(code);
}

static void styles_open(void *self, const char *name, const char **attributes)
{
    reader *r = self;
    if (strcmp(name, "numFmt") == 0) take_format(r, attributes);
    if (strcmp(name, "cellXfs") == 0) r->in_cells = true;
    if (r->in_cells && strcmp(name, "xf") == 0) take_style(r, attributes);
}

static void styles_shut(void *self, const char *name)
{
    if (strcmp(name, "cellXfs") == 0) ((reader *)self)->in_cells = false;
}

/* ---- all of it ---- */

static sg_status chosen(const reader *r, sg_error *err)
{
    const char *names = r->names.at ? r->names.at : "(none)", *more = r->names.failed ? ", …" : "";
    if (!r->id[0] && r->want)
        return sg_fail(err, SG_EUSAGE, "the workbook has no sheet \"%.80s\"; it has %s%s", r->want, names, more);
    return r->id[0] ? SG_OK : sg_fail(err, SG_EFAIL, "the workbook has no sheet");
}

static sg_status read_book(sg_archive *archive, reader *r, sg_error *err)
{
    sg_book *book = r->book;
    sg_status status = read_part(archive, "xl/workbook.xml", r, workbook_open, no_shut, err);
    if (status == SG_OK) status = chosen(r, err);
    if (status == SG_OK) status = read_part(archive, "xl/_rels/workbook.xml.rels", r, relations_open, no_shut, err);
    if (status == SG_OK && !book->sheet[0])
        status = sg_fail(err, SG_EFAIL, "the sheet holds no cells: expected a worksheet, one of %s", r->names.at);
    if (status == SG_OK && book->styles[0]) status = read_part(archive, book->styles, r, styles_open, styles_shut, err);
    return status;
}

sg_status sg_book_open(sg_archive *archive, const char *sheet, sg_book *out, sg_error *err)
{
    *out = (sg_book){0};
    reader r = {.book = out, .want = sheet};
    sg_buf_init(&r.names, NAMES_MAX);
    sg_status status = read_book(archive, &r, err);
    sg_buf_release(&r.names);
    sg_free(r.formats);
    if (status != SG_OK) sg_book_release(out);
    return status;
}

void sg_book_release(sg_book *book)
{
    sg_free(book->shows);
    *book = (sg_book){0};
}
