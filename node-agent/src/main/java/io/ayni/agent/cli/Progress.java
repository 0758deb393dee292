package io.ayni.agent.cli;

import io.ayni.agent.json.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a download is, as it is shown. */
sealed interface Progress extends AutoCloseable {
    /** Where it stands now; called about four times a second. */
    void show(DownloadView item, long elapsedMs);

    @Override
    default void close() {}

    /** Facts of one moment. */
    static String facts(DownloadView item) {
        return Quantity.bytes(item.fromPeersBytes()) + " from peers, " + Quantity.bytes(item.fromEdgeBytes())
                + " from edge, " + item.peers() + " peers";
    }

    /** A bar on a terminal, with rate and remaining time. */
    final class Bar implements Progress {
        private static final long MIB = 1 << 20;

        private final ProgressBar bar;

        Bar(DownloadView item) {
            bar = new ProgressBarBuilder()
                    .setTaskName(item.name())
                    .setInitialMax(item.sizeBytes())
                    .setUnit(" MiB", MIB)
                    .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                    .setUpdateIntervalMillis(200)
                    .startsFrom(item.verifiedBytes(), java.time.Duration.ZERO)
                    .showSpeed()
                    .build();
        }

        @Override
        public void show(DownloadView item, long elapsedMs) {
            bar.stepTo(item.verifiedBytes());
            bar.setExtraMessage(facts(item));
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** Lines, for a log or a program: one per second as JSON, one per five seconds as text. */
    final class Lines implements Progress {
        private final PrintWriter out;
        private final boolean isJson;
        private final long startBytes;
        private long nextMs;

        Lines(PrintWriter out, boolean isJson, DownloadView item) {
            this.out = out;
            this.isJson = isJson;
            this.startBytes = item.verifiedBytes();
        }

        @Override
        public void show(DownloadView item, long elapsedMs) {
            if (elapsedMs < nextMs) {
                return;
            }
            nextMs = elapsedMs + (isJson ? 1_000 : 5_000);
            long rate = elapsedMs == 0 ? 0 : (item.verifiedBytes() - startBytes) * 1_000 / elapsedMs;
            out.println(isJson ? json(item, rate) : text(item, rate));
            out.flush();
        }

        private static String text(DownloadView item, long rate) {
            return item.name() + ": " + Quantity.bytes(item.verifiedBytes()) + " of " + Quantity.bytes(item.sizeBytes())
                    + ", " + facts(item) + ", " + Quantity.bytes(rate) + "/s";
        }

        private static String json(DownloadView item, long rate) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("event", "progress");
            json.put("contentId", item.contentId());
            json.put("state", item.state());
            json.put("sizeBytes", item.sizeBytes());
            json.put("verifiedBytes", item.verifiedBytes());
            json.put("fromPeersBytes", item.fromPeersBytes());
            json.put("fromEdgeBytes", item.fromEdgeBytes());
            json.put("peers", item.peers());
            json.put("bytesPerSecond", rate);
            return Json.write(json);
        }
    }
}
