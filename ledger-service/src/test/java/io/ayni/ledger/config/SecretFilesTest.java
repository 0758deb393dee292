package io.ayni.ledger.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.document.GrantTerms;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.operator.NamedOperator;
import io.ayni.ledger.operator.OperatorRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {
    private static final String SEED = HexFormat.of().formatHex(Operator.LEDGER_KEY.seed());

    @TempDir
    Path directory;

    @Test
    void aPrivateKeyIsReadFromItsHexadecimalSeed() throws Exception {
        assertThat(SecretFiles.privateKey(file(" " + SEED + "\n")).publicKey())
                .isEqualTo(Operator.LEDGER_KEY.publicKey());
    }

    @Test
    void aSealingKeyOpensWhatWasSealedWithIt() throws Exception {
        // Given
        Node node = Node.named("uploader");
        Path file = file(HexFormat.of().formatHex(Operator.SEALING_SEED));

        // Then
        assertThat(SecretFiles.sealingKey(file)
                        .open(TestGrant.aGrant("g").to(node).grant()))
                .map(GrantTerms::uploaderAccount)
                .contains(node.account());
    }

    @Test
    void theOperatorsKeysAreReadFromTheirList() throws Exception {
        assertThat(SecretFiles.operatorKeys(file(Operator.KEYS.format())).all()).isEqualTo(Operator.KEYS.all());
    }

    @Test
    void whoIsAnOperatorIsReadFromTheirList() throws Exception {
        assertThat(SecretFiles.operators(file(Operator.operatorLines())).bearer("Bearer " + Operator.TOKEN))
                .contains(new NamedOperator("ana", OperatorRole.OPERATOR));
        assertRefused(file("ana operator"), SecretFiles::operators);
        assertRefused(file(""), SecretFiles::operators);
    }

    @Test
    void whatIsNoKeyIsRefused() throws Exception {
        for (String text :
                new String[] {"", SEED.substring(1), SEED.substring(2), SEED + "00", SEED.replace('0', 'x')}) {
            assertRefused(file(text), SecretFiles::privateKey);
            assertRefused(file(text), SecretFiles::sealingKey);
        }
        assertRefused(file("grant zz 0 1"), SecretFiles::operatorKeys);
    }

    @Test
    void aRefusalNamesTheFileAndNothingThatIsInIt() throws Exception {
        // Given
        Path file = file(SEED + "ff");

        // Then
        assertThatThrownBy(() -> SecretFiles.privateKey(file))
                .hasMessage("file does not hold a key of 64 hexadecimal digits: " + file)
                .hasNoCause();
        assertThatThrownBy(() -> SecretFiles.operators(file("ana operator secret")))
                .hasMessage("file does not hold 1 to 256 operators, one a line: name, observer or operator, SHA-256 of"
                        + " the token in hexadecimal, no name and no token twice: " + file)
                .hasNoCause();
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> SecretFiles.privateKey(missing))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("file cannot be read: " + missing);
    }

    @Test
    void aFileThatNobodyWroteByHandIsNotReadAtAll() throws Exception {
        assertThat(SecretFiles.operatorKeys(file(paddedTo(1 << 20))).all()).isEqualTo(Operator.KEYS.all());
        Path tooLarge = file(paddedTo((1 << 20) + 1));
        assertThatThrownBy(() -> SecretFiles.operatorKeys(tooLarge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("file is too large: " + tooLarge);
    }

    private static String paddedTo(int bytes) {
        String keys = Operator.KEYS.format();
        return keys + "#".repeat(bytes - keys.length());
    }

    private void assertRefused(Path file, Reading reading) {
        ThrowingCallable call = () -> reading.of(file);
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("file does not hold ")
                .hasMessageEndingWith(": " + file);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("secret"), text);
    }

    private interface Reading {
        Object of(Path file);
    }
}
