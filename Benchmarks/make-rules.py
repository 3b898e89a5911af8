#!/usr/bin/env python3
"""Writes N rules over SecurityEvent, WindowsEvent, Event and DeviceProcessEvents into a folder.

usage: make-rules.py N FOLDER

A quarter each: lists of terms (has_any), substrings with conditions on other columns, regular expressions, counts by key
and time. The words are those of Windows command lines; each rule has its own selection. The same N gives the same rules.
"""
import pathlib
import random
import sys
import uuid

PROGRAMS = """certutil bitsadmin mshta regsvr32 rundll32 wmic schtasks cscript wscript installutil msbuild regasm regsvcs odbcconf
cmstp msiexec psexec procdump ntdsutil vssadmin wbadmin bcdedit nltest dsquery whoami tasklist quser netsh reg sc at
powershell pwsh cmd curl wget ftp finger tftp nslookup route arp systeminfo hostname ipconfig fsutil cipher icacls takeown
esentutl makecab extrac32 expand diskshadow forfiles pcalua hh control msdt replace print xwizard rubeus mimikatz seatbelt
sharphound adfind lazagne secretsdump wevtutil auditpol gpresult logman appcmd dnscmd csvde ldifde""".split()
OPTIONS = """-urlcache -decode -encode -transfer -enc -nop -noni -hidden -bypass -w -ep /create /delete /format /node /quiet
sekurlsa::logonpasswords lsadump::dcsync kerberos::ptt asktgt kerberoast asreproast DownloadString DownloadFile
Invoke-Expression FromBase64String Invoke-WebRequest Start-BitsTransfer Add-MpPreference Set-MpPreference
Reflection.Assembly VirtualAlloc CreateRemoteThread MiniDump comsvcs.dll shadowcopy resize delete_shadows
currentversion\\\\run userinit winlogon image_file_execution AppInit_DLLs""".split()
FOLDERS = ["\\\\Users\\\\Public\\\\", "\\\\Windows\\\\Temp\\\\", "\\\\ProgramData\\\\", "\\\\AppData\\\\Local\\\\Temp\\\\",
           "\\\\PerfLogs\\\\", "\\\\$Recycle.Bin\\\\", "\\\\Windows\\\\Tasks\\\\", "\\\\Intel\\\\Logs\\\\"]


def quoted(words):
    return ", ".join(f'"{word}"' for word in words)


def source(table, pick):
    """The table's beginning of a query, its column of text, and a column of names."""
    if table == "SecurityEvent":
        return f"SecurityEvent\n| where EventID == {pick.choice([4688, 4688, 4688, 5156, 4663, 4624])}", "CommandLine", "Account"
    if table == "WindowsEvent":
        return ("WindowsEvent\n| where EventID == 4688\n| extend CommandLine = tostring(EventData.CommandLine), "
                "User = tostring(EventData.SubjectUserName)"), "CommandLine", "User"
    if table == "Event":
        return (f'Event\n| where Source == "Microsoft-Windows-Sysmon" and EventID == {pick.choice([1, 1, 3, 10, 11, 13])}',
                "EventData", "UserName")
    return "DeviceProcessEvents", pick.choice(["ProcessCommandLine", "InitiatingProcessCommandLine"]), "AccountName"


def query(number, pick):
    table = ["SecurityEvent", "WindowsEvent", "Event", "DeviceProcessEvents"][number % 4]
    start, text, name = source(table, pick)
    words = pick.sample(PROGRAMS, pick.randint(2, 6)) + pick.sample(OPTIONS, pick.randint(1, 3))
    kind = number // 4 % 4
    if kind == 0:
        test = f"| where {text} has_any ({quoted(words)}) and {text} has_any ({quoted(pick.sample(OPTIONS, 3))})"
    elif kind == 1:
        test = f'| where {text} contains "{pick.choice(FOLDERS)}" and {text} has "{pick.choice(PROGRAMS)}"'
    elif kind == 2:
        program, option = pick.choice(PROGRAMS), pick.choice(["enc", "urlcache", "transfer", "node", "create", "i:http"])
        test = f"| where {text} matches regex @'(?i){program}(\\.exe)?\\b.{{0,40}}[/-]{option}\\w*\\s'"
    else:
        test = (f"| where {text} has_any ({quoted(words)})\n"
                f"| summarize Runs = count(), First = min(TimeGenerated) by {name}, bin(TimeGenerated, 1h)\n"
                f"| where Runs > {pick.randint(3, 30)}")
        return f"{start}\n{test}"
    return f"{start}\n{test}\n| project TimeGenerated, Computer = {'DeviceName' if table[0] == 'D' else 'Computer'}, {name}, {text}"


def main():
    count, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        pick = random.Random(f"rule {number}")
        body = query(number, pick).replace("\n", "\n  ")
        (folder / f"rule-{number:04}.yaml").write_text(
            f"id: {uuid.uuid5(uuid.NAMESPACE_URL, f'rule {number}')}\n"
            f"name: Benchmark rule {number}\ndescription: One of many.\nseverity: Low\n"
            "queryFrequency: 1d\nqueryPeriod: 1d\ntriggerOperator: gt\ntriggerThreshold: 0\n"
            f"tactics:\n  - Execution\nquery: |\n  {body}\nversion: 1.0.0\nkind: Scheduled\n")


main()
