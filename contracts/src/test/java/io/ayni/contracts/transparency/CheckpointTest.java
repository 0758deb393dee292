package io.ayni.contracts.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.testing.GoldenVectors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final Ed25519PrivateKey KEY = new Ed25519PrivateKey(Digests.sha256(new byte[] {1}));
    private static final Ed25519PrivateKey OTHER = new Ed25519PrivateKey(Digests.sha256(new byte[] {2}));
    private static final Checkpoint CHECKPOINT =
            new Checkpoint(new LogOrigin("ayni-local", 2), 7, TreeHash.ofLeaf(new byte[] {7}));
    private static final String ROOT =
            Base64.getEncoder().encodeToString(CHECKPOINT.root().bytes());

    @ParameterizedTest
    @MethodSource("notes")
    void aNoteIsReadVerifiedAndWrittenUnchanged(String[] vector) throws InvalidNoteException {
        // Given
        NoteKey key = new NoteKey(vector[1], Ed25519PublicKey.fromHex(vector[2]));
        byte[] bytes = GoldenVectors.hex(vector[4]);
        // When
        SignedNote note = SignedNote.parse(bytes);
        // Then
        assertThat(note.text().getBytes(StandardCharsets.UTF_8)).isEqualTo(GoldenVectors.hex(vector[3]));
        assertThat(note.format().getBytes(StandardCharsets.UTF_8)).isEqualTo(bytes);
        note.requireSignedBy(List.of(key));
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void aCheckpointIsSignedAndReadAsTheVectorSays(String[] vector) throws InvalidNoteException {
        // Given
        Ed25519PrivateKey key = new Ed25519PrivateKey(GoldenVectors.hex(vector[1]));
        Checkpoint checkpoint = new Checkpoint(
                LogOrigin.parse(vector[2]).orElseThrow(),
                Long.parseLong(vector[3]),
                new TreeHash(GoldenVectors.hex(vector[4])));
        byte[] note = GoldenVectors.hex(vector[5]);
        // Then
        assertThat(bytes(checkpoint.sign(key).format())).isEqualTo(note);
        assertThat(Checkpoint.verify(note, keys(KeyPurpose.CHECKPOINT, key))).isEqualTo(checkpoint);
    }

    @Test
    void anyChangedByteOfANoteIsRefused() {
        byte[] note = bytes(CHECKPOINT.sign(KEY).format());
        OperatorKeys keys = keys(KeyPurpose.CHECKPOINT, KEY);
        for (int i = 0; i < note.length; i++) {
            byte[] changed = note.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> Checkpoint.verify(changed, keys))
                    .as("byte %d", i)
                    .isInstanceOf(InvalidNoteException.class);
        }
    }

    @Test
    void aNoteCutAnywhereIsRefused() {
        byte[] note = bytes(CHECKPOINT.sign(KEY).format());
        for (int length = 0; length < note.length; length++) {
            byte[] cut = Arrays.copyOf(note, length);
            assertThatThrownBy(() -> Checkpoint.verify(cut, keys(KeyPurpose.CHECKPOINT, KEY)))
                    .as("length %d", length)
                    .isInstanceOf(InvalidNoteException.class);
        }
    }

    @Test
    void onlyAnUnrevokedCheckpointKeyIsGood() {
        byte[] note = bytes(CHECKPOINT.sign(KEY).format());
        OperatorKeys revoked = new OperatorKeys(
                List.of(new PublishedKey(KeyPurpose.CHECKPOINT, KEY.publicKey(), 0, Long.MAX_VALUE, 5)));
        for (OperatorKeys keys : List.of(keys(KeyPurpose.CHECKPOINT, OTHER), keys(KeyPurpose.LEDGER, KEY), revoked)) {
            assertThatThrownBy(() -> Checkpoint.verify(note, keys))
                    .isInstanceOf(InvalidNoteException.class)
                    .hasMessage("no known key signed the note");
        }
    }

    @Test
    void signaturesOfStrangersAreLeftAlone() throws InvalidNoteException {
        // Given a checkpoint that a witness signed too
        SignedNote own = CHECKPOINT.sign(KEY);
        SignedNote witness = SignedNote.sign(own.text(), "witness.example", OTHER);
        String both = own.format() + witness.format().substring(witness.text().length() + 1);
        // Then
        assertThat(Checkpoint.verify(bytes(both), keys(KeyPurpose.CHECKPOINT, KEY)))
                .isEqualTo(CHECKPOINT);
    }

    @Test
    void aSignatureUnderTheNameOfAnotherLogIsNoSignature() {
        SignedNote misnamed = SignedNote.sign(CHECKPOINT.text(), "ayni-local/ledger/3", KEY);
        assertThatThrownBy(() -> Checkpoint.verify(bytes(misnamed.format()), keys(KeyPurpose.CHECKPOINT, KEY)))
                .isInstanceOf(InvalidNoteException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ayni-local/ledger/2\n7\n",
                "ayni-local/ledger/2\n7\nROOT",
                "ayni-local/ledger/2\n07\nROOT\n",
                "ayni-local/ledger/2\n-7\nROOT\n",
                "ayni-local/ledger/2\n9223372036854775808\nROOT\n",
                "ayni-local/ledger/2\n0\nROOT\n",
                "ayni-local/ledger/2\n7\nROOT\nextension\n",
                "ayni-local/ledger/2\n7\nAAAA\n",
                "ayni-local/ledger/02\n7\nROOT\n",
                "ayni-local/ledger/1024\n7\nROOT\n",
                "/ledger/2\n7\nROOT\n",
                "ayni local/ledger/2\n7\nROOT\n",
                "ayni-local\n7\nROOT\n",
            })
    void whatIsNoCheckpointIsRefusedThoughItIsSigned(String text) {
        SignedNote note = SignedNote.sign(
                text.replace("ROOT", ROOT) + (text.endsWith("\n") ? "" : "\n\n"), "ayni-local/ledger/2", KEY);
        assertThatThrownBy(() -> Checkpoint.verify(bytes(note.format()), keys(KeyPurpose.CHECKPOINT, KEY)))
                .isInstanceOf(InvalidNoteException.class);
    }

    private static OperatorKeys keys(KeyPurpose purpose, Ed25519PrivateKey key) {
        return new OperatorKeys(List.of(new PublishedKey(purpose, key.publicKey(), 0, Long.MAX_VALUE)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<Arguments> notes() {
        return LogVectors.arguments("note");
    }

    static List<Arguments> checkpoints() {
        return LogVectors.arguments("checkpoint");
    }
}
