package io.ayni.agent.swarm.core;

import io.ayni.contracts.content.Metainfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The gateways that an item itself names as web seeds: sources even when no tracker answers. */
final class WebSeeds {
    private WebSeeds() {}

    /** Base URLs of the web seeds that are gateways; others are left out. */
    static List<URI> gatewaysOf(Metainfo metainfo) {
        String marker = "/content/" + metainfo.contentId().hex();
        return metainfo.webSeeds().stream()
                .map(url -> gatewayOf(url, marker))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static Optional<URI> gatewayOf(String url, String marker) {
        int at = url.indexOf(marker);
        if (at < 0 || !url.startsWith("http://") && !url.startsWith("https://")) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(url.substring(0, at)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a web seed that is no address is no source
        }
    }
}
