package io.ayni.agent.swarm.picking;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.identity.NodeId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class EdgeShareTest {
    private static final int PIECES = 1_000;

    @Test
    void aNodeAloneTakesEverything() {
        assertThat(EdgeShare.of(node(1), List.of(), PIECES).cardinality()).isEqualTo(PIECES);
    }

    @Test
    void nodesWithTheSameViewShareEveryPieceAndNoneTwice() {
        // Given
        List<NodeId> all = List.of(node(1), node(2), node(3), node(4), node(5));

        // When
        List<BitSet> shares = all.stream()
                .map(self -> EdgeShare.of(self, without(all, self), PIECES))
                .toList();

        // Then
        BitSet union = new BitSet();
        shares.forEach(union::or);
        assertThat(union.cardinality()).isEqualTo(PIECES);
        assertThat(shares.stream().mapToInt(BitSet::cardinality).sum()).isEqualTo(PIECES);
        assertThat(shares).allSatisfy(share -> assertThat(share.cardinality()).isBetween(150, 250));
    }

    @Test
    void whenANodeLeavesTheOthersKeepWhatTheyHad() {
        List<NodeId> all = List.of(node(1), node(2), node(3), node(4));
        BitSet before = EdgeShare.of(node(1), without(all, node(1)), PIECES);

        BitSet after = EdgeShare.of(node(1), List.of(node(2), node(3)), PIECES);

        BitSet lost = (BitSet) before.clone();
        lost.andNot(after);
        assertThat(lost.isEmpty()).isTrue();
        assertThat(after.cardinality()).isGreaterThan(before.cardinality());
    }

    private static List<NodeId> without(List<NodeId> all, NodeId self) {
        List<NodeId> others = new ArrayList<>(all);
        others.remove(self);
        return others;
    }

    private static NodeId node(int seed) {
        return NodeId.of(TestOperator.key(seed).publicKey());
    }
}
