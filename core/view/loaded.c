#include "view/loaded.h"

#include <string.h>

const char *sg_group_name(const char *group)
{
    return strcmp(group, "hn") == 0 ? "HN hiring posts" : "postings";
}
