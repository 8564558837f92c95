#include "cli/usage.h"

#include <ctype.h>
#include <string.h>

static const char dots[] = "…";

/* By how the value's name begins, the longer ones first. The levels are sg_level_ids. */
static const struct {
    const char *name;
    sg_takes takes;
    const char *words;
} values[] = {
    {"FILE", SG_TAKES_FILE, NULL},
    {"SAMPLE", SG_TAKES_FILE, NULL},
    {"STORE", SG_TAKES_FILE, NULL},
    {"PAY|FILE", SG_TAKES_FILE, NULL},
    {"FOLDER", SG_TAKES_FOLDER, NULL},
    {"FORMAT", SG_TAKES_ONE_OF, SG_FORMAT_WORDS},
    {"KIND", SG_TAKES_ONE_OF, "postings taxonomy salary talent"},
    {"LEVEL", SG_TAKES_ONE_OF, "intern junior mid senior lead staff principal manager director executive"},
    {"ROLE", SG_TAKES_ROLE, NULL},
    {"SKILL", SG_TAKES_SKILL, NULL},
    {"REGION", SG_TAKES_REGION, NULL},
    {"ID", SG_TAKES_PLUGIN, NULL},
};

sg_takes sg_usage_takes(const char *value, const char **words)
{
    if (words) *words = NULL;
    if (value && value[0] == '[') value++;
    for (size_t i = 0; value && i < sizeof values / sizeof *values; i++) {
        size_t len = strlen(values[i].name);
        if (strncmp(value, values[i].name, len) != 0 || isupper((unsigned char)value[len])) continue;
        if (words) *words = values[i].words;
        return values[i].takes;
    }
    return SG_TAKES_TEXT;
}

bool sg_usage_is_list(const char *value)
{
    return value && strstr(value, "[,");
}

bool sg_usage_form(sg_text *rest, sg_text *form)
{
    if (!rest->at) return false;
    const char *bar = memmem(rest->at, rest->len, " | ", 3);
    *form = (sg_text){rest->at, bar ? (size_t)(bar - rest->at) : rest->len};
    *rest = bar ? (sg_text){bar + 3, rest->len - form->len - 3} : (sg_text){NULL, 0};
    return true;
}

static sg_usage_word read_word(sg_text text)
{
    sg_usage_word out = {.text = text};
    size_t mark = sizeof dots - 1;
    if (out.text.len && out.text.at[0] == '[') {
        out.text.at++;
        out.text.len -= text.at[text.len - 1] == ']' ? 2 : 1;
    }
    out.more = out.text.len > mark && memcmp(out.text.at + out.text.len - mark, dots, mark) == 0;
    if (out.more) out.text.len -= mark;
    out.literal = out.text.len && islower((unsigned char)out.text.at[0]);
    return out;
}

bool sg_usage_word_at(sg_text form, size_t place, sg_usage_word *out)
{
    sg_text part, last = {NULL, 0};
    for (size_t i = 0; form.len && sg_text_split(&form, ' ', &part); i++) {
        last = part;
        if (i == place) break;
        if (!form.at) {
            *out = read_word(part);
            return out->more;
        }
    }
    if (!last.at) return false;
    *out = read_word(last);
    return true;
}
