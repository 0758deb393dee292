package io.ayni.ledger.redemption.kafka;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.events.v1.EntitlementsChanged;
import io.ayni.events.v1.EntryAppended;
import io.ayni.events.v1.ExclusiveRight;
import io.ayni.events.v1.PriorityRight;
import io.ayni.events.v1.QualityRight;
import io.ayni.events.v1.Quarantine;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.BenefitTerms;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.outbox.OutboxMessage;
import io.ayni.ledger.redemption.Entitlement;
import io.ayni.ledger.redemption.EntitlementSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Journal entries of redemptions, and what accounts have a right to. */
public final class RedemptionEvents {
    /** Journal entries. */
    public static final String JOURNAL_TOPIC = "ayni.journal";
    /** Entitlements by account. */
    public static final String ENTITLEMENTS_TOPIC = "ayni.entitlements";

    private RedemptionEvents() {}

    /** The event of an owner's entry. */
    public static OutboxMessage moved(AppendedEntry appended, AccountId owner) {
        return appended(appended, new LedgerAccount.Owner(owner).text());
    }

    private static OutboxMessage appended(AppendedEntry appended, String key) {
        EntryAppended event = EntryAppended.newBuilder()
                .setShard(appended.entry().shard())
                .setNumber(appended.entry().number())
                .setHash(UnsafeByteOperations.unsafeWrap(appended.hash()))
                .setBody(UnsafeByteOperations.unsafeWrap(appended.body()))
                .build();
        return new OutboxMessage(
                JOURNAL_TOPIC, key.getBytes(StandardCharsets.UTF_8), event.toByteArray(), Optional.empty());
    }

    /** The event of an account's rights. */
    public static OutboxMessage entitlements(EntitlementSnapshot snapshot) {
        EntitlementsChanged.Builder event = EntitlementsChanged.newBuilder()
                .setAccountId(ByteString.copyFrom(snapshot.account().bytes()))
                .setRevision(snapshot.revision())
                .setChangedAtMs(snapshot.changedAtMs());
        snapshot.quarantine()
                .ifPresent(reason -> event.setQuarantine(Quarantine.newBuilder().setReason(reason)));
        snapshot.entitlements().forEach(entitlement -> event.addEntitlements(message(entitlement)));
        return new OutboxMessage(
                ENTITLEMENTS_TOPIC, snapshot.account().bytes(), event.build().toByteArray(), Optional.empty());
    }

    private static io.ayni.events.v1.Entitlement message(Entitlement entitlement) {
        Benefit benefit = entitlement.benefit();
        var message = io.ayni.events.v1.Entitlement.newBuilder()
                .setRedemptionId(ByteString.copyFrom(entitlement.redemption().bytes()))
                .setBenefit(benefit.name().value())
                .setVersion((int) benefit.version())
                .setFromMs(entitlement.right().fromMs())
                .setUntilMs(entitlement.right().untilMs());
        switch (benefit.terms()) {
            case BenefitTerms.Quality(String rendition, String bandwidthClass) ->
                message.setQuality(
                        QualityRight.newBuilder().setRendition(rendition).setBandwidthClass(bandwidthClass));
            case BenefitTerms.Priority _ -> message.setPriority(PriorityRight.getDefaultInstance());
            case BenefitTerms.Exclusive(String contentSet) ->
                message.setExclusive(ExclusiveRight.newBuilder().setContentSet(contentSet));
            case BenefitTerms.Discount _ -> throw new IllegalArgumentException("a discount gives no right for a time");
        }
        return message.build();
    }
}
