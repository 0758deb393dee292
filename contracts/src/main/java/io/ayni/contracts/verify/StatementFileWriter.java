package io.ayni.contracts.verify;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.transparency.TreeHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a statement with what it opens into, for {@code ledger-verify statement}. Not thread-safe; closes nothing. */
public final class StatementFileWriter {
    private final Appendable out;
    private long contents;

    private StatementFileWriter(Appendable out) {
        this.out = out;
    }

    /**
     * Starts a file.
     *
     * @param statement signed by the ledger
     * @param checkpoint the note that it rests on
     */
    public static StatementFileWriter open(Appendable out, Envelope statement, String checkpoint) throws IOException {
        StatementFileWriter writer = new StatementFileWriter(out);
        out.append(StatementFile.HEADER).append('\n');
        writer.line(StatementFile.STATEMENT, envelope(statement));
        writer.line(StatementFile.CHECKPOINT, base64(checkpoint.getBytes(StandardCharsets.UTF_8)));
        return writer;
    }

    /** The end of a lot. */
    public void entry(long number, byte[] body, List<TreeHash> path) throws IOException {
        contents++;
        line(StatementFile.ENTRY, Long.toString(number), base64(body), path(path));
    }

    /** A settlement. */
    public void entry(long number, byte[] body, List<TreeHash> path, Envelope grant, Envelope receipt)
            throws IOException {
        contents++;
        line(StatementFile.ENTRY, Long.toString(number), base64(body), path(path), envelope(grant), envelope(receipt));
    }

    /** A grant that the node reported as downloader; follows all entries. */
    public void received(GrantId grantId, long settledBytes) throws IOException {
        contents++;
        line(StatementFile.RECEIVED, grantId.hex(), Long.toString(settledBytes));
    }

    /** Ends the file; one without this line counts as cut short. */
    public void end() throws IOException {
        line(StatementFile.END, Long.toString(contents));
    }

    private void line(String... fields) throws IOException {
        out.append(String.join(" ", fields)).append('\n');
    }

    private static String envelope(Envelope envelope) {
        return base64(envelope.body()) + " " + base64(envelope.signature()) + " "
                + envelope.keyId().hex();
    }

    private static String path(List<TreeHash> path) {
        return path.isEmpty()
                ? StatementFile.NO_PATH
                : path.stream()
                        .map(hash -> HexFormat.of().formatHex(hash.bytes()))
                        .collect(Collectors.joining(","));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
