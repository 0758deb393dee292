package io.ayni.ledger.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.voucher.VoucherKeys;
import io.ayni.contracts.voucher.VoucherVerifier;
import io.ayni.embedded.TestInfrastructure;
import io.ayni.events.v1.EntitlementsChanged;
import io.ayni.ledger.fixture.LedgerClient;
import io.ayni.ledger.fixture.LedgerInfrastructure;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.RedemptionDatabase;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.v1.BenefitsGrpc.BenefitsBlockingStub;
import io.ayni.ledger.v1.CancelRedemptionRequest;
import io.ayni.ledger.v1.GetBalanceResponse;
import io.ayni.ledger.v1.GetRedemptionRequest;
import io.ayni.ledger.v1.ListBenefitsRequest;
import io.ayni.ledger.v1.ListRedemptionsRequest;
import io.ayni.ledger.v1.ListRedemptionsResponse;
import io.ayni.ledger.v1.OfferedBenefit;
import io.ayni.ledger.v1.RedeemRequest;
import io.ayni.ledger.v1.RedeemResponse;
import io.ayni.ledger.v1.RedemptionRecord;
import io.ayni.ledger.v1.RedemptionRefusal;
import io.ayni.ledger.v1.RedemptionState;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Benefits over gRPC, with real Kafka and PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(LedgerInfrastructure.class)
class BenefitsIT {
    private static final long PRICE = 10;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long VISIBLE_WITHIN_MS = 1_000;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @Inject
    Transactions transactions;

    private final Node node =
            Node.named("benefits-" + UUID.randomUUID().toString().substring(0, 8));
    private LedgerClient client;
    private BenefitsBlockingStub benefits;

    @BeforeEach
    void connect() {
        client = new LedgerClient(port);
        benefits = client.benefits(node.token(System.currentTimeMillis()));
    }

    @AfterEach
    void verifyTheJournal() throws Exception {
        client.close();
        client.verifiedJournal();
    }

    @Test
    void catalogueShowsWhatCanBeHadNow() {
        assertThat(benefits.listBenefits(ListBenefitsRequest.getDefaultInstance())
                        .getBenefitsList())
                .extracting(OfferedBenefit::getName)
                .containsExactly("better", "classics", "hasty", "ten-off");
    }

    @Test
    void discountIsPostedAtOnceWithAVoucherThatThePublishedKeysVerify() throws Exception {
        // Given
        give(0, 4);
        give(3, 8);

        // When
        RedemptionRecord redemption = redeem("ten-off", "k1").getRedemption();

        // Then
        assertThat(redemption.getState()).isEqualTo(RedemptionState.REDEMPTION_STATE_POSTED);
        assertThat(new VoucherVerifier(Operator.KEYS, Operator.ISSUER)
                        .verify(redemption.getVoucher(), System.currentTimeMillis()))
                .hasValueSatisfying(voucher -> assertThat(voucher.redemption().bytes())
                        .isEqualTo(redemption.getRedemptionId().toByteArray()));
        HttpResponse<String> keySet = keySet("GET");
        assertThat(keySet.statusCode()).isEqualTo(200);
        assertThat(keySet.body()).isEqualTo(VoucherKeys.jwks(Operator.KEYS, System.currentTimeMillis()));
        assertThat(keySet.headers().firstValue("Cache-Control")).contains("public, max-age=300");
        assertThat(keySet("POST").statusCode()).isEqualTo(405);
        assertThat(client.balance(node).getPostedMicroCredits()).isEqualTo(2);
    }

    @Test
    void rightIsOnTheTopicWithinASecondOfItsRedemption() {
        // Given
        give(1, PRICE);

        // When
        RedemptionRecord redemption = redeem("better", "k1").getRedemption();

        // Then
        ConsumerRecord<byte[], byte[]> record = await().atMost(SOON)
                .until(this::entitlements, found -> !found.isEmpty())
                .getFirst();
        EntitlementsChanged event = parse(record.value());
        assertThat(event.getRevision()).isEqualTo(1);
        assertThat(event.getEntitlementsList()).singleElement().satisfies(right -> {
            assertThat(right.getRedemptionId()).isEqualTo(redemption.getRedemptionId());
            assertThat(right.getQuality().getRendition()).isEqualTo("uhd");
            assertThat(right.getFromMs()).isEqualTo(redemption.getEntitledFromMs());
            assertThat(right.getUntilMs()).isEqualTo(redemption.getEntitledUntilMs());
        });
        assertThat(event.getChangedAtMs()).isEqualTo(redemption.getEndedAtMs());
        assertThat(record.timestamp() - event.getChangedAtMs()).isLessThanOrEqualTo(VISIBLE_WITHIN_MS);
    }

    @Test
    void replayGetsTheSameAnswerAndAnotherRequestUnderTheKeyIsAConflict() {
        // Given
        give(0, 3 * PRICE);
        RedeemResponse first = redeem("ten-off", "k1");

        // When
        RedeemResponse again = redeem("ten-off", "k1");

        // Then
        assertThat(again).isEqualTo(first);
        assertStatus(Status.Code.ALREADY_EXISTS, () -> redeem("better", "k1"));
        assertThat(client.balance(node).getPostedMicroCredits()).isEqualTo(2 * PRICE);
    }

    @Test
    void priceIsHeldUntilTheOwnerCallsOffAndCallingOffTwiceIsCallingOffOnce() {
        // Given
        give(2, PRICE + 1);
        RedemptionRecord pending = redeem("classics", "k1").getRedemption();
        GetBalanceResponse held = client.balance(node);

        // When
        RedemptionRecord voided = cancel(pending.getRedemptionId());

        // Then
        assertThat(pending.getState()).isEqualTo(RedemptionState.REDEMPTION_STATE_PENDING);
        assertThat(pending.getConfirmByMs()).isEqualTo(pending.getRequestedAtMs() + 3_600_000);
        assertThat(held.getPostedMicroCredits()).isEqualTo(1);
        assertThat(held.getHeldMicroCredits()).isEqualTo(PRICE);
        assertThat(held.getPendingMicroCredits()).isZero();
        assertThat(voided.getState()).isEqualTo(RedemptionState.REDEMPTION_STATE_VOIDED);
        assertThat(cancel(pending.getRedemptionId())).isEqualTo(voided);
        assertThat(client.balance(node).getPostedMicroCredits()).isEqualTo(PRICE + 1);
        assertThat(client.balance(node).getHeldMicroCredits()).isZero();
    }

    @Test
    void holdThatNobodyConfirmsExpiresByItself() {
        // Given
        give(2, PRICE);
        ByteString id = redeem("hasty", "k1").getRedemption().getRedemptionId();

        // When
        await().atMost(SOON).until(() -> get(id).getState() == RedemptionState.REDEMPTION_STATE_EXPIRED);

        // Then
        assertThat(client.balance(node).getPostedMicroCredits()).isEqualTo(PRICE);
        assertStatus(Status.Code.FAILED_PRECONDITION, () -> cancel(id));
    }

    @Test
    void refusalsSayWhy() {
        assertThat(redeem("nothing", "k1").getRefusal())
                .isEqualTo(RedemptionRefusal.REDEMPTION_REFUSAL_UNKNOWN_BENEFIT);
        assertThat(redeem("gone", "k2").getRefusal()).isEqualTo(RedemptionRefusal.REDEMPTION_REFUSAL_RETIRED);
        assertThat(benefits.redeem(request("ten-off", "k3").toBuilder()
                                .setVersion(2)
                                .build())
                        .getRefusal())
                .isEqualTo(RedemptionRefusal.REDEMPTION_REFUSAL_VERSION_CHANGED);
        assertThat(redeem("ten-off", "k4").getRefusal())
                .isEqualTo(RedemptionRefusal.REDEMPTION_REFUSAL_INSUFFICIENT_BALANCE);
    }

    @Test
    void redemptionsArePagedFromTheNewest() {
        // Given
        give(0, 3 * PRICE);
        List<ByteString> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.add(redeem("ten-off", "k" + i).getRedemption().getRedemptionId());
        }

        // When
        ListRedemptionsResponse first = list(2, "");
        ListRedemptionsResponse second = list(2, first.getNextPageToken());

        // Then
        List<ByteString> listed = new ArrayList<>();
        first.getRedemptionsList().forEach(redemption -> listed.add(redemption.getRedemptionId()));
        second.getRedemptionsList().forEach(redemption -> listed.add(redemption.getRedemptionId()));
        assertThat(first.getRedemptionsCount()).isEqualTo(2);
        assertThat(second.getNextPageToken()).isEmpty();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void nobodySeesOrEndsTheRedemptionOfAnother() {
        // Given
        give(0, PRICE);
        ByteString id = redeem("classics", "k1").getRedemption().getRedemptionId();
        BenefitsBlockingStub stranger =
                client.benefits(Node.named("benefits-stranger").token(System.currentTimeMillis()));

        // Then
        assertStatus(
                Status.Code.PERMISSION_DENIED,
                () -> stranger.getRedemption(
                        GetRedemptionRequest.newBuilder().setRedemptionId(id).build()));
        assertStatus(
                Status.Code.PERMISSION_DENIED,
                () -> stranger.cancelRedemption(
                        CancelRedemptionRequest.newBuilder().setRedemptionId(id).build()));
        assertThat(stranger.listRedemptions(ListRedemptionsRequest.getDefaultInstance())
                        .getRedemptionsCount())
                .isZero();
        assertThat(get(id).getState()).isEqualTo(RedemptionState.REDEMPTION_STATE_PENDING);
    }

    @Test
    void everyRpcWantsANodeToken() {
        for (String token : new String[] {null, "", "no.node.token"}) {
            BenefitsBlockingStub nobody = client.benefits(token);
            assertStatus(
                    Status.Code.UNAUTHENTICATED, () -> nobody.listBenefits(ListBenefitsRequest.getDefaultInstance()));
            assertStatus(Status.Code.UNAUTHENTICATED, () -> nobody.redeem(request("ten-off", "k")));
            assertStatus(
                    Status.Code.UNAUTHENTICATED, () -> nobody.getRedemption(GetRedemptionRequest.getDefaultInstance()));
            assertStatus(
                    Status.Code.UNAUTHENTICATED,
                    () -> nobody.listRedemptions(ListRedemptionsRequest.getDefaultInstance()));
            assertStatus(
                    Status.Code.UNAUTHENTICATED,
                    () -> nobody.cancelRedemption(CancelRedemptionRequest.getDefaultInstance()));
        }
    }

    @Test
    void malformedRequestsAreRefused() {
        for (String name : List.of("", "Ten-Off", "ten off", "a".repeat(33), "ten-off\n")) {
            assertStatus(Status.Code.INVALID_ARGUMENT, () -> redeem(name, "k"));
        }
        for (String key : List.of("", "with space", "k".repeat(65), "ключ", "k\n")) {
            assertStatus(Status.Code.INVALID_ARGUMENT, () -> redeem("ten-off", key));
        }
        for (ByteString id : List.of(ByteString.EMPTY, bytes(15), bytes(17))) {
            assertStatus(Status.Code.INVALID_ARGUMENT, () -> get(id));
            assertStatus(Status.Code.INVALID_ARGUMENT, () -> cancel(id));
        }
        assertStatus(Status.Code.NOT_FOUND, () -> get(bytes(16)));
        assertStatus(Status.Code.NOT_FOUND, () -> cancel(bytes(16)));
        assertStatus(Status.Code.INVALID_ARGUMENT, () -> list(201, ""));
        assertStatus(Status.Code.INVALID_ARGUMENT, () -> list(-1, ""));
        assertStatus(Status.Code.INVALID_ARGUMENT, () -> list(1, "no token"));
        assertStatus(Status.Code.INVALID_ARGUMENT, () -> list(1, "A".repeat(5_000)));
    }

    @Test
    void oversizedRequestIsRefusedBeforeItIsRead() {
        assertStatus(Status.Code.RESOURCE_EXHAUSTED, () -> redeem("ten-off", "k".repeat(300_000)));
    }

    private void give(int shard, long microCredits) {
        RedemptionDatabase.give(transactions, node.account(), shard, microCredits, System.currentTimeMillis());
    }

    private RedeemResponse redeem(String benefit, String key) {
        return benefits.redeem(request(benefit, key));
    }

    private static RedeemRequest request(String benefit, String key) {
        return RedeemRequest.newBuilder()
                .setBenefit(benefit)
                .setIdempotencyKey(key)
                .build();
    }

    private RedemptionRecord get(ByteString id) {
        return benefits.getRedemption(
                        GetRedemptionRequest.newBuilder().setRedemptionId(id).build())
                .getRedemption();
    }

    private RedemptionRecord cancel(ByteString id) {
        return benefits.cancelRedemption(
                        CancelRedemptionRequest.newBuilder().setRedemptionId(id).build())
                .getRedemption();
    }

    private ListRedemptionsResponse list(int size, String token) {
        return benefits.listRedemptions(ListRedemptionsRequest.newBuilder()
                .setPageSize(size)
                .setPageToken(token)
                .build());
    }

    private HttpResponse<String> keySet(String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/.well-known/jwks.json"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    /** The owner's records on the topic so far. */
    private List<ConsumerRecord<byte[], byte[]>> entitlements() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", TestInfrastructure.kafkaBootstrapServers(), "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("ayni.entitlements").stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            consumer.poll(Duration.ofSeconds(2)).forEach(record -> {
                if (new AccountId(record.key()).equals(node.account())) {
                    found.add(record);
                }
            });
            return found;
        }
    }

    private static EntitlementsChanged parse(byte[] value) {
        try {
            return EntitlementsChanged.parseFrom(value);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ByteString bytes(int length) {
        return ByteString.copyFrom(new byte[length]);
    }

    private static void assertStatus(Status.Code expected, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, e -> assertThat(
                        e.getStatus().getCode())
                .isEqualTo(expected));
    }
}
