#!/usr/bin/env python3
"""Writes the vectors of the public log, from RFC 6962 and the C2SP texts alone and with the standard library only.

    python3 make_transparency.py > ../resources/vectors/transparency.txt

One vector a line, bytes in hexadecimal ("-" for none), lists of hashes joined by commas:
`leaf ENTRY HASH`, `ct-root SIZE ROOT` (the inputs and roots that Certificate Transparency implementations test with),
`root SIZE ROOT`, `inclusion INDEX SIZE PATH`, `consistency OLD NEW PATH` (of the tree whose entry n is `entry n`),
`note NAME KEY TEXT NOTE` (a published example first), `checkpoint SEED ORIGIN SIZE ROOT NOTE`, `tile LEVEL INDEX WIDTH PATH`.
"""

import base64
import hashlib

import ed25519

CT_INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
CT_ROOTS = """6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125
aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77
d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7
4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4
76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef
ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c
5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328""".split()
SIZES = [*range(0, 18), 31, 32, 33, 255, 256, 257, 300]


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def below(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def mth(d):
    if not d:
        return sha256()
    if len(d) == 1:
        return sha256(b"\0", d[0])
    k = below(len(d))
    return sha256(b"\1", mth(d[:k]), mth(d[k:]))


def path(m, d):
    if len(d) == 1:
        return []
    k = below(len(d))
    return path(m, d[:k]) + [mth(d[k:])] if m < k else path(m - k, d[k:]) + [mth(d[:k])]


def subproof(m, d, b):
    if m == len(d):
        return [] if b else [mth(d)]
    k = below(len(d))
    if m <= k:
        return subproof(m, d[:k], b) + [mth(d[k:])]
    return subproof(m - k, d[k:], False) + [mth(d[:k])]


def hashes(values):
    return ",".join(v.hex() for v in values) or "-"


def key_hash(name, key):
    return sha256(name.encode(), b"\n\1", key)[:4]


def signed_note(text, name, seed):
    key = ed25519.public_key(seed)
    signature = base64.b64encode(key_hash(name, key) + ed25519.sign(seed, text.encode())).decode()
    return text + "\n\u2014 " + name + " " + signature + "\n"


def trees():
    inputs = [bytes.fromhex(i) for i in CT_INPUTS]
    for entry in inputs:
        print("leaf", entry.hex() or "-", sha256(b"\0", entry).hex())
    for n, root in enumerate(CT_ROOTS, 1):
        assert mth(inputs[:n]).hex() == root
        print("ct-root", n, root)
    entries = [b"entry %d" % n for n in range(max(SIZES))]
    for size in SIZES:
        print("root", size, mth(entries[:size]).hex())
        for index in sorted({0, 1, size // 3, size // 2, size - 2, size - 1} & set(range(size))):
            print("inclusion", index, size, hashes(path(index, entries[:size])))
        for old in sorted({1, 2, 3, 4, size // 3, size // 2, size - 1, size} & set(range(1, size + 1))):
            print("consistency", old, size, hashes(subproof(old, entries[:size], True)))


def notes():
    text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    line = ("\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBw"
            "JnAM=\n")
    key = base64.b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    assert key[0] == 1 and key_hash("PeterNeumann", key[1:]).hex() == "c74f20a3"
    print("note", "PeterNeumann", key[1:].hex(), text.encode().hex(), (text + "\n" + line).encode().hex())
    seed = sha256(b"ayni golden vector: checkpoint")
    own = "first\n\nthird after an empty line\n"
    print("note", "example.org/log", ed25519.public_key(seed).hex(), own.encode().hex(),
          signed_note(own, "example.org/log", seed).encode().hex())
    entries = [b"entry %d" % n for n in range(300)]
    for shard, size in ((0, 0), (3, 1), (1023, 300)):
        origin = f"ayni-local/ledger/{shard}"
        root = mth(entries[:size])
        text = f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"
        print("checkpoint", seed.hex(), origin, size, root.hex(), signed_note(text, origin, seed).encode().hex())


def tiles():
    for level, index, width in ((0, 0, 256), (0, 0, 1), (1, 7, 255), (0, 1000, 256), (3, 1234067, 256), (7, 999, 12),
                                (2, 123456789012, 3)):
        digits = str(index)
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        groups = [digits[i:i + 3] for i in range(0, len(digits), 3)]
        number = "/".join(["x" + g for g in groups[:-1]] + groups[-1:])
        print("tile", level, index, width, f"tile/{level}/{number}" + (f".p/{width}" if width < 256 else ""))


def main():
    print("# Vectors of the public log. Written by contracts/src/test/vectors/make_transparency.py; not to be edited.")
    trees()
    notes()
    tiles()


main()
