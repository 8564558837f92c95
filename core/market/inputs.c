#include "market/inputs.h"

#include "base/buf.h"

#include <string.h>

enum { TEXT_MAX = 8192, NAMES_MAX = 700 };

static sg_status no_memory(sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "no memory for the names of inputs");
}

/* "a" and "b" with the mark between, as a text of the arena, or NULL. */
static const char *join(sg_inputs *out, const char *a, const char *mark, const char *b)
{
    sg_buf text;
    sg_buf_init(&text, TEXT_MAX);
    sg_buf_printf(&text, "%s%s%s", a, mark, b);
    const char *kept = text.failed ? NULL : sg_arena_copy(&out->arena, text.at, text.len);
    sg_buf_release(&text);
    return kept;
}

static sg_status none_known(const sg_members *members, const char *word, sg_error *err)
{
    sg_buf names;
    sg_buf_init(&names, NAMES_MAX);
    for (size_t i = 0; i < members->n; i++) sg_buf_printf(&names, "%s%s", i ? ", " : "", members->names[i]);
    sg_fail(err, SG_EUSAGE, "%s: no plugin knows %s in this zip, which has %s%s", word,
            members->more ? "one of the first files (name another as FILE.zip#MEMBER)" : "a file",
            names.at ? names.at : "none", names.failed || members->more ? ", …" : "");
    sg_buf_release(&names);
    return SG_EUSAGE;
}

static sg_status sift(const sg_choice *choice, const char *plugin, const sg_members *members, const char *word,
                      sg_inputs *out, sg_error *err)
{
    sg_plugin_info info;
    sg_error why;
    for (size_t i = 0; i < members->n; i++) {
        const char *path = join(out, word, "#", members->names[i]);
        if (!path) return no_memory(err);
        if (plugin || sg_plugin_choose(choice, NULL, path, &info, &why) == SG_OK) {
            out->paths[out->n++] = path;
            continue;
        }
        size_t skip = strncmp(why.text, path, strlen(path)) == 0 ? strlen(path) : 0;
        why.text[strcspn(why.text, ";")] = '\0'; /* the plugins that there are are no reason */
        out->left[out->n_left] = join(out, members->names[i], skip ? "" : ": ", why.text + skip);
        if (!out->left[out->n_left++]) return no_memory(err);
    }
    if (members->more) {
        out->left[out->n_left] = join(out, "and those behind them", ": ", "not looked at; name one as FILE.zip#MEMBER");
        if (!out->left[out->n_left++]) return no_memory(err);
    }
    return out->n ? SG_OK : none_known(members, choice->name ? choice->name : word, err);
}

sg_status sg_inputs_of(const sg_choice *choice, const char *plugin, const char *word, sg_inputs *out, sg_error *err)
{
    sg_members members = {.n = 0};
    *out = (sg_inputs){.n = 0};
    sg_status status = sg_input_is_packed(word) ? sg_members_list(word, &members, err) : SG_OK;
    if (status != SG_OK) return status;
    if (members.n) return sift(choice, plugin, &members, word, out, err);
    out->paths[out->n++] = word;
    return SG_OK;
}

void sg_inputs_release(sg_inputs *inputs)
{
    sg_arena_release(&inputs->arena);
    *inputs = (sg_inputs){.n = 0};
}
