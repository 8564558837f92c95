#include "view/gap.h"

#include "taxonomy/role.h"
#include "view/blindspots.h"
#include "view/entry.h"
#include "view/plots.h"

#include <stdio.h>
#include <string.h>

const char *sg_goal_name(const sg_taxonomy *t, const sg_goal *goal, char *out, size_t size)
{
    return sg_role_name(t, goal->role, goal->level, out, size);
}

static const char *skill_name(const sg_loaded *l, uint32_t skill)
{
    return l->taxonomy.skills[skill].name.at;
}

enum { NAMES_MAX = 512, WAYS_SHOWN = 3 };

/* The skill and, behind commas, at most so many of its alternatives; an ellipsis when there are more. */
static const char *names_of(const sg_loaded *l, const sg_gap *gap, const sg_gap_item *item, size_t most,
                            char out[static NAMES_MAX])
{
    size_t shown = 1, len = (size_t)snprintf(out, NAMES_MAX, "%s", skill_name(l, item->skill));
    for (size_t i = item->ways; i < item->ways + item->n_ways && len < NAMES_MAX; i++) {
        if (gap->ways[i].skill == item->skill || shown++ > most) continue;
        const char *name = shown > most ? "…" : skill_name(l, gap->ways[i].skill);
        len += (size_t)snprintf(out + len, NAMES_MAX - len, shown > most ? "%s" : ", %s", name);
    }
    return out;
}

static sg_value level_value(double level)
{
    if (level < 0) return sg_v_missing("level not stated");
    return sg_v_number(level, level - (int)level >= 0.05);
}

static sg_value ahead_value(const sg_gap_item *item)
{
    if (item->has_ahead) return sg_v_percent_in(item->ahead, item->ahead_lo, item->ahead_hi, 1);
    if (!item->outlook) return sg_v_missing("not seen in the postings");
    return sg_v_missing(item->outlook->why_not[0] ? item->outlook->why_not : "no forecast");
}

static sg_value stage_value(const sg_gap_item *item)
{
    return item->outlook ? sg_v_text(sg_stage_name(item->outlook->stage)) : sg_v_missing("not seen in the postings");
}

static void add_row(sg_doc *doc, const sg_loaded *l, const sg_gap *gap, const sg_gap_item *item)
{
    char shown[NAMES_MAX + sizeof "one of "], all[NAMES_MAX];
    const char *skill = skill_name(l, item->skill);
    names_of(l, gap, item, WAYS_SHOWN, all);
    snprintf(shown, sizeof shown, item->n_ways ? "one of %s" : "%s", all);
    if (item->n_ways) names_of(l, gap, item, item->n_ways, all);
    bool unread = !item->outlook && sg_skill_is_own(&l->taxonomy, item->skill);
    sg_value row[] = {
        sg_v_text(item->n_ways ? shown : skill),
        level_value(item->held),
        level_value(item->required),
        sg_v_number(item->importance, 1),
        unread ? sg_v_missing("of your own taxonomy: not read for") : sg_v_percent(item->share, 1),
        ahead_value(item),
        stage_value(item),
        sg_v_number(item->priority * 100, 1),
        sg_v_text(item->hint),
        sg_v_text(skill),
        sg_v_text(item->n_ways ? all : ""),
    };
    sg_doc_row(doc, row);
}

/* The alternatives that a row of the table cuts short, all of them. */
static void note_ways(sg_doc *doc, const sg_loaded *l, const sg_gap *gap, size_t rows)
{
    char all[NAMES_MAX];
    size_t open = gap->of_kind[SG_GAP_MISSING] + gap->of_kind[SG_GAP_PARTIAL];
    for (size_t i = 0; i < open && i < rows; i++) {
        const sg_gap_item *item = &gap->items[i];
        if (item->n_ways > WAYS_SHOWN) sg_doc_note(doc, "One of: %s.", names_of(l, gap, item, item->n_ways, all));
    }
}

/* Of which postings the shares are: those of all stand beside them, in the summary and the charts of the forecast. */
static const char *share_title(const sg_gap *gap)
{
    return gap->of_role ? "Share of role" : "Share of all";
}

static const char *share_help(const sg_gap *gap)
{
    return gap->of_role ? "share of the role's postings that name it" : "share of all postings that name it";
}

static void add_open(sg_doc *doc, const sg_loaded *l, const sg_gap *gap, size_t rows)
{
    const sg_doc_column columns[] = {
        {"skill", "To learn", NULL, false, 0},
        {"held", "You", "level held, 0 to 7 (O*NET scale LV)", true, 0},
        {"required", "Asked", "level the role asks for, 0 to 7", true, 0},
        {"importance", "Import.", "importance for the role, 1 to 5 (O*NET scale IM)", true, 4},
        {"share_now", share_title(gap), share_help(gap), true, 0},
        {"share_24", "In 24 months", "of the same posts, forecast 24 months from now, 80 % interval", true, 0},
        {"stage", "Stage", NULL, false, 0},
        {"priority", "Weight", "levels missing x importance / 5 x share ahead x 100", true, 3},
        {"hint", "Hint", "what you hold that helps; never counted", false, 2},
        {"of", "figures are of", NULL, false, SG_DATA_ONLY},
        {"any_of", "any of", "alternatives, of which one will do", false, SG_DATA_ONLY},
    };
    size_t open = gap->of_kind[SG_GAP_MISSING] + gap->of_kind[SG_GAP_PARTIAL];
    if (!open) return;
    sg_doc_table(doc, "open", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < open && i < rows; i++) add_row(doc, l, gap, &gap->items[i]);
    if (open > rows) sg_doc_note(doc, "%zu more of less weight: skillgap gap shows all.", open - rows);
    note_ways(doc, l, gap, rows);
}

static void add_extra(sg_doc *doc, const sg_loaded *l, const sg_gap *gap, size_t rows)
{
    const sg_doc_column columns[] = {
        {"skill", "Also asked for", NULL, false, 0},
        {"share_now", share_title(gap), share_help(gap), true, 0},
        {"count", "Posts", "of the role's postings", true, 0},
        {"share_24", "In 24 months", "of the same posts, 80 % interval", true, 0},
        {"stage", "Stage", NULL, false, 0},
        {"hint", "Hint", "what you hold that helps; never counted", false, 1},
    };
    size_t shown = 0;
    for (size_t i = 0; i < gap->n; i++) {
        const sg_gap_item *item = &gap->items[i];
        if (item->kind != SG_GAP_EXTRA || shown == rows) continue;
        if (shown++ == 0) sg_doc_table(doc, "also", columns, sizeof columns / sizeof *columns);
        sg_value row[] = {
            sg_v_text(skill_name(l, item->skill)),
            sg_v_percent(item->share, 1),
            sg_v_count(item->count),
            ahead_value(item),
            stage_value(item),
            sg_v_text(item->hint),
        };
        sg_doc_row(doc, row);
    }
    if (shown) sg_doc_note(doc, "Named by the role's postings, not in the table of requirements; no level is known.");
}

/* "Python (5 of 4), SQL (3), Go (level not stated)": of what is asked for, with what is known of both levels. */
static void add_levels(sg_buf *names, const sg_gap_item *item)
{
    if (item->held < 0)
        sg_buf_str(names, " (level not stated)");
    else if (item->required > 0)
        sg_buf_printf(names, " (%.2g of %.2g)", item->held, item->required);
    else
        sg_buf_printf(names, " (%.2g)", item->held);
}

static void add_names(sg_doc *doc, const sg_loaded *l, const sg_gap *gap, sg_gap_kind kind, const char *lead)
{
    sg_buf names;
    sg_buf_init(&names, 3500);
    for (size_t i = 0; i < gap->n; i++) {
        const sg_gap_item *item = &gap->items[i];
        if (item->kind != kind) continue;
        sg_buf_printf(&names, "%s%s", names.len ? ", " : "", skill_name(l, item->skill));
        if (kind == SG_GAP_HAVE) add_levels(&names, item);
        if (kind == SG_GAP_UNSTATED && item->hint[0]) sg_buf_printf(&names, " (%s)", item->hint);
    }
    if (names.len) sg_doc_paragraph(doc, "%s: %s.", lead, names.at);
    sg_buf_release(&names);
}

/* What the person holds and the market asks for less and less. */
static void add_falling(sg_doc *doc, const sg_loaded *l, const sg_gap *gap)
{
    static const sg_doc_column columns[] = {
        {"skill", "Held, and falling", NULL, false, 0},
        {"held", "You", "level held, 0 to 7", true, 0},
        {"share_now", "Share of all", "share of all postings", true, 0},
        {"share_24", "In 24 months", "of all postings, 80 % interval", true, 0},
        {"chance", "Chance", "that it falls by more than a tenth", true, 0},
    };
    bool any = false;
    for (size_t i = 0; i < gap->n; i++) {
        const sg_gap_item *item = &gap->items[i];
        const sg_outlook *o = item->outlook;
        if (item->held == 0 || !o || o->stage != SG_STAGE_FALLING || !o->has_forecast) continue;
        if (!any) sg_doc_table(doc, "held_falling", columns, sizeof columns / sizeof *columns);
        any = true;
        sg_value row[] = {
            sg_v_text(skill_name(l, item->skill)),
            level_value(item->held),
            sg_v_percent(o->now, 1),
            sg_v_percent_in(o->at24.mean, o->at24.lo80, o->at24.hi80, 1),
            sg_v_percent(o->stage_p, 0),
        };
        sg_doc_row(doc, row);
    }
}

static void add_summary(sg_doc *doc, const sg_loaded *l, const sg_gap *gap, const char *name)
{
    const size_t *n = gap->of_kind;
    size_t have, asked = sg_gap_asked(gap, &have);
    if (!(l->loaded & SG_LOAD_PROFILE)) {
        sg_doc_paragraph(doc, "No profile was read, so all that the role of %s asks for is listed as missing.", name);
        return;
    }
    sg_doc_paragraph(
        doc,
        "Of the %zu skills that the role of %s asks for you hold %zu at the level asked for, %zu below it, "
        "%zu not at all%s.",
        asked, name, have, n[SG_GAP_PARTIAL], n[SG_GAP_MISSING],
        n[SG_GAP_UNSTATED] ? "; some are held, or implied by what you hold, at a level that your profile does not state"
                           : "");
    if (n[SG_GAP_MISSING] + n[SG_GAP_PARTIAL] == 0)
        sg_doc_paragraph(doc, "The list of what to learn is empty because every requirement in the table is met%s.",
                         n[SG_GAP_UNSTATED] ? " or held at a level not stated" : "");
}

/* What an empty gap and an unknown skill cannot do without: how much the taxonomy does not see. */
static void add_blindspots(sg_doc *doc, const sg_loaded *l, const sg_gap *gap)
{
    const sg_profile *p = l->loaded & SG_LOAD_PROFILE ? &l->profile : NULL;
    bool empty = gap->of_kind[SG_GAP_MISSING] + gap->of_kind[SG_GAP_PARTIAL] == 0;
    if (!(l->loaded & SG_LOAD_BLINDSPOTS) || !(empty || (p && p->n_unheld))) return;
    sg_view_unheld(doc, &l->blindspots, p);
    sg_view_blindspots_meter(&l->blindspots, doc);
    sg_doc_note(doc, "skillgap data blindspots lists the names that postings ask for and the taxonomy does not know.");
}

/* Skills without a share because the shipped postings were never read for them. */
static void note_own_skills(sg_doc *doc, const sg_loaded *l, const sg_gap *gap)
{
    char names[300] = "";
    for (size_t i = 0, used = 0; i < gap->n && used < sizeof names; i++)
        if (sg_skill_is_own(&l->taxonomy, gap->items[i].skill))
            used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", used ? ", " : "",
                                     skill_name(l, gap->items[i].skill));
    if (names[0]) sg_doc_note(doc, "Of your own taxonomy, for which the shipped postings were not read: %s.", names);
}

static void add_notes(sg_doc *doc, const sg_loaded *l, const sg_gap *gap)
{
    char first[8], now[8], last[8], role[32], all[32];
    sg_month_format(gap->first, first);
    sg_month_format(gap->now_first, now);
    sg_month_format(gap->last, last);
    sg_v_print(sg_v_count(gap->postings), role, sizeof role);
    sg_v_print(sg_v_count(gap->postings_now), all, sizeof all);
    if (gap->of_role)
        sg_doc_note(doc,
                    "Share of role is an estimate: the share of all %s %s of %s to %s, and its forecast, moved by how "
                    "the role's %s since %s differ from all of the same years; posts: how many of those name it. "
                    "Intervals: 80 of 100.",
                    all, sg_group_name(l->group), now, last, role, first);
    else
        sg_doc_note(doc, "Shares are of all %s %s, %s to %s: of this role alone there are %s since %s, too few.", all,
                    sg_group_name(l->group), now, last, role, first);
    sg_doc_note(doc, "Required levels are 0 to 7; the first row's source: %s.",
                gap->source ? gap->source : "not stated");
    if (gap->n_ways)
        sg_doc_note(doc,
                    "\"One of\" stands before alternatives, such as languages or clouds, of which employers ask for "
                    "one or another: that held best answers for all, and levels and shares are those of the first "
                    "named. It is the one that you hold best, or, when you hold none, the one most asked for.");
    if (gap->level_shift != 0)
        sg_doc_note(doc, "For the level of the position they are moved by %+.1f, an assumption of skillgap.",
                    gap->level_shift);
    note_own_skills(doc, l, gap);
    sg_note_own(doc, &l->taxonomy);
}

void sg_view_gap(sg_doc *doc, const sg_loaded *l, const sg_gap *gap, const sg_goal *goal, size_t rows)
{
    char name[200], title[240];
    sg_goal_name(&l->taxonomy, goal, name, sizeof name);
    snprintf(title, sizeof title, "Your gap: %s", name);
    sg_doc_section(doc, "gap", title);
    add_summary(doc, l, gap, name);
    sg_plot_gap(doc, l, gap, rows);
    add_open(doc, l, gap, rows);
    add_extra(doc, l, gap, rows);
    add_names(doc, l, gap, SG_GAP_HAVE, "Held, and asked for");
    add_names(doc, l, gap, SG_GAP_UNSTATED, "Held, level not stated in your profile");
    add_names(doc, l, gap, SG_GAP_SURPLUS, "Held, and not asked for by this role");
    add_falling(doc, l, gap);
    add_blindspots(doc, l, gap);
    add_notes(doc, l, gap);
}
