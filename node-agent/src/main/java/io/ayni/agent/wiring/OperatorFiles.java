package io.ayni.agent.wiring;

import io.ayni.agent.config.AgentSettings;
import io.ayni.contracts.keys.OperatorKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what the operator gave to this installation. */
final class OperatorFiles {
    private static final long MAX_KEYS_BYTES = 1 << 20;
    private static final long MAX_TOKEN_BYTES = 512;

    private OperatorFiles() {}

    static OperatorKeys keys(AgentSettings settings) throws StartRefusedException {
        Path file = settings.operatorKeysFile();
        try {
            return OperatorKeys.parse(text(file, MAX_KEYS_BYTES));
        } catch (IOException e) {
            throw new StartRefusedException("--operator-keys " + file + " cannot be read: " + reason(e), e);
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException("--operator-keys " + file + ": " + e.getMessage(), e);
        }
    }

    static String enrolmentToken(AgentSettings settings) throws StartRefusedException {
        Path file = settings.enrolmentTokenFile();
        try {
            String token = text(file, MAX_TOKEN_BYTES).strip();
            if (token.isEmpty() || token.chars().anyMatch(Character::isWhitespace)) {
                throw new StartRefusedException(
                        "--enrolment-token-file " + file + " must hold one line, the token", null);
            }
            return token;
        } catch (IOException e) {
            throw new StartRefusedException("--enrolment-token-file " + file + " cannot be read: " + reason(e), e);
        }
    }

    private static String text(Path file, long maxBytes) throws IOException {
        if (Files.size(file) > maxBytes) {
            throw new IOException("it is longer than " + maxBytes + " bytes");
        }
        return Files.readString(file);
    }

    private static String reason(IOException failure) {
        return failure instanceof java.nio.file.NoSuchFileException ? "there is no such file" : failure.getMessage();
    }
}
