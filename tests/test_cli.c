/* The command line: options, settings, amounts, showing. */
#include "support.h"

#include "base/file.h"
#include "base/mem.h"
#include "cli/options.h"

#include <jansson.h>
#include <stdlib.h>
#include <unistd.h>

static sg_error err;
static sg_given given;

/* Words separated by '|'. */
static sg_status options_of(const char *line)
{
    static char copy[1000];
    char *argv[40], *at = copy;
    int argc = 0;
    snprintf(copy, sizeof copy, "skillgap|%s", line);
    while (at && argc < 40) argv[argc++] = strsep(&at, "|");
    if (!line[0]) argc = 1;
    return sg_options_read(argc, argv, &given, &err);
}

static const char *own_value(const char *name)
{
    for (size_t i = 0; given.command->options[i].name; i++)
        if (strcmp(given.command->options[i].name, name) == 0) return given.own[i];
    fail_msg("no option %s", name);
    return NULL;
}

static void test_order(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "decide|--now|140k|--offer=165k|--format|json|-q|-o|x",
        "--quiet|--now=140k|--format=json|decide|--offer|165k|--output|x",
        "--now|140k|--offer|165k|-q|-o|x|--format|json|decide",
    };
    for (size_t i = 0; i < 3; i++) {
        assert_ok(options_of(lines[i]));
        assert_string_equal(given.command->name, "decide");
        assert_string_equal(own_value("now"), "140k");
        assert_string_equal(own_value("offer"), "165k");
        assert_string_equal(given.common[SG_OPT_FORMAT], "json");
        assert_string_equal(given.common[SG_OPT_OUTPUT], "x");
        assert_string_equal(given.common[SG_OPT_QUIET], "");
        assert_null(own_value("years"));
        assert_int_equal(given.n_words, 0);
    }
}

static void test_words(void **state)
{
    (void)state;
    assert_ok(options_of(""));
    assert_null(given.command);
    assert_ok(options_of("profile|check|-"));
    assert_int_equal(given.n_words, 2);
    assert_string_equal(given.words[1], "-");
    assert_ok(options_of("profile|check|--|--odd-name.json"));
    assert_string_equal(given.words[1], "--odd-name.json");
    assert_ok(options_of("profile|check|-5"));
    assert_string_equal(given.words[1], "-5");
    assert_ok(options_of("decide|--growth|-2%"));
    assert_string_equal(own_value("growth"), "-2%");
    assert_ok(options_of("help|decide"));
    assert_true(given.help);
    assert_string_equal(given.command->name, "decide");
    assert_ok(options_of("profile|-h"));
    assert_true(given.help);
    assert_ok(options_of("--version"));
    assert_non_null(given.common[SG_OPT_VERSION]);
}

static void test_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *line, *part;
    } cases[] = {
        {"decid", "unknown command \"decid\"; did you mean decide?"},
        {"xyzzy", "unknown command \"xyzzy\""},
        {"help|xyzzy", "unknown command \"xyzzy\""},
        {"decide|--ofer|1", "unknown option \"--ofer\" for skillgap decide; did you mean --offer?"},
        {"decide|--fromat|json", "did you mean --format?"},
        {"decide|-x", "unknown option \"-x\""},
        {"decide|-qo", "unknown option \"-qo\""},
        {"decide|--now", "option --now needs a value: --now PAY"},
        {"decide|--now|--offer|1", "option --now needs a value"},
        {"decide|--details=yes", "option --details takes no value, found \"yes\""},
        {"decide|word", "skillgap decide: unexpected \"word\""},
        {"profile", "skillgap profile needs new"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_fails(options_of(cases[i].line), SG_EUSAGE, cases[i].part);
}

static sg_cli_paths paths;
static sg_cli cli;

static sg_status settings_of(const char *line)
{
    sg_status status = options_of(line);
    return status == SG_OK ? sg_cli_init(&given, &paths, &cli, &err) : status;
}

static void clear_environment(void)
{
    static const char *const names[] = {"COLUMNS",  "NO_COLOR", "FORCE_COLOR",       "TERM",          "LC_ALL",
                                        "LC_CTYPE", "LANG",     "SOURCE_DATE_EPOCH", "SKILLGAP_HOME", "XDG_DATA_HOME",
                                        "HOME",     "CLICOLOR", "CLICOLOR_FORCE"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) unsetenv(names[i]);
}

static void test_dates(void **state)
{
    (void)state;
    clear_environment();
    setenv("SOURCE_DATE_EPOCH", "1795219200", 1);
    assert_ok(settings_of("profile|check"));
    char day[11], month[8];
    assert_string_equal(sg_day_format(cli.today, day), "2026-11-21");
    assert_string_equal(sg_month_format(cli.as_of, month), "2026-11");
    assert_ok(settings_of("profile|check|--as-of|2026-03"));
    assert_string_equal(sg_day_format(cli.today, day), "2026-03-01");
    assert_string_equal(sg_month_format(cli.as_of, month), "2026-03");
    assert_fails(settings_of("profile|check|--as-of|2026-13"), SG_EUSAGE,
                 "--as-of: expected a month as YYYY-MM, found");
    assert_fails(settings_of("profile|check|--as-of|2026-11-21"), SG_EUSAGE, "--as-of");
    assert_fails(settings_of("profile|check|--as-of|1950-01"), SG_EUSAGE, "after 1970");
    setenv("SOURCE_DATE_EPOCH", "soon", 1);
    assert_fails(settings_of("profile|check"), SG_EUSAGE, "SOURCE_DATE_EPOCH: expected seconds");
    clear_environment();
    assert_ok(settings_of("profile|check"));
    assert_true(cli.as_of > sg_month_of(2024, 1));
}

static void test_colour(void **state)
{
    (void)state;
    clear_environment();
    assert_ok(settings_of("profile|check"));
    assert_false(cli.colour); /* not a terminal, or one that runs tests: then the output goes to a log */
    setenv("FORCE_COLOR", "1", 1);
    assert_ok(settings_of("profile|check"));
    assert_true(cli.colour);
    setenv("NO_COLOR", "1", 1);
    assert_ok(settings_of("profile|check"));
    assert_true(cli.colour); /* FORCE_COLOR overrides */
    assert_ok(settings_of("profile|check|--no-color"));
    assert_false(cli.colour);
    setenv("FORCE_COLOR", "0", 1);
    assert_ok(settings_of("profile|check"));
    assert_false(cli.colour);
    setenv("CLICOLOR_FORCE", "1", 1);
    assert_ok(settings_of("profile|check"));
    assert_false(cli.colour); /* FORCE_COLOR says more */
    unsetenv("FORCE_COLOR");
    setenv("CLICOLOR", "0", 1);
    assert_ok(settings_of("profile|check"));
    assert_true(cli.colour);
    clear_environment();
    setenv("TERM", "dumb", 1);
    assert_ok(settings_of("profile|check"));
    assert_false(cli.colour);
    setenv("LC_ALL", "C", 1);
    assert_ok(settings_of("profile|check"));
    assert_false(cli.unicode);
    setenv("LC_ALL", "de_DE.UTF-8", 1);
    assert_ok(settings_of("profile|check"));
    assert_true(cli.unicode);
    clear_environment();
}

static void test_width_and_places(void **state)
{
    (void)state;
    clear_environment();
    setenv("COLUMNS", "120", 1);
    setenv("SKILLGAP_HOME", "/nowhere/mine", 1);
    assert_ok(settings_of("profile|check|--output|-"));
    assert_int_equal(cli.width, 120);
    assert_null(cli.output);
    assert_string_equal(cli.store, "/nowhere/mine/store.db");
    assert_string_equal(cli.profile, "/nowhere/mine/profile.json");
    assert_false(cli.profile_given || cli.store_given);
    setenv("SKILLGAP_HOME", "mine", 1); /* honoured: what is ignored in silence would be looked for elsewhere */
    assert_ok(settings_of("profile|check"));
    assert_string_equal(cli.store, "mine/store.db");
    setenv("COLUMNS", "12", 1);
    assert_ok(settings_of("profile|check|--store|s.db|--profile|p.yaml"));
    assert_int_equal(cli.width, 40);
    assert_string_equal(cli.store, "s.db");
    assert_string_equal(cli.profile, "p.yaml");
    assert_true(cli.profile_given && cli.store_given);
    setenv("COLUMNS", "wide", 1);
    assert_ok(settings_of("profile|check|--output|x"));
    assert_int_equal(cli.width, 80);
    assert_fails(settings_of("profile|check|--format|xml"), SG_EUSAGE,
                 "--format: expected text, json, html, markdown or csv, found \"xml\"");
    clear_environment();
}

static void test_amounts(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
        const char *currency;
    } cases[] = {
        {"140k", 140000, ""},
        {"1.2M", 1200000, ""},
        {"140,000", 140000, ""},
        {"USD 140k", 140000, "USD"},
        {"140000 EUR", 140000, "EUR"},
        {"EUR82.5k", 82500, "EUR"},
        {"1,400,000", 1400000, ""},
        {"0", 0, ""},
        {"140_000", 140000, ""},
        {"82.000", 82000, ""},
        {"1.250.000 EUR", 1250000, "EUR"},
        {"€82k", 82000, "EUR"},
        {"82.500 €", 82500, "EUR"},
        {"£95,000", 95000, "GBP"},
        {"0.500", .5, ""},
        {"82.125k", 82125, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double value = -1;
        char currency[4] = "";
        assert_ok(sg_cli_amount("now", cases[i].text, &value, currency, &err));
        assert_close(value, cases[i].value, 1e-6);
        assert_string_equal(currency, cases[i].currency);
    }
    static const char *const wrong[] = {"",     "k",     "abc",  "14O",   "-5",        "1,40", "1,4000",
                                        ",140", "140kk", "1e99", "$140k", "82.00.000", "82,5k"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        double value = -1;
        char currency[4] = "";
        assert_fails(sg_cli_amount("now", wrong[i], &value, currency, &err), SG_EUSAGE,
                     "--now: expected an amount such");
        assert_close(value, -1, 0);
    }
    double value = -1;
    char none[4] = "";
    assert_fails(sg_cli_amount("now", "XYZ 140k", &value, none, &err), SG_EUSAGE, "--now: no currency \"XYZ\"");
    char currency[4] = "USD";
    assert_fails(sg_cli_amount("offer", "EUR 1", &value, currency, &err), SG_EUSAGE, "in EUR, but an amount before");
    assert_ok(sg_cli_amount("offer", NULL, &value, currency, &err));
    assert_ok(sg_cli_share("growth", "-2.5 %", -.5, 1, &value, &err));
    assert_close(value, -.025, 1e-15);
    assert_ok(sg_cli_share("growth", "0.05", -.5, 1, &value, &err));
    assert_close(value, .05, 1e-15);
    assert_ok(sg_cli_share("growth", NULL, 0, 1, &value, &err));
    assert_fails(sg_cli_share("growth", "5", -.5, 1, &value, &err), SG_EUSAGE,
                 "--growth: expected a share such as 5% or 0.05, from -50% to 100%, found \"5\"");
    assert_fails(sg_cli_share("growth", "", -.5, 1, &value, &err), SG_EUSAGE, "--growth");
    assert_fails(sg_cli_number("years", "many", 1, 50, &value, &err), SG_EUSAGE,
                 "--years: expected a number from 1 to 50, found \"many\"");
    assert_fails(sg_cli_number("years", "51", 1, 50, &value, &err), SG_EUSAGE, "--years");
    assert_ok(sg_cli_number("years", "2", 1, 50, &value, &err));
    assert_close(value, 2, 0);
}

/* The program run in this process, its output in a file. */
static int program(const char *line, char *out, size_t size)
{
    char copy[1000], *argv[40], *at = copy, path[] = "/tmp/skillgap-cli-XXXXXX";
    int argc = 0, fd = mkstemp(path);
    close(fd);
    snprintf(copy, sizeof copy, "skillgap|%s|--output|%s", line, path);
    while (at && argc < 39) argv[argc++] = strsep(&at, "|");
    argv[argc] = NULL;
    int code = sg_cli_main(argc, argv);
    sg_buf text;
    sg_buf_init(&text, 1 << 20);
    assert_ok(sg_file_read(path, &text, &err));
    snprintf(out, size, "%s", text.at ? text.at : "");
    sg_buf_release(&text);
    unlink(path);
    return code;
}

static void test_decide(void **state)
{
    (void)state;
    static char out[60000];
    clear_environment();
    assert_int_equal(program("decide|--now|140k|--offer|165k|--forfeit|30k", out, sizeof out), 0);
    assert_non_null(strstr(out, "Break-even of the offer: 150,772 a year."));
    assert_int_equal(program("decide|--now|140k|--offer|165k|--forfeit|30k|--format|json", out, sizeof out), 0);
    assert_non_null(strstr(out, "\"schema\": \"skillgap.decide/1\""));
    assert_non_null(strstr(out, "\"break_even\": {\"value\": 150771."));
    assert_int_equal(program("decide|--now|140k", out, sizeof out), SG_EUSAGE);
    assert_int_equal(program("decide|--now|140k|--offer|EUR 1k|--cost|USD 3", out, sizeof out), SG_EUSAGE);
    assert_int_equal(program("decide|--now|140k|--offer|1k|--applications|4", out, sizeof out), SG_EUSAGE);
    assert_int_equal(
        program("decide|--now|100k|--offer|120k|--applications|100|--success|0.81%|--internal|105k|"
                "--internal-chance|50%|--internal-within|12|--probation|5%|--details|--years|2|--runs|1000",
                out, sizeof out),
        0);
    assert_non_null(strstr(out, "100 applications at 0.81% each: in 55.7 of 100 cases at least one"));
    assert_non_null(strstr(out, "of 100 runs under your inputs"));
    assert_int_equal(program("decide|--now|140k|--offer|139k|--chance|0%", out, sizeof out), 0);
    assert_int_equal(program("nonsense", out, sizeof out), SG_EUSAGE);
}

/* The main job on the shipped data: JSON that holds what its schema promises, the same twice. */
static void test_report(void **state)
{
    (void)state;
    static char out[4 << 20], again[4 << 20];
    const char *line =
        "report|--profile|datasets/example/profile.json|--offer|datasets/example/offer.json|--as-of|2026-11|"
        "--format|json|--rows|5";
    clear_environment();
    assert_int_equal(program(line, out, sizeof out), 0);
    assert_int_equal(program(line, again, sizeof again), 0);
    assert_string_equal(out, again);
    json_error_t problem;
    json_t *root = json_loads(out, JSON_REJECT_DUPLICATES, &problem);
    if (!root) fail_msg("line %d: %s", problem.line, problem.text);
    static const char *const keys[] = {"as_of",    "data_as_of",   "market_hash", "taxonomy_hash",
                                       "pay_hash", "profile_hash", "offer_hash"};
    assert_string_equal(json_string_value(json_object_get(root, "schema")), "skillgap.report/1");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) assert_true(json_is_string(json_object_get(root, keys[i])));
    static const char *const ids[] = {"summary", "outlook", "rising",   "falling", "new",
                                      "gap",     "plan",    "decision", "evidence"};
    json_t *sections = json_object_get(root, "sections"), *section;
    for (size_t i = 0, k; i < sizeof ids / sizeof *ids; i++) {
        bool there = false;
        json_array_foreach(sections, k, section)
        {
            there = there || strcmp(json_string_value(json_object_get(section, "id")), ids[i]) == 0;
        }
        if (!there) fail_msg("no section %s", ids[i]);
    }
    json_decref(root);
}

/* What is wrong is said, with the exit code of its sort; the profile's own pay and target are taken. */
static void test_person(void **state)
{
    (void)state;
    static char out[200000];
    static const struct {
        const char *line;
        int code;
    } cases[] = {
        {"gap|--role|backend-engineer|--level|senior", 0},
        {"gap", SG_EUSAGE},
        {"gap|--role|baker", SG_EUSAGE},
        {"gap|--role|backend-engineer|--level|guru", SG_EUSAGE},
        {"gap|--profile|/nowhere.json", SG_EFAIL},
        {"gap|--store|/nowhere.db", SG_EFAIL},
        {"plan|--profile|datasets/example/profile-berlin.yaml|--as-of|2026-11", 0},
        {"plan|--role|data-engineer", 0},
        {"plan|--role|data-engineer|--hours|5|--goal|2027-12-31|--as-of|2026-11", 0},
        {"plan|--role|data-engineer|--goal|soon", SG_EUSAGE},
        {"plan|--role|data-engineer|--goal|2020-01-01", SG_EUSAGE},
        {"plan|--role|data-engineer|--hours|200", SG_EUSAGE},
        {"profile|check|datasets/example/profile.json", 0},
        {"profile|check|datasets/example/offer.json", SG_ECHECK},
        {"profile|make", SG_EUSAGE},
        {"decide|--profile|datasets/example/profile.json|--offer|datasets/example/offer.json|--details", 0},
        {"decide|--profile|datasets/example/profile-berlin.yaml|--offer|datasets/example/offer.json", SG_EUSAGE},
        {"decide|--offer|150k", SG_EUSAGE},
        {"decide|--now|140k|--offer|150k|--typical|--as-of|2026-11", 0},
        {"report|--as-of|2026-11", 0},
        {"report|--as-of|2026-11|--offer|datasets/example/offer.json|--role|data-engineer", 0},
        {"report|--as-of|2026-11|--profile|datasets/example/profile-berlin.yaml|--offer|datasets/example/offer.json",
         0}, /* in another currency: weighed by what the pay buys there */
        {"report|--rows|0", SG_EUSAGE},
        {"report|--offer|/nowhere.json", SG_EFAIL},
        {"report|--role|baker", SG_EUSAGE},
    };
    clear_environment();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int code = program(cases[i].line, out, sizeof out);
        if (code != cases[i].code) fail_msg("%s: exit %d, expected %d", cases[i].line, code, cases[i].code);
    }
}

static void test_help(void **state)
{
    (void)state;
    static char out[100];
    /* to standard output, whose text the golden cases hold */
    assert_int_equal(program("--help", out, sizeof out), 0);
    assert_int_equal(program("decide|--help", out, sizeof out), 0);
    assert_int_equal(program("--version", out, sizeof out), 0);
    char *bare[] = {"skillgap", NULL}, *words[] = {"skillgap", "--", "x", NULL};
    assert_int_equal(sg_cli_main(1, bare), 0);
    assert_int_equal(sg_cli_main(3, words), SG_EUSAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),   cmocka_unit_test(test_words),  cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_dates),   cmocka_unit_test(test_colour), cmocka_unit_test(test_width_and_places),
        cmocka_unit_test(test_amounts), cmocka_unit_test(test_decide), cmocka_unit_test(test_help),
        cmocka_unit_test(test_report),  cmocka_unit_test(test_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
