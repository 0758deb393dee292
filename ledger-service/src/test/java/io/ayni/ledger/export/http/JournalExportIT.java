package io.ayni.ledger.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.RunningLedger;
import io.ayni.ledger.fixture.TestGrant;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who gets the journal export, and how everybody else is turned away. */
@QuarkusTest
class JournalExportIT extends RunningLedger {
    private static final String GOOD = "Bearer " + Operator.TOKEN;
    private static final String HEADER = "ayni-journal-export";
    private static final String THOSE_WAITING =
            """
             from pg_locks l join pg_class c on c.oid = l.relation
            where not l.granted and c.relname = 'journal_entry'""";
    private static final String COUNT_THOSE_WAITING = "select count(*)" + THOSE_WAITING;
    private static final String CANCEL_THOSE_WAITING = "select pg_cancel_backend(l.pid)" + THOSE_WAITING;

    @Test
    void operatorGetsTheWholeJournal() throws Exception {
        // Given
        Node node = Node.named("export-1");
        TestGrant grant = grant("export-1", node);
        client.submit(node, node.batch(1, grant.settling(MIB)));

        // When
        HttpResponse<String> export = client.export("GET", GOOD);

        // Then
        assertThat(export.statusCode()).isEqualTo(200);
        assertThat(export.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
        assertThat(export.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(export.body()).startsWith(HEADER + " 1\n");
        assertThat(client.verifiedJournal().settlements().get(grant.id())).hasSize(1);
    }

    @Test
    void nobodyElseGetsAnything() throws Exception {
        List<String> wrong = new ArrayList<>();
        wrong.add(null);
        wrong.add("");
        wrong.add("Bearer ");
        wrong.add("Bearer wrong");
        wrong.add(GOOD + "x");
        wrong.add(GOOD.substring(0, GOOD.length() - 1));
        wrong.add(Operator.TOKEN);
        wrong.add("Basic " + Operator.TOKEN);
        wrong.add("Bearer " + Node.named("export-node").token(System.currentTimeMillis()));
        for (String authorization : wrong) {
            // When
            HttpResponse<String> refused = client.export("GET", authorization);

            // Then
            assertThat(refused.statusCode()).as("%s", authorization).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(refused.body()).isEmpty();
        }
    }

    @Test
    void otherMethodsAreNotAllowedAndNeedTheTokenToo() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")) {
            // When
            HttpResponse<String> refused = client.export(method, GOOD);

            // Then
            assertThat(refused.statusCode()).as(method).isEqualTo(405);
            assertThat(refused.headers().firstValue("Allow")).hasValue("GET");
            assertThat(client.export(method, null).statusCode()).as(method).isEqualTo(401);
        }
    }

    @Test
    void noSpellingOfThePathLeadsAroundTheToken() throws Exception {
        List<String> leadingThere = List.of(
                "/journal/export",
                "/journal/export/",
                "/journal/export?x=1",
                "/%6Aournal/export",
                "/journal/expor%74",
                "/journal//export",
                "/journal/./export",
                "/journal/x/../export",
                "/q/../journal/export",
                "/q/%2e%2e/journal/export");
        List<String> leadingNowhere = List.of(
                "/journal/export;",
                "/journal/export;a=b",
                "/journal;a=b/export",
                "/journal%2Fexport",
                "/journal%2fexport",
                "/journal/..;/journal/export",
                "/q/health/..;/../journal/export",
                "/JOURNAL/EXPORT",
                "/journal/export%20");
        // When / Then
        for (String spelling : leadingThere) {
            assertThat(rawGet(spelling))
                    .as(spelling)
                    .startsWith("HTTP/1.1 401 ")
                    .doesNotContain(HEADER);
        }
        for (String spelling : leadingNowhere) {
            assertThat(rawGet(spelling))
                    .as(spelling)
                    .startsWith("HTTP/1.1 404 ")
                    .doesNotContain(HEADER);
        }
    }

    @Test
    void exportBeyondTheLimitIsToldToComeBack() throws Exception {
        // Given: two exports that wait because somebody holds the journal, and nobody else who needs it
        awaitQuiescence();
        List<CompletableFuture<HttpResponse<String>>> underWay = new ArrayList<>();
        try (Connection blocker = database.asOwner();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table ledger.journal_entry in access exclusive mode");
            underWay.add(exportLater());
            underWay.add(exportLater());
            awaitWaiting(2);

            // When
            HttpResponse<String> third = client.export("GET", GOOD);

            // Then
            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.headers().firstValue("Retry-After")).hasValue("5");
            blocker.rollback();
        }
        for (CompletableFuture<HttpResponse<String>> export : underWay) {
            assertThat(export.get().statusCode()).isEqualTo(200);
        }
        assertThat(client.export("GET", GOOD).statusCode()).isEqualTo(200);
    }

    @Test
    void journalThatCannotBeReadIsUnavailable() throws Exception {
        // Given: an export that waits for the journal, and nobody else who needs it
        awaitQuiescence();
        try (Connection blocker = database.asOwner();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table ledger.journal_entry in access exclusive mode");
            CompletableFuture<HttpResponse<String>> export = exportLater();
            awaitWaiting(1);

            // When: the database gives up on it
            try (Connection application = database.asApplication();
                    Statement cancel = application.createStatement()) {
                cancel.execute(CANCEL_THOSE_WAITING);
            }

            // Then
            assertThat(export.get().statusCode()).isEqualTo(503);
            assertThat(export.get().headers().firstValue("Retry-After")).hasValue("5");
            blocker.rollback();
        }
    }

    private void awaitWaiting(int exports) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> database.number(COUNT_THOSE_WAITING) == exports);
    }

    private CompletableFuture<HttpResponse<String>> exportLater() {
        CompletableFuture<HttpResponse<String>> response = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                response.complete(client.export("GET", GOOD));
            } catch (Exception e) {
                response.completeExceptionally(e);
            }
        });
        return response;
    }

    /** Sends a path exactly as written and reads until the ledger closes. */
    private String rawGet(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
