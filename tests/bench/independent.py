#!/usr/bin/env python3
"""The same counts by other hands: postings of each skill by month, once by skillgap import, once by pandas and
pyahocorasick, which share no code with it. Says whether all counts agree, and the ratio of CPU seconds.

The vocabulary is made up (5,000 phrases of one to three words, without rules), as what a rule does cannot be had twice.
usage: independent.py SKILLGAP WORDS.txt [MEGABYTES]"""
import collections, os, random, resource, sqlite3, subprocess, sys, tempfile

SKILLS, SEED = 5000, 20261122


def vocabulary(words, rng):
    """Phrases of made-up words, of which some are common words too."""
    names = ["".join(rng.choice("bcdfgklmnprstvz") + rng.choice("aeiou") for _ in range(rng.randint(2, 4))) for _ in range(9000)]
    phrases = set()
    while len(phrases) < SKILLS:
        parts = [rng.choice(names) if rng.random() < 0.7 else rng.choice(words) for _ in range(rng.randint(1, 3))]
        if any(part in names for part in parts):
            phrases.add(" ".join(parts))
    return sorted(phrases)


def write_shipped(folder, phrases):
    """A folder of shipped data that holds nothing but the vocabulary."""
    os.makedirs(f"{folder}/taxonomy")
    heads = {"cues": "id,where,text,span,source", "levels": "level,text", "places": "text,region,match",
             "regions": "id,name,parent,kind,code,currency", "relations": "from,type,to,source",
             "requirements": "role,skill,source,importance,level,any_of", "rules": "id,effect,test,words,span",
             "roles": "id,name,family,esco,isco,onet,source", "titles": "role,text,source"}
    for name, head in heads.items():
        with open(f"{folder}/taxonomy/{name}.csv", "w") as out:
            out.write(head + "\n")
    with open(f"{folder}/taxonomy/skills.csv", "w") as out:
        out.write("id,name,kind,family,esco,since,source\n")
        out.writelines(f"{p.replace(' ', '-')}-{i},{p},tool,made-up,,,bench\n" for i, p in enumerate(phrases))
    with open(f"{folder}/taxonomy/forms.csv", "w") as out:
        out.write("skill,text,match,rule,source\n")
        out.writelines(f"{p.replace(' ', '-')}-{i},{p},any,,bench\n" for i, p in enumerate(phrases))
    for name in ("common_words.txt", "plain_words.txt"):
        open(f"{folder}/taxonomy/{name}", "w").close()
    with open(f"{folder}/sources.csv", "w") as out:
        out.write("path,plugin,name,group,url,licence,options,partial,taxonomy\n")


def write_postings(path, phrases, words, megabytes, rng):
    """Ads of about 3 KB with quotes, commas and line ends in them; one in ten is an exact copy under another id."""
    wrote, number, bodies = 0, 0, collections.deque(maxlen=50)
    with open(path, "w", newline="") as out:
        out.write("id,date,title,description\n")
        while wrote < megabytes * 1000000:
            number += 1
            if bodies and rng.random() < 0.1:
                text = rng.choice(bodies)
            else:
                parts = []
                for _ in range(rng.randint(200, 700)):
                    part = rng.choice(phrases) if rng.random() < 0.06 else rng.choice(words)
                    parts.append(part.upper() if rng.random() < 0.02 else part.capitalize() if rng.random() < 0.1 else part)
                    if rng.random() < 0.1:
                        parts[-1] += rng.choice([",", ".", ";", "\n", '"', " /", ")"])
                text = " ".join(parts)
                bodies.append(text)
            row = f'{number},{2015 + number % 8}-{1 + number % 12:02}-{1 + number % 28:02},Engineer,"' + text.replace('"', '""') + '"\n'
            out.write(row)
            wrote += len(row)


def count_by_hand(path, phrases):
    """pandas and pyahocorasick: longest phrase from the left, whole words, without case; one opening a month."""
    import ahocorasick, pandas
    automaton = ahocorasick.Automaton()
    for i, phrase in enumerate(phrases):
        automaton.add_word(phrase, (i, len(phrase)))
    automaton.make_automaton()
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    frame["month"] = frame["date"].str[:7]
    frame["body"] = frame["description"].str.lower().str.replace(r"\s+", " ", regex=True).str.strip()
    frame = frame.drop_duplicates(["month", "body"])
    counts = collections.Counter()
    for month, text in zip(frame["month"], frame["description"].str.lower()):
        found, taken, seen = [], 0, set()
        for end, (skill, size) in automaton.iter(text):
            start = end + 1 - size
            if (start and text[start - 1].isalnum()) or (end + 1 < len(text) and text[end + 1].isalnum()):
                continue
            found.append((start, -size, skill))
        for start, size, skill in sorted(found):
            if start >= taken:
                taken = start - size
                seen.add(skill)
        counts.update((month, phrases[skill]) for skill in seen)
    return len(frame), counts


def numbers_of(blob):
    value = shift = 0
    for byte in blob:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0


def count_in_store(store):
    """From the store's tables as their comment says, without skillgap; a month's copies of one body count once."""
    base = sqlite3.connect(store)
    names = dict(base.execute("SELECT number, skill FROM vocabulary"))
    counts, seen = collections.Counter(), set()
    for day, body, blob in base.execute("SELECT day, body, mentions FROM posting ORDER BY day, row"):
        month = str(__import__("datetime").date.fromordinal(719163 + day))[:7]
        if (month, body) in seen:
            continue
        seen.add((month, body))
        numbers = list(numbers_of(blob))
        counts.update((month, names[skill].rsplit("-", 1)[0].replace("-", " ")) for skill in set(numbers[4::4]))
    return len(seen), counts


def cpu_of(action):
    """Seconds of a child process, and what it wrote into a file of pickled results, if anything."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    action()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    if sys.argv[1] == "--by-hand":
        import pickle
        phrases = open(sys.argv[3]).read().split("\n")
        pickle.dump(count_by_hand(sys.argv[2], phrases), open(sys.argv[4], "wb"))
        return 0
    skillgap, megabytes = sys.argv[1], int(sys.argv[3]) if len(sys.argv) > 3 else 100
    words = [w for w in open(sys.argv[2]).read().split() if w.isalpha() and w.islower()]
    rng = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        phrases = vocabulary(words, rng)
        write_shipped(f"{folder}/shipped", phrases)
        write_postings(f"{folder}/postings.csv", phrases, words, megabytes, rng)
        with open(f"{folder}/phrases", "w") as out:
            out.write("\n".join(phrases))
        env = dict(os.environ, SKILLGAP_DATA=f"{folder}/shipped", SKILLGAP_HOME=f"{folder}/home")
        ours = cpu_of(lambda: subprocess.run([skillgap, "import", "--quiet", "--plugin", "postings_template", f"{folder}/postings.csv"], env=env, check=True,
                                             stdout=subprocess.DEVNULL))
        theirs = cpu_of(lambda: subprocess.run([sys.executable, __file__, "--by-hand", f"{folder}/postings.csv", f"{folder}/phrases", f"{folder}/counts"],
                                               check=True))
        import pickle
        openings, expected = pickle.load(open(f"{folder}/counts", "rb"))
        kept, counted = count_in_store(f"{folder}/home/store.db")
        wrong = [(key, expected[key], counted[key]) for key in expected.keys() | counted.keys() if expected[key] != counted[key]]
        print(f"independent counts: {len(expected)} of (month, skill), {sum(expected.values())} postings; "
              f"{len(wrong)} differ; openings {openings} and {kept}; CPU {theirs:.1f} s and {ours:.2f} s: {theirs / ours:.0f} x less")
        for key, want, got in sorted(wrong)[:10]:
            print("  ", *key, "pandas", want, "skillgap", got)
        return 1 if wrong or openings != kept else 0


sys.exit(main())
