package io.ayni.launcher.http;

import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The ledger's HTTP interface as the operator sees it. */
public final class LedgerClient {
    private final HttpCalls calls;

    /** A client with the operator's token. */
    public LedgerClient(String base, String operatorToken) {
        this.calls = new HttpCalls(URI.create(base), Optional.of(operatorToken));
    }

    /** Writes the whole journal export to a file; what was in it is gone. */
    public Path export(Path file) {
        return calls.get(
                "/journal/export",
                BodyHandlers.ofFile(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE));
    }
}
