#!/usr/bin/env python3
"""Works out the rows of published rules by reading their queries, without rulec.

usage: readings.py FOLDER

Each function below reads one rule: it makes events that meet its conditions, events that nearly do, and values at the
borders, and says in plain Python which rows the query returns for them. FOLDER gets a file a rule, named after the
function: the rule's path, the events, the rows. IndependentRowsTests compares them with what the compiled rules return.

Where a rule's text is odd (a comparison of a number with a text, 'and' before 'or' without parentheses, a set whose
text is searched) the reading follows the KQL pages and says so.
"""
import base64
import datetime
import json
import math
import pathlib
import re
import statistics
import sys

NOW = datetime.datetime(2026, 3, 2, 12)
READINGS = []


def reading(rule, ordered=False, sets=(), external=None, watchlists=None):
    """Registers a function that returns the events and rows of a rule.

    ordered: the query sorts its rows, so they have to come in this order. sets: columns whose arrays have no order.
    external: the lines of a file by its address. watchlists: the lines of a CSV file by its alias.
    """

    def register(function):
        READINGS.append((rule, ordered, list(sets), external or {}, watchlists or {}, function))
        return function

    return register


def ago(**amount):
    return NOW - datetime.timedelta(**amount)


def iso(time):
    return time.strftime("%Y-%m-%dT%H:%M:%S.%f0Z")


def event(table, time, **columns):
    return {"Type": table, "TimeGenerated": iso(time), **columns}


def when(row, column="TimeGenerated"):
    return datetime.datetime.strptime(row[column][:26], "%Y-%m-%dT%H:%M:%S.%f")


def floor(time, step):
    """bin() of a time: multiples of the step since year 1."""
    origin = datetime.datetime(1, 1, 1)
    return origin + (time - origin) // step * step


def day(time):
    return datetime.datetime(time.year, time.month, time.day)


def get(row, column):
    return row.get(column, "")


def has(text, term):
    """KQL's has: a term that begins or ends with a letter or digit has none beside it. Case does not matter."""
    left = "(?<![0-9A-Za-z])" if re.match("[0-9A-Za-z]", term) else ""
    right = "(?![0-9A-Za-z])" if re.search("[0-9A-Za-z]$", term) else ""
    return re.search(left + re.escape(term) + right, text, re.I) is not None


def has_any(text, words):
    return any(has(text, word) for word in words)


def contains(text, part):
    return part.lower() in text.lower()


def whole(row):
    """All columns of a row of a table that stands for a parser: those have no Type."""
    return {c: v for c, v in row.items() if c != "Type"}


def same(a, b):
    return a.lower() == b.lower()


def unique(values):
    return list(dict.fromkeys(values))


def groups(rows, key):
    found = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def first_last(rows):
    times = [when(row) for row in rows]
    return iso(min(times)), iso(max(times))


def between(text, before, after):
    """What `parse … with * before X after *` finds, or nothing."""
    start = text.find(before)
    if start < 0:
        return ""
    end = text.find(after, start + len(before))
    return "" if end < 0 else text[start + len(before):end]


def compact(value):
    return json.dumps(value, separators=(",", ":"))


# Conditions and projections.


@reading("VMWareESXi/ESXiRootLogin.yaml")
def has_all_and_extract():
    text = "UserLoginSessionEvent: User {} logged in as x"
    events = [event("VMwareESXi", ago(minutes=5 + i), SyslogMessage=m) for i, m in enumerate([
        text.format("root@10.20.30.40"),
        text.format("ROOT@1.2.3.4").upper(),  # found, but the pattern minds case
        text.format("root@1.2.3"),  # found, no address
        text.format("root2@1.2.3.4"),  # another term
        "UserLoginSessionEvent root@1.2.3.4 logged  in",  # two blanks
        "UserLoginSessionEvents root@1.2.3.4 logged in",
        "",
    ])] + [event("VMwareESXi", ago(minutes=1))]
    rows = []
    for e in events:
        text = get(e, "SyslogMessage")
        if all(has(text, word) for word in ("UserLoginSessionEvent", "root", "logged in")):
            found = re.search(r"root@(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})", text)
            address = found.group(1) if found else ""
            rows.append({**e, "SrcIpAddr": address, "IPCustomEntity": address})
    assert len(rows) == 3
    return events, rows


@reading("ApacheHTTPServer/ApacheRequestFromPrivateIP.yaml")
def private_addresses():
    addresses = {
        "10.0.0.1": True, "10.255.255.255": True, "11.0.0.0": False, "9.255.255.255": False, "172.16.0.0": True,
        "172.15.255.255": False, "172.31.255.255": True, "172.32.0.0": False, "192.168.0.1": True,
        "192.169.0.1": False, "127.0.0.1": False, "": False, "10.0.0": False, "a10.0.0.1": False, "10.0.0.256": False,
    }
    events = [event("ApacheHTTPServer", ago(minutes=1 + i), SrcIpAddr=a) for i, a in enumerate(addresses)]
    rows = [whole(e) | {"IPCustomEntity": e["SrcIpAddr"]} for e in events if addresses[e["SrcIpAddr"]]]
    return events, rows


@reading("AuditLogs/PrivlegedRoleAssignedOutsidePIM.yaml")
def paths_into_dynamic():
    def entry(i, **columns):
        return event("AuditLogs", ago(minutes=i), **({
            "Category": "RoleManagement", "OperationName": "Add member to role", "LoggedByService": "Core Directory",
            "Identity": "someone",
            "TargetResources": [{"userPrincipalName": f"u{i}@x.com"}, {"userPrincipalName": "second"}],
            "InitiatedBy": {"user": {"ipAddress": f"1.1.1.{i}"}}} | columns))

    events = [
        entry(1),
        entry(2, Category="rolemanagement", Identity="ms-pim"),  # != minds case
        entry(3, Identity="MS-PIM"),
        entry(4, LoggedByService="core directory"),
        entry(5, OperationName="add member to role OUTSIDE of pim (permanent)", LoggedByService="PIM"),
        entry(6, OperationName="Add member to role outside of PIMs", LoggedByService="PIM"),
        entry(7, TargetResources=[], InitiatedBy={"app": {"displayName": "x"}}),
        entry(8, TargetResources={"userPrincipalName": "no array"}, InitiatedBy=None),
        entry(9, Category="Role"),
    ]
    rows = []
    for e in events:
        if not same(e["Category"], "RoleManagement"):
            continue
        outside = has(e["OperationName"], "Add member to role outside of PIM")
        direct = e["LoggedByService"] == "Core Directory" and e["OperationName"] == "Add member to role"
        if not (outside or direct and e["Identity"] != "MS-PIM"):
            continue
        targets = e["TargetResources"]
        target = targets[0]["userPrincipalName"] if isinstance(targets, list) and targets else ""
        address = ((e["InitiatedBy"] or {}).get("user") or {}).get("ipAddress", "")
        rows.append({**e, "AccountCustomEntity": target, "IPCustomEntity": address})
    assert [r["AccountCustomEntity"] for r in rows] == ["u1@x.com", "u2@x.com", "u5@x.com", "", ""]
    return events, rows


@reading("SecurityAlert/DetectPIMAlertDisablingActivity.yaml")
def case_of_paths():
    def entry(i, initiated, **columns):
        return event("AuditLogs", ago(minutes=i), **({
            "LoggedByService": "pim", "Category": "rolemanagement", "ActivityDisplayName": "Disable PIM alert",
            "ActivityDateTime": iso(ago(minutes=i + 1)), "InitiatedBy": initiated, "ResourceId": f"/r/{i}",
            "AADTenantId": "t", "CorrelationId": f"c{i}", "Identity": f"i{i}", "AADOperationType": "Other"} | columns))

    events = [
        entry(1, {"user": {"ipAddress": "1.2.3.4", "userPrincipalName": "Ann@X.com"}}),
        entry(2, {"user": {"ipAddress": "null", "userPrincipalName": "bob"}, "app": {"ipAddress": "5.6.7.8"}}),
        entry(3, {"user": {"ipAddress": None}, "app": {"displayName": "App", "ipAddress": "null"}}),
        entry(4, {"app": {"displayName": "Robot"}}),
        entry(5, None),
        entry(6, {"user": {}}, ActivityDisplayName="Disable PIM alerts"),
        entry(7, {"user": {}}, LoggedByService="PIM2"),
    ]
    rows = []
    for e in events:
        if not (same(e["LoggedByService"], "PIM") and same(e["Category"], "RoleManagement")
                and has(e["ActivityDisplayName"], "Disable PIM Alert")):
            continue
        by = e["InitiatedBy"] or {}
        user, app = by.get("user") or {}, by.get("app") or {}
        address = "Not Available"
        for candidate in (user.get("ipAddress"), app.get("ipAddress")):
            if candidate and candidate != "null":
                address = candidate
                break
        name = user.get("userPrincipalName") or app.get("displayName") or ""
        kept = ("ActivityDateTime", "ActivityDisplayName", "AADOperationType", "AADTenantId", "ResourceId",
                "CorrelationId", "Identity")
        rows.append({c: e[c] for c in kept} | {
            "InitiatedBy": name, "IpAddress": address, "timestamp": e["ActivityDateTime"], "IPCustomEntity": address,
            "AccountCustomEntity": name.lower(), "ResourceCustomEntity": e["ResourceId"]})
    assert [r["IpAddress"] for r in rows] == ["1.2.3.4", "5.6.7.8"] + 3 * ["Not Available"]
    return events, rows


@reading("AzureDevOpsAuditing/AzDOPatSessionMisuse.yaml")
def lists_in_datatables():
    def entry(i, operation, mechanism="PAT_Unrecoverable", upn="a@b.c"):
        return event("AzureDevOpsAuditing", ago(minutes=i), AuthenticationMechanism=mechanism, OperationName=operation,
                     ActorUPN=upn, ProjectName="p", Details=f"d{i}", Data={"i": i})

    events = [
        entry(1, "Security.ModifyPermission"),
        entry(2, "Git.Project.Create", "pat"),
        entry(3, "MyProject.Create"),  # part of a term
        entry(4, "Git.RefUpdatePoliciesBypassed"),
        entry(5, "git.RefUpdatePoliciesBypassed"),  # 'in' minds case
        entry(6, "AuditLog.Download", "S2S PAT"),  # does not begin with it
        entry(7, "extension.Installed", upn="foo@bar.com"),
        entry(8, "extension.Installed", upn="Foo@bar.com"),
        entry(9, "Security"),  # without the dot
    ]
    parts = ["Security.", "Project.", "AuditLog.", "Extension."]
    names = {"Git.RefUpdatePoliciesBypassed"}  # the one of several that stands in an event
    rows = []
    for e in events:
        name = e["OperationName"]
        listed = has_any(name, parts) or name in names
        mechanism = e["AuthenticationMechanism"].lower().startswith("pat")
        if mechanism and listed and e["ActorUPN"] not in ("foo@bar.com",):
            rows.append({k: v for k, v in e.items() if k != "Type"} | {
                "timestamp": e["TimeGenerated"], "AccountCustomEntity": e["ActorUPN"]})
    assert [r["Details"] for r in rows] == ["d1", "d2", "d4", "d8"]
    return events, rows


@reading("AWSGuardDuty/AWS_GuardDuty_template.yaml")
def reassigned_columns():
    def entry(i, activity, severity):
        return event("AWSGuardDuty", ago(minutes=i), ActivityType=activity, Severity=severity, Id=f"id{i}",
                     AccountId=f"a{i}", Title=f"t{i}", Region="r", Partition="p", SchemaVersion="2.0")

    events = [
        entry(1, "UnauthorizedAccess:EC2/SSHBruteForce", 7),
        entry(2, "Recon:IAMUser/A/B", 4),
        entry(3, "Trojan:EC2", 6),
        entry(4, "NoColon", 9),
        entry(5, "", 0),
        entry(6, "a:b:c/d", None),
        entry(7, "x:/y", 1),
    ]
    rows = []
    for e in events:
        parts = e["ActivityType"].split(":")
        rest = parts[1].split("/") if len(parts) > 1 else None
        level = e["Severity"]
        name = "Unknown"
        if level is not None:
            name = ("High" if 7 <= level <= 8.9 else "Medium" if 4 <= level <= 6.9 else "Low" if 1 <= level <= 3.9
                    else "Unknown")
        rows.append({
            "Type": e["Type"], "Title": e["Title"], "Severity": name, "ThreatPurpose": parts[0],
            "ResourceTypeAffected": rest[0] if rest else "",
            "ThreatFamilyName": rest[1] if rest and len(rest) > 1 else None, "UniqueFindingId": e["Id"],
            "AWSAcoundId": e["AccountId"]})
    return events, rows


@reading("http_proxy_oab_CL/HAFNIUMSuspiciousFileDownloads.yaml")
def greedy_extract():
    lines = [
        r"x Download failed and temporary file 'C:\a\b\evil.aspx' done",
        r"DOWNLOAD FAILED AND TEMPORARY FILE 'C:\a\b.txt",
        r"Download failed and temporary file without a path",
        r"Download failed and temporary file \\srv\share\x.tar.php",
        r"Download failed",
    ]
    events = [event("http_proxy_oab_CL", ago(minutes=i), RawData=line, Computer=f"c{i}") for i, line in enumerate(lines)]
    scripts = [".php", ".aspx"]  # of several those that stand in events
    rows = []
    for e in events:
        if not contains(e["RawData"], "Download failed and temporary file"):
            continue
        found = re.search(r"([^\\]*)(\\[^']*)", e["RawData"])
        file = found.group(2) if found else ""
        extension = "." + file.split(".")[-1]
        rows.append({**e, "File": file, "Extension": extension, "InteractiveFile": "Yes" if extension in scripts else "No",
                     "timestamp": e["TimeGenerated"], "HostCustomEntity": e["Computer"]})
    assert [r["InteractiveFile"] for r in rows] == ["Yes", "No", "No", "Yes"]
    return events, rows


@reading("AtlassianJiraAudit/JiraNewPrivilegedUser.yaml")
def json_in_text():
    items = ['[{"name":"ann","id":7},{"name":"bob"}]', "[]", "not json", '{"name":"object"}', '[{"Name":"case"}]', "",
             '[{"name":5}]']
    events = [event("JiraAudit", ago(minutes=i), EventMessage="user added to GROUP", ObjectItemName="Site-Admins",
                    AssociatedItems=text) for i, text in enumerate(items)]
    events += [event("JiraAudit", ago(minutes=20), EventMessage="User added to group", ObjectItemName="site-admins2",
                     AssociatedItems=items[0])]
    users = ["ann", None, None, None, None, None, 5]
    rows = [whole(e) | {"user": u, "AccountCustomEntity": u} for e, u in zip(events, users)]
    return events, rows


@reading("GoogleCloudPlatformIAM/GCPIAMNewServiceAccount.yaml")
def dynamic_compared_with_text():
    items = ['[{"granted":true}]', '[{"granted":"TRUE"}]', '[{"granted":false}]', '[{"granted":1}]', "[]", "",
             '[{"denied":true},{"granted":true}]']
    events = [event("GCP_IAM", ago(minutes=i), PayloadMethodname="Google.iam.admin.v1.createserviceaccount",
                    PayloadAuthorizationinfo=text, PayloadRequestAccountId=f"acc{i}", SrcIpAddr="1.1.1.1")
              for i, text in enumerate(items)]
    rows = [whole(e) | {"timestamp": e["TimeGenerated"], "AccountCustomEntity": e["PayloadRequestAccountId"],
                        "IPCustomEntity": "1.1.1.1"} for e in events[:2]]
    return events, rows


@reading("AzureDiagnostics/AzureWAFmatching_log4j_vuln.yaml")
def base64_in_text():
    whoami, double = base64.b64encode(b"whoami").decode(), base64.b64encode(b"id;ls").decode()
    data = [
        f"x ${{jndi:ldap://h/Basic/Command/Base64/{whoami}}} y",
        f"${{jndi:ldap://h/base64/{double}}}",
        "${jndi:ldap://h/a}",
        "${JNDI:dns://h}",
        "${jndi:open",  # no closing brace
        "$jndi:x}",
        "no ${xjndi:h}",  # part of a term
        "${jndi:ldap://h/Base64/%%%}",
    ]
    events = [event("AzureDiagnostics", ago(minutes=i), details_data_s=text, hostname_s=f"h{i}", clientIp_s=f"9.9.9.{i}",
                    Message="m", OperationName="op") for i, text in enumerate(data)]
    rows = []
    for e in events:
        text = e["details_data_s"]
        if not re.search(r"(?<![0-9A-Za-z])jndi:", text, re.I):
            continue
        command = between(text, "${", "}")
        encoded = ""
        for marker in ("Base64/", "base64/"):
            if marker in command and not encoded:
                encoded = command.split(marker)[1].split("}")[0]
        try:
            decoded = base64.b64decode(encoded, validate=True).decode()
        except ValueError:
            decoded = ""
        rows.append({
            "TimeGenerated": e["TimeGenerated"], "Target": e["hostname_s"], "MaliciousHost": e["clientIp_s"],
            "MaliciousCommand": command, "details_data_s": text, "DecodedCmdLine": decoded or "Unable to decode",
            "Message": "m", "OperationName": "op", "IPCustomEntity": e["clientIp_s"], "timestamp": e["TimeGenerated"]})
    assert [r["DecodedCmdLine"] for r in rows] == ["whoami", "id;ls"] + 5 * ["Unable to decode"]
    return events, rows


@reading("FalconFriday/MatchLegitimateNameOrLocation.yaml")
def lookup_of_lists():
    folders = [
        (r"C:\Windows\System32\svchost.exe", r"C:\Windows\System32\SERVICES.EXE", None),
        (r"C:\Users\SVCHOST.EXE", r"C:\x\explorer.exe", ["services.exe", "msmpeng.exe"]),
        (r"C:\Windows\smss.exe", "", None),
        (r"C:\Windows\wininit.exe", "", ["smss.exe"]),
        (r"C:\Windows\notepad.exe", r"C:\x\cmd.exe", None),
        (r"/usr/bin/lsass.exe", r"wininit.exe", None),
        (r"C:\lsass.exe\other.exe", r"C:\x\cmd.exe", None),
        (r"C:\x\lsass.exe", r"C:\wininit.exe\cmd", ["wininit.exe"]),
    ]
    events = [event("DeviceProcessEvents", ago(minutes=i), FolderPath=a, InitiatingProcessFolderPath=b)
              for i, (a, b, _) in enumerate(folders)]
    rows = []
    for e, (path, parent, expected) in zip(events, folders):
        if expected:
            rows.append({**e, "ImageFile": re.split(r"[\\/]", path)[-1].lower(),
                         "ParentFile": re.split(r"[\\/]", parent)[-1].lower(), "ExpectedParent": expected})
    assert len(rows) == 3
    return events, rows


@reading("Contrast Security/ContrastBlocks.yaml")
def user_function_of_a_url_query():
    texts = ["pri=sql-injection;src=1;outcome=BLOCKED", "outcome=blocked;pri=a-b&pri2=c", "outcome=BLOCKED",
             "outcome=EXPLOITED;pri=x", "BLOCKED;pri="]
    events = [event("CommonSecurityLog", ago(minutes=1, seconds=i), DeviceVendor="Contrast Security",
                    AdditionalExtensions=text, Activity=f"a{i}") for i, text in enumerate(texts)]
    events.append(event("CommonSecurityLog", ago(minutes=1), DeviceVendor="contrast security",
                        AdditionalExtensions=texts[0]))
    rules = ["sql-injection", "a-b", None, None, ""]
    rows = [e | {"Rule": r} for i, (e, r) in enumerate(zip(events, rules)) if i != 3]
    return events, rows


# parse.


@reading("SecurityEvent/AdminSDHolder_Modifications.yaml")
def parse_between_literals():
    head = '<Data Name="ObjectDN">CN=AdminSDHolder,CN=System'
    texts = [head + ",DC=x</Data><Data>", head.upper() + ",DC=y</DATA>", head, "<Data Name='ObjectDN'>CN=x</Data>"]
    events = [event("SecurityEvent", ago(minutes=10 + i), EventID=5136, EventData=text, Computer="dc", SubjectAccount="a",
                    SubjectUserSid="S-1", SubjectLogonId="0x1") for i, text in enumerate(texts + texts[:1])]
    events.append({**events[0], "EventID": 5137})
    found = [e for e in events if e["EventID"] == 5136
             and contains(e["EventData"], '<Data Name="ObjectDN">CN=AdminSDHolder,CN=System')]
    # Literals of parse mind case: in capitals nothing is taken.
    rows = []
    for name, members in groups(found, lambda e: between(e["EventData"], 'ObjectDN">', "<")).items():
        start, end = first_last(members)
        rows.append({"Computer": "dc", "SubjectAccount": "a", "SubjectUserSid": "S-1", "SubjectLogonId": "0x1",
                     "ObjectDN": name, "StartTime": start, "EndTime": end})
    assert sorted(r["ObjectDN"] for r in rows) == ["", "CN=AdminSDHolder,CN=System,DC=x"]
    return events, rows


@reading("SecurityEvent/PotenialResourceBasedConstrainedDelegationAbuse.yaml")
def parse_three_times():
    def text(kind, attribute, name):
        return f'<a ObjectDN">{name}</a><b ObjectClass">{kind}<b AttributeLDAPDisplayName">{attribute}</b>'

    wanted = "msDS-AllowedToActOnBehalfOfOtherIdentity"
    texts = [text("computer", wanted, "CN=1"), text("computer", wanted, "CN=1"), text("Computer", wanted, "CN=2"),
             text("computer", wanted.lower(), "CN=3"), text("computer", wanted, ""),
             f'ObjectClass">computer<AttributeLDAPDisplayName">{wanted}<']
    events = [event("SecurityEvent", ago(minutes=10 + i), EventID=5136, EventData=t, Computer="dc", SubjectAccount="a",
                    SubjectUserSid="S-1", SubjectLogonId="0x1") for i, t in enumerate(texts)]
    found = [e for e in events if between(e["EventData"], 'ObjectClass">', "<") == "computer"
             and between(e["EventData"], 'AttributeLDAPDisplayName">', "<") == wanted]
    rows = []
    for name, members in groups(found, lambda e: between(e["EventData"], 'ObjectDN">', "<")).items():
        start, end = first_last(members)
        rows.append({"Computer": "dc", "SubjectAccount": "a", "SubjectUserSid": "S-1", "SubjectLogonId": "0x1",
                     "ObjectDN": name, "AttributeLDAPDisplayName": wanted, "StartTime": start, "EndTime": end})
    assert sorted(r["ObjectDN"] for r in rows) == ["", "CN=1"]
    return events, rows


@reading("Heartbeat/OMI_vulnerability_detection.yaml")
def parse_to_numbers():
    versions = {"a": "1.13.39-0", "b": "1.13.40-0", "c": "0.99.99-1", "d": "1.12.41-7", "e": "1.14.0-0", "f": "1.13.x-0",
                "g": "1.13.4", "h": "2.0.0-0", "i": "", "j": "1.13.039-0", "k": "1.13.-1-0"}
    events = [event("Heartbeat", ago(hours=2, minutes=i), Category="Direct Agent", Computer=c, Version=v, OSType="Linux",
                    ComputerIP="1.1.1.1", OSName="Debian", ResourceId=f"/{c}") for i, (c, v) in enumerate(versions.items())]
    # The last heartbeat of a machine counts; one of another category does not.
    events.append({**events[0], "TimeGenerated": iso(ago(hours=1)), "Category": "direct agent", "Version": "1.14.0-0"})
    events.append({**events[1], "TimeGenerated": iso(ago(hours=3)), "Version": "1.0.0-0"})
    events.append({**events[3], "TimeGenerated": iso(ago(hours=1)), "Version": "1.11.5-0"})
    # "1.13.-1-0" has nothing between "1.13." and the next "-", so no number: the whole line counts as not parsed.
    vulnerable = {"a": (1, 13, 39), "c": (0, 99, 99), "d": (1, 11, 5), "j": (1, 13, 39)}
    last = {"d": "1.11.5-0"}
    rows = []
    for c, (major, minor, patch) in vulnerable.items():
        rows.append({"Version": last.get(c, versions[c]), "Major": major, "Minor": minor, "Patch": patch, "Computer": c,
                     "ComputerIP": "1.1.1.1", "OSType": "Linux", "OSName": "Debian", "ResourceId": f"/{c}"})
    return events, rows


@reading("Syslog/ssh_potentialBruteForce.yaml")
def relaxed_parse_and_text_of_times():
    def line(user, address, tail=" ssh2"):
        return f"Failed password for invalid user {user} from {address} port 22{tail}"

    events = []

    def add(count, start, text, process="sshd"):
        for i in range(count):
            time = start + datetime.timedelta(minutes=i)
            events.append(event("Syslog", time + datetime.timedelta(minutes=1), EventTime=iso(time), ProcessName=process,
                                SyslogMessage=text))

    add(16, datetime.datetime(2026, 3, 2, 4), line("bob", "1.1.1.1"))
    add(15, datetime.datetime(2026, 3, 2, 8), line("bob", "1.1.1.1"))  # one too few
    add(16, datetime.datetime(2026, 3, 2, 3, 52), line("ann", "2.2.2.2"))  # eight on each side of a bin
    add(17, datetime.datetime(2026, 3, 2, 8), line("eve", "3.3.3.3"), "SSHD")
    add(16, datetime.datetime(2026, 3, 2, 9), line("joe", "3.3.3.3"))
    add(16, datetime.datetime(2026, 3, 2, 1), line("max", "4.4.4.4"), "sshd2")
    add(16, datetime.datetime(2026, 3, 2, 2), line("x", "5.5.5.5", ""))  # does not fit: nothing is taken
    parsed = []
    for e in events:
        if not (same(e["ProcessName"], "sshd") and contains(e["SyslogMessage"], "Failed password for invalid user")):
            continue
        found = re.search(r"invalid user(.*?) from (.*?) port(.*?) ssh2$", e["SyslogMessage"])
        parsed.append((when(e, "EventTime"), *(found.groups() if found else ("", "", ""))))
    counted = groups(parsed, lambda p: (p[2], floor(p[0], datetime.timedelta(hours=4)), p[1]))
    by_address = {}
    for (address, _, user), members in counted.items():
        if len(members) > 15:
            by_address.setdefault(address, []).extend((iso(m[0]), user, len(members)) for m in members)
    rows = []
    for address, members in by_address.items():
        users = compact(unique(m[1] for m in members))
        start = min(m[0] for m in members)
        rows.append({"IPAddress": address, "StartTimeUtc": start, "EndTimeUtc": max(m[0] for m in members),
                     "UserList": users, "sum_PerHourCount": sum(m[2] for m in members), "timestamp": start,
                     "IPCustomEntity": address, "AccountCustomEntity": users})
    assert {r["IPAddress"]: r["sum_PerHourCount"] for r in rows} == {"1.1.1.1": 256, "3.3.3.3": 17 * 17 + 256, "": 256}
    return events, rows


@reading("OfficeActivity/Malicious_Inbox_Rule.yaml")
def parse_of_json_text():
    def parameters(*pairs):
        return compact([{"Name": n, "Value": v} for n, v in pairs])

    def entry(i, text, **columns):
        return event("OfficeActivity", ago(minutes=10 + i), **({
            "Operation": "new-inboxrule", "Parameters": text, "UserId": "u@x.com", "ClientIP": "1.2.3.4:5678",
            "ResultStatus": "True", "OriginatingServer": "srv", "OfficeObjectId": "EUR\\user\\rule"} | columns))

    delete = ("MoveToFolder", "Deleted Items")
    events = [
        entry(1, parameters(delete, ("SubjectContainsWords", "Phishing;urgent"))),
        entry(2, parameters(delete, ("SubjectContainsWords", "Phishing;urgent"))),
        entry(3, parameters(delete, ("SubjectOrBodyContainsWords", "fake")), ClientIP="[2001:db8::1]:99"),
        entry(4, parameters(("MoveToFolder", "junk email"), ("BodyContainsWords", "do not CLICK now")), ClientIP="::1",
              OfficeObjectId="a/b/c"),
        entry(5, parameters(delete, ("SubjectContainsWords", "phishings"))),
        entry(6, parameters(("MoveToFolder", "Archive"), ("SubjectContainsWords", "spam"))),
        entry(7, parameters(delete, ("From", "fake"))),
        entry(8, parameters(delete, ("SubjectContainsWords", "x"), ("BodyContainsWords", "hijacked"))),
    ]
    words = ["fake", "phishing", "spam", "do not click", "hijacked"]  # of several those that stand in events

    def named(text, name):
        return between(text, name, "}")

    found = []
    for e in events:
        text = e["Parameters"]
        if not (same(e["Operation"], "New-InboxRule") and has_any(text, ["Deleted Items", "Junk Email", "DeleteMessage"])):
            continue
        subject, body, both = (named(text, n) for n in (
            "SubjectContainsWords", "BodyContainsWords", "SubjectOrBodyContainsWords"))
        if not any(has_any(t, words) for t in (subject, body, both)):
            continue
        client = e["ClientIP"]
        if has(client, "."):
            client = client.split(":")[0]
        elif has(client, "["):
            client = client.split("]")[0].lstrip("[")
        name = e["OfficeObjectId"].split("/" if "/" in e["OfficeObjectId"] else "\\")[-1]
        found.append((e, client, subject or body or both, name))
    rows = []
    for (client, keyword, name, path), members in groups(
            found, lambda f: (f[1], f[2], f[3], f[0]["OfficeObjectId"])).items():
        start, end = first_last([m[0] for m in members])
        rows.append({
            "Operation": "new-inboxrule", "UserId": "u@x.com", "ClientIPAddress": client, "ResultStatus": "True",
            "Keyword": keyword, "OriginatingServer": "srv", "OfficeObjectId": path, "RuleDetail": name,
            "count_": len(members), "StartTimeUtc": start, "EndTimeUtc": end, "timestamp": start, "IPCustomEntity": client,
            "AccountCustomEntity": "u@x.com", "HostCustomEntity": "srv"})
    assert sorted(r["count_"] for r in rows) == [1, 1, 1, 2], rows
    return events, rows


# summarize.


@reading("SecurityEvent/execute_base64_decodedpayload.yaml")
def counts_by_key():
    def entry(i, command, user="u", **columns):
        return event("SecurityEvent", ago(minutes=10 + i), **({
            "EventID": 4688, "CommandLine": command, "Computer": "c", "SubjectUserName": user, "SubjectDomainName": "d",
            "Process": "sh", "ParentProcessName": "p"} | columns))

    events = [
        entry(1, "echo x | BASE64 --decode"), entry(2, "echo x | BASE64 --decode"),
        entry(3, "echo x | base64 --decode"),  # keys mind case
        entry(4, "s.decode('base64')", "U"), entry(5, "s.decode('base64')", "u"), entry(6, 'x.decode("base64")'),
        entry(7, "a.Decode64(b)", ParentProcessName=""), entry(8, "base64 -d"), entry(9, ""),
        entry(10, "base64 --decode", EventID=4689),
    ]
    parts = [".decode('base64')", "base64 --decode", ".decode64("]
    found = [e for e in events if e["EventID"] == 4688 and any(contains(e["CommandLine"], p) for p in parts)]
    rows = []
    for (command, user, parent), members in groups(
            found, lambda e: (e["CommandLine"], e["SubjectUserName"], e["ParentProcessName"])).items():
        start, end = first_last(members)
        rows.append({"Computer": "c", "Account": user, "AccountDomain": "d", "FileName": "sh", "CommandLine": command,
                     "ParentProcessName": parent, "StartTimeUtc": start, "EndTimeUtc": end, "CountToday": len(members),
                     "timestamp": start, "AccountCustomEntity": user, "HostCustomEntity": "c"})
    assert len(rows) == 5
    return events, rows


@reading("SigninLogs/DisabledAccountSigninsAcrossManyApplications.yaml", sets=["applicationSet"])
def distinct_counts_in_two_tables():
    text = "User account is disabled. The account has been disabled by an administrator."

    def entry(i, user, application, table="SigninLogs", **columns):
        return event(table, ago(hours=1, minutes=i), **({
            "ResultType": "50057", "ResultDescription": text, "AppDisplayName": application, "UserPrincipalName": user,
            "IPAddress": "1.1.1.1"} | columns))

    events = []
    for i, application in enumerate(["A", "a", "B", "B"]):  # distinct values mind case
        events.append(entry(i, "ann", application))
    for i, application in enumerate(["A", "B", "B"]):
        events.append(entry(10 + i, "bob", application))
    events.append(entry(20, "bob", "C", IPAddress="2.2.2.2"))  # another address
    events.append(entry(21, "bob", "D", "AADNonInteractiveUserSignInLogs"))  # another table
    for i, application in enumerate("XYZ"):
        events.append(entry(30 + i, "ann", application, "AADNonInteractiveUserSignInLogs", ResultDescription=text.upper()))
    events.append(entry(40, "bob", "E", ResultDescription=text[:-1]))
    events.append(entry(41, "bob", "F", ResultType="50058"))
    found = [e for e in events if e["ResultType"] == "50057" and same(e["ResultDescription"], text)]
    rows = []
    for (user, address, table), members in groups(
            found, lambda e: (e["UserPrincipalName"], e["IPAddress"], e["Type"])).items():
        applications = unique(m["AppDisplayName"] for m in members)
        if len(applications) >= 3:
            start, end = first_last(members)
            rows.append({
                "UserPrincipalName": user, "IPAddress": address, "Type": table, "StartTime": start, "EndTime": end,
                "applicationCount": len(applications), "applicationSet": applications, "count_": len(members),
                "timestamp": start, "AccountCustomEntity": user, "IPCustomEntity": address})
    assert len(rows) == 2
    return events, rows


@reading("SigninLogs/BruteForceCloudPC.yaml", sets=["set_OS", "set_Browser", "set_City", "set_ResultType"])
def windows_of_time():
    events = []

    def add(time, user, code, address, **columns):
        events.append(event("SigninLogs", time, UserDisplayName=user.title(), UserPrincipalName=user, ResultType=code,
                            IPAddress=address, **({
                                "AppDisplayName": "windows sign in", "DeviceDetail": {"operatingSystem": "Windows 10"},
                                "LocationDetails": {"city": "Bonn"}, "Status": {"errorCode": 1}} | columns)))

    def at(hour, minute, second=0):
        return datetime.datetime(2026, 3, 2, hour, minute, second)

    for i in range(5):  # five failures and a success within one window, at its borders
        add(at(8, 0, i), "ann", "50126", "1.1.1.1" if i else "2.2.2.2")
    add(at(8, 19, 59), "ann", "0", "1.1.1.1", DeviceDetail={"operatingSystem": "Linux", "browser": "Edge"})
    for i in range(5):  # the success is in the next window
        add(at(9, 0, i), "bob", "50126", "3.3.3.3")
    add(at(9, 20), "bob", "0", "3.3.3.3")
    for i in range(4):  # one failure too few; 50140 counts as a success
        add(at(10, 0, i), "eve", "50126", "4.4.4.4")
    add(at(10, 1), "eve", "50140", "4.4.4.4")
    for i in range(5):
        add(at(11, 0, i), "joe", "050126", "5.5.5.5", DeviceDetail={}, LocationDetails={"city": None})
    add(at(11, 0, 9), "joe", "70044", "5.5.5.5", AppDisplayName="Windows Sign In ")  # another application
    add(at(11, 0, 10), "joe", "70044", "5.5.5.5", DeviceDetail=None, LocationDetails={})
    found = [e for e in events if same(e["AppDisplayName"], "Windows Sign In")]
    successes = {"0", "50125", "50140", "70043", "70044"}
    rows = []
    for (start, user), members in groups(found, lambda e: (
            floor(when(e), datetime.timedelta(minutes=20)), e["UserPrincipalName"])).items():
        failures = sum(m["ResultType"] not in successes for m in members)
        if failures < 5 or failures == len(members):
            continue
        first, last = first_last(members)

        def values(column, key):
            return unique(v for v in ((m[column] or {}).get(key) for m in members) if v is not None)

        for address in unique(m["IPAddress"] for m in members):
            rows.append({
                "TimeGenerated": iso(start), "UserDisplayName": user.title(), "UserPrincipalName": user,
                "AppDisplayName": "windows sign in", "StartTime": first, "EndTime": last, "IPAddress": address,
                "set_OS": values("DeviceDetail", "operatingSystem"), "set_Browser": values("DeviceDetail", "browser"),
                # The city is a text: where it is missing, the empty text is a value.
                "set_City": values("LocationDetails", "city") or [""],
                "set_ResultType": unique(m["ResultType"] for m in members), "FailureCount": failures,
                "SuccessCount": len(members) - failures, "timestamp": first, "AccountCustomEntity": user,
                "IPCustomEntity": address})
    assert sorted((r["UserPrincipalName"], r["IPAddress"]) for r in rows) == [
        ("ann", "1.1.1.1"), ("ann", "2.2.2.2"), ("joe", "5.5.5.5")]
    return events, rows


@reading("SecurityNestedRecommendation/Log4jVulnerableMachines.yaml")
def arg_min_and_a_doubled_column():
    def entry(i, machine, **columns):
        return event("SecurityNestedRecommendation", ago(hours=1, minutes=i), **({
            "RemediationDescription": "Fix cve-2021-44228 now", "RecommendationSubscriptionId": "s",
            "ResourceDetails": {"id": f"/virtualMachines/x/virtualMachines/{machine}", "Source": "Azure"},
            "RecommendationName": "r", "Description": "d", "AdditionalData": {"a": 1}, "VulnerabilityId": "v",
            "Cause": f"cause{i}"} | columns))

    events = [
        entry(1, "vm1"), entry(3, "vm1"), entry(2, "vm1"), entry(4, "vm2"), entry(5, "vm2", AdditionalData={"a": 2}),
        entry(6, "vm3", RemediationDescription="CVE-2021-442281"), entry(7, "vm4", ResourceDetails="none"),
    ]
    rows = []
    for members in groups([e for e in events if has(e["RemediationDescription"], "CVE-2021-44228")],
                          lambda e: (compact(e["ResourceDetails"]), compact(e["AdditionalData"]))).values():
        e = min(members, key=when)
        # parse takes the first place of the literal and what follows up to the quotation mark.
        machine = between(compact(e["ResourceDetails"]), "virtualMachines/", '"')
        rows.append({**e, "AdditionalData": compact(e["AdditionalData"]), "AdditionalData1": e["AdditionalData"],
                     "VirtualMAchine": machine, "Timestamp": e["TimeGenerated"], "HostCustomEntity": machine})
    assert sorted(r["Cause"] for r in rows) == ["cause3", "cause4", "cause5", "cause7"]
    return events, rows


@reading("MaturityModelForEventLogManagementM2131/M2131AssetStoppedLogging.yaml", ordered=True)
def last_heartbeats():
    times = {  # boundaries of hours are counted, not hours
        "/a": datetime.datetime(2026, 3, 1, 11, 59, 59), "/b": datetime.datetime(2026, 3, 1, 12),
        "/c": datetime.datetime(2026, 3, 1, 12, 59), "/d": datetime.datetime(2026, 2, 20),
        "none": datetime.datetime(2026, 2, 25), "None": datetime.datetime(2026, 2, 25), "": datetime.datetime(2026, 2, 25)}
    events = [event("Heartbeat", time, ResourceId=name, Computer="c" + name, ComputerIP="1.1.1.1", Category="x",
                    OSType="Linux", SubscriptionId="s") for name, time in times.items()]
    events += [{**events[3], "TimeGenerated": iso(datetime.datetime(2026, 2, 19)), "Computer": "older"}]
    rows = []
    for e in sorted(events[:7], key=when):
        hours = math.floor((NOW - floor(when(e), datetime.timedelta(hours=1))).total_seconds() / 3600)
        if hours > 24 and e["ResourceId"] not in ("", "None"):
            kept = ("Computer", "ComputerIP", "Category", "OSType", "ResourceId", "SubscriptionId")
            rows.append({"LastHeartbeat_Hours": hours, "LastHeartbeat_Time": e["TimeGenerated"]} | {c: e[c] for c in kept})
    assert [r["ResourceId"] for r in rows] == ["/d", "none", "/a"]
    return events, rows


@reading("Heartbeat/MissingDCHearbeat.yaml", ordered=True)
def between_holds_its_ends():
    def entry(time, name):
        return event("Heartbeat", time, Computer=name, OSType="Windows", Version="1", ComputerEnvironment="Azure",
                     Solutions="security")

    events = [
        entry(ago(minutes=60), "DC01.simulandlabs.com"), entry(ago(minutes=90), "DC01.simulandlabs.com"),
        entry(ago(minutes=75), "DC02.simulandlabs.com"), entry(ago(minutes=65), "dc01.simulandlabs.com"),
        entry(ago(minutes=65), "DC03.simulandlabs.com")]
    rows = [{**events[i], "Type": "Heartbeat"} for i in (2, 0)]
    return events, rows


@reading("Heartbeat/MissingDCHearbeat.yaml")
def just_outside_between():
    events = [event("Heartbeat", ago(minutes=60, seconds=-1), Computer="DC01.simulandlabs.com"),
              event("Heartbeat", ago(minutes=75, seconds=1), Computer="DC02.simulandlabs.com")]
    return events, []


# Joins.


@reading("SecurityEvent/RDP_RareConnection.yaml")
def left_anti_join():
    def entry(time, account, computer, logon=10, address="1.1.1.1"):
        return event("SecurityEvent", time, EventID=4624, LogonType=logon, Account=account, Computer=computer,
                     IpAddress=address, AccountType="User", Activity="4624", LogonTypeName="10", ProcessName="p")

    events = [
        entry(ago(hours=3), "D\\Ann", "host1"), entry(ago(hours=2), "d\\ANN", "HOST1"),
        entry(ago(hours=1), "D\\Ann", "host1", address="2.2.2.2"),
        entry(ago(hours=2), "D\\Bob", "host1"), entry(ago(days=5), "d\\bob", "Host1", logon=3),  # seen before
        entry(ago(hours=2), "D\\Eve", "host1"), entry(ago(days=5), "d\\eve", "host2"),
        entry(ago(days=1), "D\\Max", "host1"),  # belongs to both sides, so it is not new
        entry(ago(days=1, microseconds=-1), "D\\Joe", "host1"), entry(ago(hours=2), "D\\Kim", "host1", logon=2),
    ]
    recent = [e for e in events if when(e) >= ago(days=1) and e["LogonType"] == 10]
    old = {(e["Account"].lower(), e["Computer"].upper()) for e in events if when(e) <= ago(days=1)}
    rows = []
    for (account, computer, address), members in groups(
            recent, lambda e: (e["Account"].lower(), e["Computer"].upper(), e["IpAddress"])).items():
        if (account, computer) in old:
            continue
        start, end = first_last(members)
        rows.append({
            "Account": account, "Computer": computer, "IpAddress": address, "AccountType": "User", "Activity": "4624",
            "LogonTypeName": "10", "ProcessName": "p", "StartTime": start, "EndTime": end, "ConnectionCount": len(members),
            "timestamp": start, "AccountCustomEntity": account, "HostCustomEntity": computer, "IPCustomEntity": address})
    assert [r["Account"] for r in rows] == ["d\\ann", "d\\ann", "d\\eve", "d\\joe"]
    return events, rows


@reading("Dynamics 365/NewDynamicsAdminActivity.yaml", sets=["Actions", "IPs", "UserAgents"])
def right_anti_join():
    def entry(time, user, kind="Admin", **columns):
        return event("Dynamics365Activity", time, UserId=user, UserType=kind, **({
            "Message": "m", "ClientIP": "1.1.1.1", "UserAgent": "ua", "OriginalObjectId": "x y"} | columns))

    events = [
        entry(ago(minutes=10), "ann"), entry(ago(minutes=20), "ann", "ADMIN", Message="n", ClientIP="2.2.2.2"),
        entry(ago(minutes=30), "ann", Message="m", UserAgent=""),
        entry(ago(minutes=10), "bob"), entry(ago(hours=1), "bob"),  # exactly an hour ago is the past
        entry(ago(minutes=10), "Eve"), entry(ago(days=3), "eve"),  # another case, another key
        entry(ago(minutes=10), "joe"), entry(ago(days=3), "joe", "Regular"),
        entry(ago(minutes=10), "kim", "Regular"), entry(ago(days=2), "old"),
    ]
    known = {e["UserId"] for e in events if when(e) <= ago(hours=1) and same(e["UserType"], "admin")}
    recent = [e for e in events if when(e) > ago(hours=1) and same(e["UserType"], "admin") and e["UserId"] not in known]
    rows = []
    for user, members in groups(recent, lambda e: e["UserId"]).items():
        last = first_last(members)[1]
        rows.append({
            "UserId": user, "Actions": unique(m["Message"] for m in members), "MostRecentAction": last,
            "IPs": unique(m["ClientIP"] for m in members), "UserAgents": unique(m["UserAgent"] for m in members),
            "timestamp": last, "AccountCustomEntity": user})
    assert sorted(r["UserId"] for r in rows) == ["Eve", "ann", "joe"]
    return events, rows


@reading("Dynamics 365/NewDynamicsUserAgent.yaml", sets=["IPs"])
def right_anti_join_on_two_keys():
    def entry(time, user, agent, address="1.1.1.1"):
        return event("Dynamics365Activity", time, UserId=user, UserAgent=agent, ClientIP=address)

    events = [
        entry(ago(hours=1), "a.b@x.com", "curl"), entry(ago(hours=2), "a.b@x.com", "curl", "2.2.2.2"),
        entry(ago(hours=1), "c.d@x.com", "curl"), entry(ago(days=2), "c.d@x.com", "curl"),
        entry(ago(hours=1), "e.f@x.com", "wget"), entry(ago(days=2), "e.f@x.com", "Wget"),
        entry(ago(hours=1), "ab@x.com", "curl"), entry(ago(hours=1), "a1.b@x.com", "curl"),
        entry(ago(hours=1), "g.h@x.com", ""), entry(ago(hours=1), "g.h@x.com", "Azure-Logic-Apps/1.0"),
        entry(ago(hours=1), "g.h@x.com", "my powerappsruntime"), entry(ago(hours=1), "g.h@x.com", "mypowerapps"),
        entry(ago(days=1), "i.j@x.com", "edge"),
    ]
    known = {(e["UserAgent"], e["UserId"]) for e in events if when(e) <= ago(days=1) and e["UserAgent"]}
    recent = []
    for e in events:
        agent = e["UserAgent"]
        prefixed = any(re.search("(?<![0-9A-Za-z])" + p, agent, re.I) for p in ("azure-logic-apps", "PowerApps"))
        if (when(e) > ago(days=1) and agent and not prefixed and (agent, e["UserId"]) not in known
                and re.search(r"(([a-zA-Z]{1,})\.([a-zA-Z]{1,}))@.*", e["UserId"])):
            recent.append(e)
    rows = []
    for (agent, user), members in groups(recent, lambda e: (e["UserAgent"], e["UserId"])).items():
        first = first_last(members)[0]
        rows.append({"UserAgent": agent, "UserId": user, "FirstSeen": first,
                     "IPs": unique(m["ClientIP"] for m in members), "timestamp": first, "AccountCustomEntity": user})
    assert sorted(r["UserId"] for r in rows) == ["a.b@x.com", "e.f@x.com", "g.h@x.com"]
    return events, rows


@reading("SecurityEvent/HAFNIUMNewUMServiceChildProcess.yaml")
def right_anti_join_of_whole_rows():
    def entry(time, process, parent="C:\\UMWorkerProcess.exe", **columns):
        return event("SecurityEvent", time, **({"EventID": 4688, "NewProcessName": process, "ParentProcessName": parent,
                                                "Account": "a", "Computer": "c", "IpAddress": "-"} | columns))

    events = [
        entry(ago(hours=1), "new.exe"), entry(ago(hours=2), "new.exe"), entry(ago(hours=1), "old.exe"),
        entry(ago(days=2), "old.exe"), entry(ago(hours=1), "OLD.exe"), entry(ago(days=1), "edge.exe"),
        entry(ago(hours=3), "edge.exe", "x\\umservice.exe"),  # exactly a day ago is on neither side
        entry(ago(hours=1), "a.exe", "C:\\xUMService.exe"), entry(ago(hours=1), "b.exe", "UMService_exe"),
        entry(ago(hours=1), "", ), entry(ago(hours=1), "c.exe", EventID=4689),
    ]
    parents = ["umworkerprocess.exe", "UMService.exe"]
    right = [e for e in events if e["EventID"] == 4688 and has_any(e["ParentProcessName"], parents)]
    old = {e["NewProcessName"] for e in right if when(e) < ago(days=1)}
    rows = [e | {"timestamp": e["TimeGenerated"], "AccountCustomEntity": "a", "HostCustomEntity": "c", "IPCustomEntity": "-"}
            for e in right if when(e) > ago(days=1) and e["NewProcessName"] not in old]
    assert [r["NewProcessName"] for r in rows] == ["new.exe", "new.exe", "OLD.exe", "edge.exe", ""]
    return events, rows


@reading("AzureActivity/Granting_Permissions_To_Account_detection.yaml",
         sets=["ActivityTimeStamp", "ActivityStatusValue", "OperationIds", "CorrelationId"])
def right_anti_join_of_counts():
    def entry(time, caller, address="1.1.1.1", **columns):
        return event("AzureActivity", time, **({
            "OperationNameValue": "Microsoft.Authorization/roleAssignments/WRITE", "Caller": caller,
            "CallerIpAddress": address, "ResourceId": "/r", "Resource": "res", "ResourceGroup": "rg",
            "ActivityStatusValue": "Success", "OperationId": "o", "CorrelationId": "k"} | columns))

    events = [entry(ago(hours=1), "ann"), entry(ago(hours=2), "ann", OperationId="p"),
              entry(ago(hours=1), "ann", ResourceId="/s"), entry(ago(hours=1), "bob"), entry(ago(hours=1), "eve"),
              entry(ago(hours=1), "max", OperationNameValue="x")]
    events += [entry(ago(days=2, hours=i), "bob") for i in range(5)]  # known
    events += [entry(ago(days=2, hours=i), "eve") for i in range(4)] + [entry(ago(days=2), "eve", "2.2.2.2")]
    events = [e for e in events]
    right = [e for e in events if e["OperationNameValue"] != "x" and when(e) > ago(days=1) and e["Caller"] != "bob"]
    rows = []
    for (resource, caller), members in groups(right, lambda e: (e["ResourceId"], e["Caller"])).items():
        start, end = first_last(members)
        rows.append({
            "ResourceId": resource, "CallerIpAddress": "1.1.1.1", "Caller": caller,
            "OperationNameValue": "Microsoft.Authorization/roleAssignments/WRITE", "Resource": "res",
            "ResourceGroup": "rg", "StartTimeUtc": start, "EndTimeUtc": end,
            "ActivityTimeStamp": unique(m["TimeGenerated"] for m in members), "ActivityStatusValue": ["Success"],
            "OperationIds": unique(m["OperationId"] for m in members), "CorrelationId": ["k"],
            "ActivityCountByCallerIPAddress": len(members), "timestamp": start, "AccountCustomEntity": caller,
            "IPCustomEntity": "1.1.1.1"})
    assert sorted(r["Caller"] for r in rows) == ["ann", "ann", "eve"]
    return events, rows


@reading("AlsidForAD/UserAccountIssues.yaml", ordered=True)
def lookup_and_sort():
    def entry(i, severity, code="C-USER-PASSWORD", kind=0):
        return event("afad_parser", ago(minutes=i), MessageType=kind, Codename=code, Severity=severity, AlertID=i)

    events = [entry(1, "low"), entry(2, "critical", "c-user-password"), entry(3, "medium"), entry(4, "High"),
              entry(5, "high", kind=1), entry(6, "high", "C-OTHER")]
    levels = {"low": 1, "medium": 2, "high": 3, "critical": 4}
    rows = [whole(events[i]) | {"Level": levels.get(events[i]["Severity"])} for i in (1, 2, 0, 3)]
    return events, rows


FEED = "https://raw.githubusercontent.com/Azure/Azure-Sentinel/master/Sample%20Data/Feeds/ZeroTrustTIC3Mapping.csv"


@reading("ZeroTrust(TIC3.0)/ZeroTrustWebFamilyControlsMonitoring.yaml", ordered=True, external={FEED: [
    "RecommendationDisplayName,Capability,Family", "Patch it,Updates,Web", '"Close, quickly",Ports,Web', "Unseen,Cap,Web",
    "Patch it,Second,Web", "Other,Cap,Email", "patch it,Lower,Web", ",Nothing,Web"]})
def right_outer_join_with_a_file():
    states = {"Patch it": ["Unhealthy", "Unhealthy", "Healthy"], "Close, quickly": ["Unhealthy", "Removed", "NotApplicable",
                                                                                   "Healthy"],
              "Other": ["Unhealthy"], "Unlisted": ["Unhealthy"], "patch it": ["unhealthy"], "": ["Unhealthy"]}
    events = [event("SecurityRecommendation", ago(hours=i + 1), RecommendationDisplayName=name, RecommendationState=state)
              for i, (name, state) in enumerate((n, s) for n, all_states in states.items() for s in all_states)]
    link = "https://portal.azure.com/#blade/Microsoft_Azure_Security/SecurityMenuBlade/22"
    rows = []
    for capability in ("Updates", "Second"):  # 66 of 100; 25, 0 and the rest are too few
        rows.append({"Capability": capability, "Family": "Web", "RecommendationDisplayName": "Patch it", "Assessments": 3,
                     "SuccessRatePercentage": 33, "FailedRatePercentage": 66, "RemediationLink": link,
                     "URLCustomEntity": link})
    return events, rows


@reading("GitHub/GitHub Activities from Infrequent Country.yaml", sets=["set_Country"])
def text_of_a_set():
    def entry(time, actor, country):
        return event("GitHubAudit", time, Actor=actor, Country=country)

    events = [
        entry(ago(hours=3), "ann", "US"), entry(ago(hours=4), "ann", "DE"), entry(ago(minutes=5), "ann", "FR"),
        entry(ago(minutes=6), "ann", "us"),  # the text of the set holds it in another case
        entry(ago(minutes=7), "ann", "E"),  # and this within another value
        entry(ago(minutes=8), "ann", ""), entry(ago(minutes=9), "new", "FR"),
        entry(ago(hours=2), "bob", "US"), entry(ago(hours=1), "bob", "IT"), entry(ago(minutes=5), "bob", "NL"),
        entry(ago(minutes=5), "bob", "NL"), entry(ago(minutes=4), "bob", "NL"),
    ]
    learned = {"ann": ["DE", "US"], "bob": ["US", "IT"]}
    rows = []
    for time, actor, country in unique((e["TimeGenerated"], e["Actor"], e["Country"]) for e in events
                                       if when(e) >= ago(hours=1) and e["Country"]):
        if actor in learned and not contains(compact(learned[actor]), country):
            rows.append({"Actor": actor, "set_Country": sorted(learned[actor]), "Country": country, "Actor1": actor,
                         "TimeGenerated": time, "AccountCustomEntity": actor, "timestamp": time})
    assert [r["Country"] for r in rows] == ["FR", "NL", "NL"]
    return events, rows


@reading("NGINX/NGINXPutAndGetFileFromSameIP.yaml")
def seconds_between_two():
    events = []

    def add(method, url, time, address="1.1.1.1"):
        events.append(event("NGINXHTTPServer", time, EventStartTime=iso(time), HttpRequestMethod=method, UrlOriginal=url,
                            SrcIpAddr=address))

    base = ago(minutes=30)

    def later(seconds):
        return base + datetime.timedelta(seconds=seconds)

    for name, method, seconds in [("/1", "put", 1), ("/300", "POST", 300), ("/301", "PUT", 301), ("/0", "PUT", 0),
                                  ("/-5", "PUT", -5), ("/patch", "PATCH", 5)]:
        add(method, name, base)
        add("get", name, later(seconds))
    add("PUT", "/many", base)
    add("PUT", "/many", later(90))
    add("GET", "/many", later(100))
    add("GET", "/many", later(200))
    add("PUT", "/other", base)
    add("GET", "/other", later(9), "2.2.2.2")
    add("PUT", "/Case", base)
    add("GET", "/case", later(9))
    # Boundaries of seconds are counted: 0.2 s over one is one, 0.9 s within one is none.
    add("PUT", "/over", base + datetime.timedelta(milliseconds=900))
    add("GET", "/over", base + datetime.timedelta(milliseconds=1100))
    add("PUT", "/within", base)
    add("GET", "/within", base + datetime.timedelta(milliseconds=900))
    puts, gets = {}, {}
    for e in events:
        side = gets if same(e["HttpRequestMethod"], "GET") else puts if e["HttpRequestMethod"].upper() in (
            "POST", "PUT") else {}
        key = (e["SrcIpAddr"], e["UrlOriginal"])
        side[key] = min(side.get(key, NOW), when(e))
    second = datetime.timedelta(seconds=1)
    rows = []
    for key, time in gets.items():
        if key in puts:
            count = (floor(time, second) - floor(puts[key], second)) // second
            if 1 <= count <= 300:
                rows.append({"second": count, "post_time": iso(puts[key]), "get_time": iso(time), "SrcIpAddr": key[0],
                             "UrlOriginal": key[1], "IPCustomEntity": key[0], "UrlCustomEntity": key[1]})
    assert [(r["UrlOriginal"], r["second"]) for r in rows] == [("/1", 1), ("/300", 300), ("/many", 100), ("/over", 1)]
    return events, rows


@reading("FalconFriday/RemoteDesktopProtocol.yaml")
def left_semi_join():
    def process(i, **columns):
        return event("DeviceProcessEvents", ago(minutes=i), **({
            "InitiatingProcessFileName": "Taskmgr.exe", "AccountName": "ann", "FolderPath": "c:\\x.exe",
            "ProcessCommandLine": f"x {i}", "DeviceId": "d", "LogonId": 7} | columns))

    def logon(i, **columns):
        return event("DeviceLogonEvents", ago(minutes=i), **({
            "LogonType": "Unlock", "RemoteIP": "1.1.1.1", "ActionType": "LogonSuccess", "DeviceId": "d",
            "LogonId": 7} | columns))

    events = [
        process(1), process(2, AccountName="x_LADM1"), process(3, LogonId=8), process(4, DeviceId="D"),
        process(5, FolderPath="C:\\windows\\SYSTEM32\\werfault.exe", ProcessCommandLine="WerFault -U -P 1"),
        process(6, FolderPath="C:\\windows\\SYSTEM32\\werfault.exe", ProcessCommandLine="WerFault -u"),
        process(7, FolderPath="c:\\windows\\system32\\resmon.exe"), process(8, LogonId=None),
        process(9, InitiatingProcessFileName="xtaskmgr"), process(10, InitiatingProcessFileName=""),
        process(11, LogonId=9), process(12, LogonId=10),
        logon(1), logon(2, LogonType="RemoteInteractive"),  # two matches, one row
        logon(3, LogonId=8, RemoteIP=""), logon(4, LogonId=None),
        logon(5, LogonId=9, RemoteIP="127.0.0.1"), logon(6, LogonId=10, RemoteIP="127.0.0.1", LogonType="RemoteInteractive"),
    ]
    # Rows 8 and logon 4 have no LogonId: null is not equal to null.
    rows = [events[i - 1] for i in (1, 6, 9, 12)]
    return events, rows


@reading("FalconFriday/DLLSideLoading.yaml")
def materialized_list():
    def load(i, path, level="High", **columns):
        return event("DeviceImageLoadEvents", ago(minutes=i), **({
            "InitiatingProcessIntegrityLevel": level, "FileName": path.split("\\")[-1], "FolderPath": path,
            "InitiatingProcessFileName": "svc.exe", "DeviceId": "d", "DeviceName": "dn"} | columns))

    def write(i, path, **columns):
        return event("DeviceFileEvents", ago(minutes=i), **({
            "FolderPath": path, "ActionType": "FileCreated", "InitiatingProcessIntegrityLevel": "Medium",
            "InitiatingProcessAccountSid": "S-1-5-21-1-1001", "InitiatingProcessTokenElevation": "TokenElevationTypeLimited",
            "DeviceId": "d", "DeviceName": "dn", "FileSize": i} | columns))

    events = [
        load(1, "C:\\A\\x.dll"), load(2, "c:\\a\\X.DLL"),  # one row after tolower
        load(3, "C:\\A\\y.EXE"), load(4, "C:\\A\\low.dll", "Low"), load(5, "C:\\A\\z.dll", "System"),
        write(11, "C:\\a\\X.dll"), write(12, "c:\\A\\x.dll", ActionType="FileModified"),
        write(13, "C:\\A\\z.dll", InitiatingProcessAccountSid="S-1-5-18"),
        write(14, "C:\\A\\z.dll", InitiatingProcessAccountSid="S-1-5-21-500"),
        write(15, "C:\\A\\z.dll", InitiatingProcessIntegrityLevel=""), write(16, "C:\\A\\z.dll", DeviceId="e"),
        write(17, "C:\\A\\low.dll"), write(18, "C:\\A\\y.exe"),
        write(19, "C:\\A\\z.dll", InitiatingProcessTokenElevation="TokenElevationTypeFull"),
    ]
    rows = []
    for e in events[5:7]:
        right = {k: v for k, v in e.items() if k != "FolderPath"}
        # Columns of both sides keep their names on the left and get a 1 on the right.
        rows.append(right | {
            "FolderPath": "c:\\a\\x.dll", "InitiatingProcessFileName": "svc.exe", "InitiatingProcessIntegrityLevel": "High",
            "InitiatingProcessIntegrityLevel1": "Medium", "DeviceId1": "d", "DeviceName1": "dn"})
    return events, rows


@reading("SecurityEvent/password_not_set.yaml", ordered=True)
def left_outer_join_and_minutes():
    def entry(time, identity, user, **columns):
        return event("SecurityEvent", time, **({
            "EventID": identity, "TargetUserName": user, "TargetAccount": "D\\" + user, "TargetSid": "S-" + user,
            "Activity": str(identity), "Computer": "dc", "SubjectAccount": "adm", "SubjectUserSid": "S-adm"} | columns))

    start = ago(days=2, hours=20)
    minute = datetime.timedelta(minutes=1)
    events = [
        entry(start, 4722, "never"), entry(start + 1 * minute, 4722, "late"), entry(start + 2882 * minute, 4723, "late"),
        entry(start + 2 * minute, 4722, "just"), entry(start + 2882 * minute, 4723, "just"),  # 2880 is not more
        entry(start + 3 * minute, 4722, "soon"), entry(start + 4 * minute, 4723, "soon"),
        entry(start + 5 * minute, 4722, "HOST$"), entry(start + 6 * minute, 4722, "other"),
        entry(start + 7 * minute, 4723, "Other"),  # keys mind case
        entry(start + 8 * minute, 4722, "twice"), entry(start + 9 * minute, 4723, "twice"),
        entry(start + 2 * 1440 * minute + 9 * minute, 4723, "twice"), entry(start, 4724, "reset"),
    ]
    reason = "User either has not yet attempted to set the initial password after account was enabled or it occurred after 48 hours"
    rows = []
    for user, enabled, changed in [("never", start, None), ("late", start + minute, start + 2882 * minute),
                                   ("other", start + 6 * minute, None),
                                   ("twice", start + 8 * minute, start + 2 * 1440 * minute + 9 * minute)]:
        row = {"Time_Event4722": iso(enabled), "TargetAccount": "D\\" + user, "TargetSid": "S-" + user,
               "SubjectAccount_Event4722": "adm", "SubjectUserSid_Event4722": "S-adm", "Activity_4722": "4722",
               "Computer_4722": "dc", "Reason": reason, "timestamp": iso(enabled), "AccountCustomEntity": "D\\" + user,
               "HostCustomEntity": "dc"}
        if changed:
            row |= {"Time_Event4723": iso(changed), "PasswordSetAttemptDelta_Min": (changed - enabled) // minute,
                    "SubjectAccount_Event4723": "adm", "SubjectUserSid_Event4723": "S-adm", "Activity_4723": "4723",
                    "Computer_4723": "dc"}
        rows.append(row)
    return events, rows


@reading("SecurityEvent/NonDCActiveDirectoryReplication.yaml")
def left_outer_join_on_two_names():
    def access(i, logon, **columns):
        return event("SecurityEvent", ago(hours=i), **({
            "EventID": 4662, "ObjectServer": "DS", "AccountType": "User", "Account": f"a{i}", "Activity": "x",
            "Properties": "{1131F6AA-9C07-11D1-F79F-00C04FC2DCD2}", "SubjectLogonId": logon, "Computer": "dc"} | columns))

    def logon(i, logon, address, **columns):
        return event("SecurityEvent", ago(hours=i), **({"EventID": 4624, "LogonType": 3, "AccountType": "User",
                                                        "TargetLogonId": logon, "IpAddress": address} | columns))

    events = [
        access(1, "0x1"), access(2, "0x2"), access(3, "0x3"), access(4, "0X1"), access(5, "", AccountType=""),
        access(6, "0x1", AccountType="Machine"), access(7, "0x1", ObjectServer="ds"),
        access(8, "0x1", Properties="1131f6aa-9c07-11d1-f79f-00c04fc2dcd2f"),
        access(9, "0x9", Properties="x89e95b76 89e95b76-444d-4c62-991a-0facbeda640c"),
        logon(1, "0x1", "1.1.1.1"), logon(2, "0x1", "1.1.1.2"), logon(3, "0x2", "2.2.2.2", LogonType=10),
        logon(4, "", "5.5.5.5"), logon(5, "0x3", "", AccountType="machine"),
    ]
    # Empty texts are equal to each other: event 5 finds the logon without an id.
    rows = []
    for i, matches in [(0, ["1.1.1.1", "1.1.1.2"]), (1, [None]), (2, [""]), (3, [None]), (4, ["5.5.5.5"]), (8, [None])]:
        e = events[i]
        for address in matches:
            kept = ("TimeGenerated", "Account", "Activity", "Properties", "SubjectLogonId", "Computer")
            rows.append({c: e[c] for c in kept} | {
                "TargetLogonId": "" if address is None else e["SubjectLogonId"], "IpAddress": address or "",
                "timestamp": e["TimeGenerated"], "AccountCustomEntity": e["Account"], "HostCustomEntity": "dc",
                "SourceAddress": address or ""})
    return events, rows


@reading("SecurityAlert/CorrelateIPC_Unfamiliar-Atypical.yaml")
def two_alerts_within_ten_minutes():
    def place(city):
        return {"CountryCode": "DE", "State": "NW", "City": city}

    def alert(name, time, user, entities=None):
        return event("SecurityAlert", time, AlertName=name, AlertSeverity="Low",
                     ExtendedProperties=compact({"User Account": user, "User": "x"}),
                     Entities=compact(entities if entities is not None else [
                         {}, {}, {"Address": "1.1.1.1", "Location": place("Bonn")},
                         {"Address": "2.2.2.2", "Location": place("Köln")}]))

    first, second = "Unfamiliar sign-in properties", "Atypical travel"
    t = ago(hours=5)
    minute = datetime.timedelta(minutes=1)
    events = [
        alert(first, t, "ann"), alert(second, t + 10 * minute + 59 * minute / 60, "ann"),  # ten boundaries of minutes
        alert(second, t - 11 * minute, "ann"),
        alert(first, t, "bob"), alert(second, t + 11 * minute, "bob"),
        alert(first, t, "eve"), alert(second, t, "Eve"),
        alert(first, t + 5 * minute, "kim"), alert(second, t, "kim", []),
        alert("unfamiliar sign-in properties", t, "joe"), alert(second, t, "joe"),
    ]

    def row(user, one, two, delta, places):
        current, previous, now, before = places
        return {"UserPrincipalName": user, "Alert1": first, "Alert1Time": iso(one), "Alert1Severity": "Low",
                "Alert2": second, "Alert2Time": iso(two), "Alert2Severity": "Low", "TimeDelta": delta,
                "CurrentLocation": current, "PreviousLocation": previous, "CurrentIPAddress": now,
                "PreviousIPAddress": before, "AccountCustomEntity": user, "IPCustomEntity": now}

    rows = [
        row("ann", t, t + 10 * minute + 59 * minute / 60, "-00:10:59",
            ("DE|NW|Bonn", "DE|NW|Köln", "1.1.1.1", "2.2.2.2")),
        row("kim", t + 5 * minute, t, "00:05:00", ("||", "||", "", "")),
    ]
    return events, rows


@reading("SecurityEvent/UserCreatedAddedToBuiltinAdmins_1d.yaml")
def self_join_without_a_kind():
    def created(i, sid, **columns):
        return event("SecurityEvent", ago(hours=2, minutes=i), **({
            "EventID": 4720, "AccountType": "User", "Activity": "4720", "Computer": "dc.x", "TargetAccount": "X\\New",
            "TargetSid": sid, "SubjectAccount": "X\\Adm", "SubjectUserSid": "S-adm"} | columns))

    def added(i, sid, **columns):
        return event("SecurityEvent", ago(hours=1, minutes=i), **({
            "EventID": 4732, "AccountType": "User", "Activity": "4732", "Computer": "dc.x",
            "TargetAccount": "Builtin\\Administrators", "TargetSid": "S-1-5-32-544", "MemberSid": sid,
            "SubjectAccount": "X\\Other", "SubjectUserSid": "S-o"} | columns))

    events = [
        created(1, "S-1"), added(1, "S-1"), added(2, "S-1"), created(2, "S-2", AccountType="Machine"), added(3, "S-2"),
        created(3, "S-3"), added(4, "S-3", TargetSid="S-1-5-32-545"), created(4, "s-4"), added(5, "S-4"),
        created(5, "S-5"), added(80, "S-5"),  # added before it was created: the query does not ask
        created(6, ""), added(6, ""),
    ]
    rows = []
    for one, two in [(0, 1), (0, 2), (9, 10), (11, 12)]:
        c, a = events[one], events[two]
        rows.append({
            "Computer": "DC.X", "CreatedUserTime": c["TimeGenerated"], "CreatedUserEventID": 4720,
            "CreatedUserActivity": "4720", "CreatedUser": "x\\new", "CreatedUserSid": c["TargetSid"],
            "GroupAddTime": a["TimeGenerated"], "GroupAddEventID": 4732, "GroupAddActivity": "4732",
            "AccountUsedToCreateUser": "X\\Adm", "GroupName": "builtin\\administrators", "GroupSid": "S-1-5-32-544",
            "AccountThatAddedUser": "X\\Other", "SIDofAccountThatAddedUser": "S-o",
            "timestamp": c["TimeGenerated"], "AccountCustomEntity": "x\\new", "HostCustomEntity": "DC.X"})
    return events, rows


@reading("AWSCloudTrail/AWS_ConsoleLogonWithoutMFA.yaml")
def texts_of_json_values():
    def entry(i, additional, response, **columns):
        return event("AWSCloudTrail", ago(hours=1, minutes=i), **({
            "EventName": "consolelogin", "EventTypeName": "t", "AdditionalEventData": additional,
            "ResponseElements": response, "UserIdentityAccountId": "1", "UserIdentityPrincipalid": "p", "UserAgent": "ua",
            "UserIdentityUserName": f"u{i}", "SessionMfaAuthenticated": False, "SourceIpAddress": "1.1.1.1",
            "AWSRegion": "r"} | columns))

    ok = '{"ConsoleLogin":"Success"}'
    events = [
        entry(1, '{"MFAUsed":"No"}', ok), entry(2, '{"MFAUsed":"YES"}', ok), entry(3, '{"MFAUsed":"No"}',
                                                                                  '{"ConsoleLogin":"failure"}'),
        entry(4, "", ""), entry(5, "broken{", ok), entry(6, '{"MFAUsed":false}', '{"ConsoleLogin":null}'),
        entry(7, '{"MFAUsed":"No"}', ok, EventName="ConsoleLogout"),
        entry(8, '{"MFAUsed":"No"}', ok, UserIdentityUserName="u1", SessionMfaAuthenticated=None),
    ]
    values = {0: ("No", "Success"), 3: ("", ""), 4: ("", "Success"), 5: ("false", ""), 7: ("No", "Success")}
    rows = []
    for i, (used, result) in values.items():
        e = events[i]
        kept = ("EventName", "EventTypeName", "UserIdentityAccountId", "UserIdentityPrincipalid", "UserAgent",
                "UserIdentityUserName", "SessionMfaAuthenticated", "SourceIpAddress", "AWSRegion")
        rows.append({c: e[c] for c in kept} | {
            "LoginResult": result, "MFAUsed": used, "StartTimeUtc": e["TimeGenerated"], "EndTimeUtc": e["TimeGenerated"],
            "timestamp": e["TimeGenerated"], "AccountCustomEntity": e["UserIdentityUserName"], "IPCustomEntity": "1.1.1.1"})
    return events, rows


@reading("ThreatIntelligenceIndicator/IPEntity_W3CIISLog.yaml")
def indicators_and_addresses():
    def indicator(time, identity, **columns):
        return event("ThreatIntelligenceIndicator", time, **({
            "IndicatorId": identity, "ExpirationDateTime": iso(ago(days=-1)), "Active": True, "ThreatType": "t",
            "ConfidenceScore": 50.5, "Description": "d"} | columns))

    def request(time, address, **columns):
        return event("W3CIISLog", time, **({"cIP": address, "Computer": "web", "sSiteName": "s", "sIP": "10.0.0.1",
                                            "sPort": 443, "csMethod": "GET", "csUserName": "u", "scStatus": "200"} | columns))

    events = [
        indicator(ago(days=2), "i1", NetworkIP="1.1.1.1"), indicator(ago(days=3), "i1", NetworkIP="9.9.9.9"),
        indicator(ago(days=2), "i2", NetworkDestinationIP="2.2.2.2", NetworkSourceIP="8.8.8.8"),
        indicator(ago(days=2), "i3", NetworkSourceIP="3.3.3.3", EmailSourceIpAddress="7.7.7.7"),
        indicator(ago(days=2), "i4", EmailSourceIpAddress="4.4.4.4"),
        indicator(ago(days=3), "i5", NetworkIP="5.5.5.5"), indicator(ago(days=2), "i5", NetworkIP="5.5.5.5", Active=False),
        indicator(ago(days=2), "i6", NetworkIP="6.6.6.6", ExpirationDateTime=iso(NOW)),  # now is not later than now
        indicator(ago(days=2), "i7", Url="x"), indicator(ago(days=2), "i8", NetworkIP="6.6.6.1", Active=None),
        request(ago(minutes=10), "1.1.1.1"), request(ago(minutes=5), "1.1.1.1", csMethod="PUT"),
        request(ago(minutes=20), "2.2.2.2"), request(ago(hours=1), "3.3.3.3"),
        request(ago(hours=1, microseconds=1), "4.4.4.4"), request(ago(minutes=1), "9.9.9.9"),
        request(ago(minutes=1), "8.8.8.8"), request(ago(minutes=1), "5.5.5.5"), request(ago(minutes=1), "6.6.6.6"),
        request(ago(minutes=1), ""), request(ago(minutes=1), "6.6.6.1"),
    ]
    rows = []
    for i, r, address in [(0, 11, "1.1.1.1"), (2, 12, "2.2.2.2"), (3, 13, "3.3.3.3")]:
        one, two = events[i], events[r]
        kept = ("Description", "IndicatorId", "ThreatType", "ExpirationDateTime", "ConfidenceScore", "NetworkIP",
                "NetworkDestinationIP", "NetworkSourceIP", "EmailSourceIpAddress")
        rows.append({c: get(one, c) for c in kept} | {
            c: get(two, c) for c in ("Computer", "sSiteName", "cIP", "sIP", "sPort", "csMethod", "csUserName", "scStatus")} | {
            "W3CIISLog_TimeGenerated": two["TimeGenerated"], "TI_ipEntity": address, "timestamp": two["TimeGenerated"],
            "IPCustomEntity": address, "HostCustomEntity": "web", "AccountCustomEntity": "u"})
    return events, rows


@reading("AzureDevOpsAuditing/AzDOServiceConnectionUsage.yaml", sets=["ConnectionNames"])
def anti_join_with_an_empty_list():
    def entry(i, connection, **columns):
        data = {"DefinitionId": 7, "PlanType": "Build", "ConnectionId": connection, "ConnectionName": f"n{connection}"}
        return event("AzureDevOpsAuditing", ago(hours=i + 1), **({
            "OperationName": "Library.ServiceConnectionExecuted", "Data": data, "ScopeDisplayName": "Org (Organization)",
            "ProjectId": "p", "ProjectName": "Proj"} | columns))

    events = [entry(i, i % 5) for i in range(7)]  # five connections
    events += [entry(i, i, ProjectName="Small") for i in range(4)]  # four
    release = {"DefinitionId": "9", "PlanType": "Release"}
    events += [entry(i, 0, ScopeDisplayName="no suffix", Data={**release, "ConnectionId": f"c{i}"}) for i in range(5)]
    events += [entry(i, 0, ScopeDisplayName="x (Organization) y", ProjectId="q", Data={**release, "ConnectionId": i})
               for i in range(5)]
    rows = [
        {"OrganizationName": "Org", "DefId": "7", "Type": "Build", "ProjectId": "p", "ProjectName": "Proj",
         "CurrentCount": 5, "ConnectionNames": [f"n{i}" for i in range(5)], "StartTime": events[6]["TimeGenerated"],
         "EndTime": events[0]["TimeGenerated"],
         "link": "https://dev.azure.com/Org/Proj/_build?definitionId=7", "timestamp": events[6]["TimeGenerated"]},
        # Without the literal nothing is taken. It need not be the end of the text: the pattern that the page gives for
        # parse ends with its last literal. A name that is missing is the empty text.
        *({"OrganizationName": name, "DefId": "9", "Type": "Release", "ProjectId": project, "ProjectName": "Proj",
           "CurrentCount": 5, "ConnectionNames": [""], "StartTime": iso(ago(hours=5)), "EndTime": iso(ago(hours=1)),
           "link": f"https://dev.azure.com/{name}/Proj/_release?_a=releases&view=mine&definitionId=9",
           "timestamp": iso(ago(hours=5))} for project, name in [("p", ""), ("q", "x")])]
    return events, rows


@reading("LastPass/FailedSigninDueToMFA.yaml")
def join_of_a_custom_table():
    def login(i, **columns):
        return event("LastPass_BYOC_CL", ago(hours=1, minutes=i), **({
            "Action_s": "Log in", "IP_Address_s": f"1.1.1.{i}", "Username_s": f"u{i}", "Data_s": "d"} | columns))

    def signin(i, n, **columns):
        return event("SigninLogs", ago(hours=2, minutes=i), **({
            "AppDisplayName": "LastPass Enterprise", "IPAddress": f"1.1.1.{n}", "UserPrincipalName": f"u{n}",
            "ResultType": "50074", "ResultDescription": f"r{i}"} | columns))

    events = [
        login(1), login(2), login(3), login(4, Action_s="log in"), login(5), login(6, IP_Address_s="", Username_s=""),
        signin(1, 1), signin(2, 1, ResultType="50076"), signin(3, 2, ResultType="0"), signin(4, 3, UserPrincipalName="U3"),
        signin(5, 4), signin(6, 5, ResultType="5007"), signin(7, 6, IPAddress="", UserPrincipalName=""),
        signin(8, 5, AppDisplayName="lastpass enterprise"),
    ]
    # Empty texts are equal to each other.
    rows = []
    for one, two in [(0, 6), (0, 7), (5, 12)]:
        left, right = events[one], events[two]
        rows.append(left | {("Type1" if k == "Type" else "TimeGenerated1" if k == "TimeGenerated" else k): v
                            for k, v in right.items()} | {
            "AccountCustomEntity": left["Username_s"], "IPCustomEntity": left["IP_Address_s"]})
    return events, rows


@reading("LastPass/UnusualVolumeOfPasswordsUpdatedOrRemoved.yaml")
def threshold_from_the_past():
    events = []

    def add(count, time, user, action="Site Changed", address="1.1.1.1", received=None):
        for i in range(count):
            events.append(event("LastPass_BYOC_CL", received or time, Action_s=action, Username_s=user,
                                IP_Address_s=address, Time_s=iso(time + datetime.timedelta(seconds=i))))

    for number, count in enumerate([1, 2, 3, 2]):  # a day each: mean 2, deviation 0.816…, threshold 3.63…
        add(count, datetime.datetime(2026, 2, 20 + number, 10), "ann")
    add(4, datetime.datetime(2026, 3, 2, 9), "bob", "Deleted Sites")
    add(3, datetime.datetime(2026, 3, 2, 9), "eve", "Deleted Sites")
    add(9, datetime.datetime(2026, 3, 2, 9), "API", "Deleted Sites")
    add(4, datetime.datetime(2026, 3, 2, 9), "joe", "deleted sites")
    add(2, datetime.datetime(2026, 3, 1), "kim", "Deleted Sites")  # from the start of yesterday on
    add(2, datetime.datetime(2026, 3, 1, 1), "kim", "Deleted Sites")
    # 'and' comes before 'or': all site changes count, whenever they were; ann has eight of them.
    deviation = statistics.stdev([1, 2, 3, 2])
    assert 3 < 2 + 2 * deviation < 4
    rows = [{"Username_s": user, "IP_Address_s": "1.1.1.1", "count_": count, "AccountCustomEntity": user,
             "IPCustomEntity": "1.1.1.1"} for user, count in [("ann", 8), ("bob", 4), ("kim", 4)]]
    return events, rows


@reading("SigninLogs/Brute Force Attack against GitHub Account.yaml")
def three_deviations():
    events = []

    def add(count, time, user, code="50126", application="GitHub.com", identity="Id"):
        for i in range(count):
            events.append(event("SigninLogs", time + datetime.timedelta(seconds=i), AppDisplayName=application,
                                ResultType=code, UserPrincipalName=user, Identity=identity))

    for user in ("ann", "bob", "eve"):
        add(2, ago(hours=5), user)
        add(4, ago(hours=4), user)
    add(11, ago(minutes=30), "ann")  # more than ten, the least threshold
    add(10, ago(minutes=30), "bob")
    add(20, ago(minutes=30), "eve", "0")
    add(10, ago(minutes=30), "eve", "50126", "github.com")
    for number, count in enumerate([2, 10]):  # mean 6, deviation 5.65…: the threshold is 22.97…
        add(count, ago(hours=4 + number), "max")
        add(count, ago(hours=4 + number), "kim")
    add(23, ago(minutes=30), "max", identity="Max")
    add(22, ago(minutes=30), "kim")
    add(30, ago(minutes=30), "new")  # no past
    rows = []
    for user, counts, count, identity in [("ann", [2, 4], 11, "Id"), ("max", [2, 10], 23, "Max")]:
        deviation = statistics.stdev(counts)
        mean = sum(counts) / 2
        hour = iso(floor(ago(minutes=30), datetime.timedelta(hours=1)))
        rows.append({
            "UserPrincipalName": user, "Type": "SigninLogs", "AvgOfFailedLoginsInLearning": mean,
            "StdOfFailedLoginsInLearning": deviation, "LearningThreshold": max(mean + deviation * 3, 10.0),
            "User": identity, "UserPrincipalName1": user, "TimeGenerated": hour, "Type1": "SigninLogs",
            "FailedLoginsCountInRunTime": count, "AccountCustomEntity": user, "timestamp": hour})
    return events, rows


@reading("FalconFriday/ExpiredAccessCredentials.yaml", sets=["FailedUserAgents", "FailedCountries", "FailedIps"])
def sets_expanded_and_compared():
    def entry(time, user, code, address="1.1.1.1", **columns):
        return event("SigninLogs", time, **({
            "ResourceDisplayName": "windows azure active directory", "ResultType": code, "UserPrincipalName": user,
            "IPAddress": address, "UserAgent": "ua", "LocationDetails": {"countryOrRegion": "DE"}} | columns))

    events = [
        entry(ago(hours=1), "ann", "50173"), entry(ago(hours=2), "ann", "70008", "2.2.2.2", UserAgent="ub"),
        entry(ago(days=3), "ann", "0", "2.2.2.2"),  # known address
        entry(ago(hours=20), "ann", "50132", "3.3.3.3", LocationDetails={}),  # the day before
        entry(ago(hours=1), "bob", "81010"), entry(ago(days=2), "Bob", "0"), entry(ago(hours=1), "bob", "50174"),
        entry(ago(hours=1), "eve", "50173"), entry(ago(days=6), "eve", "0"),
        entry(ago(hours=1), "kim", "50173", ResourceDisplayName="Graph"), entry(ago(days=2), "joe", "50173"),
    ]

    def row(user, time, count, agents, countries, addresses, address):
        return {"UserPrincipalName": user, "Day": iso(day(time)), "FailedCountPerDay": count, "FailedUserAgents": agents,
                "FailedCountries": countries, "FailedIps": addresses, "FailedIp": address}

    rows = [
        row("ann", ago(hours=1), 2, ["ub", "ua"], ["DE"], ["2.2.2.2", "1.1.1.1"], "1.1.1.1"),
        row("ann", ago(hours=20), 1, ["ua"], [], ["3.3.3.3"], "3.3.3.3"),
        row("bob", ago(hours=1), 1, ["ua"], ["DE"], ["1.1.1.1"], "1.1.1.1"),
    ]
    return events, rows


@reading("OfficeActivity/SharePoint_Downloads_byNewIP.yaml", ordered=True)
def counts_of_new_addresses():
    events = []

    def add(count, time, address, operation="FileDownloaded", user="ann", started=None):
        for i in range(count):
            moment = time + datetime.timedelta(seconds=i)
            events.append(event("OfficeActivity", moment, RecordType="sharepointfileoperation", Operation=operation,
                                ClientIP=address, UserId=user, UserType="Regular", OfficeWorkload="SharePoint",
                                Site_Url="s", OfficeObjectId="o", UserAgent="ua", Start_Time=iso(started or moment)))

    add(50, ago(hours=2), "1.1.1.1")
    add(1, ago(hours=1), "1.1.1.1", user="bob")  # 51 in all
    add(50, ago(hours=2), "2.2.2.2")
    add(60, ago(hours=2), "3.3.3.3", "fileuploaded")
    add(1, ago(days=3), "3.3.3.3", "fileuploaded")  # known
    add(60, ago(hours=3), "4.4.4.4")
    add(1, ago(days=3), "4.4.4.4", "FileUploaded")  # known for another operation
    add(60, ago(hours=3), "5.5.5.5", "FileViewed")
    rows = []
    for address, user, count in [("4.4.4.4", "ann", 60), ("1.1.1.1", "ann", 51), ("1.1.1.1", "bob", 51)]:
        start, end = first_last([e for e in events if e["ClientIP"] == address and when(e) > ago(days=1)])
        rows.append({"RecordType": "sharepointfileoperation", "Operation": "FileDownloaded", "UserType": "Regular",
                     "UserId": user, "ClientIP": address, "OfficeWorkload": "SharePoint", "Site_Url": "s",
                     "OfficeObjectId": "o", "UserAgent": "ua", "IPSeenCount": count, "StartTimeUtc": start,
                     "EndTimeUtc": end, "timestamp": start, "AccountCustomEntity": user, "IPCustomEntity": address,
                     "URLCustomEntity": "s"})
    return events, rows


# Arrays, bags, XML, series.


@reading("QualysVM/NewHighSeverityVulnDetectedAcrossMulitpleHosts.yaml")
def expanded_arrays():
    def entry(i, host, *found):
        return event("QualysHostDetection_CL", ago(minutes=1 + i), NetBios_s=host, Detections_s=[
            {"Status": s, "Severity": v, "QID": q, "Results": "r"} for s, v, q in found])

    events = [entry(i, f"h{i}", ("New", "5", 100), ("new", 5, 200), ("NEW", "5", 300)) for i in range(9)]
    events += [
        entry(20, "H1", ("New", 5, 100), ("Fixed", 5, 200), ("New", 4, 300)),  # names mind case: the tenth host for 100
        entry(21, "h1", ("New", 5, 200)), entry(22, "h99"), entry(23, "h98", ("New", 5.0, 200)),
    ]
    events.append(event("QualysHostDetection_CL", ago(minutes=50), NetBios_s="h97", Detections_s={
        "Status": "New", "Severity": 5, "QID": 300}))  # an object is expanded to its members
    events.append(event("QualysHostDetection_CL", ago(minutes=51), NetBios_s="h96"))
    # 5.0 is a whole real: its text has no fraction, so h98 is the tenth host for 200.
    times = {"100": [events[9], events[0]], "200": [events[12], events[0]]}
    rows = [{"Detections_s_QID": q, "StartTime": t[0]["TimeGenerated"], "EndTime": t[1]["TimeGenerated"],
             "dcount_NetBios_s": 10, "timestamp": t[0]["TimeGenerated"]} for q, t in times.items()]
    return events, rows


@reading("AzureDevOpsAuditing/ADOSecretNotSecured.yaml")
def expanded_path():
    def entry(i, data, **columns):
        return event("AzureDevOpsAuditing", ago(hours=1, minutes=i), **({
            "OperationName": "library.variablegroupmodified", "Data": data, "ActorUPN": "u", "IpAddress": "1.1.1.1",
            "Id": f"e{i}"} | columns))

    def data(variables, name="group", kind="Vsts"):
        return {"Type": kind, "VariableGroupId": 7, "VariableGroupName": name, "Variables": variables}

    events = [
        entry(1, data([{"Name": "db_password"}, {"Name": "db_passwords"}, {"Name": "PAT", "IsSecret": True}])),
        entry(2, data([{"Name": "x"}, {"Name": "y", "issecret": 1}], "my-KEY")),
        entry(3, data([{"Name": "secret"}], kind="AzureKeyVault")),
        entry(4, data([{"Name": "secret"}], kind="azurekeyvault")),
        entry(5, data(None, "secret")),  # one row with nothing in it
        entry(6, data([], "secret")),  # no row
        entry(7, data({"pwd": {"Value": 1}, "user": {"Value": 2}})),  # a bag: one row a member
        entry(8, data("creds")),
        entry(9, {"VariableGroupName": "keys"}), entry(10, None),
        entry(11, data([{"Name": "secret"}]), OperationName="Library.VariableGroupAdded"),
    ]
    wanted = [(0, {"Name": "db_password"}), (1, {"Name": "x"}), (3, {"Name": "secret"}), (4, None),
              (6, {"pwd": {"Value": 1}}), (7, "creds")]
    rows = []
    for i, variables in wanted:
        e = events[i]
        rows.append({**e, "Type": e["Data"]["Type"], "VariableGroupId": "7",
                     "VariableGroupName": e["Data"]["VariableGroupName"], "Data_Variables": variables,
                     "timestamp": e["TimeGenerated"], "AccountCustomEntity": "u", "IPCustomEntity": "1.1.1.1"})
    return events, rows


@reading("SymantecProxySG/UserAccessedSuspiciousURLCategories.yaml")
def expanded_and_grouped_by_text():
    def entry(i, categories, user="u"):
        return event("SymantecProxySG", ago(minutes=i + 1), cs_categories=categories, cs_userdn=user, c_ip="1.1.1.1",
                     cs_host="h", Computer="c", sc_filter_result="OBSERVED")

    events = [
        entry(1, ["Phishing", "News"]), entry(2, ["Phishing"]), entry(3, ["phishing"]),
        entry(4, ["Suspicious Sites;x"]), entry(5, ["Suspiciously"]), entry(6, []), entry(7, None), entry(8, ["Hacking"], ""),
    ]
    rows = []
    for category, user, members in [("Phishing", "u", (1, 0)), ("phishing", "u", (2, 2)), ("Suspicious Sites;x", "u", (3, 3)),
                                    ("Hacking", "", (7, 7))]:
        start, end = (events[m]["TimeGenerated"] for m in members)
        rows.append({"sc_filter_result": "OBSERVED", "cs_userdn": user, "c_ip": "1.1.1.1", "cs_host": "h", "Computer": "c",
                     "cs_categories": category, "StartTime": start, "EndTime": end,
                     "count_": 1 if start == end else 2, "timestamp": start, "AccountCustomEntity": user,
                     "IPCustomEntity": "1.1.1.1", "HostCustomEntity": "c"})
    return events, rows


@reading("AuditLogs/UseraddedtoPrivilgedGroups.yaml")
def unpacked_bags():
    def entry(i, properties, by, **columns):
        return event("AuditLogs", ago(minutes=1 + i), **({
            "Category": "rolemanagement", "OperationName": "add member to ROLE", "AADOperationType": "Assign",
            "AADTenantId": "t", "InitiatedBy": by,
            "TargetResources": [{"userPrincipalName": f"u{i}", "modifiedProperties": properties}, {"id": "x"}]} | columns))

    def named(value, name="Role.WellKnownObjectName"):
        return {"displayName": name, "oldValue": None, "newValue": value}

    user = {"user": {"displayName": "Ann", "id": "id", "ipAddress": "1.1.1.1", "roles": ["a"], "userPrincipalName": "ann@x"}}
    app = {"app": {"appId": "app1", "displayName": "App", "servicePrincipalId": "sid"}}
    events = [
        entry(1, [named('"TenantAdmins"'), named("x", "Role.ObjectID")], user),
        entry(2, [named("UserAccountAdmins", "role.wellknownobjectname")], app),
        entry(3, [named('"tenantadmins"')], {"app": {**app["app"], "servicePrincipalName": "spn"}}),
        entry(4, [named('"Others"')], user), entry(5, [], user), entry(6, None, user),
        entry(7, [named('"TenantAdmins"')], None), entry(8, [named('"TenantAdmins"')], user, OperationName="Add member"),
    ]

    def row(i, group, name, by, account, **columns):
        e = events[i]
        return {"TimeGenerated": e["TimeGenerated"], "AADOperationType": "Assign", "Category": "rolemanagement",
                "OperationName": "add member to ROLE", "AADTenantId": "t", "InitiatedByDisplayName": by,
                "DisplayName": name, "GroupName": group, "TargetUserPrincipalName": f"u{i + 1}",
                "timestamp": e["TimeGenerated"], "AccountCustomEntity": account} | columns

    known = "Role.WellKnownObjectName"
    rows = [
        row(0, "TenantAdmins", known, "Ann", "ann@x", UserId="id", UserIPAddress="1.1.1.1", UserRoles=["a"],
            UserPrincipalName="ann@x"),
        row(1, "UserAccountAdmins", known.lower(), "App", "sid", AppId="app1", ServicePrincipalId="sid"),
        row(2, "tenantadmins", known, "App", "spn", AppId="app1", ServicePrincipalId="sid", ServicePrincipalName="spn"),
        row(6, "TenantAdmins", known, "not available", "not available"),
    ]
    return events, rows


@reading("AWSCloudTrail/AWS_FullAdminPolicyAttachedToRolesUsersGroups.yaml")
def policies_and_their_use():
    def create(i, name, *statements, **columns):
        return event("AWSCloudTrail", ago(days=3, minutes=i), **({
            "EventName": "CreatePolicy", "SourceIpAddress": "1.1.1.1", "UserIdentityArn": "arn:aws:iam::1:user/Ann",
            "UserIdentityUserName": "", "RequestParameters": compact(
                {"policyName": name, "policyDocument": compact({"Statement": list(statements)})})} | columns))

    def attach(i, name, **columns):
        return event("AWSCloudTrail", ago(hours=i), **({
            "EventName": "AttachUserPolicy", "EventSource": "iam", "SourceIpAddress": "2.2.2.2", "UserIdentityType": "IAMUser",
            "UserIdentityArn": "arn/x/Bob", "UserIdentityUserName": "bob",
            "RequestParameters": compact({"policyArn": f"arn:aws:iam::1:policy/{name}"})} | columns))

    full = {"Effect": "allow", "Action": "*", "Resource": "*"}
    events = [
        create(1, "p1", full), create(2, "p2", {**full, "Action": ["s3:*", "*"]}, {**full, "Effect": "Deny"}),
        create(3, "p3", {**full, "Resource": "arn:x"}), create(4, "p4", {**full, "Action": "s3:*"}),
        create(5, "p5", full, full, UserIdentityUserName="eve"), create(6, "p6", full, EventName="createPolicy"),
        create(7, "p7", {**full, "Resource": ["*"]}),  # the text of the list is not the star
        attach(1, "p1"), attach(2, "p1"), attach(30, "p5"), attach(1, "p3"), attach(1, "P2"),
    ]

    def row(i, name, user, **columns):
        e = events[i]
        return {"StartTime": e["TimeGenerated"], "EventName": "CreatePolicy", "PolicyName": name,
                "SourceIpAddress": "1.1.1.1", "UserIdentityArn": "arn:aws:iam::1:user/Ann", "UserIdentityUserName": user,
                "timestamp": e["TimeGenerated"], "IPCustomEntity": "1.1.1.1", "AccountCustomEntity": user} | columns

    attached = {"StartTime": events[8]["TimeGenerated"], "EndTime": events[7]["TimeGenerated"],
                "EventName": "AttachUserPolicy", "UserIdentityType": "IAMUser", "UserIdentityArn": "arn/x/Bob",
                "SourceIpAddress": "2.2.2.2", "UserIdentityUserName": "bob"}
    rows = [row(0, "p1", "Ann", EventSource="iam", AttachEvent=attached, AttachEventCount=2), row(1, "p2", "Ann"),
            row(4, "p5", "eve")]
    return events, rows


@reading("MultipleDataSources/NewUserAgentLast24h.yaml")
def words_of_a_text():
    def office(time, agent, **columns):
        return event("OfficeActivity", time, **({"UserAgent": agent, "ClientIP": "1.1.1.1", "UserId": "ann",
                                                 "RecordType": "r", "Operation": "op"} | columns))

    def web(time, agent):
        return event("W3CIISLog", time, csUserAgent=agent, cIP="2.2.2.2", csUserName="bob", sSiteName="s", csMethod="GET",
                     csUriStem="/")

    def aws(time, agent):
        return event("AWSCloudTrail", time, UserAgent=agent, SourceIpAddress="3.3.3.3", UserIdentityUserName="eve",
                     EventSource="es", EventName="en")

    events = [
        office(ago(hours=2), "Mozilla/5.0 (Windows)"), office(ago(hours=1), "Mozilla/5.0 (Windows)"),
        web(ago(days=3), "mozilla mozilla Mozilla"),
        aws(ago(hours=2), "Boto/1.2 Python"), web(ago(days=5), "Boto/9.9 Python"),  # the same words
        aws(ago(hours=3), "tool-deadbeefcafe/1"), office(ago(hours=3), "abc"), office(ago(days=2), "x1"),
        web(ago(hours=2), "Fresh agent"), office(ago(hours=2), ""),
    ]

    def normalized(agent):
        return "|".join(re.findall("[A-Za-z]{4,}", re.sub("[A-Fa-f]{4,}", "x", agent)))

    known = {normalized(e.get("UserAgent") or e.get("csUserAgent") or "") for e in events if when(e) < ago(days=1)}
    assert known == {"mozilla|mozilla|Mozilla", "Boto|Python", ""}
    first, second = first_last(events[:2])

    def row(e, agent, start, end, address, account, **columns):
        return {"UserAgent": agent, "NormalizedUserAgent": normalized(agent), "SourceIP": address, "Account": account,
                "Type": e["Type"], "StartTime": start, "EndTime": end, "count_": 1, "timestamp": start,
                "IPCustomEntity": address, "AccountCustomEntity": account} | columns

    e, f, g = events[0], events[5], events[8]
    rows = [
        row(e, e["UserAgent"], first, second, "1.1.1.1", "ann", RecordType="r", Operation="op"),
        row(f, f["UserAgent"], f["TimeGenerated"], f["TimeGenerated"], "3.3.3.3", "eve", EventSource="es", EventName="en"),
        row(g, "Fresh agent", g["TimeGenerated"], g["TimeGenerated"], "2.2.2.2", "bob", sSiteName="s", csMethod="GET",
            csUriStem="/"),
    ]
    assert rows[1]["NormalizedUserAgent"] == "tool"
    return events, rows


PIPE = "583da945-62af-10e8-4902-a8f205c72b2e"


@reading("SecurityEvent/SolorigateNamedPipe.yaml")
def pivot_of_xml_and_another_table():
    def sysmon(i, pairs, **columns):
        data = "".join(f'<Data Name="{n}">{v}</Data>' for n, v in pairs)
        xml = f'<DataItem type="System.XmlData" time="x"><EventData xmlns="urn">{data}</EventData></DataItem>'
        return event("Event", ago(hours=1, minutes=i), **({
            "Source": "Microsoft-Windows-Sysmon", "EventLog": "Sysmon", "Computer": f"c{i}", "EventLevel": 4,
            "EventLevelName": "Information", "EventID": 17, "UserName": "SYSTEM", "EventData": xml} | columns))

    def access(i, **columns):
        return event("SecurityEvent", ago(hours=2, minutes=i), **({
            "EventID": 5145, "AccessList": "%%4416 %%4418", "RelativeTargetName": PIPE.upper(), "Account": f"a{i}",
            "Computer": f"s{i}"} | columns))

    events = [
        sysmon(1, [("RuleName", "-"), ("PipeName", "\\" + PIPE), ("Image", "C:\\a &amp; b.exe")]),
        sysmon(2, [("PipeName", PIPE.upper()), ("ProcessId", "4711")], EventID=18),
        sysmon(3, [("PipeName", PIPE + "0"), ("Image", "x")]), sysmon(4, [("PipeName", PIPE), ("Image", "x")], EventID=19),
        sysmon(5, [("PipeName", PIPE), ("Image", "x")], Source="microsoft-windows-sysmon"),
        access(1), access(2, AccessList="%%44180"), access(3, RelativeTargetName="x" + PIPE), access(4, EventID=5146),
    ]

    def row(i, pipe, **columns):
        e = events[i]
        return {c: v for c, v in e.items() if c not in ("EventData", "Type")} | {
            "PipeName": pipe, "Account": "SYSTEM", "timestamp": e["TimeGenerated"], "AccountCustomEntity": "SYSTEM",
            "HostCustomEntity": e["Computer"]} | columns

    rows = [
        row(0, "\\" + PIPE, RuleName="-", Image="C:\\a & b.exe"), row(1, PIPE.upper(), ProcessId="4711"),
        events[5] | {"timestamp": events[5]["TimeGenerated"], "AccountCustomEntity": "a1", "HostCustomEntity": "s1"},
    ]
    return events, rows


@reading("SecurityEvent/StartStopHealthService.yaml")
def pivot_and_left_outer_join():
    def handle(i, name="HealthService", **columns):
        pairs = [("ObjectServer", "sc manager"), ("ObjectType", "SERVICE OBJECT"), ("ObjectName", name), ("HandleId", "0x0")]
        data = "".join(f'<Data Name="{n}">{v}</Data>' if v else f'<Data Name="{n}" />' for n, v in pairs)
        return event("SecurityEvent", ago(hours=1, minutes=i), **({
            "EventID": 4656, "EventData": f'<EventData xmlns="urn">{data}</EventData>', "Account": f"a{i}",
            "Computer": f"c{i}", "TargetAccount": "t", "IpAddress": "-", "TargetLogonId": "0x1"} | columns))

    events = [
        handle(1), handle(2, TargetLogonId="0x2"), handle(3, "healthservice"), handle(4, "Other"), handle(5, ""),
        handle(6, EventID=4657), handle(7, EventData="broken"),
        event("SecurityEvent", ago(hours=2), EventID=4624, TargetLogonId="0x2", Account="logon", IpAddress="1.1.1.1"),
        event("SecurityEvent", ago(hours=3), EventID=4624, TargetLogonId="0x2", Account="logon", IpAddress="1.1.1.2"),
    ]
    rows = []
    for i, name, times in [(0, "HealthService", 1), (1, "HealthService", 2), (2, "healthservice", 1)]:
        e = events[i]
        rows += times * [{
            "TimeGenerated": e["TimeGenerated"], "Computer": e["Computer"], "Account": e["Account"], "TargetAccount": "t",
            "IpAddress": "-", "TargetLogonId": e["TargetLogonId"], "ObjectServer": "sc manager",
            "ObjectType": "SERVICE OBJECT", "ObjectName": name, "timestamp": e["TimeGenerated"],
            "HostCustomEntity": e["Computer"], "AccountCustomEntity": e["Account"], "IPCustomEntity": "-"}]
    return events, rows


@reading("Syslog/ssh_NewlyInternetExposed.yaml")
def lists_of_days():
    events = []

    def add(count, time, host, address, **columns):
        for i in range(count):
            events.append(event("Syslog", time + datetime.timedelta(seconds=i), EventTime=iso(time), HostName=host,
                                HostIP="h", **({"Facility": "authpriv", "ProcessName": "SSHD",
                                                "SyslogMessage": f"accepted password for u from {address} port 1"} | columns)))

    first, second = datetime.datetime(2026, 2, 28, 8), datetime.datetime(2026, 3, 1, 8)
    add(60, first, "a", "10.1.1.1")
    add(60, second, "a", "192.168.0.1")
    add(1, second, "a", "8.8.8.8")  # 0.5 of 60.5: under one in a hundred
    add(1, second, "a", "8.8.8", )  # no address
    add(49, first, "b", "172.31.0.1")
    add(49, second, "b", "127.0.0.1")
    add(1, second, "b", "172.32.0.1")  # 0.5 of 49.5: over it
    add(60, first, "c", "10.1.1.1")
    add(1, first, "c", "8.8.8.8")
    add(60, second, "c", "10.1.1.1")  # most public logons were not on the last day
    add(60, first, "d", "10.1.1.1")
    add(60, second, "d", "10.1.1.1")  # none from outside
    days = [iso(day(first)), iso(day(second))]
    rows = [{
        # The columns that were expanded are columns beside their elements of the same name, says the language's binder.
        "publicIPLoginHistory": [{"IPCount": n, "logon_time": d} for n, d in zip([0, 1], days)],
        "privateIPLoginHistory": [{"IPCount": 60, "logon_time": d} for d in days],
        "HostName": "a", "HostIP": "h", "publicIPLoginCountList": [0, 1], "publicAverage": 0.5,
        "publicStd": statistics.stdev([0, 1]), "maxPublicLoginCount": 1, "privateIPLoginCountList": [60, 60],
        "privateAverage": 60, "privateStd": 0, "probabilityPublic": 0.5 / 60.5, "publicLoginCountToday": 1,
        "HostCustomEntity": "a"}]
    return events, rows


@reading("SecurityEvent/MultipleFailedFollowedBySuccess.yaml", sets=["list_Outcome"])
def sessions():
    events = []

    def add(account, outcome, hour, minute, count=1, address="1.1.1.1", computer="c"):
        for i in range(count):
            events.append(event("SecurityEvent", datetime.datetime(2026, 3, 2, hour, minute, i),
                                EventID=4624 if outcome else 4625, Account=account, IpAddress=address, Computer=computer))

    add("ann", False, 7, 0, 3)
    add("ann", False, 7, 59, 2)  # 55 minutes after the bin before: the same session
    add("ann", True, 8, 10, address="2.2.2.2", computer="d")
    add("ann", False, 8, 20, 9)  # after the success a new session, which does not end with one
    add("bob", False, 7, 0, 4)
    add("bob", True, 7, 10)  # too few
    add("eve", True, 7, 0)
    add("eve", False, 7, 10, 5)
    add("eve", True, 7, 20)  # begins with a success, which ends a session
    add("joe", False, 7, 0, 5)
    add("joe", True, 8, 0)  # an hour is too far
    add("kim", False, 7, 0, 5)
    add("kim", True, 7, 59)
    add("max", False, 7, 0, 5, "-")
    add("max", True, 7, 10)
    add("", False, 7, 0, 5)
    add("", True, 7, 10)

    def row(account, start, end, failures, addresses, computers):
        rows = []
        # Arrays are expanded together.
        for address, computer in zip(addresses, computers):
            rows.append({"Account": account, "FailureCountBeforeSuccess": failures, "StartTime": iso(start),
                         "EndTime": iso(end), "set_Computer": computer, "set_IpAddress": address, "IpAddress": address,
                         "Computer": computer, "timestamp": iso(start), "AccountCustomEntity": account,
                         "HostCustomEntity": computer, "IPCustomEntity": address})
        return rows

    def at(hour, minute):
        return datetime.datetime(2026, 3, 2, hour, minute)

    rows = (row("ann", at(7, 0), at(8, 10), 5, ["1.1.1.1", "2.2.2.2"], ["c", "d"])
            + row("eve", at(7, 10), at(7, 20), 5, ["1.1.1.1"], ["c"])
            + row("kim", at(7, 0), at(7, 55), 5, ["1.1.1.1"], ["c"]))
    return events, rows


@reading("SigninLogs/AnomalousUserAppSigninLocationIncrease-detection.yaml")
def fitted_lines():
    events = []

    def add(count, days, user, first=0):
        for i in range(count):
            events.append(event("SigninLogs", day(NOW) - datetime.timedelta(days=days) + datetime.timedelta(hours=1),
                                UserPrincipalName=user, AppDisplayName="app",
                                LocationDetails={"countryOrRegion": "DE", "state": "NW", "city": f"c{first + i}"}))

    for user, today in [("ann", 8), ("bob", 6)]:
        for days in range(7, 0, -1):
            add(1, days, user)
        add(today, 0, user)  # from one to eight: the slope of two days is seven; to six it is five
        add(2, 0, user)  # places that were counted
    counts = [1] * 7 + [8]
    # The example of the page decides that the variance is that of a sample, of the residuals, too, and that the first
    # value stands at 1.
    n = len(counts)
    places = range(1, n + 1)
    slope, intercept = statistics.linear_regression(places, counts)
    fit = [slope * x + intercept for x in places]
    example = [2, 5, 6, 8, 11, 15, 17, 18, 25, 26, 30, 30]
    assert abs(statistics.variance(example) - 98.628) < 0.001
    a, b = statistics.linear_regression(range(1, 13), example)
    assert abs(b + 1.666) < 0.001
    residual = [y - (a * x + b) for x, y in enumerate(example, 1)]
    assert abs(sum(r * r for r in residual) / 11 - 1.686) < 0.001
    variance = statistics.variance(counts)
    rest = sum((y - f) ** 2 for y, f in zip(counts, fit)) / (n - 1)
    times = [iso(day(NOW) - datetime.timedelta(days=d)) for d in range(7, -1, -1)]
    assert slope > 0.3
    rows = [{
        "UserPrincipalName": "ann", "AppDisplayName": "app", "dLocationCount": counts, "TimeGenerated": times,
        "RSquare": 1 - rest / variance, "Slope": slope, "Variance": variance, "RVariance": rest, "Interception": intercept,
        "LineFit": fit, "timestamp": times, "AccountCustomEntity": "ann"}]
    return events, rows


# Long rules.


@reading("FalconFriday/SMBWindowsAdminShares.yaml")
def materialized_tables_used_again():
    start = ago(minutes=50)

    def after(seconds):
        return start + datetime.timedelta(seconds=seconds)

    def accepted(i, seconds, **columns):
        return event("DeviceNetworkEvents", after(seconds), **({
            "Timestamp": iso(after(seconds)), "InitiatingProcessFileName": "services.exe", "InitiatingProcessId": 700,
            "ActionType": "InboundConnectionAccepted", "DeviceId": "d", "DeviceName": "dn", "LocalPort": i,
            "InitiatingProcessSHA1": "s1", "InitiatingProcessCommandLine": "c1"} | columns))

    def child(i, seconds, **columns):
        return event("DeviceProcessEvents", after(seconds), **({
            "Timestamp": iso(after(seconds)), "InitiatingProcessFileName": "services.exe", "InitiatingProcessId": 700,
            "InitiatingProcessCreationTime": iso(start), "DeviceId": "d", "DeviceName": "dn", "FileName": f"f{i}.exe",
            "ProcessCommandLine": f"f{i}", "SHA1": f"h{i}", "InitiatingProcessSHA1": "s2",
            "InitiatingProcessCommandLine": "c2"} | columns))

    events = [
        accepted(1, 100), accepted(2, 60), accepted(3, 300, InitiatingProcessFileName="SERVICES.EXE"),
        accepted(4, 400, ActionType="ConnectionSuccess"), accepted(5, 500, DeviceId="e"),
        child(1, 100), child(2, 110), child(3, 111), child(4, 99), child(5, 105, SHA1="signed"),
        child(6, 106, SHA1="signed", FileName="CMD.exe"), child(7, 107, ProcessCommandLine="MSIEXEC.exe /v"),
        child(8, 65), child(9, 305, InitiatingProcessFileName="SERVICES.EXE"), child(10, 505, DeviceId="e", DeviceName="en"),
        child(11, 108, InitiatingProcessId=701), child(12, 109, SHA1=""),
        event("DeviceFileCertificateInfo", ago(minutes=10), SHA1="signed"),
    ]
    rows = []
    # The connection at 60 s is not later than a minute after the start; the times of 3 and 4 are outside of the ten seconds.
    for one, two in [(0, 5), (0, 6), (0, 10), (2, 13), (4, 14), (0, 16)]:
        c, p = events[one], events[two]
        row = {n: v for n, v in c.items() if n != "Timestamp"}
        rows.append(row | {
            "TimestampNetworkAct": c["Timestamp"], "TimestampChild": p["Timestamp"], "DeviceId1": p["DeviceId"],
            "DeviceName1": p["DeviceName"], "FileName": p["FileName"], "ProcessCommandLine": p["ProcessCommandLine"],
            "SHA1": p["SHA1"], "InitiatingProcessFileName1": p["InitiatingProcessFileName"],
            "InitiatingProcessCommandLine1": "c2", "InitiatingProcessSHA11": "s2", "InitiatingProcessId1": 700,
            "TimestampServicesExe": iso(start)})
    return events, rows


@reading("SecurityEvent/ExcessiveLogonFailures.yaml", ordered=True, sets=["Computer", "IpAddressList"])
def sums_and_means_of_nothing():
    events = []

    def add(count, days, account, computer="c", **columns):
        for i in range(count):
            events.append(event("SecurityEvent", ago(days=days, seconds=i), **({
                "EventID": 4625, "AccountType": "user", "Account": account, "LogonTypeName": "3", "SubStatus": "0xc000006a",
                "Computer": computer, "WorkstationName": "w", "IpAddress": "1.1.1.1", "Process": "p"} | columns)))

    add(52, 0.5, "ann")  # never before
    add(49, 0.5, "bob")  # one too few
    add(50, 0.5, "eve", SubStatus="0x1", WorkstationName="-")
    add(150, 3, "eve", SubStatus="0x1", WorkstationName="-", Process="other")  # the past does not ask for the process
    add(50, 0.5, "joe")
    add(151, 3, "joe")  # a third of the past is more
    add(51, 0.5, "kim", "a", WorkstationName="")
    add(51, 0.5, "kim", "b", WorkstationName="")
    add(60, 0.5, "max", IpAddress="::1")
    add(30, 0.5, "tom", WorkstationName="a")
    add(30, 0.5, "tom", WorkstationName="A")
    reasons = {"0xc000006a": "User logon with misspelled or bad password", "0x1": "Unknown reason substatus: 0x1"}

    def row(account, computer, station, today, previous, mean, **columns):
        found = [e for e in events if e["Account"] == account and e["Computer"] == computer and when(e) >= ago(days=1)]
        start, end = first_last(found)
        status = found[0]["SubStatus"]
        return {"EventID": 4625, "Account": account, "LogonTypeName": "3", "SubStatus": status, "Reason": reasons[status],
                "AccountType": "user", "WorkstationName": station, "Process": "p", "StartTime": start, "EndTime": end,
                "Computer": [computer], "IpAddressList": ["1.1.1.1"], "sum_CountToday": today, "sum_CountPrev7day": previous,
                "avg_Avg7Day": mean, "timestamp": start, "AccountCustomEntity": account,
                "HostCustomEntity": station} | columns

    # The sum of no values is zero, their mean is no number.
    rows = [row("ann", "c", "w", 52, 0, "NaN"), row("kim", "a", "a", 51, 0, "NaN"), row("kim", "b", "b", 51, 0, "NaN"),
            row("eve", "c", "c", 50, 150, 21.43)]
    return events, rows


SPRAY = ["UserPrincipalNames", "UserDisplayNames", "ClientAppsUsed", "Locations", "FailureCountByPrincipal",
         "ResultTypeSuccesses", "ResultTypeFailures"]


@reading("SigninLogs/SigninPasswordSpray.yaml", sets=SPRAY)
def breaches_of_windows():
    events = []

    def signin(time, user, address, code="50126", application="A", **columns):
        events.append(event("SigninLogs", time, **({
            "UserPrincipalName": user, "UserDisplayName": user.title(), "UserId": f"id-{user}", "Identity": user.title(),
            "IPAddress": address, "ResultType": code, "AppDisplayName": application, "ClientAppUsed": "Browser",
            "LocationDetails": {"countryOrRegion": "DE", "state": "NW", "city": "Bonn"}} | columns)))

    base = datetime.datetime(2026, 3, 1, 10)
    minute = datetime.timedelta(minutes=1)
    for i in range(5):
        signin(base + i * minute, f"a{i}", "1.1.1.1", "50055" if i == 4 else "50126")
    signin(base + 9 * minute, "a0", "1.1.1.1", "50053", ClientAppUsed="IMAP")
    signin(base + 10 * minute, "a1", "1.1.1.1", "0")
    for i in range(5):  # four in one window, the fifth in the next
        signin(base + (18 + i // 4 * 2) * minute + i * datetime.timedelta(seconds=1), f"b{i}", "2.2.2.2")
    for i in range(5):  # as many principals succeed
        signin(base + i * minute, f"c{i}", "3.3.3.3")
        signin(base + (i + 60) * minute, f"d{i}", "3.3.3.3", "0")
    for i in range(5):
        signin(base + i * minute, f"e{i}", "4.4.4.4", application="B")
        signin(base + (20 + i) * minute, f"e{i}", "4.4.4.4", application="B")  # a second window
    signin(base, "e9", "4.4.4.4", application="C")  # another application of the same address
    for i in range(5):  # more than three days ago
        signin(ago(days=4, minutes=i), f"f{i}", "5.5.5.5")
    # An identity that is not resolved is looked up by the id that another logon has.
    guid = "0a1b2c3d-1111-2222-3333-444455556666"
    for i in range(4):
        signin(base + i * minute, f"g{i}", "6.6.6.6")
    signin(base + 5 * minute, guid, "6.6.6.6", Identity=guid, UserDisplayName=guid, UserId="id-x")
    signin(ago(days=5), "real", "9.9.9.9", "0", UserId="id-x")

    def row(address, application, users, counts, breaches, successes, failures, kinds, **columns):
        found = [e for e in events if e["IPAddress"] == address and e["AppDisplayName"] == application
                 and e["ResultType"] != "0"]
        start, end = first_last(found)
        return {"IPAddress": address, "StartTime": start, "EndTime": end, "TargetedApplication": application,
                "FailedPrincipalCount": len(users), "UserPrincipalNames": users,
                "UserDisplayNames": [u.title() for u in users], "ClientAppsUsed": ["Browser"], "Locations": ["DE|NW|Bonn"],
                "FailureCountByPrincipal": counts, "WindowThresholdBreaches": breaches, "Type": "SigninLogs",
                "Type1": "SigninLogs", "GlobalSuccessPrincipalCount": successes, "ResultTypeSuccesses": kinds,
                "GlobalFailPrincipalCount": failures, "ResultTypeFailures": ["50126"], "timestamp": start,
                "IPCustomEntity": address} | columns

    users = [f"e{i}" for i in range(5)]
    rows = [
        # 50055 counts as a failure and as a success.
        row("1.1.1.1", "A", [f"a{i}" for i in range(5)], [1, 1, 1, 1, 2], 1, 2, 5, ["0", "50055"],
            ClientAppsUsed=["Browser", "IMAP"], ResultTypeFailures=["50126", "50055", "50053"]),
        row("4.4.4.4", "B", users, [2] * 5, 2, 0, 6, []), row("4.4.4.4", "C", ["e9"], [1], 2, 0, 6, []),
        row("6.6.6.6", "A", [f"g{i}" for i in range(4)] + ["real"], [1] * 5, 1, 0, 5, []),
    ]
    return events, rows


# Parsers that several rules share.


@reading("ASimAuthentication/imAuthSigninsMultipleCountries.yaml", sets=["Vendors", "Products"])
def countries_through_a_parser():
    def signin(time, user, country, **columns):
        return event("SigninLogs", time, **({
            "ResultType": "0", "UserId": f"id-{user}", "UserPrincipalName": user, "UserType": "Member",
            "LocationDetails": {"countryOrRegion": country}} | columns))

    events = [
        signin(ago(hours=1), "ann", "DE"), signin(ago(hours=2), "ann", "FR"), signin(ago(hours=2, minutes=1), "ann", "FR"),
        signin(ago(hours=1), "bob", "DE"), signin(ago(hours=2), "bob", "FR", ResultType="50126"),
        signin(ago(hours=1), "eve", "DE"), signin(ago(hours=2), "eve", ""), signin(ago(hours=2), "eve", None),
        signin(ago(hours=1), "kim", "DE"), signin(ago(hours=2), "kim", "FR", UserType="Guest"),
        signin(ago(hours=1), "max", "DE"), signin(ago(hours=2), "max", "de"),  # values mind case
        signin(ago(hours=1), "joe", "DE"), signin(ago(hours=2), "joe", "FR", LocationDetails=None),
        signin(ago(hours=2), "tom", "DE"), signin(ago(hours=2, minutes=59, seconds=59), "tom", "FR"),
    ]
    rows = []
    for user in ("ann", "max", "tom"):
        start, end = first_last([e for e in events if e["UserPrincipalName"] == user])
        rows.append({"TargetUserId": f"id-{user}", "TargetUsername": user, "TargetUserType": "Member", "StartTime": start,
                     "EndTime": end, "Vendors": ["Microsoft"], "Products": ["AAD"], "NumOfCountries": 2,
                     "timestamp": start, "AccountCustomEntity": user})
    return events, rows


@reading("ASimAuthentication/imAuthPasswordSpray.yaml", sets=["Vendors", "Products", "Users"])
def failures_through_a_parser():
    events = []

    def add(count, minute, address, code="50126", first=0, country="DE"):
        for i in range(count):
            events.append(event("SigninLogs", datetime.datetime(2026, 3, 2, 11, minute, i), ResultType=code,
                                UserId=f"u{first + i}", UserPrincipalName=f"n{i}", IPAddress=address,
                                LocationDetails={"countryOrRegion": country}))

    add(16, 30, "1.1.1.1")
    add(4, 34, "1.1.1.1", first=14)  # two more users in the same five minutes
    add(16, 30, "2.2.2.2", first=0)
    add(15, 35, "2.2.2.2", first=0)  # one too few
    add(10, 30, "3.3.3.3")
    add(10, 30, "3.3.3.3", first=10, country="FR")  # another country
    add(8, 44, "4.4.4.4")
    add(8, 45, "4.4.4.4", first=8)  # the next five minutes
    add(20, 30, "5.5.5.5", "0")
    add(20, 30, "6.6.6.6", "50074")  # a second factor is asked for: the password was right
    rows = [{"SrcDvcIpAddr": address, "SrcGeoCountry": "DE", "TimeGenerated": "2026-03-02T11:30:00.0000000Z",
             "UserCount": count, "Vendors": ["Microsoft"], "Products": ["Microsoft"],
             "Users": [f"u{i}" for i in range(count)], "timestamp": "2026-03-02T11:30:00.0000000Z",
             "IPCustomEntity": address} for address, count in [("1.1.1.1", 18), ("2.2.2.2", 16)]]
    return events, rows


AGENTS = "https://raw.githubusercontent.com/Azure/Azure-Sentinel/master/Sample%20Data/Feeds/UnusualUserAgents.csv"


@reading("ASimWebSession/UnusualUAHackTool.yaml", external={AGENTS: [
    "UserAgent,Category", "sqlmap,Hacking Tool", '"Nikto, v2",Hacking Tool', "curl,Other", ",Hacking Tool"]},
    watchlists={"UnusualUserAgents": ["SearchKey,UserAgent", "Hacking Tool,hydra", "hacking tool,wget", "Hacking Tool,"]})
def agents_from_a_file_and_a_watchlist():
    def line(url, user="-", code="TCP_MISS", status=200):
        return f"1614600000.123 55 10.0.0.7 {code}/{status} 1024 GET {url} {user} HIER_DIRECT/1.2.3.4 text/html"

    texts = {
        line("http://x.com/a") + " SQLMAP/1.5": ("http://x.com/a", ""),
        line("http://x.com/?q=hydra-9", "ann"): ("http://x.com/?q=hydra-9", "ann"),
        line("http://x.com/b") + " (nikto, v2)": ("http://x.com/b", ""),
        line("http://x.com/c") + " nikto v2": None, line("http://x.com/d") + " wget": None,
        line("http://x.com/e") + " curl": None, line("http://x.com/f") + " sqlmaps": None,
        "sqlmap without a log line": ("", ""),
    }
    events = [event("SquidProxy_CL", ago(minutes=i + 1), RawData=text) for i, text in enumerate(texts)]
    rows = []
    for e, found in zip(events, texts.values()):
        if found:
            address = "10.0.0.7" if found[0] else ""
            rows.append({"SrcIpAddr": address, "Url": found[0], "TimeGenerated": e["TimeGenerated"],
                         "SrcUsername": found[1]})
    return events, rows


# Functions that few rules use.


@reading("SecurityEvent/UserAccountAddedToPrivlegeGroup_1h.yaml")
def places_in_texts():
    def added(i, member, sid, **columns):
        return event("SecurityEvent", ago(hours=1, minutes=i), **({
            "EventID": 4732, "AccountType": "User", "MemberName": member, "MemberSid": f"S-m{i}", "TargetSid": sid,
            "Activity": "a", "Computer": "dc", "TargetUserName": "g", "TargetDomainName": "d", "SubjectUserName": "s",
            "SubjectUserSid": "S-s", "UserPrincipalName": "p"} | columns))

    local, domain = "S-1-5-32-544", "S-1-5-21-1-22-333-512"
    events = [
        added(1, "CN=Ann,OU=Users,DC=x", local), added(2, "CN=Jörg Müßig,CN=Users", domain, EventID=4728),
        added(3, "cn=bob,CN=x", "S-1-5-21-1-22-333-1102", EventID=4756), added(4, "CN=,OU=x", "S-1-5-21----500"),
        added(5, "-", local), added(6, "CN=Eve,OU=x", "S-1-5-32-555"), added(7, "CN=Eve,OU=x", "S-1-5-32-600"),
        added(8, "CN=Eve,OU=x", "S-1-5-21-1-22-333-1234"), added(9, "CN=Eve,OU=x", "S-1-5-21-1-22-333-5120"),
        added(10, "CN=Eve,OU=x", local, AccountType="user"), added(11, "CN=Eve,OU=x", local, EventID=4733),
        added(12, "CN=Sub,ou=x,OU=y", "xS-1-5-32-501"),  # a pattern may match anywhere; letters mind case
    ]
    names = {0: "Ann", 1: "Jörg Müßig", 2: "bob", 3: "", 11: "Sub,ou=x"}
    rows = []
    for i, name in names.items():
        e = {c: v for c, v in events[i].items() if c not in ("Type", "AccountType")}
        rows.append(e | {"SimpleMemberName": name, "timestamp": e["TimeGenerated"], "AccountCustomEntity": name,
                         "HostCustomEntity": "dc"})
    return events, rows


@reading("DigitalGuardianDLP/DigitalGuardianFileSentToExternal.yaml")
def parts_of_addresses():
    def mail(i, sender, recipient, **columns):
        return event("DigitalGuardianDLPEvent", ago(minutes=i), **({
            "NetworkApplicationProtocol": "smtp", "inspected_document": "doc", "SrcUserName": sender,
            "DstUserName": recipient} | columns))

    events = [
        mail(1, "ann@corp.com", "ann@mail.com"), mail(2, "ann@corp.com", "Ann@mail.com"),
        mail(3, "ann@corp.com", "ann@corp.com"), mail(4, "ann@corp.com", "ann@Corp.com"), mail(5, "@a", "@b"),
        mail(6, "ünal@corp.com", "ünal@mail.com"), mail(7, "a@b@c", "a@b"), mail(8, "a@b", "a@c", inspected_document=""),
        mail(9, "a@b", "a@c", NetworkApplicationProtocol="HTTP"), mail(10, "ann@x", "anna@y"),
    ]
    rows = []
    for i in (0, 3, 4, 5, 6):
        sender, recipient = events[i]["SrcUserName"], events[i]["DstUserName"]
        rows.append(events[i] | {
            "s_user": sender.split("@")[0], "d_user": recipient.split("@")[0], "s_domain": sender.split("@", 1)[1],
            "d_domain": recipient.split("@", 1)[1], "AccountCustomEntity": sender})
    return events, rows


@reading("OfficeActivity/exchange_auditlogdisabled.yaml")
def slice_of_an_array():
    def change(i, parameters, **columns):
        return event("OfficeActivity", ago(hours=1, minutes=i), **({
            "UserType": "admin", "Operation": "set-adminauditlogconfig", "UserId": "u", "ClientIP": "1.1.1.1",
            "ResultStatus": "True", "Parameters": compact(parameters)} | columns))

    first = [{"Name": n, "Value": n} for n in ("Identity", "x", "y")]
    off = {"Name": "AdminAuditLogEnabled", "Value": "FALSE"}
    events = [
        change(1, first + [off]), change(2, first + [off]), change(3, first + [off, off], UserType="DCAdmin"),
        change(4, first[:2] + [off]), change(5, first + [{**off, "Value": "True"}]), change(6, first + [{**off, "Value": False}]),
        change(7, first + ["False"]), change(8, []), change(9, {"Value": "False"}), change(10, [off] + first),
        change(11, first + [off], UserType="Regular"), {**change(12, []), "Parameters": ""},
        change(13, first + [{"value": "False"}]),
    ]
    rows = []
    for members, value in [((1, 0), "FALSE"), ((2, 2), "FALSE"), ((5, 5), "false")]:
        start, end = (events[m]["TimeGenerated"] for m in members)
        e = events[members[0]]
        rows.append({c: e[c] for c in ("Operation", "UserType", "UserId", "ClientIP", "ResultStatus", "Parameters")} | {
            "AdminAuditLogEnabledValue": value, "StartTimeUtc": start, "EndTimeUtc": end,
            "OperationCount": 1 if start == end else 2, "timestamp": start, "AccountCustomEntity": "u",
            "IPCustomEntity": "1.1.1.1"})
    return events, rows


@reading("FalconFriday/PasswordSprayingWithMDE.yaml")
def aggregates_with_conditions():
    events = []

    def add(count, minutes, address, action="LogonFailed", first=0, device="d", **columns):
        for i in range(count):
            time = ago(hours=5, minutes=minutes, seconds=i)
            events.append(event("DeviceLogonEvents", time, **({
                "Timestamp": iso(time), "LogonType": "Network", "ActionType": action, "RemoteIP": address,
                "RemoteDeviceName": "r", "DeviceName": device, "AccountName": f"u{first + i}", "RemoteIPType": "Private",
                "ReportId": len(events)} | columns)))

    add(21, 10, "1.1.1.1")
    add(3, 5, "1.1.1.1", first=5)  # the same accounts again
    add(30, 20, "1.1.1.1", "LogonSuccess")
    add(20, 10, "2.2.2.2")  # one account too few
    add(21, 10, "3.3.3.3")
    add(42, 9, "3.3.3.3", "LogonSuccess")  # half of the successes are as many as the failures
    add(21, 10, "4.4.4.4")
    add(41, 9, "4.4.4.4", "LogonSuccess")
    add(21, 10, "5.5.5.5", RemoteIPType="Loopback")
    add(21, 10, "", RemoteDeviceName="")
    add(21, 10, "", RemoteDeviceName="pc", RemoteIPType="")  # a name is enough, and no type is not the type Loopback
    add(21, 10, "6.6.6.6", LogonType="Unlock")
    add(21, 10, "7.7.7.7", "LogonAttempted")
    add(11, 10, "8.8.8.8", device="a")
    add(11, 10, "8.8.8.8", device="b", first=11)
    rows = []
    for address in ("1.1.1.1", "4.4.4.4", ""):
        found = [e for e in events if e["RemoteIP"] == address and (address or e["RemoteDeviceName"])]
        failed = [when(e) for e in found if e["ActionType"] == "LogonFailed"]
        last = max(found, key=when)
        rows.append({
            "IPAddress": address, "DeviceName": "d", "SuccessLogonCount": len(found) - len(failed),
            "FailedLogonCount": len(failed), "UniqueAccountFailedLogons": 21, "FirstFailed": iso(min(failed)),
            "LastFailed": iso(max(failed)), "LastTimestamp": last["TimeGenerated"], "ReportId": str(last["ReportId"])})
    assert [r["FailedLogonCount"] for r in rows] == [24, 21, 21]
    return events, rows


SETS = ["csUserName", "decodedUriQuery", "sSiteName", "sPort", "csUserAgent", "csMethod", "scStatusFull",
        "scStatusFull_Friendly", "scWin32Status_Hex", "scWin32Status_Friendly"]


@reading("W3CIISLog/HighFailedLogonCountByClientIP.yaml", ordered=True, sets=["set_" + s for s in SETS])
def hexadecimal_and_decoded_texts():
    events = []

    def add(count, minute, address, **columns):
        for i in range(count):
            events.append(event("W3CIISLog", datetime.datetime(2026, 3, 2, 9, minute, i), **({
                "scStatus": "401", "scSubStatus": "1", "csUserName": "u", "scWin32Status": "1326", "cIP": address,
                "Computer": "web", "sIP": "10.0.0.1", "sSiteName": "s", "sPort": 443, "csUserAgent": "ua",
                "csMethod": "GET", "csUriQuery": "a%20b"} | columns)))

    add(19, 1, "1.1.1.1")
    add(1, 2, "1.1.1.1")  # the next minute
    add(10, 3, "2.2.2.2")
    add(11, 3, "2.2.2.2", scStatus="403", scSubStatus="4", scWin32Status="2148074254", csUriQuery="x%2By%zz", sPort=80)
    add(20, 4, "3.3.3.3", scStatus="403", scSubStatus="", scWin32Status="5", csUserName="", csUriQuery="")
    add(30, 5, "4.4.4.4", csUserName="-")
    add(30, 6, "5.5.5.5", scStatus="404")
    other_win32 = "See - https://msdn.microsoft.com/library/cc231199.aspx"
    other_status = ("See - https://support.microsoft.com/help/943891/"
                    "the-http-status-code-in-iis-7-0-iis-7-5-and-iis-8-0")

    def row(minute, address, count, **sets):
        time = iso(datetime.datetime(2026, 3, 2, 9, minute))
        return {"TimeGenerated": time, "cIP": address, "Computer": "web", "sIP": "10.0.0.1",
                "FailedConnectionsCount": count, "timestamp": time, "HostCustomEntity": "web", "IPCustomEntity": address,
                "set_sSiteName": ["s"], "set_csUserAgent": ["ua"], "set_csMethod": ["GET"]} | {
            "set_" + name: values for name, values in sets.items()}

    assert "%x" % 1326 == "52e" and "%x" % 2148074254 == "8009030e" and other_win32
    rows = [
        row(3, "2.2.2.2", 21, csUserName=["u"], decodedUriQuery=["a b", "x+y%zz"], sPort=[443, 80],
            scStatusFull=["401.1", "403.4"], scStatusFull_Friendly=["Logon failed.", "SSL required."],
            scWin32Status_Hex=["52e", "8009030e"],
            scWin32Status_Friendly=["Logon failure: Unknown user name or bad password.", "SEC_E_NO_CREDENTIALS"]),
        row(4, "3.3.3.3", 20, csUserName=[""], decodedUriQuery=[""], sPort=[443], scStatusFull=["403."],
            scStatusFull_Friendly=[other_status], scWin32Status_Hex=["5"], scWin32Status_Friendly=["Access is denied."]),
    ]
    return events, rows


@reading("Syslog/FailedLogonAttempts_UnknownUser.yaml", ordered=True)
def joins_of_joins():
    events = []

    def add(process, seconds, text, host="h1", **columns):
        events.append(event("Syslog", ago(hours=3, seconds=-seconds), **({
            "Facility": "AuthPriv", "Computer": host, "HostIP": "10.0.0.1", "ProcessName": "sshd", "ProcessID": process,
            "SyslogMessage": text} | columns)))

    def both(process, seconds, address, host="h1"):
        add(process, seconds, f"Authentication failure; logname= uid=0 euid=0 rhost={address}", host)
        add(process, seconds + 1, "check pass; user unknown", host)

    for i in range(14):
        both(100 + i, i * 60, "1.1.1.1")
        both(200 + i, i * 60, "2.2.2.2  user=x", "h0")  # the rest of the line belongs to the address
        both(300 + i, i * 60, "3.3.3.3")
    add(100, 2, "check pass; user unknown")  # a second row of the same process counts once more
    both(250, 14 * 60, "2.2.2.2  user=x", "h0")
    both(251, 0, "2.2.2.2", "h0")
    add(350, 0, "authentication failure; uid=0 rhost=3.3.3.3")  # nobody unknown
    add(351, 0, "authentication failure; uid=1000 rhost=3.3.3.3")
    add(351, 1, "user unknown")
    add(352, 0, "authentication failure; uid=0 rhost=3.3.3.3", Facility="auth")
    add(352, 1, "user unknown")
    add(353, 0, "authentication failure; uid=0 rhost=3.3.3.3")
    add(353, 1, "user unknown", HostIP="10.0.0.2")

    def row(address, host, start, end, count, between_them):
        return {"StartTimeUtc": iso(start), "EndTimeUtc": iso(end), "SourceAddress": address, "DestinationHost": host,
                "DestinationIP": "10.0.0.1", "TotalLogonAttempts": count, "FirstLogonAttempt": iso(start),
                "LatestLogonAttempt": iso(end), "TimeBetweenLogonAttempts": between_them, "timestamp": iso(start),
                "HostCustomEntity": host, "IPCustomEntity": "10.0.0.1"}

    start = ago(hours=3)
    rows = [row("2.2.2.2  user=x", "h0", start, start + datetime.timedelta(minutes=14), 15, "00:14:00"),
            row("1.1.1.1", "h1", start, start + datetime.timedelta(minutes=13), 15, "00:13:00")]
    return events, rows


@reading("MultipleDataSources/Solorigate-VM-Network.yaml")
def union_of_arrays_and_two_joins():
    def connection(i, names, questions, **columns):
        return event("VMConnection", ago(minutes=20 + i), **({
            "RemoteDnsCanonicalNames": names, "RemoteDnsQuestions": questions, "RemoteIp": "6.6.6.6", "AgentId": "a",
            "Machine": "m", "Process": "p", "Computer": f"c{i}", "BytesSent": i} | columns))

    events = [
        connection(1, '["x.avsvmcloud.com","ok.com"]', '["x.avsvmcloud.com"]'),
        connection(2, '["X.AVSVMCLOUD.com"]', "[]"), connection(3, '["x.avsvmcloud.com"]', '["kubecloud.com.org"]'),
        connection(4, '["myavsvmcloud.com"]', '["avsvmcloud.community"]'),
        connection(5, '["kubecloud.com"]', "[]", Process="q"),  # no such process
        connection(6, '["kubecloud.com"]', '[]', AgentId="b"),
        event("VMProcess", ago(minutes=9), AgentId="a", Machine="m", Process="p", UserName="u", UserDomain="d",
              ExecutablePath="C:\\Program Files\\X\\x.exe", CommandLine="x -y", FirstPid=7),
        event("VMProcess", ago(minutes=8), AgentId="b", Machine="m", Process="p", ExecutablePath="x.exe", FirstPid=None),
        event("VMComputer", ago(minutes=7), AgentId="a", Machine="m", HostName="host", _ResourceId="/r"),
        event("VMComputer", ago(hours=1, seconds=1), AgentId="b", Machine="m", HostName="too old"),
    ]
    rows = []
    for first, name, requests in [(2, "x.avsvmcloud.com", 2), (1, "X.AVSVMCLOUD.com", 1), (2, "kubecloud.com.org", 1)]:
        e = events[first]
        rows.append({**e, "IPCustomEntity": "6.6.6.6", "DNSName": name, "DNSName1": name, "requests": requests,
                     "AgentId1": "a", "Machine1": "m", "Process1": "p", "UserName": "u", "UserDomain": "d",
                     "ExecutablePath": "C:\\Program Files\\X\\x.exe", "CommandLine": "x -y", "FirstPid": 7,
                     "DirectoryName": "C:\\Program Files\\X", "Filename": "x.exe", "HostCustomEntity": "host",
                     "AzureResourceId": "/r", "AgentId2": "a", "Machine2": "m"})
    return events, rows


@reading("FalconFriday/CertutilIngressToolTransfer.yaml", ordered=True)
def command_lines_and_hashes():
    def process(time, line, sha="", **columns):
        return event("DeviceProcessEvents", time, **({"Timestamp": iso(time), "FileName": "x.exe",
                                                      "ProcessCommandLine": line, "SHA1": sha} | columns))

    events = [
        process(ago(days=3), "certutil", "aa", FileName="CertUtil.exe"),
        event("DeviceFileEvents", ago(days=5), Timestamp=iso(ago(days=5)), PreviousFileName="xcertutil.exe",
              FileName="y.exe", SHA1="bb"),
        process(ago(minutes=1), "y.exe -decode a b", "aa"), process(ago(minutes=2), 'y.exe -d"eco"de a b', "bb"),
        process(ago(minutes=3), "y.exe -decode a b", "AA"),  # a hash is compared with case
        process(ago(minutes=4), "certutil.exe -urlcache x", FileName="CERTUTIL.EXE"),  # another term than url
        process(ago(minutes=5), "cmd /c certutil /url http://x", "cc"), process(ago(minutes=6), "-verify"),
        process(ago(minutes=7), "-encode", FileName="certutil.exe"),
        process(ago(hours=1, minutes=1), "certutil -encode"), process(ago(minutes=8), "mycertutil -encode"),
        process(ago(minutes=9), '"-encode file" certutil'), process(ago(minutes=10), "certutil"),
    ]
    cleaned = {2: ["y.exe", "-decode", "a", "b"], 3: ["y.exe", "-decode", "a", "b"],
               6: ["cmd", "/c", "certutil", "/url", "http://x"], 8: ["-encode"], 11: ["-encode file", "certutil"]}
    rows = [events[i] | {"CleanProcessCommandLine": c} for i, c in cleaned.items()]
    return events, rows


@reading("AristaAwakeSecurity/HighSeverityMatchesByDevice.yaml",
         sets=["Models", "ASPMatchURLs", "SourceIPs", "DestinationIPs"])
def decimals_and_sums():
    def match(i, severity, count, host="h", **columns):
        return event("CommonSecurityLog", ago(minutes=i + 1), **({
            "DeviceVendor": "Arista Networks", "DeviceProduct": "Awake Security", "LogSeverity": severity,
            "EventCount": count, "SourceHostName": host, "Activity": f"m{i}", "DeviceCustomString2": "u",
            "SourceIP": "1.1.1.1", "DestinationIP": "2.2.2.2"} | columns))

    events = [match(1, "9", 2), match(2, "10", 3), match(3, "6", 50), match(4, "7", None), match(5, "High", 5),
              match(6, "", 5), match(7, "8", 1, "g"), match(8, "8", 1, "H"), match(9, "8", 1, DeviceVendor="Arista")]
    rows = []
    for host, members, total, severity in [("h", (0, 1, 3), 5, 10), ("g", (6,), 1, 8), ("H", (7,), 1, 8)]:
        start, end = first_last([events[m] for m in members])
        rows.append({"SourceHostName": host, "StartTime": start, "EndTime": end,
                     "Models": [events[m]["Activity"] for m in members], "ASPMatchURLs": ["u"], "SourceIPs": ["1.1.1.1"],
                     "DestinationIPs": ["2.2.2.2"], "ModelMatchCount": total, "MaxSeverity": severity})
    return events, rows


@reading("SecurityEvent/RDP_MultipleConnectionsFromSingleSystem.yaml", sets=["ComputerSet", "ProcessSet"])
def ratio_of_counts():
    events = []

    def add(days, account, *computers, address="1.1.1.1", process="p", **columns):
        for i, computer in enumerate(computers):
            events.append(event("SecurityEvent", ago(days=days, minutes=i), **({
                "EventID": 4624, "LogonType": 10, "Account": account, "IpAddress": address, "Computer": computer,
                "ProcessName": process, "AccountType": "User", "Activity": "a", "LogonTypeName": "10"} | columns)))

    add(0.5, "d\\ann", "a", "b", "A", "c", "b")  # four names, since they mind case
    add(2, "D\\Ann", "a")
    add(0.5, "d\\bob", "a", "b")
    add(2, "d\\bob", "a")  # twice as many is not more than twice
    add(0.5, "D\\Eve", "a", "b", "c")  # only the past is made small
    add(2, "D\\Eve", "a")
    add(0.5, "d\\kim", "a", "b", "c")
    add(2, "d\\kim", "a", address="2.2.2.2")
    add(1, "d\\max", "a")  # exactly a day ago is today
    add(0.5, "d\\max", "b", "c")
    add(3, "d\\max", "b")
    add(2, "d\\joe", "a", LogonType=3)
    add(0.5, "d\\joe", "a", "b", "c")
    rows = []
    for account, computers, today in [("d\\ann", ["a", "b", "A", "c"], 4), ("d\\max", ["a", "b", "c"], 3)]:
        start, end = first_last([e for e in events if e["Account"] == account and when(e) >= ago(days=1)])
        rows.append({"StartTimeUtc": start, "EndTimeUtc": end, "Account": account, "IpAddress": "1.1.1.1",
                     "ComputerSet": computers, "ComputerCountToday": today, "ComputerCountPrev7Days": 1,
                     "Ratio": float(today), "AccountType": "User", "Activity": "a", "LogonTypeName": "10",
                     "ProcessSet": ["p"], "timestamp": start, "AccountCustomEntity": account, "IPCustomEntity": "1.1.1.1"})
    return events, rows


@reading("VMWareESXi/ESXiLowTempDirSpace.yaml")
def comparisons_with_nothing():
    texts = ["Temp directory /tmp free space is: 9999999999 bytes", "temp DIRECTORY free space is: 10000000000",
             "Temp directory free space is: ", "Temp directory free space is:\t5", "Temp directories free space is: 5",
             "Temp directory free space is: 1 free space is: 99999999999"]
    events = [event("VMwareESXi", ago(minutes=i + 1), SyslogMessage=t) for i, t in enumerate(texts)]
    rows = [events[i] | {"sp": sp, "h": "Hypervisor", "HostCustomEntity": "Hypervisor"}
            for i, sp in [(0, 9.999999999), (3, 5e-9), (5, 1e-9)]]
    return events, rows


@reading("ZoomLogs/SupiciousLinkSharing.yaml", sets=["Channels"])
def sets_that_are_counted():
    def chat(i, channel, message, user="u", **columns):
        return event("ZoomLogs", ago(hours=1, minutes=i), **({
            "Event": "Chat_Message.Sent", "User": user, "UserId": "id",
            "ChatEvents": compact({"Channel": channel, "Message": message})} | columns))

    events = [chat(i, f"c{i}", "see http://x") for i in range(4)] + [chat(5, "c0", "see http://x")]
    events += [chat(10 + i, f"c{i % 3}", "https://y") for i in range(5)]  # three channels
    events += [chat(20 + i, f"c{i}", "HTTP://z") for i in range(5)]  # the pattern minds case
    events += [chat(30 + i, i, "https://n", "w") for i in range(4)]
    events += [chat(40 + i, f"c{i}", "https://e", Event="chat_message.updated") for i in range(5)]
    rows = []
    for message, user, members, channels in [("see http://x", "u", events[:5], ["c0", "c1", "c2", "c3"]),
                                             ("https://n", "w", events[15:19], ["0", "1", "2", "3"])]:
        start, end = first_last(members)
        rows.append({"Message": message, "User": user, "UserId": "id", "Channels": channels, "StartTime": start,
                     "EndTime": end, "ChannelCount": 4, "timestamp": start, "AccountCustomEntity": user})
    return events, rows


def packed(events):
    """Events that repeat are written once, with how often they come."""
    found = []
    for e in events:
        if found and found[-1]["event"] == e:
            found[-1]["times"] += 1
        else:
            found.append({"times": 1, "event": e})
    return [f["event"] if f["times"] == 1 else f for f in found]


def file(rule, ordered, sets, external, watchlists, function):
    events, rows = function()
    # Nothing, null and the empty text are the same in a row; the test wants them left out.
    rows = [{c: v for c, v in row.items() if v is not None and v != ""} for row in rows]
    lines = ["{", f'"rule": {json.dumps(rule)},', f'"now": "{NOW.isoformat()}Z",', f'"ordered": {json.dumps(ordered)},',
             f'"sets": {json.dumps(sets)},', f'"external": {json.dumps(external)},', f'"watchlists": {json.dumps(watchlists)},']
    for name, items, end in (("events", packed(events), ","), ("rows", rows, "")):
        body = ",\n".join("  " + json.dumps(i, ensure_ascii=False) for i in items)
        lines.append(f'"{name}": [\n{body}\n]{end}' if items else f'"{name}": []{end}')
    return "\n".join(lines + ["}"]) + "\n"


def main():
    folder = pathlib.Path(sys.argv[1])
    for old in folder.glob("*.json"):
        old.unlink()
    for item in READINGS:
        name = item[-1].__name__.replace("_", "-")
        (folder / f"{name}.json").write_text(file(*item), encoding="utf-8")
    print(f"{len(READINGS)} readings of {len({item[0] for item in READINGS})} rules")


main()
