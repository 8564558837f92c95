/* The options of a plugin: from the command line, as one text, and back. */
#include "support.h"

#include "cli/options.h"
#include "plugin/settings.h"

#include <stdio.h>
#include <string.h>

/* The list's text, and that text's list again, by '\n'. */
static void both_ways(const char *const *list, const char *text, const char *again)
{
    sg_error err;
    sg_buf out, back;
    sg_settings settings = {0};
    sg_buf_init(&out, 1 << 20);
    sg_buf_init(&back, 1 << 20);
    sg_buf_str(&out, "");
    sg_buf_str(&back, "");
    assert_ok(sg_settings_write(list, &out, &err));
    assert_string_equal(out.at, text);
    assert_ok(sg_settings_read((sg_text){out.at, out.len}, &settings, &err));
    for (size_t i = 0; settings.list[i]; i++) sg_buf_printf(&back, "%s\n", settings.list[i]);
    assert_string_equal(back.at, again);
    sg_settings_release(&settings);
    sg_buf_release(&out);
    sg_buf_release(&back);
}

#define LIST(...)                                                                                                      \
    (const char *const[])                                                                                              \
    {                                                                                                                  \
        __VA_ARGS__, NULL                                                                                              \
    }

static void one_text_and_back(void **state)
{
    (void)state;
    both_ways(NULL, "", "");
    both_ways(LIST("a=1"), "a=1", "a=1\n");
    both_ways(LIST("b=", "a=x y"), "a=x y;b=", "a=x y\nb=\n");
    both_ways(LIST("delimiter=;", "date=D\\M"), "date=D\\\\M;delimiter=\\;", "date=D\\M\ndelimiter=;\n");
    both_ways(LIST("ab=1", "a=2", "a-b=3"), "a=2;a-b=3;ab=1", "a=2\na-b=3\nab=1\n");
    both_ways(LIST("a=b=c"), "a=b=c", "a=b=c\n");
}

static void texts_as_they_may_stand(void **state)
{
    (void)state;
    static const struct {
        const char *text, *list;
    } cases[] = {{";a=1;;b=2;", "a=1\nb=2\n"}, {"a=1\\", "a=1\\\n"}, {"a=\\x", "a=x\n"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sg_error err;
        sg_settings settings = {0};
        sg_buf list;
        sg_buf_init(&list, 1000);
        assert_ok(sg_settings_read(sg_text_of(cases[i].text), &settings, &err));
        for (size_t k = 0; settings.list[k]; k++) sg_buf_printf(&list, "%s\n", settings.list[k]);
        assert_string_equal(list.at, cases[i].list);
        sg_buf_release(&list);
        sg_settings_release(&settings);
    }
}

static void what_is_no_list_of_options(void **state)
{
    (void)state;
    sg_error err;
    sg_buf out;
    sg_settings settings = {0};
    const char *many[SG_PLUGIN_OPTIONS_MAX + 2] = {NULL};
    char text[4 * SG_PLUGIN_OPTIONS_MAX + 10] = "";
    sg_buf_init(&out, 1 << 20);
    assert_fails(sg_settings_write(LIST("scraped"), &out, &err), SG_EUSAGE, "found \"scraped\", expected NAME=VALUE");
    assert_fails(sg_settings_write(LIST("=x"), &out, &err), SG_EUSAGE, "found \"=x\", expected NAME=VALUE");
    assert_fails(sg_settings_write(LIST(""), &out, &err), SG_EUSAGE, "found \"\", expected NAME=VALUE");
    assert_fails(sg_settings_write(LIST("a=1", "b=1", "a=2"), &out, &err), SG_EUSAGE, "a is set twice");
    for (size_t i = 0; i <= SG_PLUGIN_OPTIONS_MAX; i++) many[i] = "a=1", memcpy(text + 4 * i, "a=1;", 5);
    assert_fails(sg_settings_write(many, &out, &err), SG_EUSAGE, "more than 32 options");
    assert_fails(sg_settings_read(sg_text_of(text), &settings, &err), SG_EFAIL, "more than 32 options");
    sg_settings_release(&settings);
    sg_buf_release(&out);
}

static void they_may_be_given_again(void **state)
{
    (void)state;
    static sg_given given;
    sg_error err;
    const char *argv[2 * SG_MANY_MAX + 5] = {"skillgap", "--set", "a=1", "import", "--set=b=2;3", "x", "--set", "c=;"};
    assert_ok(sg_options_read(4, (char *const *)(uintptr_t)(argv + 2), &given, &err)); /* "a=1" is the program */
    assert_int_equal(given.n_many, 1);
    assert_ok(sg_options_read(8, (char *const *)(uintptr_t)argv, &given, &err));
    assert_int_equal(given.n_many, 3);
    assert_string_equal(given.many[0], "a=1");
    assert_string_equal(given.many[1], "b=2;3");
    assert_string_equal(given.many[2], "c=;");
    assert_null(given.many[3]);
    assert_int_equal(given.n_words, 1);
    int argc = 8;
    while (argc < 2 * SG_MANY_MAX + 4) argv[argc++] = "--set", argv[argc++] = "d=1";
    assert_fails(sg_options_read(argc, (char *const *)(uintptr_t)argv, &given, &err), SG_EUSAGE,
                 "option --set is given more than 64 times");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_text_and_back),
        cmocka_unit_test(texts_as_they_may_stand),
        cmocka_unit_test(they_may_be_given_again),
        cmocka_unit_test(what_is_no_list_of_options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
