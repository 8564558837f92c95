/* What all commands share: from options, environment and terminal. */
#include "base/file.h"
#include "base/text.h"
#include "cli/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { WIDTH_DEFAULT = 80, WIDTH_MIN = 40, WIDTH_MAX = 400 };

static const char *set_variable(const char *name)
{
    const char *value = getenv(name);
    return value && value[0] ? value : NULL;
}

unsigned sg_cli_width(bool terminal)
{
    const char *columns = set_variable("COLUMNS");
    long long width = 0;
    struct winsize size;
    if (columns && !sg_text_integer(sg_text_of(columns), &width)) width = 0;
    if (!width && terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) width = size.ws_col;
    if (width <= 0) width = WIDTH_DEFAULT;
    return width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX : (unsigned)width;
}

/* https://no-color.org, https://force-color.org, https://bixense.com/clicolors: the option is the strongest, then what
 * forces colour, then what forbids it. */
static bool wants_colour(const sg_given *given, bool terminal)
{
    const char *force = set_variable("FORCE_COLOR"), *term = set_variable("TERM"), *use = set_variable("CLICOLOR");
    if (given->common[SG_OPT_NO_COLOR]) return false;
    if (!force) force = set_variable("CLICOLOR_FORCE");
    if (force) return strcmp(force, "0") != 0;
    if (set_variable("NO_COLOR") || (term && strcmp(term, "dumb") == 0) || (use && strcmp(use, "0") == 0)) return false;
    return terminal;
}

/* A locale that is set and is not UTF-8 asks for plain ASCII; with none set, UTF-8 is safe today. */
static bool wants_unicode(void)
{
    const char *names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < 3; i++) {
        const char *locale = set_variable(names[i]);
        if (locale) return strcasestr(locale, "utf-8") || strcasestr(locale, "utf8");
    }
    return true;
}

static sg_status read_format(const char *text, sg_format *out, sg_error *err)
{
    static const char *const names[] = {"text", "json", "html", "markdown", "csv"};
    *out = SG_FORMAT_TEXT;
    if (!text) return SG_OK;
    if (strcmp(text, "md") == 0) text = names[SG_FORMAT_MARKDOWN];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(text, names[i]) != 0) continue;
        *out = (sg_format)i;
        return SG_OK;
    }
    return sg_fail(err, SG_EUSAGE, "--format: expected text, json, html, markdown or csv, found \"%s\"", text);
}

static sg_status today(sg_day *out, sg_error *err)
{
    const char *epoch = set_variable("SOURCE_DATE_EPOCH");
    long long seconds = (long long)time(NULL);
    if (epoch && (!sg_text_integer(sg_text_of(epoch), &seconds) || seconds < 0 || seconds > 7258118399LL))
        return sg_fail(err, SG_EUSAGE, "SOURCE_DATE_EPOCH: expected seconds since 1970, found \"%s\"", epoch);
    *out = (sg_day)(seconds / 86400);
    return SG_OK;
}

static sg_status read_dates(const char *text, sg_cli *out, sg_error *err)
{
    sg_status status = today(&out->today, err);
    if (status != SG_OK) return status;
    const sg_month now = sg_month_of_day(out->today);
    out->as_of = now;
    if (!text) return SG_OK;
    if (strlen(text) != 7 || !sg_month_parse(sg_text_of(text), &out->as_of))
        return sg_fail(err, SG_EUSAGE, "--as-of: expected a month as YYYY-MM, found \"%s\"", text);
    out->today = sg_day_of(1970 + out->as_of / 12, 1 + out->as_of % 12, 1);
    out->past = out->as_of != now;
    if (out->as_of < 0) return sg_fail(err, SG_EUSAGE, "--as-of: expected a month after 1970, found \"%s\"", text);
    return SG_OK;
}

static void default_paths(sg_cli_paths *paths)
{
    char folder[4000];
    if (sg_user_folder(folder, sizeof folder) != 0) return;
    snprintf(paths->store, sizeof paths->store, "%s/store.db", folder);
    snprintf(paths->profile, sizeof paths->profile, "%s/profile.yaml", folder);
    if (access(paths->profile, F_OK) != 0) snprintf(paths->profile, sizeof paths->profile, "%s/profile.json", folder);
}

/* --taxonomy, else the environment's, else the file in the configuration folder (XDG) when it is there. "none" is the
 * shipped taxonomy alone. */
static const char *own_taxonomy(const char *given, sg_cli_paths *paths)
{
    const char *set = set_variable("SKILLGAP_TAXONOMY"), *config = set_variable("XDG_CONFIG_HOME");
    const char *home = set_variable("HOME");
    if (!given) given = set;
    if (given) return strcmp(given, "none") == 0 ? NULL : given;
    int wrote = -1;
    if (config && config[0] == '/')
        wrote = snprintf(paths->taxonomy, sizeof paths->taxonomy, "%s/skillgap/taxonomy.yaml", config);
    else if (home)
        wrote = snprintf(paths->taxonomy, sizeof paths->taxonomy, "%s/.config/skillgap/taxonomy.yaml", home);
    bool fits = wrote > 0 && (size_t)wrote < sizeof paths->taxonomy;
    return fits && access(paths->taxonomy, F_OK) == 0 ? paths->taxonomy : NULL;
}

sg_status sg_cli_init(const sg_given *given, sg_cli_paths *paths, sg_cli *out, sg_error *err)
{
    const char *const *common = given->common;
    sg_cli cli = {0};
    sg_status status = read_format(common[SG_OPT_FORMAT], &cli.format, err);
    if (status == SG_OK) status = read_dates(common[SG_OPT_AS_OF], &cli, err);
    if (status != SG_OK) return status;

    cli.output = common[SG_OPT_OUTPUT];
    if (cli.output && strcmp(cli.output, "-") == 0) cli.output = NULL;
    bool terminal = !cli.output && isatty(STDOUT_FILENO);
    cli.quiet = common[SG_OPT_QUIET] != NULL;
    cli.colour = wants_colour(given, terminal);
    cli.unicode = wants_unicode();
    cli.width = sg_cli_width(terminal);

    *paths = (sg_cli_paths){0};
    default_paths(paths);
    if (sg_shipped_folder(paths->shipped, sizeof paths->shipped) != 0) paths->shipped[0] = '\0';
    cli.shipped = paths->shipped;
    cli.store = common[SG_OPT_STORE] ? common[SG_OPT_STORE] : paths->store;
    cli.profile = common[SG_OPT_PROFILE] ? common[SG_OPT_PROFILE] : paths->profile;
    cli.store_given = common[SG_OPT_STORE] != NULL;
    cli.taxonomy = own_taxonomy(common[SG_OPT_TAXONOMY], paths);
    cli.profile_given = common[SG_OPT_PROFILE] != NULL;
    sg_plugin_path_init(&cli.plugins, common[SG_OPT_PLUGIN_DIR]);
    *out = cli;
    return SG_OK;
}
