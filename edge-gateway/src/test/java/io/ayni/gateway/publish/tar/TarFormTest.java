package io.ayni.gateway.publish.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.gateway.publish.BrokenUploadException;
import io.ayni.gateway.publish.BrokenUploadException.Cause;
import io.ayni.gateway.publish.PublishRefusal;
import io.ayni.gateway.publish.RefusedUploadException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarFormTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream archive = new TarArchiveOutputStream(bytes, "UTF-8");

    TarFormTest() {
        archive.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        archive.setAddPaxHeadersForNonAsciiNames(true);
    }

    @Test
    void plainFilesBecomeTheItemsFiles() throws Exception {
        // Given
        archive.putArchiveEntry(new TarArchiveEntry("./sub/"));
        archive.closeArchiveEntry();
        add("./sub/index.m3u8", "list");
        add("sub/" + "é".repeat(60) + ".ts", "segment");
        // When / Then
        assertThat(read(finished()))
                .containsExactly(
                        Map.entry("sub/index.m3u8", "list"), Map.entry("sub/" + "é".repeat(60) + ".ts", "segment"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../x", "/etc/passwd", "a//b", "a/./b", "a\\b", "a;b", "a/b:c", "a\nb", "a/ b"})
    void hostilePathsAreRefused(String path) throws Exception {
        TarArchiveEntry entry = new TarArchiveEntry(path, true);
        entry.setSize(1);
        archive.putArchiveEntry(entry);
        archive.write(1);
        archive.closeArchiveEntry();
        assertNotAnItem(finished());
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_CHR, TarConstants.LF_FIFO})
    void linksAndDevicesAreRefused(byte type) throws Exception {
        TarArchiveEntry entry = new TarArchiveEntry("link", type);
        entry.setLinkName("/etc/passwd");
        archive.putArchiveEntry(entry);
        archive.closeArchiveEntry();
        assertNotAnItem(finished());
    }

    @Test
    void somethingElseThanAnArchiveIsRefused() {
        assertNotAnItem("this is no archive ".repeat(100).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void archiveCutInsideAFileIsRefused() throws Exception {
        add("a", "x".repeat(2000));
        byte[] whole = finished();
        assertNotAnItem(Arrays.copyOf(whole, 512 + 1000));
    }

    @Test
    void brokenBodyIsNotTakenForABadArchive() throws Exception {
        add("a", "x".repeat(2000));
        InputStream body = new SequenceInputStream(new ByteArrayInputStream(finished(), 0, 1000), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new BrokenUploadException(Cause.STALLED);
            }
        });
        assertThatThrownBy(() -> new TarForm().read(body, (path, in) -> in.readAllBytes()))
                .isInstanceOf(BrokenUploadException.class);
    }

    private void add(String path, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(path);
        entry.setSize(content.length);
        archive.putArchiveEntry(entry);
        archive.write(content);
        archive.closeArchiveEntry();
    }

    private byte[] finished() throws IOException {
        archive.close();
        return bytes.toByteArray();
    }

    private static Map<String, String> read(byte[] body) throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        new TarForm()
                .read(
                        new ByteArrayInputStream(body),
                        (path, in) -> files.put(
                                String.join("/", path), new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        return files;
    }

    private static void assertNotAnItem(byte[] body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(RefusedUploadException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(PublishRefusal.NOT_AN_ITEM));
    }
}
