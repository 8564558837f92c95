#include "words.h"

#include <string.h>

/* clang-format off */
hn_list hn_work = {.words =
    "administrator*|advocate|analyst*|architect|architects|co-founder*|coder*|cofounder*|consultant*|cto|dba|"
    "designer*|developer*|devops|director*|engineer|engineers|enginer|evangelist*|founder|generalist*|manager*|"
    "officer|programmer*|recruiter*|researcher*|scientist*|sde|specialist*|sre|sres|swe|swes|sysadmin*|technician*|"
    "tester*|vp|writer*"};
hn_list hn_work_too = {.words =
    "android|back end|back-end|backend|data science|dev|devs|embedded|eng|engineering|firmware|front end|front-end|"
    "frontend|full stack|full-stack|fullstack|hacker|hackers|head of|ios|lead|leads|machine learning|qa|ui|ux"};
hn_list hn_terms = {.words =
    "1b|all|and|are|available|b|benefits|competitive|contract|contractor|contractors|equity|freelance|freelancer|"
    "friendly|ft|full|fulltime|fully|h|h1|h1b|hiring|hq|hybrid|immediate|in|intern|interns|internship|internships|is|"
    "levels|local|locals|multiple|negotiable|no|not|office|ok|okay|on|only|onsite|opening|openings|optional|or|part|"
    "parttime|perm|permanent|position|positions|possible|preferred|pt|re|relocate|relocation|required|remote|remotely|"
    "role|roles|salary|seeking|several|site|sponsor|sponsored|sponsorship|time|transfer|various|visa|visas|we|welcome|"
    "wfh|who|worldwide"};
hn_list hn_places = {.words =
    "alabama|america|amsterdam|argentina|arizona|atlanta|auckland|austin|australia|austria|baltimore|bangalore|"
    "barcelona|bay area|beijing|belgium|bellevue|bengaluru|berkeley|berlin|boston|boulder|brazil|bristol|brooklyn|"
    "brussels|budapest|california|cambridge|canada|chicago|china|cologne|colorado|connecticut|copenhagen|dallas|dc|"
    "delhi|denmark|denver|dubai|dublin|durham|edinburgh|emea|england|eu|europe|finland|florida|france|geneva|germany|"
    "gothenburg|hamburg|helsinki|hong kong|houston|illinois|india|ireland|israel|italy|japan|krakow|la|lisbon|london|"
    "los angeles|madrid|manchester|manhattan|maryland|massachusetts|melbourne|menlo park|mexico|miami|michigan|milan|"
    "minnesota|montreal|mountain view|mumbai|munich|netherlands|nevada|new jersey|new york|new york city|new zealand|"
    "north america|norway|nyc|oakland|ohio|oregon|oslo|ottawa|oxford|palo alto|paris|pennsylvania|philadelphia|"
    "pittsburgh|poland|portland|portugal|prague|raleigh|redmond|redwood city|salt lake city|san diego|san francisco|"
    "san jose|san mateo|santa monica|sao paulo|scotland|seattle|sf|shanghai|shenzhen|silicon valley|singapore|soma|"
    "spain|stockholm|sunnyvale|sweden|switzerland|sydney|tel aviv|texas|tokyo|toronto|u.s.|uk|united kingdom|"
    "united states|us|usa|utah|utrecht|vancouver|vienna|virginia|warsaw|washington|washington dc|waterloo|wisconsin|"
    "zurich"};
/* States, provinces and countries: what may follow a town and a comma. */
hn_list hn_states = {.words =
    "ab|ak|al|alabama|alaska|alberta|america|ar|argentina|arizona|arkansas|australia|austria|az|bc|belgium|"
    "brazil|british columbia|bulgaria|ca|california|canada|chile|china|co|colombia|colorado|connecticut|croatia|"
    "ct|cyprus|czech republic|dc|de|delaware|denmark|egypt|emea|england|estonia|eu|europe|finland|fl|florida|"
    "france|ga|georgia|germany|greece|hawaii|hi|hong kong|hungary|ia|iceland|id|idaho|il|illinois|in|india|"
    "indiana|indonesia|iowa|ireland|israel|italy|japan|kansas|kentucky|kenya|korea|ks|ky|la|latvia|lithuania|"
    "louisiana|luxembourg|ma|maine|malaysia|manitoba|maryland|massachusetts|md|me|mexico|mi|michigan|minnesota|"
    "mississippi|missouri|mn|mo|montana|ms|mt|nc|nd|ne|nebraska|netherlands|nevada|new hampshire|new jersey|"
    "new mexico|new york|new zealand|nh|nigeria|nj|nm|north carolina|northern ireland|norway|nova scotia|nv|ny|"
    "oh|ohio|ok|oklahoma|on|ontario|or|oregon|pa|pakistan|pennsylvania|peru|philippines|poland|portugal|qc|"
    "quebec|rhode island|ri|romania|russia|saskatchewan|sc|scotland|sd|serbia|singapore|slovakia|slovenia|"
    "south africa|south carolina|spain|sweden|switzerland|taiwan|tennessee|texas|thailand|the netherlands|tn|"
    "turkey|tx|uk|ukraine|united kingdom|united states|uruguay|us|usa|ut|utah|va|vermont|vietnam|virginia|vt|wa|"
    "wales|washington|west virginia|wi|wisconsin|wv|wy"};
/* An occupation only where somebody is sought. */
hn_list hn_work_bare = {.words = "coders|dev|devs|hacker|hackers"};
hn_list hn_cue = {.words =
    "hire|hiring|join us as|join our team as|look for|looking for|look to hire|looking to hire|need|needed|needs|opening|"
    "openings|opportunities|position|positions|recruiting|roles|search for|searching for|seek|seeking|seeks|wanted"};
/* Before a cue: somebody asks for work or about it. */
hn_list hn_asking = {.words =
    "any|anybody|anyone|companies that are|does|i am interested|i have been|i would|i'd|i've been|if|people who|"
    "that are|who are|who is|would"};
/* No word of a title. */
hn_list hn_no_title = {.words =
    "a|additional|all|also|an|and|another|are|as|at|both|brilliant|by|can|couple|curious|excellent|exceptional|"
    "experienced|few|fine|first|for|four|freelance|from|full-time|fulltime|good|great|has|have|in|including|is|"
    "like|local|lots|many|more|multiple|new|no|not|of|one|or|our|part-time|passionate|really|self-motivated|several|"
    "skilled|smart|some|someone|strong|super|talented|team|that|the|their|these|this|three|time|to|top|two|us|variety|"
    "various|very|we|who|with|world-class|your"};
/* Before a stop that ends no sentence. */
hn_list hn_short = {.words =
    "a|b|c|co|corp|d|dr|e|etc|f|g|h|i|inc|j|jr|k|l|llc|ltd|m|mr|ms|n|o|p|q|r|s|sr|st|t|u|v|vs|w|x|y|z"};
/* Codes of states that are no words: what may follow a town without a comma. */
hn_list hn_codes = {.words =
    "ab|ak|al|ar|az|bc|ca|ct|dc|fl|ga|ia|id|il|ks|ky|ma|md|mi|mn|mo|ms|mt|nc|nd|ne|nh|nj|nm|nv|ny|oh|pa|qc|ri|sc|sd|"
    "tn|tx|ut|va|vt|wa|wi|wv|wy"};
hn_list hn_prose = {.words =
    "apply|are|edit|email|has|have|hello|hey|hi|how|i|i'm|is|my|our|please|they|they'd|was|we|we're|we've|what|you|"
    "you'll|your"};
hn_list hn_money = {.words = "aud|brl|cad|chf|dkk|eur|euro|euros|gbp|inr|jpy|lpa|nok|nzd|pln|sek|sgd|usd"};
hn_list hn_filler = {.words =
    "a|anywhere|area|between|city|co|downtown|east|full post|greater|inc|metro|near|north|of|south|st|the|west"};
hn_list hn_remote_not = {.words =
    "cannot be remote|local candidates only|no remote|no remotely|no remotes|no telecommut*|no wfh|non remote|"
    "non-remote|not a remote|not remote|remote is not|remote not|remote: no"};
hn_list hn_remote_some = {.words =
    "days from home|days remote|flexible wfh|mostly in office|mostly in-office|mostly on site|mostly on-site|"
    "mostly onsite|occasional remote|occasional wfh|occasionally remote|part remote|part time remote|"
    "part time telecommut*|part-time remote|partial remote|partially remote|partly remote|semi remote|semi-remote|"
    "some remote|some telecommut*|some wfh|some work from home|work-from-home allowed"};
hn_list hn_remote_yes = {.words =
    "remote|remotely|remotes|telecommut*|telework|wfh|work from anywhere|work from home"};
hn_list hn_hybrid = {.words = "hybrid"};
hn_list hn_on_site = {.words =
    "in house|in office|in our office|in person|in the office|in-house|in-office|in-person|local candidates|local only|"
    "locals only|must relocate|on site|on-site|onsite"};
hn_list hn_interview = {.words = "interview|interviews|interviewing"};
/* clang-format on */
static hn_list *const lists[] = {&hn_codes,      &hn_interview,   &hn_short,      &hn_work_bare, &hn_cue,
                                 &hn_asking,     &hn_no_title,    &hn_work,       &hn_work_too,  &hn_terms,
                                 &hn_places,     &hn_states,      &hn_prose,      &hn_money,     &hn_filler,
                                 &hn_remote_not, &hn_remote_some, &hn_remote_yes, &hn_hybrid,    &hn_on_site};

void hn_words_init(void)
{
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        for (size_t i = strlen(lists[l]->words); i-- > 0;)
            if (i == 0 || lists[l]->words[i - 1] == '|')
                lists[l]->at[(unsigned char)lists[l]->words[i] & 127] = (uint16_t)i;
}

size_t hn_words_at(const hn_list *list, const char *text, size_t len)
{
    size_t best = 0;
    for (const char *word = list->words + list->at[(unsigned char)*text & 127]; *word == *text;) {
        size_t size = strcspn(word, "|"), star = word[size - 1] == '*', n = size - star;
        if (n <= len && n > best && memcmp(word, text, n) == 0 && (star || n == len || !hn_in_word(text[n]))) best = n;
        word += size + (word[size] == '|');
    }
    return best;
}
