#include "base/buf.h"
#include "base/file.h"
#include "cli/cli.h"
#include "cli/progress.h"

#include <stdio.h>
#include <sys/stat.h>

enum { OUTPUT_MAX = 512 << 20 };

sg_status sg_cli_write(const sg_cli *cli, const char *at, size_t len, sg_error *err)
{
    sg_progress_clear();
    mode_t mask = umask(0);
    umask(mask);
    return sg_file_write(cli->output ? cli->output : "-", at, len, 0666u & ~(unsigned)mask, err);
}

static sg_status render(const sg_cli *cli, const sg_doc *doc, sg_buf *out, sg_error *err)
{
    sg_text_style style = {cli->width, cli->colour, cli->unicode};
    switch (cli->format) {
    case SG_FORMAT_TEXT: return sg_doc_text(doc, &style, out, err);
    case SG_FORMAT_JSON: return sg_doc_json(doc, out, err);
    case SG_FORMAT_HTML: return sg_doc_html(doc, out, err);
    case SG_FORMAT_MARKDOWN: return sg_doc_markdown(doc, out, err);
    case SG_FORMAT_CSV: return sg_doc_csv(doc, out, err);
    }
    return SG_OK;
}

sg_status sg_cli_show(const sg_cli *cli, const sg_doc *doc, sg_error *err)
{
    sg_buf out;
    sg_buf_init(&out, OUTPUT_MAX);
    sg_status status = render(cli, doc, &out, err);
    if (status == SG_OK) status = sg_cli_write(cli, out.at ? out.at : "", out.len, err);
    sg_buf_release(&out);
    return status;
}

sg_status sg_cli_fixed(const sg_cli *cli, const char *command, const char *form, bool csv, sg_error *err)
{
    if (cli->format == SG_FORMAT_TEXT || (csv && cli->format == SG_FORMAT_CSV)) return SG_OK;
    return sg_fail(err, SG_EUSAGE, "--format: %s answers as %s alone", command, form);
}

void sg_cli_say(const sg_cli *cli, const char *format, ...)
{
    if (cli->quiet) return;
    sg_progress_clear();
    va_list args;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}
