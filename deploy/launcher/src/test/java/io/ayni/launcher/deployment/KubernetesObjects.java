package io.ayni.launcher.deployment;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The objects of {@code deploy/kubernetes/base}, and the model that Kubernetes' own client has of them. */
final class KubernetesObjects {
    private static final String BASE = "deploy/kubernetes/base";
    private static final String MODELS = "io.kubernetes.client.openapi.models.V1";

    private KubernetesObjects() {}

    /** All objects of the base, in the order of its kustomization. */
    static List<Yaml> ofBase() {
        List<Yaml> objects = new ArrayList<>();
        for (String resource :
                Yaml.document(BASE + "/kustomization.yaml").at("resources").texts()) {
            if (resource.endsWith(".yaml")) {
                objects.addAll(Yaml.documents(BASE + "/" + resource));
            }
        }
        return objects;
    }

    static List<Yaml> ofKind(String kind) {
        return ofBase().stream()
                .filter(object -> object.at("kind").text().equals(kind))
                .toList();
    }

    static Yaml find(String kind, String name) {
        return ofKind(kind).stream()
                .filter(object -> name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + kind + " " + name));
    }

    /** What runs pods. */
    static List<Yaml> workloads() {
        return ofBase().stream()
                .filter(object -> object.at("spec", "template").value() != null)
                .toList();
    }

    /** The pods of a service. */
    static Yaml workload(Program program) {
        return find(program == Program.GATEWAY ? "StatefulSet" : "Deployment", program.word());
    }

    static String name(Yaml object) {
        return object.at("metadata", "name").text();
    }

    static Yaml container(Yaml workload) {
        return workload.at("spec", "template", "spec", "containers").list().getFirst();
    }

    static Map<String, Yaml> podLabels(Yaml workload) {
        return workload.at("spec", "template", "metadata", "labels").entries();
    }

    /**
     * Holds an object against the model of Kubernetes' client: no field that it does not know, none missing that it needs,
     * each of the right shape.
     *
     * @throws ReflectiveOperationException if the model refuses it, or has no such kind
     */
    static void validate(Yaml object) throws ReflectiveOperationException {
        JsonElement json = new Gson().toJsonTree(object.value());
        Class.forName(MODELS + object.at("kind").text())
                .getMethod("validateJsonElement", JsonElement.class)
                .invoke(null, json);
    }
}
