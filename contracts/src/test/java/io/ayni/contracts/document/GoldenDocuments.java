package io.ayni.contracts.document;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.testing.GoldenVectors;
import io.ayni.testing.GoldenVectors.Section;
import java.util.ArrayList;
import java.util.List;

/** Builds each document from the fields that stand beside its golden bytes. */
final class GoldenDocuments {
    /** Reads a body. */
    interface Decoder {
        SignedDocument decode(byte[] body) throws MalformedDocumentException;
    }

    /** A document with its vector and the reader of its kind. */
    record Golden(Section vector, SignedDocument document, Decoder decoder) {
        @Override
        public String toString() {
            return vector.name();
        }
    }

    private GoldenDocuments() {}

    static List<Golden> all() {
        return List.of(
                grant("grant"),
                grant("grant-extremes"),
                receipt("receipt"),
                receipt("receipt-next"),
                batch(),
                ack(),
                report(),
                statement(),
                publication(),
                registration(),
                proof("peer-downloader", PeerProof.Role.DOWNLOADER),
                proof("peer-uploader", PeerProof.Role.UPLOADER));
    }

    static Envelope envelope(String name) {
        Section v = GoldenVectors.document(name);
        return new Envelope(v.bytes("body"), v.bytes("signature"), new KeyId(v.bytes("keyId")));
    }

    static Golden grant(String name) {
        Section v = GoldenVectors.document(name);
        Grant grant = new Grant(
                new GrantId(v.bytes("grantId")),
                new KeyId(v.bytes("keyId")),
                v.number("issuedAtMs"),
                v.number("expiresAtMs"),
                v.number("settleByMs"),
                v.number("window"),
                new NodeId(v.bytes("uploaderId")),
                v.bytes("sessionKey"),
                new ContentId(v.bytes("contentId")),
                v.number("maxBytes"),
                v.number("price"),
                PayerMode.ofCode((int) v.number("payerMode")).orElseThrow(),
                (int) v.number("weight"),
                v.bytes("sealed"));
        return new Golden(v, grant, Grant::decode);
    }

    static GrantTerms terms() {
        Section v = GoldenVectors.document("terms");
        return new GrantTerms(
                new AccountId(v.bytes("uploaderAccount")),
                new AccountId(v.bytes("downloaderAccount")),
                v.text("campaign"),
                (int) v.number("uploaderPrefixTag"),
                (int) v.number("downloaderPrefixTag"),
                v.number("contentBytes"),
                v.number("audited") == 1);
    }

    private static Golden receipt(String name) {
        Section v = GoldenVectors.document(name);
        Receipt receipt = new Receipt(
                new GrantId(v.bytes("grantId")),
                v.number("sequence"),
                v.number("cumulativeBytes"),
                v.number("cumulativePieces"),
                v.bytes("piecesDigest"),
                new DocumentId(v.bytes("previous")),
                v.number("deviceTimeMs"));
        return new Golden(v, receipt, Receipt::decode);
    }

    private static Golden batch() {
        Section v = GoldenVectors.document("batch");
        SettlementBatch batch = new SettlementBatch(
                new NodeId(v.bytes("uploaderId")),
                v.bytes("uploaderKey"),
                v.number("sequence"),
                new DocumentId(v.bytes("previous")),
                List.of(
                        new SettlementEntry(envelope("grant"), envelope("receipt")),
                        new SettlementEntry(envelope("grant-extremes"), envelope("receipt-next"))));
        return new Golden(v, batch, SettlementBatch::decode);
    }

    private static Golden ack() {
        Section v = GoldenVectors.document("ack");
        List<SettlementResult> results = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String[] f = v.text("result" + i).split(" ");
            results.add(new SettlementResult(
                    GrantId.fromHex(f[0]),
                    ResultCode.ofCode(Integer.parseInt(f[1])).orElseThrow(),
                    Long.parseLong(f[2]),
                    Long.parseLong(f[3]),
                    Long.parseLong(f[4]),
                    Long.parseLong(f[5])));
        }
        return new Golden(
                v, new Ack(new DocumentId(v.bytes("batchId")), v.number("decidedAtMs"), results), Ack::decode);
    }

    private static Golden report() {
        Section v = GoldenVectors.document("report");
        Report report = new Report(
                new GrantId(v.bytes("grantId")),
                v.number("cumulativeBytes"),
                v.number("failedPieces"),
                v.number("edgeBytes"),
                v.number("stallMs"));
        return new Golden(v, report, Report::decode);
    }

    private static Golden statement() {
        Section v = GoldenVectors.document("statement");
        Statement statement = new Statement(
                new NodeId(v.bytes("nodeId")),
                new AccountId(v.bytes("account")),
                v.number("window"),
                v.number("closed") == 1,
                v.number("drawnUpAtMs"),
                new Statement.Tree(v.number("shard"), v.number("treeSize"), v.bytes("root")),
                new Statement.Sums(
                        v.number("givenBytes"),
                        v.number("receivedBytes"),
                        v.number("earned"),
                        v.number("withheld"),
                        v.number("pending"),
                        v.number("voided")),
                new Statement.Saving(v.text("currency"), v.number("price"), v.number("saved")),
                v.number("priceRule"),
                new Statement.Contents(v.number("entries"), v.number("received"), new DocumentId(v.bytes("digest"))));
        return new Golden(v, statement, Statement::decode);
    }

    private static Golden publication() {
        Section v = GoldenVectors.document("publication");
        Publication publication = new Publication(
                new ContentId(v.bytes("contentId")),
                v.text("name"),
                v.number("version"),
                v.number("sizeBytes"),
                v.number("publishedAtMs"));
        return new Golden(v, publication, Publication::decode);
    }

    private static Golden registration() {
        Section v = GoldenVectors.document("registration");
        RegistrationProof proof =
                new RegistrationProof(v.bytes("nonce"), v.bytes("publicKey"), v.text("audience"), v.text("account"));
        return new Golden(v, proof, RegistrationProof::decode);
    }

    private static Golden proof(String name, PeerProof.Role role) {
        Section v = GoldenVectors.document(name);
        PeerProof proof = new PeerProof(
                role,
                v.bytes("ownNonce"),
                v.bytes("otherNonce"),
                new GrantId(v.bytes("grantId")),
                new ContentId(v.bytes("contentId")));
        return new Golden(v, proof, PeerProof::decode);
    }
}
