#include "taxonomy/titles.h"

#include <string.h>

/* Words first … end - 1 of a title. */
typedef struct span {
    size_t first, end;
    uint32_t id; /* of a role, SG_ID_NONE for an occupation that is none of ours; of a level */
} span;

/* Whether a mark within first … end - 1 begins another title that goes on behind end: "Software Engineers, Data
 * Scientists" has no "engineers, data". */
static bool cuts_another(const sg_phrase_table *table, const sg_words *words, size_t first, size_t end)
{
    size_t other = 0;
    for (size_t i = first + 1; i < end; i++)
        if (words->parted[i] && sg_phrase_table_longest(table, words, i, &other) != SG_ID_NONE && other > end)
            return true;
    return false;
}

/* The longest title at this word. */
static bool title_at(const sg_phrase_table *table, const sg_words *words, size_t first, span *out)
{
    for (size_t end = sg_phrase_table_reach(table, words, first); end > first; end--) {
        uint32_t entry = sg_phrase_table_find(table, words, first, end);
        if (entry == SG_ID_NONE || cuts_another(table, words, first, end)) continue;
        *out = (span){first, end, table->entries[entry].id};
        return true;
    }
    return false;
}

static size_t find_roles(const sg_titles *titles, const sg_words *words, span out[static SG_TITLE_WORDS])
{
    size_t n = 0;
    for (size_t i = 0; i < words->n; i++) {
        if (!title_at(&titles->titles, words, i, &out[n])) continue;
        i = out[n++].end - 1;
    }
    return n;
}

/* Whether the longer title has the words of the shorter in it. */
static bool contains(const sg_words *words, const span *longer, const span *shorter)
{
    size_t n = shorter->end - shorter->first;
    sg_text part = sg_words_fold(words, shorter->first, shorter->end);
    for (size_t i = longer->first; i + n <= longer->end; i++)
        if (sg_text_equal(sg_words_fold(words, i, i + n), part)) return true;
    return false;
}

/* "Backend", "iOS": a title without its noun, as it means the same role with "engineer" behind it. */
static bool is_field(const sg_titles *titles, const sg_words *words, const span *role)
{
    static const char noun[] = " engineer";
    char text[120];
    sg_text fold = sg_words_fold(words, role->first, role->end);
    if (role->id == SG_ID_NONE || fold.len + sizeof noun > sizeof text) return false;
    memcpy(text, fold.at, fold.len);
    memcpy(text + fold.len, noun, sizeof noun);
    uint32_t key = sg_map_find(&titles->titles.keys, sg_text_of(text));
    return key != SG_MAP_NONE && titles->titles.entries[titles->titles.first[key]].id == role->id;
}

/* The role that the bare noun means. */
static uint32_t plain_role(const sg_titles *titles)
{
    uint32_t key = sg_map_find(&titles->titles.keys, sg_text_of("engineer"));
    return key == SG_MAP_NONE ? SG_ID_NONE : titles->titles.entries[titles->titles.first[key]].id;
}

static bool is_walled(const sg_words *words, const span *left, const span *right)
{
    for (size_t i = left->end; i <= right->first; i++)
        if (words->walled[i]) return true;
    return false;
}

/* n when all are occupations of others. */
static size_t choose_role(const sg_titles *titles, const sg_words *words, const span *roles, size_t n)
{
    size_t best = 0;
    while (best < n && roles[best].id == SG_ID_NONE) best++;
    for (size_t i = best + 1; i < n; i++) {
        bool longer = roles[i].end - roles[i].first > roles[best].end - roles[best].first;
        bool closer = roles[best].id == plain_role(titles) && roles[i].first == roles[best].end &&
                      !is_walled(words, &roles[best], &roles[i]) && is_field(titles, words, &roles[i]);
        if (roles[i].id != SG_ID_NONE && (closer || (longer && contains(words, &roles[i], &roles[best])))) best = i;
    }
    return best;
}

/* "Product Manager", "Member of Technical Staff": the word names the work, not the rank. */
static bool is_of_role(const span *level, const span *role)
{
    if (level->first <= role->first || level->end != role->end) return false;
    const char *id = sg_level_ids[level->id];
    return strcmp(id, "manager") == 0 || strcmp(id, "director") == 0 || strcmp(id, "staff") == 0;
}

/* Where the words of the next role begin: behind the last mark that parts it from the chosen one. Fields share the
 * words of the noun that ends their row: "Android, iOS lead engineers". */
static size_t reach_of(const sg_titles *titles, const sg_words *words, const span *roles, size_t n, size_t chosen)
{
    while (chosen + 1 < n && is_field(titles, words, &roles[chosen]) &&
           !is_walled(words, &roles[chosen], &roles[chosen + 1]))
        chosen++;
    if (chosen + 1 >= n) return words->n;
    size_t reach = roles[chosen + 1].first;
    while (reach > roles[chosen].end && !words->parted[reach]) reach--;
    return reach > roles[chosen].end || words->parted[reach] ? reach : roles[chosen + 1].first;
}

static int find_level(const sg_titles *titles, const sg_words *words, const span *roles, size_t n, size_t chosen)
{
    int level = -1;
    size_t reach = reach_of(titles, words, roles, n, chosen), end = 0;
    for (size_t i = 0; i < reach;) {
        uint32_t entry = sg_phrase_table_longest(&titles->levels, words, i, &end);
        if (entry == SG_ID_NONE) {
            i++;
            continue;
        }
        span found = {i, end, titles->levels.entries[entry].id};
        bool of_role = false;
        for (size_t r = 0; r < n; r++) of_role = of_role || is_of_role(&found, &roles[r]);
        if (!of_role && (int)found.id > level) level = (int)found.id;
        i = end;
    }
    return level;
}

/* "m/f/d" of "(m/f/d)" */
static bool is_gender_mark(const sg_words *words, size_t i)
{
    sg_text word = sg_words_fold(words, i, i + 1);
    return words->parted[i] && word.len == 1 && strchr("mfwdxh", word.at[0]);
}

static bool is_whole(const sg_titles *titles, const sg_words *words, const span *roles, size_t n, size_t chosen)
{
    bool read[SG_TITLE_WORDS] = {false};
    if (chosen == n || words->n == SG_TITLE_WORDS) return false;
    for (size_t r = 0; r < n; r++)
        for (size_t i = roles[r].first; i < roles[r].end; i++)
            read[i] = roles[r].id == roles[chosen].id || roles[r].id == plain_role(titles);
    for (size_t first = 0, end; first < words->n; first++) {
        if (sg_phrase_table_longest(&titles->levels, words, first, &end) == SG_ID_NONE) continue;
        for (size_t i = first; i < end; i++) read[i] = true;
    }
    for (size_t i = 0; i < words->n; i++)
        if (!read[i] && !is_gender_mark(words, i)) return false;
    return true;
}

void sg_title_judge(const sg_titles *titles, const sg_words *words, sg_title_reading *out, sg_title_fit *fit)
{
    span roles[SG_TITLE_WORDS];
    size_t n = find_roles(titles, words, roles);
    size_t chosen = choose_role(titles, words, roles, n);
    out->role = chosen < n ? roles[chosen].id : SG_ID_NONE;
    out->level = find_level(titles, words, roles, n, chosen);
    if (!fit) return;
    bool noun = out->level >= 0 || chosen == n || !is_field(titles, words, &roles[chosen]);
    for (size_t r = 0; r < n; r++) noun |= roles[r].id == plain_role(titles);
    *fit = !is_whole(titles, words, roles, n, chosen) ? SG_TITLE_WITHIN : noun ? SG_TITLE_WHOLE : SG_TITLE_FIELD;
}

sg_status sg_title_read_whole(const sg_titles *titles, sg_text title, sg_title_reading *out, sg_title_fit *fit,
                              sg_error *err)
{
    sg_words words;
    sg_status status = SG_OK;
    if (sg_words_init(&words, title) != 0)
        status = sg_fail(err, SG_EFAIL, "out of memory while reading a title");
    else
        sg_title_judge(titles, &words, out, fit);
    sg_words_release(&words);
    return status;
}

sg_status sg_title_read(const sg_titles *titles, sg_text title, sg_title_reading *out, sg_error *err)
{
    return sg_title_read_whole(titles, title, out, NULL, err);
}
