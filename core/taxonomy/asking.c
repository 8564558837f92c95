/* How a posting asks for what it mentions: the nearest cue in the mention's own sentence, else its section. Sentences
 * without a mention are not read; of the others each once, and around a mention so many words at the most. */
#include "taxonomy/cues.h"

#include "base/mem.h"

#include <string.h>

enum {
    WORDS_MAX = 12, /* the farthest span of a cue */
    STEPS_MAX = 80  /* tokens and mentions that are passed on the way to a cue */
};

void sg_asker_release(sg_asker *asker)
{
    sg_free(asker->marks);
    sg_free(asker->hits);
    sg_free(asker->told);
    *asker = (sg_asker){0};
}

/* ---- sentences ---- */

bool sg_sentence_ends(sg_text text, size_t at)
{
    const char *s = text.at;
    switch (s[at]) {
    case '\n':
    case ';': return true;
    case '\xe2': return text.len - at > 2 && s[at + 1] == '\x80' && s[at + 2] == '\xa2';
    case '.':
        if (at >= 2 && (s[at - 2] == '.' || s[at - 2] == ' ' || s[at - 2] == '(') && s[at - 1] != ' ') return false;
        /* fall through */
    case '!':
    case '?': return at + 1 == text.len || (unsigned char)s[at + 1] <= ' ';
    default: return false;
    }
}

/* Only what stands between words ends a sentence, which is mostly a space. */

/* Behind the last end in from … to - 1, or 0. */
static size_t last_end(sg_text text, size_t from, size_t to)
{
    for (; to > from; to--)
        if (text.at[to - 1] != ' ' && sg_sentence_ends(text, to - 1)) return to;
    return 0;
}

/* The first end in from … to - 1, or to. */
static size_t first_end(sg_text text, size_t from, size_t to)
{
    while (from < to && (text.at[from] == ' ' || !sg_sentence_ends(text, from))) from++;
    return from;
}

/* Where the sentence begins that goes on at `to`, behind the one before; *word: from the first at `to` or behind it to
 * the sentence's first. */
static size_t sentence_start(const sg_asker *a, size_t to, size_t *word)
{
    const sg_word *words = a->of.words;
    for (size_t last = a->sentence.end;; to = words[--*word].start) {
        size_t from = *word > 0 && words[*word - 1].end > last ? words[*word - 1].end : last;
        size_t found = last_end(a->of.text, from, to);
        if (found || from == last) return found ? found : last;
    }
}

/* Where the sentence ends that goes on at `from`; *word: to the first behind it. */
static size_t sentence_end(const sg_asker *a, size_t from, size_t *word)
{
    const sg_word *words = a->of.words;
    while (*word < a->of.n && words[*word].start < from) ++*word;
    for (;; from = words[(*word)++].end) {
        size_t to = *word < a->of.n ? words[*word].start : a->of.text.len;
        size_t found = first_end(a->of.text, from, to);
        if (found < to || *word == a->of.n) return found;
    }
}

/* The phrases that begin with the word. */
static int note_hits(sg_asker *a, size_t word)
{
    sg_cue_hit found[SG_CUE_WHERES];
    sg_cues_find(a->cues, SG_CUE_IN_SENTENCE, &a->of, word, a->sentence.end, found);
    for (unsigned k = 0; k < SG_CUE_WHERES; k++) {
        if (found[k].row == SG_ID_NONE) continue;
        const sg_cue_row *cue = &a->cues->rows[found[k].row];
        if (1u << k == SG_CUE_WITHIN && !cue->stop && !cue->neutral) {
            a->sentence.within = found[k];
            continue;
        }
        if (SG_GROW(a->hits, a->n_hits, a->cap_hits, SIZE_MAX) != 0) return -1;
        a->hits[a->n_hits++] = found[k];
    }
    return 0;
}

/* Reads the sentence that holds the mention, unless it was read for the last one. */
static int read_sentence(sg_asker *a, const sg_mention *mention)
{
    const sg_word *words = a->of.words;
    if (mention->start < a->sentence.end) return 0;
    size_t first = a->word, behind = first;
    a->sentence.start = sentence_start(a, mention->start, &first);
    a->sentence.end = sentence_end(a, (size_t)mention->start + mention->len, &behind);
    a->sentence.within.row = SG_ID_NONE;
    a->n_hits = 0;
    for (size_t i = first; i < behind; i++)
        if (sg_filter_begins(&a->cues->filter, words[i].hash, words[i + 1].hash) && note_hits(a, i) != 0) return -1;
    return 0;
}

/* ---- the way from a mention to a cue ---- */

typedef struct found {
    sg_cue_hit hit; /* its row may be SG_ID_NONE */
    int words;      /* on the way */
} found;

typedef struct way {
    const sg_asker *asker;
    unsigned side;      /* SG_CUE_BEFORE or SG_CUE_AFTER: where it leads */
    size_t from;        /* the mention */
    size_t mention;     /* the next on the way */
    size_t hit;         /* the first behind the mention */
    sg_step step;       /* reached so far */
    int words;          /* passed; of mentions and "and" none */
    bool comma, parted; /* passed; with words before it */
    bool aside;         /* inside parentheses that speak of another mention */
    bool opened;        /* inside parentheses, on the way behind */
    bool alternative;   /* an "or" was passed, and no comma before it */
    found strong, weak;
} way;

/* Words that are not counted; the first few join alternatives. */
static const char *const connectors[SG_CONNECTORS] = {"or", "nor", "oder", "and", "und", "a", "an", "the", "any"};
enum { ALTERNATIVES = 3, CONNECTOR_BYTES = 4 /* at most */ };

void sg_asker_init(sg_asker *asker, const sg_cues *cues)
{
    *asker = (sg_asker){.cues = cues};
    for (size_t i = 0; i < SG_CONNECTORS; i++) {
        size_t len = strlen(connectors[i]);
        asker->connectors[i] = sg_word_hash(connectors[i], len, len);
    }
}

static bool is_connector(const sg_asker *a, const sg_token *token, size_t n)
{
    if (token->mark || token->end - token->start > CONNECTOR_BYTES) return false;
    for (size_t i = 0; i < n; i++)
        if (token->hash == a->connectors[i]) return true;
    return false;
}

/* The longest hit that begins (after) or ends (before) with the token; of two as long one of this side. */
static const sg_cue_hit *hit_at(const way *w, const sg_token *token)
{
    enum { LOOK = 16 };
    const sg_asker *a = w->asker;
    const sg_cue_hit *best = NULL;
    bool before = w->side == SG_CUE_BEFORE;
    size_t first = !before ? w->hit : w->hit > LOOK ? w->hit - LOOK : 0;
    for (size_t i = first; i < a->n_hits && i < first + LOOK; i++) {
        const sg_cue_hit *hit = &a->hits[i];
        if (before ? hit->end != token->end : hit->start != token->start) continue;
        bool longer = best && hit->end - hit->start > best->end - best->start;
        bool as_long = best && hit->end - hit->start == best->end - best->start;
        if (!best || longer || (as_long && (a->cues->rows[hit->row].where & w->side))) best = hit;
    }
    return best;
}

/* Behind the mention its list goes on and has an "or". */
static bool has_alternative(const way *w)
{
    enum { TOKENS = 24 };
    const sg_asker *a = w->asker;
    const sg_mention *mentions = a->mentions;
    size_t next = w->from + 1, at = (size_t)mentions[w->from].start + mentions[w->from].len;
    sg_token token;
    for (int i = 0; i < TOKENS && sg_token_next(a->of.text, at, &token) && token.start < a->sentence.end; i++) {
        if (is_connector(a, &token, ALTERNATIVES)) return true;
        bool named = next < a->n && token.start >= mentions[next].start;
        if (!named && token.mark != ',' && token.mark != '/') return false;
        at = named ? (size_t)mentions[next].start + mentions[next].len : token.end;
        next += named;
    }
    return false;
}

/* A denial reaches over a comma only in a list of alternatives: "no PHP, Java or C#", but not "no PHP, Java". */
static bool reaches(const way *w, const sg_cue_row *cue)
{
    if (!(cue->where & w->side) || w->words > cue->span) return false;
    return cue->ask != SG_ASK_DENIED || w->side == SG_CUE_AFTER || !w->comma || w->alternative || has_alternative(w);
}

/* "not required but a plus": behind the denial a "but" and what is wished all the same, with no mention between. */
static const sg_cue_hit *taken_back(const way *w, const sg_cue_hit *denial)
{
    enum { WORDS = 3 };
    const sg_asker *a = w->asker;
    const sg_cue_hit *hit = denial + 1, *end = a->hits + a->n_hits;
    size_t next = w->mention < a->n ? a->mentions[w->mention].start : a->of.text.len;
    sg_token token;
    while (hit < end && hit->start < denial->end) hit++;
    if (w->side != SG_CUE_AFTER || hit == end || !a->cues->rows[hit->row].stop) return NULL;
    if (!sg_token_next(a->of.text, denial->end, &token)) return NULL;
    if (token.mark == ',' && !sg_token_next(a->of.text, token.end, &token)) return NULL;
    if (token.start != hit->start) return NULL;
    size_t at = hit->end;
    for (int words = 0; words <= WORDS && sg_token_next(a->of.text, at, &token) && token.start < next; words++) {
        for (const sg_cue_hit *of = hit + 1; of < end && of->start <= token.start; of++) {
            const sg_cue_row *cue = &a->cues->rows[of->row];
            if (of->start == token.start && cue->ask == SG_ASK_DESIRED && (cue->where & SG_CUE_AFTER)) return of;
        }
        at = token.end;
    }
    return NULL;
}

/* The "but" of "not just Java but Kotlin", on the way before. */
static bool is_correlated(const way *w, const sg_cue_hit *hit)
{
    enum { LOOK = 2 }; /* "not" may be a hit of its own */
    const sg_asker *a = w->asker;
    for (int i = 1; i <= LOOK && w->side == SG_CUE_BEFORE && hit - a->hits >= i; i++)
        if (a->cues->rows[hit[-i].row].neutral) return true;
    return false;
}

/* Each of these goes on over what lies next on the way; false: the way ends here. */

static bool pass_hit(way *w, const sg_cue_hit *hit)
{
    const sg_cue_row *cue = &w->asker->cues->rows[hit->row];
    if (cue->stop && !is_correlated(w, hit)) return false;
    if (!w->aside && reaches(w, cue)) {
        const sg_cue_hit *instead = cue->ask == SG_ASK_DENIED ? taken_back(w, hit) : NULL;
        found *of = cue->weak ? &w->weak : &w->strong;
        if (of->hit.row == SG_ID_NONE) *of = (found){instead ? *instead : *hit, w->words};
        if (!cue->weak) return false;
    }
    w->words++;
    sg_step_to(&w->step, &w->asker->of, w->step.left ? hit->start : hit->end);
    return true;
}

static bool pass_mention(way *w)
{
    const sg_mention *m = &w->asker->mentions[w->mention];
    sg_step_to(&w->step, &w->asker->of, w->step.left ? m->start : (size_t)m->start + m->len);
    w->mention += w->side == SG_CUE_BEFORE ? SIZE_MAX : 1; /* to the one before, or behind */
    w->aside = w->aside || w->opened;
    return !w->parted;
}

/* What parentheses say is said of the mention before them, or of those within. */
static void pass_parenthesis(way *w, uint32_t mark)
{
    bool before = w->side == SG_CUE_BEFORE;
    w->aside = mark == ')' && before;
    w->opened = mark == '(' && !before;
}

static bool pass_token(way *w, const sg_token *token)
{
    if (token->mark == '(' || token->mark == ')') pass_parenthesis(w, token->mark);
    if (token->mark == ',') {
        w->comma = true;
        w->parted = w->side == SG_CUE_AFTER && w->words > 0; /* what follows is said of another */
        return true;
    }
    w->alternative = w->alternative || (!w->comma && is_connector(w->asker, token, ALTERNATIVES));
    if (token->mark || is_connector(w->asker, token, SG_CONNECTORS)) return true;
    w->words++;
    return !w->parted && w->words <= WORDS_MAX;
}

static bool lies_in_mention(const way *w, const sg_token *token)
{
    const sg_asker *a = w->asker;
    if (w->mention >= a->n) return false;
    const sg_mention *m = &a->mentions[w->mention];
    return token->start >= m->start && token->start < (size_t)m->start + m->len;
}

static void walk(way *w)
{
    const sg_asker *a = w->asker;
    bool before = w->side == SG_CUE_BEFORE, on = true;
    size_t last = before ? a->hits[0].start : a->hits[a->n_hits - 1].start;
    sg_token token;
    for (int steps = 0; on && steps < STEPS_MAX && (before ? w->step.at > last : w->step.at <= last); steps++) {
        if (!sg_step_on(&w->step, &a->of, &token)) return;
        if (before ? token.start < a->sentence.start : token.end > a->sentence.end) return;
        const sg_cue_hit *hit = hit_at(w, &token);
        on = hit ? pass_hit(w, hit) : lies_in_mention(w, &token) ? pass_mention(w) : pass_token(w, &token);
    }
}

/* ---- asks ---- */

static way way_of(const sg_asker *a, size_t mention, unsigned side)
{
    const sg_mention *m = &a->mentions[mention];
    bool before = side == SG_CUE_BEFORE;
    size_t end = (size_t)m->start + m->len, low = 0, high = a->n_hits;
    sg_step step = {before, m->start, a->word};
    if (!before) sg_step_to(&step, &a->of, end);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (a->hits[middle].start < end)
            low = middle + 1;
        else
            high = middle;
    }
    return (way){.asker = a,
                 .side = side,
                 .from = mention,
                 .mention = before ? mention - 1 : mention + 1,
                 .hit = low,
                 .step = step,
                 .strong.hit.row = SG_ID_NONE,
                 .weak.hit.row = SG_ID_NONE};
}

/* Of the cues on both sides the nearer; of two as near a denial, else the one behind. */
static sg_cue_hit nearer(const sg_asker *a, const found *before, const found *after)
{
    if (before->hit.row == SG_ID_NONE) return after->hit;
    if (after->hit.row == SG_ID_NONE) return before->hit;
    if (before->words != after->words) return before->words < after->words ? before->hit : after->hit;
    return a->cues->rows[before->hit.row].ask == SG_ASK_DENIED ? before->hit : after->hit;
}

static bool is_denied(const sg_asker *a, const sg_cue_hit *heading)
{
    return heading->row != SG_ID_NONE && a->cues->rows[heading->row].ask == SG_ASK_DENIED;
}

static uint8_t ask_of_section(const sg_asker *a, uint8_t section, const sg_cue_hit *heading)
{
    if (is_denied(a, heading)) return SG_ASK_DENIED;
    switch (section) {
    case SG_SECTION_TITLE:
    case SG_SECTION_REQUIREMENTS: return SG_ASK_REQUIRED;
    case SG_SECTION_DESIRED: return SG_ASK_DESIRED;
    default: return SG_ASK_MENTIONED;
    }
}

static bool leaves_open(uint8_t section)
{
    return section == SG_SECTION_OTHER || section == SG_SECTION_DUTIES;
}

static const sg_cue_hit no_cue = {.row = SG_ID_NONE};

static uint8_t ask_of(const sg_asker *a, size_t mention, uint8_t section, sg_told *told)
{
    told->ask = no_cue;
    if (!a->n_hits) return ask_of_section(a, section, &told->section);
    way before = way_of(a, mention, SG_CUE_BEFORE), after = way_of(a, mention, SG_CUE_AFTER);
    walk(&before);
    walk(&after);
    told->ask = nearer(a, &before.strong, &after.strong);
    if (told->ask.row == SG_ID_NONE && leaves_open(section) && !is_denied(a, &told->section))
        told->ask = nearer(a, &before.weak, &after.weak);
    if (told->ask.row != SG_ID_NONE) return a->cues->rows[told->ask.row].ask;
    return ask_of_section(a, section, &told->section);
}

static uint8_t section_of(const sg_asker *a, const sg_mention *mention, size_t *mark, sg_cue_hit *cue)
{
    *cue = no_cue;
    if (mention->start >= a->title.start && mention->start < a->title.end) return SG_SECTION_TITLE;
    if (a->sentence.within.row != SG_ID_NONE) {
        *cue = a->sentence.within;
        return a->cues->rows[cue->row].section;
    }
    while (*mark < a->n_marks && a->marks[*mark].start <= mention->start) (*mark)++;
    if (!*mark) return SG_SECTION_OTHER;
    *cue = a->marks[*mark - 1].cue;
    return a->marks[*mark - 1].section;
}

int sg_asker_tell(sg_asker *asker, const sg_wording *of, sg_text title, sg_mention *mentions, size_t n)
{
    size_t mark = 0;
    asker->of = *of;
    asker->mentions = mentions;
    asker->n = n;
    asker->sentence.start = asker->sentence.end = asker->word = 0;
    if (!n) return 0;
    if (sg_sections_find(asker, title) != 0) return -1;
    for (size_t i = 0; i < n; i++) {
        while (asker->word < of->n && of->words[asker->word].start < mentions[i].start) asker->word++;
        if (SG_GROW(asker->told, i, asker->cap_told, SIZE_MAX) != 0 || read_sentence(asker, &mentions[i]) != 0)
            return -1;
        sg_told *told = &asker->told[i];
        mentions[i].section = section_of(asker, &mentions[i], &mark, &told->section);
        mentions[i].ask = ask_of(asker, i, mentions[i].section, told);
    }
    return 0;
}
