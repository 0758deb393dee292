package io.ayni.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.gateway.testing.GatewayProcess;
import io.ayni.gateway.testing.Publisher;
import io.ayni.gateway.testing.RawHttp;
import io.ayni.gateway.testing.RawHttp.Response;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the gateway says of itself at {@code /q/openapi} is what it does. */
class DescriptionIT {
    private static final Set<String> METHODS = Set.of("get", "head", "put", "post", "delete", "patch", "options");
    private static final GatewayProcess GATEWAY = new GatewayProcess();
    private static JsonObject paths;
    private static String id;

    @BeforeAll
    static void start() throws Exception {
        Publisher publisher = new Publisher(GATEWAY.start());
        id = publisher.publish("a.bin", new byte[] {1, 2, 3});
        paths = new JsonObject(
                        new String(publisher.get("/q/openapi?format=json").body()))
                .getJsonObject("paths");
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @Test
    void everyRouteIsDescribedWithItsMethods() {
        assertThat(described())
                .isEqualTo(Map.of(
                        "/api/content", Set.of("get", "head"),
                        "/api/content/{name}", Set.of("put"),
                        "/content/{id}.torrent", Set.of("get", "head"),
                        "/content/{id}/{path}", Set.of("get", "head"),
                        "/name/{name}", Set.of("get", "head"),
                        "/name/{name}/{path}", Set.of("get", "head")));
    }

    @Test
    void exactlyTheDescribedMethodsAreTaken() throws Exception {
        for (String path : paths.fieldNames()) {
            Set<String> taken = new TreeSet<>();
            for (String method : METHODS) {
                Response response = call(method, path);
                if (response.status() == 405) {
                    assertThat(allowed(response)).as(path).isEqualTo(described().get(path));
                } else {
                    taken.add(method);
                }
            }
            assertThat(taken).as(path).isEqualTo(described().get(path));
        }
    }

    @Test
    void everyStatusThatIsSeenIsDescribed() throws Exception {
        for (String path : paths.fieldNames()) {
            for (String method : described().get(path)) {
                Set<String> statuses = paths.getJsonObject(path)
                        .getJsonObject(method)
                        .getJsonObject("responses")
                        .fieldNames();
                String[][] heads = {
                    {}, {"Range: bytes=0-0"}, {"Range: bytes=9000-"}, {"If-Match: \"x\""}, {"If-None-Match: *"}
                };
                for (String[] head : heads) {
                    assertThat(statuses)
                            .as("%s %s", method, path)
                            .contains("" + call(method, path, head).status());
                }
            }
        }
    }

    private static Map<String, Set<String>> described() {
        Map<String, Set<String>> described = new TreeMap<>();
        for (String path : paths.fieldNames()) {
            Set<String> methods = new TreeSet<>(paths.getJsonObject(path).fieldNames());
            methods.retainAll(METHODS);
            described.put(path, methods);
        }
        return described;
    }

    private static Response call(String method, String path, String... headers) throws Exception {
        boolean ofOneFile = path.equals("/name/{name}/{path}");
        String target =
                path.replace("{id}", id).replace("{name}", "a.bin").replace("{path}", ofOneFile ? "absent" : "a.bin");
        return RawHttp.exchange(GATEWAY.port(), method.toUpperCase(java.util.Locale.ROOT), target, headers);
    }

    private static Set<String> allowed(Response response) {
        return java.util.Arrays.stream(response.header("allow").split(", "))
                .map(method -> method.toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
