package io.ayni.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links of the project's pages to its own files and headings; links to other sites are not looked at. */
class DocumentationLinksTest {
    private static final Path ROOT = DocumentationPage.repository();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern OTHER_SITE = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.map(ROOT::relativize)
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().matches("(.*/)?(target|\\.[^/]*)/.*"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRelativeLinkLeadsToAFileAndAHeadingThatAreThere(Path page) throws IOException {
        Path file = ROOT.resolve(page);
        List<String> broken = LINK.matcher(withoutCodeBlocks(Files.readString(file)))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !OTHER_SITE.matcher(link).matches())
                .filter(link -> !leadsSomewhere(file, link))
                .toList();
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Path from, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]);
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** The anchors of a page's headings, as the usual renderers make them. */
    private static Set<String> anchors(Path page) {
        try {
            return HEADING.matcher(withoutCodeBlocks(Files.readString(page)))
                    .results()
                    .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                    .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of(); // not a page: it has no anchors
        }
    }

    private static String withoutCodeBlocks(String text) {
        return text.replaceAll("(?ms)^```.*?^```$", "");
    }
}
