#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the cases of the configuration's reader through its JSON Schema, by another validator.

usage: check_schema.py SCHEMA TEMPLATE CASES_DIRECTORY

Exits with 77 where the validator (Debian: python3-jsonschema) is not installed.
"""

import json
import pathlib
import re
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("skipped: python3-jsonschema 4 is not installed")
    sys.exit(77)


def load(path):
    """JSON with comments; a comment's marks inside a string are kept."""
    text = path.read_text(encoding="utf-8")
    pattern = r'"(?:\\.|[^"\\])*"|//[^\n]*|/\*.*?\*/'
    kept = re.sub(pattern, lambda m: m[0] if m[0][0] == '"' else " ", text, flags=re.DOTALL)
    return json.loads(kept)


def main():
    schema_path, template, cases = map(pathlib.Path, sys.argv[1:])
    schema = json.loads(schema_path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)

    expected = [(template, True)]
    for directory, valid in (("valid", True), ("beyond_schema", True), ("invalid", False)):
        files = sorted((cases / directory).glob("*.json"))
        if not files:
            sys.exit(f"no cases in {directory}")
        expected += [(path, valid) for path in files]

    failures = 0
    for path, valid in expected:
        errors = [f"{e.json_path}: {e.message}" for e in validator.iter_errors(load(path))]
        if valid == bool(errors):
            failures += 1
            print(f"{path.name}: should be {'valid' if valid else 'invalid'}", *errors, sep="\n  ")
    print(f"{len(expected)} files, {failures} unexpected answers")
    sys.exit(1 if failures else 0)


main()
