package io.ayni.ledger.transparency.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.transparency.Checkpoint;
import io.ayni.contracts.transparency.LogOrigin;
import io.ayni.contracts.transparency.TreeFrontier;
import io.ayni.contracts.transparency.TreeHash;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.transparency.CheckpointSigner;
import io.ayni.ledger.transparency.LogProofs;
import io.ayni.ledger.transparency.LogState;
import io.ayni.ledger.transparency.ProofDatabase;
import io.ayni.ledger.transparency.PublishedCheckpoint;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresPublicLogIT {
    private static final CheckpointSigner SIGNER = new CheckpointSigner("ayni-test", Operator.CHECKPOINT_KEY);

    private final PostgresPublicLog log = new PostgresPublicLog(ProofDatabase.transactions());

    @BeforeEach
    void makeTables() throws SQLException {
        ProofDatabase.makeAnew(2);
    }

    @Test
    void anEmptyShardHasTheCheckpointOfNothing() throws Exception {
        // When
        log.extend(0, 100, SIGNER, 5);
        // Then
        assertThat(newest(0)).isEqualTo(new Checkpoint(new LogOrigin("ayni-test", 0), 0, TreeHash.EMPTY));
        assertThat(log.newest(1)).isEmpty();
        assertThat(log.states()).containsExactly(new LogState(0, 0, 0, 5), new LogState(1, 0, LogState.NOTHING, 0));
    }

    @Test
    void aCheckpointCoversTheJournalInBoundedSteps() throws Exception {
        // Given
        ProofDatabase.append(1, 700);
        // When
        log.extend(1, 300, SIGNER, 5);
        Checkpoint first = newest(1);
        log.extend(1, 300, SIGNER, 6);
        log.extend(1, 300, SIGNER, 7);
        log.extend(1, 300, SIGNER, 8);
        // Then
        assertThat(first.size()).isEqualTo(300);
        assertThat(newest(1)).isEqualTo(new Checkpoint(new LogOrigin("ayni-test", 1), 700, root(1)));
        assertThat(log.states().get(1)).isEqualTo(new LogState(1, 700, 700, 7));
        assertThat(new LogProofs(log)
                        .consistency(1, 300, 700)
                        .orElseThrow()
                        .proof()
                        .proves(first.root(), root(1)))
                .isTrue();
    }

    @Test
    void whatIsNotPublishedIsNotProven() {
        ProofDatabase.append(0, 10);
        log.extend(0, 7, SIGNER, 5);
        LogProofs proofs = new LogProofs(log);
        assertThat(proofs.inclusion(0, 8, LogProofs.NEWEST)).isEmpty();
        assertThat(proofs.inclusion(0, 7, 6)).isEmpty();
        assertThat(proofs.inclusion(0, 7, 8)).isEmpty();
        assertThat(proofs.inclusion(1, 1, LogProofs.NEWEST)).isEmpty();
        assertThat(proofs.consistency(0, 3, 8)).isEmpty();
        assertThat(proofs.consistency(0, 5, 4)).isEmpty();
        assertThat(proofs.inclusion(0, 7, LogProofs.NEWEST)
                        .orElseThrow()
                        .newest()
                        .size())
                .isEqualTo(7);
    }

    @Test
    void manyWhoPublishAtOnceMakeOneLog() throws Exception {
        // Given eight publishers and a journal that grows meanwhile
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            work.add(() -> {
                for (int run = 0; run < 6; run++) {
                    ProofDatabase.append(0, 7);
                    log.extend(0, 1000, SIGNER, 5);
                }
                return null;
            });
        }
        // When
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        }
        log.extend(0, 1000, SIGNER, 5);
        // Then
        assertThat(newest(0)).isEqualTo(new Checkpoint(new LogOrigin("ayni-test", 0), 8 * 6 * 7, root(0)));
        assertThat(Integer.parseInt(ProofDatabase.text("select count(*) from ledger.checkpoint")))
                .isGreaterThan(1);
    }

    @Test
    void aFailureBetweenTilesAndCheckpointLeavesNothingBehind() throws Exception {
        // Given a database in which the checkpoint cannot be written
        ProofDatabase.append(0, 300);
        ProofDatabase.execute("alter table ledger.checkpoint add constraint closed check (size < 0) not valid");
        assertThatThrownBy(() -> log.extend(0, 1000, SIGNER, 5)).isInstanceOf(StoreFailure.class);
        assertThat(ProofDatabase.text("select count(*) from ledger.merkle_tile"))
                .isEqualTo("0");
        // When it can
        ProofDatabase.execute("alter table ledger.checkpoint drop constraint closed");
        log.extend(0, 1000, SIGNER, 5);
        // Then
        assertThat(newest(0).root()).isEqualTo(root(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into ledger.checkpoint values (0, 300, decode(repeat('00', 32), 'hex'), 'n', 9)",
                "insert into ledger.checkpoint values (0, 299, decode(repeat('00', 32), 'hex'), 'n', 9)",
                "insert into ledger.checkpoint values (0, 302, decode(repeat('00', 32), 'hex'), 'n', 9)",
                "update ledger.merkle_tile set hashes = substring(hashes for 32) where level = 0 and tile_index = 1",
                "update ledger.merkle_tile set hashes = overlay(hashes placing 'x'::bytea from 1) || hashes where tile_index = 1",
                "update ledger.merkle_tile set tile_index = 7 where tile_index = 1",
            })
    void noCheckpointAndNoTileIsTakenBack(String attempt) throws SQLException {
        ProofDatabase.append(0, 301);
        log.extend(0, 300, SIGNER, 5);
        assertThatThrownBy(() -> ProofDatabase.execute(attempt)).isInstanceOf(SQLException.class);
    }

    @Test
    void theLedgerItselfMayNotChangeACheckpoint() {
        log.extend(0, 300, SIGNER, 5);
        for (String attempt : List.of("update ledger.checkpoint set note = 'x'", "delete from ledger.checkpoint")) {
            assertThatThrownBy(() -> ProofDatabase.transactions().run(connection -> {
                        try (var statement = connection.createStatement()) {
                            return statement.executeUpdate(attempt);
                        }
                    }))
                    .isInstanceOf(StoreFailure.class);
        }
    }

    private Checkpoint newest(int shard) throws Exception {
        PublishedCheckpoint published = log.newest(shard).orElseThrow();
        return Checkpoint.verify(published.note().getBytes(StandardCharsets.UTF_8), Operator.KEYS);
    }

    /** Root over the shard's entries, without any tile. */
    private static TreeHash root(int shard) throws SQLException {
        TreeFrontier tree = new TreeFrontier();
        ProofDatabase.bodies(shard).forEach(body -> tree.append(TreeHash.ofLeaf(body)));
        return tree.root();
    }
}
