package io.ayni.launcher.bench.ledger;

import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.verify.JournalVerifier;
import io.ayni.contracts.verify.VerificationVerdict;
import io.ayni.contracts.verify.VerificationVerdict.Content;
import io.ayni.launcher.http.LedgerClient;
import io.ayni.launcher.platform.LedgerPlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Has the journal checked offline after a measurement, as {@code ledger-verify} does. */
final class JournalAudit {
    private final LedgerPlatform platform;
    private final Path file;

    /** @param file where the export is kept meanwhile */
    JournalAudit(LedgerPlatform platform, Path file) {
        this.platform = platform;
        this.file = file;
    }

    /** @throws IllegalStateException unless every invariant holds and exactly these settlements were paid in full */
    void requireSettled(long settlements) throws IOException {
        new LedgerClient(platform.ledger().http().toString(), platform.secrets().operatorToken()).export(file);
        OperatorKeys keys =
                OperatorKeys.parse(Files.readString(platform.secrets().operatorKeys()));
        try (BufferedReader export = Files.newBufferedReader(file)) {
            VerificationVerdict verdict = new JournalVerifier(keys).verify(export);
            boolean isSettled = verdict instanceof Content content
                    && content.settlements() == settlements
                    && content.grants() == settlements
                    && content.paidMicroCredits() == settlements * Exchange.MICRO_CREDITS;
            if (!isSettled) {
                throw new IllegalStateException(
                        "The journal is not what " + settlements + " settlements make: " + verdict);
            }
        }
    }
}
