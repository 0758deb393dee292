package io.ayni.ledger.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.RunningLedger;
import io.ayni.ledger.fixture.Tokens;
import io.ayni.ledger.v1.BenefitsGrpc;
import io.ayni.ledger.v1.OperatorGrpc;
import io.ayni.ledger.v1.TransparencyGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every rpc about benefits, proofs and operation says, at once, to bytes that are no request and to bad tokens. */
@QuarkusTest
class UnreadableRequestsIT extends RunningLedger {
    private static final int MESSAGE_LIMIT = 263_168;
    private static final byte[] CUT_SHORT = {0x0a, 0x7f, 0x01};

    private static final Collection<MethodDescriptor<?, ?>> BENEFITS =
            BenefitsGrpc.getServiceDescriptor().getMethods();
    private static final Collection<MethodDescriptor<?, ?>> TRANSPARENCY =
            TransparencyGrpc.getServiceDescriptor().getMethods();
    private static final Collection<MethodDescriptor<?, ?>> OPERATOR =
            OperatorGrpc.getServiceDescriptor().getMethods();

    private final Node node = Node.named("unreadable");

    @Test
    void bytesThatAreNoMessageAreInvalid() throws Exception {
        assertEnds(BENEFITS, nodeToken(), CUT_SHORT, Status.Code.INVALID_ARGUMENT);
        assertEnds(TRANSPARENCY, nodeToken(), CUT_SHORT, Status.Code.INVALID_ARGUMENT);
        assertEnds(OPERATOR, Operator.TOKEN, CUT_SHORT, Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void messagesAboveTheLimitAreNotRead() throws Exception {
        byte[] oversized = new byte[MESSAGE_LIMIT + 1];
        assertEnds(BENEFITS, nodeToken(), oversized, Status.Code.RESOURCE_EXHAUSTED);
        assertEnds(TRANSPARENCY, nodeToken(), oversized, Status.Code.RESOURCE_EXHAUSTED);
        assertEnds(OPERATOR, Operator.TOKEN, oversized, Status.Code.RESOURCE_EXHAUSTED);
    }

    @Test
    void badTokenIsFoundBeforeTheRequestIsRead() throws Exception {
        List<String> given = Tokens.invalidOnes(node, System.currentTimeMillis()).stream()
                .skip(1) // none at all: some proofs are for anybody
                .toList();
        for (String token : given) {
            assertEnds(BENEFITS, token, CUT_SHORT, Status.Code.UNAUTHENTICATED);
            assertEnds(TRANSPARENCY, token, CUT_SHORT, Status.Code.UNAUTHENTICATED);
            assertEnds(OPERATOR, token, CUT_SHORT, Status.Code.UNAUTHENTICATED);
        }
    }

    @Test
    void tokenOfTheOtherKindLetsNobodyIn() throws Exception {
        assertEnds(BENEFITS, Operator.TOKEN, new byte[0], Status.Code.UNAUTHENTICATED);
        assertEnds(OPERATOR, nodeToken(), new byte[0], Status.Code.UNAUTHENTICATED);
    }

    private String nodeToken() {
        return node.token(System.currentTimeMillis());
    }

    private void assertEnds(
            Collection<MethodDescriptor<?, ?>> methods, String token, byte[] request, Status.Code expected)
            throws Exception {
        for (MethodDescriptor<?, ?> method : methods) {
            assertThat(client.statusOfRaw(token, method, request).getCode())
                    .as("%s with %s", method.getFullMethodName(), token)
                    .isEqualTo(expected);
        }
    }
}
