#!/usr/bin/env python3
"""Packs the IANA time zones into Sources/DetectorRuntime/Kernels/TimeZones/PackedTimeZones.swift.

usage: pack-time-zones.py [/usr/share/zoneinfo] > PackedTimeZones.swift

The compiled zones of the system (RFC 9636) become three static strings, because a bare machine has no zones:
  names   all names, in the order of their lower-case forms, each with a blank behind it
  starts  for each name its offset in `names`, 3 digits, and the offset of its zone in `zones`, 4 digits; the end last
  zones   a zone: the first offset from UTC; how many transitions, 3 digits; each with its time and the offset from then on;
          then the rule for all years behind them: "-", or "+", the two offsets, and when either begins
An offset is 3 digits, seconds plus 2^17; a time 6 digits, seconds since 1970 plus 2^34. A beginning is the month, the week
and the day of the week, a digit each, and the time of that day, 4 digits, seconds plus 2^23.
Digits are in base 64, the characters of `ALPHABET`, most significant first.
"""
import datetime
import pathlib
import re
import struct
import sys

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
WIDTH = 108
LAST_YEAR = 2037


def digits(number, count):
    assert 0 <= number < 64**count, number
    return "".join(ALPHABET[number >> 6 * place & 63] for place in reversed(range(count)))


def read(path):
    """The first offset, the transitions as (time, offset), and the footer."""
    data = path.read_bytes()

    def header(at):
        assert data[at : at + 4] == b"TZif"
        return struct.unpack(">6I", data[at + 20 : at + 44])

    isut, isstd, leap, times, types, chars = header(0)
    at = 44 + times * 5 + types * 6 + chars + leap * 8 + isstd + isut
    isut, isstd, leap, times, types, chars = header(at)
    at += 44
    moments = struct.unpack(f">{times}q", data[at : at + 8 * times])
    at += 8 * times
    kinds = data[at : at + times]
    at += times
    offsets = [struct.unpack(">i", data[at + 6 * i : at + 6 * i + 4])[0] for i in range(types)]
    at += 6 * types + chars + 12 * leap + isstd + isut
    footer = data[at:].strip(b"\n").decode()
    first = offsets[0]
    transitions, current = [], first
    for moment, kind in zip(moments, kinds):
        if offsets[kind] != current:
            transitions.append((moment, offsets[kind]))
            current = offsets[kind]
    return first, transitions, footer


def seconds(text):
    sign = -1 if text.startswith("-") else 1
    parts = [int(part) for part in text.lstrip("+-").split(":")] + [0, 0]
    return sign * (parts[0] * 3600 + parts[1] * 60 + parts[2])


NAME = r"(?:<[^>]+>|[A-Za-z]+)"
TIME = r"[+-]?\d+(?::\d+)*"
BEGIN = rf"M(\d+)\.(\d+)\.(\d+)(?:/({TIME}))?"


def parse(footer):
    """The standard offset and, if clocks change, the other offset and the two beginnings."""
    match = re.fullmatch(rf"{NAME}({TIME})(?:{NAME}({TIME})?,{BEGIN},{BEGIN})?", footer)
    assert match, footer
    standard = -seconds(match[1])
    if not match[3]:
        return standard, None
    other = -seconds(match[2]) if match[2] else standard + 3600

    def begin(group):
        month, week, day = (int(match[group + i]) for i in range(3))
        return month, week, day, seconds(match[group + 3]) if match[group + 3] else 7200

    return standard, (other, begin(3), begin(7))


def moment(year, begin):
    """Seconds since 1970 of the beginning in a year, in local time."""
    month, week, day, time = begin
    first = datetime.date(year, month, 1)
    date = first + datetime.timedelta((day - first.isoweekday()) % 7 + 7 * (week - 1))
    while date.month != month:
        date -= datetime.timedelta(7)
    return (date - datetime.date(1970, 1, 1)).days * 86400 + time


def by_rule(rule):
    """The transitions that a rule gives until `LAST_YEAR`, oldest first."""
    standard, change = rule
    if not change:
        return []
    other, start, end = change
    result = []
    for year in range(1970, LAST_YEAR + 1):
        result += [(moment(year, start) - standard, other), (moment(year, end) - other, standard)]
    return sorted(result)


def packed(path):
    first, transitions, footer = read(path)
    rule = parse(footer)
    # What the rule says is not repeated.
    expected = by_rule(rule)
    repeated = []
    while transitions and expected and transitions[-1] == expected[-1]:
        repeated.append(transitions.pop())
        expected.pop()
    # The rule holds from the last transition on, unless it has others that were not.
    if repeated and expected and (not transitions or expected[-1][0] > transitions[-1][0]):
        transitions.append(repeated[-1])
    text = digits(first + 2**17, 3) + digits(len(transitions), 3)
    for time, offset in transitions:
        text += digits(time + 2**34, 6) + digits(offset + 2**17, 3)
    if not rule[1]:
        assert not transitions or transitions[-1][1] == rule[0], path
        return text + "-"
    other, start, end = rule[1]
    text += "+" + digits(rule[0] + 2**17, 3) + digits(other + 2**17, 3)
    for month, week, day, time in (start, end):
        text += digits(month, 1) + digits(week, 1) + digits(day, 1) + digits(time + 2**23, 4)
    return text


def wrapped(text):
    """Lines that a `\\` at their end joins."""
    return "\\\n".join(text[i : i + WIDTH] for i in range(0, len(text), WIDTH)) + "\n"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/zoneinfo")
    paths = {}
    for path in root.rglob("*"):
        name = str(path.relative_to(root))
        if path.is_file() and name[0].isupper() and path.read_bytes()[:4] == b"TZif" and name != "Factory":
            paths[name] = path
    zones, places, names, starts = "", {}, "", ""
    for name in sorted(paths, key=str.lower):
        zone = packed(paths[name])
        if zone not in places:
            places[zone] = len(zones)
            zones += zone
        starts += digits(len(names), 3) + digits(places[zone], 4)
        names += name + " "
    starts += digits(len(names), 3)
    version = re.match(r"# version (\S+)", (root / "tzdata.zi").read_text())[1]
    print(f"// Written by Scripts/pack-time-zones.py from version {version} of the IANA time zones. Do not edit.")
    print("// swift-format-ignore-file")
    print("\n/// The time zones; the script says how they are packed.\nenum PackedTimeZones {")
    print(f"  static let count = {len(paths)}")
    for name, text in (("names", names), ("starts", starts), ("zones", zones)):
        print(f'  static let {name}: StaticString = """\n{wrapped(text)}"""')
    print("}")


main()
