package io.ayni.ledger.settlement;

import static io.ayni.ledger.fixture.TestGrant.aGrant;

import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.PayerMode;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SealingKey;
import io.ayni.contracts.journal.EarningCap;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Every kind of fault that an entry can have, with the result code that it has when it is alone. */
enum EntryFault {
    GRANT_CUT_SHORT(ResultCode.MALFORMED, entry -> entry.grantBody = body -> Arrays.copyOf(body, body.length - 1)),
    RECEIPT_WITH_TRAILING_BYTE(
            ResultCode.MALFORMED, entry -> entry.receiptBody = body -> Arrays.copyOf(body, body.length + 1)),
    GRANT_NAMES_ANOTHER_KEY_THAN_ITS_ENVELOPE(
            ResultCode.MALFORMED,
            entry -> entry.namedKey = Operator.LEDGER_KEY.publicKey().id()),
    RECEIPT_OF_ANOTHER_GRANT(ResultCode.MALFORMED, entry -> entry.receiptGrant = aGrant("another")),

    GRANT_OF_VERSION_2(ResultCode.UNSUPPORTED_VERSION, entry -> entry.grantBody = body -> ofVersion2(body)),
    RECEIPT_OF_VERSION_2(ResultCode.UNSUPPORTED_VERSION, entry -> entry.receiptBody = body -> ofVersion2(body)),

    LATE(
            ResultCode.WINDOW_CLOSED,
            entry -> entry.receivedAtMs = entry.grant.grant().settleByMs() + 1),

    GRANT_OF_ANOTHER_UPLOADER(ResultCode.NOT_THE_UPLOADER, entry -> entry.grant.to(Node.named("another"))),

    RECEIPT_ABOVE_THE_LIMIT(ResultCode.OVER_LIMIT, entry -> entry.bytes = FaultyEntry.LIMIT + 1),
    PRICE_ABOVE_THE_HIGHEST(ResultCode.OVER_LIMIT, entry -> entry.grant.priced(Grant.MAX_PRICE + 1, 1000)),

    SETTLED_BEFORE(ResultCode.ALREADY_SETTLED, entry -> entry.settledBefore = true),

    KEY_NOT_PUBLISHED(ResultCode.UNKNOWN_KEY, entry -> entry.grantKey = Operator.UNPUBLISHED_KEY),
    KEY_OF_ANOTHER_PURPOSE(ResultCode.UNKNOWN_KEY, entry -> entry.grantKey = Operator.TOKEN_KEY),

    GRANT_FORGED(ResultCode.BAD_GRANT_SIGNATURE, entry -> entry.forged = true),
    TERMS_SEALED_BY_SOMEBODY(
            ResultCode.BAD_GRANT_SIGNATURE, entry -> entry.grant.sealedWith(new SealingKey(new byte[32]))),
    SECOND_DOCUMENT_OF_THE_GRANT(ResultCode.BAD_GRANT_SIGNATURE, entry -> entry.settledUnderAnotherDocument = true),

    RECEIPT_FORGED(ResultCode.BAD_RECEIPT_SIGNATURE, entry -> entry.receiptKey = Operator.key("forger")),
    SESSION_KEY_OF_SMALL_ORDER(ResultCode.BAD_RECEIPT_SIGNATURE, entry -> entry.grant.withSessionKey(new byte[32])),

    KEY_REVOKED_BEFORE_ISSUE(ResultCode.KEY_REVOKED, entry -> entry.grantKey = Operator.REVOKED_GRANT_KEY),
    KEY_COMPROMISED_SINCE(ResultCode.KEY_REVOKED, entry -> entry.grantKey = Operator.COMPROMISED_GRANT_KEY),

    PAYEE_QUARANTINED(ResultCode.QUARANTINED, entry -> entry.quarantined = true),

    PAIR_USED_UP(ResultCode.CAPPED, entry -> entry.spentCap = Optional.of(EarningCap.PAIR)),
    PREFIX_USED_UP(ResultCode.CAPPED, entry -> entry.spentCap = Optional.of(EarningCap.PREFIX)),
    ACCOUNT_USED_UP(ResultCode.CAPPED, entry -> entry.spentCap = Optional.of(EarningCap.ACCOUNT)),
    CONTENT_USED_UP(ResultCode.CAPPED, entry -> entry.spentCap = Optional.of(EarningCap.CONTENT)),

    POOL_SPENT(ResultCode.POOL_EMPTY, entry -> entry.pool = 9_999),
    PAID_BY_THE_DOWNLOADER(ResultCode.POOL_EMPTY, entry -> entry.grant.payer(PayerMode.DOWNLOADER));

    /** Faults of which only one can be in an entry, because a document has one key. */
    private static final Set<EntryFault> OF_THE_KEY =
            EnumSet.of(KEY_NOT_PUBLISHED, KEY_OF_ANOTHER_PURPOSE, KEY_REVOKED_BEFORE_ISSUE, KEY_COMPROMISED_SINCE);
    /** Faults that show only when both documents can be read. */
    private static final Set<EntryFault> OF_READABLE_DOCUMENTS =
            EnumSet.of(GRANT_NAMES_ANOTHER_KEY_THAN_ITS_ENVELOPE, RECEIPT_OF_ANOTHER_GRANT);

    final ResultCode code;
    private final Consumer<FaultyEntry> change;

    EntryFault(ResultCode code, Consumer<FaultyEntry> change) {
        this.code = code;
        this.change = change;
    }

    void putInto(FaultyEntry entry) {
        change.accept(entry);
    }

    /** Whether one entry can have both faults. */
    boolean canBeTogetherWith(EntryFault other) {
        boolean sameField = OF_THE_KEY.contains(this) && OF_THE_KEY.contains(other);
        return this != other && !sameField && !hides(other) && !other.hides(this);
    }

    private boolean hides(EntryFault other) {
        if (this == GRANT_OF_VERSION_2) {
            return OF_READABLE_DOCUMENTS.contains(other) || other == GRANT_CUT_SHORT;
        }
        return this == RECEIPT_OF_VERSION_2
                && (other == RECEIPT_OF_ANOTHER_GRANT || other == RECEIPT_WITH_TRAILING_BYTE);
    }

    private static byte[] ofVersion2(byte[] body) {
        byte[] changed = body.clone();
        String tag = new String(body, 0, 16, StandardCharsets.US_ASCII);
        changed[tag.lastIndexOf("v1") + 1] = '2';
        return changed;
    }
}
