package io.ayni.ledger.operator;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.journal.JournalNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is an operator, from a text of one a line: {@code name role digest}, where the digest is the SHA-256 of the operator's
 * token in hexadecimal. Empty lines and lines that begin with # say nothing. Knows no token; its text form shows nothing.
 */
public final class Operators {
    /** Most operators. */
    public static final int MAX = 256;

    /** What the ledger itself writes where the name of an operator can stand. */
    private static final Set<String> TAKEN = Set.of("at-once", "owner", "settings", "time");

    private static final String SCHEME = "Bearer ";
    private static final int MAX_TOKEN_LENGTH = 512;
    private static final int DIGEST_BYTES = 32;

    private final List<Known> all;

    private Operators(List<Known> all) {
        this.all = all;
    }

    private record Known(NamedOperator operator, byte[] tokenDigest) {}

    /**
     * Reads the text.
     *
     * @throws IllegalArgumentException when a line is none, a name is one of the ledger's own, a name or a token stands twice
     *     (one person would be two), or there are none or more than {@value #MAX}
     */
    public static Operators parse(String text) {
        List<Known> all = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(Operators::parseLine)
                .toList();
        require(!all.isEmpty() && all.size() <= MAX, "there are 1 to " + MAX + " operators");
        Set<String> seen = new HashSet<>();
        for (Known known : all) {
            require(seen.add(known.operator().name()), "the name of an operator stands twice");
            require(seen.add(HexFormat.of().formatHex(known.tokenDigest())), "two operators have one token");
        }
        return new Operators(all);
    }

    private static Known parseLine(String line) {
        String[] words = line.split("[ \\t]+");
        require(words.length == 3, "a line is: name role digest");
        require(JournalNames.isOperator(words[0]), "a name is 1 to 32 characters of [a-z0-9._-]");
        require(!TAKEN.contains(words[0]), "at-once, owner, settings and time name nobody");
        OperatorRole role = OperatorRole.ofWord(words[1])
                .orElseThrow(() -> new IllegalArgumentException("a role is observer or operator"));
        byte[] digest = HexFormat.of().parseHex(words[2]);
        require(digest.length == DIGEST_BYTES, "a digest is 32 bytes");
        return new Known(new NamedOperator(words[0], role), digest);
    }

    /**
     * The operator who shows a token. Takes the same time whoever it is.
     *
     * @param authorization value of the Authorization header, null when there is none
     */
    public Optional<NamedOperator> bearer(String authorization) {
        if (authorization == null
                || !authorization.startsWith(SCHEME)
                || authorization.length() > SCHEME.length() + MAX_TOKEN_LENGTH) {
            return Optional.empty();
        }
        byte[] digest = Digests.sha256(authorization.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8));
        List<NamedOperator> found = new ArrayList<>();
        for (Known known : all) {
            if (MessageDigest.isEqual(known.tokenDigest(), digest)) {
                found.add(known.operator());
            }
        }
        return found.stream().findFirst();
    }

    @Override
    public String toString() {
        return "Operators[" + all.size() + "]";
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
