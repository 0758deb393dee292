package io.ayni.contracts.verify;

/** What must hold of every journal. The numbers are those of the accounting rules; the text is said to people. */
public enum Invariant {
    /** Not a whole export of the stated format: truncated, out of order, or a line or body that cannot be read. */
    FORMAT("the export is whole and well formed"),
    /** Money is moved, never made. */
    I1("all balances sum to zero"),
    /** The ledger's cached balances say what its journal says. */
    I2("each balance is the fold of the journal"),
    /** A grant has been paid exactly what its newest settled receipt is worth, by its pool to its owner. */
    I4("a grant is paid exactly what its receipts are worth"),
    /** A grant's mark only rises. */
    I5("settled bytes of a grant only rise"),
    /** Nobody owes the operator. */
    I6("no owner's balance is below zero"),
    /** What is set aside or pending ends exactly once and as a whole. */
    I7("every hold and every lot ends exactly once, in full"),
    /** Nothing is posted twice. */
    I8("every cause posts at most once"),
    /** Nothing was taken out of the journal, put in or changed. */
    I9("each shard is numbered without gaps and linked by hash"),
    /** A published tree only grows: nothing that a checkpoint covered was taken out or changed. */
    I10("a later checkpoint only extends an earlier one"),
    /** A pool pays out no more than was put in. */
    I13("a campaign never pays more than it was funded"),
    /** Sums stay inside 63 bits. */
    I16("amounts are integers inside their range"),
    /** Each settlement rests on a grant of the operator and a receipt of the grant's session key, as its cause names. */
    EVIDENCE("every settlement rests on signed documents"),
    /** What is published bears the operator's signature, and what it is said to cover stands in it. */
    PROOF("what is published is signed by the operator and covers what it is said to cover"),
    /** The numbers that an owner is told follow from the entries beside them. */
    STATEMENT("a statement says what its entries say");

    private final String claim;

    Invariant(String claim) {
        this.claim = claim;
    }

    /** The invariant as a sentence that is true of a sound journal. */
    public String claim() {
        return claim;
    }
}
