#include "line.h"

#include "segment.h"

#include <string.h>

enum { REMOTE_MAX = 200, SOUGHT_MAX = 160, INTERVIEW_NEAR = 24, TALK_MAX = 60, TITLE_WORDS = 4 };

static sg_text text_of(const hn_post *p, const hn_segment *s)
{
    return (sg_text){p->line.at + s->from, s->to - s->from};
}

/* ---- what the segments say ---- */

/* "acme.example", "Acme (http://acme.example)" */
static int is_address(const hn_post *p)
{
    const hn_segment *s = p->at;
    const char *space = memchr(p->low + s->from, ' ', s->to - s->from);
    const char *dot = memchr(p->low + s->from + 1, '.', s->to - s->from - 1);
    if (!space) return dot && hn_in_word(dot[1]);
    return hn_segment_words(p, s) <= 4 && !s->work && !s->place && strstr(p->low, " (http");
}

/* "Acme Labs (Berlin, Germany)" */
static int is_name_and_place(const hn_post *p)
{
    const hn_segment *s = p->at;
    const char *at = strstr(p->low + s->from, " (");
    if (!at || s->place != 1 || s->work || s->prose || s->terms || s->link) return 0;
    hn_segment name = {.from = s->from, .to = (size_t)(at - p->low)};
    return hn_segment_words(p, &name) <= 3 && !hn_find(p, &hn_places, name.from, name.to) &&
           !hn_find(p, &hn_terms, name.from, name.to);
}

static const hn_segment *find_employer(const hn_post *p)
{
    size_t titles = 0;
    if (p->n == 1) return is_address(p) || is_name_and_place(p) ? p->at : NULL;
    if (strchr(".:", p->mode) && hn_find(p, &hn_prose, p->at->from, p->at->to)) return NULL;
    for (size_t i = 1; i < p->n; i++) titles += p->at[i].work == 2;
    for (size_t i = 0; i < p->n; i++) {
        const hn_segment *s = &p->at[i];
        int title = i == 0 ? s->work == 2 && titles == 0 : s->work || s->pay;
        if (i == 0 && s->prose) return NULL;
        int other = i == 0 ? s->place == 2 : s->place || hn_words_at(&hn_terms, p->low + s->from, s->to - s->from);
        if (!title && !other && !s->terms && !s->link && !s->prose && hn_segment_words(p, s) <= 8) return s;
        if (i > 1) return NULL;
    }
    return NULL;
}

/* Without what is in parentheses behind it, or an address. */
static sg_text employer_name(const hn_post *p, const hn_segment *s)
{
    hn_segment name = *s;
    for (size_t i = s->from + 1; i < s->to; i++)
        if (p->low[i] == '(' || strncmp(p->low + i, "http", 4) == 0 || strncmp(p->low + i, "www.", 4) == 0) {
            name.to = i;
            break;
        }
    size_t tail = hn_segment_tail(p, &name);
    if (tail) name.to = tail;
    while (name.to > name.from && strchr(" ,:-(", p->low[name.to - 1])) name.to--;
    return text_of(p, &name);
}

static const hn_segment *find_title(const hn_post *p, const hn_segment *employer)
{
    for (int strength = 2; strength; strength--)
        for (const hn_segment *s = p->at; s < p->at + p->n; s++)
            if (s != employer && s->work == strength && !s->prose && !s->link &&
                (p->n > 1 || hn_segment_words(p, s) <= 8))
                return s;
    return NULL;
}

/* The first of several titles: up to a separator that has WORK on both its sides. */
static sg_text first_title(const hn_post *p, const hn_segment *s)
{
    static const char *const marks[] = {",", ";", "/", " and ", " & ", " + ", " or "};
    size_t head = hn_find(p, &hn_work, s->from, s->to);
    for (size_t i = head; head && i < s->to; i++) {
        if (strncmp(p->low + i, ". ", 2) == 0) return (sg_text){p->line.at + s->from, i - s->from};
        for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
            if (strncmp(p->low + i, marks[m], strlen(marks[m])) == 0 && hn_find(p, &hn_work, i + 1, s->to))
                return (sg_text){p->line.at + s->from, i - s->from};
    }
    return text_of(p, s);
}

/* Where the word begins that ends at `end`. */
static size_t word_start(const hn_post *p, size_t end, size_t from)
{
    while (end > from && !strchr(" ,;:()[]!?\"", p->low[end - 1])) end--;
    return end;
}

/* "We look for two senior Rails programmers in Oslo": the occupation behind a cue, in its sentence, with the words
 * before it that may belong to its title. */
static sg_text sought_title(const hn_post *p)
{
    size_t cue = hn_find(p, &hn_cue, 0, p->line.len), to = cue, n = 0;
    if (!cue || hn_find(p, &hn_asking, 0, cue)) return (sg_text){NULL, 0};
    while (to < p->line.len && to < cue + SOUGHT_MAX && !(strchr(".!?", p->low[to]) && p->low[to + 1] == ' ')) to++;
    size_t end = hn_find(p, &hn_work, cue, to);
    while (end && end < to && hn_in_word(p->low[end])) end++; /* "designers" */
    if (!end) end = hn_find(p, &hn_work_bare, cue, to);
    if (!end) return (sg_text){NULL, 0};
    size_t from = end;
    for (size_t last = end; last > cue && n <= TITLE_WORDS; n++) {
        size_t first = word_start(p, last, cue);
        if (hn_words_at(&hn_no_title, p->low + first, last - first) == last - first || hn_is_digit(p->low[first]))
            break;
        from = first;
        if (first < 2 || p->low[first - 1] != ' ' || strchr(",;:.)]", p->low[first - 2])) break;
        last = first - 1;
    }
    return (sg_text){p->line.at + from, end - from};
}

/* Where the title has none: a segment of nothing but levels ("Junior & Senior"), or an intern who is all that is
 * sought. */
static sg_text find_level(const hn_post *p, sg_text title)
{
    static const hn_list *const lists[] = {&hn_levels, &hn_level_filler, NULL};
    size_t from = title.len ? (size_t)(title.at - p->line.at) : 0;
    if (title.len && hn_find(p, &hn_levels, from, from + title.len)) return (sg_text){NULL, 0};
    for (const hn_segment *s = p->at; s < p->at + p->n; s++)
        if (hn_find(p, &hn_levels, s->from, s->to) && hn_all_words(p, s, lists)) return text_of(p, s);
    const char *intern = strstr(p->low, "intern");
    if (title.len || !intern || hn_find(p, &hn_lasting, 0, p->line.len)) return (sg_text){NULL, 0};
    size_t at = (size_t)(intern - p->low);
    int whole = (at == 0 || !hn_in_word(intern[-1])) && (!hn_in_word(intern[6]) || strncmp(intern + 6, "ship", 4) == 0);
    return whole && p->line.at[at + 1] == 'n' ? (sg_text){p->line.at + at, 6} : (sg_text){NULL, 0}; /* not the tag */
}

/* The segment without addresses, whose end may be the code of a country. Good until the next call. */
static sg_text place_of(const hn_post *p, const hn_segment *s)
{
    static char place[HN_LINE_MAX];
    size_t len = 0;
    for (size_t i = s->from; i < s->to; i++) {
        if (strncmp(p->low + i, "http", 4) == 0 || strncmp(p->low + i, "www.", 4) == 0)
            while (i + 1 < s->to && !strchr(" )", p->low[i + 1])) i++;
        else if (len || !strchr(" ,-()", p->low[i]))
            place[len++] = p->line.at[i];
    }
    while (len && strchr(" ,-(", place[len - 1])) len--;
    return (sg_text){len ? place : NULL, len};
}

/* Could hold a place, as nothing else explains it. */
static int left_over(const hn_post *p, const hn_segment *s)
{
    return hn_is_letter(p->low[s->from]) && !s->work && !s->terms && !s->link && !s->pay && !s->prose &&
           hn_segment_words(p, s) <= 6 && memchr(p->low, '|', s->from);
}

/* The end of the text in parentheses that starts at from. */
static size_t closing(const hn_post *p, size_t from, size_t to)
{
    const char *end = memchr(p->low + from, ')', to - from);
    return end ? (size_t)(end - p->low) : to;
}

static hn_segment parenthesis(const hn_post *p, const hn_segment *s)
{
    for (size_t i = s->from; i < s->to; i++)
        if (p->low[i] == '(') return (hn_segment){.from = i + 1, .to = closing(p, i + 1, s->to)};
    return (hn_segment){0};
}

/* Where no segment is a place: what could hold one, for skillgap's own tables to tell. */
static sg_text unexplained(const hn_post *p, const hn_segment *employer, const hn_segment *title)
{
    int talk = hn_find(p, &hn_asking, 0, p->line.len < TALK_MAX ? p->line.len : TALK_MAX) != 0;
    const hn_segment *end = p->at + p->n;
    for (const hn_segment *s = p->at; s < end; s++)
        if (s != employer && s != title && left_over(p, s)) return place_of(p, s);
    hn_segment inner = employer ? parenthesis(p, employer) : (hn_segment){0};
    if (inner.to && !memchr(p->low + inner.from, '.', inner.to - inner.from)) return place_of(p, &inner);
    for (size_t i = employer ? employer->from : p->line.len; employer && i + 4 < employer->to; i++)
        if (strncmp(p->low + i, " in ", 4) == 0 && p->low[i + 4] != p->line.at[i + 4])
            return (sg_text){p->line.at + i + 4, employer->to - i - 4};
    for (const hn_segment *s = p->at; s < end; s++)
        if (s != employer && s->named && !s->terms && !(talk && s->prose)) return place_of(p, s);
    for (const hn_segment *s = p->at; s < end; s++)
        if (s != employer && s != title && !s->terms && !s->link && !s->pay && !s->prose &&
            (hn_segment_words(p, s) > 1 || (p->n > 1 && p->low[s->from] != p->line.at[s->from])))
            return place_of(p, s);
    return (sg_text){NULL, 0};
}

static sg_text find_place(const hn_post *p, const hn_segment *employer, const hn_segment *title)
{
    const hn_segment *end = p->at + p->n;
    for (const hn_segment *s = p->at; s < end; s++)
        if (s->place && s != employer && s != title && (p->n > 1 || hn_segment_words(p, s) <= 8)) return place_of(p, s);
    if (title && title->place && title != employer) return place_of(p, title);
    if (employer && hn_segment_tail(p, employer)) return place_of(p, employer);
    return unexplained(p, employer, title);
}

/* Whether one of the words stands there, and not of interviews. */
static int says(const hn_post *p, const hn_list *list)
{
    size_t to = p->line.len < REMOTE_MAX ? p->line.len : REMOTE_MAX;
    for (size_t at = hn_find(p, list, 0, to); at; at = hn_find(p, list, at, to)) {
        size_t end = at + INTERVIEW_NEAR < p->line.len ? at + INTERVIEW_NEAR : p->line.len;
        if (!hn_find(p, &hn_interview, at, end)) return 1;
    }
    return 0;
}

static uint8_t remote_of(const hn_post *p)
{
    if (says(p, &hn_remote_not)) return SG_NO;
    if (says(p, &hn_remote_some)) return SG_PARTLY;
    if (says(p, &hn_remote_yes)) return SG_YES;
    if (says(p, &hn_hybrid)) return SG_PARTLY;
    return says(p, &hn_on_site) ? SG_NO : SG_UNKNOWN;
}

void hn_line_read(sg_text body, sg_posting *out)
{
    static hn_post kept;
    hn_post *p = &kept;
    hn_post_cut(p, body);
    const hn_segment *employer = find_employer(p), *title = find_title(p, employer);
    if (employer) out->employer = employer_name(p, employer);
    out->title = title ? first_title(p, title) : sought_title(p);
    out->level = find_level(p, out->title);
    out->place = find_place(p, employer, title);
    for (size_t i = p->n; i-- > 0;)
        if (p->at[i].pay && &p->at[i] != employer) out->pay = text_of(p, &p->at[i]);
    out->remote = remote_of(p);
}
