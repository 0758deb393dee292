package io.ayni.ledger.benefit;

import io.ayni.ledger.benefit.PublishVerdict.Published;
import io.ayni.ledger.benefit.PublishVerdict.Reason;
import io.ayni.ledger.benefit.PublishVerdict.Refused;
import io.ayni.ledger.benefit.PublishVerdict.SameAsBefore;
import java.util.Optional;

/** Whether a version may be added. Pure. */
public final class PublishRules {
    private PublishRules() {}

    /**
     * Decides.
     *
     * @param benefit the version to be added
     * @param sameVersion what stands under its name and version
     * @param newest the newest version of its name
     * @param benefits names in the catalogue
     */
    public static PublishVerdict decide(
            Benefit benefit, Optional<Benefit> sameVersion, Optional<Benefit> newest, int benefits) {
        if (sameVersion.isPresent()) {
            return sameVersion.get().equals(benefit) ? new SameAsBefore() : new Refused(Reason.VERSION_TAKEN);
        }
        if (newest.isPresent()) {
            return newest.get().version() < benefit.version() ? new Published() : new Refused(Reason.VERSION_BEHIND);
        }
        return benefits < BenefitCatalogue.MAX_BENEFITS ? new Published() : new Refused(Reason.CATALOGUE_FULL);
    }
}
