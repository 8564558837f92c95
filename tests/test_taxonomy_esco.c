/* taxonomy_esco: each file in its own dialect, then each requirement alone. */
#include "vocabulary_run.h"

static void esco(const char *input, const char *want)
{
    expect_run("taxonomy_esco", input, NULL, describe_vocabulary, want);
}

#define URI "http://data.europa.eu/esco/skill/"
#define JOB "http://data.europa.eu/esco/occupation/"

/* 1., 2., 3., 4. skills_en.csv: alternative labels on lines of one cell. */
static void skills(void **state)
{
    (void)state;
    esco("conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
         "scopeNote,definition,inScheme,description\n"
         "KnowledgeSkillCompetence," URI "000f1d3d-01,knowledge,sector-specific,Weave (computer programming),"
         "\"Weave techniques\r\nWeave\n (old)\n\",\"weev\",released,2024-01-25T11:28:50.295Z,,,,\"Words, "
         "\"\"quoted\"\"\"\n"
         "KnowledgeSkillCompetence," URI "000f1d3d-02,skill/competence,cross-sector,mend looms,,,released,,,,,\n"
         "KnowledgeSkillCompetence," URI "000f1d3d-03,knowledge,cross-sector,looms (textiles),,,released,,,,,\n",
         "skill id=000f1d3d-01 name=Weave kind=language esco=000f1d3d-01\n"
         "form of=000f1d3d-01 text=Weave\n"
         "form of=000f1d3d-01 text=Weave techniques\n"
         "form of=000f1d3d-01 text=Weave\n"
         "form of=000f1d3d-01 text=(old)\n"
         "form of=000f1d3d-01 text=weev\n"
         "skill id=000f1d3d-02 name=mend looms kind=method esco=000f1d3d-02\n"
         "form of=000f1d3d-02 text=mend looms\n"
         "skill id=000f1d3d-03 name=looms kind=concept esco=000f1d3d-03\n"
         "form of=000f1d3d-03 text=looms\n");
}

/* 1., 3. A collection: other columns, labels between bars. */
static void collection(void **state)
{
    (void)state;
    esco("conceptType,conceptUri,preferredLabel,status,skillType,reuseLevel,altLabels,description,broaderConceptUri,"
         "broaderConceptPT\n"
         "KnowledgeSkillCompetence," URI "000f1d3d-01,Weave,released,knowledge,sector-specific,"
         "weave IDE | weave (tool) | ,d,u | v,a | b\n",
         "skill id=000f1d3d-01 name=Weave kind=concept esco=000f1d3d-01\n"
         "form of=000f1d3d-01 text=Weave\n"
         "form of=000f1d3d-01 text=weave IDE\n"
         "form of=000f1d3d-01 text=weave\n");
}

static void occupations(void **state)
{
    (void)state;
    esco("conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
         "regulatedProfessionNote,scopeNote,definition,inScheme,description,code\n"
         "Occupation," JOB
         "00030d09-2b,2654,technical weaver,\"head of weaving\nweaving lead\",,released,,,,,,,2654.1.7\n",
         "role id=00030d09-2b name=technical weaver esco=2654.1.7 isco=2654\n"
         "title of=00030d09-2b text=technical weaver\n"
         "title of=00030d09-2b text=head of weaving\n"
         "title of=00030d09-2b text=weaving lead\n");
}

/* 5. */
static void what_occupations_need(void **state)
{
    (void)state;
    esco("occupationUri,relationType,skillType,skillUri\n" JOB "00030d09-2b,essential,knowledge," URI
         "000f1d3d-01\n" JOB "00030d09-2b,optional,skill/competence," URI "000f1d3d-02\n" JOB
         "00030d09-2b,seldom,knowledge," URI "000f1d3d-02\n" JOB ",essential,knowledge," URI "000f1d3d-02\n" JOB
         "00030d09-2b,essential,knowledge,loom\n",
         "need role=00030d09-2b skill=000f1d3d-01 importance=4 level=4\n"
         "need role=00030d09-2b skill=000f1d3d-02 importance=2 level=3\n"
         "row 3! relationType: expected essential or optional (seldom)\n"
         "row 4! occupationUri: expected one that ends in an id (" JOB ")\n"
         "row 5! skillUri: expected one that ends in an id (loom)\n");
}

/* 6. */
static void bad_rows(void **state)
{
    (void)state;
    esco("conceptUri,preferredLabel,skillType,status\n"
         "http://data.europa.eu/esco/isced-f/06/,computing,knowledge,released\n" URI
         "Group_S1.2,computing,knowledge,released\n" URI "000f1d3d-01, ,knowledge,released\n" URI
         "000f1d3d-01,loom,knowledge,obsolete\n",
         "row 1! conceptUri: expected one that ends in an id (http://data.europa.eu/esco/isced-f/06/)\n"
         "row 2! conceptUri: expected one that ends in an id (" URI "Group_S1.2)\n"
         "row 3! preferredLabel: expected a text ()\n"
         "row 4! status: expected released (obsolete)\n");
}

static void other_files(void **state)
{
    (void)state;
    assert_int_equal(probe_of("taxonomy_esco", "conceptUri,preferredLabel,skillType\n"), 90);
    assert_int_equal(probe_of("taxonomy_esco", "conceptUri,preferredLabel\nskillType,iscoGroup\n"), 0);
    assert_int_equal(probe_of("taxonomy_esco", "conceptType,conceptUri,broaderType,broaderUri\n"), 0);
    assert_int_equal(probe_of("taxonomy_esco", ""), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(skills),      cmocka_unit_test(collection),
                                       cmocka_unit_test(occupations), cmocka_unit_test(what_occupations_need),
                                       cmocka_unit_test(bad_rows),    cmocka_unit_test(other_files)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
