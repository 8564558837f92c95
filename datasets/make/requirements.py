#!/usr/bin/env python3
"""Makes datasets/taxonomy/requirements.csv: what each role needs, how much, and to what level.

    python3 datasets/make/requirements.py DATA OUT SKILLGAP

SKILLGAP is the program, which finds the skills in the posts (`extract`). Which skills: those listed below for a role, and
those that its hiring posts name often, more often than posts at large, and in 2026 still at least 30 % as often as in
2018–2019; words for a whole field or for another role are left out. Importance (1 … 5): 1 + 4 × √(share / 0.6) of
the posts of the role alone that name the skill, each employer counting once, at most 5, where the role has at least 40
employers; else 4 for a technology that O*NET marks "in demand" for the occupation, 3.5 for a "hot" one, 3 for another
of its technologies; else by hand: the first four of the list 4, the next four 3.5, others 3. A skill of the list never
has less than 2. Level (0 … 7): O*NET's level of a related skill or knowledge of the occupation, whole for importance of
4 and more, 80 % from 3, 60 % below.
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
software-engineer: git algorithms data-structures system-design software-testing api sql python java code-review ci-cd linux communication problem-solving coding-assistants
backend-engineer: api rest sql postgresql microservices distributed-systems python go java docker kubernetes redis message-queues software-testing aws system-design
frontend-engineer: javascript typescript react html css accessibility responsive-design web-performance next.js software-testing git design-systems graphql ux
fullstack-engineer: javascript typescript react node.js html css sql postgresql rest api docker aws git software-testing python
web-developer: html css javascript php wordpress mysql responsive-design accessibility seo git react web-performance
mobile-engineer: mobile-development react-native ios android swift kotlin flutter rest mobile-ci software-testing git ux
ios-engineer: swift objective-c ios swiftui uikit mobile-development rest mobile-ci unit-testing git ux
android-engineer: kotlin java android jetpack-compose mobile-development rest mobile-ci unit-testing git ux
embedded-engineer: c c++ embedded firmware rtos microcontrollers linux device-drivers python can-bus git iot
game-developer: c++ c# unity unreal game-development computer-graphics mathematics algorithms git performance 
blockchain-engineer: blockchain solidity smart-contracts ethereum cryptography web3 rust go distributed-systems defi security typescript
quantitative-developer: c++ python quantitative-finance statistics algorithms mathematics performance real-time-systems sql linux machine-learning numerical-computing
robotics-engineer: robotics ros c++ python slam controls computer-vision simulation linux machine-learning mathematics
hardware-engineer: verilog vhdl fpga asic pcb computer-architecture c python embedded signal-processing rf labview
devops-engineer: linux docker kubernetes terraform ansible ci-cd aws jenkins infrastructure-as-code monitoring python bash prometheus git networking
site-reliability-engineer: sre linux kubernetes observability incident-response-ops prometheus terraform python go distributed-systems aws grafana networking automation ci-cd
platform-engineer: platform-engineering kubernetes terraform aws infrastructure-as-code docker go python ci-cd observability developer-experience distributed-systems linux helm
cloud-engineer: cloud-computing aws azure gcp terraform kubernetes docker iam networking linux python infrastructure-as-code cloud-security ci-cd
systems-engineer: linux system-design networking python requirements virtualization system-administration c++ software-testing documentation troubleshooting? automation
systems-administrator: system-administration linux windows networking virtualization vmware bash powershell active-directory? monitoring security storage itil automation dns
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
ai-engineer: llm python rag agents prompt-engineering evals embeddings vector-databases mcp tool-use fine-tuning langchain api openai llm-observability typescript
ml-ops-engineer: mlops python kubernetes docker ci-cd machine-learning inference terraform airflow observability aws llmops gpu-computing mlflow
research-scientist: machine-learning deep-learning python pytorch statistics mathematics algorithms ai-research nlp computer-vision reinforcement-learning technical-writing llm
qa-engineer: software-testing test-automation selenium playwright e2e-testing performance-testing python javascript api-design ci-cd agile jira sql
solutions-architect: cloud-architecture system-design aws azure microservices enterprise-integration security api-design stakeholder-management communication presentation requirements
software-architect: system-design microservices distributed-systems design-patterns api-design cloud-architecture java security leadership ddd communication scalability
engineering-manager: people-management hiring leadership mentoring agile project-management communication system-design delegation stakeholder-management decision-making software-engineering
it-manager: people-management itil project-management budgeting risk-management security leadership communication stakeholder-management change-management cloud-computing negotiation
cto: leadership strategic-thinking hiring system-design people-management product-strategy budgeting communication cloud-architecture security decision-making business-acumen
product-manager: product-management product-strategy requirements user-research agile prioritization stakeholder-management communication product-analytics experimentation sql cross-functional
project-manager: project-management agile scrum risk-management stakeholder-management communication budgeting jira requirements pmp change-management prioritization
business-analyst: business-analysis requirements sql data-analysis stakeholder-management communication excel agile documentation business-intelligence jira problem-solving
product-designer: product-design ux ui-design interaction-design user-research prototyping figma design-systems accessibility information-architecture communication html
support-engineer: it-support communication linux windows networking sql customer-focus documentation problem-solving bash itil debugging
technical-writer: technical-writing writing documentation markdown git openapi html communication information-architecture editing? english
developer-advocate: developer-relations communication writing presentation api-sdk python javascript open-source-dev teaching technical-writing storytelling
sales-engineer: technical-sales presentation communication customer-focus api-integration cloud-computing sql python enterprise-integration negotiation crm problem-solving
forward-deployed-engineer: forward-deployed python sql api-integration customer-focus communication llm agents javascript enterprise-integration aws problem-solving data-pipelines
"""

# Kind of skill or id → O*NET element whose level is taken.
BY_KIND = {"language": "Programming", "framework": "Programming", "library": "Programming", "tool": "Computers and Electronics",
           "database": "Computers and Electronics", "service": "Computers and Electronics",
           "platform": "Computers and Electronics", "protocol": "Computers and Electronics",
           "concept": "Computers and Electronics", "method": "Computers and Electronics",
           "certification": "Computers and Electronics", "soft": "Active Listening"}
BY_ID = {"communication": "Speaking", "writing": "Writing", "technical-writing": "Writing", "documentation": "Writing",
         "presentation": "Speaking", "leadership": "Management of Personnel Resources",
         "people-management": "Management of Personnel Resources", "hiring": "Management of Personnel Resources",
         "mentoring": "Instructing", "teaching": "Instructing", "problem-solving": "Complex Problem Solving",
         "critical-thinking": "Critical Thinking", "decision-making": "Judgment and Decision Making",
         "strategic-thinking": "Systems Evaluation", "negotiation": "Negotiation", "influence": "Persuasion",
         "stakeholder-management": "Coordination", "collaboration": "Coordination", "cross-functional": "Coordination",
         "project-management": "Time Management", "prioritization": "Time Management",
         "budgeting": "Management of Financial Resources", "mathematics": "Mathematics", "statistics": "Mathematics",
         "customer-focus": "Service Orientation", "ux": "Design", "ui-design": "Design", "product-design": "Design",
         "interaction-design": "Design", "english": "English Language", "operations-analysis": "Operations Analysis",
         "requirements": "Operations Analysis", "business-analysis": "Operations Analysis",
         "system-design": "Systems Analysis", "software-testing": "Quality Control Analysis"}
# Occupations that O*NET has not surveyed since they were made → the nearest that it has.
NEAR = {"15-1252.00": "15-1251.00", "15-1255.00": "15-1255.01", "15-2051.00": "15-1221.00",
        "15-1299.04": "15-1212.00", "15-1299.05": "15-1212.00", "15-1299.07": "15-1251.00",
        "17-2199.08": "17-2061.00", "": "15-1251.00"}


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def onet(data, name):
    path = os.path.join(data, "taxonomy/onet", name)
    return csv.DictReader(lzma.open(path, "rt", encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)


def levels(data):
    out = {}
    for name in ("Skills_29.3.tsv.xz", "Knowledge_29.3.tsv.xz"):
        for r in onet(data, name):
            if r["Scale ID"] == "LV":
                out[r["O*NET-SOC Code"], r["Element Name"]] = float(r["Data Value"])
    return out


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
            found.add(titles[t[i:j]])
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
    return total, count, faded([d >= NOW for d in dates], named)


def faded(is_now, named):
    """Skills whose share of posts has fallen below FADED of what it was."""
    posts_of, count = collections.Counter(is_now), {True: collections.Counter(), False: collections.Counter()}
    for number, skills in named.items():
        count[is_now[number - 1]].update(skills)
    return {s for s, n in count[False].items() if count[True][s] * posts_of[False] < FADED * n * posts_of[True]}


def core(skills):
    for line in CORE.strip().split("\n"):
        role, names = line.split(":")
        names = [n for n in names.split() if not n.endswith("?")]
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


def extra(role, total, count, skills, out_of_use):
    """Skills that the role's posts name often, and more often than posts at large, and still."""
    if total.get(role, 0) < EMPLOYERS_MIN:
        return []
    out = []
    for skill, n in sorted(count[role].items()):
        share, base = n / total[role], count[""][skill] / total[""]
        kind = skills[skill]["kind"]
        if skill in out_of_use or skill in NOT_EXTRA or kind in ("attribute", "soft") or (role in NO_TOOLS and kind in TOOLS):
            continue
        if share < SHARE_MIN or share < LIFT_MIN * base:
            continue
        out.append((share, skill))
    return [s for _, s in sorted(out, key=lambda x: (-x[0], x[1]))[:EXTRA_MAX]]


def hand(place):
    return 4 if place < 4 else 3.5 if place < 8 else 3


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
    total, count, gone = shares(data, out, program, titles)
    rows = []
    for role, names in core(skills):
        if role not in roles:
            sys.exit(f"requirements.py: no such role: {role}")
        soc = NEAR.get(roles[role]["onet"], roles[role]["onet"])
        for skill in names + extra(role, total, count, skills, gone | set(names)):
            share = count[role][skill] / total[role] if total.get(role, 0) >= EMPLOYERS_MIN else None
            if share is not None:
                importance = max(2 if skill in names else 1, min(5, 1 + 4 * math.sqrt(share / 0.6)))
                why = f"share among the HN posts of {total[role]} employers 2018-2026"
            elif (roles[role]["onet"], skill) in tech:
                importance, why = tech[roles[role]["onet"], skill], f"O*NET 29 technology skills {roles[role]['onet']}"
            else:
                importance, why = hand(names.index(skill)), "by hand"
            element = BY_ID.get(skill) or BY_KIND[skills[skill]["kind"]]
            value = level[soc, element] * (1 if importance >= 4 else .8 if importance >= 3 else .6)
            rows.append((role, skill, f"importance: {why}; level: O*NET 29.3 {element} of {soc}", f"{importance:.2f}",
                         f"{value:.2f}"))
    rows.sort(key=lambda r: (r[0], -float(r[3]), r[1]))
    with open(os.path.join(folder, "requirements.csv"), "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(["role", "skill", "source", "importance", "level"])
        w.writerows(rows)


main()
