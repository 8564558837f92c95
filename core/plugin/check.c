#include "plugin/host.h"

#include "base/file.h"
#include "base/text.h"
#include "plugin/services.h"
#include "plugin/symbols.h"
#include "plugin/trust.h"
#include "plugin/worker.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct checker {
    const char *file, *sample;
    sg_check *checks;
    size_t n;
    bool swallowed; /* in any run */
} checker;

static void note(checker *c, const char *clause, sg_check_result result, const char *found)
{
    if (c->n == SG_CHECKS_MAX) return;
    sg_check *check = &c->checks[c->n++];
    check->clause = clause;
    check->result = result;
    snprintf(check->found, sizeof check->found, "%.511s", found ? found : "");
}

static bool noted(checker *c, const char *clause, sg_status status, const sg_error *err)
{
    note(c, clause, status == SG_OK ? SG_CHECK_HOLDS : SG_CHECK_FAILS, status == SG_OK ? "" : err->text);
    return status == SG_OK;
}

/* ---- the file and its symbols ---- */

/* What ends, prints, opens, starts, or reads a clock: denied, or made to differ between two runs. */
static const char denied[] =
    "exit _exit _Exit quick_exit printf puts putchar fprintf vprintf vfprintf perror __printf_chk __fprintf_chk "
    "__vprintf_chk __vfprintf_chk fopen fopen64 freopen fdopen open open64 openat openat64 creat opendir tmpfile "
    "socket connect fork vfork clone execv execve execvp execl execlp execle system popen posix_spawn posix_spawnp "
    "dlopen dlsym pthread_create thrd_create kill raise ptrace signal sigaction setenv putenv unsetenv setlocale time "
    "gettimeofday clock_gettime clock rand random unlink remove rename mkdir chdir";

typedef struct symbol_list {
    char exports[400], imports[400];
    bool entry;
} symbol_list;

static void add_name(char *list, size_t size, const char *name)
{
    size_t used = strlen(list);
    snprintf(list + used, size - used, "%s%.60s", used ? ", " : "", name);
}

static bool is_denied(const char *name)
{
    sg_text rest = sg_text_of(denied), word;
    while (sg_text_split(&rest, ' ', &word))
        if (sg_text_is(word, name)) return true;
    return false;
}

static void see_symbol(void *self, const char *name, bool exported)
{
    symbol_list *list = self;
    if (exported && strcmp(name, "sg_plugin_entry") == 0)
        list->entry = true;
    else if (exported)
        add_name(list->exports, sizeof list->exports, name);
    else if (is_denied(name))
        add_name(list->imports, sizeof list->imports, name);
}

static void symbols_check(checker *c)
{
    static const char exports[] = "exports its description alone", imports[] = "calls nothing that is denied";
    enum { FILE_MAX = 64 << 20 };
    symbol_list list = {.entry = false};
    sg_error err;
    sg_buf bytes;
    sg_buf_init(&bytes, FILE_MAX);
    sg_status status = sg_file_read(c->file, &bytes, &err);
    if (status == SG_OK) status = sg_symbols_read(bytes.at, bytes.len, see_symbol, &list, &err);
    sg_buf_release(&bytes);
    if (status == SG_OK && !list.entry)
        status = sg_fail(&err, SG_EPLUGIN, "it does not export sg_plugin_entry");
    else if (status == SG_OK && list.exports[0])
        status = sg_fail(&err, SG_EPLUGIN, "it also exports %s: build with -fvisibility=hidden", list.exports);
    noted(c, exports, status, &err);
    status = list.imports[0] ? sg_fail(&err, SG_EPLUGIN, "it calls %s", list.imports) : SG_OK;
    noted(c, imports, status, &err);
}

/* ---- the description ---- */

/* Whether the plugin can be put to work. */
static bool description_check(checker *c)
{
    sg_told told;
    sg_error err;
    bool usable = true;
    sg_status status = sg_host_do(SG_JOB_CHECK, &(sg_run){.plugin = c->file}, NULL, &told, &err);
    noted(c, "loads in a confined worker", told.loaded ? SG_OK : status, &err);
    for (size_t i = 0; i < sg_n_clauses; i++) {
        sg_check_result result = told.clauses[i].holds ? SG_CHECK_HOLDS : SG_CHECK_FAILS;
        usable = usable && told.clauses[i].holds;
        note(c, sg_clauses[i].name, told.clauses[i].done ? result : SG_CHECK_UNTRIED,
             told.clauses[i].done ? told.clauses[i].found : "an earlier clause does not hold");
    }
    return usable;
}

/* ---- inputs that no source has ---- */

typedef struct hostile {
    const char *name, *bytes;
    size_t len, repeat;
} hostile;

#define BYTES(text) (text), sizeof(text) - 1
static const hostile inputs[] = {
    {"an empty file", BYTES(""), 1},
    {"one NUL byte", BYTES("\0"), 1},
    {"bytes that are no text", BYTES("\xff\xfe\x00\x80\x1f\x8b\x08PK\x03\x04\xed\xa0\x80"), 5000},
    {"a lone header", BYTES("id,date,title,text,name,skill,month,count,total,role,level,region\n"), 1},
    {"an unclosed quote", BYTES("id,date,title,text\n1,2020-01-01,\"t,x\n"), 1},
    {"a very long line", BYTES("abcdefgh"), 40000},
    {"very many fields", BYTES(","), 50000},
    {"rows of wrong lengths", BYTES("id,date,title\n1\n1,2,3,4,5\n\n\"\"\n,,\n"), 500},
    {"open brackets", BYTES("[{\"id\":["), 20000},
};

/* A file in memory, by a path that the host can open. */
static int input_make(const hostile *input, char path[static 64])
{
    int fd = memfd_create("skillgap-check", MFD_CLOEXEC);
    for (size_t i = 0; fd >= 0 && i < input->repeat; i++)
        if (sg_write_whole(fd, input->bytes, input->len) != 0) break;
    snprintf(path, 64, "/proc/self/fd/%d", fd);
    return fd;
}

static sg_status no_take(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    (void)self, (void)type, (void)record, (void)row, (void)err;
    return SG_OK;
}

static void hostile_check(checker *c)
{
    static const char probing[] = "probe answers 0 to 100 to any bytes", running[] = "survives any input";
    enum { STALL_S = 5 };
    sg_status probed = SG_OK, ran = SG_OK;
    sg_error probe_err, run_err, err;
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        char path[64];
        sg_told told;
        int score, fd = input_make(&inputs[i], path);
        if (fd < 0) continue;
        sg_status status = sg_plugin_probe(c->file, path, &score, &err);
        if (status != SG_OK && probed == SG_OK)
            probed = sg_fail(&probe_err, status, "with %s: %.900s", inputs[i].name, err.text);
        sg_run run = {.plugin = c->file, .input = path, .stall_s = STALL_S};
        status = sg_host_do(SG_JOB_RUN, &run, &(sg_sink){.take = no_take}, &told, &err);
        c->swallowed = c->swallowed || told.swallowed;
        if (status == SG_EPLUGIN && ran == SG_OK)
            ran = sg_fail(&run_err, status, "with %s: %.900s", inputs[i].name, err.text);
        close(fd);
    }
    noted(c, probing, probed, &probe_err);
    noted(c, running, ran, &run_err);
}

/* ---- a sample of its own data ---- */

typedef struct digest {
    sg_buf bytes;
    uint64_t hash, records;
} digest;

static sg_status digest_take(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    digest *sum = self;
    sg_buf_clear(&sum->bytes);
    sg_buf_add(&sum->bytes, &sum->hash, sizeof sum->hash);
    sg_status status = sg_record_pack(type, record, sg_record_size(type), row, &sum->bytes, err);
    if (status == SG_OK) sum->hash = sg_hash(sum->bytes.at, sum->bytes.len);
    sum->records++;
    return status;
}

static sg_status refuse(void *self, uint32_t type, const void *record, const sg_row *row, sg_emit_fn emit, void *ctx,
                        sg_error *err)
{
    (void)self, (void)type, (void)record, (void)row, (void)emit, (void)ctx;
    return sg_fail(err, SG_EFAIL, "refused, to see what comes of it");
}

static sg_status sample_run(checker *c, digest *sum, sg_told *told, sg_error *err)
{
    sg_run run = {.plugin = c->file, .input = c->sample};
    *sum = (digest){.hash = 0};
    sg_buf_init(&sum->bytes, 2 * (size_t)SG_RECORD_BYTES_MAX);
    sg_status status = sg_host_do(SG_JOB_RUN, &run, &(sg_sink){.self = sum, .take = digest_take}, told, err);
    sg_buf_release(&sum->bytes);
    return status;
}

static void sample_read(checker *c)
{
    digest once, again;
    sg_told told;
    sg_error err;
    int score = 0;
    sg_status status = sg_plugin_probe(c->file, c->sample, &score, &err);
    if (status == SG_OK && score == 0) status = sg_fail(&err, SG_EPLUGIN, "its probe answers 0");
    noted(c, "probe knows the sample", status, &err);
    status = sample_run(c, &once, &told, &err);
    if (status == SG_OK && once.records == 0)
        status = sg_fail(&err, SG_EPLUGIN, "no record came of %llu rows; first reason: %s",
                         (unsigned long long)told.report.rows,
                         told.report.n_reasons ? told.report.reasons[0].reason : "none given");
    c->swallowed = c->swallowed || told.swallowed;
    if (!noted(c, "reads the sample", status, &err)) {
        note(c, "same input, same records", SG_CHECK_UNTRIED, "the sample was not read");
        return;
    }
    status = sample_run(c, &again, &told, &err);
    if (status == SG_OK && (once.hash != again.hash || once.records != again.records))
        status = sg_fail(&err, SG_EPLUGIN, "a second run emitted other records than the first");
    noted(c, "same input, same records", status, &err);
    sg_run run = {.plugin = c->file, .input = c->sample};
    (void)sg_host_do(SG_JOB_RUN, &run, &(sg_sink){.convert = refuse, .take = no_take}, &told, &err);
    c->swallowed = c->swallowed || told.swallowed;
}

static void work_check(checker *c, bool usable)
{
    static const char *const untried[] = {"probe answers 0 to 100 to any bytes",
                                          "survives any input",
                                          "probe knows the sample",
                                          "reads the sample",
                                          "same input, same records",
                                          "passes on what a service returns"};
    for (size_t i = 0; !usable && i < sizeof untried / sizeof *untried; i++)
        note(c, untried[i], SG_CHECK_UNTRIED, "an earlier clause does not hold");
    if (!usable) return;
    hostile_check(c);
    for (size_t i = 2; !c->sample && i < 5; i++)
        note(c, untried[i], SG_CHECK_UNTRIED, "no sample of its data was given");
    if (c->sample) sample_read(c);
    note(c, untried[5], c->swallowed ? SG_CHECK_FAILS : SG_CHECK_HOLDS,
         c->swallowed ? "run answered 0 after a service had failed" : "");
}

sg_status sg_plugin_check(const char *file, const char *sample, sg_check checks[static SG_CHECKS_MAX], size_t *n,
                          sg_error *err)
{
    checker c = {.file = file, .sample = sample, .checks = checks};
    sg_error why;
    int fd = -1;
    bool installed;
    if (access(file, R_OK) != 0 || (sample && access(sample, R_OK) != 0))
        return sg_fail(err, SG_EFAIL, "%s: cannot be read", access(file, R_OK) != 0 ? file : sample);
    bool safe = noted(&c, "its file is the user's own", sg_trust_open(file, &fd, &installed, &why), &why);
    if (safe) close(fd);
    symbols_check(&c);
    work_check(&c, description_check(&c));
    *n = c.n;
    return SG_OK;
}
