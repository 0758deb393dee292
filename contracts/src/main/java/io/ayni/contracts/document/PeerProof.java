package io.ayni.contracts.document;

import io.ayni.contracts.content.ContentId;

/**
 * What each side of a peer stream signs to prove its key: bound to both nonces, to the role and to the grant, so that it
 * cannot be replayed on another stream or reflected to its sender.
 *
 * @param role the signer's part in the exchange
 * @param ownNonce nonce of the signer's Hello, {@value #NONCE_WIDTH} bytes
 * @param otherNonce nonce of the other side's Hello
 * @param grantId the grant that is presented or accepted
 * @param contentId the item that the stream is about
 */
public record PeerProof(Role role, byte[] ownNonce, byte[] otherNonce, GrantId grantId, ContentId contentId)
        implements SignedDocument {
    /** Length of a nonce. */
    public static final int NONCE_WIDTH = 32;

    /** Part of the signer; the code is final. */
    public enum Role {
        /** Signs with the grant's session key. */
        DOWNLOADER(0),
        /** Signs with its node key. */
        UPLOADER(1);

        private final int code;

        Role(int code) {
            this.code = code;
        }
    }

    @Override
    public byte[] encode() {
        return new DocumentWriter(DomainTag.PEER)
                .u8(role.code)
                .fixed(ownNonce, NONCE_WIDTH)
                .fixed(otherNonce, NONCE_WIDTH)
                .id(grantId)
                .id(contentId)
                .toBytes();
    }

    /** Reads a body. */
    public static PeerProof decode(byte[] body) throws MalformedDocumentException {
        DocumentReader in = new DocumentReader(body, DomainTag.PEER);
        Role role =
                switch (in.u8()) {
                    case 0 -> Role.DOWNLOADER;
                    case 1 -> Role.UPLOADER;
                    default -> throw DocumentReader.malformed("unknown role");
                };
        PeerProof proof = new PeerProof(
                role,
                in.fixed(NONCE_WIDTH),
                in.fixed(NONCE_WIDTH),
                new GrantId(in.fixed(GrantId.WIDTH)),
                new ContentId(in.fixed(ContentId.WIDTH)));
        in.end();
        return proof;
    }
}
