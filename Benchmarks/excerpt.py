#!/usr/bin/env python3
"""Copies the rows that the README shows from RESULTS.md into it, so that no figure there is typed by hand."""
import pathlib
import re

ROWS = """rsa2048-sign rsa2048-verify rsa4096-sign p256-sign p256-verify p256-ecdh p384-sign p521-sign x25519-agree
x25519-keygen ed25519-sign ed25519-verify aes128gcm-seal-1024 aes128gcm-seal-16384 aes256gcm-open-16384 chacha20poly1305-seal-1024
chacha20poly1305-seal-16384 sha256-16384 sha512-16384 sha3-256-16384 hmac-sha256-64 pbkdf2-sha256-600000
record-aes128gcm-batch-1048576 bigint-multiply-16384 bigint-divide-16384""".split()
# At the levels below the highest, only these.
LOWER_ROWS = ["rsa2048-sign", "p256-sign", "x25519-agree", "aes128gcm-seal-16384", "chacha20poly1305-seal-16384"]

here = pathlib.Path(__file__).resolve().parent
lines = (here / "RESULTS.md").read_text().splitlines()
head = next(i for i, line in enumerate(lines) if line.startswith("| operation"))
rows = {}  # level -> operation -> row
for line in lines[head + 2:]:
    if line.startswith("|"):
        operation, level = (cell.strip() for cell in line.split("|")[1:3])
        rows.setdefault(level, {})[operation] = line
# RESULTS.md begins with the highest level.
chosen = [(level, name) for i, level in enumerate(rows) for name in (LOWER_ROWS if i else ROWS)]
facts = [line for line in lines if re.match(r"\* \d{4}-", line)]
table = facts + [""] + lines[head:head + 2] + [rows[level][name] for level, name in chosen if name in rows[level]]
readme = here.parent / "README.md"
begin, end = "<!-- from Benchmarks/RESULTS.md -->\n", "<!-- end -->"
text = readme.read_text()
start = text.index(begin) + len(begin)
readme.write_text(text[:start] + "\n".join(table) + "\n" + text[text.index(end, start):])
