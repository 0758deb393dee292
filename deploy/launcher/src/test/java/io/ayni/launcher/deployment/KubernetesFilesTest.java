package io.ayni.launcher.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.embedded.AyniTopics;
import io.ayni.embedded.Topic;
import io.ayni.launcher.cli.ImagesCommand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KubernetesFilesTest {
    private static final String DIRECTORY = "deploy/kubernetes";
    private static final Set<String> OF_EXTENSIONS = Set.of("ScaledObject", "ServiceMonitor", "PrometheusRule");

    @Test
    void everyObjectIsOneThatKubernetesKnows() {
        for (Yaml object : KubernetesObjects.ofBase()) {
            assertThatCode(() -> KubernetesObjects.validate(object))
                    .as(object.at("kind").text() + " " + KubernetesObjects.name(object))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aMisspeltFieldWouldBeFound() {
        // Given
        Map<String, Object> service = new HashMap<>(Map.of("apiVersion", "v1", "kind", "Service"));
        service.put("spec", Map.of("selektor", Map.of()));
        // Then
        assertThatThrownBy(() -> KubernetesObjects.validate(new Yaml(service)))
                .rootCause()
                .hasMessageContaining("selektor");
    }

    @Test
    void allFilesAreReadStrictlyAndEachBelongsToAKustomization() {
        Set<String> named = new TreeSet<>();
        Set<String> found = new TreeSet<>();
        for (String file : Yaml.files(DIRECTORY, ".yaml")) {
            List<Yaml> documents = Yaml.documents(file);
            assertThat(documents).as(file).isNotEmpty();
            if (file.endsWith("/kustomization.yaml")) {
                String directory = file.substring(0, file.lastIndexOf('/'));
                Yaml kustomization = documents.getFirst();
                kustomization.at("resources").texts().forEach(resource -> named.add(directory + "/" + resource));
                kustomization.at("patches").list().stream()
                        .filter(patch -> patch.at("path").value() != null)
                        .forEach(patch ->
                                named.add(directory + "/" + patch.at("path").text()));
            } else {
                found.add(file);
            }
        }
        named.removeIf(name -> !name.endsWith(".yaml"));
        assertThat(named).isEqualTo(found);
    }

    @Test
    void patchesAndAdditionsSpeakOfObjectsThatExist() {
        for (String part : List.of(DIRECTORY + "/overlays", DIRECTORY + "/components")) {
            for (String file : Yaml.files(part, ".yaml")) {
                if (file.endsWith("/kustomization.yaml")) {
                    continue;
                }
                for (Yaml object : Yaml.documents(file)) {
                    String kind = object.at("kind").text();
                    assertThat(object.at("metadata", "namespace").text()).isEqualTo("ayni");
                    if (!OF_EXTENSIONS.contains(kind)) {
                        KubernetesObjects.find(kind, KubernetesObjects.name(object));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceGetsEveryVariableThatItNeedsAndNoneThatItDoesNotKnow(Program program) {
        // Given
        Yaml container = KubernetesObjects.container(KubernetesObjects.workload(program));
        Set<String> given = new TreeSet<>();
        container
                .at("env")
                .list()
                .forEach(variable -> given.add(variable.at("name").text()));
        // Then
        assertThat(program.variables()).containsAll(given);
        assertThat(given).containsAll(program.requiredVariables());
    }

    @ParameterizedTest
    @EnumSource
    void imagePortAndProbesAreThoseOfTheProgram(Program program) {
        // Given
        Yaml container = KubernetesObjects.container(KubernetesObjects.workload(program));
        // Then
        assertThat(container.at("image").text()).isEqualTo(program.image().repository() + ":" + ImagesCommand.VERSION);
        assertThat(container.at("ports").list().getFirst())
                .isEqualTo(new Yaml(Map.of("name", "http", "containerPort", program.port())));
        Map<String, String> paths = Map.of(
                "startupProbe", "/q/health/live",
                "livenessProbe", "/q/health/live",
                "readinessProbe", "/q/health/ready");
        paths.forEach((probe, path) -> {
            assertThat(container.at(probe, "httpGet", "path").text()).isEqualTo(path);
            assertThat(container.at(probe, "httpGet", "port").text()).isEqualTo("http");
        });
        assertThat(program.packaged("quarkus.http.non-application-root-path")).isNull();
        assertThat(program.packaged("quarkus.smallrye-health.root-path")).isNull();
    }

    @Test
    void everyPodIsLockedUpAndHasItsMeasure() {
        for (Yaml workload : KubernetesObjects.workloads()) {
            Yaml pod = workload.at("spec", "template", "spec");
            Yaml container = KubernetesObjects.container(workload);
            assertThat(pod.at("automountServiceAccountToken").value()).isEqualTo(false);
            assertThat(pod.at("enableServiceLinks").value()).isEqualTo(false);
            assertThat(pod.at("securityContext", "runAsNonRoot").value()).isEqualTo(true);
            assertThat(pod.at("securityContext", "seccompProfile", "type").text())
                    .isEqualTo("RuntimeDefault");
            assertThat(container.at("securityContext", "readOnlyRootFilesystem").value())
                    .isEqualTo(true);
            assertThat(container
                            .at("securityContext", "allowPrivilegeEscalation")
                            .value())
                    .isEqualTo(false);
            assertThat(container.at("securityContext", "capabilities", "drop").texts())
                    .containsExactly("ALL");
            assertThat(container.at("resources", "requests").entries()).containsOnlyKeys("cpu", "memory");
            assertThat(container.at("resources", "limits").entries()).containsKey("memory");
            assertThat(container.at("image").text()).matches(".+:[a-z0-9.]+").doesNotEndWith(":latest");
        }
    }

    @Test
    void selectorsChooseThePodsThatTheyMean() {
        for (Yaml workload : KubernetesObjects.workloads()) {
            workload.at("spec", "selector", "matchLabels").entries().forEach((key, value) -> assertThat(
                            KubernetesObjects.podLabels(workload))
                    .containsEntry(key, value));
        }
        for (Yaml service : KubernetesObjects.ofKind("Service")) {
            Yaml workload = chosenBy(service.at("spec", "selector").entries());
            List<String> ports = KubernetesObjects.container(workload).at("ports").list().stream()
                    .map(port ->
                            port.at("name").text() + port.at("containerPort").text())
                    .toList();
            for (Yaml port : service.at("spec", "ports").list()) {
                assertThat(ports)
                        .contains(port.at("targetPort").text() + port.at("port").text());
            }
        }
        for (Yaml budget : KubernetesObjects.ofKind("PodDisruptionBudget")) {
            chosenBy(budget.at("spec", "selector", "matchLabels").entries());
        }
    }

    @Test
    void onlyTheLedgerHasReplicasAndWhatHasReplicasHasADisruptionBudget() {
        for (Program program : Program.values()) {
            Yaml workload = KubernetesObjects.workload(program);
            String replicas = workload.at("spec", "replicas").text();
            assertThat(replicas).isEqualTo(program == Program.LEDGER ? "2" : "1");
        }
        assertThat(KubernetesObjects.find("Deployment", "tracker")
                        .at("spec", "strategy", "type")
                        .text())
                .isEqualTo("Recreate");
        assertThat(KubernetesObjects.ofKind("PodDisruptionBudget"))
                .extracting(KubernetesObjects::name)
                .containsExactly("ledger");
        assertThat(KubernetesObjects.ofKind("HorizontalPodAutoscaler")).isEmpty();
    }

    @Test
    void theLedgerIsScaledByTheLagOfItsOwnGroupUpToItsPartitions() {
        // Given
        Yaml scaling = Yaml.document(DIRECTORY + "/components/keda/ledger.yaml").at("spec");
        Yaml trigger = scaling.at("triggers").list().getFirst().at("metadata");
        Topic settlements = AyniTopics.all().stream()
                .filter(topic -> topic.name().equals(trigger.at("topic").text()))
                .findFirst()
                .orElseThrow();
        // Then
        assertThat(scaling.at("scaleTargetRef", "name").text()).isEqualTo("ledger");
        assertThat(scaling.at("maxReplicaCount").value()).isEqualTo(settlements.partitions());
        assertThat(trigger.at("topic").text())
                .isEqualTo(Program.LEDGER.packaged("mp.messaging.incoming.settlements.topic"));
        assertThat(trigger.at("consumerGroup").text())
                .isEqualTo(Program.LEDGER.packaged("mp.messaging.incoming.settlements.group.id"));
        assertThat(trigger.at("bootstrapServers").text())
                .isEqualTo(KubernetesObjects.find("ConfigMap", "ayni-infrastructure")
                        .at("data", "kafka-bootstrap-servers")
                        .text());
    }

    @Test
    void nothingIsReachedUnlessAPolicySaysSo() {
        // Given
        Yaml denial = KubernetesObjects.find("NetworkPolicy", "deny-by-default").at("spec");
        // Then
        assertThat(denial.at("podSelector").value()).isEqualTo(Map.of());
        assertThat(denial.at("policyTypes").texts()).containsExactly("Ingress", "Egress");
        assertThat(denial.at("ingress").value()).isNull();
        assertThat(denial.at("egress").value()).isNull();
        for (Program program : Program.values()) {
            Yaml policy =
                    KubernetesObjects.find("NetworkPolicy", program.word()).at("spec");
            assertThat(policy.at("podSelector", "matchLabels").entries())
                    .containsExactly(Map.entry("app.kubernetes.io/name", new Yaml(program.word())));
            assertThat(policy.at("ingress").list().getFirst().at("ports").list())
                    .extracting(port -> port.at("port").value())
                    .containsExactly(program.port());
        }
    }

    @Test
    void secretsAndConfigurationComeByReference() {
        // Given
        Set<String> configuration = Set.of("ayni-infrastructure", "ayni-topics");
        String documented = Yaml.text("docs/deploy.md");
        // Then
        assertThat(KubernetesObjects.ofKind("Secret")).isEmpty();
        for (Yaml workload : KubernetesObjects.workloads()) {
            for (Yaml variable : KubernetesObjects.container(workload).at("env").list()) {
                Yaml map = variable.at("valueFrom", "configMapKeyRef");
                if (map.value() != null) {
                    assertThat(KubernetesObjects.find(
                                            "ConfigMap", map.at("name").text())
                                    .at("data")
                                    .entries())
                            .containsKey(map.at("key").text());
                }
                Yaml secret = variable.at("valueFrom", "secretKeyRef");
                if (secret.value() != null) {
                    assertThat(documented)
                            .contains(secret.at("name").text())
                            .contains("--from-literal=" + secret.at("key").text() + "=");
                }
                assertThat(variable.at("name").text().endsWith("PASSWORD")
                                && variable.at("value").value() != null)
                        .isFalse();
            }
            for (Yaml volume :
                    workload.at("spec", "template", "spec", "volumes").list()) {
                String secret = volume.at("secret", "secretName").text();
                assertThat(documented).contains(secret);
                String map = volume.at("configMap", "name").text();
                assertThat(map.isEmpty() || configuration.contains(map)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyFileThatIsReadIsPutIntoItsSecretByTheDocumentedCommand(Program program) {
        // Given
        String secret = "ayni-" + program.word() + "-keys";
        String documented = Yaml.text("docs/deploy.md").replace("\\\n", "");
        String command = documented
                .lines()
                .filter(line -> line.contains("generic " + secret + " "))
                .findFirst()
                .orElseThrow();
        String prefix = "/etc/ayni/keys/";
        // Then
        assertThat(KubernetesObjects.container(KubernetesObjects.workload(program)).at("env").list().stream()
                        .map(variable -> variable.at("value").text())
                        .filter(value -> value.startsWith(prefix))
                        .map(value -> value.substring(prefix.length())))
                .isNotEmpty()
                .allSatisfy(file -> {
                    assertThat(command).containsPattern("--from-file=secrets/" + file + "( |$)");
                    assertThat(SecretFiles.ofTheLauncher()).contains(file);
                });
    }

    private static Yaml chosenBy(Map<String, Yaml> selector) {
        List<Yaml> chosen = KubernetesObjects.workloads().stream()
                .filter(workload ->
                        KubernetesObjects.podLabels(workload).entrySet().containsAll(selector.entrySet()))
                .toList();
        assertThat(chosen).as(selector.toString()).hasSize(1);
        return chosen.getFirst();
    }
}
