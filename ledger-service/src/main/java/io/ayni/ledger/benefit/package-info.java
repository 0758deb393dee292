/**
 * What credits buy: the operator's catalogue. Read {@link io.ayni.ledger.benefit.Benefit} first, then {@code
 * PublishBenefit}. Versions are never changed, only followed by newer ones, so a redemption always says what was bought
 * and at which price. Plain Java; the file, the database and the key set are leaves. Spending is in {@code redemption}.
 */
package io.ayni.ledger.benefit;
