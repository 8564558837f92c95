/* skillgap plugin new KIND NAME: the template of that kind under a name of one's own, and a sample that it reads. */
#include "cli/plugin_new.h"

#include "base/file.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SOURCE_MAX = 1 << 20, FOLDER_MAX = 4096 };

/* Installed, the templates lie with the shipped data; in a build tree, among the plugins. */
typedef struct template
{
    char root[FOLDER_MAX]; /* of the build tree, or "" */
    sg_buf source;
}
template;

static sg_status read_template(const sg_cli *cli, const char *kind, template *out, sg_error *err)
{
    char path[FOLDER_MAX + 80];
    snprintf(path, sizeof path, "%s/templates/%s_template.c", cli->shipped, kind);
    if (access(path, F_OK) != 0) {
        const char *slash = strrchr(cli->shipped, '/');
        snprintf(out->root, sizeof out->root, "%.*s", slash ? (int)(slash - cli->shipped) : 1,
                 slash ? cli->shipped : ".");
        snprintf(path, sizeof path, "%s/plugins/%s_template.c", out->root, kind);
    }
    return sg_file_read(path, &out->source, err);
}

/* The text with each `from` made `to`. */
static void put_renamed(const char *text, const char *from, const char *to, sg_buf *out)
{
    for (const char *at; (at = strstr(text, from)); text = at + strlen(from)) {
        sg_buf_add(out, text, (size_t)(at - text));
        sg_buf_str(out, to);
    }
    sg_buf_str(out, text);
}

/* The lines of the header comment behind "Sample:", without what makes them a comment. */
static void put_sample(const char *source, sg_buf *out)
{
    static const char mark[] = " * Sample:\n", margin[] = " *     ";
    const char *line = strstr(source, mark);
    line = line ? line + sizeof mark - 1 : "";
    while (strncmp(line, margin, sizeof margin - 1) == 0) {
        const char *end = strchrnul(line, '\n');
        line += sizeof margin - 1;
        sg_buf_add(out, line, (size_t)(end - line));
        sg_buf_char(out, '\n');
        line = *end ? end + 1 : end;
    }
}

static sg_status check_name(const sg_cli *cli, const char *kind, const char *name, char id[static SG_PLUGIN_ID_MAX],
                            sg_error *err)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_",
                      kinds[] = " postings taxonomy salary talent ";
    char word[32], found[SG_PLUGIN_PATH_MAX];
    snprintf(word, sizeof word, " %.20s ", kind);
    if (!kind[0] || !strstr(kinds, word))
        return sg_fail(err, SG_EUSAGE, "plugin new: expected postings, taxonomy, salary or talent, found \"%s\"", kind);
    int len = snprintf(id, SG_PLUGIN_ID_MAX, "%s_%s", kind, name);
    if (!name[0] || name[strspn(name, letters)] || len >= SG_PLUGIN_ID_MAX || strcmp(name, "template") == 0)
        return sg_fail(err, SG_EUSAGE,
                       "plugin new: the name \"%s\": expected a-z, 0-9 and _, as acme; with its kind at most %d bytes",
                       name, SG_PLUGIN_ID_MAX - 1);
    if (sg_plugin_locate(&cli->plugins, id, found, &(sg_error){""}) == SG_OK)
        return sg_fail(err, SG_EUSAGE, "plugin new: there is a plugin %s already: %s", id, found);
    return SG_OK;
}

/* Both files or none: what is there already is left as it is. */
static sg_status write_new(const char *id, const sg_buf *source, const sg_buf *sample, sg_error *err)
{
    const struct {
        const char *ending;
        const sg_buf *text;
    } files[] = {{"c", source}, {"csv", sample}};
    char path[SG_PLUGIN_ID_MAX + 8];
    sg_status status = source->failed || sample->failed ? sg_fail(err, SG_EFAIL, "no memory") : SG_OK;
    for (size_t i = 0; status == SG_OK && i < 2; i++) {
        snprintf(path, sizeof path, "%s.%s", id, files[i].ending);
        if (access(path, F_OK) == 0)
            status = sg_fail(err, SG_EFAIL, "%s: is there already, and is left as it is", path);
    }
    for (size_t i = 0; status == SG_OK && i < 2; i++) {
        snprintf(path, sizeof path, "%s.%s", id, files[i].ending);
        status = sg_file_write(path, files[i].text->at, files[i].text->len, 0644, err);
    }
    return status;
}

static sg_status show(const sg_cli *cli, const char *kind, const char *id, const char *root, sg_error *err)
{
    char lines[2 * FOLDER_MAX], flags[FOLDER_MAX + 32] = "$(pkg-config --cflags skillgap)";
    if (root[0]) snprintf(flags, sizeof flags, "-I%s/core/include", root);
    bool imported = strcmp(kind, "postings") == 0 || strcmp(kind, "salary") == 0;
    snprintf(lines, sizeof lines,
             "cc -shared -fPIC -fvisibility=hidden %s -o %s.so %s.c\nskillgap plugin check ./%s.so %s.csv%s%s%s%s%s",
             flags, id, id, id, id, imported ? "\nskillgap import --dry-run --plugin-dir . --plugin " : "",
             imported ? id : "", imported ? " " : "", imported ? id : "", imported ? ".csv" : "");
    sg_doc *doc = sg_doc_alloc("", "skillgap.plugin-new/1");
    if (!doc) return sg_fail(err, SG_EFAIL, "no memory");
    sg_doc_meta(doc, "id", sg_v_text(id));
    sg_doc_section(doc, "new", "");
    sg_doc_paragraph(doc,
                     "%s.c is written, and %s.csv, a sample that it reads. It is complete as it is: build and check "
                     "it, then change its columns to those of your source.",
                     id, id);
    sg_doc_lines(doc, lines);
    sg_status status = sg_cli_show(cli, doc, err);
    sg_doc_free(doc);
    return status;
}

sg_status sg_cli_plugin_new(const sg_cli *cli, const char *kind, const char *name, sg_error *err)
{
    char id[SG_PLUGIN_ID_MAX], old[SG_PLUGIN_ID_MAX];
    template from = {.root = ""};
    sg_buf source, sample;
    sg_buf_init(&from.source, SOURCE_MAX);
    sg_buf_init(&source, SOURCE_MAX);
    sg_buf_init(&sample, SOURCE_MAX);
    sg_status status = check_name(cli, kind, name, id, err);
    if (status == SG_OK) status = read_template(cli, kind, &from, err);
    if (status == SG_OK) {
        snprintf(old, sizeof old, "%s_template", kind);
        put_renamed(from.source.at, old, id, &source);
        put_sample(from.source.at, &sample);
        status = write_new(id, &source, &sample, err);
    }
    if (status == SG_OK) status = show(cli, kind, id, from.root, err);
    sg_buf_release(&sample);
    sg_buf_release(&source);
    sg_buf_release(&from.source);
    return status;
}
