package io.ayni.agent.swarm.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.content.FileHasher;
import io.ayni.contracts.content.InvalidMetainfoException;
import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.content.MetainfoBuilder;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebSeedsTest {
    @Test
    void gatewaysAreTheWebSeedsThatEndInTheItem() throws InvalidMetainfoException {
        String id = item(List.of()).contentId().hex();

        Metainfo metainfo = item(List.of(
                "http://edge.example:8080/content/" + id + "/film.bin",
                "http://edge.example:8080/content/" + id + "/film.bin",
                "https://cdn.example/x/content/" + id + "/film.bin",
                "http://elsewhere.example/film.bin",
                "ftp://edge.example/content/" + id + "/film.bin",
                "http://bad host/content/" + id + "/film.bin"));

        assertThat(WebSeeds.gatewaysOf(metainfo))
                .containsExactly(URI.create("http://edge.example:8080"), URI.create("https://cdn.example/x"));
    }

    private static Metainfo item(List<String> webSeeds) throws InvalidMetainfoException {
        FileHasher hasher = new FileHasher();
        hasher.update(new byte[100], 0, 100);
        return new MetainfoBuilder("film.bin")
                .file(List.of("film.bin"), hasher.finish())
                .webSeeds(webSeeds)
                .build();
    }
}
