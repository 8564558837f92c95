#include "market/choose.h"

#include "base/mem.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SCORE_MIN = 20, SCORE_SURE = 80 };

static bool will_do(const sg_choice *choice, uint32_t kind)
{
    return kind == choice->kind || (choice->also && kind == choice->also);
}

static void add_name(char *names, size_t size, const char *id)
{
    size_t used = strlen(names);
    snprintf(names + used, size - used, "%s%s", used ? ", " : "", id);
}

/* A file that no plugin of the kinds asked for knows may be one of another kind: then it is said what it is for. */
static sg_status fail_by_kind(const sg_choice *choice, const sg_plugin_info *list, size_t n, const char *input,
                              sg_error *err)
{
    for (size_t i = 0; i < n; i++) {
        int score = 0;
        if (!list[i].id[0] || will_do(choice, list[i].kind)) continue;
        if (sg_plugin_probe(list[i].path, input, &score, NULL) != SG_OK || score < SCORE_SURE) continue;
        if (list[i].kind == SG_KIND_TAXONOMY)
            return sg_fail(
                err, SG_EUSAGE,
                "%s: a vocabulary of skills or roles (%s), and no postings: name it in your own taxonomy file, "
                "as `use: [{file: %s}]`, and give that with --taxonomy",
                input, list[i].id, input);
        return sg_fail(err, SG_EUSAGE,
                       "%s: people who practise skills (%s), and no postings: such data are shipped only", input,
                       list[i].id);
    }
    return SG_OK;
}

static sg_status choose_by_score(const sg_choice *choice, const sg_plugin_info *list, const int *scores, size_t n,
                                 const char *input, sg_plugin_info *out, sg_error *err)
{
    size_t best = n, ties = 0;
    char names[512] = "", tied[256] = "";
    if (choice->name) input = choice->name;
    for (size_t i = 0; i < n; i++) {
        if (scores[i] >= 0) add_name(names, sizeof names, list[i].id);
        if (scores[i] < SCORE_MIN || (best < n && scores[i] < scores[best])) continue;
        ties = best < n && scores[i] == scores[best] ? ties + 1 : 0;
        best = i;
    }
    if (best == n && choice->also && fail_by_kind(choice, list, n, input, err) != SG_OK) return SG_EUSAGE;
    if (best == n)
        return sg_fail(err, SG_EUSAGE, "%s: no plugin knows this file; %s%sname one with %s: %s", input,
                       choice->rather ? choice->rather : "", choice->rather ? "; or " : "", choice->how,
                       names[0] ? names : "(none is installed)");
    for (size_t i = 0; i < n && ties; i++)
        if (scores[i] == scores[best]) add_name(tied, sizeof tied, list[i].id);
    if (ties)
        return sg_fail(err, SG_EUSAGE, "%s: several plugins know this file; name one with %s: %s", input, choice->how,
                       tied);
    *out = list[best];
    return SG_OK;
}

/* Each plugin reads the file's start: that is for a file that can be read again. */
static sg_status check_probed(const sg_choice *choice, const char *input, sg_error *err)
{
    const char *name = choice->name ? choice->name : input;
    struct stat info;
    sg_members members;
    if (sg_input_is_packed(input)) return sg_members_list(input, &members, err);
    if (stat(input, &info) != 0 || access(input, R_OK) != 0)
        return sg_fail(err, SG_EFAIL, "%s: cannot be opened: %s", name, strerror(errno));
    if (S_ISDIR(info.st_mode)) return sg_fail(err, SG_EFAIL, "%s: is a folder, a file was expected", name);
    if (!S_ISREG(info.st_mode))
        return sg_fail(err, SG_EUSAGE, "%s: is no regular file: name the plugin that reads it with %s", name,
                       choice->how);
    return info.st_size ? SG_OK : sg_fail(err, SG_EFAIL, "%s: the file is empty", name);
}

/* How well each knows the file: -1 where it is of another kind or has not answered. That a plugin fails is for a person
 * to know, and no reason to stop; that none can read the file is one, and as good as any. */
static sg_status ask_all(const sg_choice *choice, const sg_plugin_info *list, size_t n, const char *input, int *scores,
                         sg_error *err)
{
    sg_error why = {""}, one;
    size_t answers = 0;
    for (size_t i = 0; i < n; i++) {
        scores[i] = -1;
        if (!list[i].id[0] || !will_do(choice, list[i].kind)) continue;
        sg_status status = sg_plugin_probe(list[i].path, input, &scores[i], &one);
        answers += status == SG_OK;
        if (status == SG_OK) continue;
        scores[i] = -1;
        if (status == SG_EPLUGIN && choice->note) choice->note(choice->self, one.text);
        if (status != SG_EPLUGIN && !why.text[0]) why = one;
    }
    if (answers || !why.text[0]) return SG_OK;
    const char *own = strstr(why.text, input); /* which plugin met it is no matter */
    return sg_fail(err, SG_EFAIL, "%.1000s", own ? own : why.text);
}

static sg_status choose_by_probing(const sg_choice *choice, const char *input, sg_plugin_info *out, sg_error *err)
{
    sg_plugin_info *list = NULL;
    size_t n = 0;
    if (strcmp(input, "-") == 0)
        return sg_fail(err, SG_EUSAGE, "standard input: name the plugin that reads it with %s", choice->how);
    sg_status status = check_probed(choice, input, err);
    if (status != SG_OK) return status;
    status = sg_plugin_list(choice->plugins, &list, &n, err);
    if (status != SG_OK) return status;
    int *scores = sg_alloc((n + 1) * sizeof *scores);
    status = scores ? ask_all(choice, list, n, input, scores, err) : sg_fail(err, SG_EFAIL, "no memory to choose");
    if (status == SG_OK) status = choose_by_score(choice, list, scores, n, input, out, err);
    sg_free(scores);
    sg_free(list);
    return status;
}

static const char *name_of_kind(uint32_t kind)
{
    static const char *const names[] = {"", "postings", "taxonomy", "salary", "talent"};
    return kind < sizeof names / sizeof *names ? names[kind] : "";
}

sg_status sg_plugin_choose(const sg_choice *choice, const char *id, const char *input, sg_plugin_info *out,
                           sg_error *err)
{
    char path[SG_PLUGIN_PATH_MAX];
    if (!id) return choose_by_probing(choice, input, out, err);
    sg_status status = sg_plugin_locate(choice->plugins, id, path, err);
    if (status == SG_OK) status = sg_plugin_describe(path, out, err);
    if (status == SG_OK && !will_do(choice, out->kind))
        status =
            sg_fail(err, SG_EUSAGE, "plugin %s: not of kind %s%s%s, and %s takes no other", id,
                    name_of_kind(choice->kind), choice->also ? " or " : "", name_of_kind(choice->also), choice->how);
    return status;
}
