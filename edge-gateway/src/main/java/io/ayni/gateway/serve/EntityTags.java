package io.ayni.gateway.serve;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of {@code If-Match} or {@code If-None-Match}: any, a list of entity tags, or something malformed, which
 * matches nothing (RFC 9110, sections 8.8.3 and 13.1).
 *
 * @param any whether the value is a star
 * @param tags the tags as they stand, with quotes and weakness mark; none when malformed
 */
public record EntityTags(boolean any, List<String> tags) {
    private static final int MAX_TAGS = 64;
    private static final Pattern TAG =
            Pattern.compile("[ \\t,]*((?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")[ \\t]*(?=,|$)");
    private static final Pattern REST = Pattern.compile("[ \\t,]*");

    /** Copies the list. */
    public EntityTags {
        tags = List.copyOf(tags);
    }

    /** Reads the value of a header, several headers joined with commas. At most {@value #MAX_TAGS} tags are looked at. */
    public static EntityTags parse(String value) {
        if (value.strip().equals("*")) {
            return new EntityTags(true, List.of());
        }
        java.util.ArrayList<String> tags = new java.util.ArrayList<>();
        Matcher matcher = TAG.matcher(value);
        int position = 0;
        while (tags.size() < MAX_TAGS && matcher.find(position) && matcher.start() == position) {
            tags.add(matcher.group(1));
            position = matcher.end();
        }
        boolean wellFormed = tags.size() == MAX_TAGS
                || REST.matcher(value.substring(position)).matches();
        return new EntityTags(false, wellFormed ? tags : List.of());
    }

    /** Strong comparison: a weak tag matches nothing. */
    public boolean matchesStrongly(String entityTag) {
        return any || tags.contains(entityTag);
    }

    /** Weak comparison: the mark of weakness does not count. */
    public boolean matchesWeakly(String entityTag) {
        return matchesStrongly(entityTag) || tags.contains("W/" + entityTag);
    }
}
