#include "base/mem.h"
#include "cli/options.h"
#include "cli/progress.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int report_failure(sg_status status, const sg_error *err, const sg_command *command)
{
    sg_progress_clear();
    fprintf(stderr, "skillgap: %s\n", err->text[0] ? err->text : "failed, and no reason was given");
    if (status == SG_EUSAGE)
        fprintf(stderr, "skillgap %s%s--help tells what is possible.\n", command ? command->name : "",
                command ? " " : "");
    return (int)status;
}

/* For a person at a terminal, not for what reads the output. */
static void suggest_next(const sg_cli *cli, const char *next)
{
    if (!next || cli->quiet || cli->output || cli->format != SG_FORMAT_TEXT || !isatty(STDOUT_FILENO)) return;
    printf("\nNext\n");
    sg_help_examples(next);
}

static sg_status run_command(const sg_given *given, sg_error *err)
{
    sg_cli_paths *paths = sg_alloc(sizeof *paths);
    sg_cli *cli = sg_alloc(sizeof *cli);
    sg_status status = paths && cli ? SG_OK : sg_fail(err, SG_EFAIL, "no memory");
    if (status == SG_OK) status = sg_cli_init(given, paths, cli, err);
    sg_args args = {given->own, given->words, given->n_words, given->many};
    if (status == SG_OK) status = given->command->run(cli, &args, err);
    if (status == SG_OK) suggest_next(cli, given->command->next);
    sg_free(cli);
    sg_free(paths);
    return status;
}

static sg_status run_given(const sg_given *given, sg_error *err)
{
    if (given->common[SG_OPT_VERSION]) {
        printf("skillgap %s\n", SG_VERSION);
    } else if (given->help && given->command) {
        sg_help_command(given->command);
    } else if (given->help) {
        sg_help_program();
    } else if (given->command) {
        return run_command(given, err);
    } else if (given->n_words) {
        return sg_fail(err, SG_EUSAGE, "no command is named before \"%s\"", given->words[0]);
    } else {
        sg_help_bare();
    }
    return SG_OK;
}

/* A standard stream that is closed is held by a descriptor that fails, lest a file opened later takes its place and is
 * written to. */
static void hold_standard_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0) return;
}

int sg_cli_main(int argc, char **argv)
{
    sg_error err = {""};
    hold_standard_streams();
    signal(SIGXFSZ, SIG_IGN); /* a file that may grow no more is told of by what cannot write it */
    sg_private_note(argv);
    sg_given *given = sg_alloc(sizeof *given);
    if (!given) {
        fprintf(stderr, "skillgap: no memory\n");
        return SG_EFAIL;
    }
    sg_status status = sg_options_read(argc, argv, given, &err);
    if (status == SG_OK) status = run_given(given, &err);
    if (status == SG_OK && fflush(stdout) != 0)
        status = sg_fail(&err, SG_EFAIL, "standard output: cannot be written: %s", strerror(errno));
    int code = status == SG_OK ? 0 : report_failure(status, &err, given->command);
    sg_free(given);
    return code;
}
