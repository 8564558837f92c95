#!/usr/bin/env python3
"""Makes datasets/taxonomy/{roles,titles}.csv.

    python3 datasets/make/roles.py DATA OUT

Roles and their codes are skillgap's choice from ESCO 1.2.0 and O*NET-SOC 2019. Titles: those below, written the ways
that hiring posts write them (hyphen, space, joined; engineer, developer; plural), and the alternate titles of O*NET
29 (CC BY 4.0) of the occupations named in ONET_TITLES that no more specific title below already decides.
"""
import csv
import lzma
import os
import re
import sys

# id | name | family | ESCO occupation code | O*NET-SOC code
ROLES = """
software-engineer|Software engineer|software|2512.4|15-1252.00
backend-engineer|Back-end engineer|software|2512.4|15-1252.00
frontend-engineer|Front-end engineer|software|2512.5|15-1254.00
fullstack-engineer|Full-stack engineer|software|2512.4|15-1252.00
web-developer|Web developer|software|2513.5|15-1254.00
mobile-engineer|Mobile engineer|software|2514.2.2|15-1252.00
ios-engineer|iOS engineer|software|2514.2.2|15-1252.00
android-engineer|Android engineer|software|2514.2.2|15-1252.00
embedded-engineer|Embedded engineer|software|2514.2.1|15-1252.00
game-developer|Game developer|software|2513.1|15-1252.00
blockchain-engineer|Blockchain engineer|software|2512.4.1|15-1299.07
quantitative-developer|Quantitative developer|software||13-2099.01
robotics-engineer|Robotics engineer|hardware||17-2199.08
hardware-engineer|Computer hardware engineer|hardware||17-2061.00
devops-engineer|DevOps engineer|infrastructure|2512.7|15-1252.00
site-reliability-engineer|Site reliability engineer|infrastructure|2512.7|15-1252.00
platform-engineer|Platform engineer|infrastructure|2512.7|15-1252.00
cloud-engineer|Cloud engineer|infrastructure|2512.1|15-1299.08
systems-engineer|Systems engineer|infrastructure|2511.15|15-1299.08
systems-administrator|Systems administrator|infrastructure|2522.1|15-1244.00
network-engineer|Network engineer|infrastructure|2523.3|15-1241.00
database-administrator|Database administrator|data|2521.1|15-1242.00
security-engineer|Security engineer|security|2529.6|15-1299.05
security-analyst|Security analyst|security|2529.7|15-1212.00
penetration-tester|Penetration tester|security|2529.4|15-1299.04
chief-information-security-officer|Chief information security officer|management|2529.1|11-3021.00
data-engineer|Data engineer|data|2511.20|15-1243.00
data-scientist|Data scientist|data|2511.4|15-2051.00
data-analyst|Data analyst|data|2511.3|15-2051.01
machine-learning-engineer|Machine learning engineer|ai|2511.11|15-2051.00
ai-engineer|AI engineer|ai|2511.11|15-1252.00
ml-ops-engineer|MLOps engineer|ai|2511.11|15-1252.00
research-scientist|Research scientist|ai|2511.1|15-1221.00
qa-engineer|QA engineer|quality|2519.7|15-1253.00
solutions-architect|Solutions architect|architecture|2511.14|15-1299.08
software-architect|Software architect|architecture|2512.3|15-1252.00
engineering-manager|Engineering manager|management|1330.5.1|11-3021.00
it-manager|IT manager|management|1330.5|11-3021.00
cto|Chief technology officer|management|1330.3|11-3021.00
product-manager|Product manager|product|1330.6|11-2021.00
project-manager|Project manager|product|1330.7|15-1299.09
business-analyst|Business analyst|product|2511.9|15-1211.00
product-designer|Product designer|design|2513.3|15-1255.00
support-engineer|Support engineer|support|3512.1|15-1232.00
technical-writer|Technical writer|documentation||27-3042.00
developer-advocate|Developer advocate|community||
sales-engineer|Sales engineer|sales|2434.3|41-9031.00
forward-deployed-engineer|Forward deployed engineer|software|2511.16|15-1252.00
desktop-engineer|Desktop application engineer|software|2514.2|15-1252.00
graphics-engineer|Graphics engineer|software|2512.4|15-1252.00
compiler-engineer|Compiler engineer|software|2512.4|15-1252.00
systems-software-engineer|Systems software engineer|software|2511.15|15-1252.00
integration-engineer|Integration engineer|software|2511.17|15-1252.00
xr-engineer|AR/VR engineer|software|2513.1|15-1252.00
iot-engineer|IoT engineer|software|2512.9|15-1252.00
cms-developer|CMS and e-commerce developer|software|2513.5|15-1254.00
erp-developer|ERP developer|software|2514.1|15-1252.00
crm-developer|Salesforce developer|software|2514.1|15-1252.00
automation-developer|Process automation developer|software|2514.2|15-1252.00
mainframe-developer|Mainframe developer|software|2512.4|15-1251.00
gis-developer|GIS developer|software|2165.3|15-1299.02
research-software-engineer|Research software engineer|software|2511.1|15-1252.00
hpc-engineer|HPC engineer|infrastructure|2511.15|15-1299.08
telecommunications-engineer|Telecommunications engineer|infrastructure|2153.1|15-1241.01
network-administrator|Network administrator|infrastructure|2522.1.1|15-1244.00
network-architect|Network architect|infrastructure|2523.2|15-1241.00
release-engineer|Release engineer|infrastructure|2519.3|15-1252.00
storage-engineer|Storage and virtualization engineer|infrastructure|2522.1.2|15-1244.00
data-center-technician|Data center technician|infrastructure|3511.1|15-1231.00
webmaster|Webmaster|infrastructure|3514.1|15-1299.01
application-security-engineer|Application security engineer|security|2529.6|15-1299.05
cloud-security-engineer|Cloud security engineer|security|2529.6|15-1299.05
security-architect|Security architect|security|2529.6|15-1299.05
identity-engineer|Identity and access engineer|security|2514.5|15-1299.05
soc-analyst|SOC analyst|security|2529.7|15-1212.00
grc-analyst|Governance, risk and compliance analyst|security|2529.8|15-1212.00
it-auditor|IT auditor|security|2511.18|15-1212.00
security-researcher|Security researcher|security|2529.4|15-1299.04
digital-forensics-analyst|Digital forensics analyst|security|2529.2|15-1299.06
database-developer|Database developer|data|2521.3|15-1242.00
data-architect|Data architect|data|2521.2|15-1243.00
analytics-engineer|Analytics engineer|data|2511.20|15-2051.01
bi-developer|BI developer|data|2521.5|15-1243.01
data-governance-specialist|Data governance specialist|data|2519.1|15-1243.00
quantitative-analyst|Quantitative analyst|data||13-2099.01
statistician|Statistician|data|2120.6|15-2041.00
product-analyst|Product analyst|data|2511.3|15-2051.01
bioinformatics-scientist|Bioinformatics scientist|data|2131.3|19-1029.01
applied-scientist|Applied scientist|ai|2511.11|15-2051.00
computer-vision-engineer|Computer vision engineer|ai|2511.2|15-1221.00
nlp-engineer|NLP engineer|ai|2152.1.4|15-1221.00
prompt-engineer|Prompt engineer|ai|2511.11|15-2051.00
test-automation-engineer|Test automation engineer|quality|2519.7|15-1253.00
qa-manager|QA manager|quality|2519.5|15-1253.00
program-manager|Program manager|product|1330.7|15-1299.09
technical-program-manager|Technical program manager|product|1330.7|15-1299.09
scrum-master|Scrum master|product|1330.7|15-1299.09
delivery-manager|Delivery manager|product|1330.7|15-1299.09
product-owner|Product owner|product|1330.6|15-1299.09
systems-analyst|Systems analyst|product|2511.13|15-1211.00
erp-consultant|ERP consultant|product|2511.10|15-1211.00
crm-consultant|CRM consultant|product|2511.10|15-1211.00
it-consultant|IT consultant|product|2511.10|15-1211.00
health-informatics-specialist|Health informatics specialist|product||15-1211.01
ux-researcher|UX researcher|design|2511.19|15-1255.00
ui-designer|Visual and interface designer|design|2513.3|15-1255.00
game-designer|Game designer|design|2513.1|15-1255.01
director-of-engineering|Director of engineering|management|1330.5.1|11-3021.00
vp-engineering|VP of engineering|management|1330.3|11-3021.00
cio|Chief information officer|management|1330.2|11-3021.00
head-of-data|Head of data|management|1330.1|11-3021.00
security-manager|Security manager|management|2529.5|11-3021.00
it-support-manager|IT support manager|management|3512.2|11-3021.00
enterprise-architect|Enterprise architect|architecture|2511.6|15-1299.08
cloud-architect|Cloud architect|architecture|2512.6|15-1299.08
helpdesk-technician|Help desk technician|support|3512.1|15-1232.00
desktop-support-technician|Desktop support technician|support|3512.4|15-1232.00
implementation-engineer|Implementation engineer|support|2511.16|15-1299.08
technical-account-manager|Technical account manager|support|2434.1|41-9031.00
solutions-engineer|Solutions engineer|sales|2434.3|41-9031.00
fpga-engineer|FPGA engineer|hardware|2152.1.7.1|17-2061.00
chip-design-engineer|Chip design engineer|hardware|2152.1.7.1|17-2061.00
electronics-engineer|Electronics engineer|hardware|2152.1|17-2072.00
controls-engineer|Controls and automation engineer|hardware|2141.4.2.1|17-2199.05
"""
ISCO = {"quantitative-analyst": "2413", "health-informatics-specialist": "2511", "technical-writer": "2641", "quantitative-developer": "2512", "hardware-engineer": "2152",
        "robotics-engineer": "2149", "developer-advocate": "2434", "product-designer": "2166",
        "security-engineer": "2529"}

# role: titles, separated by '|'. {E} stands for engineer, developer …; {BE} … for the ways to write back end ….
TITLES = """
none: financial engineering|genetic engineer|mechanical engineer|mechanical design engineer|civil engineer|chemical engineer|process engineer|mechanical process engineer|industrial engineer|manufacturing engineer|structural engineer|materials engineer|biomedical engineer|aerospace engineer|propulsion engineer|optical engineer|packaging engineer|hvac engineer|environmental engineer|maintenance engineer|nuclear engineer|geotechnical engineer|mechanical engineering|civil engineering|chemical engineering|manufacturing engineering|industrial designer|interior designer|fashion designer|instructional designer|landscape architect|interior architect|business developer|sales developer|real estate developer|land developer|financial analyst|finance analyst|investment analyst|credit analyst|equity analyst|policy analyst|compliance analyst|pricing analyst|communications analyst|medical researcher|materials scientist|food scientist|clinical scientist|environmental scientist|political scientist|social scientist|medical scientist|lab scientist|wet lab scientist|research chemist|sound engineer|recording engineer|sound designer|set designer|account executive|account manager|marketing manager|office manager|sales manager|sales director|sales executive|content writer|copy writer|copywriter|technical recruiter|recruiter|curriculum developer|curriculum designer|technical trainer|coding instructor|software instructor|programming instructor|technical instructor|web development instructor|engineering recruiter|software engineering recruiter|growth marketer|marketing analyst|medical writer|grant writer|marketing engineer
desktop-engineer: desktop {E}|desktop application {E}|desktop software {E}|desktop app {E}|windows {E}|windows desktop {E}|windows software {E}|windows application {E}|macos {E}|mac {E}|mac os {E}|mac osx {E}|wpf {E}|winforms {E}|qt {E}|electron {E}|software {E} desktop|linux desktop {E}
graphics-engineer: graphics {E}|graphics software {E}|graphics programmer|rendering {E}|render {E}|computer graphics {E}|3d graphics {E}|3d {E}|3d software {E}|opengl {E}|webgl {E}|shader {E}|software {E} graphics|visualization {E}|graphics engine {E}|gpu graphics {E}
compiler-engineer: compiler {E}|compilers {E}|compiler software {E}|ml compiler {E}|language runtime {E}|runtime {E}|jit {E}|llvm {E}|compiler researcher|programming language {E}|programming languages {E}|static analysis {E}|software {E} compilers
systems-software-engineer: systems software {E}|system software {E}|systems programmer|kernel {E}|linux kernel {E}|operating systems {E}|operating system {E}|os {E}|hypervisor {E}|distributed systems {E}|distributed systems software {E}|distributed system {E}|database internals {E}|database kernel {E}|query engine {E}|file systems {E}|filesystem {E}|low level {E}|low-level {E}|low level software {E}|performance {E}|performance software {E}|linux software {E}|linux {E}|software {E} distributed systems|software {E} systems
integration-engineer: integration {E}|integrations {E}|systems integration {E}|system integration {E}|software integration {E}|api integration {E}|api {E}|integration software {E}|middleware {E}|mulesoft {E}|edi {E}|edi analyst|partner integration {E}|partner integrations {E}|enterprise integration {E}
xr-engineer: vr {E}|ar {E}|ar/vr {E}|vr/ar {E}|xr {E}|mixed reality {E}|augmented reality {E}|virtual reality {E}|metaverse {E}|vr software {E}|ar software {E}|unity vr {E}|spatial computing {E}
iot-engineer: iot {E}|iot software {E}|internet of things {E}|connected devices {E}|iot solutions {E}|iot platform {E}|industrial iot {E}
cms-developer: wordpress {E}|drupal {E}|magento {E}|shopify {E}|cms {E}|ecommerce {E}|e-commerce {E}|ecommerce web {E}|aem {E}|sitecore {E}|joomla {E}|woocommerce {E}|wordpress/php {E}|php/wordpress {E}|drupal web {E}|wordpress web {E}
erp-developer: erp {E}|sap {E}|sap abap {E}|abap {E}|netsuite {E}|dynamics {E}|dynamics 365 {E}|odoo {E}|oracle {E}|oracle ebs {E}|workday {E}|peoplesoft {E}|sap hana {E}
crm-developer: crm {E}|salesforce {E}|salesforce software {E}|salesforce apex {E}|servicenow {E}|hubspot {E}|dynamics crm {E}|marketing cloud {E}|salesforce commerce cloud {E}|marketing technology {E}
automation-developer: rpa {E}|low code {E}|low-code {E}|no-code {E}|power platform {E}|power apps {E}|uipath {E}|robotic process automation {E}|process automation {E}|workflow automation {E}|power automate {E}
mainframe-developer: mainframe {E}|cobol {E}|as400 {E}|as/400 {E}|rpg {E}|rpg programmer|cobol programmer|mainframe programmer|ibm i {E}|mainframe systems programmer|mumps {E}|mainframe software {E}
gis-developer: gis {E}|gis software {E}|geospatial {E}|geospatial software {E}|gis analyst|gis specialist|geospatial analyst|gis programmer|mapping {E}|maps {E}|geospatial data scientist|remote sensing {E}|cartographer|geographic information systems specialist|gis technician
research-software-engineer: research software {E}|scientific software {E}|scientific {E}|scientific programmer|scientific computing {E}|research programmer|simulation {E}|simulation software {E}|numerical software {E}|modeling and simulation {E}|computational {E}|academic software {E}
hpc-engineer: hpc {E}|hpc systems {E}|hpc software {E}|high performance computing {E}|high-performance computing {E}|hpc systems administrator|hpc administrator|supercomputing {E}|hpc cluster {E}|gpu cluster {E}
telecommunications-engineer: telecommunications {E}|telecom {E}|telecoms {E}|telecom software {E}|telecommunications specialist|voip {E}|voice {E}|unified communications {E}|5g {E}|ran {E}|wireless {E}|wireless network engineer|wireless systems {E}|radio network engineer|core network {E}|telephony {E}|satellite communications {E}
network-administrator: network administrator|network admin|network and systems administrator|network systems administrator|network technician|lan administrator|lan/wan administrator|network support technician|network support specialist|noc technician|noc analyst|noc operator
network-architect: network architect|network solutions architect|network designer|cloud network architect|network infrastructure architect|enterprise network architect|network planning engineer
release-engineer: release {E}|build {E}|build and release {E}|build & release {E}|build/release {E}|build systems {E}|build infrastructure {E}|configuration management {E}|configuration manager|release manager|build master|buildmaster|deployment {E}|build tools {E}|ci/cd {E}|ci {E}|change and release manager
storage-engineer: storage {E}|storage software {E}|storage systems {E}|virtualization {E}|vmware {E}|vmware administrator|storage administrator|backup administrator|backup {E}|san administrator|citrix {E}|citrix administrator|san {E}|storage infrastructure {E}|storage and backup engineer
data-center-technician: data center technician|datacenter technician|data centre technician|data center engineer|datacenter engineer|data center operator|data center operations engineer|datacenter operations engineer|data center operations technician|computer operator|server technician|hardware technician|data center operations|datacenter operations|hardware operations engineer
webmaster: webmaster|web administrator|web site administrator|website administrator|web content administrator|web operations specialist|website manager
application-security-engineer: application security {E}|application security analyst|appsec {E}|app sec {E}|product security {E}|software security {E}|application security consultant|application security|product security|appsec|code security {E}|secure software {E}|application security architect|mobile security {E}|web application security {E}
cloud-security-engineer: cloud security {E}|infrastructure security {E}|platform security {E}|aws security {E}|azure security {E}|cloud security architect|kubernetes security {E}|devsecops {E}|devsecops|cloud security|cloud infrastructure security {E}|cloud security analyst
security-architect: security architect|cybersecurity architect|cyber security architect|information security architect|network security architect|enterprise security architect|security solutions architect|it security architect
identity-engineer: identity {E}|iam {E}|identity and access management {E}|identity & access management {E}|iam analyst|iam specialist|iam architect|identity architect|okta {E}|identity security {E}|authentication {E}|privileged access {E}|identity and access management analyst
soc-analyst: soc analyst|soc analyst l1|soc analyst l2|soc analyst tier 1|soc analyst tier 2|security operations analyst|security operations center analyst|security monitoring analyst|incident response analyst|incident responder|cyber incident responder|incident response {E}|detection {E}|detection and response {E}|detection & response {E}|threat hunter|security operations {E}|secops {E}|siem {E}|cyber defense analyst|cyber defence analyst|security operations specialist
grc-analyst: grc analyst|grc {E}|grc manager|grc specialist|security compliance analyst|security compliance manager|security compliance {E}|risk and compliance analyst|information security compliance analyst|security risk analyst|cyber risk analyst|it risk analyst|it risk manager|cyber risk manager|it compliance analyst|it compliance manager|security governance analyst|privacy {E}|privacy analyst|governance risk and compliance analyst|information risk analyst
it-auditor: it auditor|information systems auditor|security auditor|technology auditor|it audit manager|information technology auditor|smart contract auditor|cybersecurity auditor|it internal auditor
security-researcher: security researcher|vulnerability researcher|malware researcher|malware analyst|malware reverse engineer|reverse {E}|threat researcher|exploit {E}|security research {E}|security research scientist|vulnerability research {E}|offensive security researcher|cryptographer|cryptography {E}|cryptographic {E}|cryptography researcher
digital-forensics-analyst: digital forensics analyst|forensics analyst|forensic analyst|computer forensics analyst|digital forensic examiner|forensic examiner|dfir analyst|dfir consultant|digital forensics {E}|computer forensic analyst|cyber forensics analyst|dfir {E}
database-developer: database developer|database {E}|database programmer|sql {E}|sql server {E}|pl/sql {E}|plsql {E}|t-sql {E}|postgres {E}|postgresql {E}|mysql {E}|mongodb {E}|database software {E}|oracle pl/sql {E}|sql programmer|db {E}
data-architect: data architect|database architect|data modeler|data modeller|big data architect|data warehouse architect|data platform architect|information architect data|data solutions architect|database designer|analytics architect|data architecture {E}|snowflake architect|databricks architect|big data solutions architect
analytics-engineer: analytics {E}|dbt {E}|analytics data {E}|data analytics {E}|bi analytics {E}|product analytics {E}|marketing analytics {E}
bi-developer: bi {E}|bi software {E}|business intelligence {E}|power bi {E}|tableau {E}|looker {E}|qlik {E}|ssis {E}|ssrs {E}|etl {E}|data warehouse {E}|data warehousing {E}|datawarehouse {E}|dwh {E}|data warehousing specialist|bi consultant|cognos {E}|reporting {E}|report {E}|informatica {E}|microstrategy {E}
data-governance-specialist: data governance analyst|data governance specialist|data governance manager|data governance lead|data quality analyst|data quality {E}|data quality specialist|data steward|master data analyst|master data specialist|data management specialist|data management analyst|data curator|metadata specialist|data governance {E}
quantitative-analyst: quantitative analyst|quant|quants|quant analyst|quantitative researcher|quant researcher|quantitative research analyst|quantitative strategist|quantitative trader|quant trader|algorithmic trader|financial quantitative analyst|risk quant|quantitative risk analyst|quantitative modeler|actuarial data scientist|quantitative research|quantitative finance analyst|quantitative research {E}
statistician: statistician|applied statistician|biostatistician|statistical analyst|statistical programmer|sas programmer|econometrician|statistical modeler|clinical statistical programmer|research statistician|statistical consultant
product-analyst: product analyst|product data analyst|product data scientist|growth analyst|web analyst|digital analyst|product analytics|growth data analyst|web analytics analyst|experimentation analyst|game analyst|digital analytics analyst
bioinformatics-scientist: bioinformatician|bioinformatics {E}|bioinformatics scientist|bioinformatics software {E}|bioinformatics analyst|bioinformatics programmer|bioinformaticist|computational biologist|computational biology scientist|computational biology {E}|genomics data scientist|computational genomics scientist|bioinformatics specialist|bioinformatics|bioinformatics research scientist|computational chemist|cheminformatics scientist|cheminformatician|computational biology
applied-scientist: applied scientist|applied researcher|applied research scientist|applied research {E}|applied ml scientist|applied machine learning scientist|applied ai scientist|machine learning scientist|ml scientist|decision scientist|applied ai researcher|computational scientist|ai scientist|deep learning scientist
computer-vision-engineer: computer vision {E}|computer vision scientist|computer vision software {E}|computer vision researcher|computer vision research {E}|computer vision research scientist|computer vision|computer vision algorithm {E}|vision {E}|image processing {E}|image processing scientist|perception scientist|machine vision {E}|imaging scientist|cv {E}|computer vision/machine learning {E}|computer vision / machine learning {E}|imaging software {E}|video analytics {E}
nlp-engineer: nlp {E}|nlp scientist|nlp researcher|nlp data scientist|natural language processing {E}|natural language processing scientist|nlp software {E}|nlp research scientist|nlp research {E}|computational linguist|computational linguistics {E}|speech {E}|speech recognition {E}|speech scientist|language engineer|nlp/ml {E}|nlp specialist|linguist engineer|nlp|natural language processing|speech software {E}|speech research scientist|nlp machine learning {E}|information retrieval {E}
prompt-engineer: prompt {E}|context {E}|conversation designer|conversational designer|ai trainer|ai content specialist|prompt designer|ai prompt {E}|llm prompt {E}|ai evaluation {E}|evals {E}|ai data annotator|llm trainer|prompt specialist
test-automation-engineer: sdet|sdet engineer|software {E} in test|software development engineer in test|software design engineer in test|test automation {E}|qa automation {E}|automation test {E}|automation {E}|automated test {E}|automation qa {E}|automation tester|automation qa|qa automation|test automation|qa automation tester|automation test analyst|automation quality engineer|test {E} automation|mobile software engineer in test|performance test {E}|performance tester|load test {E}|test infrastructure {E}|test tools {E}|test framework {E}
qa-manager: qa manager|test manager|quality assurance manager|qa lead|test lead|head of qa|head of quality|director of qa|director of quality|director of quality assurance|head of quality assurance|qa director|software quality assurance manager|software test manager|quality engineering manager|qa team lead|head of testing|software quality manager
program-manager: program manager|programme manager|it program manager|it programme manager|engineering program manager|program management|programme lead|program director|programme director|software program manager|digital program manager|transformation manager|program lead|security program manager|pmo manager|head of pmo|pmo lead|portfolio manager it
technical-program-manager: technical program manager|tpm|tpms|technical programme manager|technical program management|infrastructure technical program manager|hardware technical program manager|director of technical program management|software technical program manager|technical program lead|ai technical program manager
scrum-master: scrum master|scrummaster|agile coach|agile project manager|agile delivery lead|agile lead|release train engineer|agile practitioner|iteration manager|agile consultant|kanban coach|agile transformation coach
delivery-manager: delivery manager|technical delivery manager|delivery lead|software delivery manager|agile delivery manager|service delivery manager|it delivery manager|delivery director|head of delivery|technical delivery lead|project delivery manager|engagement manager|digital delivery manager|head of software delivery
product-owner: product owner|technical product owner|digital product owner|agile product owner|associate product owner|ai product owner|data product owner|platform product owner|product owner / business analyst
systems-analyst: systems analyst|system analyst|computer systems analyst|business systems analyst|business system analyst|it systems analyst|it analyst|application analyst|applications analyst|application systems analyst|software analyst|solution analyst|technical analyst|technical systems analyst|programmer/analyst systems|information systems analyst|clinical systems analyst|ict analyst
erp-consultant: erp consultant|sap consultant|sap functional consultant|sap fico consultant|sap mm consultant|sap sd consultant|sap analyst|erp analyst|erp manager|erp project manager|netsuite consultant|netsuite administrator|workday consultant|workday analyst|dynamics 365 consultant|oracle consultant|oracle functional consultant|odoo consultant|erp administrator|erp specialist|sap administrator|sap basis administrator|sap basis consultant|erp implementation consultant|hris analyst|functional consultant|erp functional analyst|sap business analyst
crm-consultant: crm consultant|crm manager|crm analyst|crm administrator|crm specialist|salesforce administrator|salesforce admin|salesforce consultant|salesforce business analyst|salesforce functional consultant|salesforce analyst|salesforce architect|hubspot consultant|hubspot administrator|servicenow administrator|servicenow consultant|dynamics crm consultant|marketing automation specialist|salesforce solution architect|marketing operations manager|revenue operations manager|servicenow architect
it-consultant: it consultant|technology consultant|technical consultant|software consultant|ict consultant|digital consultant|technology advisor|it advisor|management consultant technology|digital transformation consultant|data consultant|analytics consultant|cyber security consultant|application consultant|technical business consultant|digital transformation manager|solutions consultant it|cloud consultant
health-informatics-specialist: health informatics specialist|clinical informatics specialist|clinical informaticist|health informaticist|clinical informatics analyst|nursing informatics specialist|medical informatics specialist|epic analyst|epic consultant|ehr analyst|emr analyst|health it analyst|health information analyst|healthcare data analyst|clinical data manager|clinical data analyst|healthcare it specialist|epic application analyst|ehr specialist|health it specialist
ux-researcher: ux researcher|user researcher|user experience researcher|design researcher|ux research|user research|ux research lead|head of user research|usability analyst|usability specialist|usability tester|usability engineer|user experience analyst|human factors {E}|human factors specialist|hci researcher|ux research manager|quantitative ux researcher
ui-designer: ui designer|visual designer|graphic designer|digital designer|web designer|web & graphic designer|graphic/web designer|user interface designer|motion designer|motion graphics designer|brand designer|visual ui designer|visual/ui designer|ui/visual designer|creative director|art director|illustrator|icon designer|web/graphic designer|communication designer|multimedia designer|creative designer|ui artist|ipad visual designer|email designer|marketing designer|web designer/developer
game-designer: game designer|games designer|level designer|game design|lead game designer|narrative designer|systems designer game|gameplay designer|economy designer|game artist|technical artist|game producer|3d artist|technical game designer|game economist|video game designer|technical designer
director-of-engineering: director of engineering|engineering director|director of software engineering|director of software development|director of software|director, engineering|director, software engineering|director of technology|director of development|director of product engineering|director of platform engineering|director of backend engineering|director of frontend engineering|director of web development|head of engineering|head of software engineering|head of software|head of development|head of software development|head of technology|head of product engineering|head of backend|head of frontend|head of mobile|head of platform|head of infrastructure|head of devops|director of infrastructure|director of devops|director of mobile|head of web development|senior director of engineering|technology director|head of web|director of cloud engineering|director of technical operations|director of site reliability engineering|head of sre|head of cloud|head of tech|director of platform|head of engineering operations|director of engineering operations|head of developer experience|tech director|technical director
vp-engineering: vp of engineering|vp engineering|vp, engineering|vp eng|vp of eng|vpe|vp of software engineering|vp software engineering|vp of technology|vp technology|vp of software development|vp software development|vice president of engineering|vice president engineering|vice president, engineering|vice president of software engineering|vice president of technology|svp of engineering|svp engineering|evp of engineering|avp of engineering|vp of platform|vp of infrastructure|vp infrastructure|vp of product engineering|vp of development|vp development|vp r&d|vp of r&d|vp of product and engineering|vp of engineering and product|vp of devops|vp of technical operations|vp platform
cio: chief information officer|cio|cios|chief digital officer|deputy cio|group cio|interim cio|chief digital and information officer|chief information and technology officer|vp of it|vp it|vice president of information technology|vp of information technology
head-of-data: head of data|head of data science|head of analytics|head of data engineering|head of machine learning|head of ai|head of data and analytics|director of data science|director of data engineering|director of data|director of analytics|director of machine learning|director of ai|director of business intelligence|director of data and analytics|vp of data science|vp of data|vp data|vp of analytics|vp of ai|vp of machine learning|chief data officer|chief ai officer|chief analytics officer|cdo|data science manager|data engineering manager|analytics manager|data and analytics manager|machine learning engineering manager|machine learning manager|ml engineering manager|ml manager|ai manager|ai engineering manager|head of business intelligence|bi manager|business intelligence manager|manager of data science|manager, data science|manager of analytics|manager analytics|manager, data & analytics|manager data engineering|head of ml|head of ai research|chief scientist|head of research|director of research|data manager|research manager
security-manager: security manager|information security manager|cybersecurity manager|cyber security manager|it security manager|head of security|head of information security|head of cybersecurity|head of cyber security|director of security|director of information security|director of cybersecurity|security director|vp of security|vp security|vp of information security|information security officer|security engineering manager|head of application security|head of product security|director of application security|security operations manager|soc manager|security lead|head of security engineering|director of security engineering|cyber security lead|business information security officer|security team lead
it-support-manager: it support manager|help desk manager|helpdesk manager|service desk manager|technical support manager|support manager|customer support manager technical|support engineering manager|head of support|head of technical support|director of support|director of technical support|support team lead|it service manager|service desk team lead|head of customer support engineering|support operations manager|it help desk manager|helpdesk team lead
enterprise-architect: enterprise architect|it architect|business architect|enterprise solutions architect|enterprise solution architect|chief enterprise architect|technology architect|enterprise it architect|enterprise data architect|domain architect|lead enterprise architect|ict architect
cloud-architect: cloud architect|cloud solutions architect|cloud solution architect|cloud infrastructure architect|aws architect|azure architect|gcp architect|aws solutions architect|azure solutions architect|google cloud architect|infrastructure architect|platform architect|devops architect|cloud platform architect|kubernetes architect|aws cloud architect|azure cloud architect|infrastructure solutions architect
helpdesk-technician: help desk technician|helpdesk technician|help desk|helpdesk|help desk analyst|helpdesk analyst|help desk specialist|helpdesk specialist|help desk support|service desk analyst|service desk technician|service desk engineer|service desk|service desk agent|it help desk technician|it support specialist|it support technician|it support analyst|it support|it support {E}|it assistant|computer support specialist|user support specialist|user support analyst|support technician|technical support agent|technical support representative|technical support specialist|it service desk analyst|help desk agent|customer support specialist|support specialist
desktop-support-technician: desktop support|desktop support technician|desktop support engineer|desktop support analyst|desktop support specialist|desktop technician|it technician|it field technician|computer technician|pc technician|computer repair technician|field service technician it|end user support technician|deskside support technician|end user computing {E}|endpoint {E}|it field engineer|workplace technology engineer|ict technician|endpoint administrator
implementation-engineer: implementation {E}|implementation consultant|implementation specialist|implementation manager|software implementation {E}|software implementation consultant|software implementation specialist|onboarding {E}|onboarding specialist|professional services {E}|professional services consultant|technical implementation {E}|technical implementation manager|implementation project manager|customer implementation {E}|technical onboarding manager|deployment specialist|implementation lead
technical-account-manager: technical account manager|tam|customer success {E}|technical customer success manager|customer reliability engineer|customer experience engineer|technical customer success {E}|ict account manager|solutions account manager|technical success manager|strategic technical account manager|customer success architect
solutions-engineer: solutions {E}|solution {E}|customer solutions {E}|partner solutions {E}|head of solutions engineering|solutions engineering manager|solutions consultant|solution consultant|director of solutions engineering|partner {E}|value engineer|demo engineer|customer solutions architect|ai solutions {E}|enterprise solutions {E}|manager solutions engineering
fpga-engineer: fpga {E}|fpga design {E}|fpga verification engineer|fpga/asic {E}|fpga firmware {E}|fpga programmer|hdl {E}|vhdl {E}|verilog {E}|fpga hardware engineer|fpga software {E}
chip-design-engineer: asic {E}|asic design engineer|asic design {E}|asic verification engineer|chip design engineer|chip design {E}|digital design engineer|digital design {E}|silicon {E}|silicon design engineer|physical design engineer|rtl {E}|rtl design engineer|soc engineer|soc design engineer|verification engineer|design verification engineer|dv engineer|dft engineer|vlsi engineer|vlsi design engineer|analog design engineer|analog engineer|mixed signal design engineer|ic design engineer|ic layout engineer|eda engineer|cpu design engineer|gpu design engineer|microarchitect|cpu architect|formal verification engineer|silicon validation engineer|post-silicon validation engineer|layout engineer
electronics-engineer: electronics engineer|electronic engineer|electronics design engineer|electrical engineer|electrical design engineer|electrical engineering|electronics engineering|pcb {E}|pcb design engineer|pcb layout engineer|rf engineer|rf design engineer|rf systems engineer|power electronics engineer|antenna engineer|electrical hardware engineer|analog electronics engineer|electrical/electronics engineer|electronics technician engineer|hardware test engineer|signal integrity engineer|electrical systems engineer
controls-engineer: controls {E}|control {E}|control systems {E}|controls software {E}|plc {E}|plc programmer|scada {E}|mechatronics {E}|mechatronic engineer|industrial automation {E}|industrial controls {E}|automation and controls engineer|automation controls engineer|instrumentation engineer|instrumentation and controls engineer|guidance navigation and control engineer|gnc engineer|flight controls engineer|motion control {E}
software-engineer: software {E}|software development engineer|sw {E}|swe|sde|application {E}|applications {E}|app {E}|programmer|computer programmer|product {E}|founding {E}|generalist {E}|software generalist|{LANG} {E}|{LANG} software {E}|software {E} {LANG}|growth {E}|search {E}|audio {E}|video {E}|algorithm {E}|algorithms {E}|r&d {E}|open source {E}|software craftsman|software craftsperson|software development|member of technical staff|softwareentwickler|softwareentwicklerin|software entwickler|coder|coders|{E_BARE}|dev|devs|software dev|software devs|hacker|hackers|engineering|eng|technical staff|software tech lead|tech lead|technical lead|software team lead|team lead|lead developer|lead engineer|analyst programmer|programmer analyst|sharepoint {E}|plugin {E}
backend-engineer: {BE}|{BE} {E}|{BE} software {E}|{BE} web {E}|{BE} {LANG} {E}|software {E} {BE}|software {E}, {BE}|software {E} - {BE}|software {E} ({BE})|{BE} systems {E}|{BE} application {E}|server {E}|server-side {E}|server side {E}|serverside {E}|api backend {E}|{BELANG} {E}|{BELANG} software {E}|{BELANG} web {E}|services {E}|microservices {E}|payments {E}
frontend-engineer: {FE}|{FE} {E}|{FE} software {E}|{FE} web {E}|{FE} {FELANG} {E}|software {E} {FE}|software {E}, {FE}|software {E} - {FE}|software {E} ({FE})|ui {E}|ui software {E}|user interface {E}|ux {E}|ui/ux {E}|ux/ui {E}|{FELANG} {E}|{FELANG} web {E}|web ui {E}|client side {E}|client-side {E}|web frontend {E}|html/css {E}|javascript {E}|javascript software {E}|typescript {E}|js {E}|data visualization {E}|design {E}|design technologist|creative technologist|creative {E}
fullstack-engineer: {FS}|{FS} {E}|{FS} software {E}|{FS} web {E}|{FS} web application {E}|{FS} {LANG} {E}|{FS} {FELANG} {E}|{FS} {BELANG} {E}|{FS} javascript {E}|{FS} typescript {E}|software {E} {FS}|software {E}, {FS}|software {E} - {FS}|software {E} ({FS})|{FS} product {E}|{FS} application {E}|{FS} javascript|{FS} or frontend {E}|full-stack generalist
web-developer: web {E}|web application {E}|web app {E}|web applications {E}|web software {E}|web development|web programmer|website {E}|{RAILS} {E}|php {E}|php web {E}|php software {E}|lamp {E}|html {E}|webentwickler
mobile-engineer: mobile {E}|mobile software {E}|mobile app {E}|mobile application {E}|mobile applications {E}|mobile web {E}|react native {E}|react-native {E}|flutter {E}|xamarin {E}|ios/android {E}|ios / android {E}|android/ios {E}|ios and android {E}|ios & android {E}|android and ios {E}|android & ios {E}|software {E} mobile|software {E}, mobile|software {E} (mobile)|mobile {E} ios|mobile developer android|mobile development
ios-engineer: ios|ios {E}|ios software {E}|ios app {E}|ios application {E}|ios mobile {E}|iphone {E}|swift {E}|objective-c {E}|objective c {E}|mobile engineer (ios)|mobile developer (ios)|software {E} ios|software {E}, ios|software {E} - ios|software {E} (ios)|mobile software engineer - ios|ios/macos {E}|mobile ios {E}
android-engineer: android|android {E}|android software {E}|android app {E}|android application {E}|android mobile {E}|mobile engineer (android)|mobile developer (android)|software {E} android|software {E}, android|software {E} - android|software {E} (android)|kotlin {E}|mobile android {E}
embedded-engineer: embedded|embedded {E}|embedded software {E}|embedded systems {E}|embedded systems software {E}|embedded linux {E}|embedded c {E}|embedded c++ {E}|embedded firmware {E}|firmware|firmware {E}|firmware software {E}|device driver {E}|bsp {E}|rtos {E}|automotive software {E}|dsp {E}
game-developer: game {E}|games {E}|gameplay {E}|game programmer|gameplay programmer|games programmer|video game {E}|unity {E}|unity3d {E}|unreal {E}|unreal engine {E}|game client {E}|game server {E}|game engine {E}|engine programmer
blockchain-engineer: blockchain {E}|blockchain software {E}|smart contract {E}|smart contracts {E}|solidity {E}|protocol {E}|web3 {E}|crypto {E}|cryptocurrency {E}|ethereum {E}|bitcoin {E}|defi {E}|crypto protocol {E}|zk {E}|solana {E}
quantitative-developer: quantitative {E}|quant {E}|trading systems {E}|trading {E}|low latency {E}|hft {E}|quantitative software {E}|algorithmic trading {E}
robotics-engineer: robotics {E}|robotics software {E}|robot {E}|roboticist|slam {E}|autonomy {E}|motion planning {E}|perception {E}|ros {E}|autonomous vehicle {E}|self-driving {E}|drone {E}
hardware-engineer: hardware {E}|hardware design {E}
devops-engineer: devops|dev ops|dev-ops|devops {E}|dev ops {E}|dev-ops {E}|devops software {E}|devops specialist|devops consultant|devops lead|devops/infrastructure {E}|devops infrastructure {E}|devops cloud {E}|cloud devops {E}|software {E} devops|software {E}, devops|devops / sre|automation devops {E}|tools {E}|tooling {E}
site-reliability-engineer: site reliability {E}|site reliability|site reliability engineering|sre|sres|sre engineer|sre {E}|reliability {E}|production {E}|devops/sre|sre/devops|devops/site reliability {E}|systems reliability {E}|observability {E}|software {E} sre|software {E} (sre)|software {E}, site reliability|site-reliability {E}|operations {E}|production operations {E}|web operations {E}|ops {E}|techops {E}|webops {E}|sysops {E}
platform-engineer: platform {E}|platform software {E}|infrastructure {E}|infrastructure software {E}|infra {E}|core infrastructure {E}|developer experience {E}|developer productivity {E}|devex {E}|developer tools {E}|kubernetes {E}|software {E} infrastructure|software {E}, infrastructure|software {E} - infrastructure|software {E} (infrastructure)|software {E} platform|software {E}, platform|software {E} - platform|internal tools {E}|core platform {E}
cloud-engineer: cloud {E}|cloud software {E}|cloud infrastructure {E}|cloud platform {E}|cloud application {E}|cloud operations {E}|aws {E}|aws cloud {E}|azure {E}|azure cloud {E}|gcp {E}|google cloud {E}|cloud native {E}|cloud-native {E}|cloud systems {E}|software {E} cloud|software {E}, cloud|cloud specialist|finops engineer|openstack {E}
systems-engineer: systems {E}|system {E}|linux systems {E}|linux system {E}|unix {E}|unix systems {E}|computer systems engineer|infrastructure systems {E}|it systems {E}
systems-administrator: systems administrator|system administrator|systems admin|system admin|sysadmin|sys admin|linux administrator|linux admin|linux sysadmin|linux system administrator|linux systems administrator|unix administrator|windows administrator|windows system administrator|windows systems administrator|it administrator|server administrator|system operator|it systems administrator|infrastructure administrator|systemadministrator|it engineer|it operations|it specialist|it operations engineer|it infrastructure {E}|sysadmin/devops|cloud administrator|computer systems administrator
network-engineer: network {E}|network operations {E}|networking {E}|network security {E}|network specialist|noc {E}|network automation {E}|network reliability {E}|sdn {E}|network software {E}
database-administrator: database administrator|dba|dbas|database admin|sql dba|oracle dba|mysql dba|postgres dba|postgresql dba|database reliability {E}|database specialist|sql server dba|data base administrator
security-engineer: security {E}|security software {E}|information security {E}|infosec {E}|cyber security {E}|cybersecurity {E}|cyber-security {E}|it security {E}|security consultant|offensive security engineer|software {E} security|software {E}, security|security specialist|trust and safety engineer|embedded security {E}|blockchain security {E}|security
security-analyst: security analyst|information security analyst|cyber security analyst|cybersecurity analyst|threat analyst|threat intelligence analyst|information security specialist|it security analyst|vulnerability analyst|cyber analyst|cyber threat analyst
penetration-tester: penetration tester|pentester|pen tester|penetration testing consultant|ethical hacker|red team {E}|red team operator|red teamer|offensive security consultant|security consultant / penetration tester|security tester|application penetration tester|bug bounty hunter
chief-information-security-officer: ciso|chief information security officer|chief security officer
data-engineer: data {E}|data software {E}|data platform {E}|data infrastructure {E}|big data {E}|big data software {E}|data pipeline {E}|data integration {E}|spark {E}|hadoop {E}|data operations engineer|dataops engineer|software {E} data|software {E}, data|software {E} - data|software {E} (data)|data systems {E}|snowflake {E}|databricks {E}|streaming {E}|kafka {E}|data wrangler
data-scientist: data scientist|data science|data science engineer|data science consultant|applied data scientist|quantitative data scientist|data scientist machine learning|data mining {E}|data science lead|lead data scientist|operations research analyst|operations research scientist
data-analyst: data analyst|analytics|business intelligence analyst|bi analyst|analytics analyst|reporting analyst|insights analyst|business data analyst|sql analyst|operations analyst|financial data analyst|data specialist|bi specialist|business intelligence|data visualization specialist|research analyst|revenue operations analyst|data analytics
machine-learning-engineer: machine learning {E}|machine learning software {E}|ml {E}|ml software {E}|machine learning|machine-learning {E}|machine learning specialist|deep learning {E}|reinforcement learning {E}|recommender systems {E}|recommendation systems {E}|recommendations {E}|software {E} machine learning|software {E}, machine learning|software {E} - machine learning|software {E} (machine learning)|software {E}, ml|applied machine learning {E}|applied ml {E}|data scientist / machine learning engineer|machine intelligence {E}|ml/ai {E}|ai/ml {E}|ai / ml {E}|ai & ml {E}|inference {E}|ml performance {E}|gpu {E}|cuda {E}|machine learning lead
ai-engineer: ai {E}|a.i. {E}|ai software {E}|artificial intelligence {E}|artificial intelligence software {E}|generative ai {E}|gen ai {E}|genai {E}|llm {E}|applied ai {E}|ai product {E}|conversational ai {E}|software {E} ai|software {E}, ai|software {E} - ai|software {E} (ai)|ai application {E}|ai applications {E}|agent {E}|ai agent {E}|ai agents {E}|agentic ai {E}|agentic {E}|rag {E}|ai full stack {E}|ai full-stack {E}|ai fullstack {E}|founding ai {E}|ai platform {E}|ai architect|ai specialist|ai consultant|ai automation {E}|ai lead|full stack ai {E}|full-stack ai {E}|fullstack ai {E}|ai backend {E}|chatbot {E}|voice ai {E}|ai deployment {E}
ml-ops-engineer: mlops {E}|ml ops {E}|ml-ops {E}|mlops|machine learning operations {E}|ml infrastructure {E}|machine learning infrastructure {E}|ml platform {E}|machine learning platform {E}|ai infrastructure {E}|ai infra {E}|llmops {E}|machine learning devops {E}|aiops {E}|ml infra {E}|model deployment engineer|training infrastructure {E}|inference infrastructure {E}
research-scientist: research scientist|ai researcher|ai research scientist|ai research {E}|machine learning researcher|machine learning research scientist|machine learning research {E}|ml researcher|ml research {E}|ml research scientist|deep learning researcher|research {E}|researcher|computer scientist|postdoc|postdoctoral fellow|postdoctoral researcher|postdoctoral fellows|research associate|scientist|member of technical staff research|research software scientist|quantum {E}|quantum software {E}|principal scientist|research fellow|research assistant|alignment researcher|ai safety researcher
qa-engineer: qa|qa {E}|qa test {E}|qa software {E}|qa analyst|qa tester|qa specialist|quality assurance|quality assurance {E}|quality assurance analyst|quality assurance tester|quality assurance specialist|quality {E}|software quality {E}|software quality assurance {E}|software tester|software test {E}|test {E}|tester|test analyst|manual tester|software {E} test|sdets|qae|qa/test {E}|functional tester|game tester
solutions-architect: solutions architect|solution architect|systems architect|system architect|technical architect|integration architect|ai solutions architect
software-architect: software architect|application architect|applications architect|chief architect|principal architect|lead architect|java architect|.net architect|web architect|architect|backend architect|back-end architect|frontend architect|front-end architect|full stack architect|mobile architect|software engineering architect|engineering architect|api architect|softwarearchitekt
engineering-manager: engineering manager|software engineering manager|software development manager|development manager|software manager|manager of engineering|manager of software engineering|manager, engineering|manager, software engineering|engineering team manager|engineering lead|engineering leads|engineering leader|infrastructure manager|infrastructure engineering manager|platform engineering manager|devops manager|sre manager|mobile engineering manager|frontend engineering manager|backend engineering manager|eng manager|em|dev manager|technical manager|team manager|software team manager|chief engineer
it-manager: it manager|it director|director of it|head of it|information technology manager|information technology director|information systems manager|computer and information systems manager|it operations manager|operations manager it|technology manager|it infrastructure manager|data center manager|application manager|network manager|mis manager
cto: cto|ctos|chief technology officer|chief technical officer|fractional cto|co-founder & cto|co-founder/cto|cofounder/cto|cto/co-founder|cto / co-founder|technical co-founder|technical cofounder|technical founder|founding cto|interim cto|cto co-founder|cofounder & cto|deputy cto|field cto
product-manager: product manager|technical product manager|product management|head of product|head of product management|director of product|director of product management|vp of product|vp product|vice president of product|vp product management|chief product officer|cpo|group product manager|associate product manager|product lead|product marketing manager|digital product manager|growth product manager|ai product manager|data product manager|platform product manager|principal product manager|staff product manager|product managers/owners|product strategist
project-manager: project manager|technical project manager|it project manager|software project manager|scrum masters|project lead|project leader|project management|project coordinator|project director
business-analyst: business analyst|it business analyst|technical business analyst|functional analyst|requirements engineer|requirements analyst|process analyst|business process analyst|business technology analyst|business consultant|product operations manager
product-designer: product designer|ux designer|ui/ux designer|ux/ui designer|ui / ux designer|ux / ui designer|ui & ux designer|ui and ux designer|user experience designer|interaction designer|designer|mobile designer|ux architect|design lead|lead designer|head of design|director of design|vp of design|design manager|ux lead|head of ux|ux|ux manager|ux writer|service designer|design director|ux engineer/designer|ux design|ui/ux design|product design|design
support-engineer: support {E}|technical support {E}|customer support {E}|product support {E}|application support {E}|production support {E}|desktop support {E}|technical support|technical support analyst|support analyst|application support analyst|escalation {E}|cloud support {E}|l2 support engineer|l3 support engineer|developer support {E}
technical-writer: technical writer|documentation {E}|documentation writer|documentation specialist|api writer|technical author|technical editor|tech writer|documentation manager|technical content writer|docs engineer|content engineer|technical documentation specialist|technical communicator|information developer|technical content developer
developer-advocate: developer advocate|developer evangelist|technology evangelist|technical evangelist|developer relations|devrel|developer relations {E}|devrel {E}|community {E}|developer relations manager|head of developer relations|developer experience advocate|developer marketing manager|developer community manager|developer educator|curriculum {E}|developer success engineer|developer success manager|developer marketing|education engineer|community manager developer
sales-engineer: sales {E}|presales {E}|pre-sales {E}|pre sales {E}|presales consultant|pre-sales consultant|pre-sales solutions engineer|technical sales {E}|technical sales representative|technical sales specialist|field application {E}|field applications {E}|technical sales|presales solution architect|pre-sales solution architect|technical presales consultant|application engineer sales
forward-deployed-engineer: forward deployed {E}|forward-deployed {E}|forward deployment {E}|forward deployed software {E}|forward-deployed software {E}|deployment strategist|field {E}|customer {E}|client {E}|delivery {E}|customer-facing engineer|forward deployed ai {E}|forward-deployed ai {E}|fde|fdes|technical deployment lead|technical solutions {E}|applied ai engineer forward deployed
"""
SETS = {
    "BE": ["backend", "back end", "back-end"],
    "FE": ["frontend", "front end", "front-end"],
    "FS": ["full stack", "full-stack", "fullstack"],
    "RAILS": ["ruby on rails", "rails", "ror"],
    "LANG": ["python", "java", "c++", "c", "c/c++", "c#", ".net", "ruby", "scala", "clojure", "haskell", "erlang",
             "perl", "functional", "delphi", "cobol", "asp.net", "f#", "ocaml", "qt", "rust", "r"],
    "BELANG": ["golang", "go", "node", "node.js", "nodejs", "django", "elixir", "spring", "spring boot", "laravel",
               "symfony", "python/django", "java/spring", "j2ee", "java ee", "phoenix", "flask", "fastapi"],
    "FELANG": ["react", "react.js", "reactjs", "angular", "angularjs", "angular.js", "vue", "vue.js", "vuejs", "ember",
               "ember.js", "svelte", "next.js", "nextjs", "clojurescript", "elm", "react/redux", "three.js", "webgl"],
}
HEADS = ["engineer", "developer"]
COUNTABLE = ("administrator", "admin", "advocate", "analyst", "architect", "auditor", "coach", "consultant", "designer", "director",
             "engineer", "evangelist", "manager", "programmer", "researcher", "scientist", "specialist", "statistician",
             "technician", "tester", "trader", "writer", "linguist", "biologist", "recruiter", "executive", "owner", "developer")
HEADS_ALL = ["engineer", "developer", "programmer", "dev"]
NO_DEVELOPER = re.compile(r"^(security|quality|qa|sales|support|reliability|site|systems|system|network|research|test)")
# Occupations whose alternate titles join a role, unless a title below is part of them already.
ONET_TITLES = {
    "15-1252.00": "software-engineer", "15-1251.00": "software-engineer", "15-1254.00": "web-developer",
    "15-1253.00": "qa-engineer", "15-1242.00": "database-administrator", "15-1244.00": "systems-administrator",
    "15-1241.00": "network-engineer", "15-1241.01": "telecommunications-engineer", "15-1212.00": "security-analyst",
    "15-1299.05": "security-engineer", "15-1299.04": "penetration-tester", "15-1299.06": "digital-forensics-analyst",
    "15-2051.00": "data-scientist", "15-2051.01": "data-analyst", "15-1243.00": "data-architect",
    "15-1243.01": "bi-developer", "15-1232.00": "helpdesk-technician", "15-1231.00": "network-administrator",
    "11-3021.00": "it-manager", "15-1299.09": "project-manager", "15-1211.00": "systems-analyst",
    "15-1211.01": "health-informatics-specialist", "15-1255.00": "product-designer", "15-1255.01": "game-designer",
    "15-1299.01": "webmaster", "15-1299.02": "gis-developer", "15-1299.07": "blockchain-engineer",
    "17-2061.00": "hardware-engineer", "15-1299.08": "systems-engineer", "13-2099.01": "quantitative-analyst",
    "19-1029.01": "bioinformatics-scientist", "27-3042.00": "technical-writer",
}
# Alternate titles too wide to name an IT role.
TOO_WIDE = re.compile(r"^(analyst|consultant|specialist|technician|engineer|manager|director|developer|administrator|"
                      r"operator|auditor|intern|instructor|librarian|editor|writer|author|artist|animator|"
                      r"teacher|trainer|coordinator|supervisor|planner|forensic|vice president|webmaster|biostatistician|"
                      r"survey|mathematician|actuar|certified|cisco|microsoft|automatic data)")
ONET_NEEDS = re.compile(r"\b(software|computer|program|web|data|database|network|system|systems|information|it|cyber|"
                        r"security|internet|technical|technology|application|applications|server|user|game|blockchain|"
                        r"hardware|help|desktop|digital|business intelligence|lan|wan|quality|test|java|sql|cloud|"
                        r"penetration|machine|geographic|gis|telecommunications?|forensics?|quantitative|bioinformatics|"
                        r"informatics|video game|analytics|ux|ui|technical writer|documentation)\b")


def heads_for(text):
    return HEADS_ALL if text in ("{LANG} {E}", "{BE} {E}", "{FE} {E}", "{FS} {E}", "{BELANG} {E}") else HEADS


def expand(pattern):
    """All ways to write a pattern, singular and plural."""
    out = [pattern]
    for name, words in SETS.items():
        out = [o.replace("{" + name + "}", w) if "{" + name + "}" in o else o for o in out
               for w in (words if "{" + name + "}" in o else [""])]
    done = []
    for o in out:
        if "{E_BARE}" in o:
            done += ["engineer", "engineers", "developer", "developers", "programmers"]
        elif "{E}" in o:
            for head in heads_for(pattern):
                if head != "engineer" and NO_DEVELOPER.match(o) and "software" not in o and "test" not in o:
                    continue
                done += [o.replace("{E}", head), o.replace("{E}", head + "s")]
            if o.endswith(" {E}") and o.count(" ") == 1:
                done.append(o.replace("{E}", "engineering"))
        else:
            done += [o, o + "s"] if o.endswith(COUNTABLE) else [o]
    return done


def roles():
    rows = []
    for line in ROLES.strip().split("\n"):
        role, name, family, esco, onet = line.split("|")
        isco = ISCO.get(role, esco.split(".")[0])
        source = "; ".join(s for s in ("ESCO 1.2.0" if esco else "", "O*NET-SOC 2019" if onet else "") if s)
        rows.append((role, name, family, esco, isco, onet, source or "skillgap"))
    return rows


def tokens(text):
    return re.findall(r"[a-z0-9+#.&/]+", text.lower())


def decided(title, parts):
    """A title of two words or more is part of it."""
    t = tokens(title)
    return any(tuple(t[i:j]) in parts for i in range(len(t)) for j in range(i + 2, len(t) + 1))


def onet_titles(folder, known):
    out, parts = {}, {tuple(tokens(k)) for k in known}
    path = os.path.join(folder, "taxonomy/onet/Alternate_Titles.txt.xz")
    for row in csv.reader(lzma.open(path, "rt", encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row[0] not in ONET_TITLES:
            continue
        for name in [row[1].split(" (")[0]] + ([row[2]] if row[2] not in ("n/a", "") and len(row[2]) > 3 else []):
            text = " ".join(name.lower().split())
            if len(tokens(text)) < 2 or TOO_WIDE.match(text) or not ONET_NEEDS.search(text) or text in known:
                continue
            if decided(text, parts):
                continue
            out.setdefault(text, (ONET_TITLES[row[0]], row[0]))
    return out


def titles(folder):
    rows, known = [], {}
    for line in TITLES.strip().split("\n"):
        role, patterns = line.split(": ", 1)
        for pattern in patterns.split("|"):
            for text in expand(pattern):
                if known.setdefault(text, role) != role:
                    continue  # the role listed first keeps it
                rows.append((role, text, "skillgap: as written in hiring posts"))
    for text, (role, code) in sorted(onet_titles(folder, known).items()):
        rows.append((role, text, f"O*NET 29 alternate titles {code}"))
    return list(dict.fromkeys(rows))


def write(folder, name, header, rows):
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(header)
        w.writerows(rows)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder = os.path.join(sys.argv[2], "taxonomy")
    os.makedirs(folder, exist_ok=True)
    write(folder, "roles.csv", ["id", "name", "family", "esco", "isco", "onet", "source"], roles())
    write(folder, "titles.csv", ["role", "text", "source"], titles(sys.argv[1]))


main()
