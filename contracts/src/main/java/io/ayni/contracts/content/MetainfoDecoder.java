package io.ayni.contracts.content;

import io.ayni.contracts.content.BencodeValue.Dictionary;
import io.ayni.contracts.content.BencodeValue.Int;
import io.ayni.contracts.content.BencodeValue.Sequence;
import io.ayni.contracts.content.BencodeValue.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads and checks a BEP 52 metainfo file; one instance per file. Keys that Ayni does not use are left alone. */
final class MetainfoDecoder {
    private final Dictionary layers;
    private final int pieceLengthBytes;
    private final List<MetainfoFile> files = new ArrayList<>();
    private final List<byte[]> pieceHashes = new ArrayList<>();

    private MetainfoDecoder(Dictionary layers, int pieceLengthBytes) {
        this.layers = layers;
        this.pieceLengthBytes = pieceLengthBytes;
    }

    static Metainfo decode(byte[] encoded) throws InvalidMetainfoException {
        if (encoded.length > Metainfo.MAX_ENCODED_BYTES) {
            throw new InvalidMetainfoException("metainfo is larger than " + Metainfo.MAX_ENCODED_BYTES + " bytes");
        }
        Dictionary top = dictionary(Bencode.decode(encoded), "metainfo");
        Dictionary info = dictionary(top.get("info"), "info");
        if (!new Int(2).equals(info.get("meta version"))) {
            throw new InvalidMetainfoException("meta version is not 2");
        }
        String name = text(info.get("name"), "name");
        requireSafe(name);
        Dictionary layers = top.get("piece layers") == null
                ? Dictionary.of(Map.of())
                : dictionary(top.get("piece layers"), "piece layers");
        MetainfoDecoder decoder = new MetainfoDecoder(layers, pieceLength(info));
        decoder.readFolder(dictionary(info.get("file tree"), "file tree"), List.of());
        decoder.requireSomePieces();
        return new Metainfo(
                encoded.clone(),
                Bencode.encode(info),
                name,
                decoder.pieceLengthBytes,
                decoder.files,
                decoder.pieceHashes.toArray(byte[][]::new),
                webSeeds(top));
    }

    private static int pieceLength(Dictionary info) throws InvalidMetainfoException {
        long length = number(info.get("piece length"), "piece length");
        if (length < MerkleTree.BLOCK_BYTES || length > PieceLengths.MAX_BYTES || Long.bitCount(length) != 1) {
            throw new InvalidMetainfoException("piece length is not a power of two from 16 KiB to 4 MiB");
        }
        return (int) length;
    }

    private void readFolder(Dictionary folder, List<String> path) throws InvalidMetainfoException {
        for (Map.Entry<String, BencodeValue> entry : folder.entries().entrySet()) {
            Dictionary node = dictionary(entry.getValue(), "file tree entry");
            if (entry.getKey().isEmpty()) {
                throw new InvalidMetainfoException("a path is both a file and a folder");
            }
            List<String> below = append(path, entry.getKey());
            BencodeValue facts = node.get("");
            if (facts == null) {
                readFolder(node, below);
            } else if (node.entries().size() == 1) {
                readFile(dictionary(facts, "file"), below);
            } else {
                throw new InvalidMetainfoException("a path is both a file and a folder");
            }
        }
    }

    private List<String> append(List<String> path, String key) throws InvalidMetainfoException {
        if (path.size() == PathComponents.MAX_DEPTH) {
            throw new InvalidMetainfoException("a path is too deep");
        }
        String component = utf8(key.getBytes(StandardCharsets.ISO_8859_1), "path");
        requireSafe(component);
        List<String> longer = new ArrayList<>(path);
        longer.add(component);
        return List.copyOf(longer);
    }

    private void readFile(Dictionary facts, List<String> path) throws InvalidMetainfoException {
        long length = number(facts.get("length"), "length");
        if (files.size() == Metainfo.MAX_FILES) {
            throw new InvalidMetainfoException("more than " + Metainfo.MAX_FILES + " files");
        }
        if (length > 0 && (length - 1) / pieceLengthBytes + 1 > Metainfo.MAX_PIECES - pieceHashes.size()) {
            throw new InvalidMetainfoException("more than " + Metainfo.MAX_PIECES + " pieces");
        }
        int firstPiece = pieceHashes.size();
        byte[] root = new byte[MerkleTree.HASH_WIDTH];
        if (length > 0) {
            root = hash(facts.get("pieces root"));
            addPieces(root, length);
        }
        files.add(new MetainfoFile(path, length, root, firstPiece, pieceHashes.size() - firstPiece));
    }

    private void addPieces(byte[] root, long length) throws InvalidMetainfoException {
        if (length <= pieceLengthBytes) {
            pieceHashes.add(root);
            return;
        }
        int count = (int) ((length - 1) / pieceLengthBytes + 1);
        BencodeValue layer = layers.get(new String(root, StandardCharsets.ISO_8859_1));
        if (!(layer instanceof Text(byte[] hashes)) || hashes.length != count * MerkleTree.HASH_WIDTH) {
            throw new InvalidMetainfoException("a piece layer is missing or has the wrong length");
        }
        byte[][] nodes = new byte[count][];
        for (int i = 0; i < count; i++) {
            nodes[i] = Arrays.copyOfRange(hashes, i * MerkleTree.HASH_WIDTH, (i + 1) * MerkleTree.HASH_WIDTH);
        }
        if (!MerkleTree.isRoot(root, nodes, PieceLengths.levelOf(pieceLengthBytes))) {
            throw new InvalidMetainfoException("a piece layer does not hash to its root");
        }
        pieceHashes.addAll(List.of(nodes));
    }

    private void requireSomePieces() throws InvalidMetainfoException {
        if (pieceHashes.isEmpty()) {
            throw new InvalidMetainfoException("the item has no bytes");
        }
    }

    private static List<String> webSeeds(Dictionary top) throws InvalidMetainfoException {
        BencodeValue list = top.get("url-list");
        if (list == null) {
            return List.of();
        }
        List<BencodeValue> items = list instanceof Sequence(List<BencodeValue> several) ? several : List.of(list);
        if (items.size() > Metainfo.MAX_WEB_SEEDS) {
            throw new InvalidMetainfoException("more than " + Metainfo.MAX_WEB_SEEDS + " web seeds");
        }
        List<String> urls = new ArrayList<>();
        for (BencodeValue item : items) {
            String url = text(item, "url-list");
            if (item instanceof Text(byte[] bytes) && bytes.length > Metainfo.MAX_WEB_SEED_BYTES) {
                throw new InvalidMetainfoException(
                        "a web seed is longer than " + Metainfo.MAX_WEB_SEED_BYTES + " bytes");
            }
            if (!url.isEmpty()) { // some programs write an empty text for "none"
                urls.add(url);
            }
        }
        return urls;
    }

    private static void requireSafe(String component) throws InvalidMetainfoException {
        if (!PathComponents.isSafe(component)) {
            throw new InvalidMetainfoException("a name in the item is not a safe file name");
        }
    }

    private static byte[] hash(BencodeValue value) throws InvalidMetainfoException {
        if (value instanceof Text(byte[] bytes) && bytes.length == MerkleTree.HASH_WIDTH) {
            return bytes;
        }
        throw new InvalidMetainfoException("pieces root is not 32 bytes");
    }

    private static Dictionary dictionary(BencodeValue value, String what) throws InvalidMetainfoException {
        if (value instanceof Dictionary dictionary) {
            return dictionary;
        }
        throw new InvalidMetainfoException(what + " is not a dictionary");
    }

    private static long number(BencodeValue value, String what) throws InvalidMetainfoException {
        if (value instanceof Int(long number) && number >= 0) {
            return number;
        }
        throw new InvalidMetainfoException(what + " is not a number");
    }

    private static String text(BencodeValue value, String what) throws InvalidMetainfoException {
        if (value instanceof Text(byte[] bytes)) {
            return utf8(bytes, what);
        }
        throw new InvalidMetainfoException(what + " is not a text");
    }

    private static String utf8(byte[] bytes, String what) throws InvalidMetainfoException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidMetainfoException(what + " is not UTF-8");
        }
    }
}
