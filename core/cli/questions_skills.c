/* The question of skills: what the role asks for is shown, so that nobody has to think of it. */
#include "cli/questions_work.h"

#include <stdio.h>
#include <stdlib.h>

enum { WAYS_SHOWN = 4, ASKED_MAX = 200 };

static int by_importance(const void *left, const void *right)
{
    const sg_taxonomy_requirement *a = *(const sg_taxonomy_requirement *const *)left;
    const sg_taxonomy_requirement *b = *(const sg_taxonomy_requirement *const *)right;
    if (a->importance != b->importance) return a->importance > b->importance ? -1 : 1;
    return (a > b) - (a < b); /* the table's order */
}

/* "clouds (AWS, Azure, Google Cloud)" of rows that are alternatives, once; else the skill. */
static void add_asked(const sg_talk *k, const sg_taxonomy_requirement *const *rows, size_t n, size_t i, sg_buf *out)
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
static void say_asked(const sg_talk *k)
{
    uint32_t role = sg_draft_position(k->q->resume, k->t, "target").role;
    const sg_taxonomy_requirement *rows[ASKED_MAX];
    size_t n = 0;
    for (size_t i = 0; role != SG_ID_NONE && i < k->t->n_requirements && n < ASKED_MAX; i++)
        if (k->t->requirements[i].role == role) rows[n++] = &k->t->requirements[i];
    if (!n) return;
    sg_buf line;
    sg_buf_init(&line, SG_TALK_BYTES);
    qsort(rows, n, sizeof *rows, by_importance);
    for (size_t i = 0; i < n; i++) add_asked(k, rows, n, i, &line);
    fprintf(stderr, "    %s asks for:\n", sg_talk_role(k, role));
    if (line.at) sg_talk_say(k, SG_TALK_INDENT + 2, line.at);
    sg_buf_release(&line);
}

static void say_held(const sg_talk *k)
{
    sg_buf names, line;
    size_t levels, n;
    sg_buf_init(&names, SG_TALK_BYTES);
    sg_buf_init(&line, SG_TALK_BYTES + 100);
    n = sg_draft_skills(k->q->resume, &levels, &names);
    if (n && names.at)
        sg_buf_printf(&line, "You have %zu so far. Without a level: %s.", n, names.at);
    else if (n)
        sg_buf_printf(&line, "You have %zu so far.", n);
    if (line.at) sg_talk_say(k, SG_TALK_INDENT, line.at);
    sg_buf_release(&line);
    sg_buf_release(&names);
}

static sg_status take_skills(sg_talk *k, sg_error *err)
{
    sg_text rest = sg_talk_answer(k), part;
    sg_buf took;
    sg_buf_init(&took, SG_TALK_BYTES);
    sg_status status = SG_OK;
    while (status == SG_OK && sg_text_split(&rest, ',', &part)) {
        uint32_t skill;
        double level;
        part = sg_text_trim(part);
        if (!part.len) continue;
        status = sg_answer_skill(k->t, part, &skill, &level, err);
        if (status == SG_EUSAGE) {
            status = sg_talk_again(k, status, err);
            continue;
        }
        if (status == SG_OK) status = sg_draft_set_skill(k->q->resume, k->t, skill, level, "as you said", err);
        if (status != SG_OK) break;
        sg_buf_printf(&took, "%s%s", took.len ? ", " : "", k->t->skills[skill].name.at);
        if (level >= 0) sg_buf_printf(&took, " %.3g (%s)", level, sg_skill_level_word(level));
    }
    if (took.at) sg_talk_say(k, SG_TALK_INDENT, took.at);
    sg_buf_release(&took);
    return status;
}

sg_status sg_talk_skills(sg_talk *k, sg_error *err)
{
    say_asked(k);
    say_held(k);
    sg_talk_say(k, SG_TALK_INDENT, "Skills with your level, several on a line: python 5, aws 2, docker.");
    sg_talk_say(k, SG_TALK_INDENT,
                "1 aware, 2 beginner, 3 intermediate, 4 proficient, 5 advanced, 6 expert; none: not stated.");
    for (;;) {
        sg_status status = sg_talk_ask(k, "Skills (Tab completes; Enter on an empty line ends)", "", &k->skills, err);
        if (status != SG_OK || !k->answer.len) return status;
        status = take_skills(k, err);
        if (status == SG_OK) status = sg_draft_write(k->q->resume, k->q->draft, err);
        if (status != SG_OK) return status;
    }
}
