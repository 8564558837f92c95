/* The start of an input, by which it is known what the input is. */
#ifndef SG_INPUT_HEAD_H
#define SG_INPUT_HEAD_H

#include "base/buf.h"
#include "base/status.h"
#include "skillgap/plugin.h"

/* The bytes as text: of UTF-16, told by its mark, in UTF-8 and without the mark, in buf; else the bytes themselves. */
sg_status sg_head_decode(sg_text bytes, sg_buf *buf, sg_text *text, sg_error *err);

#endif
