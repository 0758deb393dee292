package io.ayni.contracts.content;

import io.ayni.contracts.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes that a name and a size determine, and Merkle hashes of them computed the slow and obvious way. */
final class SampleBytes {
    private SampleBytes() {}

    /** SHA-256 of {@code name:0}, of {@code name:1} and so on, cut to the size. */
    static byte[] of(String name, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i * 32 < size; i++) {
            byte[] block = Digests.sha256((name + ":" + i).getBytes(StandardCharsets.UTF_8));
            System.arraycopy(block, 0, bytes, i * 32, Math.min(32, size - i * 32));
        }
        return bytes;
    }

    /** Root of the whole file, with all the padding leaves really there. */
    static byte[] root(byte[] data) {
        List<byte[]> leaves = leaves(data);
        return climb(padded(leaves, Integer.highestOneBit(Math.max(1, 2 * leaves.size() - 1))));
    }

    /** One root per piece, the last piece padded to the full width. */
    static List<byte[]> layer(byte[] data, int pieceLengthBytes) {
        List<byte[]> layer = new ArrayList<>();
        for (int start = 0; start < data.length; start += pieceLengthBytes) {
            byte[] piece = Arrays.copyOfRange(data, start, Math.min(data.length, start + pieceLengthBytes));
            layer.add(climb(padded(leaves(piece), pieceLengthBytes / MerkleTree.BLOCK_BYTES)));
        }
        return layer;
    }

    static HashedFile hashed(byte[] data) {
        FileHasher hasher = new FileHasher();
        hasher.update(data, 0, data.length);
        return hasher.finish();
    }

    private static List<byte[]> leaves(byte[] data) {
        List<byte[]> leaves = new ArrayList<>();
        for (int start = 0; start < data.length; start += MerkleTree.BLOCK_BYTES) {
            leaves.add(Digests.sha256(
                    Arrays.copyOfRange(data, start, Math.min(data.length, start + MerkleTree.BLOCK_BYTES))));
        }
        return leaves;
    }

    private static List<byte[]> padded(List<byte[]> leaves, int width) {
        List<byte[]> padded = new ArrayList<>(leaves);
        while (padded.size() < width) {
            padded.add(new byte[32]);
        }
        return padded;
    }

    private static byte[] climb(List<byte[]> nodes) {
        List<byte[]> level = nodes;
        while (level.size() > 1) {
            List<byte[]> above = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                above.add(Digests.sha256(level.get(i), level.get(i + 1)));
            }
            level = above;
        }
        return level.getFirst();
    }
}
