package io.ayni.contracts.document;

/**
 * What a node signs to enrol: it binds the tracker's nonce to this tracker, this key and this account, so that the proof
 * is of no use anywhere else.
 *
 * @param nonce the tracker's nonce, {@value #NONCE_WIDTH} bytes
 * @param publicKey the node key, 32 bytes
 * @param audience the tracker's public name
 * @param account name of the owner's account
 */
public record RegistrationProof(byte[] nonce, byte[] publicKey, String audience, String account)
        implements SignedDocument {
    /** Length of a nonce. */
    public static final int NONCE_WIDTH = 32;
    /** Longest audience in bytes. */
    public static final int MAX_AUDIENCE_BYTES = 255;
    /** Longest account name in bytes. */
    public static final int MAX_ACCOUNT_BYTES = 64;

    private static final int KEY_WIDTH = 32;

    @Override
    public byte[] encode() {
        return new DocumentWriter(DomainTag.REGISTRATION)
                .fixed(nonce, NONCE_WIDTH)
                .fixed(publicKey, KEY_WIDTH)
                .text(audience, MAX_AUDIENCE_BYTES)
                .text(account, MAX_ACCOUNT_BYTES)
                .toBytes();
    }

    /** Reads a body. */
    public static RegistrationProof decode(byte[] body) throws MalformedDocumentException {
        DocumentReader in = new DocumentReader(body, DomainTag.REGISTRATION);
        RegistrationProof proof = new RegistrationProof(
                in.fixed(NONCE_WIDTH), in.fixed(KEY_WIDTH), in.text(MAX_AUDIENCE_BYTES), in.text(MAX_ACCOUNT_BYTES));
        in.end();
        return proof;
    }
}
