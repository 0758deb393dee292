package io.ayni.contracts.transparency;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The state of a shard's log at one time (C2SP tlog-checkpoint): who signs it stakes its name on every entry up to the size.
 * A ledger's checkpoints only extend each other; two that do not are proof of a forked journal.
 *
 * <p>Its note has three lines: origin, size, root in base64. Extension lines are refused: this log writes none.
 *
 * @param origin which log
 * @param size entries that the root covers
 * @param root of the tree over them
 */
public record Checkpoint(LogOrigin origin, long size, TreeHash root) {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");
    private static final int LINES = 3;

    /** Checks the size. */
    public Checkpoint {
        if (size < 0 || size == 0 && !root.equals(TreeHash.EMPTY)) {
            throw new IllegalArgumentException("an impossible size of a log");
        }
    }

    /** The text that is signed. */
    public String text() {
        return origin.text() + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.bytes()) + "\n";
    }

    /** The signed note; the signer is named like the log. */
    public SignedNote sign(Ed25519PrivateKey key) {
        return SignedNote.sign(text(), origin.text(), key);
    }

    /** Reads the text of a note; says nothing about its signatures. */
    public static Checkpoint parse(String text) throws InvalidNoteException {
        String[] lines = text.split("\n", -1);
        if (lines.length != LINES + 1 || !lines[LINES].isEmpty()) {
            throw new InvalidNoteException("a checkpoint is an origin, a size and a root");
        }
        LogOrigin origin = LogOrigin.parse(lines[0])
                .orElseThrow(() -> new InvalidNoteException("not the origin of a ledger's log"));
        byte[] root = StrictBase64.decode(lines[2]);
        if (!SIZE.matcher(lines[1]).matches() || root.length != TreeHash.WIDTH) {
            throw new InvalidNoteException("a checkpoint is an origin, a size and a root");
        }
        try {
            return new Checkpoint(origin, Long.parseLong(lines[1]), new TreeHash(root));
        } catch (IllegalArgumentException e) {
            throw new InvalidNoteException("an impossible size of a log");
        }
    }

    /**
     * Reads a published checkpoint and checks that the operator's checkpoint key signed it. A checkpoint bears no date, so
     * one of a key that was revoked at any time is not taken.
     *
     * @throws InvalidNoteException when it is no checkpoint or not the operator's
     */
    public static Checkpoint verify(byte[] note, OperatorKeys keys) throws InvalidNoteException {
        SignedNote signed = SignedNote.parse(note);
        Checkpoint checkpoint = parse(signed.text());
        List<NoteKey> good = new ArrayList<>();
        for (PublishedKey key : keys.all()) {
            if (key.purpose() == KeyPurpose.CHECKPOINT && key.revokedAtMs() == PublishedKey.NEVER) {
                good.add(new NoteKey(checkpoint.origin().text(), key.key()));
            }
        }
        signed.requireSignedBy(good);
        return checkpoint;
    }
}
