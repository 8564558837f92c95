/* The shipped taxonomy, loaded once for a test program, and a finder over it. */
#ifndef SG_TESTS_SHIPPED_SUPPORT_H
#define SG_TESTS_SHIPPED_SUPPORT_H

#include "support.h"

#include "base/text.h"
#include "market/market.h"
#include "taxonomy/find.h"

#include <stdlib.h>

static sg_taxonomy shipped;
static sg_finder *finder;

static int shipped_load(void **state)
{
    (void)state;
    static sg_plugin_path plugins = {.n = 1};
    sg_error err;
    const char *build = getenv("BUILD");
    snprintf(plugins.folders[0], sizeof plugins.folders[0], "%s/plugins", build ? build : "build");
    assert_ok(sg_market_taxonomy(&plugins, "datasets", NULL, &shipped, &err));
    finder = sg_finder_alloc(&shipped);
    return finder ? 0 : -1;
}

static int shipped_release(void **state)
{
    (void)state;
    sg_finder_free(finder);
    sg_taxonomy_release(&shipped);
    return 0;
}

/* What is found, by `describe` into out, separated by spaces; kinds soft and attribute only when all. */
static inline const char *found_in(const sg_document *document, bool all,
                                   void (*describe)(const sg_document *, const sg_mention *, sg_buf *))
{
    static sg_buf out;
    const sg_mention *mentions;
    size_t n;
    sg_error err;
    sg_buf_release(&out);
    sg_buf_init(&out, 1 << 20);
    assert_ok(sg_finder_run(finder, document, &mentions, &n, &err));
    for (size_t i = 0; i < n; i++) {
        sg_text kind = shipped.skills[mentions[i].skill].kind;
        if (!all && (sg_text_is(kind, "soft") || sg_text_is(kind, "attribute"))) continue;
        if (out.len) sg_buf_char(&out, ' ');
        describe(document, &mentions[i], &out);
    }
    sg_buf_str(&out, "");
    return out.at ? out.at : "";
}

#endif
