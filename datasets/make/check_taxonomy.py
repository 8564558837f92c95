#!/usr/bin/env python3
"""Check the skill tables of a taxonomy folder: skills, forms, rules, relations. Standard library only.

usage: check_taxonomy.py [DATASETS]      (default: the datasets folder that this script is in)

Prints one line a defect, with file and line, and exits with 5 when there is any. What it holds to is told in
DATASETS/taxonomy/README.md.
"""
import csv
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
KINDS = set("language framework library database tool service platform protocol method concept certification soft "
            "attribute".split())
COLUMNS = {
    "skills": "id name kind family esco since source".split(),
    "forms": "skill text match rule source".split(),
    "rules": "id effect test words span".split(),
    "relations": "from type to source".split(),
}
TESTS = set("next prev near list doc start skill".split())
WORDED = set("next prev near doc".split())
SOURCES = set("linguist github-topics cncf simple-icons esco onet skillgap".split())
TYPES = ("implies", "part-of", "replaces", "related")
FAMILIES_MAX = 35
ESCO = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

defects = []


def defect(where, line, text):
    defects.append("%s:%s: %s" % (where, line, text))


def fold(text):
    return " ".join(text.lower().split())


def read(path, columns):
    """Rows with their line numbers; the header must be exactly the columns."""
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    if "\r" in text:
        defect(path, 1, "lines end with CR LF, expected LF")
    rows = csv.reader(text.splitlines(keepends=True), strict=True)
    header = next(rows, [])
    if header != columns:
        defect(path, 1, "header is %s, expected %s" % (",".join(header), ",".join(columns)))
        return []
    out = []
    for row in rows:
        if len(row) != len(columns):
            defect(path, rows.line_num, "%d fields, expected %d" % (len(row), len(columns)))
            continue
        if any(field != field.strip() for field in row):
            defect(path, rows.line_num, "white space at the end of a field")
        out.append((rows.line_num, dict(zip(columns, row))))
    return out


def check_skills(path, rows):
    skills, escos = {}, {}
    for line, row in rows:
        if not re.fullmatch(r"[a-z0-9.+#:-]+", row["id"]):
            defect(path, line, "id \"%s\": expected a-z 0-9 . + # - :" % row["id"])
        if row["id"] in skills:
            defect(path, line, "id \"%s\" is there twice" % row["id"])
        if row["kind"] not in KINDS:
            defect(path, line, "kind \"%s\" of %s" % (row["kind"], row["id"]))
        if (row["kind"] == "attribute") != (row["family"] == "attributes"):
            defect(path, line, "%s: kind attribute goes with family attributes" % row["id"])
        if (row["kind"] == "soft") != row["family"].startswith("soft-"):
            defect(path, line, "%s: kind soft goes with a family soft-…" % row["id"])
        if not row["name"] or not row["family"] or row["source"] not in SOURCES:
            defect(path, line, "%s: name, family and a known source are needed" % row["id"])
        if not re.fullmatch(r"0|1[89]\d\d|20\d\d", row["since"]):
            defect(path, line, "%s: since \"%s\", expected a year or 0" % (row["id"], row["since"]))
        if row["esco"] and not ESCO.fullmatch(row["esco"]):
            defect(path, line, "%s: esco \"%s\" is not the last part of a concept's URI" % (row["id"], row["esco"]))
        if row["esco"] and row["esco"] in escos:
            defect(path, line, "%s: the ESCO concept of %s" % (row["id"], escos[row["esco"]]))
        escos[row["esco"]] = row["id"]
        skills[row["id"]] = row
    families = {row["family"] for row in skills.values()}
    if len(families) > FAMILIES_MAX:
        defect(path, 1, "%d families, expected at most %d" % (len(families), FAMILIES_MAX))
    return skills


def check_rules(path, rows, skills):
    rules, groups = {}, set(skills) | {row["family"] for row in skills.values()}
    for line, row in rows:
        rules.setdefault(row["id"], []).append(row)
        if row["effect"] not in ("need", "veto") or row["test"] not in TESTS:
            defect(path, line, "rule %s: effect %s, test %s" % (row["id"], row["effect"], row["test"]))
        if row["test"] in WORDED and not row["words"]:
            defect(path, line, "rule %s: test %s without words" % (row["id"], row["test"]))
        words = row["words"].split("|") if row["words"] else []
        if any(not word or word != fold(word) for word in words) or len(words) != len(set(words)):
            defect(path, line, "rule %s: words are lower case, each once, none empty" % row["id"])
        if row["test"] in ("skill", "list"):
            for word in sorted(set(words) - groups):
                defect(path, line, "rule %s: no family or skill \"%s\"" % (row["id"], word))
        spanned = row["test"] in ("near", "skill")
        if not row["span"].isdigit() or (int(row["span"]) > 0) != spanned or int(row["span"]) > 100:
            defect(path, line, "rule %s: span %s" % (row["id"], row["span"]))
    for name, tests in rules.items():
        if all(row["effect"] == "veto" and row["test"] == "start" for row in tests):
            defect(path, 0, "rule %s decides nothing" % name)
    return rules


def check_forms(path, rows, skills, rules, common):
    seen, used, formed = {}, set(), set()
    for line, row in rows:
        text, rule = row["text"], row["rule"]
        if row["skill"] not in skills:
            defect(path, line, "form \"%s\" of unknown skill %s" % (text, row["skill"]))
        if rule and rule not in rules:
            defect(path, line, "form \"%s\": unknown rule %s" % (text, rule))
        if row["match"] not in ("any", "exact", "upper") or not text or row["source"] not in SOURCES:
            defect(path, line, "form \"%s\": match %s, source %s" % (text, row["match"], row["source"]))
        key = (row["match"], text if row["match"] == "exact" else fold(text))
        other = seen.setdefault(key, (row["skill"], rule, line))
        if other[2] != line and (other[0] == row["skill"] or not rule or not other[1]):
            defect(path, line, "form \"%s\" is that of %s on line %d, and no rule decides" % (text, other[0], other[2]))
        if row["match"] == "any" and not rule and fold(text) in common:
            defect(path, line, "form \"%s\" of %s is a common English word and has no rule" % (text, row["skill"]))
        if len(text) == 1 and not rule:
            defect(path, line, "form \"%s\" is one character and has no rule" % text)
        used.add(rule)
        formed.add(row["skill"])
    for name in sorted(set(rules) - used):
        defect(path, 0, "no form uses rule %s" % name)
    for name in sorted(set(skills) - formed):
        defect(path, 0, "skill %s has no form" % name)


def cycle(edges):
    """A list of nodes that runs in a circle, or None. Depth first, with a stack of its own."""
    done, path, on_path = set(), [], set()
    for start in sorted(edges):
        stack = [(start, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                path.pop()
                on_path.discard(node)
                done.add(node)
            elif node in on_path:
                return path[path.index(node):] + [node]
            elif node not in done:
                path.append(node)
                on_path.add(node)
                stack.append((node, True))
                stack.extend((to, False) for to in sorted(edges.get(node, ())))
    return None


def check_relations(path, rows, skills):
    edges, seen = {type_: {} for type_ in TYPES}, set()
    for line, row in rows:
        a, b, type_ = row["from"], row["to"], row["type"]
        if type_ not in TYPES:
            defect(path, line, "type \"%s\"" % type_)
            continue
        for end in (a, b):
            if end not in skills:
                defect(path, line, "unknown skill %s" % end)
            elif skills[end]["kind"] == "attribute":
                defect(path, line, "%s is an attribute of a job, not a skill" % end)
        if (a, type_, b) in seen or (type_ == "related" and (b, type_, a) in seen) or a == b:
            defect(path, line, "%s %s %s says nothing new" % (a, type_, b))
        seen.add((a, type_, b))
        edges[type_].setdefault(a, set()).add(b)
    for type_ in ("implies", "part-of", "replaces"):
        circle = cycle(edges[type_])
        if circle:
            defect(path, 0, "%s runs in a circle: %s" % (type_, " > ".join(circle)))


def check_names(datasets, skills, forms):
    """Tables beside the taxonomy that name skills."""
    names = set(skills) | {fold(row["name"]) for row in skills.values()} | {fold(row["text"]) for _, row in forms}
    path = os.path.join(datasets, "talent", "topic_skill.csv")
    if os.path.exists(path):
        topics = set()
        for line, row in read(path, ["topic", "skill"]):
            if row["skill"] not in skills or skills[row["skill"]]["kind"] == "attribute":
                defect(path, line, "topic %s: \"%s\" is not a skill" % (row["topic"], row["skill"]))
            if row["topic"] in topics:
                defect(path, line, "topic %s is there twice" % row["topic"])
            topics.add(row["topic"])
    path = os.path.join(datasets, "hn", "ambiguous_counts.csv")
    if os.path.exists(path):
        for line, row in read(path, ["skill", "reason"]):
            if fold(row["skill"]) not in names:
                defect(path, line, "published term \"%s\" is no skill's id, name or form" % row["skill"])
            if not row["reason"]:
                defect(path, line, "published term \"%s\": no reason" % row["skill"])


def main(argv):
    if len(argv) > 2 or (len(argv) == 2 and argv[1].startswith("-")):
        print(__doc__, file=sys.stderr)
        return 2
    datasets = argv[1] if len(argv) == 2 else os.path.dirname(HERE)
    with open(os.path.join(HERE, "common_words.txt"), encoding="utf-8") as file:
        common = set(file.read().split())
    path = {name: os.path.join(datasets, "taxonomy", name + ".csv") for name in COLUMNS}
    rows = {name: read(path[name], COLUMNS[name]) for name in COLUMNS}
    skills = check_skills(path["skills"], rows["skills"])
    rules = check_rules(path["rules"], rows["rules"], skills)
    check_forms(path["forms"], rows["forms"], skills, rules, common)
    check_relations(path["relations"], rows["relations"], skills)
    check_names(datasets, skills, rows["forms"])
    for text in defects:
        print(text)
    attributes = sum(row["kind"] == "attribute" for row in skills.values())
    print("%d skills, %d attributes, %d forms, %d rules, %d relations: %s" % (
        len(skills) - attributes, attributes, len(rows["forms"]), len(rules), len(rows["relations"]),
        "%d defects" % len(defects) if defects else "no defect"))
    return 5 if defects else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
