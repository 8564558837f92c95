/* A page is looked through for its scripts as HTML's tokenizer does it, as far as that matters here: comments, quoted
 * attributes and other scripts hold no tags. A message is read line by line; its parts of HTML are pages. */
#include "input/json_source.h"

#include "base/mem.h"

#include <string.h>
#include <strings.h>

enum { RAW_SIZE = 64 * 1024, HEAD_SIZE = 4096 };
enum { IN_TEXT, IN_TAG, IN_COMMENT, IN_SCRIPT, IN_JSON };

static const char script_end[] = "</script";

/* Moves what is left to the front and reads behind it. */
static sg_status refill(sg_json_source *s, sg_error *err)
{
    memmove(s->raw, s->raw + s->at, s->end - s->at);
    s->offset += s->at;
    s->end -= s->at;
    s->at = 0;
    while (!s->over && s->end < RAW_SIZE) {
        size_t got = 0;
        sg_status status = s->read(s->read_self, s->raw + s->end, RAW_SIZE - s->end, &got, err);
        if (status != SG_OK) return status;
        s->over = got == 0;
        s->end += got;
    }
    return SG_OK;
}

static bool holds(const char *at, size_t len, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= len; i++)
        if (strncasecmp(at + i, word, n) == 0) return true;
    return false;
}

static bool starts_with(const char *at, size_t len, const char *word)
{
    return len >= strlen(word) && strncasecmp(at, word, strlen(word)) == 0;
}

static sg_status tell_form(sg_json_source *s, bool in_html, sg_error *err)
{
    const char *raw = s->raw;
    if (s->end >= 2 && (memcmp(raw, "\xFF\xFE", 2) == 0 || memcmp(raw, "\xFE\xFF", 2) == 0 || !raw[0] || !raw[1]))
        return sg_fail(err, SG_EFAIL, "byte 0: expected text in UTF-8, found UTF-16");
    if (s->end >= 3 && memcmp(raw, "\xEF\xBB\xBF", 3) == 0) s->at = 3;
    size_t first = s->at;
    while (first < s->end && memchr(" \t\r\n", raw[first], 4)) first++;
    if (!in_html || first == s->end) return SG_OK;
    s->page = raw[first] == '<';
    s->mail = !s->page && !memchr("[{", raw[first], 2) &&
              holds(raw, s->end < HEAD_SIZE ? s->end : HEAD_SIZE, "content-type: multipart/");
    s->in_head = s->mail;
    return SG_OK;
}

sg_status sg_json_source_init(sg_json_source *source, sg_read_fn read, void *read_self, bool in_html, sg_error *err)
{
    source->read = read;
    source->read_self = read_self;
    source->raw = sg_alloc(RAW_SIZE);
    source->map = in_html ? sg_alloc(RAW_SIZE * sizeof *source->map) : NULL;
    sg_buf_init(&source->decoded, RAW_SIZE);
    if (!source->raw || (in_html && !source->map)) return sg_fail(err, SG_EFAIL, "no memory to read");
    sg_status status = refill(source, err);
    return status == SG_OK ? tell_form(source, in_html, err) : status;
}

void sg_json_source_release(sg_json_source *source)
{
    sg_free(source->raw);
    sg_free(source->map);
    sg_buf_release(&source->decoded);
}

/* What was read and not yet looked at; empty at the input's end. */
static sg_status take_raw(sg_json_source *s, sg_json_piece *piece, sg_error *err)
{
    sg_status status = s->at < s->end ? SG_OK : refill(s, err);
    *piece = (sg_json_piece){.text = {s->raw + s->at, s->end - s->at}, .offset = s->offset + s->at};
    s->at = s->end;
    return status;
}

/* ---- the message (RFC 2045, 2046 and 2557) ---- */

static void read_header(sg_json_source *s, const char *line, size_t len)
{
    static const char name[] = "boundary=";
    for (size_t i = 0; !s->boundary[0] && i + sizeof name < len; i++) {
        if (strncasecmp(line + i, name, sizeof name - 1) != 0) continue;
        const char *from = line + i + sizeof name - 1;
        if (*from == '"') from++;
        for (size_t n = 0; n < sizeof s->boundary - 1 && from + n < line + len && !strchr("\";\r\n", from[n]); n++)
            s->boundary[n] = from[n];
    }
    if (starts_with(line, len, "content-type:")) s->is_page = holds(line, len, "text/html");
    if (!starts_with(line, len, "content-transfer-encoding:")) return;
    s->quoted = holds(line, len, "quoted-printable");
    if (holds(line, len, "base64")) s->is_page = false; /* is not read */
}

static int hex(char c)
{
    static const char digits[] = "0123456789ABCDEF0123456789abcdef";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)((at - digits) & 15) : -1;
}

static void decode_line(sg_json_source *s, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++) {
        size_t at = i;
        char c = s->raw[i];
        if (s->quoted && c == '=') {
            int high = i + 2 < end ? hex(s->raw[i + 1]) : -1, low = high < 0 ? -1 : hex(s->raw[i + 2]);
            if (low >= 0) c = (char)(high << 4 | low), i += 2;
            if (low < 0 && i + 1 < end && memchr(" \t\r\n", s->raw[i + 1], 4)) return; /* a soft line break */
        }
        s->map[s->decoded.len] = (uint32_t)at;
        sg_buf_char(&s->decoded, c);
    }
}

static void read_line(sg_json_source *s, size_t from, size_t end)
{
    const char *line = s->raw + from;
    size_t len = end - from;
    if (s->boundary[0] && starts_with(line, len, "--") && starts_with(line + 2, len - 2, s->boundary)) {
        s->in_head = true;
        s->is_page = s->quoted = false;
    } else if (s->in_head) {
        s->in_head = len > 2 || (line[0] != '\n' && line[0] != '\r');
        read_header(s, line, len);
    } else if (s->is_page) {
        decode_line(s, from, end);
    }
}

/* The lines that were read, without the last when more of it may follow. */
static sg_status take_lines(sg_json_source *s, sg_json_piece *piece, sg_error *err)
{
    sg_buf_clear(&s->decoded);
    while (s->decoded.len == 0) {
        sg_status status = refill(s, err);
        if (status != SG_OK) return status;
        if (s->at == s->end) break;
        const char *last = s->over ? NULL : memrchr(s->raw, '\n', s->end);
        size_t end = last ? (size_t)(last - s->raw) + 1 : s->end;
        while (s->at < end) {
            const char *next = memchr(s->raw + s->at, '\n', end - s->at);
            size_t stop = next ? (size_t)(next - s->raw) + 1 : end;
            read_line(s, s->at, stop);
            s->at = stop;
        }
    }
    *piece = (sg_json_piece){.text = {s->decoded.at, s->decoded.len}, .offset = s->offset, .map = s->map};
    return s->decoded.failed ? sg_fail(err, SG_EFAIL, "no memory to read") : SG_OK;
}

/* ---- the page ---- */

/* ASP.NET writes the plus sign as an entity. */
static bool is_json_tag(const sg_json_source *s)
{
    size_t len = s->tag_len < sizeof s->tag ? s->tag_len : sizeof s->tag;
    return holds(s->tag, len, "application/ld+json") || holds(s->tag, len, "application/ld&#x2b;json");
}

static void tag_byte(sg_json_source *s, char c)
{
    if (s->quote || c != '>') {
        if (s->tag_len == 0 && !memchr("/!?", c, 3) && ((c | 0x20) < 'a' || (c | 0x20) > 'z')) {
            s->where = IN_TEXT; /* "a < b" */
            return;
        }
        if (s->quote ? c == s->quote : (c == '"' || c == '\'') && s->tag[0] != '!') s->quote = s->quote ? '\0' : c;
        if (s->tag_len < sizeof s->tag) s->tag[s->tag_len] = c;
        if (++s->tag_len == 3 && memcmp(s->tag, "!--", 3) == 0) s->where = IN_COMMENT;
        return;
    }
    bool script = s->tag_len >= 6 && strncasecmp(s->tag, "script", 6) == 0 &&
                  (s->tag_len == 6 || memchr(" \t\r\n/", s->tag[6], 5));
    s->where = !script ? IN_TEXT : is_json_tag(s) ? IN_JSON : IN_SCRIPT;
    s->matched = 0;
}

static void comment_byte(sg_json_source *s, char c)
{
    if (c == '>' && s->matched >= 2) {
        s->where = IN_TEXT;
        s->matched = 0;
    } else {
        s->matched = c == '-' ? s->matched + 1 : 0;
    }
}

static void tag_start(sg_json_source *s)
{
    s->where = IN_TAG;
    s->tag_len = s->matched = 0;
    s->quote = s->tag[0] = '\0';
}

/* In a script: the bytes up to what may be its end, those that were not, or, with len 0, its end. false: none yet. */
static bool script_next(sg_json_source *s, sg_json_piece *out)
{
    const char *at = s->whole.text.at + s->seen;
    size_t left = s->whole.text.len - s->seen;
    bool json = s->where == IN_JSON;
    const char *end = memchr(at, '<', left);
    size_t n = s->matched ? 0 : end ? (size_t)(end - at) : left;
    *out = (sg_json_piece){.text = {at, n},
                           .offset = s->whole.offset + (s->whole.map ? 0 : s->seen),
                           .map = s->whole.map ? s->whole.map + s->seen : NULL};
    s->seen += n;
    if (n) return json;
    if ((*at | 0x20) == (script_end[s->matched] | 0x20)) {
        if (s->matched == 0) s->held_offset = sg_json_piece_offset(&s->whole, s->seen);
        s->held[s->matched++] = *at;
        s->seen++;
        if (s->matched < sizeof script_end - 1) return false;
        tag_start(s);
        return json;
    }
    *out = (sg_json_piece){.text = {s->held, s->matched}, .offset = s->held_offset};
    s->matched = 0;
    return json;
}

/* Looks through what is there; false: nothing of a script's JSON is left in it. */
static bool page_next(sg_json_source *s, sg_json_piece *out)
{
    while (s->seen < s->whole.text.len) {
        const char *at = s->whole.text.at + s->seen;
        if (s->where == IN_SCRIPT || s->where == IN_JSON) {
            if (script_next(s, out)) return true;
        } else if (s->where == IN_TEXT) {
            const char *next = memchr(at, '<', s->whole.text.len - s->seen);
            s->seen = next ? (size_t)(next - s->whole.text.at) + 1 : s->whole.text.len;
            if (next) tag_start(s);
        } else {
            s->seen++;
            if (s->where == IN_TAG)
                tag_byte(s, *at);
            else
                comment_byte(s, *at);
        }
    }
    return false;
}

sg_status sg_json_source_next(sg_json_source *source, sg_json_piece *piece, bool *last, sg_error *err)
{
    sg_status status;
    *last = false;
    if (!source->page && !source->mail) {
        status = take_raw(source, piece, err);
        *last = piece->text.len == 0;
        return status;
    }
    while (!page_next(source, piece)) {
        status = source->mail ? take_lines(source, &source->whole, err) : take_raw(source, &source->whole, err);
        source->seen = 0;
        if (status != SG_OK) return status;
        if (source->whole.text.len) continue;
        *piece = (sg_json_piece){.offset = source->offset + source->end};
        *last = true;
        break;
    }
    return SG_OK;
}
