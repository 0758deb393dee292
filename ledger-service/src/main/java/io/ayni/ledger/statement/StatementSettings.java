package io.ayni.ledger.statement;

/**
 * What the operator states once for all statements.
 *
 * @param currency of the price
 * @param microUnitsPerGib what sending 2^30 bytes itself costs the operator, millionths of the currency
 * @param priceRuleVersion which published rule the prices in grants follow
 */
public record StatementSettings(String currency, long microUnitsPerGib, long priceRuleVersion) {}
