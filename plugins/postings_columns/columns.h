/* The plugin's options, which both reading and guessing go by. */
#ifndef POSTINGS_COLUMNS_COLUMNS_H
#define POSTINGS_COLUMNS_COLUMNS_H

#include "words.h"

/* Fields of a posting that columns may give, in the order of their options. */
typedef enum col_field {
    COL_ID,
    COL_URL,
    COL_TITLE,
    COL_EMPLOYER,
    COL_PLACE,
    COL_DATE,
    COL_PAY,
    COL_PAY_LO,
    COL_PAY_HI,
    COL_PAY_PERIOD,
    COL_PAY_CURRENCY,
    COL_LEVEL,
    COL_REMOTE,
    COL_BODY,
    COL_SKILLS,
    COL_FIELDS
} col_field;

/* The options, fields first; with their help. */
enum { COL_OPTIONS = COL_FIELDS + 9 };
extern const sg_option col_options[COL_OPTIONS];

/* The value of an option; "" when it is not set. */
static inline sg_text col_option(const sg_services *s, const char *name)
{
    const char *value = s->option(s, name);
    sg_text text = {value ? value : "", 0};
    while (text.at[text.len]) text.len++;
    return text;
}

/* How the file is written, as the options say. Each returns 0, or what `refuse` returned. */
int col_read_dialect(const sg_services *s, sg_dialect *out);
/* Option days. *told: whether it is set. */
int col_read_days(const sg_services *s, col_days *out, int *told);
int col_read_scraped(const sg_services *s, int32_t *out); /* SG_DAY_ABSENT: not set */
int col_read_decimal(const sg_services *s, char *out);

/* sg_plugin.guess: proposes options. */
int col_guess(const sg_services *s);

#endif
