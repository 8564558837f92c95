#include "cli/prompt.h"

#include "base/interrupt.h"
#include "base/mem.h"
#include "base/text.h"

#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <readline/readline.h>

enum { LINE_MAX_BYTES = 4096 };

/* The parts of readline in use, with the types that its header gives them. */
typedef struct readline_calls {
    __typeof__(rl_callback_handler_install) *install;
    __typeof__(rl_callback_handler_remove) *remove;
    __typeof__(rl_callback_read_char) *read_char;
    __typeof__(rl_completion_matches) *matches;
    __typeof__(rl_variable_bind) *bind;
    __typeof__(rl_completer_word_break_characters) *breaks;
    __typeof__(rl_attempted_completion_function) *attempt;
    __typeof__(rl_attempted_completion_over) *over;
    __typeof__(rl_catch_signals) *catch_signals;
    __typeof__(rl_outstream) *outstream;
    __typeof__(rl_readline_name) *name;
} readline_calls;

static const struct {
    const char *name;
    size_t at;
} symbols[] = {{"rl_callback_handler_install", offsetof(readline_calls, install)},
               {"rl_callback_handler_remove", offsetof(readline_calls, remove)},
               {"rl_callback_read_char", offsetof(readline_calls, read_char)},
               {"rl_completion_matches", offsetof(readline_calls, matches)},
               {"rl_variable_bind", offsetof(readline_calls, bind)},
               {"rl_completer_word_break_characters", offsetof(readline_calls, breaks)},
               {"rl_attempted_completion_function", offsetof(readline_calls, attempt)},
               {"rl_attempted_completion_over", offsetof(readline_calls, over)},
               {"rl_catch_signals", offsetof(readline_calls, catch_signals)},
               {"rl_outstream", offsetof(readline_calls, outstream)},
               {"rl_readline_name", offsetof(readline_calls, name)}};

struct sg_prompt {
    readline_calls readline;
    bool edits;     /* by readline */
    bool echo;      /* answers come from a pipe: they are shown */
    sigset_t usual; /* signals that are held back but while an answer is waited for */
    const sg_choices *choices;
    char *line; /* readline's, NULL at the end of the input */
    bool over;
};

/* Readline's callbacks have nothing but a global to find their prompt by. */
static sg_prompt *asking;

static void take(char *line)
{
    asking->line = line;
    asking->over = true;
    asking->readline.remove();
}

/* The next name that begins with the text, without case; white space before it is kept. */
static char *next_name(const char *text, int state)
{
    static size_t at;
    const sg_choices *choices = asking->choices;
    size_t blank = strspn(text, " "), len = strlen(text + blank);
    if (state == 0) at = 0;
    while (at < choices->n) {
        const char *name = choices->names[at++];
        char *out = NULL;
        if (strncasecmp(name, text + blank, len) == 0 && asprintf(&out, "%.*s%s", (int)blank, text, name) >= 0)
            return out; /* readline's, to free */
    }
    return NULL;
}

static char **complete(const char *text, int start, int end)
{
    (void)start, (void)end;
    *asking->readline.over = 1; /* no names of files */
    return asking->choices ? asking->readline.matches(text, next_name) : NULL;
}

/* False: plain lines it is. The handle stays open until the program ends, as readline restores the terminal then. */
static bool load(readline_calls *out)
{
    void *handle = dlopen("libreadline.so.8", RTLD_NOW | RTLD_LOCAL);
    for (size_t i = 0; handle && i < sizeof symbols / sizeof *symbols; i++) {
        void *symbol = dlsym(handle, symbols[i].name);
        if (!symbol) return false;
        memcpy((char *)out + symbols[i].at, &symbol, sizeof symbol);
    }
    return handle != NULL;
}

static void prepare(const readline_calls *calls)
{
    static const char breaks[] = ",";
    *calls->name = "skillgap";
    *calls->outstream = stderr;
    *calls->catch_signals = 0;
    *calls->breaks = breaks;
    *calls->attempt = complete;
    calls->bind("completion-ignore-case", "on");
    calls->bind("show-all-if-ambiguous", "on");
    calls->bind("page-completions", "off");
    calls->bind("bell-style", "none");
}

bool sg_prompt_possible(void)
{
    return isatty(STDIN_FILENO);
}

sg_status sg_prompt_alloc(sg_prompt **out, sg_error *err)
{
    sg_prompt *prompt = sg_zalloc(1, sizeof *prompt);
    if (!prompt) return sg_fail(err, SG_EFAIL, "no memory");
    const char *term = getenv("TERM");
    bool terminal = sg_prompt_possible() && isatty(STDERR_FILENO);
    prompt->echo = !sg_prompt_possible();
    prompt->edits = terminal && term && strcmp(term, "dumb") != 0 && load(&prompt->readline);
    if (prompt->edits) prepare(&prompt->readline);
    sigset_t held;
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigprocmask(SIG_BLOCK, &held, &prompt->usual);
    sg_interrupt_watch();
    *out = prompt;
    return SG_OK;
}

void sg_prompt_free(sg_prompt *prompt)
{
    if (prompt) sigprocmask(SIG_SETMASK, &prompt->usual, NULL);
    sg_free(prompt);
}

/* Until there is something to read: a Ctrl-C is seen here, and nowhere lost. False: stopped. */
static bool wait_input(const sg_prompt *p)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    int ready;
    do ready = ppoll(&input, 1, NULL, &p->usual);
    while (ready < 0 && errno == EINTR && !sg_interrupted());
    return ready > 0 && !sg_interrupted();
}

static sg_status stopped(sg_error *err)
{
    fputc('\n', stderr);
    return sg_fail(err, SG_EINTR, "stopped");
}

static sg_status read_edited(sg_prompt *p, const char *question, sg_buf *out, sg_error *err)
{
    asking = p;
    p->over = false;
    p->line = NULL;
    p->readline.install(question, take);
    while (!p->over) {
        if (!wait_input(p)) {
            p->readline.remove();
            return stopped(err);
        }
        p->readline.read_char();
    }
    if (!p->line) return stopped(err);
    sg_buf_str(out, p->line);
    free(p->line);
    return SG_OK;
}

/* Byte by byte: what stands behind the line is the next answer's. */
static sg_status read_plain(const sg_prompt *p, const char *question, sg_buf *out, sg_error *err)
{
    char c = '\0';
    fprintf(stderr, "%s", question);
    fflush(stderr);
    for (;;) {
        if (!wait_input(p)) return stopped(err);
        ssize_t got = read(STDIN_FILENO, &c, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0 && !out->len) return stopped(err);
        if (got <= 0 || c == '\n') break;
        if (out->len >= LINE_MAX_BYTES) return sg_fail(err, SG_EFAIL, "an answer is over %d bytes", LINE_MAX_BYTES);
        sg_buf_char(out, c);
    }
    if (p->echo && sg_utf8_valid(out->at ? out->at : "", out->len))
        fprintf(stderr, "%.*s\n", (int)out->len, out->at ? out->at : "");
    return SG_OK;
}

static void trim(sg_buf *out)
{
    sg_text text = sg_text_trim((sg_text){out->at, out->len});
    memmove(out->at, text.at, text.len);
    out->at[text.len] = '\0';
    out->len = text.len;
}

sg_status sg_prompt_read(sg_prompt *p, const char *question, const sg_choices *choices, sg_buf *out, sg_error *err)
{
    sg_buf_clear(out);
    p->choices = choices;
    sg_status status = p->edits ? read_edited(p, question, out, err) : read_plain(p, question, out, err);
    if (status != SG_OK) return status;
    sg_buf_add(out, "", 0);
    if (out->failed) return sg_fail(err, SG_EFAIL, "an answer is too long, or memory ended");
    for (size_t i = 0; i < out->len; i++)
        if ((unsigned char)out->at[i] < ' ') out->at[i] = ' ';
    if (!sg_utf8_valid(out->at, out->len)) return sg_fail(err, SG_EFAIL, "an answer is no UTF-8");
    trim(out);
    return SG_OK;
}
