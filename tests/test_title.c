/* title: role and level from titles, region and remote work from places. */
#include "taxonomy_support.h"

#include "base/mem.h"
#include "taxonomy/title.h"

static sg_taxonomy fixture;
static sg_titles *titles;

static void fill_titles(sg_taxonomy *t)
{
    static const char *const roles[][4] = {
        {"software-engineer", "software engineer", "developer", "engineer"},
        {"software-engineers", "software engineers", NULL, NULL},
        {"backend-engineer", "back end engineer", "backend engineer", "backend developer"},
        {"data-engineer", "data engineer", "data engineering", "engineer data"},
        {"ios-engineer", "ios", "ios engineer", NULL},
        {"android-engineer", "android", "android engineer", NULL},
        {SG_NO_ROLE, "mechanical engineer", NULL, NULL},
        {"data-scientist", "data scientist", NULL, NULL},
        {"sre", "SRE", "site reliability engineer", NULL},
        {"engineering-manager", "engineering manager", "head of engineering", "vp of engineering"},
        {"product-manager", "product manager", NULL, NULL},
        {"cpp-developer", "C++ developer", ".NET developer", NULL},
        {"researcher", "member of technical staff", NULL, NULL},
        {"cto", "cto", "chief technology officer", NULL}};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        if (strcmp(roles[i][0], SG_NO_ROLE) != 0) add_role(t, roles[i][0], roles[i][1]);
        for (size_t j = 1; j < 4 && roles[i][j]; j++) add_title(t, roles[i][0], roles[i][j]);
    }
    static const char *const levels[][2] = {
        {"intern", "intern"},    {"junior", "junior"},       {"junior", "jr"},       {"junior", "entry level"},
        {"mid", "mid level"},    {"senior", "senior"},       {"senior", "sr"},       {"lead", "lead"},
        {"staff", "staff"},      {"principal", "principal"}, {"manager", "manager"}, {"manager", "engineering manager"},
        {"director", "head of"}, {"director", "director"},   {"executive", "vp"},    {"executive", "cto"},
        {"executive", "chief"}};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) add_level(t, levels[i][0], levels[i][1]);
}

static void fill_places(sg_taxonomy *t)
{
    static const char *const regions[][3] = {{"US", NULL, "country"},        {"DE", NULL, "country"},
                                             {"GB", NULL, "country"},        {"FR", NULL, "country"},
                                             {"EU", NULL, "country"},        {"GE", NULL, "country"},
                                             {"US/TX", "US", "subdivision"}, {"US/CA", "US", "subdivision"},
                                             {"US/OR", "US", "subdivision"}, {"US/ME", "US", "subdivision"},
                                             {"US/GA", "US", "subdivision"}, {"US/NY", "US", "subdivision"},
                                             {"US/austin", "US", "metro"},   {"US/san-francisco", "US", "metro"},
                                             {"US/new-york", "US", "metro"}, {"US/portland-or", "US/OR", "metro"},
                                             {"US/boston", "US", "metro"},   {"GB/cambridge", "GB", "metro"},
                                             {"DE/berlin", "DE", "metro"},   {"GB/london", "GB", "metro"},
                                             {"FR/paris", "FR", "metro"},    {"GE/tbilisi", "GE", "metro"}};
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
        add_region(t, regions[i][0], regions[i][0], regions[i][1], regions[i][2]);
    static const char *const places[][3] = {{"US", "US", "exact"},
                                            {"USA", "US", "any"},
                                            {"U.S.", "US", "exact"},
                                            {"UK", "GB", "exact"},
                                            {"Germany", "DE", "any"},
                                            {"EU", "EU", "exact"},
                                            {"TX", "US/TX", "after"},
                                            {"Texas", "US/TX", "any"},
                                            {"CA", "US/CA", "after"},
                                            {"OR", "US/OR", "after"},
                                            {"Oregon", "US/OR", "any"},
                                            {"ME", "US/ME", "after"},
                                            {"Georgia", "US/GA", "any"},
                                            {"Georgia", "GE", "any"},
                                            {"NY", "US/NY", "after"},
                                            {"Austin", "US/austin", "any"},
                                            {"San Francisco", "US/san-francisco", "any"},
                                            {"SF", "US/san-francisco", "exact"},
                                            {"New York", "US/new-york", "any"},
                                            {"NYC", "US/new-york", "any"},
                                            {"Portland", "US/portland-or", "any"},
                                            {"Cambridge", "US/boston", "any"},
                                            {"Cambridge", "GB/cambridge", "any"},
                                            {"MA", "US/boston", "after"},
                                            {"Berlin", "DE/berlin", "any"},
                                            {"London", "GB/london", "any"},
                                            {"Paris", "FR/paris", "any"},
                                            {"Tbilisi", "GE/tbilisi", "any"},
                                            {"Batumi", "GE", "any"},
                                            {"Z\xc3\xbcrich", "DE/berlin", "any"}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) add_place(t, places[i][0], places[i][1], places[i][2]);
}

static int set_up(void **state)
{
    (void)state;
    sg_error err;
    fill_titles(&fixture);
    fill_places(&fixture);
    assert_ok(sg_taxonomy_finish(&fixture, &err));
    titles = sg_titles_alloc(&fixture);
    return titles ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    sg_titles_free(titles);
    sg_taxonomy_release(&fixture);
    return 0;
}

static void titles_name_role_and_level(void **state)
{
    (void)state;
    static const struct {
        const char *title, *role, *level;
    } rows[] = {
        {"Senior Back-End Engineer (Go)", "backend-engineer", "senior"},
        {"BACKEND ENGINEER", "backend-engineer", NULL},
        {"Staff Software Engineer", "software-engineer", "staff"},
        {"Senior Staff Software Engineer", "software-engineer", "staff"},
        {"Sr. Data Engineer II", "data-engineer", "senior"},
        {"Jr Developer", "software-engineer", "junior"},
        {"Entry-level software engineer", "software-engineer", "junior"},
        {"Software Engineer, Senior", "software-engineer", "senior"},
        {"Head of Engineering", "engineering-manager", "director"},
        {"VP of Engineering", "engineering-manager", "executive"},
        {"CTO", "cto", "executive"},
        {"Engineering Manager", "engineering-manager", "manager"},
        {"Product Manager", "product-manager", NULL},
        {"Senior Product Manager", "product-manager", "senior"},
        {"Member of Technical Staff", "researcher", NULL},
        {"Data Engineering Manager", "data-engineer", "manager"},
        {"Senior Software Engineer / Staff Data Scientist", "software-engineer", "senior"},
        {"Data Scientist, Software Engineer", "data-scientist", NULL},
        {"Engineer: Lead Data Engineer", "data-engineer", "lead"},
        {"Software Engineers, Data Scientist", "software-engineers", NULL},
        {"Engineer, Data", "data-engineer", NULL},
        {"Acme data | Engineer", "software-engineer", NULL},
        {"C++ Developer", "cpp-developer", NULL},
        {"C Developer", "software-engineer", NULL},
        {".NET Developer", "cpp-developer", NULL},
        {"Software Engineer - iOS", "ios-engineer", NULL},
        {"Software Engineer, Data Scientist", "software-engineer", NULL},
        {"Software Engineer | iOS", "software-engineer", NULL},
        {"Developer and iOS", "software-engineer", NULL},
        {"Android, iOS lead engineers", "android-engineer", "lead"},
        {"Android, Senior Data Scientist", "android-engineer", "senior"},
        {"Android | Senior Data Scientist", "android-engineer", NULL},
        {"Mechanical Engineer", NULL, NULL},
        {"Senior Mechanical Engineer, Data Engineer", "data-engineer", "senior"},
        {"Data Engineer, Mechanical Engineer", "data-engineer", NULL},
        {"Software Engineering Intern", NULL, "intern"},
        {"Gardener", NULL, NULL},
        {"", NULL, NULL},
    };
    sg_error err;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sg_title_reading got;
        assert_ok(sg_title_read(titles, T(rows[i].title), &got, &err));
        const char *role = got.role == SG_ID_NONE ? "-" : fixture.roles[got.role].id.at;
        const char *level = got.level < 0 ? "-" : sg_level_ids[got.level];
        if (strcmp(role, rows[i].role ? rows[i].role : "-") != 0 ||
            strcmp(level, rows[i].level ? rows[i].level : "-") != 0)
            fail_msg("\"%s\": %s %s, expected %s %s", rows[i].title, role, level, rows[i].role, rows[i].level);
    }
}

static void places_name_region_and_remote(void **state)
{
    (void)state;
    static const struct {
        const char *place, *region;
        int remote;
    } rows[] = {
        {"Berlin, Germany", "DE/berlin", SG_UNKNOWN},
        {"San Francisco, CA or Remote (US)", "US/san-francisco", SG_YES},
        {"NYC", "US/new-york", SG_UNKNOWN},
        {"New York, NY", "US/new-york", SG_UNKNOWN},
        {"London or remote within UTC\xc2\xb1"
         "2",
         "GB/london", SG_YES},
        {"Austin, TX", "US/austin", SG_UNKNOWN},
        {"Remote (EU)", "EU", SG_YES},
        {"Remote, contact us", NULL, SG_YES},
        {"anywhere in the U.S.", "US", SG_YES},
        {"Portland, OR", "US/portland-or", SG_UNKNOWN},
        {"Portland, ME", "US/ME", SG_UNKNOWN},
        {"Portland or Remote", "US/portland-or", SG_YES},
        {"Berlin, or remote", "DE/berlin", SG_YES},
        {"OR REMOTE", NULL, SG_YES},
        {"Paris, TX", "US/TX", SG_UNKNOWN},
        {"Paris, Texas or London", "GB/london", SG_UNKNOWN},
        {"Cambridge, MA", "US/boston", SG_UNKNOWN},
        {"Cambridge, UK", "GB/cambridge", SG_UNKNOWN},
        {"Cambridge UK", "GB/cambridge", SG_UNKNOWN},
        {"Georgia", "US/GA", SG_UNKNOWN},
        {"Tbilisi, Georgia", "GE/tbilisi", SG_UNKNOWN},
        {"Batumi, Georgia", "GE", SG_UNKNOWN}, /* a town that is only known to be in a country */
        {"Batumi, Georgia or Austin", "US/austin", SG_UNKNOWN},
        {"Germany | Berlin | London", "DE/berlin", SG_UNKNOWN},
        {"London, Paris, Berlin", "GB/london", SG_UNKNOWN},
        {"Texas, ONSITE", "US/TX", SG_NO},
        {"SF on-site", "US/san-francisco", SG_NO},
        {"sf", NULL, SG_UNKNOWN},
        {"Z\xc3\x9cRICH, in-office", "DE/berlin", SG_NO},
        {"Berlin (no remote)", "DE/berlin", SG_NO},
        {"Berlin, not remote, sorry", "DE/berlin", SG_NO},
        {"Remote: no", NULL, SG_NO},
        {"Berlin (hybrid) or remote", "DE/berlin", SG_PARTLY},
        {"Onsite or remote", NULL, SG_YES},
        {"WFH", NULL, SG_YES},
        {"work-from-home", NULL, SG_YES},
        {"", NULL, SG_UNKNOWN},
    };
    sg_error err;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sg_place_reading got;
        assert_ok(sg_place_read(titles, T(rows[i].place), &got, &err));
        const char *region = got.region == SG_ID_NONE ? "-" : fixture.regions[got.region].id.at;
        if (strcmp(region, rows[i].region ? rows[i].region : "-") != 0 || got.remote != rows[i].remote)
            fail_msg("\"%s\": %s %d, expected %s %d", rows[i].place, region, got.remote, rows[i].region,
                     rows[i].remote);
    }
}

/* Only the first words of a text are read; bad bytes are none. */
static void long_and_broken_texts_end(void **state)
{
    (void)state;
    sg_error err;
    char text[4000];
    memset(text, 'x', sizeof text);
    for (size_t i = 3; i < sizeof text; i += 4) text[i] = ' ';
    memcpy(text, "\xff\xfe Berlin, TX, ", 15);
    sg_title_reading title;
    sg_place_reading place;
    assert_ok(sg_title_read(titles, (sg_text){text, sizeof text}, &title, &err));
    assert_int_equal(title.role, SG_ID_NONE);
    assert_ok(sg_place_read(titles, (sg_text){text, sizeof text}, &place, &err));
    assert_string_equal(fixture.regions[place.region].id.at, "US/TX");
    assert_ok(sg_place_read(titles, (sg_text){0}, &place, &err));
    assert_int_equal(place.region, SG_ID_NONE);
}

static void memory_may_end_anywhere(void **state)
{
    (void)state;
    sg_error err;
    bool done = false;
    size_t at = 1;
    for (; !done && at < 2000; at++) {
        sg_title_reading title = {.level = 77};
        sg_place_reading place;
        sg_alloc_fail_at(at, (int)(at & 1));
        sg_titles *t = sg_titles_alloc(&fixture);
        sg_status status = t ? sg_title_read(t, T("Senior Data Engineer"), &title, &err) : SG_EFAIL;
        if (status != SG_OK) assert_int_equal(title.level, 77);
        if (status == SG_OK) status = sg_place_read(t, T("Berlin"), &place, &err);
        sg_alloc_fail_at(0, 0);
        done = status == SG_OK;
        sg_titles_free(t);
    }
    assert_true(done && at > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_name_role_and_level),
        cmocka_unit_test(places_name_region_and_remote),
        cmocka_unit_test(long_and_broken_texts_end),
        cmocka_unit_test(memory_may_end_anywhere),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
