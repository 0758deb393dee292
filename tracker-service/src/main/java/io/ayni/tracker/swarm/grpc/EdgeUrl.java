package io.ayni.tracker.swarm.grpc;

import io.ayni.tracker.transport.grpc.Fields;
import io.ayni.tracker.transport.grpc.MalformedRequestException;
import java.net.URI;
import java.net.URISyntaxException;

/** Reads base URLs of gateways. */
final class EdgeUrl {
    private static final int MAX_BYTES = 255;

    private EdgeUrl() {}

    /** An http or https URL with a host, without user, query, fragment and trailing slash. */
    static String read(String field) throws MalformedRequestException {
        Fields.text("base_url", field, MAX_BYTES);
        try {
            URI uri = new URI(field);
            boolean isBase = ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && !field.endsWith("/");
            Fields.require(isBase, "base_url is http or https, with a host and without a trailing slash");
            return field;
        } catch (URISyntaxException e) {
            throw new MalformedRequestException("base_url is no URL");
        }
    }
}
