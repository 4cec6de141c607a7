#!/usr/bin/env python3
"""Copies the rows that the README shows from RESULTS.md into it, so that no figure there is typed by hand."""
import pathlib
import re

ROWS = """rsa2048-sign rsa2048-verify rsa4096-sign p256-sign p256-verify p384-sign p521-sign x25519-agree ed25519-sign
ed25519-verify aes128gcm-seal-16384 aes256gcm-seal-16384 chacha20poly1305-seal-16384 sha256-16384 sha512-16384
bigint-multiply-16384 bigint-divide-16384""".split()

here = pathlib.Path(__file__).resolve().parent
lines = (here / "RESULTS.md").read_text().splitlines()
head = next(i for i, line in enumerate(lines) if line.startswith("| operation"))
rows = {line.split("|")[1].strip(): line for line in lines[head + 2:] if line.startswith("|")}
facts = [line for line in lines if re.match(r"\* \d{4}-", line)]
table = facts + [""] + lines[head:head + 2] + [rows[name] for name in ROWS if name in rows]
readme = here.parent / "README.md"
begin, end = "<!-- from Benchmarks/RESULTS.md -->\n", "<!-- end -->"
text = readme.read_text()
start = text.index(begin) + len(begin)
readme.write_text(text[:start] + "\n".join(table) + "\n" + text[text.index(end, start):])
