/* postings_jsonld: a saved page and lines of JSON, then each requirement alone. */
#include "posting_run.h"

static void a_page(void **state)
{
    (void)state;
    expect_file("postings_jsonld", "jobposting.html", NULL,
                " id=Loom & Co/W-17 2026-10-05 T=Senior Weaving Engineer E=Loom & Co P=Austin, TX, US\nBerlin, Germany "
                "lo=120000 hi=150000 currency=USD a=year body=<p>We weave with <b>C++</b>.</p>\n"
                "row 2! row: expected JSON (byte 1600: found '}', expected a key in quotes)\n");
}

static void lines(void **state)
{
    (void)state;
    expect_file("postings_jsonld", "jobposting.ndjson", NULL,
                " id=https://yarn.example/jobs/2 url=https://yarn.example/jobs/2 2026-10-06 T=Data Scientist E=Yarn "
                "P=Norway pay=NOK 60,000 remote=yes skills=Python\nR body=Python, R\n"
                "row 2! datePosted: expected YYYY-MM-DD (10/05/2026)\n");
}

/* An ad with these members beside type, title and address gives this. */
static void ad(const char *members, const char *want)
{
    char input[1000], expected[600];
    snprintf(input, sizeof input, "{\"@type\":\"JobPosting\",\"title\":\"t\",\"url\":\"http://u\"%s}", members);
    snprintf(expected, sizeof expected, want[0] == 'r' ? "%s\n" : " id=http://u url=http://u T=t%s\n", want);
    expect_run("postings_jsonld", input, NULL, describe_posting, expected);
}

/* 2. */
static void ids(void **state)
{
    (void)state;
    static const struct {
        const char *members, *want;
    } cases[] = {
        {"\"identifier\":{\"name\":\"Loom\",\"value\":17},\"hiringOrganization\":\"Loom\"", " id=Loom/17 T=t E=Loom\n"},
        {"\"identifier\":\"X-1\"", " id=/X-1 T=t\n"},
        {"\"url\":\"/jobs/1\",\"identifier\":\"X-1\"", " id=/X-1 T=t\n"},
        {"\"url\":\"https://l.example/1\",\"identifier\":\"X-1\"",
         " id=https://l.example/1 url=https://l.example/1 T=t\n"},
        {"\"@id\":\"https://l.example/1#ad\"", " id=https://l.example/1#ad url=https://l.example/1#ad T=t\n"},
        {"\"mainEntityOfPage\":{\"@type\":\"WebPage\",\"@id\":\"https://l.example/1\"}",
         " id=https://l.example/1 url=https://l.example/1 T=t\n"},
        {"\"hiringOrganization\":\"Loom\"", " id=9a17d2f36a9f8168 T=t E=Loom\n"},
        {"\"hiringOrganization\":\"Yarn\"", " id=d7d597ff8ff84f2d T=t E=Yarn\n"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char input[400];
        snprintf(input, sizeof input, "{\"@type\":\"JobPosting\",\"title\":\"t\",%s}", cases[i].members);
        expect_run("postings_jsonld", input, NULL, describe_posting, cases[i].want);
    }
}

/* 3. and 4. */
static void employer_and_place(void **state)
{
    (void)state;
    ad(",\"hiringOrganization\":\"Loom\"", " E=Loom");
    ad(",\"hiringOrganization\":{\"@type\":\"Organization\",\"legalName\":\"Loom Ltd\"}", " E=Loom Ltd");
    ad(",\"hiringOrganization\":[{\"name\":\"Loom\"}]", " E=Loom");
    ad(",\"hiringOrganization\":{\"@id\":\"#org\"}", "");
    ad(",\"jobLocation\":{\"@type\":\"Place\",\"address\":\"Oslo, Norway\"}", " P=Oslo, Norway");
    ad(",\"jobLocation\":\"Oslo\"", " P=Oslo");
    ad(",\"jobLocation\":{\"name\":\"Oslo office\"}", " P=Oslo office");
    ad(",\"jobLocation\":{\"address\":[{\"addressLocality\":\"Oslo\",\"addressCountry\":{\"name\":\"NO\"}}]}",
       " P=Oslo, NO");
    ad(",\"jobLocationType\":\"TELECOMMUTE\",\"applicantLocationRequirements\":[{\"name\":\"US\"},{\"name\":\"CA\"}]",
       " P=US\nCA remote=yes");
    ad(",\"jobLocationType\":[\"TELECOMMUTE\"],\"jobLocation\":{\"address\":{\"addressCountry\":\"NO\"}}",
       " P=NO remote=yes");
}

#define VALUE(value) ",\"baseSalary\":{\"@type\":\"MonetaryAmount\",\"currency\":\"EUR\",\"value\":" value "}"

/* 6. */
static void pay(void **state)
{
    (void)state;
    ad(VALUE("{\"minValue\":10,\"maxValue\":\"20.5\",\"unitText\":\"HOUR\"}"), " lo=10 hi=20.5 currency=EUR a=hour");
    ad(VALUE("{\"value\":1000,\"unitText\":\"Monthly\"}"), " lo=1000 hi=1000 currency=EUR a=month");
    ad(VALUE("{\"minValue\":100,\"unitText\":\"daily\"}"), " lo=100 currency=EUR a=day");
    ad(VALUE("[{\"value\":100,\"unitText\":\"WEEK\"}]"), " lo=100 hi=100 currency=EUR a=week");
    ad(VALUE("50000") ",\"unitText\":\"YEAR\"", " lo=50000 hi=50000 currency=EUR");
    ad(VALUE("{\"value\":0,\"unitText\":\"YEAR\"}"), " a=year");
    ad(VALUE("{\"minValue\":\"60,000\",\"maxValue\":\"70,000\",\"unitText\":\"ANNUAL\"}"),
       " a=year pay=EUR 60,000 - 70,000");
    ad(VALUE("{\"minValue\":20,\"maxValue\":10}"), "row 1! baseSalary: expected maxValue to be minValue or more (10)");
    ad(",\"baseSalary\":{\"minValue\":1,\"maxValue\":2,\"currency\":\"€\",\"unitText\":\"YEAR\"}",
       " a=year pay=€ 1 - 2");
    ad(",\"baseSalary\":{\"@type\":\"PriceSpecification\",\"minPrice\":1,\"maxPrice\":2,\"priceCurrency\":\"USD\"}",
       " lo=1 hi=2 currency=USD");
    ad(",\"baseSalary\":60000,\"salaryCurrency\":\"USD\"", " lo=60000 hi=60000 currency=USD");
    ad(",\"baseSalary\":\"$60k - $80k\"", " pay=$60k - $80k");
    ad(",\"baseSalary\":[{\"minValue\":1,\"maxValue\":2},{\"minValue\":3,\"maxValue\":4}]", "");
    ad(",\"estimatedSalary\":{\"value\":{\"median\":90000}},\"salaryCurrency\":\"USD\"", "");
}

static void texts(void **state)
{
    (void)state;
    ad(",\"description\":\"d\",\"responsibilities\":[\"r1\",\"r2\"],\"qualifications\":{\"name\":\"q\"},"
       "\"experienceRequirements\":{\"@type\":\"OccupationalExperienceRequirements\",\"monthsOfExperience\":36},"
       "\"educationRequirements\":\"BSc\",\"skills\":\"SQL, C++\"",
       " skills=SQL, C++ body=d\nr1\nr2\nq\nBSc");
    ad(",\"skills\":[{\"@type\":\"DefinedTerm\",\"name\":\"SQL\"},{\"name\":\"C++\"}]", " skills=SQL\nC++");
    ad(",\"datePosted\":\"5 Oct\"", "row 1! datePosted: expected YYYY-MM-DD (5 Oct)");
    expect_run("postings_jsonld", "[{\"@type\":\"JobPosting\"},{\"@type\":\"JobPosting\",\"title\":\"\"}]", NULL,
               describe_posting, "row 1! title|name: expected a value ()\nrow 2! title: expected a text ()\n");
    expect_run("postings_jsonld", "<html><body>No ad</body></html>", NULL, describe_posting,
               "failed: no script of type application/ld+json in the page");
}

static void probe_scores(void **state)
{
    (void)state;
    const sg_plugin *plugin = plugin_load("postings_jsonld");
    static const struct {
        const char *head;
        int score;
    } cases[] = {{"<!doctype html><title>x", 40},
                 {"\xEF\xBB\xBF <html>\"JobPosting\"", 90},
                 {"From: a\nContent-Type: multipart/related;\ntype=\"text/html\"", 40},
                 {"{\"@type\" : \"JobPosting\"}", 90},
                 {"{\"type\":\"JobPosting\"}", 0},
                 {"id,title\n1,JobPosting\"", 0},
                 {" ", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(plugin->probe(cases[i].head, strlen(cases[i].head), "x"), cases[i].score);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page),       cmocka_unit_test(lines),
        cmocka_unit_test(ids),          cmocka_unit_test(employer_and_place),
        cmocka_unit_test(pay),          cmocka_unit_test(texts),
        cmocka_unit_test(probe_scores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
