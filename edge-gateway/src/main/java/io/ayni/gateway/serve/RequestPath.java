package io.ayni.gateway.serve;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request path, decoded once. There is an instance only for paths that every server, proxy and library reads alike:
 * no empty or dot segments, no parameters ({@code ;}), no separators or control characters in any spelling, well-formed
 * percent-encoding of well-formed UTF-8.
 *
 * @param segments decoded segments; none for the root
 */
public record RequestPath(List<String> segments) {
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_SEGMENTS = 64;
    private static final int HEX = 16;

    /** Copies the list. */
    public RequestPath {
        segments = List.copyOf(segments);
    }

    /**
     * Reads the path as it stood in the request line, without the query.
     *
     * @return empty when it is not such a path
     */
    public static Optional<RequestPath> parse(String raw) {
        if (raw == null || raw.isEmpty() || raw.charAt(0) != '/' || raw.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        if (raw.equals("/")) {
            return Optional.of(new RequestPath(List.of()));
        }
        String[] parts = raw.substring(1).split("/", -1);
        if (parts.length > MAX_SEGMENTS) {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>();
        for (String part : parts) {
            Optional<String> segment = decode(part).filter(RequestPath::isPlain);
            if (segment.isEmpty()) {
                return Optional.empty();
            }
            segments.add(segment.get());
        }
        return Optional.of(new RequestPath(segments));
    }

    private static boolean isPlain(String segment) {
        return !segment.isEmpty()
                && !segment.equals(".")
                && !segment.equals("..")
                && segment.chars().noneMatch(c -> c == '/' || c == '\\' || c == ';' || Character.isISOControl(c));
    }

    private static Optional<String> decode(String part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '%') {
                int octet = i + 2 < part.length() ? octet(part.charAt(i + 1), part.charAt(i + 2)) : -1;
                if (octet < 0) {
                    return Optional.empty();
                }
                bytes.write(octet);
                i += 2;
            } else if (c > ' ' && c < 0x7f) {
                bytes.write(c);
            } else {
                return Optional.empty();
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static int octet(char high, char low) {
        int left = Character.digit(high, HEX);
        int right = Character.digit(low, HEX);
        return left < 0 || right < 0 ? -1 : left * HEX + right;
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty(); // a malformed path is refused like any other
        }
    }

    /** Encodes one segment so that {@link #parse} gives it back; all but unreserved characters are escaped. */
    public static String encode(String segment) {
        StringBuilder text = new StringBuilder();
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "-._~".indexOf(b) >= 0) {
                text.append((char) b);
            } else {
                text.append('%').append(String.format("%02X", b & 0xff));
            }
        }
        return text.toString();
    }

    /** Encodes each component of a path and joins them with slashes. */
    public static String encodePath(String path) {
        List<String> encoded = new ArrayList<>();
        for (String component : path.split("/", -1)) {
            encoded.add(encode(component));
        }
        return String.join("/", encoded);
    }
}
