#include "plugin/contract.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* What version 1 began with: an older description cannot be shorter. */
#define SIZE_MIN (offsetof(sg_plugin, run) + sizeof(((sg_plugin *)0)->run))

const char *sg_kind_name(uint32_t kind)
{
    static const char *const names[] = {"postings", "taxonomy", "salary", "talent"};
    return kind >= SG_KIND_POSTINGS && kind <= SG_KIND_TALENT ? names[kind - SG_KIND_POSTINGS] : NULL;
}

static sg_status abi_holds(const sg_plugin *plugin, const char *id, sg_error *err)
{
    (void)id;
    if (plugin->abi == SG_PLUGIN_ABI) return SG_OK;
    return sg_fail(err, SG_EPLUGIN, "it is built for version %u of the contract, version %u was expected",
                   (unsigned)plugin->abi, SG_PLUGIN_ABI);
}

static sg_status size_holds(const sg_plugin *plugin, const char *id, sg_error *err)
{
    (void)id;
    if (plugin->size >= SIZE_MIN) return SG_OK;
    return sg_fail(err, SG_EPLUGIN, "its description has %u bytes, at least %zu were expected", (unsigned)plugin->size,
                   SIZE_MIN);
}

static sg_status kind_holds(const sg_plugin *plugin, const char *id, sg_error *err)
{
    (void)id;
    if (sg_kind_name(plugin->kind)) return SG_OK;
    return sg_fail(err, SG_EPLUGIN, "its kind is %u, 1 to 4 was expected", (unsigned)plugin->kind);
}

static sg_status id_holds(const sg_plugin *plugin, const char *id, sg_error *err)
{
    if (!plugin->id) return sg_fail(err, SG_EPLUGIN, "it has no id");
    size_t len = strnlen(plugin->id, SG_PLUGIN_ID_MAX);
    const char *kind = sg_kind_name(plugin->kind);
    if (len == SG_PLUGIN_ID_MAX || len == 0 || strspn(plugin->id, "abcdefghijklmnopqrstuvwxyz0123456789_") != len)
        return sg_fail(err, SG_EPLUGIN, "its id \"%.60s\" is not 1 to %d of a-z 0-9 _", plugin->id,
                       SG_PLUGIN_ID_MAX - 1);
    if (strcmp(plugin->id, id) != 0)
        return sg_fail(err, SG_EPLUGIN, "its id is \"%s\", \"%s\" was expected of a file of this name", plugin->id, id);
    size_t prefix = kind ? strlen(kind) : 0;
    if (kind && (strncmp(plugin->id, kind, prefix) != 0 || plugin->id[prefix] != '_'))
        return sg_fail(err, SG_EPLUGIN, "its id \"%s\" does not start with its kind, %s_", plugin->id, kind);
    return SG_OK;
}

static sg_status line_holds(const char *name, const char *text, sg_error *err)
{
    if (!text) return sg_fail(err, SG_EPLUGIN, "it has no %s", name);
    size_t len = strnlen(text, SG_PLUGIN_TEXT_MAX);
    if (len == 0) return sg_fail(err, SG_EPLUGIN, "its %s is empty", name);
    if (len == SG_PLUGIN_TEXT_MAX)
        return sg_fail(err, SG_EPLUGIN, "its %s is longer than %d bytes", name, SG_PLUGIN_TEXT_MAX - 1);
    if (!sg_utf8_valid(text, len)) return sg_fail(err, SG_EPLUGIN, "its %s is not UTF-8", name);
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f)
            return sg_fail(err, SG_EPLUGIN, "its %s is not one line of text", name);
    return SG_OK;
}

static sg_status texts_hold(const sg_plugin *plugin, const char *id, sg_error *err)
{
    (void)id;
    sg_status status = line_holds("version", plugin->version, err);
    if (status == SG_OK) status = line_holds("summary", plugin->summary, err);
    if (status == SG_OK) status = line_holds("licence", plugin->licence, err);
    if (status == SG_OK) status = line_holds("homepage", plugin->homepage, err);
    return status;
}

static sg_status options_hold(const sg_plugin *plugin, const char *id, sg_error *err)
{
    (void)id;
    if (plugin->n_options > SG_PLUGIN_OPTIONS_MAX || (plugin->n_options && !plugin->options))
        return sg_fail(err, SG_EPLUGIN, "its table of options is missing or has more than %d rows",
                       SG_PLUGIN_OPTIONS_MAX);
    for (size_t i = 0; i < plugin->n_options; i++) {
        const sg_option *option = &plugin->options[i];
        sg_status status = line_holds("option's name", option->name, err);
        if (status == SG_OK) status = line_holds("option's help", option->help, err);
        if (status != SG_OK) return status;
        if (strspn(option->name, "abcdefghijklmnopqrstuvwxyz0123456789-_") != strlen(option->name))
            return sg_fail(err, SG_EPLUGIN, "its option \"%s\" is not named with a-z 0-9 - _", option->name);
        for (size_t k = 0; k < i; k++)
            if (strcmp(option->name, plugin->options[k].name) == 0)
                return sg_fail(err, SG_EPLUGIN, "its option \"%s\" is there twice", option->name);
    }
    return SG_OK;
}

static sg_status probe_holds(const sg_plugin *plugin, const char *id, sg_error *err)
{
    (void)id;
    return plugin->probe ? SG_OK : sg_fail(err, SG_EPLUGIN, "it has no probe function");
}

static sg_status run_holds(const sg_plugin *plugin, const char *id, sg_error *err)
{
    (void)id;
    return plugin->run ? SG_OK : sg_fail(err, SG_EPLUGIN, "it has no run function");
}

static sg_status parts_hold(const sg_plugin *plugin, const char *id, sg_error *err)
{
    (void)id;
    if (plugin->parts <= 1) return SG_OK;
    return sg_fail(err, SG_EPLUGIN, "its parts is %u, 0 or 1 was expected", (unsigned)plugin->parts);
}

const sg_clause sg_clauses[] = {
    {"version of the contract", abi_holds, true},
    {"size of the description", size_holds, true},
    {"kind", kind_holds, false},
    {"id", id_holds, false},
    {"texts", texts_hold, false},
    {"options", options_hold, false},
    {"parts", parts_hold, false},
    {"probe function", probe_holds, false},
    {"run function", run_holds, false},
};
_Static_assert(sizeof sg_clauses / sizeof *sg_clauses <= SG_CLAUSES_MAX, "a worker has room to tell of each");
const size_t sg_n_clauses = sizeof sg_clauses / sizeof *sg_clauses;

void sg_plugin_info_fill(const sg_plugin *plugin, sg_plugin_info *info)
{
    snprintf(info->id, sizeof info->id, "%s", plugin->id);
    snprintf(info->version, sizeof info->version, "%s", plugin->version);
    snprintf(info->summary, sizeof info->summary, "%s", plugin->summary);
    snprintf(info->licence, sizeof info->licence, "%s", plugin->licence);
    snprintf(info->homepage, sizeof info->homepage, "%s", plugin->homepage);
    info->kind = plugin->kind;
    info->parts = plugin->parts;
    info->abi = plugin->abi;
    info->size = plugin->size;
    info->n_options = (uint32_t)plugin->n_options;
    for (size_t i = 0; i < plugin->n_options; i++) {
        const sg_option *from = &plugin->options[i];
        sg_plugin_option *to = &info->options[i];
        snprintf(to->name, sizeof to->name, "%s", from->name);
        snprintf(to->help, sizeof to->help, "%s", from->help);
        snprintf(to->value, sizeof to->value, "%s", from->value ? from->value : "");
    }
}
