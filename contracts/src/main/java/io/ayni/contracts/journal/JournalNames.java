package io.ayni.contracts.journal;

import java.util.regex.Pattern;

/** The names that operators choose and the journal repeats: short ASCII, nothing personal. */
public final class JournalNames {
    /** Longest name of a benefit. */
    public static final int MAX_BENEFIT = 32;
    /** Longest name of an operator. */
    public static final int MAX_OPERATOR = 32;
    /** Longest subject of a deed. */
    public static final int MAX_SUBJECT = 64;
    /** Longest reason of an adjustment, UTF-8 bytes. */
    public static final int MAX_REASON = 128;

    private static final Pattern BENEFIT = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern OPERATOR = Pattern.compile("[a-z0-9._-]{1,32}");
    private static final Pattern SUBJECT = Pattern.compile("[a-z0-9:/._-]{1,64}");

    private JournalNames() {}

    /** Whether the text can name a benefit: 1 to 32 characters of {@code [a-z0-9-]}. */
    public static boolean isBenefit(String name) {
        return BENEFIT.matcher(name).matches();
    }

    /** Whether the text can name an operator: 1 to 32 characters of {@code [a-z0-9._-]}. */
    public static boolean isOperator(String name) {
        return OPERATOR.matcher(name).matches();
    }

    /** Whether the text can be the subject of a deed: 1 to 64 characters of {@code [a-z0-9:/._-]}. */
    public static boolean isSubject(String name) {
        return SUBJECT.matcher(name).matches();
    }
}
