#include "cli/options.h"

#include "base/map.h"

#include <stdio.h>
#include <string.h>

const sg_cli_option sg_common_options[SG_N_COMMON + 1] = {
    [SG_OPT_FORMAT] = {"format", "FORMAT", "text (default), json, html, markdown or csv"},
    [SG_OPT_OUTPUT] = {"output", "FILE", "write to FILE in place of standard output (-o)"},
    [SG_OPT_AS_OF] = {"as-of", "YYYY-MM", "the month that counts as now; default: today's"},
    [SG_OPT_PROFILE] = {"profile", "FILE", "your profile; default: profile.json or profile.yaml in your data folder"},
    [SG_OPT_STORE] = {"store", "FILE", "the store of what you imported; default: store.db in your data folder"},
    [SG_OPT_TAXONOMY] = {"taxonomy", "FILE",
                         "skills and roles of your own, over the shipped ones; default: SKILLGAP_TAXONOMY, or "
                         "taxonomy.yaml in your configuration folder; none: the shipped ones alone"},
    [SG_OPT_PLUGIN_DIR] = {"plugin-dir", "FOLDER", "look for plugins here first"},
    [SG_OPT_QUIET] = {"quiet", NULL, "no messages, only results (-q)"},
    [SG_OPT_NO_COLOR] = {"no-color", NULL, "no colour, also on a terminal"},
    [SG_OPT_HELP] = {"help", NULL, "this help (-h)"},
    [SG_OPT_VERSION] = {"version", NULL, "the program's version"},
};

static const sg_cli_option *find_option(const sg_cli_option *options, sg_text name)
{
    for (const sg_cli_option *option = options; option && option->name; option++)
        if (sg_text_is(name, option->name)) return option;
    return NULL;
}

const sg_cli_option *sg_option_named(const sg_command *command, sg_text name)
{
    const sg_cli_option *own = command ? find_option(command->options, name) : NULL;
    return own ? own : find_option(sg_common_options, name);
}

const sg_command *sg_command_named(const char *name)
{
    for (size_t i = 0; i < sg_n_commands; i++)
        if (strcmp(sg_commands[i]->name, name) == 0) return sg_commands[i];
    return NULL;
}

static sg_status unknown(sg_map *names, const char *what, sg_text name, const char *where, sg_error *err)
{
    char near[200];
    sg_map_nearest(names, name, 3, near, sizeof near);
    sg_map_release(names);
    if (near[0])
        return sg_fail(err, SG_EUSAGE, "unknown %s \"%.*s\"%s; did you mean %s?", what, (int)name.len, name.at, where,
                       near);
    return sg_fail(err, SG_EUSAGE, "unknown %s \"%.*s\"%s", what, (int)name.len, name.at, where);
}

static void add_option(sg_map *names, const sg_cli_option *option)
{
    char name[80];
    int len = snprintf(name, sizeof name, "--%s", option->name);
    sg_map_add(names, (sg_text){name, (size_t)len});
}

static sg_status unknown_option(const sg_command *command, const char *word, sg_error *err)
{
    sg_map names = {0};
    for (size_t i = 0; i < SG_N_COMMON; i++) add_option(&names, &sg_common_options[i]);
    for (const sg_cli_option *own = command ? command->options : NULL; own && own->name; own++) add_option(&names, own);
    char where[80] = "";
    if (command) snprintf(where, sizeof where, " for skillgap %s", command->name);
    return unknown(&names, "option", (sg_text){word, strcspn(word, "=")}, where, err);
}

static sg_status unknown_command(const char *name, sg_error *err)
{
    sg_map names = {0};
    sg_map_add(&names, sg_text_of("help"));
    for (size_t i = 0; i < sg_n_commands; i++)
        if (!sg_commands[i]->hidden) sg_map_add(&names, sg_text_of(sg_commands[i]->name));
    return unknown(&names, "command", sg_text_of(name), "", err);
}

/* The long name behind a short option, or absent. */
static sg_text long_name(char c)
{
    switch (c) {
    case 'h': return sg_text_of("help");
    case 'o': return sg_text_of("output");
    case 'q': return sg_text_of("quiet");
    default: return (sg_text){NULL, 0};
    }
}

sg_option_word sg_option_word_read(const char *word)
{
    sg_option_word out = {0};
    if (word[0] != '-' || !word[1] || (word[1] >= '0' && word[1] <= '9')) return out;
    out.is_option = true;
    if (word[1] != '-') {
        if (!word[2]) out.name = long_name(word[1]);
        if (!out.name.at) out.name = sg_text_of(word + 1);
        return out;
    }
    out.value = strchr(word, '=');
    out.name = (sg_text){word + 2, out.value ? (size_t)(out.value - word) - 2 : strlen(word + 2)};
    if (out.value) out.value++;
    return out;
}

/* Whether any command's option of this name takes a value: options may stand before the command. */
static bool takes_value(sg_text name)
{
    const sg_cli_option *option = find_option(sg_common_options, name);
    for (size_t i = 0; !option && i < sg_n_commands; i++) option = find_option(sg_commands[i]->options, name);
    return option && option->value;
}

/* Index of the command's word in argv, or 0. */
static int command_at(int argc, char *const *argv)
{
    for (int i = 1; i < argc; i++) {
        sg_option_word word = sg_option_word_read(argv[i]);
        if (strcmp(argv[i], "--") == 0) return 0;
        if (!word.is_option) return i;
        if (!word.value && takes_value(word.name)) i++;
    }
    return 0;
}

static bool may_repeat(const sg_cli_option *option)
{
    static const char mark[] = "…";
    size_t len = strlen(option->value), mark_len = sizeof mark - 1;
    return len > mark_len && strcmp(option->value + len - mark_len, mark) == 0;
}

/* Takes the option at argv[*i]; moves *i over its value. */
static sg_status take_option(sg_option_word word, int argc, char *const *argv, int *i, sg_given *out, sg_error *err)
{
    const sg_cli_option *own = out->command ? find_option(out->command->options, word.name) : NULL;
    const sg_cli_option *option = own ? own : find_option(sg_common_options, word.name);
    if (!option) return unknown_option(out->command, argv[*i], err);
    const char **slot = own ? &out->own[own - out->command->options] : &out->common[option - sg_common_options];
    if (!option->value) {
        if (word.value)
            return sg_fail(err, SG_EUSAGE, "option --%s takes no value, found \"%s\"", option->name, word.value);
        *slot = "";
        return SG_OK;
    }
    if (!word.value) {
        if (*i + 1 >= argc || strncmp(argv[*i + 1], "--", 2) == 0)
            return sg_fail(err, SG_EUSAGE, "option --%s needs a value: --%s %s", option->name, option->name,
                           option->value);
        word.value = argv[++*i];
    }
    if (may_repeat(option)) {
        if (out->n_many == SG_MANY_MAX)
            return sg_fail(err, SG_EUSAGE, "option --%s is given more than %d times", option->name, (int)SG_MANY_MAX);
        out->many[out->n_many++] = word.value;
    }
    *slot = word.value;
    return SG_OK;
}

static sg_status take_word(const char *word, sg_given *out, sg_error *err)
{
    if (out->n_words == SG_WORDS_MAX) return sg_fail(err, SG_EUSAGE, "more than %d words", (int)SG_WORDS_MAX);
    out->words[out->n_words++] = word;
    return SG_OK;
}

static sg_status check_words(const sg_given *given, sg_error *err)
{
    const sg_command *command = given->command;
    if (!command || given->help) return SG_OK;
    if (given->n_words < command->words_min)
        return sg_fail(err, SG_EUSAGE, "skillgap %s needs %s", command->name, command->words);
    if (given->n_words > command->words_max)
        return sg_fail(err, SG_EUSAGE, "skillgap %s: unexpected \"%s\"", command->name,
                       given->words[command->words_max]);
    return SG_OK;
}

static sg_status take_all(int argc, char *const *argv, int command_index, sg_given *out, sg_error *err)
{
    sg_status status = SG_OK;
    bool ended = false;
    for (int i = 1; i < argc && status == SG_OK; i++) {
        if (i == command_index) continue;
        sg_option_word word = sg_option_word_read(argv[i]);
        if (!ended && strcmp(argv[i], "--") == 0)
            ended = true;
        else if (ended || !word.is_option)
            status = take_word(argv[i], out, err);
        else
            status = take_option(word, argc, argv, &i, out, err);
    }
    return status;
}

sg_status sg_options_read(int argc, char *const *argv, sg_given *out, sg_error *err)
{
    *out = (sg_given){0};
    int at = command_at(argc, argv);
    bool help_word = at && strcmp(argv[at], "help") == 0;
    if (at && !help_word) {
        out->command = sg_command_named(argv[at]);
        if (!out->command) return unknown_command(argv[at], err);
    }
    sg_status status = take_all(argc, argv, at, out, err);
    if (status != SG_OK) return status;
    if (help_word && out->n_words) {
        out->command = sg_command_named(out->words[0]);
        if (!out->command) return unknown_command(out->words[0], err);
    }
    out->help = help_word || out->common[SG_OPT_HELP];
    return check_words(out, err);
}
