package io.ayni.ledger.journal.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ayni.contracts.crypto.Digests;
import io.ayni.ledger.fixture.LedgerDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tables refuse by themselves, whatever the program above them does. */
class JournalTablesIT {
    private static final String PERMISSION_DENIED = "42501";
    private static final String CHECK_VIOLATED = "23514";
    private static final String REFERENCE_VIOLATED = "23503";
    private static final String UNIQUENESS_VIOLATED = "23505";
    private static final byte[] GENESIS = new byte[32];

    private final LedgerDatabase database = LedgerDatabase.bare();
    private Connection application;

    @BeforeEach
    void makeTables() throws SQLException {
        database.makeAnew();
        application = database.asApplication();
        run("insert into ledger.shard_head (shard) values (0), (1)");
    }

    @AfterEach
    void close() throws SQLException {
        application.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal_entry", "posting", "settled_document", "ack", "parked_record", "report"})
    void ledgerMayNotChangeOrRemoveWhatIsWrittenForGood(String table) throws SQLException {
        // Given
        String column = database.texts(
                        """
                        select column_name from information_schema.columns
                        where table_schema = 'ledger' and table_name = ? and is_generated = 'NEVER'""",
                        table)
                .getFirst();

        // When / Then
        assertThat(refusalOf("update ledger." + table + " set " + column + " = " + column))
                .isEqualTo(PERMISSION_DENIED);
        assertThat(refusalOf("delete from ledger." + table)).isEqualTo(PERMISSION_DENIED);
        assertThat(refusalOf("truncate ledger." + table + " cascade")).isEqualTo(PERMISSION_DENIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shard_head", "balance", "settlement_mark", "node_total", "standing", "dispute"})
    void ledgerMayNotRemoveWhatItFoldsFromTheJournal(String table) {
        // When / Then
        assertThat(refusalOf("delete from ledger." + table)).isEqualTo(PERMISSION_DENIED);
        assertThat(refusalOf("truncate ledger." + table + " cascade")).isEqualTo(PERMISSION_DENIED);
    }

    @Test
    void ledgerMayNotLoosenTheRules() {
        // When / Then
        for (String statement : List.of(
                "alter table ledger.posting disable trigger all",
                "drop trigger postings_balance on ledger.posting",
                "alter table ledger.balance drop constraint only_funding_is_below_zero",
                "drop table ledger.journal_entry cascade",
                "create table ledger.anything (number integer)",
                "create or replace function ledger.mark_rises() returns trigger language plpgsql as $$ begin return new; end $$",
                "set role " + database.owner().user(),
                "set session_replication_role = replica")) {
            assertThat(refusalOf(statement)).as(statement).isEqualTo(PERMISSION_DENIED);
        }
    }

    @Test
    void postingsThatDoNotSumToZeroAreRefused() throws SQLException {
        // Given
        append(0, 1, GENESIS, "a");

        // When / Then
        assertThat(refusalOf("insert into ledger.posting (shard, number, leg, account, amount)"
                        + " values (0, 1, 0, 'pool:default/0', -5), (0, 1, 1, 'owner:" + "a".repeat(32) + "', 4)"))
                .isEqualTo(CHECK_VIOLATED);
        assertThat(refusalOf("insert into ledger.posting (shard, number, leg, account, amount)"
                        + " values (0, 1, 0, 'pool:default/0', -5)"))
                .isEqualTo(CHECK_VIOLATED);
        assertThat(refusalOf("insert into ledger.posting (shard, number, leg, account, amount)"
                        + " values (0, 1, 0, 'pool:default/0', 0)"))
                .isEqualTo(CHECK_VIOLATED);
        assertThat(count("posting")).isZero();
    }

    @Test
    void postingOfAnEntryThatIsNotThereIsRefused() {
        assertThat(refusalOf("insert into ledger.posting (shard, number, leg, account, amount)"
                        + " values (0, 1, 0, 'pool:default/0', -5), (0, 1, 1, 'owner:" + "a".repeat(32) + "', 5)"))
                .isEqualTo(REFERENCE_VIOLATED);
    }

    @Test
    void gapInTheNumbersIsRefused() throws SQLException {
        // Given
        byte[] first = append(0, 1, GENESIS, "a");

        // When / Then
        assertThat(refusalOfAppend(0, 3, first, "b")).isEqualTo(REFERENCE_VIOLATED);
        assertThat(refusalOfAppend(1, 2, first, "b")).isEqualTo(REFERENCE_VIOLATED);
        assertThat(refusalOfAppend(0, 0, GENESIS, "b")).isEqualTo(CHECK_VIOLATED);
        assertThat(refusalOfAppend(0, 1, GENESIS, "b")).isEqualTo(UNIQUENESS_VIOLATED);
        assertThat(count("journal_entry")).isEqualTo(1);
    }

    @Test
    void linkToAnythingButTheEntryBeforeIsRefused() throws SQLException {
        // Given
        byte[] first = append(0, 1, GENESIS, "a");
        byte[] second = append(0, 2, first, "b");

        // When / Then
        assertThat(refusalOfAppend(0, 3, first, "c")).isEqualTo(REFERENCE_VIOLATED);
        assertThat(refusalOfAppend(0, 3, GENESIS, "c")).isEqualTo(REFERENCE_VIOLATED);
        assertThat(refusalOfAppend(1, 1, second, "c")).isEqualTo(CHECK_VIOLATED);
        append(0, 3, second, "c");
        assertThat(count("journal_entry")).isEqualTo(3);
    }

    @Test
    void causePostsOnceInTheWholeJournal() throws SQLException {
        // Given
        byte[] first = append(0, 1, GENESIS, "a");

        // When / Then
        assertThat(refusalOfAppend(0, 2, first, "a")).isEqualTo(UNIQUENESS_VIOLATED);
        assertThat(refusalOfAppend(1, 1, GENESIS, "a")).isEqualTo(UNIQUENESS_VIOLATED);
    }

    @Test
    void entryOfAShardThatIsNotThereIsRefused() {
        assertThat(refusalOfAppend(2, 1, GENESIS, "a")).isEqualTo(REFERENCE_VIOLATED);
    }

    @Test
    void settlementNamesAllItsPartiesAndAnotherEntryAtMostItsOwner() throws SQLException {
        // Given
        append(0, 1, GENESIS, "a");
        run("insert into ledger.settled_document values (" + bytes(32, 1) + ", " + bytes(20) + ", " + bytes(64) + ", "
                + bytes(8) + ")");
        String owner = "'owner:" + "a".repeat(32) + "'";
        String document = bytes(32, 1);

        // When / Then
        assertThat(refusalOf(entryOf(owner, bytes(32), "null", "null"))).isEqualTo(CHECK_VIOLATED);
        assertThat(refusalOf(entryOf(owner, bytes(32), document, "null"))).isEqualTo(CHECK_VIOLATED);
        assertThat(refusalOf(entryOf(owner, "null", document, document))).isEqualTo(CHECK_VIOLATED);
        assertThat(refusalOf(entryOf("null", bytes(32), document, document))).isEqualTo(CHECK_VIOLATED);
        run(entryOf(owner, "null", "null", "null"));
    }

    @Test
    void documentsBehindAnEntryAndAMarkMustBeKept() throws SQLException {
        // Given
        run("insert into ledger.settled_document values (" + bytes(32, 1) + ", " + bytes(20) + ", " + bytes(64) + ", "
                + bytes(8) + ")");
        String owner = "'owner:" + "a".repeat(32) + "'";
        String kept = bytes(32, 1);
        String missing = bytes(32, 2);

        // When / Then
        assertThat(refusalOf(entryOf(owner, bytes(32), missing, kept))).isEqualTo(REFERENCE_VIOLATED);
        assertThat(refusalOf(entryOf(owner, bytes(32), kept, missing))).isEqualTo(REFERENCE_VIOLATED);
        assertThat(refusalOf("insert into ledger.settlement_mark values (" + bytes(16) + ", 1, " + missing + ", "
                        + bytes(16) + ", " + bytes(16) + ")"))
                .isEqualTo(REFERENCE_VIOLATED);
        run(entryOf(owner, bytes(32), kept, kept));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pool",
                "pool:",
                ":a",
                "a:pool",
                "Pool:a",
                "pool:A",
                "pool:a:b",
                "pool: a",
                "pool:a\n",
                "pool:\u00e9",
                "pool :a",
                "wallet:a",
                "pool:56-characters-56-characters-56-characters-56-characters-"
            })
    void accountIsItsKindAColonAndAShortPlainName(String account) throws SQLException {
        // Given
        append(0, 1, GENESIS, "a");
        run("insert into ledger.balance values ('pool:" + "a-z/9".repeat(11) + "', 0, 1)");

        // When / Then
        assertThat(refusalOf("insert into ledger.balance values ('" + account + "', 0, 1)"))
                .isEqualTo(CHECK_VIOLATED);
        assertThat(refusalOf(
                        "insert into ledger.posting values (0, 1, 0, 'pool:a', -5), (0, 1, 1, '" + account + "', 5)"))
                .isEqualTo(CHECK_VIOLATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"owner:", "owner:abc", "owner:gggggggggggggggggggggggggggggggg", "OWNER:0", "pool:default/0"})
    void entryBelongsToAnOwnersAccountOrToNone(String account) {
        assertThat(refusalOf(entryOf("'" + account + "'", "null", "null", "null")))
                .isEqualTo(CHECK_VIOLATED);
    }

    private static String entryOf(String owner, String node, String grant, String receipt) {
        return "insert into ledger.journal_entry (shard, number, recorded_at_ms, cause_key, body, hash, previous_hash,"
                + " owner_account, node_id, grant_document, receipt_document) values (1, 1, 1, 'b', " + bytes(20) + ", "
                + bytes(32) + ", " + bytes(32) + ", " + owner + ", " + node + ", " + grant + ", " + receipt + ")";
    }

    @Test
    void markOnlyRisesAndStaysWithItsGrantDocument() throws SQLException {
        // Given
        run("insert into ledger.settled_document values (" + bytes(32, 1) + ", " + bytes(20) + ", " + bytes(64) + ", "
                + bytes(8) + "), (" + bytes(32, 2) + ", " + bytes(20) + ", " + bytes(64) + ", " + bytes(8) + ")");
        run("insert into ledger.settlement_mark values (" + bytes(16) + ", 100, " + bytes(32, 1) + ", " + bytes(16)
                + ", " + bytes(16) + ")");

        // When / Then
        assertThat(refusalOf("update ledger.settlement_mark set settled_bytes = 99"))
                .isEqualTo(CHECK_VIOLATED);
        assertThat(refusalOf("update ledger.settlement_mark set settled_bytes = 100"))
                .isEqualTo(CHECK_VIOLATED);
        assertThat(refusalOf("update ledger.settlement_mark set settled_bytes = 101, grant_document = " + bytes(32, 2)))
                .isEqualTo(CHECK_VIOLATED);
        assertThat(refusalOf("update ledger.settlement_mark set settled_bytes = 101, grant_id = " + bytes(16, 1)))
                .isEqualTo(CHECK_VIOLATED);
        assertThat(refusalOf("insert into ledger.settlement_mark values (" + bytes(16, 3) + ", 0, " + bytes(32, 1)
                        + ", " + bytes(16) + ", " + bytes(16) + ")"))
                .isEqualTo(CHECK_VIOLATED);
        run("update ledger.settlement_mark set settled_bytes = 101");
    }

    @Test
    void onlyFundingGoesBelowZero() throws SQLException {
        // Given
        String owner = "owner:" + "a".repeat(32);
        run("insert into ledger.balance values ('pool:default/0', 0, 10), ('funding:default', 0, -10), ('" + owner
                + "', 0, 0)");

        // When / Then
        assertThat(refusalOf("update ledger.balance set amount = -1 where account = 'pool:default/0'"))
                .isEqualTo(CHECK_VIOLATED);
        assertThat(refusalOf("update ledger.balance set amount = -1 where account = '" + owner + "'"))
                .isEqualTo(CHECK_VIOLATED);
        assertThat(refusalOf("update ledger.balance set amount = 1 where account = 'funding:default'"))
                .isEqualTo(CHECK_VIOLATED);
        assertThat(refusalOf("insert into ledger.balance values ('wallet:a', 0, 1)"))
                .isEqualTo(CHECK_VIOLATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "pending", "held"})
    void whatAnOwnerHasIsNeverBelowZeroInAnyShard(String kind) throws SQLException {
        // Given
        String account = kind + ":" + "a".repeat(32);
        run("insert into ledger.balance values ('" + account + "', 0, 5), ('" + account + "', 1, 0)");

        // When / Then
        assertThat(refusalOf("update ledger.balance set amount = amount - 1 where shard = 1"))
                .isEqualTo(CHECK_VIOLATED);
        run("update ledger.balance set amount = amount - 5 where shard = 0");
    }

    @Test
    void lotHoldsSomethingAndStandsInAShard() throws SQLException {
        // Given
        run(lot(0, 5));

        // When / Then
        assertThat(refusalOf("update ledger.pending_lot set amount = 0")).isEqualTo(CHECK_VIOLATED);
        assertThat(refusalOf(lot(0, 5))).isEqualTo(UNIQUENESS_VIOLATED);
        assertThat(refusalOf(lot(1, 0))).isEqualTo(CHECK_VIOLATED);
        assertThat(refusalOf(lot(2, 5))).isEqualTo(REFERENCE_VIOLATED);
    }

    @Test
    void useOfACapIsCountedOnceAndNeverBelowZero() throws SQLException {
        // Given
        run("insert into ledger.cap_use values (1, 20000, " + bytes(32) + ", 7)");

        // When / Then
        assertThat(refusalOf("insert into ledger.cap_use values (1, 20000, " + bytes(32) + ", 7)"))
                .isEqualTo(UNIQUENESS_VIOLATED);
        assertThat(refusalOf("update ledger.cap_use set used = -1")).isEqualTo(CHECK_VIOLATED);
        for (int cap : List.of(0, 5)) {
            assertThat(refusalOf("insert into ledger.cap_use values (" + cap + ", 20000, " + bytes(32) + ", 7)"))
                    .isEqualTo(CHECK_VIOLATED);
        }
    }

    @Test
    void disputeIsOpenedOncePerGrantAndReasonAndDecidedBySomebody() throws SQLException {
        // Given
        run(dispute(1));

        // When / Then
        assertThat(refusalOf(dispute(2))).isEqualTo(UNIQUENESS_VIOLATED);
        assertThat(refusalOf("update ledger.dispute set state = 'UPHELD'")).isEqualTo(CHECK_VIOLATED);
        assertThat(refusalOf("update ledger.dispute set decided_by = 'ana', decided_at_ms = 2"))
                .isEqualTo(CHECK_VIOLATED);
        assertThat(refusalOf("update ledger.dispute set state = 'LOST', decided_by = 'ana', decided_at_ms = 2"))
                .isEqualTo(CHECK_VIOLATED);
        run("update ledger.dispute set state = 'UPHELD', decided_by = 'ana', decided_at_ms = 2");
    }

    private static String lot(int shard, long amount) {
        return "insert into ledger.pending_lot values (" + shard + ", " + bytes(16) + ", 'default', " + bytes(8)
                + ", 1000, " + amount + ", 1001)";
    }

    private static String dispute(int id) {
        return "insert into ledger.dispute (dispute_id, reason, account, grant_id, opened_at_ms, evidence) values ("
                + bytes(16, id) + ", 'REPORT_MISMATCH', " + bytes(16) + ", " + bytes(16) + ", 1, '{}')";
    }

    @Test
    void batchIsAckedOnce() throws SQLException {
        // Given
        String ack = "insert into ledger.ack values (" + bytes(32) + ", " + bytes(32) + ", 0, 1, " + bytes(20) + ", "
                + bytes(64) + ", " + bytes(8) + ")";
        run(ack);

        // When / Then
        assertThat(refusalOf(ack)).isEqualTo(UNIQUENESS_VIOLATED);
    }

    @Test
    void everyTableHasACommentAndAPrimaryKey() throws SQLException {
        // Given
        String tables =
                """
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'ledger' and c.relkind = 'r' and c.relname <> 'flyway_schema_history'""";

        // When
        List<String> all = database.texts(tables + " order by 1");
        List<String> commented = database.texts(tables
                + " and exists (select from pg_description d where d.objoid = c.oid and d.objsubid = 0"
                + " and length(d.description) > 20) order by 1");
        List<String> keyed = database.texts(tables
                + " and exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p') order by 1");

        // Then
        assertThat(all)
                .containsExactly(
                        "account_link",
                        "ack",
                        "adjustment_approval",
                        "adjustment_proposal",
                        "balance",
                        "benefit",
                        "campaign_funding",
                        "cap_use",
                        "checkpoint",
                        "dispute",
                        "entitlement",
                        "journal_entry",
                        "merkle_tile",
                        "node_total",
                        "operator_action",
                        "outbox",
                        "parked_record",
                        "pending_lot",
                        "posting",
                        "redemption",
                        "redemption_account",
                        "redemption_part",
                        "redemption_request",
                        "report",
                        "settled_document",
                        "settlement_mark",
                        "shard_head",
                        "standing");
        assertThat(commented).isEqualTo(all);
        assertThat(keyed).isEqualTo(all);
    }

    /** Appends an entry as the ledger would; answers its hash. */
    private byte[] append(int shard, long number, byte[] previousHash, String cause) throws SQLException {
        byte[] hash = Digests.sha256((shard + "/" + number + cause).getBytes(StandardCharsets.UTF_8));
        try (PreparedStatement statement = application.prepareStatement(
                """
                insert into ledger.journal_entry (shard, number, recorded_at_ms, cause_key, body, hash, previous_hash)
                values (?, ?, 1, ?, ?, ?, ?)""")) {
            statement.setInt(1, shard);
            statement.setLong(2, number);
            statement.setString(3, cause);
            statement.setBytes(4, new byte[20]);
            statement.setBytes(5, hash);
            statement.setBytes(6, previousHash);
            statement.executeUpdate();
        }
        return hash;
    }

    private String refusalOfAppend(int shard, long number, byte[] previousHash, String cause) {
        return stateOf(catchThrowable(() -> append(shard, number, previousHash, cause)));
    }

    private String refusalOf(String statement) {
        return stateOf(catchThrowable(() -> run(statement)));
    }

    private static String stateOf(Throwable thrown) {
        assertThat(thrown).isInstanceOf(SQLException.class);
        return ((SQLException) thrown).getSQLState();
    }

    private void run(String text) throws SQLException {
        try (Statement statement = application.createStatement()) {
            statement.execute(text);
        }
    }

    private long count(String table) throws SQLException {
        return database.number("select count(*) from ledger." + table);
    }

    private static String bytes(int width) {
        return bytes(width, 0);
    }

    /** A binary literal: one byte repeated. */
    private static String bytes(int width, int value) {
        return "'\\x" + HexFormat.of().toHexDigits((byte) value).repeat(width) + "'";
    }
}
