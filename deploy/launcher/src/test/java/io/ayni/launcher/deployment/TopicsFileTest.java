package io.ayni.launcher.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.embedded.AyniTopics;
import io.ayni.embedded.Topic;
import io.ayni.embedded.Topic.Retention;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TopicsFileTest {
    @Test
    void theFileListsTheTopicsThatTheLauncherCreates() {
        // When
        List<Topic> listed = Yaml.text("deploy/kafka/topics.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(TopicsFileTest::topic)
                .toList();
        // Then
        assertThat(listed).containsExactlyInAnyOrderElementsOf(AyniTopics.all());
    }

    @Test
    void everyTopicThatTheCodeOfTheServicesNamesIsListed() {
        // Given
        Set<String> listed = new TreeSet<>();
        AyniTopics.all().forEach(topic -> listed.add(topic.name()));
        Pattern quoted =
                Pattern.compile("[\"=](ayni\\.(?:settlements(?:\\.dlq)?|journal|nodes|swarms|content|entitlements"
                        + "|deliveries))(?=[\"\\n])");
        // When
        Set<String> named = new TreeSet<>();
        for (Program program : Program.values()) {
            for (String ending : List.of(".java", ".properties")) {
                Yaml.files(program.image().module() + "/src/main", ending)
                        .forEach(file ->
                                quoted.matcher(Yaml.text(file)).results().forEach(found -> named.add(found.group(1))));
            }
        }
        // Then
        assertThat(named).isEqualTo(listed);
    }

    @Test
    void partitionsOfSettlementsAreTheShardsOfTheLedger() {
        assertThat(Yaml.text("docs/configuration.md")).contains("| `shards` | 4 |");
        assertThat(AyniTopics.all()).contains(new Topic("ayni.settlements", 4, Retention.BY_AGE));
    }

    private static Topic topic(String line) {
        String[] words = line.strip().split(" +");
        Retention retention =
                switch (words[2]) {
                    case "delete" -> Retention.BY_AGE;
                    case "compact" -> Retention.COMPACTED;
                    case String other -> throw new IllegalArgumentException(other);
                };
        return new Topic(words[0], Integer.parseInt(words[1]), retention);
    }
}
