#!/usr/bin/env python3
"""Makes Vectors/tls/*.txt.

Usage: tls.py FOLDER, where FOLDER holds the traces of RFC 8448 as JSON (simple-1rtt.json, hello-retry.json,
compat.json): lists of steps {actor, step, fields: [{name, octets, hex}]} in the RFC's order and words.
"""
import json
import pathlib
import sys

SOURCE = pathlib.Path(sys.argv[1])
TARGET = pathlib.Path(__file__).resolve().parent.parent / "tls"
TRACES = {
    "simple-1rtt": "section 3, Simple 1-RTT Handshake",
    "hello-retry": "section 5, HelloRetryRequest",
    "compat": "section 7, Compatibility Mode",
}

TARGET.mkdir(parents=True, exist_ok=True)
for name, section in TRACES.items():
    lines = [
        f"# Source: RFC 8448, {section}. Licence: IETF Trust, https://trustee.ietf.org/license-info",
        "# One record a step, in the RFC's order; field names are the RFC's. Made by Vectors/make/tls.py.",
        "",
    ]
    for step in json.loads((SOURCE / f"{name}.json").read_text()):
        fields = [field for field in step["fields"] if field["octets"] and field.get("hex")]
        if not fields:
            continue
        lines += [f"actor = {step['actor']}", f"step = {step['step'].rstrip(':')}"]
        lines += [f"{field['name']} = {field['hex']}" for field in fields] + [""]
    (TARGET / f"rfc8448-{name}.txt").write_text("\n".join(lines))
