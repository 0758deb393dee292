package io.ayni.contracts.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.identity.AccountId;
import io.ayni.testing.GoldenVectors;
import io.ayni.testing.GoldenVectors.Section;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JournalEntryTest {
    private static final LedgerAccount POOL = new LedgerAccount.Pool("default", 2);
    private static final EntryCause FUNDING = new EntryCause.Funding("default", 2, 1);

    @ParameterizedTest
    @MethodSource("goldenEntries")
    void theGoldenEntryIsWrittenAndReadByteForByte(String name) throws Exception {
        // Given
        Section v = GoldenVectors.document(name);
        JournalEntry entry = entry(v);
        // Then
        assertThat(entry.encode()).isEqualTo(v.bytes("body"));
        assertThat(JournalEntry.decode(v.bytes("body"))).isEqualTo(entry);
        assertThat(JournalEntry.imbalance(v.bytes("body"))).isZero();
    }

    @ParameterizedTest
    @MethodSource("goldenEntries")
    void theGoldenChainHashLinksIt(String name) {
        Section v = GoldenVectors.document(name);
        assertThat(JournalEntry.link(2, v.number("number"), v.bytes("previous"), v.bytes("body")))
                .isEqualTo(v.bytes("hash"));
    }

    @ParameterizedTest
    @MethodSource("goldenEntries")
    void everyTruncationAndTrailingByteIsMalformed(String name) {
        byte[] body = GoldenVectors.document(name).bytes("body");
        for (int length = 0; length <= body.length + 1; length++) {
            if (length != body.length) {
                byte[] cut = Arrays.copyOf(body, length);
                assertThatThrownBy(() -> JournalEntry.decode(cut))
                        .as("length %d", length)
                        .isInstanceOf(MalformedDocumentException.class);
            }
        }
    }

    @Test
    void anUnbalancedBodyIsMalformedAndItsImbalanceIsKnown() throws Exception {
        // Given the golden funding with one micro-credit more on its credit side
        byte[] body = GoldenVectors.document("entry-funding").bytes("body");
        ByteBuffer.wrap(body).putLong(body.length - 8, 1_000_000_001L);
        // Then
        assertThatThrownBy(() -> JournalEntry.decode(body)).isInstanceOf(MalformedDocumentException.class);
        assertThat(JournalEntry.imbalance(body)).isEqualTo(1);
    }

    @Test
    void aShardBeyondItsRangeIsMalformed() {
        byte[] body = GoldenVectors.document("entry-funding").bytes("body");
        int causeShard = 16 + 4 + 8 + 8 + 1 + 2 + "default".length();
        ByteBuffer.wrap(body).putInt(causeShard, Integer.MIN_VALUE);
        assertThatThrownBy(() -> JournalEntry.decode(body)).isInstanceOf(MalformedDocumentException.class);
    }

    @Test
    void anEntryThatDoesNotBalanceCannotBeMade() {
        List<Posting> legs = List.of(new Posting(POOL, Side.CREDIT, 1));
        assertThatThrownBy(() -> new JournalEntry(2, 1, 0, FUNDING, legs)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyASettlementOrADeedMayPostNothing() {
        assertThatThrownBy(() -> new JournalEntry(2, 1, 0, FUNDING, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void positionsStartAtOne() {
        List<Posting> legs = List.of(
                new Posting(new LedgerAccount.Funding("default"), Side.DEBIT, 1), new Posting(POOL, Side.CREDIT, 1));
        assertThatThrownBy(() -> new JournalEntry(2, 0, 0, FUNDING, legs)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new JournalEntry(-1, 1, 0, FUNDING, legs))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sumsBeyond63BitsAreRefused() {
        Posting leg = new Posting(POOL, Side.CREDIT, Long.MAX_VALUE);
        assertThatThrownBy(() -> new JournalEntry(2, 1, 0, FUNDING, List.of(leg, leg)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void theLongestBodyStaysInsideItsBound() {
        // Given the longest texts and most legs that the layout allows
        LedgerAccount owner = new LedgerAccount.Owner(AccountId.ofName("a"));
        LedgerAccount pool = new LedgerAccount.Pool("sixteen-letters-", Integer.MAX_VALUE);
        Posting credit = new Posting(owner, Side.CREDIT, 1);
        Posting debit = new Posting(pool, Side.DEBIT, 1);
        JournalEntry entry = new JournalEntry(
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                settlement(0, 1),
                List.of(credit, debit, credit, debit, credit, debit, credit, debit));
        // Then
        assertThat(entry.encode()).hasSizeLessThanOrEqualTo(JournalEntry.MAX_BODY_BYTES);
    }

    @Test
    void causesNameThemselves() {
        assertThat(FUNDING.key()).isEqualTo("funding:default/2:1");
        assertThat(settlement(0, 7).key()).isEqualTo("grant:" + "00".repeat(16) + ":7");
    }

    @Test
    void aCapIsNamedExactlyWhenSomethingIsWithheld() {
        DocumentId none = new DocumentId(new byte[32]);
        GrantId grant = new GrantId(new byte[16]);
        assertThatThrownBy(() -> new EntryCause.Settlement(grant, 0, 1, none, none, 1, Optional.empty(), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EntryCause.Settlement(grant, 0, 1, none, none, 0, Optional.of(EarningCap.PAIR), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAdjustmentTakesTwoOperators() {
        ActionId id = new ActionId(new byte[16]);
        assertThatThrownBy(() -> new EntryCause.Adjustment(id, "ana", "ana", "alone"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLotEndsOnceSoReleaseAndVoidingAreOneCause() {
        Lot lot = new Lot(2, AccountId.ofName("a"), "default", new KeyId(new byte[8]), 7);
        assertThat(new EntryCause.Release(lot).key())
                .isEqualTo(new EntryCause.Voiding(lot, VoidReason.CASE_UPHELD).key());
    }

    static List<String> goldenEntries() {
        return List.of(
                "entry-funding",
                "entry-settlement",
                "entry-worth-nothing",
                "entry-capped",
                "entry-release",
                "entry-voiding",
                "entry-hold",
                "entry-redeemed",
                "entry-returned",
                "entry-adjustment",
                "entry-deed");
    }

    private static EntryCause.Settlement settlement(long from, long to) {
        DocumentId none = new DocumentId(new byte[32]);
        return new EntryCause.Settlement(
                new GrantId(new byte[16]), from, to, none, none, 0, Optional.empty(), Long.MAX_VALUE);
    }

    private static JournalEntry entry(Section v) {
        return new JournalEntry(2, v.number("number"), v.number("recordedAtMs"), cause(v), legs(v));
    }

    private static EntryCause cause(Section v) {
        return switch (v.name()) {
            case "entry-funding" -> new EntryCause.Funding(v.text("campaign"), 2, v.number("sequence"));
            case "entry-settlement", "entry-worth-nothing", "entry-capped" ->
                new EntryCause.Settlement(
                        new GrantId(v.bytes("grantId")),
                        v.number("fromBytes"),
                        v.number("toBytes"),
                        new DocumentId(v.bytes("grantDocument")),
                        new DocumentId(v.bytes("receiptDocument")),
                        v.number("withheld"),
                        EarningCap.ofCode((int) v.number("cap")),
                        v.number("lotUntilMs"));
            case "entry-release" -> new EntryCause.Release(lot(v));
            case "entry-voiding" -> new EntryCause.Voiding(lot(v), VoidReason.KEY_REVOKED);
            case "entry-hold" ->
                new EntryCause.Hold(redemption(v), 2, owner(v), v.text("benefit"), v.number("version"));
            case "entry-redeemed" -> new EntryCause.Redeemed(redemption(v), 2, owner(v), v.text("benefit"));
            case "entry-returned" -> new EntryCause.Returned(redemption(v), 2, owner(v), ReturnReason.EXPIRED);
            case "entry-adjustment" ->
                new EntryCause.Adjustment(
                        new ActionId(v.bytes("action")), v.text("proposer"), v.text("approver"), v.text("reason"));
            default ->
                new EntryCause.OperatorAction(
                        new ActionId(v.bytes("action")),
                        v.text("operator"),
                        OperatorDeed.QUARANTINE_SET,
                        v.text("subject"),
                        new DocumentId(v.bytes("detail")));
        };
    }

    private static Lot lot(Section v) {
        return new Lot(2, owner(v), v.text("campaign"), new KeyId(v.bytes("grantKey")), v.number("lotUntilMs"));
    }

    private static RedemptionId redemption(Section v) {
        return new RedemptionId(v.bytes("redemption"));
    }

    private static AccountId owner(Section v) {
        return new AccountId(v.bytes("owner"));
    }

    private static List<Posting> legs(Section v) {
        List<Posting> legs = new ArrayList<>();
        for (int i = 0; v.fields().containsKey("leg" + i); i++) {
            String[] leg = v.text("leg" + i).split(" ");
            legs.add(new Posting(
                    LedgerAccount.parse(leg[0]).orElseThrow(),
                    leg[1].equals("1") ? Side.CREDIT : Side.DEBIT,
                    Long.parseLong(leg[2])));
        }
        return legs;
    }
}
