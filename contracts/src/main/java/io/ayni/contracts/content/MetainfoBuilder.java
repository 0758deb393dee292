package io.ayni.contracts.content;

import io.ayni.contracts.content.BencodeValue.Dictionary;
import io.ayni.contracts.content.BencodeValue.Int;
import io.ayni.contracts.content.BencodeValue.Sequence;
import io.ayni.contracts.content.BencodeValue.Text;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a metainfo from hashed files. The result depends on name, paths, sizes and bytes only (web seeds and comment
 * stand outside the info dictionary), so publishing the same files under the same name gives the same content id.
 */
public final class MetainfoBuilder {
    private final String name;
    private final TreeMap<List<String>, HashedFile> files = new TreeMap<>(MetainfoBuilder::compareTreeOrder);
    private List<String> webSeeds = List.of();

    /**
     * @param name the item's name, a safe file name
     * @throws IllegalArgumentException when it is not
     */
    public MetainfoBuilder(String name) {
        requireSafe(name);
        this.name = name;
    }

    /**
     * Adds a file. One file whose path is just the item's name makes a single-file item.
     *
     * @param path components below the item, each a safe file name, at most {@link PathComponents#MAX_DEPTH}
     * @throws IllegalArgumentException for an unsafe, empty, too deep or repeated path, or too many files
     */
    public MetainfoBuilder file(List<String> path, HashedFile file) {
        path.forEach(MetainfoBuilder::requireSafe);
        if (path.isEmpty() || path.size() > PathComponents.MAX_DEPTH || files.size() == Metainfo.MAX_FILES) {
            throw new IllegalArgumentException("empty or too deep path, or too many files");
        }
        if (files.putIfAbsent(List.copyOf(path), file) != null) {
            throw new IllegalArgumentException("the item has two files of one path");
        }
        return this;
    }

    /** Base URLs of HTTP seeds (BEP 19); for a multi-file item each must end with a slash. */
    public MetainfoBuilder webSeeds(List<String> urls) {
        this.webSeeds = List.copyOf(urls);
        return this;
    }

    /**
     * The finished metainfo, read back and checked.
     *
     * @throws InvalidMetainfoException when the item as a whole is over a bound, is empty, or a path is both a file and
     *     a folder
     */
    public Metainfo build() throws InvalidMetainfoException {
        int pieceLength = files.values().stream()
                .mapToInt(HashedFile::pieceLengthBytes)
                .reduce(PieceLengths.forSize(totalBytes()), Math::max);
        TreeMap<String, BencodeValue> top = new TreeMap<>();
        top.put("info", info(pieceLength));
        top.put("piece layers", pieceLayers(pieceLength));
        if (!webSeeds.isEmpty()) {
            top.put(
                    "url-list",
                    new Sequence(webSeeds.stream().<BencodeValue>map(Text::of).toList()));
        }
        return Metainfo.decode(Bencode.encode(new Dictionary(top)));
    }

    private long totalBytes() {
        return files.values().stream().mapToLong(HashedFile::lengthBytes).sum();
    }

    private Dictionary info(int pieceLength) throws InvalidMetainfoException {
        TreeMap<String, BencodeValue> tree = new TreeMap<>();
        for (Map.Entry<List<String>, HashedFile> entry : files.entrySet()) {
            insert(tree, entry.getKey(), entry.getValue());
        }
        return Dictionary.of(Map.of(
                "file tree", new Dictionary(tree),
                "meta version", new Int(2),
                "name", Text.of(name),
                "piece length", new Int(pieceLength)));
    }

    private static void insert(TreeMap<String, BencodeValue> tree, List<String> path, HashedFile file)
            throws InvalidMetainfoException {
        TreeMap<String, BencodeValue> folder = tree;
        for (String component : path.subList(0, path.size() - 1)) {
            String key = BencodeValue.keyOf(component);
            folder.putIfAbsent(key, new Dictionary(new TreeMap<>()));
            folder = ((Dictionary) folder.get(key)).entries();
        }
        String leaf = BencodeValue.keyOf(path.getLast());
        if (folder.containsKey("") || folder.putIfAbsent(leaf, fileNode(file)) != null) {
            throw new InvalidMetainfoException("a path is both a file and a folder");
        }
    }

    private static Dictionary fileNode(HashedFile file) {
        TreeMap<String, BencodeValue> facts = new TreeMap<>();
        facts.put("length", new Int(file.lengthBytes()));
        if (file.lengthBytes() > 0) {
            facts.put("pieces root", new Text(file.root()));
        }
        return Dictionary.of(Map.of("", new Dictionary(facts)));
    }

    private Dictionary pieceLayers(int pieceLength) {
        TreeMap<String, BencodeValue> layers = new TreeMap<>();
        for (HashedFile file : files.values()) {
            byte[][] layer = file.layerAt(pieceLength);
            if (layer.length > 0) {
                ByteArrayOutputStream hashes = new ByteArrayOutputStream(layer.length * MerkleTree.HASH_WIDTH);
                for (byte[] hash : layer) {
                    hashes.writeBytes(hash);
                }
                String key = new String(file.root(), StandardCharsets.ISO_8859_1);
                layers.put(key, new Text(hashes.toByteArray()));
            }
        }
        return new Dictionary(layers);
    }

    private static int compareTreeOrder(List<String> left, List<String> right) {
        int common = Math.min(left.size(), right.size());
        for (int i = 0; i < common; i++) {
            int order = BencodeValue.keyOf(left.get(i)).compareTo(BencodeValue.keyOf(right.get(i)));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static void requireSafe(String component) {
        if (!PathComponents.isSafe(component)) {
            throw new IllegalArgumentException("not a safe file name");
        }
    }
}
