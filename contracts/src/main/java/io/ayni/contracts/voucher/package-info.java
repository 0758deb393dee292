/**
 * Vouchers: what an owner gets for credits and the operator's billing checks without asking anybody. {@link
 * io.ayni.contracts.voucher.Voucher} is what one says, {@code VoucherMint} signs, {@code VoucherVerifier} checks, {@code
 * VoucherKeys} publishes the keys for verifiers of other makers.
 */
package io.ayni.contracts.voucher;
