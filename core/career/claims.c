#include "career/claims.h"

#include "base/text.h"
#include "career/profile.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { SENTENCE_BYTES = 400, STEPS_MAX = 40, HEADING_BYTES = 40 };

static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* The words stand at `at` and end there. */
static bool stands(sg_text text, size_t at, const char *words)
{
    size_t len = strlen(words);
    if (at > text.len || text.len - at < len || strncasecmp(text.at + at, words, len) != 0) return false;
    return at + len == text.len || !is_word_byte(text.at[at + len]) || !is_word_byte(words[len - 1]);
}

static bool starts_word(sg_text text, size_t at)
{
    return at == 0 || !is_word_byte(text.at[at - 1]);
}

/* The first of the words, ended by NULL, that the text before `end` ends with: its length, or 0. */
static size_t ends_with(sg_text text, size_t end, const char *const *words)
{
    for (; *words; words++) {
        size_t len = strlen(*words);
        if (len <= end && strncasecmp(text.at + end - len, *words, len) == 0 && starts_word(text, end - len))
            return len;
    }
    return 0;
}

static size_t skip_back(sg_text text, size_t at)
{
    while (at > 0 && text.at[at - 1] == ' ') at--;
    return at;
}

/* ---- headings ---- */

static bool is_one_of(sg_text text, const char *const *words)
{
    for (; *words; words++)
        if (text.len == strlen(*words) && strncasecmp(text.at, *words, text.len) == 0) return true;
    return false;
}

/* What a line has of a heading: without marks around it, up to its colon. */
static sg_text heading_of(sg_text line)
{
    while (line.len && strchr("#*-_= ", line.at[0])) line.at++, line.len--;
    const char *colon = line.len ? memchr(line.at, ':', line.len) : NULL;
    if (colon) line.len = (size_t)(colon - line.at);
    while (line.len && strchr("#*-_= ", line.at[line.len - 1])) line.len--;
    return line;
}

static bool is_wish_heading(sg_text heading)
{
    static const char *const words[] = {"interests",
                                        "interested in",
                                        "my interests",
                                        "other interests",
                                        "professional interests",
                                        "personal interests",
                                        "technical interests",
                                        "areas of interest",
                                        "hobbies",
                                        "hobbies and interests",
                                        "hobbies & interests",
                                        "interests and hobbies",
                                        "learning",
                                        "currently learning",
                                        "now learning",
                                        "learning next",
                                        "learning goals",
                                        "learning plan",
                                        "to learn",
                                        "want to learn",
                                        "i want to learn",
                                        "what i want to learn",
                                        "would like to learn",
                                        "wish list",
                                        "goals",
                                        "career goals",
                                        "interessen",
                                        "hobbys",
                                        "lernziele",
                                        NULL};
    return is_one_of(heading, words);
}

static bool is_other_heading(sg_text heading)
{
    static const char *const words[] = {
        "skills",     "technical skills", "experience", "work experience", "employment",
        "education",  "projects",         "languages",  "certifications",  "certificates",
        "references", "summary",          "profile",    "about me",        "about",
        "contact",    "publications",     "awards",     "volunteering",    "tools",
        "kenntnisse", "berufserfahrung",  "ausbildung", "projekte",        NULL};
    size_t capitals = 0;
    if (heading.len > HEADING_BYTES) return false;
    for (size_t i = 0; i < heading.len; i++) {
        if (islower((unsigned char)heading.at[i]) || heading.at[i] == ',') return is_one_of(heading, words);
        capitals += isupper((unsigned char)heading.at[i]) != 0;
    }
    return capitals > 4 || is_one_of(heading, words);
}

/* A part of wishes ends with the empty line behind its lines, or another heading. */
static void take_line(sg_claims *c, sg_text line)
{
    line = sg_text_trim(line);
    sg_text heading = heading_of(line);
    bool alone = line.len && heading.at + heading.len + 2 >= line.at + line.len;
    if (is_wish_heading(heading) && alone)
        c->wishes = true, c->something = false;
    else if (c->wishes && ((!line.len && c->something) || is_other_heading(heading) || (line.len && line.at[0] == '#')))
        c->wishes = false;
    else
        c->something |= line.len > 0;
}

static void read_headings(sg_claims *c, size_t to)
{
    while (c->at <= to && c->at < c->text.len) {
        const char *end = memchr(c->text.at + c->at, '\n', c->text.len - c->at);
        size_t len = end ? (size_t)(end - c->text.at) - c->at : c->text.len - c->at;
        take_line(c, (sg_text){c->text.at + c->at, len});
        c->at += len + 1;
    }
}

/* ---- wishes ---- */

static const char *const wishes[] = {"interested in",       "interest in",
                                     "interests:",          "to learn",
                                     "learn more about",    "learn about",
                                     "currently learning",  "now learning",
                                     "am learning",         "i'm learning",
                                     "started learning",    "learning:",
                                     "learning goals:",     "goals:",
                                     "curious about",       "to move into",
                                     "like to work with",   "love to work with",
                                     "want to work with",   "looking to work with",
                                     "hoping to work with", "want to get into",
                                     "like to get into",    NULL};

/* Where the sentence of the place begins, within its line. */
static size_t sentence_of(sg_text text, size_t at)
{
    size_t from = at;
    for (; from > 0 && at - from < SENTENCE_BYTES; from--) {
        char c = text.at[from - 1];
        if (strchr("\n;|", c) || (strchr(".!?", c) && text.at[from] == ' ')) break;
    }
    return from;
}

/* A wish holds for the names behind it, until the sentence goes on to something else. */
static bool is_wished_before(sg_text text, size_t start)
{
    static const char *const breaks[] = {"with",        "using",      "but",    "years",   "yrs",       "experience",
                                         "experienced", "having",     "while",  "who",     "already",   "know",
                                         "built",       "background", "by",     "through", "via",       "expert",
                                         "use",         "used",       "worked", "daily",   "fluent in", NULL};
    bool wished = false;
    for (size_t at = sentence_of(text, start), step; at < start; at += step) {
        step = 1;
        if (!starts_word(text, at)) continue;
        for (size_t i = 0; wished && breaks[i]; i++)
            if (stands(text, at, breaks[i])) wished = false;
        for (size_t i = 0; wishes[i]; i++) {
            if (!stands(text, at, wishes[i]) || at + strlen(wishes[i]) > start) continue;
            wished = true;
            step = strlen(wishes[i]);
        }
    }
    return wished;
}

/* "Rust (learning)", "Rust - want to learn" */
static bool is_wished_behind(sg_text text, size_t end)
{
    static const char *const words[] = {"learning",      "currently learning", "still learning", "to learn",
                                        "want to learn", "interested",         "wish",           NULL};
    while (end < text.len && text.at[end] == ' ') end++;
    if (end == text.len || !strchr("(:-", text.at[end])) return false;
    for (end++; end < text.len && text.at[end] == ' ';) end++;
    for (size_t i = 0; words[i]; i++) {
        size_t behind = end + strlen(words[i]);
        if (stands(text, end, words[i]) && (behind == text.len || strchr(").,;\n", text.at[behind]))) return true;
    }
    return false;
}

/* ---- what stands before a name and the names that it is listed with ---- */

/* Before mention i and those that "and" or a comma joins to it from the left: where the words end. *commas: a comma
 * joined. Each step back is one mention; *i becomes the first of the list. */
static size_t step_back(const sg_claims *c, size_t *i, bool *commas)
{
    static const char *const joins[] = {"and", "or", NULL};
    size_t at = skip_back(c->text, c->mentions[*i].start), from = at;
    bool comma = false;
    size_t len = ends_with(c->text, at, joins);
    if (len) at = skip_back(c->text, at - len);
    if (at > 0 && strchr(",/&", c->text.at[at - 1])) comma = c->text.at[--at] == ',';
    if (at == from || *i == 0) return SIZE_MAX;
    const sg_mention *before = &c->mentions[*i - 1];
    if ((size_t)before->start + before->len != skip_back(c->text, at)) return SIZE_MAX;
    *commas |= comma;
    --*i;
    return skip_back(c->text, before->start);
}

/* "with the React team" */
static bool is_of_others(const sg_claims *c, size_t i)
{
    static const char *const people[] = {"team",  "teams", "developer", "developers", "engineer",   "engineers",
                                         "folks", "guild", "people",    "squad",      "department", NULL};
    static const char *const articles[] = {"the", "our", "their", "a", "an", "other", "several", "various", NULL};
    static const char *const with[] = {"with", "alongside", NULL};
    size_t end = (size_t)c->mentions[i].start + c->mentions[i].len, at = skip_back(c->text, c->mentions[i].start);
    bool commas = false, others = false;
    while (end < c->text.len && c->text.at[end] == ' ') end++;
    for (size_t k = 0; people[k]; k++) others |= stands(c->text, end, people[k]);
    for (size_t steps = 0; others && at != SIZE_MAX && steps < STEPS_MAX; steps++, at = step_back(c, &i, &commas)) {
        size_t before = skip_back(c->text, at - ends_with(c->text, at, articles));
        if (ends_with(c->text, before, with)) return true;
    }
    return false;
}

sg_claim sg_claims_of(sg_claims *c, size_t i)
{
    size_t start = c->mentions[i].start, end = start + c->mentions[i].len;
    read_headings(c, start);
    if (c->wishes || is_wished_before(c->text, start) || is_wished_behind(c->text, end)) return SG_CLAIM_WISHED;
    return is_of_others(c, i) ? SG_CLAIM_OTHERS : SG_CLAIM_HELD;
}

/* ---- low levels ---- */

/* The name ends what is said: "basic SQL", "some SQL experience", not "basic SQL queries". */
static bool ends_there(sg_text text, size_t end)
{
    static const char *const behind[] = {"and", "or", "but", "experience", "knowledge", "skills", "exposure", NULL};
    while (end < text.len && text.at[end] == ' ') end++;
    if (end == text.len || strchr(",.;:()/|&\n-+", text.at[end])) return true;
    for (size_t i = 0; behind[i]; i++)
        if (stands(text, end, behind[i])) return true;
    return false;
}

double sg_claims_level(const sg_claims *c, size_t i)
{
    static const char *const beginner[] = {"some experience with",
                                           "some experience in",
                                           "some experience of",
                                           "little experience with",
                                           "limited experience with",
                                           "limited experience in",
                                           "basic experience with",
                                           "some knowledge of",
                                           "basic knowledge of",
                                           "basic understanding of",
                                           "basics of",
                                           "beginner in",
                                           "dabbled in",
                                           "dabbled with",
                                           NULL};
    static const char *const aware[] = {"familiar with", "familiarity with", "exposure to", "exposed to", NULL};
    static const char *const bare[] = {"some", "basic", "a bit of", "a little bit of", "a little", "rudimentary", NULL};
    bool commas = false, ends = ends_there(c->text, (size_t)c->mentions[i].start + c->mentions[i].len);
    size_t at = skip_back(c->text, c->mentions[i].start);
    for (size_t steps = 0; at != SIZE_MAX && steps < STEPS_MAX; steps++, at = step_back(c, &i, &commas)) {
        if (ends_with(c->text, at, aware)) return sg_skill_level_of("aware");
        if (ends_with(c->text, at, beginner)) return sg_skill_level_of("beginner");
        if (ends && !commas && ends_with(c->text, at, bare)) return sg_skill_level_of("beginner");
    }
    return -1;
}
