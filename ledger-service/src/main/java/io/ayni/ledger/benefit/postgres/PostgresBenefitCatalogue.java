package io.ayni.ledger.benefit.postgres;

import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.OperatorDeed;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.BenefitCatalogue;
import io.ayni.ledger.benefit.BenefitName;
import io.ayni.ledger.benefit.BenefitText;
import io.ayni.ledger.benefit.PublishRules;
import io.ayni.ledger.benefit.PublishVerdict;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.journal.JournalTail;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.journal.postgres.JournalTables;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.outbox.OutboxMessage;
import io.ayni.ledger.outbox.postgres.OutboxTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The catalogue in PostgreSQL. Publishing stands in shard 0, whose head is the lock on the catalogue. */
public final class PostgresBenefitCatalogue implements BenefitCatalogue {
    private static final int SHARD = 0;

    private final Transactions transactions;
    private final Function<AppendedEntry, OutboxMessage> event;

    /**
     * @param transactions on the runtime role's pool
     * @param event what an entry tells the world
     */
    public PostgresBenefitCatalogue(Transactions transactions, Function<AppendedEntry, OutboxMessage> event) {
        this.transactions = transactions;
        this.event = event;
    }

    @Override
    public Optional<Benefit> newest(BenefitName name) {
        return transactions.run(connection -> BenefitTable.newest(connection, name));
    }

    @Override
    public List<Benefit> newest() {
        return transactions.run(BenefitTable::newest);
    }

    @Override
    public PublishVerdict publish(Benefit benefit, String operator, long nowMs) {
        return transactions.run(connection -> {
            ShardHead head = JournalTables.lockHead(connection, SHARD).orElseThrow();
            PublishVerdict verdict = judge(connection, benefit);
            if (verdict instanceof PublishVerdict.Published) {
                write(connection, benefit, operator, new JournalTail(head, nowMs), head.nextOffset());
            }
            return verdict;
        });
    }

    /** Whether a version may be added. The head of shard 0 is locked. */
    public static PublishVerdict judge(Connection connection, Benefit benefit) throws SQLException {
        return PublishRules.decide(
                benefit,
                BenefitTable.find(connection, benefit.name(), benefit.version()),
                BenefitTable.newest(connection, benefit.name()),
                BenefitTable.newest(connection).size());
    }

    private void write(Connection connection, Benefit benefit, String operator, JournalTail tail, long nextOffset)
            throws SQLException {
        AppendedEntry deed = tail.append(
                new EntryCause.OperatorAction(
                        BenefitText.action(benefit),
                        operator,
                        OperatorDeed.BENEFIT_PUBLISHED,
                        BenefitText.subject(benefit),
                        BenefitText.digest(benefit)),
                List.of());
        BenefitTable.add(connection, benefit, operator, tail.recordedAtMs());
        JournalTables.append(connection, SHARD, List.of(deed), entry -> null);
        JournalTables.moveHead(connection, tail.head(nextOffset));
        OutboxTable.add(connection, SHARD, List.of(event.apply(deed)));
    }
}
