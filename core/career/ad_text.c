#include "career/ad_text.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
    SIGNATURE_LINES = 8, /* longer ends of a text may be the ad's own */
    SIGNATURE_BYTES = 80,
    NAME_WORDS = 5,
    PART_BYTES = 80,
    HEAD_LINES = 3,
    LONG_LINE = 50 /* a line of so many bytes was broken by its width */
};

static void blank(char *at, size_t len)
{
    memset(at, ' ', len);
}

static bool begins(sg_text text, const char *with)
{
    size_t len = strlen(with);
    return text.len >= len && strncasecmp(text.at, with, len) == 0;
}

/* ---- what is not the employer's ---- */

static bool is_quoted(sg_text line)
{
    line = sg_text_trim(line);
    return line.len && line.at[0] == '>';
}

static size_t leave_quoted(char *text, size_t len)
{
    sg_text rest = {text, len}, line;
    size_t quoted = 0, own = 0;
    while (sg_text_split(&rest, '\n', &line)) {
        quoted += is_quoted(line);
        own += !is_quoted(line) && sg_text_trim(line).len;
    }
    if (!own) return 0;
    for (rest = (sg_text){text, len}; sg_text_split(&rest, '\n', &line);)
        if (is_quoted(line)) blank(text + (line.at - text), line.len);
    return quoted;
}

/* "Best regards," and its like: all of a line. */
static bool takes_leave(sg_text line)
{
    static const char *const words[] = {"best",
                                        "best regards",
                                        "kind regards",
                                        "warm regards",
                                        "regards",
                                        "best wishes",
                                        "all the best",
                                        "thanks",
                                        "many thanks",
                                        "thank you",
                                        "thanks and regards",
                                        "cheers",
                                        "sincerely",
                                        "yours sincerely",
                                        "mit freundlichen grüßen",
                                        "freundliche grüße",
                                        "viele grüße",
                                        "beste grüße"};
    while (line.len && strchr(",.!", line.at[line.len - 1])) line.len--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (line.len == strlen(words[i]) && begins(line, words[i])) return true;
    return false;
}

/* Whether the rest of the text is no more than the lines of a signature; *lines: how many. */
static bool is_signature(sg_text rest, size_t *lines)
{
    sg_text line;
    *lines = 0;
    while (sg_text_split(&rest, '\n', &line)) {
        line = sg_text_trim(line);
        bool item = line.len > 1 && strchr("-*", line.at[0]) && line.at[1] == ' ';
        if (item || line.len > SIGNATURE_BYTES) return false;
        *lines += line.len > 0;
    }
    return *lines > 0 && *lines <= SIGNATURE_LINES;
}

static size_t leave_signature(char *text, size_t len)
{
    sg_text rest = {text, len}, line;
    size_t lines;
    while (sg_text_split(&rest, '\n', &line)) {
        sg_text own = sg_text_trim(line);
        if (!rest.at || !(sg_text_is(own, "--") || takes_leave(own)) || !is_signature(rest, &lines)) continue;
        blank(text + (line.at - text), line.len);
        for (char *at = text + (rest.at - text); at < text + len; at++)
            if (*at != '\n') *at = ' ';
        return lines;
    }
    return 0;
}

sg_ad_left_out sg_ad_leave_out(char *text, size_t len)
{
    sg_ad_left_out left = {0};
    left.quoted = leave_quoted(text, len);
    left.signature = leave_signature(text, len);
    return left;
}

/* ---- names that are no skills ---- */

typedef struct reading {
    const sg_titles *titles;
    sg_text text;
    char *out; /* as long as the text */
    sg_text *employer;
} reading;

static void leave_name(const reading *r, sg_text name, bool employer)
{
    blank(r->out + (name.at - r->text.at), name.len);
    if (employer && !r->employer->at && name.len) *r->employer = name;
}

static sg_status names_role(const reading *r, sg_text part, bool *is, sg_error *err)
{
    sg_title_reading title = {SG_ID_NONE, -1};
    sg_status status = part.len ? sg_title_read(r->titles, part, &title, err) : SG_OK;
    *is = title.role != SG_ID_NONE;
    return status;
}

static bool is_code(sg_text text)
{
    return text.len == 2 && isupper((unsigned char)text.at[0]) && isupper((unsigned char)text.at[1]);
}

/* Of a part that names a place, what commas part and is of the place: "Austin, TX", not "Go, Austin". */
static sg_status leave_place(const reading *r, sg_text part, bool *is, sg_error *err)
{
    sg_place_reading place = {SG_ID_NONE, SG_UNKNOWN};
    sg_status status = part.len <= PART_BYTES ? sg_place_read(r->titles, part, &place, err) : SG_OK;
    *is |= status == SG_OK && (place.region != SG_ID_NONE || place.remote != SG_UNKNOWN);
    if (status != SG_OK || place.region == SG_ID_NONE) return status;
    for (sg_text piece; status == SG_OK && part.at && sg_text_split(&part, ',', &piece);) {
        sg_place_reading own = {SG_ID_NONE, SG_UNKNOWN};
        piece = sg_text_trim(piece);
        if (piece.len) status = sg_place_read(r->titles, piece, &own, err);
        if (status == SG_OK && (own.region != SG_ID_NONE || is_code(piece))) leave_name(r, piece, false);
    }
    return status;
}

/* The employer is what stands first, unless that alone names a role. A line of parts that tells neither a role nor a
 * place is no head: "Python | Kafka | AWS". */
static sg_status read_parts(const reading *r, sg_text line, sg_error *err)
{
    sg_text rest = line, part, first = {0};
    sg_status status = SG_OK;
    bool role = false, first_role = false, other_role = false, place = false;
    for (size_t i = 0; status == SG_OK && rest.at && sg_text_split(&rest, '|', &part); i++) {
        part = sg_text_trim(part);
        status = names_role(r, part, &role, err);
        if (i == 0)
            first = part, first_role = role;
        else
            other_role |= role;
        if (i > 0 && status == SG_OK && !role) status = leave_place(r, part, &place, err);
    }
    bool employer = other_role || (place && !first_role);
    if (status == SG_OK && employer && first.len <= PART_BYTES) leave_name(r, first, true);
    return status;
}

static bool is_name_word(sg_text word)
{
    static const char *const joins[] = {"of", "and", "the", "&", "de", "by"};
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
        if (sg_text_is(word, joins[i])) return true;
    return isupper((unsigned char)word.at[0]) || isdigit((unsigned char)word.at[0]);
}

/* "Acme Robotics" of "Acme Robotics is hiring a …": capital words alone, or absent. */
static sg_text hiring_name(sg_text line)
{
    static const char behind[] = " is hiring";
    sg_text word, name = {0};
    for (size_t at = 1; at + sizeof behind - 1 <= line.len && !name.at; at++)
        if (strncasecmp(line.at + at, behind, sizeof behind - 1) == 0) name = (sg_text){line.at, at};
    size_t words = 0;
    for (sg_text rest = name; rest.at && sg_text_split(&rest, ' ', &word); words++)
        if (!word.len || !is_name_word(word)) return (sg_text){0};
    return words <= NAME_WORDS ? name : (sg_text){0};
}

static sg_text labelled_name(sg_text line)
{
    static const char *const labels[] = {"company:", "company name:", "employer:", "unternehmen:", "firma:"};
    while (line.len && strchr("*-# ", line.at[0])) line.at++, line.len--;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t len = strlen(labels[i]);
        if (begins(line, labels[i]) && line.len - len <= PART_BYTES)
            return sg_text_trim((sg_text){line.at + len, line.len - len});
    }
    return (sg_text){0};
}

static sg_status read_line(const reading *r, sg_text line, bool head, sg_error *err)
{
    size_t bars = 0;
    for (size_t i = 0; i < line.len; i++) bars += line.at[i] == '|';
    if (head && bars >= 2) return read_parts(r, line, err);
    sg_text name = labelled_name(line);
    if (!name.len) name = hiring_name(line);
    if (name.len) leave_name(r, name, true);
    return SG_OK;
}

/* ---- lines that a sentence runs over ---- */

/* A word that ends no sentence. */
static bool ends_open(sg_text line)
{
    static const char *const words[] = {"if",   "and", "or",    "with",  "in",   "of",   "for",  "to",   "the",
                                        "a",    "an",  "as",    "on",    "at",   "by",   "from", "you",  "we",
                                        "your", "our", "using", "like",  "have", "has",  "are",  "is",   "that",
                                        "who",  "und", "oder",  "mit",   "von",  "some", "also", "e.g.", "plus",
                                        "but",  "nor", "than",  "knows", "know", "both", "no",   "not"};
    size_t from = line.len;
    while (from > 0 && line.at[from - 1] != ' ') from--;
    sg_text last = {line.at + from, line.len - from};
    for (size_t i = 0; from && i < sizeof words / sizeof *words; i++)
        if (last.len == strlen(words[i]) && begins(last, words[i])) return true;
    return false;
}

static bool runs_on(sg_text line, sg_text next)
{
    line = sg_text_trim(line), next = sg_text_trim(next);
    if (!line.len || !next.len || strchr(".!?:;", line.at[line.len - 1]) || line.at[0] == '#') return false;
    if (ends_open(line)) return isalnum((unsigned char)next.at[0]);
    return line.len >= LONG_LINE && islower((unsigned char)next.at[0]);
}

static void join_lines(sg_text text, char *out)
{
    sg_text rest = text, line, next;
    bool more = sg_text_split(&rest, '\n', &line);
    for (; more && rest.at && sg_text_split(&rest, '\n', &next); line = next)
        if (runs_on(line, next)) out[next.at - text.at - 1] = ' ';
}

sg_status sg_ad_reading(const sg_titles *titles, sg_text text, sg_buf *out, sg_text *employer, sg_error *err)
{
    sg_text found = {0};
    if (sg_buf_add(out, text.at, text.len) != 0) return sg_fail(err, SG_EFAIL, "no memory to read it");
    reading r = {titles, text, out->at, &found};
    sg_status status = SG_OK;
    size_t seen = 0;
    for (sg_text rest = text, line; status == SG_OK && sg_text_split(&rest, '\n', &line);) {
        line = sg_text_trim(line);
        if (line.len) status = read_line(&r, line, ++seen <= HEAD_LINES, err);
    }
    if (status != SG_OK) return status;
    join_lines(text, out->at);
    *employer = found;
    return SG_OK;
}
