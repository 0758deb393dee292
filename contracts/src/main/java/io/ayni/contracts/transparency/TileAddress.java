package io.ayni.contracts.transparency;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where hashes of a tree are kept and served (C2SP tlog-tiles): a tile of level L holds up to {@value #WIDTH} neighbouring
 * hashes of subtrees of height 8 × L. Once full it never changes, so it may be cached for ever; the last one of a level
 * may be partial.
 *
 * @param level 0 for leaves; at most {@value #MAX_LEVEL}
 * @param index which tile of the level, from 0
 * @param width how many of its hashes are meant, 1 to {@value #WIDTH}
 */
public record TileAddress(int level, long index, int width) {
    /** Hashes of a full tile. */
    public static final int WIDTH = 256;
    /** Height of the subtree over a full tile. */
    public static final int HEIGHT = 8;
    /** Highest level of a tree of fewer than 2^63 leaves. */
    public static final int MAX_LEVEL = 7;

    private static final Pattern PATH =
            Pattern.compile("tile/([0-7])/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    /** Checks the ranges. */
    public TileAddress {
        if (level < 0 || level > MAX_LEVEL || index < 0 || width < 1 || width > WIDTH) {
            throw new IllegalArgumentException("not a tile");
        }
    }

    /** The whole tile. */
    public static TileAddress full(int level, long index) {
        return new TileAddress(level, index, WIDTH);
    }

    /** Whether this is a full tile. */
    public boolean isFull() {
        return width == WIDTH;
    }

    /** The path, relative to the log: {@code tile/<L>/<N>[.p/<W>]}, N in groups of three digits, all but the last after x. */
    public String path() {
        StringBuilder number = new StringBuilder("%03d".formatted(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            number.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return "tile/" + level + "/" + number + (isFull() ? "" : ".p/" + width);
    }

    /** Reads a path; empty when it is none. Each tile has one path. */
    public static Optional<TileAddress> parse(String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long index = Long.parseLong(parts.group(2).replace("x", "").replace("/", ""));
        int width = parts.group(3) == null ? WIDTH : Integer.parseInt(parts.group(3));
        if (width > WIDTH) {
            return Optional.empty();
        }
        TileAddress tile = new TileAddress(Integer.parseInt(parts.group(1)), index, width);
        return tile.path().equals(path) ? Optional.of(tile) : Optional.empty();
    }
}
