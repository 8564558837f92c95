/* What the table of commands says a word is, and what may stand next on a command line. */
#include "support.h"

#include "base/buf.h"
#include "cli/complete.h"
#include "cli/options.h"
#include "cli/usage.h"

#include <stdlib.h>

static sg_error err;
static sg_cli cli;
static sg_buf out;

static int setup(void **state)
{
    (void)state;
    const char *build = getenv("BUILD");
    cli = (sg_cli){.shipped = "datasets", .plugins = {.n = 1}};
    snprintf(cli.plugins.folders[0], sizeof cli.plugins.folders[0], "%s/plugins", build ? build : "build");
    sg_buf_init(&out, 1 << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sg_buf_release(&out);
    return 0;
}

/* Words separated by '|'; the proposals without what they mean, separated by spaces. */
static const char *next_of(const char *line)
{
    static char copy[400], list[1 << 20];
    const char *words[20];
    char *at = copy;
    size_t n = 0, used = 0;
    snprintf(copy, sizeof copy, "%s", line);
    while (at && n < 20) words[n++] = strsep(&at, "|");
    sg_buf_clear(&out);
    assert_ok(sg_complete(&cli, words, n, &out, &err));
    list[0] = '\0';
    for (const char *word = out.at ? out.at : ""; *word; word = strchr(word, '\n') + 1)
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%.*s", used ? " " : "", (int)strcspn(word, "\t\n"),
                                 word);
    return list;
}

#define assert_next(line, expected) assert_string_equal(next_of(line), expected)
#define assert_offers(line, part)                                                                                      \
    do {                                                                                                               \
        const char *got_ = next_of(line);                                                                              \
        if (!strstr(got_, part)) fail_msg("%s: \"%s\" lacks \"%s\"", line, got_, part);                                \
    } while (0)

static void test_commands(void **state)
{
    (void)state;
    assert_offers("", "backtest bands completion data");
    assert_null(strstr(next_of(""), "manual")); /* for other programs */
    assert_next("dec", "decide");
    assert_next("help|dec", "decide");
    assert_next("--quiet|--as-of|2026-11|dec", "decide");
    assert_next("--as-of|2026-11", ""); /* the value of an option, not a command */
    assert_next("xyz", "");
    next_of("decide");
    assert_non_null(strstr(out.at, "decide\tweigh staying"));
}

static void test_options(void **state)
{
    (void)state;
    assert_next("gap|--ro", "--role");
    assert_next("gap|--f", "--format");
    assert_next("decide|--growth|3%|--forf", "--forfeit");
    assert_next("gap|--|--ro", ""); /* "--" ends them */
    assert_next("gap|--format|", "text json html markdown csv");
    assert_next("gap|--format=j", "--format=json");
    assert_next("gap|--format|=|j", "json"); /* as bash parts it */
    assert_next("gap|--format|=", "text json html markdown csv");
    assert_next("gap|-o|", ":files");
    assert_next("gap|--plugin-dir|", ":folders");
    assert_next("gap|--level|s", "senior staff");
    assert_next("gap|--as-of|2026-11|--lev", "--level");
}

static void test_names(void **state)
{
    (void)state;
    assert_next("gap|--role|data-eng", "data-engineer");
    assert_next("gap|--role|DATA-ENG", "data-engineer");
    assert_offers("skill|kuber", "kubernetes");
    assert_offers("explain|kuber", "kubernetes");
    assert_next("bands|sre|--region|US/aus", "US/austin");
    assert_next("bands|sre|--region|aust", "austin");
    assert_next("bands|sre|--region|berlin,aust", "berlin,austin");
    assert_next("bands|sre|--region=berlin,aust", "--region=berlin,austin");
    assert_next("bands|backend-eng", "backend-engineer");
    assert_next("import|--plugin|salary_o", "salary_oews");
    assert_next("plugin|info|salary_o", "salary_oews");
}

static void test_words(void **state)
{
    (void)state;
    assert_offers("plugin|", "list info check");
    assert_next("plugin|list|", "");
    assert_next("plugin|check|", ":files");
    assert_next("plugin|check|a.so|", ":files");
    assert_next("plugin|check|a.so|b|", "");
    assert_next("import|", ":files");
    assert_next("import|a|b|c|", ":files");
    assert_next("fetch|g", "greenhouse");
    assert_next("fetch|lever|acme|b", ""); /* a board's name: nothing is known of it */
    assert_next("completion|", "bash zsh fish");
}

/* Each value that an option or command takes is one that completion knows, or one that nothing can be said of. */
static void test_table(void **state)
{
    (void)state;
    static const char *const free_values[] = {
        "N",      "NAME",    "MONTHS", "YYYY-MM", "YYYY-MM-DD", "PAY", "AMOUNT",      "SHARE",
        "CHANCE", "SECONDS", "URL",    "C",       "DATE",       "I/N", "NAME=VALUE…", "MONTHS…",
    };
    for (size_t i = 0; i < sg_n_commands; i++)
        for (const sg_cli_option *o = sg_commands[i]->options; o && o->name; o++) {
            bool known = !o->value || sg_usage_takes(o->value, NULL) != SG_TAKES_TEXT;
            for (size_t k = 0; !known && k < sizeof free_values / sizeof *free_values; k++)
                known = strcmp(o->value, free_values[k]) == 0;
            if (!known) fail_msg("%s --%s %s: is it a file, a role …?", sg_commands[i]->name, o->name, o->value);
        }
    assert_int_equal(sg_usage_takes("[FILE|-]", NULL), SG_TAKES_FILE);
    assert_int_equal(sg_usage_takes("FILES", NULL), SG_TAKES_TEXT);
    assert_int_equal(sg_usage_takes(NULL, NULL), SG_TAKES_TEXT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_commands), cmocka_unit_test(test_options), cmocka_unit_test(test_names),
        cmocka_unit_test(test_words),    cmocka_unit_test(test_table),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
