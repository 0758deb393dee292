package io.ayni.launcher.deployment;

import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.launcher.home.OperatorSecrets;
import io.ayni.testing.DocumentationPage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** Which files an operator has after {@code deploy/ayni secrets} and {@code deploy/compose/prepare}. */
final class SecretFiles {
    private static final Set<String> OF_COMPOSE = Set.of(
            "database-superuser.password",
            "grafana-admin.password",
            "database.properties",
            "tracker.crt",
            "tracker.key");

    private SecretFiles() {}

    static boolean isMade(String name) {
        if (OF_COMPOSE.contains(name)) {
            return Yaml.text("deploy/compose/prepare").contains(name);
        }
        return ofTheLauncher().contains(name);
    }

    /** What the verb {@code secrets} makes; another test holds it to that. */
    static Set<String> ofTheLauncher() {
        var secrets = new OperatorSecrets(Path.of("secrets"));
        Set<String> names = new TreeSet<>(Set.of("database-owner.password", "database-application.password"));
        Arrays.stream(KeyPurpose.values())
                .map(secrets::privateKey)
                .forEach(file -> names.add(file.getFileName().toString()));
        for (Path file : Set.of(
                secrets.sealingKey(),
                secrets.operatorKeys(),
                secrets.operators(),
                secrets.enrolmentToken(),
                secrets.edgeToken(),
                secrets.publisherTokenFile(),
                secrets.operatorTokenFile(),
                secrets.secondOperatorTokenFile())) {
            names.add(file.getFileName().toString());
        }
        return names;
    }

    static Path repository() {
        return DocumentationPage.repository();
    }
}
