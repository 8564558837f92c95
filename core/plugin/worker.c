#include "plugin/worker.h"

#include "input/head.h"
#include "plugin/contract.h"
#include "plugin/frame.h"
#include "plugin/private.h"
#include "plugin/services.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

enum { FD_INPUT = 3, FD_PLUGIN, FD_PIPE, FD_GO, FD_OUTPUT, FD_FIRST_CLOSED, FD_ASIDE = 16, HEAD_BYTES = 16384 };

/* A sanitizer's or gcov's own file stays reachable through standard error; a worker's plugin has nothing to say. */
static int silence(void)
{
    int null = open("/dev/null", O_RDWR);
    if (null < 0) return -1;
    int status = 0;
#ifdef SG_UNCONFINED
    int last = STDOUT_FILENO;
#else
    int last = STDERR_FILENO;
#endif
    for (int fd = STDIN_FILENO; fd <= last; fd++)
        if (dup2(null, fd) < 0) status = -1;
    if (null > STDERR_FILENO) close(null);
    return status;
}

/* Keeps these descriptors (-1: none) at their places, from FD_INPUT on, and closes all others. */
static int keep_only(const int *given, int n)
{
    int aside[FD_FIRST_CLOSED];
    for (int i = 0; i < n; i++) {
        aside[i] = given[i] < 0 ? -1 : fcntl(given[i], F_DUPFD, FD_ASIDE);
        if (given[i] >= 0 && aside[i] < 0) return -1;
    }
    if (silence() != 0) return -1;
    for (int i = 0; i < n; i++) {
        if (aside[i] < 0)
            close(FD_INPUT + i);
        else if (dup2(aside[i], FD_INPUT + i) < 0)
            return -1;
    }
    return close_range(FD_FIRST_CLOSED, ~0u, 0);
}

/* Ctrl-C reaches a whole group of processes: the host alone answers it, and ends its workers. */
static void signals_reset(void)
{
    for (int signal_id = 1; signal_id < NSIG; signal_id++) signal(signal_id, SIG_DFL);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static sg_status load(const sg_plugin **plugin, sg_error *err)
{
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", FD_PLUGIN);
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        const char *reason = dlerror();
        size_t prefix = strlen(path);
        if (reason && strncmp(reason, path, prefix) == 0 && reason[prefix] == ':') reason += prefix + 2;
        return sg_fail(err, SG_EPLUGIN, "it cannot be loaded: %s", reason ? reason : "no reason given");
    }
    *plugin = dlsym(handle, "sg_plugin_entry"); /* never closed: the process ends soon */
    return *plugin ? SG_OK : sg_fail(err, SG_EPLUGIN, "it does not export sg_plugin_entry");
}

/* The first clause that does not hold ends the matter; for a check, all that can still be tried are, and noted. */
static sg_status verify(const sg_job *job, const sg_plugin *plugin, sg_error *err)
{
    sg_told *told = &job->page->told;
    for (size_t i = 0; i < sg_n_clauses; i++) {
        sg_status status = sg_clauses[i].holds(plugin, job->id, err);
        if (status != SG_OK && job->kind != SG_JOB_CHECK) return status;
        told->clauses[i].done = 1;
        told->clauses[i].holds = status == SG_OK;
        if (status == SG_OK) continue;
        snprintf(told->clauses[i].found, sizeof told->clauses[i].found, "%.255s", err->text);
        if (sg_clauses[i].first) return status;
    }
    return SG_OK;
}

static sg_status option_known(const sg_plugin *plugin, const char *option, sg_error *err)
{
    size_t len = strcspn(option, "=");
    char names[600] = "none";
    size_t used = 0;
    for (size_t i = 0; i < plugin->n_options; i++) {
        const char *name = plugin->options[i].name;
        if (option[len] == '=' && strlen(name) == len && strncmp(name, option, len) == 0) return SG_OK;
        int put = snprintf(names + used, sizeof names - used, "%s%s", used ? ", " : "", name);
        if (put > 0 && (size_t)put < sizeof names - used) used += (size_t)put;
    }
    return sg_fail(err, SG_EUSAGE, "the plugin has no option \"%.*s\" to set; it has: %s", (int)len, option, names);
}

/* What the job calls: the plugin's run, or its guess, which an older plugin has not. */
static int (*work_of(const sg_job *job, const sg_plugin *plugin))(const sg_services *)
{
    if (job->kind == SG_JOB_RUN) return plugin->run;
    return plugin->size >= offsetof(sg_plugin, guess) + sizeof plugin->guess ? plugin->guess : NULL;
}

static sg_status run(const sg_job *job, const sg_plugin *plugin, uint64_t *row, sg_error *err)
{
    if (job->run->kind && plugin->kind != job->run->kind)
        return sg_fail(err, SG_EPLUGIN, "it is of kind %s, %s was expected", sg_kind_name(plugin->kind),
                       sg_kind_name(job->run->kind) ? sg_kind_name(job->run->kind) : "another");
    if (job->cuts->n > 1 && plugin->parts != 1)
        return sg_fail(err, SG_EPLUGIN, "it does not let its input be read in parts");
    for (const char *const *option = job->run->options; option && *option; option++) {
        sg_status status = option_known(plugin, *option, err);
        if (status != SG_OK) return status;
    }
    static sg_session session;
    int (*call)(const sg_services *) = work_of(job, plugin);
    if (!call) return sg_fail(err, SG_EUSAGE, "it cannot guess how a file is to be read");
    sg_status status = sg_session_init(&session, job, plugin, FD_PIPE, err);
    if (status != SG_OK) return status;
    int result = call(&session.services);
    job->page->told.swallowed = result == 0 && session.status != SG_OK;
    if (result != 0 && session.status == SG_OK)
        session.status = sg_fail(&session.err, SG_EFAIL, "the plugin gave up, with result %d", result);
    status = sg_session_finish(&session);
    *row = session.row.number;
    if (status != SG_OK) *err = session.err;
    return status;
}

static sg_status probe(const sg_job *job, const sg_plugin *plugin, sg_error *err)
{
    static char head[HEAD_BYTES];
    size_t len = 0;
    sg_input *input = NULL;
    sg_status status = sg_job_open(job, NULL, &input, err);
    for (size_t got = 1; status == SG_OK && got && len < sizeof head; len += got)
        status = sg_input_read(input, head + len, sizeof head - len, &got, err);
    sg_buf decoded;
    sg_text text = {head, len};
    sg_buf_init(&decoded, 2 * HEAD_BYTES);
    if (status == SG_OK) status = sg_head_decode(text, &decoded, &text, err);
    if (status != SG_OK) return status;
    const char *name = sg_input_name(input);
    int score = plugin->probe(text.at, text.len, name[0] ? name : job->input_name);
    if (score < 0 || score > 100)
        return sg_fail(err, SG_EPLUGIN, "its probe answered %d, 0 to 100 was expected", score);
    job->page->told.score = score;
    return SG_OK;
}

static sg_status work(const sg_job *job, pid_t parent, uint64_t *row, sg_error *err)
{
    /* the host may have ended before its wish to end with it was known */
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent) return sg_fail(err, SG_EFAIL, "skillgap ended");
    sg_status status = sg_confine(job->plugin, job->unguarded, job->kind == SG_JOB_UNPACK, err);
    if (status != SG_OK) return status;
    if (job->kind == SG_JOB_LIST) return sg_job_list(job, err);
    if (job->kind == SG_JOB_UNPACK) return sg_job_unpack(job, err);
    const sg_plugin *plugin;
    status = load(&plugin, err);
    if (status != SG_OK) return status;
    job->page->told.loaded = 1;
    status = verify(job, plugin, err);
    if (status != SG_OK || job->kind == SG_JOB_CHECK) return status;
    sg_plugin_info_fill(plugin, &job->page->told.info);
    switch (job->kind) {
    case SG_JOB_CHECK:
    case SG_JOB_LIST:
    case SG_JOB_UNPACK:
    case SG_JOB_DESCRIBE: return SG_OK;
    case SG_JOB_PROBE: return probe(job, plugin, err);
    case SG_JOB_RUN:
    case SG_JOB_GUESS: return run(job, plugin, row, err);
    }
    return SG_EFAIL;
}

static void end(sg_status status, uint64_t row, const sg_error *err)
{
    sg_frame_end head = {.type = SG_FRAME_END, .status = (uint32_t)status, .row = row};
    size_t text = status == SG_OK ? 0 : strlen(err->text);
    uint32_t len = (uint32_t)(sizeof head + text);
    char whole[sizeof len + sizeof head + sizeof err->text];
    memcpy(whole, &len, sizeof len);
    memcpy(whole + sizeof len, &head, sizeof head);
    memcpy(whole + sizeof len + sizeof head, err->text, text);
    (void)sg_write_whole(FD_PIPE, whole, sizeof len + len);
}

void sg_worker_main(const sg_job *given, int pipe, pid_t parent)
{
    const int kept[] = {given->input, given->plugin, pipe, given->go, given->output};
    signals_reset();
    if (keep_only(kept, sizeof kept / sizeof *kept) != 0) _exit(127);
    sg_job job = *given;
    job.input = FD_INPUT;
    if (job.plugin >= 0) job.plugin = FD_PLUGIN;
    job.go = FD_GO;
    job.output = FD_OUTPUT;
    sg_error err = {""};
    uint64_t row = 0;
    sg_status status = sg_private_forget(&job, &err);
    if (status == SG_OK) status = work(&job, parent, &row, &err);
    end(status, row, &err);
#ifdef SG_COVERAGE
    extern void __gcov_dump(void);
    __gcov_dump();
#endif
    _exit(0);
}
