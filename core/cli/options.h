/* Reading the command line: one table of options common to all commands, one table each command's own. */
#ifndef SG_CLI_OPTIONS_H
#define SG_CLI_OPTIONS_H

#include "base/text.h"
#include "cli/cli.h"

enum {
    SG_OPT_FORMAT,
    SG_OPT_OUTPUT,
    SG_OPT_AS_OF,
    SG_OPT_PROFILE,
    SG_OPT_STORE,
    SG_OPT_TAXONOMY,
    SG_OPT_PLUGIN_DIR,
    SG_OPT_QUIET,
    SG_OPT_NO_COLOR,
    SG_OPT_HELP,
    SG_OPT_VERSION,
    SG_N_COMMON,
    SG_OWN_MAX = 48,     /* options of one command */
    SG_WORDS_MAX = 4096, /* positional words */
    SG_MANY_MAX = 64     /* values of an option that may be given again; a command has one such option */
};

extern const sg_cli_option sg_common_options[SG_N_COMMON + 1];

/* A word of the command line, as an option or not: "-" and "-5" are none. */
typedef struct sg_option_word {
    sg_text name;      /* the long one, also for -o */
    const char *value; /* behind '=', or NULL */
    bool is_option;
} sg_option_word;
sg_option_word sg_option_word_read(const char *word);
/* The command of this name; its option of this name, or the one common to all; NULL: none. command: may be NULL. */
const sg_command *sg_command_named(const char *name);
const sg_cli_option *sg_option_named(const sg_command *command, sg_text name);

/* What stands on the command line. Strings borrow from argv. */
typedef struct sg_given {
    const sg_command *command; /* NULL: none was named */
    const char *common[SG_N_COMMON];
    const char *own[SG_OWN_MAX];
    const char *words[SG_WORDS_MAX];
    size_t n_words;
    const char *many[SG_MANY_MAX + 1];
    size_t n_many;
    bool help; /* --help, -h or the word help */
} sg_given;

/* Options may stand anywhere, also before the command; "--" ends them. SG_EUSAGE: an unknown command or option (with
 * the nearest names), a missing or unwanted value, too few or too many words. */
sg_status sg_options_read(int argc, char *const *argv, sg_given *out, sg_error *err);

/* Room for the paths that sg_cli points to. */
typedef struct sg_cli_paths {
    char store[4096], profile[4096], shipped[4096], taxonomy[4096];
} sg_cli_paths;

/* The settings that all commands share, from the options and the environment. */
sg_status sg_cli_init(const sg_given *given, sg_cli_paths *paths, sg_cli *out, sg_error *err);

/* Help of one command, or of the program; the ten lines of a bare call. To standard output. */
void sg_help_command(const sg_command *command);
void sg_help_program(void);
void sg_help_bare(void);
/* Examples as the table of commands has them: lines, with what one does behind a tab. */
void sg_help_examples(const char *examples);

#endif
