package io.ayni.tracker.swarm;

import io.ayni.contracts.document.Grant;
import io.ayni.tracker.node.EnrolledNode;

/**
 * How much of the price is paid between two nodes. Whoever shares an account or a network with the other side could be
 * its own customer, so the operator damps what such pairs earn; the transfer itself is always allowed.
 *
 * @param sameAccountPerMille weight inside one account, 0 to 1000
 * @param sameNetworkPerMille weight inside one /24 or /48, 0 to 1000
 */
public record WeightPolicy(int sameAccountPerMille, int sameNetworkPerMille) {

    /** Weight of a grant, per mille: the smallest that applies. */
    public int weigh(EnrolledNode uploader, EnrolledNode downloader) {
        int weight = Grant.FULL_WEIGHT;
        if (uploader.account().equals(downloader.account())) {
            weight = Math.min(weight, sameAccountPerMille);
        }
        if (uploader.network().equals(downloader.network())) {
            weight = Math.min(weight, sameNetworkPerMille);
        }
        return weight;
    }
}
