package io.ayni.ledger.dispute;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Place in a list of cases, oldest first.
 *
 * @param openedAtMs when the case was opened
 * @param id which
 */
public record DisputePosition(long openedAtMs, DisputeId id) {
    /** Before every case. */
    public static final DisputePosition START = new DisputePosition(-1, new DisputeId(new byte[DisputeId.WIDTH]));

    private static final int BYTES = Long.BYTES + DisputeId.WIDTH;

    /** The place as a page token. */
    public String token() {
        byte[] bytes =
                ByteBuffer.allocate(BYTES).putLong(openedAtMs).put(id.bytes()).array();
        return HexFormat.of().formatHex(bytes);
    }

    /** Reads a page token; the empty one names the start, any other text than a token nothing. */
    public static Optional<DisputePosition> parse(String token) {
        if (token.isEmpty()) {
            return Optional.of(START);
        }
        if (token.length() != 2 * BYTES || !token.chars().allMatch(HexFormat::isHexDigit)) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(token));
        byte[] id = new byte[DisputeId.WIDTH];
        long openedAtMs = bytes.getLong();
        bytes.get(id);
        return Optional.of(new DisputePosition(openedAtMs, new DisputeId(id)));
    }
}
