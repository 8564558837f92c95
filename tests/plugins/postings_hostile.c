/* Does its work for a while, and then what the first word of its input says: an attack on skillgap, its person or its
 * machine. Where a call is merely denied it goes on, and tells in a last posting whether it was let: its title is
 * "denied" or "LET". */
#include "bad.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROWS = 20000, PIPE = 5, YEAR_30000 = 10238161, TEXT_TOO_LONG = (16 << 20) + 1 };

static char word[32], path[512]; /* the attack, and what it is aimed at */

static int opens(const char *name, int flags)
{
    int fd = open(name, flags, 0600);
    if (fd >= 0) close(fd);
    return fd >= 0;
}

/* ---- what is denied: 1 when it was let ---- */

static int forks(void)
{
    pid_t pid = fork();
    if (pid == 0) _exit(0);
    if (pid > 0) waitpid(pid, NULL, 0);
    return pid > 0;
}

static int reads(void)
{
    return opens(path, O_RDONLY);
}

/* A handle on a file tells of it what only its owner is to know. */
static int holds(void)
{
    return open(path, O_PATH) >= 0;
}

static int writes(void)
{
    return opens(path, O_WRONLY | O_APPEND);
}

static int removes(void)
{
    return unlink(path) == 0 || rename(path, "/tmp/elsewhere") == 0 || truncate(path, 0) == 0;
}

static int connects(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(80)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    return fd >= 0 && (connect(fd, (struct sockaddr *)&to, sizeof to) == 0 || 1);
}

static int signals(void)
{
    return kill(getppid(), SIGKILL) == 0 || syscall(SYS_tgkill, getppid(), getppid(), SIGKILL) == 0;
}

/* Overwrites the C library's open() with a system call of its own making, and tries with that. */
static int patches(void)
{
#if defined(__x86_64__)
    static const unsigned char call[] = {0xb8, 0x02, 0, 0, 0, 0x0f, 0x05, 0xc3}; /* mov eax, open; syscall; ret */
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    int (*target)(const char *, int, ...) = open;
    void *at;
    memcpy(&at, &target, sizeof at);
    char *start = (char *)((uintptr_t)at / page * page);
    if (mprotect(start, 2 * page, PROT_READ | PROT_WRITE | PROT_EXEC) == 0) memcpy(at, call, sizeof call);
#endif
    return open("/etc/passwd", O_RDONLY) >= 0;
}

static int traces(void)
{
    return syscall(SYS_process_vm_readv, getppid(), NULL, 0, NULL, 0, 0) == 0 || syscall(SYS_ptrace, 0, 0, 0, 0) == 0;
}

static int runs(void)
{
    char *const none[] = {NULL};
    execve("/bin/true", none, none);
    return 0; /* had it been let, the end would miss */
}

/* The environment may hold secrets; it is not handed to a worker. */
static int reads_environment(void)
{
    return getenv("SKILLGAP_HOME") != NULL || getenv("HOME") != NULL;
}

/* ---- what ends it ---- */

static int crashes(void)
{
    volatile int *nowhere = NULL;
    return *nowhere;
}

static int overflows(int depth)
{
    volatile char room[4096];
    room[0] = (char)depth;
    return depth < 0 ? room[0] : overflows(depth + 1) + room[0];
}

static int hoards(void)
{
    while (malloc(64 << 20)) continue;
    abort();
}

static int writes_raw(void)
{
    static const char noise[] = "none of this is a record, whatever its length says it is";
    return write(PIPE, noise, sizeof noise) < 0;
}

static int leaves(void)
{
    exit(0);
}

/* All that a plugin can reach of what it is handed; the page it shares with the host among it. */
static int scribbles(const sg_services *s)
{
    void **after = (void **)((char *)s->ctx + s->size); /* the job, the plugin, the page */
    memset(after[2], 0xff, 4096);
    return 0;
}

/* ---- records that are none ---- */

static int emit_wrong(const sg_services *s)
{
    char *text = malloc(TEXT_TOO_LONG);
    sg_posting p = {.id = {"wrong", 5}, .day = 18000};
    if (!text) return 1;
    memset(text, 'a', TEXT_TOO_LONG);
    if (strcmp(word, "nan") == 0) p.pay_lo = NAN;
    if (strcmp(word, "endless") == 0) p.pay_hi = INFINITY;
    if (strcmp(word, "year") == 0) p.day = YEAR_30000;
    if (strcmp(word, "huge") == 0) p.body = (sg_text){text, TEXT_TOO_LONG};
    if (strcmp(word, "length") == 0) p.body = (sg_text){text, SIZE_MAX / 2};
    if (strcmp(word, "remote") == 0) p.remote = 200;
    return sg_emit_posting(s, &p);
}

static int attack(const sg_services *s)
{
    static const struct {
        const char *word;
        int (*does)(void);
    } denied[] = {{"fork", forks},    {"passwd", reads},   {"profile", reads},    {"handle", holds},
                  {"store", writes},  {"remove", removes}, {"connect", connects}, {"signal", signals},
                  {"patch", patches}, {"trace", traces},   {"exec", runs},        {"environment", reads_environment}},
      ends[] = {{"crash", crashes}, {"hoard", hoards}, {"raw", writes_raw}, {"exit", leaves}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (strcmp(word, ends[i].word) == 0) return ends[i].does();
    if (strcmp(word, "stack") == 0) return overflows(0);
    if (strcmp(word, "scribble") == 0) return scribbles(s);
    for (size_t i = 0; i < sizeof denied / sizeof *denied; i++) {
        if (strcmp(word, denied[i].word) != 0) continue;
        int let = denied[i].does();
        sg_posting told = {.id = {"told", 4}, .title = {let ? "LET" : "denied", let ? 3 : 6}, .day = 18000};
        s->begin_row(s, ROWS + 1, 0);
        return sg_emit_posting(s, &told);
    }
    return emit_wrong(s);
}

static int run(const sg_services *s)
{
    static char input[ROWS + 1000];
    size_t got = 1, len = 0;
    while (got) {
        if (s->read(s, input + len, sizeof input - len, &got) != 0) return 1;
        len += got;
    }
    if (sscanf(input, "%31s %511s", word, path) < 1) return 1;
    for (unsigned row = 1; row <= ROWS; row++) {
        char id[16];
        int size = snprintf(id, sizeof id, "%u", row);
        sg_posting p = {.id = {id, (size_t)size}, .title = {"Engineer", 8}, .day = 18000};
        s->begin_row(s, row, 0);
        if (sg_emit_posting(s, &p) != 0) return 1;
    }
    return attack(s);
}
ENTRY = {HEAD(postings_hostile), TEXTS, .probe = probe_none, .run = run};
