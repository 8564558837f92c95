/* postings_jsonresume: a file with every member of the schema, then each requirement alone. */
#include "posting_run.h"

static void a_file(void **state)
{
    (void)state;
    expect_file("postings_jsonresume", "job.json", NULL,
                " id=https://loom.example/jobs/9 url=https://loom.example/jobs/9 2026-10-05 T=Data Weaver E=Loom & Co "
                "P=Austin, Texas, US level=Senior pay=$120,000 - $140,000 remote=partly skills=Web\nHTML\nCSS\nC++ "
                "body=Loom & Co weaves with Spark.\nSpin SQL into yarn\nKeep Kafka running\nThree years with Python\n"
                "row 2! date: expected YYYY-MM-DD (2026)\n");
}

static void parts(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"{\"title\":\"t\",\"url\":\"u\",\"remote\":\"Full\"}", " id=u url=u T=t remote=yes\n"},
        {"{\"title\":\"t\",\"url\":\"u\",\"remote\":\"None\",\"location\":{\"address\":\"Oslo\"}}",
         " id=u url=u T=t P=Oslo remote=no\n"},
        {"{\"title\":\"t\",\"url\":\"u\",\"company\":{\"name\":\"Loom\"},\"location\":\"Oslo\",\"salary\":90000}",
         " id=u url=u T=t E=Loom P=Oslo pay=90000\n"},
        {"{\"title\":\"t\",\"skills\":[\"C\",\"SQL\"]}", " id=a566aad8705bf9af T=t skills=C\nSQL\n"},
        {"{\"title\":\"t\",\"company\":\"Yarn\"}", " id=d7d597ff8ff84f2d T=t E=Yarn\n"},
        {"{\"title\":\"\"}", "row 1! title: expected a text ()\n"},
        {"{\"company\":\"Loom\"}", "row 1! title: expected a value ()\n"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_run("postings_jsonresume", cases[i][0], NULL, describe_posting, cases[i][1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_file), cmocka_unit_test(parts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
