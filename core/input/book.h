/* Inside of a workbook: its parts as XML, its texts, its dates. */
#ifndef SG_INPUT_BOOK_H
#define SG_INPUT_BOOK_H

#include "input/decode_work.h"

#include <expat.h>

/* ---- XML, streamed ---- */

/* A part that is read piece by piece. Names come without their prefix; a document type declaration, an element that
 * does not end for long, and what is not well formed end it. */
typedef struct sg_xml {
    XML_Parser parser;
    sg_stage from;
    const char *part; /* for messages */
    void (*open)(void *self, const char *name, const char **attributes);
    void (*shut)(void *self, const char *name);
    void (*text)(void *self, const char *at, size_t len);
    void *self;
    uint64_t fed, marked; /* bytes; up to where the parser has told of */
    bool paused, over;
    sg_status status;
    sg_error err;
} sg_xml;

/* open, shut, text, self and part are set by the caller. On success owns from. */
sg_status sg_xml_init(sg_xml *xml, const sg_stage *from, sg_error *err);
/* Reads on until the part is over, xml->over, or a callback has paused it. One piece at least. */
sg_status sg_xml_step(sg_xml *xml, sg_error *err);
/* From a callback: the step ends soon; the next goes on from here. */
void sg_xml_pause(sg_xml *xml);
/* From a callback: the step fails. xml->err has the message. */
void sg_xml_fail(sg_xml *xml, sg_status status);
void sg_xml_release(sg_xml *xml);
/* Value of an attribute, without regard to its prefix, or NULL. */
const char *sg_xml_attribute(const char **attributes, const char *name);

/* ---- shared strings ---- */

/* Texts that cells refer to by number, read as far as they are asked for. */
typedef struct sg_strings {
    sg_xml xml;
    bool opened;
    sg_buf bytes;   /* one after another */
    uint32_t *ends; /* of each, in bytes */
    size_t n, cap;
    unsigned inside; /* of <si>, <t>, <rPh> */
} sg_strings;

/* part: its name in the archive. Nothing is read yet. */
sg_status sg_strings_init(sg_strings *strings, sg_archive *archive, const char *part, sg_error *err);
sg_status sg_strings_get(sg_strings *strings, size_t index, sg_text *out, sg_error *err);
void sg_strings_release(sg_strings *strings);
/* Undoes _xHHHH_, by which a workbook writes what XML cannot hold, in place. Returns the new length. */
size_t sg_strings_unescape(char *at, size_t len);

/* ---- numbers that are dates ---- */

enum { SG_SHOWS_DATE = 1, SG_SHOWS_TIME = 2 }; /* bits */

/* What a number format shows: built-in by its number, else by its code. */
unsigned sg_format_builtin(unsigned id);
unsigned sg_format_code(const char *code);
/* "2024-05-31", "2024-05-31 08:30:00" or "08:30:00". False: the serial number is no such date (days since 1899-12-30,
 * where 1900-02-29 counts as a day; or since 1904-01-01), and stays a number. */
bool sg_serial_format(double serial, unsigned shows, bool since_1904, char out[static 24]);

/* ---- the workbook ---- */

typedef struct sg_book {
    char sheet[256], strings[256], styles[256]; /* parts; "" where there is none */
    bool since_1904;
    unsigned char *shows; /* of each cell style */
    size_t n_shows, cap_shows;
} sg_book;

/* Finds the sheet of this name (NULL: the first that is not hidden). SG_EUSAGE names those that there are. */
sg_status sg_book_open(sg_archive *archive, const char *sheet, sg_book *out, sg_error *err);
void sg_book_release(sg_book *book);

#endif
