package io.ayni.ledger.settlement;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.GrantTerms;
import io.ayni.contracts.document.Receipt;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.settlement.JudgedEntry.Claim;
import io.ayni.ledger.settlement.JudgedEntry.Disproved;
import io.ayni.ledger.settlement.JudgedEntry.Proven;
import io.ayni.ledger.settlement.JudgedEntry.Refused;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryRulesTest {
    private static final long MIB = 1L << 20;
    private static final Node NODE = Node.named("uploader");
    private static final EntryRules RULES = Records.ENTRY_RULES;

    @Test
    void screeningMakesAClaimAndLooksAtNoSignature() throws Exception {
        // Given
        TestGrant forged = aGrant("g").to(NODE).forgedBy(Operator.key("forger"));
        SettlementEntry entry = new SettlementEntry(forged.envelope(), forged.receipt(MIB, Operator.key("forger")));

        // When
        JudgedEntry judged = RULES.screen(entry, NODE.id(), TestGrant.SETTLED_AT_MS);

        // Then
        assertThat(judged)
                .usingRecursiveComparison()
                .isEqualTo(new Claim(
                        Grant.decode(entry.grant().body()),
                        Receipt.decode(entry.receipt().body()),
                        entry.grant(),
                        entry.receipt()));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "GRANT_NAMES_ANOTHER_KEY_THAN_ITS_ENVELOPE",
                "RECEIPT_WITH_TRAILING_BYTE",
                "RECEIPT_OF_ANOTHER_GRANT",
                "RECEIPT_OF_VERSION_2",
                "LATE",
                "GRANT_OF_ANOTHER_UPLOADER",
                "RECEIPT_ABOVE_THE_LIMIT",
                "PRICE_ABOVE_THE_HIGHEST"
            })
    void screeningRefusesWithTheGrantsName(EntryFault fault) {
        assertThat(screened(fault)).isEqualTo(new Refused(aGrant("faulty").id(), fault.code));
    }

    @ParameterizedTest
    @EnumSource(names = {"GRANT_CUT_SHORT", "GRANT_OF_VERSION_2"})
    void screeningRefusesWithoutANameWhereTheGrantCannotBeRead(EntryFault fault) {
        assertThat(screened(fault)).isEqualTo(new Refused(new GrantId(new byte[GrantId.WIDTH]), fault.code));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "KEY_NOT_PUBLISHED",
                "KEY_OF_ANOTHER_PURPOSE",
                "GRANT_FORGED",
                "TERMS_SEALED_BY_SOMEBODY",
                "RECEIPT_FORGED",
                "SESSION_KEY_OF_SMALL_ORDER",
                "KEY_REVOKED_BEFORE_ISSUE"
            })
    void provingDisprovesWhatTheSignaturesAndKeysDoNotBear(EntryFault fault) {
        // Given
        Claim claim = (Claim) screened(fault);

        // When
        JudgedEntry judged = RULES.prove(claim);

        // Then
        assertThat(judged).isEqualTo(new Disproved(claim, fault.code));
    }

    @Test
    void provingOpensTheTermsOfTheGrant() {
        // Given
        Claim claim = claim(aGrant("g").to(NODE).paidBy("spring"), MIB);

        // When
        JudgedEntry judged = RULES.prove(claim);

        // Then
        assertThat(judged)
                .isEqualTo(new Proven(
                        claim,
                        new GrantTerms(
                                NODE.account(), AccountId.ofName("downloader"), "spring", 1, 2, 1L << 40, false)));
    }

    @Test
    void termsOfAnotherGrantDoNotOpen() {
        // Given a grant that the operator signed around the sealed part of another one
        TestGrant other = aGrant("other").to(NODE);
        Grant own = aGrant("own").to(NODE).grant();
        Grant stolen = new Grant(
                own.grantId(),
                own.keyId(),
                own.issuedAtMs(),
                own.expiresAtMs(),
                own.settleByMs(),
                own.window(),
                own.uploaderId(),
                own.sessionKey(),
                own.contentId(),
                own.maxBytes(),
                own.priceMicroCreditsPerMib(),
                own.payerMode(),
                own.weightPerMille(),
                other.grant().sealed());
        Envelope envelope = Envelope.sign(stolen, Operator.GRANT_KEY);
        Claim claim = (Claim) RULES.screen(
                new SettlementEntry(envelope, aGrant("own").receipt(MIB)), NODE.id(), TestGrant.SETTLED_AT_MS);

        // When
        JudgedEntry judged = RULES.prove(claim);

        // Then
        assertThat(judged).isEqualTo(new Disproved(claim, ResultCode.BAD_GRANT_SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    void sessionKeyThatNoHonestPeerHasSignsNothing(String key) {
        // Given
        TestGrant grant = aGrant("g").to(NODE).withSessionKey(HexFormat.of().parseHex(key));

        // When
        JudgedEntry judged = RULES.prove(claim(grant, MIB));

        // Then
        assertThat(((Disproved) judged).code()).isEqualTo(ResultCode.BAD_RECEIPT_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource({"-1, KEY_REVOKED", "0, POSTED", "1, POSTED", "999, POSTED", "1000, POSTED", "1001, KEY_REVOKED"})
    void aKeySignsFromItsFirstToItsLastInstant(long afterFirstMs, ResultCode expected) {
        // Given a key that is valid for 1,000 ms
        long firstMs = TestGrant.ISSUED_AT_MS;
        OperatorKeys keys = new OperatorKeys(
                List.of(new PublishedKey(KeyPurpose.GRANT, Operator.GRANT_KEY.publicKey(), firstMs, firstMs + 1_000)));
        EntryRules rules = new EntryRules(() -> keys, Operator.SEALING_KEY);
        Claim claim = claim(aGrant("g").to(NODE).issuedAt(firstMs + afterFirstMs), MIB);

        // When
        JudgedEntry judged = rules.prove(claim);

        // Then
        ResultCode found = judged instanceof Disproved disproved ? disproved.code() : ResultCode.POSTED;
        assertThat(found).isEqualTo(expected);
    }

    private static JudgedEntry screened(EntryFault fault) {
        FaultyEntry faulty = new FaultyEntry();
        fault.putInto(faulty);
        return RULES.screen(faulty.entry(), FaultyEntry.UPLOADER.id(), faulty.receivedAtMs);
    }

    private static Claim claim(TestGrant grant, long bytes) {
        return (Claim) RULES.screen(grant.settling(bytes), NODE.id(), TestGrant.SETTLED_AT_MS);
    }
}
