package io.ayni.contracts.document;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;

/**
 * What one node gave, received, saved the network and earned under the grants of one hour, as the ledger saw it at one
 * checkpoint. Signed with the ledger's key; every number opens into entries that the checkpoint covers.
 *
 * @param nodeId whose
 * @param account pseudonym of its owner
 * @param window hour since the Unix epoch, that of the grants
 * @param closed whether nothing can be handed in under these grants any more
 * @param drawnUpAtMs the ledger's clock
 * @param tree what the statement rests on
 * @param sums the numbers
 * @param saving what the given bytes saved the operator
 * @param priceRuleVersion which published rule the prices in the grants follow
 * @param contents what it opens into
 */
public record Statement(
        NodeId nodeId,
        AccountId account,
        long window,
        boolean closed,
        long drawnUpAtMs,
        Tree tree,
        Sums sums,
        Saving saving,
        long priceRuleVersion,
        Contents contents)
        implements SignedDocument {
    /** Most entries and received grants of a statement. */
    public static final int MAX_CONTENTS = 4096;

    private static final int ROOT_WIDTH = 32;

    /**
     * State of the log of the shard that holds the node's settlements.
     *
     * @param shard which
     * @param size entries that the checkpoint covers
     * @param root its root, 32 bytes
     */
    public record Tree(long shard, long size, byte[] root) {}

    /**
     * Sums over the window's settlements.
     *
     * @param givenBytes settled as uploader
     * @param receivedBytes settled by others under grants that the node reported as downloader
     * @param earnedMicroCredits paid, pending at first
     * @param withheldMicroCredits what caps took
     * @param pendingMicroCredits part of the earned that has not ended yet
     * @param voidedMicroCredits part of the earned that went back
     */
    public record Sums(
            long givenBytes,
            long receivedBytes,
            long earnedMicroCredits,
            long withheldMicroCredits,
            long pendingMicroCredits,
            long voidedMicroCredits) {}

    /**
     * The given bytes at the operator's price of sending them itself.
     *
     * @param currency up to {@value #MAX_CURRENCY} ASCII characters, as the operator names it
     * @param microUnitsPerGib price of 2^30 bytes, millionths of the currency
     * @param microUnits what the given bytes come to, rounded down
     */
    public record Saving(String currency, long microUnitsPerGib, long microUnits) {
        /** Longest name of a currency. */
        public static final int MAX_CURRENCY = 8;
    }

    /**
     * What the statement opens into.
     *
     * @param entries settlements and ends of lots
     * @param received received grants
     * @param digest {@link StatementDigest} over them in order
     */
    public record Contents(long entries, long received, DocumentId digest) {}

    @Override
    public byte[] encode() {
        return new DocumentWriter(DomainTag.STATEMENT)
                .id(nodeId)
                .id(account)
                .u32(window)
                .u8(closed ? 1 : 0)
                .u64(drawnUpAtMs)
                .u32(tree.shard())
                .u64(tree.size())
                .fixed(tree.root(), ROOT_WIDTH)
                .u64(sums.givenBytes())
                .u64(sums.receivedBytes())
                .u64(sums.earnedMicroCredits())
                .u64(sums.withheldMicroCredits())
                .u64(sums.pendingMicroCredits())
                .u64(sums.voidedMicroCredits())
                .text(saving.currency(), Saving.MAX_CURRENCY)
                .u64(saving.microUnitsPerGib())
                .u64(saving.microUnits())
                .u32(priceRuleVersion)
                .u32(contents.entries())
                .u32(contents.received())
                .id(contents.digest())
                .toBytes();
    }

    /** Reads a body. */
    public static Statement decode(byte[] body) throws MalformedDocumentException {
        DocumentReader in = new DocumentReader(body, DomainTag.STATEMENT);
        Statement statement = new Statement(
                new NodeId(in.fixed(NodeId.WIDTH)),
                new AccountId(in.fixed(AccountId.WIDTH)),
                in.u32(),
                flag(in),
                in.u64(),
                new Tree(in.u32(), in.u64(), in.fixed(ROOT_WIDTH)),
                new Sums(in.u64(), in.u64(), in.u64(), in.u64(), in.u64(), in.u64()),
                new Saving(in.text(Saving.MAX_CURRENCY), in.u64(), in.u64()),
                in.u32(),
                new Contents(in.u32(), in.u32(), new DocumentId(in.fixed(DocumentId.WIDTH))));
        in.end();
        return statement;
    }

    private static boolean flag(DocumentReader in) throws MalformedDocumentException {
        return switch (in.u8()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw DocumentReader.malformed("neither open nor closed");
        };
    }
}
