package io.ayni.launcher.bench.ledger;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.identity.AccountId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Who exchanges what: uploaders, as many in each shard, accounts that download, and content items.
 *
 * @param uploaders nodes that settle, those of the shards in turn
 * @param downloaders accounts
 * @param items content items
 */
record Community(List<Uploader> uploaders, List<AccountId> downloaders, List<ContentId> items) {
    private static final int UPLOADERS = 128;
    private static final int DOWNLOADERS = 1000;
    private static final int ITEMS = 32;

    static Community of(int shards, RandomGenerator random) {
        List<AccountId> downloaders = IntStream.range(0, DOWNLOADERS)
                .mapToObj(number -> AccountId.ofName("bench-downloader-" + number))
                .toList();
        List<ContentId> items = IntStream.range(0, ITEMS)
                .mapToObj(number -> new ContentId(digest("bench item " + number)))
                .toList();
        return new Community(uploaders(shards, random), downloaders, items);
    }

    private static List<Uploader> uploaders(int shards, RandomGenerator random) {
        List<Uploader> uploaders = new ArrayList<>();
        while (uploaders.size() < UPLOADERS) {
            int number = uploaders.size();
            var candidate = new Uploader(key(random), AccountId.ofName("bench-uploader-" + number), number);
            if (candidate.shard(shards) == number % shards) {
                uploaders.add(candidate);
            }
        }
        return List.copyOf(uploaders);
    }

    /** A key that is good enough to measure with; its randomness is no secret. */
    static Ed25519PrivateKey key(RandomGenerator random) {
        byte[] seed = new byte[Ed25519PrivateKey.WIDTH];
        random.nextBytes(seed);
        return new Ed25519PrivateKey(seed);
    }

    private static byte[] digest(String text) {
        return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
