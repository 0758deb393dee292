package io.ayni.ledger.statement;

import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.Statement.Saving;
import io.ayni.contracts.document.Statement.Sums;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.journal.Posting;
import io.ayni.ledger.statement.StatementEntries.Received;
import io.ayni.ledger.statement.StatementEntries.StatedEntry;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Sums up the settlements of a window and the ends of the lots that they went into. Used by one thread. */
final class StatementSums {
    private final AccountId owner;
    private final Map<Lot, Long> lots = new HashMap<>();
    private long given;
    private long earned;
    private long withheld;
    private long voided;

    StatementSums(AccountId owner) {
        this.owner = owner;
    }

    void settlement(StatedEntry stated) {
        JournalEntry entry = decode(stated.body());
        if (!(entry.cause() instanceof EntryCause.Settlement cause)) {
            throw new IllegalStateException("a settlement's row holds another entry");
        }
        given = Math.addExact(given, cause.toBytes() - cause.fromBytes());
        withheld = Math.addExact(withheld, cause.withheldMicroCredits());
        for (Posting posting : entry.postings()) {
            if (posting.account() instanceof LedgerAccount.Pool pool) {
                long amount = -posting.signedAmount();
                earned = Math.addExact(earned, amount);
                Lot lot = new Lot(
                        entry.shard(), owner, pool.campaign(), grant(stated).keyId(), cause.lotUntilMs());
                lots.merge(lot, amount, Math::addExact);
            }
        }
    }

    /** Names of the causes that would end the lots. */
    Set<String> lotEnds() {
        return lots.keySet().stream()
                .map(lot -> new EntryCause.Release(lot).key())
                .collect(Collectors.toSet());
    }

    void lotEnd(StatedEntry stated) {
        switch (decode(stated.body()).cause()) {
            case EntryCause.Release release -> lots.remove(release.lot());
            case EntryCause.Voiding voiding -> voided = Math.addExact(voided, lots.remove(voiding.lot()));
            case EntryCause.Funding _,
                    EntryCause.Settlement _,
                    EntryCause.Hold _,
                    EntryCause.Redeemed _,
                    EntryCause.Returned _,
                    EntryCause.Adjustment _,
                    EntryCause.OperatorAction _ -> throw new IllegalStateException("a lot is ended by another entry");
        }
    }

    Sums sums(List<Received> received) {
        long receivedBytes = received.stream().mapToLong(Received::settledBytes).reduce(0, Math::addExact);
        long pending = lots.values().stream().mapToLong(Long::longValue).sum();
        return new Sums(given, receivedBytes, earned, withheld, pending, voided);
    }

    Saving saving(StatementSettings settings) {
        long worth = BigInteger.valueOf(given)
                .multiply(BigInteger.valueOf(settings.microUnitsPerGib()))
                .shiftRight(30)
                .longValueExact();
        return new Saving(settings.currency(), settings.microUnitsPerGib(), worth);
    }

    private static Grant grant(StatedEntry stated) {
        try {
            return Grant.decode(stated.documents().orElseThrow().grant().body());
        } catch (MalformedDocumentException e) {
            throw new IllegalStateException("a settled grant is none", e);
        }
    }

    private static JournalEntry decode(byte[] body) {
        try {
            return JournalEntry.decode(body);
        } catch (MalformedDocumentException e) {
            throw new IllegalStateException("a stored entry is none", e);
        }
    }
}
