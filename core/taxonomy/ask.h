/* Where in a posting a mention stands, and how the posting asks for it. */
#ifndef SG_TAXONOMY_ASK_H
#define SG_TAXONOMY_ASK_H

/* What a part of a posting is about. The numbers are kept in stores: only append, at most 15. */
typedef enum sg_section {
    SG_SECTION_OTHER = 0, /* not told */
    SG_SECTION_TITLE = 1,
    SG_SECTION_REQUIREMENTS = 2,
    SG_SECTION_DESIRED = 3, /* "nice to have" */
    SG_SECTION_DUTIES = 4,
    SG_SECTION_BENEFITS = 5,
    SG_SECTION_ABOUT = 6, /* the employer of itself */
    SG_SECTION_LEGAL = 7, /* equal opportunity, privacy */
    SG_SECTIONS = 8
} sg_section;

/* The numbers are kept in stores. */
typedef enum sg_ask {
    SG_ASK_MENTIONED = 0, /* named, nothing more */
    SG_ASK_REQUIRED = 1,
    SG_ASK_DESIRED = 2,
    SG_ASK_DENIED = 3, /* "no Java required": no demand, and not counted */
    SG_ASKS = 4
} sg_ask;

/* Their names in tables and output: "other", "title" …; "mentioned", "required" … */
extern const char *const sg_section_ids[SG_SECTIONS];
extern const char *const sg_ask_ids[SG_ASKS];

#endif
