package io.ayni.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.ayni.testing.Fences;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractsFencesTest {
    private static final String ROOT = "io.ayni.contracts";
    private static final JavaClasses CLASSES = Fences.mainClasses(ROOT);

    @Test
    void onlyTransportKnowsMessagesAndStubs() {
        Fences.coresAreFreeOfFrameworks(ROOT, List.of("transport")).check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".transport..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.ayni.*.v1..")
                .check(CLASSES);
    }

    @Test
    void nothingReadsAClock() {
        Fences.coresReadNoClock(ROOT, List.of()).check(CLASSES);
    }

    @Test
    void nothingDrawsRandomness() {
        Fences.coresDrawNoRandomness(ROOT, List.of()).check(CLASSES);
    }

    @Test
    void contractsKnowNoService() {
        Fences.servicesStayApart(ROOT).check(CLASSES);
    }

    @Test
    void onlyTokenAndVoucherUseTheTokenLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".token..", ROOT + ".voucher..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jose4j..")
                .check(CLASSES);
    }

    @Test
    void onlyCryptoUsesTheSignatureLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".crypto..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .check(CLASSES);
    }

    @Test
    void theRestIsPlainJava() {
        classes()
                .that()
                .resideOutsideOfPackages(
                        ROOT + ".transport..", ROOT + ".token..", ROOT + ".voucher..", ROOT + ".crypto..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.crypto..", ROOT + "..")
                .check(CLASSES);
    }
}
