/* What the tests of plugins share: where the built plugins are, inputs, and a sink that counts. */
#ifndef SG_TESTS_PLUGIN_SUPPORT_H
#define SG_TESTS_PLUGIN_SUPPORT_H

#include "support.h"

#include "base/file.h"
#include "plugin/host.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char tests_folder[1024]; /* build/tests, absolute */
static char input_path[2048];

/* To be called first: finds the build folder by the program's own path. */
static void support_start(const char *program)
{
    char *real = realpath(program, NULL);
    char *slash = real ? strrchr(real, '/') : NULL;
    if (slash) snprintf(tests_folder, sizeof tests_folder, "%.*s", (int)(slash - real), real);
    free(real);
}

static inline const char *plugin_path(const char *id)
{
    static char path[2048];
    snprintf(path, sizeof path, "%s/plugins/%s.so", tests_folder, id);
    if (access(path, F_OK) != 0) snprintf(path, sizeof path, "%s/../plugins/%s.so", tests_folder, id);
    return path;
}

/* A file that holds the bytes; one at a time. */
static inline const char *input_with(const char *bytes, size_t len)
{
    sg_error err;
    snprintf(input_path, sizeof input_path, "%s/input-%d.csv", tests_folder, (int)getpid());
    assert_ok(sg_file_write(input_path, bytes, len, 0600, &err));
    return input_path;
}

static inline int input_remove(void **state)
{
    (void)state;
    if (input_path[0]) unlink(input_path);
    return 0;
}

#endif
