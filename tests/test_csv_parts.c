/* CSV read in parts gives exactly the rows of the whole: against libcsv itself on made-up files, against the uncut
 * reader on broken ones. CSV_FILES sets how many files are made (make bench: 100,000 of each). */
#include "support.h"

#include "base/buf.h"
#include "input/csv_parts.h"

#include <csv.h>
#include <malloc.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { FIELDS = 3, ROWS = 24, CHUNKS = 2000, BYTES_MAX = 1 << 20 };

static const sg_column columns[FIELDS] = {{"a", SG_COLUMN_NEEDED}, {"b", SG_COLUMN_NEEDED}, {"c", SG_COLUMN_NEEDED}};

/* ---- numbers that look like chance, and are the same each time: xorshift64, Marsaglia 2003 ---- */

static uint64_t state = 88172645463325252u;

static unsigned below(unsigned n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)(state >> 33) % n;
}

/* ---- made-up files ---- */

typedef struct made {
    sg_buf text;
    char delimiter;
    size_t offsets[ROWS]; /* of each data row */
    size_t rows;
} made;

static void add_end(sg_buf *out)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    sg_buf_str(out, ends[below(3)]);
}

/* Inside quotes all is well that doubles its quotes. */
static void add_quoted(sg_buf *out, char delimiter)
{
    static const char *const inside[] = {"x", "\"\"", "\n", "\r", "\r\n", " ", "\xC3\xA9", "word", "\"\"\"\"", "\n\n"};
    sg_buf_char(out, '"');
    for (unsigned n = below(6); n; n--) {
        unsigned pick = below(11);
        if (pick < 10)
            sg_buf_str(out, inside[pick]);
        else
            sg_buf_char(out, delimiter);
    }
    sg_buf_char(out, '"');
}

static void add_field(sg_buf *out, char delimiter)
{
    static const char *const plain[] = {"", "", "1", "word", "two words", " led", "ended ", "\xE2\x82\xAC", "  "};
    if (below(2))
        add_quoted(out, delimiter);
    else
        sg_buf_str(out, plain[below(9)]);
}

/* Blank lines, even of white space, are no rows. */
static void add_blanks(sg_buf *out)
{
    static const char *const blanks[] = {"", " ", "  "};
    while (below(8) == 0) {
        sg_buf_str(out, blanks[below(3)]);
        add_end(out);
    }
}

static void make(made *m)
{
    sg_buf *out = &m->text;
    m->delimiter = ",;|"[below(3)];
    m->rows = below(ROWS);
    sg_buf_clear(out);
    if (below(5) == 0) sg_buf_str(out, "\xEF\xBB\xBF");
    sg_buf_printf(out, below(2) ? "a%cb%cc" : "a%c\"b\"%cc", m->delimiter, m->delimiter);
    if (m->rows || below(2)) add_end(out);
    for (size_t i = 0; i < m->rows; i++) {
        add_blanks(out);
        m->offsets[i] = out->len;
        for (int f = 0; f < FIELDS; f++) {
            if (f) sg_buf_char(out, m->delimiter);
            add_field(out, m->delimiter);
        }
        if (i + 1 < m->rows || below(3)) add_end(out);
    }
}

/* A byte or a few are put wrong. */
static void spoil(made *m)
{
    for (unsigned n = 1 + below(3); n; n--) {
        size_t at = below(8) ? 5 + below((unsigned)m->text.len) : below(8);
        if (at < m->text.len) m->text.at[at] = "\"\"\"x\n\r,\0\xFF"[below(9)];
    }
}

/* ---- what came of one, as text; before each row's number stands a byte that no file has ---- */

typedef struct listing {
    sg_buf out;
    const made *m;
    size_t at, end;     /* of the text: the next byte to be read, and the first that is not */
    size_t row, fields; /* last seen; libcsv: of it */
} listing;

static void list_place(listing *l, uint64_t number, uint64_t offset)
{
    l->row = (size_t)number;
    sg_buf_printf(&l->out, "\001%08llu@%llu ", (unsigned long long)number, (unsigned long long)offset);
}

static void list_value(listing *l, const char *at, size_t len)
{
    if (!at) {
        sg_buf_char(&l->out, '-');
        return;
    }
    sg_buf_char(&l->out, '[');
    sg_buf_add(&l->out, at, len);
    sg_buf_char(&l->out, ']');
}

static void libcsv_field(void *at, size_t len, void *self)
{
    listing *l = self;
    if (l->fields++ == 0 && l->row) list_place(l, l->row, l->m->offsets[l->row - 1]);
    if (l->row) list_value(l, at, len);
}

static void libcsv_row(int end, void *self)
{
    listing *l = self;
    (void)end;
    l->row++;
    l->fields = 0;
}

/* libcsv alone, on all of it at once. Its first row is the header. */
static void list_plain(const made *m, sg_buf *out)
{
    struct csv_parser parser;
    listing l = {.m = m};
    size_t mark = memcmp(m->text.at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0, len = m->text.len - mark;
    sg_buf_init(&l.out, BYTES_MAX);
    assert_int_equal(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL), 0);
    csv_set_delim(&parser, (unsigned char)m->delimiter);
    assert_int_equal(csv_parse(&parser, m->text.at + mark, len, libcsv_field, libcsv_row, &l), len);
    assert_int_equal(csv_fini(&parser, libcsv_field, libcsv_row, &l), 0);
    assert_int_equal(l.row, m->rows + 1);
    csv_free(&parser);
    sg_buf_add(out, l.out.at, l.out.len);
    sg_buf_release(&l.out);
}

static sg_status give(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    listing *l = self;
    (void)err;
    *got = l->end - l->at < size ? l->end - l->at : size;
    if (*got) memcpy(bytes, l->m->text.at + l->at, *got);
    l->at += *got;
    return SG_OK;
}

static sg_status list_row(void *self, const sg_row *row, const sg_text *values, sg_error *err)
{
    (void)err;
    list_place(self, row->number, row->offset);
    for (int f = 0; f < FIELDS; f++) list_value(self, values[f].at, values[f].len);
    return SG_OK;
}

static void list_reject(void *self, const sg_row *row, const char *reason, sg_text found)
{
    listing *l = self;
    list_place(l, row->number, row->offset);
    sg_buf_printf(&l->out, "%s (%.*s)", reason, (int)found.len, found.at ? found.at : "");
}

static void list_status(listing *l, sg_status status, const sg_error *err)
{
    if (status != SG_OK) sg_buf_printf(&l->out, "status %d: %s", (int)status, err->text);
}

static sg_csv csv_of(listing *l, sg_dialect *dialect)
{
    *dialect = (sg_dialect){.size = sizeof *dialect, .delimiter = l->m->delimiter};
    return (sg_csv){dialect, columns, FIELDS, give, l, list_row, list_reject, l};
}

static void list_uncut(const made *m, sg_buf *out)
{
    listing l = {.m = m, .end = m->text.len};
    sg_dialect dialect;
    sg_csv csv = csv_of(&l, &dialect);
    sg_error err;
    uint64_t rows;
    sg_buf_init(&l.out, BYTES_MAX);
    list_status(&l, sg_csv_read(&csv, &rows, &err), &err);
    sg_buf_add(out, l.out.at, l.out.len);
    sg_buf_release(&l.out);
}

/* ---- in parts: what a host and its workers do, one after another ---- */

typedef struct parted {
    sg_cuts cuts;
    listing l;
    sg_buf chunks[CHUNKS]; /* what came of each; kept from file to file */
    size_t rows[CHUNKS];
    size_t chunk; /* that is read */
    size_t last;  /* behind which nothing is taken */
    size_t whole; /* the first that does not end between rows; SIZE_MAX: none */
    bool alone;   /* it may go on to the end */
} parted;

static void keep_chunk(parted *p)
{
    sg_buf *kept = &p->chunks[p->chunk];
    if (!kept->max) sg_buf_init(kept, BYTES_MAX);
    sg_buf_clear(kept);
    sg_buf_add(kept, p->l.out.at, p->l.out.len);
    p->rows[p->chunk] = p->l.row;
}

static sg_status chunk_begin(void *self, size_t k, sg_error *err)
{
    parted *p = self;
    (void)err;
    p->chunk = k;
    p->l.at = (size_t)p->cuts.chunks[k].start;
    p->l.end = k + 1 < p->cuts.n ? (size_t)p->cuts.chunks[k + 1].start : p->l.m->text.len;
    p->l.row = 0;
    sg_buf_clear(&p->l.out);
    return SG_OK;
}

static sg_status chunk_end(void *self, sg_error *err)
{
    (void)err;
    keep_chunk(self);
    return SG_OK;
}

/* Whoever is not the first has to wait until it is ended. */
static sg_status chunk_whole(void *self, sg_error *err)
{
    parted *p = self;
    if (p->whole > p->chunk) p->whole = p->chunk;
    if (!p->alone) return sg_fail(err, SG_EINTR, "ended");
    assert_int_equal(p->chunk, p->whole);
    p->l.end = p->l.m->text.len;
    return SG_OK;
}

static void run_worker(parted *p, unsigned worker, unsigned workers)
{
    sg_dialect dialect;
    sg_csv csv = csv_of(&p->l, &dialect);
    const sg_csv_parts parts = {&p->cuts, worker, workers, chunk_begin, chunk_end, chunk_whole, p};
    sg_error err;
    assert_ok(chunk_begin(p, worker, &err));
    if (worker) p->l.at = 0, p->l.end = p->l.m->text.len; /* for the header */
    sg_status status = sg_csv_parts_read(&csv, &parts, &err);
    if (status == SG_EINTR) return;
    if (status != SG_OK && p->chunk < p->last) p->last = p->chunk;
    list_status(&p->l, status, &err);
    keep_chunk(p);
}

/* Rows get the numbers that they have in the whole. */
static void join(parted *p, sg_buf *out)
{
    size_t base = 0;
    for (size_t k = 0; k <= p->last; base += p->rows[k++]) {
        const char *at = p->chunks[k].at, *end = at + p->chunks[k].len;
        while (at < end) {
            const char *next = memchr(at + 1, '\001', (size_t)(end - at - 1));
            size_t skip = *at == '\001' ? 9 : 0;
            if (skip) sg_buf_printf(out, "\001%08llu", (unsigned long long)base + strtoull(at + 1, NULL, 10));
            if (!next) next = end;
            sg_buf_add(out, at + skip, (size_t)(next - at) - skip);
            at = next;
        }
    }
}

/* The cuts are made of a file, as they are in a run. */
static void cut(parted *p, int fd, uint64_t size)
{
    sg_error err;
    const sg_buf *text = &p->l.m->text;
    p->cuts = (sg_cuts){.n = 0};
    assert_int_equal(ftruncate(fd, 0), 0);
    assert_int_equal(pwrite(fd, text->at, text->len, 0), (ssize_t)text->len);
    assert_ok(sg_cuts_make(fd, size, &p->cuts, &err));
    assert_true(p->cuts.n <= CHUNKS);
}

/* Returns whether the cuts were right. */
static bool list_parts(parted *p, const made *m, int fd, sg_buf *out)
{
    unsigned workers = 1 + below(7);
    p->l.m = m;
    p->whole = SIZE_MAX;
    p->alone = false;
    cut(p, fd, 1 + below(below(2) ? 8 : 200));
    p->last = p->cuts.n - 1;
    if (workers > p->cuts.n) workers = (unsigned)p->cuts.n;
    for (unsigned w = 0; w < workers; w++) run_worker(p, w, workers);
    if (p->whole <= p->last) {
        p->last = p->whole;
        p->alone = true;
        run_worker(p, (unsigned)(p->whole % workers), workers);
    }
    join(p, out);
    sg_cuts_release(&p->cuts);
    return !p->alone;
}

/* ---- the tests ---- */

typedef struct bench {
    made m;
    parted p;
    sg_buf want, got;
    int fd;
    size_t files;
} bench;

static int set_up(void **out)
{
    const char *files = getenv("CSV_FILES");
    bench *b = calloc(1, sizeof *b);
    mallopt(M_MMAP_THRESHOLD, BYTES_MAX); /* a reader's buffer is not mapped anew for each file */
    b->files = files ? strtoul(files, NULL, 10) : 10000;
    b->fd = memfd_create("test", 0);
    sg_buf_init(&b->m.text, BYTES_MAX);
    sg_buf_init(&b->p.l.out, BYTES_MAX);
    sg_buf_init(&b->want, BYTES_MAX);
    sg_buf_init(&b->got, BYTES_MAX);
    *out = b;
    return b->fd < 0;
}

static int tear_down(void **from)
{
    bench *b = *from;
    for (size_t k = 0; k < CHUNKS; k++) sg_buf_release(&b->p.chunks[k]);
    sg_buf_release(&b->m.text);
    sg_buf_release(&b->p.l.out);
    sg_buf_release(&b->want);
    sg_buf_release(&b->got);
    close(b->fd);
    free(b);
    return 0;
}

static void expect_same(const bench *b, size_t file)
{
    if (b->want.len == b->got.len && (!b->want.len || memcmp(b->want.at, b->got.at, b->want.len) == 0)) return;
    fail_msg("file %zu:\n%.*s\nexpected:\n%s\ngot:\n%s\n", file, (int)b->m.text.len, b->m.text.at, b->want.at,
             b->got.at);
}

static void well_formed_files(void **from)
{
    bench *b = *from;
    for (size_t i = 0; i < b->files; i++) {
        make(&b->m);
        sg_buf_clear(&b->want), sg_buf_clear(&b->got);
        list_plain(&b->m, &b->want);
        list_uncut(&b->m, &b->got);
        expect_same(b, i);
        sg_buf_clear(&b->got);
        assert_true(list_parts(&b->p, &b->m, b->fd, &b->got)); /* every cut is right */
        expect_same(b, i);
    }
}

static void broken_files(void **from)
{
    bench *b = *from;
    size_t wrong = 0;
    for (size_t i = 0; i < b->files; i++) {
        make(&b->m);
        spoil(&b->m);
        sg_buf_clear(&b->want), sg_buf_clear(&b->got);
        list_uncut(&b->m, &b->want);
        wrong += !list_parts(&b->p, &b->m, b->fd, &b->got);
        expect_same(b, i);
    }
    assert_true(wrong > b->files / 20); /* there were wrong cuts to be found */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(well_formed_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(broken_files, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("CSV in parts", tests, NULL, NULL);
}
