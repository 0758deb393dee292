package io.ayni.ledger.settlement;

import static io.ayni.ledger.fixture.TestGrant.aGrant;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Receipt;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.EarningCap;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.ledger.cap.CapKey;
import io.ayni.ledger.cap.CapRules;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.journal.ShardHead;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** An entry with the state that it meets: good, until faults are put into it, in any order and number. */
final class FaultyEntry {
    static final Node UPLOADER = Node.named("uploader");
    static final long LIMIT = 64L << 20;
    static final long BYTES = 10L << 20;

    final TestGrant grant = aGrant("faulty").to(UPLOADER).limitedTo(LIMIT);
    Ed25519PrivateKey grantKey = Operator.GRANT_KEY;
    boolean forged;
    KeyId namedKey;
    UnaryOperator<byte[]> grantBody = UnaryOperator.identity();
    UnaryOperator<byte[]> receiptBody = UnaryOperator.identity();
    TestGrant receiptGrant = grant;
    Ed25519PrivateKey receiptKey = grant.session();
    long bytes = BYTES;
    long receivedAtMs = TestGrant.SETTLED_AT_MS;
    boolean settledBefore;
    boolean quarantined;
    Optional<EarningCap> spentCap = Optional.empty();
    boolean settledUnderAnotherDocument;
    long pool = 1_000_000_000L;

    /** The entry, everything in it signed. */
    SettlementEntry entry() {
        return new SettlementEntry(grantEnvelope(), receiptEnvelope());
    }

    /** What is loaded when the entry is decided. */
    LoadedState state() {
        Mark mark = new Mark(
                settledBefore ? bytes : 1,
                settledUnderAnotherDocument
                        ? new DocumentId(new byte[DocumentId.WIDTH])
                        : grantEnvelope().id(),
                UPLOADER.account(),
                AccountId.ofName("downloader"));
        boolean hasMark = settledBefore || settledUnderAnotherDocument;
        return new LoadedState(
                ShardHead.fresh(0),
                hasMark ? Map.of(grant.id(), mark) : Map.of(),
                Map.of(new LedgerAccount.Pool("default", 0), pool),
                capsUsed(),
                quarantined ? Set.of(UPLOADER.account()) : Set.of(),
                Set.of());
    }

    private Map<CapKey, Long> capsUsed() {
        Map<CapKey, Long> used = new HashMap<>();
        for (CapKey key : CapRules.keys(grant.grant(), grant.terms())) {
            used.put(key, spentCap.filter(key.cap()::equals).isPresent() ? Long.MAX_VALUE / 2 : 0);
        }
        return used;
    }

    private Envelope grantEnvelope() {
        byte[] body = grantBody.apply(grant.signedBy(grantKey).grant().encode());
        Ed25519PrivateKey signer = forged ? Operator.key("forger") : grantKey;
        return new Envelope(
                body, signer.sign(body), namedKey == null ? grantKey.publicKey().id() : namedKey);
    }

    private Envelope receiptEnvelope() {
        Receipt receipt = new Receipt(
                receiptGrant.id(), 1, bytes, 1, new byte[32], new DocumentId(new byte[DocumentId.WIDTH]), 42);
        byte[] body = receiptBody.apply(receipt.encode());
        return new Envelope(body, receiptKey.sign(body), receiptKey.publicKey().id());
    }
}
