/* skillgap(1): what stands before and behind the table of commands. */
#include "cli/manual.h"

static const sg_manual_piece pieces[] = {
    {SG_MANUAL_SECTION, "SYNOPSIS", NULL},
    {SG_MANUAL_TEXT, "skillgap COMMAND [words] [options]", NULL},
    {SG_MANUAL_SECTION, "EXAMPLES", NULL},
    {SG_MANUAL_LINES,
     "skillgap report\n"
     "skillgap gap --role data-engineer --level senior\n"
     "skillgap decide --now 140k --offer 165k --forfeit 30k",
     NULL},
    {SG_MANUAL_SECTION, "DESCRIPTION", NULL},
    {SG_MANUAL_TEXT,
     "skillgap tells a person in IT which skills the market will want in 18 to 24 months, how far they are from them, "
     "what the work pays where, and whether to move inside their company or out of it. It works on data that lie on "
     "the "
     "machine and that you can read; with nothing imported, on the shipped ones.",
     NULL},
    {SG_MANUAL_TEXT,
     "Results go to standard output, messages to standard error. Options may stand anywhere; -- ends them; - is "
     "standard input or output. A share is a share of the postings of a source, not of all jobs; every figure opens "
     "with skillgap explain.",
     NULL},
    {SG_MANUAL_SECTION, "EXIT STATUS", NULL},
    {SG_MANUAL_ITEM, "0", "Done."},
    {SG_MANUAL_ITEM, "1", "Failed: an input, the system or the network; the message says which."},
    {SG_MANUAL_ITEM, "2", "The command line, or a name in it, is not known."},
    {SG_MANUAL_ITEM, "3", "Not enough data to answer; the message says what is missing."},
    {SG_MANUAL_ITEM, "4", "A plugin broke its contract; the store is as it was."},
    {SG_MANUAL_ITEM, "5", "A check did not hold."},
    {SG_MANUAL_ITEM, "130", "Interrupted; the store is as it was."},
    {SG_MANUAL_SECTION, "ENVIRONMENT", NULL},
    {SG_MANUAL_ITEM, "SKILLGAP_HOME",
     "The folder of your data, in place of XDG_DATA_HOME/skillgap or ~/.local/share/skillgap. A relative path counts "
     "from the working folder."},
    {SG_MANUAL_ITEM, "SKILLGAP_TAXONOMY", "A taxonomy of your own, as --taxonomy; \"none\": the shipped one alone."},
    {SG_MANUAL_ITEM, "SKILLGAP_PLUGIN_PATH", "Folders searched for plugins, separated by colons."},
    {SG_MANUAL_ITEM, "SKILLGAP_DATA", "The folder of shipped data, in place of the installed one."},
    {SG_MANUAL_ITEM, "SKILLGAP_FETCH_BASE", "As --base of skillgap fetch."},
    {SG_MANUAL_ITEM, "SOURCE_DATE_EPOCH", "Seconds since 1970 that count as now; --as-of is stronger."},
    {SG_MANUAL_ITEM, "NO_COLOR, FORCE_COLOR, CLICOLOR, CLICOLOR_FORCE, TERM",
     "Colour is used on a terminal, unless NO_COLOR is set, CLICOLOR is 0 or TERM is dumb; FORCE_COLOR or "
     "CLICOLOR_FORCE, other than 0, uses it everywhere; --no-color is the strongest."},
    {SG_MANUAL_ITEM, "COLUMNS", "The width of tables, in place of the terminal's; 80 where there is none."},
    {SG_MANUAL_ITEM, "LC_ALL, LC_CTYPE, LANG", "A locale that is set and is not UTF-8: all is written in ASCII."},
    {SG_MANUAL_SECTION, "FILES", NULL},
    {SG_MANUAL_ITEM, "~/.local/share/skillgap/store.db", "What you imported: one SQLite file."},
    {SG_MANUAL_ITEM, "~/.local/share/skillgap/store.db.openings",
     "Which postings are of one opening, found once after an import of 100,000 and more. It may be removed: it is "
     "found "
     "again, which takes seconds."},
    {SG_MANUAL_ITEM, "~/.local/share/skillgap/store.db.record",
     "What was forecast for you, and when, to be held against what comes: it cannot be found again."},
    {SG_MANUAL_ITEM, "~/.local/share/skillgap/profile.yaml, profile.json",
     "You, when --profile names no other file. It is only read; keep it to yourself (chmod 600)."},
    {SG_MANUAL_ITEM, "~/.local/share/skillgap/plugins/", "Plugins of your own."},
    {SG_MANUAL_ITEM, "~/.local/share/skillgap/fetched/", "What skillgap fetch brought, as it came."},
    {SG_MANUAL_ITEM, "~/.config/skillgap/taxonomy.yaml", "Skills and roles of your own, over the shipped ones."},
    {SG_MANUAL_SECTION, "PRIVACY", NULL},
    {SG_MANUAL_TEXT,
     "Only skillgap fetch uses the network, when it is called, for public postings; it opens no profile and sends "
     "nothing about you. Plugins run in a confined process that is started before your profile or your store is "
     "opened; skillgap-plugin(7) says what that does not cover.",
     NULL},
    {SG_MANUAL_SECTION, "SEE ALSO", NULL},
    {SG_MANUAL_TEXT, "skillgap-formats(5), skillgap-plugin(7)", NULL},
};

const sg_manual_page sg_manual_skillgap = {
    .name = "skillgap",
    .section = "1",
    .about = "which skills the market will want, how far you are from them, what the work pays, whether to move",
    .pieces = pieces,
    .n = sizeof pieces / sizeof *pieces,
    .commands = true,
    .commands_at = 7,
};
