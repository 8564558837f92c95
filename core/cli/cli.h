/* The command line: one table of commands; options common to all; exit codes are statuses. */
#ifndef SG_CLI_CLI_H
#define SG_CLI_CLI_H

#include "base/month.h"
#include "base/status.h"
#include "plugin/host.h"
#include "report/doc.h"

#include <stdbool.h>

typedef enum sg_format { SG_FORMAT_TEXT, SG_FORMAT_JSON, SG_FORMAT_HTML, SG_FORMAT_MARKDOWN, SG_FORMAT_CSV } sg_format;
#define SG_FORMAT_WORDS "text json html markdown csv" /* their names, in this order */

/* Options that every command takes, and where things are. */
typedef struct sg_cli {
    sg_format format;
    const char *output; /* path, or NULL: standard output */
    sg_month as_of;     /* the month of --as-of, else today's (SOURCE_DATE_EPOCH is obeyed) */
    sg_day today;       /* the day plans start from: the first of --as-of when given, else today */
    bool past;          /* --as-of names another month than today's: what is shown is kept for no grading */
    bool quiet, colour, unicode;
    unsigned width;
    const char *store;               /* path of the store; it may not exist */
    const char *profile;             /* path of the profile; it may not exist */
    const char *taxonomy;            /* the person's own taxonomy file, or NULL */
    const char *shipped;             /* folder of the shipped datasets */
    bool store_given, profile_given; /* named on the command line: then it must exist */
    sg_plugin_path plugins;
} sg_cli;

/* A long option of a command: --name VALUE, or a flag. */
typedef struct sg_cli_option {
    const char *name; /* without dashes */
    /* Name of its value, or NULL for a flag. It tells what is completed (usage.h): FILE, ROLE, LEVEL …; with "…" behind
     * it the option may be given again. */
    const char *value;
    const char *help;
} sg_cli_option;

/* What was given, after the common options were taken off. */
typedef struct sg_args {
    const char *const *values; /* one for each option of the command's table; NULL: not given; "" for a flag given */
    const char *const *words;  /* positional */
    size_t n_words;
    const char *const *many; /* all values of the option that may be given again, ended by NULL */
} sg_args;

typedef struct sg_command {
    const char *name;
    const char *words;    /* "FILE…" */
    const char *summary;  /* one line */
    const char *examples; /* lines, shown first in the help; what stands behind a tab tells what one does */
    const char *next;     /* what a person may do then, as examples; shown on a terminal; or NULL */
    const char *form;     /* after the options, or NULL: the form of a file that it reads; lines that begin with a space
                         stand as they are, others are running text */
    const sg_cli_option *options; /* ended by a NULL name */
    size_t words_min, words_max;
    bool hidden; /* for other programs: not in the list of commands */
    sg_status (*run)(const sg_cli *cli, const sg_args *args, sg_error *err);
} sg_command;

/* One file a command, cmd_NAME.c, each with one object declared in commands.h; the table of all is in commands.c. */
extern const sg_command *const sg_commands[];
extern const size_t sg_n_commands;

/* The whole program: returns the exit code. */
int sg_cli_main(int argc, char **argv);

/* Columns to write in: those of COLUMNS, else of the terminal, else 80; 40 to 400. */
unsigned sg_cli_width(bool terminal);
/* Renders the document in the chosen format to the chosen output. */
sg_status sg_cli_show(const sg_cli *cli, const sg_doc *doc, sg_error *err);
/* For a command whose answer is no document: SG_EUSAGE when --format asks for another. form: "lines parted by tabs";
 * csv: --format csv is what it is. */
sg_status sg_cli_fixed(const sg_cli *cli, const char *command, const char *form, bool csv, sg_error *err);
/* Bytes that a command made itself (CSV, TSV) to the chosen output. */
sg_status sg_cli_write(const sg_cli *cli, const char *at, size_t len, sg_error *err);
/* Value of a numeric option: SG_EUSAGE names the option, what was found and the range. NULL text leaves *out. */
sg_status sg_cli_number(const char *option, const char *text, double lo, double hi, double *out, sg_error *err);
/* An amount of money: "140k", "1.2m", "140,000", "82.000", "USD 140k", "82k €". The currency, when stated, is put into
 * currency (else left). SG_EUSAGE names the option, what was found and what was expected. */
sg_status sg_cli_amount(const char *option, const char *text, double *out, char currency[static 4], sg_error *err);
/* A share: "5%" or "0.05". NULL text leaves *out. */
sg_status sg_cli_share(const char *option, const char *text, double lo, double hi, double *out, sg_error *err);
/* A message to standard error, unless --quiet. */
void sg_cli_say(const sg_cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
