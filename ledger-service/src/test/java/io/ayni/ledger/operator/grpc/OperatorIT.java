package io.ayni.ledger.operator.grpc;

import static io.ayni.ledger.fixture.OperatorClient.actionId;
import static io.ayni.ledger.fixture.OperatorClient.codeOf;
import static io.ayni.ledger.fixture.OperatorClient.owner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Report;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.OperatorDeed;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.ledger.fixture.LongHold;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.OperatorClient;
import io.ayni.ledger.fixture.RunningLedger;
import io.ayni.ledger.fixture.ShortLots;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.v1.ActionDone;
import io.ayni.ledger.v1.ActionRecord;
import io.ayni.ledger.v1.AdjustmentRecord;
import io.ayni.ledger.v1.BenefitsGrpc;
import io.ayni.ledger.v1.CampaignRecord;
import io.ayni.ledger.v1.DecideDisputeRequest;
import io.ayni.ledger.v1.DisputeRecord;
import io.ayni.ledger.v1.DisputeRuling;
import io.ayni.ledger.v1.DisputeState;
import io.ayni.ledger.v1.EraseAccountRequest;
import io.ayni.ledger.v1.FundCampaignRequest;
import io.ayni.ledger.v1.GetRedemptionRequest;
import io.ayni.ledger.v1.LinkAccountRequest;
import io.ayni.ledger.v1.ListActionsRequest;
import io.ayni.ledger.v1.ListActionsResponse;
import io.ayni.ledger.v1.ListAdjustmentsRequest;
import io.ayni.ledger.v1.ListBenefitsRequest;
import io.ayni.ledger.v1.ListCampaignsRequest;
import io.ayni.ledger.v1.ListDisputesRequest;
import io.ayni.ledger.v1.ListPendingRedemptionsRequest;
import io.ayni.ledger.v1.ListPublishedBenefitsRequest;
import io.ayni.ledger.v1.ListQuarantinesRequest;
import io.ayni.ledger.v1.OfferedBenefit;
import io.ayni.ledger.v1.PendingRedemption;
import io.ayni.ledger.v1.PublishedBenefit;
import io.ayni.ledger.v1.QuarantineReason;
import io.ayni.ledger.v1.QuarantineRecord;
import io.ayni.ledger.v1.RedeemRequest;
import io.ayni.ledger.v1.RedemptionRecord;
import io.ayni.ledger.v1.RedemptionState;
import io.ayni.ledger.v1.ReportResult;
import io.ayni.ledger.v1.SubmitReportsRequest;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators do, through the rpcs of a ledger with real Kafka and PostgreSQL. */
@QuarkusTest
@TestProfile(ShortLots.class)
@QuarkusTestResource(value = LongHold.class, restrictToAnnotatedClass = true)
class OperatorIT extends RunningLedger {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private OperatorClient ana;
    private OperatorClient ben;
    private OperatorClient zoe;

    @BeforeEach
    void hire() {
        ana = client.operator(Operator.TOKEN);
        ben = client.operator(Operator.SECOND_TOKEN);
        zoe = client.operator(Operator.OBSERVER_TOKEN);
    }

    @Test
    void aDeedStandsInTheJournalWithTheDigestOfTheRequestThatIsListed() throws Exception {
        // Given
        AccountId account = AccountId.ofName("deed-1");

        // When
        ActionDone done = ana.quarantine("deed-1", account);

        // Then
        ActionRecord record = newestActions(1).getFirst();
        assertThat(record.getDone()).isEqualTo(done);
        assertThat(record.getOperator()).isEqualTo("ana");
        assertThat(record.getMethod()).isEqualTo("SetQuarantine");
        JournalEntry entry = entry(done);
        assertThat(entry.recordedAtMs()).isEqualTo(done.getRecordedAtMs());
        assertThat(entry.cause()).isInstanceOfSatisfying(EntryCause.OperatorAction.class, deed -> {
            assertThat(deed.operator()).isEqualTo("ana");
            assertThat(deed.deed()).isEqualTo(OperatorDeed.QUARANTINE_SET);
            assertThat(deed.subject()).isEqualTo(owner(account));
            assertThat(deed.detail().bytes())
                    .isEqualTo(Digests.sha256(record.getRequest().toByteArray()));
        });
    }

    @Test
    void aRepeatedActionIsAnsweredAsBeforeAndAnotherUnderItsIdIsRefused() {
        // Given
        AccountId account = AccountId.ofName("repeat-1");
        ActionDone done = ana.quarantine("repeat-1", account);

        // When
        ActionDone again = ana.quarantine("repeat-1", account);

        // Then
        assertThat(again).isEqualTo(done);
        assertThat(codeOf(() -> ana.quarantine("repeat-1", AccountId.ofName("repeat-2"))))
                .isEqualTo(Status.Code.ALREADY_EXISTS);
        assertThat(codeOf(() -> ana.lift("repeat-1", account))).isEqualTo(Status.Code.ALREADY_EXISTS);
        assertThat(codeOf(() -> ben.quarantine("repeat-1", account))).isEqualTo(Status.Code.ALREADY_EXISTS);
        assertThat(newestActions(1).getFirst().getDone()).isEqualTo(done);
    }

    @Test
    void aCorrectionTakesTwoOperatorsAndIsMadeOnce() throws Exception {
        // Given
        Node node = Node.named("adjusted-1");
        ana.propose("adjust-1", owner(node.account()), 700);
        assertThat(codeOf(() -> ana.approve("adjust-1-by-ana", "adjust-1"))).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(client.balance(node).getPostedMicroCredits()).isZero();

        // When
        ActionDone made = ben.approve("adjust-1-by-ben", "adjust-1");

        // Then
        assertThat(client.balance(node).getPostedMicroCredits()).isEqualTo(700);
        assertThat(ben.approve("adjust-1-by-ben", "adjust-1")).isEqualTo(made);
        assertThat(codeOf(() -> ben.approve("adjust-1-again", "adjust-1"))).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(client.balance(node).getPostedMicroCredits()).isEqualTo(700);
        AdjustmentRecord record = zoe.rpc()
                .listAdjustments(
                        ListAdjustmentsRequest.newBuilder().setPageSize(1).build())
                .getAdjustments(0);
        assertThat(record.getProposalId()).isEqualTo(actionId("adjust-1"));
        assertThat(record.getProposer()).isEqualTo("ana");
        assertThat(record.getApprover()).isEqualTo("ben");
        assertThat(record.getExpiresAtMs()).isEqualTo(record.getProposedAtMs() + 7 * 86_400_000L);
        assertThat(record.getNumber()).isEqualTo(made.getNumber());
        assertThat(entry(made).cause())
                .isEqualTo(new EntryCause.Adjustment(
                        new io.ayni.contracts.journal.ActionId(
                                actionId("adjust-1").toByteArray()),
                        "ana",
                        "ben",
                        "paid by hand"));
    }

    @Test
    void aCorrectionTakesNoMoreThanThereIs() {
        // Given
        Node node = Node.named("adjusted-2");
        ana.propose("take-1", owner(node.account()), 10);
        ben.approve("take-1-approved", "take-1");
        ana.propose("take-2", owner(node.account()), -11);
        ben.propose("take-3", owner(node.account()), -10);

        // When
        Status.Code tooMuch = codeOf(() -> ben.approve("take-2-approved", "take-2"));
        ana.approve("take-3-approved", "take-3");

        // Then
        assertThat(tooMuch).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(client.balance(node).getPostedMicroCredits()).isZero();
    }

    @Test
    void aPoolIsCorrectedInItsOwnShard() throws Exception {
        // Given
        ana.propose("pool-1", "pool:side/2", 90);
        ben.approve("pool-1-approved", "pool-1");
        ana.propose("pool-2", "pool:side/2", -90);

        // When
        ActionDone taken = ben.approve("pool-2-approved", "pool-2");

        // Then
        assertThat(taken.getShard()).isEqualTo(2);
        assertThat(balance("pool:side/2")).isZero();
        assertThat(codeOf(() -> ana.propose("pool-3", "pool:side/4", 1))).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void aCampaignIsFundedOncePerNumberInAscendingOrder() throws Exception {
        // Given
        ActionDone first = ana.rpc().fundCampaign(funding("fund-1", 2, 10));

        // When
        ActionDone again = ana.rpc().fundCampaign(funding("fund-1", 2, 10));

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(balance("funding:by-hand")).isEqualTo(-10);
        assertThat(balance("pool:by-hand/0")).isEqualTo(3);
        assertThat(balance("pool:by-hand/3")).isEqualTo(2);
        assertThat(codeOf(() -> ben.rpc().fundCampaign(funding("fund-2", 2, 10))))
                .isEqualTo(Status.Code.ALREADY_EXISTS);
        assertThat(codeOf(() -> ben.rpc().fundCampaign(funding("fund-3", 1, 10))))
                .isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(balance("funding:by-hand")).isEqualTo(-10);
        assertThat(zoe.rpc()
                        .listCampaigns(ListCampaignsRequest.newBuilder()
                                .setPageSize(1)
                                .setPageToken("by-han")
                                .build())
                        .getCampaignsList())
                .containsExactly(CampaignRecord.newBuilder()
                        .setCampaign("by-hand")
                        .setLastSequence(2)
                        .setFundedMicroCredits(10)
                        .setLeftMicroCredits(10)
                        .build());
    }

    @Test
    void anAccountUnderQuarantineEarnsNothingUntilItIsLifted() throws Exception {
        // Given
        Node node = Node.named("suspect-1");
        SettlementEntry entry = grant("suspect-1", node).settling(10 * MIB);
        ana.quarantine("suspect-1", node.account());

        // When
        ResultCode under = settle(node, 1, entry);
        ana.lift("suspect-1-lifted", node.account());
        ResultCode lifted = settle(node, 2, entry);

        // Then
        assertThat(under).isEqualTo(ResultCode.QUARANTINED);
        assertThat(lifted).isEqualTo(ResultCode.POSTED);
        assertThat(codeOf(() -> ana.lift("suspect-1-again", node.account())))
                .isEqualTo(Status.Code.FAILED_PRECONDITION);
    }

    @Test
    void anUpheldCaseVoidsWhatTheAccountHasPending() throws Exception {
        // Given a downloader who signs for 10 MiB, reports 4 MiB, and has earnings of its own
        Node downloader = Node.named("downloader");
        Node uploader = Node.named("victim-1");
        settle(downloader, 1, grant("case-own", downloader).settling(5 * MIB));
        TestGrant grant = grant("case-1", uploader);
        settle(uploader, 1, grant.settling(10 * MIB));
        assertThat(balance("pending:" + downloader.account().hex())).isEqualTo(5_000);
        report(downloader, new Report(grant.id(), 4 * MIB, 0, 0, 0));
        DisputeRecord dispute = disputes(DisputeState.DISPUTE_STATE_OPEN).getLast();
        assertThat(dispute.getGrantId().toByteArray()).isEqualTo(grant.id().bytes());
        assertThat(dispute.getAccount()).isEqualTo(owner(downloader.account()));

        // When
        ActionDone decided =
                ana.rpc().decideDispute(ruling("case-1", dispute, DisputeRuling.DISPUTE_RULING_UPHELD_WITH_QUARANTINE));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        balance("pending:" + downloader.account().hex()))
                .isZero());
        assertThat(client.balance(downloader).getPostedMicroCredits()).isZero();
        assertThat(balance("pending:" + uploader.account().hex())).isEqualTo(10_000);
        assertThat(settle(downloader, 2, grant("case-own-2", downloader).settling(MIB)))
                .isEqualTo(ResultCode.QUARANTINED);
        DisputeRecord closed = disputes(DisputeState.DISPUTE_STATE_UPHELD).getLast();
        assertThat(closed.getDisputeId()).isEqualTo(dispute.getDisputeId());
        assertThat(closed.getDecidedBy()).isEqualTo("ana");
        assertThat(closed.getDecidedAtMs()).isEqualTo(decided.getRecordedAtMs());
        assertThat(closed.getNote()).isEqualTo("looked at");
        assertThat(codeOf(() -> ben.rpc()
                        .decideDispute(ruling("case-1-again", dispute, DisputeRuling.DISPUTE_RULING_DISMISSED))))
                .isEqualTo(Status.Code.FAILED_PRECONDITION);
        ana.lift("case-1-lifted", downloader.account());
    }

    @Test
    void aPublishedVersionIsTheOneThatIsOfferedUntilTheBenefitIsWithdrawn() throws Exception {
        // Given
        Node node = Node.named("catalogue-1");
        ActionDone first = ana.publish("publish-1", "by-hand-1", 1);

        // When
        ActionDone second = ben.publish("publish-2", "by-hand-1", 2);

        // Then
        assertThat(ana.publish("publish-1", "by-hand-1", 1)).isEqualTo(first);
        assertThat(offered(node)).contains(OperatorClient.benefit("by-hand-1", 2));
        assertThat(codeOf(() -> ana.publish("publish-3", "by-hand-1", 2))).isEqualTo(Status.Code.ALREADY_EXISTS);
        assertThat(codeOf(() -> ana.publish("publish-4", "by-hand-1", 1))).isEqualTo(Status.Code.ALREADY_EXISTS);
        assertThat(entry(second).cause()).isInstanceOfSatisfying(EntryCause.OperatorAction.class, deed -> {
            assertThat(deed.operator()).isEqualTo("ben");
            assertThat(deed.deed()).isEqualTo(OperatorDeed.BENEFIT_PUBLISHED);
            assertThat(deed.subject()).isEqualTo("benefit:by-hand-1/2");
        });

        // And when
        ActionDone withdrawn = ana.withdraw("withdraw-1", "by-hand-1");

        // Then
        assertThat(ana.withdraw("withdraw-1", "by-hand-1")).isEqualTo(withdrawn);
        assertThat(offered(node)).noneMatch(benefit -> benefit.getName().equals("by-hand-1"));
        PublishedBenefit retired = zoe
                .rpc()
                .listPublishedBenefits(ListPublishedBenefitsRequest.getDefaultInstance())
                .getBenefitsList()
                .stream()
                .filter(published -> published.getBenefit().getName().equals("by-hand-1"))
                .findFirst()
                .orElseThrow();
        assertThat(retired.getRetired()).isTrue();
        assertThat(retired.getBenefit()).isEqualTo(OperatorClient.benefit("by-hand-1", 3));
        assertThat(codeOf(() -> ana.withdraw("withdraw-2", "by-hand-1"))).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(codeOf(() -> ana.publish("publish-5", "by-hand-1", 1))).isEqualTo(Status.Code.ALREADY_EXISTS);
    }

    @Test
    void aVersionBelowTheNewestIsRefused() {
        // Given
        ana.publish("publish-6", "by-hand-2", 5);

        // Then
        assertThat(codeOf(() -> ana.publish("publish-7", "by-hand-2", 4))).isEqualTo(Status.Code.FAILED_PRECONDITION);
        ana.withdraw("withdraw-3", "by-hand-2");
    }

    @Test
    void aConfirmedRedemptionIsHadAndItsPriceIsSpent() throws Exception {
        // Given
        Node node = Node.named("fulfilled-1");
        ByteString redemption = redeemed(node, "confirm-1");
        assertThat(pendingRedemptions()).anySatisfy(pending -> {
            assertThat(pending.getRedemptionId()).isEqualTo(redemption);
            assertThat(pending.getAccount()).isEqualTo(owner(node.account()));
            assertThat(pending.getConfirmByMs()).isEqualTo(pending.getRequestedAtMs() + 3_600_000);
        });

        // When
        ActionDone confirmed = ana.confirm("confirm-1", redemption);

        // Then
        assertThat(ana.confirm("confirm-1", redemption)).isEqualTo(confirmed);
        RedemptionRecord record = redemption(node, redemption);
        assertThat(record.getState()).isEqualTo(RedemptionState.REDEMPTION_STATE_POSTED);
        assertThat(record.getEntitledUntilMs() - record.getEntitledFromMs()).isEqualTo(86_400_000);
        assertThat(client.balance(node).getPostedMicroCredits()).isEqualTo(2);
        assertThat(balance("held:" + node.account().hex())).isZero();
        assertThat(codeOf(() -> ben.confirm("confirm-1-again", redemption))).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(codeOf(() -> ben.callOff("confirm-1-voided", redemption)))
                .isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(pendingRedemptions())
                .noneMatch(pending -> pending.getRedemptionId().equals(redemption));
        assertThat(entry(confirmed).cause()).isInstanceOfSatisfying(EntryCause.OperatorAction.class, deed -> {
            assertThat(deed.operator()).isEqualTo("ana");
            assertThat(deed.deed()).isEqualTo(OperatorDeed.REDEMPTION_CONFIRMED);
            assertThat(deed.subject()).isEqualTo("redemption:" + HexFormat.of().formatHex(redemption.toByteArray()));
        });
    }

    @Test
    void aRedemptionThatIsCalledOffGivesItsPriceBack() throws Exception {
        // Given
        Node node = Node.named("fulfilled-2");
        ByteString redemption = redeemed(node, "void-1");

        // When
        ActionDone voided = ben.callOff("void-1", redemption);

        // Then
        assertThat(ben.callOff("void-1", redemption)).isEqualTo(voided);
        assertThat(redemption(node, redemption).getState()).isEqualTo(RedemptionState.REDEMPTION_STATE_VOIDED);
        assertThat(client.balance(node).getPostedMicroCredits()).isEqualTo(12);
        assertThat(codeOf(() -> ana.confirm("void-1-confirmed", redemption)))
                .isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(entry(voided).cause())
                .isInstanceOfSatisfying(EntryCause.OperatorAction.class, deed -> assertThat(deed.deed())
                        .isEqualTo(OperatorDeed.REDEMPTION_VOIDED));
    }

    @Test
    void redemptionsThatWaitAreListedPageByPage() {
        // Given
        ByteString first = redeemed(Node.named("waiting-1"), "wait-1");
        ByteString second = redeemed(Node.named("waiting-2"), "wait-2");

        // When
        List<ByteString> listed = new ArrayList<>();
        String token = "";
        do {
            var page = zoe.rpc()
                    .listPendingRedemptions(ListPendingRedemptionsRequest.newBuilder()
                            .setPageSize(1)
                            .setPageToken(token)
                            .build());
            page.getRedemptionsList().forEach(pending -> listed.add(pending.getRedemptionId()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());

        // Then
        assertThat(listed).containsSubsequence(first, second).doesNotHaveDuplicates();
        ana.callOff("wait-1", first);
        ana.callOff("wait-2", second);
    }

    @Test
    void quarantinesAreListedWithTheirReasonPageByPage() {
        // Given
        AccountId account = AccountId.ofName("listed-1");
        ana.quarantine("listed-1", account);
        ana.quarantine("listed-2", AccountId.ofName("listed-2"));

        // When
        List<QuarantineRecord> listed = new ArrayList<>();
        String token = "";
        do {
            var page = zoe.rpc()
                    .listQuarantines(ListQuarantinesRequest.newBuilder()
                            .setPageSize(1)
                            .setPageToken(token)
                            .build());
            listed.addAll(page.getQuarantinesList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());

        // Then
        assertThat(listed)
                .contains(QuarantineRecord.newBuilder()
                        .setAccount(owner(account))
                        .setReason(QuarantineReason.QUARANTINE_REASON_COLLUSION)
                        .build())
                .extracting(QuarantineRecord::getAccount)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void erasureForgetsThePersonAndTheJournalStillVerifies() throws Exception {
        // Given
        Node node = Node.named("erased-1");
        settle(node, 1, grant("erased-1", node).settling(MIB));
        ActionDone linked = ana.rpc().linkAccount(link("link-1", node.account(), "contract 4711 of Jo Doe"));
        assertThat(codeOf(() -> ana.rpc().linkAccount(link("link-2", node.account(), "somebody else"))))
                .isEqualTo(Status.Code.ALREADY_EXISTS);
        assertThat(codeOf(() -> ana.rpc().linkAccount(link("link-1", node.account(), "somebody else"))))
                .isEqualTo(Status.Code.ALREADY_EXISTS);

        // When
        ana.rpc().eraseAccount(erasure("erase-1", node.account()));

        // Then
        assertThat(database.number(
                        "select count(*) from ledger.account_link where account = ?",
                        node.account().bytes()))
                .isZero();
        assertThat(entry(linked).cause())
                .isInstanceOfSatisfying(EntryCause.OperatorAction.class, deed -> assertThat(deed.deed())
                        .isEqualTo(OperatorDeed.ACCOUNT_LINKED));
        assertThat(newestActions(2))
                .noneMatch(record -> record.getRequest().toStringUtf8().contains("Jo Doe"));
        assertThat(ana.rpc().linkAccount(link("link-1", node.account(), "contract 4711 of Jo Doe")))
                .isEqualTo(linked);
        assertThat(codeOf(() -> ana.rpc().eraseAccount(erasure("erase-2", node.account()))))
                .isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    void actionsAreListedNewestFirstPageByPage() {
        // Given
        for (int i = 1; i <= 3; i++) {
            ana.quarantine("page-" + i, AccountId.ofName("page-" + i));
        }

        // When
        ListActionsResponse first = zoe.rpc()
                .listActions(ListActionsRequest.newBuilder().setPageSize(2).build());
        ListActionsResponse second = zoe.rpc()
                .listActions(ListActionsRequest.newBuilder()
                        .setPageSize(1)
                        .setPageToken(first.getNextPageToken())
                        .build());

        // Then
        List<ActionRecord> listed = new ArrayList<>(first.getActionsList());
        listed.addAll(second.getActionsList());
        assertThat(listed)
                .extracting(record -> record.getDone().getActionId())
                .containsExactly(actionId("page-3"), actionId("page-2"), actionId("page-1"));
    }

    /** A pending redemption of 10 micro-credits of an owner who had 12. */
    private ByteString redeemed(Node node, String name) {
        ana.propose(name + "-given", owner(node.account()), 12);
        ben.approve(name + "-approved", name + "-given");
        RedemptionRecord record = benefits(node)
                .redeem(RedeemRequest.newBuilder()
                        .setBenefit("classics")
                        .setIdempotencyKey(name)
                        .build())
                .getRedemption();
        assertThat(record.getState()).isEqualTo(RedemptionState.REDEMPTION_STATE_PENDING);
        return record.getRedemptionId();
    }

    private RedemptionRecord redemption(Node node, ByteString id) {
        return benefits(node)
                .getRedemption(
                        GetRedemptionRequest.newBuilder().setRedemptionId(id).build())
                .getRedemption();
    }

    private List<PendingRedemption> pendingRedemptions() {
        return zoe.rpc()
                .listPendingRedemptions(ListPendingRedemptionsRequest.getDefaultInstance())
                .getRedemptionsList();
    }

    private List<OfferedBenefit> offered(Node node) {
        return benefits(node)
                .listBenefits(ListBenefitsRequest.getDefaultInstance())
                .getBenefitsList();
    }

    private BenefitsGrpc.BenefitsBlockingStub benefits(Node node) {
        return client.benefits(node.token(System.currentTimeMillis()));
    }

    private ResultCode settle(Node node, long sequence, SettlementEntry entry) throws Exception {
        Envelope ack = client.submit(node, node.batch(sequence, entry)).acks().getFirst();
        return Ack.decode(ack.body()).results().getFirst().code();
    }

    private void report(Node node, Report report) {
        SubmitReportsRequest request = SubmitReportsRequest.newBuilder()
                .setPublicKey(ByteString.copyFrom(node.key().publicKey().bytes()))
                .addReports(Envelopes.toMessage(Envelope.sign(report, node.key())))
                .build();
        assertThat(client.blocking(node).submitReports(request).getResultsList())
                .containsExactly(ReportResult.REPORT_RESULT_KEPT);
    }

    private List<DisputeRecord> disputes(DisputeState state) {
        return zoe.rpc()
                .listDisputes(ListDisputesRequest.newBuilder().setState(state).build())
                .getDisputesList();
    }

    private List<ActionRecord> newestActions(int count) {
        return zoe.rpc()
                .listActions(ListActionsRequest.newBuilder().setPageSize(count).build())
                .getActionsList();
    }

    private static DecideDisputeRequest ruling(String action, DisputeRecord dispute, DisputeRuling ruling) {
        return DecideDisputeRequest.newBuilder()
                .setActionId(actionId(action))
                .setDisputeId(dispute.getDisputeId())
                .setRuling(ruling)
                .setNote("looked at")
                .build();
    }

    private static FundCampaignRequest funding(String action, long sequence, long microCredits) {
        return FundCampaignRequest.newBuilder()
                .setActionId(actionId(action))
                .setCampaign("by-hand")
                .setSequence(sequence)
                .setMicroCredits(microCredits)
                .build();
    }

    private static LinkAccountRequest link(String action, AccountId account, String reference) {
        return LinkAccountRequest.newBuilder()
                .setActionId(actionId(action))
                .setAccount(owner(account))
                .setReference(reference)
                .build();
    }

    private static EraseAccountRequest erasure(String action, AccountId account) {
        return EraseAccountRequest.newBuilder()
                .setActionId(actionId(action))
                .setAccount(owner(account))
                .build();
    }

    private long balance(String account) throws Exception {
        return database.number("select coalesce(sum(amount), 0) from ledger.balance where account = ?", account);
    }

    private JournalEntry entry(ActionDone done) throws Exception {
        String body = database.texts(
                        "select encode(body, 'hex') from ledger.journal_entry where shard = ? and number = ?",
                        done.getShard(),
                        done.getNumber())
                .getFirst();
        return JournalEntry.decode(HexFormat.of().parseHex(body));
    }
}
