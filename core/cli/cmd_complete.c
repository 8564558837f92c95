/* skillgap complete -- WORD…: what may stand next, for the shells' completions. */
#include "cli/commands.h"
#include "cli/complete.h"

enum { ANSWER_MAX = 16 << 20 };

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    sg_buf out;
    sg_buf_init(&out, ANSWER_MAX);
    sg_status status = sg_cli_fixed(cli, "complete", "lines parted by tabs", false, err);
    if (status == SG_OK) status = sg_complete(cli, args->words, args->n_words, &out, err);
    if (status == SG_OK) status = sg_cli_write(cli, out.at ? out.at : "", out.len, err);
    sg_buf_release(&out);
    return status;
}

const sg_command sg_cmd_complete = {
    .name = "complete",
    .words = "WORD…",
    .summary = "what may stand next on a command line; the shells' completions call it",
    .examples = "skillgap complete -- gap --role data-",
    .words_max = 4096,
    .hidden = true,
    .run = run,
};
