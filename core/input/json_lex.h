/* The tokens of a JSON document, read in one pass; those of an item are kept, to be parsed as a whole. */
#ifndef SG_INPUT_JSON_LEX_H
#define SG_INPUT_JSON_LEX_H

#include "input/json_source.h"

enum { SG_JSON_END = -1, SG_JSON_TOKEN_MAX = 128 };

/* Zero-initialise, then sg_json_lex_init. */
typedef struct sg_json_lexer {
    sg_json_source source;
    sg_json_piece piece;
    size_t at;                     /* in piece */
    bool ended, last;              /* the document's end was met; no other follows */
    bool lenient;                  /* line ends and tabs may stand in strings, as pages have them */
    bool line_start;               /* the byte before was a line's end */
    unsigned keep;                 /* above 0: what is read is kept */
    sg_buf text;                   /* what was kept, with numbers as strings, so that they stay as written */
    char token[SG_JSON_TOKEN_MAX]; /* the last key, as it is written; cut */
    size_t token_len;              /* may be more than fits */
    char broken[60];               /* what is wrong with the document, "" while nothing is */
    sg_status status;              /* why reading failed */
    sg_error *err;
} sg_json_lexer;

/* kept_max: bytes that are kept at the most. */
sg_status sg_json_lex_init(sg_json_lexer *lexer, sg_read_fn read, void *read_self, bool in_html, size_t kept_max,
                           sg_error *err);
void sg_json_lex_release(sg_json_lexer *lexer);

/* The next byte, which stays where it is; SG_JSON_END at the document's end, or when reading failed. */
int sg_json_peek(sg_json_lexer *lexer);
/* Passes over it. */
void sg_json_skip(sg_json_lexer *lexer);
/* The next byte that is no white space. */
int sg_json_peek_token(sg_json_lexer *lexer);
uint64_t sg_json_offset(const sg_json_lexer *lexer);

/* Each of these reads what is named, and is false when it is not there: then `broken` or `status` says why. */
bool sg_json_take(sg_json_lexer *lexer, char c, const char *expected);
bool sg_json_take_string(sg_json_lexer *lexer, bool is_key);
bool sg_json_take_scalar(sg_json_lexer *lexer);

/* Says that something else was expected here. Returns false. */
bool sg_json_refuse(sg_json_lexer *lexer, const char *expected);

#endif
