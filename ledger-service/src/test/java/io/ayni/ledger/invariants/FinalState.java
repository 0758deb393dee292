package io.ayni.ledger.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.ActionId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.contracts.transparency.Checkpoint;
import io.ayni.contracts.verify.JournalVerifier;
import io.ayni.contracts.verify.VerificationVerdict;
import io.ayni.ledger.fixture.ExportedJournal;
import io.ayni.ledger.fixture.LedgerDatabase;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.redemption.Redemption;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the tables and the journal must say when everything has come to its end. */
final class FinalState {
    private final LedgerDatabase database;
    private final Instance instance;
    private final Papers papers;
    private final Rush rush;
    private final long seed;
    private final String export;
    private final List<JournalEntry> entries;

    FinalState(LedgerDatabase database, Instance instance, Papers papers, Rush rush, long seed) {
        this.database = database;
        this.instance = instance;
        this.papers = papers;
        this.rush = rush;
        this.seed = seed;
        this.export = instance.export();
        this.entries = ExportedJournal.parse(export).entries();
    }

    void check() throws Exception {
        checkSettled();
        checkMarksRise();
        checkEarned();
        checkNothingIsOverdrawnOnTheWay();
        checkRedemptions();
        checkCauses();
        checkExport();
        checkAnswersAreKept();
        checkCampaign();
        checkOwners();
    }

    private String as(String claim) {
        return claim + ", seed " + seed;
    }

    /** I3: copies and order change nothing. */
    private void checkSettled() throws SQLException {
        Map<GrantId, Long> marks = new TreeMap<>();
        for (String row :
                database.texts("select encode(grant_id, 'hex') || ' ' || settled_bytes from ledger.settlement_mark")) {
            String[] columns = row.split(" ");
            marks.put(new GrantId(HexFormat.of().parseHex(columns[0])), Long.parseLong(columns[1]));
        }
        assertThat(marks).as(as("I3, marks")).isEqualTo(papers.marks());
        Map<String, Long> given = new TreeMap<>();
        for (String row :
                database.texts("select encode(node_id, 'hex') || ' ' || given_bytes from ledger.node_total")) {
            given.put(row.split(" ")[0], Long.parseLong(row.split(" ")[1]));
        }
        assertThat(given).as(as("I3, bytes given")).isEqualTo(papers.given());
    }

    /** I5, and I4 for each grant: paid and withheld are what the settled bytes are worth. */
    private void checkMarksRise() {
        Map<GrantId, Long> marks = new TreeMap<>();
        Map<GrantId, Long> due = new TreeMap<>();
        for (JournalEntry entry : entries) {
            if (entry.cause() instanceof EntryCause.Settlement cause) {
                long before = marks.getOrDefault(cause.grantId(), 0L);
                assertThat(cause.fromBytes()).as(as("I5, the mark of " + cause)).isEqualTo(before);
                assertThat(cause.toBytes()).as(as("I5, the mark of " + cause)).isGreaterThan(before);
                marks.put(cause.grantId(), cause.toBytes());
                due.merge(cause.grantId(), credited(entry) + cause.withheldMicroCredits(), Long::sum);
            }
        }
        assertThat(due).as(as("I4, paid and withheld of each grant")).isEqualTo(papers.due());
    }

    /** I4 and I14: an account has earned exactly what it gave, up to its cap. */
    private void checkEarned() {
        for (AccountId owner : Papers.OWNERS) {
            long right = Math.min(papers.due(owner), Instance.CAPS.accountMicroCredits());
            assertThat(sum(EntryCause.Settlement.class, new LedgerAccount.Pending(owner)))
                    .as(as("I4 and I14, earned by " + owner))
                    .isEqualTo(right);
        }
    }

    /** I6, I13: after each entry of each shard. */
    private void checkNothingIsOverdrawnOnTheWay() {
        Map<String, Long> balances = new TreeMap<>();
        for (JournalEntry entry : entries) {
            long sum = 0;
            for (Posting posting : entry.postings()) {
                String account = posting.account().text();
                long balance = balances.merge(entry.shard() + " " + account, posting.signedAmount(), Math::addExact);
                sum += posting.signedAmount();
                boolean mayBeBelow = account.startsWith("funding:") || account.startsWith("adjustment:");
                assertThat(balance >= 0 || mayBeBelow)
                        .as(as("I6 and I13, " + account + " after " + entry))
                        .isTrue();
            }
            assertThat(sum).as(as("I1, legs of " + entry)).isZero();
        }
    }

    /** I7: each hold ends once and whole, and each lot. */
    private void checkRedemptions() throws SQLException {
        Map<String, Long> open = new TreeMap<>();
        Set<String> ended = new HashSet<>();
        for (JournalEntry entry : entries) {
            switch (entry.cause()) {
                case EntryCause.Hold hold -> open.put(hold.redemption().hex() + hold.shard(), credited(entry));
                case EntryCause.Redeemed end -> end(entry, end.redemption().hex() + end.shard(), open, ended);
                case EntryCause.Returned end -> end(entry, end.redemption().hex() + end.shard(), open, ended);
                case EntryCause.Settlement _,
                        EntryCause.Release _,
                        EntryCause.Voiding _,
                        EntryCause.Funding _,
                        EntryCause.Adjustment _,
                        EntryCause.OperatorAction _ -> {} // no hold
            }
        }
        assertThat(open).as(as("I7, holds that did not end")).isEmpty();
        assertThat(ended.stream()
                        .map(part -> part.substring(0, 2 * RedemptionId.WIDTH))
                        .distinct())
                .as(as("I7 and I8, redemptions of the journal are those that were granted"))
                .containsExactlyInAnyOrderElementsOf(
                        rush.accepted().keySet().stream().map(RedemptionId::hex).toList());
        assertThat(database.number("select count(*) from ledger.pending_lot"))
                .as(as("I7, lots that did not end"))
                .isZero();
    }

    private void end(JournalEntry entry, String part, Map<String, Long> open, Set<String> ended) {
        assertThat(open.remove(part))
                .as(as("I7, the hold that ends with " + entry))
                .isEqualTo(credited(entry));
        assertThat(ended.add(part)).as(as("I7, ended once: " + entry)).isTrue();
    }

    /** I8. */
    private void checkCauses() throws SQLException {
        assertThat(entries.stream().map(entry -> entry.cause().key()).distinct().count())
                .as(as("I8, each cause once"))
                .isEqualTo(entries.size());
        assertThat(
                        database.number(
                                """
                        select count(*) from ledger.redemption_request
                        where redemption_id is not null"""))
                .as(as("I8, one redemption for each key that was granted"))
                .isEqualTo(rush.accepted().size());
        assertThat(Set.copyOf(rush.accepted().values()))
                .as(as("I8, one redemption for each wish"))
                .hasSize(rush.accepted().size());
    }

    /** I9, I10, I16, and once more I1 to I8 and I13, by the checker that everybody has. */
    private void checkExport() throws Exception {
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (String note : database.texts("select note from ledger.checkpoint order by shard, size")) {
            checkpoints.add(Checkpoint.verify(note.getBytes(StandardCharsets.UTF_8), Operator.KEYS));
        }
        assertThat(checkpoints).as(as("I10, checkpoints were made meanwhile")).hasSizeGreaterThan(Papers.SHARDS);
        assertThat(new JournalVerifier(Operator.KEYS).verify(new StringReader(export), checkpoints))
                .as(as("I9 and I10, what ledger-verify says"))
                .isInstanceOf(VerificationVerdict.Content.class);
    }

    /** I12: what somebody was told is still so. */
    private void checkAnswersAreKept() {
        assertThat(rush.acks()).as(as("I12, acks were seen")).isNotEmpty();
        var kept = instance.acks.find(rush.acks().keySet());
        rush.acks()
                .forEach((batch, body) -> assertThat(kept.get(batch).envelope().body())
                        .as(as("I12, the ack of " + batch))
                        .isEqualTo(body));
        rush.accepted().forEach((id, request) -> assertThat(instance.redemptions.find(id))
                .as(as("I12, the redemption of " + request))
                .hasValueSatisfying(redemption -> {
                    assertThat(redemption.order().account()).isEqualTo(request.account());
                    assertThat(redemption.order().benefit().name()).isEqualTo(request.benefit());
                }));
    }

    /** I13: funded is paid and what is left. */
    private void checkCampaign() throws SQLException {
        long funded = -database.number("select sum(amount) from ledger.balance where account = 'funding:default'");
        long left = database.number("select sum(amount) from ledger.balance where account like 'pool:default/%'");
        long paid = 0;
        for (AccountId owner : Papers.OWNERS) {
            paid += sum(EntryCause.Settlement.class, new LedgerAccount.Pending(owner))
                    + sum(EntryCause.Voiding.class, new LedgerAccount.Pending(owner));
        }
        assertThat(funded).as(as("I13, funded")).isEqualTo(left + paid);
    }

    /** What an owner has in the end is what the model says: earned and not voided, corrected, not spent. */
    private void checkOwners() throws SQLException {
        for (AccountId owner : Papers.OWNERS) {
            long voided = sum(EntryCause.Voiding.class, new LedgerAccount.Pending(owner));
            if (!owner.equals(Rush.ACCUSED)) {
                assertThat(voided).as(as("voided of " + owner)).isZero();
            }
            long right = Math.min(papers.due(owner), Instance.CAPS.accountMicroCredits())
                    + voided
                    + corrected(owner)
                    - spent(owner);
            assertThat(balance(new LedgerAccount.Owner(owner)))
                    .as(as("I3, what " + owner + " has"))
                    .isEqualTo(right);
            assertThat(balance(new LedgerAccount.Held(owner)))
                    .as(as("I7, what is held of " + owner))
                    .isZero();
        }
    }

    private long corrected(AccountId owner) {
        Set<ActionId> made = new HashSet<>();
        long sum = 0;
        for (JournalEntry entry : entries) {
            if (entry.cause() instanceof EntryCause.Adjustment cause) {
                made.add(cause.id());
                sum += change(entry, new LedgerAccount.Owner(owner));
            }
        }
        assertThat(made)
                .as(as("I8, corrections are those that were answered"))
                .isEqualTo(rush.adjusted().keySet());
        return sum;
    }

    /** By the states of the redemptions, not by the journal. */
    private long spent(AccountId owner) {
        return rush.accepted().keySet().stream()
                .map(id -> instance.redemptions.find(id).orElseThrow())
                .filter(redemption -> redemption.order().account().equals(owner))
                .filter(Redemption.Posted.class::isInstance)
                .mapToLong(redemption -> redemption.order().benefit().priceMicroCredits())
                .sum();
    }

    private long balance(LedgerAccount account) throws SQLException {
        return database.number("select coalesce(sum(amount), 0) from ledger.balance where account = ?", account.text());
    }

    /** What entries of a kind did to an account. */
    private long sum(Class<? extends EntryCause> kind, LedgerAccount account) {
        return entries.stream()
                .filter(entry -> kind.isInstance(entry.cause()))
                .mapToLong(entry -> change(entry, account))
                .sum();
    }

    private static long change(JournalEntry entry, LedgerAccount account) {
        return entry.postings().stream()
                .filter(posting -> posting.account().equals(account))
                .mapToLong(Posting::signedAmount)
                .sum();
    }

    private static long credited(JournalEntry entry) {
        return entry.postings().stream()
                .mapToLong(Posting::signedAmount)
                .filter(amount -> amount > 0)
                .sum();
    }
}
