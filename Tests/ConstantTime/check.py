#!/usr/bin/env python3
"""Counts the conditional jumps and divisions in the machine code of functions that work on secrets.

    swift build -c release && Tests/ConstantTime/check.py [.build/release]

Swift and LLVM promise no constant time: masks have been turned into branches before. functions.txt lists the functions,
each with the conditional jumps that it may have (and after a slash divisions) and why: loops over public counts, checks of
public lengths. This fails when a function is missing or has more, and when a kernel has jumps and no entry, those aside that
say in their names that their time varies. `--list REGEX` prints what the build has, for new entries. x86-64 only: needs
objdump and `swift demangle`.
"""

import glob
import os
import platform
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
KERNELS = ["KernelsX86V3", "KernelsX86V3Ordered", "KernelsX86V4", "KernelsX86V4Ordered"]
MODULES = ["BigInt", "Primitives", "ASN1"] + KERNELS
# Conditional jumps, and jumps through a table or register.
JUMP = re.compile(r"^\s+[0-9a-f]+:\s+(?:(?:notrack )?j(?!mp\b)[a-z]+|loop[a-z]*|jmp\s+\*)\b")
DIVISION = re.compile(r"^\s+[0-9a-f]+:\s+i?div[a-z]*\s")


def functions(build):
    """Demangled name -> (conditional jumps, divisions), the most where several functions share a name."""
    objects = [o for m in MODULES for o in sorted(glob.glob(os.path.join(build, m + ".build", "*.o")))]
    if not objects:
        sys.exit(f"check.py: no object files in {build}/*.build: run `swift build -c release` first")
    text = subprocess.run(
        ["objdump", "-d", "--no-show-raw-insn", *objects], check=True, capture_output=True, text=True).stdout
    counts = []
    for line in text.splitlines():
        if line.endswith(">:"):
            counts.append([line[line.index("<") + 1:-2], 0, 0])
        elif counts:
            counts[-1][1] += JUMP.match(line) is not None
            counts[-1][2] += DIVISION.match(line) is not None
    text = subprocess.run(
        ["swift", "demangle", "--compact"], input="\n".join(c[0] for c in counts), check=True, capture_output=True,
        text=True).stdout
    # Private names carry a hash of their file; the most frequent modules go without saying.
    names = re.sub(r" in _[0-9A-F]{32}|\b(?:Primitives|Swift)\.", "", text).splitlines()
    found = {}
    for name, (_, jumps, divisions) in zip(names, counts):
        old = found.get(name, (0, 0))
        found[name] = (max(old[0], jumps), max(old[1], divisions))
    return found


def main():
    if platform.machine() != "x86_64":
        return print("check.py: skipped: functions.txt counts x86-64 instructions")
    arguments = sys.argv[1:]
    listing = None
    if arguments[:1] == ["--list"]:
        listing = re.compile(arguments[1])
        arguments = arguments[2:]
    found = functions(arguments[0] if arguments else os.path.join(HERE, "..", "..", ".build", "release"))
    if listing:
        for name, (jumps, divisions) in sorted(found.items()):
            if listing.search(name):
                print(f"{jumps:3} {divisions:3}  {name}")
        return
    failures = 0
    entries = []
    print("  found allowed  function: reason")
    for line in open(os.path.join(HERE, "functions.txt")):
        if not line.strip() or line.startswith("#"):
            continue
        allowed, pattern, reason = (part.strip() for part in line.split("|"))
        limits = [int(n) for n in (allowed + "/0").split("/")[:2]]
        entries.append(pattern)
        matches = [counts for name, counts in found.items() if pattern in name]
        most = [max((counts[i] for counts in matches), default=0) for i in (0, 1)]
        fault = "" if matches and most[0] <= limits[0] and most[1] <= limits[1] else "TOO MANY" if matches else "MISSING"
        failures += fault != ""
        number = f"{most[0]}/{most[1]}" if most[1] else f"{most[0]}"
        print(f"{number:>7} {allowed:>7}  {pattern}: {reason}{'  <-- ' + fault if fault else ''}")
    for name, (jumps, divisions) in sorted(found.items()):
        is_kernel = re.match(r"static (KernelsX86V\d\w*)\.\1\.\w+\(", name) and "VarTime" not in name
        if is_kernel and jumps + divisions > 0 and not any(entry in name for entry in entries):
            failures += 1
            print(f"{jumps:3} {divisions:3}  {name}  <-- NOT LISTED")
    if failures:
        sys.exit(f"check.py: {failures} functions are not as functions.txt has them")


main()
