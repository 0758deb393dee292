package io.ayni.ledger.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Side;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignFundingTest {
    @Test
    void whatCannotBeSharedGoesToTheFirstShards() {
        CampaignFunding funding = new CampaignFunding("default", 1, 11);
        assertThat(IntStream.range(0, 4).mapToObj(shard -> funding.share(shard, 4)))
                .containsExactly(3L, 3L, 3L, 2L);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "0, 1024",
        "1, 1024",
        "1023, 1024",
        "1024, 1024",
        "1025, 1024",
        "1000000000000000, 7",
        "9223372036854775807, 1",
        "9223372036854775807, 1024"
    })
    void sharesSumToTheWhole(long microCredits, int shards) {
        CampaignFunding funding = new CampaignFunding("default", 1, microCredits);
        assertThat(IntStream.range(0, shards)
                        .mapToLong(shard -> funding.share(shard, shards))
                        .sum())
                .isEqualTo(microCredits);
    }

    @Test
    void aShareMovesFromTheOperatorToThePoolOfItsShard() {
        // When
        CampaignFunding funding = new CampaignFunding("spring", 5, 11);

        // Then
        assertThat(funding.postings(3, 4))
                .containsExactly(
                        new Posting(new LedgerAccount.Funding("spring"), Side.DEBIT, 2),
                        new Posting(new LedgerAccount.Pool("spring", 3), Side.CREDIT, 2));
    }

    @Test
    void everyCampaignShardAndSequenceIsACauseOfItsOwn() {
        CampaignFunding funding = new CampaignFunding("spring", 5, 11);
        assertThat(funding.cause(3).key()).isEqualTo("funding:spring/3:5");
        assertThat(new CampaignFunding("spring", 5, 99).cause(3)).isEqualTo(funding.cause(3));
        assertThat(funding.cause(2)).isNotEqualTo(funding.cause(3));
        assertThat(new CampaignFunding("spring", 6, 11).cause(3)).isNotEqualTo(funding.cause(3));
        assertThat(new CampaignFunding("autumn", 5, 11).cause(3)).isNotEqualTo(funding.cause(3));
    }
}
