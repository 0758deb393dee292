package io.ayni.ledger.benefit;

import io.ayni.contracts.voucher.PriceReduction;
import java.util.regex.Pattern;

/** What the owner gets. Names of classes and sets are agreed with the gateway: 1 to 32 characters of {@code [a-z0-9._-]}. */
public sealed interface BenefitTerms {
    /** Which kind of benefit has these terms. */
    BenefitKind kind();

    /**
     * A voucher.
     *
     * @param reduction what it takes off
     */
    record Discount(PriceReduction reduction) implements BenefitTerms {
        @Override
        public BenefitKind kind() {
            return BenefitKind.DISCOUNT;
        }
    }

    /**
     * Better service at the gateway.
     *
     * @param rendition name of the rendition
     * @param bandwidthClass name of the bandwidth class
     */
    record Quality(String rendition, String bandwidthClass) implements BenefitTerms {
        /** Checks the names. */
        public Quality {
            requireName(rendition);
            requireName(bandwidthClass);
        }

        @Override
        public BenefitKind kind() {
            return BenefitKind.QUALITY;
        }
    }

    /** First in the queue. */
    record Priority() implements BenefitTerms {
        @Override
        public BenefitKind kind() {
            return BenefitKind.PRIORITY;
        }
    }

    /**
     * Access to a content set.
     *
     * @param contentSet name of the set
     */
    record Exclusive(String contentSet) implements BenefitTerms {
        /** Checks the name. */
        public Exclusive {
            requireName(contentSet);
        }

        @Override
        public BenefitKind kind() {
            return BenefitKind.EXCLUSIVE;
        }
    }

    private static void requireName(String name) {
        if (!Names.NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a class or set is named by 1 to 32 characters of [a-z0-9._-]");
        }
    }

    /** Form of the names. */
    final class Names {
        private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,32}");

        private Names() {}
    }
}
