/* Any bytes through the way in, as they are or as a part of a workbook (the first byte picks which): no crash, no
 * output without bound, and a sheet becomes UTF-8 without NUL. */
#include "base/text.h"
#include "input/decode.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { PARTS = 5, OUT_MAX = 256 << 20 };

typedef struct input {
    const uint8_t *at;
    size_t len;
} input;

static sg_status give(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    (void)err;
    input *in = self;
    *got = in->len < size ? in->len : size;
    if (*got) memcpy(bytes, in->at, *got);
    in->at += *got;
    in->len -= *got;
    return SG_OK;
}

static void read_all(const uint8_t *at, size_t len, int is_sheet)
{
    static char piece[1 << 16];
    input in = {at, len};
    sg_input_from from = {.fd = -1, .read = give, .self = &in};
    sg_input *opened;
    sg_error err;
    sg_buf text;
    sg_buf_init(&text, OUT_MAX);
    if (sg_input_open(&from, &opened, &err) != SG_OK) return;
    for (size_t got = 1, all = 0; got; all += got) {
        if (sg_input_read(opened, piece, sizeof piece, &got, &err) != SG_OK) break;
        if (all > OUT_MAX) abort();
        if (is_sheet) sg_buf_add(&text, piece, got);
    }
    if (text.len && (!sg_utf8_valid(text.at, text.len) || memchr(text.at, 0, text.len))) abort();
    sg_buf_release(&text);
    sg_input_close(opened);
}

static const char *const names[PARTS] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
                                         "xl/workbook.xml", "xl/_rels/workbook.xml.rels"};
static const char *const usual[PARTS] = {
    "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>45000</v></c></row></sheetData></worksheet>",
    "<sst><si><t>text</t></si></sst>",
    "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"1\"/></sheets></workbook>",
    "<Relationships><Relationship Id=\"1\" Type=\"/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship "
    "Id=\"2\" "
    "Type=\"/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"3\" Type=\"/styles\" "
    "Target=\"styles.xml\"/></Relationships>"};

/* A workbook with the bytes in place of one part, not compressed. */
static void read_book(const uint8_t *at, size_t len, size_t which)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *bytes = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = zip_open_from_source(bytes, ZIP_TRUNCATE, &error);
    if (!zip) abort();
    for (size_t i = 0; i < PARTS; i++) {
        zip_source_t *part =
            i == which ? zip_source_buffer(zip, at, len, 0) : zip_source_buffer(zip, usual[i], strlen(usual[i]), 0);
        zip_int64_t index = zip_file_add(zip, names[i], part, 0);
        if (index < 0 || zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) != 0) abort();
    }
    zip_source_keep(bytes);
    if (zip_close(zip) != 0 || zip_source_open(bytes) != 0) abort();
    zip_source_seek(bytes, 0, SEEK_END);
    size_t size = (size_t)zip_source_tell(bytes);
    zip_source_seek(bytes, 0, SEEK_SET);
    uint8_t *whole = malloc(size);
    if (!whole || zip_source_read(bytes, whole, size) != (zip_int64_t)size) abort();
    zip_source_close(bytes);
    zip_source_free(bytes);
    read_all(whole, size, 1);
    free(whole);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) return 0;
    size_t which = data[0] % (PARTS + 1);
    if (which == PARTS)
        read_all(data + 1, size - 1, 0);
    else
        read_book(data + 1, size - 1, which);
    return 0;
}
