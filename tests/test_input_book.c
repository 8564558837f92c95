/* Workbooks as CSV: every kind of cell, holes, dates, sheets; and each way to be wrong, one file each. */
#include "input_support.h"

#include "input/book.h"

static void becomes(const char *cells, const char *csv)
{
    packed_book(&(book){
        .cells = cells,
        .strings = "<si><t>occ_code</t></si><si><t>title</t></si><si><t xml:space=\"preserve\"> a, \"b\"</t></si>"
                   "<si><r><rPr><b/></rPr><t>rich </t></r><r><t>text</t></r></si>"
                   "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/></si>"
                   "<si><t>two_x000D__x000A_lines _x005F_ _x20AC_ _xD800_ _x00_</t></si><si/>",
        .styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd;@\"/><numFmt numFmtId=\"165\" "
                  "formatCode=\"[$-409]d\\-mmm\\-yy\\ h:mm\\ AM/PM\"/><numFmt numFmtId=\"166\" formatCode=\"0.00\\d\"/>"
                  "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf "
                  "numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf "
                  "numFmtId=\"20\"/><xf numFmtId=\"4\"/></cellXfs>"});
    holds(NULL, csv);
}

#define ROW(n, cells) "<row r=\"" #n "\">" cells "</row>"
#define S(place, index) "<c r=\"" place "\" t=\"s\"><v>" #index "</v></c>"
#define N(place, number) "<c r=\"" place "\"><v>" number "</v></c>"
#define STYLED(place, style, number) "<c r=\"" place "\" s=\"" #style "\"><v>" number "</v></c>"
#define HEAD ROW(1, S("A1", 0) S("B1", 1) S("C1", 0))

static void every_kind_of_cell(void **state)
{
    (void)state;
    becomes(HEAD ROW(2, S("A2", 2) S("B2", 3) S("C2", 4)),
            "occ_code,title,occ_code\n\" a, \"\"b\"\"\",rich text,東京\n");
    becomes(ROW(1, S("A1", 5)), "\"two\r\nlines _ € _xD800_ _x00_\"\n");
    becomes(ROW(1,
                "<c r=\"A1\" t=\"inlineStr\"><is><t>in</t><rPh><t>x</t></rPh></is></c><c r=\"B1\" "
                "t=\"inlineStr\"><is><r><t>li</t></r><r><t>ne</t></r></is></c>"
                "<c r=\"C1\" t=\"str\"><f>A1&amp;\"x\"</f><v>inx</v></c><c r=\"D1\" t=\"b\"><v>1</v></c>"
                "<c r=\"E1\" t=\"b\"><v>0</v></c><c r=\"F1\" t=\"e\"><v>#N/A</v></c><c r=\"G1\"><f>1+1</f><v>2</v></c>"
                "<c r=\"H1\" t=\"d\"><v>2024-05-31</v></c>"),
            "in,line,inx,TRUE,FALSE,,2,2024-05-31\n");
    becomes(ROW(1, N("A1", "65510") N("B1", "1.1000000000000001") N("C1", "1E-3") N("D1", "-0.5")),
            "65510,1.1000000000000001,1E-3,-0.5\n");
    becomes(ROW(1, S("A1", 0) S("B1", 6) "<c r=\"C1\" t=\"s\"/>" S("D1", 0)), "occ_code,,,occ_code\n");
}

static void holes(void **state)
{
    (void)state;
    becomes(HEAD ROW(3, N("B3", "1")) ROW(4, "") ROW(9, "<c r=\"A9\" s=\"1\"/>") ROW(10, N("A10", "2")),
            "occ_code,title,occ_code\n,1,\n2,,\n");
    /* a title above the header, a note beyond it, and cells that say no place */
    becomes(ROW(1, S("A1", 1)) ROW(2, S("A2", 0) S("B2", 1) S("C2", 0)) ROW(3, N("A3", "1"))
                ROW(4, N("A4", "1") N("F4", "2")) ROW(5, N("B5", "3")),
            "title\nocc_code,title,occ_code\n1,,\n1,,,,,2\n,3,\n");
    becomes("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row><row><c><v>7</v></c></row>",
            "occ_code,title\n7,\n");
    becomes(ROW(1, N("Z1", "1") N("AA1", "2")) ROW(1048576, N("A1048576", "4")),
            ",,,,,,,,,,,,,,,,,,,,,,,,,1,2\n4,,,,,,,,,,,,,,,,,,,,,,,,,,\n");
}

static void dates(void **state)
{
    (void)state;
    becomes(ROW(1, STYLED("A1", 1, "45443") STYLED("B1", 2, "61") STYLED("C1", 2, "59") STYLED("D1", 2, "1")),
            "2024-05-31,1900-03-01,1900-02-28,1900-01-01\n");
    becomes(ROW(1, STYLED("A1", 1, "60") STYLED("B1", 1, "0") STYLED("C1", 1, "-1") STYLED("D1", 1, "3000000")),
            "60,0,-1,3000000\n");
    becomes(ROW(1, STYLED("A1", 3, "45443.354166666664") STYLED("B1", 3, "45443") STYLED("C1", 1, "45443.5")),
            "2024-05-31 08:30:00,2024-05-31,2024-05-31\n");
    becomes(ROW(1, STYLED("A1", 5, "0.35416666666666669") STYLED("B1", 4, "45443") STYLED("C1", 6, "45443")
                       STYLED("D1", 0, "45443") STYLED("E1", 99, "45443")),
            "08:30:00,45443,45443,45443,45443\n");
    becomes(ROW(1, "<c r=\"A1\" s=\"1\" t=\"str\"><v>45443</v></c>" STYLED("B1", 3, "45442.9999999")),
            "45443,2024-05-31\n");
}

static void dates_since_1904(void **state)
{
    (void)state;
    packed_book(&(book){.cells = ROW(1, STYLED("A1", 0, "0") STYLED("B1", 0, "43981") STYLED("C1", 0, "60")),
                        .styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>",
                        .workbook =
                            "<workbook " BOOK_NS " xmlns:r=\"" BOOK_REL "\"><workbookPr date1904=\"1\"/><sheets><sheet "
                            "name=\"Wages\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"});
    holds(NULL, "1904-01-01,2024-05-31,1904-03-01\n");
}

static void formats(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        unsigned shows;
    } cases[] = {{"General", 0},
                 {"0.00", 0},
                 {"yyyy-mm-dd", SG_SHOWS_DATE},
                 {"m/d/yy h:mm", SG_SHOWS_DATE | SG_SHOWS_TIME},
                 {"mmm", SG_SHOWS_DATE},
                 {"mm:ss", SG_SHOWS_TIME},
                 {"[h]:mm:ss", SG_SHOWS_TIME},
                 {"[Red]0.0", 0},
                 {"[$-F800]dddd, mmmm dd, yyyy", SG_SHOWS_DATE},
                 {"\"day\" 0", 0},
                 {"0\\d", 0},
                 {"_d0", 0},
                 {"#,##0;[Red]dd", 0},
                 {"\"open", 0},
                 {"0\\", 0},
                 {"[Red", 0},
                 {"", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (sg_format_code(cases[i].code) != cases[i].shows)
            fail_msg("%s: %u, expected %u", cases[i].code, sg_format_code(cases[i].code), cases[i].shows);
}

static void sheets(void **state)
{
    (void)state;
    packed_book(&(book){.cells = ROW(1, N("A1", "1"))});
    holds("Wages", "1\n");
    holds("field descriptions", "Field\n");
    refused("Notes", SG_EUSAGE, "the workbook has no sheet \"Notes\"; it has Wages, Field Descriptions");
    packed_book(&(book){
        .cells = ROW(1, N("A1", "1")),
        .workbook = "<x:workbook xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" xmlns:r=\"" BOOK_REL "\">"
                    "<x:sheets><x:sheet name=\"Wages\" state=\"hidden\" sheetId=\"1\" r:id=\"rId1\"/><x:sheet "
                    "name=\"Seen\" sheetId=\"2\" r:id=\"rId2\"/></x:sheets></x:workbook>"});
    holds(NULL, "Field\n");
    holds("Wages", "1\n");
}

/* As the Bureau of Labor Statistics ships them: a workbook in a folder of a zip. */
static void book_in_a_zip(void **state)
{
    (void)state;
    size_t len;
    sg_error err;
    char name[256];
    sg_buf out;
    sg_buf_init(&out, 1 << 20);
    packed_book(&(book){.cells = ROW(1, N("A1", "1"))});
    char *whole = bytes_of(packed_path, &len);
    PACKED_ZIP({.name = "oesm24nat/", .text = ""},
               {.name = "oesm24nat/national_M2024_dl.xlsx", .text = whole, .len = len});
    free(whole);
    assert_ok(unpack(packed_path, NULL, NULL, &out, name, &err));
    assert_string_equal(name, "national_M2024_dl.xlsx");
    assert_string_equal(out.at, "1\n");
    sg_buf_release(&out);
    holds("national_M2024_dl.xlsx#Field Descriptions", "Field\n");
    refused("national_M2024_dl.xlsx#No", SG_EUSAGE, "no sheet \"No\"");
}

/* ---- wrong ones ---- */

static void wrong_parts(void **state)
{
    (void)state;
    packed_book(&(book){.sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"});
    refused(NULL, SG_EFAIL,
            "the workbook's part xl/worksheets/sheet1.xml is cut or corrupt in line 1: no element found");
    packed_book(&(book){.sheet = "<worksheet><sheetData></row></sheetData></worksheet>"});
    refused(NULL, SG_EFAIL, "sheet1.xml is cut or corrupt in line 1: mismatched tag");
    packed_book(&(book){.cells = ROW(1, S("A1", 0)), .sst = "<sst><si><t>x</t></sst>"});
    refused(NULL, SG_EFAIL, "xl/sharedStrings.xml is cut or corrupt");
    packed_book(&(book){.cells = ROW(1, S("A1", 3)), .strings = "<si><t>x</t></si>"});
    refused(NULL, SG_EFAIL, "a cell has text 3 of 1: the workbook is corrupt");
    packed_book(&(book){.cells = ROW(1, "<c r=\"A1\" t=\"s\"><v>x</v></c>")});
    refused(NULL, SG_EFAIL, "row 1: a cell refers to no text of the workbook");
    packed_book(&(book){.cells = ROW(1, N("B1", "1") N("A1", "1"))});
    refused(NULL, SG_EFAIL, "row 1: a cell out of its order");
    packed_book(&(book){.cells = ROW(1, N("XFE1", "1"))});
    refused(NULL, SG_EFAIL, "row 1: a cell out of its order: expected columns that rise, XFD at most");
    packed_book(&(book){.cells = ROW(2, N("A2", "1")) ROW(2, N("A2", "1"))});
    refused(NULL, SG_EFAIL, "row 2: a row out of its order");
    packed_book(&(book){.workbook = "<workbook/>"});
    refused(NULL, SG_EFAIL, "the workbook has no sheet");
    packed_book(&(book){.relations = "<Relationships/>"});
    refused(NULL, SG_EFAIL, "the sheet holds no cells: expected a worksheet, one of Wages, Field Descriptions");
    PACKED_ZIP({.name = "xl/workbook.xml",
                .text = "<workbook xmlns:r=\"x\"><sheets><sheet name=\"a\" r:id=\"1\"/></sheets></workbook>"});
    refused(NULL, SG_EFAIL, "the workbook lacks its part xl/_rels/workbook.xml.rels");
}

/* Entities that grow, from a declaration that no workbook has. */
static void entities(void **state)
{
    (void)state;
    packed_book(&(book){.sheet = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><worksheet>"
                                 "<sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>"});
    refused(NULL, SG_EFAIL, "sheet1.xml: a document type declaration, which no workbook has");
    packed_book(&(book){.cells = ROW(1, S("A1", 0)),
                        .sst = "<!DOCTYPE sst SYSTEM \"file:///etc/passwd\"><sst><si><t>x</t></si></sst>"});
    refused(NULL, SG_EFAIL, "sharedStrings.xml: a document type declaration");
}

static void part_of(const char *name, const char *before, char fill, size_t len, const char *after)
{
    size_t head = strlen(before), tail = strlen(after);
    char *text = malloc(head + len + tail + 1);
    memcpy(text, before, head);
    memset(text + head, fill, len);
    memcpy(text + head + len, after, tail + 1);
    book b = {.cells = ROW(1, S("A1", 0))};
    if (strcmp(name, "sheet") == 0)
        b.sheet = text;
    else
        b.sst = text;
    packed_book(&b);
    free(text);
}

static void bounds(void **state)
{
    (void)state;
    part_of("sheet", "<worksheet><sheetData><row><c t=\"str\"><v>", 'x', (16 << 20) + 1,
            "</v></c></row></sheetData></worksheet>");
    refused(NULL, SG_EFAIL, "row 1: a cell of over 16 MB");
    part_of("sheet", "<worksheet><!--", 'x', 10 << 20, "--></worksheet>");
    refused(NULL, SG_EFAIL, "one tag or comment of over 8 MB");
    part_of("strings", "<sst a=\"", 'x', 10 << 20, "\"/>");
    refused(NULL, SG_EFAIL, "one tag or comment of over 8 MB");
    part_of("strings", "<sst>", ' ', 70 << 20, "</sst>");
    refused(NULL, SG_EFAIL, "it unpacks to more than 400 times its size");
}

/* A few kilobytes of cells that name one long text would be gigabytes: given out a row at a time, and ended. */
static void a_text_named_often(void **state)
{
    (void)state;
    enum { TEXT = 60000, ROWS = 1500 };
    static const char row[] = "<row><c t=\"s\"><v>0</v></c></row>";
    char *cells = calloc(ROWS, sizeof row), *strings = malloc(TEXT + 64);
    memset(strings, 'x', TEXT + 32);
    memcpy(strings, "<si><t>", 7);
    memcpy(strings + TEXT, "</t></si>", 10);
    for (size_t i = 0; i < ROWS; i++) memcpy(cells + i * (sizeof row - 1), row, sizeof row - 1);
    packed_book(&(book){.cells = cells, .strings = strings});
    refused(NULL, SG_EFAIL, "it unpacks to more than 400 times its size");
    free(cells);
    free(strings);
}

static void want_of_memory(void **state)
{
    (void)state;
    packed_book(&(book){.cells = HEAD ROW(2, STYLED("A2", 0, "45443")),
                        .strings = "<si><t>a</t></si><si><t>b</t></si>",
                        .styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yy\"/></numFmts><cellXfs><xf "
                                  "numFmtId=\"164\"/></cellXfs>"});
    survives_want_of_memory();
}

int main(int argc, char **argv)
{
    (void)argc;
    support_start(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_cell),
        cmocka_unit_test(holes),
        cmocka_unit_test(dates),
        cmocka_unit_test(dates_since_1904),
        cmocka_unit_test(formats),
        cmocka_unit_test(sheets),
        cmocka_unit_test(book_in_a_zip),
        cmocka_unit_test(wrong_parts),
        cmocka_unit_test(entities),
        cmocka_unit_test(bounds),
        cmocka_unit_test(a_text_named_often),
        cmocka_unit_test(want_of_memory),
    };
    return cmocka_run_group_tests_name("input: workbooks", tests, NULL, packed_remove);
}
