#include "taxonomy/region.h"
#include "taxonomy/titles.h"

enum { NAMESAKES = 8 };

/* A place found in the text, with the regions that its name may mean. */
typedef struct place {
    size_t first, end; /* words */
    uint32_t regions[NAMESAKES];
    size_t n;
} place;

static bool is_capitals(sg_text text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] >= 'a' && text.at[i] <= 'z') return false;
    return true;
}

static bool entry_holds(const sg_phrase_entry *entry, const sg_words *words, size_t first, size_t end)
{
    sg_text raw = sg_words_raw(words, first, end);
    switch ((sg_place_match)entry->match) {
    case SG_PLACE_EXACT: return sg_text_equal(raw, entry->raw);
    case SG_PLACE_AFTER: return words->comma[first] && (raw.len != 2 || is_capitals(raw));
    default: return true;
    }
}

/* The longest name at this word that may stand there. */
static bool find_place(const sg_phrase_table *table, const sg_words *words, size_t first, place *out)
{
    for (size_t end = sg_phrase_table_reach(table, words, first); end > first; end--) {
        *out = (place){.first = first, .end = end};
        uint32_t e = sg_phrase_table_find(table, words, first, end);
        for (; e != SG_ID_NONE; e = table->entries[e].next)
            if (out->n < NAMESAKES && entry_holds(&table->entries[e], words, first, end))
                out->regions[out->n++] = table->entries[e].id;
        if (out->n) return true;
    }
    return false;
}

/* country 0, subdivision 1, metro 2 */
static int precision_of(const sg_taxonomy *t, uint32_t region)
{
    sg_text kind = t->regions[region].kind;
    return sg_text_is(kind, "metro") ? 2 : sg_text_is(kind, "subdivision") ? 1 : 0;
}

/* The outer region says that this one is meant elsewhere: another country, or another part of the same when both are
 * known. */
static bool contradicts(const sg_taxonomy *t, uint32_t region, uint32_t outer)
{
    if (precision_of(t, outer) >= precision_of(t, region)) return false;
    if (sg_region_country(t, region) != sg_region_country(t, outer)) return true;
    uint32_t parent = sg_region_parent(t, region);
    return precision_of(t, outer) == 1 && parent != SG_ID_NONE && precision_of(t, parent) == 1;
}

/* Which region a place means, in the light of the one named right behind it, which then means no other than the region
 * that holds this one ("Tbilisi, Georgia"); SG_ID_NONE: not this place at all. */
static uint32_t settle(const sg_taxonomy *t, const sg_words *words, const place *at, place *next)
{
    if (!next || next->first != at->end) return at->regions[0];
    for (size_t i = 0; i < at->n; i++)
        for (size_t j = 0; j < next->n; j++)
            if (sg_region_within(t, at->regions[i], next->regions[j])) {
                next->regions[0] = next->regions[j];
                next->n = 1;
                return at->regions[i];
            }
    if (words->comma[next->first] && contradicts(t, at->regions[0], next->regions[0])) return SG_ID_NONE;
    return at->regions[0];
}

static uint32_t find_region(const sg_titles *titles, const sg_words *words)
{
    const sg_taxonomy *t = titles->taxonomy;
    place places[SG_TITLE_WORDS];
    size_t n = 0;
    for (size_t i = 0; i < words->n; i = n && places[n - 1].first >= i ? places[n - 1].end : i + 1)
        if (find_place(&titles->places, words, i, &places[n])) n++;
    uint32_t best = SG_ID_NONE;
    for (size_t i = 0; i < n; i++) {
        uint32_t region = settle(t, words, &places[i], i + 1 < n ? &places[i + 1] : NULL);
        if (region != SG_ID_NONE && (best == SG_ID_NONE || precision_of(t, region) > precision_of(t, best)))
            best = region;
    }
    return best;
}

static uint8_t find_remote(const sg_titles *titles, const sg_words *words)
{
    bool said[4] = {false}; /* by sg_tristate; SG_UNKNOWN stands for on-site */
    size_t end = 0;
    for (size_t i = 0; i < words->n;) {
        uint32_t entry = sg_phrase_table_longest(&titles->remote, words, i, &end);
        if (entry != SG_ID_NONE) said[titles->remote.entries[entry].id] = true;
        i = entry == SG_ID_NONE ? i + 1 : end;
    }
    if (said[SG_PARTLY]) return SG_PARTLY;
    if (said[SG_NO]) return SG_NO;
    if (said[SG_YES]) return SG_YES;
    return said[SG_UNKNOWN] ? SG_NO : SG_UNKNOWN;
}

sg_status sg_place_read(const sg_titles *titles, sg_text text, sg_place_reading *out, sg_error *err)
{
    sg_words words;
    sg_status status = SG_OK;
    if (sg_words_init(&words, text) != 0) {
        status = sg_fail(err, SG_EFAIL, "out of memory while reading a place");
    } else {
        out->region = find_region(titles, &words);
        out->remote = find_remote(titles, &words);
    }
    sg_words_release(&words);
    return status;
}
