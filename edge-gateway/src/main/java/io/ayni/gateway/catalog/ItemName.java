package io.ayni.gateway.catalog;

import io.ayni.contracts.content.PathComponents;
import java.util.Optional;

/**
 * A name that an item may be published under: a safe file name ({@link PathComponents}) without a semicolon, because
 * some servers and proxies cut a path there. At most {@value PathComponents#MAX_BYTES} bytes of UTF-8.
 *
 * @param text the name
 */
public record ItemName(String text) {
    /**
     * @throws IllegalArgumentException when the text is not such a name
     */
    public ItemName {
        if (!isUsable(text)) {
            throw new IllegalArgumentException("not a usable item name");
        }
    }

    /** The name, if the text is one. */
    public static Optional<ItemName> of(String text) {
        return isUsable(text) ? Optional.of(new ItemName(text)) : Optional.empty();
    }

    /** Whether the text may be the name of an item or of a file in it. */
    public static boolean isUsable(String text) {
        return text.indexOf(';') < 0 && PathComponents.isSafe(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
