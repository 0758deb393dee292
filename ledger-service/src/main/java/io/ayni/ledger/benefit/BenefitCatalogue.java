package io.ayni.ledger.benefit;

import java.util.List;
import java.util.Optional;

/**
 * Port to the published versions. Every method throws {@link io.ayni.ledger.journal.StoreFailure} when it cannot be done
 * now. A version that is there never changes and never goes.
 */
public interface BenefitCatalogue {
    /** Most benefits, however many versions each has. */
    int MAX_BENEFITS = 256;

    /** The newest version of a benefit. */
    Optional<Benefit> newest(BenefitName name);

    /** The newest version of every benefit, by name. */
    List<Benefit> newest();

    /** Adds a version and its deed to the journal, in one transaction, if the rule allows it. */
    PublishVerdict publish(Benefit benefit, String operator, long nowMs);
}
