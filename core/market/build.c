#include "market/build.h"

#include <stdlib.h>
#include <string.h>

static const size_t items_max = UINT32_MAX / 4;

void sg_market_build_init(sg_market_build *build, sg_market *market, const sg_taxonomy *taxonomy)
{
    *build = (sg_market_build){.market = market, .until = SG_MONTH_ABSENT};
    market->taxonomy = taxonomy;
    sg_buf_init(&build->fold, 1 << 20);
}

void sg_market_build_release(sg_market_build *build)
{
    sg_free(build->items);
    sg_free(build->near);
    sg_free(build->names);
    sg_free(build->skills);
    sg_map_release(&build->groups);
    sg_map_release(&build->published);
    sg_buf_release(&build->fold);
    *build = (sg_market_build){0};
}

static sg_status no_memory(sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "no memory for the market");
}

/* A copy in the market's arena. 0, or -1. */
static int keep_text(sg_market_build *build, sg_text *text)
{
    if (!text->at) return 0;
    text->at = sg_arena_copy(&build->market->arena, text->at, text->len);
    return text->at ? 0 : -1;
}

sg_status sg_market_add_source(sg_market_build *build, const sg_source *source, sg_error *err)
{
    sg_market *market = build->market;
    sg_source copy = *source;
    sg_text *texts[] = {&copy.name, &copy.path, &copy.group, &copy.url, &copy.licence, &copy.plugin, &copy.options};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (keep_text(build, texts[i]) != 0) return no_memory(err);
    copy.first = copy.last = copy.latest = SG_MONTH_ABSENT;
    copy.later = 0;
    if (SG_GROW(market->sources, market->n_sources, build->cap_sources, UINT32_MAX - 1) != 0) return no_memory(err);
    market->sources[market->n_sources++] = copy;
    return SG_OK;
}

sg_status sg_market_add_reason(sg_market_build *build, const sg_reject_reason *reason, sg_error *err)
{
    sg_source *source = &build->market->sources[build->market->n_sources - 1];
    if (!source->reasons)
        source->reasons = sg_arena_alloc(&build->market->arena, SG_SOURCE_REASONS * sizeof *source->reasons);
    if (!source->reasons) return no_memory(err);
    if (source->n_reasons < SG_SOURCE_REASONS) source->reasons[source->n_reasons++] = *reason;
    return SG_OK;
}

/* Has the month not come? Then it is counted. */
static bool is_later(sg_market_build *build, sg_month month)
{
    sg_source *source = &build->market->sources[build->market->n_sources - 1];
    if (build->until == SG_MONTH_ABSENT || month <= build->until) return false;
    if (!source->later++ || month > source->latest) source->latest = month;
    return true;
}

static uint64_t text_hash(sg_text text)
{
    return text.len ? sg_hash(text.at, text.len) : 0;
}

static sg_status add_posting(sg_market_build *build, sg_market_posting *posting, sg_text url, const unsigned char *near,
                             sg_error *err)
{
    sg_market *market = build->market;
    uint32_t source = (uint32_t)market->n_sources - 1;
    uint32_t group = sg_map_add(&build->groups, market->sources[source].group);
    if (group == SG_MAP_NONE || keep_text(build, &posting->id) != 0 || keep_text(build, &posting->title) != 0 ||
        keep_text(build, &posting->employer) != 0)
        return no_memory(err);
    if (SG_GROW(market->postings, market->n_postings, build->cap_postings, items_max) != 0 ||
        SG_GROW(build->items, market->n_postings, build->cap_items, items_max) != 0 ||
        SG_GROW(build->near, market->n_postings, build->cap_near, items_max) != 0)
        return no_memory(err);
    posting->source = source;
    build->items[market->n_postings] = (sg_dedupe_item){.id = text_hash(posting->id),
                                                        .url = text_hash(url),
                                                        .body = posting->body,
                                                        .row = posting->row,
                                                        .group = group,
                                                        .source = source,
                                                        .day = posting->day};
    memset(build->near[market->n_postings], 0, SG_NEAR_SIZE);
    if (near) memcpy(build->near[market->n_postings], near, SG_NEAR_SIZE);
    market->postings[market->n_postings++] = *posting;
    return SG_OK;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* A posting names few skills, mostly in order already. */
static void sort_skills(uint32_t *skills, size_t n)
{
    if (n > 64) {
        qsort(skills, n, sizeof *skills, by_number);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        uint32_t skill = skills[i];
        size_t at = i;
        for (; at > 0 && skills[at - 1] > skill; at--) skills[at] = skills[at - 1];
        skills[at] = skill;
    }
}

/* Keeps the n skills in build->skills, sorted and each once, in the arena. */
static sg_status keep_skills(sg_market_build *build, size_t n, sg_market_posting *posting, sg_error *err)
{
    uint32_t *skills = build->skills;
    posting->skills = NULL;
    posting->n_skills = 0;
    if (!n) return SG_OK;
    sort_skills(skills, n);
    size_t distinct = 1;
    for (size_t i = 1; i < n; i++)
        if (skills[i] != skills[distinct - 1]) skills[distinct++] = skills[i];
    uint32_t *kept = sg_arena_alloc(&build->market->arena, distinct * sizeof *kept);
    if (!kept) return no_memory(err);
    memcpy(kept, skills, distinct * sizeof *kept);
    posting->skills = kept;
    posting->n_skills = (uint32_t)distinct;
    return SG_OK;
}

static uint32_t index_of(const sg_map *map, sg_text id)
{
    return id.len ? sg_map_find(map, id) : SG_ID_NONE;
}

static void keep_currency(char out[static 4], sg_text currency)
{
    memset(out, 0, 4);
    if (currency.len == 3) memcpy(out, currency.at, 3);
}

sg_status sg_market_add_fact(sg_market_build *build, const sg_fact *fact, const sg_row *row, sg_error *err)
{
    sg_market *market = build->market;
    const sg_taxonomy *taxonomy = market->taxonomy;
    if (is_later(build, sg_month_of_day(fact->day))) return SG_OK;
    sg_market_posting posting = {.row = row->number,
                                 .offset = row->offset,
                                 .id = fact->id,
                                 .day = fact->day,
                                 .role = index_of(&taxonomy->role_ids, fact->role),
                                 .region = index_of(&taxonomy->region_ids, fact->region),
                                 .level = (int8_t)(fact->level.len ? sg_level_of(fact->level) : -1),
                                 .remote = fact->remote,
                                 .period = fact->period,
                                 .component = fact->component,
                                 .pay_lo = fact->pay_lo,
                                 .pay_hi = fact->pay_hi,
                                 .body = fact->body,
                                 .employer_hash = fact->employer};
    sg_text rest = fact->skills, id;
    size_t n = 0;
    keep_currency(posting.currency, fact->currency);
    while (sg_text_split(&rest, ' ', &id)) {
        if (!id.len) continue;
        uint32_t skill = sg_map_find(&taxonomy->skill_ids, id);
        if (skill == SG_MAP_NONE) {
            market->sources[market->n_sources - 1].unknown++;
            continue;
        }
        if (SG_GROW(build->skills, n, build->cap_skills, items_max) != 0) return no_memory(err);
        build->skills[n++] = skill;
    }
    sg_status status = keep_skills(build, n, &posting, err);
    unsigned char near[SG_NEAR_SIZE];
    bool known = sg_near_of_hex(fact->near, near);
    return status == SG_OK ? add_posting(build, &posting, (sg_text){0}, known ? near : NULL, err) : status;
}

sg_status sg_market_add_reading(sg_market_build *build, const sg_reading *reading, const uint32_t *skills, size_t n,
                                const sg_row *row, sg_error *err)
{
    const sg_taxonomy *taxonomy = build->market->taxonomy;
    if (is_later(build, sg_month_of_day(reading->day))) return SG_OK;
    sg_market_posting posting = {.row = row->number,
                                 .offset = row->offset,
                                 .id = reading->id,
                                 .title = reading->title,
                                 .employer = reading->employer,
                                 .day = reading->day,
                                 .role = index_of(&taxonomy->role_ids, reading->role),
                                 .region = index_of(&taxonomy->region_ids, reading->region),
                                 .level = (int8_t)(reading->level.len ? sg_level_of(reading->level) : -1),
                                 .remote = reading->remote,
                                 .period = reading->period,
                                 .component = reading->component,
                                 .pay_lo = reading->pay_lo,
                                 .pay_hi = reading->pay_hi,
                                 .body = reading->body,
                                 .employer_hash = reading->employer_hash};
    keep_currency(posting.currency, reading->currency);
    for (size_t i = 0; i < n; i++) {
        if (SG_GROW(build->skills, i, build->cap_skills, items_max) != 0) return no_memory(err);
        build->skills[i] = skills[i];
    }
    sg_status status = keep_skills(build, n, &posting, err);
    const unsigned char *near = reading->near.len == SG_NEAR_SIZE ? (const unsigned char *)reading->near.at : NULL;
    return status == SG_OK ? add_posting(build, &posting, reading->url, near, err) : status;
}

static int make_room(void **items, size_t need, size_t *capacity, size_t size)
{
    if (need <= *capacity) return 0;
    void *grown = need <= items_max ? sg_realloc(*items, need * size) : NULL;
    if (!grown) return -1;
    *items = grown;
    *capacity = need;
    return 0;
}

/* Rows of months that have not come are counted, whether or not others are there. */
static void add_later(sg_source *to, const sg_source *from)
{
    to->later += from->later;
    if (from->later && (to->latest == SG_MONTH_ABSENT || from->latest > to->latest)) to->latest = from->latest;
}

sg_status sg_market_take_postings(sg_market_build *build, sg_market_build *part, sg_error *err)
{
    sg_market *market = build->market, *other = part->market;
    sg_source *source = &market->sources[market->n_sources - 1];
    size_t n = other->n_postings, at = market->n_postings, need = at + n;
    add_later(source, &other->sources[other->n_sources - 1]);
    if (!n) return SG_OK;
    uint32_t group = sg_map_add(&build->groups, source->group);
    if (group == SG_MAP_NONE ||
        make_room((void **)&market->postings, need, &build->cap_postings, sizeof *market->postings) != 0 ||
        make_room((void **)&build->items, need, &build->cap_items, sizeof *build->items) != 0 ||
        make_room((void **)&build->near, need, &build->cap_near, sizeof *build->near) != 0)
        return no_memory(err);
    memcpy(market->postings + at, other->postings, n * sizeof *market->postings);
    memcpy(build->items + at, part->items, n * sizeof *build->items);
    memcpy(build->near + at, part->near, n * sizeof *build->near);
    for (; at < need; at++) {
        market->postings[at].source = build->items[at].source = (uint32_t)market->n_sources - 1;
        build->items[at].group = group;
    }
    market->n_postings = need;
    other->n_postings = 0;
    sg_arena_join(&market->arena, &other->arena);
    return SG_OK;
}

/* Topics are written with hyphens for spaces. */
static uint32_t skill_named(const sg_taxonomy *taxonomy, char *folded, size_t len)
{
    uint32_t at = sg_map_find(&taxonomy->names, (sg_text){folded, len});
    for (size_t i = 0; at == SG_MAP_NONE && i < len; i++)
        if (folded[i] == '-') {
            for (; i < len; i++)
                if (folded[i] == '-') folded[i] = ' ';
            at = sg_map_find(&taxonomy->names, (sg_text){folded, len});
        }
    return at == SG_MAP_NONE ? SG_ID_NONE : taxonomy->name_skill[at];
}

/* Index of a published name, or SG_MAP_NONE when memory ends. */
static uint32_t published_of(sg_market_build *build, sg_text name)
{
    sg_buf_clear(&build->fold);
    if (sg_text_fold(name, &build->fold) != 0) return SG_MAP_NONE;
    size_t known = build->published.count;
    uint32_t at = sg_map_add(&build->published, (sg_text){build->fold.at, build->fold.len});
    if (at == SG_MAP_NONE || at < known) return at;
    if (SG_GROW(build->names, at, build->cap_names, items_max) != 0) return SG_MAP_NONE;
    uint32_t skill = skill_named(build->market->taxonomy, build->fold.at, build->fold.len);
    build->names[at] = (sg_published){skill, build->topics_listed ? SG_ID_NONE : skill, false};
    return at;
}

sg_status sg_market_bar_count(sg_market_build *build, sg_text name, sg_error *err)
{
    uint32_t at = published_of(build, name);
    if (at == SG_MAP_NONE) return no_memory(err);
    build->names[at].barred = true;
    return SG_OK;
}

sg_status sg_market_add_count(sg_market_build *build, const sg_count *count, sg_error *err)
{
    sg_market *market = build->market;
    sg_source *source = &market->sources[market->n_sources - 1];
    uint32_t name = published_of(build, count->skill);
    if (name == SG_MAP_NONE) return no_memory(err);
    source->counts = true;
    if (is_later(build, count->month)) return SG_OK;
    if (build->names[name].skill == SG_ID_NONE || build->names[name].barred) {
        source->unknown++;
        return SG_OK;
    }
    if (SG_GROW(market->counts, market->n_counts, build->cap_counts, items_max) != 0) return no_memory(err);
    market->counts[market->n_counts++] =
        (sg_market_count){(uint32_t)market->n_sources - 1, name, count->month, count->count, count->total};
    return SG_OK;
}

sg_status sg_market_name_topic(sg_market_build *build, sg_text topic, sg_text skill, sg_error *err)
{
    uint32_t index = sg_map_find(&build->market->taxonomy->skill_ids, skill);
    if (index == SG_MAP_NONE)
        return sg_fail(err, SG_EFAIL, "skill: found \"%.*s\", expected an id of the taxonomy", (int)skill.len,
                       skill.at);
    if (!build->topics_listed)
        for (size_t i = 0; i < build->published.count; i++) build->names[i].topic = SG_ID_NONE;
    build->topics_listed = true;
    uint32_t at = published_of(build, topic);
    if (at == SG_MAP_NONE) return no_memory(err);
    build->names[at].topic = index;
    return SG_OK;
}

sg_status sg_market_add_talent(sg_market_build *build, const sg_talent *talent, sg_error *err)
{
    sg_market *market = build->market;
    sg_source *source = &market->sources[market->n_sources - 1];
    source->talent = true;
    if (!sg_text_is(talent->economy, "*") || is_later(build, talent->month)) return SG_OK;
    uint32_t name = published_of(build, talent->name);
    if (name == SG_MAP_NONE) return no_memory(err);
    if (build->names[name].topic == SG_ID_NONE) {
        source->unknown++;
        return SG_OK;
    }
    if (source->first == SG_MONTH_ABSENT || talent->month < source->first) source->first = talent->month;
    if (source->last == SG_MONTH_ABSENT || talent->month > source->last) source->last = talent->month;
    if (SG_GROW(market->talent, market->n_talent, build->cap_talent, items_max) != 0) return no_memory(err);
    market->talent[market->n_talent++] = (sg_market_talent){name, talent->month, talent->people, talent->economies};
    return SG_OK;
}
