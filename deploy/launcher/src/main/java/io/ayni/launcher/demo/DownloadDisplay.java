package io.ayni.launcher.demo;

import java.io.Console;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how downloads get on: a bar for each on a terminal, a line for each quarter otherwise. */
sealed interface DownloadDisplay extends AutoCloseable {
    /** Bytes that node {@code index} has verified now. */
    void show(int index, long verifiedBytes);

    @Override
    void close();

    /** The display that fits where standard output goes. */
    static DownloadDisplay forOutput(int nodes, long bytes, PrintWriter out) {
        Console console = System.console();
        return console != null && console.isTerminal() ? new Bars(nodes, bytes) : new Lines(nodes, bytes, out);
    }

    /** Progress bars. */
    final class Bars implements DownloadDisplay {
        private static final long MIB = 1L << 20;
        private final List<ProgressBar> bars = new ArrayList<>();

        Bars(int nodes, long bytes) {
            for (int number = 1; number <= nodes; number++) {
                bars.add(new ProgressBarBuilder()
                        .setTaskName("node-" + number)
                        .setInitialMax(bytes)
                        .setUnit(" MiB", MIB)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .build());
            }
        }

        @Override
        public void show(int index, long verifiedBytes) {
            bars.get(index).stepTo(verifiedBytes);
        }

        @Override
        public void close() {
            bars.forEach(ProgressBar::close);
        }
    }

    /** Plain lines. */
    final class Lines implements DownloadDisplay {
        private static final int QUARTERS = 4;
        private final int[] shown;
        private final long bytes;
        private final PrintWriter out;

        Lines(int nodes, long bytes, PrintWriter out) {
            this.shown = new int[nodes];
            this.bytes = bytes;
            this.out = out;
        }

        @Override
        public void show(int index, long verifiedBytes) {
            int quarter = bytes == 0 ? QUARTERS : (int) (verifiedBytes * QUARTERS / bytes);
            if (quarter > shown[index]) {
                shown[index] = quarter;
                out.printf("  node-%d has %d %%%n", index + 1, quarter * 100 / QUARTERS);
                out.flush();
            }
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
