package io.ayni.agent.benefit;

import java.util.Optional;

/**
 * A redemption as it stands. Its text form shows nothing of the voucher.
 *
 * @param id 32 hexadecimal characters
 * @param state {@code pending}, {@code posted}, {@code voided} or {@code expired}
 * @param benefit what was had, at its price
 * @param requestedAtMs when it was asked for
 * @param confirmByMs when a pending one expires, otherwise 0
 * @param endedAtMs when it was posted, voided or expired, otherwise 0
 * @param voucher of a posted discount; good for whoever bears it
 * @param entitledFromMs beginning of a right, otherwise 0
 * @param entitledUntilMs end of a right, otherwise 0
 */
public record RedemptionStatus(
        String id,
        String state,
        OfferedBenefit benefit,
        long requestedAtMs,
        long confirmByMs,
        long endedAtMs,
        Optional<String> voucher,
        long entitledFromMs,
        long entitledUntilMs) {
    @Override
    public String toString() {
        return "RedemptionStatus[" + id + ", " + state + "]";
    }
}
