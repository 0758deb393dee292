package io.ayni.gateway.catalog;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Publication;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A published item without its bytes: what is kept in memory for each. Immutable.
 *
 * @param publication name, version, size and time
 * @param envelope the signed publication as it was signed
 * @param pieceLengthBytes length of its pieces
 * @param singleFile whether it is one file that is named like the item
 * @param files its files by path
 * @param metainfo the metainfo file itself; its root is the SHA-256 of the whole file
 */
public record PublishedItem(
        Publication publication,
        Envelope envelope,
        int pieceLengthBytes,
        boolean singleFile,
        Map<String, PublishedFile> files,
        PublishedFile metainfo) {
    /** Copies the map. */
    public PublishedItem {
        files = Map.copyOf(files);
    }

    /** The item that the metainfo describes. */
    public static PublishedItem of(Metainfo metainfo, Publication publication, Envelope envelope) {
        Map<String, PublishedFile> files = metainfo.files().stream()
                .map(PublishedFile::of)
                .collect(Collectors.toUnmodifiableMap(PublishedFile::path, Function.identity()));
        byte[] encoded = metainfo.encoded();
        PublishedFile torrent = new PublishedFile(
                metainfo.contentId().hex() + ".torrent",
                encoded.length,
                HexFormat.of().formatHex(Digests.sha256(encoded)));
        return new PublishedItem(
                publication, envelope, metainfo.pieceLengthBytes(), metainfo.isSingleFile(), files, torrent);
    }

    /** Content id. */
    public ContentId id() {
        return publication.contentId();
    }

    /** The name it was published under. */
    public String name() {
        return publication.name();
    }

    /** Where it stands in a listing. */
    public PagePosition position() {
        return new PagePosition(publication.publishedAtMs(), id());
    }

    /**
     * The file at a path below the item. BitTorrent clients put the item's name before the path of a multi-file item
     * (BEP 19), so that spelling finds the file too when no file has exactly the given path.
     */
    public Optional<PublishedFile> file(String path) {
        PublishedFile exact = files.get(path);
        if (exact != null || singleFile || !path.startsWith(name() + "/")) {
            return Optional.ofNullable(exact);
        }
        return Optional.ofNullable(files.get(path.substring(name().length() + 1)));
    }

    /** The only file of a single-file item. */
    public Optional<PublishedFile> onlyFile() {
        return singleFile ? Optional.of(files.get(name())) : Optional.empty();
    }
}
