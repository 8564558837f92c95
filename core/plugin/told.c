/* What a worker told is shown to a person: made clean first. */
#include "plugin/worker.h"

#include "base/text.h"

#include <string.h>

static void text_tidy(char *text, size_t size)
{
    text[size - 1] = '\0';
    size_t len = strlen(text);
    while (len && !sg_utf8_valid(text, len)) len--;
    text[len] = '\0';
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f) text[i] = '?';
}

const char *sg_reason_found(const sg_reject_reason *why)
{
    return !why->found[0] && strstr(why->reason, ": expected") ? "nothing" : why->found;
}

static void reasons_tidy(sg_reject_reason *list, size_t *n, size_t max)
{
    if (*n > max) *n = max;
    for (size_t i = 0; i < *n; i++) {
        text_tidy(list[i].reason, sizeof list[i].reason);
        text_tidy(list[i].found, sizeof list[i].found);
    }
}

/* Names, one a line. */
static void lines_tidy(char *text, size_t size)
{
    char ends[8192];
    memcpy(ends, text, size);
    text_tidy(text, size);
    for (size_t i = 0; text[i]; i++)
        if (ends[i] == '\n') text[i] = '\n';
}

void sg_told_tidy(sg_told *told)
{
    sg_run_report *report = &told->report;
    sg_plugin_info *info = &told->info;
    reasons_tidy(report->reasons, &report->n_reasons, SG_REASONS_MAX);
    reasons_tidy(report->remarks, &report->n_remarks, SG_REMARKS_MAX);
    for (size_t i = 0; i < SG_CLAUSES_MAX; i++) text_tidy(told->clauses[i].found, sizeof told->clauses[i].found);
    text_tidy(told->name, sizeof told->name);
    lines_tidy(told->members, sizeof told->members);
    text_tidy(info->id, sizeof info->id);
    text_tidy(info->version, sizeof info->version);
    text_tidy(info->summary, sizeof info->summary);
    text_tidy(info->licence, sizeof info->licence);
    text_tidy(info->homepage, sizeof info->homepage);
    if (info->n_options > SG_PLUGIN_OPTIONS_MAX) info->n_options = SG_PLUGIN_OPTIONS_MAX;
    for (size_t i = 0; i < SG_PLUGIN_OPTIONS_MAX; i++) {
        text_tidy(info->options[i].name, sizeof info->options[i].name);
        text_tidy(info->options[i].help, sizeof info->options[i].help);
        text_tidy(info->options[i].value, sizeof info->options[i].value);
    }
}
