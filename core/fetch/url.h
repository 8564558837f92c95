/* Addresses: the part that names the server, and escaping. */
#ifndef SG_FETCH_URL_H
#define SG_FETCH_URL_H

#include "base/buf.h"
#include "base/status.h"

#include <stdbool.h>

/* Length of "https://host:port" at the start of an address; 0: it does not start so. Only http and https are known. */
size_t sg_url_origin(const char *url);
/* Whether both begin with the same scheme, host and port. */
bool sg_url_same_origin(const char *a, const char *b);
/* The host with its port, for messages: into out, which is returned. */
const char *sg_url_host(const char *url, char out[static 256]);

/* A base address from the command line: http or https, a host, perhaps a path; no name or password, query or fragment.
 * SG_EUSAGE says what was expected; name: of the option. */
sg_status sg_url_check_base(const char *name, const char *base, sg_error *err);
/* Whether plain http is asked. */
bool sg_url_is_plain(const char *url);

/* Appends text with all but letters, digits and "-._~" as %XX (RFC 3986, section 2.3). */
int sg_url_escape(const char *text, sg_buf *out);

#endif
