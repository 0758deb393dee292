package io.ayni.launcher.demo;

import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.Receipt;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a journal export says about contribution, computed from its signed documents alone and not from the ledger's own
 * amounts: for each grant the highest receipt, for each node the sum.
 *
 * @param nodes by node id in text form
 * @param balanceSum sum of all balances in the export, micro-credits
 */
public record Books(Map<String, Contribution> nodes, BigInteger balanceSum) {
    private static final BigInteger DIVISOR = BigInteger.valueOf(1L << 20).multiply(BigInteger.valueOf(1000));
    private static final int FIELDS_OF_SETTLEMENT = 10;
    private static final int GRANT_FIELD = 4;
    private static final int RECEIPT_FIELD = 7;

    /**
     * What one node gave.
     *
     * @param settledBytes bytes of its settled receipts
     * @param dueMicroCredits the price applied to them
     */
    public record Contribution(long settledBytes, long dueMicroCredits) {
        /** Nothing given. */
        public static final Contribution NONE = new Contribution(0, 0);

        private Contribution plus(Contribution other) {
            return new Contribution(settledBytes + other.settledBytes, dueMicroCredits + other.dueMicroCredits);
        }
    }

    /** A grant with the most that was receipted under it. */
    private record Settled(Grant grant, long cumulativeBytes) {
        Contribution contribution() {
            long paid = Math.min(cumulativeBytes, grant.maxBytes());
            BigInteger due = BigInteger.valueOf(paid)
                    .multiply(BigInteger.valueOf(grant.priceMicroCreditsPerMib()))
                    .multiply(BigInteger.valueOf(grant.weightPerMille()))
                    .divide(DIVISOR);
            return new Contribution(cumulativeBytes, due.longValueExact());
        }
    }

    /** Contribution of a node; nothing if no receipt of it was settled. */
    public Contribution of(String nodeId) {
        return nodes.getOrDefault(nodeId, Contribution.NONE);
    }

    /** Settled bytes of all nodes. */
    public long settledBytes() {
        return nodes.values().stream().mapToLong(Contribution::settledBytes).sum();
    }

    /** Reads an export. */
    public static Books read(Path export) throws IOException, MalformedDocumentException {
        Map<String, Settled> grants = new HashMap<>();
        BigInteger sum = BigInteger.ZERO;
        try (Stream<String> lines = Files.lines(export)) {
            for (String line : (Iterable<String>) lines::iterator) {
                String[] fields = line.split(" ");
                if (fields[0].equals("entry") && fields.length == FIELDS_OF_SETTLEMENT) {
                    Settled settled = settled(fields);
                    grants.merge(settled.grant().grantId().hex(), settled, Books::higher);
                } else if (fields[0].equals("balance")) {
                    sum = sum.add(new BigInteger(fields[2]));
                }
            }
        }
        Map<String, Contribution> nodes = new HashMap<>();
        grants.values()
                .forEach(settled -> nodes.merge(
                        settled.grant().uploaderId().toString(), settled.contribution(), Contribution::plus));
        return new Books(Map.copyOf(nodes), sum);
    }

    private static Settled settled(String[] fields) throws MalformedDocumentException {
        Base64.Decoder base64 = Base64.getDecoder();
        Grant grant = Grant.decode(base64.decode(fields[GRANT_FIELD]));
        Receipt receipt = Receipt.decode(base64.decode(fields[RECEIPT_FIELD]));
        return new Settled(grant, receipt.cumulativeBytes());
    }

    private static Settled higher(Settled one, Settled other) {
        return one.cumulativeBytes() >= other.cumulativeBytes() ? one : other;
    }
}
