package io.ayni.gateway.delivery;

import io.ayni.contracts.content.ContentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums deliveries by item until they are drained. Holds at most {@value #MAX_ITEMS} items: while it is full, deliveries
 * of further items are not counted but for {@link #uncountedRequests}. Safe for all threads.
 */
public final class DeliveryCounter {
    /** Most items between two drains. */
    public static final int MAX_ITEMS = 10_000;

    private Map<ContentId, Sum> sums = new HashMap<>();
    private long fromMs;
    private long uncountedRequests;
    private long totalBytes;

    /**
     * @param nowMs start of the first interval, Unix milliseconds
     */
    public DeliveryCounter(long nowMs) {
        this.fromMs = nowMs;
    }

    /** Counts one request. */
    public synchronized void count(ContentId id, long bytes) {
        totalBytes += bytes;
        Sum sum = sums.get(id);
        if (sum == null) {
            if (sums.size() == MAX_ITEMS) {
                uncountedRequests++;
                return;
            }
            sum = new Sum();
            sums.put(id, sum);
        }
        sum.bytes += bytes;
        sum.requests += sum.requests < Integer.MAX_VALUE ? 1 : 0;
    }

    /**
     * Takes the sums out and starts a new interval.
     *
     * @param nowMs end of the interval, Unix milliseconds
     */
    public synchronized List<DeliveryCount> drain(long nowMs) {
        Map<ContentId, Sum> drained = sums;
        long startMs = fromMs;
        sums = new HashMap<>();
        fromMs = nowMs;
        List<DeliveryCount> counts = new ArrayList<>(drained.size());
        drained.forEach((id, sum) -> counts.add(new DeliveryCount(id, sum.bytes, sum.requests, startMs, nowMs)));
        return counts;
    }

    /** Requests that were not counted because too many items were. */
    public synchronized long uncountedRequests() {
        return uncountedRequests;
    }

    /** Bytes of all deliveries since the start, of items that were not counted too. */
    public synchronized long totalBytes() {
        return totalBytes;
    }

    private static final class Sum {
        private long bytes;
        private int requests;
    }
}
