package io.ayni.ledger.settlement;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementResult;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.contracts.verify.VerificationVerdict.Content;
import io.ayni.ledger.fixture.InMemoryLedger;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.pending.QuarantineReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is not paid although the documents are good: accounts in quarantine, and grants of a key that others may have. */
class SettlementStandingTest {
    private static final long MIB = 1L << 20;
    private static final Node NODE = Node.named("uploader");
    private static final Node OTHER = Node.named("other");

    private final SettlementDesk desk = SettlementDesk.withFullPool();

    @Test
    void anAccountInQuarantineIsNotPaidAndItsMarkStays() {
        // Given
        TestGrant grant = aGrant("g").to(NODE);
        desk.settle(NODE, grant.settling(MIB));
        desk.ledger.quarantine(NODE.account(), Optional.of(QuarantineReason.POLLUTION));

        // When
        List<SettlementResult> results = desk.settle(NODE, grant.settling(3 * MIB), grant.settling(MIB));

        // Then
        assertThat(results)
                .containsExactly(
                        new SettlementResult(grant.id(), ResultCode.QUARANTINED, MIB, 0, 0, 0),
                        new SettlementResult(grant.id(), ResultCode.ALREADY_SETTLED, MIB, 0, 0, 0));
        assertThat(pending(NODE)).isEqualTo(1_000);
    }

    @Test
    void whatQuarantineHeldUpIsPaidOnceItIsLifted() {
        // Given
        TestGrant grant = aGrant("g").to(NODE);
        desk.ledger.quarantine(NODE.account(), Optional.of(QuarantineReason.COLLUSION));
        SettlementResult refused = desk.settleOne(NODE, grant.settling(3 * MIB));
        desk.ledger.quarantine(NODE.account(), Optional.empty());

        // When
        SettlementResult result = desk.settleOne(NODE, grant.settling(3 * MIB));

        // Then
        assertThat(refused).isEqualTo(new SettlementResult(grant.id(), ResultCode.QUARANTINED, 0, 0, 0, 0));
        assertThat(result).isEqualTo(new SettlementResult(grant.id(), ResultCode.POSTED, 3 * MIB, 3_000, 0, 2));
    }

    @Test
    void quarantineBindsTheAccountWhicheverOfItsNodesHandsIn() {
        // Given
        Node sameOwner = new Node(OTHER.key(), NODE.account());
        desk.ledger.quarantine(NODE.account(), Optional.of(QuarantineReason.FAILED_AUDIT));

        // When
        SettlementResult ofOwner =
                desk.settleOne(sameOwner, aGrant("a").to(sameOwner).settling(MIB));
        SettlementResult ofOther = desk.settleOne(OTHER, aGrant("b").to(OTHER).settling(MIB));

        // Then
        assertThat(ofOwner.code()).isEqualTo(ResultCode.QUARANTINED);
        assertThat(ofOther.code()).isEqualTo(ResultCode.POSTED);
    }

    @Test
    void settledGrantsAreCountedOnceEachFromTheFirstSettlement() {
        // Given
        TestGrant grant = aGrant("g").to(NODE);

        // When
        desk.settle(
                NODE,
                grant.settling(MIB),
                grant.settling(2 * MIB),
                aGrant("h").to(NODE).settling(MIB));
        desk.at(SettlementDesk.DECIDED_AT_MS + 5_000).settle(NODE, grant.settling(3 * MIB));

        // Then
        assertThat(desk.ledger.standing(NODE.account()).settledGrants()).isEqualTo(2);
        assertThat(desk.ledger.standing(NODE.account()).firstSettledAtMs()).isEqualTo(SettlementDesk.DECIDED_AT_MS);
    }

    @ParameterizedTest
    @CsvSource({"-1, POSTED", "0, KEY_REVOKED", "1, KEY_REVOKED"})
    void nothingOfACompromisedKeyIsPaidFromTheInstantOfItsRevocation(long afterMs, ResultCode expected) {
        // Given
        TestGrant grant = aGrant("g").to(NODE).signedBy(Operator.COMPROMISED_GRANT_KEY);

        // When
        SettlementResult result = desk.at(Operator.COMPROMISED_AT_MS + afterMs).settleOne(NODE, grant.settling(MIB));

        // Then
        assertThat(result.code()).isEqualTo(expected);
        assertThat(pending(NODE)).isEqualTo(expected == ResultCode.POSTED ? 1_000 : 0);
        assertThat(desk.ledger.verify()).isInstanceOf(Content.class);
    }

    @Test
    void aClockThatIsSetBackBringsNoRevokedKeyBack() {
        // Given
        desk.at(Operator.COMPROMISED_AT_MS).settle(NODE, aGrant("a").to(NODE).settling(MIB));
        TestGrant grant = aGrant("b").to(NODE).signedBy(Operator.COMPROMISED_GRANT_KEY);

        // When
        SettlementResult result = desk.at(Operator.COMPROMISED_AT_MS - 10_000).settleOne(NODE, grant.settling(MIB));

        // Then
        assertThat(result.code()).isEqualTo(ResultCode.KEY_REVOKED);
    }

    @Test
    void whatWasSettledBeforeTheRevocationIsNotAboutTheKeyAnyMore() {
        // Given
        TestGrant grant = aGrant("g").to(NODE).signedBy(Operator.COMPROMISED_GRANT_KEY);
        desk.at(Operator.COMPROMISED_AT_MS - 1).settle(NODE, grant.settling(2 * MIB));

        // When
        List<SettlementResult> results =
                desk.at(Operator.COMPROMISED_AT_MS).settle(NODE, grant.settling(2 * MIB), grant.settling(3 * MIB));

        // Then
        assertThat(results)
                .extracting(SettlementResult::code)
                .containsExactly(ResultCode.ALREADY_SETTLED, ResultCode.KEY_REVOKED);
        assertThat(results).extracting(SettlementResult::settledBytes).containsOnly(2 * MIB);
    }

    @Test
    void aKeyThatIsRevokedBetweenProofAndDecisionPaysNothing() {
        // Given: documents proven while the key was good
        OperatorKeys[] keys = {Operator.KEYS};
        SettlementDesk desk = new SettlementDesk(SettlementDesk.UNCAPPED, InMemoryLedger.PENDING, 1, () -> keys[0])
                .fund("default", 1_000_000);
        JudgedRecord proven =
                Records.proven(0, NODE, NODE.batch(1, aGrant("g").to(NODE).settling(MIB)));
        keys[0] = new OperatorKeys(List.of(new PublishedKey(
                KeyPurpose.GRANT, Operator.GRANT_KEY.publicKey(), 0, Long.MAX_VALUE, SettlementDesk.DECIDED_AT_MS)));

        // When
        List<SettlementResult> results = desk.settle(proven);

        // Then
        assertThat(results).extracting(SettlementResult::code).containsExactly(ResultCode.KEY_REVOKED);
    }

    private long pending(Node node) {
        return desk.ledger.balance(new LedgerAccount.Pending(node.account()));
    }
}
