/* skillgap extract: the skills named in lines of text, one document a line, or in one whole document. Its output has a
 * fixed form, which measuring tools read: line number from 1, start byte, end byte (exclusive), skill id, form, ask,
 * section; tab-separated; columns are only ever appended. */
#include "base/mem.h"
#include "cli/commands.h"
#include "market/market.h"
#include "taxonomy/find.h"
#include "view/extract.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { CHUNK = 256 * 1024 };
static const size_t collected_max = (size_t)1 << 40;

typedef struct extraction {
    const sg_cli *cli;
    const sg_taxonomy *taxonomy;
    sg_finder *finder;
    sg_doc *doc; /* of --explain, or NULL */
    sg_explainer explainer;
    bool soft, attributes; /* are wanted too: communication …; remote, senior … */
    bool whole;            /* the input is one document */
    bool parts;            /* lines were seen as one posting has them: empty ones, headings */
    sg_buf out;
    unsigned long long line;
} extraction;

/* Standard output is written as it fills; a named file at the end, whole. */
static sg_status flush(extraction *x, size_t keep, sg_error *err)
{
    if (x->out.failed) return sg_fail(err, SG_EFAIL, "extract: out of memory for the output");
    if (x->cli->output || x->out.len <= keep) return SG_OK;
    if (fwrite(x->out.at, 1, x->out.len, stdout) != x->out.len)
        return sg_fail(err, SG_EFAIL, "standard output: %s", strerror(errno));
    sg_buf_clear(&x->out);
    return SG_OK;
}

static void add_number(sg_buf *out, unsigned long long value, char end)
{
    char digits[24];
    size_t at = sizeof digits;
    digits[--at] = end;
    do digits[--at] = (char)('0' + value % 10);
    while (value /= 10);
    sg_buf_add(out, digits + at, sizeof digits - at);
}

static void add_text(sg_buf *out, sg_text text, char end)
{
    sg_buf_add(out, text.at, text.len);
    sg_buf_char(out, end);
}

static bool is_wanted(const extraction *x, sg_text kind)
{
    if (sg_text_is(kind, "soft")) return x->soft;
    return x->attributes || !sg_text_is(kind, "attribute");
}

static void add_mention(extraction *x, const sg_mention *mention)
{
    const sg_skill *skill = &x->taxonomy->skills[mention->skill];
    if (!is_wanted(x, skill->kind)) return;
    add_number(&x->out, x->line, '\t');
    add_number(&x->out, mention->start, '\t');
    add_number(&x->out, (unsigned long long)mention->start + mention->len, '\t');
    add_text(&x->out, skill->id, '\t');
    add_text(&x->out, x->taxonomy->forms[mention->form].text, '\t');
    add_text(&x->out, sg_text_of(sg_ask_ids[mention->ask]), '\t');
    add_text(&x->out, sg_text_of(sg_section_ids[mention->section]), '\n');
}

static sg_status explain_line(extraction *x, const sg_document *document, sg_error *err)
{
    sg_status status = sg_explain(&x->explainer, x->finder, document, err);
    if (status != SG_OK) return sg_fail_in(err, status, "line %llu", x->line);
    sg_extract_view view = {x->taxonomy, &x->explainer, document->text, x->line};
    return sg_view_extract(x->doc, &view, err);
}

static sg_status take_line(extraction *x, sg_text line, sg_error *err)
{
    const sg_mention *mentions;
    const sg_document document = {.text = line};
    size_t n;
    x->line++;
    x->parts = x->parts || (!x->whole && (!line.len || line.at[line.len - 1] == ':'));
    if (x->doc) return explain_line(x, &document, err);
    sg_status status = sg_finder_run(x->finder, &document, &mentions, &n, err);
    if (status != SG_OK) return sg_fail_in(err, status, "line %llu", x->line);
    for (size_t i = 0; i < n; i++) add_mention(x, &mentions[i]);
    return flush(x, CHUNK, err);
}

/* Takes the whole lines off the front of text; the rest is left in *text. */
static sg_status take_lines(extraction *x, sg_text *text, sg_error *err)
{
    sg_status status = SG_OK;
    while (text->len && status == SG_OK) {
        const char *end = memchr(text->at, '\n', text->len);
        if (!end) break;
        size_t len = (size_t)(end - text->at);
        status = take_line(x, (sg_text){text->at, len}, err);
        text->at += len + 1;
        text->len -= len + 1;
    }
    return status;
}

/* `begun` holds the start of a line that earlier bytes did not end. */
static sg_status take_bytes(extraction *x, sg_buf *begun, sg_text bytes, sg_error *err)
{
    sg_status status = SG_OK;
    const char *end = begun->len ? memchr(bytes.at, '\n', bytes.len) : NULL;
    if (end) {
        size_t len = (size_t)(end - bytes.at) + 1;
        sg_buf_add(begun, bytes.at, len);
        sg_text line = {begun->at, begun->len};
        if (!begun->failed) status = take_lines(x, &line, err);
        if (!begun->failed) sg_buf_clear(begun);
        bytes.at += len;
        bytes.len -= len;
    }
    if (status == SG_OK && !begun->len) status = take_lines(x, &bytes, err);
    if (status == SG_OK) sg_buf_add(begun, bytes.at, bytes.len);
    if (status == SG_OK && begun->failed)
        status = sg_fail(err, SG_EFAIL, "line %llu is longer than %u bytes, or memory ended", x->line + 1, UINT32_MAX);
    return status;
}

static sg_status take_whole(extraction *x, sg_buf *begun, sg_text bytes, sg_error *err)
{
    if (sg_buf_add(begun, bytes.at, bytes.len) == 0) return SG_OK;
    (void)x;
    return sg_fail(err, SG_EFAIL,
                   "the document is longer than %u bytes, or memory ended; without --whole each line is one",
                   UINT32_MAX);
}

static sg_status read_all(extraction *x, FILE *file, const char *name, sg_error *err)
{
    char *chunk = sg_alloc(CHUNK);
    sg_buf begun;
    sg_buf_init(&begun, (size_t)UINT32_MAX + 1);
    sg_status status = chunk ? SG_OK : sg_fail(err, SG_EFAIL, "extract: out of memory");
    size_t got;
    while (status == SG_OK && (got = fread(chunk, 1, CHUNK, file)) > 0)
        status = (x->whole ? take_whole : take_bytes)(x, &begun, (sg_text){chunk, got}, err);
    if (status == SG_OK && ferror(file)) status = sg_fail(err, SG_EFAIL, "%s: %s", name, strerror(errno));
    if (status == SG_OK && begun.len) status = take_line(x, (sg_text){begun.at, begun.len}, err);
    sg_buf_release(&begun);
    sg_free(chunk);
    return status;
}

/* A posting that was read line by line has lost its sections: its reader is told, once. */
static void hint(const extraction *x, const char *name)
{
    enum { LINES_MAX = 500 };
    if (x->parts && x->line > 2 && x->line <= LINES_MAX)
        sg_cli_say(x->cli,
                   "skillgap: each line was read as a document of its own; if %s is one posting, --whole reads "
                   "it as one, with its sections",
                   name);
}

static sg_status extract(extraction *x, const char *path, sg_error *err)
{
    bool standard = strcmp(path, "-") == 0;
    const char *name = standard ? "standard input" : path;
    FILE *file = standard ? stdin : fopen(path, "rb");
    if (!file) return sg_fail(err, SG_EFAIL, "%s: %s", path, strerror(errno));
    sg_status status = read_all(x, file, name, err);
    if (!standard) fclose(file);
    if (status == SG_OK) hint(x, name);
    if (status == SG_OK && x->doc) return sg_cli_show(x->cli, x->doc, err);
    if (status == SG_OK) status = flush(x, 0, err);
    if (status == SG_OK && x->cli->output) status = sg_cli_write(x->cli, x->out.at ? x->out.at : "", x->out.len, err);
    if (status == SG_OK && fflush(stdout) != 0) status = sg_fail(err, SG_EFAIL, "standard output: %s", strerror(errno));
    return status;
}

enum { OPT_WHOLE, OPT_SOFT, OPT_ATTRIBUTES, OPT_ALL, OPT_EXPLAIN, N_OPTIONS };

static const sg_cli_option options[N_OPTIONS + 1] = {
    [OPT_WHOLE] = {"whole", NULL,
                   "the input is one posting: sections reach over its lines, bytes are of the file, line is 1"},
    [OPT_SOFT] = {"soft", NULL, "also what is not technical: communication, leadership"},
    [OPT_ATTRIBUTES] = {"attributes", NULL,
                        "also what a posting says of the job, which is no skill: remote, senior, full-time"},
    [OPT_ALL] = {"all", NULL, "both"},
    [OPT_EXPLAIN] = {"explain", NULL,
                     "instead, a table of every candidate of every kind, standing or rejected, and what decided"},
};

static const char form[] = "A line a mention, parted by tabs: line from 1, start byte, end byte (exclusive),\n"
                           "skill, form, how it is asked for (required, desired, mentioned, denied), section\n"
                           "(title, requirements, desired, duties, benefits, about, legal, other).";

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    sg_taxonomy taxonomy = {0};
    sg_status status = SG_OK;
    if (!args->values[OPT_EXPLAIN])
        status = sg_cli_fixed(cli, "extract without --explain", "lines parted by tabs", false, err);
    if (status == SG_OK) status = sg_market_taxonomy(&cli->plugins, cli->shipped, cli->taxonomy, &taxonomy, err);
    if (status != SG_OK) return status;
    const char *const *given = args->values;
    extraction x = {.cli = cli,
                    .taxonomy = &taxonomy,
                    .whole = given[OPT_WHOLE] != NULL,
                    .soft = given[OPT_SOFT] || given[OPT_ALL],
                    .attributes = given[OPT_ATTRIBUTES] || given[OPT_ALL]};
    sg_buf_init(&x.out, collected_max);
    x.finder = sg_finder_alloc(&taxonomy);
    if (given[OPT_EXPLAIN]) x.doc = sg_doc_alloc("Candidates", "skillgap.extract/1");
    if (x.finder && (x.doc || !given[OPT_EXPLAIN]))
        status = extract(&x, args->n_words ? args->words[0] : "-", err);
    else
        status = sg_fail(err, SG_EFAIL, "extract: out of memory");
    sg_explainer_release(&x.explainer);
    sg_finder_free(x.finder);
    sg_doc_free(x.doc);
    sg_buf_release(&x.out);
    sg_taxonomy_release(&taxonomy);
    return status;
}

const sg_command sg_cmd_extract = {
    .name = "extract",
    .words = "[FILE|-]",
    .summary = "find the skills that a posting names, or lines of text, one document a line",
    .examples = "skillgap extract --whole posting.txt\nskillgap extract --whole --explain posting.txt\necho 'Go and "
                "C++ on Kubernetes' | skillgap extract",
    .form = form,
    .options = options,
    .words_min = 0,
    .words_max = 1,
    .run = run,
};
