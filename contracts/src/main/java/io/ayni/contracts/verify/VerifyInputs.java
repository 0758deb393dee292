package io.ayni.contracts.verify;

import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.transparency.SignedNote;
import io.ayni.contracts.transparency.TreeHash;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/** The files that {@code ledger-verify} reads; {@code -} stands for standard input. All but exports are bounded. */
final class VerifyInputs {
    private static final int MAX_SMALL_FILE_BYTES = 1 << 20;

    private final InputStream standardInput;

    VerifyInputs(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    Reader reader(String file) throws IOException {
        return new InputStreamReader(open(file), StandardCharsets.UTF_8);
    }

    OperatorKeys keys(String file) throws IOException {
        return OperatorKeys.parse(text(file));
    }

    byte[] note(String file) throws IOException {
        return small(file, SignedNote.MAX_BYTES);
    }

    /** Hashes in hexadecimal, one a line. */
    List<TreeHash> path(String file) throws IOException {
        return text(file)
                .lines()
                .map(line -> new TreeHash(HexFormat.of().parseHex(line.strip())))
                .toList();
    }

    private String text(String file) throws IOException {
        return new String(small(file, MAX_SMALL_FILE_BYTES), StandardCharsets.UTF_8);
    }

    private byte[] small(String file, int maxBytes) throws IOException {
        try (InputStream stream = open(file)) {
            byte[] bytes = stream.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new IOException("larger than " + maxBytes + " bytes: " + file);
            }
            return bytes;
        }
    }

    private InputStream open(String file) throws IOException {
        return file.equals("-") ? new Kept(standardInput) : Files.newInputStream(Path.of(file));
    }

    /** Standard input, which is not ours to close. */
    private static final class Kept extends FilterInputStream {
        Kept(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // left open for whoever gave it
        }
    }
}
