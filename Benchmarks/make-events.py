#!/usr/bin/env python3
"""Events that try rules: rows for every table that generated detectors read, with values that make their conditions
true and false.

    rulec generate --output GENERATED RULES
    Benchmarks/make-events.py GENERATED > events.ndjson

Reads the literals that each source's conditions compare its columns with from the generated Swift: texts, numbers, lists,
regular expressions, paths into dynamic columns. Some rows take for every column what the conditions ask for, others mix
literals of other places, near misses and nulls. The same input gives the same events.
"""

import json
import os
import random
import re
import sys
from datetime import datetime, timedelta, timezone

try:
    import re._parser as regex_parser
except ImportError:
    import sre_parse as regex_parser

NOW = datetime(2026, 3, 2, tzinfo=timezone.utc)
ROWS = 24

TOKEN = re.compile(r'''
  "(?P<string>(?:[^"\\]|\\.)*)" | (?P<number>-?\d+(?:\.\d+)?) | (?P<name>`?[A-Za-z_][\w]*`?(?:\.`?[A-Za-z_]\w*`?)*)
  | (?P<open>[(\[]) | (?P<close>[)\]]) | (?P<comma>,) | (?P<other>\S)''', re.X)


def unescape(text):
    text = re.sub(r'\\u\{([0-9a-f]+)\}', lambda match: chr(int(match[1], 16)), text)
    return re.sub(r'\\(.)', lambda match: {'n': '\n', 'r': '\r', 't': '\t', '0': '\0'}.get(match[1], match[1]), text)


def parse(text):
    """Calls as (name, arguments), literals and names as they are; operators are left out."""
    stack = [('', [])]
    before = None
    for match in TOKEN.finditer(text):
        kind, token = match.lastgroup, match[match.lastgroup]
        if kind == 'open':
            name = ''
            if token == '(' and before == 'name' and stack[-1][1] and isinstance(stack[-1][1][-1], str):
                name = stack[-1][1].pop()
            stack.append((name, []))
        elif kind == 'close' and len(stack) > 1:
            call = stack.pop()
            stack[-1][1].append(call)
        elif kind == 'string':
            stack[-1][1].append(('"', unescape(token)))
        elif kind == 'number':
            stack[-1][1].append(('#', float(token) if '.' in token else int(token)))
        elif kind == 'name':
            stack[-1][1].append(token.replace('`', ''))
        before = kind
    return ('', stack[0][1])


def sample(pattern):
    """A text that a regular expression matches, as far as Python reads it like RE2; else its letters."""
    def pick(items):
        text = ''
        for op, argument in items:
            op = str(op)
            if op == 'LITERAL':
                text += chr(argument)
            elif op == 'ANY':
                text += 'x'
            elif op == 'IN':
                first = next((entry for entry in argument if str(entry[0]) in ('LITERAL', 'RANGE', 'CATEGORY')), None)
                if str(argument[0][0]) == 'NEGATE':
                    text += '~'
                elif str(first[0]) == 'LITERAL':
                    text += chr(first[1])
                elif str(first[0]) == 'RANGE':
                    text += chr(first[1][0])
                else:
                    text += {'CATEGORY_DIGIT': '7', 'CATEGORY_SPACE': ' '}.get(str(first[1]), 'a')
            elif op in ('MAX_REPEAT', 'MIN_REPEAT', 'POSSESSIVE_REPEAT'):
                least, most, inner = argument
                text += (pick(inner) * min(max(int(least), 1), 40))[:200]
            elif op == 'SUBPATTERN':
                text += pick(argument[-1])
            elif op == 'BRANCH':
                text += pick(argument[1][0])
        return text[:400]
    try:
        return pick(regex_parser.parse(re.sub(r'\(\?[a-zA-Z]+\)', '', pattern)))
    except Exception:
        return re.sub(r'[^\w ]', '', pattern)


class Source:
    def __init__(self, table, columns, kept):
        self.table, self.columns, self.kept = table, columns, kept
        # For each column, and for each path into it, what conditions compare it with.
        self.texts, self.numbers = {}, {}


class Rule:
    """The sources of a generated file, with the literals of its conditions."""

    def __init__(self, text):
        self.text = text
        self.patterns = {}
        for match in re.finditer(r'((?:^ *///.*\n)+) *private static let (pattern\d+)', text, re.M):
            self.patterns[match[2]] = '\n'.join(re.sub(r'^ */// ?', '', line) for line in match[1].splitlines())
        self.lists = {}
        for match in re.finditer(r'((?:^ *// ".*\n)+) *private static let (literals\d+)', text, re.M):
            self.lists[match[2]] = [unescape(line.strip()[4:-1]) for line in match[1].splitlines()]
        self.sources = [self.source(match) for match in re.finditer(
            r'SourceDefinition\((.*?)\bmatches: (\w+)', text, re.S)]
        functions = {match[1]: match[2] for match in re.finditer(
            r'^  (?:@_optimize\(none\) )?(?:private )?static func `?(\w+)`?\((.*?)^  \}', text, re.S | re.M)}
        names = re.findall(r'\bmatches: (\w+)', text)
        for source, name in zip(self.sources, names):
            self.read(functions.get(name, ''), {'row': source})
        self.tail(functions)

    def source(self, match):
        body = match[1]
        table = unescape(re.search(r'table: "((?:[^"\\]|\\.)*)"', body)[1])
        columns = re.search(r'columns: (?:"""\s*(.*?)\s*"""|"((?:[^"\\]|\\.)*)")', body, re.S)
        written = unescape(re.sub(r'\\\n\s*', '', columns[1] if columns[1] is not None else columns[2]))
        entries = [re.sub(r'\\(.)', r'\1', entry).rsplit(':', 1)
                   for entry in re.split(r'(?<!\\), ', written) if entry]
        return Source(None if 'origin:' in body else table, entries, int(re.search(r'keptColumns: (\d+)', body)[1]))

    def tail(self, functions):
        """Conditions of stages that read the survivors of one source straight."""
        tables = {}
        for match in re.finditer(r'let (\w+): Table = sources\[(\d+)\]', functions.get('evaluate', '')):
            tables[match[1]] = int(match[2])
        for match in re.finditer(r'= (\w+)\(((?:sources\[\d+\]|\w+)[^\n]*)', functions.get('evaluate', '')):
            body = functions.get(match[1])
            first = re.match(r'sources\[(\d+)\]', match[2])
            index = int(first[1]) if first else tables.get(match[2].split(',')[0])
            if body and index is not None and index < len(self.sources):
                names = re.findall(r'(?:for (row\d*) in input\.rows|let (row\d*): Row = input\[)', body)
                rows = {name: self.sources[index] for pair in names for name in pair if name}
                self.read(body, rows)

    def read(self, body, rows):
        """Collects literals; `rows` says whose row a name is."""
        # What a name stands for: source, column, path into the column.
        places = {}
        body = re.sub(r'^ *//.*\n', '', body, flags=re.M)
        statements = re.split(r'\n(?= *(?:let|guard|if|\}|for|return|\w+\.put|choice))', body)
        for statement in statements:
            match = re.match(r'\s*let (\w+): [^=]*=\s*(.*)', statement, re.S)
            expression = parse(match[2] if match else statement)
            place = self.walk(expression, places, rows)
            if match and place:
                places[match[1]] = place

    def walk(self, node, places, rows):
        """The place that a node reads, having noted the literals that it is compared with."""
        if isinstance(node, str):
            name = node.split('.')[0]
            return places.get(name)
        name, arguments = node
        if name in ('"', '#'):
            return None
        head, _, method = name.partition('.')
        if head in rows and method in ('string', 'long', 'real', 'bool', 'dateTime', 'timeSpan', 'value', 'guid'):
            return (rows[head], arguments[0][1], ())
        found = [self.walk(argument, places, rows) for argument in arguments]
        place = next((each for each in found if each), None)
        if place is None:
            return None
        literals = [argument[1] for argument in arguments if isinstance(argument, tuple) and argument[0] == '"']
        numbers = [argument[1] for argument in arguments if isinstance(argument, tuple) and argument[0] == '#']
        source, column, path = place
        if name == 'property':
            return (source, column, path + tuple(literals[:1]))
        if name in ('element', 'Expansion'):
            return (source, column, path + (0,))
        key = (column, path)
        if head in self.lists:
            literals = self.lists[head]
        for argument in arguments:
            if isinstance(argument, str) and argument.split('.')[-1] in self.patterns:
                literals.append(sample(self.patterns[argument.split('.')[-1]]))
        if literals:
            source.texts.setdefault(key, []).extend(literals)
        if numbers and not name.startswith(('element', 'substring')):
            source.numbers.setdefault(key, []).extend(numbers)
        return place


def plain(kind, row, chance):
    """A value of a type that no condition asks for."""
    if kind == 'string':
        return chance.choice(['', f'value {row}', f'user{row % 3}@example.com', f'10.0.{row % 4}.{row}'])
    return {
        'bool': row % 2 == 0, 'int': row, 'long': row * 1000, 'real': row / 4, 'decimal': str(row), 'dynamic': None,
        'guid': f'00000000-0000-0000-0000-{row:012}', 'timespan': f'00:{row:02}:00',
        'datetime': (NOW - timedelta(minutes=row)).strftime('%Y-%m-%dT%H:%M:%SZ'),
    }[kind]


def put(tree, path, value):
    """Sets the value at a path of names and array places."""
    if not path:
        return value
    if isinstance(path[0], int):
        return [put(tree[0] if isinstance(tree, list) and tree else None, path[1:], value)]
    tree = tree if isinstance(tree, dict) else {}
    tree[path[0]] = put(tree.get(path[0]), path[1:], value)
    return tree


def text_value(texts, mode, row, chance):
    if mode == 0:
        return texts[0]
    if mode == 1:
        return ' '.join(dict.fromkeys(texts))
    text = texts[(row + chance.randrange(2)) % len(texts)]
    return chance.choice([text, text.upper(), f'x {text} y', f'x{text}y', text[:-1], ''])


def event(source, row, chance):
    # Half of the rows ask for what the conditions want, the others mix.
    mode = row % 4
    values = {'Type': source.table}
    for column, (name, kind) in enumerate(source.columns):
        if name == 'Type':
            continue
        texts, numbers = source.texts.get((column, ())), source.numbers.get((column, ()))
        paths = [path for at, path in {**source.texts, **source.numbers} if at == column and path]
        if name == 'TimeGenerated':
            age = timedelta(minutes=row * 2) if row % 3 else timedelta(hours=row * 13)
            value = (NOW - timedelta(seconds=1) - age).strftime('%Y-%m-%dT%H:%M:%SZ')
        elif paths:
            value = None
            for path in sorted(paths, key=repr):
                inner = source.texts.get((column, path))
                leaf = text_value(inner, mode, row, chance) if inner else source.numbers[(column, path)][0]
                value = put(value, path, leaf)
            if kind == 'string':
                value = json.dumps(value)
        elif numbers and kind in ('int', 'long', 'real', 'decimal'):
            number = numbers[row // 4 % len(numbers)] if mode < 2 else chance.choice(numbers) + chance.choice([-1, 0, 1])
            value = str(number) if kind == 'decimal' else number
        elif texts and kind in ('string', 'dynamic'):
            value = text_value(texts[row // 4 % len(texts):] or texts, mode, row, chance)
        else:
            value = plain(kind, row, chance)
        if mode == 3 and chance.random() < 0.2 and name != 'TimeGenerated':
            value = None
        values[name] = value
    return values


def main():
    folder = sys.argv[1]
    for name in sorted(os.listdir(folder)):
        if not name.endswith('.detector.swift'):
            continue
        with open(os.path.join(folder, name)) as file:
            rule = Rule(file.read())
        chance = random.Random(name)
        for source in rule.sources:
            if source.table is None:
                continue
            for row in range(ROWS):
                print(json.dumps(event(source, row, chance)))


if __name__ == '__main__':
    main()
