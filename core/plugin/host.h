/* Find, check and run plugins. The host process never loads plugin code: a confined worker does (worker.h). */
#ifndef SG_PLUGIN_HOST_H
#define SG_PLUGIN_HOST_H

#include "base/status.h"
#include "plugin/record.h"
#include "skillgap/plugin.h"

#include <stdbool.h>

enum { SG_PLUGIN_ID_MAX = 64, SG_PLUGIN_TEXT_MAX = 256, SG_PLUGIN_PATH_MAX = 4096, SG_PLUGIN_OPTIONS_MAX = 32 };

/* Folders that are searched. Their order does not decide: two files with one id are refused. */
typedef struct sg_plugin_path {
    char folders[8][SG_PLUGIN_PATH_MAX];
    size_t n;
} sg_plugin_path;

/* --plugin-dir (may be NULL), each folder of $SKILLGAP_PLUGIN_PATH, the user's data folder's plugins/, and the
 * installed folder (PREFIX/lib/skillgap/plugins; in a build tree build/plugins beside the program). */
void sg_plugin_path_init(sg_plugin_path *path, const char *plugin_dir);

/* Once, at the program's start: the words and the environment that it was started with are wiped from the memory of
 * every worker. */
void sg_private_note(char **argv);

/* An option, texts cut to what fits. */
typedef struct sg_plugin_option {
    char name[64], help[192], value[64];
} sg_plugin_option;

/* What a plugin says of itself, read in a worker and checked. */
typedef struct sg_plugin_info {
    char path[SG_PLUGIN_PATH_MAX];
    char id[SG_PLUGIN_ID_MAX];
    char version[SG_PLUGIN_TEXT_MAX], summary[SG_PLUGIN_TEXT_MAX], licence[SG_PLUGIN_TEXT_MAX],
        homepage[SG_PLUGIN_TEXT_MAX];
    uint32_t kind, parts, abi, size;
    sg_plugin_option options[SG_PLUGIN_OPTIONS_MAX];
    uint32_t n_options;
} sg_plugin_info;

/* The plugin's file on the path. SG_EUSAGE: none of that name (with the nearest names); SG_EPLUGIN: two of them, or a
 * file or a parent folder that others can write. */
sg_status sg_plugin_locate(const sg_plugin_path *path, const char *id, char out[static SG_PLUGIN_PATH_MAX],
                           sg_error *err);
/* Loads it in a worker and reads its description. SG_EPLUGIN says which clause of the contract it breaks. */
sg_status sg_plugin_describe(const char *file, sg_plugin_info *out, sg_error *err);
/* All plugins on the path, sorted by id, to sg_free. A refused one has an empty id and its reason in summary.
 * Templates (KIND_template) are left out: they are found by name. */
sg_status sg_plugin_list(const sg_plugin_path *path, sg_plugin_info **out, size_t *n, sg_error *err);

enum { SG_REASONS_MAX = 16, SG_REMARKS_MAX = 8 };

typedef struct sg_reject_reason {
    char reason[120]; /* "date: expected YYYY-MM-DD" */
    char found[60];   /* the value in the first such row, cut */
    uint64_t rows, first_row;
} sg_reject_reason;

/* What stood there, for a person: "nothing" where something was expected of an empty value. */
const char *sg_reason_found(const sg_reject_reason *why);

typedef struct sg_run_report {
    uint64_t rows, records, rejected, bytes;
    uint64_t at, size;                        /* bytes of the file, maybe packed: read so far; all of them */
    uint64_t input_hash;                      /* XXH3 of the input, unpacked */
    uint64_t parts, parts_here;               /* into how many the input is cut; how many of them are read */
    sg_reject_reason reasons[SG_REASONS_MAX]; /* by first row; further ones are counted in the last */
    size_t n_reasons;
    sg_reject_reason remarks[SG_REMARKS_MAX]; /* the same of rows that were kept, but not all that they say was taken */
    size_t n_remarks;
} sg_run_report;

/* A part of an input, read from its own start. */
typedef struct sg_part {
    uint64_t number;         /* from 0 */
    uint64_t rows, rejected; /* rows: the rejected ones too */
    bool last;               /* it was read to the input's end */
} sg_part;

/* Takes what a plugin emits. */
typedef sg_status (*sg_emit_fn)(void *ctx, uint32_t type, const void *record);
typedef struct sg_sink {
    void *self;
    /* In the host, when workers are started and before any record is taken: hash (not of a packed
     * one) and size of the input. NULL: not told. A
     * status other than SG_OK ends the run with it. */
    sg_status (*begin)(void *self, const sg_run_report *input, sg_error *err);
    /* In a worker, after confinement: turn a record into those that cross the pipe. NULL: sent as it is. The sink's
     * memory is the worker's copy: nothing written to it reaches the host, or another worker. Of an input that is read
     * in parts, rows are numbered within the part. */
    sg_status (*convert)(void *self, uint32_t type, const void *record, const sg_row *row, sg_emit_fn emit, void *ctx,
                         sg_error *err);
    /* In the host, in row order: a checked record. A status other than SG_OK ends the run with it. */
    sg_status (*take)(void *self, uint32_t type, const void *record, const sg_row *row, sg_error *err);
    /* In the host, in a run of a shard, of an input that is cut: before what a part has is taken; a row of it that is
     * rejected; after it. Rows are numbered through all parts of the shard by take, and in the part by part_reject. Set
     * all or none. */
    sg_status (*part_begin)(void *self, uint64_t number, sg_error *err);
    sg_status (*part_reject)(void *self, const sg_reject_reason *why, sg_error *err);
    sg_status (*part_end)(void *self, const sg_part *part, sg_error *err);
} sg_sink;

typedef struct sg_run {
    const char *plugin;         /* path of the .so */
    const char *input;          /* path, or "-"; "FILE#MEMBER" */
    const char *name;           /* of the input in messages; NULL: its path */
    const char *const *options; /* "name=value" …, ended by NULL; may be NULL */
    uint32_t kind;              /* the plugin must be of this kind */
    unsigned stall_s;           /* no progress for so long ends the run; 0: 30 */
    uint32_t parts;             /* the plugin's: 1: a large file is read in parts */
    unsigned jobs;              /* workers at the most; 0: one a processor */
    uint64_t chunk;             /* bytes of a part; 0: 8 MB */
    uint32_t shard, shards;     /* parts whose number + shift is shard, modulo shards, alone are read; 0, 0: all */
    uint32_t shift;
    void (*progress)(void *self, const sg_run_report *so_far); /* may be NULL */
    void *progress_self;
    const char *within; /* name of what the input holds, where it was unpacked before: for the plugin; or NULL */
    int output;         /* where sg_spool_unpack has its worker write to; else not used */
} sg_run;

/* Runs a plugin over a file in a confined worker; a large file of rows in several, by parts (input/cuts.h), with the
 * same records, report and messages for any number of them. What is no file is first copied to one. On any failure the
 * sink has taken some records: the caller rolls back. SG_EPLUGIN: the plugin broke its contract, crashed or hung;
 * SG_EFAIL, SG_EDATA, SG_EUSAGE: the input, an option, or the sink's convert; SG_EINTR. All name plugin, file, row last
 * begun and reason; what take returns comes back as it is. report is filled on success and on failure. */
sg_status sg_plugin_run(const sg_run *run, const sg_sink *sink, sg_run_report *report, sg_error *err);

/* Such a run that has begun: its workers get on, as far as their pipes hold what they send. */
typedef struct sg_running sg_running;
/* The two halves of sg_plugin_run. What fails in the first comes to light in the second, so that of runs begun ahead
 * the first one's failure comes first; no worker is waited for, and none watched, before its run's second half. run,
 * with its texts, and sink stay until then. The run begun is to sg_plugin_end or sg_plugin_drop; NULL is one, too. */
sg_running *sg_plugin_begin(const sg_run *run, const sg_sink *sink);
sg_status sg_plugin_end(sg_running *running, sg_run_report *report, sg_error *err);
/* Takes nothing of it. */
void sg_plugin_drop(sg_running *running);

/* Hears that run i is over: its status, and when that is SG_OK its report. What it returns counts in the status's
 * place; err holds the message. */
typedef sg_status (*sg_ended_fn)(void *self, size_t i, sg_status status, const sg_run_report *report, sg_error *err);
/* Runs n one after another, as sg_plugin_run does, up to the first that fails. The next ones are begun while one is
 * taken: so no sink may have a store open. self: of ended. */
sg_status sg_plugin_run_each(const sg_run *runs, size_t n, const sg_sink *sink, sg_ended_fn ended, void *self,
                             sg_error *err);

/* Length of the file's part of "FILE#MEMBER": a file of a zip, or a sheet of a workbook. The whole length where a file
 * of that whole name exists, or none of a part before a '#'. */
size_t sg_member_cut(const char *path);

enum { SG_MEMBERS_MAX = 256 };

/* The files in a zip, among which one must be named. */
typedef struct sg_members {
    char text[8192]; /* holds the names */
    const char *names[SG_MEMBERS_MAX];
    size_t n;  /* 0: the input is read as one file */
    bool more; /* there are others */
} sg_members;

/* Lists them in a confined worker. SG_EFAIL: it cannot be opened, is cut or corrupt … */
sg_status sg_members_list(const char *input, sg_members *out, sg_error *err);

/* Whether the input is a member, or a file that starts as packed ones do: a worker unpacks it. False for what is no
 * regular file. */
bool sg_input_is_packed(const char *input);

/* The same for the plugin's guess: the sink takes its proposals (its convert is not called). SG_EUSAGE: it cannot
 * guess. */
sg_status sg_plugin_guess(const sg_run *run, const sg_sink *sink, sg_run_report *report, sg_error *err);

/* How surely the plugin reads this file, 0 … 100. */
sg_status sg_plugin_probe(const char *plugin, const char *input, int *score, sg_error *err);

enum { SG_CHECKS_MAX = 32 };

typedef enum sg_check_result { SG_CHECK_HOLDS, SG_CHECK_FAILS, SG_CHECK_UNTRIED } sg_check_result;

/* One clause of the contract, tried. */
typedef struct sg_check {
    const char *clause; /* "exports its description alone"; permanent */
    sg_check_result result;
    char found[512]; /* what was found and expected, or why it was not tried */
} sg_check;

/* Runs the whole contract against a plugin: its file, its symbols, its description, probing, hostile input, and with
 * a sample of its data (may be NULL) a whole run, twice. Every result is put into checks. SG_OK also when clauses
 * fail. */
sg_status sg_plugin_check(const char *file, const char *sample, sg_check checks[static SG_CHECKS_MAX], size_t *n,
                          sg_error *err);

#endif
