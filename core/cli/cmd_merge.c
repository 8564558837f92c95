/* skillgap merge: other stores into one's own. */
#include "cli/commands.h"
#include "market/merge.h"

#include <stdio.h>
#include <string.h>

static const sg_cli_option options[] = {{NULL, NULL, NULL}};

static const char *what_was_done(sg_merge_how how, uint64_t there, uint64_t parts, char out[static 80])
{
    switch (how) {
    case SG_MERGE_ADDED: return "added";
    case SG_MERGE_SAME: return "was there";
    case SG_MERGE_JOINED: return "all parts are there now";
    case SG_MERGE_PARTS: break;
    }
    snprintf(out, 80, "%llu of %llu parts are there now", (unsigned long long)there, (unsigned long long)parts);
    return out;
}

static void show(void *self, const char *from, const sg_store_source *source, sg_merge_how how, uint64_t there)
{
    sg_doc *doc = self;
    char name[256], group[64], what[80];
    snprintf(name, sizeof name, "%.*s", (int)source->name.len, source->name.at);
    snprintf(group, sizeof group, "%.*s", (int)source->group.len, source->group.at);
    sg_value row[] = {sg_v_text(name), sg_v_text(group), sg_v_text(from),
                      source->parts ? sg_v_missing("in parts") : sg_v_count((double)source->rows),
                      sg_v_text(what_was_done(how, there, source->parts, what))};
    sg_doc_row(doc, row);
}

static sg_status run(const sg_cli *cli, const sg_args *args, sg_error *err)
{
    static const sg_doc_column columns[] = {{"source", "Source", NULL, false, 0},
                                            {"group", "group", NULL, false, 2},
                                            {"from", "from", "the store that has it", false, 1},
                                            {"rows", "rows", NULL, true, 3},
                                            {"result", "result", NULL, false, 0}};
    if (!cli->store) return sg_fail(err, SG_EUSAGE, "merge: name the store with --store, as there is no data folder");
    sg_doc *doc = sg_doc_alloc("Merge", "skillgap.merge/1");
    if (!doc) return sg_fail(err, SG_EFAIL, "no memory");
    sg_doc_section(doc, "merged", "Sources of the merged stores");
    sg_doc_table(doc, "merged", columns, 5);
    sg_status status = sg_store_merge(cli->store, args->words, args->n_words, show, doc, err);
    sg_doc_note(doc, "Stored in %s.", cli->store);
    if (status == SG_OK) status = sg_cli_show(cli, doc, err);
    sg_doc_free(doc);
    return status;
}

const sg_command sg_cmd_merge = {
    .name = "merge",
    .words = "STORE…",
    .summary = "add what other stores hold to yours; join the shards of an import",
    .examples = "skillgap merge theirs.db\nskillgap merge --store all.db shard-1.db shard-2.db shard-3.db",
    .next = "skillgap data check\twhat the sources state",
    .options = options,
    .words_min = 1,
    .words_max = 1000,
    .run = run,
};
