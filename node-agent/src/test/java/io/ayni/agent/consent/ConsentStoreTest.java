package io.ayni.agent.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsentStoreTest {
    private static final InstantSource AT_7000 = InstantSource.fixed(Instant.ofEpochMilli(7000));

    @TempDir
    Path directory;

    private Path file;
    private ConsentStore store;

    @BeforeEach
    void open() {
        file = directory.resolve("consent");
        store = new ConsentStore(file);
    }

    @Test
    void withoutADecisionNothingIsShared() throws IOException {
        assertThat(store.read()).isEqualTo(Consent.NONE);
        assertThat(store.read().isEffective()).isFalse();
    }

    @Test
    void aDecisionIsKeptWithTextVersionAndTime() throws IOException {
        store.write(Consent.given(7000));

        assertThat(new ConsentStore(file).read()).isEqualTo(new Consent(true, ConsentText.VERSION, 7000));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aDamagedDecisionCountsAsNone() throws IOException {
        store.write(Consent.given(7000));
        String whole = Files.readString(file);

        for (int length = 0; length < whole.stripTrailing().length(); length++) {
            Files.writeString(file, whole.substring(0, length));
            assertThat(store.read()).as("cut at %d", length).isEqualTo(Consent.NONE);
        }
        Files.writeString(file, "{\"sharing\":\"yes\",\"textVersion\":1,\"decidedAtMs\":1}");
        assertThat(store.read()).isEqualTo(Consent.NONE);
    }

    @Test
    void anAgreementToAnotherTextIsNotEffective() {
        assertThat(new Consent(true, ConsentText.VERSION - 1, 7000).isEffective())
                .isFalse();
        assertThat(new Consent(true, ConsentText.VERSION, 7000).isEffective()).isTrue();
        assertThat(new Consent(false, ConsentText.VERSION, 7000).isEffective()).isFalse();
    }

    @Test
    void aDecisionIsKeptAndMadeEffective() throws IOException {
        // Given
        List<Consent> effects = new ArrayList<>();
        DecideSharing decide = new DecideSharing(store, AT_7000, effects::add);

        // When
        decide.agree();
        decide.revoke();

        // Then
        assertThat(effects).containsExactly(Consent.given(7000), Consent.revoked(7000));
        assertThat(store.read()).isEqualTo(Consent.revoked(7000));
    }

    @Test
    void anAgreementThatCannotBeKeptIsNotEffectiveButARevocationIs() throws IOException {
        // Given: the directory of the decision is gone
        List<Consent> effects = new ArrayList<>();
        ConsentStore lost = new ConsentStore(directory.resolve("gone").resolve("consent"));
        DecideSharing decide = new DecideSharing(lost, AT_7000, effects::add);

        // Then
        assertThatThrownBy(decide::agree).isInstanceOf(IOException.class);
        assertThat(effects).isEmpty();
        assertThatThrownBy(decide::revoke).isInstanceOf(IOException.class);
        assertThat(effects).containsExactly(Consent.revoked(7000));
    }
}
