package io.ayni.gateway.publish.tar;

import io.ayni.contracts.content.PathComponents;
import io.ayni.gateway.catalog.ItemName;
import io.ayni.gateway.publish.PublishRefusal;
import io.ayni.gateway.publish.RefusedUploadException;
import io.ayni.gateway.publish.UploadForm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A tar archive (ustar, pax or GNU) whose regular files are the item's files. Folders are implied by paths; links,
 * devices and sparse files are refused, and so is any path with a component that is not a usable name.
 */
public final class TarForm implements UploadForm {
    private static final int MAX_PATH_CHARACTERS = 1024;
    private static final int MAX_ENTRIES = 50_000;

    @Override
    public void read(InputStream body, Receiver receiver) throws IOException, RefusedUploadException {
        try (TarArchiveInputStream archive = new TarArchiveInputStream(new Source(body, BodyException::new), "UTF-8")) {
            int entries = 0;
            for (TarArchiveEntry entry = next(archive); entry != null; entry = next(archive)) {
                if (++entries > MAX_ENTRIES) {
                    throw new RefusedUploadException(PublishRefusal.TOO_LARGE, "the archive has too many entries");
                }
                receive(entry, archive, receiver);
            }
        }
        body.transferTo(OutputStream.nullOutputStream()); // padding after the archive's end mark
    }

    private static TarArchiveEntry next(TarArchiveInputStream archive) throws IOException, RefusedUploadException {
        try {
            return archive.getNextEntry();
        } catch (BodyException e) {
            throw e.body;
        } catch (IOException | IllegalArgumentException e) {
            throw notAnItem("the body is not a tar archive");
        }
    }

    private static void receive(TarArchiveEntry entry, TarArchiveInputStream archive, Receiver receiver)
            throws IOException, RefusedUploadException {
        if (entry.isDirectory()) {
            return;
        }
        boolean plain = entry.getLinkFlag() == TarConstants.LF_NORMAL || entry.getLinkFlag() == TarConstants.LF_OLDNORM;
        if (!plain || entry.isSparse()) {
            throw notAnItem("the archive has something else than folders and plain files");
        }
        try {
            receiver.receive(path(entry.getName()), new Source(archive, ArchiveException::new));
        } catch (BodyException e) {
            throw e.body;
        } catch (ArchiveException e) {
            throw notAnItem("the archive is cut short or damaged");
        }
    }

    private static List<String> path(String name) throws RefusedUploadException {
        String plain = name.startsWith("./") ? name.substring(2) : name;
        List<String> components = List.of(plain.split("/", -1));
        if (plain.length() > MAX_PATH_CHARACTERS
                || components.size() > PathComponents.MAX_DEPTH
                || !components.stream().allMatch(ItemName::isUsable)) {
            throw notAnItem("the archive has a path that is not allowed");
        }
        return components;
    }

    private static RefusedUploadException notAnItem(String detail) {
        return new RefusedUploadException(PublishRefusal.NOT_AN_ITEM, detail);
    }

    /** Marks failures of the body, so that they are not taken for faults of the archive. */
    private static final class BodyException extends IOException {
        private final transient IOException body;

        BodyException(IOException body) {
            super(body);
            this.body = body;
        }
    }

    /** Marks faults of the archive, so that they are not taken for failures of the storage. */
    private static final class ArchiveException extends IOException {
        ArchiveException(IOException fault) {
            super(fault);
        }
    }

    /** A stream whose failures carry a mark; a mark that is there already stays. */
    private static final class Source extends InputStream {
        private final InputStream in;
        private final Function<IOException, IOException> mark;

        Source(InputStream in, Function<IOException, IOException> mark) {
            this.in = in;
            this.mark = mark;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return in.read(into, offset, length);
            } catch (BodyException e) {
                throw e;
            } catch (IOException e) {
                throw mark.apply(e);
            }
        }
    }
}
