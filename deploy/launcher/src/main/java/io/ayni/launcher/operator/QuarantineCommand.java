package io.ayni.launcher.operator;

import io.ayni.ledger.v1.LiftQuarantineRequest;
import io.ayni.ledger.v1.ListQuarantinesRequest;
import io.ayni.ledger.v1.ListQuarantinesResponse;
import io.ayni.ledger.v1.QuarantineReason;
import io.ayni.ledger.v1.QuarantineRecord;
import io.ayni.ledger.v1.SetQuarantineRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code operator quarantine}: accounts that are served by the edge only. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        description = "Puts accounts under quarantine, in which they are served by the edge only, and lifts it.",
        footer = {
            "",
            "Examples:",
            "  deploy/ayni operator quarantine list",
            "  deploy/ayni operator quarantine set owner:00112233445566778899aabbccddeeff collusion"
        })
final class QuarantineCommand {
    /** Reasons as they are typed. */
    enum Reason {
        MISMATCH(QuarantineReason.QUARANTINE_REASON_REPORT_MISMATCH),
        POLLUTION(QuarantineReason.QUARANTINE_REASON_POLLUTION),
        COLLUSION(QuarantineReason.QUARANTINE_REASON_COLLUSION),
        AUDIT(QuarantineReason.QUARANTINE_REASON_FAILED_AUDIT),
        DECISION(QuarantineReason.QUARANTINE_REASON_OPERATOR_DECISION);

        private final QuarantineReason reason;

        Reason(QuarantineReason reason) {
            this.reason = reason;
        }

        static String word(QuarantineReason reason) {
            return Arrays.stream(values())
                    .filter(word -> word.reason == reason)
                    .map(Reason::toString)
                    .findFirst()
                    .orElse("unknown");
        }

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = "Puts an account under quarantine, or gives another reason for it.",
            footer = {
                "",
                "Example:",
                "  deploy/ayni operator quarantine set owner:00112233445566778899aabbccddeeff collusion"
            })
    int set(
            @Parameters(paramLabel = "ACCOUNT", description = "owner:<id>.") String account,
            @Parameters(paramLabel = "REASON", description = "${COMPLETION-CANDIDATES}.") Reason reason,
            @Mixin ActionOptions options) {
        String owner = options.read(() -> Ids.account(account));
        return options.act((rpc, id) -> rpc.setQuarantine(SetQuarantineRequest.newBuilder()
                .setActionId(id)
                .setAccount(owner)
                .setReason(reason.reason)
                .build()));
    }

    @Command(
            name = "lift",
            mixinStandardHelpOptions = true,
            description = "Ends a quarantine.",
            footer = {
                "",
                "Example:",
                "  deploy/ayni operator quarantine lift owner:00112233445566778899aabbccddeeff --note 'appeal granted'"
            })
    int lift(
            @Parameters(paramLabel = "ACCOUNT", description = "owner:<id>.") String account,
            @Option(
                            names = "--note",
                            defaultValue = "",
                            paramLabel = "TEXT",
                            description = "Kept with the action: nothing personal.")
                    String note,
            @Mixin ActionOptions options) {
        String owner = options.read(() -> Ids.account(account));
        return options.act((rpc, id) -> rpc.liftQuarantine(LiftQuarantineRequest.newBuilder()
                .setActionId(id)
                .setAccount(owner)
                .setNote(note)
                .build()));
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the accounts under quarantine.",
            footer = {"", "Example:", "  deploy/ayni operator quarantine list"})
    int list(@Mixin ListOptions options) {
        List<QuarantineRecord> records = options.read(
                (rpc, size, token) -> rpc.listQuarantines(ListQuarantinesRequest.newBuilder()
                        .setPageSize(size)
                        .setPageToken(token)
                        .build()),
                ListQuarantinesResponse::getQuarantinesList,
                ListQuarantinesResponse::getNextPageToken);
        options.print(new Listing(
                List.of("account", "reason"),
                records.stream()
                        .<List<Object>>map(record -> List.of(record.getAccount(), Reason.word(record.getReason())))
                        .toList()));
        return 0;
    }
}
