#!/usr/bin/env python3
"""Makes datasets/taxonomy/{regions,places,levels}.csv.

    python3 datasets/make/places.py OUT

The lists are skillgap's own: ISO 3166 codes and ISO 4217 currencies, US metropolitan areas with the codes that BLS
OEWS uses, and the ways in which hiring posts write places. A name in the lists below is matched without case; NAME!
only as written; NAME> only behind a comma.
"""
import csv
import os
import sys

# code | name | currency | further names. Left out are countries whose code is a place of the United States to more
# people who type it (PA, LA, MA …), as codes are names of regions.
COUNTRIES = """
AD|Andorra|EUR|
AE|United Arab Emirates|AED|UAE!,emirates,u.a.e.
AM|Armenia|AMD|
AO|Angola|AOA|
AR|Argentina|ARS|
AT|Austria|EUR|österreich
AU|Australia|AUD|AU>,aus>
AZ|Azerbaijan|AZN|
BA|Bosnia and Herzegovina|BAM|bosnia
BD|Bangladesh|BDT|
BE|Belgium|EUR|
BG|Bulgaria|BGN|
BH|Bahrain|BHD|
BO|Bolivia|BOB|
BR|Brazil|BRL|brasil
BW|Botswana|BWP|
BY|Belarus|BYN|
CA|Canada|CAD|
CH|Switzerland|CHF|CH>,schweiz,suisse
CI|Côte d'Ivoire|XOF|ivory coast
CL|Chile|CLP|
CM|Cameroon|XAF|
CN|China|CNY|
CO|Colombia|COP|
CR|Costa Rica|CRC|
CU|Cuba|CUP|
CY|Cyprus|EUR|
CZ|Czechia|CZK|czech republic,CZ>
DE|Germany|EUR|deutschland,GER!,DE>
DK|Denmark|DKK|DK>
DO|Dominican Republic|DOP|
DZ|Algeria|DZD|
EC|Ecuador|USD|
EE|Estonia|EUR|
EG|Egypt|EGP|
ES|Spain|EUR|españa,ES>
ET|Ethiopia|ETB|
FI|Finland|EUR|FI>
FR|France|EUR|FR>
GB|United Kingdom|GBP|uk,u.k.,great britain,britain,GB!
GE|Georgia (country)|GEL|republic of georgia
GH|Ghana|GHS|
GR|Greece|EUR|
GT|Guatemala|GTQ|
HK|Hong Kong|HKD|HK!
HN|Honduras|HNL|
HR|Croatia|EUR|
HU|Hungary|HUF|
ID|Indonesia|IDR|
IE|Ireland|EUR|IE>,republic of ireland
IL|Israel|ILS|
IN|India|INR|
IQ|Iraq|IQD|
IR|Iran|IRR|
IS|Iceland|ISK|
IT|Italy|EUR|italia
JM|Jamaica|JMD|
JO|Jordan (country)|JOD|jordan>
JP|Japan|JPY|
KE|Kenya|KES|
KG|Kyrgyzstan|KGS|
KH|Cambodia|KHR|
KR|South Korea|KRW|korea
KW|Kuwait|KWD|
KZ|Kazakhstan|KZT|
LB|Lebanon (country)|LBP|lebanon>
LI|Liechtenstein|CHF|
LK|Sri Lanka|LKR|
LT|Lithuania|EUR|
LU|Luxembourg|EUR|
LV|Latvia|EUR|
LY|Libya|LYD|
MC|Monaco|EUR|
MG|Madagascar|MGA|
MK|North Macedonia|MKD|macedonia
MM|Myanmar|MMK|
MT|Malta|EUR|
MU|Mauritius|MUR|
MX|Mexico|MXN|méxico,MX>
MY|Malaysia|MYR|
MZ|Mozambique|MZN|
NA|Namibia|NAD|
NG|Nigeria|NGN|
NI|Nicaragua|NIO|
NL|Netherlands|EUR|the netherlands,holland,NL!
NO|Norway|NOK|
NP|Nepal|NPR|
NZ|New Zealand|NZD|NZ!
OM|Oman|OMR|
PE|Peru|PEN|
PH|Philippines|PHP|the philippines
PK|Pakistan|PKR|
PL|Poland|PLN|polska,PL>
PR|Puerto Rico|USD|
PT|Portugal|EUR|
PY|Paraguay|PYG|
QA|Qatar|QAR|
RO|Romania|RON|
RS|Serbia|RSD|
RU|Russia|RUB|russian federation
RW|Rwanda|RWF|
SA|Saudi Arabia|SAR|
SE|Sweden|SEK|SE>
SG|Singapore|SGD|SG>
SI|Slovenia|EUR|
SK|Slovakia|EUR|
SN|Senegal|XOF|
SV|El Salvador|USD|
SY|Syria|SYP|
TH|Thailand|THB|
TJ|Tajikistan|TJS|
TM|Turkmenistan|TMT|
TR|Turkey|TRY|türkiye
TT|Trinidad and Tobago|TTD|
TW|Taiwan|TWD|
TZ|Tanzania|TZS|
UA|Ukraine|UAH|
UG|Uganda|UGX|
US|United States|USD|usa,u.s.a.,u.s.,US!,united states of america
UY|Uruguay|UYU|
UZ|Uzbekistan|UZS|
VE|Venezuela|VES|
VN|Vietnam|VND|viet nam
XK|Kosovo|EUR|
YE|Yemen|YER|
ZA|South Africa|ZAR|
ZM|Zambia|ZMW|
ZW|Zimbabwe|USD|
"""

# code: name; the two letters count behind a comma, written as capitals or not; the name anywhere.
US_STATES = """
AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|FL Florida|GA Georgia|
HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|
MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|
NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York State|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|
OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|
VA Virginia|WA Washington State|WV West Virginia|WI Wisconsin|WY Wyoming
"""
# Codes that are words of running text ("Berlin, or remote"), or another place more often, are left out.
NO_CODE = {"OR", "ME", "HI", "OK", "LA", "DE"}
# Countries whose code is also a state's: what stands before it decides ("Toronto, CA", "Bangalore, IN").
ALSO_COUNTRY = ("CA", "CO", "ID", "IL", "IN", "MT", "NL", "AR")

# country | id | name | parent | kind m(etro) or s(ubdivision) | code | further names
REGIONS = """
US|atlanta|Atlanta|US/ga|m|12060|alpharetta,sandy springs,marietta,decatur, ga
US|austin|Austin|US/tx|m|12420|round rock,georgetown, tx,cedar park
US|baltimore|Baltimore|US/md|m|12580|columbia, md,towson,annapolis,fort meade
US|birmingham|Birmingham, Alabama|US/al|m|13820|birmingham, al,birmingham, alabama
US|boston|Boston|US/ma|m|14460|cambridge, ma,cambridge, massachusetts,cambridge/boston,boston/cambridge,somerville,waltham,newton, ma,burlington, ma,bedford, ma,woburn,lexington, ma,framingham,watertown,brookline,quincy, ma,needham,natick,marlboro, ma,westford, ma,nashua,kendall square
US|buffalo|Buffalo|US/ny|m|15380|
US|charlotte|Charlotte|US/nc|m|16740|
US|chicago|Chicago|US/il|m|16980|evanston,naperville,oak brook,schaumburg,chicagoland
US|cleveland|Cleveland|US/oh|m|17410|
US|columbus|Columbus|US/oh|m|18140|dublin, oh
US|dallas|Dallas|US/tx|m|19100|fort worth,plano,irving,frisco, tx,DFW!,richardson, tx,arlington, tx,addison, tx
US|denver|Denver|US/co|m|19740|broomfield,englewood, co,golden, co,lakewood, co,aurora, co
US|detroit|Detroit|US/mi|m|19820|royal oak,dearborn,troy, mi,birmingham, mi,southfield
US|hartford|Hartford|US/ct|m|25540|
US|houston|Houston|US/tx|m|26420|the woodlands,sugar land
US|indianapolis|Indianapolis|US/in|m|26900|carmel, in
US|jacksonville|Jacksonville|US/fl|m|27260|
US|kansas-city|Kansas City|US/mo|m|28140|overland park
US|las-vegas|Las Vegas|US/nv|m|29820|henderson, nv
US|los-angeles|Los Angeles|US/ca|m|31080|LA!,santa monica,pasadena,culver city,venice, ca,venice beach,el segundo,long beach,burbank,glendale, ca,irvine,anaheim,costa mesa,huntington beach,newport beach,orange county,hollywood,west hollywood,beverly hills,torrance,marina del rey,playa vista,hawthorne, ca,manhattan beach,laguna beach,aliso viejo,hermosa beach,redondo beach,greater los angeles,silicon beach
US|louisville|Louisville|US/ky|m|31140|
US|memphis|Memphis|US/tn|m|32820|
US|miami|Miami|US/fl|m|33100|fort lauderdale,ft. lauderdale,ft lauderdale,boca raton,west palm beach,dania beach,coral gables,pompano beach
US|minneapolis|Minneapolis|US/mn|m|33460|st. paul, mn,st paul,saint paul,bloomington, mn,twin cities,eden prairie
US|nashville|Nashville|US/tn|m|34980|franklin, tn
US|new-orleans|New Orleans|US/la|m|35380|
US|new-york|New York|US/ny|m|35620|new york city,NYC!,nyc,new york, ny,brooklyn,manhattan,queens, ny,jersey city,hoboken,newark, nj,soho, ny,soho, nyc,long island city,white plains,staten island
US|oklahoma-city|Oklahoma City|US/ok|m|36420|OKC!
US|orlando|Orlando|US/fl|m|36740|
US|philadelphia|Philadelphia|US/pa|m|37980|conshohocken,radnor,wilmington, de,king of prussia,moorestown,philly,camden, nj,malvern, pa,paoli
US|phoenix|Phoenix|US/az|m|38060|tempe,scottsdale,chandler, az,mesa, az
US|pittsburgh|Pittsburgh|US/pa|m|38300|
US|portland|Portland, Oregon|US/or|m|38900|portland,vancouver, wa,hillsboro,beaverton,PDX!
US|providence|Providence|US/ri|m|39300|
US|raleigh|Raleigh|US/nc|m|39580|cary, nc,RTP!,research triangle
US|richmond|Richmond, Virginia|US/va|m|40060|richmond, va
US|riverside|Riverside–San Bernardino|US/ca|m|40140|riverside, ca,san bernardino,ontario, ca
US|rochester|Rochester, New York|US/ny|m|40380|rochester, ny,rochester, new york,rochester
US|sacramento|Sacramento|US/ca|m|40900|folsom,roseville, ca
US|st-louis|St. Louis|US/mo|m|41180|st louis,saint louis
US|salt-lake-city|Salt Lake City|US/ut|m|41620|SLC!,slc,salt lake
US|san-antonio|San Antonio|US/tx|m|41700|
US|san-diego|San Diego|US/ca|m|41740|carlsbad,la jolla,chula vista,encinitas,solana beach,del mar
US|san-francisco|San Francisco|US/ca|m|41860|SF!,sf,san fran,bay area,sf bay area,san francisco bay area,soma,oakland,berkeley,redwood city,san mateo,menlo park,burlingame,foster city,south san francisco,san carlos,san bruno,emeryville,fremont,hayward,pleasanton,san ramon,walnut creek,livermore,san rafael,sausalito,alameda, ca,belmont, ca,brisbane, ca,redwood shores,mission district,dogpatch,east bay,peninsula, ca,half moon bay,dublin, ca
US|san-jose|San Jose|US/ca|m|41940|silicon valley,palo alto,mountain view,sunnyvale,cupertino,santa clara,los gatos,milpitas,campbell, ca,los altos,saratoga, ca,south bay,stanford
US|seattle|Seattle|US/wa|m|42660|redmond,bellevue,kirkland,tacoma,bothell
US|tampa|Tampa|US/fl|m|45300|st. petersburg, fl,saint petersburg, fl,clearwater
US|tucson|Tucson|US/az|m|46060|
US|washington-dc|Washington, DC|US/va|m|47900|washington dc,washington, d.c.,washington d.c.,DC!,d.c.,district of columbia,arlington, va,arlington, virginia,reston,herndon,alexandria, va,mclean, va,bethesda,rockville,tysons,silver spring,fairfax,chantilly,dulles,frederick, md,gaithersburg,college park, md,vienna, va,sterling, va,NOVA!,northern virginia,dmv area
US|boulder|Boulder|US/co|m|14500|
US|ann-arbor|Ann Arbor|US/mi|m|11460|
US|madison|Madison|US/wi|m|31540|
US|durham|Durham|US/nc|m|20500|chapel hill
US|santa-barbara|Santa Barbara|US/ca|m|42200|goleta
US|santa-cruz|Santa Cruz|US/ca|m|42100|
US|milwaukee|Milwaukee|US/wi|m|33340|
US|cincinnati|Cincinnati|US/oh|m|17140|
US|provo|Provo|US/ut|m|39340|lehi,orem
US|boise|Boise|US/id|m|14260|
US|omaha|Omaha|US/ne|m|36540|
US|albuquerque|Albuquerque|US/nm|m|10740|
US|charlottesville|Charlottesville|US/va|m|16820|
US|gainesville|Gainesville|US/fl|m|23540|
US|grand-rapids|Grand Rapids|US/mi|m|24340|
US|bridgeport|Stamford–Bridgeport|US/ct|m|14860|stamford,norwalk,greenwich, ct
US|honolulu|Honolulu|US/hi|m|46520|
US|princeton|Princeton|US/nj|m|45940|princeton, nj
US|colorado-springs|Colorado Springs|US/co|m|17820|
US|huntsville|Huntsville|US/al|m|26620|
US|dayton|Dayton|US/oh|m|19430|
US|des-moines|Des Moines|US/ia|m|19780|
US|reno|Reno|US/nv|m|39900|
US|bellingham|Bellingham|US/wa|m|13380|
US|knoxville|Knoxville|US/tn|m|28940|
US|chattanooga|Chattanooga|US/tn|m|16860|
US|charleston|Charleston|US/sc|m|16700|
US|new-haven|New Haven|US/ct|m|35300|
US|champaign|Urbana–Champaign|US/il|m|16580|champaign,urbana
US|albany|Albany|US/ny|m|10580|
US|ithaca|Ithaca|US/ny|m|27060|
US|bend|Bend, Oregon|US/or|m|13460|bend, or,bend, oregon
US|burlington-vt|Burlington, Vermont|US/vt|m|15540|burlington, vt
US|spokane|Spokane|US/wa|m|44060|
CA|bc|British Columbia|CA|s|CA-BC|BC>,b.c.>
CA|ab|Alberta|CA|s|CA-AB|AB>
CA|sk|Saskatchewan|CA|s|CA-SK|SK>
CA|mb|Manitoba|CA|s|CA-MB|MB>
CA|on|Ontario|CA|s|CA-ON|
CA|qc|Quebec|CA|s|CA-QC|québec,QC>
CA|nb|New Brunswick|CA|s|CA-NB|NB>
CA|ns|Nova Scotia|CA|s|CA-NS|NS>
CA|pe|Prince Edward Island|CA|s|CA-PE|
CA|nl|Newfoundland and Labrador|CA|s|CA-NL|newfoundland
CA|toronto|Toronto|CA/on|m|535|GTA!,mississauga,markham,north york,scarborough, on
CA|vancouver|Vancouver|CA/bc|m|933|burnaby,richmond, bc,surrey, bc,lower mainland,coquitlam
CA|montreal|Montreal|CA/qc|m|462|montréal,laval
CA|ottawa|Ottawa|CA/on|m|505|kanata,gatineau
CA|calgary|Calgary|CA/ab|m|825|
CA|edmonton|Edmonton|CA/ab|m|835|
CA|kitchener-waterloo|Kitchener–Waterloo|CA/on|m|541|waterloo,waterloo, on,waterloo, ontario,kitchener,guelph,barrie
CA|quebec-city|Quebec City|CA/qc|m|421|québec city
CA|victoria|Victoria, British Columbia|CA/bc|m|935|victoria, bc,victoria, british columbia
CA|halifax|Halifax|CA/ns|m|205|
CA|winnipeg|Winnipeg|CA/mb|m|602|
CA|hamilton|Hamilton, Ontario|CA/on|m|537|hamilton, on,hamilton, ontario
CA|london|London, Ontario|CA/on|m|555|london, on,london, ontario
CA|saskatoon|Saskatoon|CA/sk|m|725|
CA|regina|Regina|CA/sk|m|705|
CA|fredericton|Fredericton|CA/nb|m|320|
CA|moncton|Moncton|CA/nb|m|305|
CA|saint-john|Saint John|CA/nb|m|310|saint john, nb
CA|st-johns|St. John's|CA/nl|m|001|st john's
CA|kingston|Kingston, Ontario|CA/on|m|521|kingston, on
GB|scotland|Scotland|GB|s|GB-SCT|
GB|wales|Wales|GB|s|GB-WLS|
GB|northern-ireland|Northern Ireland|GB|s|GB-NIR|
GB|england|England|GB|s|GB-ENG|
GB|north-east|North East England|GB|s|E12000001|
GB|north-west|North West England|GB|s|E12000002|
GB|yorkshire|Yorkshire and the Humber|GB|s|E12000003|yorkshire
GB|east-midlands|East Midlands|GB|s|E12000004|
GB|west-midlands|West Midlands|GB|s|E12000005|
GB|east|East of England|GB|s|E12000006|
GB|south-east|South East England|GB|s|E12000008|
GB|south-west|South West England|GB|s|E12000009|
GB|london|London|GB|m|E12000007|london, uk,greater london,shoreditch,canary wharf,soho, london,city of london,old street
GB|manchester|Manchester|GB/north-west|m||salford
GB|liverpool|Liverpool|GB/north-west|m||
GB|leeds|Leeds|GB/yorkshire|m||
GB|sheffield|Sheffield|GB/yorkshire|m||
GB|york|York|GB/yorkshire|m||york, uk
GB|birmingham|Birmingham|GB/west-midlands|m||birmingham, uk
GB|nottingham|Nottingham|GB/east-midlands|m||
GB|cambridge|Cambridge|GB/east|m||cambridge, uk,cambridge, england
GB|oxford|Oxford|GB/south-east|m||oxford, uk
GB|brighton|Brighton|GB/south-east|m||
GB|reading|Reading|GB/south-east|m||reading, uk
GB|southampton|Southampton|GB/south-east|m||
GB|bristol|Bristol|GB/south-west|m||
GB|bath|Bath|GB/south-west|m||bath, uk
GB|newcastle|Newcastle upon Tyne|GB/north-east|m||newcastle, uk,newcastle
GB|edinburgh|Edinburgh|GB/scotland|m||
GB|glasgow|Glasgow|GB/scotland|m||
GB|cardiff|Cardiff|GB/wales|m||
GB|belfast|Belfast|GB/northern-ireland|m||
IE|dublin|Dublin|IE|m||dublin, ireland
IE|cork|Cork|IE|m||
IE|galway|Galway|IE|m||
DE|bw|Baden-Württemberg|DE|s|DE-BW|baden-wuerttemberg
DE|by|Bavaria|DE|s|DE-BY|bayern
DE|bb|Brandenburg|DE|s|DE-BB|
DE|he|Hesse|DE|s|DE-HE|hessen
DE|ni|Lower Saxony|DE|s|DE-NI|niedersachsen
DE|nw|North Rhine-Westphalia|DE|s|DE-NW|nordrhein-westfalen,NRW!
DE|rp|Rhineland-Palatinate|DE|s|DE-RP|rheinland-pfalz
DE|sl|Saarland|DE|s|DE-SL|
DE|sn|Saxony|DE|s|DE-SN|sachsen
DE|st|Saxony-Anhalt|DE|s|DE-ST|
DE|sh|Schleswig-Holstein|DE|s|DE-SH|
DE|th|Thuringia|DE|s|DE-TH|thüringen
DE|mv|Mecklenburg-Vorpommern|DE|s|DE-MV|
DE|berlin|Berlin|DE|m|DE-BE|
DE|hamburg|Hamburg|DE|m|DE-HH|
DE|bremen|Bremen|DE|m|DE-HB|
DE|munich|Munich|DE/by|m||münchen,muenchen,munchen,garching
DE|nuremberg|Nuremberg|DE/by|m||nürnberg,erlangen
DE|cologne|Cologne|DE/nw|m||köln,koeln
DE|dusseldorf|Düsseldorf|DE/nw|m||dusseldorf,duesseldorf
DE|bonn|Bonn|DE/nw|m||
DE|dortmund|Dortmund|DE/nw|m||
DE|aachen|Aachen|DE/nw|m||
DE|frankfurt|Frankfurt|DE/he|m||frankfurt am main
DE|darmstadt|Darmstadt|DE/he|m||
DE|stuttgart|Stuttgart|DE/bw|m||
DE|karlsruhe|Karlsruhe|DE/bw|m||
DE|heidelberg|Heidelberg|DE/bw|m||mannheim,walldorf
DE|freiburg|Freiburg|DE/bw|m||
DE|hanover|Hanover|DE/ni|m||hannover
DE|leipzig|Leipzig|DE/sn|m||
DE|dresden|Dresden|DE/sn|m||
DE|chemnitz|Chemnitz|DE/sn|m||
DE|potsdam|Potsdam|DE/bb|m||
DE|jena|Jena|DE/th|m||
NL|amsterdam|Amsterdam|NL|m||almere,hoofddorp
NL|rotterdam|Rotterdam|NL|m||
NL|utrecht|Utrecht|NL|m||
NL|eindhoven|Eindhoven|NL|m||
NL|the-hague|The Hague|NL|m||den haag
NL|delft|Delft|NL|m||
NL|groningen|Groningen|NL|m||
NL|leiden|Leiden|NL|m||
NL|nijmegen|Nijmegen|NL|m||
BE|brussels|Brussels|BE|m||bruxelles
BE|ghent|Ghent|BE|m||gent
BE|antwerp|Antwerp|BE|m||
BE|leuven|Leuven|BE|m||
FR|paris|Paris|FR|m||
FR|lyon|Lyon|FR|m||
FR|toulouse|Toulouse|FR|m||
FR|lille|Lille|FR|m||
FR|bordeaux|Bordeaux|FR|m||
FR|nantes|Nantes|FR|m||
FR|montpellier|Montpellier|FR|m||
FR|grenoble|Grenoble|FR|m||
FR|nice|Nice|FR|m||sophia antipolis,nice, france
CH|lemanique|Lake Geneva region|CH|s|CH01|
CH|espace-mittelland|Espace Mittelland|CH|s|CH02|
CH|nordwestschweiz|Northwestern Switzerland|CH|s|CH03|
CH|zurich|Zurich|CH|m|CH04|zürich,zuerich
CH|geneva|Geneva|CH/lemanique|m||genève
CH|lausanne|Lausanne|CH/lemanique|m||epfl
CH|bern|Bern|CH/espace-mittelland|m||
CH|basel|Basel|CH/nordwestschweiz|m||
CH|zug|Zug|CH|m||
CH|lugano|Lugano|CH|m||mendrisio
AT|vienna|Vienna|AT|m||wien
AT|graz|Graz|AT|m||
AT|linz|Linz|AT|m||
AT|salzburg|Salzburg|AT|m||
AT|innsbruck|Innsbruck|AT|m||
SE|stockholm|Stockholm|SE|m||
SE|gothenburg|Gothenburg|SE|m||göteborg
SE|malmo|Malmö|SE|m||malmo
SE|lund|Lund|SE|m||
SE|linkoping|Linköping|SE|m||linkoping
SE|uppsala|Uppsala|SE|m||
NO|oslo|Oslo|NO|m||
NO|bergen|Bergen|NO|m||
NO|trondheim|Trondheim|NO|m||
NO|stavanger|Stavanger|NO|m||
DK|copenhagen|Copenhagen|DK|m||københavn
DK|aarhus|Aarhus|DK|m||
DK|odense|Odense|DK|m||
FI|helsinki|Helsinki|FI|m||espoo,vantaa
FI|tampere|Tampere|FI|m||
FI|turku|Turku|FI|m||
FI|oulu|Oulu|FI|m||
IS|reykjavik|Reykjavík|IS|m||reykjavik
EE|tallinn|Tallinn|EE|m||
EE|tartu|Tartu|EE|m||
LV|riga|Riga|LV|m||
LT|vilnius|Vilnius|LT|m||
LT|kaunas|Kaunas|LT|m||
PL|warsaw|Warsaw|PL|m||warszawa
PL|krakow|Kraków|PL|m||krakow,cracow
PL|wroclaw|Wrocław|PL|m||wroclaw
PL|poznan|Poznań|PL|m||poznan
PL|gdansk|Gdańsk|PL|m||gdansk,gdynia,sopot,tricity
PL|katowice|Katowice|PL|m||gliwice
PL|lodz|Łódź|PL|m||lodz
CZ|prague|Prague|CZ|m||praha
CZ|brno|Brno|CZ|m||
SK|bratislava|Bratislava|SK|m||
SK|kosice|Košice|SK|m||kosice
HU|budapest|Budapest|HU|m||
RO|bucharest|Bucharest|RO|m||bucuresti
RO|cluj|Cluj-Napoca|RO|m||cluj
RO|iasi|Iași|RO|m||iasi
RO|timisoara|Timișoara|RO|m||timisoara
BG|sofia|Sofia|BG|m||
BG|plovdiv|Plovdiv|BG|m||
RS|belgrade|Belgrade|RS|m||
RS|novi-sad|Novi Sad|RS|m||
HR|zagreb|Zagreb|HR|m||
HR|split|Split|HR|m||split, croatia
SI|ljubljana|Ljubljana|SI|m||
GR|athens|Athens|GR|m||athens, greece
GR|thessaloniki|Thessaloniki|GR|m||
TR|istanbul|Istanbul|TR|m||
TR|ankara|Ankara|TR|m||
UA|kyiv|Kyiv|UA|m||kiev
UA|lviv|Lviv|UA|m||
UA|kharkiv|Kharkiv|UA|m||kharkov
UA|dnipro|Dnipro|UA|m||
UA|odesa|Odesa|UA|m||odessa
UA|vinnytsia|Vinnytsia|UA|m||
UA|ivano-frankivsk|Ivano-Frankivsk|UA|m||
UA|zhytomyr|Zhytomyr|UA|m||
UA|ternopil|Ternopil|UA|m||
UA|cherkasy|Cherkasy|UA|m||
BY|minsk|Minsk|BY|m||
RU|moscow|Moscow|RU|m||
RU|saint-petersburg|Saint Petersburg|RU|m||st. petersburg, russia,saint petersburg, russia
ES|madrid|Madrid|ES|m||
ES|barcelona|Barcelona|ES|m||
ES|valencia|Valencia|ES|m||
ES|malaga|Málaga|ES|m||malaga
ES|seville|Seville|ES|m||sevilla
ES|bilbao|Bilbao|ES|m||
ES|a-coruna|A Coruña|ES|m||
PT|lisbon|Lisbon|PT|m||lisboa
PT|porto|Porto|PT|m||
PT|braga|Braga|PT|m||
PT|coimbra|Coimbra|PT|m||
IT|milan|Milan|IT|m||milano
IT|rome|Rome|IT|m||roma
IT|turin|Turin|IT|m||torino
IT|bologna|Bologna|IT|m||
IT|florence|Florence|IT|m||firenze
IL|tel-aviv|Tel Aviv|IL|m||tel-aviv,herzliya,ramat gan,petah tikva,tlv
IL|haifa|Haifa|IL|m||
IL|jerusalem|Jerusalem|IL|m||
AE|dubai|Dubai|AE|m||
AE|abu-dhabi|Abu Dhabi|AE|m||
SA|riyadh|Riyadh|SA|m||
EG|cairo|Cairo|EG|m||
KE|nairobi|Nairobi|KE|m||
NG|lagos|Lagos|NG|m||
GH|accra|Accra|GH|m||
RW|kigali|Kigali|RW|m||
ZA|cape-town|Cape Town|ZA|m||stellenbosch
ZA|johannesburg|Johannesburg|ZA|m||sandton
ZA|durban|Durban|ZA|m||
IN|karnataka|Karnataka|IN|s|IN-KA|
IN|maharashtra|Maharashtra|IN|s|IN-MH|
IN|tamil-nadu|Tamil Nadu|IN|s|IN-TN|
IN|telangana|Telangana|IN|s|IN-TS|
IN|delhi|Delhi|IN|s|IN-DL|new delhi
IN|haryana|Haryana|IN|s|IN-HR|
IN|uttar-pradesh|Uttar Pradesh|IN|s|IN-UP|
IN|kerala|Kerala|IN|s|IN-KL|
IN|west-bengal|West Bengal|IN|s|IN-WB|
IN|andhra-pradesh|Andhra Pradesh|IN|s|IN-AP|
IN|madhya-pradesh|Madhya Pradesh|IN|s|IN-MP|
IN|gujarat|Gujarat|IN|s|IN-GJ|
IN|bangalore|Bengaluru|IN/karnataka|m||bangalore,blr
IN|mumbai|Mumbai|IN/maharashtra|m||bombay
IN|pune|Pune|IN/maharashtra|m||
IN|chennai|Chennai|IN/tamil-nadu|m||
IN|coimbatore|Coimbatore|IN/tamil-nadu|m||
IN|hyderabad|Hyderabad|IN/telangana|m||
IN|gurgaon|Gurugram|IN/haryana|m||gurgaon
IN|noida|Noida|IN/uttar-pradesh|m||
IN|kolkata|Kolkata|IN/west-bengal|m||
IN|kochi|Kochi|IN/kerala|m||
IN|ahmedabad|Ahmedabad|IN/gujarat|m||
PK|karachi|Karachi|PK|m||
PK|lahore|Lahore|PK|m||
PK|islamabad|Islamabad|PK|m||
BD|dhaka|Dhaka|BD|m||
LK|colombo|Colombo|LK|m||
AU|nsw|New South Wales|AU|s|AU-NSW|NSW>
AU|vic|Victoria (Australia)|AU|s|AU-VIC|VIC>,victoria, australia
AU|qld|Queensland|AU|s|AU-QLD|QLD>
AU|wa|Western Australia|AU|s|AU-WA|
AU|sa|South Australia|AU|s|AU-SA|
AU|tas|Tasmania|AU|s|AU-TAS|
AU|act|Australian Capital Territory|AU|s|AU-ACT|ACT!
AU|sydney|Sydney|AU/nsw|m||
AU|melbourne|Melbourne|AU/vic|m||
AU|brisbane|Brisbane|AU/qld|m||
AU|perth|Perth|AU/wa|m||
AU|adelaide|Adelaide|AU/sa|m||
AU|canberra|Canberra|AU/act|m||
AU|hobart|Hobart|AU/tas|m||
NZ|auckland|Auckland|NZ|m||
NZ|wellington|Wellington|NZ|m||
NZ|christchurch|Christchurch|NZ|m||
JP|tokyo|Tokyo|JP|m||shibuya
JP|osaka|Osaka|JP|m||
JP|kyoto|Kyoto|JP|m||
JP|fukuoka|Fukuoka|JP|m||
KR|seoul|Seoul|KR|m||
CN|beijing|Beijing|CN|m||
CN|shanghai|Shanghai|CN|m||
CN|shenzhen|Shenzhen|CN|m||
CN|hangzhou|Hangzhou|CN|m||
CN|guangzhou|Guangzhou|CN|m||
CN|chengdu|Chengdu|CN|m||
TW|taipei|Taipei|TW|m||
TH|bangkok|Bangkok|TH|m||
TH|chiang-mai|Chiang Mai|TH|m||
VN|ho-chi-minh-city|Ho Chi Minh City|VN|m||saigon,HCMC!
VN|hanoi|Hanoi|VN|m||
VN|da-nang|Da Nang|VN|m||
MY|kuala-lumpur|Kuala Lumpur|MY|m||
MY|penang|Penang|MY|m||
ID|jakarta|Jakarta|ID|m||
ID|bali|Bali|ID|m||
PH|manila|Manila|PH|m||makati
PH|cebu|Cebu|PH|m||
BR|sao-paulo|São Paulo|BR|m||sao paulo
BR|rio-de-janeiro|Rio de Janeiro|BR|m||
BR|belo-horizonte|Belo Horizonte|BR|m||
BR|florianopolis|Florianópolis|BR|m||florianopolis
BR|curitiba|Curitiba|BR|m||
BR|porto-alegre|Porto Alegre|BR|m||
AR|buenos-aires|Buenos Aires|AR|m||
AR|cordoba|Córdoba|AR|m||cordoba, argentina
CL|santiago|Santiago|CL|m||
CO|bogota|Bogotá|CO|m||bogota
CO|medellin|Medellín|CO|m||medellin
PE|lima|Lima|PE|m||
UY|montevideo|Montevideo|UY|m||
EC|quito|Quito|EC|m||
CR|san-jose|San José (Costa Rica)|CR|m||san jose, costa rica
MX|mexico-city|Mexico City|MX|m||CDMX!,ciudad de méxico
MX|guadalajara|Guadalajara|MX|m||
MX|monterrey|Monterrey|MX|m||
"""

# Further places: text | region
PLACES = """
arlington|US/washington-dc
bethesda, md|US/washington-dc
rockville, md|US/washington-dc
silver spring, md|US/washington-dc
gaithersburg, md|US/washington-dc
national harbor|US/washington-dc
jersey city, nj|US/new-york
hoboken, nj|US/new-york
kansas city, ks|US/kansas-city
overland park, ks|US/kansas-city
nashua, nh|US/boston
moorestown, nj|US/philadelphia
portland, me|US/me
portland, maine|US/me
athens, ga|US/ga
baton rouge|US/la
melbourne, fl|US/fl
sarasota|US/fl
tallahassee|US/fl
wilmington, nc|US/nc
asheville|US/nc
greensboro|US/nc
winston-salem|US/nc
rome, ny|US/ny
long island|US/ny
syracuse, ny|US/ny
lincoln, ne|US/ne
bozeman|US/mt
missoula|US/mt
manchester, nh|US/nh
portsmouth, nh|US/nh
hanover, nh|US/nh
camarillo|US/ca
ventura|US/ca
westlake village|US/ca
thousand oaks|US/ca
san luis obispo|US/ca
petaluma|US/ca
santa rosa|US/ca
davis, ca|US/ca
napa|US/ca
monterey, ca|US/ca
fresno|US/ca
bay area, ca|US/san-francisco
east lansing|US/mi
lansing|US/mi
kalamazoo|US/mi
columbia, mo|US/mo
columbia, missouri|US/mo
springfield, mo|US/mo
lawrence, ks|US/ks
wichita|US/ks
bloomington, in|US/in
west lafayette|US/in
fayetteville, ar|US/ar
fayetteville, arkansas|US/ar
bentonville|US/ar
little rock|US/ar
fort collins|US/co
loveland, co|US/co
spearfish|US/sd
sioux falls|US/sd
fargo|US/nd
santa fe|US/nm
el paso|US/tx
college station|US/tx
norfolk, va|US/va
virginia beach|US/va
blacksburg|US/va
lynchburg|US/va
state college|US/pa
lancaster, pa|US/pa
bethlehem, pa|US/pa
allentown|US/pa
greenville, sc|US/sc
iowa city|US/ia
cedar rapids|US/ia
eugene, or|US/or
corvallis|US/or
springfield, ma|US/ma
worcester, ma|US/ma
western massachusetts|US/ma
new england|US
newyork|US/new-york
new jersey|US/nj
red bank|US/nj
montclair, nj|US/nj
kelowna|CA/bc
cambridge, ontario|CA/kitchener-waterloo
ontario, canada|CA/on
cambridgeshire|GB/cambridge
oxfordshire|GB/oxford
bournemouth|GB/south-west
exeter|GB/south-west
cheltenham|GB/south-west
guildford|GB/south-east
milton keynes|GB/south-east
maidstone|GB/south-east
portsmouth, uk|GB/south-east
norwich|GB/east
leicester|GB/east-midlands
coventry|GB/west-midlands
warwick|GB/west-midlands
kings cross|GB/london
king's cross|GB/london
aberdeen|GB/scotland
dundee|GB/scotland
stirling|GB/scotland
swansea|GB/wales
limerick|IE
venice|IT
padua|IT
trento|IT
pisa|IT
naples, italy|IT
ulm|DE/bw
konstanz|DE/bw
augsburg|DE/by
regensburg|DE/by
würzburg|DE/by
essen, germany|DE/nw
münster|DE/nw
paderborn|DE/nw
bielefeld|DE/nw
wiesbaden|DE/he
kassel|DE/he
mainz|DE/rp
kaiserslautern|DE/rp
saarbrücken|DE/sl
kiel|DE/sh
lübeck|DE/sh
rostock|DE/mv
magdeburg|DE/st
halle (saale)|DE/st
wolfsburg|DE/ni
braunschweig|DE/ni
göttingen|DE/ni
strasbourg|FR
rennes|FR
marseille|FR
aix-en-provence|FR
macau|CN
tbilisi|GE
georgia>|GE
batumi|GE
yerevan|AM
gyumri|AM
baku|AZ
almaty|KZ
astana|KZ
nur-sultan|KZ
tashkent|UZ
bishkek|KG
amman|JO
doha|QA
kuwait city|KW
manama|BH
muscat|OM
beirut|LB
baghdad|IQ
algiers|DZ
dar es salaam|TZ
addis ababa|ET
dakar|SN
abidjan|CI
lusaka|ZM
harare|ZW
kathmandu|NP
phnom penh|KH
yangon|MM
sarajevo|BA
skopje|MK
pristina|XK
guatemala city|GT
san salvador|SV
santo domingo|DO
la paz, bolivia|BO
asunción|PY
asuncion|PY
caracas|VE
yokohama|JP
goa|IN
jaipur|IN
chandigarh|IN
indore|IN/madhya-pradesh
visakhapatnam|IN/andhra-pradesh
trivandrum|IN/kerala
thiruvananthapuram|IN/kerala
kampala|UG
cancun|MX
tijuana|MX
"""

LEVELS = """
intern: intern|interns|internship|internships|trainee|apprentice|apprenticeship|working student|werkstudent|co-op|coop|student job|placement student|summer student
junior: junior|jr|jr.|jnr|entry level|entry-level|graduate|new grad|new graduate|new college grad|early career|associate software|associate engineer|associate developer|associate data|engineer i|developer i|analyst i|einsteiger
mid: mid|mid level|mid-level|midlevel|mid career|intermediate|medior|middle|engineer ii|developer ii|analyst ii|technical staff|member of technical staff|professional level
senior: senior|seniors|sr|sr.|snr|senior level|senior-level|engineer iii|developer iii|engineer iv|sde iii
lead: lead|leads|team lead|teamlead|tech lead|techlead|technical lead|engineering lead|team leader|technical leader|lead engineer
staff: staff|staff engineer|staff software|senior staff
principal: principal|principal engineer|distinguished|distinguished engineer|senior principal
manager: engineering manager|engineering managers|development manager|software manager|manager of|manager engineering|manager software|it manager|team manager|data science manager|data engineering manager|infrastructure manager|security manager|qa manager|test manager|design manager|devops manager|sre manager|research manager|support manager|operations manager|technology manager|senior engineering manager|group product manager|group manager
director: director|directors|head of|director of|senior director|associate director
executive: vp|vps|vice president|svp|evp|avp|cto|cio|ciso|cpo|chief technology officer|chief information officer|chief product officer|chief information security officer|chief data officer|chief scientist|c-level|technical cofounder|technical co-founder|cofounder|co-founder
"""


def split_names(field):
    """Commas separate names, and belong to a name before a space ("newton, ma")."""
    names, part = [], ""
    for i, c in enumerate(field):
        if c == "," and not field[i + 1 : i + 2] == " ":
            names.append(part)
            part = ""
        else:
            part += c
    names.append(part)
    return [n for n in names if n]


def place_rows(names, region):
    rows = []
    for name in names:
        after, name = name.endswith(">"), name.rstrip(">")
        exact, name = name.endswith("!"), name.rstrip("!")
        rows.append((name if exact else name.lower(), region, "after" if after else "exact" if exact else "any"))
    return rows


def lines(block):
    return [line for line in block.strip().split("\n") if line]


def tables():
    regions, places = [], []
    for line in lines(COUNTRIES):
        code, name, currency, more = line.split("|")
        regions.append((code, name, "", "country", code, currency))
        if code != "GE":  # the US state is meant far more often
            places += place_rows([name] + split_names(more), code)
        else:
            places += place_rows(split_names(more), code)
    for item in US_STATES.replace("\n", "").split("|"):
        code, name = item.split(" ", 1)
        regions.append(("US/" + code.lower(), name, "US", "subdivision", "US-" + code, ""))
        spoken = name.replace(" State", "")
        places += place_rows([name], "US/" + code.lower())
        if spoken == "Washington":  # alone it may be the city
            places += place_rows(["Washington>"], "US/wa")
        if code not in NO_CODE:
            places += place_rows([code + ">"], "US/" + code.lower())
    for line in lines(REGIONS):
        country, key, name, parent, kind, code, more = line.split("|")
        region = f"{country}/{key}"
        regions.append((region, name, parent, {"m": "metro", "s": "subdivision"}[kind], code, ""))
        first = [] if "(" in name or name in (
            "Portland, Oregon", "Birmingham, Alabama", "Richmond, Virginia", "Rochester, New York", "Bend, Oregon",
            "Victoria, British Columbia", "London, Ontario", "Hamilton, Ontario", "Kingston, Ontario", "Split", "Nice",
            "Reading", "Bath", "Burlington, Vermont", "York") else [name]
        if first and "–" in name:
            first = []
        places += place_rows(first + split_names(more), region)
    places += [(code, code, "after") for code in ALSO_COUNTRY]
    places.append(("NY", "US/ny", "exact"))
    for line in lines(PLACES):
        text, region = line.split("|")
        if region:
            places += place_rows([text], region)
    return regions, places


def levels():
    return [(level, text) for line in lines(LEVELS)
            for level, texts in [line.split(": ", 1)] for text in texts.split("|")]


def unique(rows, key):
    seen, out = {}, []
    for row in rows:
        k = key(row)
        if k in seen:
            if seen[k] != row:
                sys.exit(f"places.py: {row} repeats {seen[k]}")
            continue
        seen[k] = row
        out.append(row)
    return out


def write(folder, name, header, rows):
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(header)
        w.writerows(rows)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = os.path.join(sys.argv[1], "taxonomy")
    os.makedirs(folder, exist_ok=True)
    regions, places = tables()
    ids = {r[0] for r in regions}
    for r in regions:
        if r[2] and r[2] not in ids:
            sys.exit(f"places.py: {r[0]}: parent {r[2]} is not a region")
    for p in places:
        if p[1] not in ids:
            sys.exit(f"places.py: {p[0]}: region {p[1]} is not there")
    write(folder, "regions.csv", ["id", "name", "parent", "kind", "code", "currency"], unique(regions, lambda r: r[0]))
    write(folder, "places.csv", ["text", "region", "match"], unique(places, lambda r: r))
    write(folder, "levels.csv", ["level", "text"], unique(levels(), lambda r: r[1]))


main()
