#include "plugin/host.h"

#include "base/interrupt.h"
#include "base/mem.h"
#include "base/text.h"
#include "input/decode.h"
#include "plugin/hand.h"
#include "plugin/services.h"
#include "plugin/spool.h"
#include "plugin/take.h"
#include "plugin/trust.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { STALL_S = 30, POLL_MS = 100, CHUNK_BYTES = 8 << 20, AHEAD_BYTES = 4 << 20, WORKERS_MAX = 64 };

typedef struct host {
    sg_job job;
    char id[SG_PLUGIN_ID_MAX];
    sg_spool spool;
    sg_cuts cuts;
    sg_taker taker;
    sg_hand hands[WORKERS_MAX];
    size_t n_hands, leaving; /* once all chunks are over, hands are let go in order: the next to go */
    int go[2];               /* a pipe that workers wait at; -1: none */
    uint64_t since, told;    /* milliseconds: when it last got on, and when progress was told */
} host;

static uint64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* The worker whose frames are to be taken next: that of the chunk; when all are over, each in turn until it has ended.
 * NULL: none is left. So whatever goes wrong comes to light in the order of the input, for any number of workers. */
static sg_hand *turn_of(host *it)
{
    if (it->taker.chunk < it->taker.chunks) return &it->hands[it->taker.chunk % it->n_hands];
    return it->leaving < it->n_hands ? &it->hands[it->leaving] : NULL;
}

/* ---- what goes wrong ---- */

static uint64_t row_begun(const host *it, const sg_hand *hand)
{
    const sg_taker *taker = &it->taker;
    if (taker->chunk == taker->chunks) return taker->base;
    if (hand->ended) return taker->base + taker->end.row;
    if (atomic_load(&hand->page->chunk) == taker->chunk) return taker->base + atomic_load(&hand->page->row);
    return taker->last.number;
}

/* Names plugin, input and row before the reason. */
static sg_status blame(const host *it, const sg_hand *hand, sg_status status, sg_error *err)
{
    uint64_t row = row_begun(it, hand);
    const char *input = it->job.run->input ? sg_run_name(it->job.run) : NULL;
    if (row > it->taker.base && it->taker.shard && it->taker.chunk < it->cuts.n)
        status = sg_fail_in(err, status, "row %llu of part %llu", (unsigned long long)(row - it->taker.base),
                            (unsigned long long)it->cuts.chunks[it->taker.chunk].number + 1);
    else if (row)
        status = sg_fail_in(err, status, "row %llu", (unsigned long long)row);
    if (input) status = sg_fail_in(err, status, "%s", input);
    return it->id[0] ? sg_fail_in(err, status, "plugin %s", it->id) : status;
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
static sg_status verdict(const host *it, const sg_hand *hand, sg_error *err)
{
    const sg_taker *taker = &it->taker;
    if (!hand->ended) return death(hand->how, err);
    switch (taker->end.status) {
    case SG_OK:
        if (taker->chunk == taker->chunks) return SG_OK;
        return sg_fail(err, SG_EPLUGIN, "an end came before that of the input");
    case SG_EFAIL:
    case SG_EUSAGE:
    case SG_EDATA:
    case SG_EPLUGIN:
        if (!sg_utf8_valid(taker->end_text.text, strlen(taker->end_text.text))) break;
        return sg_fail(err, (sg_status)taker->end.status, "%s", taker->end_text.text);
    default: break;
    }
    return sg_fail(err, SG_EPLUGIN, "an end came that says nothing");
}

/* ---- taking ---- */

/* What this worker has begun cannot be read in parts: it reads on alone. */
static sg_status go_alone(host *it, sg_hand *hand, sg_error *err)
{
    for (size_t i = 0; i < it->n_hands; i++)
        if (&it->hands[i] != hand) sg_hand_release(&it->hands[i]);
    sg_hand alone = *hand;
    *hand = (sg_hand){.pipe = -1};
    it->hands[0] = alone;
    it->n_hands = 1;
    if (sg_write_whole(it->go[1], "", 1) == 0) return SG_OK;
    return sg_fail(err, SG_EFAIL, "the pipe to a worker broke: %s", strerror(errno));
}

/* There is nothing to do for any of them. */
static void leave_all(host *it)
{
    for (size_t i = 0; i < it->n_hands; i++) sg_hand_release(&it->hands[i]);
    it->taker.report.parts_here = it->n_hands = 0;
}

/* The frame and what follows from it. */
static sg_status take_frame(host *it, sg_hand *hand, const char *at, size_t len, sg_error *err)
{
    sg_taken what = SG_TAKEN;
    if (hand->ended) return sg_fail(err, SG_EPLUGIN, "more came after the end");
    sg_status status = sg_frame_take(&it->taker, at, len, &what, err);
    if (status != SG_OK) return status;
    if (what == SG_TAKEN_CHUNK) it->since = now_ms();
    if (what == SG_TAKEN_END) hand->ended = true;
    if (what == SG_TAKEN_NONE) leave_all(it);
    return what == SG_TAKEN_WHOLE ? go_alone(it, hand, err) : SG_OK;
}

/* All that can be taken of what has come. */
static sg_status take_all(host *it, sg_error *err)
{
    for (sg_hand *hand; (hand = turn_of(it));) {
        const char *at;
        size_t len = 0;
        sg_status status = sg_hand_frame(hand, &at, &len, err);
        if (status == SG_OK && at) status = take_frame(it, hand, at, len, err);
        if (status != SG_OK && it->taker.sink_status != SG_OK) return status;
        if (status == SG_EFAIL) return sg_fail_in(err, status, "%s", sg_run_name(it->job.run));
        if (status != SG_OK) return blame(it, hand, status, err);
        if (at) continue;
        if (hand->pipe >= 0) break;
        sg_hand_stop(hand, false);
        status = verdict(it, hand, err);
        if (status != SG_OK) return blame(it, hand, status, err);
        it->leaving++;
    }
    return SG_OK;
}

/* ---- listening ---- */

static void tell_progress(const host *it)
{
    const sg_run *run = it->job.run;
    if (!run->progress) return;
    sg_run_report now = {.records = it->taker.report.records, .size = it->taker.report.size};
    for (size_t i = 0; i < it->n_hands; i++) {
        const sg_run_report *report = &it->hands[i].page->told.report;
        now.rows += report->rows;
        now.rejected += report->rejected;
        now.bytes += report->bytes;
    }
    off_t at = it->job.packed ? lseek(it->job.input, 0, SEEK_CUR) : (off_t)now.bytes; /* which the worker moves */
    now.at = at > 0 ? (uint64_t)at : 0;
    run->progress(run->progress_self, &now);
}

/* Waits for any worker to say something. One that is not in turn is heard ahead, up to a bound: then it has to wait. */
static sg_status hear(host *it, const sg_hand *turn, sg_error *err)
{
    struct pollfd waits[WORKERS_MAX];
    for (size_t i = 0; i < it->n_hands; i++) {
        const sg_hand *hand = &it->hands[i];
        bool full = hand != turn && hand->end - hand->start >= AHEAD_BYTES;
        waits[i] = (struct pollfd){.fd = full ? -1 : hand->pipe, .events = POLLIN};
    }
    int ready = poll(waits, it->n_hands, POLL_MS);
    for (size_t i = 0; ready > 0 && i < it->n_hands; i++) {
        if (!waits[i].revents) continue;
        if (&it->hands[i] == turn) it->since = now_ms();
        sg_status status = sg_hand_receive(&it->hands[i], err);
        if (status != SG_OK) return status;
    }
    return SG_OK;
}

/* Takes what comes until all workers have ended. */
static sg_status listen(host *it, sg_error *err)
{
    uint64_t stall_ms = 1000u * (it->job.run->stall_s ? it->job.run->stall_s : (unsigned)STALL_S);
    sg_status status = SG_OK;
    it->since = it->told = now_ms();
    for (sg_hand *turn; status == SG_OK && (turn = turn_of(it));) {
        status = hear(it, turn, err);
        if (status == SG_OK) status = sg_interrupt_check(err);
        if (status != SG_OK) return status;
        uint64_t now = now_ms();
        if (now - it->told >= POLL_MS) tell_progress(it), it->told = now;
        if (sg_hand_moves(turn)) it->since = now;
        if (now > it->since && now - it->since >= stall_ms) {
            sg_fail(err, SG_EPLUGIN, "no progress for %llu s", (unsigned long long)(stall_ms / 1000));
            return blame(it, turn, SG_EPLUGIN, err);
        }
        status = take_all(it, err);
    }
    return status;
}

/* ---- the run ---- */

static size_t count_workers(const host *it)
{
    cpu_set_t cpus;
    size_t n = it->job.run->jobs;
    if (!n) n = sched_getaffinity(0, sizeof cpus, &cpus) == 0 ? (size_t)CPU_COUNT(&cpus) : 1;
    if (n > it->cuts.n) n = it->cuts.n;
    if (n > WORKERS_MAX) n = WORKERS_MAX;
    return n ? n : 1;
}

/* All are started before anything is taken: no worker is forked while the sink has a store open. */
static sg_status start_all(host *it, sg_error *err)
{
    sg_status status = SG_OK;
    it->job.workers = (unsigned)count_workers(it);
    if (it->cuts.parts > 1 && pipe2(it->go, O_CLOEXEC) != 0)
        return sg_fail(err, SG_EFAIL, "no pipe for a worker: %s", strerror(errno));
    it->job.go = it->go[0];
    while (status == SG_OK && it->n_hands < it->job.workers) {
        it->job.worker = (unsigned)it->n_hands;
        status = sg_hand_start(&it->hands[it->n_hands++], &it->job, err);
    }
    return status;
}

static sg_status work(host *it, sg_error *err)
{
    const sg_sink *sink = it->job.sink;
    sg_status status = it->taker.chunks || it->job.kind != SG_JOB_RUN ? start_all(it, err) : SG_OK;
    if (status == SG_OK && sink && sink->begin) status = sink->begin(sink->self, &it->taker.report, err);
    return status == SG_OK ? listen(it, err) : status;
}

/* What a run needs to know of its input before workers start: its hash, and where it may be cut. */
static sg_status scan_input(host *it, sg_error *err)
{
    const sg_run *run = it->job.run;
    char head[SG_INPUT_MAGIC];
    struct stat info = {.st_size = 0};
    ssize_t len = pread(it->job.input, head, sizeof head, 0);
    it->job.packed = it->job.member || (len > 0 && sg_input_packed(head, (size_t)len));
    it->taker.unhashed = it->job.packed || it->job.kind != SG_JOB_RUN;
    sg_status status = it->taker.unhashed ? sg_cuts_none(&it->cuts, err)
                                          : sg_cuts_make(it->job.input,
                                                         run->parts != 1 ? 0
                                                         : run->chunk    ? run->chunk
                                                                         : CHUNK_BYTES,
                                                         &it->cuts, err);
    if (status == SG_EFAIL) return sg_fail_in(err, status, "%s", sg_run_name(run));
    bool shard = status == SG_OK && run->shards;
    if (shard) sg_cuts_keep(&it->cuts, run->shard, run->shards, run->shift);
    if (shard && it->cuts.parts > 1)
        it->taker.report.size = it->cuts.size;
    else if (fstat(it->job.input, &info) == 0)
        it->taker.report.size = (uint64_t)info.st_size;
    it->taker.report.input_hash = it->cuts.hash; /* 0: not known before it is read */
    it->taker.report.parts = it->cuts.parts;
    it->taker.chunks = it->taker.report.parts_here = it->cuts.n;
    it->taker.shard = shard && it->cuts.parts > 1 && it->job.sink->part_begin;
    return status;
}

static sg_status input_open(host *it, sg_error *err)
{
    const sg_run *run = it->job.run;
    sg_status status = sg_spool_open(run, &it->spool, err);
    if (status != SG_OK) return status;
    size_t len = sg_member_cut(run->input);
    const char *slash = strrchr(sg_run_name(run), '/');
    it->job.input = it->spool.fd;
    it->job.input_name = run->within && run->within[0]           ? run->within
                         : sg_run_name(run) == sg_standard_input ? ""
                         : slash                                 ? slash + 1
                                                                 : sg_run_name(run);
    it->job.member = run->input[len] ? run->input + len + 1 : NULL;
    return it->job.sink ? scan_input(it, err) : SG_OK;
}

static sg_status host_open(host *it, sg_error *err)
{
    bool installed = false;
    const char *plugin = it->job.run->plugin; /* NULL: none is needed to list or hash */
    if (plugin && sg_trust_id(plugin, it->id) != 0)
        return sg_fail(err, SG_EPLUGIN, "%s: a file named ID.so was expected, its id at most %d bytes", plugin,
                       SG_PLUGIN_ID_MAX - 1);
    sg_status status = it->job.run->input ? input_open(it, err) : SG_OK;
    if (status == SG_OK && plugin) status = sg_trust_open(plugin, &it->job.plugin, &installed, err);
    if (status != SG_OK) return status;
    it->job.unguarded = sg_landlock_version() == 0;
    if (!plugin || !it->job.unguarded || installed) return SG_OK;
    return sg_fail(err, SG_EPLUGIN, "%s: this kernel has no Landlock, so only installed plugins are run", plugin);
}

/* The report of what was taken; of a run that failed, also what the worker in turn had begun. */
static void tell(host *it, sg_status status, sg_told *told)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < it->n_hands; i++) {
        const sg_page *page = it->hands[i].page;
        if (!page) continue;
        if (i == 0) *told = page->told;
        if (i > 0 && page->told.swallowed) told->swallowed = 1;
        bytes += page->told.report.bytes;
    }
    const sg_hand *turn = it->n_hands ? turn_of(it) : NULL;
    if (it->job.sink) told->report = it->taker.report;
    if (it->job.sink && status != SG_OK && turn && turn->page) {
        told->report.rows = row_begun(it, turn);
        told->report.bytes = bytes;
    }
    sg_told_tidy(told);
}

static void host_close(host *it)
{
    for (size_t i = 0; i < it->n_hands; i++) sg_hand_release(&it->hands[i]);
    for (size_t i = 0; i < 2; i++)
        if (it->go[i] >= 0) close(it->go[i]);
    if (it->job.plugin >= 0) close(it->job.plugin);
    sg_spool_close(&it->spool);
    sg_cuts_release(&it->cuts);
}

sg_status sg_host_do(sg_job_kind kind, const sg_run *run, const sg_sink *sink, sg_told *told, sg_error *err)
{
    memset(told, 0, sizeof *told);
    host *it = sg_zalloc(1, sizeof *it);
    if (!it) return sg_fail(err, SG_EFAIL, "no memory for a worker");
    it->job = (sg_job){
        .kind = kind, .id = it->id, .run = run, .sink = sink, .input = -1, .plugin = -1, .go = -1, .output = -1};
    it->job.cuts = &it->cuts;
    if (kind == SG_JOB_UNPACK) it->job.output = run->output;
    it->go[0] = it->go[1] = it->spool.fd = -1;
    sg_status status = host_open(it, err);
    it->taker.sink = sink;
    it->taker.kind = run->kind;
    it->taker.cuts = &it->cuts;
    it->taker.input = it->job.input;
    it->taker.only = kind == SG_JOB_GUESS ? SG_RECORD_PROPOSAL : 0;
    if (status == SG_OK) status = work(it, err);
    tell(it, status, told);
    host_close(it);
    sg_free(it);
    return status;
}
