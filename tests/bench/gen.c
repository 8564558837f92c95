/* Writes about MB megabytes of made-up job ads as CSV: id,date,title,company,location,salary,description; the same
 * bytes for the same arguments. What an ad asks for is what a hiring post of FACTS asked for, so that names are as
 * common, and go together, as in life; sentences are made from patterns and common words. One ad in four is HTML; one
 * in eight is an earlier one posted again, with another date and, of those, half with an edited sentence.
 *
 * usage: gen MB SKILLS.csv WORDS.txt FACTS.csv… >FILE */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SKILLS_MAX = 20000, WORDS_MAX = 20000, POSTS_MAX = 100000, LINE_SIZE = 1 << 16, AD_SIZE = 1 << 15, KEPT = 64 };

typedef struct skill {
    char *id, *name;
} skill;

static skill skills[SKILLS_MAX];
static char *words[WORDS_MAX], *posts[POSTS_MAX]; /* posts: skill ids, separated by spaces */
static size_t n_skills, n_words, n_posts;
static uint64_t state = 0x9e3779b97f4a7c15u;

/* xorshift64* (Vigna 2016) */
static uint32_t below(size_t n)
{
    state ^= state >> 12, state ^= state << 25, state ^= state >> 27;
    return (uint32_t)((state * 0x2545f4914f6cdd1du >> 33) % n);
}

/* ---- what is read ---- */

/* Field k of a simple CSV line, in place; NULL when it is not there or the line has quotes. */
static char *field(char *line, int k)
{
    if (strchr(line, '"')) return NULL;
    for (; k && line; k--) line = (line = strchr(line, ',')) ? line + 1 : NULL;
    if (line) line[strcspn(line, ",\r\n")] = '\0';
    return line;
}

static void read_lines(const char *path, void (*take)(char *line))
{
    static char line[LINE_SIZE];
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        exit(1);
    }
    for (int first = 1; fgets(line, sizeof line, file); first = 0)
        if (!first) take(line);
    fclose(file);
}

static void take_skill(char *line)
{
    char *comma = strchr(line, ',');
    if (!comma || n_skills == SKILLS_MAX) return;
    char *name = field(comma + 1, 0);
    if (!name) return;
    *comma = '\0';
    skills[n_skills++] = (skill){strdup(line), strdup(name)};
}

static void take_word(char *line)
{
    line[strcspn(line, "\r\n")] = '\0';
    if (n_words < WORDS_MAX && *line && *line != '#') words[n_words++] = strdup(line);
}

static void take_post(char *line)
{
    char *asked = field(line, 11);
    if (asked && *asked && n_posts < POSTS_MAX) posts[n_posts++] = strdup(asked);
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const skill *)a)->id, ((const skill *)b)->id);
}

/* ---- an ad ---- */

static char ad[AD_SIZE];
static size_t len;
static int html;

static void put(const char *text)
{
    size_t n = strlen(text);
    if (len + n < AD_SIZE) memcpy(ad + len, text, n), len += n;
}

/* Common words come as often as Zipf's law has it, about. */
static const char *word(void)
{
    double at = (below(10000) + 1) / 10000.0;
    return words[(size_t)(at * at * at * (double)(n_words - 1))];
}

/* A pattern's * becomes a word. */
static void put_pattern(const char *pattern)
{
    for (; *pattern; pattern++) {
        char one[2] = {*pattern, '\0'};
        put(*pattern == '*' ? word() : one);
    }
}

static void heading(const char *text)
{
    put(html ? "<h3>" : "\n");
    put(text);
    put(html ? "</h3>" : ":\n");
}

static void paragraph(unsigned sentences)
{
    static const char *const patterns[] = {
        "We are a * company that helps people with their * and their * every day. ",
        "Our team works with * and * to bring a better * to customers all over the world. ",
        "You will work closely with the * team, own the * from start to end, and help us to * it. ",
        "Last year we grew the * by half, and now we need people who care about * as much as we do. ",
        "We believe that a * place to work is one where everyone can *, learn and be heard. ",
        "As part of this role you will *, * and * new features, from the first idea to the day they ship. ",
        "The * that we build is used by thousands of *, and they let us know what they think of it. ",
        "You take part in the * of our services, look for ways to * them, and write about what you find. "};
    put(html ? "<p>" : "");
    for (unsigned i = 0; i < sentences; i++) put_pattern(patterns[below(sizeof patterns / sizeof *patterns)]);
    put(html ? "</p>" : "\n");
}

static const char *name_of(const char *id, size_t size)
{
    char key[64];
    if (size >= sizeof key) return NULL;
    memcpy(key, id, size);
    key[size] = '\0';
    const skill *found = bsearch(&(skill){key, NULL}, skills, n_skills, sizeof *skills, by_id);
    return found ? found->name : NULL;
}

/* One line for each two or three skills that the post asked for. */
static void put_asked(const char *asked)
{
    static const char *const starts[] = {"Experience with ", "Strong knowledge of ",
                                         "3+ years of ",     "Hands-on work with ",
                                         "You know ",        "Good understanding of "};
    unsigned in_line = 0;
    for (const char *at = asked; *at;) {
        size_t size = strcspn(at, " ");
        const char *name = name_of(at, size);
        at += size + (at[size] == ' ');
        if (!name) continue;
        if (in_line == 0) put(html ? "<li>" : "- "), put(starts[below(sizeof starts / sizeof *starts)]);
        if (in_line) put(in_line == 1 ? " and " : ", ");
        put(name);
        if (++in_line < 3 && below(2)) continue;
        put_pattern(html ? " in a * setting</li>" : " in a * setting\n");
        in_line = 0;
    }
    if (in_line) put(html ? "</li>" : "\n");
}

static void make_ad(void)
{
    html = below(4) == 0;
    len = 0;
    heading("About us");
    paragraph(5 + below(5));
    heading("What you will do");
    for (unsigned i = 3 + below(4); i; i--) paragraph(1 + below(4));
    heading("Requirements");
    put(html ? "<ul>" : "");
    put_asked(posts[below(n_posts)]);
    put(html ? "</ul>" : "");
    heading("Nice to have");
    put(html ? "<ul>" : "");
    if (below(3) == 0) put_asked(posts[below(n_posts)]);
    put(html ? "</ul>" : "");
    heading("Benefits");
    paragraph(2 + below(4));
    put("Health, dental and vision insurance, 25 days of leave, a budget to learn, and a chair that you like.");
    ad[len] = '\0';
}

/* ---- rows ---- */

static size_t put_quoted(const char *text)
{
    size_t wrote = 2;
    putchar('"');
    for (; *text; text++, wrote++) {
        if (*text == '"') putchar('"'), wrote++;
        putchar(*text);
    }
    putchar('"');
    return wrote;
}

static size_t put_row(unsigned id, const char *text)
{
    static const char *const titles[] = {"Software Engineer",    "Senior Backend Engineer",
                                         "Data Scientist",       "Frontend Developer",
                                         "DevOps Engineer",      "Machine Learning Engineer",
                                         "Staff Engineer",       "QA Engineer",
                                         "Full Stack Developer", "Security Engineer"},
                             *const places[] = {"Berlin, Germany", "Austin, TX",        "New York, NY",  "London, UK",
                                                "Remote (US)",     "San Francisco, CA", "Paris, France", "Toronto, ON"};
    unsigned lo = 60 + below(120), year = 2015 + (id / 4000) % 10;
    int wrote =
        printf("%u,%04u-%02u-%02u,%s,Example %u Ltd,\"%s\",\"$%u,000 - $%u,000 a year\",", id, year, 1 + below(12),
               1 + below(28), titles[below(10)], below(9973), places[below(8)], lo, lo + 10 + below(50));
    wrote += (int)put_quoted(text);
    putchar('\n');
    return (size_t)wrote + 1;
}

int main(int argc, char **argv)
{
    static char kept[KEPT][AD_SIZE];
    if (argc < 5) return 2;
    size_t target = strtoul(argv[1], NULL, 10) * 1000000;
    read_lines(argv[2], take_skill);
    read_lines(argv[3], take_word);
    for (int i = 4; i < argc; i++) read_lines(argv[i], take_post);
    if (!n_skills || !n_words || !n_posts) return 1;
    for (size_t i = n_words - 1; i > 0; i--) { /* they come sorted; which are common is left to chance */
        size_t other = below(i + 1);
        char *held = words[i];
        words[i] = words[other];
        words[other] = held;
    }
    qsort(skills, n_skills, sizeof *skills, by_id);
    size_t wrote = (size_t)printf("id,date,title,company,location,salary,description\n");
    for (unsigned id = 1; wrote < target; id++) {
        char *old = kept[below(KEPT)];
        if (*old && below(8) == 0) {
            len = strlen(old);
            memcpy(ad, old, len + 1);
            if (below(2)) paragraph(1);
            ad[len] = '\0';
        } else {
            make_ad();
            memcpy(old, ad, strlen(ad) + 1);
        }
        wrote += put_row(id, ad);
    }
    return 0;
}
