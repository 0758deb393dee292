package io.ayni.tracker.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.GrantTerms;
import io.ayni.contracts.document.PayerMode;
import io.ayni.contracts.document.SealingKey;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.tracker.node.NetworkPrefix;
import io.ayni.tracker.swarm.GrantOrder;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class GrantIssuerTest {
    private static final Ed25519PrivateKey KEY = new Ed25519PrivateKey(new byte[32]);
    private static final SealingKey SEALING_KEY = new SealingKey(new byte[32]);
    private static final AccountId UPLOADER = AccountId.ofName("uploader");
    private static final AccountId DOWNLOADER = AccountId.ofName("downloader");
    private static final GrantOrder ORDER = new GrantOrder(
            new GrantId(new byte[16]),
            new byte[12],
            7_200_001,
            new NodeId(new byte[32]),
            UPLOADER,
            DOWNLOADER,
            11,
            22,
            new byte[32],
            new ContentId(new byte[32]),
            4_096,
            250);

    @Test
    void grantSaysWhatWasOrderedAtTheOperatorsPrice() throws Exception {
        // When
        Envelope envelope = new GrantIssuer(KEY, SEALING_KEY, "default", 1_000).issue(ORDER);
        // Then
        assertThat(envelope.isSignedBy(KEY.publicKey())).isTrue();
        assertThat(envelope.keyId()).isEqualTo(KEY.publicKey().id());
        Grant grant = Grant.decode(envelope.body());
        assertThat(grant.hasPossibleNumbers()).isTrue();
        assertThat(grant)
                .usingRecursiveComparison()
                .ignoringFields("sealed")
                .isEqualTo(new Grant(
                        ORDER.grantId(),
                        KEY.publicKey().id(),
                        7_200_001,
                        7_200_001 + 900_000,
                        7_200_001 + 86_400_000,
                        2,
                        ORDER.uploaderId(),
                        ORDER.sessionKey(),
                        ORDER.contentId(),
                        4_096,
                        1_000,
                        PayerMode.CAMPAIGN_POOL,
                        250,
                        new byte[0]));
        assertThat(SEALING_KEY.open(grant))
                .contains(new GrantTerms(UPLOADER, DOWNLOADER, "default", 11, 22, 4_096, false));
    }

    @Test
    void refusesWhatNoGrantCanCarry() {
        assertThatThrownBy(() -> new GrantIssuer(KEY, SEALING_KEY, "Not A Campaign", 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GrantIssuer(KEY, SEALING_KEY, "default", 10_000_001))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GrantIssuer(KEY, SEALING_KEY, "default", -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void networksAreTaggedByPrefixAndKey() {
        // Given
        PrefixTagger tagger = new PrefixTagger(new byte[32]);
        PrefixTagger otherOperator = new PrefixTagger(new byte[] {1});
        // When
        int tag = tagger.tag(prefix("203.0.113.9"));
        // Then
        assertThat(tagger.tag(prefix("203.0.113.200"))).isEqualTo(tag);
        assertThat(tagger.tag(prefix("203.0.112.9"))).isNotEqualTo(tag);
        assertThat(otherOperator.tag(prefix("203.0.113.9"))).isNotEqualTo(tag);
        assertThat(prefix("2001:db8:1:2::1")).isEqualTo(prefix("2001:db8:1:ffff::9"));
        assertThat(prefix("2001:db8:1::1")).isNotEqualTo(prefix("2001:db8:2::1"));
    }

    private static NetworkPrefix prefix(String address) {
        return NetworkPrefix.of(InetAddress.ofLiteral(address));
    }
}
