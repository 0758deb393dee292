package io.ayni.contracts.content;

import io.ayni.contracts.crypto.Digests;
import java.util.List;
import java.util.Objects;

/**
 * The description of a content item: a BitTorrent v2 metainfo file (BEP 52). Immutable. An instance is consistent: the
 * piece layers hash up to the roots, the roots stand in the info dictionary, and its SHA-256 is the content id.
 *
 * <p>Pieces are numbered through the item in the order of the file tree; a piece never crosses files. A file that fits
 * one piece is verified by its own root over as many leaves as its blocks need, a longer one by its piece layer.
 */
public final class Metainfo {
    /** Largest metainfo file that is taken. */
    public static final int MAX_ENCODED_BYTES = 16 * 1024 * 1024 - 64 * 1024;
    /** Most files of an item. */
    public static final int MAX_FILES = 20_000;
    /** Most pieces of an item. */
    public static final int MAX_PIECES = 400_000;

    /** Most web seeds of an item. */
    public static final int MAX_WEB_SEEDS = 64;
    /** Longest web seed in bytes. */
    public static final int MAX_WEB_SEED_BYTES = 2048;

    private final byte[] encoded;
    private final ContentId contentId;
    private final String name;
    private final int pieceLengthBytes;
    private final List<MetainfoFile> files;
    private final byte[][] pieceHashes;
    private final List<String> webSeeds;
    private final long sizeBytes;

    Metainfo(
            byte[] encoded,
            byte[] info,
            String name,
            int pieceLengthBytes,
            List<MetainfoFile> files,
            byte[][] pieceHashes,
            List<String> webSeeds) {
        this.encoded = encoded;
        this.contentId = new ContentId(Digests.sha256(info));
        this.name = name;
        this.pieceLengthBytes = pieceLengthBytes;
        this.files = List.copyOf(files);
        this.pieceHashes = pieceHashes;
        this.webSeeds = List.copyOf(webSeeds);
        this.sizeBytes = files.stream().mapToLong(MetainfoFile::lengthBytes).sum();
    }

    /**
     * Reads and checks a metainfo file.
     *
     * @throws InvalidMetainfoException when it is not canonical bencoding, not BEP 52, over a bound, has an unsafe file
     *     name, or its hashes do not fit together
     */
    public static Metainfo decode(byte[] encoded) throws InvalidMetainfoException {
        return MetainfoDecoder.decode(encoded);
    }

    /** The whole metainfo file; shared, not to be written into. */
    public byte[] encoded() {
        return encoded;
    }

    /** The item's name: the v2 info-hash. */
    public ContentId contentId() {
        return contentId;
    }

    /** The advisory name in the info dictionary. */
    public String name() {
        return name;
    }

    /** Length of all pieces but the last of a file. */
    public int pieceLengthBytes() {
        return pieceLengthBytes;
    }

    /** The files in the order of the file tree. */
    public List<MetainfoFile> files() {
        return files;
    }

    /**
     * Base URLs of HTTP seeds (BEP 19), at most {@value #MAX_WEB_SEEDS}. They stand outside the info dictionary, so the
     * content id does not vouch for them: whoever hands over the file may have put them there.
     */
    public List<String> webSeeds() {
        return webSeeds;
    }

    /** Number of pieces in all. */
    public int pieceCount() {
        return pieceHashes.length;
    }

    /** Sum of the file sizes. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /** Whether the item is one file named like the item, in BEP 52's single-file form. */
    public boolean isSingleFile() {
        return files.size() == 1 && files.getFirst().path().equals(List.of(name));
    }

    /**
     * Where a piece lies.
     *
     * @throws IndexOutOfBoundsException for an index outside 0 to {@link #pieceCount()} − 1
     */
    public PieceSpan piece(int index) {
        int fileIndex = fileOfPiece(index);
        MetainfoFile file = files.get(fileIndex);
        long offset = (long) (index - file.firstPiece()) * pieceLengthBytes;
        int length = (int) Math.min(pieceLengthBytes, file.lengthBytes() - offset);
        return new PieceSpan(index, fileIndex, offset, length, pieceHashes[index], leafCount(file));
    }

    private int leafCount(MetainfoFile file) {
        if (file.lengthBytes() > pieceLengthBytes) {
            return pieceLengthBytes / MerkleTree.BLOCK_BYTES;
        }
        return MerkleTree.ceilingPowerOfTwo((file.lengthBytes() + MerkleTree.BLOCK_BYTES - 1) / MerkleTree.BLOCK_BYTES);
    }

    private int fileOfPiece(int index) {
        Objects.checkIndex(index, pieceHashes.length);
        int low = 0;
        int high = files.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (files.get(middle).firstPiece() <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low; // never an empty file: it shares its number with the next file that has pieces
    }

    @Override
    public String toString() {
        return "Metainfo[" + contentId + ", " + files.size() + " files, " + pieceCount() + " pieces]";
    }
}
