/* Texts: slices of UTF-8, comparison, folding, numbers. sg_text itself is part of the plugin contract. */
#ifndef SG_BASE_TEXT_H
#define SG_BASE_TEXT_H

#include "base/buf.h"
#include "skillgap/plugin.h"

#include <stdbool.h>

/* A slice of a NUL-ended string; NULL gives the absent text. Borrows. */
sg_text sg_text_of(const char *string);
bool sg_text_equal(sg_text a, sg_text b);
bool sg_text_is(sg_text a, const char *string);
/* Bytewise, a shorter text before a longer one that starts with it. For sorting. */
int sg_text_compare(sg_text a, sg_text b);
/* Without white space at both ends. */
sg_text sg_text_trim(sg_text text);
/* Takes the part before the next separator off *rest and returns it; false when *rest is used up.
 * An empty part between two separators is a part. */
bool sg_text_split(sg_text *rest, char separator, sg_text *part);

bool sg_utf8_valid(const char *at, size_t len);
/* Width in terminal columns (utf8proc's charwidth; East Asian wide is 2, combining 0). */
size_t sg_utf8_width(const char *at, size_t len);
/* Texts of files and postings come from others: what would write to a terminal (control characters), turn the order of
 * what follows (bidirectional marks), or is no UTF-8 becomes '?', byte by byte in place. keep: control characters that
 * may stay, such as "\n\t". */
void sg_text_clean(char *at, size_t len, const char *keep);
/* Appends the text in Unicode case folding, NFC, (utf8proc) with runs of white space made one space and the ends
 * trimmed: the form in which names are compared. Invalid UTF-8 bytes are kept. -1 when memory ends. */
int sg_text_fold(sg_text text, sg_buf *out);

/* Whole text as a number: digits with '.' as the decimal mark and an optional sign and exponent, finite. No locale. */
bool sg_text_number(sg_text text, double *out);
bool sg_text_integer(sg_text text, long long *out);

/* Edit distance (Damerau–Levenshtein, optimal string alignment) by bytes, for "did you mean"; at most limit + 1. */
size_t sg_text_distance(sg_text a, sg_text b, size_t limit);

/* 64-bit hash of bytes (XXH3). The same on every machine. */
uint64_t sg_hash(const void *at, size_t len);

#endif
