package io.ayni.ledger.account;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * Where an entry stands in an owner's list, which runs from the newest to the oldest over all shards. Its text form is a
 * page token: opaque to callers, refused when it is not one.
 *
 * @param recordedAtMs time of the entry
 * @param shard its shard
 * @param number its number
 */
public record EntryPosition(long recordedAtMs, int shard, long number) {
    /** Before the newest entry. */
    public static final EntryPosition START = new EntryPosition(Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

    private static final int WIDTH = 20;

    /** The page token of the page that follows this entry. */
    public String token() {
        byte[] bytes = ByteBuffer.allocate(WIDTH)
                .putLong(recordedAtMs)
                .putInt(shard)
                .putLong(number)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads a page token; empty when it is none. */
    public static Optional<EntryPosition> parse(String token) {
        if (token.isEmpty()) {
            return Optional.of(START);
        }
        if (token.length() > 2 * WIDTH) {
            return Optional.empty();
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            if (in.remaining() != WIDTH) {
                return Optional.empty();
            }
            EntryPosition position = new EntryPosition(in.getLong(), in.getInt(), in.getLong());
            boolean isPossible = position.recordedAtMs >= 0 && position.shard >= 0 && position.number > 0;
            return isPossible ? Optional.of(position) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not base64
        }
    }
}
