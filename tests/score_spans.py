#!/usr/bin/env python3
"""Score `skillgap extract` on the sentences that tests/data annotates. Standard library only.

usage: score_spans.py [-v] [--bars PRECISION,RECALL] train|dev [COMMAND [ARG ...]]

The text is not shipped: DATA names the folder of originals, of which extraction/skillspan-tech-*.conll is read.
COMMAND (build/skillgap extract) reads one document a line and prints a line a mention: line number, start byte,
end byte, skill id. Mentions of the taxonomy's kinds soft and attribute are left out: the annotation is of technical
skills (tests/data/README.md).

A mention is right when it lies within a span, or covers one with at most one word that is in no span. A mention that
is right only by an optional span counts neither for nor against. A span is found when a right mention overlaps it.
Strict: the same bytes. -v lists what is false and what is missed. --bars ends with 1 where a bar is not reached.
"""
import csv, hashlib, os, re, subprocess, sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OUT_OF_SCOPE = ("soft", "attribute")
SHA256 = {
    "train": "3dc24ec66bf25db8f86bdd496e40f9c718264486f7dbf9e3574b3411a0f4d92e",
    "dev": "b1a7b205583bcd27b667cae580275065833e9921685ed37da1d95a080c085c51",
}


def sentences(path):
    """The token runs between blank lines, joined by one space; the first is number 1."""
    tokens = []
    for line in list(open(path, encoding="utf-8")) + ["\n"]:
        part = line.rstrip("\n").split("\t")
        if len(part) >= 2:
            tokens.append(part[0])
        elif tokens:
            yield " ".join(tokens)
            tokens = []


def annotation(path):
    """{sentence number: ([required span], [optional span])}, spans as byte ranges."""
    spans = {}
    for row in csv.DictReader(open(path, encoding="utf-8")):
        required, optional = spans.setdefault(int(row["sentence"]), ([], []))
        if row["start"]:
            (optional if row["optional"] == "1" else required).append((int(row["start"]), int(row["end"])))
    return spans


def mentions(command, lines):
    """What the program finds in each line, without the kinds that are out of scope and without doubles."""
    skills = csv.DictReader(open(os.path.join(ROOT, "datasets/taxonomy/skills.csv"), encoding="utf-8"))
    kind = {row["id"]: row["kind"] for row in skills}
    out = subprocess.run(command, input=("\n".join(lines) + "\n").encode(), stdout=subprocess.PIPE, check=True).stdout
    found = [{} for _ in lines]
    for row in out.decode("utf-8").splitlines():
        line, start, end, skill = row.split("\t")[:4]
        if kind.get(skill) not in OUT_OF_SCOPE:
            found[int(line) - 1][int(start), int(end)] = skill
    return found


def overlaps(a, b):
    return a[0] < b[1] and b[0] < a[1]


def is_right(mention, spans, everything, text):
    """Within one of spans, or over one of them with at most one word that no span of everything has."""
    if any(s <= mention[0] and mention[1] <= e for s, e in spans):
        return True
    if not any(mention[0] <= s and e <= mention[1] for s, e in spans):
        return False
    rest = bytearray(text[mention[0]:mention[1]])
    for s, e in everything:
        s, e = max(s, mention[0]) - mention[0], min(e, mention[1]) - mention[0]
        if s < e:
            rest[s:e] = b" " * (e - s)
    return len(re.findall(r"[\w+#]+", rest.decode("utf-8", "replace"))) <= 1


def show(what, number, span, text, skill=""):
    s, e = span
    passage = text[max(0, s - 50):s] + b"[" + text[s:e] + b"]" + text[e:e + 50]
    print("%-6s %5d  %-22s %s" % (what, number, skill, passage.decode("utf-8", "replace")))


def score(texts, spans, found, verbose):
    n = dict.fromkeys(("right", "false", "optional", "strict", "spans", "found"), 0)
    for number, text, mention in zip(spans, texts, found):
        required, optional = spans[number]
        right = [m for m in mention if is_right(m, required, required + optional, text)]
        wrong = [m for m in mention if m not in right and not is_right(m, optional, required + optional, text)]
        missed = [s for s in required if not any(overlaps(s, m) for m in right)]
        n["right"] += len(right)
        n["false"] += len(wrong)
        n["optional"] += len(mention) - len(right) - len(wrong)
        n["strict"] += len(set(required) & set(mention))
        n["spans"] += len(required)
        n["found"] += len(required) - len(missed)
        if verbose:
            for m in sorted(wrong):
                show("false", number, m, text, mention[m])
            for s in sorted(missed):
                show("missed", number, s, text)
    return n


def main(args):
    verbose = "-v" in args
    args = [a for a in args if a != "-v"]
    bars = (0.0, 0.0)
    if args[:1] == ["--bars"]:
        bars, args = tuple(float(x) for x in args[1].split(",")), args[2:]
    if not args or args[0] not in SHA256 or "DATA" not in os.environ:
        sys.exit(__doc__)
    source = os.path.join(os.environ["DATA"], "extraction/skillspan-tech-%s.conll" % args[0])
    if hashlib.sha256(open(source, "rb").read()).hexdigest() != SHA256[args[0]]:
        sys.exit("%s: not the file that was annotated (SHA-256 %s)" % (source, SHA256[args[0]]))
    spans = annotation(os.path.join(ROOT, "tests/data/skillspan_%s_spans.csv" % args[0]))
    every = list(sentences(source))
    texts = [every[number - 1] for number in spans]
    found = mentions(args[1:] or [os.path.join(ROOT, "build/skillgap"), "extract"], texts)
    n = score([t.encode() for t in texts], spans, found, verbose)
    judged, total = max(n["right"] + n["false"], 1), max(n["spans"], 1)
    precision, recall = n["right"] / judged, n["found"] / total
    print("strict  P %.3f R %.3f" % (n["strict"] / judged, n["strict"] / total))
    print("overlap P %.3f R %.3f  (%d of %d mentions right, %d of %d spans found, %d sentences; P %.3f were all %d optional wrong)"
          % (precision, recall, n["right"], judged, n["found"], total, len(spans),
             n["right"] / (judged + n["optional"]), n["optional"]))
    return 0 if precision >= bars[0] and recall >= bars[1] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
