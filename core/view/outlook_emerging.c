/* The skills found early, families together. */
#include "view/outlook.h"

#include "base/mem.h"
#include "view/plots.h"

#include <stdlib.h>

enum { DRAWN_MAX = 15 };

typedef struct row {
    const sg_emergence *found;
    const sg_outlook *outlook;
    sg_text family;
    double best; /* highest chance of its family */
} row;

static int by_family(const void *a, const void *b)
{
    const row *x = a, *y = b;
    if (x->best != y->best) return x->best > y->best ? -1 : 1;
    int families = sg_text_compare(x->family, y->family);
    if (families) return families;
    if (x->found->chance != y->found->chance) return x->found->chance > y->found->chance ? -1 : 1;
    return (x->found->skill > y->found->skill) - (x->found->skill < y->found->skill);
}

/* The listed that are shown; *more: how many are not. They come by falling chance, so the first of a family is its
 * best. NULL when memory ends. */
static row *choose(const sg_outlook_view *v, size_t *n, size_t *more)
{
    row *rows = sg_zalloc(v->emerging->n + 1, sizeof *rows);
    *n = *more = 0;
    for (size_t i = 0; rows && i < v->emerging->n_listed; i++) {
        if (v->top && *n == v->top) {
            ++*more;
            continue;
        }
        row *r = &rows[*n];
        *r = (row){.found = &v->emerging->items[i],
                   .outlook = sg_outlook_of(v->all, v->emerging->items[i].skill),
                   .family = v->market->taxonomy->skills[v->emerging->items[i].skill].family,
                   .best = v->emerging->items[i].chance};
        for (size_t k = 0; k < *n; k++)
            if (sg_text_equal(rows[k].family, r->family)) r->best = rows[k].best;
        ++*n;
    }
    if (*n) qsort(rows, *n, sizeof *rows, by_family);
    return rows;
}

static void add_row(sg_doc *doc, const sg_outlook_view *v, const row *r)
{
    const sg_outlook *o = r->outlook;
    sg_value values[] = {
        sg_v_text(v->market->taxonomy->skills[o->skill].name.at),
        sg_v_text(r->family.len ? r->family.at : "-"),
        sg_v_percent(o->now, sg_share_digits(o->now)),
        o->before_total > 0 ? sg_v_percent(o->before, 2) : sg_v_missing("-"),
        o->before_total > 0 ? sg_v_month(o->before_last) : sg_v_missing("-"),
        sg_v_percent(r->found->chance, 0),
        sg_v_count(o->now_count),
        o->employers ? sg_v_count((double)o->employers) : sg_v_missing("-"),
        o->openings ? sg_v_count((double)o->openings) : sg_v_missing("-"),
        o->sources ? sg_v_count((double)o->sources) : sg_v_missing("-"),
        o->employers ? sg_v_percent(o->largest, 0) : sg_v_missing("-"),
        sg_v_number(r->found->q, 4),
    };
    sg_doc_row(doc, values);
}

/* By falling chance, which each line shows; a drawing has no families. */
static void draw(sg_doc *doc, const sg_outlook_view *v, size_t n)
{
    const sg_emergence *found[DRAWN_MAX];
    for (size_t i = 0; i < n && i < DRAWN_MAX; i++) found[i] = &v->emerging->items[i];
    sg_plot_risen(doc, v, found, n < DRAWN_MAX ? n : DRAWN_MAX);
}

void sg_view_emerging(sg_doc *doc, const sg_outlook_view *v)
{
    static const sg_doc_column columns[] = {
        {"skill", "Skill", NULL, false, 0},
        {"family", "family", "skills of one family stand together, the family with the highest chance first", false, 1},
        {"share_now", "now", "share of postings over the last six months with data", true, 0},
        {"share_before", "before", "share in the two years before, or before the gap", true, 0},
        {"before_to", "until", "the last month of those two years", true, 1},
        {"chance", "gains", "chance to gain as much as the note says, by 24 months from now", true, 0},
        {"postings_now", "n", "postings that name it now", true, 0},
        {"employers", "empl.", "distinct employers among them", true, 0},
        {"openings", "openings", "distinct openings among them: the same job posted again is one", true, 5},
        {"sources", "sources", "distinct sources among them", true, 7},
        {"largest", "largest", "part of them that one employer posts, the one with the most", true, 6},
        {"q", "q", "false discovery rate at which its rise is called", true, SG_DATA_ONLY},
    };
    size_t n, more;
    char points[16], floor[16], rate[16];
    const sg_emerging_rule *rule = &v->emerging->rule;
    row *rows = choose(v, &n, &more);
    sg_doc_section(doc, "emerging", "Found early: has risen; families together, the likeliest to gain much first");
    if (n) {
        draw(doc, v, n);
        sg_doc_table(doc, "emerging", columns, sizeof columns / sizeof *columns);
        for (size_t i = 0; i < n; i++) add_row(doc, v, &rows[i]);
        if (more) sg_doc_note(doc, "%zu more: skillgap outlook --all shows them.", more);
    } else {
        sg_doc_paragraph(doc, "No skill has risen beyond what chance and single employers explain.");
    }
    sg_doc_note(doc,
                "Families come by their best chance. before: as below, under too new to forecast. gains: the chance "
                "that in 24 months its share is %s points above "
                "now or more, or half as much again "
                "or more (%s points at least). Listed are rises that neither chance nor one employer explains: at "
                "most %s of the listed are expected to be none; many postings of one employer count as few. Learnt "
                "and measured on skills that are known today; of those that vanished some are missing, so a chance "
                "is rather too high than too low.",
                sg_v_print(sg_v_number(100 * rule->points, 2), points, sizeof points),
                sg_v_print(sg_v_number(100 * rule->floor, 2), floor, sizeof floor),
                sg_v_print(sg_v_percent(rule->false_rate, 0), rate, sizeof rate));
    sg_free(rows);
}
