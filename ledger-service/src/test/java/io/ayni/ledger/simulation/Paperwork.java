package io.ayni.ledger.simulation;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.GrantTerms;
import io.ayni.contracts.document.PayerMode;
import io.ayni.contracts.document.Receipt;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SealingKey;
import io.ayni.contracts.identity.AccountId;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Every grant and receipt of all worlds, signed once because signing is slow; each world takes some of them. Three
 * accounts own five nodes, the first account in both shards; two downloaders, who are also the uploaders' accomplices.
 */
final class Paperwork {
    static final int SHARDS = 2;
    static final long START_MS = 1_800_000_000_000L;
    /** Grants that this key signed are in danger: some worlds revoke it. */
    static final Ed25519PrivateKey FRAGILE_KEY = Operator.key("fragile grant");
    /** Was valid until before any grant was issued. */
    static final Ed25519PrivateKey RETIRED_KEY = Operator.key("retired grant");

    static final List<String> CAMPAIGNS = List.of("spring", "autumn");
    static final List<Node> NODES =
            List.of(node("one", "a"), node("one", "b"), node("one", "c"), node("two", "d"), node("three", "e"));
    /** Whose the nodes are. */
    static final List<AccountId> OWNERS =
            NODES.stream().map(Node::account).distinct().toList();

    static final List<Deal> DEALS = new Paperwork(new SplittableRandom(1)).deals();

    private static final int GRANTS = 60;
    private static final int RECEIPTS = 4;
    private static final long MIB = 1L << 20;
    private static final long SHORT_MS = 25_000;
    private static final long LONG_MS = 3_600_000;
    private static final long TRANSFER_MS = 20_000;

    private final SplittableRandom random;

    private Paperwork(SplittableRandom random) {
        this.random = random;
    }

    private static Node node(String account, String name) {
        return new Node(Operator.key("simulated node " + name), AccountId.ofName(account));
    }

    private List<Deal> deals() {
        List<Deal> deals = new ArrayList<>();
        for (int i = 0; i < GRANTS; i++) {
            deals.add(deal("simulated " + i));
        }
        return List.copyOf(deals);
    }

    private Deal deal(String name) {
        Node uploader = NODES.get(random.nextInt(NODES.size()));
        Ed25519PrivateKey session = Operator.key("session " + name);
        ResultCode flaw = flaw();
        Ed25519PrivateKey key = key(flaw);
        GrantTerms terms = terms(uploader);
        long maxBytes = 1 + random.nextLong(12 * MIB);
        long price = flaw == ResultCode.OVER_LIMIT ? Grant.MAX_PRICE + 1 : 1 + random.nextInt(4_000);
        byte[] sessionKey = flaw == ResultCode.BAD_RECEIPT_SIGNATURE
                ? new byte[32]
                : session.publicKey().bytes();
        Grant open = grant(name, key, uploader, sessionKey, maxBytes, price, new byte[0]);
        byte[] nonce = Arrays.copyOf(digest("nonce " + name), SealingKey.NONCE_WIDTH);
        byte[] sealed = Operator.SEALING_KEY.seal(open.grantId(), terms, nonce);
        Grant grant = new Grant(
                open.grantId(),
                open.keyId(),
                open.issuedAtMs(),
                open.expiresAtMs(),
                open.settleByMs(),
                open.window(),
                open.uploaderId(),
                sessionKey,
                open.contentId(),
                maxBytes,
                price,
                open.payerMode(),
                open.weightPerMille(),
                sealed);
        byte[] body = grant.encode();
        Ed25519PrivateKey signer = flaw == ResultCode.BAD_GRANT_SIGNATURE ? Operator.key("forger") : key;
        Envelope envelope =
                new Envelope(body, signer.sign(body), key.publicKey().id());
        return new Deal(uploader, grant, terms, envelope, flaw, slips(grant, session));
    }

    private ResultCode flaw() {
        return switch (random.nextInt(25)) {
            case 0 -> ResultCode.BAD_GRANT_SIGNATURE;
            case 1 -> ResultCode.UNKNOWN_KEY;
            case 2 -> ResultCode.BAD_RECEIPT_SIGNATURE; // a session key of small order
            case 3 -> ResultCode.KEY_REVOKED;
            case 4 -> ResultCode.OVER_LIMIT;
            default -> ResultCode.POSTED;
        };
    }

    private Ed25519PrivateKey key(ResultCode flaw) {
        return switch (flaw) {
            case UNKNOWN_KEY -> Operator.UNPUBLISHED_KEY;
            case KEY_REVOKED -> RETIRED_KEY;
            default -> random.nextInt(3) == 0 ? FRAGILE_KEY : Operator.GRANT_KEY;
        };
    }

    private GrantTerms terms(Node uploader) {
        AccountId downloader = AccountId.ofName(random.nextInt(3) == 0 ? "customer" : "accomplice");
        String campaign = CAMPAIGNS.get(random.nextInt(CAMPAIGNS.size()));
        long contentBytes = 4 * MIB + random.nextLong(12 * MIB);
        return new GrantTerms(uploader.account(), downloader, campaign, random.nextInt(2), 9, contentBytes, false);
    }

    private Grant grant(
            String name,
            Ed25519PrivateKey key,
            Node uploader,
            byte[] sessionKey,
            long maxBytes,
            long price,
            byte[] sealed) {
        long issuedAtMs = START_MS + random.nextInt(1_000);
        long settleByMs = issuedAtMs + (random.nextInt(4) == 0 ? SHORT_MS : LONG_MS);
        return new Grant(
                new GrantId(Arrays.copyOf(digest("grant " + name), GrantId.WIDTH)),
                key.publicKey().id(),
                issuedAtMs,
                issuedAtMs + TRANSFER_MS,
                settleByMs,
                issuedAtMs / Grant.WINDOW_MS,
                uploader.id(),
                sessionKey,
                new ContentId(digest("content " + random.nextInt(3))),
                maxBytes,
                price,
                random.nextInt(20) == 0 ? PayerMode.UNPAID : PayerMode.CAMPAIGN_POOL,
                random.nextInt(4) == 0 ? 333 : Grant.FULL_WEIGHT,
                sealed);
    }

    private List<Slip> slips(Grant grant, Ed25519PrivateKey session) {
        List<Slip> slips = new ArrayList<>();
        for (int i = 1; i <= RECEIPTS; i++) {
            long bytes = Math.max(1, grant.maxBytes() / RECEIPTS * i - random.nextInt(999));
            slips.add(slip(grant, session, i, bytes, true));
        }
        slips.add(slip(grant, session, RECEIPTS + 1, grant.maxBytes() + 1 + random.nextLong(MIB), true));
        slips.add(slip(grant, Operator.key("forger"), RECEIPTS + 1, grant.maxBytes(), false));
        return List.copyOf(slips);
    }

    /** The time on the device is anything at all: nothing may follow from it. */
    private Slip slip(Grant grant, Ed25519PrivateKey signer, int sequence, long bytes, boolean isSigned) {
        long deviceTime = random.nextLong(Long.MAX_VALUE);
        Receipt receipt = new Receipt(
                grant.grantId(), sequence, bytes, sequence, new byte[32], new DocumentId(new byte[32]), deviceTime);
        Envelope envelope = Envelope.sign(receipt, signer);
        return new Slip(envelope, envelope.id(), bytes, isSigned);
    }

    private static byte[] digest(String text) {
        return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
