/* Near-duplicates as a whole: posts read by the reader, compared two by two. With DATA, a folder of originals, on the
 * pairs that were labelled by hand (tests/data/README.md); without it on a few that are made up. */
#include "shipped_support.h"

#include "market/build.h"
#include "market/leaders.h"
#include "market/table.h"
#include "plugin/host.h"
#include "reading/reading.h"

#include <unistd.h>

enum { SAME, OTHER, EITHER, LABELS };
enum { TUNE, REPORT, SPLITS };
static const char *const label_names[] = {"same", "other", "either"}, *const split_names[] = {"tune", "report"};

typedef struct pair {
    uint32_t a, b; /* into ids */
    int label, split;
} pair;

static sg_map ids; /* of the posts that the pairs are of */
static pair pairs[2000];
static size_t n_pairs;

static sg_market market;
static sg_market_build build;
static uint32_t at_id[4000]; /* index of the posting, + 1 */
static unsigned char *is_skill;

static int set_up(void **state)
{
    if (shipped_load(state) != 0) return -1;
    sg_market_build_init(&build, &market, &shipped);
    is_skill = sg_zalloc(shipped.skill_ids.count, 1);
    for (size_t i = 0; i < shipped.skill_ids.count; i++) {
        sg_text kind = shipped.skills[i].kind;
        is_skill[i] = !sg_text_is(kind, "attribute") && !sg_text_is(kind, "soft");
    }
    return 0;
}

static int tear_down(void **state)
{
    sg_free(is_skill);
    sg_market_build_release(&build);
    sg_market_release(&market);
    sg_map_release(&ids);
    return shipped_release(state);
}

/* ---- reading ---- */

static sg_status take_reading(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    const sg_reading *reading = record;
    uint32_t skills[1000], id = sg_map_find(&ids, reading->id);
    size_t n = 0;
    (void)self;
    if (type != SG_RECORD_READING || id == SG_MAP_NONE) return SG_OK;
    for (size_t at = 0; at < reading->mentions.len; at += sizeof(sg_mention)) {
        sg_mention mention;
        memcpy(&mention, reading->mentions.at + at, sizeof mention);
        if (mention.ask != SG_ASK_DENIED && n < 1000) skills[n++] = mention.skill;
    }
    at_id[id] = (uint32_t)market.n_postings + 1;
    return sg_market_add_reading(&build, reading, skills, n, row, err);
}

/* Whether the two are taken for one opening, by what they say alone. */
static bool joined(uint32_t a, uint32_t b)
{
    sg_error err;
    const uint32_t which[] = {at_id[a] - 1, at_id[b] - 1};
    sg_market_posting postings[2];
    sg_dedupe_item items[2];
    unsigned char near[2][SG_NEAR_SIZE];
    sg_dedupe_one out[2];
    size_t openings;
    for (int i = 0; i < 2; i++) {
        postings[i] = market.postings[which[i]];
        items[i] = build.items[which[i]];
        memcpy(near[i], build.near[which[i]], sizeof near[i]);
    }
    sg_likeness likeness = {postings, (const unsigned char(*)[SG_NEAR_SIZE])near, is_skill};
    assert_ok(sg_dedupe(items, 2, &likeness, out, &openings, &err));
    return openings == 1;
}

/* ---- labelled pairs ---- */

static int index_of(const char *const *names, int n, sg_text text)
{
    for (int i = 0; i < n; i++)
        if (sg_text_is(text, names[i])) return i;
    fail_msg("found \"%.*s\"", (int)text.len, text.at);
    return -1;
}

static sg_status take_pair(void *self, uint64_t number, const sg_text *values, sg_error *err)
{
    (void)self, (void)number, (void)err;
    assert_true(n_pairs < sizeof pairs / sizeof *pairs);
    pairs[n_pairs++] = (pair){sg_map_add(&ids, values[0]), sg_map_add(&ids, values[1]),
                              index_of(label_names, LABELS, values[2]), index_of(split_names, SPLITS, values[3])};
    return SG_OK;
}

static void read_posts(const char *folder, const char *name)
{
    sg_error err;
    sg_plugin_path plugins = {.n = 1};
    sg_reader *reader;
    sg_run_report report;
    sg_source source = {.name = sg_text_of(name), .path = sg_text_of(name), .group = sg_text_of("hn")};
    char plugin[SG_PLUGIN_PATH_MAX], path[4096];
    const char *built = getenv("BUILD");
    snprintf(plugins.folders[0], sizeof plugins.folders[0], "%s/plugins", built ? built : "build");
    snprintf(path, sizeof path, "%s/postings/%s", folder, name);
    assert_ok(sg_plugin_locate(&plugins, "postings_hn", plugin, &err));
    assert_ok(sg_reader_alloc(&shipped, &reader, &err));
    assert_ok(sg_market_add_source(&build, &source, &err));
    sg_run run = {.plugin = plugin, .input = path, .kind = SG_KIND_POSTINGS};
    sg_sink sink = {.self = reader, .convert = sg_reader_convert, .take = take_reading};
    assert_ok(sg_plugin_run(&run, &sink, &report, &err));
    sg_reader_free(reader);
}

static void measure(int split, double least_precision, double least_recall)
{
    size_t got[LABELS][2] = {{0}};
    for (size_t i = 0; i < n_pairs; i++)
        if (pairs[i].split == split) {
            bool one = joined(pairs[i].a, pairs[i].b);
            got[pairs[i].label][one]++;
            if (getenv("SG_TEST_LIST") && ((pairs[i].label == SAME && !one) || (pairs[i].label == OTHER && one)))
                printf("%s %s %s\n", ids.names[pairs[i].a].at, ids.names[pairs[i].b].at, label_names[pairs[i].label]);
        }
    double found = (double)got[SAME][1], wrong = (double)got[OTHER][1], missed = (double)got[SAME][0];
    double precision = found / (found + wrong), recall = found / (found + missed);
    printf("%s: precision %.3f, recall %.3f (%zu of %zu same and %zu of %zu other joined, %zu of %zu either way)\n",
           split_names[split], precision, recall, got[SAME][1], got[SAME][0] + got[SAME][1], got[OTHER][1],
           got[OTHER][0] + got[OTHER][1], got[EITHER][1], got[EITHER][0] + got[EITHER][1]);
    assert_true(precision >= least_precision);
    assert_true(recall >= least_recall);
}

static void labelled_pairs(void **state)
{
    (void)state;
    static const sg_column columns[] = {{"id_a", SG_COLUMN_NEEDED},
                                        {"id_b", SG_COLUMN_NEEDED},
                                        {"label", SG_COLUMN_NEEDED},
                                        {"split", SG_COLUMN_NEEDED}};
    sg_error err;
    const char *folder = getenv("DATA");
    assert_ok(sg_table_read("tests/data/near_pairs.csv", columns, 4, take_pair, NULL, &err));
    assert_true(n_pairs >= 500);
    if (!folder) {
        printf("skip: the labelled pairs need DATA=DIR, a folder with postings/hn-posts-*.csv.xz\n");
        skip();
    }
    read_posts(folder, "hn-posts-2011-2019.csv.xz");
    read_posts(folder, "hn-posts-2026.csv.xz");
    for (size_t i = 0; i < ids.count; i++)
        if (!at_id[i]) fail_msg("no post %s", ids.names[i].at);
    measure(TUNE, .98, .90);
    measure(REPORT, .97, .88);
}

/* ---- made-up pairs ---- */

#define ABOUT                                                                                                          \
    "Lumenfield builds the scheduling system that four hundred regional hospitals use to plan shifts, rooms and "      \
    "operations. We are forty people, profitable since the second year, and we like small teams that own what they "   \
    "ship. We care about calm work, clear writing and software that nurses can trust at four in the morning. "
#define BACKEND                                                                                                        \
    "You will own the planning engine: a Python and PostgreSQL service behind Kafka that solves a large assignment "   \
    "problem every few minutes. You have built back-end systems before, you know Docker and AWS, and you measure "     \
    "before you optimise. Experience with Django and Redis is a plus. "
#define IOS                                                                                                            \
    "You will build the app that nurses carry: Swift and SwiftUI on iOS, offline first, with a design system of its "  \
    "own. You have shipped apps to the App Store, you know Core Data and Xcode inside out, and accessibility is no "   \
    "afterthought for you. "
#define TERMS "We offer four weeks of holiday, a pension and a desk by the window. Write to jobs at lumenfield example."

typedef struct made {
    const char *employer, *title, *place, *body;
} made;

static uint32_t read_made(sg_reader *reader, const made *m)
{
    static uint64_t number;
    sg_error err;
    sg_reading reading;
    char id[24];
    snprintf(id, sizeof id, "made %llu", (unsigned long long)++number);
    sg_posting posting = {.id = sg_text_of(id),
                          .employer = sg_text_of(m->employer),
                          .title = sg_text_of(m->title),
                          .place = sg_text_of(m->place),
                          .body = sg_text_of(m->body),
                          .day = 18000 + (int32_t)number};
    uint32_t index = sg_map_add(&ids, posting.id);
    assert_ok(sg_reader_read(reader, &posting, &reading, &err));
    assert_ok(take_reading(NULL, SG_RECORD_READING, &reading, &(sg_row){number, 0}, &err));
    return index;
}

static void expect_joined(sg_reader *reader, made a, made b, bool want)
{
    bool got = joined(read_made(reader, &a), read_made(reader, &b));
    if (got != want) fail_msg("%s / %s: %s", a.title, b.title, got ? "joined" : "not joined");
}

static void made_up_pairs(void **state)
{
    (void)state;
    sg_error err;
    sg_reader *reader;
    sg_source source = {.name = sg_text_of("made up"), .path = sg_text_of("made up"), .group = sg_text_of("made")};
    const made backend = {"Lumenfield", "Senior Backend Engineer", "Berlin", ABOUT BACKEND TERMS};
    made other = backend;
    assert_ok(sg_reader_alloc(&shipped, &reader, &err));
    assert_ok(sg_market_add_source(&build, &source, &err));
    other.place = "Austin, TX"; /* one body for two cities */
    expect_joined(reader, backend, other, true);
    other.body = "Salary: 95,000 to 115,000 EUR.\n" ABOUT BACKEND TERMS " No agencies, please.";
    other.title = "Backend Engineer (m/f/d)";
    expect_joined(reader, backend, other, true);
    other.body = ABOUT BACKEND; /* shortened */
    expect_joined(reader, backend, other, true);
    other.employer = "Lumenfield GmbH";
    expect_joined(reader, backend, other, true);
    other = (made){"Lumenfield", "iOS Engineer", "Berlin", ABOUT IOS TERMS}; /* another job in the same words */
    expect_joined(reader, backend, other, false);
    other.title = "Backend Engineer"; /* called the same, but asks for other things */
    other.body = ABOUT IOS TERMS;
    expect_joined(reader, backend, other, false);
    other = (made){"Harbor & Finch", "Senior Backend Engineer", "Hamburg", /* written anew */
                   "Harbor & Finch makes ledgers for small ports. Join us to rewrite the tariff engine in Python with "
                   "PostgreSQL, Docker and AWS; Kafka carries the events. Five days a month on site."};
    expect_joined(reader, backend, other, false);
    const made nurse = {"Saint Orla", "Registered Nurse", "Dublin", ABOUT TERMS}; /* of no role that is known */
    expect_joined(reader, nurse, (made){"Saint Orla", "Registered Nurse - nights", "Cork", ABOUT TERMS " Apply."},
                  true);
    expect_joined(reader, nurse, (made){"Saint Orla", "Payroll Clerk", "Dublin", ABOUT TERMS " Apply soon."}, false);
    const made brief = {"Lumenfield", "Backend Engineer", "Berlin", "We hire. Write to us."};
    other = brief;
    other.body = "We hire! Write to us.";
    expect_joined(reader, brief, other, false); /* too short to tell */
    sg_reader_free(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(made_up_pairs),
        cmocka_unit_test(labelled_pairs),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
