#include "plugin/hand.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PIPE_BYTES = 1 << 20, READ_BYTES = 256 * 1024, LEAVE_MS = 5000 };

sg_status sg_hand_start(sg_hand *hand, const sg_job *job, sg_error *err)
{
    int ends[2];
    *hand = (sg_hand){.pipe = -1};
    hand->page = mmap(NULL, sizeof *hand->page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (hand->page == MAP_FAILED) {
        hand->page = NULL;
        return sg_fail(err, SG_EFAIL, "no memory for a worker");
    }
    if (pipe2(ends, O_CLOEXEC) != 0) return sg_fail(err, SG_EFAIL, "no pipe for a worker: %s", strerror(errno));
    (void)fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES); /* best effort: fewer turns */
    sg_job own = *job;
    own.page = hand->page;
    pid_t parent = getpid();
    hand->process = fork();
    if (hand->process == 0) sg_worker_main(&own, ends[1], parent);
    int reason = errno;
    (void)madvise(hand->page, sizeof *hand->page, MADV_DONTFORK); /* workers to come do not have it */
    close(ends[1]);
    hand->pipe = ends[0];
    if (hand->process > 0) return SG_OK;
    hand->process = 0;
    return sg_fail(err, SG_EFAIL, "no process for a worker: %s", strerror(reason));
}

/* Room for the rest of the frame that has begun, or for the next read. */
static sg_status make_room(sg_hand *hand, sg_error *err)
{
    if (hand->capacity - hand->end >= READ_BYTES) return SG_OK;
    if (hand->start) memmove(hand->bytes, hand->bytes + hand->start, hand->end - hand->start);
    hand->end -= hand->start;
    hand->start = 0;
    size_t want = hand->end + READ_BYTES;
    if (hand->capacity >= want) return SG_OK;
    want += want / 2;
    char *grown = sg_realloc(hand->bytes, want);
    if (!grown) return sg_fail(err, SG_EFAIL, "no memory for a record of %zu bytes", want);
    hand->bytes = grown;
    hand->capacity = want;
    return SG_OK;
}

sg_status sg_hand_receive(sg_hand *hand, sg_error *err)
{
    sg_status status = make_room(hand, err);
    if (status != SG_OK) return status;
    ssize_t got;
    do got = read(hand->pipe, hand->bytes + hand->end, hand->capacity - hand->end);
    while (got < 0 && errno == EINTR);
    if (got > 0) {
        hand->end += (size_t)got;
    } else {
        close(hand->pipe);
        hand->pipe = -1;
    }
    return SG_OK;
}

sg_status sg_hand_frame(sg_hand *hand, const char **at, size_t *len, sg_error *err)
{
    uint32_t size;
    size_t there = hand->end - hand->start;
    *at = NULL;
    if (there < sizeof size) return SG_OK;
    memcpy(&size, hand->bytes + hand->start, sizeof size);
    if (size > SG_RECORD_BYTES_MAX) return sg_fail(err, SG_EPLUGIN, "bytes came that are no record");
    if (there - sizeof size < size) return SG_OK;
    *at = hand->bytes + hand->start + sizeof size;
    *len = size;
    hand->start += sizeof size + size;
    return SG_OK;
}

bool sg_hand_moves(sg_hand *hand)
{
    uint64_t beat = atomic_load(&hand->page->beat);
    bool moves = beat != hand->beat;
    hand->beat = beat;
    return moves;
}

void sg_hand_stop(sg_hand *hand, bool at_once)
{
    if (hand->pipe >= 0) close(hand->pipe);
    hand->pipe = -1;
    hand->start = hand->end = 0;
    if (hand->process <= 0) return;
    int watch = at_once ? -1 : (int)syscall(SYS_pidfd_open, hand->process, 0);
    if (watch >= 0) {
        struct pollfd wait = {.fd = watch, .events = POLLIN};
        at_once = poll(&wait, 1, LEAVE_MS) == 0;
        close(watch);
    }
    if (at_once) kill(hand->process, SIGKILL);
    while (waitpid(hand->process, &hand->how, 0) < 0 && errno == EINTR) continue;
    hand->process = 0;
}

void sg_hand_release(sg_hand *hand)
{
    sg_hand_stop(hand, true);
    if (hand->page) munmap(hand->page, sizeof *hand->page);
    sg_free(hand->bytes);
    *hand = (sg_hand){.pipe = -1};
}
