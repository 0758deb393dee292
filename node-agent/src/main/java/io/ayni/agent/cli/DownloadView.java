package io.ayni.agent.cli;

import java.util.List;
import java.util.Map;

/**
 * An item as the local API tells it.
 *
 * @param contentId the item
 * @param name advisory name
 * @param state fetching, complete, checking or failed
 * @param sizeBytes size
 * @param verifiedBytes verified so far
 * @param fromPeersBytes of these, from peers since the agent started
 * @param fromEdgeBytes of these, from the edge since the agent started
 * @param peers connected
 * @param failure why it stands still, or null
 * @param isSingleFile the item is just one file
 * @param files its files
 */
record DownloadView(
        String contentId,
        String name,
        String state,
        long sizeBytes,
        long verifiedBytes,
        long fromPeersBytes,
        long fromEdgeBytes,
        long peers,
        String failure,
        boolean isSingleFile,
        List<FileView> files) {
    /** One file and the Merkle root that its bytes must have, in hex. */
    record FileView(String path, long sizeBytes, String piecesRoot) {}

    static DownloadView of(Map<String, Object> json) {
        List<FileView> files = ((List<?>) json.get("files"))
                .stream()
                        .map(file -> (Map<?, ?>) file)
                        .map(file -> new FileView(
                                (String) file.get("path"), ((Number) file.get("sizeBytes")).longValue(), (String)
                                        file.get("piecesRoot")))
                        .toList();
        return new DownloadView(
                (String) json.get("contentId"),
                (String) json.get("name"),
                (String) json.get("state"),
                number(json, "sizeBytes"),
                number(json, "verifiedBytes"),
                number(json, "fromPeersBytes"),
                number(json, "fromEdgeBytes"),
                number(json, "peers"),
                (String) json.get("failure"),
                (Boolean) json.get("singleFile"),
                files);
    }

    boolean isComplete() {
        return state.equals("complete");
    }

    boolean hasFailed() {
        return state.equals("failed");
    }

    private static long number(Map<String, Object> json, String key) {
        return ((Number) json.get(key)).longValue();
    }
}
