#include "cli/options.h"

#include <stdio.h>
#include <string.h>

enum { HELP_WIDTH = 80 };

/* Words from the column `indent` on, broken before HELP_WIDTH; the first line stands at the column already. */
static void print_wrapped(const char *text, int indent)
{
    int column = indent;
    for (const char *word = text; *word;) {
        int bytes = (int)strcspn(word, " "), width = 0;
        for (int i = 0; i < bytes; i++) width += (word[i] & 0xC0) != 0x80;
        bool first = word == text;
        if (!first && column + 1 + width > HELP_WIDTH) {
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

static void print_options(const sg_cli_option *options)
{
    for (const sg_cli_option *option = options; option && option->name; option++) {
        char head[64];
        snprintf(head, sizeof head, "--%s%s%s", option->name, option->value ? " " : "",
                 option->value ? option->value : "");
        size_t width = 0;
        for (const char *at = head; *at; at++) width += (*at & 0xC0) != 0x80;
        if (width > 22)
            printf("  %s\n  %-22s  ", head, "");
        else
            printf("  %s%*s  ", head, (int)(22 - width), "");
        print_wrapped(option->help, 26);
    }
}

static void print_lines(const char *indent, const char *lines)
{
    for (const char *line = lines; line && *line;) {
        const char *end = strchrnul(line, '\n');
        printf("%s%.*s\n", end > line ? indent : "", (int)(end - line), line);
        line = *end ? end + 1 : end;
    }
}

void sg_help_command(const sg_command *command)
{
    printf("skillgap %s: ", command->name);
    print_wrapped(command->summary, (int)strlen(command->name) + 11);
    printf("\nExamples\n");
    print_lines("  ", command->examples);
    printf("\nUsage\n  skillgap %s%s%s [options]\n", command->name, command->words[0] ? " " : "", command->words);
    if (command->options && command->options->name) {
        printf("\nOptions\n");
        print_options(command->options);
    }
    if (command->form) printf("\n");
    print_lines("", command->form);
    printf("\nOptions of every command\n");
    print_options(sg_common_options);
}

void sg_help_program(void)
{
    printf("skillgap: which skills the market will want, how far you are from them, what the\n"
           "work pays, whether to move\n"
           "\nExamples\n"
           "  skillgap report\n"
           "  skillgap gap --role data-engineer --level senior\n"
           "  skillgap decide --now 140k --offer 165k --forfeit 30k\n"
           "\nCommands\n");
    for (size_t i = 0; i < sg_n_commands; i++) {
        printf("  %-12s  ", sg_commands[i]->name);
        print_wrapped(sg_commands[i]->summary, 16);
    }
    printf("\nOptions of every command\n");
    print_options(sg_common_options);
    printf("\nskillgap COMMAND --help says more. Results go to standard output, messages to\n"
           "standard error. Exit codes: 0 done, 1 failed, 2 usage, 3 not enough data,\n"
           "4 plugin failed, 5 a check did not hold, 130 interrupted.\n"
           "Only skillgap fetch uses the network, and sends nothing about you.\n");
}

void sg_help_bare(void)
{
    printf("skillgap tells a person in IT what the market will want and how far they are from it,\n"
           "on this machine, from data you can read. It can\n"
           "  forecast which skills gain or lose demand over the next 18-24 months\n"
           "  compare your skills with a target role, and make a dated plan from your hours a week\n"
           "  show what a role pays by level and region, and weigh an offer against staying\n"
           "Try:\n"
           "  skillgap report\n"
           "  skillgap gap --role data-engineer --level senior\n"
           "  skillgap decide --now 140k --offer 165k --forfeit 30k\n"
           "skillgap --help lists all commands.\n");
}
