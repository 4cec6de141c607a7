#!/usr/bin/env python3
"""Looks for instructions of one processor level in code that runs on every processor.

    swift build -c release && Tests/ConstantTime/symbols.py [.build/release ...]

A module of kernels is compiled for its level. What it specialises of the standard library or of other modules becomes weak
symbols, of which the linker keeps one copy for the whole program, perhaps the one with AVX-512. This fails when

* a weak symbol in an object of a kernel module is not the module's own, and is a specialisation, or has instructions beyond
  x86-64's first version (which the compiler's helpers for metadata need not have),
* an object outside the kernel modules has any such instruction,
* an object of a module of kernels for level v3 has instructions of AVX-512.

Without arguments it reads the release build. A debug build, which may be named, has more to say of: `-enable-testing` makes the
compiler emit copying helpers and witnesses of types that are internal to a kernel module, with its instructions, as weak symbols.
So a debug build is for the machine that it was made on. Needs nm and objdump.
"""

import glob
import os
import platform
import re
import subprocess
import sys

TOP = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
KERNELS = ["KernelsX86V3", "KernelsX86V3Ordered", "KernelsX86V4", "KernelsX86V4Ordered"]
OTHERS = ["Processor", "BigInt", "Primitives", "ASN1", "X509", "TLS13", "Demo"]
# Mnemonics that x86-64 had no use for until SSE3: all of AVX and AVX-512 (v...), masks (k...), BMI, ADX, SSE3 to 4.2, AES,
# PCLMULQDQ and SHA. XGETBV is asked for by Processor after a look at CPUID; TZCNT is how objdump shows `rep bsf`.
BEYOND = re.compile(
    r"""(?: v(?!err|erw|mcall)[a-z]\w* | k(?:mov|and|or|not|xor|xnor|add|shift|test|unpck)\w*
    | mulx|adcx|adox|andn|bextr|bls(?:i|r|msk)|bzhi|pdep|pext|rorx|sarx|shlx|shrx|lzcnt|popcnt|crc32|movbe
    | pshufb|palignr|phadd\w*|phsub\w*|pmadd(?:ub)sw|pmulhrsw|psign[bwd]|pabs[bwd]|lddqu|movs[hl]dup|movddup|addsubp[sd]|h(?:add|sub)p[sd]
    | pblend\w+|blend\w+|pextr[bdq]|pinsr[bdq]|extractps|insertps|pmovsx\w+|pmovzx\w+|pm(?:ax|in)(?:sb|sd|uw|ud)|pmuldq|pmulld
    | ptest|pcmp(?:eqq|gtq|estri|estrm|istri|istrm)|packusdw|round[sp][sd]|dpp[sd]|mpsadbw|phminposuw|movntdqa
    | aes\w+|pclmul\w+|sha(?:1|256)\w+ )l?q?\b""",
    re.VERBOSE)
AVX512 = re.compile(r"%zmm|%k[0-7]\b|%[xy]mm(?:1[6-9]|2[0-9]|3[01])\b|\bvpmadd52")
LINE = re.compile(r"^\s+[0-9a-f]+:\s+(?:(?:data16|lock|rep[a-z]*|notrack|cs|ds|\{\w+\}) )*(\S+)(.*)")


def objects(build, module):
    return sorted(glob.glob(os.path.join(build, module + ".build", "**", "*.o"), recursive=True))


def run(*command, text=None):
    return subprocess.run(command, input=text, check=True, capture_output=True, text=True).stdout


def weak(path):
    """The weak and unique symbols with code of their own."""
    lines = [line.split() for line in run("nm", "--defined-only", path).splitlines()]
    return {fields[2] for fields in lines if len(fields) == 3 and fields[1] in "Wu"}


def offences(path, is_offence):
    """Function -> its first instruction that is one."""
    found, name = {}, None
    for line in run("objdump", "-d", "--no-show-raw-insn", path).splitlines():
        if line.endswith(">:"):
            name = line[line.index("<") + 1:-2]
        elif (match := LINE.match(line)) and name not in found and is_offence(match[1], match[2]):
            found[name] = match[0].strip()
    return found


def is_beyond(mnemonic, _):
    return BEYOND.fullmatch(mnemonic) is not None


def is_avx512(mnemonic, operands):
    return AVX512.search(mnemonic + operands) is not None


def check(build):
    """The faults of one build, one text each, and how many objects there were."""
    faults, count = [], 0

    def report(path, found, what):
        for name, instruction in found.items():
            text = run("swift", "demangle", "--simplified", text=name).strip()
            faults.append(f"{os.path.relpath(path, TOP)}: {what} {text}: {' '.join(instruction.split())}")

    for module in KERNELS + OTHERS:
        own = f"$s{len(module)}{module}"
        for path in objects(build, module):
            count += 1
            if module not in KERNELS:
                report(path, offences(path, is_beyond), "an instruction that some processors lack in")
                continue
            foreign = {name for name in weak(path) if not name.startswith(own)}
            if foreign:
                found = {n: i for n, i in offences(path, is_beyond).items() if n in foreign}
                special = {n: "specialised here" for n in foreign if re.search(r"T[gG]q?\d", n)}
                report(path, special | found, "a weak symbol that everybody may get:")
            if module.startswith("KernelsX86V3"):
                report(path, offences(path, is_avx512), "AVX-512 at level v3 in")
    return faults, count


def main():
    if platform.machine() != "x86_64":
        return print("symbols.py: skipped: there are kernels for x86-64 only")
    for build in sys.argv[1:] or [os.path.join(TOP, ".build", "release")]:
        faults, count = check(build)
        if not count:
            sys.exit(f"symbols.py: no objects in {build}: run `swift build -c release` first")
        if faults:
            sys.exit("\n".join(faults + [f"symbols.py: {len(faults)} faults in {build}"]))
        print(f"symbols.py: {build}: {count} objects, no instruction out of its place")


main()
