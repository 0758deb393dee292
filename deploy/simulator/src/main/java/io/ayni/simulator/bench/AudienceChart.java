package io.ayni.simulator.bench;

import io.ayni.simulator.swarm.SwarmOutcome;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Four small charts on one picture, each against the audience on a logarithmic axis: completion in fluid minima, copies
 * out of the edge, offload, and the time in which 95 % are complete.
 */
public final class AudienceChart {
    private static final int WIDTH = 1_000;
    private static final int HEIGHT = 700;
    private static final int MARGIN = 60;
    private static final int COLUMNS = 2;
    private static final int DOT = 8;
    private static final double HEADROOM = 1.15;
    private static final Color LINE = new Color(0x1f, 0x5f, 0xa8);
    private static final Color AXIS = new Color(0x88, 0x88, 0x88);

    private record Panel(String title, ToDoubleFunction<SwarmOutcome> value) {}

    private static final List<Panel> PANELS = List.of(
            new Panel("last finish / fluid minimum", SwarmOutcome::ratio),
            new Panel("edge egress in copies", SwarmOutcome::edgeCopies),
            new Panel("offload", SwarmOutcome::offload),
            new Panel("95 % complete after seconds", SwarmOutcome::p95Seconds));

    private AudienceChart() {}

    /** Draws the runs, which are in the order of their audience. */
    public static BufferedImage draw(List<SwarmOutcome> outcomes) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        for (int i = 0; i < PANELS.size(); i++) {
            int width = WIDTH / COLUMNS;
            int height = HEIGHT * COLUMNS / PANELS.size();
            Graphics2D part = (Graphics2D) graphics.create(i % COLUMNS * width, i / COLUMNS * height, width, height);
            draw(part, PANELS.get(i), outcomes, width, height);
            part.dispose();
        }
        graphics.dispose();
        return image;
    }

    private static void draw(Graphics2D graphics, Panel panel, List<SwarmOutcome> outcomes, int width, int height) {
        int bottom = height - MARGIN;
        int right = width - MARGIN / 2;
        double top = HEADROOM * outcomes.stream().mapToDouble(panel.value).max().orElse(1);
        graphics.setColor(AXIS);
        graphics.drawLine(MARGIN, bottom, right, bottom);
        graphics.drawLine(MARGIN, MARGIN / 2, MARGIN, bottom);
        graphics.setColor(Color.BLACK);
        graphics.drawString(panel.title, MARGIN, MARGIN / 2 - DOT);
        graphics.drawString("agents", right - MARGIN, bottom + MARGIN / 2 + DOT);
        graphics.setStroke(new BasicStroke(2));
        int beforeX = 0;
        int beforeY = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            double value = panel.value.applyAsDouble(outcomes.get(i));
            int x = MARGIN + DOT + (int) ((right - MARGIN - 4 * DOT) * position(outcomes, i));
            int y = bottom - (int) ((bottom - MARGIN / 2) * value / top);
            graphics.setColor(LINE);
            if (i > 0) {
                graphics.drawLine(beforeX, beforeY, x, y);
            }
            graphics.fillOval(x - DOT / 2, y - DOT / 2, DOT, DOT);
            graphics.setColor(Color.BLACK);
            graphics.drawString(String.format(Locale.ROOT, "%.3g", value), x - DOT, y - DOT);
            graphics.drawString(Integer.toString(outcomes.get(i).plan().agents()), x - DOT, bottom + 2 * DOT);
            beforeX = x;
            beforeY = y;
        }
    }

    /** Where a run stands between the first and the last, 0 to 1. */
    private static double position(List<SwarmOutcome> outcomes, int index) {
        double first = Math.log(outcomes.getFirst().plan().agents());
        double last = Math.log(outcomes.getLast().plan().agents());
        return last > first ? (Math.log(outcomes.get(index).plan().agents()) - first) / (last - first) : 0;
    }
}
