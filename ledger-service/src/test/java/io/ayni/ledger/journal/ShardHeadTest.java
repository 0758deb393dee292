package io.ayni.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShardHeadTest {
    @Test
    void aFreshShardHasNoEntryAndWaitsForTheFirstRecord() {
        assertThat(ShardHead.fresh(2)).isEqualTo(new ShardHead(2, 0, 0, new byte[32], 0));
    }

    @Test
    void headsAreEqualByValue() {
        ShardHead head = new ShardHead(1, 2, 3, new byte[32], 4);
        byte[] otherHash = new byte[32];
        otherHash[0] = 1;
        assertThat(head)
                .isEqualTo(new ShardHead(1, 2, 3, new byte[32], 4))
                .hasSameHashCodeAs(new ShardHead(1, 2, 3, new byte[32], 4));
        assertThat(head).isNotEqualTo(new ShardHead(0, 2, 3, new byte[32], 4));
        assertThat(head).isNotEqualTo(new ShardHead(1, 0, 3, new byte[32], 4));
        assertThat(head).isNotEqualTo(new ShardHead(1, 2, 0, new byte[32], 4));
        assertThat(head).isNotEqualTo(new ShardHead(1, 2, 3, otherHash, 4));
        assertThat(head).isNotEqualTo(new ShardHead(1, 2, 3, new byte[32], 5));
        assertThat(head.withNextOffset(9)).isEqualTo(new ShardHead(1, 9, 3, new byte[32], 4));
    }
}
