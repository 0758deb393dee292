package io.ayni.ledger.grpc;

import io.ayni.ledger.settlement.AckFeed;
import io.ayni.ledger.settlement.SettlementLog;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * What all settlement streams share.
 *
 * @param log where accepted batches go
 * @param acks where acks come from
 * @param slots how many streams may be open
 * @param workers handles messages; may block
 * @param timer ends streams in time
 * @param halfCloseWait how long a half-closed stream waits for its acks
 * @param nowMs the ledger's clock
 */
record SubmitContext(
        SettlementLog log,
        AckFeed acks,
        StreamSlots slots,
        Executor workers,
        ScheduledExecutorService timer,
        Duration halfCloseWait,
        LongSupplier nowMs) {}
