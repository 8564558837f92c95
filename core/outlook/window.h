/* Window: the months from now until the forecast share of a skill crosses a level that the person names, such as the
 * one at which they call a skill mainstream. */
#ifndef SG_OUTLOOK_WINDOW_H
#define SG_OUTLOOK_WINDOW_H

#include "outlook/outlook.h"

typedef enum sg_crossing {
    SG_CROSSING_UNKNOWN, /* no forecast */
    SG_CROSSING_UP,      /* from below the level to it or above */
    SG_CROSSING_DOWN     /* from the level or above to below it */
} sg_crossing;

/* The months from the outlook's as_of by which the chance that the share is on the other side of the level first
 * reaches 10, 50 and 90 %: earliest to latest is the window's 80 % interval. 0: by now. SG_WINDOW_NEVER: not within
 * 24. */
typedef struct sg_window {
    sg_crossing crossing;
    int earliest, middle, latest;
    double chance; /* that it is on the other side at 24 months, 0 … 1 */
} sg_window;

enum { SG_WINDOW_NEVER = INT32_MAX, SG_WINDOW_TEXT = 48 };

/* Which side the share is on now is told by the level that the forecast starts from. level: 0 … 1, both excluded. */
sg_window sg_window_find(const sg_outlooks *outlooks, const sg_outlook *outlook, double level);
/* "8-20", "from 8", "over 24" (months), "below: 8-20", "above" (it is, and no crossing is in sight), or why there is
 * none; into out, which is returned. */
const char *sg_window_text(const sg_window *window, char out[static SG_WINDOW_TEXT]);

#endif
