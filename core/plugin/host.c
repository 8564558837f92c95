#include "plugin/host.h"

#include "base/mem.h"
#include "base/text.h"
#include "plugin/trust.h"
#include "plugin/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { STALL_S = 30, POLL_MS = 100, PIPE_BYTES = 1 << 20, READ_BYTES = 256 * 1024, LEAVE_MS = 5000 };

/* One worker, seen from the host. */
typedef struct host {
    sg_job job;
    pid_t worker;
    int pipe;
    char *bytes; /* what came and is not yet taken: from start to end */
    size_t start, end, capacity;
    sg_row last; /* of the last record */
    uint64_t records;
    uint32_t kind;   /* of what may come; 0: that of the first record */
    sg_status taken; /* the sink's, when it ends the run */
    bool ended;      /* the end came */
    sg_frame_end last_words;
    sg_error text; /* its message */
    bool stream;   /* the input may keep the worker waiting */
} host;

static uint64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static sg_status worker_start(host *it, sg_error *err)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return sg_fail(err, SG_EFAIL, "no pipe for a worker: %s", strerror(errno));
    (void)fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES); /* best effort: fewer turns */
    pid_t parent = getpid();
    it->worker = fork();
    if (it->worker == 0) sg_worker_main(&it->job, ends[1], parent);
    int reason = errno;
    close(ends[1]);
    it->pipe = ends[0];
    if (it->worker > 0) return SG_OK;
    close(ends[0]);
    return sg_fail(err, SG_EFAIL, "no process for a worker: %s", strerror(reason));
}

static sg_status record_take(host *it, const char *bytes, size_t len, sg_error *err)
{
    _Alignas(max_align_t) char record[SG_RECORD_SIZE_MAX];
    uint32_t type;
    sg_row row;
    const sg_sink *sink = it->job.sink;
    sg_status status = sg_record_unpack(bytes, len, &type, record, &row, err);
    if (status != SG_OK) return status;
    uint32_t kind = sg_record_kind(type);
    if (!it->kind) it->kind = kind;
    bool expected = it->job.kind == SG_JOB_GUESS ? type == SG_RECORD_PROPOSAL : kind && kind == it->kind;
    if (!sink || !(expected || (sink->convert && type == SG_RECORD_READING)))
        return sg_fail(err, SG_EPLUGIN, "a %s came, which its kind has not", sg_record_name(type));
    if (row.number == 0 || row.number < it->last.number || row.offset < it->last.offset)
        return sg_fail(err, SG_EPLUGIN, "a record of row %llu came after one of row %llu",
                       (unsigned long long)row.number, (unsigned long long)it->last.number);
    if (row.number > INT64_MAX || row.offset > INT64_MAX) /* more than a file, or a store, can have */
        return sg_fail(err, SG_EPLUGIN, "a record of row %llu at byte %llu came, which no file has",
                       (unsigned long long)row.number, (unsigned long long)row.offset);
    it->last = row;
    it->records++;
    if (!sink->take) return SG_OK;
    return it->taken = sink->take(sink->self, type, record, &row, err);
}

static sg_status frame_take(host *it, const char *bytes, size_t len, sg_error *err)
{
    uint32_t type = 0;
    if (it->ended) return sg_fail(err, SG_EPLUGIN, "more came after the end");
    if (len >= sizeof type) memcpy(&type, bytes, sizeof type);
    if (type != SG_FRAME_END) return record_take(it, bytes, len, err);
    if (len < sizeof it->last_words || len - sizeof it->last_words >= sizeof it->text.text)
        return sg_fail(err, SG_EPLUGIN, "an end of %zu bytes came", len);
    memcpy(&it->last_words, bytes, sizeof it->last_words);
    memcpy(it->text.text, bytes + sizeof it->last_words, len - sizeof it->last_words);
    it->text.text[len - sizeof it->last_words] = '\0';
    it->ended = true;
    return SG_OK;
}

/* All whole frames that have come. */
static sg_status frames_take(host *it, sg_error *err)
{
    uint32_t len;
    while (it->end - it->start >= sizeof len) {
        memcpy(&len, it->bytes + it->start, sizeof len);
        if (len > SG_RECORD_BYTES_MAX) return sg_fail(err, SG_EPLUGIN, "bytes came that are no record");
        if (it->end - it->start - sizeof len < len) break;
        sg_status status = frame_take(it, it->bytes + it->start + sizeof len, len, err);
        if (status != SG_OK) return status;
        it->start += sizeof len + len;
    }
    return SG_OK;
}

/* Room for the rest of the frame that has begun, or for the next read. */
static sg_status make_room(host *it, sg_error *err)
{
    if (it->start) memmove(it->bytes, it->bytes + it->start, it->end - it->start);
    it->end -= it->start;
    it->start = 0;
    uint32_t len = 0;
    if (it->end >= sizeof len) memcpy(&len, it->bytes, sizeof len); /* frames_take has checked its bound */
    size_t want = sizeof len + len > READ_BYTES ? sizeof len + len : READ_BYTES;
    if (it->capacity >= want) return SG_OK;
    char *grown = sg_realloc(it->bytes, want);
    if (!grown) return sg_fail(err, SG_EFAIL, "no memory for a record of %zu bytes", want);
    it->bytes = grown;
    it->capacity = want;
    return SG_OK;
}

static void tell_progress(const host *it)
{
    const sg_run *run = it->job.run;
    if (!run->progress) return;
    sg_run_report now = {.rows = it->job.page->told.report.rows,
                         .rejected = it->job.page->told.report.rejected,
                         .bytes = it->job.page->told.report.bytes,
                         .records = it->records};
    run->progress(run->progress_self, &now);
}

/* Takes what comes until the pipe ends. */
static sg_status listen(host *it, sg_error *err)
{
    uint64_t stall_ms = 1000u * (it->job.run->stall_s ? it->job.run->stall_s : (unsigned)STALL_S);
    uint64_t beat = 0, since = now_ms(), told = since;
    for (;;) {
        struct pollfd wait = {.fd = it->pipe, .events = POLLIN};
        int ready = poll(&wait, 1, POLL_MS);
        uint64_t now = now_ms(), beat_now = atomic_load(&it->job.page->beat);
        bool waits = it->stream && atomic_load(&it->job.page->waiting);
        if (ready > 0 || beat_now != beat || waits) since = now;
        beat = beat_now;
        if (now - told >= POLL_MS) tell_progress(it), told = now;
        if (ready <= 0) {
            if (now - since >= stall_ms)
                return sg_fail(err, SG_EPLUGIN, "no progress for %llu s", (unsigned long long)(stall_ms / 1000));
            continue;
        }
        sg_status status = make_room(it, err);
        if (status != SG_OK) return status;
        ssize_t got = read(it->pipe, it->bytes + it->end, it->capacity - it->end);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return SG_OK;
        it->end += (size_t)got;
        status = frames_take(it, err);
        if (status != SG_OK) return status;
    }
}

/* Ends the worker, which has a moment to go by itself when all went well. How it went is put into *how. */
static void worker_end(host *it, bool at_once, int *how)
{
    int watch = at_once ? -1 : (int)syscall(SYS_pidfd_open, it->worker, 0);
    if (watch >= 0) {
        struct pollfd wait = {.fd = watch, .events = POLLIN};
        at_once = poll(&wait, 1, LEAVE_MS) == 0;
        close(watch);
    }
    if (at_once) kill(it->worker, SIGKILL);
    while (waitpid(it->worker, how, 0) < 0 && errno == EINTR) continue;
}

static sg_status death(int how, sg_error *err)
{
    if (WIFSIGNALED(how)) {
        const char *name = sigabbrev_np(WTERMSIG(how)), *text = sigdescr_np(WTERMSIG(how));
        return sg_fail(err, SG_EPLUGIN, "it crashed: SIG%s (%s)", name ? name : "?", text ? text : "unknown signal");
    }
    return sg_fail(err, SG_EPLUGIN, "it ended early, with exit status %d", WEXITSTATUS(how));
}

/* What the worker said at its end, checked. */
static sg_status verdict(const host *it, sg_error *err)
{
    switch (it->last_words.status) {
    case SG_OK:
        if (it->last_words.records == it->records) return SG_OK;
        return sg_fail(err, SG_EPLUGIN, "%llu records came of %llu", (unsigned long long)it->records,
                       (unsigned long long)it->last_words.records);
    case SG_EFAIL:
    case SG_EUSAGE:
    case SG_EDATA:
    case SG_EPLUGIN:
        if (!sg_utf8_valid(it->text.text, strlen(it->text.text))) break;
        return sg_fail(err, (sg_status)it->last_words.status, "%s", it->text.text);
    default: break;
    }
    return sg_fail(err, SG_EPLUGIN, "an end came that says nothing");
}

/* Names plugin, input and row before the reason. */
static sg_status blame(const host *it, const char *input, sg_status status, sg_error *err)
{
    uint64_t row = atomic_load(&it->job.page->row);
    if (row) status = sg_fail_in(err, status, "row %llu", (unsigned long long)row);
    if (input) status = sg_fail_in(err, status, "%s", input);
    return it->job.id[0] ? sg_fail_in(err, status, "plugin %s", it->job.id) : status;
}

static sg_status work(host *it, const char *input, sg_error *err)
{
    sg_status status = worker_start(it, err);
    if (status != SG_OK) return status;
    int how = 0;
    status = listen(it, err);
    worker_end(it, status != SG_OK, &how);
    close(it->pipe);
    if (it->taken != SG_OK) return status;
    if (status == SG_OK) status = it->ended ? verdict(it, err) : death(how, err);
    return status == SG_OK ? SG_OK : blame(it, input, status, err);
}

/* "FILE#MEMBER": FILE is opened, and *member points to the rest; else to NULL. */
static int file_open(const char *path, const char **member)
{
    char file[SG_PLUGIN_PATH_MAX];
    size_t len = sg_member_cut(path);
    *member = path[len] ? path + len + 1 : NULL;
    if (!*member) return open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    snprintf(file, sizeof file, "%.*s", (int)len, path);
    return open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY);
}

static sg_status input_open(const char *path, int *fd, const char **member, bool *stream, sg_error *err)
{
    bool standard = strcmp(path, "-") == 0;
    int opened = standard ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3) : file_open(path, member);
    struct stat info;
    if (opened < 0 || fstat(opened, &info) != 0) {
        sg_fail(err, SG_EFAIL, "%s: cannot be opened: %s", standard ? "standard input" : path, strerror(errno));
        if (opened >= 0) close(opened);
        return SG_EFAIL;
    }
    if (S_ISDIR(info.st_mode)) {
        close(opened);
        return sg_fail(err, SG_EFAIL, "%s: is a folder, a file was expected", path);
    }
    *stream = !S_ISREG(info.st_mode);
    *fd = opened;
    return SG_OK;
}

/* Readies the host: files opened and checked, the shared page mapped. host_close must follow. */
static sg_status host_open(host *it, const char *plugin, const char *input, char id[static SG_PLUGIN_ID_MAX],
                           sg_error *err)
{
    bool installed = false;
    id[0] = '\0';
    if (plugin && sg_trust_id(plugin, id) != 0)
        return sg_fail(err, SG_EPLUGIN, "%s: a file named ID.so was expected, its id at most %d bytes", plugin,
                       SG_PLUGIN_ID_MAX - 1);
    sg_status status = input ? input_open(input, &it->job.input, &it->job.member, &it->stream, err) : SG_OK;
    if (status == SG_OK && plugin) status = sg_trust_open(plugin, &it->job.plugin, &installed, err);
    if (status != SG_OK) return status;
    it->job.unguarded = sg_landlock_version() == 0;
    if (plugin && it->job.unguarded && !installed)
        return sg_fail(err, SG_EPLUGIN, "%s: this kernel has no Landlock, so only installed plugins are run", plugin);
    it->job.id = id;
    const char *slash = input ? strrchr(input, '/') : NULL;
    it->job.input_name = slash ? slash + 1 : input;
    it->job.page = mmap(NULL, sizeof *it->job.page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (it->job.page != MAP_FAILED) return SG_OK;
    it->job.page = NULL;
    return sg_fail(err, SG_EFAIL, "no memory for a worker");
}

static void host_close(host *it)
{
    if (it->job.input >= 0) close(it->job.input);
    if (it->job.plugin >= 0) close(it->job.plugin);
    if (it->job.page) munmap(it->job.page, sizeof *it->job.page);
    sg_free(it->bytes);
}

sg_status sg_host_do(sg_job_kind kind, const sg_run *run, const sg_sink *sink, sg_told *told, sg_error *err)
{
    char id[SG_PLUGIN_ID_MAX];
    host it = {.job = {.kind = kind, .run = run, .sink = sink, .input = -1, .plugin = -1}, .kind = run->kind};
    memset(told, 0, sizeof *told);
    sg_status status = host_open(&it, run->plugin, run->input, id, err);
    if (status == SG_OK) {
        const char *input = run->input && strcmp(run->input, "-") == 0 ? "standard input" : run->input;
        status = work(&it, input, err);
        *told = it.job.page->told;
        told->report.records = it.records;
        sg_told_tidy(told);
    }
    host_close(&it);
    return status;
}
