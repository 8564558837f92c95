#include "taxonomy/unknown.h"

#include "base/mem.h"
#include "base/text.h"
#include "taxonomy/phrase.h"
#include "taxonomy/title.h"

#include <string.h>
#include <strings.h>

enum {
    NAME_WORDS = 3,
    NAME_BYTES = 60,
    KNOWN_WORDS = 4,
    REACH = 3,   /* items between a name and the known skill beside it */
    AROUND = 160 /* bytes on both sides of a known skill that are looked at */
};
static const size_t list_max = SIZE_MAX / 2;

/* What stands before a word, by how much it parts. */
typedef enum parting { PART_SPACE, PART_ITEM, PART_STOP } parting;

/* A word with the signs that belong to it: "C++", "scikit-learn", ".NET". */
typedef struct word {
    uint32_t start, end;
    uint8_t before; /* parting */
    bool name;      /* has a capital, or a sign or digit among letters */
    bool plain;     /* its only mark of a name is the first capital */
    bool known;     /* of a mention */
    bool skill;     /* of one that is evidence for its neighbours: no attribute, nothing soft */
} word;

struct sg_unknown_finder {
    const sg_taxonomy *taxonomy;
    sg_titles *titles;
    sg_phrases phrases;
    struct cues {
        uint32_t first, n;   /* phrases */
    } before, behind, names; /* of the rule "unknown": need prev, need next, veto start */
    word *words;
    size_t n_words, words_cap;
    sg_unknown *found;
    size_t n_found, found_cap;
    sg_buf fold, employer;
};

/* ---- building ---- */

/* The phrases of one test lie side by side. */
static int add_cues(sg_unknown_finder *f, const char *effect, const char *test, struct cues *out)
{
    const sg_taxonomy *t = f->taxonomy;
    uint32_t rule = sg_map_find(&t->rule_ids, sg_text_of("unknown")), at, n;
    out->first = (uint32_t)f->phrases.n_items;
    for (size_t i = 0; i < t->n_rules; i++) {
        const sg_rule *row = &t->rules[i].row;
        if (t->rules[i].rule == rule && sg_text_is(row->effect, effect) && sg_text_is(row->test, test) &&
            sg_phrases_add(&f->phrases, row->words, &at, &n) != 0)
            return -1;
    }
    out->n = (uint32_t)f->phrases.n_items - out->first;
    return 0;
}

sg_unknown_finder *sg_unknown_finder_alloc(const sg_taxonomy *taxonomy)
{
    enum { FOLD_BYTES = 1 << 20 };
    sg_unknown_finder *f = sg_zalloc(1, sizeof *f);
    if (!f) return NULL;
    f->taxonomy = taxonomy;
    sg_buf_init(&f->fold, FOLD_BYTES);
    sg_buf_init(&f->employer, FOLD_BYTES);
    f->titles = sg_titles_alloc(taxonomy);
    if (f->titles && add_cues(f, "need", "prev", &f->before) == 0 && add_cues(f, "need", "next", &f->behind) == 0 &&
        add_cues(f, "veto", "start", &f->names) == 0)
        return f;
    sg_unknown_finder_free(f);
    return NULL;
}

void sg_unknown_finder_free(sg_unknown_finder *f)
{
    if (!f) return;
    sg_titles_free(f->titles);
    sg_phrases_release(&f->phrases);
    sg_free(f->words);
    sg_free(f->found);
    sg_buf_release(&f->fold);
    sg_buf_release(&f->employer);
    sg_free(f);
}

static bool is_skill(const sg_unknown_finder *f, const sg_mention *mention)
{
    sg_text kind = f->taxonomy->skills[mention->skill].kind;
    return !sg_text_is(kind, "attribute") && !sg_text_is(kind, "soft");
}

/* ---- words ---- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* A sign that joins the words beside it, when no space does. */
static bool is_joint(uint32_t mark)
{
    return mark == '.' || mark == '-' || mark == '_' || mark == '\'' || mark == 0x2019;
}

static parting parting_of(const sg_token *mark, bool spaced)
{
    switch (mark->mark) {
    case '.':
    case '!':
    case '?': return spaced ? PART_STOP : PART_SPACE;
    case '-':
    case 0x2013:
    case 0x2014: return spaced && mark->gap != SG_GAP_NONE ? PART_STOP : PART_SPACE;
    case '"':
    case '\'':
    case '`':
    case 0x201C:
    case 0x201D:
    case 0x2019: return PART_SPACE;
    case ',':
    case '/':
    case '&':
    case '(':
    case ')':
    case '[':
    case ']': return PART_ITEM;
    default: return PART_STOP;
    }
}

static void judge_word(sg_text text, word *w)
{
    size_t capitals = 0, letters = 0, others = 0;
    for (size_t i = w->start; i < w->end; i++) {
        char c = text.at[i];
        capitals += c >= 'A' && c <= 'Z';
        letters += is_letter(c);
        others += !is_letter(c) && c != '-' && c != '\'' && (c != '.' || w->end - w->start > 5); /* "e.g" */
    }
    bool first = text.at[w->start] >= 'A' && text.at[w->start] <= 'Z';
    bool number = text.at[w->start] >= '0' && text.at[w->start] <= '9'; /* "110k", "8.x" */
    w->name = letters > (number ? 1 : 0) && letters + others > 1 && (capitals > 0 || others > 0);
    w->plain = first && capitals == 1 && others == 0;
}

/* End of the word that starts with the token: its signs, and what they join to it. */
static size_t glue(sg_text text, const sg_token *first)
{
    size_t end = first->end;
    sg_token token, next;
    while (sg_token_next(text, end, &token) && token.gap == SG_GAP_NONE) {
        if (token.mark == '+' || token.mark == '#')
            end = token.end;
        else if (is_joint(token.mark) && sg_token_next(text, token.end, &next) && next.gap == SG_GAP_NONE && !next.mark)
            end = next.end;
        else
            break;
    }
    return end;
}

static bool is_conjunction(sg_text text, const sg_token *token)
{
    sg_text at = {text.at + token->start, token->end - token->start};
    return sg_text_is(at, "and") || sg_text_is(at, "or") || sg_text_is(at, "AND") || sg_text_is(at, "OR");
}

static int add_word(sg_unknown_finder *f, sg_text text, const sg_token *token, size_t end, parting before)
{
    if (SG_GROW(f->words, f->n_words, f->words_cap, list_max) != 0) return -1;
    word *w = &f->words[f->n_words++];
    *w = (word){.start = (uint32_t)token->start, .end = (uint32_t)end, .before = (uint8_t)before};
    judge_word(text, w);
    return 0;
}

/* The words of the text from `at` on. */
static int read_words(sg_unknown_finder *f, sg_text text, size_t at)
{
    parting before = PART_STOP;
    f->n_words = 0;
    while (at < text.len) {
        sg_token token, next;
        if (!sg_token_next(text, at, &token)) {
            before = PART_STOP;
            at += SG_TOKEN_SCAN; /* more white space than a reading looks at */
            continue;
        }
        if (token.gap >= SG_GAP_LINE) before = PART_STOP;
        if (token.mark) {
            bool spaced = !sg_token_next(text, token.end, &next) || next.gap != SG_GAP_NONE;
            parting part = parting_of(&token, spaced);
            if (part > before) before = part;
            at = token.end;
            continue;
        }
        size_t end = glue(text, &token);
        if (is_conjunction(text, &token) && end == token.end) {
            if (before < PART_ITEM) before = PART_ITEM;
        } else {
            if (add_word(f, text, &token, end, before) != 0) return -1;
            before = PART_SPACE;
        }
        at = end;
    }
    return 0;
}

static void mark_known(sg_unknown_finder *f, const sg_mention *mentions, size_t n)
{
    size_t m = 0;
    for (size_t i = 0; i < f->n_words; i++) {
        while (m < n && mentions[m].start + mentions[m].len <= f->words[i].start) m++;
        f->words[i].known = m < n && mentions[m].start < f->words[i].end;
        f->words[i].skill = f->words[i].known && is_skill(f, &mentions[m]);
    }
}

/* ---- items ---- */

/* Words between two partings. */
typedef struct item {
    size_t first, end; /* words */
} item;

static item item_at(const sg_unknown_finder *f, size_t first)
{
    size_t end = first + 1;
    while (end < f->n_words && f->words[end].before == PART_SPACE) end++;
    return (item){first, end};
}

/* A list's item that names a known skill and little else. */
static bool is_known(const sg_unknown_finder *f, item it)
{
    if (it.end - it.first > KNOWN_WORDS) return false;
    for (size_t i = it.first; i < it.end; i++)
        if (f->words[i].skill) return true;
    return false;
}

static bool is_short(item it)
{
    return it.end - it.first <= NAME_WORDS;
}

/* Among the items beside it, up to REACH away on both sides and past short ones alone, one names a known skill. */
static bool is_listed(const sg_unknown_finder *f, item it)
{
    size_t end = it.end, first = it.first;
    for (int i = 0; i < REACH && end < f->n_words && f->words[end].before == PART_ITEM; i++) {
        item next = item_at(f, end);
        if (is_known(f, next)) return true;
        if (!is_short(next)) break;
        end = next.end;
    }
    for (int i = 0; i < REACH && f->words[first].before == PART_ITEM; i++) {
        item last = {first, first};
        do last.first--;
        while (last.first > 0 && f->words[last.first].before == PART_SPACE && last.end - last.first <= KNOWN_WORDS);
        if (is_known(f, last)) return true;
        if (!is_short(last)) break;
        first = last.first;
    }
    return false;
}

/* ---- names ---- */

static bool any_cue(const sg_unknown_finder *f, struct cues cues, sg_text text, size_t at,
                    bool (*holds)(const sg_phrases *, uint32_t, sg_text, size_t))
{
    for (uint32_t i = 0; i < cues.n; i++)
        if (holds(&f->phrases, cues.first + i, text, at)) return true;
    return false;
}

/* The address of a page, not a name: its owner's, most often. */
static bool is_address(sg_text name)
{
    static const char *const ends[] = {".com", ".org", ".net", ".co",  ".de",  ".uk",  ".se",
                                       ".fr",  ".ch",  ".eu",  ".app", ".dev", ".jobs"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t len = strlen(ends[i]);
        if (name.len > len && strncasecmp(name.at + name.len - len, ends[i], len) == 0) return true;
    }
    return name.len > 4 && strncasecmp(name.at, "www.", 4) == 0;
}

static sg_status is_employer(sg_unknown_finder *f, sg_text name, bool *out, sg_error *err)
{
    sg_buf_clear(&f->fold);
    if (sg_text_fold(name, &f->fold) != 0) return sg_fail(err, SG_EFAIL, "out of memory while looking for names");
    *out = f->employer.len && memmem(f->employer.at, f->employer.len, f->fold.at, f->fold.len);
    return SG_OK;
}

/* Names that are known to be something else: the place with the word before it, for "Boston, MA". */
static sg_status is_other(sg_unknown_finder *f, sg_text text, size_t before, size_t start, size_t end, bool *out,
                          sg_error *err)
{
    sg_text name = {text.at + start, end - start};
    sg_place_reading place = {SG_ID_NONE, SG_UNKNOWN};
    sg_title_reading title = {SG_ID_NONE, -1};
    *out = is_address(name) || any_cue(f, f->names, name, 0, sg_phrase_after);
    if (*out) return SG_OK;
    sg_status status = is_employer(f, name, out, err);
    if (status == SG_OK && !*out)
        status = sg_place_read(f->titles, (sg_text){text.at + before, end - before}, &place, err);
    if (status == SG_OK && !*out) status = sg_title_read(f->titles, name, &title, err);
    *out = *out || place.region != SG_ID_NONE || place.remote != SG_UNKNOWN || title.role != SG_ID_NONE ||
           title.level >= 0;
    return status;
}

/* Whether the item holds a name that is asked for: words first … end - 1. */
static bool find_name(const sg_unknown_finder *f, sg_text text, item it, size_t *first, size_t *end)
{
    size_t i = it.first, j;
    while (i < it.end && (!f->words[i].name || f->words[i].known)) i++;
    for (j = i; j < it.end && f->words[j].name && !f->words[j].known;) j++;
    if (i == j || j - i > NAME_WORDS) return false;
    uint32_t start = f->words[i].start, stop = f->words[j - 1].end;
    if (stop - start > NAME_BYTES) return false;
    if (f->words[i].before == PART_STOP && f->words[i].plain) return false; /* any word would have that capital */
    bool behind = j == it.end || any_cue(f, f->behind, text, stop, sg_phrase_after);
    bool cue = any_cue(f, f->before, text, start, sg_phrase_before);
    *first = i;
    *end = j;
    return cue || (behind && i == it.first && is_listed(f, it));
}

static sg_status take_item(sg_unknown_finder *f, sg_text text, item it, sg_error *err)
{
    size_t first, end;
    bool other = false;
    if (!find_name(f, text, it, &first, &end)) return SG_OK;
    uint32_t start = f->words[first].start, stop = f->words[end - 1].end;
    size_t before = first > 0 ? f->words[first - 1].start : start;
    sg_status status = is_other(f, text, before, start, stop, &other, err);
    if (status != SG_OK || other) return status;
    if (SG_GROW(f->found, f->n_found, f->found_cap, list_max) != 0)
        return sg_fail(err, SG_EFAIL, "out of memory while looking for names");
    f->found[f->n_found++] = (sg_unknown){start, stop - start};
    return SG_OK;
}

/* ---- regions: what lies about known skills, within their line ---- */

static bool is_space(char c)
{
    return (unsigned char)c <= ' ';
}

/* From AROUND bytes before the mention, or its line's start, to a space: no word is cut. */
static size_t region_start(sg_text text, size_t at, size_t floor)
{
    size_t least = at - floor > AROUND ? at - AROUND : floor;
    while (at > least && text.at[at - 1] != '\n') at--;
    while (at > floor && !is_space(text.at[at - 1])) at--;
    return at;
}

static size_t region_end(sg_text text, size_t at)
{
    size_t most = text.len - at > AROUND ? at + AROUND : text.len;
    while (at < most && text.at[at] != '\n') at++;
    while (at < text.len && !is_space(text.at[at])) at++;
    return at;
}

static sg_status read_region(sg_unknown_finder *f, sg_text text, size_t start, const sg_mention *mentions, size_t n,
                             sg_error *err)
{
    sg_status status = SG_OK;
    if (read_words(f, text, start) != 0) return sg_fail(err, SG_EFAIL, "out of memory while looking for names");
    mark_known(f, mentions, n);
    for (size_t at = 0; at < f->n_words && status == SG_OK;) {
        item it = item_at(f, at);
        status = take_item(f, text, it, err);
        at = it.end;
    }
    return status;
}

sg_status sg_unknown_find(sg_unknown_finder *f, sg_text text, sg_text employer, const sg_mention *mentions,
                          size_t n_mentions, const sg_unknown **out, size_t *n, sg_error *err)
{
    sg_status status = SG_OK;
    size_t end = 0;
    sg_buf_clear(&f->employer);
    f->n_found = 0;
    if (employer.len && sg_text_fold(employer, &f->employer) != 0)
        return sg_fail(err, SG_EFAIL, "out of memory while looking for names");
    for (size_t i = 0; i < n_mentions && status == SG_OK;) {
        if (!is_skill(f, &mentions[i])) {
            i++;
            continue;
        }
        size_t start = region_start(text, mentions[i].start, end), first = i;
        end = region_end(text, mentions[i].start + mentions[i].len);
        for (i++; i < n_mentions && mentions[i].start < end; i++)
            if (is_skill(f, &mentions[i])) end = region_end(text, mentions[i].start + mentions[i].len);
        while (first > 0 && mentions[first - 1].start + mentions[first - 1].len > start) first--;
        status = read_region(f, (sg_text){text.at, end}, start, mentions + first, i - first, err);
    }
    if (status != SG_OK) return status;
    *out = f->found;
    *n = f->n_found;
    return SG_OK;
}
