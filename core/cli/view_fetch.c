/* What `fetch` tells: the requests of a dry run, and what became of those that were made. */
#include "cli/fetching.h"
#include "fetch/url.h"

#include <stdio.h>
#include <string.h>

static const char *const how_texts[] = {[SG_BROUGHT_NEW] = "new",        [SG_BROUGHT_CHANGED] = "changed",
                                        [SG_BROUGHT_SAME] = "as it was", [SG_BROUGHT_CLOSED] = "kept, not asked",
                                        [SG_BROUGHT_NONE] = "none yet",  [SG_BROUGHT_FAILED] = "not brought",
                                        [SG_BROUGHT_PLANNED] = "planned"};

void sg_view_brought(sg_doc *doc, const sg_fetch_wish *wish, const sg_brought *list, size_t n)
{
    const sg_doc_column columns[] = {{"what", wish->kind ? "Board" : "Month", NULL, false, 0},
                                     {"how", "Answer", NULL, false, 0},
                                     {"items", wish->kind ? "jobs" : "posts", NULL, true, 0},
                                     {"mb", "MB", NULL, true, 2},
                                     {"file", "file", "below the folder of what was fetched", false, 1}};
    sg_doc_section(doc, "brought", "Over the network");
    sg_doc_table(doc, "brought", columns, 5);
    for (size_t i = 0; i < n; i++) {
        const sg_brought *b = &list[i];
        bool there = b->file[0] != '\0';
        sg_doc_row(doc, (sg_value[]){sg_v_text(b->what), sg_v_text(how_texts[b->how]),
                                     there ? sg_v_count((double)b->items) : sg_v_missing("none"),
                                     there ? sg_v_number((double)b->bytes / 1e6, 1) : sg_v_missing("none"),
                                     there ? sg_v_text(b->file) : sg_v_missing("none")});
    }
    for (size_t i = 0; i < n; i++)
        if (list[i].reason[0]) sg_doc_note(doc, "%s: %s.", list[i].what, list[i].reason);
}

/* ---- a dry run ---- */

static void begin_plan(sg_fetch_plan *plan)
{
    static const sg_doc_column columns[] = {{"method", "Method", NULL, false, 0},
                                            {"url", "Address", NULL, false, 0},
                                            {"headers", "Headers", NULL, false, 0},
                                            {"to", "To", NULL, false, 0}};
    sg_buf_str(&plan->text, "A dry run: nothing was asked. Nothing about you is sent.\n"
                            "Every request is a GET with the headers\n  User-Agent: skillgap/" SG_VERSION
                            "\n  Accept: application/json\n");
    sg_doc_section(plan->doc, "requests", "Requests");
    sg_doc_table(plan->doc, "requests", columns, 4);
}

void sg_fetch_plan_add(void *self, const sg_request *request, size_t have, const char *goes_to)
{
    sg_fetch_plan *plan = self;
    char host[256], headers[2 * SG_ETAG_MAX] = "";
    if (!plan->text.len) begin_plan(plan);
    if (request->resume)
        snprintf(headers, sizeof headers, "Range: bytes=%zu-; If-Range: %s", have, request->resume);
    else if (request->etag)
        snprintf(headers, sizeof headers, "If-None-Match: %s", request->etag);
    else if (request->modified)
        snprintf(headers, sizeof headers, "If-Modified-Since: %s", request->modified);
    sg_buf_printf(&plan->text, "\nasks %s\n  GET %s\n", sg_url_host(request->url, host), request->url);
    if (headers[0]) sg_buf_printf(&plan->text, "  %s\n", headers);
    if (goes_to)
        sg_buf_printf(&plan->text, "  goes to %s\n", goes_to);
    else
        sg_buf_str(&plan->text, "  the list of threads, which gives each {ID}; it is not kept\n");
    sg_doc_row(plan->doc, (sg_value[]){sg_v_text("GET"), sg_v_text(request->url), sg_v_text(headers),
                                       goes_to ? sg_v_text(goes_to) : sg_v_missing("read, not kept")});
}
