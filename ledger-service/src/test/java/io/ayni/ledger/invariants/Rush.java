package io.ayni.ledger.invariants;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.ActionId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.contracts.voucher.PriceReduction;
import io.ayni.ledger.benefit.Availability;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.BenefitName;
import io.ayni.ledger.benefit.BenefitTerms;
import io.ayni.ledger.benefit.Fulfilment;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.dispute.DisputeId;
import io.ayni.ledger.dispute.Ruling;
import io.ayni.ledger.operator.OperatorCommand;
import io.ayni.ledger.operator.OperatorRefusal;
import io.ayni.ledger.operator.OperatorRequest;
import io.ayni.ledger.operator.OperatorVerdict;
import io.ayni.ledger.pending.QuarantineReason;
import io.ayni.ledger.redemption.EndVerdict;
import io.ayni.ledger.redemption.IdempotencyKey;
import io.ayni.ledger.redemption.RedeemRequest;
import io.ayni.ledger.redemption.RedeemVerdict;
import io.ayni.ledger.redemption.Redemption;
import io.ayni.ledger.settlement.Arrival;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sixteen threads on two instances: in each shard a consumer of either instance, because one does not know yet that it lost the
 * partition, and beside them owners, operators and background loops. Keeps what they were answered.
 */
final class Rush {
    static final Benefit AT_ONCE = benefit("at-once", new BenefitTerms.Priority(), new Fulfilment.Immediate(), 4_000);
    static final Benefit HELD = benefit(
            "held", new BenefitTerms.Exclusive("classics"), new Fulfilment.Confirmed(Duration.ofSeconds(2)), 7_000);
    static final Benefit VOUCHER = benefit(
            "voucher", new BenefitTerms.Discount(new PriceReduction.Percent(20)), new Fulfilment.Immediate(), 2_500);
    /** The only one against whom there are cases. */
    static final AccountId ACCUSED = Papers.OWNERS.getLast();

    static final int CASES = 6;

    private static final List<Benefit> BENEFITS = List.of(AT_ONCE, HELD, VOUCHER);
    private static final List<String> OPERATORS = List.of("ana", "ben", "zoe");
    private static final int OTHERS_PER_INSTANCE = 4;
    private static final int STEPS = 60;
    private static final int KEYS = 25;
    private static final int PROPOSALS = 20;
    private static final int MAX_STEP_MS = 25;

    private final Papers papers;
    private final Observer observer;
    private final List<Instance> instances;
    private final AtomicLong clock;
    private final SplittableRandom random;
    private final AtomicLong fundings = new AtomicLong();
    private final Map<RedemptionId, RedeemRequest> accepted = new ConcurrentHashMap<>();
    private final Map<RedeemRequest, Object> answers = new ConcurrentHashMap<>();
    private final Map<ActionId, Long> adjusted = new ConcurrentHashMap<>();
    private final Map<DocumentId, byte[]> acks = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();

    Rush(Papers papers, Observer observer, List<Instance> instances, AtomicLong clock, SplittableRandom random) {
        this.papers = papers;
        this.observer = observer;
        this.instances = instances;
        this.clock = clock;
        this.random = random;
    }

    private static Benefit benefit(String name, BenefitTerms terms, Fulfilment fulfilment, long price) {
        return new Benefit(
                new BenefitName(name), 1, name, price, Duration.ofSeconds(5), terms, fulfilment, Availability.ALWAYS);
    }

    /** Everybody does what they do until all is handed in. */
    void run() throws Exception {
        List<Callable<Void>> threads = consumers();
        for (Instance instance : instances) {
            for (int i = 0; i < OTHERS_PER_INSTANCE; i++) {
                SplittableRandom own = random.split();
                threads.add(() -> others(instance, own));
            }
        }
        atOnce(threads);
    }

    /** What has been added to the records since is settled, by both instances in all shards at once. */
    void settleRest() throws Exception {
        atOnce(consumers());
    }

    private List<Callable<Void>> consumers() {
        List<Callable<Void>> threads = new ArrayList<>();
        for (Instance instance : instances) {
            for (int shard = 0; shard < Papers.SHARDS; shard++) {
                int current = shard;
                SplittableRandom own = random.split();
                threads.add(() -> consume(instance, current, own));
            }
        }
        return threads;
    }

    private static void atOnce(List<Callable<Void>> threads) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads.size())) {
            for (Future<Void> done : executor.invokeAll(threads)) {
                done.get();
            }
        }
    }

    private Void consume(Instance instance, int shard, SplittableRandom own) {
        List<Arrival> records = papers.records(shard);
        long position = instance.nextOffset(shard);
        while (position < records.size()) {
            int from = Math.clamp(position + own.nextInt(-3, 2), 0, records.size() - 1);
            int to = Math.min(records.size(), from + 1 + own.nextInt(5));
            long next = instance.settle(shard, records.subList(from, to));
            position = next == to ? Math.max(position, next) : next;
            if (own.nextInt(3) == 0) {
                remember(instance, papers.batches(shard, position));
            }
            tick(own);
        }
        return null;
    }

    /** I12: what was answered once must be found for ever. */
    private void remember(Instance instance, Set<DocumentId> batches) {
        instance.acks
                .find(batches)
                .forEach((batch, ack) -> acks.putIfAbsent(batch, ack.envelope().body()));
    }

    private Void others(Instance instance, SplittableRandom own) {
        for (int step = 0; step < STEPS; step++) {
            tick(own);
            switch (own.nextInt(14)) {
                case 0, 1, 2, 3 -> redeem(instance, own);
                case 4, 5 -> end(instance, own);
                case 6 -> instance.end.endDue();
                case 7, 8 -> instance.release();
                case 9 -> adjust(instance, own);
                case 10 -> judge(instance, own);
                case 11 -> fund(instance, own);
                case 12 -> instance.checkpoints.publish();
                default -> look(instance, own);
            }
        }
        return null;
    }

    private void tick(SplittableRandom own) {
        clock.addAndGet(own.nextInt(MAX_STEP_MS));
    }

    private void redeem(Instance instance, SplittableRandom own) {
        AccountId owner = Papers.OWNERS.get(own.nextInt(Papers.OWNERS.size()));
        Benefit benefit = BENEFITS.get(own.nextInt(BENEFITS.size()));
        IdempotencyKey key = new IdempotencyKey("key-" + own.nextInt(KEYS));
        RedeemRequest request = new RedeemRequest(owner, benefit.name(), RedeemRequest.NEWEST, key);
        Object answer =
                switch (instance.redeem.redeem(request)) {
                    case RedeemVerdict.Accepted(Redemption redemption) -> {
                        accepted.putIfAbsent(redemption.order().id(), request);
                        yield redemption.order().id();
                    }
                    case RedeemVerdict.Refused refused -> refused;
                    case RedeemVerdict.KeyInUse inUse -> inUse;
                };
        saw(answer instanceof RedemptionId ? "Accepted" : answer.toString());
        Object before = answers.putIfAbsent(request, answer);
        if (before != null && !before.equals(answer)) {
            throw new AssertionError("I8, " + request + " was answered " + before + " and then " + answer);
        }
    }

    private void end(Instance instance, SplittableRandom own) {
        List<RedemptionId> ids = List.copyOf(accepted.keySet());
        if (ids.isEmpty()) {
            return;
        }
        RedemptionId id = ids.get(own.nextInt(ids.size()));
        EndVerdict verdict =
                switch (own.nextInt(4)) {
                    case 0 -> instance.end.voidIt(id, "ben");
                    case 1 -> instance.end.cancel(id, accepted.get(id).account());
                    default -> instance.end.confirm(id, "ana");
                };
        saw(verdict.getClass().getSimpleName());
    }

    /** Many at once propose the same, and approve it. */
    private void adjust(Instance instance, SplittableRandom own) {
        int number = own.nextInt(PROPOSALS);
        long microCredits = number % 4 == 0 ? -1_000L * (number + 1) : 3_000L * (number + 1);
        LedgerAccount account = new LedgerAccount.Owner(Papers.OWNERS.get(number % Papers.OWNERS.size()));
        String proposer = OPERATORS.get(number % OPERATORS.size());
        OperatorRequest proposal = request(
                "proposal " + number,
                proposer,
                new OperatorCommand.ProposeAdjustment(account, microCredits, "correction"));
        saw(kind(instance.desk.carryOut(proposal)));
        String approver = OPERATORS.get(own.nextInt(OPERATORS.size()));
        OperatorVerdict made = carryOut(
                instance, "approval " + number, approver, new OperatorCommand.ApproveAdjustment(proposal.id()));
        if (made instanceof OperatorVerdict.Done) {
            adjusted.put(proposal.id(), microCredits);
        }
    }

    /** The next number, or one that is taken. */
    private void fund(Instance instance, SplittableRandom own) {
        long sequence = own.nextBoolean() ? fundings.incrementAndGet() : Math.max(1, fundings.get());
        CampaignFunding funding = new CampaignFunding("default", sequence, 200_000 + sequence);
        carryOut(instance, "funding", "ana", new OperatorCommand.FundCampaign(funding));
    }

    private void judge(Instance instance, SplittableRandom own) {
        AccountId account = Papers.OWNERS.get(own.nextInt(Papers.OWNERS.size()));
        String name = "judgement " + own.nextLong();
        OperatorCommand command =
                switch (own.nextInt(4)) {
                    case 0 -> new OperatorCommand.SetQuarantine(account, QuarantineReason.COLLUSION);
                    case 1 ->
                        new OperatorCommand.DecideDispute(
                                dispute(own.nextInt(CASES)), Ruling.values()[own.nextInt(3)], "");
                    default -> new OperatorCommand.LiftQuarantine(account);
                };
        carryOut(instance, name, "ben", command);
    }

    private void look(Instance instance, SplittableRandom own) {
        if (own.nextBoolean()) {
            observer.lookAtMoney(instance);
        } else {
            observer.lookAtOffset(instance, own.nextInt(Papers.SHARDS));
        }
    }

    private OperatorVerdict carryOut(Instance instance, String name, String operator, OperatorCommand command) {
        OperatorVerdict verdict = instance.desk.carryOut(request(name + operator + command, operator, command));
        saw(kind(verdict));
        return verdict;
    }

    /** A request with an id that follows from its name. */
    static OperatorRequest request(String name, String operator, OperatorCommand command) {
        byte[] document = (name + command).getBytes(StandardCharsets.UTF_8);
        ActionId id = new ActionId(Arrays.copyOf(Digests.sha256(document), ActionId.WIDTH));
        return new OperatorRequest(id, operator, command.getClass().getSimpleName(), document, command);
    }

    /** A case. */
    static DisputeId dispute(int number) {
        byte[] id = new byte[DisputeId.WIDTH];
        id[0] = (byte) number;
        return new DisputeId(id);
    }

    private static String kind(OperatorVerdict verdict) {
        return verdict instanceof OperatorVerdict.Refused(OperatorRefusal reason) ? reason.name() : "Done";
    }

    private void saw(String what) {
        seen.computeIfAbsent(what, name -> new AtomicInteger()).incrementAndGet();
    }

    /** How often each answer was given. */
    Map<String, AtomicInteger> seen() {
        return seen;
    }

    /** Wishes that were granted. */
    Map<RedemptionId, RedeemRequest> accepted() {
        return accepted;
    }

    /** What the corrections of an owner's balance that were made sum to. */
    Map<ActionId, Long> adjusted() {
        return adjusted;
    }

    /** Acks that were seen. */
    Map<DocumentId, byte[]> acks() {
        return acks;
    }
}
