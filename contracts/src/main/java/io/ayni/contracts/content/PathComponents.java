package io.ayni.contracts.content;

import java.nio.charset.StandardCharsets;

/** Which texts may be file names of an item: they become names on a stranger's disk. */
public final class PathComponents {
    /** Longest component in bytes of UTF-8. */
    public static final int MAX_BYTES = 255;
    /** Deepest path. */
    public static final int MAX_DEPTH = 32;

    private PathComponents() {}

    /**
     * Whether the text is a safe file name: 1 to {@value #MAX_BYTES} bytes, not {@code .} or {@code ..}, without slash,
     * backslash, colon, control characters, unpaired surrogates or blanks and dots at its end.
     */
    public static boolean isSafe(String component) {
        if (component.isEmpty() || component.equals(".") || component.equals("..")) {
            return false;
        }
        int last = component.charAt(component.length() - 1);
        if (last == '.' || last == ' ' || component.charAt(0) == ' ') {
            return false;
        }
        return component.codePoints().noneMatch(PathComponents::isForbidden)
                && component.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    private static boolean isForbidden(int c) {
        return c == '/'
                || c == '\\'
                || c == ':'
                || Character.isISOControl(c)
                || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }
}
