package io.ayni.agent.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the path of a request into its decoded segments, refusing every second spelling of a path. */
final class RequestPath {
    private static final int MAX_SEGMENTS = 40;

    private RequestPath() {}

    /** {@code /a/b%20c} gives {@code a}, {@code b c}; the root gives no segment. */
    static List<String> segments(String rawPath) throws HttpRefusal {
        if (!rawPath.startsWith("/") || rawPath.indexOf(';') >= 0) {
            throw HttpRefusal.malformed("the path is not well formed");
        }
        List<String> segments = new ArrayList<>();
        if (rawPath.length() == 1) {
            return segments;
        }
        for (String raw : rawPath.substring(1).split("/", -1)) {
            String segment = decode(raw);
            boolean isOdd = segment.isEmpty()
                    || segment.equals(".")
                    || segment.equals("..")
                    || segment.indexOf('/') >= 0
                    || segment.indexOf('\\') >= 0
                    || segment.chars().anyMatch(Character::isISOControl);
            if (isOdd || segments.size() == MAX_SEGMENTS) {
                throw HttpRefusal.malformed("the path is not well formed");
            }
            segments.add(segment);
        }
        return segments;
    }

    private static String decode(String raw) throws HttpRefusal {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        try {
            for (int i = 0; i < raw.length(); i++) {
                char c = raw.charAt(i);
                if (c == '%') {
                    bytes.write(Integer.parseInt(raw, i + 1, i + 3, 16));
                    i += 2;
                } else {
                    bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                }
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException | NumberFormatException | IndexOutOfBoundsException e) {
            throw HttpRefusal.malformed("the path is not well formed");
        }
    }
}
