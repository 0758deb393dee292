package io.ayni.ledger.transparency.grpc;

import com.google.protobuf.ByteString;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.ledger.statement.DrawnUpStatement;
import io.ayni.ledger.statement.DrawnUpStatement.ProvenEntry;
import io.ayni.ledger.statement.StatementEntries.Received;
import io.ayni.ledger.v1.ReceivedGrant;
import io.ayni.ledger.v1.StatementEntry;
import io.ayni.ledger.v1.StatementHead;
import io.ayni.ledger.v1.StatementPart;
import java.util.function.Consumer;

/** A statement as the parts that it is sent in. */
final class StatementMessages {
    private StatementMessages() {}

    static void send(DrawnUpStatement statement, Consumer<StatementPart> out) {
        out.accept(StatementPart.newBuilder()
                .setHead(StatementHead.newBuilder()
                        .setStatement(Envelopes.toMessage(statement.statement()))
                        .setCheckpoint(statement.checkpoint()))
                .build());
        statement.entries().forEach(entry -> out.accept(part(entry)));
        statement.received().forEach(grant -> out.accept(part(grant)));
    }

    private static StatementPart part(ProvenEntry proven) {
        StatementEntry.Builder message = StatementEntry.newBuilder()
                .setNumber(proven.entry().number())
                .setBody(ByteString.copyFrom(proven.entry().body()));
        proven.proof().path().forEach(hash -> message.addPath(ByteString.copyFrom(hash.bytes())));
        proven.entry().documents().ifPresent(documents -> message.setGrant(Envelopes.toMessage(documents.grant()))
                .setReceipt(Envelopes.toMessage(documents.receipt())));
        return StatementPart.newBuilder().setEntry(message).build();
    }

    private static StatementPart part(Received received) {
        return StatementPart.newBuilder()
                .setReceived(ReceivedGrant.newBuilder()
                        .setGrantId(ByteString.copyFrom(received.grantId().bytes()))
                        .setSettledBytes(received.settledBytes()))
                .build();
    }
}
