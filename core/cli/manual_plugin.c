/* skillgap-plugin(7): how to write a plugin, and what it may do. */
#include "cli/manual.h"

static const sg_manual_piece pieces[] = {
    {SG_MANUAL_SECTION, "EXAMPLES", NULL},
    {SG_MANUAL_LINES,
     "skillgap plugin new postings mine\n"
     "cc -shared -fPIC -fvisibility=hidden $(pkg-config --cflags skillgap) \\\n"
     "    -o postings_mine.so postings_mine.c\n"
     "skillgap plugin check ./postings_mine.so postings_mine.csv\n"
     "skillgap import --plugin-dir . --plugin postings_mine postings_mine.csv",
     NULL},
    {SG_MANUAL_SECTION, "DESCRIPTION", NULL},
    {SG_MANUAL_TEXT,
     "A plugin turns one sort of file into records. It is a shared object named after its id, which exports one "
     "object, "
     "const sg_plugin sg_plugin_entry, and nothing else. The header skillgap/plugin.h is the whole contract; it says "
     "what "
     "each field and service means. A plugin includes that header, the C library, and what it needs to read its "
     "format.",
     NULL},
    {SG_MANUAL_PART, "Kinds", NULL},
    {SG_MANUAL_ITEM, "postings",
     "sg_posting, one advertised job: id or url, and day, are needed; skillgap reads role, level, region, pay and "
     "skills "
     "from the rest. sg_count: published counts of a skill by month."},
    {SG_MANUAL_ITEM, "taxonomy", "sg_skill, sg_form, sg_rule, sg_role and so on: the vocabularies."},
    {SG_MANUAL_ITEM, "salary",
     "sg_band: pay percentiles of an occupation, level, region and date, with component, period, currency and n. "
     "sg_figure: a dated figure, as a price parity or an exchange rate."},
    {SG_MANUAL_ITEM, "talent", "sg_talent: people seen practising a skill in a quarter."},
    {SG_MANUAL_PART, "What it has", NULL},
    {SG_MANUAL_ITEM, "abi, size",
     "SG_PLUGIN_ABI and sizeof(sg_plugin). Fields are only appended: a newer skillgap loads an older plugin."},
    {SG_MANUAL_ITEM, "kind, id, version, summary, licence, homepage",
     "id is KIND_SOURCE, a-z 0-9 _, at most 63 bytes, and the file's name without .so. licence: of the data, or \"as "
     "the "
     "source states\"."},
    {SG_MANUAL_ITEM, "parts",
     "1: rows do not depend on one another, so a large file may be read in parts, by several workers."},
    {SG_MANUAL_ITEM, "options", "What --set NAME=VALUE may set, with defaults."},
    {SG_MANUAL_ITEM, "probe",
     "Looks at a file's first bytes: 0, not one of these; 100, surely one. The plugin with the highest score reads a "
     "file "
     "that is imported without --plugin; two that are as sure are asked about."},
    {SG_MANUAL_ITEM, "run",
     "Pulls rows or bytes through the services and emits records. What a service returns is passed on."},
    {SG_MANUAL_ITEM, "guess", "May be NULL: proposes options for a table that it has not seen before."},
    {SG_MANUAL_PART, "Services", NULL},
    {SG_MANUAL_ITEM, "csv, json, read", "The input as rows of CSV, as items of JSON, or as bytes, already unpacked."},
    {SG_MANUAL_ITEM, "emit", "A record of the plugin's kind, through sg_emit_posting and its like."},
    {SG_MANUAL_ITEM, "reject, remark, refuse",
     "This row is bad, with the reason; this row is kept, but something in it was not taken; the whole run cannot be "
     "done "
     "as asked."},
    {SG_MANUAL_ITEM, "to_number, to_day, to_month", "Conversions that fail where the text is not exactly that."},
    {SG_MANUAL_ITEM, "option, head, name, begin_row",
     "An option's value; the input's first bytes and name; the number of a row that was not read by csv or json."},
    {SG_MANUAL_PART, "Rules", NULL},
    {SG_MANUAL_TEXT,
     "A plugin never prints, exits, opens a file or a socket, reads a clock, or frees what it did not allocate. It "
     "never "
     "guesses: what a row does not say stays absent. A bad row is rejected with \"field: expected ...\", the same text "
     "for each row with this defect, and the run goes on. The same input gives the same records.",
     NULL},
    {SG_MANUAL_SECTION, "WHERE PLUGINS ARE LOOKED FOR", NULL},
    {SG_MANUAL_TEXT,
     "In --plugin-dir, SKILLGAP_PLUGIN_PATH, the folder plugins of your data folder, and the installed one. A file "
     "that "
     "others than you and root can write, or that lies in such a folder, is refused, and so are two plugins of one id.",
     NULL},
    {SG_MANUAL_SECTION, "ISOLATION", NULL},
    {SG_MANUAL_TEXT,
     "skillgap itself loads no plugin. It opens the input and the plugin's file and forks a worker before it opens the "
     "profile or the store. The worker closes all else and gives up its rights before the plugin is loaded: Landlock "
     "leaves it the plugin's file and the system's libraries to read, a list of system calls leaves no socket, no exec "
     "and "
     "no ptrace, and memory is limited. Records come back over a pipe, and each is checked: lengths, ids, UTF-8, "
     "finite "
     "numbers, the order of rows. A worker that crashes, hangs, allocates without end or emits nonsense ends that "
     "import "
     "with a message, and the store is as it was. Where the kernel has no Landlock, only installed plugins run.",
     NULL},
    {SG_MANUAL_PART, "What this does not cover", NULL},
    {SG_MANUAL_TEXT,
     "A plugin that lies within valid records: it can leave out rows, make some up, or give another pay than the file "
     "has, and nothing here would know; skillgap explain shows what a figure rests on. It sees the whole input that it "
     "is given and can pass what it saw on in the texts of its records, which stay on this machine. It can use a "
     "processor "
     "until it is ended. A fault in the kernel, or in what confines the worker, is not covered either: run plugins of "
     "people whom you trust.",
     NULL},
    {SG_MANUAL_SECTION, "SEE ALSO", NULL},
    {SG_MANUAL_TEXT, "skillgap(1), skillgap-formats(5)", NULL},
};

const sg_manual_page sg_manual_plugin = {
    .name = "skillgap-plugin",
    .section = "7",
    .about = "how to write an importer for skillgap, and what it may do",
    .pieces = pieces,
    .n = sizeof pieces / sizeof *pieces,
};
