#!/usr/bin/env python3
"""Makes datasets/taxonomy/requirements.csv: what each role needs, how much, and to what level.

    python3 datasets/make/requirements.py DATA OUT SKILLGAP

SKILLGAP is the program, which finds the skills in the posts (`extract`). Which skills: those listed below for a role, and
those that its hiring posts name often, more often than posts at large, and in 2026 still at least 30 % as often as in
2018–2019; words for a whole field or for another role are left out. Importance (1 … 5): 1 + 4 × √(share / 0.6) of
the posts of the role alone that name the skill, each employer counting once, at most 5, where the role has at least 40
employers; else the mean of two: by hand, the first four of the list 4, the next four 3.5, others 3; and 4 for a
technology that O*NET marks "in demand" for the occupation, 3.5 for a "hot" one, 3 for another of its technologies (by
hand alone where O*NET has none: its occupations are wider than the roles). A skill of the list never has less than 2, a
side tool (SIDE) outside its first four never more than 3.

Level (0 … 7, O*NET's scale LV) is derived by this rule, not surveyed: base × part. Base: O*NET has no level for one
technology, so every technical skill of a role has one base, the mean of the occupation's Programming and Systems Analysis
(skills) and Computers and Electronics (knowledge), for hardware and telecommunications also Engineering and Technology; others have the level of
the element nearest to them (BY_ID, BY_FAMILY). Part: how near the skill is to the core of the role: 1 for the first four
of the list, 0.85 for the next four, 0.7 for others, 0.6 for what only the posts add, or its importance by posts over
the role's highest where that is more; 0.6 for a side tool outside the first four. So nothing technical is asked at a
higher level than the role's core.

Alternatives (ANY_OF, by hand): where a role needs one of a line, all of it are alternatives; their importance is that of
the line: the share of posts that name any of them, or the highest of theirs; so is their part.
"""
import collections
import csv
import lzma
import math
import os
import re
import subprocess
import sys

csv.field_size_limit(1 << 30)
EMPLOYERS_MIN, EXTRA_MAX, SHARE_MIN, LIFT_MIN = 40, 8, 0.08, 1.4
SINCE, NOW, FADED = "2018", "2026", 0.3

CORE = """
software-engineer: python java algorithms data-structures software-testing api sql system-design code-review ci-cd linux communication problem-solving coding-assistants git
backend-engineer: python java go node.js sql postgresql api rest microservices distributed-systems docker kubernetes redis kafka software-testing aws system-design
frontend-engineer: javascript typescript react css html accessibility responsive-design web-performance next.js software-testing git design-systems graphql ux
fullstack-engineer: javascript typescript react node.js html css sql postgresql rest api docker aws git software-testing python
web-developer: html css javascript php wordpress mysql responsive-design accessibility seo git react web-performance
mobile-engineer: swift kotlin mobile-development react-native flutter rest mobile-ci software-testing git ux
ios-engineer: swift ios swiftui uikit mobile-development rest objective-c mobile-ci unit-testing git ux
android-engineer: kotlin android mobile-development jetpack-compose java rest mobile-ci unit-testing git ux
embedded-engineer: c c++ embedded firmware rtos microcontrollers device-drivers linux python can-bus iot git
game-developer: c++ c# unity unreal game-development computer-graphics mathematics algorithms git performance 
blockchain-engineer: blockchain solidity smart-contracts ethereum cryptography web3 rust go distributed-systems defi security typescript
quantitative-developer: c++ python quantitative-finance statistics algorithms mathematics performance real-time-systems sql linux machine-learning numerical-computing
robotics-engineer: robotics ros c++ python slam controls computer-vision simulation linux machine-learning mathematics
hardware-engineer: verilog vhdl fpga asic pcb computer-architecture c python embedded signal-processing rf labview
devops-engineer: linux docker kubernetes terraform ansible ci-cd aws jenkins monitoring python bash prometheus git networking
site-reliability-engineer: sre linux kubernetes observability incident-response-ops prometheus terraform python go distributed-systems aws networking automation ci-cd
platform-engineer: platform-engineering kubernetes terraform aws docker go python ci-cd observability developer-experience distributed-systems linux helm
cloud-engineer: cloud-computing aws azure gcp terraform kubernetes docker iam networking linux python cloud-security ci-cd
systems-engineer: linux system-design networking python requirements virtualization system-administration c++ software-testing documentation automation
systems-administrator: system-administration linux windows networking virtualization vmware bash powershell monitoring security storage itil automation dns
network-engineer: networking cisco tcp-ip bgp dns vpn network-security load-balancing sdn linux python monitoring ccna
database-administrator: database-administration sql postgresql oracle sql-server mysql query-optimization database-design disaster-recovery linux monitoring security database-migration
security-engineer: security application-security cloud-security cryptography threat-modeling vulnerability-management incident-response python linux iam network-security penetration-testing aws zero-trust
security-analyst: security siem incident-response splunk vulnerability-management network-security compliance linux python threat-modeling security-plus risk-management communication
penetration-tester: penetration-testing application-security network-security reverse-engineering linux python oscp cryptography vulnerability-management fuzzing wireshark technical-writing
chief-information-security-officer: security risk-management compliance leadership incident-response cissp budgeting strategic-thinking iam zero-trust stakeholder-management communication
data-engineer: sql python data-pipelines etl spark airflow data-warehousing data-modeling kafka snowflake dbt aws bigquery data-quality stream-processing
data-scientist: python sql statistics machine-learning data-analysis data-visualization pandas scikit-learn r experimentation predictive-modeling communication deep-learning
data-analyst: sql data-analysis excel data-visualization tableau power-bi python statistics business-intelligence communication experimentation looker
machine-learning-engineer: machine-learning python pytorch deep-learning mlops sql tensorflow scikit-learn docker kubernetes data-pipelines llm inference statistics fine-tuning
ai-engineer: llm python rag agents prompt-engineering evals embeddings vector-databases mcp tool-use fine-tuning langchain api openai llm-observability
ml-ops-engineer: mlops python kubernetes docker ci-cd machine-learning inference terraform airflow observability aws llmops gpu-computing mlflow
research-scientist: machine-learning deep-learning python pytorch statistics mathematics algorithms ai-research nlp computer-vision reinforcement-learning technical-writing llm
qa-engineer: software-testing test-automation selenium playwright e2e-testing performance-testing python javascript api-design ci-cd agile jira sql
solutions-architect: cloud-architecture system-design aws azure microservices enterprise-integration security api-design stakeholder-management communication presentation requirements
software-architect: system-design microservices distributed-systems design-patterns api-design cloud-architecture java c# python security leadership ddd communication scalability
engineering-manager: people-management hiring leadership mentoring agile project-management communication system-design delegation stakeholder-management decision-making software-engineering
it-manager: people-management itil project-management budgeting risk-management security leadership communication stakeholder-management change-management cloud-computing negotiation
cto: leadership strategic-thinking hiring system-design people-management product-strategy budgeting communication cloud-architecture security decision-making business-acumen
product-manager: product-management product-strategy requirements user-research agile prioritization stakeholder-management communication product-analytics experimentation sql cross-functional
project-manager: project-management agile scrum risk-management stakeholder-management communication budgeting jira requirements pmp change-management prioritization
business-analyst: business-analysis requirements sql data-analysis stakeholder-management communication excel agile documentation business-intelligence jira problem-solving
product-designer: product-design ux ui-design interaction-design user-research prototyping figma design-systems accessibility information-architecture communication html
support-engineer: it-support communication linux windows networking sql customer-focus documentation problem-solving bash itil debugging
technical-writer: technical-writing writing documentation markdown git openapi html communication information-architecture english
developer-advocate: developer-relations communication writing presentation api-sdk python javascript open-source-dev teaching technical-writing storytelling
sales-engineer: technical-sales presentation communication customer-focus api-integration cloud-computing sql python enterprise-integration negotiation crm problem-solving
forward-deployed-engineer: forward-deployed python sql api-integration customer-focus communication llm agents javascript enterprise-integration aws problem-solving data-pipelines
desktop-engineer: c++ c# desktop-apps qt wpf electron windows macos gui unit-testing git debugging performance software-engineering
graphics-engineer: computer-graphics c++ opengl vulkan directx webgl mathematics shaders performance gpu-computing python algorithms
compiler-engineer: compilers c++ llvm rust c algorithms computer-architecture optimization static-analysis performance python debugging
systems-software-engineer: c++ c rust operating-systems distributed-systems linux concurrency systems-programming performance networking linux-kernel debugging storage
integration-engineer: api-integration rest enterprise-integration java python sql json xml webhooks mulesoft rabbitmq soap oauth documentation
xr-engineer: unity c# unreal c++ vr ar computer-graphics xr mathematics 3d-design performance computer-vision
iot-engineer: iot embedded c c++ python mqtt linux microcontrollers bluetooth aws-iot networking sensors edge-computing security
cms-developer: php wordpress drupal magento shopify javascript html css cms woocommerce mysql seo accessibility git
erp-developer: sap netsuite dynamics-365 erp sql abap enterprise-integration business-analysis odoo documentation
crm-developer: salesforce apex lightning javascript sql api-integration crm requirements salesforce-certified agile
automation-developer: rpa uipath power-platform low-code workflow-automation sql python c# business-analysis bpmn documentation api-integration
mainframe-developer: mainframe cobol db2 sql java rpg debugging legacy-modernisation scripting documentation software-testing
gis-developer: geospatial arcgis postgis python javascript sql leaflet openlayers mapbox data-visualization web-development data-analysis
research-software-engineer: python c++ numerical-computing simulation hpc linux git mathematics statistics julia software-testing documentation open-source-dev numpy
hpc-engineer: hpc linux mpi cuda c++ python gpu-computing storage networking bash system-administration performance distributed-training ansible
telecommunications-engineer: voip networking 5g sip rf tcp-ip wifi rtp satellite linux sdn cisco project-management documentation
network-administrator: networking cisco tcp-ip dns vpn firewalls network-security windows linux wifi monitoring active-directory ccna documentation
network-architect: networking cisco sdn network-security bgp cloud-computing aws-networking load-balancing system-design juniper vpn documentation stakeholder-management python
release-engineer: ci-cd release-engineering jenkins github-actions gitlab bash python git docker bazel linux maven automation kubernetes
storage-engineer: storage vmware virtualization linux disaster-recovery windows networking scripting monitoring hyper-v capacity-planning powershell citrix
data-center-technician: data-centers linux networking storage it-support documentation monitoring windows virtualization tcp-ip attention-to-detail comptia
webmaster: html css javascript cms wordpress seo web-development dns analytics-tools accessibility php linux security
application-security-engineer: application-security threat-modeling owasp sast-dast security python penetration-testing java code-review burp-suite ci-cd devsecops cryptography communication
cloud-security-engineer: cloud-security aws azure gcp iam terraform kubernetes security python devsecops incident-response zero-trust compliance linux
security-architect: security zero-trust cloud-security threat-modeling network-security iam cryptography cloud-architecture compliance risk-management cissp communication system-design stakeholder-management
identity-engineer: iam okta oauth entra-id active-directory authentication privileged-access security ldap zero-trust python powershell compliance keycloak
soc-analyst: siem incident-response splunk security detection-engineering network-security mitre crowdstrike linux python wireshark communication security-plus
grc-analyst: compliance risk-management security iso27001 soc2 gdpr hipaa pci-dss privacy documentation communication stakeholder-management cism
it-auditor: compliance risk-management security soc2 iso27001 documentation data-analysis communication excel sql critical-thinking attention-to-detail
security-researcher: reverse-engineering security c python fuzzing assembly ghidra cryptography linux network-security penetration-testing technical-writing c++
digital-forensics-analyst: incident-response security reverse-engineering linux windows python network-security documentation compliance mitre attention-to-detail communication
database-developer: sql postgresql sql-server oracle mysql stored-procedures query-optimization database-design etl python data-modeling git performance
data-architect: data-architecture data-modeling sql data-warehousing snowflake aws azure etl data-governance database-design big-data stakeholder-management spark mdm
analytics-engineer: sql dbt analytics-engineering data-modeling python snowflake bigquery data-warehousing looker tableau git airflow data-quality communication
bi-developer: sql power-bi tableau data-warehousing etl data-modeling business-intelligence looker ssis ssrs data-visualization excel requirements python
data-governance-specialist: data-governance data-quality sql mdm data-modeling compliance privacy documentation stakeholder-management communication data-analysis excel
quantitative-analyst: python statistics mathematics quantitative-finance r c++ machine-learning sql time-series econometrics data-analysis optimization risk-management
statistician: statistics r python sas mathematics data-analysis predictive-modeling survival-analysis experimentation data-visualization sql communication stata
product-analyst: sql product-analytics experimentation python data-analysis amplitude tableau looker statistics data-visualization communication excel r
bioinformatics-scientist: bioinformatics python r statistics linux machine-learning data-analysis algorithms sql aws hpc data-visualization communication git
applied-scientist: machine-learning python deep-learning pytorch statistics nlp experimentation sql ai-research llm algorithms mathematics communication recommender-systems
computer-vision-engineer: computer-vision python c++ opencv deep-learning pytorch tensorflow machine-learning mathematics cuda robot-perception algorithms linux slam
nlp-engineer: nlp python machine-learning llm transformers pytorch deep-learning hugging-face spacy rag statistics embeddings search tensorflow
prompt-engineer: prompt-engineering llm evals python rag context-engineering writing communication agents openai chatbots data-analysis critical-thinking
test-automation-engineer: test-automation software-testing selenium playwright cypress python java javascript ci-cd api git performance-testing sql agile docker
qa-manager: quality-management software-testing leadership people-management test-automation agile project-management communication risk-management jira hiring stakeholder-management
program-manager: project-management stakeholder-management communication risk-management leadership budgeting prioritization cross-functional agile change-management strategic-thinking jira
technical-program-manager: project-management cross-functional communication risk-management system-design stakeholder-management agile software-engineering prioritization jira leadership cloud-computing
scrum-master: scrum agile kanban communication jira mentoring leadership conflict-resolution csm safe collaboration confluence project-management
delivery-manager: project-management agile stakeholder-management communication leadership risk-management scrum kanban budgeting jira people-management ci-cd
product-owner: product-management requirements agile scrum prioritization stakeholder-management communication jira user-research business-analysis decision-making sql
systems-analyst: requirements business-analysis sql system-design documentation communication data-modeling problem-solving agile software-testing bpmn api-integration critical-thinking
erp-consultant: erp sap netsuite dynamics-365 business-analysis requirements communication project-management change-management workday sql excel documentation
crm-consultant: crm salesforce hubspot dynamics-365 requirements business-analysis communication data-quality workflow-automation marketo excel documentation
it-consultant: business-analysis communication project-management requirements cloud-computing stakeholder-management presentation problem-solving change-management sql enterprise-integration customer-focus
health-informatics-specialist: healthcare-it epic sql hipaa data-analysis requirements communication documentation project-management teaching data-quality excel
ux-researcher: user-research ux communication interaction-design statistics prototyping presentation figma empathy writing accessibility data-analysis storytelling
ui-designer: figma ui-design interaction-design graphic-design design-systems prototyping photoshop illustrator accessibility motion-graphics after-effects html css communication
game-designer: game-development level-design unity unreal prototyping communication writing scripting c# mathematics storytelling collaboration
director-of-engineering: leadership people-management hiring strategic-thinking communication system-design budgeting stakeholder-management mentoring agile delegation project-management decision-making
vp-engineering: leadership strategic-thinking hiring people-management budgeting communication stakeholder-management product-strategy delegation business-acumen decision-making system-design
cio: leadership strategic-thinking budgeting business-acumen security stakeholder-management change-management risk-management cloud-computing communication itil negotiation
head-of-data: leadership people-management strategic-thinking data-governance statistics machine-learning hiring stakeholder-management sql communication data-architecture budgeting ai-strategy
security-manager: security risk-management leadership people-management compliance incident-response communication cissp cism budgeting stakeholder-management iso27001 vulnerability-management
it-support-manager: it-support people-management itil customer-focus leadership communication servicenow budgeting problem-solving windows documentation hiring
enterprise-architect: system-design togaf cloud-architecture enterprise-integration strategic-thinking stakeholder-management communication security data-architecture business-acumen leadership microservices
cloud-architect: cloud-architecture aws azure gcp kubernetes terraform networking cloud-security system-design microservices cloud-migration communication finops
helpdesk-technician: it-support windows microsoft-365 customer-focus communication active-directory networking documentation problem-solving macos itil comptia
desktop-support-technician: it-support windows macos active-directory networking device-management intune customer-focus microsoft-365 powershell documentation communication comptia
implementation-engineer: api-integration customer-focus sql communication project-management python javascript requirements problem-solving documentation customer-success enterprise-integration
technical-account-manager: customer-success communication customer-focus stakeholder-management cloud-computing problem-solving presentation api-integration relationship-building sql project-management negotiation
solutions-engineer: technical-sales api-integration communication customer-focus presentation python javascript sql cloud-computing proof-of-concept problem-solving enterprise-integration
fpga-engineer: fpga verilog vhdl systemverilog c c++ python embedded signal-processing computer-architecture hardware-in-loop linux tcl
chip-design-engineer: asic verilog systemverilog vhdl computer-architecture python tcl cadence formal-verification c++ signal-processing perl linux
electronics-engineer: pcb altium embedded microcontrollers signal-processing rf c firmware sensors matlab labview cad python documentation
controls-engineer: plc controls modbus simulink matlab python c++ robotics sensors functional-safety labview documentation networking
"""

# Alternatives: word | roles, or families of roles, or * | skills, any one of which does the work of the others in those
# roles. All of a line are alternatives where the role needs one of them; the first line that has a skill wins. Things that
# go together (Prometheus and Grafana), or whose likeness is a name ("data stores"), are not in one line.
ANY_OF = """
back-end languages|software-engineer|python java go node.js c# ruby php kotlin scala elixir rust c++ typescript .net
back-end languages|backend-engineer platform-engineer software-architect integration-engineer|python java go node.js typescript c# ruby php kotlin scala elixir rust .net
back-end languages|fullstack-engineer web-developer|python node.js java go c# ruby php kotlin scala elixir .net
languages of examples|solutions-engineer implementation-engineer developer-advocate|python javascript java typescript
operations languages|site-reliability-engineer devops-engineer cloud-engineer cloud-architect release-engineer|python go ruby java
security tool languages|security-engineer|python go ruby
scripting languages|systems-administrator storage-engineer|bash powershell python perl
test languages|qa-engineer test-automation-engineer|python java javascript typescript c#
systems languages|embedded-engineer iot-engineer systems-software-engineer compiler-engineer|c c++ rust
trading languages|quantitative-developer|c++ java c# rust
computing languages|research-software-engineer hpc-engineer|c++ fortran julia c
desktop languages|desktop-engineer|c++ c# java swift
game languages|game-developer xr-engineer|c++ c#
automation languages|automation-developer|c# python
business system languages|erp-developer|abap javascript java c# python
languages of statistics|statistician|r sas python stata
languages of statistics|data-scientist data-analyst product-analyst bioinformatics-scientist|python r
data engineering languages|data-engineer|python scala java
contract languages|blockchain-engineer|solidity rust vyper move
hardware languages|hardware-engineer fpga-engineer chip-design-engineer|verilog systemverilog vhdl
mobile platforms|mobile-engineer|ios android
ways to make apps|mobile-engineer|swift kotlin react-native flutter objective-c java xamarin
interface toolkits|ios-engineer|swiftui uikit
desktop systems|desktop-engineer|windows macos
desktop toolkits|desktop-engineer|qt wpf electron winforms
front-end frameworks|software design|react angular vue svelte ember
front-end servers|frontend-engineer|next.js nuxt remix
server frameworks|software|django rails spring laravel flask express asp.net fastapi nestjs
content systems|cms-developer webmaster|wordpress drupal magento shopify joomla
clouds|*|aws azure gcp
relational databases|*|postgresql mysql sql-server oracle mariadb
caches|software infrastructure|redis memcached valkey
message brokers|software infrastructure|kafka rabbitmq message-queues sqs nats pulsar
event streams|data|kafka kinesis pulsar pubsub
data warehouses|data|snowflake bigquery redshift databricks
orchestrators|data ai|airflow dagster prefect
integration tools|bi-developer|ssis informatica talend
reporting tools|data product|power-bi tableau looker qlik
product analytics|product-analyst|amplitude mixpanel
deep learning libraries|ai data|pytorch tensorflow jax keras
model makers|ai-engineer prompt-engineer|openai anthropic gemini
model frameworks|ai-engineer|langchain llamaindex langgraph
model registries|ml-ops-engineer|mlflow wandb kubeflow sagemaker
infrastructure as code|infrastructure architecture security ai|terraform pulumi cloudformation opentofu
configuration management|infrastructure|ansible chef puppet salt
build servers|infrastructure quality|github-actions gitlab jenkins circleci teamcity azure-devops
build tools|release-engineer|maven gradle bazel
monitoring suites|infrastructure|prometheus datadog new-relic dynatrace
hypervisors|infrastructure support|vmware hyper-v proxmox xen kvm
network makers|infrastructure|cisco juniper arista
identity providers|identity-engineer|okta entra-id ping-identity auth0 keycloak
device managers|support|intune jamf
endpoint protection|security|crowdstrike sentinelone
event collectors|security|splunk microsoft-sentinel qradar
security certificates|security management|cissp cism
browser test tools|quality|playwright cypress selenium
game engines|game-developer game-designer xr-engineer|unity unreal godot
graphics interfaces|graphics-engineer|vulkan directx opengl metal webgl webgpu
web maps|gis-developer|leaflet openlayers mapbox
map systems|gis-developer|arcgis qgis
board design tools|electronics-engineer|altium kicad
business systems|erp-developer erp-consultant|sap netsuite dynamics-365 odoo workday
customer systems|crm-consultant|salesforce hubspot dynamics-365
automation platforms|automation-developer|uipath power-platform blue-prism automation-anywhere
integration platforms|integration-engineer|mulesoft boomi
record systems|health-informatics-specialist|epic cerner
design tools|design|figma sketch adobe-xd
scrum certificates|scrum-master|csm psm
"""

# Tools that every role has beside its craft.
SIDE = {"git", "jira", "confluence", "markdown", "json", "xml", "coding-assistants"}
# O*NET elements whose mean is the base of a technical skill; for hardware and telecommunications those of WIDER as well.
TECHNICAL = ["Programming", "Systems Analysis", "Computers and Electronics"]
WIDER = ["Engineering and Technology"]
BY_FAMILY = {"design": "Design", "soft-communication": "Speaking", "soft-leadership": "Management of Personnel Resources",
             "soft-strategy": "Judgment and Decision Making", "soft-networks": "Coordination",
             "soft-flexibility": "Monitoring"}
BY_ID = {"writing": "Writing", "technical-writing": "Writing", "documentation": "Writing",
         "mentoring": "Instructing", "teaching": "Instructing", "problem-solving": "Complex Problem Solving",
         "critical-thinking": "Critical Thinking", "decision-making": "Judgment and Decision Making",
         "conflict-resolution": "Negotiation", "negotiation": "Negotiation", "influence": "Persuasion",
         "strategic-thinking": "Systems Evaluation", "change-management": "Systems Evaluation",
         "empathy": "Social Perceptiveness", "relationship-building": "Social Perceptiveness",
         "project-management": "Time Management", "prioritization": "Time Management",
         "budgeting": "Management of Financial Resources", "mathematics": "Mathematics", "statistics": "Mathematics",
         "customer-focus": "Service Orientation", "english": "English Language", "design-systems": "Design",
         "product-management": "Judgment and Decision Making", "product-strategy": "Judgment and Decision Making",
         "requirements": "Operations Analysis",
         "business-analysis": "Operations Analysis", "technical-sales": "Sales and Marketing",
         "customer-success": "Customer and Personal Service"}
# Occupations that O*NET has not surveyed since they were made → the nearest that it has.
NEAR = {"15-1252.00": "15-1251.00", "15-1255.00": "15-1255.01", "15-2051.00": "15-1221.00",
        "15-1299.04": "15-1212.00", "15-1299.06": "15-1212.00", "15-1299.05": "15-1299.08", "15-1299.07": "15-1251.00",
        "17-2199.08": "17-2061.00", "": "15-1251.00"}
# A role whose work is nearer to another occupation than to the one of its titles.
NEAR_ROLE = {"quantitative-developer": "15-1251.00", "qa-manager": "11-3021.00"}


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def onet(data, name):
    path = os.path.join(data, "taxonomy/onet", name)
    return csv.DictReader(lzma.open(path, "rt", encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)


def levels(data):
    """(occupation, element) → level; Mathematics is both a skill and a knowledge: their mean."""
    out = collections.defaultdict(list)
    for name in ("Skills_29.3.tsv.xz", "Knowledge_29.3.tsv.xz"):
        for r in onet(data, name):
            if r["Scale ID"] == "LV":
                out[r["O*NET-SOC Code"], r["Element Name"]].append(float(r["Data Value"]))
    return {key: sum(values) / len(values) for key, values in out.items()}


def technologies(data, forms):
    """(occupation, skill) → 4, 3.5 or 3."""
    out = {}
    for r in onet(data, "Technology_Skills.txt.xz"):
        name = " ".join(re.sub(r"\b(software|IBM|Apache|Microsoft|Google|The MathWorks)\b", " ", r["Example"]).lower().split())
        options = [name, r["Example"].lower()] + name.split() * (len(name.split()) == 2)
        skill = next((forms[o] for o in options if o in forms), None)
        if skill:
            worth = 4 if r["In Demand"] == "Y" else 3.5 if r["Hot Technology"] == "Y" else 3
            key = r["O*NET-SOC Code"], skill
            out[key] = max(out.get(key, 0), worth)
    return out


def tokens(text):
    return tuple(re.findall(r"[a-z0-9+#.&/]+|[^\sa-z0-9]", text.lower()))


def only_role(line, titles):
    """The role of a first line whose titles all mean one role, by the longest at each place."""
    t, found, i = tokens(line), set(), 0
    while i < len(t):
        j = next((j for j in range(min(len(t), i + 8), i, -1) if t[i:j] in titles), None)
        if j:
            found |= {titles[t[i:j]]} - {"none"}
        i = j or i + 1
    return found.pop() if len(found) == 1 else None


def posts(data):
    for name in ("hn-posts-2011-2019.csv.xz", "hn-posts-2026.csv.xz"):
        with lzma.open(os.path.join(data, "postings", name), "rt", encoding="utf-8", newline="") as f:
            for r in csv.DictReader(f):
                if r["date"] >= SINCE:
                    yield r["date"], r["text"].replace("\0", " ").replace("\r", " ")


def shares(data, out, program, titles):
    """Role → its employers, role → skill → employers that name it (by the share of their posts); '' is all; and the
    skills that posts of today name far less than those of SINCE … 2019."""
    dates, texts = zip(*posts(data))
    lines = "\n".join(t.replace("\n", " ") for t in texts) + "\n"
    found = subprocess.run([program, "extract", "--soft", "-"], input=lines.encode(), stdout=subprocess.PIPE, check=True,
                           env={**os.environ, "SKILLGAP_DATA": os.path.abspath(out)}).stdout
    named = collections.defaultdict(set)
    for mention in found.decode().split("\n"):
        if mention:
            number, _, _, skill, _, ask, _ = mention.split("\t")
            if ask != "denied":
                named[int(number)].add(skill)
    groups = collections.defaultdict(lambda: collections.defaultdict(list))
    for number, text in enumerate(texts, 1):
        line = text.strip().split("\n")[0][:300]
        employer = re.split(r"[|(]| - | – ", line)[0].strip().lower()
        for role in {"", only_role(line, titles)} - {None}:
            groups[role][employer].append(named[number])
    count, total = collections.defaultdict(collections.Counter), {r: len(g) for r, g in groups.items()}
    for role, employers in groups.items():
        for of in employers.values():
            for skill in sorted(set().union(*of)):
                count[role][skill] += sum(skill in one for one in of) / len(of)
    return total, count, faded([d >= NOW for d in dates], named), groups


def faded(is_now, named):
    """Skills whose share of posts has fallen below FADED of what it was."""
    posts_of, count = collections.Counter(is_now), {True: collections.Counter(), False: collections.Counter()}
    for number, skills in named.items():
        count[is_now[number - 1]].update(skills)
    return {s for s, n in count[False].items() if count[True][s] * posts_of[False] < FADED * n * posts_of[True]}


def core(skills):
    for line in CORE.strip().split("\n"):
        role, names = line.split(":")
        names = names.split()
        unknown = [n for n in names if n not in skills]
        if unknown:
            sys.exit(f"requirements.py: {role}: no such skill: {' '.join(unknown)}")
        yield role, names


# Named by posts of every sort, or the role's own name.
NOT_EXTRA = {"ai", "software-engineering", "computer-science", "devops", "data-engineering", "data-science", "machine-learning",
             "web-development", "backend-development", "frontend-development", "mobile-development", "cloud-computing",
             "big-data", "databases", "product-design", "ux", "ui-design", "product-management", "people-management",
             "project-management", "sre", "platform-engineering", "system-administration", "web-services"}
# Roles that lead or sell: the languages of the house are no requirement of theirs.
NO_TOOLS = {"engineering-manager", "it-manager", "cto", "product-manager", "project-manager", "business-analyst",
            "product-designer", "sales-engineer", "technical-writer", "chief-information-security-officer"}
TOOLS = {"language", "framework", "library"}
# Named by a role's posts for a role beside it, or with what the list has already.
NOT_EXTRA_OF = {"android-engineer": {"ios"}, "ios-engineer": {"android"},
                "devops-engineer": {"containers", "infrastructure-as-code", "grafana"},
                "site-reliability-engineer": {"containers", "infrastructure-as-code", "grafana"},
                "product-designer": {"infrastructure-engineering"},
                "platform-engineer": {"elasticsearch", "containers", "infrastructure-as-code", "grafana"}}


def extra(role, total, count, skills, out_of_use):
    """Skills that the role's posts name often, and more often than posts at large, and still."""
    if total.get(role, 0) < EMPLOYERS_MIN:
        return []
    out = []
    for skill, n in sorted(count[role].items()):
        share, base = n / total[role], count[""][skill] / total[""]
        kind = skills[skill]["kind"]
        beside = skill in NOT_EXTRA or skill in NOT_EXTRA_OF.get(role, ())
        if skill in out_of_use or beside or kind in ("attribute", "soft") or (role in NO_TOOLS and kind in TOOLS):
            continue
        if share < SHARE_MIN or share < LIFT_MIN * base:
            continue
        out.append((share, skill))
    return [s for _, s in sorted(out, key=lambda x: (-x[0], x[1]))[:EXTRA_MAX]]


def any_of_lines(skills, roles):
    families = {r["family"] for r in roles.values()}
    for line in ANY_OF.strip().split("\n"):
        word, whose, names = line.split("|")
        unknown = [w for w in whose.split() if w not in roles and w not in families and w != "*"]
        unknown += [n for n in names.split() if n not in skills]
        if unknown:
            sys.exit(f"requirements.py: {word}: neither role nor skill: {' '.join(unknown)}")
        yield word, set(whose.split()), names.split()


def ways(role, family, needed, lines):
    """Skill → the line of alternatives that it is of, for all of a line of which one is needed."""
    out = {}
    for word, whose, names in lines:
        if not whose & {role, family, "*"}:
            continue
        use = [n for n in names if n not in out]
        if len(use) > 1 and any(n in needed for n in use):
            out.update(dict.fromkeys(use, word))
    return out


def share_of_any(employers, names):
    """Share of employers that name one of them, each by the share of its posts."""
    return sum(sum(bool(one & names) for one in of) / len(of) for of in employers.values()) / len(employers)


def hand(place):
    return 4 if place < 4 else 3.5 if place < 8 else 3


def by_share(share, listed):
    return max(2 if listed else 1, min(5, 1 + 4 * math.sqrt(share / 0.6)))


def importance_of(role, skill, names, onet_code, total, count, tech):
    if total.get(role, 0) >= EMPLOYERS_MIN:
        return (by_share(count[role][skill] / total[role], skill in names),
                f"share among the HN posts of {total[role]} employers 2018-2026")
    place = names.index(skill) if skill in names else len(names)
    value, why = hand(place), "by hand"
    if (onet_code, skill) in tech and skill in names:
        value = (value + tech[onet_code, skill]) / 2
        why = f"mean of by hand and O*NET 29 technology skills {onet_code}"
    return min(value, 3) if skill in SIDE and place >= 4 else value, why


def part_of(skill, names, importance, highest):
    """How near the skill is to the core of the role, 0.6 … 1; highest: importance of the role's skills by posts, or None."""
    place = names.index(skill) if skill in names else None
    part = 0.6 if place is None else 1 if place < 4 else 0.85 if place < 8 else 0.7
    if skill in SIDE and part < 1:
        return 0.6
    return max(part, importance / highest) if highest else part


def base_of(level, soc, role, skill):
    """O*NET's level for the sort of skill, and the name of where it is from."""
    element = BY_ID.get(skill["id"]) or BY_FAMILY.get(skill["family"])
    if element:
        return level[soc, element], element
    elements = TECHNICAL + (WIDER if role["family"] == "hardware" or role["id"] == "telecommunications-engineer" else [])
    return sum(level[soc, e] for e in elements) / len(elements), "technical mean"


def importances(role, needed, names, code, way, total, count, groups, tech):
    """Skill → importance and where it is from; of alternatives that of their line."""
    own = {skill: importance_of(role, skill, names, code, total, count, tech) for skill in needed}
    out = dict(own)
    for skill, word in way.items():
        peers = sorted(s for s in way if way[s] == word)
        out[skill] = max((own[s] for s in peers), key=lambda x: x[0])
        if total.get(role, 0) >= EMPLOYERS_MIN:
            out[skill] = (by_share(share_of_any(groups[role], set(peers)), True),
                          f"share that names one of these among the HN posts of {total[role]} employers 2018-2026")
    return out


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    data, out, program = sys.argv[1:]
    folder = os.path.join(out, "taxonomy")
    skills = {r["id"]: r for r in read_csv(os.path.join(folder, "skills.csv"))}
    roles = {r["id"]: r for r in read_csv(os.path.join(folder, "roles.csv"))}
    titles = {tokens(r["text"]): r["role"] for r in read_csv(os.path.join(folder, "titles.csv"))}
    forms = {r["text"].lower(): r["skill"] for r in read_csv(os.path.join(folder, "forms.csv"))}
    forms.update((r["name"].lower(), i) for i, r in skills.items())
    level, tech = levels(data), technologies(data, forms)
    total, count, gone, groups = shares(data, out, program, titles)
    lines, rows = list(any_of_lines(skills, roles)), []
    for role, names in core(skills):
        if role not in roles:
            sys.exit(f"requirements.py: no such role: {role}")
        needed = names + extra(role, total, count, skills, gone | set(names))
        way = ways(role, roles[role]["family"], needed, lines)
        needed += [skill for skill in way if skill not in needed]
        worth = importances(role, needed, names, roles[role]["onet"], way, total, count, groups, tech)
        highest = max(x for x, _ in worth.values()) if total.get(role, 0) >= EMPLOYERS_MIN else None
        part = {s: part_of(s, names, worth[s][0], highest) for s in needed}
        soc = NEAR_ROLE.get(role) or NEAR.get(roles[role]["onet"], roles[role]["onet"])
        for skill in needed:
            importance, why = worth[skill]
            share = max(part[s] for s in needed if s == skill or way.get(s, s) == way.get(skill, skill))
            base, element = base_of(level, soc, roles[role], skills[skill])
            rows.append((role, skill, f"importance: {why}; level, by rule: {share:.2f} of O*NET 29.3 {element} of {soc}",
                         f"{importance:.2f}", f"{base * share:.2f}", way.get(skill, "")))
    missing = sorted(set(roles) - {r[0] for r in rows})
    if missing:
        sys.exit(f"requirements.py: roles without requirements: {' '.join(missing)}")
    rows.sort(key=lambda r: (r[0], -float(r[3]), r[1]))
    with open(os.path.join(folder, "requirements.csv"), "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(["role", "skill", "source", "importance", "level", "any_of"])
        w.writerows(rows)


main()
