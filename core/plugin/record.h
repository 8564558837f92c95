/* The records that cross the pipe: one table of layouts serves packing in the worker, and unpacking and checking in
 * the host. Also the one internal record, a posting as the worker has read it. */
#ifndef SG_PLUGIN_RECORD_H
#define SG_PLUGIN_RECORD_H

#include "base/buf.h"
#include "base/status.h"
#include "input/row.h"
#include "skillgap/plugin.h"

#define SG_RECORD_READING 100u

/* A posting as read: what the store keeps. Texts that were read to ids hold the id. */
typedef struct sg_reading {
    sg_text id, url;
    sg_text title;               /* as written, may be absent */
    sg_text employer;            /* as written, may be absent */
    sg_text role, level, region; /* ids, or absent */
    sg_text currency;            /* ISO 4217, or absent */
    sg_text mentions;            /* packed sg_mention values, in order of start (core/taxonomy/matcher.h) */
    double pay_lo, pay_hi;
    uint64_t body;          /* hash of the normalised body, 0: none */
    uint64_t employer_hash; /* of the employer's folded name without legal forms at its end, 0: none */
    int32_t day;
    uint8_t remote, period, component;
    sg_text near; /* bytes that near-duplicates are known by (core/reading/near.h), or absent */
} sg_reading;

/* Appends the record to out: type, row and fields, after their length. record is laid out as the type's struct; size
 * is what the writer knows of it (fields beyond are absent). SG_EPLUGIN: an unknown type, or a field out of bounds
 * (text over 16 MB, a number that is not finite); the message names type and field. */
sg_status sg_record_pack(uint32_t type, const void *record, size_t size, const sg_row *row, sg_buf *out, sg_error *err);
/* Reads one record from bytes (without its length) into `record`, a buffer of at least SG_RECORD_SIZE_MAX aligned
 * bytes; texts borrow from bytes. Everything is checked: lengths, UTF-8, finite numbers, ids, enumerations. */
sg_status sg_record_unpack(const char *bytes, size_t len, uint32_t *type, void *record, sg_row *row, sg_error *err);
#define SG_RECORD_SIZE_MAX 512
/* Bytes of a packed record at the most. */
#define SG_RECORD_BYTES_MAX (64u << 20)

/* The checks alone, of a record of full size. SG_EPLUGIN names type, field, the value found and what was expected. */
sg_status sg_record_check(uint32_t type, const void *record, sg_error *err);

/* Bytes of the type's struct; 0 for an unknown type. */
size_t sg_record_size(uint32_t type);
/* "posting", "form" …; NULL for an unknown type. */
const char *sg_record_name(uint32_t type);
/* 0 for a type that no kind emits. */
uint32_t sg_record_kind(uint32_t type);

#endif
