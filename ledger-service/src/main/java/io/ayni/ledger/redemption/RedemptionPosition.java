package io.ayni.ledger.redemption;

import io.ayni.contracts.journal.RedemptionId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a redemption stands in an account's list, which runs from the newest to the oldest. Its text form is a page token:
 * opaque to callers, refused when it is not one.
 *
 * @param requestedAtMs time of the redemption
 * @param id orders those of the same time
 */
public record RedemptionPosition(long requestedAtMs, RedemptionId id) {
    /** Before the newest. */
    public static final RedemptionPosition START = new RedemptionPosition(Long.MAX_VALUE, greatest());

    private static final int BYTES = Long.BYTES + RedemptionId.WIDTH;

    /** The place of a redemption. */
    public static RedemptionPosition of(Redemption redemption) {
        return new RedemptionPosition(
                redemption.order().requestedAtMs(), redemption.order().id());
    }

    /** The page token of the page that follows. */
    public String token() {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(requestedAtMs)
                .put(id.bytes())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads a page token; empty when it is none. */
    public static Optional<RedemptionPosition> parse(String token) {
        if (token.isEmpty()) {
            return Optional.of(START);
        }
        if (token.length() > 2 * BYTES) {
            return Optional.empty();
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            if (in.remaining() != BYTES) {
                return Optional.empty();
            }
            long requestedAtMs = in.getLong();
            byte[] id = new byte[RedemptionId.WIDTH];
            in.get(id);
            return requestedAtMs < 0
                    ? Optional.empty()
                    : Optional.of(new RedemptionPosition(requestedAtMs, new RedemptionId(id)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not base64
        }
    }

    private static RedemptionId greatest() {
        byte[] id = new byte[RedemptionId.WIDTH];
        Arrays.fill(id, (byte) 0xff);
        return new RedemptionId(id);
    }
}
