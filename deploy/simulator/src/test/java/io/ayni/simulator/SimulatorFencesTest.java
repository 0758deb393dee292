package io.ayni.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.ayni.testing.Fences;
import org.junit.jupiter.api.Test;

class SimulatorFencesTest {
    private static final JavaClasses CLASSES = Fences.mainClasses("io.ayni.simulator");

    @Test
    void worldsUsePlainJavaAndReadNoClock() {
        Fences.coresAreFreeOfFrameworks("io.ayni.simulator", Fences.LEAVES).check(CLASSES);
        Fences.coresReadNoClock("io.ayni.simulator", Fences.LEAVES).check(CLASSES);
        Fences.coresDrawNoRandomness("io.ayni.simulator", Fences.LEAVES).check(CLASSES);
    }

    @Test
    void onlyTheCoresOfAgentAndTrackerAreUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.ayni.ledger..",
                        "io.ayni.gateway..",
                        "io.ayni.launcher..",
                        "io.ayni.agent.swarm.grpc..",
                        "io.ayni.agent.swarm.engine..",
                        "io.ayni.tracker.swarm.grpc..",
                        "io.ayni.tracker.wiring..")
                .because("adapters need machines; the simulator has none")
                .check(CLASSES);
    }

    @Test
    void timeAndNetworkKnowNoSwarm() {
        noClasses()
                .that()
                .resideInAnyPackage("io.ayni.simulator.kernel..", "io.ayni.simulator.network..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ayni.agent..", "io.ayni.tracker..", "io.ayni.simulator.swarm..")
                .because("they are below the swarm")
                .check(CLASSES);
    }
}
