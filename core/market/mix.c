#include "market/mix.h"

#include <string.h>

static const double busy_min = .1, most_min = .5, change_min = .05;

static bool counts_here(const sg_source *s, const char *group)
{
    return !s->counts && !s->talent && s->first != SG_MONTH_ABSENT && sg_text_is(s->group, group);
}

static bool one_feed(const sg_source *a, const sg_source *b)
{
    return a->options.len && sg_text_equal(a->options, b->options) && sg_text_equal(a->plugin, b->plugin);
}

static void number_feeds(const sg_market *market, const char *group, sg_mix *mix)
{
    for (size_t i = 0; i < market->n_sources; i++) {
        const sg_source *s = &market->sources[i];
        mix->feed_of[i] = SG_MIX_NONE;
        if (!counts_here(s, group)) continue;
        for (size_t k = 0; k < i && mix->feed_of[i] == SG_MIX_NONE; k++)
            if (mix->feed_of[k] != SG_MIX_NONE && one_feed(s, &market->sources[k])) mix->feed_of[i] = mix->feed_of[k];
        if (mix->feed_of[i] == SG_MIX_NONE) mix->feed_of[i] = (uint32_t)mix->n_feeds++;
    }
}

static void find_span(const sg_market *market, sg_mix *mix)
{
    sg_month last = 0;
    for (size_t i = 0; i < market->n_sources; i++) {
        const sg_source *s = &market->sources[i];
        if (mix->feed_of[i] == SG_MIX_NONE) continue;
        if (!mix->n || s->first < mix->month0) mix->month0 = s->first;
        if (!mix->n || s->last > last) last = s->last;
        mix->n = 1;
    }
    if (mix->n) mix->n = (size_t)(last - mix->month0) + 1;
}

/* Which months are whole, and the postings of each feed. */
static void count_postings(const sg_market *market, sg_mix *mix, unsigned char *whole)
{
    for (size_t i = 0; i < market->n_postings; i++) {
        const sg_market_posting *p = &market->postings[i];
        uint32_t feed = mix->feed_of[p->source];
        if (feed == SG_MIX_NONE) continue;
        sg_month month = sg_month_of_day(p->day);
        size_t at = (size_t)(month - mix->month0);
        mix->postings[feed * mix->n + at]++;
        if (month != market->sources[p->source].partial) whole[at] = 1;
    }
}

static double total_of(const sg_mix *mix, size_t month)
{
    double total = 0;
    for (size_t f = 0; f < mix->n_feeds; f++) total += mix->postings[f * mix->n + month];
    return total;
}

static bool is_there(const sg_mix *mix, size_t feed, size_t month, double busiest)
{
    double n = mix->postings[feed * mix->n + month];
    return n > 0 && (n >= busy_min * busiest || n >= most_min * total_of(mix, month));
}

/* Into there[feed * n + month]. In a month that is of none all that have postings are. */
static void find_presence(const sg_mix *mix, unsigned char *there)
{
    for (size_t f = 0; f < mix->n_feeds; f++) {
        size_t first = 0, end = mix->n;
        double busiest = 0;
        for (size_t i = 0; i < mix->n; i++)
            if (mix->postings[f * mix->n + i] > busiest) busiest = mix->postings[f * mix->n + i];
        while (first < end && !is_there(mix, f, first, busiest)) first++;
        while (end > first && !is_there(mix, f, end - 1, busiest)) end--;
        memset(there + f * mix->n + first, 1, end - first);
    }
    for (size_t i = 0; i < mix->n; i++) {
        bool any = false;
        for (size_t f = 0; f < mix->n_feeds; f++) any = any || there[f * mix->n + i];
        for (size_t f = 0; !any && f < mix->n_feeds; f++) there[f * mix->n + i] = mix->postings[f * mix->n + i] > 0;
    }
}

static bool made_of(const sg_mix *mix, const unsigned char *there, size_t month, const sg_mix_set *set)
{
    for (size_t f = 0; f < mix->n_feeds; f++)
        if (there[f * mix->n + month] != set->has[f]) return false;
    return true;
}

/* The sets of feeds, in order of their first months. */
static sg_status find_sets(sg_mix *mix, const unsigned char *there, const unsigned char *whole)
{
    for (size_t i = 0; i < mix->n; i++) {
        uint32_t set = 0;
        mix->set_of[i] = SG_MIX_NONE;
        if (!whole[i] || total_of(mix, i) < SG_MONTH_POSTINGS_MIN) continue;
        while (set < mix->n_sets && !made_of(mix, there, i, &mix->sets[set])) set++;
        if (set == mix->n_sets) {
            sg_mix_set *fresh = &mix->sets[mix->n_sets];
            fresh->has = sg_arena_alloc(&mix->arena, mix->n_feeds + 1);
            if (!fresh->has) return SG_EFAIL;
            for (size_t f = 0; f < mix->n_feeds; f++) fresh->has[f] = there[f * mix->n + i];
            mix->n_sets++;
        }
        mix->set_of[i] = set;
        mix->sets[set].months++;
    }
    mix->usual = mix->n_sets ? 0 : SG_MIX_NONE;
    for (uint32_t s = 1; s < mix->n_sets; s++)
        if (mix->sets[s].months >= mix->sets[mix->usual].months) mix->usual = s;
    return SG_OK;
}

/* What part of the postings of a set's months is of feeds that the other set lacks. */
static double part_beyond(const sg_mix *mix, uint32_t set, const unsigned char *other)
{
    double all = 0, beyond = 0;
    for (size_t i = 0; i < mix->n; i++)
        for (size_t f = 0; mix->set_of[i] == set && f < mix->n_feeds; f++) {
            all += mix->postings[f * mix->n + i];
            if (mix->sets[set].has[f] && !other[f]) beyond += mix->postings[f * mix->n + i];
        }
    return all > 0 ? beyond / all : 0;
}

bool sg_mix_covers(const sg_mix *mix, uint32_t set, const unsigned char *a, const unsigned char *b)
{
    for (size_t f = 0; set != SG_MIX_NONE && f < mix->n_feeds; f++)
        if ((a[f] || b[f]) && !mix->sets[set].has[f]) return false;
    return set != SG_MIX_NONE;
}

static void judge_sets(sg_mix *mix)
{
    for (uint32_t s = 0; s < mix->n_sets; s++) {
        sg_mix_set *set = &mix->sets[s];
        const unsigned char *usual = mix->sets[mix->usual].has;
        bool tied = false;
        for (size_t f = 0; f < mix->n_feeds; f++) tied = tied || (set->has[f] && usual[f]);
        for (uint32_t k = 0; k < mix->n_sets; k++) tied = tied || sg_mix_covers(mix, k, set->has, usual);
        bool beside = sg_mix_covers(mix, s, usual, usual);
        bool alike = part_beyond(mix, s, usual) < change_min && part_beyond(mix, mix->usual, set->has) < change_min;
        set->join = alike ? SG_MIX_USUAL : beside ? SG_MIX_BESIDE : tied ? SG_MIX_LINKED : SG_MIX_APART;
    }
}

static sg_status fill(const sg_market *market, sg_mix *mix)
{
    size_t cells = mix->n_feeds * mix->n;
    unsigned char *there = sg_zalloc(cells + 1, 1), *whole = sg_zalloc(mix->n + 1, 1);
    mix->postings = sg_arena_alloc(&mix->arena, (cells + 1) * sizeof *mix->postings);
    mix->set_of = sg_arena_alloc(&mix->arena, (mix->n + 1) * sizeof *mix->set_of);
    mix->sets = sg_arena_alloc(&mix->arena, (mix->n + 1) * sizeof *mix->sets);
    sg_status status = there && whole && mix->postings && mix->set_of && mix->sets ? SG_OK : SG_EFAIL;
    if (status == SG_OK) {
        memset(mix->postings, 0, (cells + 1) * sizeof *mix->postings);
        memset(mix->sets, 0, (mix->n + 1) * sizeof *mix->sets);
        count_postings(market, mix, whole);
        find_presence(mix, there);
        status = find_sets(mix, there, whole);
    }
    if (status == SG_OK) judge_sets(mix);
    sg_free(there);
    sg_free(whole);
    return status;
}

sg_status sg_mix_find(const sg_market *market, const char *group, sg_mix *out, sg_error *err)
{
    sg_mix mix = {.usual = SG_MIX_NONE};
    mix.feed_of = sg_arena_alloc(&mix.arena, (market->n_sources + 1) * sizeof *mix.feed_of);
    sg_status status = mix.feed_of ? SG_OK : SG_EFAIL;
    if (status == SG_OK) {
        number_feeds(market, group, &mix);
        find_span(market, &mix);
        status = fill(market, &mix);
    }
    if (status == SG_OK) {
        *out = mix;
        return SG_OK;
    }
    sg_mix_release(&mix);
    return sg_fail(err, status, "no memory for the sources of \"%s\"", group);
}

void sg_mix_release(sg_mix *mix)
{
    sg_arena_release(&mix->arena);
    *mix = (sg_mix){.usual = SG_MIX_NONE};
}
