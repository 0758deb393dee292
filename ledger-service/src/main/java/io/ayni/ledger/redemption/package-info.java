/**
 * Credits for benefits. Read {@link io.ayni.ledger.redemption.Redemption} first (the states), then {@code
 * RedemptionRules} (who may, and where the price comes from), {@code Redeem} and {@code EndRedemption} (the use cases).
 * {@code RedemptionStore} is the port; its PostgreSQL form makes every step one transaction: entries, states, entitlements
 * and events are there together or not at all. The catalogue is in {@code benefit}, the gRPC face in {@code grpc}.
 */
package io.ayni.ledger.redemption;
