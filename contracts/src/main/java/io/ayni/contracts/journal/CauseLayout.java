package io.ayni.contracts.journal;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.DocumentReader;
import io.ayni.contracts.document.DocumentWriter;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.GrantTerms;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.identity.AccountId;
import java.util.Optional;
import java.util.function.Predicate;

/** Layout of the causes inside an entry's body: one byte for the kind, then its fields in order. */
final class CauseLayout {
    private static final int FUNDING = 1;
    private static final int SETTLEMENT = 2;
    private static final int RELEASE = 3;
    private static final int VOIDING = 4;
    private static final int HOLD = 5;
    private static final int REDEEMED = 6;
    private static final int RETURNED = 7;
    private static final int ADJUSTMENT = 8;
    private static final int ACTION = 9;
    private static final int MAX_CAMPAIGN = 16;

    private CauseLayout() {}

    static void write(DocumentWriter out, EntryCause cause) {
        switch (cause) {
            case EntryCause.Funding funding ->
                out.u8(FUNDING)
                        .text(funding.campaign(), MAX_CAMPAIGN)
                        .u32(funding.shard())
                        .u64(funding.sequence());
            case EntryCause.Settlement settlement -> writeSettlement(out.u8(SETTLEMENT), settlement);
            case EntryCause.Release release -> writeLot(out.u8(RELEASE), release.lot());
            case EntryCause.Voiding voiding ->
                writeLot(out.u8(VOIDING), voiding.lot()).u8(voiding.reason().code());
            case EntryCause.Hold hold ->
                writeRedemption(out.u8(HOLD), hold.redemption(), hold.shard(), hold.owner())
                        .text(hold.benefit(), JournalNames.MAX_BENEFIT)
                        .u32(hold.version());
            case EntryCause.Redeemed redeemed ->
                writeRedemption(out.u8(REDEEMED), redeemed.redemption(), redeemed.shard(), redeemed.owner())
                        .text(redeemed.benefit(), JournalNames.MAX_BENEFIT);
            case EntryCause.Returned returned ->
                writeRedemption(out.u8(RETURNED), returned.redemption(), returned.shard(), returned.owner())
                        .u8(returned.reason().code());
            case EntryCause.Adjustment adjustment ->
                out.u8(ADJUSTMENT)
                        .id(adjustment.id())
                        .text(adjustment.proposer(), JournalNames.MAX_OPERATOR)
                        .text(adjustment.approver(), JournalNames.MAX_OPERATOR)
                        .text(adjustment.reason(), JournalNames.MAX_REASON);
            case EntryCause.OperatorAction action ->
                out.u8(ACTION)
                        .id(action.id())
                        .text(action.operator(), JournalNames.MAX_OPERATOR)
                        .u8(action.deed().code())
                        .text(action.subject(), JournalNames.MAX_SUBJECT)
                        .id(action.detail());
        }
    }

    private static void writeSettlement(DocumentWriter out, EntryCause.Settlement settlement) {
        out.id(settlement.grantId())
                .u64(settlement.fromBytes())
                .u64(settlement.toBytes())
                .id(settlement.grantDocument())
                .id(settlement.receiptDocument())
                .u64(settlement.withheldMicroCredits())
                .u8(settlement.cap().map(EarningCap::code).orElse(EarningCap.NONE))
                .u64(settlement.lotUntilMs());
    }

    private static DocumentWriter writeLot(DocumentWriter out, Lot lot) {
        return out.u32(lot.shard())
                .id(lot.owner())
                .text(lot.campaign(), MAX_CAMPAIGN)
                .id(lot.grantKey())
                .u64(lot.untilMs());
    }

    private static DocumentWriter writeRedemption(DocumentWriter out, RedemptionId id, int shard, AccountId owner) {
        return out.id(id).u32(shard).id(owner);
    }

    static EntryCause read(DocumentReader in) throws MalformedDocumentException {
        try {
            return readKind(in);
        } catch (IllegalArgumentException e) {
            throw DocumentReader.malformed(e.getMessage());
        }
    }

    private static EntryCause readKind(DocumentReader in) throws MalformedDocumentException {
        return switch (in.u8()) {
            case FUNDING -> new EntryCause.Funding(campaign(in), shard(in), in.u64());
            case SETTLEMENT -> readSettlement(in);
            case RELEASE -> new EntryCause.Release(readLot(in));
            case VOIDING -> new EntryCause.Voiding(readLot(in), known(VoidReason.ofCode(in.u8())));
            case HOLD -> new EntryCause.Hold(redemption(in), shard(in), account(in), benefit(in), in.u32());
            case REDEEMED -> new EntryCause.Redeemed(redemption(in), shard(in), account(in), benefit(in));
            case RETURNED ->
                new EntryCause.Returned(redemption(in), shard(in), account(in), known(ReturnReason.ofCode(in.u8())));
            case ADJUSTMENT ->
                new EntryCause.Adjustment(action(in), operator(in), operator(in), in.text(JournalNames.MAX_REASON));
            case ACTION ->
                new EntryCause.OperatorAction(
                        action(in),
                        operator(in),
                        known(OperatorDeed.ofCode(in.u8())),
                        name(in, JournalNames.MAX_SUBJECT, JournalNames::isSubject),
                        document(in));
            default -> throw DocumentReader.malformed("unknown kind of entry");
        };
    }

    private static EntryCause readSettlement(DocumentReader in) throws MalformedDocumentException {
        GrantId grantId = new GrantId(in.fixed(GrantId.WIDTH));
        long from = in.u64();
        long to = in.u64();
        DocumentId grant = document(in);
        DocumentId receipt = document(in);
        long withheld = in.u64();
        int cap = in.u8();
        Optional<EarningCap> named =
                cap == EarningCap.NONE ? Optional.empty() : Optional.of(known(EarningCap.ofCode(cap)));
        return new EntryCause.Settlement(grantId, from, to, grant, receipt, withheld, named, in.u64());
    }

    private static Lot readLot(DocumentReader in) throws MalformedDocumentException {
        return new Lot(shard(in), account(in), campaign(in), new KeyId(in.fixed(KeyId.WIDTH)), in.u64());
    }

    private static RedemptionId redemption(DocumentReader in) throws MalformedDocumentException {
        return new RedemptionId(in.fixed(RedemptionId.WIDTH));
    }

    private static ActionId action(DocumentReader in) throws MalformedDocumentException {
        return new ActionId(in.fixed(ActionId.WIDTH));
    }

    private static AccountId account(DocumentReader in) throws MalformedDocumentException {
        return new AccountId(in.fixed(AccountId.WIDTH));
    }

    private static DocumentId document(DocumentReader in) throws MalformedDocumentException {
        return new DocumentId(in.fixed(DocumentId.WIDTH));
    }

    private static String campaign(DocumentReader in) throws MalformedDocumentException {
        return name(in, MAX_CAMPAIGN, GrantTerms::isCampaign);
    }

    private static String benefit(DocumentReader in) throws MalformedDocumentException {
        return name(in, JournalNames.MAX_BENEFIT, JournalNames::isBenefit);
    }

    private static String operator(DocumentReader in) throws MalformedDocumentException {
        return name(in, JournalNames.MAX_OPERATOR, JournalNames::isOperator);
    }

    private static String name(DocumentReader in, int maxBytes, Predicate<String> isName)
            throws MalformedDocumentException {
        String name = in.text(maxBytes);
        if (!isName.test(name)) {
            throw DocumentReader.malformed("not a name of its kind");
        }
        return name;
    }

    private static int shard(DocumentReader in) throws MalformedDocumentException {
        long shard = in.u32();
        if (shard > Integer.MAX_VALUE) {
            throw DocumentReader.malformed("not a shard");
        }
        return (int) shard;
    }

    private static <T> T known(Optional<T> code) throws MalformedDocumentException {
        return code.orElseThrow(() -> DocumentReader.malformed("unknown code"));
    }
}
