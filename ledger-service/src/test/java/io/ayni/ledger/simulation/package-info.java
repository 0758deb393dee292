/**
 * A deterministic simulator of the ledger: the real rules and use cases of settlement, release, redemption and the operators'
 * desk, in virtual time, with everything around them made of plain collections and everything that can go wrong going wrong.
 *
 * <p>A tour. {@link io.ayni.ledger.simulation.LedgerSim} is the test: every seed is a
 * {@link io.ayni.ledger.simulation.World}, first with faults, then without until everything came to an end. {@link
 * io.ayni.ledger.simulation.Kernel} is the clock; a {@link io.ayni.ledger.simulation.Strand} lets blocking code pause in
 * it, and only one strand runs at a time. {@link io.ayni.ledger.simulation.Faults} says what goes wrong.
 *
 * <p>Two {@link io.ayni.ledger.simulation.Replica}s run {@code SettleRecords}, {@code ReleaseLots} and {@code AckFeed} on
 * {@link io.ayni.ledger.simulation.SimulatedStore}, over a {@link io.ayni.ledger.simulation.Connection} that loses things,
 * to the {@link io.ayni.ledger.simulation.Database}; records come from the {@link io.ayni.ledger.simulation.Broker}. {@link
 * io.ayni.ledger.simulation.Uploader}, {@link io.ayni.ledger.simulation.Intruder}, {@link
 * io.ayni.ledger.simulation.Treasurer}, {@link io.ayni.ledger.simulation.Bookkeeper} and {@link
 * io.ayni.ledger.simulation.Magistrate} act on them; their documents come from {@link io.ayni.ledger.simulation.Paperwork}, which
 * knows what is true of each. {@link io.ayni.ledger.simulation.Customer} redeems what the {@link
 * io.ayni.ledger.simulation.Catalogue} offers, a {@link io.ayni.ledger.simulation.Clerk} confirms it: on {@link
 * io.ayni.ledger.simulation.SimulatedRedemptions}; what operators do goes to the {@link
 * io.ayni.ledger.simulation.SimulatedDesk}.
 *
 * <p>{@link io.ayni.ledger.simulation.Invariants} look at every commit: {@link io.ayni.ledger.simulation.Books} at chain
 * and balances, {@link io.ayni.ledger.simulation.LotBooks}, {@link io.ayni.ledger.simulation.GrantBooks} and {@link
 * io.ayni.ledger.simulation.CapBooks} at what was paid, {@link io.ayni.ledger.simulation.RedemptionBooks} at holds and their
 * ends, {@link io.ayni.ledger.simulation.DeskBooks} at what operators did, {@link
 * io.ayni.ledger.simulation.SequentialLedger} at every answer to a batch.
 * {@link io.ayni.ledger.simulation.Audit} is the offline verifier at the end. None of them uses a rule of the ledger.
 *
 * <p>{@link io.ayni.ledger.simulation.Mutant}s are planted bugs that must be found; they sit in the {@link
 * io.ayni.ledger.simulation.Seams}.
 *
 * <p>Not here: SQL and Kafka themselves, threads and time-outs of the real adapters (the integration tests have those),
 * signatures of acks, vouchers, entitlement events, reports.
 */
package io.ayni.ledger.simulation;
