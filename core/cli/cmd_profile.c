/* skillgap profile check: whether a profile can be read, and what was read; profile new makes one. */
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/profile_new.h"

#include <stdio.h>
#include <string.h>

static const char *position_text(const sg_taxonomy *t, const sg_position *p, char out[static 200])
{
    int used = snprintf(out, 200, "%s", p->level >= 0 ? sg_level_ids[p->level] : "");
    if (p->role != SG_ID_NONE)
        used += snprintf(out + used, 200 - (size_t)used, "%s%.*s", used ? " " : "", (int)t->roles[p->role].name.len,
                         t->roles[p->role].name.at);
    if (p->region != SG_ID_NONE)
        snprintf(out + used, 200 - (size_t)used, "%s%.*s", used ? ", " : "", (int)t->regions[p->region].name.len,
                 t->regions[p->region].name.at);
    return out;
}

static void add_position(sg_doc *doc, const sg_taxonomy *t, const char *key, const char *title, const sg_position *p)
{
    char text[200];
    position_text(t, p, text);
    sg_doc_field(doc, key, title, text[0] ? sg_v_text(text) : sg_v_missing("not given"));
}

static void add_skills(sg_doc *doc, const sg_taxonomy *t, const sg_profile *p)
{
    static const sg_doc_column columns[] = {
        {"skill", "Skill", NULL, false, 0},
        {"level", "Level", "0 to 7 (O*NET scale LV)", true, 0},
        {"word", "In words", NULL, false, 3},
        {"last_used", "Last used", NULL, true, 0},
        {"years", "Years", NULL, true, 2},
        {"first", "Evidence", "the first", false, 1},
        {"evidence", "Evidence", "all", false, SG_DATA_ONLY},
        {"field", "From", "where it stands in the file", false, SG_DATA_ONLY},
    };
    sg_doc_section(doc, "skills", "Skills read");
    sg_doc_table(doc, "skills", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < p->n_held; i++) {
        const sg_held *held = &p->held[i];
        bool known = held->level >= 0;
        sg_value row[] = {
            sg_v_text(t->skills[held->skill].name.at),
            known ? sg_v_number(held->level, held->level != (int)held->level) : sg_v_missing("not stated"),
            known ? sg_v_text(sg_skill_level_word(held->level)) : sg_v_missing("not stated"),
            held->last_used != SG_MONTH_ABSENT ? sg_v_month(held->last_used) : sg_v_missing("not stated"),
            held->years >= 0 ? sg_v_number(held->years, held->years != (int)held->years) : sg_v_missing("not stated"),
            sg_v_text(held->first),
            sg_v_text(held->evidence),
            sg_v_text(held->field),
        };
        sg_doc_row(doc, row);
    }
}

static void add_unheld(sg_doc *doc, const sg_profile *p)
{
    static const sg_doc_column columns[] = {
        {"name", "Not known here", NULL, false, 0},
        {"field", "From", "where it stands in the file", false, 1},
        {"why", "Why", NULL, false, 0},
    };
    if (!p->n_unheld) return;
    sg_doc_table(doc, "not_known", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < p->n_unheld; i++) {
        sg_value row[] = {sg_v_text(p->unheld[i].name), sg_v_text(p->unheld[i].field), sg_v_text(p->unheld[i].why)};
        sg_doc_row(doc, row);
    }
    sg_doc_note(doc,
                "They count in no gap: mend the spelling, or teach skillgap the skill (skillgap data blindspots).");
}

static sg_status show(const sg_cli *cli, const char *path, const sg_taxonomy *t, const sg_profile *p, sg_error *err)
{
    sg_doc *doc = sg_doc_alloc("Profile check", "skillgap.profile/1");
    if (!doc) return sg_fail(err, SG_EFAIL, "no memory");
    sg_doc_section(doc, "profile", "");
    if (p->n_unheld)
        sg_doc_paragraph(doc, "%s can be read; %zu of the names of skills in it are not known here.", path,
                         p->n_unheld);
    else
        sg_doc_paragraph(doc, "%s can be read; every name in it is known.", path);
    if (p->note[0]) sg_doc_paragraph(doc, "%s", p->note);
    add_position(doc, t, "target", "Target", &p->target);
    add_position(doc, t, "current", "Now", &p->current);
    sg_value pay = sg_v_money(p->pay.amount, p->pay.currency);
    sg_doc_field(doc, "pay", "Pay", p->pay.given ? pay : sg_v_missing("not given: no comparison with bands"));
    sg_doc_field(doc, "hours_week", "Hours a week",
                 p->hours_week > 0 ? sg_v_number(p->hours_week, p->hours_week != (int)p->hours_week)
                                   : sg_v_missing("not given: plans have no dates"));
    sg_doc_field(doc, "goal", "Goal date", p->goal != SG_DAY_ABSENT ? sg_v_day(p->goal) : sg_v_missing("not given"));
    add_skills(doc, t, p);
    add_unheld(doc, p);
    if (p->others_can_read && !strstr(path, "/example/"))
        sg_doc_note(doc, "Others on this machine can read the file; chmod 600 keeps it yours.");
    sg_status status = sg_cli_show(cli, doc, err);
    sg_doc_free(doc);
    return status;
}

/* All problems go to standard error, the last line counts them. */
static sg_status check(const sg_cli *cli, const char *path, sg_error *err)
{
    sg_loaded loaded;
    sg_profile profile;
    sg_buf problems;
    sg_buf_init(&problems, 1 << 20);
    sg_status status = sg_cli_load(cli, SG_LOAD_TAXONOMY, &loaded, err);
    if (status == SG_OK) {
        status = sg_profile_read(path, &loaded.taxonomy, &profile, &problems, err);
        if (status == SG_OK) {
            status = show(cli, path, &loaded.taxonomy, &profile, err);
            sg_profile_release(&profile);
        } else if (problems.at) {
            size_t n = 0;
            for (size_t i = 0; i < problems.len; i++) n += problems.at[i] == '\n';
            fputs(problems.at, stderr);
            status = sg_fail(err, SG_ECHECK, "%s: %zu problem%s", path, n, n == 1 ? "" : "s");
        }
    }
    sg_buf_release(&problems);
    sg_loaded_release(&loaded);
    return status;
}

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    const char *what = args->words[0];
    if (strcmp(what, "new") == 0) {
        if (args->n_words == 1) return sg_profile_new(cli, args, err);
        return sg_fail(err, SG_EUSAGE, "profile new: expected no \"%s\"; --from %s starts from it", args->words[1],
                       args->words[1]);
    }
    if (strcmp(what, "check") != 0)
        return sg_fail(err, SG_EUSAGE, "skillgap profile: expected new or check, found \"%s\"", what);
    for (size_t i = 0; i < SG_NEW_OPTIONS; i++)
        if (args->values[i])
            return sg_fail(err, SG_EUSAGE, "profile check takes no --%s", sg_cmd_profile.options[i].name);
    return check(cli, args->n_words > 1 ? args->words[1] : cli->profile, err);
}

static const sg_cli_option options[SG_NEW_OPTIONS + 1] = {
    [SG_NEW_FROM] = {"from", "FILE",
                     "new: start from a JSON Resume, LinkedIn's export (ZIP) or a CV as text; - is standard input"},
    [SG_NEW_ROLE] = {"role", "ROLE", "new: the role you aim at, then not asked for; so are the next five"},
    [SG_NEW_LEVEL] = {"level", "LEVEL", "new: its level"},
    [SG_NEW_REGION] = {"region", "REGION", "new: where"},
    [SG_NEW_PAY] = {"pay", "PAY", "new: your pay now, \"140k USD base\""},
    [SG_NEW_HOURS] = {"hours", "N", "new: hours a week for learning"},
    [SG_NEW_GOAL] = {"goal", "DATE", "new: until when: 2028-06, or \"18 months\""},
    [SG_NEW_FORCE] = {"force", NULL, "new: replace a profile that is there"},
};

static const char form[] = "The file, as YAML or JSON: JSON Resume (jsonresume.org) with a block x-skillgap\n"
                           "  skills:\n"
                           "    - {name: Python, x-skillgap: {level: advanced, lastUsed: 2026-11, years: 6}}\n"
                           "    - name: Infrastructure             # a group of your own: its keywords count\n"
                           "      keywords: [Docker, Terraform]\n"
                           "      x-skillgap: {level: 3}\n"
                           "  x-skillgap:\n"
                           "    target: {role: backend-engineer, level: senior, region: berlin}\n"
                           "    current:\n"
                           "      role: software-engineer\n"
                           "      level: mid\n"
                           "      region: berlin\n"
                           "      pay: {amount: 78000, currency: EUR, period: year, component: base}\n"
                           "    hoursPerWeek: 5\n"
                           "    goalDate: 2028-05-31\n"
                           "All but the skills may be left out. Levels: 0 to 7, or none aware beginner\n"
                           "intermediate proficient advanced expert. evidence: a text or a list of texts.\n"
                           "A level that is not stated counts as unknown, not as met. Keep the file to\n"
                           "yourself (chmod 600); only profile new writes it.";

const sg_command sg_cmd_profile = {
    .name = "profile",
    .words = "new | check [FILE]",
    .summary = "make your profile by a few questions or from your CV; check it",
    .examples = "skillgap profile new\n"
                "skillgap profile new --from resume.json\n"
                "skillgap profile new --from linkedin.zip --role data-engineer --level senior\n"
                "pdftotext cv.pdf - | skillgap profile new --from -\n"
                "skillgap profile check me.yaml\n"
                "skillgap report --profile me.yaml",
    .options = options,
    .form = form,
    .words_min = 1,
    .words_max = 2,
    .run = run,
};
