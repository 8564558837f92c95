/* One way in: the bytes of a file, unpacked. What gzip, xz and zip hold is handed on by its first bytes, whatever the
 * file's name; a workbook (.xlsx) is handed on as the CSV text of one sheet. Only a confined worker comes here. */
#ifndef SG_INPUT_DECODE_H
#define SG_INPUT_DECODE_H

#include "base/buf.h"
#include "input/csv.h"

#include <stdbool.h>

enum {
    SG_INPUT_LEVELS = 2, /* packed in packed: a workbook in a zip; no more */
    SG_INPUT_MAGIC = 8   /* first bytes that tell how a file is packed */
};

/* What is read, and how. */
typedef struct sg_input_from {
    int fd;             /* a regular file where it is a zip or a workbook, else it is first read whole */
    const char *member; /* of a zip, or the sheet of a workbook, or "MEMBER#SHEET"; NULL: the only one, the first */
    sg_read_fn read;    /* the next bytes of fd */
    void (*beat)(void *self); /* called as work goes on; may be NULL */
    void *self;
    sg_buf *members; /* or NULL: of a zip that holds several files, none of which was named, their names, one a line */
} sg_input_from;

typedef struct sg_input sg_input;

/* Opens what there is; *out is to sg_input_close. from->member and what self points to are borrowed until then.
 * SG_EUSAGE: a zip with several files, or no such member or sheet; the message has the names that there are. SG_EFAIL:
 * encrypted, cut or corrupt, of a kind that is not read, packed more than twice, or memory. */
sg_status sg_input_open(const sg_input_from *from, sg_input **out, sg_error *err);
/* The next bytes; *got 0: the end. SG_EFAIL: cut or corrupt, more than 400 times the size of what it is unpacked from
 * (a bomb), or past a bound that the message names. */
sg_status sg_input_read(sg_input *input, void *bytes, size_t size, size_t *got, sg_error *err);
/* The name of the member that is read, without folders, or "". Borrowed until sg_input_close. */
const char *sg_input_name(const sg_input *input);
void sg_input_close(sg_input *input);

/* Whether a file that starts so is read as something packed. Where len is under SG_INPUT_MAGIC, that is all of it. */
bool sg_input_packed(const void *head, size_t len);

#endif
