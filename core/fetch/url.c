#include "fetch/url.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", digits[] = "0123456789";

bool sg_url_is_plain(const char *url)
{
    return strncasecmp(url, "http://", 7) == 0;
}

static size_t scheme_of(const char *url)
{
    return sg_url_is_plain(url) ? 7 : strncasecmp(url, "https://", 8) == 0 ? 8 : 0;
}

size_t sg_url_origin(const char *url)
{
    size_t scheme = scheme_of(url), host = scheme ? strcspn(url + scheme, "/?#") : 0;
    return host ? scheme + host : 0;
}

bool sg_url_same_origin(const char *a, const char *b)
{
    size_t len = sg_url_origin(a);
    return len && len == sg_url_origin(b) && strncasecmp(a, b, len) == 0;
}

const char *sg_url_host(const char *url, char out[static 256])
{
    size_t scheme = scheme_of(url);
    snprintf(out, 256, "%.*s", (int)strcspn(url + scheme, "/?#"), url + scheme);
    return out;
}

sg_status sg_url_check_base(const char *name, const char *base, sg_error *err)
{
    size_t scheme = scheme_of(base), origin = sg_url_origin(base), len = strlen(base);
    bool plain_host = origin > 0;
    for (size_t i = 0; plain_host && i < origin - scheme; i++)
        plain_host =
            strchr("-.:[]", base[scheme + i]) || strchr(letters, base[scheme + i]) || strchr(digits, base[scheme + i]);
    bool plain_path = true;
    for (size_t i = origin; i < len; i++) plain_path = plain_path && base[i] > ' ' && base[i] < 127;
    if (plain_host && plain_path && !strpbrk(base, "?#") && len < 512) return SG_OK;
    return sg_fail(err, SG_EUSAGE, "%s: found \"%.200s\", expected https://HOST or http://HOST:PORT, perhaps a path",
                   name, base);
}

int sg_url_escape(const char *text, sg_buf *out)
{
    for (const char *at = text; *at; at++) {
        if (strchr(letters, *at) || strchr(digits, *at) || strchr("-._~", *at))
            sg_buf_char(out, *at);
        else
            sg_buf_printf(out, "%%%02X", (unsigned)(unsigned char)*at);
    }
    return out->failed ? -1 : 0;
}
