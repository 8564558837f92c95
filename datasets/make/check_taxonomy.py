#!/usr/bin/env python3
"""Check the tables of a taxonomy folder, each row and all together. Standard library only.

usage: check_taxonomy.py [DATASETS]      (default: the datasets folder that this script is in)

Prints one line a defect, with file and line, and exits with 5 when there is any. What it holds to is told in
DATASETS/taxonomy/README.md; tests/test_check_taxonomy.sh has a table with each defect.
"""
import csv
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS = {
    "skills": "id name kind family esco since source".split(),
    "forms": "skill text match rule source".split(),
    "rules": "id effect test words span".split(),
    "relations": "from type to source".split(),
    "roles": "id name family esco isco onet source".split(),
    "titles": "role text source".split(),
    "requirements": "role skill source importance level any_of".split(),
    "levels": "level text".split(),
    "regions": "id name parent kind code currency".split(),
    "places": "text region match".split(),
    "cues": "id where text span source".split(),
}
KINDS = set("language framework library database tool service platform protocol method concept certification soft "
            "attribute".split())
ROLE_FAMILIES = set("software data ai infrastructure security product design management support sales community "
                    "documentation quality hardware architecture games research".split())
LEVELS = set("intern junior mid senior lead staff principal manager director executive".split())
TESTS = set("next prev near list doc start skill".split())
WORDED = set("next prev near doc".split())
SPANNED = set("near skill".split())
CLASSES = set("{number} {year} {capital}".split())
SOURCES = set("linguist github-topics cncf simple-icons esco onet skillgap".split())
TYPES = ("implies", "part-of", "replaces", "related")
CUES = {where: set(ids.split()) for where, ids in (
    ("heading", "requirements desired duties benefits about legal other denied"),
    ("within", "requirements desired duties benefits about legal other break neutral"),
    ("before", "required desired mentioned denied wanted"), ("after", "required desired mentioned denied wanted"),
    ("beside", "required desired mentioned denied wanted"))}
ENGINE_RULES = {"employer", "unknown"} | {"kind-" + kind for kind in KINDS}  # used by the program, not by a form
LONE_FAMILIES = set()        # of one skill, and meant so
FAMILIES_MAX = 35
ESCO = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ID = re.compile(r"[a-z0-9.+#:-]+")
ENDINGS = (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
           ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("or", "e"))

defects = []


def defect(where, line, text):
    defects.append("%s:%s: %s" % (where, line, text))


def fold(text):
    return " ".join(text.lower().split())


def read(path, columns):
    """Rows with their line numbers; the header must be exactly the columns."""
    if not os.path.exists(path):
        defect(path, 0, "there is no such table")
        return []
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
        if any(field != " ".join(field.split()) for field in row):
            defect(path, rows.line_num, "white space at the end of a field, or two spaces in it")
        out.append((rows.line_num, dict(zip(columns, row))))
    return out


def words_of(path):
    """Words of a list, one a line; # begins a comment."""
    with open(path, encoding="utf-8") as file:
        return {line.split("#")[0].strip() for line in file} - {""}


def bases(word):
    """The word, and what it may be an inflection of."""
    yield word
    for ending, put in ENDINGS:
        stem = word[:-len(ending)]
        if word.endswith(ending) and len(stem) > 2:
            yield stem + put
            if put == "" and ending in ("ed", "ing", "er", "ers") and stem[-1] == stem[-2]:
                yield stem[:-1]  # planning


def number(text, lo, hi):
    return bool(re.fullmatch(r"\d+(\.\d+)?", text)) and lo <= float(text) <= hi


def check_skills(path, rows):
    skills, escos, names, families = {}, {}, {}, {}
    for line, row in rows:
        name = fold(row["name"])
        if not ID.fullmatch(row["id"]):
            defect(path, line, "id \"%s\": expected a-z 0-9 . + # - :" % row["id"])
        if row["id"] in skills:
            defect(path, line, "id \"%s\" is there twice" % row["id"])
        elif name in names:
            defect(path, line, "%s has the name of %s" % (row["id"], names[name]))
        names[name] = row["id"]
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
        families.setdefault(row["family"], []).append((line, row["id"]))
    for family, of in families.items():
        if len(of) == 1 and family not in LONE_FAMILIES:
            defect(path, of[0][0], "family %s is of %s alone" % (family, of[0][1]))
    if len(families) > FAMILIES_MAX:
        defect(path, 1, "%d families, expected at most %d" % (len(families), FAMILIES_MAX))
    return skills


def covers(test, wide, narrow):
    """Whether a text that has the phrase `narrow` where the test looks has `wide` there too."""
    if wide == narrow:
        return False
    a, b = wide.split(), narrow.split()
    if test == "prev":
        a, b = a[::-1], b[::-1]
    if test == "doc":
        return any(b[i:i + len(a)] == a for i in range(len(b)))

    def same(x, y):
        return x == y or (x[-1] == "*" != x and y.startswith(x[:-1])) or (x == "{number}" and y[0].isdigit())
    return len(a) <= len(b) and all(same(x, y) for x, y in zip(a, b))


def check_words(path, line, row, words):
    for word in words:
        odd = [part for part in re.findall(r"\{[^}]*\}?", word) if part not in CLASSES]
        if not word or word != fold(word):
            defect(path, line, "rule %s: words are lower case, none empty: \"%s\"" % (row["id"], word))
        elif odd or any("*" in part[:-1] or (part[-1] == "*" != part and row["test"] == "doc")
                        for part in word.split()):
            defect(path, line, "rule %s: \"%s\": expected word*, {number}, {year} or {capital}; no * for doc" % (
                row["id"], word))
    if len(words) != len(set(words)):
        defect(path, line, "rule %s: a word is there twice" % row["id"])
    if row["test"] in WORDED and all(words):
        for word in words:
            wide = [other for other in words if covers(row["test"], other, word)]
            if wide:
                defect(path, line, "rule %s: \"%s\" is dead beside \"%s\"" % (row["id"], word, wide[0]))


def check_rules(path, rows, skills):
    rules, groups, seen = {}, set(skills) | {row["family"] for row in skills.values()}, {}
    for line, row in rows:
        rules.setdefault(row["id"], []).append((line, row))
        if not re.fullmatch(r"[a-z0-9.+#-]+", row["id"]):
            defect(path, line, "rule id \"%s\": expected a-z 0-9 . + # -" % row["id"])
        if row["effect"] not in ("need", "veto") or row["test"] not in TESTS:
            defect(path, line, "rule %s: effect %s, test %s" % (row["id"], row["effect"], row["test"]))
        if row["test"] in WORDED and not row["words"]:
            defect(path, line, "rule %s: test %s without words" % (row["id"], row["test"]))
        words = row["words"].split("|") if row["words"] else []
        if row["test"] in ("skill", "list"):
            for word in sorted(set(words) - groups):
                defect(path, line, "rule %s: no family or skill \"%s\"" % (row["id"], word))
        check_words(path, line, row, words)
        if not row["span"].isdigit() or (int(row["span"]) > 0) != (row["test"] in SPANNED) or int(row["span"]) > 100:
            defect(path, line, "rule %s: span %s" % (row["id"], row["span"]))
        for word in words or [""]:
            key = (row["id"], row["effect"], row["test"], row["span"], word)
            if seen.setdefault(key, line) != line:
                defect(path, line, "rule %s: %s %s \"%s\" is on line %d" % (row["id"], row["effect"], row["test"], word,
                                                                           seen[key]))
    for name, tests in rules.items():
        if all(row["effect"] == "veto" and row["test"] == "start" for _, row in tests):
            defect(path, tests[0][0], "rule %s decides nothing" % name)
    return rules


def check_common(path, line, row, common, plain, used_plain):
    """A form of one common English word needs a rule, unless the word is listed as one that means the skill."""
    text = fold(row["text"])
    own_case = row["match"] != "any" and row["text"][1:] != row["text"][1:].lower()
    if row["rule"] or own_case or not any(base in common for base in bases(text)):
        return
    meant = [base for base in bases(text) if base in plain]
    if meant:
        used_plain.update(meant)
    else:
        defect(path, line, "form \"%s\" of %s is a common English word and has no rule" % (row["text"], row["skill"]))


def check_forms(path, rows, skills, rules, common, plain):
    seen, used, formed, loose, used_plain = {}, set(ENGINE_RULES), set(), {}, set()
    for line, row in rows:
        text, rule = row["text"], row["rule"]
        if row["skill"] not in skills:
            defect(path, line, "form \"%s\" of unknown skill %s" % (text, row["skill"]))
        if rule and rule not in rules:
            defect(path, line, "form \"%s\": unknown rule %s" % (text, rule))
        if row["match"] not in ("any", "exact", "upper") or not text or row["source"] not in SOURCES:
            defect(path, line, "form \"%s\": match %s, source %s" % (text, row["match"], row["source"]))
        key = (row["match"], text if row["match"] == "exact" else fold(text))
        for skill, other, at in seen.setdefault(key, []):
            if skill == row["skill"] or not rule or rule == other or not other:
                defect(path, line, "form \"%s\" is that of %s on line %d, and no rule decides" % (text, skill, at))
        seen[key].append((row["skill"], rule, line))
        if row["match"] == "any" and not rule:
            loose[row["skill"], fold(text)] = line
        if len(text) == 1 and not rule:
            defect(path, line, "form \"%s\" is one character and has no rule" % text)
        check_common(path, line, row, common, plain, used_plain)
        used.add(rule)
        formed.add(row["skill"])
    for line, row in rows:
        at = loose.get((row["skill"], fold(row["text"])))
        if at and at != line:
            defect(path, line, "form \"%s\" is dead: line %d takes it in any case, without a rule" % (row["text"], at))
    for name in sorted(set(rules) - used):
        defect(path.replace("forms", "rules"), rules[name][0][0], "no form uses rule %s" % name)
    for name in sorted(set(skills) - formed):
        defect(path, 0, "skill %s has no form" % name)
    for word in sorted(plain - used_plain):
        defect("plain_words.txt", 0, "\"%s\" is no form without a rule that is a common word" % word)


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
    edges, seen, tied = {type_: {} for type_ in TYPES}, set(), {}
    for line, row in rows:
        a, b, type_ = row["from"], row["to"], row["type"]
        if type_ not in TYPES or row["source"] not in SOURCES:
            defect(path, line, "%s: type \"%s\", source \"%s\"" % (a, type_, row["source"]))
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
        if type_ in ("implies", "part-of"):
            tied[a, b] = line
    for a, type_, b in seen:
        if type_ == "related" and ((a, b) in tied or (b, a) in tied):
            defect(path, tied.get((a, b)) or tied[b, a], "%s and %s are related already as part or by implication" % (
                a, b))
    for type_ in ("implies", "part-of", "replaces"):
        circle = cycle(edges[type_])
        if circle:
            defect(path, 0, "%s runs in a circle: %s" % (type_, " > ".join(circle)))


def check_roles(path, rows):
    roles = {}
    for line, row in rows:
        if not ID.fullmatch(row["id"]) or row["id"] in roles:
            defect(path, line, "role \"%s\": expected an id of its own of a-z 0-9 -" % row["id"])
        if row["family"] not in ROLE_FAMILIES or not row["name"] or not row["source"]:
            defect(path, line, "%s: name, a known family and a source are needed, found \"%s\"" % (
                row["id"], row["family"]))
        for field, form in (("esco", r"\d{4}(\.\d+)*"), ("isco", r"\d{4}"), ("onet", r"\d\d-\d{4}\.\d\d")):
            if row[field] and not re.fullmatch(form, row[field]):
                defect(path, line, "%s: %s code \"%s\"" % (row["id"], field, row[field]))
        roles[row["id"]] = line
    return roles


NO_ROLE = "none"  # SG_NO_ROLE: titles of other trades


def check_of_roles(paths, rows, roles, skills):
    """Titles and requirements: each of a role that is there, and none of two."""
    titled, needed, seen, ways = set(), set(), {}, {}
    for line, row in rows["titles"]:
        text = fold(row["text"])
        if row["role"] not in set(roles) | {NO_ROLE} or not text or not row["source"]:
            defect(paths["titles"], line, "title \"%s\": a known role and a source are needed, found %s" % (
                text, row["role"]))
        if text in seen:
            defect(paths["titles"], line, "title \"%s\" is that of %s" % (text, seen[text]))
        seen[text] = row["role"]
        titled.add(row["role"])
    seen = set()
    for line, row in rows["requirements"]:
        role, skill, path = row["role"], row["skill"], paths["requirements"]
        if role not in roles or not row["source"]:
            defect(path, line, "requirement %s: a known role and a source are needed, found %s" % (skill, role))
        if skill not in skills or skills[skill]["kind"] == "attribute":
            defect(path, line, "%s requires \"%s\", which is no skill" % (role, skill))
        if not number(row["importance"], 1, 5) or not number(row["level"], 0, 7):
            defect(path, line, "%s, %s: importance %s of 1 to 5, level %s of 0 to 7" % (
                role, skill, row["importance"], row["level"]))
        if (role, skill) in seen:
            defect(path, line, "%s requires %s twice" % (role, skill))
        seen.add((role, skill))
        needed.add(role)
        if row["any_of"]:
            ways.setdefault((role, row["any_of"]), []).append(line)
    for (role, word), of in ways.items():
        if len(of) < 2:
            defect(paths["requirements"], of[0], "%s: \"%s\" is an alternative to nothing" % (role, word))
    for role in sorted(set(roles) - titled):
        defect(paths["roles"], roles[role], "role %s has no title" % role)
    for role in sorted(set(roles) - needed):
        defect(paths["roles"], roles[role], "role %s has no requirement" % role)


def check_places(paths, rows):
    regions, seen = {}, set()
    for line, row in rows["regions"]:
        path = paths["regions"]
        if not re.fullmatch(r"[A-Z]{2,}(/[a-z0-9-]+)?|[A-Z]+", row["id"]) or row["id"] in regions or not row["name"]:
            defect(path, line, "region \"%s\": expected an id of its own (DE, DE/berlin) and a name" % row["id"])
        if row["kind"] not in ("country", "subdivision", "metro"):
            defect(path, line, "region %s: kind \"%s\"" % (row["id"], row["kind"]))
        if (row["kind"] == "country") != bool(re.fullmatch(r"[A-Z]{3}", row["currency"])):
            defect(path, line, "region %s: a country has a currency, nothing else has, found \"%s\"" % (
                row["id"], row["currency"]))
        regions[row["id"]] = (line, row)
    for line, row in regions.values():
        if row["parent"] and row["parent"] not in regions:
            defect(paths["regions"], line, "region %s: unknown parent %s" % (row["id"], row["parent"]))
    for line, row in rows["places"]:
        key = (fold(row["text"]), row["region"], row["match"])
        if row["region"] not in regions or row["match"] not in ("any", "exact", "after") or not key[0]:
            defect(paths["places"], line, "place \"%s\": region %s, match %s" % (
                row["text"], row["region"], row["match"]))
        if key in seen:
            defect(paths["places"], line, "place \"%s\" of %s is there twice" % (row["text"], row["region"]))
        seen.add(key)
    seen = {}
    for line, row in rows["levels"]:
        text = fold(row["text"])
        if row["level"] not in LEVELS or not text:
            defect(paths["levels"], line, "word \"%s\" of unknown level %s" % (text, row["level"]))
        if text in seen:
            defect(paths["levels"], line, "word \"%s\" is that of %s" % (text, seen[text]))
        seen[text] = row["level"]


def check_cues(path, rows):
    """Cues of one place, none of two meanings."""
    seen = {}
    for line, row in rows:
        if row["id"] not in CUES.get(row["where"], ()):
            defect(path, line, "cue %s: where \"%s\"" % (row["id"], row["where"]))
            continue
        far = row["where"] in ("before", "after", "beside")
        if not row["span"].isdigit() or int(row["span"]) > (12 if far else 0):
            defect(path, line, "cue %s: span %s" % (row["id"], row["span"]))
        if row["source"] not in SOURCES:
            defect(path, line, "cue %s: source %s" % (row["id"], row["source"]))
        for phrase in row["text"].split("|"):
            if not re.match(r"\w", phrase) or phrase != fold(phrase) or "*" in phrase.split(" ")[0]:
                defect(path, line, "cue %s: phrases are lower case and begin with a word: \"%s\"" % (row["id"], phrase))
            for place in ("before", "after") if row["where"] == "beside" else (row["where"],):
                at = seen.setdefault((place, phrase.replace("-", " ")), line)
                if at != line:
                    defect(path, line, "cue %s: \"%s\" is on line %d" % (row["id"], phrase, at))


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
    common = words_of(os.path.join(os.path.dirname(HERE), "taxonomy", "common_words.txt"))
    plain = words_of(os.path.join(datasets, "taxonomy", "plain_words.txt"))
    path = {name: os.path.join(datasets, "taxonomy", name + ".csv") for name in COLUMNS}
    rows = {name: read(path[name], COLUMNS[name]) for name in COLUMNS}
    skills = check_skills(path["skills"], rows["skills"])
    rules = check_rules(path["rules"], rows["rules"], skills)
    check_forms(path["forms"], rows["forms"], skills, rules, common, plain)
    check_relations(path["relations"], rows["relations"], skills)
    roles = check_roles(path["roles"], rows["roles"])
    check_of_roles(path, rows, roles, skills)
    check_places(path, rows)
    check_cues(path["cues"], rows["cues"])
    check_names(datasets, skills, rows["forms"])
    for text in defects:
        print(text)
    attributes = sum(row["kind"] == "attribute" for row in skills.values())
    print("%d skills, %d attributes, %d forms, %d rules, %d relations, %d roles: %s" % (
        len(skills) - attributes, attributes, len(rows["forms"]), len(rules), len(rows["relations"]), len(roles),
        "%d defects" % len(defects) if defects else "no defect"))
    return 5 if defects else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
