package io.ayni.launcher.demo;

import java.io.Console;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how transfers get on: a bar for each on a terminal, a line for each quarter otherwise. */
sealed interface TransferDisplay extends AutoCloseable {
    /** Bytes that receiver {@code index} has now. Called from one thread at a time. */
    void show(int index, long bytesNow);

    @Override
    void close();

    /** The display that fits where standard output goes. */
    static TransferDisplay forOutput(List<String> receivers, long bytes, PrintWriter out) {
        Console console = System.console();
        return console != null && console.isTerminal() ? new Bars(receivers, bytes) : new Lines(receivers, bytes, out);
    }

    /** Progress bars. */
    final class Bars implements TransferDisplay {
        private static final long MIB = 1L << 20;
        private final List<ProgressBar> bars = new ArrayList<>();

        Bars(List<String> receivers, long bytes) {
            for (String receiver : receivers) {
                bars.add(new ProgressBarBuilder()
                        .setTaskName(receiver)
                        .setInitialMax(bytes)
                        .setUnit(" MiB", MIB)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .build());
            }
        }

        @Override
        public void show(int index, long bytesNow) {
            bars.get(index).stepTo(bytesNow);
        }

        @Override
        public void close() {
            bars.forEach(ProgressBar::close);
        }
    }

    /** Plain lines. */
    final class Lines implements TransferDisplay {
        private static final int QUARTERS = 4;
        private final List<String> receivers;
        private final int[] shown;
        private final long bytes;
        private final PrintWriter out;

        Lines(List<String> receivers, long bytes, PrintWriter out) {
            this.receivers = receivers;
            this.shown = new int[receivers.size()];
            this.bytes = bytes;
            this.out = out;
        }

        @Override
        public void show(int index, long bytesNow) {
            int quarter = (int) (bytesNow * QUARTERS / bytes);
            if (quarter > shown[index]) {
                shown[index] = quarter;
                out.printf("  %s has %d %%%n", receivers.get(index), quarter * 100 / QUARTERS);
                out.flush();
            }
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
