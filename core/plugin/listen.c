/* Taking what the workers of a run send, in the order of the input, until all have ended. */
#include "plugin/running.h"

#include "base/clock.h"
#include "base/interrupt.h"
#include "base/text.h"
#include "plugin/services.h"
#include "plugin/spool.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STALL_S = 30, POLL_MS = 100, AHEAD_BYTES = 4 << 20 };

sg_hand *sg_running_turn(sg_running *it)
{
    if (it->taker.chunk < it->taker.chunks) return &it->hands[it->taker.chunk % it->n_hands];
    return it->leaving < it->n_hands ? &it->hands[it->leaving] : NULL;
}

/* ---- what goes wrong ---- */

uint64_t sg_running_row(const sg_running *it, const sg_hand *hand)
{
    const sg_taker *taker = &it->taker;
    if (taker->chunk == taker->chunks) return taker->base;
    if (hand->ended) return taker->base + taker->end.row;
    if (atomic_load(&hand->page->chunk) == taker->chunk) return taker->base + atomic_load(&hand->page->row);
    return taker->last.number;
}

/* Names plugin, input and row before the reason. */
static sg_status blame(const sg_running *it, const sg_hand *hand, sg_status status, sg_error *err)
{
    uint64_t row = sg_running_row(it, hand);
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
static sg_status verdict(const sg_running *it, const sg_hand *hand, sg_error *err)
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
static sg_status go_alone(sg_running *it, sg_hand *hand, sg_error *err)
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
static void leave_all(sg_running *it)
{
    for (size_t i = 0; i < it->n_hands; i++) sg_hand_release(&it->hands[i]);
    it->taker.report.parts_here = it->n_hands = 0;
}

/* The frame and what follows from it. */
static sg_status take_frame(sg_running *it, sg_hand *hand, const char *at, size_t len, sg_error *err)
{
    sg_taken what = SG_TAKEN;
    if (hand->ended) return sg_fail(err, SG_EPLUGIN, "more came after the end");
    sg_status status = sg_frame_take(&it->taker, at, len, &what, err);
    if (status != SG_OK) return status;
    if (what == SG_TAKEN_CHUNK) it->since = sg_clock_ms();
    if (what == SG_TAKEN_END) hand->ended = true;
    if (what == SG_TAKEN_NONE) leave_all(it);
    return what == SG_TAKEN_WHOLE ? go_alone(it, hand, err) : SG_OK;
}

/* All that can be taken of what has come. */
static sg_status take_all(sg_running *it, sg_error *err)
{
    for (sg_hand *hand; (hand = sg_running_turn(it));) {
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

static void tell_progress(const sg_running *it)
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
static sg_status hear(sg_running *it, const sg_hand *turn, sg_error *err)
{
    struct pollfd waits[SG_WORKERS_MAX];
    for (size_t i = 0; i < it->n_hands; i++) {
        const sg_hand *hand = &it->hands[i];
        bool full = hand != turn && hand->end - hand->start >= AHEAD_BYTES;
        waits[i] = (struct pollfd){.fd = full ? -1 : hand->pipe, .events = POLLIN};
    }
    int ready = poll(waits, it->n_hands, POLL_MS);
    for (size_t i = 0; ready > 0 && i < it->n_hands; i++) {
        if (!waits[i].revents) continue;
        if (&it->hands[i] == turn) it->since = sg_clock_ms();
        sg_status status = sg_hand_receive(&it->hands[i], err);
        if (status != SG_OK) return status;
    }
    return SG_OK;
}

sg_status sg_running_listen(sg_running *it, sg_error *err)
{
    uint64_t stall_ms = 1000u * (it->job.run->stall_s ? it->job.run->stall_s : (unsigned)STALL_S);
    sg_status status = SG_OK;
    it->since = it->told = sg_clock_ms();
    for (sg_hand *turn; status == SG_OK && (turn = sg_running_turn(it));) {
        status = hear(it, turn, err);
        if (status == SG_OK) status = sg_interrupt_check(err);
        if (status != SG_OK) return status;
        uint64_t now = sg_clock_ms();
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
