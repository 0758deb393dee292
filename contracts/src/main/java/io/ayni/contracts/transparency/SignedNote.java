package io.ayni.contracts.transparency;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text with the signatures below it (C2SP signed-note): the text, an empty line, and for each signature a line {@code —
 * <name> <base64 of 4 bytes key hash ‖ signature>}. What is signed is the text with its last line feed.
 *
 * @param text UTF-8, ends in a line feed
 * @param signatures 1 to {@value #MAX_SIGNATURES}
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    /** Longest note in bytes. */
    public static final int MAX_BYTES = 16 * 1024;
    /** Most signatures: the log's own, witnesses' and some to spare. */
    public static final int MAX_SIGNATURES = 64;

    private static final String DASH = "\u2014 ";
    private static final String SEPARATOR = "\n\n";

    /**
     * One signature line.
     *
     * @param name who is said to have signed
     * @param keyHash short name of the key, 4 bytes
     * @param signature as its kind of key makes it; 64 bytes for Ed25519
     */
    public record NoteSignature(String name, byte[] keyHash, byte[] signature) {
        private boolean isMadeBy(NoteKey key) {
            return name.equals(key.name()) && Arrays.equals(keyHash, key.hash());
        }

        private String line() {
            byte[] both = ByteBuffer.allocate(keyHash.length + signature.length)
                    .put(keyHash)
                    .put(signature)
                    .array();
            return DASH + name + " " + Base64.getEncoder().encodeToString(both) + "\n";
        }
    }

    /** Copies the list. */
    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /**
     * Signs a text.
     *
     * @param text ends in a line feed
     * @param name of the signer
     */
    public static SignedNote sign(String text, String name, Ed25519PrivateKey key) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the text of a note ends in a line feed");
        }
        NoteKey noteKey = new NoteKey(name, key.publicKey());
        byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
        return new SignedNote(text, List.of(new NoteSignature(name, noteKey.hash(), signature)));
    }

    /** The note as it is published. */
    public String format() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }

    /** Reads a note; says nothing about its signatures. */
    public static SignedNote parse(byte[] bytes) throws InvalidNoteException {
        if (bytes.length > MAX_BYTES) {
            throw new InvalidNoteException("a note is longer than " + MAX_BYTES + " bytes");
        }
        String note = utf8(bytes);
        if (note.codePoints().anyMatch(c -> c < 0x20 && c != '\n')) {
            throw new InvalidNoteException("a note contains control characters");
        }
        int end = note.lastIndexOf(SEPARATOR);
        if (end < 0 || !note.endsWith("\n")) {
            throw new InvalidNoteException("a note is a text, an empty line and signatures");
        }
        String lines = note.substring(end + SEPARATOR.length());
        return new SignedNote(note.substring(0, end + 1), signatures(lines));
    }

    private static List<NoteSignature> signatures(String lines) throws InvalidNoteException {
        if (lines.isEmpty()) {
            throw new InvalidNoteException("a note without signatures");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : lines.substring(0, lines.length() - 1).split("\n", -1)) {
            signatures.add(signature(line));
            if (signatures.size() > MAX_SIGNATURES) {
                throw new InvalidNoteException("a note has more than " + MAX_SIGNATURES + " signatures");
            }
        }
        return signatures;
    }

    private static NoteSignature signature(String line) throws InvalidNoteException {
        String[] fields = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
        if (fields.length != 2 || !NoteKey.isName(fields[0])) {
            throw new InvalidNoteException("a line below the text is no signature");
        }
        byte[] both = StrictBase64.decode(fields[1]);
        if (both.length <= NoteKey.HASH_WIDTH) {
            throw new InvalidNoteException("a signature is cut short");
        }
        return new NoteSignature(
                fields[0],
                Arrays.copyOf(both, NoteKey.HASH_WIDTH),
                Arrays.copyOfRange(both, NoteKey.HASH_WIDTH, both.length));
    }

    /**
     * Checks who signed. Signatures of keys that are not among these are left alone; a signature that claims to be by one
     * of them and is not makes the whole note invalid.
     *
     * @param keys any of which is enough
     * @throws InvalidNoteException when none of them signed, or a signature of one does not hold
     */
    public void requireSignedBy(List<NoteKey> keys) throws InvalidNoteException {
        boolean signed = false;
        for (NoteSignature signature : signatures) {
            for (NoteKey key : keys) {
                if (signature.isMadeBy(key)) {
                    requireHolds(signature, key);
                    signed = true;
                }
            }
        }
        if (!signed) {
            throw new InvalidNoteException("no known key signed the note");
        }
    }

    private void requireHolds(NoteSignature signature, NoteKey key) throws InvalidNoteException {
        if (!key.key().verify(text.getBytes(StandardCharsets.UTF_8), signature.signature())) {
            throw new InvalidNoteException("the signature of " + key.name() + " does not hold");
        }
    }

    private static String utf8(byte[] bytes) throws InvalidNoteException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidNoteException("a note is not UTF-8");
        }
    }
}
