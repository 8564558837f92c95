/* skillgap-formats(5): the files that skillgap reads and writes. */
#include "cli/manual.h"

static const sg_manual_piece pieces[] = {
    {SG_MANUAL_SECTION, "DESCRIPTION", NULL},
    {SG_MANUAL_TEXT,
     "All text is UTF-8. Tables are CSV with a header; columns may stand in any order and are matched by name without "
     "case. Files may be packed (.gz, .xz, .zip; FILE.zip#MEMBER names one of several) or workbooks (.xlsx, #SHEET); - "
     "is standard input. A row that cannot be read is left out, counted and told with its reason; what a row does not "
     "say stays absent, and a currency is never guessed.",
     NULL},
    {SG_MANUAL_SECTION, "WHAT IS READ", NULL},
    {SG_MANUAL_PART, "Postings, pay, people", NULL},
    {SG_MANUAL_TEXT,
     "By plugins: skillgap plugin list names each with the files that it reads, skillgap plugin info ID its options. "
     "Any "
     "other table of postings is read by its columns:",
     NULL},
    {SG_MANUAL_LINES, "skillgap import --guess table.csv", NULL},
    {SG_MANUAL_PART, "Profile", NULL},
    {SG_MANUAL_FORM, "profile", NULL},
    {SG_MANUAL_PART, "Offer", NULL},
    {SG_MANUAL_FORM, "decide", NULL},
    {SG_MANUAL_PART, "Series", NULL},
    {SG_MANUAL_TEXT,
     "For skillgap forecast: long CSV, a row a series and month, months as YYYY-MM in any order and with gaps.", NULL},
    {SG_MANUAL_LINES,
     "series,month,value\n"
     "series,month,count,total",
     NULL},
    {SG_MANUAL_TEXT,
     "With count and total the series are shares, whose sampling noise is known; the answer is in shares.", NULL},
    {SG_MANUAL_PART, "Taxonomy of your own", NULL},
    {SG_MANUAL_TEXT,
     "YAML or JSON, laid over the shipped tables; everything in it may be left out. A skill that is there gains forms; "
     "a new one needs id, name and kind (language framework library database tool service platform protocol method "
     "concept certification soft attribute). use: whole vocabularies, as ESCO's and O*NET's files.",
     NULL},
    {SG_MANUAL_LINES,
     "skills:\n"
     "  - {id: my-tool, name: MyTool, kind: tool, family: devops, implies: [linux],\n"
     "     forms: [MyTool, {text: MT, match: upper, rule: tech}]}\n"
     "  - {id: go, forms: [golang-lang]}\n"
     "rules:\n"
     "  my-rule: [{need: near, words: \"build|deploy*\", span: 4}]\n"
     "drop:\n"
     "  skills: [crystal]\n"
     "  forms: [{skill: go, text: go}]\n"
     "roles:\n"
     "  - {id: loom-keeper, name: Loom keeper, family: software,\n"
     "     titles: [keeper of looms],\n"
     "     requirements: [{skill: go, importance: 4, level: 5}]}\n"
     "use: [skills_en.csv]",
     NULL},
    {SG_MANUAL_SECTION, "WHAT IS WRITTEN", NULL},
    {SG_MANUAL_PART, "JSON", NULL},
    {SG_MANUAL_TEXT,
     "--format json of every command that answers in tables is one object of one shape: schema (\"skillgap.gap/1\"), "
     "title, the figures of the whole (as_of, goal, hashes of inputs), and sections. The number behind the slash rises "
     "when a name in it goes or changes its meaning; names may be added. PREFIX/share/skillgap/schema/document.json is "
     "its JSON Schema (2020-12).",
     NULL},
    {SG_MANUAL_LINES,
     "{\"schema\": \"skillgap.gap/1\", \"title\": \"\", \"as_of\": \"2026-11\",\n"
     " \"sections\": [{\"id\": \"gap\", \"title\": \"...\", \"text\": [\"...\"],\n"
     "   \"fields\": {\"key\": VALUE},\n"
     "   \"tables\": [{\"id\": \"to_learn\",\n"
     "     \"columns\": [{\"key\": \"share\", \"title\": \"Share now\"}],\n"
     "     \"rows\": [{\"share\": VALUE}]}],\n"
     "   \"notes\": [\"...\"]}]}",
     NULL},
    {SG_MANUAL_TEXT,
     "A VALUE is a text, a number (shares 0 to 1), a month \"YYYY-MM\" or day \"YYYY-MM-DD\", money {\"value\", "
     "\"currency\"}, with an interval {\"value\", \"lo\", \"hi\"}, or missing: {\"value\": null, \"reason\"}. The same "
     "inputs give the same bytes.",
     NULL},
    {SG_MANUAL_PART, "Mentions", NULL},
    {SG_MANUAL_FORM, "extract", NULL},
    {SG_MANUAL_PART, "Forecasts", NULL},
    {SG_MANUAL_TEXT, "skillgap forecast writes CSV, steps from 1 behind the last month of all series:", NULL},
    {SG_MANUAL_LINES, "series,step,mean,lo80,hi80,lo95,hi95", NULL},
    {SG_MANUAL_PART, "Facts and unknown names", NULL},
    {SG_MANUAL_TEXT,
     "skillgap data facts and data unknown write CSV that skillgap import reads again (plugin postings_facts): ids and "
     "hashes in place of text, so that what was read can be shared without the postings themselves.",
     NULL},
    {SG_MANUAL_PART, "Store", NULL},
    {SG_MANUAL_TEXT,
     "One SQLite file. A source's id is the hash of its content; a posting keeps the file, row and offset that it is "
     "from, for skillgap explain. Stores are joined by skillgap merge, in any order.",
     NULL},
    {SG_MANUAL_SECTION, "SEE ALSO", NULL},
    {SG_MANUAL_TEXT, "skillgap(1), skillgap-plugin(7)", NULL},
};

const sg_manual_page sg_manual_formats = {
    .name = "skillgap-formats",
    .section = "5",
    .about = "the files that skillgap reads and writes",
    .pieces = pieces,
    .n = sizeof pieces / sizeof *pieces,
};
