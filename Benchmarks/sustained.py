#!/usr/bin/env python3
"""A detector that runs over gigabytes of events, with durable state: its speed, its memory, and what it has alerted about.

usage: sustained.py [--outage SECONDS] DETECTOR [GIGABYTES]     default: 10 gigabytes

The bundled events come again and again, a day later each time, in files of about 100 MB that appear in a folder, which
the detector follows, and vanish when they have been read. With --outage alerts go to a receiver, too, which is away for so
long after a third of the events. At the end the alerts have to be those that one scan gives.
"""

import argparse
import datetime
import http.server
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

DAY = b"@@@@-@@-@@"
FILES_AHEAD = 8
PASSES_PER_FILE = 4


def template():
    """The bundled events, evenly over one day that is not said yet."""
    here = os.path.dirname(os.path.abspath(__file__))
    path = os.path.join(here, "../Examples/Events/windows.ndjson.zst")
    lines = subprocess.run(["zstd", "-dqc", path], check=True, capture_output=True).stdout.splitlines(keepends=True)
    stamp = re.compile(rb'("TimeGenerated":")[^"]*')
    for index, line in enumerate(lines):
        tick = index * 86_400_000 // len(lines)
        clock = "%02d:%02d:%02d.%03dZ" % (tick // 3_600_000, tick // 60_000 % 60, tick // 1000 % 60, tick % 1000)
        lines[index] = stamp.sub(rb"\1" + DAY + b"T" + clock.encode(), line, count=1)
    return b"".join(lines)


def days(text, count):
    first = datetime.date(2024, 1, 1)
    for number in range(count):
        yield text.replace(DAY, (first + datetime.timedelta(days=number)).isoformat().encode())


class Receiver:
    """Takes alerts, unless it is away."""

    def __init__(self):
        self.taken = {}
        self.repeated = 0
        self.port = 0
        self.server = None
        self.open()

    def open(self):
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                key = self.headers["Idempotency-Key"]
                receiver.repeated += key in receiver.taken
                receiver.taken[key] = body
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Detector:
    def __init__(self, words, port):
        self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
        self.port = port

    def read(self):
        """How many records it has read."""
        try:
            text = urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=5).read().decode()
        except OSError:
            if self.process.poll() is not None:
                raise SystemExit(f"the detector has ended: {self.process.returncode}")
            return 0
        return int(re.search(r"^detector_records_read_total (\d+)", text, re.M)[1])

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1]) / 1024

    def seconds(self):
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port():
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--outage", type=float)
    parser.add_argument("detector")
    parser.add_argument("gigabytes", type=float, nargs="?", default=10)
    options = parser.parse_args()
    text = template()
    records = text.count(b"\n")
    passes = max(1, round(options.gigabytes * 1e9 / len(text)))

    root = tempfile.mkdtemp(prefix="sustained-")
    folder = os.path.join(root, "events")
    os.mkdir(folder)
    port = free_port()
    words = [options.detector, "run", folder, "--clock", "event", "--state", os.path.join(root, "state")]
    words += ["--output", os.path.join(root, "alerts"), "--metrics-port", str(port), "--idle", "2s", "--quiet"]
    receiver = None
    if options.outage is not None:
        receiver = Receiver()
        # A short queue: the outage has to hold up the input.
        words += ["--webhook", f"http://127.0.0.1:{receiver.port}/", "--queue", "1"]
    detector = Detector(words, port)
    start = time.monotonic()
    away = 0.0
    outage = None
    files = []
    written = 0
    nextReport = 1
    stream = days(text, passes)
    print("   GB read   wall s   CPU s   memory MB")
    while True:
        read = detector.read()
        while files and files[0][1] <= read:
            os.remove(files.pop(0)[0])
        # The rest comes while the receiver is away.
        last = max(1, passes // 3) if receiver and outage is None else passes
        while written < last and len(files) < FILES_AHEAD:
            count = min(PASSES_PER_FILE, last - written)
            part = os.path.join(root, "part")
            with open(part, "wb") as file:
                for _ in range(count):
                    file.write(next(stream))
            written += count
            path = os.path.join(folder, f"events-{written:05}.ndjson")
            os.rename(part, path)
            files.append((path, written * records))
        done = read / records * len(text) / 1e9
        if done >= nextReport:
            print(f"{done:10.1f}{time.monotonic() - start:9.1f}{detector.seconds():8.1f}{detector.memory():12.0f}", flush=True)
            nextReport = int(done) + 1
        if receiver and outage is None and read >= last * records:
            receiver.close()
            outage = time.monotonic()
        if outage and time.monotonic() - outage >= options.outage and away == 0:
            away = time.monotonic() - outage
            receiver.open()
            print(
                f"the receiver was away for {away:.0f} s; {len(receiver.taken)} alerts had come before,"
                f" {100 * read // (passes * records)} % of the events have been read",
                flush=True,
            )
        if read >= passes * records and (not outage or away):
            break
        time.sleep(0.02)
    wall = time.monotonic() - start
    used = detector.seconds()
    # The last files hold up the clock until they have brought nothing for a while.
    time.sleep(4)
    if receiver:
        # What waits for the receiver leaves now; then the detector is stopped.
        last = -1
        while last != len(receiver.taken):
            last = len(receiver.taken)
            time.sleep(5)
    detector.process.send_signal(signal.SIGTERM)
    if detector.process.wait() != 0:
        raise SystemExit(f"exit {detector.process.returncode}")
    size = passes * len(text) / 1e6
    print(f"{size / 1000:.2f} GB: {size / used:.0f} MB/s of CPU time, {size / wall:.0f} MB/s of wall time")

    with open(os.path.join(root, "alerts"), "rb") as file:
        alerts = file.read().splitlines()
    scan = subprocess.Popen([options.detector, "scan", "-", "--quiet"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    expected = []
    collector = threading.Thread(target=lambda: expected.extend(scan.stdout.read().splitlines()))
    collector.start()
    for day in days(text, passes):
        scan.stdin.write(day)
    scan.stdin.close()
    collector.join()
    # A scan makes the runs after the last event, too.
    wrong = [index for index, line in enumerate(alerts) if index >= len(expected) or line != expected[index]]
    left = len(expected) - len(alerts)
    print(f"{len(alerts)} alerts; one scan gives {len(expected)}: {len(wrong)} differ, {left} come after the last event")
    failed = bool(wrong) or not 0 <= left <= 50 or not alerts
    if receiver:
        missing = set(alerts) - set(receiver.taken.values())
        print(f"the receiver has {len(receiver.taken)} of them, {receiver.repeated} came again, {len(missing)} are missing")
        failed = failed or bool(missing) or len(receiver.taken) != len(alerts)
    shutil.rmtree(root)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
