/* skillgap: the program. */
#include "cli/cli.h"

int main(void)
{
    return SG_EUSAGE;
}
