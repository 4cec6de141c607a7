#!/usr/bin/env python3
"""Runs operations on secrets under valgrind, which reports each jump and each address that depends on one.

    swift build -c release --product Taint && Tests/ConstantTime/taint.py [--all] [path of Taint]

check.py counts jumps, whatever they depend on; this follows the secrets themselves through one run of each scenario of Taint
(see there), in portable code and in those kernels of level v3 that valgrind can run. taint.txt lists the places where a secret
may decide, with the reason: a check whose answer is public, a rejected candidate. Anything else is a fault. `--all` prints
the allowed places as well. x86-64 only; needs valgrind.
"""

import os
import platform
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
# What memcheck says of undefined values; the rest (invalid reads, leaks) would be a fault of another kind, and is one too.
FRAME = re.compile(r"^==\d+==\s+(?:at|by) (0x[0-9A-F]+): (.*)$")


def complaints(program, scenario):
    """The distinct reports of one run: (what, place), where the place is all functions inlined at the address."""
    # The heap's content is 0 and counts as undefined; that is what secrets are made of.
    command = ["valgrind", "--tool=memcheck", "--malloc-fill=0", "--leak-check=no", "--error-limit=no", "--num-callers=20"]
    done = subprocess.run(command + [program, scenario], capture_output=True, text=True)
    text = subprocess.run(
        ["swift", "demangle", "--simplified"], input=done.stderr, check=True, capture_output=True, text=True).stdout
    if done.returncode or "ERROR SUMMARY" not in text:
        sys.exit(f"taint.py: {scenario} failed:\n{text}{done.stdout}")
    found, what, frames = {}, None, []
    for line in text.splitlines():
        body = re.sub(r"^==\d+== ?", "", line)
        frame = FRAME.match(line)
        if frame:
            frames.append(frame.groups())
        elif frames:
            address = frames[0][0]
            place = [name for where, name in frames if where == address]
            callers = [name for where, name in frames if where != address][:2]
            found[address] = (what, " < ".join(place), callers)
            frames = []
        elif body.strip():
            what = body.strip()
    return found


def main():
    arguments = sys.argv[1:]
    shows_all = arguments[:1] == ["--all"]
    arguments = arguments[shows_all:]
    if platform.machine() != "x86_64":
        return print("taint.py: skipped: it was made for x86-64")
    if not shutil.which("valgrind"):
        sys.exit("taint.py: there is no valgrind")
    program = arguments[0] if arguments else os.path.join(HERE, "..", "..", ".build", "release", "Taint")
    lines = (line for line in open(os.path.join(HERE, "taint.txt")) if line.strip() and not line.startswith("#"))
    # The pattern may have bars of its own.
    allowed = [[part.strip() for part in re.fullmatch(r"(.*?)\|(.*) \|(.*)", line.rstrip()).groups()] for line in lines]
    scenarios = subprocess.run([program], check=True, capture_output=True, text=True).stdout.split()
    faults, used = 0, set()
    if len(complaints(program, scenarios.pop(0))) < 2:
        sys.exit("taint.py: valgrind does not find what was planted")
    for scenario in scenarios:
        counts = {}
        for address, (what, place, callers) in complaints(program, scenario).items():
            entry = next((e for e in allowed if re.search(e[1], place)), None)
            key = entry and entry[1]
            counts[key] = counts.get(key, 0) + 1
            used.add(key)
            if entry and counts[key] <= int(entry[0]):
                if shows_all:
                    print(f"{scenario}: allowed ({entry[2]}): {place}")
                continue
            faults += 1
            print(f"{scenario}: {what} {address}: {place}; called from {'; '.join(callers)}")
    for _, pattern, _ in allowed:
        if pattern not in used:
            print(f"taint.py: nothing needs the allowance for {pattern}")
    if faults:
        sys.exit(f"taint.py: {faults} places where a secret decides")
    print(f"taint.py: {len(scenarios)} scenarios, no jump and no address that depends on a secret but the {len(used)} known")


main()
