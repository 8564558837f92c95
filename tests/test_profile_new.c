/* skillgap profile new as a person meets it: at a terminal with completion, from a pipe, stopped and gone on with, over
 * a profile that is there. The program itself runs, at a pseudo-terminal or a pipe, in a data folder of its own. */
#include "plugin_support.h"

#include "base/buf.h"
#include "base/json.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>

enum { WAIT_MS = 60000, WORDS_MAX = 12 };

static sg_error err;
static char home[1100], program[1100], profile[1200], draft[1200];
static sg_buf seen; /* all that the program said */

static void become(const char *command)
{
    char words[1000], *argv[WORDS_MAX + 1] = {program};
    size_t n = 1;
    snprintf(words, sizeof words, "%s", command);
    for (char *rest = words, *word; n < WORDS_MAX && (word = strsep(&rest, " ")); n++) argv[n] = word;
    setenv("SKILLGAP_HOME", home, 1);
    setenv("COLUMNS", "80", 1);
    setenv("SOURCE_DATE_EPOCH", "1795219200", 1); /* 2026-11-21 */
    setenv("INPUTRC", "/dev/null", 1);
    execv(program, argv);
    _exit(99);
}

static int exit_of(pid_t pid)
{
    int status;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

/* ---- at a terminal ---- */

typedef struct terminal {
    int fd;
    pid_t pid;
    size_t at; /* of what was said, up to where it was looked at */
} terminal;

static terminal begin(const char *command, const char *kind)
{
    terminal t = {0};
    sg_buf_clear(&seen);
    t.pid = forkpty(&t.fd, NULL, NULL, NULL);
    if (t.pid < 0) {
        print_message("skip profile_new: no terminal can be opened here\n");
        skip();
    }
    if (t.pid == 0) {
        setenv("TERM", kind, 1);
        become(command);
    }
    return t;
}

/* More of what it says; false at the end. */
static bool hear(terminal *t)
{
    char piece[4096];
    struct pollfd from = {.fd = t->fd, .events = POLLIN};
    if (poll(&from, 1, WAIT_MS) <= 0) fail_msg("nothing more was said after:\n%s", seen.at ? seen.at : "");
    ssize_t got = read(t->fd, piece, sizeof piece);
    if (got <= 0) return false;
    sg_buf_add(&seen, piece, (size_t)got);
    return true;
}

/* Waits until this was said, behind what was waited for before; then types. */
static void when(terminal *t, const char *said, const char *type)
{
    for (;;) {
        const char *found = seen.at ? strstr(seen.at + t->at, said) : NULL;
        if (found) {
            t->at = (size_t)(found - seen.at) + strlen(said);
            break;
        }
        if (!hear(t)) fail_msg("it ended without saying \"%s\":\n%s", said, seen.at ? seen.at : "");
    }
    assert_int_equal(write(t->fd, type, strlen(type)), (ssize_t)strlen(type));
}

static int finish(terminal *t)
{
    while (hear(t)) continue;
    close(t->fd);
    return exit_of(t->pid);
}

static void has_said(const char *text)
{
    if (!seen.at || !strstr(seen.at, text)) fail_msg("\"%s\" was not said:\n%s", text, seen.at ? seen.at : "");
}

/* ---- from a pipe ---- */

static int pipe_in(const char *command, const char *input)
{
    int in[2], out[2];
    char piece[4096];
    assert_int_equal(pipe(in) | pipe(out), 0);
    sg_buf_clear(&seen);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        dup2(in[0], 0), dup2(out[1], 1), dup2(out[1], 2);
        close(in[1]), close(out[0]);
        become(command);
    }
    close(in[0]), close(out[1]);
    ssize_t put = write(in[1], input, strlen(input));
    (void)put; /* it may have ended before */
    close(in[1]);
    for (ssize_t got; (got = read(out[0], piece, sizeof piece)) > 0;) sg_buf_add(&seen, piece, (size_t)got);
    close(out[0]);
    return exit_of(pid);
}

/* ---- what was written ---- */

static json_t *root;

static void read_profile(const char *path)
{
    struct stat info;
    json_decref(root);
    root = NULL;
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    assert_ok(sg_json_read(path, &root, &err));
}

/* "x-skillgap.target.role" as text; "" when it is not there. */
static const char *at(const char *path)
{
    static char out[100];
    const json_t *value = root;
    char words[200];
    snprintf(words, sizeof words, "%s", path);
    for (char *rest = words, *word; (word = strsep(&rest, "."));) value = json_object_get(value, word);
    if (json_is_string(value)) return json_string_value(value);
    snprintf(out, sizeof out, "%.6g", json_number_value(value));
    return value ? out : "";
}

static double level_of(const char *name)
{
    const json_t *skills = json_object_get(root, "skills"), *entry;
    size_t i;
    json_array_foreach((json_t *)skills, i, entry)
    {
        if (strcmp(json_string_value(json_object_get(entry, "name")), name) != 0) continue;
        const json_t *level = json_object_get(json_object_get(entry, "x-skillgap"), "level");
        return level ? json_number_value(level) : -1;
    }
    return -2; /* not there */
}

static int clean(void **state)
{
    (void)state;
    unlink(profile);
    unlink(draft);
    return 0;
}

/* ---- the sessions ---- */

static void a_profile_is_made_with_completion(void **state)
{
    (void)state;
    terminal t = begin("profile new", "xterm");
    when(&t, "1/8", "back-e\t\n"); /* completed to "Back-end engineer" */
    when(&t, "2/8", "senior\n");
    when(&t, "3/8", "austin\n");
    when(&t, "4/8", "mid software engineer\n");
    when(&t, "5/8", "140k\n");
    when(&t, "In which currency [USD]", "\n");
    when(&t, "clouds (", "");
    when(&t, "6/8", "python 5, aws: beginner, Kubernet\t\t \n"); /* several begin so: they are listed */
    when(&t, "Kubernetes Operators", "");
    when(&t, "Kubernetes", "");
    when(&t, "6/8", "c++, Log4j 2\n");
    when(&t, "6/8", "\n");
    when(&t, "7/8", "6.5\n");
    when(&t, "8/8", "18 months\n");
    assert_int_equal(finish(&t), 0);
    has_said("Written: ");
    has_said("skillgap report");
    read_profile(profile);
    assert_string_equal(at("x-skillgap.target.role"), "backend-engineer");
    assert_string_equal(at("x-skillgap.target.level"), "senior");
    assert_string_equal(at("x-skillgap.target.region"), "US/austin");
    assert_string_equal(at("x-skillgap.current.role"), "software-engineer");
    assert_string_equal(at("x-skillgap.current.level"), "mid");
    assert_string_equal(at("x-skillgap.current.pay.amount"), "140000");
    assert_string_equal(at("x-skillgap.current.pay.currency"), "USD");
    assert_string_equal(at("x-skillgap.current.pay.component"), ""); /* not said, so not known */
    assert_string_equal(at("x-skillgap.hoursPerWeek"), "6.5");
    assert_string_equal(at("x-skillgap.goalDate"), "2028-05-31");
    assert_string_equal(at("x-skillgap-step"), "");
    assert_close(level_of("Python"), 5, 0);
    assert_close(level_of("AWS"), 2, 0);
    assert_close(level_of("C++"), -1, 0);
    assert_false(access(draft, F_OK) == 0);
}

static void wrong_answers_are_asked_for_again(void **state)
{
    (void)state;
    terminal t = begin("profile new", "dumb"); /* plain lines */
    when(&t, "1/8", "?\n");
    when(&t, "Data engineer", "");
    when(&t, "1/8", "wizard of oz\n");
    when(&t, "no role \"wizard of oz\"", "Senior Bakcend Engineer\n"); /* mistyped within a title */
    when(&t, "did you mean senior back-end engineer?",
         "Senior Backend Developer\n"); /* as titles are written: the level comes with it */
    when(&t, "[senior]", "grand\n");
    when(&t, "executive", "");
    when(&t, "2/8", "\n");
    when(&t, "3/8", "atlantis\n");
    when(&t, "no region \"atlantis\"", "");
    when(&t, "3/8", "\n");
    when(&t, "4/8", "\n");
    when(&t, "5/8", "a lot\n");
    when(&t, "expected an amount", "");
    when(&t, "5/8", "EUR 6,500 a month base\n");
    when(&t, "6/8", "pyton 3, remote, Rust 9\n");
    when(&t, "did you mean python", "");
    when(&t, "an attribute of a job", "");
    when(&t, "no skill \"Rust 9\"", "");
    when(&t, "6/8", "\n");
    when(&t, "7/8", "-1\n");
    when(&t, "expected a number from 0.25 to 100", "");
    when(&t, "7/8", "\n");
    when(&t, "8/8", "2020-01\n");
    when(&t, "expected a day after today", "");
    when(&t, "8/8", "soon\n");
    when(&t, "expected a month such as", "");
    when(&t, "8/8", "2028-06\n");
    assert_int_equal(finish(&t), 0);
    read_profile(profile);
    assert_string_equal(at("x-skillgap.target.role"), "backend-engineer");
    assert_string_equal(at("x-skillgap.target.level"), "senior");
    assert_string_equal(at("x-skillgap.target.region"), "");
    assert_string_equal(at("x-skillgap.current.role"), "");
    assert_string_equal(at("x-skillgap.current.pay.amount"), "6500");
    assert_string_equal(at("x-skillgap.current.pay.period"), "month");
    assert_string_equal(at("x-skillgap.current.pay.component"), "base");
    assert_string_equal(at("x-skillgap.hoursPerWeek"), "");
    assert_string_equal(at("x-skillgap.goalDate"), "2028-06-30");
}

static void what_is_stopped_goes_on(void **state)
{
    (void)state;
    static const char *const kinds[] = {"xterm", "dumb"};
    for (size_t i = 0; i < 2; i++) {
        clean(NULL);
        terminal t = begin("profile new", kinds[i]);
        when(&t, "1/8", "data engineer\n");
        when(&t, "2/8", "mid\n");
        when(&t, "3/8", i ? "\x04" : "\x03"); /* Ctrl-D, Ctrl-C */
        assert_int_equal(finish(&t), 130);
        has_said("your answers are kept");
        assert_false(access(profile, F_OK) == 0);
        read_profile(draft);
        t = begin("profile new", kinds[i]);
        when(&t, "Going on with question 3 of 8", "");
        when(&t, "3/8", "Berlin\n");
        for (char q[] = "4/8"; q[0] && q[0] <= '8'; q[0]++) when(&t, q, "\n");
        assert_int_equal(finish(&t), 0);
        read_profile(profile);
        assert_string_equal(at("x-skillgap.target.role"), "data-engineer");
        assert_string_equal(at("x-skillgap.target.region"), "DE/berlin");
        assert_false(access(draft, F_OK) == 0);
    }
}

static void skills_survive_a_stop(void **state)
{
    (void)state;
    const char before[] = "data engineer\n\n\n\n\npython 4, sql\n"; /* and then the input ends */
    assert_int_equal(pipe_in("profile new", before), 130);
    read_profile(draft);
    assert_close(level_of("Python"), 4, 0);
    assert_int_equal(pipe_in("profile new", "sql 3\n\n\n\n"), 0);
    has_said("Without a level: SQL");
    read_profile(profile);
    assert_close(level_of("Python"), 4, 0);
    assert_close(level_of("SQL"), 3, 0);
}

static void papers_and_questions_go_together(void **state)
{
    (void)state;
    terminal t = begin("profile new --from tests/data/resume.json --hours 5", "dumb");
    when(&t, "13 skills, each with the place", "");
    when(&t, "1/8 Role you aim at (Tab completes, ? helps) [Back-end engineer]", "\n");
    when(&t, "2/8", "senior\n");
    when(&t, "[Austin]", "\n");
    when(&t, "4/8", "\n");
    when(&t, "5/8", "\n");
    when(&t, "Without a level: ", "");
    when(&t, "6/8", "go 4\n");
    when(&t, "6/8", "\n");
    when(&t, "8/8", "\n"); /* the hours were given */
    assert_int_equal(finish(&t), 0);
    read_profile(profile);
    assert_string_equal(at("basics.name"), "Robin Muster (invented)");
    assert_string_equal(at("x-skillgap.target.role"), "backend-engineer");
    assert_string_equal(at("x-skillgap.hoursPerWeek"), "5");
    assert_close(level_of("Go"), 4, 0);
    assert_close(level_of("Kubernetes"), -1, 0);
}

static void without_a_terminal_papers_are_enough(void **state)
{
    (void)state;
    assert_int_equal(pipe_in("profile new --from tests/data/cv.txt --role data-engineer --pay EUR80k", "mid\n"), 0);
    read_profile(profile);
    assert_string_equal(at("x-skillgap.target.role"), "data-engineer");
    assert_string_equal(at("x-skillgap.target.level"), ""); /* nobody was asked */
    assert_string_equal(at("x-skillgap.current.level"), "senior");
    assert_string_equal(at("x-skillgap.current.pay.currency"), "EUR");
    assert_close(level_of("Python"), 5, 0);
    clean(NULL);
    assert_int_equal(pipe_in("profile new --from -", "Skills: Kafka (3 years), Kubernetes\n"), 0);
    read_profile(profile);
    assert_close(level_of("Kafka"), -1, 0);
}

static void a_profile_that_is_there_stays(void **state)
{
    (void)state;
    assert_ok(sg_file_write(profile, "{\"skills\": []}", 14, 0600, &err));
    assert_int_equal(pipe_in("profile new --from tests/data/cv.txt", ""), 2);
    has_said("is there already: --force replaces it");
    terminal t = begin("profile new", "dumb");
    when(&t, "Replace it at the end? [y/N]", "\n");
    assert_int_equal(finish(&t), 2);
    has_said("was left as it is");
    read_profile(profile);
    assert_int_equal(json_array_size(json_object_get(root, "skills")), 0);
    t = begin("profile new", "dumb");
    when(&t, "[y/N]", "y\n");
    when(&t, "1/8", "\x03");
    assert_int_equal(finish(&t), 130);
    read_profile(profile); /* not before the end */
    assert_int_equal(json_object_size(root), 1);
    assert_int_equal(pipe_in("profile new --from tests/data/cv.txt --force", ""), 0);
    read_profile(profile);
    assert_close(level_of("Python"), 5, 0);
}

static void wrong_words_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *command, *why;
        int code;
    } cases[] = {
        {"profile new me.json", "--from me.json starts from it", 2},
        {"profile old", "expected new or check", 2},
        {"profile check --hours 3", "profile check takes no --hours", 2},
        {"profile new --from tests/data/cv.txt --role wizard", "--role: no role \"wizard\"", 2},
        {"profile new --from tests/data/cv.txt --level grand", "--level: expected intern", 2},
        {"profile new --from tests/data/cv.txt --region atlantis", "--region: no region", 2},
        {"profile new --from tests/data/cv.txt --pay 80k", "--pay: expected a currency too", 2},
        {"profile new --from tests/data/cv.txt --goal 2020-01", "--goal: expected a day after today", 2},
        {"profile new --from tests/data/cv.txt --hours 0", "--hours: expected a number", 2},
        {"profile new --from nothing.json", "nothing.json", 1},
        {"profile new --from tests/data/skills.csv/x", "skills.csv", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int code = pipe_in(cases[i].command, "");
        if (code != cases[i].code) fail_msg("%s: exit %d\n%s", cases[i].command, code, seen.at);
        has_said(cases[i].why);
        assert_false(access(profile, F_OK) == 0);
    }
    assert_ok(sg_file_write(draft, "[", 1, 0600, &err));
    assert_int_equal(pipe_in("profile new", ""), 1);
    has_said("remove it to begin anew");
}

int main(int argc, char **argv)
{
    (void)argc;
    support_start(argv[0]);
    snprintf(program, sizeof program, "%s/../skillgap", tests_folder);
    snprintf(home, sizeof home, "%s/home-XXXXXX", tests_folder);
    if (!mkdtemp(home)) return 1;
    snprintf(profile, sizeof profile, "%s/profile.json", home);
    snprintf(draft, sizeof draft, "%s/profile.json.draft", home);
    sg_buf_init(&seen, 1 << 20);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_profile_is_made_with_completion, clean),
        cmocka_unit_test_teardown(wrong_answers_are_asked_for_again, clean),
        cmocka_unit_test_teardown(what_is_stopped_goes_on, clean),
        cmocka_unit_test_teardown(skills_survive_a_stop, clean),
        cmocka_unit_test_teardown(papers_and_questions_go_together, clean),
        cmocka_unit_test_teardown(without_a_terminal_papers_are_enough, clean),
        cmocka_unit_test_teardown(a_profile_that_is_there_stays, clean),
        cmocka_unit_test_teardown(wrong_words_are_refused, clean),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    json_decref(root);
    sg_buf_release(&seen);
    rmdir(home);
    return failed;
}
