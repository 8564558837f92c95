/* Each shipped plugin in a real worker, over a small file in exactly its dialect: what is kept, what is rejected, and
 * the hash of the whole input. */
#include "support.h"

#include "plugin/host.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"

#include <stdlib.h>

typedef struct sample {
    const char *plugin, *file; /* in tests/data */
    uint32_t kind, type;       /* of every record */
    uint64_t rows, records;
    const char *reason; /* of the last kind of rejected rows, or NULL */
} sample;

static const sample samples[] = {
    {"taxonomy_skillgap", "skills.csv", SG_KIND_TAXONOMY, SG_RECORD_SKILL, 4, 3,
     "id: expected an id of a-z 0-9 . + # -"},
    {"taxonomy_esco", "esco_relations.csv", SG_KIND_TAXONOMY, SG_RECORD_REQUIREMENT, 2, 1,
     "relationType: expected essential or optional"},
    {"taxonomy_onet", "onet_titles.txt", SG_KIND_TAXONOMY, SG_RECORD_TITLE, 2, 1,
     "O*NET-SOC Code: expected one like 15-1252.00"},
    {"postings_facts", "facts.csv", SG_KIND_POSTINGS, SG_RECORD_FACT, 3, 2, "day: expected YYYY-MM-DD"},
    {"postings_hn", "hn_posts.csv", SG_KIND_POSTINGS, SG_RECORD_POSTING, 3, 2, "id: expected digits"},
    {"postings_jobspy", "jobspy.csv", SG_KIND_POSTINGS, SG_RECORD_POSTING, 3, 2, "date_posted: expected YYYY-MM-DD"},
    {"postings_hn", "hn_items.json", SG_KIND_POSTINGS, SG_RECORD_POSTING, 3, 2, "text: expected a text"},
    {"postings_hn", "hn_search.json", SG_KIND_POSTINGS, SG_RECORD_POSTING, 3, 1,
     "title: expected a story that asks who is hiring"},
    {"postings_greenhouse", "greenhouse.json", SG_KIND_POSTINGS, SG_RECORD_POSTING, 3, 2,
     "first_published: expected YYYY-MM-DD"},
    {"postings_lever", "lever.json", SG_KIND_POSTINGS, SG_RECORD_POSTING, 3, 2,
     "createdAt: expected milliseconds since 1970"},
    {"postings_ashby", "ashby.json", SG_KIND_POSTINGS, SG_RECORD_POSTING, 3, 2, "isListed: expected true"},
    {"postings_jsonresume", "job.json", SG_KIND_POSTINGS, SG_RECORD_POSTING, 2, 1, "date: expected YYYY-MM-DD"},
    {"postings_jsonld", "jobposting.html", SG_KIND_POSTINGS, SG_RECORD_POSTING, 2, 1, "row: expected JSON"},
    {"postings_jsonld", "jobposting.ndjson", SG_KIND_POSTINGS, SG_RECORD_POSTING, 2, 1,
     "datePosted: expected YYYY-MM-DD"},
    {"postings_usajobs", "usajobs_historic.json", SG_KIND_POSTINGS, SG_RECORD_POSTING, 3, 2,
     "positionOpenDate: expected YYYY-MM-DD"},
    {"postings_usajobs", "usajobs_search.json", SG_KIND_POSTINGS, SG_RECORD_POSTING, 1, 1, NULL},
    {"postings_counts", "counts.csv", SG_KIND_POSTINGS, SG_RECORD_COUNT, 3, 1,
     "count: expected a number from 0 to the month's total"},
    {"postings_linkedin", "linkedin.csv", SG_KIND_POSTINGS, SG_RECORD_POSTING, 3, 2,
     "listed_time: expected milliseconds since 1970, or --set scraped=YYYY-MM-DD for all"},
    {"postings_data_jobs", "data_jobs.csv", SG_KIND_POSTINGS, SG_RECORD_POSTING, 3, 2,
     "job_skills: expected a list as ['sql', 'r']"},
    {"salary_bands", "bands.csv", SG_KIND_SALARY, SG_RECORD_BAND, 2, 1, "currency: expected three capitals"},
    {"salary_oews", "oesm24nat.csv", SG_KIND_SALARY, SG_RECORD_BAND, 2, 1, "O_GROUP: expected detailed"},
    {"salary_lca", "lca.csv", SG_KIND_SALARY, SG_RECORD_BAND, 31, 3, "CASE_STATUS: expected Certified"},
    {"salary_figures", "figures.csv", SG_KIND_SALARY, SG_RECORD_FIGURE, 2, 1, "value: expected a number"},
    {"talent_github_topics", "topics.csv", SG_KIND_TALENT, SG_RECORD_TALENT, 3, 1, "quarter: expected 1 to 4"},
    {"talent_github_topics", "topics_panel.csv", SG_KIND_TALENT, SG_RECORD_TALENT, 2, 1,
     "num_pushers: expected a number, 0 or more"},
};
enum { N_SAMPLES = sizeof samples / sizeof *samples };

static char folder[SG_PLUGIN_PATH_MAX];

static sg_status take(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err)
{
    (void)record, (void)row;
    if (type != *(const uint32_t *)self) return sg_fail(err, SG_EFAIL, "a record of type %u", type);
    return SG_OK;
}

static void samples_are_read(void **state)
{
    (void)state;
    for (const sample *s = samples; s < samples + N_SAMPLES; s++) {
        char plugin[SG_PLUGIN_PATH_MAX + 100], input[200];
        snprintf(plugin, sizeof plugin, "%s/../plugins/%s.so", folder, s->plugin);
        snprintf(input, sizeof input, "tests/data/%s", s->file);
        sg_error err;
        sg_run_report report;
        uint32_t type = s->type;
        sg_sink sink = {.self = &type, .take = take};
        assert_ok(sg_plugin_run(&(sg_run){.plugin = plugin, .input = input, .kind = s->kind}, &sink, &report, &err));
        assert_int_equal(report.rows, s->rows);
        assert_int_equal(report.records, s->records);
        if (s->reason) assert_string_equal(report.reasons[report.n_reasons - 1].reason, s->reason);
        sg_buf whole;
        sg_buf_init(&whole, 1 << 20);
        assert_ok(sg_file_read(input, &whole, &err));
        assert_int_equal(report.bytes, whole.len);
        assert_true(report.input_hash == sg_hash(whole.at, whole.len));
        sg_buf_release(&whole);
    }
}

/* Of all shipped plugins, the right one is sure of each sample, and no other takes it for its own. */
static void probes_tell_them_apart(void **state)
{
    (void)state;
    for (const sample *s = samples; s < samples + N_SAMPLES; s++) {
        int own = 0, best_other = 0;
        for (const sample *p = samples; p < samples + N_SAMPLES; p++) {
            char plugin[SG_PLUGIN_PATH_MAX + 100], input[200];
            snprintf(plugin, sizeof plugin, "%s/../plugins/%s.so", folder, p->plugin);
            snprintf(input, sizeof input, "tests/data/%s", s->file);
            sg_error err;
            int score = 0;
            assert_ok(sg_plugin_probe(plugin, input, &score, &err));
            if (strcmp(p->plugin, s->plugin) == 0)
                own = score;
            else if (score > best_other)
                best_other = score;
        }
        if (own < 60 || best_other) fail_msg("%s: %d, another plugin: %d", s->file, own, best_other);
    }
}

int main(int argc, char **argv)
{
    (void)argc;
    char *slash = strrchr(argv[0], '/');
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - argv[0]) : 1, slash ? argv[0] : ".");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samples_are_read),
        cmocka_unit_test(probes_tell_them_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
