package io.ayni.ledger.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.ledger.fixture.Operator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyListTest {
    private static final OperatorKeys GOOD = list(PublishedKey.NEVER);
    private static final OperatorKeys REVOKED = list(5_000);

    @TempDir
    Path directory;

    private Path file;
    private long nowMs = 100_000;
    private int writes;

    @BeforeEach
    void publish() throws IOException {
        file = directory.resolve("operator.keys");
        write(GOOD.format());
    }

    @Test
    void aChangedFileCountsAfterASecond() throws Exception {
        // Given
        KeyList keys = keyList();
        write(REVOKED.format());

        // When
        nowMs += 999;
        boolean before = isRevoked(keys);
        nowMs += 1;

        // Then
        assertThat(before).isFalse();
        assertThat(isRevoked(keys)).isTrue();
    }

    @Test
    void aFileThatIsNoKeyListLeavesTheListAsItWasUntilItIsOneAgain() throws Exception {
        // Given
        KeyList keys = keyList();
        write("grant but what\n");
        nowMs += 1_000;
        boolean withTheBrokenFile = isRevoked(keys);
        write(REVOKED.format());

        // When
        nowMs += 1_000;

        // Then
        assertThat(withTheBrokenFile).isFalse();
        assertThat(isRevoked(keys)).isTrue();
    }

    @Test
    void aFileThatIsGoneLeavesTheListAsItWas() throws Exception {
        // Given
        KeyList keys = keyList();
        Files.delete(file);

        // When
        nowMs += 10_000;

        // Then
        assertThat(keys.now().all()).isEqualTo(GOOD.all());
    }

    @Test
    void withoutAFileThereIsNoList() throws Exception {
        // Given
        Files.delete(file);

        // Then
        assertThatThrownBy(this::keyList).isInstanceOf(UncheckedIOException.class);
    }

    private KeyList keyList() {
        return new KeyList(file, () -> nowMs);
    }

    private static boolean isRevoked(KeyList keys) {
        return keys.now()
                .find(KeyPurpose.GRANT, Operator.GRANT_KEY.publicKey().id())
                .orElseThrow()
                .isRevokedAt(5_000);
    }

    private static OperatorKeys list(long revokedAtMs) {
        return new OperatorKeys(List.of(
                new PublishedKey(KeyPurpose.GRANT, Operator.GRANT_KEY.publicKey(), 0, Long.MAX_VALUE, revokedAtMs)));
    }

    /** Each write has a time of its own, however fast they follow each other. */
    private void write(String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000 + ++writes * 1_000L));
    }
}
