/* Facts of postings as CSV: what skillgap reads in each, without its text. The schema of datasets/hn/posts-YYYY.csv. */
#ifndef SG_MARKET_FACTS_H
#define SG_MARKET_FACTS_H

#include "base/buf.h"
#include "market/import.h"

/* The header row, with its end of line. */
extern const char sg_facts_header[];

/* Reads input with the plugin of `import` (its store, group and dry_run are not used) and appends a row a dated posting
 * to out: id, day, role, level, region, remote, currency, pay_lo, pay_hi, period, component, skills (ids, sorted,
 * separated by spaces), body and employer (hashes, 16 hex digits). Unknown is empty. */
sg_status sg_facts_write(const sg_import *import, const char *input, sg_buf *out, sg_run_report *report, sg_error *err);

#endif
