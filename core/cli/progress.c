#include "cli/progress.h"

#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_terminal(const sg_cli *cli)
{
    const char *term = getenv("TERM");
    return !cli->quiet && isatty(STDERR_FILENO) && !(term && strcmp(term, "dumb") == 0);
}

/* Whether the line stands there: as there is one terminal, there is one of it. */
static bool step_shown;

void sg_progress_step(const sg_cli *cli, const char *what)
{
    if (!is_terminal(cli)) return;
    fprintf(stderr, "\r\033[K%s%s", what, cli->unicode ? " …" : " ...");
    fflush(stderr);
    step_shown = true;
}

void sg_progress_clear(void)
{
    if (step_shown) fputs("\r\033[K", stderr);
    step_shown = false;
}

void sg_progress_begin(sg_progress *progress, const sg_cli *cli, const char *name)
{
    const char *slash = strrchr(name, '/');
    bool shown = is_terminal(cli);
    *progress = (sg_progress){.name = shown ? (slash ? slash + 1 : name) : NULL, .start = sg_clock_ms()};
}

__attribute__((format(printf, 3, 4))) static void add(char *out, size_t size, const char *format, ...)
{
    va_list args;
    size_t used = strlen(out);
    va_start(args, format);
    vsnprintf(out + used, size - used, format, args);
    va_end(args);
}

static void add_time(char *out, size_t size, double seconds)
{
    unsigned long left = (unsigned long)(seconds + 0.999);
    if (left >= 3600)
        add(out, size, ", %lu h %02lu min left", left / 3600, left / 60 % 60);
    else if (left >= 60)
        add(out, size, ", %lu min %02lu s left", left / 60, left % 60);
    else
        add(out, size, ", %lu s left", left);
}

void sg_progress_line(const char *name, const sg_run_report *so_far, double seconds, char *out, size_t size)
{
    uint64_t at = so_far->at < so_far->size ? so_far->at : so_far->size;
    double speed = seconds > 0.5 ? (double)so_far->bytes / seconds : 0;
    snprintf(out, size, "%s: ", name);
    if (so_far->rows) add(out, size, "%llu rows, ", (unsigned long long)so_far->rows);
    add(out, size, "%.0f MB", (double)so_far->bytes * 1e-6);
    if (speed > 0) add(out, size, ", %.0f MB/s", speed * 1e-6);
    if (at) add(out, size, ", %.0f %%", 100 * (double)at / (double)so_far->size);
    if (at && speed > 0) add_time(out, size, (double)(so_far->size - at) * seconds / (double)at);
}

/* The terminal does not wrap the line, so that one return begins it again. */
void sg_progress_show(void *self, const sg_run_report *so_far)
{
    const sg_progress *progress = self;
    char line[512];
    if (!progress->name) return;
    sg_progress_line(progress->name, so_far, (double)(sg_clock_ms() - progress->start) * 1e-3, line, sizeof line);
    fprintf(stderr, "\r\033[?7l%s\033[K\033[?7h", line);
    fflush(stderr);
}

void sg_progress_end(const sg_progress *progress)
{
    if (progress->name) fputs("\r\033[K", stderr);
}
