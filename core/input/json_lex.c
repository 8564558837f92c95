#include "input/json_lex.h"

#include <stdio.h>
#include <string.h>

sg_status sg_json_lex_init(sg_json_lexer *lexer, sg_read_fn read, void *read_self, bool in_html, size_t kept_max,
                           sg_error *err)
{
    lexer->err = err;
    lexer->line_start = true;
    sg_buf_init(&lexer->text, kept_max);
    sg_status status = sg_json_source_init(&lexer->source, read, read_self, in_html, err);
    lexer->lenient = lexer->source.page || lexer->source.mail;
    return status;
}

void sg_json_lex_release(sg_json_lexer *lexer)
{
    sg_json_source_release(&lexer->source);
    sg_buf_release(&lexer->text);
}

uint64_t sg_json_offset(const sg_json_lexer *lexer)
{
    return sg_json_piece_offset(&lexer->piece, lexer->at);
}

static bool refill(sg_json_lexer *l)
{
    if (l->ended || l->status != SG_OK) return false;
    l->at = 0;
    l->status = sg_json_source_next(&l->source, &l->piece, &l->last, l->err);
    if (l->status != SG_OK) l->piece = (sg_json_piece){.text = {NULL, 0}};
    l->ended = l->piece.text.len == 0;
    return !l->ended;
}

int sg_json_peek(sg_json_lexer *lexer)
{
    if (lexer->at == lexer->piece.text.len && !refill(lexer)) return SG_JSON_END;
    return (unsigned char)lexer->piece.text.at[lexer->at];
}

void sg_json_skip(sg_json_lexer *lexer)
{
    lexer->line_start = lexer->piece.text.at[lexer->at++] == '\n';
}

int sg_json_peek_token(sg_json_lexer *lexer)
{
    int c = sg_json_peek(lexer);
    while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
        sg_json_skip(lexer);
        c = sg_json_peek(lexer);
    }
    return c;
}

bool sg_json_refuse(sg_json_lexer *lexer, const char *expected)
{
    int c = sg_json_peek(lexer);
    if (lexer->status != SG_OK) return false;
    char found[16] = "the end";
    if (c != SG_JSON_END) snprintf(found, sizeof found, c > ' ' && c < 0x7F ? "'%c'" : "the byte %02X", c);
    snprintf(lexer->broken, sizeof lexer->broken, "byte %llu: found %s, expected %s",
             (unsigned long long)sg_json_offset(lexer), found, expected);
    return false;
}

static void keep(sg_json_lexer *l, const char *at, size_t len)
{
    if (l->keep) sg_buf_add(&l->text, at, len);
}

/* Passes over this byte and keeps it. */
static void pass(sg_json_lexer *l)
{
    keep(l, l->piece.text.at + l->at, 1);
    sg_json_skip(l);
}

bool sg_json_take(sg_json_lexer *lexer, char c, const char *expected)
{
    if (sg_json_peek_token(lexer) != c) return sg_json_refuse(lexer, expected);
    pass(lexer);
    return true;
}

/* The bytes up to a quote, backslash or control character, as far as they are at hand. */
static void take_run(sg_json_lexer *l, bool is_key)
{
    const char *from = l->piece.text.at + l->at, *at = from, *end = l->piece.text.at + l->piece.text.len;
    while (at < end && *at != '"' && *at != '\\' && (unsigned char)*at >= ' ') at++;
    size_t len = (size_t)(at - from);
    keep(l, from, len);
    if (is_key) {
        size_t room = l->token_len < sizeof l->token ? sizeof l->token - l->token_len : 0;
        memcpy(l->token + (sizeof l->token - room), from, len < room ? len : room);
        l->token_len += len;
    }
    l->at += len;
    if (len) l->line_start = false;
}

/* A control character, which JSON wants escaped. */
static bool take_control(sg_json_lexer *l, int c)
{
    char escape[] = {'\\', 'u', '0', '0', c < 16 ? '0' : '1', "0123456789abcdef"[c & 15]};
    if (!l->lenient) return sg_json_refuse(l, "a closing quote");
    keep(l, escape, sizeof escape);
    sg_json_skip(l);
    return true;
}

bool sg_json_take_string(sg_json_lexer *lexer, bool is_key)
{
    if (is_key) lexer->token_len = 0;
    if (!sg_json_take(lexer, '"', is_key ? "a key in quotes" : "a string")) return false;
    for (int c = sg_json_peek(lexer); c != '"'; c = sg_json_peek(lexer)) {
        if (c == SG_JSON_END) return sg_json_refuse(lexer, "a closing quote");
        if (c == '\\') {
            pass(lexer);
            if (is_key) lexer->token_len = sizeof lexer->token + 1; /* no key that is looked for is written so */
            if (sg_json_peek(lexer) < ' ') return sg_json_refuse(lexer, "an escape");
            pass(lexer);
        } else if (c < ' ') {
            if (!take_control(lexer, c)) return false;
        } else {
            take_run(lexer, is_key);
        }
    }
    pass(lexer);
    return true;
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool take_digits(sg_json_lexer *l)
{
    if (!is_digit(sg_json_peek(l))) return sg_json_refuse(l, "a digit");
    while (is_digit(sg_json_peek(l))) pass(l);
    return true;
}

static bool take_number(sg_json_lexer *l)
{
    if (sg_json_peek(l) == '-') pass(l);
    bool zero = sg_json_peek(l) == '0';
    if (zero)
        pass(l);
    else if (!take_digits(l))
        return false;
    if (sg_json_peek(l) == '.') {
        pass(l);
        if (!take_digits(l)) return false;
    }
    int c = sg_json_peek(l);
    if (c != 'e' && c != 'E') return true;
    pass(l);
    c = sg_json_peek(l);
    if (c == '+' || c == '-') pass(l);
    return take_digits(l);
}

bool sg_json_take_scalar(sg_json_lexer *lexer)
{
    static const char *const words[] = {"true", "false", "null"};
    int c = sg_json_peek_token(lexer);
    if (c == '"') return sg_json_take_string(lexer, false);
    if (c == '-' || is_digit(c)) {
        keep(lexer, "\"", 1);
        bool taken = take_number(lexer);
        keep(lexer, "\"", 1);
        return taken;
    }
    for (size_t i = 0; i < 3; i++) {
        if (c != words[i][0]) continue;
        for (const char *at = words[i]; *at; at++) {
            if (sg_json_peek(lexer) != *at) return sg_json_refuse(lexer, words[i]);
            pass(lexer);
        }
        return true;
    }
    return sg_json_refuse(lexer, "a value");
}
