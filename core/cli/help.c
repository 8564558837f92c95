#include "cli/options.h"
#include "cli/usage.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { WIDTH_MAX = 80, COMMENT_MIN = 30 /* columns for the comment on an example */ };

/* Of a terminal that is narrower than a page of help, its own. */
static int page_width(void)
{
    unsigned width = sg_cli_width(isatty(STDOUT_FILENO));
    return width < WIDTH_MAX ? (int)width : WIDTH_MAX;
}

static int columns_of(const char *at, int bytes)
{
    return (int)sg_utf8_width(at, (size_t)bytes);
}

/* Words from the column `indent` on; the first line stands at the column already. */
static void print_wrapped(const char *text, int indent)
{
    int column = indent, end = page_width();
    for (const char *word = text; *word;) {
        int bytes = (int)strcspn(word, " "), width = columns_of(word, bytes);
        bool first = word == text;
        if (!first && column + 1 + width > end) {
            printf("\n%*s", indent, "");
            column = indent;
            first = true;
        }
        printf("%s%.*s", first ? "" : " ", bytes, word);
        column += width + !first;
        word += bytes + (word[bytes] == ' ');
    }
    printf("\n");
}

/* What is told of stands in a column of its own, or above when it is wider. */
static void print_item(const char *head, int column, const char *text)
{
    int width = columns_of(head, (int)strlen(head));
    printf("  %s", head);
    if (width > column) printf("\n  ");
    printf("%*s", width > column ? column + 2 : column - width + 2, "");
    print_wrapped(text, column + 4);
}

static void print_options(const sg_cli_option *options)
{
    for (const sg_cli_option *option = options; option && option->name; option++) {
        char head[64];
        snprintf(head, sizeof head, "--%s%s%s", option->name, option->value ? " " : "",
                 option->value ? option->value : "");
        print_item(head, page_width() < WIDTH_MAX ? 16 : 22, option->help);
    }
}

/* Where the comments of examples begin: behind the longest command that has one. */
static int comments_column(const char *examples)
{
    int column = 0;
    for (const char *line = examples; *line;) {
        int bytes = (int)strcspn(line, "\t\n"), width = columns_of(line, bytes);
        if (line[bytes] == '\t' && width > column) column = width;
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    return column;
}

void sg_help_examples(const char *examples)
{
    int column = comments_column(examples);
    bool below = column + COMMENT_MIN > page_width();
    for (const char *line = examples; *line;) {
        int bytes = (int)strcspn(line, "\t\n");
        const char *end = strchrnul(line, '\n');
        printf("  %.*s", bytes, line);
        if (line[bytes] == '\t') {
            char comment[200];
            snprintf(comment, sizeof comment, "%.*s", (int)(end - line) - bytes - 1, line + bytes + 1);
            if (below) printf("\n");
            printf("%*s", below ? 6 : column - columns_of(line, bytes) + 2, "");
            print_wrapped(comment, below ? 6 : column + 4);
        } else {
            printf("\n");
        }
        line = *end ? end + 1 : end;
    }
}

/* Lines that are set in stand as they are, others are running text. */
static void print_form(const char *form)
{
    char text[2000];
    for (const char *line = form; *line;) {
        size_t used = 0;
        const char *end = strchrnul(line, '\n');
        if (line[0] == ' ') printf("%.*s\n", (int)(end - line), line);
        while (line[0] != ' ' && *line && used + (size_t)(end - line) + 2 < sizeof text) {
            used +=
                (size_t)snprintf(text + used, sizeof text - used, "%s%.*s", used ? " " : "", (int)(end - line), line);
            line = *end ? end + 1 : end;
            end = strchrnul(line, '\n');
        }
        if (used)
            print_wrapped(text, 0);
        else
            line = *end ? end + 1 : end;
    }
}

static void print_usage(const sg_command *command)
{
    sg_text rest = sg_text_of(command->words), form;
    printf("\nUsage\n");
    while (sg_usage_form(&rest, &form))
        printf("  skillgap %s%s%.*s [options]\n", command->name, form.len ? " " : "", (int)form.len, form.at);
}

void sg_help_command(const sg_command *command)
{
    int column = printf("skillgap %s: ", command->name);
    print_wrapped(command->summary, column);
    printf("\nExamples\n");
    sg_help_examples(command->examples);
    print_usage(command);
    if (command->options && command->options->name) {
        printf("\nOptions\n");
        print_options(command->options);
    }
    if (command->form) {
        printf("\n");
        print_form(command->form);
    }
    printf("\nOptions of every command\n");
    print_options(sg_common_options);
}

void sg_help_program(void)
{
    print_wrapped("skillgap: which skills the market will want, how far you are from them, what the work pays, whether "
                  "to move",
                  0);
    printf("\nExamples\n"
           "  skillgap report\n"
           "  skillgap gap --role data-engineer --level senior\n"
           "  skillgap decide --now 140k --offer 165k --forfeit 30k\n"
           "\nCommands\n");
    for (size_t i = 0; i < sg_n_commands; i++)
        if (!sg_commands[i]->hidden) print_item(sg_commands[i]->name, 12, sg_commands[i]->summary);
    printf("\nOptions of every command\n");
    print_options(sg_common_options);
    printf("\n");
    print_wrapped("skillgap COMMAND --help says more. Results go to standard output, messages to standard error. Exit "
                  "codes: 0 done, 1 failed, 2 usage, 3 not enough data, 4 plugin failed, 5 a check did not hold, 130 "
                  "interrupted.",
                  0);
    print_wrapped("Only skillgap fetch uses the network, and sends nothing about you.", 0);
}

void sg_help_bare(void)
{
    printf("skillgap tells a person in IT what the market will want in 18-24 months and how\n"
           "far they are from it, on this machine, from data you can read. It can\n"
           "  forecast which skills gain and which lose, and say how its forecasts fared\n"
           "  compare your skills with a role or a job ad, and plan by your hours a week\n"
           "  show what a role pays where, and weigh an offer against staying\n"
           "Try:\n"
           "  skillgap report                 the market's report: it needs nothing of you\n"
           "  skillgap profile new            then it is yours: eight questions, or your CV\n"
           "  skillgap gap --posting ad.txt   a job ad, line by line, against what you have\n"
           "skillgap --help lists all commands.\n");
}
