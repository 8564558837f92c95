#include "reading/reading.h"

#include "base/text.h"
#include "reading/near.h"
#include "reading/pay_text.h"
#include "reading/recent.h"
#include "taxonomy/band.h"
#include "taxonomy/employer.h"
#include "taxonomy/find.h"
#include "taxonomy/title.h"
#include "taxonomy/unknown.h"

#include <string.h>

enum { TEXT_BYTES_MAX = 1 << 28 };

struct sg_reader {
    const sg_taxonomy *taxonomy;
    sg_finder *finder;
    sg_titles *titles;
    sg_unknown_finder *unknown; /* made when first asked for */
    sg_buf text, fold, names;
    char currency[4];
    unsigned char near[SG_NEAR_SIZE];
    sg_recent recent;
};

sg_status sg_reader_alloc(const sg_taxonomy *taxonomy, sg_reader **out, sg_error *err)
{
    sg_reader *reader = sg_zalloc(1, sizeof *reader);
    if (!reader) return sg_fail(err, SG_EFAIL, "no memory to read postings");
    reader->taxonomy = taxonomy;
    reader->finder = sg_finder_alloc(taxonomy);
    reader->titles = sg_titles_alloc(taxonomy);
    sg_buf_init(&reader->text, TEXT_BYTES_MAX);
    sg_buf_init(&reader->fold, TEXT_BYTES_MAX);
    sg_buf_init(&reader->names, TEXT_BYTES_MAX);
    if (!reader->finder || !reader->titles) {
        sg_reader_free(reader);
        return sg_fail(err, SG_EFAIL, "no memory to read postings");
    }
    *out = reader;
    return SG_OK;
}

void sg_reader_free(sg_reader *reader)
{
    if (!reader) return;
    sg_finder_free(reader->finder);
    sg_titles_free(reader->titles);
    sg_buf_release(&reader->text);
    sg_buf_release(&reader->fold);
    sg_buf_release(&reader->names);
    sg_unknown_finder_free(reader->unknown);
    sg_recent_release(&reader->recent);
    sg_free(reader);
}

int sg_posting_text(const sg_posting *posting, sg_buf *out)
{
    sg_text body = posting->body, title = posting->title;
    if (body.len) sg_buf_add(out, body.at, body.len);
    if (title.len && !(body.len >= title.len && memmem(body.at, body.len, title.at, title.len))) {
        sg_buf_char(out, '\n');
        sg_buf_add(out, title.at, title.len);
    }
    if (posting->skills.len) {
        sg_buf_char(out, '\n');
        sg_buf_add(out, posting->skills.at, posting->skills.len);
    }
    return sg_buf_add(out, "", 0);
}

/* Hash of the folded text: 0 for one of under min bytes. */
static sg_status fold_hash(sg_reader *reader, sg_text text, size_t min, uint64_t *out, sg_error *err)
{
    sg_buf_clear(&reader->fold);
    if (sg_text_fold(text, &reader->fold) != 0) return sg_fail(err, SG_EFAIL, "no memory to read a posting");
    *out = reader->fold.len >= min && reader->fold.len ? sg_hash(reader->fold.at, reader->fold.len) : 0;
    return SG_OK;
}

/* Posts that begin "Boston - Python" or "NY - Python/JavaScript" name no employer there: a text that is the name of a
 * programming language, alone or before a slash, is none. */
static sg_status check_employer(sg_reader *reader, sg_text *employer, sg_error *err)
{
    const sg_taxonomy *taxonomy = reader->taxonomy;
    sg_text name = *employer;
    const char *slash = name.len ? memchr(name.at, '/', name.len) : NULL;
    if (slash) name.len = (size_t)(slash - name.at);
    while (name.len && memchr("!,.: ", name.at[name.len - 1], 5)) name.len--;
    sg_buf_clear(&reader->fold);
    if (sg_text_fold(name, &reader->fold) != 0) return sg_fail(err, SG_EFAIL, "no memory to read a posting");
    uint32_t at = sg_map_find(&taxonomy->names, (sg_text){reader->fold.at, reader->fold.len});
    if (at != SG_MAP_NONE && sg_text_is(taxonomy->skills[taxonomy->name_skill[at]].kind, "language"))
        *employer = (sg_text){NULL, 0};
    return SG_OK;
}

static sg_status read_title(sg_reader *reader, const sg_posting *posting, sg_reading *out, sg_error *err)
{
    sg_title_reading title = {SG_ID_NONE, -1}, stated = {SG_ID_NONE, -1};
    sg_status status = posting->title.len ? sg_title_read(reader->titles, posting->title, &title, err) : SG_OK;
    if (status == SG_OK && posting->level.len) {
        stated.level = sg_level_of(posting->level);
        if (stated.level < 0) status = sg_title_read(reader->titles, posting->level, &stated, err);
    }
    if (status != SG_OK) return status;
    int level = stated.level >= 0 ? stated.level : title.level;
    if (title.role != SG_ID_NONE) out->role = reader->taxonomy->role_ids.names[title.role];
    if (level >= 0) out->level = sg_text_of(sg_level_ids[level]);
    return SG_OK;
}

static sg_status read_place(sg_reader *reader, const sg_posting *posting, sg_reading *out, sg_error *err)
{
    sg_place_reading place = {SG_ID_NONE, SG_UNKNOWN};
    sg_status status = posting->place.len ? sg_place_read(reader->titles, posting->place, &place, err) : SG_OK;
    if (status != SG_OK) return status;
    if (place.region != SG_ID_NONE) out->region = reader->taxonomy->region_ids.names[place.region];
    out->remote = posting->remote != SG_UNKNOWN ? posting->remote : place.remote;
    return SG_OK;
}

/* Amounts that the source states stand as they are. */
static void read_pay(sg_reader *reader, const sg_posting *posting, sg_reading *out)
{
    sg_pay_text pay;
    char country[3] = "";
    out->pay_lo = posting->pay_lo;
    out->pay_hi = posting->pay_hi;
    out->currency = posting->currency;
    out->period = posting->period;
    out->component = posting->component;
    if (posting->pay_lo > 0 || posting->pay_hi > 0 || !posting->pay.len) return;
    if (out->region.len >= 2) memcpy(country, out->region.at, 2); /* "US/austin" */
    if (!sg_pay_text_read(posting->pay, country, &pay)) return;
    out->pay_lo = pay.lo;
    out->pay_hi = pay.hi;
    if (pay.period != SG_PERIOD_NONE) out->period = pay.period;
    if (pay.component != SG_COMPONENT_NONE) out->component = pay.component;
    if (!out->currency.len && pay.currency[0]) {
        memcpy(reader->currency, pay.currency, sizeof reader->currency);
        out->currency = (sg_text){reader->currency, 3};
    }
}

static sg_status find_mentions(sg_reader *reader, const sg_document *document, sg_reading *out, sg_error *err)
{
    const sg_mention *mentions = NULL;
    size_t n = 0;
    sg_status status = sg_finder_run(reader->finder, document, &mentions, &n, err);
    if (status == SG_OK) out->mentions = (sg_text){(const char *)mentions, n * sizeof *mentions};
    return status;
}

static sg_status posting_document(sg_reader *reader, const sg_posting *posting, sg_text employer, sg_document *out,
                                  sg_error *err)
{
    sg_buf_clear(&reader->text);
    if (sg_posting_text(posting, &reader->text) != 0) return sg_fail(err, SG_EFAIL, "no memory to read a posting");
    *out = (sg_document){{reader->text.at, reader->text.len}, employer, posting->title};
    return SG_OK;
}

/* What near-duplicates are known by, of the words that the matcher has read. */
static void read_near(sg_reader *reader, sg_reading *out)
{
    size_t n;
    const sg_word *words = sg_finder_words(reader->finder, &n);
    if (sg_near_sign(words, n, reader->near)) out->near = (sg_text){(const char *)reader->near, sizeof reader->near};
}

static sg_recent_key key_of(const sg_document *document, const sg_reading *reading)
{
    const uint64_t parts[] = {sg_hash(document->text.at, document->text.len),
                              sg_hash(document->employer.at, document->employer.len),
                              sg_hash(document->title.at, document->title.len)};
    return (sg_recent_key){reading->body, sg_hash(parts, sizeof parts)};
}

/* Of the same document the same is found. */
static sg_status read_text(sg_reader *reader, const sg_posting *posting, sg_reading *out, sg_error *err)
{
    sg_document document;
    sg_status status = posting_document(reader, posting, out->employer, &document, err);
    if (status != SG_OK) return status;
    sg_recent_key key = key_of(&document, out);
    if (sg_recent_find(&reader->recent, &key, out)) return SG_OK;
    status = find_mentions(reader, &document, out, err);
    if (status != SG_OK) return status;
    read_near(reader, out);
    sg_recent_keep(&reader->recent, &key, out);
    return SG_OK;
}

sg_status sg_reader_read(sg_reader *reader, const sg_posting *posting, sg_reading *out, sg_error *err)
{
    sg_reading reading = {.id = posting->id,
                          .url = posting->url,
                          .title = posting->title,
                          .employer = posting->employer,
                          .day = posting->day};
    sg_status status = fold_hash(reader, posting->body, SG_READING_BODY_MIN, &reading.body, err);
    if (status == SG_OK) status = check_employer(reader, &reading.employer, err);
    if (status == SG_OK) status = fold_hash(reader, sg_employer_core(reading.employer), 1, &reading.employer_hash, err);
    if (status == SG_OK) status = read_title(reader, posting, &reading, err);
    if (status == SG_OK) status = read_place(reader, posting, &reading, err);
    if (status == SG_OK) read_pay(reader, posting, &reading);
    if (status == SG_OK) status = read_text(reader, posting, &reading, err);
    if (status == SG_OK) *out = reading;
    return status;
}

static sg_status convert_band(sg_reader *reader, const sg_band *record, sg_emit_fn emit, void *ctx, sg_error *err)
{
    sg_band band = *record;
    sg_status status = sg_band_settle(reader->titles, reader->taxonomy, &band, &reader->text, err);
    return status == SG_OK ? emit(ctx, SG_RECORD_BAND, &band) : status;
}

sg_status sg_reader_convert(void *self, uint32_t type, const void *record, const sg_row *row, sg_emit_fn emit,
                            void *ctx, sg_error *err)
{
    sg_reading reading;
    (void)row;
    if (type == SG_RECORD_BAND) return convert_band(self, record, emit, ctx, err);
    if (type != SG_RECORD_POSTING) return emit(ctx, type, record);
    sg_status status = sg_reader_read(self, record, &reading, err);
    return status == SG_OK ? emit(ctx, SG_RECORD_READING, &reading) : status;
}

/* In the plain text of what find_mentions read last. */
static sg_status find_names(sg_reader *reader, sg_text employer, sg_error *err)
{
    const sg_unknown *names = NULL;
    const sg_mention *mentions;
    size_t n_names = 0, n;
    sg_text text = sg_finder_plain(reader->finder, &mentions, &n);
    if (!reader->unknown) reader->unknown = sg_unknown_finder_alloc(reader->taxonomy);
    if (!reader->unknown) return sg_fail(err, SG_EFAIL, "no memory to read postings");
    sg_status status = sg_unknown_find(reader->unknown, text, employer, mentions, n, &names, &n_names, err);
    if (status != SG_OK) return status;
    sg_buf_clear(&reader->names);
    for (size_t i = 0; i < n_names; i++) {
        if (i) sg_buf_char(&reader->names, '\n');
        sg_buf_add(&reader->names, text.at + names[i].start, names[i].len);
    }
    return reader->names.failed ? sg_fail(err, SG_EFAIL, "no memory to read postings") : SG_OK;
}

sg_status sg_reader_names(sg_reader *reader, const sg_posting *posting, sg_reading *out, sg_error *err)
{
    sg_reading reading = {.id = posting->id, .employer = posting->employer, .day = posting->day};
    sg_document document = {0};
    sg_status status = check_employer(reader, &reading.employer, err);
    if (status == SG_OK) status = fold_hash(reader, sg_employer_core(reading.employer), 1, &reading.employer_hash, err);
    if (status == SG_OK) status = posting_document(reader, posting, reading.employer, &document, err);
    if (status == SG_OK) status = find_mentions(reader, &document, &reading, err);
    if (status == SG_OK) status = find_names(reader, reading.employer, err);
    if (status != SG_OK) return status;
    reading.mentions = (sg_text){0};
    reading.employer = (sg_text){0};
    reading.title = (sg_text){reader->names.len ? reader->names.at : NULL, reader->names.len};
    *out = reading;
    return SG_OK;
}
