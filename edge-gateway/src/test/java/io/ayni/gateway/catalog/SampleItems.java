package io.ayni.gateway.catalog;

import io.ayni.contracts.content.FileHasher;
import io.ayni.contracts.content.InvalidMetainfoException;
import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.content.MetainfoBuilder;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Publication;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Small items for tests. */
public final class SampleItems {
    /** Signs the sample publications. */
    public static final Ed25519PrivateKey KEY = new Ed25519PrivateKey(filled(32, 7));

    private SampleItems() {}

    /** Bytes that are all equal. */
    public static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** Signs with {@link #KEY}. */
    public static Envelope sign(Publication publication) {
        return Envelope.sign(publication, KEY);
    }

    /** Publishes a text as a single-file item. */
    public static PublishOutcome publish(Catalog catalog, String name, String text, long nowMs) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (StagedItem staged = catalog.stage()) {
            try (OutputStream out = staged.create(List.of(name))) {
                out.write(bytes);
            }
            return catalog.publish(staged, metainfo(name, bytes), nowMs, SampleItems::sign);
        }
    }

    /** Publishes a text that must be new. */
    public static PublishedItem publishNew(Catalog catalog, String name, String text, long nowMs) throws IOException {
        return ((PublishOutcome.Added) publish(catalog, name, text, nowMs)).item();
    }

    /** The metainfo of a single-file item. */
    public static Metainfo metainfo(String name, byte[] bytes) {
        FileHasher hasher = new FileHasher();
        hasher.update(bytes, 0, bytes.length);
        try {
            return new MetainfoBuilder(name)
                    .file(List.of(name), hasher.finish())
                    .build();
        } catch (InvalidMetainfoException e) {
            throw new AssertionError(e);
        }
    }
}
