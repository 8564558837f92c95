#include "cli/taxonomy.h"

#include "market/market.h"
#include "view/entry.h"

#include <stdio.h>
#include <string.h>

/* ---- data taxonomy ---- */

static void show_parts(const sg_taxonomy *t, sg_doc *doc)
{
    static const sg_doc_column columns[] = {
        {"from", "From", NULL, false, 0},
        {"skills", "skills", NULL, true, 0},
        {"forms", "forms", NULL, true, 0},
        {"rules", "rules", "rows of rules", true, 2},
        {"relations", "relations", NULL, true, 3},
        {"roles", "roles", NULL, true, 0},
        {"titles", "titles", NULL, true, 2},
        {"requirements", "needs", "what roles need", true, 3},
        {"merged", "merged", "skills and roles that were there already, and gained forms and titles", true, 1}};
    sg_doc_table(doc, "parts", columns, 9);
    for (size_t i = 0; i < t->n_parts; i++) {
        const sg_taxonomy_part *p = &t->parts[i];
        const size_t counts[] = {p->skills, p->forms,  p->rules,        p->relations,
                                 p->roles,  p->titles, p->requirements, p->merged};
        sg_value row[9] = {sg_v_text(p->name.at)};
        for (size_t c = 0; c < 8; c++) row[c + 1] = sg_v_count((double)counts[c]);
        sg_doc_row(doc, row);
    }
}

static void show_left(const sg_taxonomy *t, sg_doc *doc)
{
    static const sg_doc_column columns[] = {
        {"from", "From", NULL, false, 0},
        {"common", "common words", "forms and titles that are common English words", true, 0},
        {"short", "short", "of fewer than three letters", true, 0},
        {"taken", "taken", "that another skill or role has", true, 0},
        {"long", "long", "of more words than are looked at", true, 1},
        {"untied", "untied", "rows that name what is not there", true, 0},
        {"rejected", "rejected", "rows that could not be read", true, 0}};
    if (t->n_parts < 2) return;
    bool any = false;
    for (size_t i = 1; i < t->n_parts; i++) {
        const sg_taxonomy_part *p = &t->parts[i];
        size_t sum = p->rejected;
        for (int r = 0; r < SG_LEFT_REASONS; r++) sum += p->left[r];
        if (!sum) continue;
        if (!any) sg_doc_section(doc, "left", "Left out");
        if (!any) sg_doc_table(doc, "left", columns, 7);
        any = true;
        sg_value row[7] = {sg_v_text(p->name.at)};
        for (int r = 0; r < SG_LEFT_REASONS; r++) row[r + 1] = sg_v_count((double)p->left[r]);
        row[6] = sg_v_count((double)p->rejected);
        sg_doc_row(doc, row);
    }
}

static void show_taxonomy(const sg_taxonomy *t, sg_doc *doc)
{
    char hash[24], shipped[24];
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long)t->hash);
    snprintf(shipped, sizeof shipped, "%016llx", (unsigned long long)t->shipped_hash);
    sg_doc_section(doc, "taxonomy", "");
    sg_doc_field(doc, "hash", "Hash", sg_v_text(hash));
    if (t->hash != t->shipped_hash) sg_doc_field(doc, "shipped_hash", "Shipped", sg_v_text(shipped));
    show_parts(t, doc);
    for (size_t i = 0; i < t->n_parts; i++)
        if (t->parts[i].changed || t->parts[i].dropped)
            sg_doc_note(doc, "%s changes %zu of the shipped rows and drops %zu.", t->parts[i].name.at,
                        t->parts[i].changed, t->parts[i].dropped);
    if (t->hash != t->shipped_hash)
        sg_doc_note(doc,
                    "Shipped postings were counted with the shipped taxonomy: a skill of your own has no history in "
                    "them. What you imported with another taxonomy is left out until it is imported again; "
                    "skillgap data check names it.");
    show_left(t, doc);
}

sg_status sg_cli_taxonomy(const sg_cli *cli, sg_error *err)
{
    sg_taxonomy taxonomy = {0};
    sg_status status = sg_market_taxonomy(&cli->plugins, cli->shipped, cli->taxonomy, &taxonomy, err);
    if (status != SG_OK) return status;
    sg_doc *doc = sg_doc_alloc("Taxonomy", "skillgap.taxonomy/1");
    if (!doc) status = sg_fail(err, SG_EFAIL, "no memory");
    if (status == SG_OK) {
        show_taxonomy(&taxonomy, doc);
        status = sg_cli_show(cli, doc, err);
    }
    sg_doc_free(doc);
    sg_taxonomy_release(&taxonomy);
    return status;
}

/* ---- data roles, skills, regions ---- */

static bool has_text(sg_text text, sg_text part, sg_buf *fold)
{
    sg_buf_clear(fold);
    if (!text.len || sg_text_fold(text, fold) != 0) return false;
    return memmem(fold->at, fold->len, part.at, part.len) != NULL;
}

/* Marks the entries that have the text in their id, name, form or title. */
static void mark(const sg_taxonomy *t, sg_names which, sg_text part, bool *marked)
{
    const sg_map *const maps[] = {&t->role_ids, &t->skill_ids, &t->region_ids};
    sg_buf fold;
    sg_buf_init(&fold, 1 << 20);
    for (uint32_t i = 0; i < maps[which]->count; i++) {
        sg_text name = which == SG_NAMES_ROLES    ? t->roles[i].name
                       : which == SG_NAMES_SKILLS ? t->skills[i].name
                                                  : t->regions[i].name;
        marked[i] = has_text(maps[which]->names[i], part, &fold) || has_text(name, part, &fold);
    }
    for (size_t i = 0; which == SG_NAMES_SKILLS && i < t->n_forms; i++)
        if (!marked[t->forms[i].skill]) marked[t->forms[i].skill] = has_text(t->forms[i].text, part, &fold);
    for (size_t i = 0; which == SG_NAMES_ROLES && i < t->n_titles; i++)
        if (t->titles[i].id != SG_ID_NONE && !marked[t->titles[i].id])
            marked[t->titles[i].id] = has_text(t->titles[i].text, part, &fold);
    for (size_t i = 0; which == SG_NAMES_REGIONS && i < t->n_places; i++)
        if (!marked[t->places[i].id]) marked[t->places[i].id] = has_text(t->places[i].text, part, &fold);
    sg_buf_release(&fold);
}

static void show_names(const sg_taxonomy *t, sg_names which, const bool *marked, sg_doc *doc)
{
    static const char *const ids_of[] = {"roles", "skills", "regions"};
    static const sg_doc_column columns[] = {
        {"id", "Id", NULL, false, 0}, {"name", "Name", NULL, false, 0}, {"of", "Of", "kind or parent", false, 1}};
    const sg_map *const maps[] = {&t->role_ids, &t->skill_ids, &t->region_ids};
    const sg_map *ids = maps[which];
    sg_doc_section(doc, ids_of[which], "");
    sg_doc_table(doc, ids_of[which], columns, which == SG_NAMES_ROLES ? 2 : 3);
    for (uint32_t i = 0; i < ids->count; i++) {
        if (marked && !marked[i]) continue;
        sg_text name = which == SG_NAMES_ROLES    ? t->roles[i].name
                       : which == SG_NAMES_SKILLS ? t->skills[i].name
                                                  : t->regions[i].name;
        sg_text of = which == SG_NAMES_SKILLS    ? t->skills[i].kind
                     : which == SG_NAMES_REGIONS ? t->regions[i].parent
                                                 : (sg_text){0};
        sg_value row[] = {sg_v_text(ids->names[i].at), sg_v_text(name.at ? name.at : ""),
                          sg_v_text(of.at ? of.at : "")};
        sg_doc_row(doc, row);
    }
}

/* The skill to be shown whole: the one that the text means, or the only one that has it. */
static uint32_t one_skill(const sg_taxonomy *t, const char *text, const bool *marked)
{
    uint32_t skill = SG_ID_NONE, n = 0;
    if (sg_taxonomy_skill(t, sg_text_of(text), &skill, NULL) == SG_OK) return skill;
    for (uint32_t i = 0; i < t->skill_ids.count; i++)
        if (marked[i]) skill = i, n++;
    return n == 1 ? skill : SG_ID_NONE;
}

static sg_status show_found(const sg_taxonomy *t, sg_names which, const char *text, sg_doc *doc, sg_error *err)
{
    const size_t counts[] = {t->role_ids.count, t->skill_ids.count, t->region_ids.count};
    sg_status status = SG_OK;
    size_t n = 0;
    sg_buf part;
    sg_buf_init(&part, 1 << 16);
    bool *marked = sg_zalloc(counts[which] + 1, sizeof *marked);
    if (!marked || sg_text_fold(sg_text_of(text), &part) != 0) status = sg_fail(err, SG_EFAIL, "no memory");
    if (status == SG_OK && part.len) mark(t, which, (sg_text){part.at, part.len}, marked);
    for (size_t i = 0; status == SG_OK && i < counts[which]; i++) n += marked[i];
    uint32_t skill = status == SG_OK && which == SG_NAMES_SKILLS ? one_skill(t, text, marked) : SG_ID_NONE;
    if (status == SG_OK && !n) status = sg_fail(err, SG_EDATA, "nothing has \"%s\" in its name or forms", text);
    if (status == SG_OK && skill == SG_ID_NONE) show_names(t, which, marked, doc);
    if (status == SG_OK && skill != SG_ID_NONE && sg_view_entry(doc, t, skill) != 0)
        status = sg_fail(err, SG_EFAIL, "no memory");
    sg_free(marked);
    sg_buf_release(&part);
    return status;
}

sg_status sg_cli_names(const sg_cli *cli, sg_names which, const char *text, sg_error *err)
{
    sg_taxonomy taxonomy = {0};
    sg_status status = sg_market_taxonomy(&cli->plugins, cli->shipped, cli->taxonomy, &taxonomy, err);
    if (status != SG_OK) return status;
    sg_doc *doc = sg_doc_alloc("", "skillgap.names/1");
    if (!doc) status = sg_fail(err, SG_EFAIL, "no memory");
    if (status == SG_OK && text) status = show_found(&taxonomy, which, text, doc, err);
    if (status == SG_OK && !text) show_names(&taxonomy, which, NULL, doc);
    if (status == SG_OK) status = sg_cli_show(cli, doc, err);
    sg_doc_free(doc);
    sg_taxonomy_release(&taxonomy);
    return status;
}
