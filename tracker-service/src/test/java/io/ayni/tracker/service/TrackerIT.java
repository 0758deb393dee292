package io.ayni.tracker.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantTerms;
import io.ayni.contracts.document.SealingKey;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.token.NodeTokenMint;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.tracker.v1.AnnounceEdgeRequest;
import io.ayni.tracker.v1.AnnounceEvent;
import io.ayni.tracker.v1.AnnounceRequest;
import io.ayni.tracker.v1.Handout;
import io.ayni.tracker.v1.PeerHandout;
import io.ayni.tracker.v1.ScrapeResponse;
import io.ayni.tracker.v1.TrackerGrpc;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TrackerIT extends RunningTracker {
    @Test
    void leechGetsASeedWithAGrantThatBothPeersAndTheLedgerCanCheck() throws Exception {
        try (FakePeer listening = new FakePeer()) {
            // Given
            ContentId item = knownItem();
            TestNode seed = reachableNode(listening);
            seed.tracker().announce(seeding(item).build());
            TestNode leech = new TestNode(channel).ofAccount("leech").register();
            AnnounceRequest announce = leeching(item, 3).build();
            // When
            Handout handout = leech.tracker().announce(announce);
            // Then
            assertThat(handout.getContentId()).isEqualTo(announce.getContentId());
            assertThat(handout.getSeeds()).isEqualTo(1);
            assertThat(handout.getLeeches()).isEqualTo(1);
            assertThat(handout.getIntervalMs()).isBetween(2_000, 4_999);
            assertThat(handout.getPeersList()).hasSize(1);
            PeerHandout peer = handout.getPeers(0);
            assertThat(peer.getNodeId()).isEqualTo(seed.idBytes());
            assertThat(peer.getAddress()).isEqualTo(listening.address());
            assertThat(peer.getSessionKey()).isEqualTo(announce.getSessionKeys(0));
            assertGrant(peer, seed, item, 1_000);
        }
    }

    private static void assertGrant(PeerHandout peer, TestNode seed, ContentId item, int weight) throws Exception {
        Envelope envelope = Envelopes.fromMessage(peer.getGrant()).orElseThrow();
        assertThat(envelope.isSignedBy(OperatorFiles.GRANT_KEY.publicKey())).isTrue();
        Grant grant = Grant.decode(envelope.body());
        assertThat(grant.hasPossibleNumbers()).isTrue();
        assertThat(grant.uploaderId()).isEqualTo(seed.id());
        assertThat(grant.sessionKey()).isEqualTo(peer.getSessionKey().toByteArray());
        assertThat(grant.contentId()).isEqualTo(item);
        assertThat(grant.maxBytes()).isEqualTo(SIZE);
        assertThat(grant.priceMicroCreditsPerMib()).isEqualTo(1_000);
        assertThat(grant.weightPerMille()).isEqualTo(weight);
        GrantTerms terms = new SealingKey(OperatorFiles.SEALING_KEY).open(grant).orElseThrow();
        assertThat(terms.uploaderAccount()).isEqualTo(AccountId.ofName("owner"));
        assertThat(terms.downloaderAccount()).isEqualTo(AccountId.ofName("leech"));
        assertThat(terms.campaign()).isEqualTo("default");
        assertThat(terms.uploaderPrefixTag()).isEqualTo(terms.downloaderPrefixTag());
    }

    @Test
    void repeatedAnnounceGivesTheSamePeersWithFreshGrants() throws Exception {
        try (FakePeer listening = new FakePeer()) {
            // Given
            ContentId item = knownItem();
            reachableNode(listening).tracker().announce(seeding(item).build());
            TestNode leech = new TestNode(channel).register();
            AnnounceRequest announce = leeching(item, 1).build();
            // When
            Handout first = leech.tracker().announce(announce);
            Handout second = leech.tracker().announce(announce);
            // Then
            assertThat(second.getPeers(0).getNodeId())
                    .isEqualTo(first.getPeers(0).getNodeId());
            assertThat(second.getPeers(0).getGrant().getBody())
                    .isNotEqualTo(first.getPeers(0).getGrant().getBody());
            assertThat(second.getLeeches()).isEqualTo(1);
        }
    }

    @Test
    void announceOfAnItemThatIsNotPublishedIsNotFound() {
        TestNode node = new TestNode(channel).register();
        assertThat(codeOf(() -> node.tracker()
                        .announce(seeding(PublishedItems.randomId()).build())))
                .isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    void announceOutOfShapeIsInvalid() {
        ContentId item = knownItem();
        ByteString key = TestNode.sessionKeys(1).getFirst();
        ByteString id = ByteString.copyFrom(new byte[32]);
        List<Consumer<AnnounceRequest.Builder>> faults = new ArrayList<>();
        faults.add(request -> request.setContentId(ByteString.copyFrom(new byte[20])));
        faults.add(request -> request.setEventValue(99));
        faults.add(request -> request.setHaveBytes(-1));
        faults.add(request -> request.setMissingBytes(Long.MIN_VALUE));
        faults.add(request -> request.setHaveBytes(SIZE + 1));
        faults.add(request -> request.setHaveBytes(1).setMissingBytes(SIZE));
        faults.add(request ->
                request.setEvent(AnnounceEvent.ANNOUNCE_EVENT_COMPLETED).setMissingBytes(1));
        faults.add(request -> request.addAllSessionKeys(TestNode.sessionKeys(9)));
        faults.add(request -> request.addSessionKeys(key).addSessionKeys(key));
        faults.add(request -> request.addSessionKeys(ByteString.copyFrom(new byte[32])));
        faults.add(request -> request.addSessionKeys(key.substring(1)));
        faults.add(request -> request.addAllConnected(Collections.nCopies(65, id)));
        faults.add(request -> request.addConnected(id.substring(1)));
        faults.add(request -> request.addAllRenew(Collections.nCopies(9, id)));
        faults.add(request -> request.addRenew(id.substring(1)));
        TestNode node = new TestNode(channel).register();
        for (int i = 0; i < faults.size(); i++) {
            AnnounceRequest.Builder request =
                    AnnounceRequest.newBuilder().setContentId(ByteString.copyFrom(item.bytes()));
            faults.get(i).accept(request);
            assertThat(codeOf(() -> node.tracker().announce(request.build())))
                    .as("fault %d", i)
                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    @Test
    void requestsThatAreNoMessagesAreInvalidAndOversizedOnesAreRefused() {
        TestNode node = new TestNode(channel).register();
        TestNode gateway = new TestNode(channel).withToken(OperatorFiles.EDGE_TOKEN);
        byte[] garbage = {0x0a, 0x7f, 0x01};
        byte[] oversized = new byte[1 << 20];
        for (var method : List.of(
                TrackerGrpc.getAnnounceMethod(), TrackerGrpc.getScrapeMethod(), TrackerGrpc.getAnnounceEdgeMethod())) {
            TestNode caller = method == TrackerGrpc.getAnnounceEdgeMethod() ? gateway : node;
            assertThat(statusOfRaw(caller, method, garbage).getCode())
                    .as(method.getFullMethodName())
                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(statusOfRaw(caller, method, oversized).getCode())
                    .as(method.getFullMethodName())
                    .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        }
    }

    @Test
    void everyRpcNeedsItsToken() {
        ContentId item = PublishedItems.randomId();
        TestNode stranger = new TestNode(channel);
        long longAgo = System.currentTimeMillis() - 3_600_000;
        String expired = new NodeTokenMint(OperatorFiles.TOKEN_KEY, "ayni-local")
                .mint(stranger.key.publicKey(), AccountId.ofName("owner"), longAgo, 60_000);
        String foreign = new NodeTokenMint(OperatorFiles.GRANT_KEY, "ayni-local")
                .mint(stranger.key.publicKey(), AccountId.ofName("owner"), System.currentTimeMillis(), 60_000);
        for (String token : List.of("", "junk", expired, foreign, OperatorFiles.EDGE_TOKEN)) {
            stranger.withToken(token);
            assertThat(codeOf(() -> stranger.tracker().announce(seeding(item).build())))
                    .isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(codeOf(() -> stranger.tracker().scrape(scrape(item)))).isEqualTo(Status.Code.UNAUTHENTICATED);
        }
        for (String token : List.of("", "junk", expired, OperatorFiles.ENROLMENT_TOKEN)) {
            assertThat(codeOf(() -> edge(token, "http://127.0.0.1:8080"))).isEqualTo(Status.Code.UNAUTHENTICATED);
        }
        assertThat(codeOf(() -> edge(new TestNode(channel).register().token(), "http://127.0.0.1:8080")))
                .isEqualTo(Status.Code.PERMISSION_DENIED);
    }

    @Test
    void callWithoutAnyTokenIsUnauthenticated() {
        assertThat(codeOf(() -> TrackerGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(10, TimeUnit.SECONDS)
                        .scrape(scrape(PublishedItems.randomId()))))
                .isEqualTo(Status.Code.UNAUTHENTICATED);
    }

    @Test
    void validTokenOfANodeThatIsNotKnownHereAsksForARegistration() {
        TestNode forgotten = new TestNode(channel);
        forgotten.withToken(new NodeTokenMint(OperatorFiles.TOKEN_KEY, "ayni-local")
                .mint(forgotten.key.publicKey(), AccountId.ofName("owner"), System.currentTimeMillis(), 60_000));
        Status status = statusOf(() ->
                forgotten.tracker().announce(seeding(PublishedItems.randomId()).build()));
        assertThat(status.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(status.getDescription()).isEqualTo("this node is not known here: register");
    }

    @Test
    void floodOfAnnouncesIsBounded() {
        // Given: an allowance of 40 and one a second
        TestNode node = new TestNode(channel).register();
        AnnounceRequest announce = seeding(PublishedItems.randomId()).build();
        List<Status.Code> codes = new ArrayList<>();
        // When
        for (int i = 0; i < 200; i++) {
            codes.add(codeOf(() -> node.tracker().announce(announce)));
        }
        // Then
        assertThat(codes.subList(0, 40)).containsOnly(Status.Code.NOT_FOUND);
        assertThat(Collections.frequency(codes, Status.Code.RESOURCE_EXHAUSTED)).isGreaterThan(100);
    }

    @Test
    void floodOfScrapesIsBounded() {
        TestNode node = new TestNode(channel).register();
        List<Status.Code> codes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            codes.add(codeOf(() -> node.tracker().scrape(scrape(PublishedItems.randomId()))));
        }
        assertThat(codes.subList(0, 40)).containsOnly(Status.Code.NOT_FOUND);
        assertThat(Collections.frequency(codes, Status.Code.RESOURCE_EXHAUSTED)).isGreaterThan(100);
    }

    @Test
    void scrapeCountsWithoutAddresses() {
        // Given
        ContentId item = knownItem();
        TestNode node = new TestNode(channel).register();
        node.tracker().announce(leeching(item, 0).build());
        node.tracker()
                .announce(seeding(item)
                        .setEvent(AnnounceEvent.ANNOUNCE_EVENT_COMPLETED)
                        .build());
        // When
        ScrapeResponse counts = node.tracker().scrape(scrape(item));
        // Then
        assertThat(counts)
                .isEqualTo(
                        ScrapeResponse.newBuilder().setSeeds(1).setCompleted(1).build());
        assertThat(codeOf(() -> node.tracker().scrape(scrape(PublishedItems.randomId()))))
                .isEqualTo(Status.Code.NOT_FOUND);
        assertThat(codeOf(() -> node.tracker()
                        .scrape(scrape(item).toBuilder()
                                .setContentId(ByteString.copyFrom(new byte[31]))
                                .build())))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void edgeIsHandedOutAndMalformedUrlsAreNot() {
        // Given
        ContentId item = knownItem();
        // When
        int intervalMs = edge(OperatorFiles.EDGE_TOKEN, "http://127.0.0.1:8080");
        // Then
        assertThat(intervalMs).isEqualTo(10_000);
        assertThat(new TestNode(channel)
                        .register()
                        .tracker()
                        .announce(leeching(item, 0).build())
                        .getEdgesList())
                .containsExactly("http://127.0.0.1:8080");
        for (String url : List.of(
                "",
                "http://127.0.0.1:8080/",
                "ftp://example.org",
                "example.org",
                "http://",
                "http://user@example.org",
                "http://example.org?x",
                "http://example.org#x",
                "http://exa mple.org",
                "http://example.org/" + "x".repeat(255))) {
            assertThat(codeOf(() -> edge(OperatorFiles.EDGE_TOKEN, url)))
                    .as(url)
                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    private int edge(String token, String url) {
        return TrackerGrpc.newBlockingStub(channel)
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .withInterceptors(TestNode.bearer(token))
                .announceEdge(AnnounceEdgeRequest.newBuilder().setBaseUrl(url).build())
                .getIntervalMs();
    }
}
