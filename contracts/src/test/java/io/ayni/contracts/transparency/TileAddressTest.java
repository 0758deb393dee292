package io.ayni.contracts.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileAddressTest {
    @ParameterizedTest
    @MethodSource("tiles")
    void aPathIsWrittenAndReadAsTheVectorSays(String[] vector) {
        TileAddress tile =
                new TileAddress(Integer.parseInt(vector[1]), Long.parseLong(vector[2]), Integer.parseInt(vector[3]));
        assertThat(tile.path()).isEqualTo(vector[4]);
        assertThat(TileAddress.parse(vector[4])).contains(tile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "tile/0",
                "tile/0/0",
                "tile/8/000",
                "tile/-1/000",
                "tile/00/000",
                "tile/0/0000",
                "tile/0/x000/001",
                "tile/0/001/001",
                "tile/0/x001/x001",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/257",
                "tile/0/000.p/01",
                "tile/0/000.p",
                "tile/0/000/",
                "/tile/0/000",
                "tile/0/../000",
                "tile/entries/000",
                "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
                "tile/0/٠٠٠"
            })
    void whatIsNotTheOnePathOfATileIsNone(String path) {
        assertThat(TileAddress.parse(path)).isEmpty();
    }

    static List<Arguments> tiles() {
        return LogVectors.arguments("tile");
    }
}
