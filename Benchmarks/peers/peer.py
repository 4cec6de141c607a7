#!/usr/bin/env python3
"""A peer of the benchmarks in a process of its own: `openssl4` (in Python's cryptography) or `gmp` (in gmpy2).

    peer.py openssl4|gmp

It says in one line what it is (`ready ...`) or why it is not (`missing ...`), then answers one line a request:

    prepare OPERATION   ok, or none when it has no such operation
    run COUNT           the processor time in seconds that COUNT operations took

Keys and contexts are made by `prepare` and reused as far as the Python interface lets them be. A call through it costs
0.3 to 1 microseconds, which the rates of openssl4 include. GMP's operations can be shorter than that: they are called from
a loop in C, and the time that the same loop takes around a function that does nothing is subtracted.
"""

import collections
import itertools
import operator
import os
import random
import sys
import time

MESSAGE = b" " * 130
HEADER = bytes([23, 3, 3, 0x40, 0x11])


def openssl4_operation(name):
    """A function that does the operation once; None when there is none."""
    family, _, rest = name.partition("-")
    if family.startswith("rsa"):
        return rsa_operation(int(family[3:]), rest)
    if family in ("p256", "p384", "p521"):
        return curve_operation(family, rest)
    if family == "x25519":
        return x25519_operation(rest)
    if family == "ed25519":
        return ed25519_operation(rest)
    if family == "pbkdf2":
        return password_operation(int(rest.split("-")[1]))
    # What takes no longer than the call through Python says nothing about the library.
    what, _, count = name.rpartition("-")
    if count in ("16384", "1048576"):
        return symmetric_operation(what, int(count))
    return None


def rsa_operation(bits, what):
    sha256 = hashes.SHA256()
    pss = padding.PSS(padding.MGF1(sha256), 32)
    if what == "keygen":
        return lambda: rsa.generate_private_key(65537, bits)
    key = rsa.generate_private_key(65537, bits)
    public, signature = key.public_key(), key.sign(MESSAGE, pss, sha256)
    return {
        "sign": lambda: key.sign(MESSAGE, pss, sha256),
        "verify": lambda: public.verify(signature, MESSAGE, pss, sha256),
    }.get(what)


def curve_operation(name, what):
    curve, hash_function = {
        "p256": (ec.SECP256R1(), hashes.SHA256()),
        "p384": (ec.SECP384R1(), hashes.SHA384()),
        "p521": (ec.SECP521R1(), hashes.SHA512()),
    }[name]
    key, other = ec.generate_private_key(curve), ec.generate_private_key(curve).public_key()
    public, ecdsa, ecdh = key.public_key(), ec.ECDSA(hash_function), ec.ECDH()
    signature = key.sign(MESSAGE, ecdsa)
    form = (serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return {
        "sign": lambda: key.sign(MESSAGE, ecdsa),
        "verify": lambda: public.verify(signature, MESSAGE, ecdsa),
        "ecdh": lambda: key.exchange(ecdh, other),
        "keygen": lambda: ec.generate_private_key(curve).public_key().public_bytes(*form),
    }.get(what)


def x25519_operation(what):
    generate = x25519.X25519PrivateKey.generate
    key, other = generate(), generate().public_key()
    return {
        "agree": lambda: key.exchange(other),
        "keygen": lambda: generate().public_key().public_bytes_raw(),
    }.get(what)


def ed25519_operation(what):
    key = ed25519.Ed25519PrivateKey.generate()
    public, signature = key.public_key(), key.sign(MESSAGE)
    return {
        "sign": lambda: key.sign(MESSAGE),
        "verify": lambda: public.verify(signature, MESSAGE),
        # One by one: OpenSSL verifies no batches.
        "verify-batch-64": lambda: public.verify(signature, MESSAGE),
    }.get(what)


def symmetric_operation(name, count):
    data = os.urandom(count)
    cipher, _, direction = name.partition("-")
    if cipher in ("aes128gcm", "aes256gcm", "chacha20poly1305"):
        return aead_operation(cipher, direction, data)
    if name == "hmac-sha256":
        function = hashes.SHA256()

        def authenticate():
            code = hmac.HMAC(b"\t" * 32, function)
            code.update(data)
            return code.finalize()

        return authenticate
    function = {
        "sha256": hashes.SHA256(),
        "sha384": hashes.SHA384(),
        "sha512": hashes.SHA512(),
        "sha3-256": hashes.SHA3_256(),
        "shake128": hashes.SHAKE128(32),
    }.get(name)

    def digest():
        hasher = hashes.Hash(function)
        hasher.update(data)
        return hasher.finalize()

    return function and digest


def aead_operation(name, direction, data):
    nonce, key = b"\3" * 12, b"\7" * (16 if name == "aes128gcm" else 32)
    cipher = (aead.ChaCha20Poly1305 if name == "chacha20poly1305" else aead.AESGCM)(key)
    sealed, room = cipher.encrypt(nonce, data, HEADER), bytearray(len(data) + 16)
    opened = bytearray(len(data))
    return {
        "seal": lambda: cipher.encrypt_into(nonce, data, HEADER, room),
        "open": lambda: cipher.decrypt_into(nonce, sealed, HEADER, opened),
    }.get(direction)


def password_operation(iterations):
    password, salt, function = b"correct horse battery staple", b"\1" * 16, hashes.SHA256()
    return lambda: pbkdf2.PBKDF2HMAC(function, 32, salt, iterations).derive(password)


def gmp_operation(name):
    """A function and its operands; None when there is none."""
    parts = name.split("-")
    if parts[0] != "bigint":
        return None
    what, bits = "-".join(parts[1:-1]), int(parts[-1])

    def number(width=bits):
        """A random one of exactly that width, and odd."""
        return gmpy2.mpz(random.getrandbits(width) | 1 << (width - 1) | 1)

    return {
        "multiply": lambda: (operator.mul, number(), number()),
        "square": lambda: (gmpy2.square, number()),
        "divide": lambda: (gmpy2.t_divmod, number(2 * bits), number()),
        "powmod": lambda: (gmpy2.powmod, number(), number(), number()),
        "decimal": lambda: (gmpy2.digits, number()),
        "decimal-parse": lambda: (gmpy2.mpz, gmpy2.digits(number())),
    }.get(what, lambda: None)()


def nothing(count):
    """A function in C of so many operands that does next to nothing."""
    return {1: operator.truth, 2: operator.is_, 3: lambda a, b, c: None}[count]


def run_openssl4(operation, count):
    start = time.process_time()
    for _ in range(count):
        operation()
    return time.process_time() - start


def run_gmp(operation, count):
    function, *operands = operation

    def timed(function):
        sources = [itertools.repeat(operands[0], count), *map(itertools.repeat, operands[1:])]
        start = time.process_time()
        collections.deque(map(function, *sources), maxlen=0)
        return time.process_time() - start

    total = timed(function)
    # Only where it matters: 30 nanoseconds of microseconds.
    return total - timed(nothing(len(operands))) if count > 100 else total


def serve(description, prepare, run):
    print("ready", description, flush=True)
    operation = None
    for line in sys.stdin:
        request, _, argument = line.strip().partition(" ")
        if request == "prepare":
            operation = prepare(argument)
            print("none" if operation is None else "ok", flush=True)
        else:
            print(repr(run(operation, int(argument))), flush=True)


try:
    if sys.argv[1] == "gmp":
        import gmpy2

        serve(f"{gmpy2.mp_version()} in gmpy2 {gmpy2.version()}", gmp_operation, run_gmp)
    else:
        import cryptography
        from cryptography.hazmat.backends.openssl import backend
        from cryptography.hazmat.primitives import hashes, hmac, serialization
        from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, x25519
        from cryptography.hazmat.primitives.ciphers import aead
        from cryptography.hazmat.primitives.kdf import pbkdf2

        version = backend.openssl_version_text()
        if not version.startswith("OpenSSL 4."):
            sys.exit(print(f"missing cryptography {cryptography.__version__} has {version}", flush=True))
        serve(f"{version} in cryptography {cryptography.__version__}", openssl4_operation, run_openssl4)
except ImportError as error:
    print("missing", error, flush=True)
except KeyboardInterrupt:
    pass
