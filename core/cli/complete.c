#include "cli/complete.h"

#include "base/mem.h"
#include "cli/load.h"
#include "cli/options.h"
#include "cli/usage.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

typedef struct completion {
    const sg_cli *cli;
    const sg_command *command; /* NULL: not named yet */
    const char *const *words;
    size_t n;          /* words before the one that is typed */
    const char *typed; /* what is there of the word, or of the value behind '=' */
    sg_text kept;      /* what stands before `typed` in the same word: "--role=", "berlin," */
    sg_text place[8];  /* positional words, the command left out */
    size_t n_place;    /* all of them, also those that `place` has no room for */
    bool ended;        /* "--" was there: no options any more */
    const char *value; /* of the option whose value is typed, or NULL */
    sg_buf *out;
} completion;

static void propose(const completion *c, sg_text word, sg_text meaning)
{
    size_t typed = strlen(c->typed);
    if (word.len < typed || strncasecmp(word.at, c->typed, typed) != 0) return;
    sg_buf_add(c->out, c->kept.at, c->kept.len);
    sg_buf_add(c->out, word.at, word.len);
    sg_buf_char(c->out, '\t');
    sg_buf_add(c->out, meaning.at, meaning.len);
    sg_buf_char(c->out, '\n');
}

static void take_place(completion *c, const char *word)
{
    if (!c->command && !c->n_place && (c->command = sg_command_named(word))) return;
    if (c->n_place < sizeof c->place / sizeof *c->place) c->place[c->n_place] = sg_text_of(word);
    c->n_place++;
}

/* What stands before the word that is typed: the command, positional words, and whether a value is due. */
static void read_before(completion *c)
{
    for (size_t i = 0; i < c->n; i++) {
        sg_option_word word = sg_option_word_read(c->words[i]);
        const sg_cli_option *option = word.is_option ? sg_option_named(c->command, word.name) : NULL;
        if (c->ended || !word.is_option) {
            take_place(c, c->words[i]);
        } else if (strcmp(c->words[i], "--") == 0) {
            c->ended = true;
        } else if (option && option->value && !word.value) {
            if (i + 1 < c->n && strcmp(c->words[i + 1], "=") == 0) i++;
            if (i + 1 >= c->n) c->value = option->value;
            i++;
        }
    }
}

static void propose_options(const completion *c)
{
    const sg_cli_option *tables[] = {c->command ? c->command->options : NULL, sg_common_options};
    char word[80];
    for (size_t i = 0; i < 2; i++)
        for (const sg_cli_option *option = tables[i]; option && option->name; option++) {
            int len = snprintf(word, sizeof word, "--%s", option->name);
            propose(c, (sg_text){word, (size_t)len}, sg_text_of(option->help));
        }
}

static void propose_commands(const completion *c)
{
    for (size_t i = 0; i < sg_n_commands; i++)
        if (!sg_commands[i]->hidden) propose(c, sg_text_of(sg_commands[i]->name), sg_text_of(sg_commands[i]->summary));
    propose(c, sg_text_of("help"), sg_text_of("help of a command"));
}

static void propose_fixed(const completion *c, const char *words)
{
    sg_text rest = sg_text_of(words), word;
    while (sg_text_split(&rest, ' ', &word)) propose(c, word, sg_text_of(""));
}

/* "austin" is as good as "US/austin", and what a person begins with. */
static void propose_region(const completion *c, const sg_region *region)
{
    const char *slash = memchr(region->id.at, '/', region->id.len);
    propose(c, region->id, region->name);
    if (!slash || !c->typed[0]) return;
    propose(c, (sg_text){slash + 1, region->id.len - (size_t)(slash + 1 - region->id.at)}, region->name);
}

static sg_status propose_names(const completion *c, sg_takes takes, sg_error *err)
{
    sg_loaded loaded;
    sg_status status = sg_cli_load(c->cli, SG_LOAD_TAXONOMY, &loaded, err);
    const sg_taxonomy *t = &loaded.taxonomy;
    for (size_t i = 0; status == SG_OK && takes == SG_TAKES_ROLE && i < t->role_ids.count; i++)
        propose(c, t->roles[i].id, t->roles[i].name);
    for (size_t i = 0; status == SG_OK && takes == SG_TAKES_SKILL && i < t->skill_ids.count; i++)
        propose(c, t->skills[i].id, t->skills[i].name);
    for (size_t i = 0; status == SG_OK && takes == SG_TAKES_REGION && i < t->region_ids.count; i++)
        propose_region(c, &t->regions[i]);
    sg_loaded_release(&loaded);
    return status;
}

static sg_status propose_plugins(const completion *c, sg_error *err)
{
    sg_plugin_info *found = NULL;
    size_t n = 0;
    sg_status status = sg_plugin_list(&c->cli->plugins, &found, &n, err);
    for (size_t i = 0; i < n; i++)
        if (found[i].id[0]) propose(c, sg_text_of(found[i].id), sg_text_of(found[i].summary));
    sg_free(found);
    return status;
}

/* Of several values, what stands before the last comma is kept. */
static void keep_list(completion *c)
{
    const char *comma = strrchr(c->typed, ',');
    if (!comma) return;
    size_t before = (size_t)(comma + 1 - c->typed);
    c->kept = (sg_text){c->typed - c->kept.len, c->kept.len + before};
    c->typed = comma + 1;
}

static sg_status propose_value(completion *c, const char *value, sg_error *err)
{
    const char *fixed;
    sg_takes takes = sg_usage_takes(value, &fixed);
    if (sg_usage_is_list(value)) keep_list(c);
    switch (takes) {
    case SG_TAKES_TEXT: return SG_OK;
    case SG_TAKES_FILE: sg_buf_str(c->out, ":files\n"); return SG_OK;
    case SG_TAKES_FOLDER: sg_buf_str(c->out, ":folders\n"); return SG_OK;
    case SG_TAKES_ONE_OF: propose_fixed(c, fixed); return SG_OK;
    case SG_TAKES_PLUGIN: return propose_plugins(c, err);
    case SG_TAKES_ROLE:
    case SG_TAKES_SKILL:
    case SG_TAKES_REGION: break;
    }
    return propose_names(c, takes, err);
}

/* Whether the words that are there fit the form's fixed ones. */
static bool fits(const completion *c, sg_text form)
{
    sg_usage_word word;
    for (size_t i = 0; i < c->n_place && i < sizeof c->place / sizeof *c->place; i++) {
        if (!sg_usage_word_at(form, i, &word)) return false;
        if (word.literal && !sg_text_equal(word.text, c->place[i])) return false;
    }
    return true;
}

static sg_status propose_word(completion *c, sg_error *err)
{
    sg_text rest = sg_text_of(c->command->words), form;
    sg_usage_word word;
    char value[80];
    sg_status status = SG_OK;
    while (status == SG_OK && sg_usage_form(&rest, &form)) {
        if (!fits(c, form) || !sg_usage_word_at(form, c->n_place, &word)) continue;
        snprintf(value, sizeof value, "%.*s", (int)word.text.len, word.text.at);
        if (word.literal)
            propose(c, word.text, sg_text_of(""));
        else
            status = propose_value(c, value, err);
    }
    return status;
}

sg_status sg_complete(const sg_cli *cli, const char *const *words, size_t n, sg_buf *out, sg_error *err)
{
    completion c = {.cli = cli, .words = words, .n = n ? n - 1 : 0, .typed = n ? words[n - 1] : "", .out = out};
    read_before(&c);
    if (strcmp(c.typed, "=") == 0) c.typed = "";
    sg_option_word word = sg_option_word_read(c.typed);
    const sg_cli_option *option = c.ended || c.value ? NULL : sg_option_named(c.command, word.name);
    sg_status status = SG_OK;
    if (word.value && option && option->value) {
        c.kept = (sg_text){c.typed, (size_t)(word.value - c.typed)};
        c.typed = word.value;
        c.value = option->value;
    }
    if (c.value)
        status = propose_value(&c, c.value, err);
    else if (c.typed[0] == '-' && !c.ended)
        propose_options(&c);
    else if (!c.command)
        propose_commands(&c);
    else
        status = propose_word(&c, err);
    if (status == SG_OK && out->failed) status = sg_fail(err, SG_EFAIL, "no memory");
    return status;
}
