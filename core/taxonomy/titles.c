#include "taxonomy/titles.h"

#include "taxonomy/token.h"

#include <string.h>

/* ---- texts as words ---- */

/* What stands before a word. */
typedef struct before {
    bool comma, parted, walled;
} before;

static int add_word(sg_words *w, sg_text word, before marks)
{
    size_t i = w->n++;
    if (i > 0 && (sg_buf_char(&w->fold, ' ') != 0 || sg_buf_char(&w->raw, ' ') != 0)) return -1;
    w->comma[i] = marks.comma;
    w->parted[i] = marks.parted || marks.walled;
    w->walled[i] = marks.walled;
    w->fold_at[i] = (uint32_t)w->fold.len;
    w->raw_at[i] = (uint32_t)w->raw.len;
    if (sg_text_fold(word, &w->fold) != 0 || sg_buf_add(&w->raw, word.at, word.len) != 0) return -1;
    w->fold_end[i] = (uint32_t)w->fold.len;
    w->raw_end[i] = (uint32_t)w->raw.len;
    return 0;
}

static void note_mark(before *marks, const sg_token *token)
{
    bool dash = token->mark == 0x2013 || token->mark == 0x2014 || (token->mark == '-' && token->gap != SG_GAP_NONE);
    marks->comma = token->mark == ',';
    if (token->mark == '|' || token->mark == ';' || token->gap >= SG_GAP_LINE) marks->walled = true;
    if (dash || (token->mark < 128 && strchr(",/()[]&:", (int)token->mark))) marks->parted = true;
}

int sg_words_init(sg_words *words, sg_text text)
{
    enum { WORDS_BYTES = 1 << 16 };
    words->n = 0;
    sg_buf_init(&words->fold, WORDS_BYTES);
    sg_buf_init(&words->raw, WORDS_BYTES);
    sg_token token;
    before marks = {0};
    for (size_t at = 0; words->n < SG_TITLE_WORDS && text.len && sg_token_next(text, at, &token);) {
        at = token.end;
        if (token.mark) {
            note_mark(&marks, &token);
            continue;
        }
        while (at < text.len && (text.at[at] == '+' || text.at[at] == '#')) at++;
        if (token.gap >= SG_GAP_LINE) marks.walled = true;
        if (add_word(words, (sg_text){text.at + token.start, at - token.start}, marks) != 0) return -1;
        marks = (before){0};
    }
    return 0;
}

void sg_words_release(sg_words *words)
{
    sg_buf_release(&words->fold);
    sg_buf_release(&words->raw);
}

sg_text sg_words_fold(const sg_words *words, size_t first, size_t end)
{
    return (sg_text){words->fold.at + words->fold_at[first], words->fold_end[end - 1] - words->fold_at[first]};
}

sg_text sg_words_raw(const sg_words *words, size_t first, size_t end)
{
    return (sg_text){words->raw.at + words->raw_at[first], words->raw_end[end - 1] - words->raw_at[first]};
}

/* ---- tables of phrases ---- */

enum { ENTRIES_MAX = 1 << 28 };

static int add_entry(sg_phrase_table *table, sg_arena *arena, const sg_taxonomy_pair *pair, const sg_words *words)
{
    sg_phrase_entry entry = {.id = pair->id, .next = SG_ID_NONE, .match = pair->match};
    if (pair->match == SG_PLACE_EXACT) {
        sg_text raw = sg_words_raw(words, 0, words->n);
        entry.raw = (sg_text){sg_arena_copy(arena, raw.at, raw.len), raw.len};
        if (!entry.raw.at) return -1;
    }
    size_t known = table->keys.count;
    if (SG_GROW(table->first, known, table->first_cap, ENTRIES_MAX) != 0 ||
        SG_GROW(table->last, known, table->last_cap, ENTRIES_MAX) != 0 ||
        SG_GROW(table->entries, table->n_entries, table->entries_cap, ENTRIES_MAX) != 0)
        return -1;
    uint32_t key = sg_map_add(&table->keys, sg_words_fold(words, 0, words->n));
    if (key == SG_MAP_NONE) return -1;
    uint32_t at = (uint32_t)table->n_entries++;
    table->entries[at] = entry;
    if (table->keys.count > known)
        table->first[key] = at;
    else
        table->entries[table->last[key]].next = at;
    table->last[key] = at;
    if (words->n > table->words_max) table->words_max = words->n;
    return 0;
}

int sg_phrase_table_init(sg_phrase_table *table, sg_arena *arena, const sg_taxonomy_pair *pairs, size_t n)
{
    int status = 0;
    for (size_t i = 0; i < n && status == 0; i++) {
        sg_words words;
        status = sg_words_init(&words, pairs[i].text);
        if (status == 0 && words.n) status = add_entry(table, arena, &pairs[i], &words);
        sg_words_release(&words);
    }
    return status;
}

void sg_phrase_table_release(sg_phrase_table *table)
{
    sg_map_release(&table->keys);
    sg_free(table->first);
    sg_free(table->last);
    sg_free(table->entries);
    *table = (sg_phrase_table){0};
}

uint32_t sg_phrase_table_find(const sg_phrase_table *table, const sg_words *words, size_t first, size_t end)
{
    uint32_t key = sg_map_find(&table->keys, sg_words_fold(words, first, end));
    return key == SG_MAP_NONE ? SG_ID_NONE : table->first[key];
}

size_t sg_phrase_table_reach(const sg_phrase_table *table, const sg_words *words, size_t first)
{
    size_t end = first + 1;
    while (end < words->n && end - first < table->words_max && !words->walled[end]) end++;
    return end;
}

uint32_t sg_phrase_table_longest(const sg_phrase_table *table, const sg_words *words, size_t first, size_t *end)
{
    for (size_t at = sg_phrase_table_reach(table, words, first); at > first; at--) {
        uint32_t entry = sg_phrase_table_find(table, words, first, at);
        if (entry == SG_ID_NONE) continue;
        *end = at;
        return entry;
    }
    return SG_ID_NONE;
}

/* ---- the index ---- */

/* How texts speak of remote work: hyphens and case do not count. */
static const struct {
    const char *text;
    uint32_t remote; /* sg_tristate; a denial is told from on-site by its order in place.c */
} remote_words[] = {
    {"remote", SG_YES},
    {"remotely", SG_YES},
    {"wfh", SG_YES},
    {"work from home", SG_YES},
    {"work from anywhere", SG_YES},
    {"working from home", SG_YES},
    {"telecommute", SG_YES},
    {"telecommuting", SG_YES},
    {"telework", SG_YES},
    {"fully distributed", SG_YES},
    {"distributed team", SG_YES},
    {"home office", SG_YES},
    {"anywhere", SG_YES},
    {"no on site", SG_YES},
    {"no onsite", SG_YES},
    {"hybrid", SG_PARTLY},
    {"partially remote", SG_PARTLY},
    {"partly remote", SG_PARTLY},
    {"part remote", SG_PARTLY},
    {"semi remote", SG_PARTLY},
    {"partial remote", SG_PARTLY},
    {"some remote", SG_PARTLY},
    {"occasional remote", SG_PARTLY},
    {"occasionally remote", SG_PARTLY},
    {"no remote", SG_NO},
    {"not remote", SG_NO},
    {"non remote", SG_NO},
    {"remote no", SG_NO},
    {"no wfh", SG_NO},
    {"not a remote", SG_NO},
    {"no fully remote", SG_NO},
    {"no telecommute", SG_NO},
    {"no telecommuting", SG_NO},
    {"not open to remote", SG_NO},
    {"remote not", SG_NO},
    {"no remotes", SG_NO},
    {"onsite", SG_UNKNOWN},
    {"on site", SG_UNKNOWN},
    {"in office", SG_UNKNOWN},
    {"in person", SG_UNKNOWN},
    {"in house", SG_UNKNOWN},
    {"office based", SG_UNKNOWN},
    {"in the office", SG_UNKNOWN},
};

static int index_remote(sg_titles *titles)
{
    enum { N = sizeof remote_words / sizeof *remote_words };
    sg_taxonomy_pair pairs[N];
    for (size_t i = 0; i < N; i++)
        pairs[i] = (sg_taxonomy_pair){.id = remote_words[i].remote, .text = sg_text_of(remote_words[i].text)};
    return sg_phrase_table_init(&titles->remote, &titles->arena, pairs, N);
}

sg_titles *sg_titles_alloc(const sg_taxonomy *t)
{
    sg_titles *titles = sg_zalloc(1, sizeof *titles);
    if (!titles) return NULL;
    titles->taxonomy = t;
    if (sg_phrase_table_init(&titles->titles, &titles->arena, t->titles, t->n_titles) != 0 ||
        sg_phrase_table_init(&titles->levels, &titles->arena, t->level_words, t->n_level_words) != 0 ||
        sg_phrase_table_init(&titles->places, &titles->arena, t->places, t->n_places) != 0 ||
        index_remote(titles) != 0) {
        sg_titles_free(titles);
        return NULL;
    }
    return titles;
}

void sg_titles_free(sg_titles *titles)
{
    if (!titles) return;
    sg_phrase_table_release(&titles->titles);
    sg_phrase_table_release(&titles->levels);
    sg_phrase_table_release(&titles->places);
    sg_phrase_table_release(&titles->remote);
    sg_arena_release(&titles->arena);
    sg_free(titles);
}
