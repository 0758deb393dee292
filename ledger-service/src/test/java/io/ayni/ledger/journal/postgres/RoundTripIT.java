package io.ayni.ledger.journal.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.ledger.fixture.LedgerDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoundTripIT {
    private static final String ADD = "insert into ledger.shard_head (shard) select * from unnest(?::bigint[])";
    private static final String MOVE = "update ledger.shard_head set next_offset = ? where shard >= ?";
    private static final String OFFSETS = "select next_offset from ledger.shard_head where shard < ? order by shard";

    private final LedgerDatabase database = LedgerDatabase.bare();
    private final List<Long> answers = new ArrayList<>();
    private Connection application;

    @BeforeEach
    void makeTables() throws SQLException {
        database.makeAnew();
        application = database.asApplication();
        application.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        application.rollback();
        application.close();
    }

    @Test
    void eachStatementSeesWhatTheOnesBeforeDidAndAnswersInItsTurn() throws SQLException {
        // When
        new RoundTrip(application)
                .write(ADD, columns -> columns.numbers(List.of(0L, 1L, 2L), shard -> shard), answers::add)
                .write(MOVE, columns -> columns.number(7).number(1), answers::add)
                .read(OFFSETS, columns -> columns.number(2), this::readNumbers)
                .write(MOVE, columns -> columns.number(8).number(0))
                .read(OFFSETS, columns -> columns.number(1), this::readNumbers)
                .run();

        // Then
        assertThat(answers).containsExactly(3L, 2L, 0L, 7L, 8L);
    }

    @Test
    void theFirstStatementThatFailsEndsAll() throws SQLException {
        // Given
        RoundTrip trip = new RoundTrip(application)
                .write(ADD, columns -> columns.numbers(List.of(0L, 1L), shard -> shard), answers::add)
                .write(ADD, columns -> columns.numbers(List.of(1L), shard -> shard), answers::add)
                .write(MOVE, columns -> columns.number(7).number(0), answers::add);

        // When / Then
        assertThatThrownBy(trip::run)
                .isInstanceOfSatisfying(SQLException.class, failure -> assertThat(failure.getSQLState())
                        .isEqualTo("23505"));
        application.rollback();
        new RoundTrip(application)
                .read(OFFSETS, columns -> columns.number(1000), this::readNumbers)
                .run();
        assertThat(answers).isEmpty();
    }

    @Test
    void longAnswerComesLast() throws SQLException {
        // Given
        List<Long> shards = LongStream.range(0, 1000).boxed().toList();

        // When
        new RoundTrip(application)
                .write(ADD, columns -> columns.numbers(shards, shard -> shard))
                .read(OFFSETS, columns -> columns.number(1000), this::readNumbers)
                .run();

        // Then
        assertThat(answers).hasSize(1000).containsOnly(0L);
    }

    @Test
    void nothingIsAskedWhereNothingWasAdded() throws SQLException {
        // Given
        application.close();

        // When
        new RoundTrip(application).run();

        // Then
        assertThat(answers).isEmpty();
        application = database.asApplication();
        application.setAutoCommit(false);
    }

    private void readNumbers(ResultSet rows) throws SQLException {
        while (rows.next()) {
            answers.add(rows.getLong(1));
        }
    }
}
