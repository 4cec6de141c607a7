#!/usr/bin/env python3
"""Makes Vectors/x509: certificates, requests and keys as files, and what Python's `cryptography` reads in them.

Usage: x509.py FOLDER, where FOLDER holds the unpacked PyPI package cryptography-vectors 50.0.2
(cryptography_vectors/). Needs the package `cryptography` (48.0.0 was used).
"""
import hashlib
import pathlib
import shutil
import sys
import warnings

from cryptography import x509
from cryptography.hazmat.primitives import serialization

warnings.simplefilter("ignore")
SOURCE = pathlib.Path(sys.argv[1]) / "cryptography_vectors"
TARGET = pathlib.Path(__file__).resolve().parent.parent / "x509"
HEAD = [
    "# Source: cryptography-vectors 50.0.2, read by Python's cryptography 48.0.0",
    "# Licence: Apache-2.0 OR BSD-3-Clause",
    "# Made by Vectors/make/x509.py",
    "",
]
# The passphrases that are used in the package; each file is opened with one of them.
PASSPHRASES = [None, b"foobar", b"baz", b"123456", b"a123456", b"password", b"1234", b"asdf", b"cryptography",
               b"passwordpassword", b"12345678901", b"hunter2", b"hunter", b"test", b"secret", b"PolarSSLTest"]


def write(name, records):
    lines = list(HEAD)
    for record in records:
        lines += [f"{key} = {value}".rstrip() for key, value in record.items()] + [""]
    (TARGET / name).write_text("\n".join(lines).rstrip("\n") + "\n")


def take(folder, paths):
    """Copies the files and returns their names."""
    target = TARGET / folder
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    names = []
    for path in sorted(paths, key=lambda path: path.name):
        assert path.name not in names, path
        shutil.copyfile(path, target / path.name)
        names.append(path.name)
    return names


def spki(key):
    der = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()


def seconds(moment):
    return int(moment.timestamp())


def extensions(parsed):
    """All extensions by their numbers, `!` marking critical ones; or why there are none to be had."""
    try:
        return " ".join(("!" if e.critical else "") + e.oid.dotted_string for e in parsed.extensions)
    except Exception as error:
        return "refused"


def certificate(data):
    return x509.load_pem_x509_certificate(data) if b"-----BEGIN" in data else x509.load_der_x509_certificate(data)


def request(data):
    return x509.load_pem_x509_csr(data) if b"-----BEGIN" in data else x509.load_der_x509_csr(data)


def describe(parsed):
    record = {}
    try:
        record["Subject"] = parsed.subject.public_bytes().hex()
    except Exception:
        record["Subject"] = "refused"
    try:
        record["Key"] = spki(parsed.public_key())
    except Exception:
        record["Key"] = "refused"
    record["Extensions"] = extensions(parsed)
    return record


def certificates():
    paths = [p for folder in ("", "custom", "custom/ca", "ed25519") for p in (SOURCE / "x509" / folder).iterdir()
             if p.suffix in (".pem", ".der") and not p.name.startswith(("crl_", "valid_signature_crl",
                                                                        "invalid_signature_crl"))]
    paths = [p for p in paths if b"PRIVATE KEY" not in p.read_bytes()]
    records = []
    for name in take("certificates", paths):
        data = (TARGET / "certificates" / name).read_bytes()
        record = {"File": name}
        try:
            parsed = certificate(data)
            record["Serial"] = f"{parsed.serial_number:x}"
            record["NotBefore"] = seconds(parsed.not_valid_before_utc)
            record["NotAfter"] = seconds(parsed.not_valid_after_utc)
            record["Issuer"] = parsed.issuer.public_bytes().hex()
            record |= describe(parsed)
            try:
                parsed.verify_directly_issued_by(parsed)
                record["SelfSigned"] = "true"
            except Exception:
                record["SelfSigned"] = "false"
        except Exception as error:
            record["Python"] = type(error).__name__
        records.append(record)
    write("certificates.txt", records)


def requests():
    records = []
    for name in take("requests", (SOURCE / "x509" / "requests").iterdir()):
        data = (TARGET / "requests" / name).read_bytes()
        record = {"File": name}
        try:
            parsed = request(data)
            record |= describe(parsed)
            try:
                record["Valid"] = str(parsed.is_signature_valid).lower()
            except Exception:
                record["Valid"] = "refused"
        except Exception as error:
            record["Python"] = type(error).__name__
        records.append(record)
    write("requests.txt", records)


def private_key(data, passphrase):
    if b"-----BEGIN" in data:
        return serialization.load_pem_private_key(data, passphrase, unsafe_skip_rsa_key_validation=True)
    return serialization.load_der_private_key(data, passphrase, unsafe_skip_rsa_key_validation=True)


def keys():
    for folder in ("PKCS8", "Traditional_OpenSSL_Serialization", "PEM_Serialization", "DER_Serialization"):
        paths = [p for p in (SOURCE / "asymmetric" / folder).iterdir() if p.suffix in (".pem", ".der")]
        records = []
        for name in take("keys/" + folder.split("_")[0].lower(), paths):
            path = TARGET / "keys" / folder.split("_")[0].lower() / name
            data = path.read_bytes()
            record = {"File": f"keys/{path.parent.name}/{name}"}
            for passphrase in PASSPHRASES:
                try:
                    key = private_key(data, passphrase)
                except Exception as error:
                    reason = type(error).__name__
                    continue
                if passphrase:
                    record["Passphrase"] = passphrase.decode()
                record["Type"] = type(key).__name__
                record["Bits"] = getattr(key, "key_size", 0)
                if getattr(key, "curve", None):
                    record["Curve"] = key.curve.name
                record["Key"] = spki(key.public_key())
                break
            else:
                try:
                    load = serialization.load_pem_public_key if b"-----" in data else serialization.load_der_public_key
                    record["Public"] = type(load(data)).__name__
                    record["Key"] = spki(load(data))
                except Exception:
                    record["Python"] = reason
            records.append(record)
        write(f"keys-{folder.split('_')[0].lower()}.txt", records)


certificates()
requests()
keys()
