package io.ayni.agent.swarm.testing;

import io.ayni.contracts.content.FileHasher;
import io.ayni.contracts.content.InvalidMetainfoException;
import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.content.MetainfoBuilder;
import io.ayni.contracts.content.PieceSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * An item with its bytes.
 *
 * @param files the bytes of each file in the order of the metainfo
 */
public record SampleItem(Metainfo metainfo, List<byte[]> files) {
    /** One file of random bytes. */
    public static SampleItem single(String name, int sizeBytes, long seed) {
        byte[] bytes = new byte[sizeBytes];
        new Random(seed).nextBytes(bytes);
        return of(name, List.of(List.of(name)), List.of(bytes));
    }

    /** Files at the given paths; the paths must be in the order of the file tree. */
    public static SampleItem of(String name, List<List<String>> paths, List<byte[]> files) {
        MetainfoBuilder builder = new MetainfoBuilder(name);
        for (int i = 0; i < files.size(); i++) {
            FileHasher hasher = new FileHasher();
            hasher.update(files.get(i), 0, files.get(i).length);
            builder.file(paths.get(i), hasher.finish());
        }
        try {
            return new SampleItem(builder.build(), new ArrayList<>(files));
        } catch (InvalidMetainfoException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The bytes of a piece, a copy. */
    public byte[] piece(int index) {
        PieceSpan span = metainfo.piece(index);
        int from = (int) span.offsetInFile();
        return Arrays.copyOfRange(files.get(span.fileIndex()), from, from + span.lengthBytes());
    }
}
