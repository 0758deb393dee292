package io.ayni.ledger.simulation;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.journal.ActionId;
import io.ayni.ledger.operator.OperatorCommand;
import io.ayni.ledger.operator.OperatorRequest;
import io.ayni.ledger.operator.OperatorVerdict;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/** How operators get something done: they ask any replica, some more than once, until they have an answer. */
final class Office {
    private static final int IMPATIENCE_ONE_IN = 4;

    private final World world;
    private final String name;
    private final SplittableRandom random;
    private int actions;

    /** @param name tells its actions from those of others */
    Office(World world, String name, SplittableRandom random) {
        this.world = world;
        this.name = name;
        this.random = random;
    }

    /** Something new. */
    OperatorRequest request(String operator, OperatorCommand command) {
        return request(id(name + " " + ++actions), operator, command);
    }

    /** Something under an id that was perhaps used before. */
    OperatorRequest request(ActionId id, String operator, OperatorCommand command) {
        byte[] document = (id + " " + command).getBytes(StandardCharsets.UTF_8);
        return new OperatorRequest(id, operator, command.getClass().getSimpleName(), document, command);
    }

    private static ActionId id(String text) {
        return new ActionId(Arrays.copyOf(Digests.sha256(text.getBytes(StandardCharsets.UTF_8)), ActionId.WIDTH));
    }

    /** Asks until there is an answer. */
    OperatorVerdict carryOut(OperatorRequest request) {
        world.invariants().desk().asked(request);
        while (true) {
            if (random.nextInt(IMPATIENCE_ONE_IN) == 0) {
                world.kernel().start(() -> ask(request));
            }
            Optional<OperatorVerdict> verdict = ask(request);
            if (verdict.isPresent()) {
                return verdict.get();
            }
            world.kernel().running().pause(100);
        }
    }

    private Optional<OperatorVerdict> ask(OperatorRequest request) {
        Replica replica = world.anyReplica(random);
        Optional<OperatorVerdict> verdict = replica.ask(() -> replica.desk().carryOut(request));
        verdict.ifPresent(found -> {
            world.invariants().desk().answered(request, found);
            world.sightings().met(found);
        });
        return verdict;
    }
}
