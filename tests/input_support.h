/* Packed files made in a test, by the libraries themselves, and what the way in makes of them. */
#ifndef SG_TESTS_INPUT_SUPPORT_H
#define SG_TESTS_INPUT_SUPPORT_H

#include "plugin_support.h"

#include "base/buf.h"
#include "base/mem.h"
#include "input/decode.h"

#include <errno.h>
#include <fcntl.h>
#include <lzma.h>
#include <zip.h>
#include <zlib.h>

static char packed_path[2048]; /* the file that holds what was packed last */

static inline int packed_remove(void **state)
{
    (void)state;
    if (packed_path[0]) unlink(packed_path);
    return 0;
}

static inline const char *packed_name(const char *extension)
{
    if (packed_path[0]) unlink(packed_path);
    snprintf(packed_path, sizeof packed_path, "%s/packed-%d.%s", tests_folder, (int)getpid(), extension);
    return packed_path;
}

static inline const char *packed_bytes(const char *extension, const void *at, size_t len)
{
    FILE *to = fopen(packed_name(extension), "wb");
    assert_non_null(to);
    assert_int_equal(fwrite(at, 1, len, to), len);
    assert_int_equal(fclose(to), 0);
    return packed_path;
}

/* Appends text as one gzip member. */
static inline void add_gzip(sg_buf *out, const char *text, size_t len)
{
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    size_t room = deflateBound(&z, len);
    unsigned char *bytes = malloc(room);
    z.next_in = (unsigned char *)(uintptr_t)text, z.avail_in = (unsigned)len;
    z.next_out = bytes, z.avail_out = (unsigned)room;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    sg_buf_add(out, bytes, z.total_out);
    deflateEnd(&z);
    free(bytes);
}

/* Appends text as one xz stream. */
static inline void add_xz(sg_buf *out, const char *text, size_t len)
{
    size_t room = lzma_stream_buffer_bound(len), at = 0;
    unsigned char *bytes = malloc(room);
    assert_int_equal(
        lzma_easy_buffer_encode(0, LZMA_CHECK_CRC64, NULL, (const unsigned char *)text, len, bytes, &at, room),
        LZMA_OK);
    sg_buf_add(out, bytes, at);
    free(bytes);
}

typedef struct part {
    const char *name, *text;
    size_t len;           /* 0: as long as the text */
    const char *password; /* or NULL */
} part;

/* A zip of these files; what had the extension before is gone. */
static inline const char *packed_zip(const char *extension, const part *parts, size_t n)
{
    int why = 0;
    zip_t *zip = zip_open(packed_name(extension), ZIP_CREATE | ZIP_TRUNCATE, &why);
    assert_non_null(zip);
    for (size_t i = 0; i < n; i++) {
        size_t len = parts[i].len ? parts[i].len : strlen(parts[i].text);
        zip_int64_t index =
            parts[i].name[strlen(parts[i].name) - 1] == '/'
                ? zip_dir_add(zip, parts[i].name, ZIP_FL_ENC_UTF_8)
                : zip_file_add(zip, parts[i].name, zip_source_buffer(zip, parts[i].text, len, 0), ZIP_FL_ENC_UTF_8);
        assert_true(index >= 0);
        if (parts[i].password)
            assert_int_equal(zip_file_set_encryption(zip, (zip_uint64_t)index, ZIP_EM_AES_256, parts[i].password), 0);
    }
    assert_int_equal(zip_close(zip), 0);
    return packed_path;
}
#define PACKED_ZIP(...) packed_zip("zip", (part[]){__VA_ARGS__}, sizeof((part[]){__VA_ARGS__}) / sizeof(part))

/* The bytes of a file, to free. */
static inline char *bytes_of(const char *path, size_t *len)
{
    sg_error err;
    sg_buf whole;
    sg_buf_init(&whole, 1 << 30);
    assert_ok(sg_file_read(path, &whole, &err));
    return sg_buf_take(&whole, len);
}

/* ---- workbooks ---- */

#define BOOK_NS "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define BOOK_REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* The parts of a workbook; NULL: the usual one of that name. */
typedef struct book {
    const char *cells;                              /* what stands within <sheetData> of the first sheet */
    const char *strings;                            /* within <sst> */
    const char *styles;                             /* within <styleSheet> */
    const char *workbook, *relations, *sheet, *sst; /* whole parts */
} book;

static inline const char *framed(char *out, size_t size, const char *before, const char *text, const char *after)
{
    snprintf(out, size, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n%s%s%s", before, text ? text : "", after);
    return out;
}

static inline const char *packed_book(const book *b)
{
    static char sheet[65536], other[4096], strings[65536], styles[8192];
    static const char workbook[] = "<workbook " BOOK_NS " xmlns:r=\"" BOOK_REL "\"><workbookPr/><sheets>"
                                   "<sheet name=\"Wages\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Field "
                                   "Descriptions\" sheetId=\"2\" r:id=\"rId2\"/>"
                                   "</sheets></workbook>";
    static const char relations[] =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        "<Relationship Id=\"rId1\" Type=\"" BOOK_REL "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
        "<Relationship Id=\"rId2\" Type=\"" BOOK_REL "/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/>"
        "<Relationship Id=\"rId3\" Type=\"" BOOK_REL "/styles\" Target=\"styles.xml\"/>"
        "<Relationship Id=\"rId4\" Type=\"" BOOK_REL "/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>";
    framed(sheet, sizeof sheet, "<worksheet " BOOK_NS "><dimension ref=\"A1\"/><sheetData>", b->cells,
           "</sheetData><pageMargins left=\"0.7\"/></worksheet>");
    framed(other, sizeof other, "<worksheet " BOOK_NS "><sheetData>",
           "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Field</t></is></c></row>", "</sheetData></worksheet>");
    framed(strings, sizeof strings, "<sst " BOOK_NS ">", b->strings, "</sst>");
    framed(styles, sizeof styles, "<styleSheet " BOOK_NS ">", b->styles, "</styleSheet>");
    const part parts[] = {{.name = "[Content_Types].xml", .text = "<Types/>"},
                          {.name = "xl/workbook.xml", .text = b->workbook ? b->workbook : workbook},
                          {.name = "xl/_rels/workbook.xml.rels", .text = b->relations ? b->relations : relations},
                          {.name = "xl/worksheets/sheet1.xml", .text = b->sheet ? b->sheet : sheet},
                          {.name = "xl/worksheets/sheet2.xml", .text = other},
                          {.name = "xl/styles.xml", .text = styles},
                          {.name = "xl/sharedStrings.xml", .text = b->sst ? b->sst : strings}};
    return packed_zip("xlsx", parts, sizeof parts / sizeof *parts);
}

/* ---- reading ---- */

static inline sg_status give_fd(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    ssize_t len = read(*(int *)self, bytes, size);
    if (len < 0) return sg_fail(err, SG_EFAIL, "read: %s", strerror(errno));
    *got = (size_t)len;
    return SG_OK;
}

/* All that the file holds, into out; members as in sg_input_from; name: of the member that was read (may be NULL). */
static inline sg_status unpack(const char *path, const char *member, sg_buf *members, sg_buf *out, char name[256],
                               sg_error *err)
{
    int fd = open(path, O_RDONLY);
    sg_input_from from = {.fd = fd, .member = member, .read = give_fd, .self = &fd, .members = members};
    sg_input *input = NULL;
    static char piece[7000];
    assert_true(fd >= 0);
    sg_status status = sg_input_open(&from, &input, err);
    for (size_t got = 1; status == SG_OK && got;) {
        status = sg_input_read(input, piece, sizeof piece, &got, err);
        if (status == SG_OK) sg_buf_add(out, piece, got);
    }
    if (status == SG_OK && name) snprintf(name, 256, "%s", sg_input_name(input));
    sg_input_close(input);
    close(fd);
    return status;
}

/* The packed file holds exactly this. */
static inline void holds(const char *member, const char *want)
{
    sg_error err;
    sg_buf out;
    sg_buf_init(&out, 1 << 28);
    sg_buf_str(&out, "");
    assert_ok(unpack(packed_path, member, NULL, &out, NULL, &err));
    assert_string_equal(out.at, want);
    sg_buf_release(&out);
}

/* Without memory at any point: a message, nothing lost, and it goes well once there is enough. */
static inline void survives_want_of_memory(void)
{
    for (int onwards = 0; onwards < 2; onwards++) {
        for (size_t at = 1;; at++) {
            sg_error err = {""};
            sg_buf out;
            sg_buf_init(&out, 1 << 20);
            sg_buf_printf(&out, "%2000s", ""); /* so that what is read here asks for no more */
            sg_alloc_fail_at(at, onwards);
            sg_status status = unpack(packed_path, NULL, NULL, &out, NULL, &err);
            bool enough = sg_alloc_count() < at;
            sg_alloc_fail_at(0, 0);
            sg_buf_release(&out);
            if (status != SG_OK && (status != SG_EFAIL || !strstr(err.text, "memory")))
                fail_msg("allocation %zu: status %d: %s", at, (int)status, err.text);
            if (!enough) continue;
            assert_int_equal(status, SG_OK);
            break;
        }
    }
}

/* The packed file is refused with this in the message. */
static inline void refused(const char *member, sg_status status, const char *message)
{
    sg_error err;
    sg_buf out;
    sg_buf_init(&out, 1 << 28);
    assert_fails(unpack(packed_path, member, NULL, &out, NULL, &err), status, message);
    sg_buf_release(&out);
}

#endif
