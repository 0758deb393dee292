package io.ayni.ledger.redemption;

import io.ayni.contracts.journal.RedemptionId;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where a redemption stands among those that wait for an operator, the one that expires first coming first. Its text form is
 * a page token: opaque to callers, refused when it is not one.
 *
 * @param confirmByMs when it expires
 * @param id orders those of the same time
 */
public record PendingPosition(long confirmByMs, RedemptionId id) {
    /** Before every redemption. */
    public static final PendingPosition START = new PendingPosition(-1, new RedemptionId(new byte[RedemptionId.WIDTH]));

    private static final int BYTES = Long.BYTES + RedemptionId.WIDTH;

    /** The place of a redemption. */
    public static PendingPosition of(Redemption.Pending pending) {
        return new PendingPosition(pending.confirmByMs(), pending.order().id());
    }

    /** The page token of the page that follows. */
    public String token() {
        byte[] bytes =
                ByteBuffer.allocate(BYTES).putLong(confirmByMs).put(id.bytes()).array();
        return HexFormat.of().formatHex(bytes);
    }

    /** Reads a page token; the empty one names the start, any other text than a token nothing. */
    public static Optional<PendingPosition> parse(String token) {
        if (token.isEmpty()) {
            return Optional.of(START);
        }
        if (token.length() != 2 * BYTES || !token.chars().allMatch(HexFormat::isHexDigit)) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(token));
        byte[] id = new byte[RedemptionId.WIDTH];
        long confirmByMs = bytes.getLong();
        bytes.get(id);
        return Optional.of(new PendingPosition(confirmByMs, new RedemptionId(id)));
    }
}
