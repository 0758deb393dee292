package io.ayni.agent.swarm.core;

/**
 * When a downloader signs: as soon as its verified bytes without a receipt reach the threshold of the exposure window,
 * {@value #LATEST_MS} ms after the first of them, and when a stream or a grant ends.
 */
final class Receipts {
    /** Verified bytes wait no longer for a receipt. */
    static final long LATEST_MS = 2_000;

    private final SwarmState state;

    Receipts(SwarmState state) {
        this.state = state;
    }

    /** A piece came whole from this stream for the first time and was verified. */
    void counted(Link link) {
        if (link.down.unsignedSinceMs == 0) {
            link.down.unsignedSinceMs = state.tickMs();
        }
        link.down
                .offer
                .filter(offer -> offer.receipts.unsignedBytes() >= offer.window.receiptThresholdBytes())
                .ifPresent(offer -> sign(link));
    }

    /** Signs if there is anything to sign for and the uploader listens. */
    void sign(Link link) {
        DownloadSide down = link.down;
        boolean listens = down.stage == DownloadSide.Stage.ACCEPTED || down.isOpen();
        down.offer
                .filter(offer -> listens && offer.receipts.unsignedBytes() > 0)
                .ifPresent(offer -> {
                    state.send(link, new PeerMessage.SignedReceipt(offer.receipts.sign(state.now.wallMs())));
                    offer.window.receipted(offer.receipts.bytes());
                    down.unsignedSinceMs = 0;
                });
    }

    void tick(Link link) {
        long since = link.down.unsignedSinceMs;
        if (since != 0 && state.tickMs() - since >= LATEST_MS) {
            sign(link);
        }
    }
}
