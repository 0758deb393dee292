package io.ayni.agent.identity;

import io.ayni.agent.home.SecretFile;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The node key on disk: 64 hex characters and a newline, mode 0600, made at the first run. */
public final class NodeKeyFile {
    private NodeKeyFile() {}

    /**
     * The key in the file; a fresh one when there is no file.
     *
     * @throws io.ayni.agent.home.InsecureFileException when others may read or write it
     * @throws IOException when the file is not a key
     */
    public static Ed25519PrivateKey loadOrCreate(Path file, SecureRandom random) throws IOException {
        String hex = SecretFile.readOrCreate(file, () -> HexFormat.of()
                .formatHex(Ed25519PrivateKey.generate(random).seed()));
        try {
            return new Ed25519PrivateKey(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    file + " is not a node key (64 hex characters). Restore it from a copy, or move it"
                            + " away to become a new node",
                    e);
        }
    }
}
