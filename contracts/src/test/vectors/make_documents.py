#!/usr/bin/env python3
"""Writes the golden vectors of the signed documents, from docs/protocol.md alone and with the standard library only.

    python3 make_documents.py > ../resources/vectors/documents.txt

The output is a list of sections: a name in brackets, then `field value` lines. Bytes are hexadecimal, numbers decimal,
texts as they are. It is committed; this script is needed only to make it again.
"""

import base64
import hashlib

import aes_gcm
import ed25519


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def tag(text):
    return text.encode("ascii").ljust(16, b"\0")


def u(width, value):
    return value.to_bytes(width, "big")


def variable(data):
    return u(2, len(data)) + data


def seed(name):
    return sha256(b"ayni golden vector: " + name.encode())


def key_of(name):
    return ed25519.public_key(seed(name))


def key_id(key):
    return sha256(key)[:8]


def node_id(key):
    return sha256(b"ayni/node/v1", key)


def account_id(name):
    return sha256(b"ayni/account/v1", name.encode("ascii"))[:16]


def section(heading, /, **fields):
    print(f"\n[{heading}]")
    for field, value in fields.items():
        print(field, value.hex() if isinstance(value, bytes) else value)


def signed(heading, body, signer, /, **fields):
    signature = ed25519.sign(seed(signer), body)
    section(heading, **fields, signer=seed(signer), body=body, signature=signature,
            keyId=key_id(key_of(signer)), id=sha256(body))
    return {"body": body, "signature": signature, "key_id": key_id(key_of(signer)), "id": sha256(body)}


GRANT_ID = bytes(range(0xA0, 0xB0))
CONTENT_ID = sha256(b"content")
UPLOADER = key_of("uploader")
SESSION = key_of("session")
SEALING_KEY = seed("sealing")
NONCE = bytes(range(12))


def sealed_terms():
    uploader, downloader = account_id("alice"), account_id("bob.home_2-b")
    plain = uploader + downloader + b"default".ljust(16, b"\0") + u(4, 0x01020304) + u(4, 0xFFFEFDFC)
    plain += u(8, 268_435_457) + b"\x01"
    sealed = NONCE + aes_gcm.seal(SEALING_KEY, NONCE, plain, GRANT_ID)
    section("terms", key=SEALING_KEY, nonce=NONCE, grantId=GRANT_ID, uploaderAccount=uploader,
            downloaderAccount=downloader, campaign="default", uploaderPrefixTag=0x01020304,
            downloaderPrefixTag=-66052, contentBytes=268_435_457, audited=1, plain=plain, sealed=sealed)
    return sealed


def grant(name, grant_id, issued, expires, settle_by, window, max_bytes, price, mode, weight, sealed):
    body = (tag("ayni/grant/v1") + grant_id + key_id(key_of("grant")) + u(8, issued) + u(8, expires)
            + u(8, settle_by) + u(4, window) + node_id(UPLOADER) + SESSION + CONTENT_ID + u(8, max_bytes)
            + u(4, price) + u(1, mode) + u(2, weight) + variable(sealed))
    return signed(name, body, "grant", grantId=grant_id, issuedAtMs=issued, expiresAtMs=expires, settleByMs=settle_by,
                  window=window, uploaderId=node_id(UPLOADER), sessionKey=SESSION, contentId=CONTENT_ID,
                  maxBytes=max_bytes, price=price, payerMode=mode, weight=weight, sealed=sealed)


def receipt(name, sequence, total, pieces, digest, previous, time):
    body = (tag("ayni/receipt/v1") + GRANT_ID + u(4, sequence) + u(8, total) + u(4, pieces) + digest + previous
            + u(8, time))
    return signed(name, body, "session", grantId=GRANT_ID, sequence=sequence, cumulativeBytes=total,
                  cumulativePieces=pieces, piecesDigest=digest, previous=previous, deviceTimeMs=time)


def nested(envelope):
    return variable(envelope["body"]) + envelope["signature"] + envelope["key_id"]


def batch(name, sequence, previous, entries):
    body = tag("ayni/batch/v1") + node_id(UPLOADER) + UPLOADER + u(8, sequence) + previous + u(2, len(entries))
    for first, second in entries:
        body += nested(first) + nested(second)
    return signed(name, body, "uploader", uploaderId=node_id(UPLOADER), uploaderKey=UPLOADER, sequence=sequence,
                  previous=previous, entries=len(entries))


def ack(name, batch_id, decided, results):
    body = tag("ayni/ack/v1") + batch_id + u(8, decided) + u(2, len(results))
    for grant_id, code, settled, amount, shard, number in results:
        body += grant_id + u(1, code) + u(8, settled) + u(8, amount) + u(4, shard) + u(8, number)
    fields = {f"result{i}": " ".join([r[0].hex(), *map(str, r[1:])]) for i, r in enumerate(results)}
    return signed(name, body, "ledger", batchId=batch_id, decidedAtMs=decided, **fields)


def small_documents():
    body = tag("ayni/report/v1") + GRANT_ID + u(8, 10_000_000) + u(4, 3) + u(8, 77) + u(8, 1500)
    signed("report", body, "downloader", grantId=GRANT_ID, cumulativeBytes=10_000_000, failedPieces=3, edgeBytes=77,
           stallMs=1500)
    name = "películas/año nuevo.mp4"
    body = (tag("ayni/publish/v1") + CONTENT_ID + variable(name.encode()) + u(4, 7) + u(8, 5_000_000_000)
            + u(8, 1_790_000_000_000))
    signed("publication", body, "manifest", contentId=CONTENT_ID, name=name, version=7, sizeBytes=5_000_000_000,
           publishedAtMs=1_790_000_000_000)
    nonce = sha256(b"nonce")
    body = (tag("ayni/register/v1") + nonce + UPLOADER + variable(b"ayni-local") + variable(b"alice"))
    signed("registration", body, "uploader", nonce=nonce, publicKey=UPLOADER, audience="ayni-local", account="alice")
    own, other = sha256(b"own"), sha256(b"other")
    for label, role, signer in (("peer-downloader", 0, "session"), ("peer-uploader", 1, "uploader")):
        body = tag("ayni/peer/v1") + u(1, role) + own + other + GRANT_ID + CONTENT_ID
        signed(label, body, signer, role=role, ownNonce=own, otherNonce=other, grantId=GRANT_ID, contentId=CONTENT_ID)


def entry(heading, shard, number, previous, body, /, **fields):
    link = sha256(tag("ayni/chain/v1"), u(4, shard), u(8, number), previous, body)
    section(heading, shard=shard, number=number, **fields, previous=previous, body=body, hash=link)
    return link


def posting(account, side, amount):
    return variable(account.encode("ascii")) + u(1, side) + u(8, amount)


def journal(first_grant, first_receipt):
    """One entry of each kind, in one chain. Fields of a section are what a reader of the entry must find in it."""
    time, shard = 1_790_000_100_000, 2
    alice = account_id("alice")
    pool, owner, pending, held = "pool:default/2", *(f"{kind}:{alice.hex()}" for kind in ("owner", "pending", "held"))
    chain = {"number": 0, "link": bytes(32)}

    def add(heading, kind, cause, legs, /, **fields):
        chain["number"] += 1
        number, now = chain["number"], time + chain["number"]
        body = (tag("ayni/entry/v1") + u(4, shard) + u(8, number) + u(8, now) + u(1, kind) + cause + u(1, len(legs))
                + b"".join(posting(*leg) for leg in legs))
        text = {f"leg{i}": f"{account} {side} {amount}" for i, (account, side, amount) in enumerate(legs)}
        chain["link"] = entry(heading, shard, number, chain["link"], body, recordedAtMs=now, **fields, **text)

    add("entry-funding", 1, variable(b"default") + u(4, shard) + u(8, 1),
        [("funding:default", 0, 1_000_000_000), (pool, 1, 1_000_000_000)], campaign="default", sequence=1)
    documents = first_grant["id"] + first_receipt["id"]
    names = {"grantId": GRANT_ID, "grantDocument": first_grant["id"], "receiptDocument": first_receipt["id"]}
    until = time + 3_600_000
    for heading, start, end, withheld, cap, lot, legs in (
            ("entry-settlement", 0, 4_194_304, 0, 0, until, [(pool, 0, 3000), (pending, 1, 3000)]),
            ("entry-worth-nothing", 4_194_304, 4_194_305, 0, 0, 0, []),
            ("entry-capped", 4_194_305, 8_388_608, 1000, 3, until, [(pool, 0, 2000), (pending, 1, 2000)])):
        add(heading, 2, GRANT_ID + u(8, start) + u(8, end) + documents + u(8, withheld) + u(1, cap) + u(8, lot), legs,
            fromBytes=start, toBytes=end, withheld=withheld, cap=cap, lotUntilMs=lot, **names)
    key = key_id(key_of("grant"))
    lot = u(4, shard) + alice + variable(b"default") + key + u(8, until)
    fields = {"owner": alice, "campaign": "default", "grantKey": key, "lotUntilMs": until}
    add("entry-release", 3, lot, [(pending, 0, 5000), (owner, 1, 5000)], **fields)
    add("entry-voiding", 4, lot + u(1, 1), [(pending, 0, 5000), (pool, 1, 5000)], reason=1, **fields)
    redemption = bytes(range(0xC0, 0xD0))
    part = redemption + u(4, shard) + alice
    fields = {"redemption": redemption, "owner": alice}
    add("entry-hold", 5, part + variable(b"hd-week") + u(4, 3), [(owner, 0, 700), (held, 1, 700)], benefit="hd-week",
        version=3, **fields)
    add("entry-redeemed", 6, part + variable(b"hd-week"), [(held, 0, 700), ("redeemed:hd-week", 1, 700)],
        benefit="hd-week", **fields)
    add("entry-returned", 7, part + u(1, 2), [(held, 0, 700), (owner, 1, 700)], reason=2, **fields)
    action = bytes(range(0xE0, 0xF0))
    add("entry-adjustment", 8, action + variable(b"ana") + variable(b"ben") + variable("añadido".encode()),
        [("adjustment:all", 0, 9), (owner, 1, 9)], action=action, proposer="ana", approver="ben", reason="añadido")
    detail = sha256(b"detail")
    add("entry-deed", 9, action + variable(b"ana") + u(1, 1) + variable(owner.encode()) + detail, [], action=action,
        operator="ana", deed=1, subject=owner, detail=detail)


def statement():
    entries = sha256(sha256(bytes(32), b"\x01", u(8, 5), sha256(b"entry 5")), b"\x02", GRANT_ID, u(8, 77))
    section("statement-digest", number=5, entry=b"entry 5", grantId=GRANT_ID, bytes=77, digest=entries)
    numbers = {"givenBytes": 10_000_000, "receivedBytes": 77, "earned": 7000, "withheld": 3000, "pending": 5000,
               "voided": 1000}
    root = sha256(b"root")
    node, owner = node_id(UPLOADER), account_id("alice")
    body = tag("ayni/stmt/v1") + node + owner + u(4, 497_222) + u(1, 1) + u(8, 1_790_000_000_000)
    body += u(4, 2) + u(8, 900) + root + b"".join(u(8, n) for n in numbers.values())
    body += variable(b"EUR") + u(8, 20_000) + u(8, 186) + u(4, 3) + u(4, 1) + u(4, 1) + entries
    signed("statement", body, "ledger", nodeId=node, account=owner, window=497_222, closed=1,
           drawnUpAtMs=1_790_000_000_000, shard=2, treeSize=900, root=root, **numbers, currency="EUR", price=20_000,
           saved=186, priceRule=3, entries=1, received=1, digest=entries)


def identities():
    text = base64.b32encode(node_id(UPLOADER)).decode().lower().rstrip("=")
    x = base64.urlsafe_b64encode(UPLOADER).decode().rstrip("=")
    jwk = '{"crv":"Ed25519","kty":"OKP","x":"' + x + '"}'
    thumbprint = base64.urlsafe_b64encode(sha256(jwk.encode())).decode().rstrip("=")
    section("identity", seed=seed("uploader"), publicKey=UPLOADER, keyId=key_id(UPLOADER), nodeId=node_id(UPLOADER),
            nodeText=text, thumbprint=thumbprint, account="alice", accountId=account_id("alice"))
    digest = bytes(32)
    for index in (5, 0, 70000):
        digest = sha256(digest, u(4, index), sha256(u(4, index)))
    section("pieces-digest", indexes="5 0 70000", digest=digest)


def main():
    print("# Golden vectors. Written by contracts/src/test/vectors/make_documents.py; not to be edited.")
    identities()
    sealed = sealed_terms()
    issued = 1_789_999_200_000
    first = grant("grant", GRANT_ID, issued, issued + 900_000, issued + 86_400_000, issued // 3_600_000, 268_435_456,
                  1000, 0, 750, sealed)
    second = grant("grant-extremes", bytes([0xFF] * 16), 0, 2**63 - 1, 2**63 - 1, 2**32 - 1, 2**63 - 1, 2**32 - 1, 2,
                   65535, b"")
    one = receipt("receipt", 1, 4_194_304, 64, sha256(b"digest"), bytes(32), issued + 2000)
    two = receipt("receipt-next", 2**32 - 1, 2**63 - 1, 2**32 - 1, bytes([0xFF] * 32), one["id"], 2**63 - 1)
    handed_in = batch("batch", 9, sha256(b"batch 8"), [(first, one), (second, two)])
    ack("ack", handed_in["id"], issued + 60_000,
        [(GRANT_ID, 14, 4_194_304, 3000, 2, 2), (bytes(16), 1, 0, 0, 2**32 - 1, 0),
         (bytes([0xFF] * 16), 6, 2**63 - 1, 0, 0, 2**63 - 1)])
    small_documents()
    statement()
    journal(first, one)


if __name__ == "__main__":
    main()
