package io.ayni.tracker.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.token.NodeToken;
import io.ayni.contracts.token.NodeTokenMint;
import io.ayni.contracts.token.NodeTokenVerifier;
import io.ayni.tracker.service.OperatorFiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private static final Ed25519PrivateKey NODE = new Ed25519PrivateKey(new byte[32]);
    private static final AccountId ACCOUNT = AccountId.ofName("owner");
    private static final long NOW = 1_700_000_000_000L;

    private final VerifiedTokens tokens =
            new VerifiedTokens(new NodeTokenVerifier(OperatorFiles.KEYS, "here")::verify, 2);

    @Test
    void validTokenIsKnownUntilItEnds() {
        // Given
        String token = token("here", NOW);
        NodeToken expected = new NodeToken(NodeId.of(NODE.publicKey()), ACCOUNT, NOW + 60_000);
        // When, Then
        assertThat(tokens.verify(token, NOW)).contains(expected);
        assertThat(tokens.verify(token, NOW + 59_999)).contains(expected);
        assertThat(tokens.verify(token, NOW + 60_000)).isEmpty();
    }

    @Test
    void othersAreRefused() {
        String token = token("here", NOW);
        assertThat(tokens.verify(token("elsewhere", NOW), NOW)).isEmpty();
        assertThat(tokens.verify(token + "x", NOW)).isEmpty();
        assertThat(tokens.verify("", NOW)).isEmpty();
        assertThat(tokens.verify("a.b.c", NOW)).isEmpty();
        assertThat(tokens.verify("x".repeat(100_000), NOW)).isEmpty();
    }

    @Test
    void tokensThatWereForgottenAreVerifiedAgain() {
        // Given
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            many.add(token("here", NOW + i * 1_000L));
        }
        // When
        many.forEach(token -> tokens.verify(token, NOW + 20_000));
        // Then
        assertThat(many).allSatisfy(token -> assertThat(tokens.verify(token, NOW + 20_000))
                .isPresent());
    }

    private static String token(String issuer, long nowMs) {
        return new NodeTokenMint(OperatorFiles.TOKEN_KEY, issuer).mint(NODE.publicKey(), ACCOUNT, nowMs, 60_000);
    }
}
