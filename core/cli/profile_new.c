#include "cli/profile_new.h"

#include "career/start.h"
#include "cli/load.h"
#include "cli/prompt.h"
#include "cli/questions.h"
#include "cli/role.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { DOUBTS_SHOWN = 8 };

typedef struct making {
    const sg_cli *cli;
    const sg_args *args;
    sg_taxonomy *taxonomy;
    const char *path; /* of the profile */
    char draft[4200];
    json_t *resume;
    bool known[SG_QUESTIONS];
} making;

static sg_status find_paths(making *m, sg_error *err)
{
    m->path = m->cli->output ? m->cli->output : m->cli->profile;
    if (!m->path[0])
        return sg_fail(err, SG_EUSAGE, "there is no data folder to write to: give --output FILE, or set HOME");
    snprintf(m->draft, sizeof m->draft, "%s.draft", m->path);
    return SG_OK;
}

/* A profile that is there is somebody's work. */
static sg_status may_write(const making *m, sg_error *err)
{
    if (m->args->values[SG_NEW_FORCE] || access(m->path, F_OK) != 0) return SG_OK;
    if (!sg_prompt_possible())
        return sg_fail(err, SG_EUSAGE, "%s is there already: --force replaces it, --output FILE writes elsewhere",
                       m->path);
    sg_prompt *prompt = NULL;
    sg_buf answer;
    char question[4300];
    sg_buf_init(&answer, 10000);
    snprintf(question, sizeof question, "%s is there already. Replace it at the end? [y/N]: ", m->path);
    sg_status status = sg_prompt_alloc(&prompt, err);
    if (status == SG_OK) status = sg_prompt_read(prompt, question, NULL, &answer, err);
    if (status == SG_OK && !(answer.len && (answer.at[0] == 'y' || answer.at[0] == 'Y')))
        status = sg_fail(err, SG_EUSAGE, "%s was left as it is; --output FILE writes elsewhere", m->path);
    sg_prompt_free(prompt);
    sg_buf_release(&answer);
    return status;
}

/* ---- what it starts from ---- */

static void tell_start(const making *m, const sg_start *start, const char *path)
{
    fprintf(stderr, "Read %s: %s.\n", strcmp(path, "-") == 0 ? "standard input" : path, start->kind);
    for (size_t i = 0; i < start->n_parts; i++) fprintf(stderr, "  %s\n", start->parts[i]);
    fprintf(stderr, "  %zu skills, each with the place that names it; a level is stated for %zu", start->n_skills,
            start->n_levels);
    if (start->n_unknown)
        fprintf(stderr, "; %zu name%s that skillgap does not know %s kept", start->n_unknown,
                start->n_unknown == 1 ? "" : "s", start->n_unknown == 1 ? "is" : "are");
    fprintf(stderr, "\n");
    if (start->current_from[0]) fprintf(stderr, "  role now: %s\n", start->current_from);
    if (start->region_from[0]) fprintf(stderr, "  place: %s\n", start->region_from);
    (void)m;
}

/* A text whose first lines name no role may be no CV. Nobody is asked without a terminal: what was taken is told with
 * the lines that it stands in. */
static void tell_doubt(const making *m, const sg_start *start)
{
    const json_t *skills = json_object_get(start->resume, "skills"), *entry;
    size_t i;
    char text[400];
    if (strcmp(start->kind, "CV as text") != 0 || start->current_from[0] || sg_prompt_possible()) return;
    sg_questions_say(m->cli, 2, "No role is named in its first lines, so it may be no CV. Taken from it:");
    json_array_foreach((json_t *)skills, i, entry)
    {
        const json_t *evidence = json_object_get(json_object_get(entry, "x-skillgap"), "evidence");
        const char *name = json_string_value(json_object_get(entry, "name"));
        const char *place = json_string_value(json_is_array(evidence) ? json_array_get(evidence, 0) : evidence);
        if (i == DOUBTS_SHOWN) {
            fprintf(stderr, "    and %zu more, each with its line in the profile\n", json_array_size(skills) - i);
            break;
        }
        snprintf(text, sizeof text, "%s: %s", name ? name : "", place ? place : "");
        sg_questions_say(m->cli, 4, text);
    }
}

static sg_status start_from(making *m, const char *path, sg_error *err)
{
    sg_start start;
    char text[260];
    sg_status status = sg_start_read(path, m->taxonomy, &start, err);
    if (status != SG_OK) return status;
    m->resume = json_incref(start.resume);
    if (!m->cli->quiet) tell_start(m, &start, path);
    tell_doubt(m, &start);
    snprintf(text, sizeof text, "role now: %s", start.current_from);
    if (start.current_from[0]) status = sg_draft_add_from(m->resume, text, err);
    snprintf(text, sizeof text, "place: %s", start.region_from);
    if (status == SG_OK && start.region_from[0]) status = sg_draft_add_from(m->resume, text, err);
    sg_start_release(&start);
    return status;
}

/* The draft of an earlier sitting, unless another start is named. */
static sg_status begin(making *m, sg_error *err)
{
    const char *from = m->args->values[SG_NEW_FROM];
    if (from) return start_from(m, from, err);
    if (access(m->draft, R_OK) == 0) {
        sg_status status = sg_json_read(m->draft, &m->resume, err);
        if (status == SG_OK && !json_is_object(m->resume)) status = sg_fail(err, SG_EFAIL, "expected an object");
        if (status != SG_OK) return sg_fail_in(err, status, "%s: remove it to begin anew", m->draft);
        fprintf(stderr, "Going on with question %zu of %d. To begin anew, remove %s.\n", sg_draft_step(m->resume) + 1,
                SG_QUESTIONS, m->draft);
        return SG_OK;
    }
    m->resume = json_object();
    return m->resume ? SG_OK : sg_fail(err, SG_EFAIL, "no memory for the profile");
}

/* ---- answers on the command line ---- */

static sg_status take_position(making *m, sg_error *err)
{
    const char *const *v = m->args->values;
    sg_position target = {SG_ID_NONE, SG_ID_NONE, -1};
    sg_status status =
        sg_cli_role(m->cli, m->taxonomy, v[SG_NEW_ROLE], v[SG_NEW_LEVEL], &target.role, &target.level, err);
    if (status != SG_OK) return status;
    if (v[SG_NEW_REGION]) {
        status = sg_taxonomy_region(m->taxonomy, sg_text_of(v[SG_NEW_REGION]), &target.region, err);
        if (status != SG_OK) return sg_fail_in(err, status, "--region");
    }
    bool any = v[SG_NEW_ROLE] || v[SG_NEW_REGION] || v[SG_NEW_LEVEL];
    return any ? sg_draft_set_position(m->resume, m->taxonomy, "target", &target, err) : SG_OK;
}

static sg_status take_pay(making *m, sg_error *err)
{
    const char *text = m->args->values[SG_NEW_PAY];
    sg_stated_pay pay;
    if (!text) return SG_OK;
    sg_status status = sg_answer_pay(sg_text_trim(sg_text_of(text)), &pay, err);
    if (status == SG_OK && !pay.currency[0])
        status = sg_fail(err, SG_EUSAGE, "expected a currency too, as in \"140k USD\", found \"%s\"", text);
    return status == SG_OK ? sg_draft_set_pay(m->resume, &pay, err) : sg_fail_in(err, status, "--pay");
}

static sg_status take_options(making *m, sg_error *err)
{
    static const struct {
        int option;
        sg_question question;
    } answered[] = {{SG_NEW_ROLE, SG_QUESTION_ROLE},     {SG_NEW_LEVEL, SG_QUESTION_LEVEL},
                    {SG_NEW_REGION, SG_QUESTION_REGION}, {SG_NEW_PAY, SG_QUESTION_PAY},
                    {SG_NEW_HOURS, SG_QUESTION_HOURS},   {SG_NEW_GOAL, SG_QUESTION_GOAL}};
    const char *const *v = m->args->values;
    for (size_t i = 0; i < sizeof answered / sizeof *answered; i++)
        m->known[answered[i].question] = v[answered[i].option] != NULL;
    double hours = 0;
    sg_day goal;
    sg_status status = take_position(m, err);
    if (status == SG_OK) status = take_pay(m, err);
    if (status == SG_OK) status = sg_cli_number("hours", v[SG_NEW_HOURS], 0.25, 100, &hours, err);
    if (status == SG_OK && hours > 0) status = sg_draft_set_hours(m->resume, hours, err);
    if (status != SG_OK || !v[SG_NEW_GOAL]) return status;
    status = sg_answer_goal(sg_text_of(v[SG_NEW_GOAL]), m->cli->today, &goal, err);
    return status == SG_OK ? sg_draft_set_goal(m->resume, goal, err) : sg_fail_in(err, status, "--goal");
}

/* ---- asking, and the end ---- */

static sg_status ask(making *m, sg_error *err)
{
    const sg_questions questions = {m->cli, m->taxonomy, m->resume, m->draft, m->known};
    if (m->args->values[SG_NEW_FROM] && !sg_prompt_possible()) return SG_OK;
    if (sg_draft_step(m->resume) == 0) {
        char text[200];
        snprintf(text, sizeof text,
                 "%d short questions. Enter takes what stands in brackets, or skips; ? tells what is expected; Ctrl-C "
                 "stops, and skillgap profile new goes on from there.",
                 SG_QUESTIONS);
        sg_questions_say(m->cli, 0, text);
        fputc('\n', stderr);
    }
    sg_status status = m->args->values[SG_NEW_FROM] ? sg_draft_write(m->resume, m->draft, err) : SG_OK;
    if (status == SG_OK) status = sg_questions_ask(&questions, err);
    if (status == SG_EINTR && access(m->draft, F_OK) == 0)
        sg_fail(err, SG_EINTR, "stopped; your answers are kept, and skillgap profile new goes on from there");
    return status;
}

/* What was written is read as every command will read it. */
static sg_status finish(making *m, sg_error *err)
{
    size_t levels, n;
    sg_profile profile;
    sg_draft_end(m->resume);
    n = sg_draft_skills(m->resume, &levels, NULL);
    if (!json_object_get(m->resume, "skills")) json_object_set_new(m->resume, "skills", json_array());
    sg_status status = sg_draft_write(m->resume, m->path, err);
    if (status == SG_OK) status = sg_profile_read(m->path, m->taxonomy, &profile, NULL, err);
    if (status != SG_OK) return status;
    bool target = profile.target.role != SG_ID_NONE || profile.current.role != SG_ID_NONE;
    sg_profile_release(&profile);
    if (unlink(m->draft) != 0 && errno != ENOENT) sg_cli_say(m->cli, "skillgap: %s: cannot be removed", m->draft);
    const char *own = m->cli->output ? " --profile " : "", *path = m->cli->output ? m->cli->output : "";
    sg_cli_say(m->cli, "Written: %s (%zu skill%s, %zu with a level; readable by you alone).", m->path, n,
               n == 1 ? "" : "s", levels);
    sg_cli_say(m->cli, "Next:\n  skillgap report%s%s%s\n  skillgap gap%s%s%s\n  skillgap profile check%s%s", own, path,
               target ? "" : " --role backend-engineer", own, path, target ? "" : " --role backend-engineer",
               path[0] ? " " : "", path);
    return SG_OK;
}

sg_status sg_profile_new(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    sg_loaded loaded; /* by plugins, in workers that end before anything of the person's is opened */
    making m = {.cli = cli, .args = args, .taxonomy = &loaded.taxonomy};
    sg_status status = sg_cli_load(cli, SG_LOAD_TAXONOMY, &loaded, err);
    if (status == SG_OK) status = find_paths(&m, err);
    if (status == SG_OK) status = may_write(&m, err);
    if (status == SG_OK) status = begin(&m, err);
    if (status == SG_OK) status = take_options(&m, err);
    if (status == SG_OK) status = ask(&m, err);
    if (status == SG_OK) status = finish(&m, err);
    json_decref(m.resume);
    sg_loaded_release(&loaded);
    return status;
}
