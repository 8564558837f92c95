/* Writes about MB megabytes of made-up postings as id,date,text CSV: the same bytes for the same size. Words follow a
 * Zipf-like law; names of skills come from the forms table, as often as posts name them (one word in eight).
 * usage: gen MB FORMS.csv >FILE */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 0x9e3779b97f4a7c15u;

/* xorshift64* (Vigna 2016) */
static uint32_t next_random(uint32_t below)
{
    state ^= state >> 12, state ^= state << 25, state ^= state >> 27;
    return (uint32_t)((state * 0x2545f4914f6cdd1du >> 33) % below);
}

enum { FORMS_MAX = 20000, WORDS = 4000 };
static const char *forms[FORMS_MAX];
static size_t n_forms;
static char words[WORDS][12];

static void make_words(void)
{
    for (size_t i = 0; i < WORDS; i++) {
        size_t len = 2 + next_random(8);
        for (size_t k = 0; k < len; k++) words[i][k] = "etaoinshrdlucmfwypvbgkqjxz"[next_random(12 + next_random(14))];
        words[i][len] = '\0';
    }
}

/* Second column of a simple CSV; rows with quotes are passed over. */
static void read_forms(const char *path)
{
    FILE *file = fopen(path, "r");
    char line[1024];
    if (!file) return;
    while (fgets(line, sizeof line, file) && n_forms < FORMS_MAX) {
        char *at = strchr(line, ','), *end = at ? strchr(at + 1, ',') : NULL;
        if (!end || strchr(line, '"')) continue;
        *end = '\0';
        char *copy = strdup(at + 1);
        if (copy) forms[n_forms++] = copy;
    }
    fclose(file);
}

static size_t put_word(void)
{
    uint32_t rank = next_random(WORDS);
    if (next_random(8) == 0) return (size_t)printf("%s", forms[next_random((uint32_t)n_forms)]);
    return (size_t)printf("%s", words[rank * (uint64_t)rank / WORDS]);
}

int main(int argc, char **argv)
{
    if (argc != 3) return 2;
    size_t target = strtoul(argv[1], NULL, 10) * 1000000, wrote = 0;
    read_forms(argv[2]);
    if (n_forms == 0) forms[n_forms++] = "Python";
    make_words();
    wrote += (size_t)printf("id,date,text\n");
    for (unsigned id = 1; wrote < target; id++) {
        wrote += (size_t)printf("%u,%04u-%02u-%02u,\"Example %u | Software Engineer | Berlin, Germany | REMOTE\n", id,
                                2015 + id % 10, 1 + id % 12, 1 + id % 28, id % 9973);
        for (uint32_t n = 60 + next_random(400); n; n--) {
            wrote += put_word();
            wrote += (size_t)printf("%s", next_random(12) == 0 ? ", " : next_random(40) == 0 ? ".\n" : " ");
        }
        wrote += (size_t)printf("\"\n");
    }
    return 0;
}
