/* Tries what a plugin may not, and tells how each went: a count record a try, its count 1 where it succeeded. */
#include "bad.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int opens(const char *path, int flags)
{
    int fd = open(path, flags, 0600);
    if (fd >= 0) close(fd);
    return fd >= 0;
}

static int read_passwd(void)
{
    return opens("/etc/passwd", O_RDONLY);
}

static int list_root(void)
{
    return opens("/", O_RDONLY | O_DIRECTORY);
}

static int read_environ(void)
{
    return opens("/proc/self/environ", O_RDONLY);
}

static int read_parent(void)
{
    char path[] = "/proc/0000000000/environ";
    int pid = getppid();
    for (int at = 15; at > 5; at--, pid /= 10) path[at] = (char)('0' + pid % 10);
    return opens(path, O_RDONLY);
}

static int write_file(void)
{
    return opens("/tmp/skillgap-test-reach", O_WRONLY | O_CREAT);
}

static int write_memory(void)
{
    return opens("/proc/self/mem", O_RDWR);
}

static int connects(int family)
{
    int fd = socket(family, SOCK_STREAM, 0);
    if (fd >= 0) close(fd);
    return fd >= 0;
}

static int inet_socket(void)
{
    return connects(AF_INET);
}

static int unix_socket(void)
{
    return connects(AF_UNIX);
}

static int forks(void)
{
    pid_t pid = fork();
    if (pid == 0) _exit(0);
    if (pid > 0) waitpid(pid, NULL, 0);
    return pid > 0;
}

static int runs_program(void)
{
    char *const none[] = {NULL};
    execve("/bin/true", none, none);
    return 0; /* had it succeeded, nothing would be told: the host would miss the end */
}

static int traces(void)
{
    return ptrace(PTRACE_TRACEME, 0, 0, 0) == 0;
}

static int signals_host(void)
{
    return kill(getppid(), 0) == 0 || syscall(SYS_tgkill, getppid(), getppid(), 0) == 0;
}

static int other_descriptors(void)
{
    for (int fd = 6; fd < 64; fd++)
        if (lseek(fd, 0, SEEK_CUR) != -1) return 1;
    return 0;
}

static int run(const sg_services *s)
{
    static const struct {
        const char *name;
        size_t len;
        int (*reaches)(void);
    } tries[] = {{"passwd", 6, read_passwd},      {"root", 4, list_root},   {"environ", 7, read_environ},
                 {"parent", 6, read_parent},      {"file", 4, write_file},  {"memory", 6, write_memory},
                 {"inet", 4, inet_socket},        {"unix", 4, unix_socket}, {"fork", 4, forks},
                 {"exec", 4, runs_program},       {"ptrace", 6, traces},    {"signal", 6, signals_host},
                 {"others", 6, other_descriptors}};
    s->begin_row(s, 1, 0);
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        sg_count count = {.skill = {tries[i].name, tries[i].len}, .count = tries[i].reaches(), .total = 1};
        if (sg_emit_count(s, &count) != 0) return 1;
    }
    return 0;
}

ENTRY = {HEAD(postings_reach), TEXTS, .probe = probe_none, .run = run};
