package io.ayni.tracker.swarm;

import io.ayni.contracts.identity.NodeId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The peers of one swarm. Those that share stand in an array besides, whose order means nothing, so that drawing some at
 * random costs as many steps as are drawn. Not thread-safe.
 */
final class MemberList {
    private static final int NOT_SHARING = -1;

    private final Map<NodeId, Member> members = new HashMap<>();
    private final List<Member> sharing = new ArrayList<>();
    private final BitSet places = new BitSet();
    private int seeds;

    int size() {
        return members.size();
    }

    Member find(NodeId nodeId) {
        return members.get(nodeId);
    }

    SwarmCounts counts() {
        return new SwarmCounts(seeds, members.size() - seeds);
    }

    Member add(SwarmPeer peer) {
        Member member = new Member();
        members.put(peer.nodeId(), member);
        member.place = places.nextClearBit(0);
        places.set(member.place);
        enter(member, peer);
        return member;
    }

    void replace(Member member, SwarmPeer peer) {
        leave(member);
        enter(member, peer);
    }

    void remove(Member member) {
        members.remove(member.peer.nodeId());
        places.clear(member.place);
        leave(member);
    }

    private void enter(Member member, SwarmPeer peer) {
        member.peer = peer;
        seeds += peer.role() == PeerRole.SEED ? 1 : 0;
        if (peer.sharing()) {
            member.position = sharing.size();
            sharing.add(member);
        }
    }

    private void leave(Member member) {
        seeds -= member.peer.role() == PeerRole.SEED ? 1 : 0;
        if (member.position != NOT_SHARING) {
            swap(member.position, sharing.size() - 1);
            sharing.removeLast();
            member.position = NOT_SHARING;
        }
    }

    /** The first steps of a Fisher–Yates shuffle, done in place. */
    List<SwarmPeer> sampleSharing(int max, RandomGenerator random) {
        int drawn = Math.min(max, sharing.size());
        List<SwarmPeer> sample = new ArrayList<>(drawn);
        for (int i = 0; i < drawn; i++) {
            swap(i, i + random.nextInt(sharing.size() - i));
            sample.add(sharing.get(i).peer);
        }
        return sample;
    }

    private void swap(int i, int j) {
        Member atI = sharing.get(i);
        Member atJ = sharing.get(j);
        sharing.set(i, atJ);
        sharing.set(j, atI);
        atJ.position = i;
        atI.position = j;
    }

    /** One peer's place; equal only to itself. */
    static final class Member {
        private SwarmPeer peer;
        private int position = NOT_SHARING;
        private int place;

        SwarmPeer peer() {
            return peer;
        }

        /** The lowest number from 0 that no other peer of the swarm had when it joined; its own until it leaves. */
        int place() {
            return place;
        }
    }
}
