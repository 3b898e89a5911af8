#!/usr/bin/env python3
"""Works out, without rulec, what queries with open columns return for the bundled events.

usage: readings.py FOLDER

Python's parsers of JSON and XML read Examples/Events/windows.ndjson.zst. FOLDER gets a file a query: its text, the names
of its columns, the rows. OpenColumnRowsTests compares them with what the compiled queries return.
"""
import json
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

EVENTS = pathlib.Path(__file__).resolve().parents[3] / "Examples/Events/windows.ndjson.zst"
NAMESPACE = "{http://schemas.microsoft.com/win/2004/08/events/event}"
SYSMON = 'Event | where Source == "Microsoft-Windows-Sysmon"'
# One row a value of the event, then one column a name.
PIVOT = """
| extend EventData = parse_xml(EventData).DataItem.EventData.Data
| mv-expand bagexpansion=array EventData
| evaluate bag_unpack(EventData)
| extend Key = tostring(column_ifexists('@Name', '')), Value = column_ifexists('#text', '')
| evaluate pivot(Key, any(Value), TimeGenerated, Computer, EventID)
"""
# The values of an event as one bag.
BAG = """
| mv-apply d = parse_xml(EventData).DataItem.EventData.Data on (
    summarize bag = make_bag(bag_pack(tostring(d['@Name']), d['#text'])))
| project TimeGenerated, Computer, EventID, bag
"""


def events():
    text = subprocess.run(["zstd", "-dc", EVENTS], capture_output=True, check=True).stdout
    return [json.loads(line) for line in text.decode().splitlines()]


def values(event):
    data = ElementTree.fromstring(event["EventData"]).findall(f"{NAMESPACE}EventData/{NAMESPACE}Data")
    return {item.get("Name"): item.text or "" for item in data}


def head(event):
    return {"TimeGenerated": event["TimeGenerated"], "Computer": event["Computer"], "EventID": event["EventID"]}


ALL = events()
SYSMON_EVENTS = [e for e in ALL if e["Type"] == "Event" and e["Source"] == "Microsoft-Windows-Sysmon"]


def sysmon(*numbers):
    found = [(head(e), values(e)) for e in SYSMON_EVENTS if e["EventID"] in numbers]
    assert len({tuple(h.values()) for h, _ in found}) == len(found) > 0
    return found


def where(*numbers):
    return f"{SYSMON} and EventID in ({', '.join(map(str, numbers))})"


def names(rows):
    """The first columns, then those of the data by name."""
    first = ["TimeGenerated", "Computer", "EventID"]
    return first + sorted({c for row in rows for c in row} - set(first))


def pivot():
    kinds = (2, 8, 9, 13, 15, 17, 18, 22, 23, 24, 26, 28)
    rows = [h | v for h, v in sysmon(*kinds)]
    return where(*kinds) + PIVOT, names(rows), rows


def pivot_of_one_kind():
    rows = [h | v for h, v in sysmon(5)]
    query = where(5) + PIVOT + "| where Image endswith 'svchost.exe'"
    return query, names(rows), [r for r in rows if r["Image"].lower().endswith("svchost.exe")]


def bag_with_prefix_and_without_some():
    rows = [h | {"x_" + n: t for n, t in v.items() if n not in ("RuleName", "UtcTime")} for h, v in sysmon(3, 22)]
    return where(3, 22) + BAG + "| evaluate bag_unpack(bag, 'x_', 'error', dynamic(['RuleName', 'UtcTime']))", names(rows), rows


def bag_with_declared_columns():
    columns = ["QueryName", "Computer", "Image", "EventID", "Absent"]
    rows = [{c: (h | v).get(c, "") for c in columns} for h, v in sysmon(5, 22)]
    query = where(5, 22) + BAG + ("| evaluate bag_unpack(bag) : (QueryName: string, Computer: string, Image: string, "
                                  "EventID: int, Absent: string)")
    return query, columns, rows


def named_columns_of_all_events():
    columns = ["Image", "CommandLine", "ParentCommandLine", "TargetObject", "DestinationIp", "GrantedAccess", "Hashes"]
    found = [(h, v) for h, v in ((head(e), values(e)) for e in SYSMON_EVENTS)]
    assert any(v.get("CommandLine", "").endswith(" ") for _, v in found)
    rows = []
    for number in {h["EventID"] for h, _ in found}:
        members = {tuple(h.values()): v for h, v in found if h["EventID"] == number}
        row = {"EventID": number, "n": len(members)}
        for column in columns:
            texts = [v.get(column, "") for v in members.values()]
            row |= {f"{column}_n": sum(t != "" for t in texts), f"{column}_size": sum(map(len, texts)),
                    f"{column}_last": max(t.encode() for t in texts).decode()}
        rows.append(row)
    # One event stands for several of the same time, machine and kind: the data has none that differ in these columns.
    sums = ", ".join(f"{c}_n = countif(isnotempty({c})), {c}_size = sum(strlen({c})), {c}_last = max({c})"
                     for c in columns)
    return SYSMON + PIVOT + f"| summarize n = count(), {sums} by EventID", list(rows[0]), rows


def join_of_two_pivots():
    files, processes = sysmon(11), sysmon(1)
    rows = []
    for h, f in files:
        for _, p in processes:
            if f["ProcessGuid"] == p["ProcessGuid"]:
                rows.append(h | {"TargetFilename": f["TargetFilename"], "CommandLine": p["CommandLine"],
                                 "ProcessId1": p["ProcessId"]})
    query = (where(11) + PIVOT + "| join kind=inner (" + where(1) + PIVOT + ") on ProcessGuid "
             "| project TimeGenerated, Computer, EventID, TargetFilename, CommandLine, ProcessId1")
    return query, ["TimeGenerated", "Computer", "EventID", "TargetFilename", "CommandLine", "ProcessId1"], rows


def bag_of_json():
    kinds = (1102, 4672, 4702, 4945, 5379, 5447)
    rows = [head(e) | e["EventData"] for e in ALL if e["Type"] == "WindowsEvent" and e["EventID"] in kinds]
    query = (f"WindowsEvent | where EventID in ({', '.join(map(str, kinds))}) "
             "| project TimeGenerated, Computer, EventID, EventData | evaluate bag_unpack(EventData)")
    return query, names(rows), rows


def main():
    folder = pathlib.Path(sys.argv[1])
    for old in folder.glob("*.json"):
        old.unlink()
    for case in (pivot, pivot_of_one_kind, bag_with_prefix_and_without_some, bag_with_declared_columns,
                 named_columns_of_all_events, join_of_two_pivots, bag_of_json):
        query, columns, rows = case()
        assert rows, case
        rows = [{c: v for c, v in row.items() if v is not None and v != ""} for row in rows]
        body = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
        text = (f'{{\n"query": {json.dumps(query)},\n"columns": {json.dumps(columns)},\n"rows": [\n{body}\n]\n}}\n')
        (folder / (case.__name__.replace("_", "-") + ".json")).write_text(text, encoding="utf-8")
        print(case.__name__, len(rows), "rows")


main()
