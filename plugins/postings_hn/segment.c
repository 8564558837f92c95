#include "segment.h"

#include <string.h>

/* Of a text's i-th byte. */
static int inside_word(const char *text, size_t i)
{
    return i > 0 && hn_in_word(text[i - 1]) && hn_in_word(text[i]);
}

/* The words of the line, and which lists each is worth to be looked up in: most words are in none. */
static void find_words(hn_post *p)
{
    size_t i = 0;
    p->n_words = 0;
    for (;; p->n_words++) {
        while (i < p->line.len && !hn_in_word(p->low[i])) p->word[i++] = (uint16_t)p->n_words;
        p->words[p->n_words].start = (uint16_t)i;
        if (i == p->line.len) break;
        p->words[p->n_words].lists = hn_lists_at(p->low + i, p->line.len - i);
        p->word[i++] = (uint16_t)p->n_words;
        while (hn_in_word(p->low[i])) p->word[i++] = (uint16_t)(p->n_words + 1);
    }
    p->word[i] = (uint16_t)p->n_words;
}

/* What begins at `from` counts as a word, and what ends at `to`. */
size_t hn_find(const hn_post *p, const hn_list *l, size_t from, size_t to)
{
    if (from >= to) return 0;
    size_t len = inside_word(p->low, from) ? hn_words_at(l, p->low + from, to - from) : 0;
    if (len) return from + len;
    for (size_t w = p->word[from]; p->words[w].start < to; w++) {
        size_t at = p->words[w].start;
        if (!(p->words[w].lists & l->bit) && to - at >= HN_KEY) continue;
        if ((len = hn_words_at(l, p->low + at, to - at))) return at + len;
    }
    return 0;
}

/* Length of the first list's word that stands at this letter; 0: none has one. */
static size_t word_of(const hn_post *p, size_t at, size_t to, const hn_list *const *of)
{
    int whole = !inside_word(p->low, at) && to - at >= HN_KEY;
    uint32_t may = whole ? p->words[p->word[at]].lists : UINT32_MAX;
    size_t len = 0;
    for (; *of && !len; of++)
        if (may & (*of)->bit) len = hn_words_at(*of, p->low + at, to - at);
    return len;
}

int hn_all_words(const hn_post *p, const hn_segment *s, const hn_list *const *of)
{
    int any = 0;
    for (size_t i = s->from, len; i < s->to; i += len) {
        len = 1;
        if (!hn_is_letter(p->low[i])) continue;
        if (!(len = word_of(p, i, s->to, of))) return 0;
        any = 1;
    }
    return any;
}

size_t hn_segment_words(const hn_post *p, const hn_segment *s)
{
    size_t n = 0;
    for (size_t i = s->from; i < s->to; i++) n += p->low[i] == ' ' && i > s->from && p->low[i - 1] != ' ';
    return n + 1;
}

/* So many times c in from … to. */
static size_t count_of(const hn_post *p, char c, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++) n += p->low[i] == c;
    return n;
}

/* "Austin, TX": a comma and two capitals. 2: three words at the most stand before it, and no comma. */
static int has_code(const hn_post *p, const hn_segment *s)
{
    const char *comma = s->to - s->from > 4 ? p->low + s->from : NULL;
    while (comma && (comma = memchr(comma + 1, ',', (size_t)(p->low + s->to - comma - 1)))) {
        size_t i = (size_t)(comma - p->low) + 2;
        const char *at = p->line.at + i;
        if (i + 1 >= s->to) return 0;
        int capitals = at[0] >= 'A' && at[0] <= 'Z' && at[1] >= 'A' && at[1] <= 'Z';
        if (capitals && at[-1] == ' ' && (i + 2 == s->to || !hn_in_word(at[2])) &&
            !hn_words_at(&hn_no_code, p->low + i, 2))
            return count_of(p, ',', s->from + 3, i) == 1 && count_of(p, ' ', s->from + 3, i) <= 3 ? 2 : 1;
    }
    return 0;
}

static int is_capital(const hn_post *p, size_t i)
{
    return i < p->line.len && (p->low[i] != p->line.at[i] || (unsigned char)p->low[i] >= 0x80);
}

static int is_sign(const char *at)
{
    return *at == '$' || memcmp(at, "\xC2\xA3", 2) == 0 || memcmp(at, "\xE2\x82\xAC", 3) == 0 ||
           memcmp(at, "\xE2\x82\xB9", 3) == 0; /* pound, euro, rupee */
}

/* An amount of money, as 8. of the head says. */
static int has_amount(const hn_post *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (!hn_is_digit(p->low[i]) || (i > from && (hn_is_digit(p->low[i - 1]) || strchr(".,", p->low[i - 1]))))
            continue;
        size_t before = i > from && p->low[i - 1] == ' ' ? i - 1 : i, end = i;
        for (size_t n = 1; n <= 3; n++)
            if (before >= from + n && is_sign(p->low + before - n)) return 1;
        if (before >= from + 3 && hn_words_at(&hn_money, p->low + before - 3, 3)) return 1;
        if (i > from && hn_in_word(p->low[i - 1])) continue; /* "b2b" */
        while (hn_is_digit(p->low[end]) || (strchr(".,", p->low[end]) && hn_is_digit(p->low[end + 1]))) end++;
        size_t k = end < to && (p->low[end] == 'k' || p->low[end] == 'l');
        char next = p->low[end + k];
        if (k && end - i >= 2 && !hn_is_digit(next) && (next < 'a' || next > 'z') && next != '.' &&
            memcmp(p->low + i, "401", 3) != 0)
            return 1;
        if (end + k < to && is_sign(p->low + end + k)) return 1;
        end += k + (p->low[end + k] == ' ');
        if (end < to && hn_words_at(&hn_money, p->low + end, to - end)) return 1;
    }
    return 0;
}

/* ---- segments ---- */

static const hn_list *const place_lists[] = {&hn_places, &hn_states, &hn_terms, &hn_filler, NULL};

static size_t comma_of(const hn_post *p, const hn_segment *s)
{
    const char *comma = memchr(p->low + s->from, ',', s->to - s->from);
    return comma ? (size_t)(comma - p->low) : s->to;
}

size_t hn_segment_tail(const hn_post *p, const hn_segment *s)
{
    size_t comma = comma_of(p, s);
    return comma < s->to && (hn_find(p, &hn_places, comma + 1, s->to) || has_code(p, s)) ? comma : 0;
}

/* "Nashville TN" */
static int ends_in_code(const hn_post *p, const hn_segment *s)
{
    size_t n = hn_segment_words(p, s);
    if (n < 2 || n > 4 || comma_of(p, s) < s->to || p->low[s->to - 3] != ' ') return 0;
    return is_capital(p, s->to - 2) && is_capital(p, s->to - 1) && hn_words_at(&hn_codes, p->low + s->to - 2, 2) == 2;
}

static int names_place(const hn_post *p, const hn_segment *s)
{
    return hn_find(p, &hn_places, s->from, s->to) || hn_find(p, &hn_states, s->from, s->to);
}

/* Nothing but a place: "Berlin or remote", "Lombard, Illinois", "Needham, MA (near Boston)". */
static int only_place(const hn_post *p, const hn_segment *whole)
{
    hn_segment s = *whole;
    const char *open = memchr(p->low + s.from, '(', s.to - s.from);
    if (open) s.to = (size_t)(open - p->low);
    while (s.to > s.from && p->low[s.to - 1] == ' ') s.to--;
    if (has_code(p, &s) == 2 || ends_in_code(p, &s) || (hn_all_words(p, &s, place_lists) && names_place(p, &s)))
        return 1;
    hn_segment town = {.from = s.from, .to = comma_of(p, &s)}, state = {.from = town.to + 1, .to = s.to};
    while (state.from < state.to && p->low[state.from] == ' ') state.from++;
    return state.from < state.to && hn_segment_words(p, &town) <= 3 &&
           hn_words_at(&hn_states, p->low + state.from, state.to - state.from) && hn_all_words(p, &state, place_lists);
}

static void classify(hn_post *p, hn_segment *s)
{
    static const hn_list *const term_lists[] = {&hn_terms, NULL};
    const char *at = p->low + s->from;
    size_t n = hn_segment_words(p, s);
    s->link = strncmp(at, "http", 4) == 0 || strncmp(at, "www.", 4) == 0;
    s->terms = hn_all_words(p, s, term_lists);
    s->prose = n > 25 || (n > (p->mode == '.' ? 1 : 5) && hn_find(p, &hn_prose, s->from, s->to));
    s->work = hn_find(p, &hn_work, s->from, s->to) ? 2 : hn_find(p, &hn_work_too, s->from, s->to) ? 1 : 0;
    s->pay = has_amount(p, s->from, s->to);
    size_t said = s->link ? s->from + strcspn(at, " ") : s->from; /* behind an address */
    s->named = (!s->link && has_code(p, s)) || (said < s->to && hn_find(p, &hn_places, said, s->to));
    if (s->link || s->prose || s->terms) return;
    s->place = s->named;
    if (!s->work && only_place(p, s)) s->place = 2;
}

/* The stop of a sentence, not of "Inc." or "U.S.". */
static size_t stop_at(const hn_post *p, size_t i)
{
    if (i < 2 || i + 1 >= p->line.len || !strchr(".!", p->low[i])) return 0;
    if (p->low[i + 1] != ' ' || !hn_is_letter(p->low[i - 2])) return 0;
    size_t first = i;
    while (first > 0 && hn_in_word(p->low[first - 1])) first--;
    return first == i || hn_words_at(&hn_short, p->low + first, i - first) != i - first;
}

/* "Acme- Oslo" */
static size_t hanging_dash(const hn_post *p, size_t i)
{
    return p->low[i] == '-' && p->low[i + 1] == ' ' && is_capital(p, i + 2) && i > 0 && p->low[i - 1] != ' ' ? 2 : 0;
}

/* Whether a mark may begin here: most bytes begin none. */
static int begins_mark(const char *at)
{
    if (*at != ' ') return *at == '-' || *at == '\xE2';
    switch (at[1]) {
    case '-':
    case '\xE2':
    case '\xC2':
    case '/':
    case '*':
    case ':':
    case 's':
    case 'i':
    case 'a': return 1;
    default: return 0;
    }
}

static size_t mark_at(const hn_post *p, size_t i)
{
    static const struct {
        const char *text;
        size_t len;
        int dash; /* may part a range of amounts */
    } marks[] = {{" - ", 3, 1},
                 {" -- ", 4, 1},
                 {" \xE2\x80\x93 ", 5, 1},
                 {" \xE2\x80\x94 ", 5, 1},
                 {"\xE2\x80\xA2", 3, 0},
                 {" \xC2\xB7 ", 4, 0},
                 {" // ", 4, 0},
                 {" * ", 3, 0},
                 {" : ", 3, 0},
                 {" seeks ", 7, 0},
                 {" is hiring", 10, 0},
                 {" is looking for", 15, 0},
                 {" is seeking", 11, 0},
                 {" is recruiting", 14, 0},
                 {" are hiring", 11, 0}};
    const char *at = p->low + i;
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
        size_t len = marks[m].len;
        if (at[1] != marks[m].text[1] || memcmp(at, marks[m].text, len) != 0) continue;
        int range = marks[m].dash && i > 0 && (hn_is_digit(at[-1]) || at[-1] == 'k') &&
                    (hn_is_digit(at[len]) || is_sign(at + len));
        if (!range) return len;
    }
    return hanging_dash(p, i);
}

/* Length of what separates two segments at this place; 0: nothing does. */
static size_t separator_at(const hn_post *p, size_t i, char mode)
{
    switch (mode) {
    case '|': return p->low[i] == '|';
    case '/': return strncmp(p->low + i, " / ", 3) == 0 ? 3 : 0;
    case '.': return stop_at(p, i);
    case ':': return strncmp(p->low + i, ": ", 2) == 0 ? 2 : 0;
    default: return begins_mark(p->low + i) ? mark_at(p, i) : 0;
    }
}

static void add_segment(hn_post *p, size_t from, size_t to)
{
    while (from < to && strchr(" \t[](),;:*-.", p->low[from]) && p->low[from] != '.') from++;
    while (to > from && strchr(" \t[,;:*-.", p->low[to - 1])) to--;
    if (from == to || p->n == HN_SEGMENTS_MAX) return;
    for (size_t i = hn_find(p, &hn_work, from, to); i && i + 4 < to; i++)
        if ((memcmp(p->low + i, " at ", 4) == 0 || memcmp(p->low + i, " @ ", 3) == 0) &&
            is_capital(p, i + (p->low[i + 1] == '@' ? 3 : 4))) {
            add_segment(p, from, i);
            from = i + (p->low[i + 1] == '@' ? 3 : 4);
            if (p->n == HN_SEGMENTS_MAX) return; /* the title was the last that there is room for */
            break;
        }
    p->at[p->n] = (hn_segment){.from = from, .to = to};
    classify(p, &p->at[p->n++]);
}

/* The bytes with which a separator may begin. */
static const char *beginnings_of(char mode)
{
    switch (mode) {
    case '|': return "|";
    case '/': return " ";
    case '.': return ".!";
    case ':': return ":";
    default: return " -\xE2";
    }
}

static void cut(hn_post *p, char mode)
{
    size_t from = p->n = 0;
    p->mode = mode;
    for (size_t i = 0; i < p->line.len; i++) {
        int head = mode == '|' && from == 0; /* "Acme - Berlin | Remote" */
        i += strcspn(p->low + i, head ? "| -\xE2" : beginnings_of(mode));
        size_t len = i < p->line.len ? separator_at(p, i, mode) : 0;
        if (!len && head) len = separator_at(p, i, '-');
        if (!len) continue;
        add_segment(p, from, i);
        from = i + len;
        i = from - 1;
    }
    add_segment(p, from, p->line.len);
}

/* "Acme (YC S12), New York City, Full Time": a name, then only places, terms and links behind commas. "Reno, Nevada" is
 * none. */
static void cut_name(hn_post *p)
{
    hn_segment whole = p->at[0], name = {.from = whole.from, .to = comma_of(p, &whole)}, part = name;
    while (part.to < whole.to) {
        part = (hn_segment){.from = part.to + 1, .to = whole.to};
        part.to = comma_of(p, &part);
        while (part.from < part.to && p->low[part.from] == ' ') part.from++;
        classify(p, &part);
        const char *at = p->low + part.from;
        size_t len = part.to - part.from, state = hn_words_at(&hn_states, at, len);
        if (hn_words_at(&hn_places, at, len) > state) state = 0; /* "New York City" */
        int first = part.from <= name.to + 2;
        if (state ? first : part.place != 2 && !part.terms && !part.link) return;
    }
    classify(p, &name);
    if (name.to == whole.to || name.place || name.work || name.terms || hn_segment_words(p, &name) > 5) return;
    p->n = 0;
    add_segment(p, name.from, name.to);
    add_segment(p, name.to + 1, whole.to);
}

void hn_post_cut(hn_post *p, sg_text body)
{
    size_t from = 0, len;
    while (from < body.len && (unsigned char)body.at[from] <= ' ') from++;
    size_t most = body.len - from < HN_LINE_MAX ? body.len - from : HN_LINE_MAX;
    const char *end = memchr(body.at + from, '\n', most);
    len = end ? (size_t)(end - body.at) - from : most;
    while (len && from + len < body.len && ((unsigned char)body.at[from + len] & 0xC0) == 0x80) len--;
    p->line = (sg_text){body.at + from, len};
    for (size_t i = 0; i < len; i++)
        p->low[i] = p->line.at[i] >= 'A' && p->line.at[i] <= 'Z' ? (char)(p->line.at[i] + 32) : p->line.at[i];
    memset(p->low + len, 0, sizeof p->low - len);
    find_words(p);
    cut(p, memchr(p->low, '|', len) ? '|' : '-');
    for (const char *mode = "/.:"; *mode && p->n == 1; mode++) cut(p, *mode);
    if (p->n == 1) cut_name(p);
    if (p->n == 2 && strstr(p->low, " / ")) cut(p, '-');
}
