package io.ayni.ledger.settlement.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementResult;
import io.ayni.contracts.identity.NodeId;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.settlement.Decision;
import io.ayni.ledger.settlement.Decision.DecidedBatch;
import io.ayni.ledger.settlement.Decision.PeerDelivery;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import io.ayni.ledger.settlement.ParkReason;
import io.ayni.ledger.settlement.RawRecord;
import io.ayni.ledger.settlement.SettlementVerdict.Gap;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SettlementMonitorTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger commits = new AtomicInteger();
    private final SettlementMonitor monitor = new SettlementMonitor(meters, commits::incrementAndGet);

    @Test
    void shardsStandStillUntilTheyGoOn() {
        // When
        monitor.waiting(1, 1, new StoreFailure(StoreFailure.Reason.UNAVAILABLE, "the database answered 57P01", null));
        monitor.gap(3, new Gap(7, 9));
        monitor.goingOn(2);
        Map<Integer, String> standing = monitor.standingShards();
        double measured = meters.get("ayni.ledger.standing.shards").gauge().value();
        monitor.goingOn(1);

        // Then
        assertThat(standing)
                .containsExactly(
                        Map.entry(1, "waits for the store: the database answered 57P01"),
                        Map.entry(3, "records are missing from offset 7"));
        assertThat(measured).isEqualTo(2);
        assertThat(monitor.standingShards()).containsOnlyKeys(3);
        assertThat(meters.counter("ayni.ledger.settlement.retries").count()).isEqualTo(1);
    }

    @Test
    void everyCommitIsCountedAndMadeKnown() {
        // Given
        Decision decision = decision(
                List.of(result(ResultCode.POSTED, 70), result(ResultCode.POSTED, 5), result(ResultCode.POOL_EMPTY, 0)),
                List.of(new BrokenRecord(new RawRecord(4, new byte[0], new byte[0]), ParkReason.WRONG_KEY)));

        // When
        monitor.settled(0, decision, 12);

        // Then
        assertThat(commits).hasValue(1);
        assertThat(meters.timer("ayni.ledger.settlement.transaction").totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(12);
        assertThat(meters.counter("ayni.ledger.batches.decided").count()).isEqualTo(1);
        assertThat(meters.counter("ayni.ledger.entries.appended").count()).isZero();
        assertThat(meters.counter("ayni.ledger.settled.bytes").count()).isEqualTo(4096);
        assertThat(meters.counter("ayni.ledger.posted.micro.credits").count()).isEqualTo(75);
        assertThat(meters.counter("ayni.ledger.results", "code", "POSTED").count())
                .isEqualTo(2);
        assertThat(meters.counter("ayni.ledger.results", "code", "POOL_EMPTY").count())
                .isEqualTo(1);
        assertThat(meters.counter("ayni.ledger.records.parked", "reason", "WRONG_KEY")
                        .count())
                .isEqualTo(1);
    }

    private static Decision decision(List<SettlementResult> results, List<BrokenRecord> parked) {
        Ack ack = new Ack(new DocumentId(new byte[DocumentId.WIDTH]), 1, results);
        return new Decision(
                ShardHead.fresh(0),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                new TreeMap<>(),
                new TreeMap<>(),
                Map.of(),
                List.of(new DecidedBatch(new NodeId(new byte[NodeId.WIDTH]), ack)),
                parked,
                Map.of(new ContentId(new byte[ContentId.WIDTH]), new PeerDelivery(4096, 1, 0)));
    }

    private static SettlementResult result(ResultCode code, long amount) {
        return new SettlementResult(new GrantId(new byte[GrantId.WIDTH]), code, 0, amount, 0, 0);
    }
}
