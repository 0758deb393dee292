package io.ayni.agent.storage;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.content.InvalidMetainfoException;
import io.ayni.contracts.content.Metainfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directories of all items below one root, each named by its content id in hexadecimal.
 *
 * @param root made when it is not there
 */
public record ItemDirectories(Path root) {
    private static final String MANIFEST = "manifest.torrent";
    private static final String NEW_MANIFEST = "manifest.torrent.new";

    /** Where an item lies, whether it is there or not. */
    public Path of(ContentId contentId) {
        return root.resolve(contentId.hex());
    }

    /** The metainfo of every item that is there; directories that are not items are left alone. */
    public List<Metainfo> items() throws IOException {
        Files.createDirectories(root);
        List<Metainfo> items = new ArrayList<>();
        try (Stream<Path> entries = Files.list(root)) {
            for (Path directory : entries.sorted().toList()) {
                read(directory).ifPresent(items::add);
            }
        }
        return items;
    }

    private static Optional<Metainfo> read(Path directory) throws IOException {
        Path manifest = directory.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest) || Files.size(manifest) > Metainfo.MAX_ENCODED_BYTES) {
            return Optional.empty();
        }
        try {
            Metainfo metainfo = Metainfo.decode(Files.readAllBytes(manifest));
            boolean itsOwn = directory
                    .getFileName()
                    .toString()
                    .equals(metainfo.contentId().hex());
            return itsOwn ? Optional.of(metainfo) : Optional.empty();
        } catch (InvalidMetainfoException e) {
            return Optional.empty(); // not an item: fetching it again writes a good manifest over it
        }
    }

    /** Makes the directory of an item; its manifest is there in full or not at all, also after a crash. */
    public Path create(Metainfo metainfo) throws IOException {
        Path directory = Files.createDirectories(of(metainfo.contentId()));
        Path fresh = directory.resolve(NEW_MANIFEST);
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(metainfo.encoded());
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, directory.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE);
        return directory;
    }

    /** Deletes an item, its manifest first: after a crash half way it is no item any more. */
    public void delete(ContentId contentId) throws IOException {
        Path directory = of(contentId);
        if (!Files.isDirectory(directory)) {
            return;
        }
        Files.deleteIfExists(directory.resolve(MANIFEST));
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
