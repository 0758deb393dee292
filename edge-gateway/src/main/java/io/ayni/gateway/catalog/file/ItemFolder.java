package io.ayni.gateway.catalog.file;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.content.InvalidMetainfoException;
import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.Publication;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.documents.v1.SignedEnvelope;
import io.ayni.gateway.catalog.PublishedFile;
import io.ayni.gateway.catalog.PublishedItem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * The folder of one item, in staging or published: where its parts lie, and how they are read back.
 *
 * @param path the folder
 */
record ItemFolder(Path path) {
    private static final int STORED_NAME_BYTES = 16;

    Path metainfo() {
        return path.resolve("metainfo.torrent");
    }

    private Path publication() {
        return path.resolve("publication");
    }

    private Path announced() {
        return path.resolve("announced");
    }

    Path files() {
        return path.resolve("files");
    }

    /** Where a file lies; the name on disk depends on the item's path text only. */
    Path file(String pathText) {
        byte[] digest = Digests.sha256(pathText.getBytes(StandardCharsets.UTF_8));
        return files().resolve(HexFormat.of().formatHex(digest, 0, STORED_NAME_BYTES));
    }

    /** Writes metainfo and publication beside the files and makes the folder's content durable. */
    void seal(Metainfo metainfo, Envelope envelope) throws IOException {
        Durable.write(metainfo(), metainfo.encoded());
        Durable.write(publication(), Envelopes.toMessage(envelope).toByteArray());
        Durable.syncDirectory(files());
        Durable.syncDirectory(path);
    }

    boolean isAnnounced() {
        return Files.exists(announced());
    }

    void markAnnounced() throws IOException {
        try {
            Durable.write(announced(), new byte[0]);
        } catch (FileAlreadyExistsException e) {
            return; // marked before; the mark is the same
        }
        Durable.syncDirectory(path);
    }

    /**
     * Reads the item back and checks that all fits: folder name, metainfo, publication and file sizes, and the signature
     * if it is of the given key (an older key may have signed an older item). File bytes are not hashed.
     *
     * @throws DamagedItemException when something does not fit
     */
    PublishedItem read(Ed25519PublicKey manifestKey) throws IOException, DamagedItemException {
        try {
            Metainfo metainfo = Metainfo.decode(Files.readAllBytes(metainfo()));
            Envelope envelope = Envelopes.fromMessage(SignedEnvelope.parseFrom(Files.readAllBytes(publication())))
                    .orElseThrow(() -> new DamagedItemException("the publication is not an envelope"));
            Publication said = Publication.decode(envelope.body());
            requireFit(metainfo, said);
            if (envelope.keyId().equals(manifestKey.id()) && !envelope.isSignedBy(manifestKey)) {
                throw new DamagedItemException("the publication's signature is wrong");
            }
            PublishedItem item = PublishedItem.of(metainfo, said, envelope);
            requireFiles(item);
            return item;
        } catch (InvalidMetainfoException
                | MalformedDocumentException
                | com.google.protobuf.InvalidProtocolBufferException
                | NoSuchFileException e) {
            throw new DamagedItemException(e.toString());
        }
    }

    private void requireFit(Metainfo metainfo, Publication said) throws DamagedItemException {
        ContentId id = metainfo.contentId();
        if (!id.hex().equals(path.getFileName().toString()) || !id.equals(said.contentId())) {
            throw new DamagedItemException("folder, metainfo and publication name different items");
        }
        if (!metainfo.name().equals(said.name()) || metainfo.sizeBytes() != said.sizeBytes()) {
            throw new DamagedItemException("metainfo and publication differ in name or size");
        }
    }

    private void requireFiles(PublishedItem item) throws IOException, DamagedItemException {
        for (PublishedFile file : item.files().values()) {
            if (Files.size(file(file.path())) != file.lengthBytes()) {
                throw new DamagedItemException("a file has another size than the metainfo says");
            }
        }
    }
}
