package io.ayni.launcher.bench;

import io.ayni.launcher.bench.BenchReport.Row;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Draws the rows of a report that have a goal: one bar each, as long as the figure is beside its goal, and a line where the
 * goal is. Needs a font on the machine, no screen.
 */
public final class BenchChart {
    private static final int WIDTH = 900;
    private static final int ROW_HEIGHT = 56;
    private static final int MARGIN = 20;
    private static final int BAR_HEIGHT = 20;
    private static final int GOAL_AT = 430;
    /** A bar ends here, however far beyond its goal the figure is. */
    private static final double LONGEST_IN_GOALS = 2;

    private static final Color MET = new Color(0x2e7d32);
    private static final Color MISSED = new Color(0xc75b12);
    private static final Color GOAL = new Color(0x37474f);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);

    private BenchChart() {}

    /** Writes the picture as PNG; what the file held is gone. */
    public static void write(BenchReport report, Path file) throws IOException {
        System.setProperty("java.awt.headless", "true");
        try (var out = Files.newOutputStream(file)) {
            ImageIO.write(draw(report), "png", out);
        }
    }

    static BufferedImage draw(BenchReport report) {
        List<Row> rows =
                report.rows().stream().filter(row -> row.goal() != null).toList();
        var image = new BufferedImage(WIDTH, 2 * MARGIN + rows.size() * ROW_HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
        canvas.setFont(TEXT);
        for (int i = 0; i < rows.size(); i++) {
            draw(canvas, rows.get(i), MARGIN + i * ROW_HEIGHT);
        }
        canvas.dispose();
        return image;
    }

    private static void draw(Graphics2D canvas, Row row, int top) {
        canvas.setColor(GOAL);
        canvas.drawString(caption(row), MARGIN, top + TEXT.getSize());
        int barTop = top + BAR_HEIGHT;
        canvas.setColor(row.met() ? MET : MISSED);
        canvas.fillRect(MARGIN, barTop, barLength(row), BAR_HEIGHT);
        canvas.setColor(GOAL);
        canvas.fillRect(MARGIN + GOAL_AT - 1, barTop - 2, 2, BAR_HEIGHT + 4);
    }

    static int barLength(Row row) {
        double inGoals = Math.min(LONGEST_IN_GOALS, row.value() / bound(row));
        return (int) Math.round(GOAL_AT * inGoals);
    }

    static String caption(Row row) {
        return String.format(
                Locale.ROOT,
                "%s  %s: %.2f %s, goal %s, %s",
                row.id(),
                row.label(),
                row.value(),
                row.unit(),
                row.goal(),
                row.met() ? "met" : "missed");
    }

    private static double bound(Row row) {
        return Double.parseDouble(row.goal().substring(row.goal().indexOf(' ') + 1));
    }
}
