package io.ayni.ledger.simulation;

import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.Posting;
import io.ayni.ledger.journal.JournalTail;
import io.ayni.ledger.settlement.Decision;
import io.ayni.ledger.settlement.Decision.SettledEntry;
import io.ayni.ledger.settlement.LoadedState;
import java.util.ArrayList;
import java.util.List;

/** A bug: what a receipt adds is priced and rounded for itself, and not as the difference of two totals. */
final class RoundedPerReceipt {
    private RoundedPerReceipt() {}

    static Decision of(LoadedState state, Decision decision) {
        JournalTail tail = new JournalTail(state.head(), decision.head().recordedAtMs());
        List<SettledEntry> entries = new ArrayList<>();
        for (SettledEntry settled : decision.entries()) {
            JournalEntry entry = settled.appended().entry();
            EntryCause.Settlement cause = (EntryCause.Settlement) entry.cause();
            List<Posting> postings = new ArrayList<>();
            for (Posting posting : entry.postings()) {
                long amount = cause.withheldMicroCredits() > 0
                        ? posting.amountMicroCredits()
                        : Math.max(1, grant(settled).amountFor(cause.toBytes() - cause.fromBytes()));
                postings.add(new Posting(posting.account(), posting.side(), amount));
            }
            entries.add(new SettledEntry(
                    tail.append(cause, postings),
                    settled.uploader(),
                    settled.payee(),
                    settled.window(),
                    settled.grant(),
                    settled.receipt()));
        }
        return new Decision(
                tail.head(decision.head().nextOffset()),
                entries,
                decision.marks(),
                tail.balanceChanges(),
                decision.lots(),
                decision.capUses(),
                decision.newGrants(),
                decision.nodeTotals(),
                decision.acks(),
                decision.parked(),
                decision.deliveries());
    }

    private static Grant grant(SettledEntry settled) {
        try {
            return Grant.decode(settled.grant().body());
        } catch (MalformedDocumentException e) {
            throw new IllegalStateException("it was settled", e);
        }
    }
}
