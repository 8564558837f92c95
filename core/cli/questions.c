#include "cli/questions.h"

#include "base/mem.h"
#include "cli/prompt.h"
#include "taxonomy/title.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUESTION_BYTES = 300, WAYS_SHOWN = 4, ASKED_MAX = 200, LINE_BYTES = 8000, NUMBERED = 4 /* "1/8 " */ };

typedef struct talk {
    const sg_questions *q;
    const sg_taxonomy *t;
    sg_prompt *prompt;
    sg_titles *titles;
    sg_buf answer;
    sg_choices roles, skills, regions, levels;
    int number; /* of the question */
} talk;

/* ---- saying and asking ---- */

/* Wrapped at the terminal's width, to standard error; lines after the first are indented as the first is. */
static void say(const talk *k, int indent, const char *text)
{
    int width = (int)k->q->cli->width, column = 0;
    for (const char *word = text; *word;) {
        int bytes = (int)strcspn(word, " ");
        int wide = (int)sg_utf8_width(word, (size_t)bytes);
        bool first = column == 0;
        if (!first && column + 1 + wide > width) {
            fputc('\n', stderr);
            first = true;
        }
        fprintf(stderr, first ? "%*s%.*s" : " %.*s", first ? indent : bytes, first ? "" : word, first ? bytes : 0,
                word);
        column = first ? indent + wide : column + 1 + wide;
        word += bytes + (word[bytes] == ' ');
    }
    fputc('\n', stderr);
}

/* The question with its number, and what Enter takes in brackets. */
static sg_status ask(talk *k, const char *text, const char *usual, const sg_choices *choices, sg_error *err)
{
    char question[QUESTION_BYTES];
    if (usual[0])
        snprintf(question, sizeof question, "%d/%d %s [%s]: ", k->number, SG_QUESTIONS, text, usual);
    else
        snprintf(question, sizeof question, "%d/%d %s: ", k->number, SG_QUESTIONS, text);
    return sg_prompt_read(k->prompt, question, choices, &k->answer, err);
}

static sg_text answer(const talk *k)
{
    return (sg_text){k->answer.at, k->answer.len};
}

/* What was wrong with an answer, before it is asked for again; of another command nothing is said meanwhile. */
static sg_status again(const talk *k, sg_status status, sg_error *err)
{
    if (status != SG_EUSAGE) return status;
    char *other = strstr(err->text, "; skillgap data");
    if (other) *other = '\0';
    say(k, NUMBERED, err->text);
    return SG_OK;
}

static sg_status set_position(const talk *k, const char *which, uint32_t role, int level, uint32_t region,
                              sg_error *err)
{
    sg_position position = {role, region, level};
    return sg_draft_set_position(k->q->resume, k->t, which, &position, err);
}

/* ---- role, level, place ---- */

/* By the tables' names, else as a title is read, which tells a level too. */
static sg_status read_role(const talk *k, sg_text text, sg_title_reading *out, sg_error *err)
{
    sg_title_reading title = {SG_ID_NONE, -1};
    sg_error none;
    sg_status status = sg_title_read(k->titles, text, &title, err);
    if (status != SG_OK) return status;
    status = sg_taxonomy_role(k->t, text, &out->role, &none);
    out->level = title.level;
    if (status == SG_OK) return SG_OK;
    if (title.role != SG_ID_NONE && !sg_text_is(k->t->role_ids.names[title.role], SG_NO_ROLE)) {
        out->role = title.role;
        return SG_OK;
    }
    return sg_fail(err, status, "%s", none.text);
}

static void list_names(const talk *k, const sg_choices *choices)
{
    sg_buf line;
    sg_buf_init(&line, LINE_BYTES);
    for (size_t i = 0; i < choices->n; i++) sg_buf_printf(&line, "%s%s", i ? ", " : "", choices->names[i]);
    if (line.at) say(k, NUMBERED, line.at);
    sg_buf_release(&line);
}

static const char *role_name(const talk *k, uint32_t role)
{
    return role == SG_ID_NONE ? "" : k->t->roles[role].name.at;
}

/* *out keeps the usual one on Enter. */
static sg_status ask_title(talk *k, const char *text, sg_title_reading *out, sg_error *err)
{
    for (;;) {
        sg_status status = ask(k, text, role_name(k, out->role), &k->roles, err);
        if (status != SG_OK || !k->answer.len) return status;
        if (sg_text_is(answer(k), "?")) {
            list_names(k, &k->roles);
            continue;
        }
        status = read_role(k, answer(k), out, err);
        if (status == SG_OK) return SG_OK;
        if ((status = again(k, status, err)) != SG_OK) return status;
    }
}

static sg_status ask_role(talk *k, sg_error *err)
{
    sg_position target = sg_draft_position(k->q->resume, k->t, "target");
    sg_position now = sg_draft_position(k->q->resume, k->t, "current");
    sg_title_reading role = {target.role != SG_ID_NONE ? target.role : now.role, -1};
    sg_status status = ask_title(k, "Role you aim at (Tab completes, ? lists)", &role, err);
    if (status == SG_OK && k->answer.len && role.role != SG_ID_NONE) say(k, NUMBERED, role_name(k, role.role));
    return status == SG_OK ? set_position(k, "target", role.role, role.level, SG_ID_NONE, err) : status;
}

static sg_status ask_level(talk *k, sg_error *err)
{
    sg_position target = sg_draft_position(k->q->resume, k->t, "target");
    sg_position now = sg_draft_position(k->q->resume, k->t, "current");
    int level = target.level >= 0 ? target.level : now.level;
    for (;;) {
        sg_status status = ask(k, "Level you aim at (intern junior mid senior lead staff …)",
                               level >= 0 ? sg_level_ids[level] : "", &k->levels, err);
        if (status != SG_OK) return status;
        if (!k->answer.len) return set_position(k, "target", SG_ID_NONE, level, SG_ID_NONE, err);
        int found = sg_level_of(answer(k));
        if (found >= 0) return set_position(k, "target", SG_ID_NONE, found, SG_ID_NONE, err);
        list_names(k, &k->levels);
    }
}

static sg_status ask_region(talk *k, sg_error *err)
{
    sg_position now = sg_draft_position(k->q->resume, k->t, "current");
    sg_position target = sg_draft_position(k->q->resume, k->t, "target");
    uint32_t region = target.region != SG_ID_NONE ? target.region : now.region;
    for (;;) {
        sg_status status = ask(k, "Where (a city or a country)",
                               region == SG_ID_NONE ? "" : k->t->regions[region].name.at, &k->regions, err);
        if (status != SG_OK) return status;
        if (!k->answer.len) return set_position(k, "target", SG_ID_NONE, -1, region, err);
        status = sg_taxonomy_region(k->t, answer(k), &region, err);
        if (status == SG_OK) return set_position(k, "target", SG_ID_NONE, -1, region, err);
        if ((status = again(k, status, err)) != SG_OK) return status;
    }
}

static sg_status ask_now(talk *k, sg_error *err)
{
    sg_position now = sg_draft_position(k->q->resume, k->t, "current");
    sg_position target = sg_draft_position(k->q->resume, k->t, "target");
    sg_title_reading role = {now.role, now.level};
    sg_status status = ask_title(k, "Role you hold now, with its level (as in: mid data engineer)", &role, err);
    if (status != SG_OK || role.role == SG_ID_NONE) return status;
    uint32_t region = now.region != SG_ID_NONE ? SG_ID_NONE : target.region;
    if (k->answer.len) {
        char read[200];
        snprintf(read, sizeof read, "%s%s%s", role.level >= 0 ? sg_level_ids[role.level] : "",
                 role.level >= 0 ? " " : "", role_name(k, role.role));
        say(k, NUMBERED, read);
    }
    return set_position(k, "current", role.role, role.level, region, err);
}

/* ---- pay ---- */

/* The currency of the country of where the person is, for a question; "" when that is not known. */
static const char *local_currency(const talk *k)
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

static sg_status ask_currency(talk *k, sg_stated_pay *pay, sg_error *err)
{
    sg_stated_pay read;
    char text[120];
    while (!pay->currency[0]) {
        const char *local = local_currency(k);
        sg_status status = ask(k, "In which currency", local, NULL, err);
        if (status != SG_OK) return status;
        snprintf(text, sizeof text, "%.20s 1000", k->answer.len ? k->answer.at : local);
        status = sg_answer_pay(sg_text_of(text), &read, err);
        if (status == SG_OK && read.currency[0]) memcpy(pay->currency, read.currency, sizeof pay->currency);
        if (!pay->currency[0]) say(k, NUMBERED, "expected a code such as USD or EUR");
    }
    return SG_OK;
}

static sg_status ask_pay(talk *k, sg_error *err)
{
    sg_stated_pay pay = {0};
    for (;;) {
        sg_status status = ask(k, "Pay now, before tax, if you like (as in: 140k USD base)", "", NULL, err);
        if (status != SG_OK || !k->answer.len) return status;
        status = sg_answer_pay(answer(k), &pay, err);
        if (status == SG_OK) status = ask_currency(k, &pay, err);
        if (status == SG_OK) return sg_draft_set_pay(k->q->resume, &pay, err);
        if ((status = again(k, status, err)) != SG_OK) return status;
    }
}

/* ---- skills ---- */

static int by_importance(const void *left, const void *right)
{
    const sg_taxonomy_requirement *a = *(const sg_taxonomy_requirement *const *)left;
    const sg_taxonomy_requirement *b = *(const sg_taxonomy_requirement *const *)right;
    if (a->importance != b->importance) return a->importance > b->importance ? -1 : 1;
    return (a > b) - (a < b); /* the table's order */
}

/* "clouds (AWS, Azure, Google Cloud)" of rows that are alternatives, once; else the skill. */
static void add_asked(const talk *k, const sg_taxonomy_requirement *const *rows, size_t n, size_t i, sg_buf *out)
{
    const char *const between = out->len ? "; " : "";
    size_t ways = 0;
    for (size_t j = 0; j < i && rows[i]->any_of.len; j++)
        if (sg_text_equal(rows[j]->any_of, rows[i]->any_of)) return;
    if (!rows[i]->any_of.len) {
        sg_buf_printf(out, "%s%s", between, k->t->skills[rows[i]->skill].name.at);
        return;
    }
    sg_buf_printf(out, "%s%s (", between, rows[i]->any_of.at);
    for (size_t j = i; j < n; j++) {
        if (!sg_text_equal(rows[j]->any_of, rows[i]->any_of) || ways++ > WAYS_SHOWN) continue;
        if (ways > WAYS_SHOWN)
            sg_buf_str(out, " …");
        else
            sg_buf_printf(out, "%s%s", ways > 1 ? ", " : "", k->t->skills[rows[j]->skill].name.at);
    }
    sg_buf_char(out, ')');
}

/* What the role asks for, so that nobody has to think of it. */
static void say_asked(const talk *k)
{
    uint32_t role = sg_draft_position(k->q->resume, k->t, "target").role;
    const sg_taxonomy_requirement *rows[ASKED_MAX];
    size_t n = 0;
    for (size_t i = 0; role != SG_ID_NONE && i < k->t->n_requirements && n < ASKED_MAX; i++)
        if (k->t->requirements[i].role == role) rows[n++] = &k->t->requirements[i];
    if (!n) return;
    sg_buf line;
    sg_buf_init(&line, LINE_BYTES);
    qsort(rows, n, sizeof *rows, by_importance);
    for (size_t i = 0; i < n; i++) add_asked(k, rows, n, i, &line);
    fprintf(stderr, "    %s asks for:\n", role_name(k, role));
    if (line.at) say(k, NUMBERED + 2, line.at);
    sg_buf_release(&line);
}

static void say_held(const talk *k)
{
    sg_buf names, line;
    size_t levels, n;
    sg_buf_init(&names, LINE_BYTES);
    sg_buf_init(&line, LINE_BYTES + 100);
    n = sg_draft_skills(k->q->resume, &levels, &names);
    if (n && names.at)
        sg_buf_printf(&line, "You have %zu so far. Without a level: %s.", n, names.at);
    else if (n)
        sg_buf_printf(&line, "You have %zu so far.", n);
    if (line.at) say(k, NUMBERED, line.at);
    sg_buf_release(&line);
    sg_buf_release(&names);
}

static sg_status take_skills(talk *k, sg_error *err)
{
    sg_text rest = answer(k), part;
    sg_buf took;
    sg_buf_init(&took, LINE_BYTES);
    sg_status status = SG_OK;
    while (status == SG_OK && sg_text_split(&rest, ',', &part)) {
        uint32_t skill;
        double level;
        part = sg_text_trim(part);
        if (!part.len) continue;
        status = sg_answer_skill(k->t, part, &skill, &level, err);
        if (status == SG_EUSAGE) {
            status = again(k, status, err);
            continue;
        }
        if (status == SG_OK) status = sg_draft_set_skill(k->q->resume, k->t, skill, level, "as you said", err);
        if (status != SG_OK) break;
        sg_buf_printf(&took, "%s%s", took.len ? ", " : "", k->t->skills[skill].name.at);
        if (level >= 0) sg_buf_printf(&took, " %.3g (%s)", level, sg_skill_level_word(level));
    }
    if (took.at) say(k, NUMBERED, took.at);
    sg_buf_release(&took);
    return status;
}

static sg_status ask_skills(talk *k, sg_error *err)
{
    say_asked(k);
    say_held(k);
    say(k, NUMBERED, "Skills with your level, several on a line: python 5, aws 2, docker.");
    say(k, NUMBERED, "1 aware, 2 beginner, 3 intermediate, 4 proficient, 5 advanced, 6 expert; none: not stated.");
    for (;;) {
        sg_status status = ask(k, "Skills (Tab completes; Enter on an empty line ends)", "", &k->skills, err);
        if (status != SG_OK || !k->answer.len) return status;
        status = take_skills(k, err);
        if (status == SG_OK) status = sg_draft_write(k->q->resume, k->q->draft, err);
        if (status != SG_OK) return status;
    }
}

/* ---- hours and goal ---- */

static sg_status ask_hours(talk *k, sg_error *err)
{
    for (;;) {
        double hours = 0;
        sg_status status = ask(k, "Hours a week for learning", "", NULL, err);
        if (status != SG_OK || !k->answer.len) return status;
        if (sg_text_number(answer(k), &hours) && hours >= 0.25 && hours <= 100)
            return sg_draft_set_hours(k->q->resume, hours, err);
        say(k, NUMBERED, "expected a number from 0.25 to 100");
    }
}

static sg_status ask_goal(talk *k, sg_error *err)
{
    for (;;) {
        sg_day goal;
        sg_status status = ask(k, "Until when (as in: 2028-06, or 18 months)", "", NULL, err);
        if (status != SG_OK || !k->answer.len) return status;
        status = sg_answer_goal(answer(k), k->q->cli->today, &goal, err);
        if (status == SG_OK) return sg_draft_set_goal(k->q->resume, goal, err);
        if ((status = again(k, status, err)) != SG_OK) return status;
    }
}

/* ---- all ---- */

static sg_status (*const questions[SG_QUESTIONS])(talk *, sg_error *) = {
    [SG_QUESTION_ROLE] = ask_role,   [SG_QUESTION_LEVEL] = ask_level, [SG_QUESTION_REGION] = ask_region,
    [SG_QUESTION_NOW] = ask_now,     [SG_QUESTION_PAY] = ask_pay,     [SG_QUESTION_SKILLS] = ask_skills,
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

static sg_status ask_all(talk *k, sg_error *err)
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
    talk k = {.q = q, .t = t, .levels = {sg_level_ids, SG_LEVELS}};
    const char **roles = names_of(t->roles, t->role_ids.count, sizeof *t->roles, offsetof(sg_role, name));
    const char **skills = names_of(t->skills, t->skill_ids.count, sizeof *t->skills, offsetof(sg_skill, name));
    const char **regions = names_of(t->regions, t->region_ids.count, sizeof *t->regions, offsetof(sg_region, name));
    k.roles = (sg_choices){roles, t->role_ids.count};
    k.skills = (sg_choices){skills, t->skill_ids.count};
    k.regions = (sg_choices){regions, t->region_ids.count};
    k.titles = sg_titles_alloc(t);
    sg_buf_init(&k.answer, LINE_BYTES);
    sg_status status =
        roles && skills && regions && k.titles ? SG_OK : sg_fail(err, SG_EFAIL, "no memory for the questions");
    if (status == SG_OK) status = sg_prompt_alloc(&k.prompt, err);
    if (status == SG_OK) status = ask_all(&k, err);
    sg_prompt_free(k.prompt);
    sg_buf_release(&k.answer);
    sg_titles_free(k.titles);
    sg_free((void *)roles);
    sg_free((void *)skills);
    sg_free((void *)regions);
    return status;
}
