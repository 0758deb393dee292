package io.ayni.ledger.settlement;

import io.ayni.contracts.document.GrantId;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.journal.StoreFailure.Reason;
import io.ayni.ledger.settlement.SettlementVerdict.Decided;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** A store between which and its caller things go wrong, as scripted; keeps what was decided and written. */
final class TroubledStore implements SettlementStore {
    /** What goes wrong in one call. */
    enum Trouble {
        /** Nothing. */
        NONE,
        /** The store cannot be reached; nothing is done. */
        UNREACHABLE,
        /** The store does what it is asked and its answer is lost. */
        REPLY_LOST
    }

    private final SettlementStore store;
    private final Deque<Trouble> script = new ArrayDeque<>();
    private final List<Decision> written = new ArrayList<>();
    private Predicate<Decision> refused = decision -> false;
    private int unreadableMarks;

    TroubledStore(SettlementStore store) {
        this.store = store;
    }

    /** The next calls of {@link #settle} meet this, the later ones no trouble. */
    TroubledStore next(Trouble... troubles) {
        script.addAll(List.of(troubles));
        return this;
    }

    /** Refuses, again and again, every decision that the predicate holds of. */
    TroubledStore refusing(Predicate<Decision> predicate) {
        refused = predicate;
        return this;
    }

    /** The next so many reads of marks fail. */
    TroubledStore withMarksUnreadable(int times) {
        unreadableMarks = times;
        return this;
    }

    /** Decisions that were written, in order. */
    List<Decision> written() {
        return List.copyOf(written);
    }

    @Override
    public Map<GrantId, Mark> marks(Set<GrantId> grants) {
        if (unreadableMarks > 0) {
            unreadableMarks--;
            throw unavailable();
        }
        return store.marks(grants);
    }

    @Override
    public SettlementVerdict settle(StateNeeds needs, Function<LoadedState, SettlementVerdict> rule) {
        Trouble trouble = script.isEmpty() ? Trouble.NONE : script.poll();
        if (trouble == Trouble.UNREACHABLE) {
            throw unavailable();
        }
        SettlementVerdict verdict = store.settle(needs, state -> checked(rule.apply(state)));
        if (verdict instanceof Decided decided) {
            written.add(decided.decision());
        }
        if (trouble == Trouble.REPLY_LOST) {
            throw unavailable();
        }
        return verdict;
    }

    private SettlementVerdict checked(SettlementVerdict verdict) {
        if (verdict instanceof Decided decided && refused.test(decided.decision())) {
            throw new StoreFailure(Reason.REFUSED, "a constraint", null);
        }
        return verdict;
    }

    @Override
    public long nextOffset(int shard) {
        return store.nextOffset(shard);
    }

    private static StoreFailure unavailable() {
        return new StoreFailure(Reason.UNAVAILABLE, "no answer", null);
    }
}
