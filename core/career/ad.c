#include "career/ad.h"

#include "base/mem.h"
#include "base/plain.h"
#include "career/ads.h"
#include "career/paper.h"
#include "taxonomy/find.h"
#include "taxonomy/title.h"
#include "taxonomy/unknown.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { AD_MAX = 4 << 20, HEAD_LINES = 3, PLACE_LINES = 5, HEAD_BYTES = 200, ITEMS_MAX = 100000 };

void sg_ad_release(sg_ad *ad)
{
    sg_buf_release(&ad->text);
    sg_buf_release(&ad->whole);
    sg_free(ad->parts);
    sg_free(ad->skills);
    sg_free(ad->unknown);
    *ad = (sg_ad){0};
}

typedef struct reader {
    const sg_taxonomy *taxonomy;
    sg_titles *titles;
    sg_finder *finder;
    sg_ad *ad;
    sg_text text;
    sg_buf reading; /* the text as skills are found in it, byte for byte */
    sg_text employer;
    sg_paper_count count;
} reader;

/* ---- the text ---- */

static sg_status take_text(sg_ad *ad, sg_text bytes, sg_error *err)
{
    sg_plain plain = {0};
    sg_buf raw;
    sg_buf_init(&raw, AD_MAX);
    sg_buf_init(&ad->text, AD_MAX);
    if (bytes.len > AD_MAX / 2) return sg_fail(err, SG_EFAIL, "it has over %d MB: is it one job ad?", AD_MAX / 2 >> 20);
    sg_status status = sg_paper_decode(bytes, "the job ad", &raw, err);
    if (status == SG_OK && (sg_plain_read(&plain, (sg_text){raw.at, raw.len}) != 0 ||
                            sg_buf_add(&ad->text, plain.text.at, plain.text.len) != 0))
        status = sg_fail(err, SG_EFAIL, "no memory to read it");
    sg_plain_release(&plain);
    sg_buf_release(&raw);
    return status;
}

/* Calls take for each line that is not empty, until one fails or says that it has enough. */
static sg_status each_line(reader *r, sg_status (*take)(reader *, const sg_ad_place *, size_t, sg_error *),
                           sg_error *err)
{
    sg_text rest = r->text, line;
    size_t number = 0, seen = 0;
    sg_status status = SG_OK;
    while (status == SG_OK && sg_text_split(&rest, '\n', &line)) {
        sg_ad_place place = {++number, sg_text_trim(line)};
        if (place.text.len) status = take(r, &place, ++seen, err);
    }
    return status;
}

/* ---- title and place ---- */

static sg_status take_title(reader *r, const sg_ad_place *place, size_t seen, sg_error *err)
{
    sg_title_reading title;
    if (seen > HEAD_LINES || r->ad->title.line || place->text.len > HEAD_BYTES) return SG_OK;
    sg_status status = sg_title_read(r->titles, place->text, &title, err);
    if (status != SG_OK || title.role == SG_ID_NONE) return status;
    if (sg_text_is(r->taxonomy->role_ids.names[title.role], SG_NO_ROLE)) return SG_OK;
    r->ad->position.role = title.role;
    r->ad->position.level = title.level;
    r->ad->title = *place;
    return SG_OK;
}

static bool begins(sg_text text, const char *with)
{
    return text.len > strlen(with) && strncasecmp(text.at, with, strlen(with)) == 0;
}

static bool is_labelled(sg_text line)
{
    static const char *const labels[] = {"location", "job location", "place", "office",    "based in",
                                         "where",    "standort",     "ort:",  "arbeitsort"};
    while (line.len && strchr("*-#>• \t", line.at[0])) line.at++, line.len--;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (begins(line, labels[i])) return true;
    return false;
}

static sg_status read_place(reader *r, const sg_ad_place *place, sg_error *err)
{
    sg_place_reading read = {SG_ID_NONE, SG_UNKNOWN};
    if (place->text.len > HEAD_BYTES || r->ad->position.region != SG_ID_NONE) return SG_OK;
    sg_status status = sg_place_read(r->titles, place->text, &read, err);
    if (status != SG_OK || (read.region == SG_ID_NONE && (read.remote == SG_UNKNOWN || r->ad->where.line)))
        return status;
    r->ad->position.region = read.region;
    if (read.remote != SG_UNKNOWN) r->ad->remote = read.remote;
    r->ad->where = *place;
    return SG_OK;
}

static sg_status take_labelled(reader *r, const sg_ad_place *place, size_t seen, sg_error *err)
{
    (void)seen;
    return is_labelled(place->text) ? read_place(r, place, err) : SG_OK;
}

static sg_status take_place(reader *r, const sg_ad_place *place, size_t seen, sg_error *err)
{
    return seen <= PLACE_LINES ? read_place(r, place, err) : SG_OK;
}

/* ---- pay and years ---- */

static bool is_letter(sg_text line, size_t at)
{
    return at < line.len && isalpha((unsigned char)line.at[at]);
}

/* whole: "base" is not in "database". */
static bool has_word(sg_text line, const char *const *words, bool whole)
{
    for (; *words; words++) {
        for (size_t i = 0, len = strlen(*words); i + len <= line.len; i++) {
            if (strncasecmp(line.at + i, *words, len) != 0) continue;
            if (!whole || ((i == 0 || !is_letter(line, i - 1)) && !is_letter(line, i + len))) return true;
        }
    }
    return false;
}

/* "170-200k": all of a line. */
static bool is_sum_alone(sg_text line)
{
    bool thousands = false;
    for (size_t i = 0; i < line.len; i++) {
        if (is_letter(line, i) && (line.at[i] | 0x20) != 'k') return false;
        thousands |= is_letter(line, i);
    }
    return thousands;
}

/* A sum that has no period stands in a line that speaks of pay or is nothing else, or it is none. */
static sg_status take_pay(reader *r, const sg_ad_place *place, size_t seen, sg_error *err)
{
    static const char *const words[] = {"pay", "pays", "paying", "salary",       "salaries",     "compensation", "comp",
                                        "ote", "base", "gehalt", "jahresgehalt", "remuneration", "bruttogehalt", NULL};
    sg_pay_text pay;
    char country[3] = "";
    (void)err;
    if (r->ad->has_pay) return SG_OK;
    if (r->ad->position.region != SG_ID_NONE)
        memcpy(country, r->taxonomy->region_ids.names[r->ad->position.region].at, 2); /* "US/austin" */
    if (!sg_pay_text_read(place->text, country[0] ? country : NULL, &pay)) return SG_OK;
    bool of_pay = pay.period != SG_PERIOD_NONE || has_word(place->text, words, true) || is_sum_alone(place->text);
    if (seen > 1 && !of_pay) return SG_OK;
    r->ad->has_pay = true;
    r->ad->pay = pay;
    r->ad->paid = *place;
    return SG_OK;
}

static void add_years_line(sg_ad *ad, const sg_ad_place *place)
{
    size_t at = ad->n_years;
    for (size_t i = 0; i < ad->n_years; i++)
        if (ad->years[i].line == place->line) return;
    if (ad->n_years == SG_AD_YEARS) return;
    for (ad->n_years++; at > 0 && ad->years[at - 1].line > place->line; at--) ad->years[at] = ad->years[at - 1];
    ad->years[at] = *place;
}

static sg_status take_years(reader *r, const sg_ad_place *place, size_t seen, sg_error *err)
{
    static const char *const words[] = {"experience", "erfahrung", "working", "background", "expertise", NULL};
    size_t at = 0, end = 0;
    sg_years years;
    (void)seen, (void)err;
    if (!has_word(place->text, words, false) || !sg_years_find(place->text, &at, &end, &years)) return SG_OK;
    sg_ad_place line = *place;
    size_t start = (size_t)(place->text.at - r->text.at);
    line.text = sg_paper_line(r->text, start + at, start + end, &r->count, &line.line); /* without its bullet */
    add_years_line(r->ad, &line);
    return SG_OK;
}

/* ---- skills ---- */

static unsigned strength(sg_ask ask)
{
    static const unsigned order[SG_ASKS] = {
        [SG_ASK_DENIED] = 0, [SG_ASK_MENTIONED] = 1, [SG_ASK_DESIRED] = 2, [SG_ASK_REQUIRED] = 3};
    return order[ask];
}

static sg_status add_skill(reader *r, const sg_mention *m, sg_error *err)
{
    sg_ad *ad = r->ad;
    sg_ad_skill *found = NULL, item = {.skill = m->skill, .ask = (sg_ask)m->ask, .start = m->start, .len = m->len};
    item.attribute = sg_text_is(r->taxonomy->skills[m->skill].kind, "attribute");
    item.place.text = sg_paper_line(r->text, m->start, (size_t)m->start + m->len, &r->count, &item.place.line);
    for (size_t i = 0; i < ad->n && !found; i++)
        if (ad->skills[i].skill == m->skill) found = &ad->skills[i];
    if (found && strength(item.ask) <= strength(found->ask)) return SG_OK;
    if (found) {
        *found = item;
        return SG_OK;
    }
    if (SG_GROW(ad->skills, ad->n, ad->cap, ITEMS_MAX) != 0) return sg_fail(err, SG_EFAIL, "no memory to read it");
    ad->skills[ad->n++] = item;
    return SG_OK;
}

/* The years that lines which ask for a skill state of it; of several the first. */
static void take_skill_years(reader *r, const sg_mention *mentions, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const sg_mention *m = &mentions[i];
        if (m->ask != SG_ASK_REQUIRED && m->ask != SG_ASK_DESIRED) continue;
        sg_ad_place place;
        place.text = sg_paper_line(r->text, m->start, (size_t)m->start + m->len, &r->count, &place.line);
        size_t from = (size_t)(place.text.at - r->text.at);
        sg_years years = sg_years_of(r->text, from, from + place.text.len, mentions, n, i);
        if (!years.lo) continue;
        for (size_t k = 0; k < r->ad->n; k++) {
            sg_ad_skill *s = &r->ad->skills[k];
            if (s->skill == m->skill && !s->attribute && !s->years.lo) s->years = years;
        }
        add_years_line(r->ad, &place);
    }
}

static sg_ad_skill *at_start(sg_ad *ad, uint32_t start)
{
    for (size_t i = 0; i < ad->n; i++)
        if (ad->skills[i].start == start) return &ad->skills[i];
    return NULL;
}

typedef enum link { LINK_NONE, LINK_LIST, LINK_OR } link;

/* What joins two names that stand one behind the other. */
static link link_of(sg_text between)
{
    static const char *const ors[] = {"or", "/", "oder", ", or", "and/or", ", oder"};
    between = sg_text_trim(between);
    for (size_t i = 0; i < sizeof ors / sizeof *ors; i++)
        if (sg_text_is(between, ors[i])) return LINK_OR;
    return sg_text_is(between, ",") ? LINK_LIST : LINK_NONE;
}

/* A run of names that commas and an "or" join are alternatives, of which one will do: "Go, Rust or C++". */
static void set_groups(reader *r, const sg_mention *mentions, size_t n)
{
    uint32_t group = 0;
    for (size_t first = 0, i = 0; i < n; i++) {
        bool any = false;
        for (first = i; i + 1 < n; i++) {
            size_t end = (size_t)mentions[i].start + mentions[i].len;
            if (mentions[i + 1].start < end) break;
            link joined = link_of((sg_text){r->text.at + end, mentions[i + 1].start - end});
            if (joined == LINK_NONE) break;
            any |= joined == LINK_OR;
        }
        group += any;
        for (size_t k = first; any && k <= i; k++) {
            sg_ad_skill *skill = at_start(r->ad, mentions[k].start);
            if (skill && !skill->attribute) skill->group = group;
        }
    }
}

static int by_start(const void *left, const void *right)
{
    const sg_ad_skill *a = left, *b = right;
    return (a->start > b->start) - (a->start < b->start);
}

static sg_status find_unknown(reader *r, const sg_mention *mentions, size_t n, sg_error *err)
{
    const sg_unknown *names;
    size_t n_names = 0;
    sg_unknown_finder *finder = sg_unknown_finder_alloc(r->taxonomy);
    if (!finder) return sg_fail(err, SG_EFAIL, "no memory to read it");
    sg_ad *ad = r->ad;
    const sg_text reading = {r->reading.at, r->text.len};
    sg_status status = sg_unknown_find(finder, reading, r->employer, mentions, n, &names, &n_names, err);
    for (size_t i = 0; i < n_names && status == SG_OK; i++) {
        sg_ad_name name = {.text = {r->text.at + names[i].start, names[i].len}};
        bool twice = false;
        for (size_t k = 0; k < ad->n_unknown; k++) twice |= sg_text_equal(ad->unknown[k].text, name.text);
        if (twice) continue;
        sg_paper_line(r->text, names[i].start, names[i].start + names[i].len, &r->count, &name.line);
        if (SG_GROW(ad->unknown, ad->n_unknown, ad->cap_unknown, ITEMS_MAX) != 0)
            status = sg_fail(err, SG_EFAIL, "no memory to read it");
        else
            ad->unknown[ad->n_unknown++] = name;
    }
    sg_unknown_finder_free(finder);
    return status;
}

static sg_status find_skills(reader *r, sg_error *err)
{
    const sg_mention *mentions;
    size_t n = 0;
    sg_buf_init(&r->reading, AD_MAX);
    sg_status status = sg_ad_reading(r->titles, r->text, &r->reading, &r->employer, err);
    const sg_document document = {.text = {r->reading.at, r->text.len}, .employer = r->employer};
    if (status == SG_OK) status = sg_finder_run(r->finder, &document, &mentions, &n, err);
    for (size_t i = 0; i < n && status == SG_OK; i++) status = add_skill(r, &mentions[i], err);
    if (status == SG_OK) take_skill_years(r, mentions, n);
    if (status == SG_OK) set_groups(r, mentions, n);
    if (status == SG_OK) status = find_unknown(r, mentions, n, err);
    if (r->ad->n) qsort(r->ad->skills, r->ad->n, sizeof *r->ad->skills, by_start);
    return status;
}

/* ---- one of several ads ---- */

static sg_status keep_parts(sg_ad *ad, const sg_ads_part *parts, size_t n, sg_error *err)
{
    ad->parts = sg_zalloc(n, sizeof *ad->parts);
    if (!ad->parts) return sg_fail(err, SG_EFAIL, "no memory to read it");
    for (size_t i = 0; i < n; i++) ad->parts[i] = (sg_ad_part){parts[i].title, parts[i].line, parts[i].last};
    ad->n_parts = n;
    return SG_OK;
}

/* From now on the text is the one that is asked for. */
static sg_status choose_part(reader *r, size_t which, sg_error *err)
{
    sg_ad *ad = r->ad;
    sg_ads_part parts[SG_ADS_MAX];
    const sg_document document = {.text = r->text};
    const sg_mention *mentions;
    size_t n_mentions = 0, n = 0;
    sg_status status = sg_finder_run(r->finder, &document, &mentions, &n_mentions, err);
    if (status == SG_OK) status = sg_ads_find(r->titles, r->taxonomy, r->text, mentions, n_mentions, parts, &n, err);
    if (status != SG_OK) return status;
    if (n == 1 && which != 1) return sg_fail(err, SG_EUSAGE, "it holds one job ad, found --ad %zu", which);
    if (which < 1 || which > n)
        return sg_fail(err, SG_EUSAGE, "it holds %zu job ads: expected --ad 1 to %zu, found %zu", n, n, which);
    if (n == 1) return SG_OK;
    const sg_ads_part *part = &parts[which - 1];
    ad->whole = ad->text;
    ad->part = which - 1;
    sg_buf_init(&ad->text, AD_MAX);
    for (size_t line = 1; line < part->line; line++) sg_buf_char(&ad->text, '\n');
    sg_buf_add(&ad->text, ad->whole.at + part->from, part->to - part->from);
    r->text = (sg_text){ad->text.at, ad->text.len};
    return ad->text.failed ? sg_fail(err, SG_EFAIL, "no memory to read it") : keep_parts(ad, parts, n, err);
}

sg_status sg_ad_read(sg_text bytes, size_t which, const sg_taxonomy *taxonomy, sg_ad *out, sg_error *err)
{
    sg_ad ad = {.position = {SG_ID_NONE, SG_ID_NONE, -1}};
    reader r = {.taxonomy = taxonomy, .ad = &ad};
    r.titles = sg_titles_alloc(taxonomy);
    r.finder = sg_finder_alloc(taxonomy);
    sg_status status =
        r.titles && r.finder ? take_text(&ad, bytes, err) : sg_fail(err, SG_EFAIL, "no memory to read it");
    r.text = (sg_text){ad.text.at, ad.text.len};
    if (status == SG_OK) status = choose_part(&r, which, err);
    if (status == SG_OK) ad.left_out = sg_ad_leave_out(ad.text.at, ad.text.len);
    if (status == SG_OK) status = each_line(&r, take_title, err);
    if (status == SG_OK) status = each_line(&r, take_labelled, err);
    if (status == SG_OK) status = each_line(&r, take_place, err);
    if (status == SG_OK) status = each_line(&r, take_pay, err);
    if (status == SG_OK) status = each_line(&r, take_years, err);
    if (status == SG_OK) status = find_skills(&r, err);
    sg_titles_free(r.titles);
    sg_finder_free(r.finder);
    sg_buf_release(&r.reading);
    if (status == SG_OK)
        *out = ad;
    else
        sg_ad_release(&ad);
    return status;
}
