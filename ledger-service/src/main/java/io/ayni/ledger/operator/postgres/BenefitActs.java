package io.ayni.ledger.operator.postgres;

import io.ayni.contracts.journal.OperatorDeed;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.BenefitText;
import io.ayni.ledger.benefit.postgres.BenefitTable;
import io.ayni.ledger.benefit.postgres.PostgresBenefitCatalogue;
import io.ayni.ledger.operator.OperatorCommand.PublishBenefit;
import io.ayni.ledger.operator.OperatorCommand.WithdrawBenefit;
import io.ayni.ledger.operator.OperatorRefusal;
import io.ayni.ledger.operator.OperatorRules;
import java.sql.SQLException;
import java.util.Optional;

/** Publishes and withdraws benefits. The first shard's head, which is locked, is the lock on the catalogue too. */
final class BenefitActs {
    private BenefitActs() {}

    static Carried publish(Act act, PublishBenefit command) throws SQLException {
        Optional<OperatorRefusal> against =
                OperatorRules.againstPublishing(PostgresBenefitCatalogue.judge(act.connection(), command.benefit()));
        return against.isPresent() ? new Carried.Not(against.get()) : add(act, command.benefit());
    }

    static Carried withdraw(Act act, WithdrawBenefit command) throws SQLException {
        Optional<Benefit> newest = BenefitTable.newest(act.connection(), command.benefit());
        if (newest.isEmpty()) {
            return new Carried.Not(OperatorRefusal.UNKNOWN);
        }
        Optional<OperatorRefusal> against = OperatorRules.againstWithdrawal(newest.get());
        return against.isPresent()
                ? new Carried.Not(against.get())
                : add(act, newest.get().withdrawn());
    }

    private static Carried add(Act act, Benefit benefit) throws SQLException {
        BenefitTable.add(act.connection(), benefit, act.request().operator(), act.atMs());
        return act.deed(OperatorDeed.BENEFIT_PUBLISHED, BenefitText.subject(benefit), BenefitText.digest(benefit));
    }
}
