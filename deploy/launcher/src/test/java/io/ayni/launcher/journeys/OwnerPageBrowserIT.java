package io.ayni.launcher.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.launcher.journeys.Cluster.Item;
import io.ayni.launcher.platform.AgentProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The owner's page in a real browser. Skipped, and said so, where there is no Chromium: what the page shows is checked
 * without one by {@link OwnerPageJourneyIT}. Pictures go to the directory of the property {@code ayni.pictures}.
 */
@ExtendWith(ShowLogs.class)
class OwnerPageBrowserIT {
    private static final int TAB = 9;

    private final Cluster cluster = Cluster.shared();

    @TempDir
    Path profile;

    @AfterEach
    void restore() {
        cluster.tidy();
    }

    @Test
    void pageLeadsFromConsentOverFiguresAndProofsToABenefitAndBack() throws Exception {
        // Given
        Optional<Path> program = Chromium.program();
        assumeTrue(program.isPresent(), "skipped: this machine has no Chromium to open the owner's page with");
        Item item = cluster.publish("A walk in the hills.mp4", 24, 23);
        AgentProcess agent = cluster.start(cluster.sharing("browser-1").withoutConsent());
        cluster.fetch(agent, item);
        cluster.awaitComplete(agent, item);
        OwnerPageApi api = new OwnerPageApi(agent);

        try (Chromium browser = Chromium.start(program.get(), profile)) {
            // When a stranger opens it, then it knows nothing
            browser.visit(URI.create(agent.endpoint().http() + "/owner/index.html"));
            browser.await("document.getElementById('light')?.textContent.includes('ayni-agent open')");

            // When the owner opens it and agrees
            browser.visit(URI.create("about:blank"));
            browser.window(1280, 900);
            browser.visit(api.address());
            browser.await("document.querySelector('body[data-ready]')");
            assertThat(browser.evaluate("location.href").asText()).doesNotContain("token");
            press(browser, "#sharing", "I agree: share");
            browser.await("document.querySelector('#light')?.textContent.includes('nobody asks')");
            assertThat(api.get("status").path("sharing").asBoolean()).isTrue();

            // And shares
            cluster.edgeLink().limit(1 << 19);
            AgentProcess friend = cluster.start(cluster.sharing("browser-friend"));
            cluster.fetch(friend, item);
            cluster.awaitComplete(friend, item);
            cluster.settle(List.of(agent, friend));

            // Then what it shows is what the ledger says
            browser.visit(URI.create("about:blank"));
            browser.visit(api.address());
            browser.await("document.querySelector('body[data-ready]')");
            JsonNode ledger = api.get("status").path("ledger");
            assertThat(shown(browser, "bytes", ledger.path("givenBytes").asLong()))
                    .isTrue();
            assertThat(shown(
                            browser,
                            "credits",
                            ledger.path("earnedMicroCredits").asLong()))
                    .isTrue();

            // And the verifier's word is on the page
            browser.await(
                    "(() => { const button = [...document.querySelectorAll('#proofs button')].find(b => b.textContent"
                            + " === 'Receipts'); if (!document.querySelector('#proofs .good')) button?.click();"
                            + " return document.querySelector('#proofs .good')?.textContent.startsWith('Proven'); })()");
            press(browser, "#proofs", "Verify all of these hours");
            browser.await("document.querySelector('#proofs [role=status]').textContent.includes('hours proven')");

            // And it fits, is usable by keyboard, and names its fields
            pictures(browser);
            assertThatItIsUsable(browser);

            // And when a benefit is redeemed and sharing revoked
            press(browser, "#benefits", "Redeem");
            press(browser, "#benefits", "Spend");
            browser.await("document.querySelector('#benefits [aria-live]').textContent.includes('posted')");
            press(browser, "#quick", "Stop sharing for good");
            browser.await("document.querySelector('#light')?.textContent.includes('have not agreed')");

            // Then
            assertThat(api.get("status").path("sharing").asBoolean()).isFalse();
            assertThat(api.get("redemptions").path("redemptions").findValuesAsText("state"))
                    .containsExactly("posted");
        }
    }

    /** Presses the first button in a part of the page whose text begins so, once it is there. */
    private static void press(Chromium browser, String part, String words) {
        browser.await("(() => { const button = [...document.querySelectorAll('" + part + " button')].find(b => "
                + "b.textContent.startsWith('" + words + "')); button?.click(); return button; })()");
    }

    /** Whether the overview has a figure that reads as the page writes this number. */
    private static boolean shown(Chromium browser, String format, long value) throws Exception {
        return browser.evaluate(
                        "import('/owner/format.js').then(format => [...document.querySelectorAll('#overview dd')]"
                                + ".some(node => node.textContent === format." + format + "(" + value + ")))")
                .asBoolean();
    }

    private static void assertThatItIsUsable(Chromium browser) throws Exception {
        browser.window(360, 800);
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(360);
        assertThat(browser.evaluate(
                                "[...document.querySelectorAll('input, select')].filter(field => !field.closest('label')"
                                        + " && !field.ariaLabel).length")
                        .asInt())
                .isZero();
        assertThat(browser.evaluate(
                                "[...document.querySelectorAll('button')].filter(button => !button.textContent.trim())"
                                        + ".length")
                        .asInt())
                .isZero();
        browser.press("Tab", TAB);
        assertThat(browser.evaluate("document.activeElement.className").asText())
                .isEqualTo("skip");
    }

    private static void pictures(Chromium browser) throws Exception {
        Path directory = Files.createDirectories(Path.of(System.getProperty("ayni.pictures", "target/pictures")));
        for (int width : List.of(360, 1280)) {
            for (String scheme : List.of("light", "dark")) {
                browser.window(width, width == 360 ? 1400 : 1000);
                browser.colours(scheme);
                browser.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)");
                byte[] picture = browser.picture();
                Files.write(directory.resolve("owner-" + width + "-" + scheme + ".png"), picture);
                assertThat(picture.length).isGreaterThan(10_000);
            }
        }
    }
}
