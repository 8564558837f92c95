/* taxonomy_onet: each file in its own dialect, then each requirement alone. */
#include "vocabulary_run.h"

static void onet(const char *input, const char *options, const char *want)
{
    expect_run("taxonomy_onet", input, options, describe_vocabulary, want);
}

#define TECHNOLOGY "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n"
#define ELEMENTS                                                                                                       \
    "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tN\tStandard Error\tLower CI Bound\tUpper CI "     \
    "Bound\tRecommend Suppress\tNot Relevant\tDate\tDomain Source\n"

/* 1., 2., 4. */
static void technologies(void **state)
{
    (void)state;
    onet(TECHNOLOGY "15-1252.00\tMicrosoft Visual C++\t43232402\tDevelopment software\tY\tN\n"
                    "15-1252.00\tThe Loom: suite\t43232402\tDevelopment software\tN\tN\n"
                    "15-1252\tLoom\t1\tx\tN\tN\n"
                    "15-1252.00\t\t1\tx\tN\tN\n"
                    "15-1252.00\t€\t1\tx\tN\tN\n",
         NULL,
         "skill id=microsoft-visual-c++ name=Microsoft Visual C++ kind=tool\n"
         "form of=microsoft-visual-c++ text=Microsoft Visual C++\n"
         "need role=15-1252.00 skill=microsoft-visual-c++ importance=4 level=4\n"
         "skill id=the-loom-suite name=The Loom: suite kind=tool\n"
         "form of=the-loom-suite text=The Loom: suite\n"
         "need role=15-1252.00 skill=the-loom-suite importance=3 level=3\n"
         "row 3! O*NET-SOC Code: expected one like 15-1252.00 (15-1252)\n"
         "row 4! name: expected a text ()\n"
         "row 5! Example: expected a name with letters (€)\n");
    /* before 27.1 there was no last column */
    onet("O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\n15-1252.00\tLoom\t1\tx\tN\n", NULL,
         "skill id=loom name=Loom kind=tool\nform of=loom text=Loom\n"
         "need role=15-1252.00 skill=loom importance=3 level=3\n");
}

static void occupations(void **state)
{
    (void)state;
    onet("O*NET-SOC Code\tTitle\tDescription\n15-1252.00\tSoftware Developers\tWrite, test.\n"
         "11-1011.00\tChief Executives\tPlan.\n",
         "soc=15",
         "role id=15-1252.00 name=Software Developers onet=15-1252.00\n"
         "title of=15-1252.00 text=Software Developers\n");
}

/* 3. */
static void titles(void **state)
{
    (void)state;
    onet("O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)\n"
         "11-1011.00\tCEO (Chief Executive Officer)\tCEO\t02,04\n"
         "11-1011.00\tAgency Owner\tn/a\t10\n",
         NULL, "title of=11-1011.00 text=CEO\ntitle of=11-1011.00 text=CEO\ntitle of=11-1011.00 text=Agency Owner\n");
}

/* 1., 5., 6. */
static void skills(void **state)
{
    (void)state;
    const char *rows = ELEMENTS "15-1252.00\t2.B.3.e\tProgramming\tIM\t4.25\t8\t.1\t4\t4.5\tN\t\t08/2023\tAnalyst\n"
                                "15-1252.00\t2.B.3.e\tProgramming\tLV\t5.12\t8\t.1\t5\t5.2\tN\tN\t08/2023\tAnalyst\n"
                                "15-1252.00\t2.A.1.a\tLooming\tIM\t2.5\t8\t.1\t4\t4.5\tN\t\t08/2023\tAnalyst\n"
                                "15-1252.00\t2.A.1.a\tLooming\tLV\t1.12\t8\t.1\t5\t5.2\tN\tN\t08/2023\tAnalyst\n";
    const char *programming =
        "skill id=programming name=Programming kind=concept\nform of=programming text=Programming\n"
        "need role=15-1252.00 skill=programming importance=4.25 level=5.12\n";
    onet(rows, NULL, programming);
    onet(rows, "soc=11", "");
    char both[400];
    snprintf(both, sizeof both,
             "%sskill id=looming name=Looming kind=concept\nform of=looming text=Looming\n"
             "need role=15-1252.00 skill=looming importance=2.5 level=1.12\n",
             programming);
    onet(rows, "importance=2", both);
}

static void bad_elements(void **state)
{
    (void)state;
    onet(ELEMENTS "15-1252.00\t1\tLooming\tIM\t5.5\t8\t.1\t4\t4.5\tN\t\t08/2023\tAnalyst\n"
                  "15-1252.00\t1\tLooming\tIM\t4\t8\t.1\t4\t4.5\tY\t\t08/2023\tAnalyst\n"
                  "15-1252.00\t1\tLooming\tLV\t4\t8\t.1\t4\t4.5\tN\tN\t08/2023\tAnalyst\n"
                  "15-1252.00\t1\tLooming\tLX\t4\t8\t.1\t4\t4.5\tN\tN\t08/2023\tAnalyst\n",
         NULL,
         "row 1! Data Value: expected 1 to 5 for IM, 0 to 7 for LV (5.5)\n"
         "row 2! Recommend Suppress, Not Relevant: expected N (Y)\n"
         "row 3! Scale ID: expected LV just after IM of the same element (Looming)\n"
         "row 4! Scale ID: expected IM or LV (LX)\n");
}

static void probe_scores(void **state)
{
    (void)state;
    assert_int_equal(probe_of("taxonomy_onet", TECHNOLOGY), 90);
    assert_int_equal(probe_of("taxonomy_onet", ELEMENTS), 90);
    assert_int_equal(probe_of("taxonomy_onet", "O*NET-SOC Code\tTitle\tDescription\r\n"), 90);
    assert_int_equal(probe_of("taxonomy_onet", "O*NET-SOC Code\tJob Zone\tDate\tDomain Source\n"), 0);
    assert_int_equal(probe_of("taxonomy_onet", "Code\tExample\tx\n"), 0);
    assert_int_equal(probe_of("taxonomy_onet", "O*NET-SOC Code"), 0);
    assert_int_equal(probe_of("taxonomy_onet", ""), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(technologies), cmocka_unit_test(occupations),
                                       cmocka_unit_test(titles),       cmocka_unit_test(skills),
                                       cmocka_unit_test(bad_elements), cmocka_unit_test(probe_scores)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
