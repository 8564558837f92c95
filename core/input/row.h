/* What all readers of files share. */
#ifndef SG_INPUT_ROW_H
#define SG_INPUT_ROW_H

#include <stdint.h>

/* Bytes of a text at the most. */
#define SG_TEXT_MAX (16u << 20)

/* Where a record comes from. */
typedef struct sg_row {
    uint64_t number; /* from 1; the header is not a row */
    uint64_t offset; /* byte offset of the row in the decompressed input */
} sg_row;

#endif
