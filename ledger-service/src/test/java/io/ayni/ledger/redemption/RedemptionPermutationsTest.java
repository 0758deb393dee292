package io.ayni.ledger.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.fixture.SettableClock;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every sequence of up to six events of a redemption, held against a model of a few lines: what a wish is answered, which
 * state follows, and where the money is.
 */
class RedemptionPermutationsTest {
    private static final int MAX_LENGTH = 6;
    private static final long BALANCE = 15;

    private enum Event {
        REDEEM,
        REDEEM_WITH_OTHER_BODY,
        CONFIRM,
        VOID_BY_OPERATOR,
        CANCEL_BY_OWNER,
        TIME_PASSES
    }

    private enum State {
        NONE,
        PENDING,
        POSTED,
        VOIDED,
        EXPIRED
    }

    @Test
    void everySequenceOfEventsEndsAsTheModelSays() {
        long sequences = 0;
        List<List<Event>> longest = List.of(List.of());
        for (int length = 1; length <= MAX_LENGTH; length++) {
            List<List<Event>> longer = new ArrayList<>();
            for (List<Event> start : longest) {
                for (Event next : Event.values()) {
                    List<Event> events = new ArrayList<>(start);
                    events.add(next);
                    new Run(events).check();
                    longer.add(events);
                    sequences++;
                }
            }
            longest = longer;
        }
        assertThat(sequences).isEqualTo(6 + 36 + 216 + 1_296 + 7_776 + 46_656);
    }

    /** The real rules and use cases beside the model. */
    private static final class Run {
        private static final AccountId OWNER = AccountId.ofName("owner");
        private static final Benefit WANTED =
                Benefits.aConfirmedExclusive("wanted").benefit();
        private static final Benefit OTHER =
                Benefits.aConfirmedExclusive("other").benefit();

        private final List<Event> events;
        private final SettableClock clock = new SettableClock(1_000);
        private final InMemoryRedemptions store = new InMemoryRedemptions(2, clock);
        private final Redeem redeem;
        private final EndRedemption end;
        private long ids;
        private RedemptionId id = id(0);

        private State state = State.NONE;
        private Benefit chosen;

        Run(List<Event> events) {
            this.events = events;
            RedemptionRules rules = new RedemptionRules((order, atMs) -> "voucher");
            this.redeem = new Redeem(store, rules, () -> id(++ids), () -> {});
            this.end = new EndRedemption(store, rules, clock, () -> {});
            store.publish(WANTED);
            store.publish(OTHER);
            store.give(OWNER, 0, 8);
            store.give(OWNER, 1, BALANCE - 8);
        }

        void check() {
            for (Event event : events) {
                happen(event);
                checkMoney();
                checkNothingElseCanHappen();
            }
            checkJournal();
        }

        private void happen(Event event) {
            clock.advance(1);
            switch (event) {
                case REDEEM -> redeem(WANTED);
                case REDEEM_WITH_OTHER_BODY -> redeem(OTHER);
                case CONFIRM -> ends(end.confirm(id, "ada"), State.POSTED);
                case VOID_BY_OPERATOR -> ends(end.voidIt(id, "ben"), State.VOIDED);
                case CANCEL_BY_OWNER -> ends(end.cancel(id, OWNER), State.VOIDED);
                case TIME_PASSES -> {
                    clock.advance(Benefits.CONFIRM_WITHIN.toMillis());
                    end.endDue();
                    state = state == State.PENDING ? State.EXPIRED : state;
                }
            }
        }

        private void redeem(Benefit benefit) {
            RedeemVerdict verdict =
                    redeem.redeem(new RedeemRequest(OWNER, benefit.name(), 1, new IdempotencyKey("key")));
            if (state == State.NONE) {
                state = State.PENDING;
                chosen = benefit;
                id = ((RedeemVerdict.Accepted) verdict).redemption().order().id();
            }
            assertThat(verdict)
                    .as("%s", events)
                    .isEqualTo(
                            benefit.equals(chosen)
                                    ? new RedeemVerdict.Accepted(store.find(id).orElseThrow())
                                    : new RedeemVerdict.KeyInUse());
        }

        private void ends(EndVerdict verdict, State wanted) {
            Optional<Redemption> stored = store.find(id);
            if (state == State.NONE) {
                assertThat(verdict).as("%s", events).isEqualTo(new EndVerdict.Unknown());
                return;
            }
            state = state == State.PENDING ? wanted : state;
            Redemption redemption = stored.orElseThrow();
            assertThat(verdict)
                    .as("%s", events)
                    .isEqualTo(
                            state == wanted
                                    ? new EndVerdict.Ended(redemption)
                                    : new EndVerdict.EndedOtherwise(redemption));
        }

        private void checkMoney() {
            long held = state == State.PENDING ? Benefits.PRICE : 0;
            long spent = state == State.POSTED ? Benefits.PRICE : 0;
            assertThat(store.balance(new LedgerAccount.Held(OWNER)))
                    .as("%s", events)
                    .isEqualTo(held);
            assertThat(store.balance(new LedgerAccount.Owner(OWNER)))
                    .as("%s", events)
                    .isEqualTo(BALANCE - held - spent);
            assertThat(stateOf(store.find(id))).as("%s", events).isEqualTo(state);
        }

        /** A stranger cannot call it off, and an expiry that comes before its time does nothing. */
        private void checkNothingElseCanHappen() {
            EndVerdict stranger = end.cancel(id, AccountId.ofName("stranger"));
            end.endDue();
            assertThat(stranger)
                    .as("%s", events)
                    .isEqualTo(state == State.NONE ? new EndVerdict.Unknown() : new EndVerdict.NotYours());
            checkMoney();
        }

        /** Every part is held once and ends once. */
        private void checkJournal() {
            Set<String> causes = new HashSet<>();
            store.entries().forEach(appended -> assertThat(
                            causes.add(appended.entry().cause().key()))
                    .as("%s", events)
                    .isTrue());
            int steps = state == State.NONE ? 0 : state == State.PENDING ? 1 : 2;
            assertThat(causes).as("%s", events).hasSize(2 * steps);
        }

        private static State stateOf(Optional<Redemption> redemption) {
            return switch (redemption.orElse(null)) {
                case null -> State.NONE;
                case Redemption.Pending _ -> State.PENDING;
                case Redemption.Posted _ -> State.POSTED;
                case Redemption.Voided _ -> State.VOIDED;
                case Redemption.Expired _ -> State.EXPIRED;
            };
        }

        private static RedemptionId id(long number) {
            return new RedemptionId(
                    ByteBuffer.allocate(RedemptionId.WIDTH).putLong(8, number).array());
        }
    }
}
