package io.ayni.gateway.serve;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code Range} header asks for (RFC 9110, section 14). Numbers too large for a {@code long} count as the
 * largest one.
 */
public sealed interface RangeHeader {
    /** Nothing that is to be followed: no header, another unit, malformed, or more than one range. */
    record Ignored() implements RangeHeader {}

    /**
     * From a position to a position or the end.
     *
     * @param first first byte, 0 or more
     * @param last last byte, not below the first; {@link Long#MAX_VALUE} for the end
     */
    record FromTo(long first, long last) implements RangeHeader {}

    /**
     * The last bytes.
     *
     * @param count how many, 0 or more
     */
    record Suffix(long count) implements RangeHeader {}

    /** A range that was asked for, before the length of the file is known to the reader. */
    Pattern SPEC = Pattern.compile("([0-9]*)-([0-9]*)");

    /** Digits that always fit a {@code long}. */
    int SAFE_DIGITS = 18;

    /** Reads the values of all {@code Range} headers of a request. */
    static RangeHeader parse(List<String> values) {
        if (values.size() != 1) {
            return new Ignored();
        }
        String value = values.getFirst();
        int equals = value.indexOf('=');
        if (equals < 0 || !value.substring(0, equals).toLowerCase(Locale.ROOT).equals("bytes")) {
            return new Ignored();
        }
        List<String> specs = Arrays.stream(value.substring(equals + 1).split(",", -1))
                .map(RangeHeader::trim)
                .filter(spec -> !spec.isEmpty())
                .toList();
        return specs.size() == 1 ? single(specs.getFirst()) : new Ignored();
    }

    private static RangeHeader single(String spec) {
        Matcher matcher = SPEC.matcher(spec);
        if (!matcher.matches() || spec.equals("-")) {
            return new Ignored();
        }
        if (matcher.group(1).isEmpty()) {
            return new Suffix(number(matcher.group(2)));
        }
        long first = number(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE : number(matcher.group(2));
        return last < first ? new Ignored() : new FromTo(first, last);
    }

    private static long number(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > SAFE_DIGITS ? Long.MAX_VALUE : Long.parseLong(significant);
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
