package io.ayni.gateway.catalog;

import io.ayni.contracts.content.ContentId;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A place in the listing, which runs from the newest to the oldest item; of two items of one millisecond the lower
 * content id comes first. A position stays good when items are added.
 *
 * @param publishedAtMs Unix milliseconds, not negative
 * @param id content id
 */
public record PagePosition(long publishedAtMs, ContentId id) implements Comparable<PagePosition> {
    private static final int WIDTH = Long.BYTES + ContentId.WIDTH;

    /** The position as an opaque text of 80 characters. */
    public String token() {
        byte[] bytes = ByteBuffer.allocate(WIDTH)
                .putLong(publishedAtMs)
                .put(id.bytes())
                .array();
        return HexFormat.of().formatHex(bytes);
    }

    /** Reads {@link #token}; empty for any other text. */
    public static Optional<PagePosition> ofToken(String token) {
        if (token.length() != 2 * WIDTH || !token.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(token));
        long publishedAtMs = bytes.getLong();
        byte[] id = new byte[ContentId.WIDTH];
        bytes.get(id);
        return publishedAtMs < 0 ? Optional.empty() : Optional.of(new PagePosition(publishedAtMs, new ContentId(id)));
    }

    @Override
    public int compareTo(PagePosition other) {
        int byTime = Long.compare(other.publishedAtMs, publishedAtMs);
        return byTime != 0 ? byTime : id.compareTo(other.id);
    }
}
