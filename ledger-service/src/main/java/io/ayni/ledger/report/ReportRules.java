package io.ayni.ledger.report;

import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.Report;
import io.ayni.contracts.identity.NodeId;
import java.util.Optional;

/** What a report must be, and when it contradicts a settlement. Pure. */
public final class ReportRules {
    private ReportRules() {}

    /** Outcome of looking at a report, faults in order of precedence. */
    public sealed interface Verdict {
        /**
         * A report that its node signed.
         *
         * @param report what it says
         */
        record Sound(Report report) implements Verdict {}

        /**
         * None.
         *
         * @param fault what is wrong
         */
        record Unsound(Fault fault) implements Verdict {}
    }

    /** Faults in order of precedence. */
    public enum Fault {
        /** Not a report. */
        MALFORMED,
        /** The signature is not that of the key that was handed in. */
        BAD_SIGNATURE
    }

    /** The key of a node, if it is that node's. */
    public static Optional<Ed25519PublicKey> keyOf(NodeId node, byte[] publicKey) {
        return Ed25519PublicKey.decode(publicKey).filter(key -> NodeId.of(key).equals(node));
    }

    /** Looks at one report of the holder of a key. */
    public static Verdict judge(Envelope envelope, Ed25519PublicKey key) {
        try {
            Report report = Report.decode(envelope.body());
            return envelope.isSignedBy(key) ? new Verdict.Sound(report) : new Verdict.Unsound(Fault.BAD_SIGNATURE);
        } catch (MalformedDocumentException e) {
            return new Verdict.Unsound(Fault.MALFORMED);
        }
    }

    /**
     * Whether a settlement contradicts a report of the downloader: it signed receipts for more than it says it accepted.
     * The other way round is none: an uploader may lose receipts or not hand them in yet.
     */
    public static boolean contradicts(long settledBytes, long reportedBytes) {
        return settledBytes > reportedBytes;
    }
}
