package io.ayni.ledger.grpc;

import com.google.protobuf.ByteString;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.ledger.account.OwnedEntry;
import io.ayni.ledger.v1.Entry;
import io.ayni.ledger.v1.EntryKind;

/** Journal entries as their owner is told of them. */
final class EntryMessages {
    private EntryMessages() {}

    static Entry message(OwnedEntry owned, AccountId owner) {
        JournalEntry entry = decode(owned.body());
        Entry.Builder message = Entry.newBuilder()
                .setShard(owned.position().shard())
                .setNumber(owned.position().number())
                .setHash(ByteString.copyFrom(owned.hash()))
                .setBody(ByteString.copyFrom(owned.body()))
                .setKind(kind(entry.cause()))
                .setRecordedAtMs(entry.recordedAtMs())
                .setPostedChangeMicroCredits(change(entry, new LedgerAccount.Owner(owner)))
                .setPendingChangeMicroCredits(change(entry, new LedgerAccount.Pending(owner)))
                .setHeldChangeMicroCredits(change(entry, new LedgerAccount.Held(owner)));
        owned.documents().ifPresent(documents -> message.setGrant(Envelopes.toMessage(documents.grant()))
                .setReceipt(Envelopes.toMessage(documents.receipt())));
        return message.build();
    }

    private static long change(JournalEntry entry, LedgerAccount account) {
        return entry.postings().stream()
                .filter(posting -> posting.account().equals(account))
                .mapToLong(posting -> posting.signedAmount())
                .reduce(0, Math::addExact);
    }

    private static EntryKind kind(EntryCause cause) {
        return switch (cause) {
            case EntryCause.Funding _ -> EntryKind.ENTRY_KIND_FUNDING;
            case EntryCause.Settlement _ -> EntryKind.ENTRY_KIND_SETTLEMENT;
            case EntryCause.Release _ -> EntryKind.ENTRY_KIND_RELEASE;
            case EntryCause.Voiding _ -> EntryKind.ENTRY_KIND_VOIDING;
            case EntryCause.Hold _ -> EntryKind.ENTRY_KIND_HOLD;
            case EntryCause.Redeemed _ -> EntryKind.ENTRY_KIND_REDEEMED;
            case EntryCause.Returned _ -> EntryKind.ENTRY_KIND_RETURNED;
            case EntryCause.Adjustment _ -> EntryKind.ENTRY_KIND_ADJUSTMENT;
            case EntryCause.OperatorAction _ -> EntryKind.ENTRY_KIND_OPERATOR_ACTION;
        };
    }

    private static JournalEntry decode(byte[] body) {
        try {
            return JournalEntry.decode(body);
        } catch (MalformedDocumentException e) {
            throw new IllegalStateException("a stored entry is none", e);
        }
    }
}
