/* Fuzzes the reading of markup: whatever the bytes, the plain text is not longer than the source, and its ranges lie in
 * the source, in order, the whole being the whole.
 *
 *   make fuzz TARGET=plain SECONDS=60
 */
#include "base/plain.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#define REQUIRE(condition) ((condition) ? (void)0 : abort())

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    sg_plain plain = {0};
    sg_text source = {(const char *)bytes, size};
    size_t from, to, last = 0;
    REQUIRE(sg_plain_read(&plain, source) == 0);
    REQUIRE(plain.text.len <= size);
    REQUIRE(plain.n_runs || plain.text.at == source.at || plain.text.len == 0);
    for (size_t at = 0; at < plain.text.len; at++) {
        sg_plain_range(&plain, at, at + 1, &from, &to);
        REQUIRE(from < to && to <= size && from >= last);
        last = from;
    }
    sg_plain_release(&plain);
    return 0;
}
