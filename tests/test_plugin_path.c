/* Where plugins are looked for, and whose files are refused. */
#include "plugin_support.h"

#include <ftw.h>

static char home[1200]; /* a folder of this test's own, where the folders above the build tree do not matter */

static void copy(const char *id, const char *to)
{
    sg_error err;
    sg_buf bytes;
    sg_buf_init(&bytes, 64 << 20);
    assert_ok(sg_file_read(plugin_path(id), &bytes, &err));
    assert_ok(sg_file_write(to, bytes.at, bytes.len, 0755, &err));
    sg_buf_release(&bytes);
}

static const char *in_home(const char *name)
{
    static char path[4][2048];
    static size_t next;
    char *out = path[next++ % 4];
    snprintf(out, sizeof path[0], "%s/%s", home, name);
    return out;
}

static int start(void **state)
{
    (void)state;
    sg_error err;
    snprintf(home, sizeof home, "%s/plugins/path-%d", tests_folder, (int)getpid());
    assert_ok(sg_folder_make(in_home("one"), &err));
    assert_ok(sg_folder_make(in_home("two"), &err));
    assert_ok(sg_folder_make(in_home("user/plugins"), &err));
    setenv("SKILLGAP_HOME", in_home("user"), 1);
    unsetenv("SKILLGAP_PLUGIN_PATH");
    return 0;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)info, (void)kind, (void)at;
    return remove(path);
}

static int finish(void **state)
{
    (void)state;
    return nftw(home, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void folders_come_in_order_and_once(void **state)
{
    (void)state;
    char paths[4096];
    sg_plugin_path path;
    snprintf(paths, sizeof paths, "%s::%s:/nowhere", in_home("two"), in_home("one"));
    setenv("SKILLGAP_PLUGIN_PATH", paths, 1);
    sg_plugin_path_init(&path, in_home("one"));
    unsetenv("SKILLGAP_PLUGIN_PATH");
    assert_int_equal(path.n, 4);
    assert_string_equal(path.folders[0], in_home("one"));
    assert_string_equal(path.folders[1], in_home("two"));
    assert_string_equal(path.folders[2], in_home("user/plugins"));
    assert_non_null(strstr(path.folders[3], "/plugins"));
    sg_plugin_path_init(&path, NULL);
    assert_int_equal(path.n, 2);
}

static void a_plugin_is_found_by_its_name(void **state)
{
    (void)state;
    sg_error err;
    sg_plugin_path path;
    char found[SG_PLUGIN_PATH_MAX] = "";
    sg_plugin_path_init(&path, in_home("one"));
    assert_ok(sg_plugin_locate(&path, "postings_template", found, &err));
    assert_non_null(strstr(found, "/plugins/postings_template.so"));
    assert_fails(sg_plugin_locate(&path, "postings_templat", found, &err), SG_EUSAGE,
                 "no plugin \"postings_templat\"; near are: postings_template");
    assert_fails(sg_plugin_locate(&path, "zzzzzzzzzzzzzzzz", found, &err), SG_EUSAGE, "no plugin \"zzzzzzzzzzzzzzzz\"");
    assert_fails(sg_plugin_locate(&path, "../plugins/x", found, &err), SG_EUSAGE, "no plugin");
    assert_fails(sg_plugin_locate(&path, "", found, &err), SG_EUSAGE, "no plugin");
}

static void two_of_one_name_are_refused(void **state)
{
    (void)state;
    sg_error err;
    sg_plugin_path path;
    char found[SG_PLUGIN_PATH_MAX] = "";
    copy("postings_template", in_home("one/postings_template.so"));
    sg_plugin_path_init(&path, in_home("one"));
    assert_fails(sg_plugin_locate(&path, "postings_template", found, &err), SG_EPLUGIN, "there are two: ");
    assert_non_null(strstr(err.text, in_home("one/postings_template.so")));
    assert_non_null(strstr(err.text, "build"));
    assert_string_equal(found, "");
    unlink(in_home("one/postings_template.so"));
}

static void a_file_that_others_can_write_is_refused(void **state)
{
    (void)state;
    sg_error err;
    sg_plugin_info info;
    const char *file = in_home("one/postings_template.so");
    copy("postings_template", file);
    assert_ok(sg_plugin_describe(file, &info, &err));
    chmod(file, 0757);
    assert_fails(sg_plugin_describe(file, &info, &err), SG_EPLUGIN, "others can write the file (mode 0757");
    chmod(file, 0755);
    chmod(in_home("one"), 01777);
    assert_fails(sg_plugin_describe(file, &info, &err), SG_EPLUGIN, "/one: others can write the folder (mode 1777");
    chmod(in_home("one"), 0700);
    chmod(home, 0702);
    assert_fails(sg_plugin_describe(file, &info, &err), SG_EPLUGIN, "others can write the folder (mode 0702");
    chmod(home, 0700);
    assert_ok(sg_plugin_describe(file, &info, &err));
    if (geteuid() == 0) {
        assert_int_equal(chown(file, 4242, 0), 0);
        assert_fails(sg_plugin_describe(file, &info, &err), SG_EPLUGIN, "the file belongs to another user (uid 4242)");
    }
    unlink(file);
}

/* All can write /tmp, but it is sticky: nobody else can replace what lies in it. Without that bit they could. */
static void a_folder_below_one_that_all_can_write_is_refused_unless_sticky(void **state)
{
    (void)state;
    sg_error err;
    sg_plugin_info info;
    char folder[] = "/tmp/skillgap-XXXXXX", inner[64], file[96];
    assert_non_null(mkdtemp(folder));
    snprintf(inner, sizeof inner, "%s/own", folder);
    assert_int_equal(mkdir(inner, 0755), 0);
    snprintf(file, sizeof file, "%s/postings_template.so", inner);
    copy("postings_template", file);
    sg_error why[3];
    sg_status as_is = sg_plugin_describe(file, &info, &why[0]);
    assert_int_equal(chmod(folder, 0777), 0);
    sg_status open_to_all = sg_plugin_describe(file, &info, &why[1]);
    assert_int_equal(chmod(folder, 01777), 0);
    sg_status sticky = sg_plugin_describe(file, &info, &why[2]);
    assert_int_equal(chmod(inner, 01777), 0); /* in the plugin's own folder others could put a plugin */
    sg_status own_folder = sg_plugin_describe(file, &info, &err);
    unlink(file);
    rmdir(inner);
    rmdir(folder);
    if (as_is != SG_OK) fail_msg("%s", why[0].text);
    assert_int_equal(open_to_all, SG_EPLUGIN);
    assert_non_null(strstr(why[1].text, "others can write the folder (mode 0777"));
    if (sticky != SG_OK) fail_msg("%s", why[2].text);
    assert_int_equal(own_folder, SG_EPLUGIN);
    assert_non_null(strstr(err.text, "/own: others can write the folder (mode 1777"));
}

static void a_name_that_is_no_plugin_is_refused(void **state)
{
    (void)state;
    sg_error err;
    sg_plugin_info info;
    assert_fails(sg_plugin_describe("/etc/passwd", &info, &err), SG_EPLUGIN, "a file named ID.so was expected");
    assert_fails(sg_plugin_describe("/nowhere/x.so", &info, &err), SG_EFAIL, "/nowhere/x.so: cannot be opened");
    mkdir(in_home("two/postings_folder.so"), 0700);
    assert_fails(sg_plugin_describe(in_home("two/postings_folder.so"), &info, &err), SG_EPLUGIN,
                 "a regular file was expected");
    rmdir(in_home("two/postings_folder.so"));
    assert_ok(sg_file_write(in_home("two/postings_text.so"), "hello", 5, 0644, &err));
    assert_fails(sg_plugin_describe(in_home("two/postings_text.so"), &info, &err), SG_EPLUGIN, "it cannot be loaded: ");
    unlink(in_home("two/postings_text.so"));
}

static void the_list_holds_the_refused_too(void **state)
{
    (void)state;
    sg_error err;
    sg_plugin_path path = {.n = 1};
    sg_plugin_info *list;
    size_t n;
    copy("postings_hn", in_home("two/postings_hn.so"));
    copy("postings_template", in_home("two/postings_template.so")); /* found by name alone */
    copy("postings_bad_abi", in_home("two/postings_bad_abi.so"));
    assert_ok(sg_file_write(in_home("two/README"), "x", 1, 0644, &err));
    snprintf(path.folders[0], sizeof path.folders[0], "%s", in_home("two"));
    assert_ok(sg_plugin_list(&path, &list, &n, &err));
    assert_int_equal(n, 2);
    assert_string_equal(list[0].id, "");
    assert_non_null(strstr(list[0].summary, "built for version 2"));
    assert_non_null(strstr(list[0].path, "/two/postings_bad_abi.so"));
    assert_string_equal(list[1].id, "postings_hn");
    free(list);
    path.n = 0;
    assert_ok(sg_plugin_list(&path, &list, &n, &err));
    assert_int_equal(n, 0);
}

int main(int argc, char **argv)
{
    (void)argc;
    support_start(argv[0]);
    umask(022);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folders_come_in_order_and_once),
        cmocka_unit_test(a_plugin_is_found_by_its_name),
        cmocka_unit_test(two_of_one_name_are_refused),
        cmocka_unit_test(a_file_that_others_can_write_is_refused),
        cmocka_unit_test(a_folder_below_one_that_all_can_write_is_refused_unless_sticky),
        cmocka_unit_test(a_name_that_is_no_plugin_is_refused),
        cmocka_unit_test(the_list_holds_the_refused_too),
    };
    return cmocka_run_group_tests_name("plugin path", tests, start, finish);
}
