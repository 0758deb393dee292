package io.ayni.ledger.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.RunningLedger;
import io.ayni.ledger.fixture.Tokens;
import io.ayni.ledger.v1.Entry;
import io.ayni.ledger.v1.GetAckRequest;
import io.ayni.ledger.v1.GetBalanceRequest;
import io.ayni.ledger.v1.GetBalanceResponse;
import io.ayni.ledger.v1.LedgerGrpc;
import io.ayni.ledger.v1.ListEntriesRequest;
import io.ayni.ledger.v1.ListEntriesResponse;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** GetAck, GetBalance and ListEntries: what they show, to whom, and what they refuse. */
@QuarkusTest
class LedgerReadsIT extends RunningLedger {
    private static final int MESSAGE_LIMIT = 263_168;

    @Test
    void everyReadNeedsAValidToken() {
        Node node = Node.named("reads-token");
        for (String token : Tokens.invalidOnes(node, System.currentTimeMillis())) {
            LedgerGrpc.LedgerBlockingStub caller = client.blocking(token);
            // When / Then
            assertThat(statusOf(() -> caller.getAck(ackOf(new byte[32]))).getCode())
                    .as(token)
                    .isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(statusOf(() -> caller.getBalance(GetBalanceRequest.getDefaultInstance()))
                            .getCode())
                    .as(token)
                    .isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(statusOf(() -> caller.listEntries(ListEntriesRequest.getDefaultInstance()))
                            .getCode())
                    .as(token)
                    .isEqualTo(Status.Code.UNAUTHENTICATED);
        }
    }

    @Test
    void requestsThatAreNoMessagesAreInvalidAndOversizedOnesAreRefused() throws Exception {
        String token = Node.named("reads-garbage").token(System.currentTimeMillis());
        byte[] garbage = {0x0a, 0x7f, 0x01};
        byte[] oversized = new byte[MESSAGE_LIMIT + 1];
        for (var method : List.of(
                LedgerGrpc.getGetAckMethod(), LedgerGrpc.getGetBalanceMethod(), LedgerGrpc.getListEntriesMethod())) {
            // When / Then
            assertThat(client.statusOfRaw(token, method, garbage).getCode())
                    .as(method.getFullMethodName())
                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(client.statusOfRaw(token, method, oversized).getCode())
                    .as(method.getFullMethodName())
                    .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        }
    }

    @Test
    void ackIsForItsUploaderOnly() {
        // Given
        Node node = Node.named("reads-ack");
        Node sameOwner = new Node(Operator.key("reads-ack second node"), node.account());
        Envelope batch = node.batch(1, grant("reads-ack", node).settling(MIB));
        Envelope ack = client.submit(node, batch).acks().getFirst();

        // When / Then
        assertThat(client.ack(node, batch.id())).isEqualTo(ack);
        assertThat(ackFailure(sameOwner, batch.id().bytes())).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(ackFailure(Node.named("reads-stranger"), batch.id().bytes()))
                .isEqualTo(Status.Code.PERMISSION_DENIED);
    }

    @Test
    void ackOfAnUnknownBatchIsNotFoundAndABadIdIsInvalid() {
        Node node = Node.named("reads-no-ack");
        // When / Then
        assertThat(ackFailure(node, new byte[DocumentId.WIDTH])).isEqualTo(Status.Code.NOT_FOUND);
        for (int width : List.of(0, 1, 31, 33, 64)) {
            assertThat(ackFailure(node, new byte[width])).as("width %d", width).isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    @Test
    void nodeThatNeverSettledSeesZerosAndNoEntries() {
        // Given
        Node node = Node.named("reads-nothing");

        // When
        GetBalanceResponse balance = client.balance(node);
        ListEntriesResponse entries = client.entries(node, 0, "");

        // Then
        assertThat(balance)
                .isEqualTo(GetBalanceResponse.newBuilder()
                        .setAccount("owner:" + node.account().hex())
                        .build());
        assertThat(entries).isEqualTo(ListEntriesResponse.getDefaultInstance());
    }

    @Test
    void nodesOfOneOwnerShareTheBalanceAndEachShowsItsOwnBytes() {
        // Given
        Node first = Node.named("reads-owner");
        Node second = new Node(Operator.key("reads-owner second node"), first.account());
        client.submit(first, first.batch(1, grant("reads-owner-1", first).settling(2 * MIB)));
        client.submit(second, second.batch(1, grant("reads-owner-2", second).settling(5 * MIB)));
        awaitReleases();

        // When
        GetBalanceResponse ofFirst = client.balance(first);
        GetBalanceResponse ofSecond = client.balance(second);

        // Then
        assertThat(ofFirst.getPostedMicroCredits()).isEqualTo(7_000);
        assertThat(ofFirst.getGivenBytes()).isEqualTo(2 * MIB);
        assertThat(ofFirst.getEarnedMicroCredits()).isEqualTo(2_000);
        assertThat(ofSecond.getPostedMicroCredits()).isEqualTo(7_000);
        assertThat(ofSecond.getGivenBytes()).isEqualTo(5 * MIB);
        assertThat(ofSecond.getEarnedMicroCredits()).isEqualTo(5_000);
    }

    @Test
    void pageIsAHundredEntriesUnlessAskedOtherwise() {
        // Given
        Node node = Node.named("reads-pages");
        List<SettlementEntry> entries = IntStream.range(0, 120)
                .mapToObj(i -> grant("reads-pages-" + i, node).settling(MIB))
                .toList();
        client.submit(node, node.batch(1, entries));
        awaitReleases();

        // When
        ListEntriesResponse first = client.entries(node, 0, "");
        ListEntriesResponse rest = client.entries(node, 0, first.getNextPageToken());

        // Then: 120 settlements and the release of what they earned
        assertThat(first.getEntriesCount()).isEqualTo(100);
        assertThat(rest.getEntriesCount()).isEqualTo(21);
        assertThat(rest.getNextPageToken()).isEmpty();
        assertThat(client.entries(node, 121, "").getNextPageToken()).isEmpty();
        assertThat(client.entries(node, 500, "").getEntriesCount()).isEqualTo(121);
        assertThat(client.entries(node, 1, "").getEntriesList()).containsExactly(first.getEntries(0));
        for (int size : List.of(501, 1_000_000, -1, Integer.MIN_VALUE)) {
            assertThat(statusOf(() -> client.entries(node, size, "")).getCode())
                    .as("size %d", size)
                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    @Test
    void pagesOverTheShardsShowEveryEntryOnceFromTheNewestToTheOldest() throws Exception {
        // Given: an owner whose nodes settle in several shards
        AccountId owner = AccountId.ofName("reads-shards");
        List<Node> nodes = IntStream.range(0, 8)
                .mapToObj(i -> new Node(Operator.key("reads-shards " + i), owner))
                .toList();
        Set<ByteString> grants = new HashSet<>();
        for (Node node : nodes) {
            List<SettlementEntry> entries = IntStream.range(0, 5)
                    .mapToObj(i ->
                            grant("reads-shards-" + node.id() + "-" + i, node).settling(MIB))
                    .toList();
            entries.forEach(
                    entry -> grants.add(ByteString.copyFrom(entry.grant().body())));
            client.submit(node, node.batch(1, entries));
        }

        awaitReleases();

        // When
        List<Entry> all = new ArrayList<>();
        String token = "";
        do {
            ListEntriesResponse page = client.entries(nodes.getFirst(), 3, token);
            all.addAll(page.getEntriesList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());

        // Then
        assertThat(all.stream().map(Entry::getShard).distinct()).hasSizeGreaterThan(1);
        List<Entry> settlements = all.stream().filter(Entry::hasReceipt).toList();
        assertThat(all).doesNotHaveDuplicates();
        assertThat(settlements)
                .hasSize(40)
                .extracting(entry -> entry.getGrant().getBody())
                .doesNotHaveDuplicates();
        assertThat(settlements)
                .extracting(entry -> entry.getGrant().getBody())
                .containsExactlyInAnyOrderElementsOf(grants);
        List<Long> times = new ArrayList<>();
        for (Entry entry : all) {
            times.add(JournalEntry.decode(entry.getBody().toByteArray()).recordedAtMs());
        }
        assertThat(times).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void pageTokenOfSomebodyElseShowsNothingOfTheirs() {
        // Given
        Node node = Node.named("reads-token-owner");
        Node other = Node.named("reads-token-thief");
        client.submit(
                node,
                node.batch(
                        1,
                        grant("reads-token-1", node).settling(MIB),
                        grant("reads-token-2", node).settling(MIB)));
        String token = client.entries(node, 1, "").getNextPageToken();

        // When
        ListEntriesResponse stolen = client.entries(other, 10, token);

        // Then
        assertThat(stolen.getEntriesList()).isEmpty();
    }

    @Test
    void textThatIsNoPageTokenIsInvalid() {
        Node node = Node.named("reads-bad-token");
        for (String token : List.of("x", "!!!!", "AAAA", "A".repeat(27), "A".repeat(41), "A".repeat(10_000))) {
            // When / Then
            assertThat(statusOf(() -> client.entries(node, 10, token)).getCode())
                    .as(token)
                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    private static GetAckRequest ackOf(byte[] batchId) {
        return GetAckRequest.newBuilder()
                .setBatchId(ByteString.copyFrom(batchId))
                .build();
    }

    private Status.Code ackFailure(Node node, byte[] batchId) {
        return statusOf(() -> client.blocking(node).getAck(ackOf(batchId))).getCode();
    }
}
