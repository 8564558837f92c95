/* gzip, xz and zip by their first bytes: whole, one after another, in one another, cut, corrupt, and bombs. */
#include "input_support.h"

#define TEXT "id,date\n1,2024-01-05\n2,\"a, b\"\n"

static sg_buf made;

static void make(void (*add)(sg_buf *, const char *, size_t), const char *text)
{
    sg_buf_init(&made, 1 << 28);
    add(&made, text, strlen(text));
}

/* What was made becomes the packed file. */
static void keep(void)
{
    packed_bytes("bin", made.at, made.len);
    sg_buf_release(&made);
}

static void plain_bytes_are_left_as_they_are(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "a", "PK", "\x1f\x8b", TEXT, "PK\3 is no zip", "BZh is no bzip2"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        packed_bytes("csv", texts[i], strlen(texts[i]));
        holds(NULL, texts[i]);
        assert_false(sg_input_packed(texts[i], strlen(texts[i])));
    }
}

static void gzip_members_and_padding(void **state)
{
    (void)state;
    make(add_gzip, TEXT);
    assert_true(sg_input_packed(made.at, made.len));
    keep();
    holds(NULL, TEXT);
    make(add_gzip, "one,");
    add_gzip(&made, "", 0);
    add_gzip(&made, "two", 3);
    sg_buf_add(&made, "\0\0\0", 3);
    keep();
    holds(NULL, "one,two");
}

static void xz_streams_and_padding(void **state)
{
    (void)state;
    make(add_xz, TEXT);
    keep();
    holds(NULL, TEXT);
    make(add_xz, "one,");
    sg_buf_add(&made, "\0\0\0\0", 4);
    add_xz(&made, "two", 3);
    keep();
    holds(NULL, "one,two");
}

/* Every cut is noticed, wherever it is, and so is every changed byte of the data and its checksums. */
static void cut_and_corrupt(void (*add)(sg_buf *, const char *, size_t), const char *cut, const char *corrupt,
                            size_t head)
{
    make(add, TEXT TEXT TEXT);
    size_t len = made.len;
    char *whole = malloc(len);
    memcpy(whole, made.at, len);
    sg_buf_release(&made);
    for (size_t i = head; i < len; i++) {
        packed_bytes("bin", whole, i);
        refused(NULL, SG_EFAIL, cut);
    }
    for (size_t i = head + 4; i < len; i++) {
        sg_error err;
        sg_buf out;
        sg_buf_init(&out, 1 << 20);
        whole[i] ^= 0x55;
        packed_bytes("bin", whole, len);
        if (unpack(packed_path, NULL, NULL, &out, NULL, &err) == SG_OK) fail_msg("byte %zu changed: not noticed", i);
        if (!strstr(err.text, corrupt)) fail_msg("byte %zu changed: %s", i, err.text);
        sg_buf_release(&out);
        whole[i] ^= 0x55;
    }
    free(whole);
}

static void gzip_cut_or_corrupt(void **state)
{
    (void)state;
    cut_and_corrupt(add_gzip, "the gzip file is cut: expected more after", "the gzip file is", 6);
    make(add_gzip, "one");
    sg_buf_str(&made, "more");
    keep();
    refused(NULL, SG_EFAIL, "goes on after its end with bytes that are not gzip");
}

static void xz_cut_or_corrupt(void **state)
{
    (void)state;
    cut_and_corrupt(add_xz, "the xz file is cut: expected more after", "the xz file ", 8);
}

static void zip_with_one_file(void **state)
{
    (void)state;
    sg_error err;
    char name[256];
    sg_buf out;
    sg_buf_init(&out, 1 << 20);
    PACKED_ZIP({.name = "oesm24nat/", .text = ""}, {.name = "oesm24nat/.hidden", .text = "x"},
               {.name = "oesm24nat/wages.csv", .text = TEXT}, {.name = "__MACOSX/oesm24nat/._wages.csv", .text = "x"});
    holds(NULL, TEXT);
    holds("wages.csv", TEXT);
    holds("Wages.CSV", TEXT);
    holds("oesm24nat/wages.csv", TEXT);
    assert_ok(unpack(packed_path, NULL, NULL, &out, name, &err));
    assert_string_equal(name, "wages.csv");
    sg_buf_release(&out);
    refused("oesm24nat/other.csv", SG_EUSAGE, "no file \"oesm24nat/other.csv\": it has oesm24nat/wages.csv");
    refused(".hidden", SG_EUSAGE, "no file \".hidden\"");
    refused("wages.csv#2", SG_EUSAGE, "holds nothing named \"2\": it is no zip and no workbook");
}

static void zip_with_several(void **state)
{
    (void)state;
    sg_error err;
    sg_buf out, members;
    sg_buf_init(&out, 1 << 20);
    sg_buf_init(&members, 1 << 20);
    PACKED_ZIP({.name = "a.csv", .text = "a"}, {.name = "x/a#b.csv", .text = "b"}, {.name = "Größe.csv", .text = "c"});
    refused(NULL, SG_EUSAGE, "several files, name one as FILE#MEMBER: it has a.csv, x/a#b.csv, Größe.csv");
    holds("a.csv", "a");
    holds("a#b.csv", "b");
    holds("Größe.csv", "c");
    assert_int_equal(unpack(packed_path, NULL, &members, &out, NULL, &err), SG_EUSAGE);
    assert_string_equal(members.at, "a.csv\nx/a#b.csv\nGröße.csv");
    sg_buf_release(&out);
    sg_buf_release(&members);
}

static void zip_without_data(void **state)
{
    (void)state;
    PACKED_ZIP({.name = "folder/", .text = ""});
    refused(NULL, SG_EFAIL, "the zip has no file in it");
    packed_bytes("zip", "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22);
    refused(NULL, SG_EFAIL, "it is a zip with nothing in it");
}

static void zip_encrypted(void **state)
{
    (void)state;
    PACKED_ZIP({.name = "open.csv", .text = TEXT}, {.name = "shut.csv", .text = TEXT, .password = "secret"});
    holds("open.csv", TEXT);
    refused("shut.csv", SG_EFAIL, "\"shut.csv\" is encrypted: expected a zip without a password");
}

static void zip_cut_or_corrupt(void **state)
{
    (void)state;
    size_t len;
    PACKED_ZIP({.name = "a.csv", .text = TEXT TEXT TEXT TEXT});
    char *whole = bytes_of(packed_path, &len);
    for (size_t cut = 4; cut < len; cut += 3) {
        packed_bytes("zip", whole, cut);
        refused(NULL, SG_EFAIL, "the zip is cut or corrupt: ");
    }
    char *data = memmem(whole, len, "a.csv", 5);
    data[5 + 12] ^= 0x55;
    packed_bytes("zip", whole, len);
    refused(NULL, SG_EFAIL, "in the zip, \"a.csv\" is cut or corrupt: ");
    free(whole);
}

/* The packed file becomes a part of a zip. */
static void wrap(const char *name)
{
    size_t len;
    char *whole = bytes_of(packed_path, &len);
    PACKED_ZIP({.name = name, .text = whole, .len = len});
    free(whole);
}

static void packed_in_packed(void **state)
{
    (void)state;
    PACKED_ZIP({.name = "a.csv", .text = "a"}, {.name = "b.csv", .text = "b"});
    wrap("inner.zip");
    holds("inner.zip#b.csv", "b");
    refused("inner.zip#c.csv", SG_EUSAGE, "no file \"c.csv\": it has a.csv, b.csv");
    refused(NULL, SG_EUSAGE, "several files");
    wrap("outer.zip");
    refused("outer.zip", SG_EFAIL, "packed more than 2 times");
    make(add_gzip, TEXT);
    keep();
    wrap("a.csv.gz");
    holds(NULL, TEXT);
    size_t len;
    char *whole = bytes_of(packed_path, &len);
    make(add_xz, "");
    sg_buf_release(&made);
    sg_buf_init(&made, 1 << 20);
    add_xz(&made, whole, len);
    free(whole);
    keep();
    refused(NULL, SG_EFAIL, "packed more than 2 times: unpack it first");
}

static void bombs(void **state)
{
    (void)state;
    size_t size = 66 << 20;
    char *zeros = calloc(1, size);
    sg_buf_init(&made, 1 << 28);
    add_gzip(&made, zeros, size);
    keep();
    refused(NULL, SG_EFAIL, "it unpacks to more than 400 times its size");
    sg_buf_init(&made, 1 << 28);
    add_xz(&made, zeros, size);
    keep();
    refused(NULL, SG_EFAIL, "it unpacks to more than 400 times its size");
    PACKED_ZIP({.name = "a.csv", .text = zeros, .len = size});
    refused(NULL, SG_EFAIL, "it unpacks to more than 400 times its size");
    free(zeros);
}

/* Other ways to pack are named, not taken for text. */
static void other_kinds(void **state)
{
    (void)state;
    packed_bytes("xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", 10);
    refused(NULL, SG_EFAIL, "old (.xls) or encrypted workbook: expected one saved as .xlsx without a password");
    packed_bytes("bz2", "BZh91AY&SY", 10);
    refused(NULL, SG_EFAIL, "packed with bzip2: expected gzip, xz, zip or nothing");
    packed_bytes("zst", "\x28\xb5\x2f\xfd\x04\x00", 6);
    refused(NULL, SG_EFAIL, "packed with zstd");
    packed_bytes("csv", TEXT, sizeof TEXT - 1);
    refused("a.csv", SG_EUSAGE, "holds nothing named \"a.csv\": it is no zip and no workbook");
}

/* A pipe cannot be read from its end: what it holds is first read whole. */
static void zip_from_a_pipe(void **state)
{
    (void)state;
    sg_error err;
    size_t len, got = 0;
    int ends[2];
    char text[100];
    PACKED_ZIP({.name = "a.csv", .text = TEXT});
    char *whole = bytes_of(packed_path, &len);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], whole, len), (ssize_t)len);
    close(ends[1]);
    sg_input_from from = {.fd = ends[0], .read = give_fd, .self = &ends[0]};
    sg_input *input;
    assert_ok(sg_input_open(&from, &input, &err));
    for (size_t more = 1; more; got += more)
        assert_ok(sg_input_read(input, text + got, sizeof text - got, &more, &err));
    assert_int_equal(got, sizeof TEXT - 1);
    assert_memory_equal(text, TEXT, got);
    sg_input_close(input);
    close(ends[0]);
    free(whole);
}

static void want_of_memory(void **state)
{
    (void)state;
    make(add_gzip, TEXT);
    keep();
    survives_want_of_memory();
    make(add_xz, TEXT);
    keep();
    survives_want_of_memory();
    PACKED_ZIP({.name = "a.csv", .text = TEXT});
    wrap("a.zip");
    survives_want_of_memory();
}

int main(int argc, char **argv)
{
    (void)argc;
    support_start(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_bytes_are_left_as_they_are),
        cmocka_unit_test(gzip_members_and_padding),
        cmocka_unit_test(xz_streams_and_padding),
        cmocka_unit_test(gzip_cut_or_corrupt),
        cmocka_unit_test(xz_cut_or_corrupt),
        cmocka_unit_test(zip_with_one_file),
        cmocka_unit_test(zip_with_several),
        cmocka_unit_test(zip_without_data),
        cmocka_unit_test(zip_encrypted),
        cmocka_unit_test(zip_cut_or_corrupt),
        cmocka_unit_test(packed_in_packed),
        cmocka_unit_test(bombs),
        cmocka_unit_test(other_kinds),
        cmocka_unit_test(zip_from_a_pipe),
        cmocka_unit_test(want_of_memory),
    };
    return cmocka_run_group_tests_name("input", tests, NULL, packed_remove);
}
