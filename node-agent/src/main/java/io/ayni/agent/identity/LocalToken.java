package io.ayni.agent.identity;

import io.ayni.agent.home.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secret that lets the owner's programs drive the agent: 64 hex characters in a file of mode 0600. */
public final class LocalToken {
    private static final int WIDTH = 32;

    private final byte[] text;

    /** @param text the token as it stands in the file */
    public LocalToken(String text) {
        this.text = text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The token in the file; a fresh one when there is no file.
     *
     * @throws io.ayni.agent.home.InsecureFileException when others may read or write it
     */
    public static LocalToken loadOrCreate(Path file, SecureRandom random) throws IOException {
        return new LocalToken(SecretFile.readOrCreate(file, () -> {
            byte[] bytes = new byte[WIDTH];
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        }));
    }

    /** Whether the offered text is the token; takes the same time for any text of the same length. */
    public boolean matches(String offered) {
        return text.length > 0 && MessageDigest.isEqual(text, offered.getBytes(StandardCharsets.UTF_8));
    }

    /** Value of the Authorization header. */
    public String authorization() {
        return "Bearer " + new String(text, StandardCharsets.US_ASCII);
    }
}
