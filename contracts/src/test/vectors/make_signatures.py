#!/usr/bin/env python3
"""Writes edge vectors for strict Ed25519, with the standard library only.

    python3 make_signatures.py > ../resources/vectors/signatures.txt

One case a line: `kind name key message signature verdict`, bytes in hexadecimal ("-" for none). Kinds: `verify` (does the
signature hold?), `key` (may the 32 bytes be used as a public key?), `order` (is a usable key of prime order?).
"""

import hashlib

from ed25519 import BASE, L, P, add, encode, expand, hash_to_scalar, multiply, public_key, sign, torsion, x_of

SEED = hashlib.sha256(b"ayni golden vector: edges").digest()
MESSAGE = b"ayni"


def case(kind, name, key, message=None, signature=None, good=False):
    fields = [kind, name, key.hex(), (message or b"").hex() or "-", (signature or b"").hex() or "-",
              "good" if good else "bad"]
    print(*fields)


def scalar_edges():
    key = public_key(SEED)
    good = sign(SEED, MESSAGE)
    point, s = good[:32], int.from_bytes(good[32:], "little")
    case("verify", "honest", key, MESSAGE, good, True)
    case("verify", "empty-message", key, b"", sign(SEED, b""), True)
    case("verify", "other-message", key, MESSAGE + b"!", good)
    for name, value in (("s-plus-l", s + L), ("s-plus-7l", s + 7 * L), ("s-is-l", L), ("s-is-zero", 0),
                        ("s-all-ones", 2**256 - 1), ("s-negated", L - s)):
        if value < 2**256:
            case("verify", name, key, MESSAGE, point + value.to_bytes(32, "little"))
    case("verify", "short", key, MESSAGE, good[:63])
    case("verify", "long", key, MESSAGE, good + b"\0")
    case("verify", "r-sign-flipped", key, MESSAGE, point[:31] + bytes([point[31] ^ 0x80]) + good[32:])
    case("verify", "zero", key, MESSAGE, bytes(64))


def point_edges():
    """A key holder can make R the neutral element: the equation then holds for every spelling of it."""
    scalar, _ = expand(SEED)
    key = public_key(SEED)
    for name, spelling in (("r-neutral-plus-p", P + 1), ("r-neutral-negative-zero", 1 | 1 << 255),
                           ("r-neutral-plus-p-negative", P + 1 | 1 << 255)):
        point = spelling.to_bytes(32, "little")
        s = hash_to_scalar(point, key, MESSAGE) * scalar % L
        case("verify", name, key, MESSAGE, point + s.to_bytes(32, "little"))
    off_curve = next(y for y in range(2, 100) if x_of(y) is None)
    case("verify", "r-off-curve", key, MESSAGE, off_curve.to_bytes(32, "little") + bytes(32))


def small_order_keys():
    """Every 32 bytes that a lenient decoder takes for a point of small order, canonical or not."""
    ys = {y for _, y in torsion()}
    for y in sorted(ys):
        for spelling in (y, y + P):
            if spelling < 2**255:
                for sign_bit in (0, 1):
                    encoded = (spelling | sign_bit << 255).to_bytes(32, "little")
                    case("key", "small-order", encoded)


def other_keys():
    for y in range(P, 2**255):
        for sign_bit in (0, 1):
            case("key", "not-canonical", (y | sign_bit << 255).to_bytes(32, "little"))
    for y in [y for y in range(2, 60) if x_of(y) is None][:8]:
        case("key", "off-curve", y.to_bytes(32, "little"))
    honest = multiply(expand(SEED)[0], BASE)
    case("key", "honest", encode(honest), good=True)
    case("key", "short", encode(honest)[:31])
    case("key", "long", encode(honest) + b"\0")
    case("order", "honest", encode(honest), good=True)
    for point in torsion()[1:]:
        mixed = encode(add(honest, point))
        case("key", "mixed-order", mixed, good=True)
        case("order", "mixed-order", mixed)


def main():
    print("# Edge vectors. Written by contracts/src/test/vectors/make_signatures.py; not to be edited.")
    scalar_edges()
    point_edges()
    small_order_keys()
    other_keys()


if __name__ == "__main__":
    main()
