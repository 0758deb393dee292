package io.ayni.agent.contribution;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.document.Envelope;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Signed documents as a file: {@value #MAGIC}, then for each u32 body length, body, signature and key id, and at the end
 * the SHA-256 of all before. A file that was cut, torn or changed is recognised as damaged.
 */
final class EnvelopeFile {
    private static final String MAGIC = "ayni/envelopes/1";
    private static final int DIGEST_WIDTH = 32;
    private static final int MAX_ENVELOPES = 2;

    private EnvelopeFile() {}

    static byte[] encode(List<Envelope> envelopes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
            for (Envelope envelope : envelopes) {
                out.writeInt(envelope.body().length);
                out.write(envelope.body());
                out.write(envelope.signature());
                out.write(envelope.keyId().bytes());
            }
            out.write(Digests.sha256(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    /** The documents; empty for anything but a whole file with exactly that many. */
    static Optional<List<Envelope>> decode(byte[] file, int count) {
        int end = file.length - DIGEST_WIDTH;
        if (count > MAX_ENVELOPES
                || end < MAGIC.length()
                || !Arrays.equals(
                        Digests.sha256(Arrays.copyOf(file, end)), Arrays.copyOfRange(file, end, file.length))) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(file, 0, end);
        if (!MAGIC.equals(new String(take(in, MAGIC.length()), StandardCharsets.US_ASCII))) {
            return Optional.empty();
        }
        try {
            List<Envelope> envelopes = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                envelopes.add(new Envelope(
                        take(in, in.getInt()), take(in, Envelope.SIGNATURE_WIDTH), new KeyId(take(in, KeyId.WIDTH))));
            }
            return in.hasRemaining() ? Optional.empty() : Optional.of(envelopes);
        } catch (BufferUnderflowException e) {
            return Optional.empty(); // written by another program: its digest holds, its layout does not
        }
    }

    private static byte[] take(ByteBuffer in, int width) {
        if (width < 0 || width > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[width];
        in.get(bytes);
        return bytes;
    }
}
