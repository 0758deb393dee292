package io.ayni.ledger.operator.grpc;

import com.google.protobuf.ByteString;
import io.ayni.contracts.document.GrantTerms;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.ActionId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.dispute.DisputePosition;
import io.ayni.ledger.grpc.GrpcStatuses;
import io.ayni.ledger.operator.OperatorDesk;
import io.ayni.ledger.redemption.PendingPosition;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

/** Fields of requests as values; INVALID_ARGUMENT names the field that is none. */
final class Fields {
    private static final int DEFAULT_PAGE = 100;
    private static final int MAX_PAGE = 500;
    private static final int MAX_NOTE = 1_000;
    private static final int MAX_REFERENCE = 256;
    private static final int MAX_DIGITS = 18;

    private Fields() {}

    static ActionId actionId(String field, ByteString bytes) {
        return id(field, bytes, ActionId.WIDTH, ActionId::new);
    }

    static <T> T id(String field, ByteString bytes, int width, Function<byte[], T> id) {
        require(bytes.size() == width, field + " is " + width + " bytes");
        return id.apply(bytes.toByteArray());
    }

    static LedgerAccount account(String text) {
        return LedgerAccount.parse(text)
                .orElseThrow(() -> GrpcStatuses.invalid("account is none, as the journal writes them"));
    }

    static AccountId owner(String text) {
        if (account(text) instanceof LedgerAccount.Owner owner) {
            return owner.account();
        }
        throw GrpcStatuses.invalid("account is no owner's");
    }

    static String note(String text) {
        require(text.codePointCount(0, text.length()) <= MAX_NOTE, "note is at most " + MAX_NOTE + " characters");
        return storable("note", text);
    }

    static String reference(String text) {
        int length = text.codePointCount(0, text.length());
        require(
                !text.isBlank() && length <= MAX_REFERENCE,
                "reference is 1 to " + MAX_REFERENCE + " characters that show something");
        return storable("reference", text);
    }

    /** PostgreSQL's texts hold every character but this one. */
    private static String storable(String field, String text) {
        require(text.indexOf('\0') < 0, field + " holds a character of code 0");
        return text;
    }

    static int pageSize(int size) {
        require(size >= 0 && size <= MAX_PAGE, "page_size is 1 to " + MAX_PAGE);
        return size == 0 ? DEFAULT_PAGE : size;
    }

    /** A token of a list that is shown newest first. */
    static long before(String token) {
        if (token.isEmpty()) {
            return OperatorDesk.NEWEST;
        }
        boolean isToken = token.length() <= MAX_DIGITS && token.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        require(isToken, "page_token is not one of this list");
        return Long.parseLong(token);
    }

    static RedemptionId redemption(ByteString bytes) {
        return id("redemption_id", bytes, RedemptionId.WIDTH, RedemptionId::new);
    }

    static PendingPosition afterPending(String token) {
        return PendingPosition.parse(token)
                .orElseThrow(() -> GrpcStatuses.invalid("page_token is not one of this list"));
    }

    static String afterCampaign(String token) {
        require(token.isEmpty() || GrantTerms.isCampaign(token), "page_token is not one of this list");
        return token;
    }

    static Optional<AccountId> afterAccount(String token) {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        boolean isToken = token.length() == 2 * AccountId.WIDTH && token.chars().allMatch(HexFormat::isHexDigit);
        require(isToken, "page_token is not one of this list");
        return Optional.of(new AccountId(HexFormat.of().parseHex(token)));
    }

    static DisputePosition after(String token) {
        return DisputePosition.parse(token)
                .orElseThrow(() -> GrpcStatuses.invalid("page_token is not one of this list"));
    }

    static void require(boolean holds, String rule) {
        if (!holds) {
            throw GrpcStatuses.invalid(rule);
        }
    }
}
