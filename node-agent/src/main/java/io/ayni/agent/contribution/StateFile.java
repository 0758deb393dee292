package io.ayni.agent.contribution;

import io.ayni.agent.contribution.SettlementState.Mark;
import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.GrantId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The settlement state as text, one fact a line, closed by a digest of the lines before:
 *
 * <pre>
 *   last SEQUENCE BATCH-ID
 *   sums SETTLED-BYTES EARNED-MICRO-CREDITS
 *   decided BATCH-ID                          (0 to 64 times)
 *   mark GRANT-ID SETTLED-BYTES SETTLE-BY-MS  (once per grant of the last day)
 *   end SHA-256
 * </pre>
 */
final class StateFile {
    private static final String END = "end ";

    private StateFile() {}

    static String format(SettlementState state) {
        StringBuilder text = new StringBuilder();
        text.append("last ")
                .append(state.lastSequence())
                .append(' ')
                .append(state.lastBatch().hex())
                .append('\n');
        text.append("sums ")
                .append(state.settledBytes())
                .append(' ')
                .append(state.earnedMicroCredits())
                .append('\n');
        for (DocumentId id : state.decided()) {
            text.append("decided ").append(id.hex()).append('\n');
        }
        state.marks().forEach((grantId, mark) -> text.append("mark ")
                .append(grantId.hex())
                .append(' ')
                .append(mark.settledBytes())
                .append(' ')
                .append(mark.settleByMs())
                .append('\n'));
        return text + END + digest(text.toString()) + "\n";
    }

    /** @throws IllegalArgumentException when the text is not whole */
    static SettlementState parse(String text) {
        int end = text.lastIndexOf(END);
        if (end < 0 || !text.substring(end).equals(END + digest(text.substring(0, end)) + "\n")) {
            throw new IllegalArgumentException("the settlement state is damaged");
        }
        long[] last = new long[3];
        DocumentId[] lastBatch = {SettlementState.EMPTY.lastBatch()};
        List<DocumentId> decided = new ArrayList<>();
        Map<GrantId, Mark> marks = new HashMap<>();
        text.substring(0, end).lines().map(line -> line.split(" ")).forEach(fields -> {
            switch (fields[0]) {
                case "last" -> {
                    last[0] = Long.parseLong(fields[1]);
                    lastBatch[0] = DocumentId.fromHex(fields[2]);
                }
                case "sums" -> {
                    last[1] = Long.parseLong(fields[1]);
                    last[2] = Long.parseLong(fields[2]);
                }
                case "decided" -> decided.add(DocumentId.fromHex(fields[1]));
                case "mark" ->
                    marks.put(
                            GrantId.fromHex(fields[1]), new Mark(Long.parseLong(fields[2]), Long.parseLong(fields[3])));
                default -> throw new IllegalArgumentException("the settlement state is of another version");
            }
        });
        return new SettlementState(last[0], lastBatch[0], last[1], last[2], marks, decided);
    }

    private static String digest(String text) {
        return HexFormat.of().formatHex(Digests.sha256(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
