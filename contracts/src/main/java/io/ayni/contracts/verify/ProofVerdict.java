package io.ayni.contracts.verify;

import io.ayni.contracts.verify.VerificationVerdict.Violated;
import java.util.List;

/** What checking a statement, a checkpoint or a consistency proof came to. */
public sealed interface ProofVerdict {
    /**
     * Everything holds.
     *
     * @param what was checked, one sentence
     * @param facts what is now known, in the order in which it is said
     */
    record Proven(String what, List<Fact> facts) implements ProofVerdict {
        /** Copies the list. */
        public Proven {
            facts = List.copyOf(facts);
        }
    }

    /**
     * Something does not hold.
     *
     * @param violation the first that was met
     */
    record Refuted(Violated violation) implements ProofVerdict {}

    /**
     * One thing that is known.
     *
     * @param name lower camel case; fixed, for programs
     * @param value number or text
     */
    record Fact(String name, Object value) {}
}
