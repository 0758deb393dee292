package io.ayni.gateway.publish;

import io.ayni.contracts.content.FileHasher;
import io.ayni.contracts.content.HashedFile;
import io.ayni.contracts.content.InvalidMetainfoException;
import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.content.MetainfoBuilder;
import io.ayni.gateway.catalog.StagedItem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies the files of one upload into staging and hashes them on the way. Heap use is one buffer and the hashes,
 * whatever the size. For one upload and one thread.
 */
final class UploadHash implements UploadForm.Receiver {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final StagedItem staged;
    private final long maxBytes;
    private final Map<List<String>, HashedFile> files = new LinkedHashMap<>();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long totalBytes;

    UploadHash(StagedItem staged, long maxBytes) {
        this.staged = staged;
        this.maxBytes = maxBytes;
    }

    @Override
    public void receive(List<String> path, InputStream bytes) throws IOException, RefusedUploadException {
        if (files.size() == Metainfo.MAX_FILES) {
            throw new RefusedUploadException(PublishRefusal.TOO_LARGE, "an item has at most 20,000 files");
        }
        try (OutputStream out = staged.create(path)) {
            files.put(List.copyOf(path), copy(bytes, out));
        } catch (FileAlreadyExistsException e) {
            throw new RefusedUploadException(PublishRefusal.NOT_AN_ITEM, "two files have one path");
        }
    }

    private HashedFile copy(InputStream in, OutputStream out) throws IOException, RefusedUploadException {
        FileHasher hasher = new FileHasher();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            totalBytes += count;
            if (totalBytes > maxBytes) {
                throw new RefusedUploadException(
                        PublishRefusal.TOO_LARGE, "an item has at most " + maxBytes + " bytes here");
            }
            hasher.update(buffer, 0, count);
            out.write(buffer, 0, count);
        }
        return hasher.finish();
    }

    /** The metainfo of all files received, with a web seed under the given URL. */
    Metainfo metainfo(String name, WebSeed webSeed) throws RefusedUploadException {
        if (totalBytes == 0) {
            throw new RefusedUploadException(PublishRefusal.EMPTY, "the body has no bytes to publish");
        }
        try {
            Metainfo bare = builder(name).build();
            return builder(name)
                    .webSeeds(List.of(webSeed.urlOf(bare.contentId())))
                    .build();
        } catch (InvalidMetainfoException e) {
            // Names are checked before, so what is left are bounds of the item as a whole and clashing paths.
            throw new RefusedUploadException(PublishRefusal.NOT_AN_ITEM, e.getMessage());
        }
    }

    private MetainfoBuilder builder(String name) {
        MetainfoBuilder builder = new MetainfoBuilder(name);
        files.forEach(builder::file);
        return builder;
    }
}
