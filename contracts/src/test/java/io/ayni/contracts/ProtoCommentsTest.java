package io.ayni.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProtoCommentsTest {
    private static final Path PROTOS = Path.of("src/main/proto");
    private static final Pattern DECLARATION = Pattern.compile("\\s*(service|rpc|message|enum) (\\w+).*");

    @Test
    void everyServiceRpcMessageAndEnumIsDescribed() throws IOException {
        List<String> bare = new ArrayList<>();
        int described = 0;
        for (Path file : protos()) {
            String before = "";
            for (String line : Files.readAllLines(file)) {
                boolean declares = DECLARATION.matcher(line).matches();
                if (declares && !before.strip().startsWith("//")) {
                    bare.add(file.getFileName() + ": " + line.strip());
                }
                described += declares ? 1 : 0;
                before = line;
            }
        }
        assertThat(bare).isEmpty();
        assertThat(described).isGreaterThan(80);
    }

    private static List<Path> protos() throws IOException {
        try (Stream<Path> files = Files.walk(PROTOS)) {
            return files.filter(file -> file.toString().endsWith(".proto")).toList();
        }
    }
}
