/* postings_hn: posts of Hacker News' monthly "Who is hiring?", as CSV with columns id (or objectID), date (created_at,
 * timestamp) and text (comment_text), parted by comma, semicolon, tab or bar; or as JSON of the search API of Algolia
 * (https://hn.algolia.com/api), from which the same post makes the same posting.
 *
 * 1. id: digits; the address is https://news.ycombinator.com/item?id=ID. date: YYYY-MM-DD. A row with another id or
 *    date, or with blank text, is rejected. JSON is either a search's "hits" of comments, or the "children" of a story
 *    (/api/v1/items/ID), one document or several. A post is a comment on the story itself, and no answer to another
 *    (parent_id, story_id), whose title asks who is hiring, wherever the document has it; others are rejected.
 * 2. body: the whole text. Where it holds HTML as the site's API gives it (<p>, &#x27;), paragraphs become lines, tags
 *    are dropped and entities read.
 * 3. All else is read from the first line that is not blank, up to 500 bytes, and is absent where that does not say
 *    it. The line is cut into segments at '|'; before the first '|', or where there is none, at a dash between spaces
 *    or behind a word and before a capital (not inside a range of amounts), a bullet, " * ", " // ", "is hiring", "is
 *    looking for", "seeks" and the like; where that cuts nothing, at " / ", else at the stops of sentences, else at a
 *    colon, else between a name and the places and terms that follow it behind commas. A title is also cut at "at" or
 *    "@" and a capital. Words (words.c) are compared whole, without case.
 * 4. A segment is a place when it names one, or holds a comma and two capitals ("Austin, TX"); nothing but a place when
 *    all its words say so, or a town of three words at the most is followed by a comma and its state or country, or by
 *    the code of a state. It is a title when it names an occupation, or, more weakly, a field of work; terms when all
 *    its words are of the kind "full time", "visa"; a link when it starts with an address; prose when it has over 25
 *    words, or over 5 (one sentence of several: over 1) with one as "we", "you", "is". A link or prose is none of the
 *    others.
 * 5. Employer: the first segment, unless it is nothing but a place, terms, a link, prose, over 8 words, or the only
 *    title; then the second or third, if that is not even partly a place, title or pay. A parenthesis, an address, or a
 *    place behind a comma is cut off. Absent where the first is prose, or the line one segment that is no address and
 *    no name of three words at the most before a place in parentheses.
 * 6. Title: the first segment that names an occupation, else a field of work; of several titles in it, the first. Else,
 *    behind words such as "hiring", "looking for", "need", the first occupation of the sentence with up to four words
 *    that may belong to it, unless the line asks rather than offers. Level: where the title has
 *    none, a segment of nothing but levels ("Junior & Senior"); "intern" where no title and no lasting work is named.
 * 7. Place: the first segment that names a place, the title's and the employer's own coming last; else what nothing
 *    explains (skillgap's own tables then tell whether it is a place): a short segment behind a '|', what stands in
 *    parentheses or behind "in" beside the employer, prose that names a place, any other segment. Addresses are left
 *    out.
 * 8. Pay: the first segment with an amount: digits beside a currency's sign or code, or two digits at least and a k.
 * 9. Remote, of the line's first 200 bytes, interviews apart: no ("no remote"; on site, with neither remote nor
 *    hybrid), partly ("some remote", "2 days remote", "mostly on site"; hybrid without remote), yes, or unknown.
 */
#include "skillgap/plugin.h"

#include "line.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One entity or tag at this place, read into out. Returns its length; 0: there is none. */
static size_t read_markup(const char *at, size_t len, char *out, size_t *out_len)
{
    static const char *const known[][2] = {{"&amp;", "&"},  {"&lt;", "<"},   {"&gt;", ">"},   {"&quot;", "\""},
                                           {"&#x27;", "'"}, {"&#39;", "'"},  {"&#x2F;", "/"}, {"&nbsp;", " "},
                                           {"<p>", "\n"},   {"<br>", "\n"},  {"</p>", ""},    {"<i>", ""},
                                           {"</i>", ""},    {"</a>", ""},    {"<pre>", ""},   {"</pre>", ""},
                                           {"<code>", ""},  {"</code>", ""}, {"<b>", ""},     {"</b>", ""}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t n = strlen(known[i][0]);
        if (n > len || memcmp(at, known[i][0], n) != 0) continue;
        *out_len = strlen(known[i][1]);
        memcpy(out, known[i][1], *out_len);
        return n;
    }
    const char *end = len > 8 && memcmp(at, "<a href=", 8) == 0 ? memchr(at, '>', len) : NULL;
    *out_len = 0;
    return end ? (size_t)(end - at) + 1 : 0;
}

typedef struct state {
    char *plain; /* the text without its markup */
    size_t capacity;
} state;

static size_t next_of(sg_text text, char c, size_t from)
{
    const char *found = memchr(text.at + from, c, text.len - from);
    return found ? (size_t)(found - text.at) : text.len;
}

/* Requirement 2. Borrows the text itself when there is no markup. Non-zero when memory ends. */
static int plain_text(state *st, sg_text text, sg_text *out)
{
    size_t entity = next_of(text, '&', 0), tag = next_of(text, '<', 0), len = 0;
    *out = text;
    if (entity == text.len && tag == text.len) return 0;
    if (text.len > st->capacity) {
        char *grown = realloc(st->plain, text.len * 2);
        if (!grown) return 1;
        st->plain = grown;
        st->capacity = text.len * 2;
    }
    for (size_t i = 0; i < text.len;) {
        size_t mark = entity < tag ? entity : tag, put = 0;
        memcpy(st->plain + len, text.at + i, mark - i);
        len += mark - i;
        i = mark;
        if (i == text.len) break;
        size_t took = read_markup(text.at + i, text.len - i, st->plain + len, &put);
        if (!took) st->plain[len] = text.at[i], put = took = 1;
        len += put;
        i += took;
        if (entity < i) entity = next_of(text, '&', i);
        if (tag < i) tag = next_of(text, '<', i);
    }
    *out = (sg_text){st->plain, len};
    return 0;
}

/* ---- rows ---- */

enum { ID, DATE, TEXT, N };
static const sg_column columns[N] = {{"id|objectid", SG_COLUMN_NEEDED},
                                     {"date|created_at|timestamp", SG_COLUMN_NEEDED},
                                     {"text|comment_text", SG_COLUMN_NEEDED}};

static int is_number(sg_text text)
{
    size_t digits = 0;
    while (digits < text.len && hn_is_digit(text.at[digits])) digits++;
    return digits && digits == text.len && digits < 20;
}

static int is_blank(sg_text text)
{
    size_t i = 0;
    while (i < text.len && (unsigned char)text.at[i] <= ' ') i++;
    return i == text.len;
}

static int row(const sg_services *s, void *self, const sg_text *v)
{
    state *st = self;
    char url[64];
    sg_posting out = {.id = v[ID], .remote = SG_UNKNOWN};
    if (!is_number(v[ID])) return s->reject(s, "id: expected digits", v[ID]);
    if (s->to_day(s, v[DATE], &out.day)) return s->reject(s, "date: expected YYYY-MM-DD", v[DATE]);
    if (is_blank(v[TEXT])) return s->reject(s, "text: expected a text", v[TEXT]);
    if (plain_text(st, v[TEXT], &out.body)) return 1;
    snprintf(url, sizeof url, "https://news.ycombinator.com/item?id=%.*s", (int)v[ID].len, v[ID].at);
    out.url = (sg_text){url, strlen(url)};
    hn_line_read(out.body, &out);
    return sg_emit_posting(s, &out);
}

/* ---- JSON ---- */

enum { STORY_TITLE = N, TITLE, PARENT, STORY, N_JSON };
static const sg_column paths[N_JSON] = {
    [ID] = {"objectID|id", 0},          [DATE] = {"created_at", 0}, [TEXT] = {"comment_text|text", 0},
    [STORY_TITLE] = {"story_title", 0}, [TITLE] = {"/title", 0},    [PARENT] = {"parent_id", 0},
    [STORY] = {"story_id", 0}};

static int asks_who_is_hiring(sg_text title)
{
    static const char *const asks[] = {"who is hiring", "who's hiring", "who\xE2\x80\x99s hiring"};
    for (size_t a = 0; a < sizeof asks / sizeof *asks; a++)
        for (size_t i = 0, n = strlen(asks[a]), at = 0; i < title.len; i++) {
            char c = title.at[i], low = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
            at = low == asks[a][at] ? at + 1 : low == asks[a][0];
            if (at == n) return 1;
        }
    return 0;
}

static int json_row(const sg_services *s, void *self, const sg_text *v)
{
    sg_text title = v[STORY_TITLE].len ? v[STORY_TITLE] : v[TITLE], parent = v[PARENT], story = v[STORY];
    if (!asks_who_is_hiring(title)) return s->reject(s, "title: expected a story that asks who is hiring", title);
    if (parent.len && story.len && (parent.len != story.len || memcmp(parent.at, story.at, story.len) != 0))
        return s->reject(s, "parent_id: expected story_id, as of a post that is no answer", parent);
    return row(s, self, v);
}

static int is_json(sg_text head)
{
    size_t i = 0;
    if (head.len >= 3 && memcmp(head.at, "\xEF\xBB\xBF", 3) == 0) i = 3;
    while (i < head.len && (unsigned char)head.at[i] <= ' ') i++;
    return i < head.len && (head.at[i] == '{' || head.at[i] == '[');
}

static int read_csv(const sg_services *s, sg_text head, state *st)
{
    sg_dialect dialect = {.size = sizeof dialect, .delimiter = sg_head_delimiter(head.at, head.len)};
    return s->csv(s, &dialect, columns, N, row, st);
}

static int run(const sg_services *s)
{
    static const sg_json_shape shape = {.size = sizeof shape, .items = "hits[]|children[]"};
    static state st;
    sg_text head;
    hn_words_init();
    int result = s->head(s, &head);
    if (!result) result = is_json(head) ? s->json(s, &shape, paths, N_JSON, json_row, &st) : read_csv(s, head, &st);
    free(st.plain);
    st = (state){.plain = NULL};
    return result;
}

/* Of CSV: three columns of these names and no other, or such names as only the site's items have. */
static int probe_csv(const char *head, size_t size, const char *name)
{
    sg_text rest = {head, size}, column;
    size_t n = 0;
    for (size_t i = 0; i < N; i++)
        if (!sg_head_has(head, size, columns[i].name)) return 0;
    while (sg_head_name(&rest, sg_head_delimiter(head, size), &column)) n++;
    if (sg_head_has(head, size, "objectid|parent|parent_id|story_id")) return 90;
    return n > N ? 0 : strstr(name, "hn") ? 95 : 80;
}

static int probe(const char *head, size_t size, const char *name)
{
    if (!is_json((sg_text){head, size})) return probe_csv(head, size, name);
    int hits = sg_head_holds(head, size, "\"hits\"") && sg_head_holds(head, size, "\"story_title\"");
    int tree = sg_head_holds(head, size, "\"children\"") && sg_head_holds(head, size, "\"story_id\"");
    return hits || tree ? 90 : 0;
}

SG_EXPORT const sg_plugin sg_plugin_entry = {
    .abi = SG_PLUGIN_ABI,
    .size = sizeof(sg_plugin),
    .kind = SG_KIND_POSTINGS,
    .parts = 1,
    .id = "postings_hn",
    .version = "1.0",
    .summary = "Hacker News \"Who is hiring?\": CSV of id, date, text, or Algolia's JSON",
    .licence = "the posts belong to their authors",
    .homepage = "https://news.ycombinator.com/submitted?id=whoishiring",
    .probe = probe,
    .run = run};
