/* A small taxonomy and markets made by hand, for the tests of the market's room. */
#ifndef SG_TESTS_MARKET_SUPPORT_H
#define SG_TESTS_MARKET_SUPPORT_H

#include "taxonomy_support.h"

#include "market/build.h"

#include <stdlib.h>

/* Skills python 0, go 1, c++ 2, remote-work 3 (an attribute); two roles; US, US/austin, CA, DE. */
static inline void small_taxonomy(sg_taxonomy *t)
{
    sg_error err;
    *t = (sg_taxonomy){0};
    add_skill(t, "python", "Python", "language", "languages");
    add_skill(t, "go", "Go", "language", "languages");
    add_skill(t, "c++", "C++", "language", "languages");
    add_skill(t, "remote-work", "Remote work", "attribute", "attributes");
    add_form(t, "python", "Python", "any", NULL);
    add_form(t, "go", "golang", "any", NULL);
    add_form(t, "c++", "C++", "any", NULL);
    add_form(t, "remote-work", "remote", "any", NULL);
    add_role(t, "backend-engineer", "Back-end engineer");
    add_role(t, "data-scientist", "Data scientist");
    add_title(t, "backend-engineer", "backend engineer");
    add_title(t, "data-scientist", "data scientist");
    add_level(t, "senior", "senior");
    const char *const currencies[][3] = {
        {"US", "United States", "USD"}, {"CA", "Canada", "CAD"}, {"DE", "Germany", "EUR"}};
    for (size_t i = 0; i < 3; i++) {
        sg_region row = {.id = T(currencies[i][0]),
                         .name = T(currencies[i][1]),
                         .kind = T("country"),
                         .currency = T(currencies[i][2])};
        add_row(t, SG_RECORD_REGION, &row);
    }
    add_region(t, "US/austin", "Austin", "US", "metro");
    add_place(t, "austin", "US/austin", "any");
    add_place(t, "toronto", "CA", "any");
    add_place(t, "berlin", "DE", "any");
    assert_ok(sg_taxonomy_finish(t, &err));
}

/* A path in a fresh folder of this test's own, removed by remove_folder. */
static inline void make_folder(char folder[static 64])
{
    snprintf(folder, 64, "/tmp/sg-market-XXXXXX");
    assert_non_null(mkdtemp(folder));
}

static inline void remove_folder(const char *folder)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
}

static inline void write_file(const char *folder, const char *name, const char *text, char out[static 256])
{
    snprintf(out, 256, "%s/%s", folder, name);
    FILE *file = fopen(out, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

#endif
