/* A small folder of shipped data in a place of its own, read by the real plugins. */
#ifndef SG_TESTS_MARKET_FOLDER_H
#define SG_TESTS_MARKET_FOLDER_H

#include "market_support.h"

#include "plugin/host.h"

#include <sys/stat.h>
#include <unistd.h>

static char folder[64], made_path[256];
static sg_plugin_path plugins;

static void put(const char *name, const char *text)
{
    write_file(folder, name, text, made_path);
}

static const char *in_folder(const char *name)
{
    snprintf(made_path, sizeof made_path, "%s/%s", folder, name);
    return made_path;
}

static void put_taxonomy(void)
{
    put("taxonomy/skills.csv", "id,name,kind,family,esco,since,source\n"
                               "python,Python,language,languages,,,x\n"
                               "go,Go,language,languages,,,x\n"
                               "c++,C++,language,languages,,,x\n"
                               "full-time,Full-time,attribute,attributes,,,x\n");
    put("taxonomy/forms.csv", "skill,text,match,rule,source\n"
                              "python,Python,any,,x\n"
                              "go,golang,any,,x\n"
                              "c++,C++,any,,x\n"
                              "full-time,full-time,any,,x\n");
    put("taxonomy/roles.csv", "id,name,family,esco,isco,onet,source\nbackend-engineer,Back end,software,,,,x\n");
    put("taxonomy/titles.csv", "role,text,source\nbackend-engineer,backend engineer,x\n");
    put("taxonomy/levels.csv", "level,text\nsenior,senior\nstaff,staff\n");
    put("taxonomy/regions.csv",
        "id,name,parent,kind,code,currency\n"
        "US,United States,,country,US,USD\nUS/austin,Austin,US,metro,,\nDE,Germany,,country,DE,EUR\n");
    put("taxonomy/places.csv", "text,region,match\naustin,US/austin,any\ngermany,DE,any\nberlin,DE,any\n");
}

static int folder_make(void **state)
{
    (void)state;
    make_folder(folder);
    assert_int_equal(mkdir(in_folder("taxonomy"), 0700), 0);
    assert_int_equal(mkdir(in_folder("hn"), 0700), 0);
    assert_int_equal(mkdir(in_folder("talent"), 0700), 0);
    put_taxonomy();
    return 0;
}

static int folder_remove(void **state)
{
    (void)state;
    remove_folder(folder);
    return 0;
}

/* The plugins of the build that this test belongs to. */
static void find_plugins(const char *program)
{
    char *real = realpath(program, NULL);
    char *slash = real ? strrchr(real, '/') : NULL;
    assert_non_null(slash);
    plugins.n = 1;
    snprintf(plugins.folders[0], sizeof plugins.folders[0], "%.*s/../plugins", (int)(slash - real), real);
    char *plain = realpath(plugins.folders[0], NULL);
    assert_non_null(plain);
    snprintf(plugins.folders[0], sizeof plugins.folders[0], "%s", plain);
    free(plain);
    free(real);
}

#define MANIFEST "path,plugin,name,group,url,licence,options,partial,taxonomy\n"

#endif
