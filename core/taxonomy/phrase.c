#include "taxonomy/phrase.h"

#include "base/mem.h"
#include "base/text.h"

#include <string.h>
#include <strings.h>

enum { PIECES_MAX = 1 << 24 };

/* "{year}" as three tokens; the class, or SG_PIECE_SAME. */
static sg_piece_kind class_named(sg_text text, const sg_token *brace, size_t *end)
{
    static const struct {
        const char *name;
        sg_piece_kind kind;
    } classes[] = {{"{number}", SG_PIECE_NUMBER}, {"{year}", SG_PIECE_YEAR}, {"{capital}", SG_PIECE_CAPITAL}};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        sg_text name = sg_text_of(classes[i].name);
        if (text.len - brace->start < name.len || !sg_text_equal((sg_text){text.at + brace->start, name.len}, name))
            continue;
        *end = brace->start + name.len;
        return classes[i].kind;
    }
    return SG_PIECE_SAME;
}

static sg_piece piece_of(sg_text text, const sg_token *token, size_t *end)
{
    sg_piece piece = {.hash = token->hash, .mark = token->mark != 0};
    *end = token->end;
    if (token->mark == '{') {
        piece.kind = (uint8_t)class_named(text, token, end);
        piece.mark = piece.kind == SG_PIECE_SAME;
    } else if (!token->mark && token->end < text.len && text.at[token->end] == '*') {
        piece.kind = SG_PIECE_PREFIX;
        piece.prefix = (sg_text){text.at + token->start, token->end - token->start};
        *end = token->end + 1;
    }
    return piece;
}

static int add_phrase(sg_phrases *p, sg_text text)
{
    sg_phrase phrase = {(uint32_t)p->n_pieces, 0};
    sg_token token;
    for (size_t at = 0; sg_token_next(text, at, &token);) {
        if (SG_GROW(p->pieces, p->n_pieces, p->pieces_cap, PIECES_MAX) != 0) return -1;
        p->pieces[p->n_pieces++] = piece_of(text, &token, &at);
        phrase.n++;
    }
    if (phrase.n == 0) return 0;
    if (SG_GROW(p->items, p->n_items, p->items_cap, PIECES_MAX) != 0) return -1;
    p->items[p->n_items++] = phrase;
    return 0;
}

int sg_phrases_add(sg_phrases *phrases, sg_text words, uint32_t *first, uint32_t *n)
{
    sg_text part;
    size_t before = phrases->n_items;
    while (sg_text_split(&words, '|', &part))
        if (add_phrase(phrases, part) != 0) return -1;
    *first = (uint32_t)before;
    *n = (uint32_t)(phrases->n_items - before);
    return 0;
}

void sg_phrases_release(sg_phrases *phrases)
{
    sg_free(phrases->pieces);
    sg_free(phrases->items);
    *phrases = (sg_phrases){0};
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool piece_is(const sg_piece *piece, sg_text text, const sg_token *token)
{
    const char *at = text.at + token->start;
    size_t len = token->end - token->start;
    switch ((sg_piece_kind)piece->kind) {
    case SG_PIECE_SAME: return token->hash != 0 && piece->hash == token->hash;
    case SG_PIECE_PREFIX:
        return !token->mark && len >= piece->prefix.len && strncasecmp(at, piece->prefix.at, piece->prefix.len) == 0;
    case SG_PIECE_NUMBER: return is_digit(at[0]);
    case SG_PIECE_YEAR:
        return len == 4 && ((at[0] == '1' && at[1] == '9') || (at[0] == '2' && at[1] == '0')) && is_digit(at[2]) &&
               is_digit(at[3]);
    case SG_PIECE_CAPITAL: return len > 1 && at[0] >= 'A' && at[0] <= 'Z' && at[1] >= 'a' && at[1] <= 'z';
    }
    return false;
}

bool sg_is_passed_over(uint32_t mark)
{
    return mark == '-' || mark == '"' || mark == '\'' || mark == '`' || mark == '*' || mark == '_' ||
           (mark >= 0x2018 && mark <= 0x201F);
}

size_t sg_phrase_end(const sg_phrases *phrases, uint32_t phrase, sg_text text, size_t at)
{
    const sg_phrase *p = &phrases->items[phrase];
    for (uint32_t i = 0; i < p->n; i++) {
        const sg_piece *piece = &phrases->pieces[p->first + i];
        sg_token token;
        int passed = 0;
        do {
            if (!sg_token_next(text, at, &token) || token.gap == SG_GAP_BLANK) return 0;
            at = token.end;
        } while (!piece->mark && sg_is_passed_over(token.mark) && passed++ < SG_PASSED_MAX);
        if (!piece_is(piece, text, &token)) return 0;
    }
    return at;
}

size_t sg_phrase_end_at_word(const sg_phrases *phrases, uint32_t phrase, const sg_wording *of, size_t word)
{
    const sg_phrase *p = &phrases->items[phrase];
    const sg_word *at = of->words + word, *last = at;
    bool spaced = true; /* by one space each */
    for (uint32_t i = 0; i < p->n; i++) {
        const sg_piece *piece = &phrases->pieces[p->first + i];
        if (piece->kind != SG_PIECE_SAME || piece->mark) return sg_phrase_end(phrases, phrase, of->text, at->start);
        if (word + i >= of->n || !at[i].hash || at[i].hash != piece->hash) return 0;
        spaced = spaced && (i == 0 || (at[i].start == last->end + 1 && of->text.at[last->end] == ' '));
        last = &at[i];
    }
    return spaced ? last->end : sg_phrase_end(phrases, phrase, of->text, at->start);
}

bool sg_phrase_after(const sg_phrases *phrases, uint32_t phrase, sg_text text, size_t at)
{
    return sg_phrase_end(phrases, phrase, text, at) != 0;
}

bool sg_phrase_before(const sg_phrases *phrases, uint32_t phrase, sg_text text, size_t at)
{
    const sg_phrase *p = &phrases->items[phrase];
    for (uint32_t i = p->n; i-- > 0;) {
        const sg_piece *piece = &phrases->pieces[p->first + i];
        sg_token token;
        int passed = 0;
        do {
            if (!sg_token_prev(text, at, &token) || token.gap == SG_GAP_BLANK) return false;
            at = token.start;
        } while (!piece->mark && sg_is_passed_over(token.mark) && passed++ < SG_PASSED_MAX);
        if (!piece_is(piece, text, &token)) return false;
    }
    return true;
}
