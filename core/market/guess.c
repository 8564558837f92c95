#include "market/guess.h"

#include <stdio.h>
#include <string.h>

enum { ITEMS_MAX = 10000 };

/* A copy, or NULL for an absent text. */
static const char *keep(sg_guess *guess, sg_text text, bool *failed)
{
    if (!text.at) return NULL;
    const char *copy = sg_arena_copy(&guess->arena, text.at, text.len);
    *failed = *failed || !copy;
    return copy;
}

static bool refuses(const sg_guessed *item)
{
    return !item->option && !item->column && !item->sure;
}

static sg_status take(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    sg_guess *guess = self;
    const sg_proposal *p = record;
    bool failed = false;
    (void)row;
    if (type != SG_RECORD_PROPOSAL) return SG_OK;
    sg_guessed item = {.option = keep(guess, p->option, &failed),
                       .value = keep(guess, p->value, &failed),
                       .column = keep(guess, p->column, &failed),
                       .example = keep(guess, p->example, &failed),
                       .why = keep(guess, p->why, &failed),
                       .sure = p->sure};
    if (failed || SG_GROW(guess->items, guess->n, guess->capacity, ITEMS_MAX) != 0)
        return sg_fail(err, SG_EFAIL, "no memory for more than %zu proposals", guess->n);
    guess->items[guess->n++] = item;
    guess->open = guess->open || (item.value && !item.sure);
    guess->none = guess->none || refuses(&item);
    return SG_OK;
}

/* "NYC jobs 2019.csv.xz" is nyc_jobs_2019. */
static void group_by_name(const char *input, char out[static SG_PLUGIN_ID_MAX])
{
    const char *slash = strrchr(input, '/');
    size_t n = 0;
    for (const char *at = slash ? slash + 1 : input; *at && *at != '.' && *at != '#' && n + 1 < SG_PLUGIN_ID_MAX;
         at++) {
        char c = *at >= 'A' && *at <= 'Z' ? (char)(*at + 32) : *at;
        bool known = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        if (known || (n && out[n - 1] != '_')) out[n++] = known ? c : '_';
    }
    while (n && out[n - 1] == '_') n--;
    out[n] = '\0';
    if (!strpbrk(out, "abcdefghijklmnopqrstuvwxyz0123456789")) snprintf(out, SG_PLUGIN_ID_MAX, "table");
}

sg_status sg_guess_run(const sg_import *import, const char *input, sg_guess *out, sg_error *err)
{
    sg_run_report report;
    sg_import asked = *import;
    if (!asked.plugin) asked.plugin = "postings_columns";
    sg_status status = sg_import_choose(&asked, input, &out->plugin, err);
    if (status != SG_OK) return status;
    if (import->group)
        snprintf(out->group, sizeof out->group, "%s", import->group);
    else
        group_by_name(input, out->group);
    sg_run run = {.plugin = out->plugin.path, .input = input, .options = import->options, .kind = SG_KIND_POSTINGS};
    sg_sink sink = {.self = out, .take = take};
    return sg_plugin_guess(&run, &sink, &report, err);
}

void sg_guess_release(sg_guess *guess)
{
    sg_free(guess->items);
    sg_arena_release(&guess->arena);
}

const char *sg_guess_refusal(const sg_guess *guess)
{
    for (size_t i = 0; i < guess->n; i++)
        if (refuses(&guess->items[i]) && guess->items[i].why) return guess->items[i].why;
    return "it cannot be read";
}

sg_status sg_guess_options(sg_guess *guess, const char *const **out, sg_error *err)
{
    size_t n = 0;
    const char **list = sg_arena_alloc(&guess->arena, (guess->n + 1) * sizeof *list);
    for (size_t i = 0; list && i < guess->n; i++) {
        const sg_guessed *item = &guess->items[i];
        if (!item->option || !item->value) continue;
        size_t size = strlen(item->option) + strlen(item->value) + 2;
        char *text = sg_arena_alloc(&guess->arena, size);
        if (!text) return sg_fail(err, SG_EFAIL, "no memory for the options");
        snprintf(text, size, "%s=%s", item->option, item->value);
        list[n++] = text;
    }
    if (!list) return sg_fail(err, SG_EFAIL, "no memory for the options");
    list[n] = NULL;
    *out = list;
    return SG_OK;
}
