package io.ayni.ledger.simulation;

import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.verify.JournalExportWriter;
import io.ayni.contracts.verify.JournalVerifier;
import io.ayni.contracts.verify.VerificationVerdict;
import io.ayni.contracts.verify.VerificationVerdict.Content;
import io.ayni.contracts.verify.VerificationVerdict.Violated;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.simulation.Database.Line;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Puts a whole journal through the offline verifier that is shipped to users. */
final class Audit {
    private final OperatorKeys keys;

    Audit(OperatorKeys keys) {
        this.keys = keys;
    }

    void check(Database database) {
        try {
            VerificationVerdict verdict = new JournalVerifier(keys).verify(new StringReader(export(database)));
            switch (verdict) {
                case Content _ -> {} // as it should be
                case Violated found -> throw new Violation(found.invariant().name(), "ledger-verify says " + found);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String export(Database database) throws IOException {
        StringBuilder text = new StringBuilder();
        JournalExportWriter out = JournalExportWriter.open(text, Paperwork.SHARDS);
        for (int shard = 0; shard < Paperwork.SHARDS; shard++) {
            out.shard(shard);
            for (Line line : database.journal.get(shard)) {
                write(out, line);
            }
            ShardHead head = database.heads.get(shard);
            out.head(head.entryNumber(), head.chainHash());
        }
        Map<String, Long> sums = new TreeMap<>();
        database.balances.forEach(shard -> shard.forEach((account, amount) -> sums.merge(account, amount, Long::sum)));
        for (Map.Entry<String, Long> sum : sums.entrySet()) {
            out.balance(LedgerAccount.parse(sum.getKey()).orElseThrow(), sum.getValue());
        }
        out.end();
        return text.toString();
    }

    private static void write(JournalExportWriter out, Line line) throws IOException {
        long number = line.appended().entry().number();
        byte[] hash = line.appended().hash();
        byte[] body = line.appended().body();
        if (line.settled().isPresent()) {
            out.entry(
                    number,
                    hash,
                    body,
                    line.settled().get().grant(),
                    line.settled().get().receipt());
        } else {
            out.entry(number, hash, body);
        }
    }
}
