"""Documents against the shipped JSON Schema: validate_json.py SCHEMA FILE…

Beside the schema: no key stands twice in an object, each row of a table has its columns' keys, no more and no fewer, and
an interval holds no value beyond its ends' order. Prints what does not hold; exits 1 then."""
import json
import sys

import jsonschema


def unique(pairs):
    keys = [key for key, _ in pairs]
    twice = {key for key in keys if keys.count(key) > 1}
    if twice:
        raise ValueError(f"twice: {sorted(twice)}")
    return dict(pairs)


def intervals(value, path):
    if isinstance(value, dict):
        if "lo" in value and "hi" in value and isinstance(value["lo"], (int, float)) and value["lo"] > value["hi"]:
            yield f"{path}: lo {value['lo']} over hi {value['hi']}"
        for key, inner in value.items():
            yield from intervals(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from intervals(inner, f"{path}[{i}]")


def faults(validator, path):
    try:
        document = json.load(open(path, encoding="utf-8"), object_pairs_hook=unique)
    except ValueError as fault:
        yield f"no JSON: {fault}"
        return
    for fault in validator.iter_errors(document):
        yield f"{fault.json_path}: {fault.message[:200]}"
    for section in document.get("sections", []):
        for table in section["tables"]:
            keys = [column["key"] for column in table["columns"]]
            for row in table["rows"]:
                if list(row) != keys:
                    yield f"{section['id']}.{table['id']}: a row has {list(row)}, expected {keys}"
                    break
    yield from intervals(document, "$")


def main():
    schema = json.load(open(sys.argv[1], encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failed = False
    for path in sys.argv[2:]:
        for fault in faults(validator, path):
            failed = True
            print(f"{path}: {fault}")
    sys.exit(failed)


main()
