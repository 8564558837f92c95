#include "taxonomy/cues.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { ENTRIES_MAX = 1 << 24, HIGH_BITS = 10 };

static int section_of(sg_text id)
{
    for (int i = 0; i < SG_SECTIONS; i++)
        if (sg_text_is(id, sg_section_ids[i])) return i;
    return SG_SECTION_OTHER;
}

static int ask_of(sg_text id)
{
    if (sg_text_is(id, "wanted")) return SG_ASK_REQUIRED;
    for (int i = 0; i < SG_ASKS; i++)
        if (sg_text_is(id, sg_ask_ids[i])) return i;
    return SG_ASK_MENTIONED;
}

static unsigned where_of(sg_text where)
{
    if (sg_text_is(where, "heading")) return SG_CUE_HEADING;
    if (sg_text_is(where, "within")) return SG_CUE_WITHIN;
    if (sg_text_is(where, "before")) return SG_CUE_BEFORE;
    return sg_text_is(where, "after") ? SG_CUE_AFTER : SG_CUE_BEFORE | SG_CUE_AFTER;
}

/* Apostrophes are spaces, so that "don't" is as "don’t". */
static int without_apostrophes(sg_arena *arena, sg_text text, sg_text *out)
{
    char *at = sg_arena_copy(arena, text.at, text.len);
    if (!at) return -1;
    for (size_t i = 0; i < text.len; i++)
        if (at[i] == '\'') at[i] = ' ';
    *out = (sg_text){at, text.len};
    return 0;
}

/* Of a phrase whose second piece is a plain word; else 0. */
static uint64_t second_of(const sg_cues *c, uint32_t phrase)
{
    const sg_phrase *p = &c->phrases.items[phrase];
    const sg_piece *second = &c->phrases.pieces[p->first + 1];
    return p->n > 1 && second->kind == SG_PIECE_SAME && !second->mark ? second->hash : 0;
}

static int add_row(sg_cues *c, const sg_cue_phrase *from, uint32_t row)
{
    sg_text text;
    uint32_t phrase, n;
    c->rows[row] = (sg_cue_row){.where = (uint8_t)where_of(from->where),
                                .section = (uint8_t)section_of(from->id),
                                .ask = (uint8_t)ask_of(from->id),
                                .weak = sg_text_is(from->id, "wanted"),
                                .stop = sg_text_is(from->id, "break"),
                                .neutral = sg_text_is(from->id, "neutral"),
                                .span = from->span};
    if (without_apostrophes(&c->arena, from->text, &text) != 0) return -1;
    if (sg_phrases_add(&c->phrases, text, &phrase, &n) != 0) return -1;
    for (uint32_t i = phrase; i < phrase + n; i++) {
        const sg_piece *piece = &c->phrases.pieces[c->phrases.items[i].first];
        if (piece->kind != SG_PIECE_SAME || piece->mark) continue; /* plugin.h: it begins with a word */
        if (SG_GROW(c->entries, c->n_entries, c->cap_entries, ENTRIES_MAX) != 0) return -1;
        c->entries[c->n_entries++] = (sg_cue_entry){piece->hash, second_of(c, i), i, row};
    }
    return 0;
}

static int by_hash(const void *a, const void *b)
{
    const sg_cue_entry *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    return (x->phrase > y->phrase) - (x->phrase < y->phrase);
}

static int index_entries(sg_cues *c)
{
    size_t i = 0;
    c->begin = sg_alloc(((1u << HIGH_BITS) + 1) * sizeof *c->begin);
    if (!c->begin || sg_filter_init(&c->filter, c->n_entries) != 0) return -1;
    if (c->n_entries) qsort(c->entries, c->n_entries, sizeof *c->entries, by_hash);
    for (size_t high = 0; high <= 1u << HIGH_BITS; high++) {
        while (i < c->n_entries && c->entries[i].hash >> (64 - HIGH_BITS) < high) i++;
        c->begin[high] = (uint32_t)i;
    }
    for (i = 0; i < c->n_entries; i++) {
        const sg_cue_entry *entry = &c->entries[i];
        if (!(c->rows[entry->row].where & SG_CUE_HEADING)) sg_filter_add_pair(&c->filter, entry->hash, entry->second);
    }
    return 0;
}

int sg_cues_init(sg_cues *cues, const sg_taxonomy *taxonomy)
{
    *cues = (sg_cues){.n_rows = taxonomy->n_cues};
    cues->rows = sg_zalloc(taxonomy->n_cues + 1, sizeof *cues->rows);
    if (!cues->rows) return -1;
    for (uint32_t i = 0; i < taxonomy->n_cues; i++)
        if (add_row(cues, &taxonomy->cues[i], i) != 0) return -1;
    return index_entries(cues);
}

void sg_cues_release(sg_cues *cues)
{
    sg_free(cues->rows);
    sg_free(cues->entries);
    sg_free(cues->begin);
    sg_phrases_release(&cues->phrases);
    sg_arena_release(&cues->arena);
    sg_filter_release(&cues->filter);
    *cues = (sg_cues){0};
}

void sg_cues_find(const sg_cues *cues, unsigned where, const sg_wording *of, size_t word, size_t limit,
                  sg_cue_hit out[static SG_CUE_WHERES])
{
    const sg_word *first = of->words + word;
    for (size_t k = 0; k < SG_CUE_WHERES; k++) out[k] = (sg_cue_hit){first->start, 0, SG_ID_NONE};
    uint64_t high = first->hash >> (64 - HIGH_BITS);
    for (uint32_t i = cues->begin[high]; i < cues->begin[high + 1]; i++) {
        const sg_cue_entry *entry = &cues->entries[i];
        if (entry->hash != first->hash || (entry->second && entry->second != first[1].hash)) continue;
        unsigned stands = cues->rows[entry->row].where & where;
        size_t end = stands ? sg_phrase_end_at_word(&cues->phrases, entry->phrase, of, word) : 0;
        if (end > limit) continue;
        for (size_t k = 0; k < SG_CUE_WHERES; k++)
            if ((stands >> k & 1) && end > out[k].end) out[k].end = (uint32_t)end, out[k].row = entry->row;
    }
}
