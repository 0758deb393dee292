package io.ayni.contracts.document;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The operator's symmetric key that hides {@link GrantTerms} from the peers: AES-256-GCM, 12-byte nonce in front, the
 * grant id as associated data. Shared by tracker (seals) and ledger (opens). Safe for all threads.
 */
public final class SealingKey {
    /** Length of the key in bytes. */
    public static final int WIDTH = 32;
    /** Length of a nonce in bytes. */
    public static final int NONCE_WIDTH = 12;

    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;

    /**
     * @param key exactly 32 bytes
     * @throws IllegalArgumentException for any other length
     */
    public SealingKey(byte[] key) {
        if (key.length != WIDTH) {
            throw new IllegalArgumentException("a sealing key is " + WIDTH + " bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * @param hex 32 bytes in hexadecimal
     * @throws IllegalArgumentException when it is not that
     */
    public static SealingKey fromHex(String hex) {
        return new SealingKey(HexFormat.of().parseHex(hex));
    }

    /**
     * @param nonce {@value #NONCE_WIDTH} random bytes, never used twice
     * @return nonce and ciphertext, at most {@link Grant#MAX_SEALED_BYTES} bytes
     */
    public byte[] seal(GrantId grantId, GrantTerms terms, byte[] nonce) {
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, nonce, grantId).doFinal(terms.encode());
            byte[] sealed = Arrays.copyOf(nonce, NONCE_WIDTH + ciphertext.length);
            System.arraycopy(ciphertext, 0, sealed, NONCE_WIDTH, ciphertext.length);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** The terms of a grant; empty when they were not sealed with this key for this grant. */
    public Optional<GrantTerms> open(Grant grant) {
        byte[] sealed = grant.sealed();
        if (sealed.length < NONCE_WIDTH) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_WIDTH), grant.grantId());
            byte[] plain = cipher.doFinal(sealed, NONCE_WIDTH, sealed.length - NONCE_WIDTH);
            return Optional.of(GrantTerms.decode(plain));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty(); // not ours: the caller decides what that means
        }
    }

    private Cipher cipher(int mode, byte[] nonce, GrantId grantId) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(grantId.bytes());
        return cipher;
    }

    @Override
    public String toString() {
        return "SealingKey[secret]";
    }
}
