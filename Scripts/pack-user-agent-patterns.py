#!/usr/bin/env python3
"""Packs the patterns of uap-core into Sources/RuleCompiler/Catalog/UserAgents/PackedUserAgentPatterns.swift.

usage: pack-user-agent-patterns.py > PackedUserAgentPatterns.swift

Needs the packages ua-parser and ua-parser-builtins of PyPI. The patterns are those of https://github.com/ua-parser/uap-core,
under the Apache License 2.0; the revision is the one that the package names.

A part is a static string with a line for each pattern, in the order in which they are tried: the expression, with the flag
in front if it ignores case, and a template for each text of the result, empty for the usual one, with tabs between them.
Empty templates at the end are left out.
"""
import importlib.resources
import re

import ua_parser_builtins
from ua_parser_builtins.matchers import MATCHERS

USUAL = {"browsers": ("$1", None, None, None), "systems": ("$1", "$2", "$3", "$4", "$5"), "devices": ("$1", "", "$1")}


def templates(part, matcher):
    if part == "browsers":
        given = (matcher.family, matcher.major, matcher.minor, matcher.patch)
        # Only the family is a template; the rest is text that must not look like one.
        assert not any("$" in text for text in given[1:] if text)
    elif part == "systems":
        given = (matcher.family, matcher.major, matcher.minor, matcher.patch, matcher.patch_minor)
    else:
        given = (matcher.family, matcher.brand, matcher.model)
    return ["" if text == usual or not text else text for text, usual in zip(given, USUAL[part])]


def main():
    root = importlib.resources.files(ua_parser_builtins)
    revision = (root.parent / "REVISION").read_text().strip()[:40]
    print(f"// Written by Scripts/pack-user-agent-patterns.py from revision {revision}")
    print("// of https://github.com/ua-parser/uap-core, by the ua-parser project and its contributors, under the Apache License 2.0")
    print("// (https://www.apache.org/licenses/LICENSE-2.0); changed in form only. Do not edit.")
    print("// swift-format-ignore-file")
    print()
    print("/// The patterns that tell what a user agent is; the script says how they are packed.")
    print("enum PackedUserAgentPatterns {")
    print(f'  static let revision = "{revision}"')
    for part, matchers in zip(("browsers", "systems", "devices"), MATCHERS):
        print(f'  static let {part}: StaticString = #"""')
        for matcher in matchers:
            expression = matcher.regex
            if part == "devices" and matcher.flags & re.IGNORECASE:
                expression = "(?i)" + expression
            fields = [expression] + templates(part, matcher)
            assert not any(re.search(r'[\t\r\n]|"""|\\#', field) for field in fields)
            while not fields[-1]:
                fields.pop()
            print(r"\#t".join(fields))
        print('"""#')
    print("}")


main()
