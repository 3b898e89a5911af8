#!/usr/bin/env python3
"""What `Benchmarks/regex/run` compares.

usage: cases.py texts               values of the events on standard input, a line each
       cases.py rule FOLDERS...     a rule with all patterns of generated files, and random ones
       cases.py programs FOLDER     the patterns and programs of the file generated for that rule
"""
import json
import pathlib
import random
import re
import sys

CONSTANT = re.compile(
    r"((?:  /// .*\n)+)  private static let pattern\d+: CompiledPattern = CompiledPattern\(\s*program: (#*)\"(.*?)\"\2\s*\)")
ATOMS = ["a", "b", "c", "x", "1", "2", r"\.", r"\d", r"\w", r"\s", r"\W", ".", "[a-f]", "[^a-c]", "[0-9a]", "-", "/", "é", "abc", "exe"]


def constants(folder):
    """Pattern and program of each constant; patterns of several lines are left out."""
    for file in sorted(pathlib.Path(folder).rglob("*.swift")):
        for found in CONSTANT.finditer(file.read_text()):
            comment = found[1].splitlines()
            if len(comment) == 1:
                program = found[3] if found[2] else found[3].replace("\\\\", "\\")
                yield comment[0][6:], program


def pattern(pick, depth=0):
    kind = pick.randrange(9 if depth < 3 else 3)
    if kind <= 2:
        return pick.choice(ATOMS)
    if kind == 3:
        return pattern(pick, depth + 1) + "|" + pattern(pick, depth + 1)
    if kind == 4:
        return "(" + pattern(pick, depth + 1) + ")" + pick.choice(["", "*", "+", "?", "{1,3}", "*?", "+?"])
    if kind == 5:
        return pick.choice(["^", r"\b", r"\B", "(?m)^", ""]) + pattern(pick, depth + 1) + pick.choice(["$", r"\b", "(?m:$)", ""])
    if kind == 6:
        return "(?:" + pattern(pick, depth + 1) + ")" + pick.choice(["{2}", "{0,2}", "*", "+"])
    if kind == 7:
        return "(?i:" + pattern(pick, depth + 1) + ")"
    return pattern(pick, depth + 1) + pattern(pick, depth + 1)


def texts():
    values = set()
    for line in sys.stdin:
        for value in json.loads(line).values():
            for text in value.values() if isinstance(value, dict) else [value]:
                if isinstance(text, str) and 0 < len(text) < 600 and not {"\n", "\r", "\v"} & set(text):
                    values.add(text)
    values = sorted(values)
    random.Random(1).shuffle(values)
    print("\n".join(values[:1500]))


def rule(folders):
    pick = random.Random(2)
    found = {text for folder in folders for text, _ in constants(folder)}
    found |= {pattern(pick) for _ in range(300)}
    tests = ['ProcessCommandLine matches regex @"' + text.replace('"', '""') + '"' for text in sorted(found)]
    steps = "\n".join("  | where " + " or ".join(tests[at:at + 40]) for at in range(0, len(tests), 40))
    print(f"""id: 6d1f0e0c-0f3b-4b6c-9a53-0d8b3b2f7a11
name: Patterns
description: All patterns.
severity: Low
queryFrequency: 1d
queryPeriod: 1d
triggerOperator: gt
triggerThreshold: 0
tactics:
  - Execution
query: |
  DeviceProcessEvents
{steps}
version: 1.0.0
kind: Scheduled""")


if sys.argv[1] == "texts":
    texts()
elif sys.argv[1] == "rule":
    rule(sys.argv[2:])
else:
    for text, program in constants(sys.argv[2]):
        print(text + "\t" + program)
