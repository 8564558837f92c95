#include "plugin/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef SG_UNCONFINED

int sg_landlock_version(void)
{
    return 99;
}

sg_status sg_confine(int plugin, bool unguarded, bool writes, sg_error *err)
{
    (void)plugin, (void)unguarded, (void)writes, (void)err;
    return SG_OK;
}

#else

/* Landlock's interface up to version 6 of Linux 6.12: Debian 12's linux/landlock.h knows version 2. */
enum { CREATE_VERSION = 1, RULE_PATH_BENEATH = 1 };
enum {
    FS_READ_FILE = 1 << 2,
    FS_ALL_1 = (1 << 13) - 1, /* version 1: execute … make symbolic link */
    FS_REFER = 1 << 13,       /* 2 */
    FS_TRUNCATE = 1 << 14,    /* 3 */
    FS_IOCTL_DEV = 1 << 15,   /* 5 */
    NET_ALL = 3,              /* 4: bind and connect TCP */
    SCOPE_ALL = 3             /* 6: abstract unix sockets, signals */
};
typedef struct ruleset_attr {
    uint64_t handled_access_fs, handled_access_net, scoped;
} ruleset_attr;
typedef struct path_beneath_attr {
    uint64_t allowed_access;
    int32_t parent_fd;
} __attribute__((packed)) path_beneath_attr;

int sg_landlock_version(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, CREATE_VERSION);
    return version > 0 ? (int)version : 0;
}

/* An older kernel refuses what it does not know: ask for what its version has. Returns the bytes that count. */
static size_t ruleset_of(int version, ruleset_attr *rules)
{
    *rules = (ruleset_attr){.handled_access_fs = FS_ALL_1};
    if (version >= 2) rules->handled_access_fs |= FS_REFER;
    if (version >= 3) rules->handled_access_fs |= FS_TRUNCATE;
    if (version >= 4) rules->handled_access_net = NET_ALL;
    if (version >= 5) rules->handled_access_fs |= FS_IOCTL_DEV;
    if (version >= 6) rules->scoped = SCOPE_ALL;
    return version >= 6 ? sizeof *rules : version >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
}

static int readable(int rules, int fd)
{
    path_beneath_attr beneath = {.allowed_access = FS_READ_FILE, .parent_fd = fd};
    return syscall(SYS_landlock_add_rule, rules, RULE_PATH_BENEATH, &beneath, 0) == 0 ? 0 : -1;
}

/* What the loader may need for a plugin that links to a library of the system. */
static int libraries_readable(int rules)
{
    static const char *const paths[] = {"/lib",       "/lib64",         "/usr/lib",
                                        "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        int fd = open(paths[i], O_PATH | O_CLOEXEC);
        if (fd < 0) continue; /* not there: nothing to allow */
        int status = readable(rules, fd);
        close(fd);
        if (status != 0) return -1;
    }
    return 0;
}

static int landlock(int plugin)
{
    ruleset_attr attr;
    size_t size = ruleset_of(sg_landlock_version(), &attr);
    int rules = (int)syscall(SYS_landlock_create_ruleset, &attr, size, 0);
    if (rules < 0) return -1;
    int status = (plugin < 0 || readable(rules, plugin) == 0) && libraries_readable(rules) == 0 &&
                         syscall(SYS_landlock_restrict_self, rules, 0) == 0
                     ? 0
                     : -1;
    close(rules);
    return status;
}

static int limit(int what, rlim_t most)
{
    return setrlimit((__rlimit_resource_t)what, &(struct rlimit){most, most});
}

static int limits(bool writes)
{
    enum { MEMORY_MB = 2048, FILES = 64 };
    if (limit(RLIMIT_AS, (rlim_t)MEMORY_MB << 20) != 0 || limit(RLIMIT_CORE, 0) != 0) return -1;
    if (!writes && limit(RLIMIT_FSIZE, 0) != 0) return -1;
    return limit(RLIMIT_NOFILE, FILES) != 0 || limit(RLIMIT_NPROC, 0) != 0 || limit(RLIMIT_MEMLOCK, 0) != 0 ? -1 : 0;
}

/* What reading, memory, the loader and an orderly crash need. All else answers EPERM. The loader asks newfstatat about
 * what it has opened, which cannot be told from asking by name: a plugin may learn that a file exists and its size. */
static const int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(close),
    SCMP_SYS(lseek),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(mmap),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(mprotect),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(futex),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getrandom),
    SCMP_SYS(sched_yield),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
};

static int allow(scmp_filter_ctx filter)
{
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) != 0) return -1;
    /* open to read only; a signal to itself only, for abort() */
    const scmp_datum_t writing = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | O_PATH | __O_TMPFILE;
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, writing, O_RDONLY)))
        return -1;
    const scmp_datum_t self = (scmp_datum_t)getpid();
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, self, 0)) != 0 ? -1 : 0;
}

static int allowlist(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter) return -1;
    int status = seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2); /* a binary tree: one is built a run */
    status = status == 0 && allow(filter) == 0 && seccomp_load(filter) == 0 ? 0 : -1;
    seccomp_release(filter);
    return status;
}

sg_status sg_confine(int plugin, bool unguarded, bool writes, sg_error *err)
{
    const char *failed = NULL;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        failed = "no new privileges";
    else if (prctl(PR_SET_DUMPABLE, 0) != 0)
        failed = "no tracing";
    else if (limits(writes) != 0)
        failed = "resource limits";
    else if (!unguarded && landlock(plugin) != 0)
        failed = "Landlock";
    else if (allowlist() != 0)
        failed = "the allowlist of system calls";
    return failed ? sg_fail(err, SG_EFAIL, "the worker could not be confined (%s): %s", failed, strerror(errno))
                  : SG_OK;
}

#endif
