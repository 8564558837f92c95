#include "taxonomy/cues.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { ENTRIES_MAX = 1 << 24 };

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

static void add_to_filter(sg_cues *c, const sg_phrase *phrase)
{
    const sg_piece *first = &c->phrases.pieces[phrase->first];
    bool pair = phrase->n > 1 && first[1].kind == SG_PIECE_SAME && !first[1].mark;
    if (pair)
        sg_filter_add_pair(&c->filter, first->hash, first[1].hash);
    else
        sg_filter_add(&c->filter, first->hash);
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
        c->entries[c->n_entries++] = (sg_cue_entry){piece->hash, i, row};
    }
    return 0;
}

static int by_hash(const void *a, const void *b)
{
    const sg_cue_entry *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    return (x->phrase > y->phrase) - (x->phrase < y->phrase);
}

int sg_cues_init(sg_cues *cues, const sg_taxonomy *taxonomy)
{
    *cues = (sg_cues){.n_rows = taxonomy->n_cues};
    cues->rows = sg_zalloc(taxonomy->n_cues + 1, sizeof *cues->rows);
    if (!cues->rows) return -1;
    for (uint32_t i = 0; i < taxonomy->n_cues; i++)
        if (add_row(cues, &taxonomy->cues[i], i) != 0) return -1;
    if (cues->n_entries) qsort(cues->entries, cues->n_entries, sizeof *cues->entries, by_hash);
    if (sg_filter_init(&cues->filter, cues->n_entries) != 0) return -1;
    for (size_t i = 0; i < cues->n_entries; i++)
        if (!(cues->rows[cues->entries[i].row].where & SG_CUE_HEADING))
            add_to_filter(cues, &cues->phrases.items[cues->entries[i].phrase]);
    return 0;
}

void sg_cues_release(sg_cues *cues)
{
    sg_free(cues->rows);
    sg_free(cues->entries);
    sg_phrases_release(&cues->phrases);
    sg_arena_release(&cues->arena);
    sg_filter_release(&cues->filter);
    *cues = (sg_cues){0};
}

uint32_t sg_cues_find(const sg_cues *cues, unsigned where, sg_text text, const sg_token *word, size_t limit,
                      size_t *end)
{
    size_t low = 0, high = cues->n_entries, best = 0;
    uint32_t row = SG_ID_NONE;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cues->entries[middle].hash < word->hash)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < cues->n_entries && cues->entries[low].hash == word->hash; low++) {
        const sg_cue_entry *entry = &cues->entries[low];
        if (!(cues->rows[entry->row].where & where)) continue;
        size_t at = sg_phrase_end(&cues->phrases, entry->phrase, text, word->start);
        if (at <= best || at > limit) continue;
        best = at;
        row = entry->row;
    }
    if (row != SG_ID_NONE) *end = best;
    return row;
}
