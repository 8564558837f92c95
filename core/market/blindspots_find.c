/* What was counted of unknown names, set against what was before. */
#include "market/blindspots_work.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MONTHS = 12 };

static sg_status no_memory(sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "no memory to count unknown names");
}

static int by_vote(const void *a, const void *b)
{
    const sg_unknown_vote *x = a, *y = b;
    if (x->name != y->name) return x->name < y->name ? -1 : 1;
    if (x->month != y->month) return x->month < y->month ? -1 : 1;
    return (x->employer > y->employer) - (x->employer < y->employer);
}

/* Sorted, and every employer once a month. */
static void settle_votes(sg_unknown_counts *counts)
{
    size_t n = 0;
    if (counts->n_votes) qsort(counts->votes, counts->n_votes, sizeof *counts->votes, by_vote);
    for (size_t i = 0; i < counts->n_votes; i++)
        if (n == 0 || by_vote(&counts->votes[n - 1], &counts->votes[i]) != 0) counts->votes[n++] = counts->votes[i];
    counts->n_votes = n;
}

/* Of two as common the one that sorts first: the order of rows and files tells nothing. */
static bool is_commoner(const sg_unknown_counts *counts, uint32_t spelling, uint32_t than)
{
    uint32_t a = counts->written[spelling].times, b = counts->written[than].times;
    return a > b || (a == b && sg_text_compare(counts->spellings.names[spelling], counts->spellings.names[than]) < 0);
}

/* Which way of writing each name is the commonest: indices into spellings. To sg_free; NULL when memory ends. */
static uint32_t *choose_spellings(const sg_unknown_counts *counts)
{
    uint32_t *best = sg_alloc((counts->names.count + 1) * sizeof *best);
    if (!best) return NULL;
    for (size_t i = 0; i < counts->names.count; i++) best[i] = SG_MAP_NONE;
    for (uint32_t i = 0; i < counts->n_written; i++) {
        uint32_t *at = &best[counts->written[i].name];
        if (*at == SG_MAP_NONE || is_commoner(counts, i, *at)) *at = i;
    }
    return best;
}

/* ---- as a table to ship ---- */

static int by_employer(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Different employers among the votes of one name. */
static size_t count_employers(const sg_unknown_vote *votes, size_t n, uint64_t *room)
{
    size_t distinct = 0;
    for (size_t i = 0; i < n; i++) room[i] = votes[i].employer;
    qsort(room, n, sizeof *room, by_employer);
    for (size_t i = 0; i < n; i++) distinct += i == 0 || room[i] != room[i - 1];
    return distinct;
}

static size_t same_name(const sg_unknown_counts *counts, size_t at)
{
    size_t end = at + 1;
    while (end < counts->n_votes && counts->votes[end].name == counts->votes[at].name) end++;
    return end;
}

static size_t same_month(const sg_unknown_counts *counts, size_t at)
{
    size_t end = at + 1;
    while (end < counts->n_votes && counts->votes[end].name == counts->votes[at].name &&
           counts->votes[end].month == counts->votes[at].month)
        end++;
    return end;
}

static double total_of(const sg_unknown_counts *counts, sg_month month)
{
    double total = 0;
    for (size_t i = 0; i < counts->n_votes && counts->votes[i].name == SG_UNKNOWN_TOTAL; i++)
        total += counts->votes[i].month == month;
    return total;
}

/* The rows of one name: votes at … end - 1. */
static void write_name(const sg_unknown_counts *counts, size_t at, size_t end, sg_text name, sg_buf *out)
{
    char month[8];
    for (size_t next; at < end; at = next) {
        next = same_month(counts, at);
        sg_buf_printf(out, "%s,%.0f,", sg_month_format(counts->votes[at].month, month),
                      total_of(counts, counts->votes[at].month));
        sg_buf_add(out, name.at, name.len);
        sg_buf_printf(out, ",%zu\n", next - at);
    }
}

sg_status sg_unknown_counts_write(sg_unknown_counts *counts, size_t employers, sg_buf *out, sg_error *err)
{
    settle_votes(counts);
    uint32_t *spelling = choose_spellings(counts);
    uint64_t *room = sg_alloc((counts->n_votes + 1) * sizeof *room);
    sg_status status = spelling && room ? SG_OK : no_memory(err);
    sg_buf_str(out, "month,total,skill,count\n");
    for (size_t at = 0, end; status == SG_OK && at < counts->n_votes; at = end) {
        uint32_t name = counts->votes[at].name;
        end = same_name(counts, at);
        if (name == SG_UNKNOWN_ANY)
            write_name(counts, at, end, sg_text_of("*"), out);
        else if (name != SG_UNKNOWN_TOTAL && count_employers(counts->votes + at, end - at, room) >= employers)
            write_name(counts, at, end, counts->spellings.names[spelling[name]], out);
    }
    if (status == SG_OK && out->failed) status = no_memory(err);
    sg_free(spelling);
    sg_free(room);
    return status;
}

/* ---- now against before ---- */

static void add_cell(sg_blindspot *items, sg_blindspots *b, uint32_t name, sg_month month, double count)
{
    bool recent = month >= b->from;
    if (name == SG_UNKNOWN_TOTAL) {
        *(recent ? &b->recent_total : &b->before_total) += count;
        return;
    }
    if (name == SG_UNKNOWN_ANY) {
        b->recent_any += recent ? count : 0;
        return;
    }
    sg_blindspot *item = &items[name];
    *(recent ? &item->recent : &item->before) += count;
    if (item->first == SG_MONTH_ABSENT || month < item->first) item->first = month;
    if (item->last == SG_MONTH_ABSENT || month > item->last) item->last = month;
}

static void add_all(const sg_unknown_counts *counts, sg_blindspot *items, sg_blindspots *b)
{
    b->last = SG_MONTH_ABSENT;
    for (size_t i = 0; i < counts->n_votes; i++)
        if (counts->votes[i].month > b->last) b->last = counts->votes[i].month;
    for (size_t i = 0; i < counts->n_shipped; i++)
        if (counts->shipped[i].month > b->last) b->last = counts->shipped[i].month;
    b->from = b->last == SG_MONTH_ABSENT ? b->last : b->last - MONTHS + 1;
    for (size_t i = 0; i < counts->n_votes; i++) add_cell(items, b, counts->votes[i].name, counts->votes[i].month, 1);
    for (size_t i = 0; i < counts->n_shipped; i++)
        add_cell(items, b, counts->shipped[i].name, counts->shipped[i].month, counts->shipped[i].count);
}

/* Log-odds of the name's share among n, with half a count more on both sides. */
static double log_odds(double count, double n)
{
    return log((count + 0.5) / (n - count + 0.5));
}

static void judge(sg_blindspot *item, const sg_blindspots *b)
{
    if (b->before_total <= 0 || b->recent_total <= 0) return;
    double now = (item->recent + 0.5) / (b->recent_total + 1), then = (item->before + 0.5) / (b->before_total + 1);
    item->growth = now / then;
    item->burst = (log_odds(item->recent, b->recent_total) - log_odds(item->before, b->before_total)) /
                  sqrt(1 / (item->recent + 0.5) + 1 / (item->before + 0.5));
}

static int by_burst(const void *a, const void *b)
{
    const sg_blindspot *x = a, *y = b;
    if (x->burst > y->burst || x->burst < y->burst) return x->burst > y->burst ? -1 : 1;
    double m = x->recent + x->before, n = y->recent + y->before;
    if (m > n || m < n) return m > n ? -1 : 1;
    return sg_text_compare(x->name, y->name);
}

static sg_status keep_items(const sg_unknown_counts *counts, sg_blindspot *all, double least, sg_blindspots *b,
                            sg_error *err)
{
    uint32_t *spelling = choose_spellings(counts);
    b->items = sg_arena_alloc(&b->arena, (counts->names.count + 1) * sizeof *b->items);
    sg_status status = spelling && b->items ? SG_OK : no_memory(err);
    for (size_t i = SG_UNKNOWN_ANY + 1; status == SG_OK && i < counts->names.count; i++) {
        if (all[i].recent + all[i].before < least || spelling[i] == SG_MAP_NONE) continue;
        sg_text name = counts->spellings.names[spelling[i]];
        char *copy = sg_arena_copy(&b->arena, name.at, name.len);
        if (!copy) status = no_memory(err);
        all[i].name = (sg_text){copy, name.len};
        judge(&all[i], b);
        b->items[b->n++] = all[i];
    }
    if (status == SG_OK && b->n) qsort(b->items, b->n, sizeof *b->items, by_burst);
    sg_free(spelling);
    return status;
}

sg_status sg_blindspots_find(sg_unknown_counts *counts, double least, sg_blindspots *out, sg_error *err)
{
    sg_blindspots b = {0};
    sg_blindspot *all = sg_zalloc(counts->names.count + 1, sizeof *all);
    if (!all) return no_memory(err);
    for (size_t i = 0; i < counts->names.count; i++) all[i].first = all[i].last = SG_MONTH_ABSENT;
    settle_votes(counts);
    add_all(counts, all, &b);
    sg_status status = keep_items(counts, all, least, &b, err);
    sg_free(all);
    if (status == SG_OK)
        *out = b;
    else
        sg_blindspots_release(&b);
    return status;
}

void sg_blindspots_release(sg_blindspots *blindspots)
{
    sg_arena_release(&blindspots->arena);
    *blindspots = (sg_blindspots){0};
}
