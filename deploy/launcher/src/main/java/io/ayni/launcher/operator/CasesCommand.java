package io.ayni.launcher.operator;

import io.ayni.ledger.v1.DecideDisputeRequest;
import io.ayni.ledger.v1.DisputeRecord;
import io.ayni.ledger.v1.DisputeRuling;
import io.ayni.ledger.v1.DisputeState;
import io.ayni.ledger.v1.ListDisputesRequest;
import io.ayni.ledger.v1.ListDisputesResponse;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code operator cases}: documents that contradict each other, and what becomes of them. */
@Command(
        name = "cases",
        mixinStandardHelpOptions = true,
        description = "Shows cases, in which documents contradict each other, and rules on them.",
        footer = {
            "",
            "Examples:",
            "  deploy/ayni operator cases list",
            "  deploy/ayni operator cases rule 00112233445566778899aabbccddeeff dismissed --note 'lost on the way'"
        })
final class CasesCommand {
    /** States that can be listed. */
    enum State {
        OPEN(DisputeState.DISPUTE_STATE_OPEN),
        UPHELD(DisputeState.DISPUTE_STATE_UPHELD),
        DISMISSED(DisputeState.DISPUTE_STATE_DISMISSED);

        private final DisputeState state;

        State(DisputeState state) {
            this.state = state;
        }

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Rulings. */
    enum Ruling {
        UPHELD(DisputeRuling.DISPUTE_RULING_UPHELD),
        QUARANTINED(DisputeRuling.DISPUTE_RULING_UPHELD_WITH_QUARANTINE),
        DISMISSED(DisputeRuling.DISPUTE_RULING_DISMISSED);

        private final DisputeRuling ruling;

        Ruling(DisputeRuling ruling) {
            this.ruling = ruling;
        }

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the cases of one state, oldest first.",
            footer = {"", "Example:", "  deploy/ayni operator cases list --state upheld"})
    int list(
            @Option(
                            names = "--state",
                            defaultValue = "open",
                            paramLabel = "STATE",
                            description = "${COMPLETION-CANDIDATES}. Default ${DEFAULT-VALUE}.")
                    State state,
            @Mixin ListOptions options) {
        List<DisputeRecord> records = options.read(
                (rpc, size, token) -> rpc.listDisputes(ListDisputesRequest.newBuilder()
                        .setState(state.state)
                        .setPageSize(size)
                        .setPageToken(token)
                        .build()),
                ListDisputesResponse::getDisputesList,
                ListDisputesResponse::getNextPageToken);
        options.print(new Listing(
                List.of("case", "openedAt", "reason", "account", "grant", "evidence", "decidedBy", "note"),
                records.stream().map(CasesCommand::row).toList()));
        return 0;
    }

    private static List<Object> row(DisputeRecord record) {
        return List.of(
                Ids.text(record.getDisputeId()),
                ListOptions.time(record.getOpenedAtMs()),
                record.getReason(),
                record.getAccount(),
                Ids.text(record.getGrantId()),
                record.getEvidence(),
                record.getDecidedBy(),
                record.getNote());
    }

    @Command(
            name = "rule",
            mixinStandardHelpOptions = true,
            description = {
                "Decides a case once and for all.",
                "upheld: what the account has pending goes back to the campaigns; quarantined: and it is put under"
                        + " quarantine; dismissed: nothing changes."
            },
            footer = {
                "",
                "Example:",
                "  deploy/ayni operator cases rule 00112233445566778899aabbccddeeff upheld --note 'signed for too much'"
            })
    int rule(
            @Parameters(paramLabel = "CASE", description = "Its id.") String dispute,
            @Parameters(paramLabel = "RULING", description = "${COMPLETION-CANDIDATES}.") Ruling ruling,
            @Option(
                            names = "--note",
                            defaultValue = "",
                            paramLabel = "TEXT",
                            description = "Kept with the case: nothing personal.")
                    String note,
            @Mixin ActionOptions options) {
        DecideDisputeRequest request = options.read(() -> DecideDisputeRequest.newBuilder()
                .setDisputeId(Ids.id("CASE", dispute))
                .setRuling(ruling.ruling)
                .setNote(note)
                .build());
        return options.act((rpc, id) ->
                rpc.decideDispute(request.toBuilder().setActionId(id).build()));
    }
}
