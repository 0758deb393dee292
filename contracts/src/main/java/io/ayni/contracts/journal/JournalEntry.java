package io.ayni.contracts.journal;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.document.DocumentReader;
import io.ayni.contracts.document.DocumentWriter;
import io.ayni.contracts.document.DomainTag;
import io.ayni.contracts.document.MalformedDocumentException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One entry of the journal: balanced postings with a cause. Its {@link #encode body} has a fixed layout and is linked
 * into the shard's hash chain: {@code h(n) = SHA-256("ayni/chain/v1" ‖ u32 shard ‖ u64 n ‖ h(n−1) ‖ body)}, h(0) zero.
 *
 * @param shard journal shard, equal to the partition of the settlement topic
 * @param number position in the shard, from 1 without gaps
 * @param recordedAtMs the ledger's clock
 * @param cause why
 * @param postings 2 to {@value #MAX_POSTINGS} legs that sum to zero; empty only for a settlement that posts nothing and an
 *     operator's deed
 */
public record JournalEntry(int shard, long number, long recordedAtMs, EntryCause cause, List<Posting> postings) {
    /** Most legs of an entry. */
    public static final int MAX_POSTINGS = 8;
    /** Longest body. */
    public static final int MAX_BODY_BYTES = 1024;
    /** Chain hash before the first entry. */
    public static final byte[] GENESIS = new byte[32];

    /** Copies the legs and checks that they balance. */
    public JournalEntry {
        postings = List.copyOf(postings);
        if (shard < 0 || number < 1) {
            throw new IllegalArgumentException("an entry stands at a position from 1 of a shard from 0");
        }
        if (postings.size() > MAX_POSTINGS) {
            throw new IllegalArgumentException("an entry has at most " + MAX_POSTINGS + " postings");
        }
        if (postings.isEmpty() && !mayPostNothing(cause)) {
            throw new IllegalArgumentException("only a settlement or an operator's deed may post nothing");
        }
        if (sum(postings) != 0) {
            throw new IllegalArgumentException("the postings of an entry sum to zero");
        }
    }

    /** The body that is hashed. */
    public byte[] encode() {
        DocumentWriter out =
                new DocumentWriter(DomainTag.ENTRY).u32(shard).u64(number).u64(recordedAtMs);
        CauseLayout.write(out, cause);
        out.u8(postings.size());
        for (Posting posting : postings) {
            out.text(posting.account().text(), LedgerAccount.MAX_TEXT_BYTES)
                    .u8(posting.side().code())
                    .u64(posting.amountMicroCredits());
        }
        return out.toBytes();
    }

    /** Reads a body; one whose legs do not balance is malformed. */
    public static JournalEntry decode(byte[] body) throws MalformedDocumentException {
        Fields fields = read(body);
        try {
            return new JournalEntry(
                    Math.toIntExact(fields.shard), fields.number, fields.recordedAtMs, fields.cause, fields.postings);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw DocumentReader.malformed("the postings do not balance or the position is impossible");
        }
    }

    /**
     * What the legs of a body sum to: 0 for every body that {@link #decode} takes. Lets a verifier tell an unbalanced
     * entry from bytes that are none.
     *
     * @throws MalformedDocumentException when the body has not the layout of an entry, or the sum leaves 63 bits
     */
    public static long imbalance(byte[] body) throws MalformedDocumentException {
        try {
            return sum(read(body).postings);
        } catch (ArithmeticException e) {
            throw DocumentReader.malformed("the postings sum beyond 63 bits");
        }
    }

    private record Fields(long shard, long number, long recordedAtMs, EntryCause cause, List<Posting> postings) {}

    private static Fields read(byte[] body) throws MalformedDocumentException {
        if (body.length > MAX_BODY_BYTES) {
            throw DocumentReader.malformed("a body is longer than " + MAX_BODY_BYTES + " bytes");
        }
        DocumentReader in = new DocumentReader(body, DomainTag.ENTRY);
        long shard = in.u32();
        long number = in.u64();
        long recordedAtMs = in.u64();
        EntryCause cause = CauseLayout.read(in);
        List<Posting> postings = readPostings(in);
        in.end();
        return new Fields(shard, number, recordedAtMs, cause, postings);
    }

    private static boolean mayPostNothing(EntryCause cause) {
        return cause instanceof EntryCause.Settlement || cause instanceof EntryCause.OperatorAction;
    }

    private static long sum(List<Posting> postings) {
        long sum = 0;
        for (Posting posting : postings) {
            sum = Math.addExact(sum, posting.signedAmount());
        }
        return sum;
    }

    /** Chain hash of this position. */
    public static byte[] link(int shard, long number, byte[] previous, byte[] body) {
        byte[] position = ByteBuffer.allocate(12).putInt(shard).putLong(number).array();
        return Digests.sha256(DomainTag.CHAIN.bytes(), position, previous, body);
    }

    private static List<Posting> readPostings(DocumentReader in) throws MalformedDocumentException {
        int count = in.u8();
        if (count > MAX_POSTINGS) {
            throw DocumentReader.malformed("too many postings");
        }
        List<Posting> postings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            postings.add(readPosting(in));
        }
        return postings;
    }

    private static Posting readPosting(DocumentReader in) throws MalformedDocumentException {
        LedgerAccount account = LedgerAccount.parse(in.text(LedgerAccount.MAX_TEXT_BYTES))
                .orElseThrow(() -> DocumentReader.malformed("not an account"));
        Side side =
                switch (in.u8()) {
                    case 0 -> Side.DEBIT;
                    case 1 -> Side.CREDIT;
                    default -> throw DocumentReader.malformed("unknown side");
                };
        long amount = in.u64();
        if (amount == 0) {
            throw DocumentReader.malformed("a posting of nothing");
        }
        return new Posting(account, side, amount);
    }
}
