#!/usr/bin/env python3
"""The same questions asked of other engines, on one thread, with their own fastest way to read NDJSON.

usage: peers.py ENGINE WORKLOAD FILE      the engine's answer: the number of rows, printed
       peers.py data RECORDS GROUPS FILE  small records for the workload `groups`

Engines: duckdb, chdb, polars. Workloads: one (a rule over three tables), hundred (100 rules as make-rules.py writes them, the
table loaded once; DuckDB and chdb), groups (a summarize with many groups).

The peers search for substrings where KQL's `has` searches for terms: less work, and a few more rows.
"""
import random
import sys

WORDS = ["set-casmailbox", "activesyncalloweddeviceids", "add"]
COLUMNS = {"Type": "VARCHAR", "TimeGenerated": "VARCHAR", "Computer": "VARCHAR", "Source": "VARCHAR", "EventID": "BIGINT",
           "Account": "VARCHAR", "UserName": "VARCHAR", "AccountName": "VARCHAR", "CommandLine": "VARCHAR",
           "EventData": "VARCHAR", "ProcessCommandLine": "VARCHAR", "InitiatingProcessCommandLine": "VARCHAR"}
GROUP_COLUMNS = {"DeviceName": "VARCHAR", "RemotePort": "BIGINT"}
GROUPS = ("SELECT count(*) FROM (SELECT DeviceName, count(*) c, min(RemotePort) l, max(RemotePort) h, sum(RemotePort) s "
          "FROM {} GROUP BY DeviceName) t WHERE c > 25")


def clickhouse(columns):
    names = {"VARCHAR": "String", "BIGINT": "Nullable(Int64)"}
    return ", ".join(f"`{name}` {names[kind]}" for name, kind in columns.items())


def searched(column, words):
    return " AND ".join(f"{{has}}(lower({column}), '{word}')" for word in words)


def one(table):
    return (f"SELECT count(*) FROM {table} WHERE (Type = 'SecurityEvent' AND EventID = 4688 AND {searched('CommandLine', WORDS)})"
            f" OR (Type = 'WindowsEvent' AND EventID = 4688 AND {searched('EventData', WORDS)})"
            f" OR (Type = 'DeviceProcessEvents' AND {searched('ProcessCommandLine', WORDS)})")


def hundred(table, matches):
    """The rules of make-rules.py, their lists as searches for any of the words."""
    import importlib.util
    import pathlib

    path = pathlib.Path(__file__).with_name("make-rules.py")
    spec = importlib.util.spec_from_file_location("make_rules", path)
    rules = importlib.util.module_from_spec(spec)
    rules.main = None
    source = path.read_text().replace("\nmain()\n", "\n")
    exec(compile(source, str(path), "exec"), rules.__dict__)
    for number in range(100):
        pick = random.Random(f"rule {number}")
        name = ["SecurityEvent", "WindowsEvent", "Event", "DeviceProcessEvents"][number % 4]
        _, text, key = rules.source(name, pick)
        if name == "WindowsEvent":
            text, key = "EventData", "Computer"
        words = pick.sample(rules.PROGRAMS, pick.randint(2, 6)) + pick.sample(rules.OPTIONS, pick.randint(1, 3))

        def any_of(list_):
            quoted = [word.lower().replace("'", "''").replace("\\\\", "\\") for word in list_]
            return "(" + " OR ".join(f"{{has}}(lower({text}), '{word}')" for word in quoted) + ")"

        where = f"Type = '{name}'" + ("" if name == "DeviceProcessEvents" else " AND EventID IN (4688, 1)")
        kind = number // 4 % 4
        if kind == 0:
            yield f"SELECT count(*) FROM {table} WHERE {where} AND {any_of(words)} AND {any_of(pick.sample(rules.OPTIONS, 3))}"
        elif kind == 1:
            yield f"SELECT count(*) FROM {table} WHERE {where} AND {any_of([pick.choice(rules.FOLDERS)])} AND {any_of([pick.choice(rules.PROGRAMS)])}"
        elif kind == 2:
            program, option = pick.choice(rules.PROGRAMS), pick.choice(["enc", "urlcache", "transfer", "node", "create"])
            pattern = f"(?i){program}(\\.exe)?\\b.{{0,40}}[/-]{option}\\w*\\s".replace("{", "{{").replace("}", "}}")
            yield f"SELECT count(*) FROM {table} WHERE {where} AND {matches}({text}, '{pattern}')"
        else:
            yield (f"SELECT count(*) FROM (SELECT {key}, substr(TimeGenerated, 1, 13) h, count(*) c, min(TimeGenerated) f "
                   f"FROM {table} WHERE {where} AND {any_of(words)} GROUP BY {key}, h) t WHERE c > {pick.randint(3, 30)}")


def duckdb(workload, path):
    import duckdb

    base = duckdb.connect()
    base.execute("SET threads = 1")
    columns = GROUP_COLUMNS if workload == "groups" else COLUMNS
    shape = ", ".join(f"{name}: '{kind}'" for name, kind in columns.items())
    file = f"read_json('{path}', format = 'newline_delimited', columns = {{{shape}}})"
    ask = lambda query: base.execute(query).fetchone()[0]
    if workload == "groups":
        return ask(GROUPS.format(file))
    if workload == "one":
        return ask(one(file.replace("{", "{{").replace("}", "}}")).format(has="contains"))
    base.execute(f"CREATE TABLE events AS SELECT * FROM {file}")
    return sum(ask(query.format(has="contains")) for query in hundred("events", "regexp_matches"))


def chdb(workload, path):
    from chdb import session

    base = session.Session()
    base.query("SET max_threads = 1")
    columns = GROUP_COLUMNS if workload == "groups" else COLUMNS
    file = f"file('{path}', 'JSONEachRow', '{clickhouse(columns)}')"
    settings = (" SETTINGS max_threads = 1, input_format_skip_unknown_fields = 1, input_format_parallel_parsing = 0,"
                " input_format_json_read_objects_as_strings = 1,"
                " input_format_column_name_matching_mode = 'match_case'")
    ask = lambda query: int(str(base.query(query + settings, "TabSeparated")).strip())
    if workload == "groups":
        return ask(GROUPS.format(file))
    sql = lambda query: query.replace("'\\", "'\\\\").replace("\\b", "\\\\b").format(has="0 < position")
    if workload == "one":
        return ask(one(file).format(has="0 < position"))
    base.query("CREATE DATABASE IF NOT EXISTS d")
    base.query(f"CREATE TABLE d.events ENGINE = Memory AS SELECT * FROM {file}{settings}")
    total = 0
    for query in hundred("d.events", "match"):
        total += ask(query.replace("\\", "\\\\").format(has="0 < position"))
    return total


def polars(workload, path):
    import os

    os.environ["POLARS_MAX_THREADS"] = "1"
    import polars as pl

    kinds = {"VARCHAR": pl.String, "BIGINT": pl.Int64}
    if workload == "groups":
        events = pl.scan_ndjson(path, schema={name: kinds[kind] for name, kind in GROUP_COLUMNS.items()}, ignore_errors=True)
        port = pl.col("RemotePort")
        groups = events.group_by("DeviceName").agg(
            pl.len().alias("c"), port.min().alias("l"), port.max().alias("h"), port.sum().alias("s"))
        return groups.filter(pl.col("c") > 25).select(pl.len()).collect().item()
    columns = {name: kinds[kind] for name, kind in COLUMNS.items()}
    events = pl.scan_ndjson(path, schema=columns, ignore_errors=True)
    text = pl.col
    has = lambda column: pl.all_horizontal(
        text(column).str.to_lowercase().str.contains(word, literal=True) for word in WORDS)
    found = ((text("Type") == "SecurityEvent") & (text("EventID") == 4688) & has("CommandLine")
             | (text("Type") == "WindowsEvent") & (text("EventID") == 4688) & has("EventData")
             | (text("Type") == "DeviceProcessEvents") & has("ProcessCommandLine"))
    return events.filter(found).select(pl.len()).collect().item()


def make_data(records, groups, path):
    pick = random.Random(1)
    with open(path, "w") as file:
        for start in range(0, records, 10000):
            lines = []
            for number in range(start, min(start + 10000, records)):
                second = number * 86400 // records
                lines.append(
                    f'{{"Type":"DeviceNetworkEvents","TimeGenerated":"2026-03-01T{second // 3600:02}:{second // 60 % 60:02}:'
                    f'{second % 60:02}Z","DeviceName":"host-{pick.randrange(groups)}","RemotePort":{pick.randrange(65536)}}}\n')
            file.write("".join(lines))


if sys.argv[1] == "data":
    make_data(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
else:
    engine, workload, path = sys.argv[1:4]
    print({"duckdb": duckdb, "chdb": chdb, "polars": polars}[engine](workload, path))
