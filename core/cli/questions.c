#include "cli/questions_work.h"

#include "base/mem.h"
#include "taxonomy/role.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUESTION_BYTES = 300 };

/* ---- saying and asking ---- */

/* Wrapped at the terminal's width, to standard error; lines after the first are indented as the first is. */
void sg_questions_say(const sg_cli *cli, int indent, const char *text)
{
    int width = (int)cli->width, column = 0;
    for (const char *word = text; *word;) {
        int bytes = (int)strcspn(word, " ");
        int wide = (int)sg_utf8_width(word, (size_t)bytes);
        bool first = column == 0;
        if (!first && column + 1 + wide > width) {
            fputc('\n', stderr);
            first = true;
        }
        if (first)
            fprintf(stderr, "%*s%.*s", indent, "", bytes, word);
        else
            fprintf(stderr, " %.*s", bytes, word);
        column = first ? indent + wide : column + 1 + wide;
        word += bytes + (word[bytes] == ' ');
    }
    fputc('\n', stderr);
}

void sg_talk_say(const sg_talk *k, int indent, const char *text)
{
    sg_questions_say(k->q->cli, indent, text);
}

static void list_names(const sg_talk *k, const sg_choices *choices)
{
    sg_buf line;
    sg_buf_init(&line, SG_TALK_BYTES);
    for (size_t i = 0; i < choices->n; i++) sg_buf_printf(&line, "%s%s", i ? ", " : "", choices->names[i]);
    if (line.at) sg_talk_say(k, SG_TALK_INDENT, line.at);
    sg_buf_release(&line);
}

/* What each question expects; "?" asks for it. Lines. */
static const char *const helps[SG_QUESTIONS] = {
    [SG_QUESTION_ROLE] = "A role by its name or as a title says it: backend engineer, senior data scientist, SRE. "
                         "Enter takes what stands in brackets, or leaves it open.",
    [SG_QUESTION_LEVEL] = "The level you aim at, one of:",
    [SG_QUESTION_REGION] = "Where you look for work: a city or a country, by its name or code.\n"
                           "As in: Berlin; New York; Germany; US; GB/london (the London of that country).\n"
                           "A small town is mostly not known: name the nearest city, or the country.",
    [SG_QUESTION_NOW] = "What you do now, as a title says it: mid data engineer, senior backend engineer, QA "
                        "engineer. Enter leaves it open.",
    [SG_QUESTION_PAY] = "Your pay now before tax, with its currency; by the year unless you say otherwise.\n"
                        "As in: 140k USD; EUR 78,000 base; £65k total; EUR 6,500 a month; 85 USD an hour.\n"
                        "Currencies are codes such as USD, EUR, GBP. Enter leaves it out; it stays on this machine.",
    [SG_QUESTION_SKILLS] = "Names of skills, parted by commas, each with your level if you like: a number from 0 to 7 "
                           "or a word.\n"
                           "As in: python 5, aws 2, docker; or: Go: advanced, Kubernetes: beginner.\n"
                           "Enter on an empty line ends.",
    [SG_QUESTION_HOURS] = "How many hours a week you can learn, from 0.25 to 100, as in: 7 or 2.5.\n"
                          "The plan is spread over them; Enter leaves it open, and the plan has no dates.",
    [SG_QUESTION_GOAL] = "The month, the day or the time until which you want to be there.\n"
                         "As in: 2028-06; 2028-06-30; 18 months; 2 years. Enter leaves it open.",
};

/* Roles and levels are few enough to be listed. */
static void say_help(const sg_talk *k, const sg_choices *choices)
{
    sg_text rest = sg_text_of(helps[k->number - 1]), line;
    char text[300];
    while (sg_text_split(&rest, '\n', &line)) {
        snprintf(text, sizeof text, "%.*s", (int)line.len, line.at);
        sg_talk_say(k, SG_TALK_INDENT, text);
    }
    if (choices == &k->roles || choices == &k->levels) list_names(k, choices);
}

/* The question with its number, and what Enter takes in brackets; "?" is answered, and it is asked again. */
sg_status sg_talk_ask(sg_talk *k, const char *text, const char *usual, const sg_choices *choices, sg_error *err)
{
    char question[QUESTION_BYTES];
    if (usual[0])
        snprintf(question, sizeof question, "%d/%d %s [%s]: ", k->number, SG_QUESTIONS, text, usual);
    else
        snprintf(question, sizeof question, "%d/%d %s: ", k->number, SG_QUESTIONS, text);
    for (;;) {
        sg_status status = sg_prompt_read(k->prompt, question, choices, &k->answer, err);
        if (status != SG_OK || !sg_text_is(sg_talk_answer(k), "?")) return status;
        say_help(k, choices);
    }
}

sg_text sg_talk_answer(const sg_talk *k)
{
    return (sg_text){k->answer.at, k->answer.len};
}

/* What was wrong with an answer, before it is asked for again; of another command nothing is said meanwhile. */
sg_status sg_talk_again(const sg_talk *k, sg_status status, sg_error *err)
{
    if (status != SG_EUSAGE) return status;
    char *other = strstr(err->text, "; skillgap data");
    if (other) *other = '\0';
    sg_talk_say(k, SG_TALK_INDENT, err->text);
    return SG_OK;
}

static sg_status set_position(const sg_talk *k, const char *which, uint32_t role, int level, uint32_t region,
                              sg_error *err)
{
    sg_position position = {role, region, level};
    return sg_draft_set_position(k->q->resume, k->t, which, &position, err);
}

/* ---- role, level, place ---- */

const char *sg_talk_role(const sg_talk *k, uint32_t role)
{
    return role == SG_ID_NONE ? "" : k->t->roles[role].name.at;
}

/* *out keeps the usual one on Enter. */
static sg_status ask_title(sg_talk *k, const char *text, sg_title_reading *out, sg_error *err)
{
    for (;;) {
        sg_status status = sg_talk_ask(k, text, sg_talk_role(k, out->role), &k->roles, err);
        if (status != SG_OK || !k->answer.len) return status;
        status = sg_role_read(k->t, sg_talk_answer(k), out, err);
        if (status == SG_OK) return SG_OK;
        if ((status = sg_talk_again(k, status, err)) != SG_OK) return status;
    }
}

/* How an answer was read. */
static void say_title(const sg_talk *k, const sg_title_reading *title)
{
    char name[200];
    sg_talk_say(k, SG_TALK_INDENT, sg_role_name(k->t, title->role, title->level, name, sizeof name));
}

static sg_status ask_role(sg_talk *k, sg_error *err)
{
    sg_position target = sg_draft_position(k->q->resume, k->t, "target");
    sg_position now = sg_draft_position(k->q->resume, k->t, "current");
    sg_title_reading role = {target.role != SG_ID_NONE ? target.role : now.role, -1};
    sg_status status = ask_title(k, "Role you aim at (Tab completes, ? helps)", &role, err);
    if (status == SG_OK && k->answer.len) say_title(k, &role);
    return status == SG_OK ? set_position(k, "target", role.role, role.level, SG_ID_NONE, err) : status;
}

static sg_status ask_level(sg_talk *k, sg_error *err)
{
    sg_position target = sg_draft_position(k->q->resume, k->t, "target");
    sg_position now = sg_draft_position(k->q->resume, k->t, "current");
    int level = target.level >= 0 ? target.level : now.level;
    for (;;) {
        sg_status status = sg_talk_ask(k, "Level you aim at (intern junior mid senior lead staff …)",
                                       level >= 0 ? sg_level_ids[level] : "", &k->levels, err);
        if (status != SG_OK) return status;
        if (!k->answer.len) return set_position(k, "target", SG_ID_NONE, level, SG_ID_NONE, err);
        int found = sg_level_of(sg_talk_answer(k));
        if (found >= 0) return set_position(k, "target", SG_ID_NONE, found, SG_ID_NONE, err);
        list_names(k, &k->levels);
    }
}

static sg_status ask_region(sg_talk *k, sg_error *err)
{
    sg_position now = sg_draft_position(k->q->resume, k->t, "current");
    sg_position target = sg_draft_position(k->q->resume, k->t, "target");
    uint32_t region = target.region != SG_ID_NONE ? target.region : now.region;
    for (;;) {
        sg_status status = sg_talk_ask(k, "Where (a city or a country)",
                                       region == SG_ID_NONE ? "" : k->t->regions[region].name.at, &k->regions, err);
        if (status != SG_OK) return status;
        if (!k->answer.len) return set_position(k, "target", SG_ID_NONE, -1, region, err);
        status = sg_taxonomy_region(k->t, sg_talk_answer(k), &region, err);
        if (status == SG_OK) return set_position(k, "target", SG_ID_NONE, -1, region, err);
        if ((status = sg_talk_again(k, status, err)) != SG_OK) return status;
    }
}

static sg_status ask_now(sg_talk *k, sg_error *err)
{
    sg_position now = sg_draft_position(k->q->resume, k->t, "current");
    sg_position target = sg_draft_position(k->q->resume, k->t, "target");
    sg_title_reading role = {now.role, now.level};
    sg_status status = ask_title(k, "Role you hold now, with its level (as in: mid data engineer)", &role, err);
    if (status != SG_OK || role.role == SG_ID_NONE) return status;
    uint32_t region = now.region != SG_ID_NONE ? SG_ID_NONE : target.region;
    if (k->answer.len) say_title(k, &role);
    return set_position(k, "current", role.role, role.level, region, err);
}

/* ---- pay ---- */

/* The currency of the country of where the person is, for a question; "" when that is not known. */
static const char *local_currency(const sg_talk *k)
{
    uint32_t region = sg_draft_position(k->q->resume, k->t, "current").region;
    if (region == SG_ID_NONE) region = sg_draft_position(k->q->resume, k->t, "target").region;
    while (region != SG_ID_NONE) {
        const sg_region *r = &k->t->regions[region];
        if (r->currency.len) return r->currency.at;
        region = r->parent.len ? sg_map_find(&k->t->region_ids, r->parent) : SG_ID_NONE;
    }
    return "";
}

static sg_status ask_currency(sg_talk *k, sg_stated_pay *pay, sg_error *err)
{
    sg_stated_pay read;
    char text[120];
    while (!pay->currency[0]) {
        const char *local = local_currency(k);
        sg_status status = sg_talk_ask(k, "In which currency", local, NULL, err);
        if (status != SG_OK) return status;
        snprintf(text, sizeof text, "%.20s 1000", k->answer.len ? k->answer.at : local);
        status = sg_answer_pay(sg_text_of(text), &read, err);
        if (status == SG_OK && read.currency[0]) memcpy(pay->currency, read.currency, sizeof pay->currency);
        if (!pay->currency[0]) sg_talk_say(k, SG_TALK_INDENT, "expected a code such as USD or EUR");
    }
    return SG_OK;
}

static sg_status ask_pay(sg_talk *k, sg_error *err)
{
    sg_stated_pay pay = {0};
    for (;;) {
        sg_status status = sg_talk_ask(k, "Pay now, before tax, if you like (as in: 140k USD base)", "", NULL, err);
        if (status != SG_OK || !k->answer.len) return status;
        status = sg_answer_pay(sg_talk_answer(k), &pay, err);
        if (status == SG_OK) status = ask_currency(k, &pay, err);
        if (status == SG_OK) return sg_draft_set_pay(k->q->resume, &pay, err);
        if ((status = sg_talk_again(k, status, err)) != SG_OK) return status;
    }
}

/* ---- hours and goal ---- */

static sg_status ask_hours(sg_talk *k, sg_error *err)
{
    for (;;) {
        double hours = 0;
        sg_status status = sg_talk_ask(k, "Hours a week for learning", "", NULL, err);
        if (status != SG_OK || !k->answer.len) return status;
        if (sg_text_number(sg_talk_answer(k), &hours) && hours >= 0.25 && hours <= 100)
            return sg_draft_set_hours(k->q->resume, hours, err);
        sg_talk_say(k, SG_TALK_INDENT, "expected a number from 0.25 to 100");
    }
}

static sg_status ask_goal(sg_talk *k, sg_error *err)
{
    for (;;) {
        sg_day goal;
        sg_status status = sg_talk_ask(k, "Until when (as in: 2028-06, or 18 months)", "", NULL, err);
        if (status != SG_OK || !k->answer.len) return status;
        status = sg_answer_goal(sg_talk_answer(k), k->q->cli->today, &goal, err);
        if (status == SG_OK) return sg_draft_set_goal(k->q->resume, goal, err);
        if ((status = sg_talk_again(k, status, err)) != SG_OK) return status;
    }
}

/* ---- all ---- */

static sg_status (*const questions[SG_QUESTIONS])(sg_talk *, sg_error *) = {
    [SG_QUESTION_ROLE] = ask_role,   [SG_QUESTION_LEVEL] = ask_level, [SG_QUESTION_REGION] = ask_region,
    [SG_QUESTION_NOW] = ask_now,     [SG_QUESTION_PAY] = ask_pay,     [SG_QUESTION_SKILLS] = sg_talk_skills,
    [SG_QUESTION_HOURS] = ask_hours, [SG_QUESTION_GOAL] = ask_goal,
};

static int by_name(const void *a, const void *b)
{
    return strcasecmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorted names of a table whose rows have one at this offset, for completion. NULL when memory ends. */
static const char **names_of(const void *rows, size_t n, size_t size, size_t offset)
{
    const char **names = sg_alloc((n + 1) * sizeof *names);
    for (size_t i = 0; names && i < n; i++) {
        sg_text name;
        memcpy(&name, (const char *)rows + i * size + offset, sizeof name);
        names[i] = name.at;
    }
    if (names) qsort((void *)names, n, sizeof *names, by_name);
    return names;
}

static sg_status ask_all(sg_talk *k, sg_error *err)
{
    const sg_questions *q = k->q;
    sg_status status = SG_OK;
    for (size_t step = sg_draft_step(q->resume); step < SG_QUESTIONS && status == SG_OK; step++) {
        k->number = (int)step + 1;
        if (!q->known[step]) status = questions[step](k, err);
        if (status == SG_OK) status = sg_draft_set_step(q->resume, step + 1, err);
        if (status == SG_OK) status = sg_draft_write(q->resume, q->draft, err);
    }
    return status;
}

sg_status sg_questions_ask(const sg_questions *q, sg_error *err)
{
    const sg_taxonomy *t = q->taxonomy;
    sg_talk k = {.q = q, .t = t, .levels = {sg_level_ids, SG_LEVELS}};
    const char **roles = names_of(t->roles, t->role_ids.count, sizeof *t->roles, offsetof(sg_role, name));
    const char **skills = names_of(t->skills, t->skill_ids.count, sizeof *t->skills, offsetof(sg_skill, name));
    const char **regions = names_of(t->regions, t->region_ids.count, sizeof *t->regions, offsetof(sg_region, name));
    k.roles = (sg_choices){roles, t->role_ids.count};
    k.skills = (sg_choices){skills, t->skill_ids.count};
    k.regions = (sg_choices){regions, t->region_ids.count};
    sg_buf_init(&k.answer, SG_TALK_BYTES);
    sg_status status = roles && skills && regions ? SG_OK : sg_fail(err, SG_EFAIL, "no memory for the questions");
    if (status == SG_OK) status = sg_prompt_alloc(&k.prompt, err);
    if (status == SG_OK) status = ask_all(&k, err);
    sg_prompt_free(k.prompt);
    sg_buf_release(&k.answer);
    sg_free((void *)roles);
    sg_free((void *)skills);
    sg_free((void *)regions);
    return status;
}
