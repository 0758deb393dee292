package io.ayni.ledger.benefit.postgres;

import io.ayni.contracts.voucher.PriceReduction;
import io.ayni.ledger.benefit.Availability;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.BenefitCatalogue;
import io.ayni.ledger.benefit.BenefitKind;
import io.ayni.ledger.benefit.BenefitName;
import io.ayni.ledger.benefit.BenefitTerms;
import io.ayni.ledger.benefit.Fulfilment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements on the versions of benefits. All run inside the caller's transaction. */
public final class BenefitTable {
    /** The columns that {@link #read} wants, of a table named {@code b}. */
    public static final String COLUMNS =
            """
            b.name, b.version, b.title, b.kind, b.price_micro_credits, b.lasting_ms, b.percent_off, b.amount_off,
            b.currency, b.rendition, b.bandwidth_class, b.content_set, b.confirm_within_ms, b.available_from_ms,
            b.available_until_ms, b.retired""";

    private static final String ADD =
            """
            insert into ledger.benefit (name, version, title, kind, price_micro_credits, lasting_ms, percent_off,
                amount_off, currency, rendition, bandwidth_class, content_set, confirm_within_ms, available_from_ms,
                available_until_ms, retired, published_at_ms, published_by)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String FIND =
            "select " + COLUMNS + " from ledger.benefit b where b.name = ? and b.version = ?";
    private static final String NEWEST =
            "select " + COLUMNS + " from ledger.benefit b where b.name = ? order by b.version desc limit 1";
    private static final String ALL = "select distinct on (b.name) " + COLUMNS
            + " from ledger.benefit b order by b.name, b.version desc limit " + BenefitCatalogue.MAX_BENEFITS;

    private BenefitTable() {}

    /** Adds a version. */
    public static void add(Connection connection, Benefit benefit, String operator, long nowMs) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(ADD)) {
            row.setString(1, benefit.name().value());
            row.setLong(2, benefit.version());
            row.setString(3, benefit.title());
            row.setString(4, benefit.kind().name());
            row.setLong(5, benefit.priceMicroCredits());
            row.setLong(6, benefit.lasting().toMillis());
            for (int column = 7; column <= 13; column++) {
                row.setNull(column, Types.NULL);
            }
            setTerms(row, benefit.terms());
            if (benefit.fulfilment() instanceof Fulfilment.Confirmed(Duration within)) {
                row.setLong(13, within.toMillis());
            }
            row.setLong(14, benefit.availability().fromMs());
            row.setLong(15, benefit.availability().untilMs());
            row.setBoolean(16, benefit.availability().retired());
            row.setLong(17, nowMs);
            row.setString(18, operator);
            row.executeUpdate();
        }
    }

    private static void setTerms(PreparedStatement row, BenefitTerms terms) throws SQLException {
        switch (terms) {
            case BenefitTerms.Discount(PriceReduction.Percent(int percent)) -> row.setInt(7, percent);
            case BenefitTerms.Discount(PriceReduction.Amount(long minorUnits, String currency)) -> {
                row.setLong(8, minorUnits);
                row.setString(9, currency);
            }
            case BenefitTerms.Quality(String rendition, String bandwidthClass) -> {
                row.setString(10, rendition);
                row.setString(11, bandwidthClass);
            }
            case BenefitTerms.Priority _ -> {} // has no terms of its own
            case BenefitTerms.Exclusive(String contentSet) -> row.setString(12, contentSet);
        }
    }

    /** A version. */
    public static Optional<Benefit> find(Connection connection, BenefitName name, long version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, name.value());
            statement.setLong(2, version);
            return readAll(statement).stream().findFirst();
        }
    }

    /** The newest version of a benefit. */
    public static Optional<Benefit> newest(Connection connection, BenefitName name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEWEST)) {
            statement.setString(1, name.value());
            return readAll(statement).stream().findFirst();
        }
    }

    /** The newest version of every benefit, by name. */
    public static List<Benefit> newest(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ALL)) {
            return readAll(statement);
        }
    }

    private static List<Benefit> readAll(PreparedStatement statement) throws SQLException {
        List<Benefit> benefits = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                benefits.add(read(rows));
            }
        }
        return benefits;
    }

    /** The benefit of a row that has {@link #COLUMNS}. */
    public static Benefit read(ResultSet row) throws SQLException {
        long confirmWithinMs = row.getLong("confirm_within_ms");
        return new Benefit(
                new BenefitName(row.getString("name")),
                row.getLong("version"),
                row.getString("title"),
                row.getLong("price_micro_credits"),
                Duration.ofMillis(row.getLong("lasting_ms")),
                terms(row),
                confirmWithinMs == 0
                        ? new Fulfilment.Immediate()
                        : new Fulfilment.Confirmed(Duration.ofMillis(confirmWithinMs)),
                new Availability(
                        row.getLong("available_from_ms"),
                        row.getLong("available_until_ms"),
                        row.getBoolean("retired")));
    }

    private static BenefitTerms terms(ResultSet row) throws SQLException {
        return switch (BenefitKind.valueOf(row.getString("kind"))) {
            case DISCOUNT -> new BenefitTerms.Discount(reduction(row));
            case QUALITY -> new BenefitTerms.Quality(row.getString("rendition"), row.getString("bandwidth_class"));
            case PRIORITY -> new BenefitTerms.Priority();
            case EXCLUSIVE -> new BenefitTerms.Exclusive(row.getString("content_set"));
        };
    }

    private static PriceReduction reduction(ResultSet row) throws SQLException {
        int percent = row.getInt("percent_off");
        return percent == 0
                ? new PriceReduction.Amount(row.getLong("amount_off"), row.getString("currency"))
                : new PriceReduction.Percent(percent);
    }
}
