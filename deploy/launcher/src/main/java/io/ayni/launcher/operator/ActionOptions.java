package io.ayni.launcher.operator;

import com.google.protobuf.ByteString;
import io.ayni.ledger.v1.ActionDone;
import io.ayni.ledger.v1.OperatorGrpc.OperatorBlockingStub;
import java.util.function.BiFunction;
import picocli.CommandLine.Option;

/** What every verb takes that does something. */
final class ActionOptions extends LedgerOptions {
    @Option(
            names = "--action-id",
            paramLabel = "ID",
            description = "Repeat the action of this id, which does nothing twice. Default: a new one.")
    private String actionId;

    /**
     * What the ledger answers to an action.
     *
     * @param actionId its id, with which it can be repeated
     * @param recordedAtMs the ledger's time
     * @param shard where its journal entry stands
     * @param number of that entry
     */
    record Done(String actionId, long recordedAtMs, int shard, long number) {
        static Done of(ActionDone done) {
            return new Done(Ids.text(done.getActionId()), done.getRecordedAtMs(), done.getShard(), done.getNumber());
        }

        /** The same for people. */
        String line() {
            return "Done: entry " + number + " of shard " + shard + " in the journal, action " + actionId;
        }
    }

    /** Does something and prints where it stands in the journal. */
    int act(BiFunction<OperatorBlockingStub, ByteString, ActionDone> action) {
        ByteString id = actionId == null ? Ids.random() : read(() -> Ids.id("--action-id", actionId));
        String repeat = " Whether it was done is not known; repeat it with --action-id " + Ids.text(id)
                + ", which does nothing twice.";
        ActionDone answer = with(connection -> connection.call(rpc -> action.apply(rpc, id), repeat));
        Done done = Done.of(answer);
        print(done, done.line());
        return 0;
    }
}
