package io.ayni.ledger.operator.postgres;

import io.ayni.ledger.operator.FundedCampaign;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads what campaigns were given and have left. */
final class CampaignTable {
    private static final String PAGE =
            """
            select f.campaign, f.last_sequence, f.funded, coalesce((select sum(b.amount)
                from ledger.shard_head h join ledger.balance b
                    on b.shard = h.shard and b.account = 'pool:' || f.campaign || '/' || h.shard), 0)
            from (select campaign, max(sequence) as last_sequence, sum(micro_credits) as funded
                from ledger.campaign_funding where campaign > ? group by campaign order by campaign limit ?) f
            order by f.campaign""";

    private CampaignTable() {}

    static List<FundedCampaign> page(Connection connection, String after, int limit) throws SQLException {
        List<FundedCampaign> page = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
            statement.setString(1, after);
            statement.setInt(2, limit);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    page.add(new FundedCampaign(rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getLong(4)));
                }
            }
        }
        return page;
    }
}
