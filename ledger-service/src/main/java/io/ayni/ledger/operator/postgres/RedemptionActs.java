package io.ayni.ledger.operator.postgres;

import io.ayni.contracts.journal.OperatorDeed;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.operator.OperatorCommand.ConfirmRedemption;
import io.ayni.ledger.operator.OperatorCommand.VoidRedemption;
import io.ayni.ledger.operator.OperatorRefusal;
import io.ayni.ledger.outbox.OutboxMessage;
import io.ayni.ledger.redemption.EndDecision;
import io.ayni.ledger.redemption.EndState;
import io.ayni.ledger.redemption.PendingPosition;
import io.ayni.ledger.redemption.Redemption;
import io.ayni.ledger.redemption.RedemptionRules;
import io.ayni.ledger.redemption.postgres.PostgresRedemptionStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Confirms redemptions and calls them off: the redemption's own entries move the money, a deed says who wanted it. */
public final class RedemptionActs {
    private final PostgresRedemptionStore store;
    private final RedemptionRules rules;
    private final Function<AppendedEntry, OutboxMessage> event;
    private final LongSupplier nowMs;

    /**
     * @param store ends redemptions
     * @param rules decides how
     * @param event what a deed tells the world
     * @param nowMs the ledger's clock
     */
    public RedemptionActs(
            PostgresRedemptionStore store,
            RedemptionRules rules,
            Function<AppendedEntry, OutboxMessage> event,
            LongSupplier nowMs) {
        this.store = store;
        this.rules = rules;
        this.event = event;
        this.nowMs = nowMs;
    }

    Carried confirm(Act act, ConfirmRedemption command) throws SQLException {
        Function<EndState, EndDecision> rule =
                state -> rules.confirm(state, act.request().operator());
        return end(act, command.redemption(), rule, OperatorDeed.REDEMPTION_CONFIRMED);
    }

    Carried callOff(Act act, VoidRedemption command) throws SQLException {
        Function<EndState, EndDecision> rule =
                state -> rules.callOff(state, act.request().operator());
        return end(act, command.redemption(), rule, OperatorDeed.REDEMPTION_VOIDED);
    }

    private Carried end(Act act, RedemptionId id, Function<EndState, EndDecision> rule, OperatorDeed deed)
            throws SQLException {
        AtomicReference<EndDecision> decided = new AtomicReference<>(new EndDecision.Leave());
        Optional<Redemption> after = store.end(act.connection(), id, state -> {
            decided.set(rule.apply(state));
            return decided.get();
        });
        if (after.isEmpty()) {
            return new Carried.Not(OperatorRefusal.UNKNOWN);
        }
        boolean isDone = decided.get() instanceof EndDecision.End end
                && !(end.redemption() instanceof Redemption.Expired); // it was due, whoever asked
        return isDone ? deed(act, id, deed) : new Carried.Not(OperatorRefusal.REDEMPTION_ENDED);
    }

    /** The redemption may have written in the first shard, so its end is read again; the lock on it is held all the while. */
    private Carried deed(Act act, RedemptionId id, OperatorDeed deed) throws SQLException {
        ShardEnd end = ShardEnd.lock(act.connection(), 0, nowMs.getAsLong(), event);
        return new Act(act.connection(), act.request(), end).deed(deed, "redemption:" + id.hex());
    }

    List<Redemption.Pending> pending(Connection connection, PendingPosition after, int limit) throws SQLException {
        return store.pending(connection, after, limit);
    }
}
