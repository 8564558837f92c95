#include "line.h"

#include "words.h"

#include <string.h>

enum { LINE_MAX = 500, SEGMENTS_MAX = 24, REMOTE_MAX = 200 };

typedef struct segment {
    size_t from, to; /* in the line */
    int place, work, terms, link, pay, prose;
} segment;

typedef struct post {
    sg_text line;
    char low[LINE_MAX + 16]; /* the line in lower case, then NUL */
    segment at[SEGMENTS_MAX];
    size_t n;
} post;

/* Place just behind the first listed word in from … to; 0: none. */
static size_t find(const post *p, const hn_list *l, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (!hn_in_word(p->low[i]) || (i > from && hn_in_word(p->low[i - 1]))) continue;
        size_t len = hn_words_at(l, p->low + i, to - i);
        if (len) return i + len;
    }
    return 0;
}

/* Are all words of the segment listed in one of these? Text in parentheses counts too. */
static int all_words(const post *p, const segment *s, const hn_list *const *of)
{
    int any = 0;
    for (size_t i = s->from; i < s->to;) {
        size_t len = 0;
        if (!hn_is_letter(p->low[i])) {
            i++;
            continue;
        }
        for (const hn_list *const *l = of; *l && !len; l++) len = hn_words_at(*l, p->low + i, s->to - i);
        if (!len) return 0;
        any = 1;
        i += len;
    }
    return any;
}

static size_t words(const post *p, const segment *s)
{
    size_t n = 0;
    for (size_t i = s->from; i < s->to; i++) n += p->low[i] == ' ' && i > s->from && p->low[i - 1] != ' ';
    return n + 1;
}

/* "Austin, TX": a comma and two capitals. 2: three words at the most stand before it, and no comma. */
static int has_code(const post *p, const segment *s)
{
    size_t spaces = 0, commas = 0;
    for (size_t i = s->from + 3; i + 1 < s->to; i++) {
        const char *at = p->line.at + i;
        int capitals = at[0] >= 'A' && at[0] <= 'Z' && at[1] >= 'A' && at[1] <= 'Z';
        if (capitals && at[-1] == ' ' && at[-2] == ',' && (i + 2 == s->to || !hn_in_word(at[2])))
            return commas == 1 && spaces <= 3 ? 2 : 1;
        spaces += at[0] == ' ';
        commas += at[0] == ',';
    }
    return 0;
}

static int is_sign(const char *at)
{
    return *at == '$' || memcmp(at, "\xC2\xA3", 2) == 0 || memcmp(at, "\xE2\x82\xAC", 3) == 0 ||
           memcmp(at, "\xE2\x82\xB9", 3) == 0; /* pound, euro, rupee */
}

/* An amount of money, as 8. of the head says. */
static int has_amount(const post *p, size_t from, size_t to)
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

static size_t comma_of(const post *p, const segment *s)
{
    const char *comma = memchr(p->low + s->from, ',', s->to - s->from);
    return comma ? (size_t)(comma - p->low) : s->to;
}

/* "Acme, Berlin": where the comma before the place is; 0: there is none. */
static size_t place_tail(const post *p, const segment *s)
{
    size_t comma = comma_of(p, s);
    return comma < s->to && (find(p, &hn_places, comma + 1, s->to) || has_code(p, s)) ? comma : 0;
}

/* Nothing but a place: "Berlin or remote", "Lombard, Illinois", "Needham, MA (near Boston)". */
static int only_place(const post *p, const segment *whole)
{
    segment s = *whole;
    const char *open = memchr(p->low + s.from, '(', s.to - s.from);
    if (open) s.to = (size_t)(open - p->low);
    if (has_code(p, &s) == 2 || all_words(p, &s, place_lists)) return 1;
    segment town = {.from = s.from, .to = comma_of(p, &s)}, state = {.from = town.to + 1, .to = s.to};
    while (state.from < state.to && p->low[state.from] == ' ') state.from++;
    return state.from < state.to && words(p, &town) <= 3 &&
           hn_words_at(&hn_states, p->low + state.from, state.to - state.from) && all_words(p, &state, place_lists);
}

static void classify(post *p, segment *s)
{
    static const hn_list *const term_lists[] = {&hn_terms, NULL};
    const char *at = p->low + s->from;
    size_t n = words(p, s);
    s->link = strncmp(at, "http", 4) == 0 || strncmp(at, "www.", 4) == 0;
    s->terms = all_words(p, s, term_lists);
    s->prose = n > 25 || (n > 5 && find(p, &hn_prose, s->from, s->to));
    s->work = find(p, &hn_work, s->from, s->to) ? 2 : find(p, &hn_work_too, s->from, s->to) ? 1 : 0;
    s->pay = has_amount(p, s->from, s->to);
    if (s->link || s->prose || s->terms) return;
    s->place = has_code(p, s) || find(p, &hn_places, s->from, s->to);
    if (!s->work && only_place(p, s)) s->place = 2;
}

/* Length of what separates two segments at this place; 0: nothing does. */
static size_t separator_at(const post *p, size_t i, char mode)
{
    static const char *const marks[] = {" - ",  " -- ",       " \xE2\x80\x93 ",  " \xE2\x80\x94 ", "\xE2\x80\xA2",
                                        " // ", " is hiring", " is looking for", " is seeking"};
    if (mode == '|') return p->low[i] == '|';
    if (mode == '/') return strncmp(p->low + i, " / ", 3) == 0 ? 3 : 0;
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
        size_t len = strlen(marks[m]);
        if (strncmp(p->low + i, marks[m], len) != 0) continue;
        int range = m < 4 && i > 0 && (hn_is_digit(p->low[i - 1]) || p->low[i - 1] == 'k') &&
                    (hn_is_digit(p->low[i + len]) || is_sign(p->low + i + len));
        if (!range) return len;
    }
    return 0;
}

static void add_segment(post *p, size_t from, size_t to)
{
    while (from < to && strchr(" \t[](),;:*-.", p->low[from]) && p->low[from] != '.') from++;
    while (to > from && strchr(" \t[,;:*-.", p->low[to - 1])) to--;
    if (from == to || p->n == SEGMENTS_MAX) return;
    for (size_t i = find(p, &hn_work, from, to); i && i + 4 < to; i++)
        if (memcmp(p->low + i, " at ", 4) == 0 && p->line.at[i + 4] >= 'A' && p->line.at[i + 4] <= 'Z') {
            add_segment(p, from, i);
            from = i + 4;
            if (p->n == SEGMENTS_MAX) return; /* the title was the last that there is room for */
            break;
        }
    p->at[p->n] = (segment){.from = from, .to = to};
    classify(p, &p->at[p->n++]);
}

static void cut(post *p, char mode)
{
    size_t from = p->n = 0;
    for (size_t i = 0; i < p->line.len; i++) {
        size_t len = separator_at(p, i, mode);
        if (!len && mode == '|' && from == 0) len = separator_at(p, i, '-'); /* "Acme - Berlin | Remote" */
        if (!len) continue;
        add_segment(p, from, i);
        from = i + len;
        i = from - 1;
    }
    add_segment(p, from, p->line.len);
}

/* The first line that is not blank, cut between characters. */
static void first_line(post *p, sg_text body)
{
    size_t from = 0, len = 0;
    while (from < body.len && (unsigned char)body.at[from] <= ' ') from++;
    while (from + len < body.len && body.at[from + len] != '\n' && len < LINE_MAX) len++;
    while (len && from + len < body.len && ((unsigned char)body.at[from + len] & 0xC0) == 0x80) len--;
    p->line = (sg_text){body.at + from, len};
    for (size_t i = 0; i < len; i++)
        p->low[i] = p->line.at[i] >= 'A' && p->line.at[i] <= 'Z' ? (char)(p->line.at[i] + 32) : p->line.at[i];
    memset(p->low + len, 0, sizeof p->low - len);
    cut(p, memchr(p->low, '|', len) ? '|' : '-');
    if (p->n == 1) cut(p, '/');
    if (p->n == 2 && strstr(p->low, " / ")) cut(p, '-');
}

static sg_text text_of(const post *p, const segment *s)
{
    return (sg_text){p->line.at + s->from, s->to - s->from};
}

/* ---- what the segments say ---- */

static const segment *find_employer(const post *p)
{
    size_t titles = 0;
    for (size_t i = 1; i < p->n; i++) titles += p->at[i].work == 2;
    for (size_t i = 0; i < p->n && p->n > 1; i++) {
        const segment *s = &p->at[i];
        int title = i == 0 ? s->work == 2 && titles == 0 : s->work || s->pay;
        if (i == 0 && s->prose) return NULL;
        int other = i == 0 ? s->place == 2 : s->place || hn_words_at(&hn_terms, p->low + s->from, s->to - s->from);
        if (!title && !other && !s->terms && !s->link && !s->prose && words(p, s) <= 8) return s;
        if (i > 1) return NULL;
    }
    return NULL;
}

/* Without what is in parentheses behind it, or an address. */
static sg_text employer_name(const post *p, const segment *s)
{
    segment name = *s;
    for (size_t i = s->from + 1; i < s->to; i++)
        if (p->low[i] == '(' || strncmp(p->low + i, "http", 4) == 0 || strncmp(p->low + i, "www.", 4) == 0) {
            name.to = i;
            break;
        }
    size_t tail = place_tail(p, &name);
    if (tail) name.to = tail;
    while (name.to > name.from && strchr(" ,:-(", p->low[name.to - 1])) name.to--;
    return text_of(p, &name);
}

static const segment *find_title(const post *p, const segment *employer)
{
    for (int strength = 2; strength; strength--)
        for (const segment *s = p->at; s < p->at + p->n; s++)
            if (s != employer && s->work == strength && !s->prose && !s->link && (p->n > 1 || words(p, s) <= 8))
                return s;
    return NULL;
}

/* The first of several titles: up to a separator that has WORK on both its sides. */
static sg_text first_title(const post *p, const segment *s)
{
    static const char *const marks[] = {",", ";", "/", " and ", " & ", " + ", " or "};
    size_t head = find(p, &hn_work, s->from, s->to);
    for (size_t i = head; head && i < s->to; i++) {
        if (strncmp(p->low + i, ". ", 2) == 0) return (sg_text){p->line.at + s->from, i - s->from};
        for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
            if (strncmp(p->low + i, marks[m], strlen(marks[m])) == 0 && find(p, &hn_work, i + 1, s->to))
                return (sg_text){p->line.at + s->from, i - s->from};
    }
    return text_of(p, s);
}

/* Could be a place, as nothing else explains it. */
static int left_over(const post *p, const segment *s)
{
    return memchr(p->low, '|', s->from) && hn_is_letter(p->low[s->from]) && words(p, s) <= 6 && !s->work && !s->terms &&
           !s->link && !s->pay && !s->prose;
}

static const segment *find_place(const post *p, const segment *employer, const segment *title)
{
    const segment *end = p->at + p->n;
    for (const segment *s = p->at; s < end; s++)
        if (s->place && s != employer && s != title && (p->n > 1 || words(p, s) <= 8)) return s;
    if (title && title->place && title != employer) return title;
    if (employer && place_tail(p, employer)) return employer;
    for (const segment *s = p->at; s < end; s++)
        if (s != employer && s != title && left_over(p, s)) return s;
    return NULL;
}

static uint8_t remote_of(const post *p)
{
    size_t to = p->line.len < REMOTE_MAX ? p->line.len : REMOTE_MAX;
    if (find(p, &hn_remote_not, 0, to)) return SG_NO;
    if (find(p, &hn_remote_some, 0, to)) return SG_PARTLY;
    if (find(p, &hn_remote_yes, 0, to)) return SG_YES;
    if (find(p, &hn_hybrid, 0, to)) return SG_PARTLY;
    return find(p, &hn_on_site, 0, to) ? SG_NO : SG_UNKNOWN;
}

void hn_line_read(sg_text body, sg_posting *out)
{
    static post kept;
    post *p = &kept;
    first_line(p, body);
    const segment *employer = find_employer(p), *title = find_title(p, employer),
                  *place = find_place(p, employer, title);
    if (employer) out->employer = employer_name(p, employer);
    if (title) out->title = first_title(p, title);
    if (place) out->place = text_of(p, place);
    for (size_t i = p->n; i-- > 0;)
        if (p->at[i].pay && &p->at[i] != employer) out->pay = text_of(p, &p->at[i]);
    out->remote = remote_of(p);
}
