package io.ayni.ledger.simulation;

import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.operator.OperatorCommand;
import java.util.SplittableRandom;

/** The operator's hand in the pools: funds each campaign at the beginning, and again later. A funding is posted once. */
final class Treasurer {
    private static final long PLENTY = 1_000_000_000L;

    private final World world;
    private final Office office;
    private final SplittableRandom random;

    Treasurer(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
        this.office = new Office(world, "treasurer", random.split());
    }

    void run() {
        fund(10, world.settings().firstFunding());
        world.kernel().running().pause(random.nextLong(World.SAFETY_MS));
        fund(20, world.settings().firstFunding());
        while (!world.faults().areHealed()) {
            world.kernel().running().pause(1_000);
        }
        fund(30, PLENTY);
    }

    private void fund(long sequence, long amount) {
        if (amount > 0) {
            for (String campaign : Paperwork.CAMPAIGNS) {
                carryOut(new CampaignFunding(campaign, sequence, amount));
                spoil(campaign, sequence, amount);
            }
        }
    }

    /** Sometimes it is asked for again as a new action, or another one comes too late. */
    private void spoil(String campaign, long sequence, long amount) {
        switch (random.nextInt(6)) {
            case 0 -> carryOut(new CampaignFunding(campaign, sequence, amount));
            case 1 -> carryOut(new CampaignFunding(campaign, sequence, amount + 1));
            case 2 -> carryOut(new CampaignFunding(campaign, sequence - 1, amount));
            default -> {} // once is enough
        }
    }

    private void carryOut(CampaignFunding funding) {
        office.carryOut(office.request("ana", new OperatorCommand.FundCampaign(funding)));
    }
}
