#include "view/skill_beside.h"

#include "base/mem.h"

#include <stdlib.h>

enum { SHOWN = 8, TOGETHER_MIN = 5 };

/* How often something (a role, a region, a skill) is met in the postings of now, and how often with the skill. */
typedef struct met {
    uint32_t id;
    double all, with;
    double lift, lift_lo; /* share of the skill's postings ÷ share of all */
} met;

typedef struct counting {
    const sg_skill_view *view;
    double total, with; /* postings, and those that name the skill */
    met *roles, *regions, *skills;
    size_t n_roles, n_regions, n_skills;
} counting;

static bool is_now(const sg_skill_view *v, const sg_market_posting *p)
{
    sg_month month = sg_month_of_day(p->day);
    if (month < v->outlooks->now_first || month > v->outlooks->end) return false;
    return v->demand->postings[month - v->demand->month0] > 0 && sg_demand_has(v->demand, v->market, p);
}

static void meet(met *m, bool with)
{
    m->all++;
    m->with += with;
}

static void count_posting(counting *c, const sg_market_posting *p)
{
    bool with = false;
    for (uint32_t k = 0; k < p->n_skills; k++) with = with || p->skills[k] == c->view->skill;
    c->total++;
    c->with += with;
    if (p->role != SG_ID_NONE) meet(&c->roles[p->role], with);
    if (p->region != SG_ID_NONE) meet(&c->regions[p->region], with);
    for (uint32_t k = 0; k < p->n_skills; k++) meet(&c->skills[p->skills[k]], with);
}

static int by_lift(const void *a, const void *b)
{
    const met *x = a, *y = b;
    if (x->lift_lo != y->lift_lo) return x->lift_lo > y->lift_lo ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

/* Keeps what is met together often enough, by lift; returns how many. */
static size_t rank(const counting *c, met *items, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        met m = items[i];
        double hi;
        if (m.with < TOGETHER_MIN) continue;
        m.id = (uint32_t)i;
        m.lift = m.with / c->with / (m.all / c->total);
        sg_share_interval(m.with, c->with, 1.2815515655446004, &m.lift_lo, &hi);
        m.lift_lo /= m.all / c->total;
        items[kept++] = m;
    }
    if (kept) qsort(items, kept, sizeof *items, by_lift);
    return kept;
}

static void add_table(sg_doc *doc, const counting *c, const char *id, const char *title, const met *items, size_t n,
                      const char *(*name)(const sg_taxonomy *, uint32_t))
{
    const sg_doc_column columns[] = {
        {"name", title, NULL, false, 0},
        {"together", "n", "postings of now with both", true, 0},
        {"share_of_its", "names it", "share of these postings that name the skill", true, 0},
        {"share_of_skill", "of its own", "share of the skill's postings", true, 0},
        {"lift", "lift", "how many times likelier together than by chance", true, 0},
    };
    sg_doc_table(doc, id, columns, 5);
    for (size_t i = 0; i < n && i < SHOWN; i++) {
        const met *m = &items[i];
        sg_value row[] = {sg_v_text(name(c->view->market->taxonomy, m->id)), sg_v_count(m->with),
                          sg_v_percent(m->with / m->all, 0), sg_v_percent(m->with / c->with, 0),
                          sg_v_number(m->lift, 1)};
        sg_doc_row(doc, row);
    }
}

static const char *role_name(const sg_taxonomy *t, uint32_t id)
{
    return t->roles[id].name.at;
}
static const char *region_name(const sg_taxonomy *t, uint32_t id)
{
    return t->regions[id].name.at;
}
static const char *skill_name(const sg_taxonomy *t, uint32_t id)
{
    return t->skills[id].name.at;
}

static void add_tables(sg_doc *doc, counting *c)
{
    const sg_taxonomy *t = c->view->market->taxonomy;
    c->skills[c->view->skill] = (met){0};
    for (size_t i = 0; i < c->n_skills; i++)
        if (sg_text_is(t->skills[i].kind, "attribute")) c->skills[i] = (met){0};
    sg_doc_section(doc, "beside", "Who asks for it, and what beside it");
    if (c->with < TOGETHER_MIN) {
        sg_doc_paragraph(doc, "Too few postings of now name it (%.0f) to tell.", c->with);
        return;
    }
    size_t roles = rank(c, c->roles, c->n_roles), regions = rank(c, c->regions, c->n_regions);
    size_t skills = rank(c, c->skills, c->n_skills);
    add_table(doc, c, "roles", "Role", c->roles, roles, role_name);
    add_table(doc, c, "regions", "Region", c->regions, regions, region_name);
    add_table(doc, c, "skills", "Skill", c->skills, skills, skill_name);
    sg_doc_note(doc, "Over %.0f postings, %.0f of which name it; pairs in under %d postings are left out.", c->total,
                c->with, TOGETHER_MIN);
}

sg_status sg_view_skill_beside(sg_doc *doc, const sg_skill_view *v, sg_error *err)
{
    const sg_taxonomy *t = v->market->taxonomy;
    counting c = {
        .view = v, .n_roles = t->role_ids.count, .n_regions = t->region_ids.count, .n_skills = t->skill_ids.count};
    sg_status status = SG_OK;
    c.roles = sg_zalloc(c.n_roles + 1, sizeof *c.roles);
    c.regions = sg_zalloc(c.n_regions + 1, sizeof *c.regions);
    c.skills = sg_zalloc(c.n_skills + 1, sizeof *c.skills);
    if (c.roles && c.regions && c.skills) {
        for (size_t i = 0; i < v->market->n_postings; i++)
            if (is_now(v, &v->market->postings[i])) count_posting(&c, &v->market->postings[i]);
        add_tables(doc, &c);
    } else {
        status = sg_fail(err, SG_EFAIL, "no memory to count what stands beside the skill");
    }
    sg_free(c.roles);
    sg_free(c.regions);
    sg_free(c.skills);
    return status;
}
