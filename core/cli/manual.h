/* The manual pages in roff (man macros): what the table of commands says is taken from there, the rest is below. */
#ifndef SG_CLI_MANUAL_H
#define SG_CLI_MANUAL_H

#include "base/buf.h"
#include "cli/cli.h"

typedef enum sg_manual_kind {
    SG_MANUAL_SECTION,
    SG_MANUAL_PART, /* a heading within a section */
    SG_MANUAL_TEXT,
    SG_MANUAL_ITEM,  /* text: what is told about; more: what is told */
    SG_MANUAL_LINES, /* as they are: examples, forms of files */
    SG_MANUAL_FORM   /* text: a command, whose form of a file is put here */
} sg_manual_kind;

typedef struct sg_manual_piece {
    sg_manual_kind kind;
    const char *text, *more;
} sg_manual_piece;

typedef struct sg_manual_page {
    const char *name;    /* "skillgap-formats" */
    const char *section; /* "5" */
    const char *about;   /* one line */
    const sg_manual_piece *pieces;
    size_t n;
    bool commands; /* the table's commands stand before the piece of this number */
    size_t commands_at;
} sg_manual_page;

extern const sg_manual_page sg_manual_skillgap, sg_manual_formats, sg_manual_plugin;

/* Adds the page's source. A failure is noted in out. */
void sg_manual_write(const sg_manual_page *page, sg_buf *out);

#endif
