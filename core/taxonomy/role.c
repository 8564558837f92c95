#include "taxonomy/role.h"

#include "taxonomy/titles.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { TEXT_MAX = 400, SHOWN = 3, NAME_BYTES = 200, QUOTE_MAX = 80 };

const char *sg_role_name(const sg_taxonomy *t, uint32_t role, int level, char *out, size_t size)
{
    const char *before = level >= 0 ? sg_level_ids[level] : "";
    snprintf(out, size, "%s%s%s", before, before[0] ? " " : "", t->roles[role].name.at);
    /* "senior Data engineer" reads wrong; "DevOps", "ML" and "IoT" stay */
    char *first = out + strlen(before) + (before[0] != '\0');
    bool plain = before[0] && isupper((unsigned char)first[0]);
    for (const char *at = first + 1; plain && *at && *at != ' '; at++) plain = !isupper((unsigned char)*at);
    if (plain && first[1] && first[1] != ' ') first[0] = (char)tolower((unsigned char)first[0]);
    return out;
}

/* The role whose id or own name the words from `first` on are, or SG_ID_NONE. */
static uint32_t own_name(const sg_taxonomy *t, const sg_words *words, size_t first)
{
    uint32_t found = SG_ID_NONE;
    for (uint32_t role = 0; role < t->role_ids.count && found == SG_ID_NONE && first < words->n; role++) {
        const sg_text names[] = {t->roles[role].id, t->roles[role].name};
        for (size_t i = 0; i < 2 && found == SG_ID_NONE; i++) {
            sg_words own;
            if (sg_words_init(&own, names[i]) == 0 && own.n && own.n == words->n - first &&
                sg_text_equal(sg_words_fold(&own, 0, own.n), sg_words_fold(words, first, words->n)))
                found = role;
            sg_words_release(&own);
        }
    }
    return found;
}

/* ---- what it may have meant ---- */

/* Bytes that a message quotes. */
static int cut(sg_text text)
{
    size_t len = text.len > QUOTE_MAX ? QUOTE_MAX : text.len;
    while (len > 0 && len < text.len && ((unsigned char)text.at[len] & 0xC0) == 0x80) len--;
    return (int)len;
}

/* The level of a mistyped word: "senoir". -1: it is near to none. */
static int near_level(const sg_titles *titles, sg_text word)
{
    uint32_t near[SG_MAP_NEAR_MAX];
    size_t n = word.len < 4 ? 0 : sg_map_near(&titles->levels.keys, word, near, SG_MAP_NEAR_MAX);
    for (size_t i = 0; i < n; i++) {
        sg_text known = titles->levels.keys.names[near[i]];
        if (!memchr(known.at, ' ', known.len) && known.len <= word.len + 2)
            return (int)titles->levels.entries[titles->levels.first[near[i]]].id;
    }
    return -1;
}

/* The words that are of no level, mistyped or not, into out with a space between them; *level: what the others tell. */
static void without_level(const sg_titles *titles, const sg_words *words, sg_buf *out, int *level)
{
    for (size_t i = 0, end = 0; i < words->n; i = end) {
        if (sg_phrase_table_longest(&titles->levels, words, i, &end) != SG_ID_NONE) continue;
        end = i + 1;
        sg_text word = sg_words_fold(words, i, end);
        int mistyped = words->n > 1 ? near_level(titles, word) : -1;
        if (mistyped > *level) *level = mistyped;
        if (mistyped >= 0) continue;
        if (out->len) sg_buf_char(out, ' ');
        sg_buf_add(out, word.at, word.len);
    }
}

typedef struct guesses {
    uint32_t roles[SHOWN];
    size_t n;
} guesses;

static void add_guess(guesses *g, uint32_t role)
{
    bool twice = g->n == SHOWN;
    for (size_t k = 0; k < g->n; k++) twice |= g->roles[k] == role;
    if (!twice) g->roles[g->n++] = role;
}

/* Roles of the names that are near to the text, each once, the nearest first. */
static void add_near(guesses *g, const sg_taxonomy *t, sg_text text)
{
    uint32_t near[SG_MAP_NEAR_MAX], known = sg_map_find(&t->role_names, text);
    if (known != SG_MAP_NONE) {
        add_guess(g, t->name_role[known]);
        return;
    }
    size_t n = text.len ? sg_map_near(&t->role_names, text, near, SG_MAP_NEAR_MAX) : 0;
    for (size_t i = 0; i < n; i++) add_guess(g, t->name_role[near[i]]);
}

/* All of it but the level, else the role that a part of it names, else names that one of its words is in. */
static void guess(guesses *g, const sg_taxonomy *t, sg_text rest, const sg_title_reading *title)
{
    sg_text word;
    add_near(g, t, rest);
    if (!g->n && title->role != SG_ID_NONE) add_guess(g, title->role);
    while (!g->n && sg_text_split(&rest, ' ', &word))
        if (word.len >= 3) add_near(g, t, word);
}

static sg_status not_understood(const sg_titles *titles, const sg_words *words, sg_text text,
                                const sg_title_reading *title, sg_error *err)
{
    const sg_taxonomy *t = titles->taxonomy;
    guesses g = {.n = 0};
    int level = title->level, len = cut(text);
    char names[SHOWN][NAME_BYTES], list[SHOWN * NAME_BYTES];
    sg_text shown[SHOWN];
    sg_buf rest;
    sg_buf_init(&rest, TEXT_MAX);
    without_level(titles, words, &rest, &level);
    guess(&g, t, (sg_text){rest.at, rest.len}, title);
    sg_buf_release(&rest);
    for (size_t i = 0; i < g.n; i++)
        shown[i] = sg_text_of(sg_role_name(t, g.roles[i], level, names[i], sizeof names[i]));
    if (!g.n) return sg_fail(err, SG_EUSAGE, "no role \"%.*s\"; skillgap data roles lists all", len, text.at);
    return sg_fail(err, SG_EUSAGE, "no role \"%.*s\"; did you mean %s?", len, text.at,
                   sg_names_or(shown, g.n, list, sizeof list));
}

/* ---- reading ---- */

/* A level and a role's own name, which need not be among the titles. */
static bool read_own(const sg_titles *titles, const sg_words *words, sg_title_reading *out)
{
    size_t end = 0;
    uint32_t level = sg_phrase_table_longest(&titles->levels, words, 0, &end);
    uint32_t role = own_name(titles->taxonomy, words, 0);
    if (role != SG_ID_NONE) {
        *out = (sg_title_reading){role, -1};
        return true;
    }
    role = level == SG_ID_NONE ? SG_ID_NONE : own_name(titles->taxonomy, words, end);
    if (role != SG_ID_NONE) *out = (sg_title_reading){role, (int)titles->levels.entries[level].id};
    return role != SG_ID_NONE;
}

/* "mechanical engineer": the titles know that it is no role of theirs. */
static bool is_of_others(const sg_titles *titles, const sg_words *words)
{
    uint32_t entry = words->n ? sg_phrase_table_find(&titles->titles, words, 0, words->n) : SG_ID_NONE;
    return entry != SG_ID_NONE && titles->titles.entries[entry].id == SG_ID_NONE;
}

static sg_status read_words(const sg_titles *titles, const sg_words *words, sg_text text, sg_title_reading *out,
                            sg_error *err)
{
    sg_title_reading title;
    uint32_t named = SG_ID_NONE;
    sg_error none;
    sg_title_fit fit;
    if (words->n && read_own(titles, words, out)) return SG_OK;
    sg_title_judge(titles, words, &title, &fit);
    sg_status status = sg_taxonomy_role(titles->taxonomy, text, &named, &none);
    if (status == SG_EFAIL) return sg_fail(err, status, "%s", none.text);
    bool whole = fit != SG_TITLE_WITHIN && title.role != SG_ID_NONE;
    if (status != SG_OK && is_of_others(titles, words))
        return sg_fail(err, SG_EUSAGE, "\"%.*s\" is of none of the roles here; skillgap data roles lists all",
                       cut(text), text.at);
    if (status != SG_OK && !whole) return not_understood(titles, words, text, &title, err);
    *out = status == SG_OK && (!whole || named != title.role) ? (sg_title_reading){named, -1} : title;
    return SG_OK;
}

sg_status sg_role_read(const sg_taxonomy *taxonomy, sg_text text, sg_title_reading *out, sg_error *err)
{
    sg_words words;
    sg_titles *titles = sg_titles_alloc(taxonomy);
    sg_status status = titles ? SG_OK : sg_fail(err, SG_EFAIL, "no memory to read a role");
    if (status != SG_OK) return status;
    status = sg_words_init(&words, text) == 0 ? read_words(titles, &words, text, out, err)
                                              : sg_fail(err, SG_EFAIL, "no memory to read a role");
    sg_words_release(&words);
    sg_titles_free(titles);
    return status;
}
