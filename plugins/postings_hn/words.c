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
    "aarhus|abu dhabi|accra|adelaide|alabama|alaska|albany|alberta|america|amsterdam|annapolis|antwerp|argentina|"
    "arizona|arkansas|athens|atlanta|auckland|austin|australia|austria|baltimore|bangalore|bangkok|barcelona|basel|"
    "bay area|beijing|belfast|belgium|belgrade|bellevue|bengaluru|bergen|berkeley|berlin|bern|bethesda|birmingham|"
    "bogota|boise|boston|boulder|bratislava|brazil|brighton|brisbane|bristol|british columbia|brno|brooklyn|brussels|"
    "bucharest|budapest|buenos aires|bulgaria|burlingame|burlington|cairo|calgary|california|cambodia|cambridge|"
    "canada|canberra|cape town|cardiff|casablanca|charlotte|chennai|chiang mai|chicago|chile|china|christchurch|"
    "cincinnati|cleveland|cluj|cologne|colombia|colombo|colorado|columbus|connecticut|copenhagen|costa rica|croatia|"
    "culver city|cupertino|cyprus|czech republic|czechia|dallas|dc|delaware|delft|delhi|denmark|denver|detroit|dhaka|"
    "dresden|dubai|dublin|durham|dusseldorf|edinburgh|edmonton|egypt|eindhoven|el segundo|emea|emeryville|england|"
    "estonia|eu|europe|finland|florida|foster city|france|frankfurt|fremont|gdansk|geneva|georgia|germany|ghana|"
    "ghent|glasgow|gothenburg|greece|grenoble|guadalajara|guangzhou|gurgaon|haifa|halifax|hamburg|hangzhou|hannover|"
    "hanoi|hawaii|helsinki|herndon|herzliya|ho chi minh city|hoboken|hong kong|houston|hungary|hyderabad|iceland|"
    "idaho|illinois|india|indiana|indianapolis|indonesia|iowa|ireland|irvine|israel|istanbul|italy|jakarta|japan|"
    "jersey city|jerusalem|johannesburg|kansas|kansas city|karachi|karlsruhe|kentucky|kenya|kiev|kolkata|krakow|"
    "kuala lumpur|kyiv|kyoto|la|lagos|lahore|las vegas|latvia|lausanne|leeds|lehi|leipzig|leuven|lille|lisbon|"
    "lithuania|liverpool|ljubljana|london|los angeles|louisiana|luxembourg|lviv|lyon|madrid|maine|malaga|malaysia|"
    "malmo|manchester|manhattan|manila|maryland|massachusetts|mclean|medellin|melbourne|menlo park|mexico|"
    "mexico city|miami|michigan|milan|milpitas|minneapolis|minnesota|mississippi|missouri|montana|monterrey|"
    "montevideo|montreal|moscow|mountain view|mumbai|munich|nairobi|nantes|nashville|nebraska|netherlands|nevada|"
    "new hampshire|new haven|new jersey|new mexico|new york|new york city|new zealand|newcastle|nigeria|noida|"
    "north america|north carolina|north dakota|norway|nottingham|nuremberg|nyc|oakland|ohio|oklahoma|ontario|oregon|"
    "orlando|osaka|oslo|ottawa|oxford|pakistan|palo alto|paris|pasadena|penang|pennsylvania|perth|peru|philadelphia|"
    "philippines|phnom penh|phoenix|pittsburgh|poland|portland|porto|portugal|poznan|prague|princeton|providence|"
    "provo|puerto rico|pune|quebec|raleigh|redmond|redwood city|reston|reykjavik|rhode island|riga|rio de janeiro|"
    "rochester|romania|rome|rotterdam|russia|salt lake city|san antonio|san bruno|san carlos|san diego|san francisco|"
    "san jose|san mateo|santa barbara|santa clara|santa cruz|santa monica|santiago|sao paulo|scotland|seattle|seoul|"
    "serbia|seville|sf|shanghai|sheffield|shenzhen|silicon valley|singapore|slovakia|slovenia|sofia|soma|somerville|"
    "south africa|south carolina|south dakota|south korea|spain|sri lanka|st petersburg|stamford|stockholm|stuttgart|"
    "sunnyvale|sweden|switzerland|sydney|taipei|taiwan|tallinn|tampa|tampere|tbilisi|tel aviv|tennessee|texas|"
    "thailand|the hague|tokyo|toronto|toulouse|turin|turkey|u.s.|uk|ukraine|united kingdom|united states|uruguay|us|"
    "usa|utah|utrecht|valencia|vancouver|vermont|vienna|vietnam|vilnius|virginia|wales|waltham|warsaw|washington|"
    "washington dc|waterloo|wellington|west virginia|winnipeg|wisconsin|wroclaw|wyoming|yerevan|zagreb|zurich"};
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
    "hire|hiring|join us as|join our team as|look for|looking for|look to hire|looking to hire|need|needed|"
    "needs|opening|"
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
    "ak|az|bc|ca|ct|dc|fl|ga|ia|il|ks|ky|ma|mi|mn|mo|ms|mt|nc|nd|ne|nh|nj|nm|nv|ny|oh|pa|qc|ri|sc|sd|"
    "tn|tx|ut|va|vt|wa|wi|wv|wy"};
/* Two capitals behind a comma that are no state. */
hn_list hn_no_code = {.words = "ai|ar|db|hr|io|it|js|ml|os|pm|pr|qa|tv|ui|ux|vp|vr"};
hn_list hn_levels = {.words =
    "entry|entry-level|graduate|intermediate|jr|junior|juniors|lead|medior|mid|mid-level|"
    "new grad|principal|senior|seniors|sr|staff"};
hn_list hn_level_filler = {.words = "and|level|levels|or|several|to"};
/* What says that more than interns are sought. */
hn_list hn_lasting = {.words =
    "also|considered|contract|employee*|ft|full time|full timers|full-time*|fulltime*|intern ok|intern okay|"
    "intern possible|intern welcome|internship ok|internship possible|internships available|internships possible|"
    "part time|part-time|permanent"};
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
static hn_list *const lists[] = {&hn_levels,      &hn_level_filler, &hn_lasting,   &hn_no_code, &hn_codes,
                                 &hn_interview,   &hn_short,        &hn_work_bare, &hn_cue,     &hn_asking,
                                 &hn_no_title,    &hn_work,         &hn_work_too,  &hn_terms,   &hn_places,
                                 &hn_states,      &hn_prose,        &hn_money,     &hn_filler,  &hn_remote_not,
                                 &hn_remote_some, &hn_remote_yes,   &hn_hybrid,    &hn_on_site};

/* A word of a list. */
typedef struct entry {
    const char *word;
    uint32_t list; /* its bit */
    uint16_t next; /* of those at one place of the table, or 0 */
    uint8_t len, star;
} entry;

/* Words are found by the first bytes of the word that they begin with. */
enum { TABLE_LOG = 11, ENTRIES_MAX = 2000 /* there are 1,400 */ };
static struct {
    uint32_t lists; /* bits of those below */
    uint32_t first; /* entry, or 0 */
} table[1 << TABLE_LOG];
static entry entries[ENTRIES_MAX];

static uint32_t place_of(const char *text, size_t len)
{
    uint32_t key = 0;
    for (size_t i = 0; i < len && i < HN_KEY && hn_in_word(text[i]); i++) key = key << 8 | (unsigned char)text[i];
    return key * 0x9E3779B1u >> (32 - TABLE_LOG);
}

static void add_word(size_t n, const char *word, size_t len, uint32_t list)
{
    uint32_t at = place_of(word, len);
    int star = word[len - 1] == '*';
    entries[n] = (entry){word, list, (uint16_t)table[at].first, (uint8_t)(len - (size_t)star), (uint8_t)star};
    table[at].first = (uint32_t)n;
    table[at].lists |= list;
}

void hn_words_init(void)
{
    size_t n = 1;
    if (entries[n].word) return;
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++) {
        const char *word = lists[l]->words;
        lists[l]->bit = (uint32_t)1 << l;
        for (size_t len; n < ENTRIES_MAX && (len = strcspn(word, "|")); word += len + (word[len] == '|'))
            add_word(n++, word, len, lists[l]->bit);
    }
}

uint32_t hn_lists_at(const char *text, size_t len)
{
    return table[place_of(text, len)].lists;
}

size_t hn_words_at(const hn_list *list, const char *text, size_t len)
{
    size_t best = 0;
    for (uint32_t i = table[place_of(text, len)].first; i; i = entries[i].next) {
        const entry *e = &entries[i];
        if (e->list != list->bit || e->len > len || e->len <= best || memcmp(e->word, text, e->len) != 0) continue;
        if (e->star || e->len == len || !hn_in_word(text[e->len])) best = e->len;
    }
    return best;
}
