package io.ayni.ledger.redemption;

/** What a posted redemption gave. */
public sealed interface Gain {
    /**
     * A voucher.
     *
     * @param token good for whoever bears it; never logged
     */
    record Voucher(String token) implements Gain {
        @Override
        public String toString() {
            return "Voucher[secret]";
        }
    }

    /**
     * A right for a time.
     *
     * @param fromMs first instant
     * @param untilMs not any more from this instant on
     */
    record Right(long fromMs, long untilMs) implements Gain {}
}
