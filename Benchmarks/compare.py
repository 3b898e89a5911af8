#!/usr/bin/env python3
"""Runs two commands in turn and prints the median user CPU, wall time and peak memory of each, and the ratio.

usage: compare.py [-n PAIRS] 'COMMAND A' 'COMMAND B'

The ratio is taken pair by pair, so that it means something on a machine whose speed changes.
"""
import argparse
import os
import shlex
import statistics
import time


def run(words):
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        sink = os.open(os.devnull, os.O_RDWR)
        for descriptor in range(3):
            os.dup2(sink, descriptor)
        try:
            os.execvp(words[0], words)
        finally:
            os._exit(127)
    _, status, usage = os.wait4(child, 0)
    if status != 0:
        raise SystemExit(f"{shlex.join(words)}: exit {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime, time.monotonic() - start, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-n", type=int, default=5)
    parser.add_argument("a")
    parser.add_argument("b")
    options = parser.parse_args()
    commands = [shlex.split(options.a), shlex.split(options.b)]
    for command in commands:
        run(command)
    pairs = [[run(command) for command in commands] for _ in range(options.n)]
    for index, name in enumerate("AB"):
        user, wall, peak = (statistics.median(pair[index][k] for pair in pairs) for k in range(3))
        print(f"{name}: user {user:.3f} s, wall {wall:.3f} s, peak {peak:.1f} MiB   {shlex.join(commands[index])}")
    print(f"A/B user {statistics.median(a[0] / max(b[0], 1e-6) for a, b in pairs):.2f}")


main()
