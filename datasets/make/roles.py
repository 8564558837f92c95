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
quantitative-developer|Quantitative developer|software||15-2099.01
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
"""
ISCO = {"technical-writer": "2641", "quantitative-developer": "2512", "hardware-engineer": "2152",
        "robotics-engineer": "2149", "developer-advocate": "2434", "product-designer": "2166",
        "security-engineer": "2529"}

# role: titles, separated by '|'. {E} stands for engineer, developer …; {BE} … for the ways to write back end ….
TITLES = """
software-engineer: software {E}|software development engineer|sw {E}|swe|sde|sdet engineer|application {E}|applications {E}|app {E}|programmer|computer programmer|product {E}|founding {E}|generalist {E}|software generalist|{LANG} {E}|{LANG} software {E}|software {E} {LANG}|desktop {E}|windows {E}|desktop application {E}|systems programmer|systems software {E}|distributed systems {E}|research software {E}|scientific software {E}|growth {E}|search {E}|integration {E}|integrations {E}|implementation {E}|api {E}|compiler {E}|graphics {E}|rendering {E}|audio {E}|video {E}|simulation {E}|gis {E}|geospatial {E}|algorithm {E}|algorithms {E}|performance {E}|r&d {E}|open source {E}|software craftsman|software craftsperson|software consultant|software development|software engineering|member of technical staff|softwareentwickler|softwareentwicklerin|software entwickler|coder|{E_BARE}|hacker|technical staff|software tech lead|tech lead|technical lead|software team lead|team lead|lead developer|lead engineer|analyst programmer|programmer analyst|oracle {E}|erp {E}|crm {E}|salesforce {E}|sap {E}|sharepoint {E}|low code {E}|low-code {E}|rpa {E}|automation developer|plugin {E}|linux {E}|kernel {E}|linux kernel {E}
backend-engineer: {BE}|{BE} {E}|{BE} software {E}|{BE} web {E}|{BE} {LANG} {E}|software {E} {BE}|software {E}, {BE}|software {E} - {BE}|software {E} ({BE})|{BE} systems {E}|{BE} application {E}|server {E}|server-side {E}|server side {E}|serverside {E}|api backend {E}|{BELANG} {E}|{BELANG} software {E}|{BELANG} web {E}|services {E}|microservices {E}|payments {E}
frontend-engineer: {FE}|{FE} {E}|{FE} software {E}|{FE} web {E}|{FE} {FELANG} {E}|software {E} {FE}|software {E}, {FE}|software {E} - {FE}|software {E} ({FE})|ui {E}|ui software {E}|user interface {E}|ux {E}|ui/ux {E}|ux/ui {E}|{FELANG} {E}|{FELANG} web {E}|web ui {E}|client side {E}|client-side {E}|web frontend {E}|html/css {E}|javascript {E}|javascript software {E}|typescript {E}|js {E}|data visualization {E}|design {E}|design technologist|creative technologist|creative {E}
fullstack-engineer: {FS}|{FS} {E}|{FS} software {E}|{FS} web {E}|{FS} web application {E}|{FS} {LANG} {E}|{FS} {FELANG} {E}|{FS} {BELANG} {E}|{FS} javascript {E}|{FS} typescript {E}|software {E} {FS}|software {E}, {FS}|software {E} - {FS}|software {E} ({FS})|{FS} product {E}|{FS} application {E}|{FS} javascript|{FS} or frontend {E}|full-stack generalist
web-developer: web {E}|web application {E}|web app {E}|web applications {E}|web software {E}|web development|web programmer|webmaster|website {E}|wordpress {E}|drupal {E}|magento {E}|shopify {E}|cms {E}|ecommerce {E}|e-commerce {E}|{RAILS} {E}|php {E}|php web {E}|php software {E}|lamp {E}|html {E}|webentwickler
mobile-engineer: mobile {E}|mobile software {E}|mobile app {E}|mobile application {E}|mobile applications {E}|mobile web {E}|react native {E}|react-native {E}|flutter {E}|xamarin {E}|ios/android {E}|ios / android {E}|android/ios {E}|ios and android {E}|ios & android {E}|android and ios {E}|android & ios {E}|software {E} mobile|software {E}, mobile|software {E} (mobile)|mobile {E} ios|mobile developer android|mobile development
ios-engineer: ios|ios {E}|ios software {E}|ios app {E}|ios application {E}|ios mobile {E}|iphone {E}|swift {E}|objective-c {E}|objective c {E}|mobile engineer (ios)|mobile developer (ios)|software {E} ios|software {E}, ios|software {E} - ios|software {E} (ios)|mobile software engineer - ios|mac {E}|macos {E}|ios/macos {E}|mobile ios {E}
android-engineer: android|android {E}|android software {E}|android app {E}|android application {E}|android mobile {E}|mobile engineer (android)|mobile developer (android)|software {E} android|software {E}, android|software {E} - android|software {E} (android)|kotlin {E}|mobile android {E}
embedded-engineer: embedded|embedded {E}|embedded software {E}|embedded systems {E}|embedded systems software {E}|embedded linux {E}|embedded c {E}|embedded c++ {E}|embedded firmware {E}|firmware|firmware {E}|firmware software {E}|iot {E}|device driver {E}|bsp {E}|rtos {E}|plc programmer|automotive software {E}|dsp {E}|controls software {E}
game-developer: game {E}|games {E}|gameplay {E}|game programmer|gameplay programmer|games programmer|video game {E}|unity {E}|unity3d {E}|unreal {E}|unreal engine {E}|game client {E}|game server {E}|game engine {E}|engine programmer|graphics programmer|vr {E}|ar {E}|ar/vr {E}|vr/ar {E}|xr {E}
blockchain-engineer: blockchain {E}|blockchain software {E}|smart contract {E}|smart contracts {E}|solidity {E}|protocol {E}|web3 {E}|crypto {E}|cryptocurrency {E}|ethereum {E}|bitcoin {E}|defi {E}|crypto protocol {E}|zk {E}|solana {E}
quantitative-developer: quantitative {E}|quant {E}|quantitative researcher|quant researcher|quantitative analyst|quant|quants|algorithmic trader|quantitative trader|trading systems {E}|trading {E}|low latency {E}|hft {E}|quantitative software {E}|algorithmic trading {E}
robotics-engineer: robotics {E}|robotics software {E}|robot {E}|roboticist|slam {E}|autonomy {E}|motion planning {E}|perception {E}|controls {E}|guidance navigation and control engineer|gnc engineer|ros {E}|autonomous vehicle {E}|self-driving {E}|drone {E}|mechatronics {E}
hardware-engineer: hardware {E}|electrical engineer|electronics engineer|fpga {E}|asic {E}|rf engineer|pcb {E}|hardware design {E}|verification engineer|design verification engineer|digital design engineer|silicon engineer|physical design engineer|rtl {E}|soc engineer|chip design engineer|analog engineer|electrical engineering|hardware engineering|electronic engineer
devops-engineer: devops|dev ops|dev-ops|devops {E}|dev ops {E}|dev-ops {E}|devops software {E}|devops specialist|devops consultant|devops lead|devops architect|devops/infrastructure {E}|devops infrastructure {E}|devops cloud {E}|cloud devops {E}|devsecops {E}|devsecops|release {E}|build {E}|build and release {E}|build/release {E}|ci/cd {E}|configuration management {E}|software {E} devops|software {E}, devops|deployment {E}|devops / sre|automation devops {E}|tools {E}|tooling {E}|build tools {E}
site-reliability-engineer: site reliability {E}|site reliability|site reliability engineering|sre|sres|sre engineer|sre {E}|reliability {E}|production {E}|devops/sre|sre/devops|devops/site reliability {E}|systems reliability {E}|observability {E}|software {E} sre|software {E} (sre)|software {E}, site reliability|site-reliability {E}|operations {E}|production operations {E}|web operations {E}|ops {E}|techops {E}|webops {E}|sysops {E}|incident response {E}
platform-engineer: platform {E}|platform software {E}|platform engineering|infrastructure {E}|infrastructure software {E}|infrastructure engineering|infra {E}|core infrastructure {E}|developer experience {E}|developer productivity {E}|devex {E}|developer tools {E}|kubernetes {E}|software {E} infrastructure|software {E}, infrastructure|software {E} - infrastructure|software {E} (infrastructure)|software {E} platform|software {E}, platform|software {E} - platform|internal tools {E}|storage {E}|core platform {E}|virtualization {E}
cloud-engineer: cloud {E}|cloud software {E}|cloud infrastructure {E}|cloud platform {E}|cloud application {E}|cloud operations {E}|aws {E}|aws cloud {E}|azure {E}|azure cloud {E}|gcp {E}|google cloud {E}|cloud native {E}|cloud-native {E}|cloud systems {E}|software {E} cloud|software {E}, cloud|cloud consultant|cloud specialist|finops engineer|openstack {E}
systems-engineer: systems {E}|system {E}|linux systems {E}|linux system {E}|unix {E}|unix systems {E}|systems integration {E}|systems analyst|system analyst|systems analysts|computer systems engineer|infrastructure systems {E}|it systems {E}
systems-administrator: systems administrator|system administrator|systems admin|system admin|sysadmin|sys admin|sysadmins|linux administrator|linux admin|linux sysadmin|linux system administrator|linux systems administrator|unix administrator|windows administrator|windows system administrator|windows systems administrator|it administrator|server administrator|system operator|it systems administrator|infrastructure administrator|vmware administrator|systemadministrator|it engineer|it operations|it specialist|it operations engineer|it infrastructure {E}|sysadmin/devops|cloud administrator|computer systems administrator
network-engineer: network {E}|network administrator|network architect|network operations {E}|networking {E}|network security {E}|network admin|network specialist|noc {E}|noc technician|telecommunications {E}|telecom {E}|voip {E}|network automation {E}|network reliability {E}|network and systems administrator|wireless network engineer|sdn {E}|network software {E}
database-administrator: database administrator|database administrators|dba|dbas|database admin|sql dba|oracle dba|mysql dba|postgres dba|postgresql dba|database {E}|database reliability {E}|sql {E}|postgres {E}|postgresql {E}|database specialist|sql server {E}|database programmer|database developer|sql server dba|data base administrator|pl/sql {E}
security-engineer: security {E}|security software {E}|information security {E}|infosec {E}|cyber security {E}|cybersecurity {E}|cyber-security {E}|application security {E}|appsec {E}|product security {E}|cloud security {E}|infrastructure security {E}|platform security {E}|it security {E}|detection {E}|detection and response {E}|security architect|security architects|security consultant|security researcher|security researchers|cryptography {E}|cryptographer|cryptographic {E}|identity {E}|iam {E}|security operations {E}|offensive security engineer|security research engineer|software {E} security|software {E}, security|reverse {E}|reverse engineer|vulnerability researcher|malware researcher|malware analyst|security specialist|trust and safety engineer|privacy {E}|embedded security {E}|blockchain security {E}|cybersecurity architect|security|threat researcher
security-analyst: security analyst|security analysts|information security analyst|cyber security analyst|cybersecurity analyst|soc analyst|soc analyst l1|threat analyst|threat intelligence analyst|incident responder|incident response analyst|information security specialist|it security analyst|grc analyst|security compliance analyst|vulnerability analyst|security operations analyst|digital forensics analyst|forensics analyst|forensic analyst|it auditor|information systems auditor|security auditor|cyber analyst|cyber threat analyst|risk and compliance analyst
penetration-tester: penetration tester|penetration testers|pentester|pentesters|pen tester|pen testers|penetration testing consultant|ethical hacker|red team {E}|red team operator|red teamer|offensive security consultant|security consultant / penetration tester|security tester|application penetration tester|bug bounty hunter
chief-information-security-officer: ciso|chief information security officer|chief security officer|head of security|head of information security|director of security|director of information security|vp of security|vp security|security director|information security manager|security manager|cybersecurity manager|cyber security manager|head of cybersecurity|it security manager|information security officer
data-engineer: data {E}|data software {E}|data platform {E}|data infrastructure {E}|big data {E}|big data software {E}|data engineering|analytics {E}|etl {E}|data warehouse {E}|data warehousing {E}|data pipeline {E}|data integration {E}|spark {E}|hadoop {E}|data architect|data architects|database architect|data modeler|data operations engineer|dataops engineer|bi {E}|business intelligence {E}|software {E} data|software {E}, data|software {E} - data|software {E} (data)|data systems {E}|dbt {E}|snowflake {E}|databricks {E}|data warehouse architect|streaming {E}|kafka {E}|data wrangler|datawarehouse {E}
data-scientist: data scientist|data scientists|data science|data science engineer|data science consultant|applied data scientist|decision scientist|quantitative data scientist|data scientist machine learning|statistician|statisticians|applied statistician|computational scientist|bioinformatician|bioinformatics {E}|bioinformatics scientist|computational biologist|bioinformatics software {E}|data mining {E}|data science manager|head of data science|head of data|director of data science|vp of data science|chief data officer|data science lead|lead data scientist|operations research analyst|operations research scientist|econometrician
data-analyst: data analyst|data analysts|analytics|business intelligence analyst|bi analyst|product analyst|marketing analyst|analytics analyst|reporting analyst|insights analyst|business data analyst|sql analyst|operations analyst|growth analyst|financial data analyst|data specialist|web analyst|digital analyst|bi specialist|data and analytics manager|analytics manager|head of analytics|director of analytics|business intelligence|data visualization specialist|data quality analyst|research analyst|power bi {E}|tableau {E}|revenue operations analyst|data analytics
machine-learning-engineer: machine learning {E}|machine learning software {E}|ml {E}|ml software {E}|machine learning|machine-learning {E}|machine learning scientist|machine learning specialist|deep learning {E}|deep learning scientist|computer vision {E}|computer vision scientist|computer vision software {E}|nlp {E}|nlp scientist|natural language processing {E}|speech {E}|speech recognition {E}|reinforcement learning {E}|recommender systems {E}|recommendation systems {E}|recommendations {E}|software {E} machine learning|software {E}, machine learning|software {E} - machine learning|software {E} (machine learning)|software {E}, ml|applied machine learning {E}|applied ml {E}|data scientist / machine learning engineer|machine intelligence {E}|ml/ai {E}|ai/ml {E}|ai / ml {E}|ai & ml {E}|computer vision|inference {E}|ml performance {E}|gpu {E}|cuda {E}|machine learning developer|machine learning lead|head of machine learning
ai-engineer: ai {E}|ai software {E}|artificial intelligence {E}|artificial intelligence software {E}|generative ai {E}|gen ai {E}|genai {E}|llm {E}|applied ai {E}|ai product {E}|prompt {E}|conversational ai {E}|ai solutions {E}|software {E} ai|software {E}, ai|software {E} - ai|software {E} (ai)|ai application {E}|ai applications {E}|agent {E}|ai agent {E}|ai agents {E}|agentic ai {E}|agentic {E}|rag {E}|ai full stack {E}|ai full-stack {E}|ai fullstack {E}|founding ai {E}|ai platform {E}|ai architect|ai specialist|ai consultant|ai automation {E}|context {E}|head of ai|ai lead|full stack ai {E}|full-stack ai {E}|fullstack ai {E}|ai backend {E}|chatbot {E}|voice ai {E}|ai deployment {E}|ai evaluation {E}|evals {E}
ml-ops-engineer: mlops {E}|ml ops {E}|ml-ops {E}|mlops|machine learning operations {E}|ml infrastructure {E}|machine learning infrastructure {E}|ml platform {E}|machine learning platform {E}|ai infrastructure {E}|ai infra {E}|llmops {E}|machine learning devops {E}|aiops {E}|ml infra {E}|model deployment engineer|training infrastructure {E}|inference infrastructure {E}
research-scientist: research scientist|research scientists|ai researcher|ai researchers|ai research scientist|ai research {E}|machine learning researcher|machine learning researchers|machine learning research scientist|machine learning research {E}|ml researcher|ml research {E}|ml research scientist|deep learning researcher|deep learning researchers|applied scientist|applied scientists|applied researcher|research {E}|researcher|researchers|computer vision researcher|computer vision research {E}|nlp researcher|computer scientist|postdoc|postdoctoral fellow|postdoctoral researcher|postdoctoral fellows|research associate|scientist|compiler researcher|member of technical staff research|research software scientist|quantum {E}|quantum software {E}|applied research {E}|principal scientist|research fellow|research assistant|alignment researcher|ai safety researcher
qa-engineer: qa|qa {E}|qa automation {E}|qa test {E}|qa software {E}|qa analyst|qa tester|qa testers|qa lead|qa manager|qa specialist|quality assurance|quality assurance {E}|quality assurance analyst|quality assurance tester|quality assurance specialist|quality {E}|software quality {E}|software quality assurance {E}|software tester|software testers|software test {E}|test {E}|test automation {E}|automation test {E}|automation {E}|tester|testers|test analyst|test manager|manual tester|software {E} in test|software {E} test|sdet|sdets|software development engineer in test|test lead|automation tester|automated test {E}|qae|qa/test {E}|functional tester|performance test {E}|game tester|qa automation|mobile software engineer in test
solutions-architect: solutions architect|solution architect|solutions architects|solution architects|cloud solutions architect|cloud solution architect|cloud architect|cloud architects|aws solutions architect|azure solutions architect|enterprise architect|enterprise architects|systems architect|system architect|technical architect|it architect|infrastructure architect|integration architect|platform architect|aws architect|azure architect|ai solutions architect|salesforce architect|sap consultant|erp consultant|it consultant|technology consultant|solutions consultant|technical consultant|security solutions architect|data solutions architect
software-architect: software architect|software architects|application architect|applications architect|chief architect|principal architect|lead architect|java architect|.net architect|web architect|architect|architects|backend architect|back-end architect|frontend architect|front-end architect|full stack architect|mobile architect|software engineering architect|engineering architect|api architect|softwarearchitekt
engineering-manager: engineering manager|engineering managers|software engineering manager|software development manager|development manager|software manager|manager of engineering|manager of software engineering|manager, engineering|manager, software engineering|engineering team manager|head of engineering|head of software engineering|head of software|head of development|head of software development|head of technology|director of engineering|engineering director|director of software engineering|director of software development|director, engineering|director, software engineering|director of technology|director of development|vp of engineering|vp engineering|vp, engineering|vp eng|vp of eng|vp of software engineering|vp of technology|vp technology|vice president of engineering|vice president engineering|engineering lead|engineering leads|engineering leader|head of backend|head of frontend|head of product engineering|head of data engineering|director of data engineering|data engineering manager|machine learning engineering manager|ml engineering manager|ml manager|director of machine learning|director of ai|infrastructure manager|infrastructure engineering manager|platform engineering manager|devops manager|sre manager|head of platform|head of infrastructure|director of infrastructure|head of devops|director of devops|security engineering manager|mobile engineering manager|frontend engineering manager|backend engineering manager|eng manager|eng managers|em|head of mobile|dev manager|technical manager|team manager|software team manager|director of platform engineering|chief engineer
it-manager: it manager|it managers|it director|director of it|head of it|vp of it|information technology manager|information technology director|information systems manager|computer and information systems manager|it operations manager|it service manager|it support manager|service delivery manager|operations manager it|chief information officer|cio|technology manager|technology director|it infrastructure manager|data center manager|help desk manager|helpdesk manager|service desk manager|support manager|technical support manager|application manager|network manager|mis manager|chief digital officer
cto: cto|ctos|chief technology officer|chief technical officer|fractional cto|co-founder & cto|co-founder/cto|cofounder/cto|cto/co-founder|cto / co-founder|technical co-founder|technical cofounder|technical founder|founding cto|interim cto|cto co-founder|cofounder & cto|technical director|deputy cto|field cto
product-manager: product manager|product managers|technical product manager|technical product managers|product owner|product owners|product management|head of product|head of product management|director of product|director of product management|vp of product|vp product|vice president of product|vp product management|chief product officer|cpo|group product manager|associate product manager|product lead|product marketing manager|digital product manager|growth product manager|ai product manager|data product manager|platform product manager|principal product manager|staff product manager|product managers/owners|product strategist
project-manager: project manager|project managers|technical project manager|it project manager|software project manager|program manager|program managers|technical program manager|technical program managers|tpm|tpms|scrum master|scrum masters|agile coach|delivery manager|technical delivery manager|project lead|project leader|project management|program management|it program manager|programme manager|project coordinator|release manager|engineering program manager|project director|pmo manager|agile project manager|implementation manager|implementation project manager
business-analyst: business analyst|business analysts|it business analyst|technical business analyst|business systems analyst|business system analyst|functional analyst|requirements engineer|requirements analyst|process analyst|business process analyst|functional consultant|business technology analyst|salesforce administrator|salesforce admin|erp analyst|solution analyst|it analyst|application analyst|business consultant|product operations manager
product-designer: product designer|product designers|ux designer|ux designers|ui designer|ui designers|ui/ux designer|ux/ui designer|ui / ux designer|ux / ui designer|ui/ux designers|ux/ui designers|ui & ux designer|ui and ux designer|user experience designer|user interface designer|interaction designer|interaction designers|visual designer|web designer|web designers|designer|designers|digital designer|graphic designer|mobile designer|ux researcher|ux researchers|user researcher|user experience researcher|ux architect|design lead|lead designer|head of design|director of design|vp of design|design manager|ux lead|head of ux|ux|ux manager|ux writer|service designer|motion designer|brand designer|design director|creative director|ux engineer/designer|design researcher|ux design|ui/ux design|product design|design
support-engineer: support {E}|technical support {E}|customer support {E}|product support {E}|application support {E}|production support {E}|it support {E}|desktop support {E}|desktop support technician|help desk technician|helpdesk technician|help desk|helpdesk|service desk analyst|service desk engineer|it support specialist|it support technician|it support|it technician|technical support|technical support specialist|technical support representative|technical support agent|support specialist|technical support analyst|support analyst|application support analyst|desktop support|customer success {E}|technical account manager|customer reliability engineer|escalation {E}|cloud support {E}|computer support specialist|user support specialist|it help desk technician|support technician|l2 support engineer|l3 support engineer|developer support {E}|customer support specialist|it assistant|data center technician|datacenter technician|customer experience engineer
technical-writer: technical writer|technical writers|documentation {E}|documentation writer|documentation specialist|api writer|technical author|technical editor|tech writer|documentation manager|technical content writer|docs engineer|content engineer|technical documentation specialist|technical communicator|information developer|technical content developer
developer-advocate: developer advocate|developer advocates|developer evangelist|developer evangelists|technology evangelist|technical evangelist|developer relations|devrel|developer relations {E}|devrel {E}|community {E}|developer relations manager|head of developer relations|developer experience advocate|developer marketing manager|developer community manager|developer educator|curriculum {E}|coding instructor|software instructor|programming instructor|technical trainer|developer success engineer|developer success manager|developer marketing|technical instructor|web development instructor|education engineer|community manager developer
sales-engineer: sales {E}|sales engineers|presales {E}|pre-sales {E}|pre sales {E}|presales consultant|pre-sales consultant|pre-sales solutions engineer|solutions {E}|solution {E}|solutions engineers|technical sales {E}|technical sales representative|technical sales specialist|field application {E}|field applications {E}|technical sales|presales solution architect|pre-sales solution architect|partner {E}|solutions engineering|value engineer|demo engineer|technical presales consultant|customer solutions {E}|head of solutions engineering|application engineer sales
forward-deployed-engineer: forward deployed {E}|forward-deployed {E}|forward deployed software {E}|forward-deployed software {E}|deployment strategist|field {E}|customer {E}|client {E}|customer engineers|professional services {E}|implementation consultant|delivery {E}|customer-facing engineer|forward deployed ai {E}|forward-deployed ai {E}|fde|fdes|onboarding engineer|technical deployment lead|technical solutions {E}|technical implementation {E}|applied ai engineer forward deployed
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
HEADS_ALL = ["engineer", "developer", "programmer", "dev"]
NO_DEVELOPER = re.compile(r"^(security|quality|qa|sales|support|reliability|site|systems|system|network|research|test)")
# Occupations whose alternate titles join a role, unless a title below is part of them already.
ONET_TITLES = {
    "15-1252.00": "software-engineer", "15-1251.00": "software-engineer", "15-1254.00": "web-developer",
    "15-1253.00": "qa-engineer", "15-1242.00": "database-administrator", "15-1244.00": "systems-administrator",
    "15-1241.00": "network-engineer", "15-1212.00": "security-analyst", "15-1299.05": "security-engineer",
    "15-1299.04": "penetration-tester", "15-2051.00": "data-scientist", "15-2051.01": "data-analyst",
    "15-1243.00": "data-engineer", "15-1243.01": "data-engineer", "15-1232.00": "support-engineer",
    "15-1231.00": "network-engineer", "11-3021.00": "it-manager", "15-1299.09": "project-manager",
    "15-1211.00": "systems-engineer", "15-1255.00": "product-designer", "15-1255.01": "game-developer",
    "15-1299.07": "blockchain-engineer", "17-2061.00": "hardware-engineer", "15-1299.08": "systems-engineer",
    "27-3042.00": "technical-writer",
}
# Alternate titles too wide to name an IT role.
TOO_WIDE = re.compile(r"^(analyst|consultant|specialist|technician|engineer|manager|director|developer|administrator|"
                      r"operator|auditor|intern|instructor|librarian|editor|writer|author|artist|animator|"
                      r"teacher|trainer|coordinator|supervisor|planner|forensic|vice president|webmaster|biostatistician|"
                      r"survey|mathematician|actuar|certified|cisco|microsoft|automatic data)")
ONET_NEEDS = re.compile(r"\b(software|computer|program|web|data|database|network|system|systems|information|it|cyber|"
                        r"security|internet|technical|technology|application|applications|server|user|game|blockchain|"
                        r"hardware|help|desktop|digital|business intelligence|lan|wan|quality|test|java|sql|cloud|"
                        r"penetration|machine|analytics|ux|ui|technical writer|documentation)\b")


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
            done.append(o)
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
