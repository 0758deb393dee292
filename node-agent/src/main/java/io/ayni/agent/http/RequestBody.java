package io.ayni.agent.http;

import com.sun.net.httpserver.HttpExchange;
import io.ayni.agent.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** The JSON object that a request of the API carries. */
final class RequestBody {
    /** Longest body. */
    static final int MAX_BODY_BYTES = 4096;

    private RequestBody() {}

    /** @param keys that it may have; any other is refused */
    static Map<String, Object> of(HttpExchange exchange, Set<String> keys) throws IOException, HttpRefusal {
        byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            throw new HttpRefusal(413, "too_large", "a body has at most " + MAX_BODY_BYTES + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            Map<String, Object> json = Json.object(text);
            if (!keys.containsAll(json.keySet())) {
                throw HttpRefusal.malformed("the body may have these keys only: " + keys);
            }
            return json;
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw HttpRefusal.malformed("the body is not a JSON object");
        }
    }
}
