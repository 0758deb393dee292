package io.ayni.contracts.journal;

/** Side of a posting. Every account here is one that the operator owes: a credit raises its balance, a debit lowers it. */
public enum Side {
    /** Lowers the balance. */
    DEBIT(0),
    /** Raises the balance. */
    CREDIT(1);

    private final int code;

    Side(int code) {
        this.code = code;
    }

    /** The byte in an entry. */
    public int code() {
        return code;
    }
}
