package io.ayni.agent.swarm.core;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The downloader's reports to the ledger: one for each grant under which a piece came, made once nothing can be signed under
 * the grant any more. The ledger counts the first report and opens a case when it says less than was signed for; so a grant
 * is closed for further requests and receipts before its report is made, and the report says everything that was counted,
 * signed or not. What a crash cuts off is not reported, since the session key is lost with it and nobody can say for how
 * much was signed.
 */
final class Reports {
    private final SwarmState state;
    private final Introductions introductions;
    /** Grants under which a piece came; bounded by the links and the pieces being verified. */
    private final Map<GrantId, GrantOffer> open = new LinkedHashMap<>();

    Reports(SwarmState state, Introductions introductions) {
        this.state = state;
        this.introductions = introductions;
    }

    /** A piece came under this grant, good or not. */
    void touched(GrantOffer offer) {
        open.putIfAbsent(offer.grant.grantId(), offer);
    }

    boolean isAnyOpen() {
        return !open.isEmpty();
    }

    /** Reports on every grant that is over. */
    void reportWhatIsOver() {
        for (GrantOffer offer : List.copyOf(open.values())) {
            if (isOver(offer)) {
                report(offer);
            }
        }
    }

    private boolean isOver(GrantOffer offer) {
        if (state.stopped) {
            return true;
        }
        if (state.board.isVerifying(offer) || introductions.isToBeMetAgain(offer)) {
            return false;
        }
        boolean settled = state.board.isComplete() && offer.receipts.unsignedBytes() == 0;
        return settled || state.links.values().stream().noneMatch(link -> link.down.holds(offer));
    }

    private void report(GrantOffer offer) {
        open.remove(offer.grant.grantId());
        offer.close();
        Report report = new Report(
                offer.grant.grantId(),
                offer.receipts.bytes(),
                offer.failedPieces,
                state.tally.fromEdgeBytes - offer.edgeBytesBefore,
                state.stall.totalMs() - offer.stallMsBefore);
        Envelope signed = Envelope.sign(report, state.settings.nodeKey());
        state.emit(new SwarmEffect.KeepReport(offer.grant.grantId(), offer.envelope, signed));
    }
}
