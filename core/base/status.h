/* Status codes and error text. A function that can fail returns a status and puts one line into the caller's
 * buffer; nothing is kept globally. A status is also the exit code that it ends the program with. */
#ifndef SG_BASE_STATUS_H
#define SG_BASE_STATUS_H

#include <stdarg.h>

typedef enum sg_status {
    SG_OK = 0,
    SG_EFAIL = 1,   /* input, system or programmer's limits */
    SG_EUSAGE = 2,  /* the command line or a name in it */
    SG_EDATA = 3,   /* not enough data to answer */
    SG_EPLUGIN = 4, /* a plugin broke its contract */
    SG_ECHECK = 5,  /* a check did not hold */
    SG_EINTR = 130
} sg_status;

typedef struct sg_error {
    char text[1024];
} sg_error;

/* Writes the message (cut at the buffer's end, never inside a UTF-8 sequence) and returns status.
 * err may be NULL. What is quoted is cleaned (sg_text_clean), so that a file cannot write to a terminal. */
sg_status sg_fail(sg_error *err, sg_status status, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Puts "prefix: " before a message that is already there. Returns status. */
sg_status sg_fail_in(sg_error *err, sg_status status, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
