package io.ayni.agent.swarm.exchange;

import io.ayni.contracts.document.GrantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The uploader's accounts by grant, over all items and streams of a node: at most {@value #MAX_ACCOUNTS}; those whose
 * grant can no longer be presented are forgotten when room is needed. Accounts live in memory only, so grants from before
 * {@code sinceMs} are not taken: their high-water marks are not known any more. Not thread-safe.
 */
public final class UploadAccounts {
    /** Most accounts at once. */
    public static final int MAX_ACCOUNTS = 4096;

    private final long sinceMs;
    private final Map<GrantId, UploadAccount> accounts = new HashMap<>();

    /** @param sinceMs start of this memory, Unix milliseconds */
    public UploadAccounts(long sinceMs) {
        this.sinceMs = sinceMs;
    }

    /** Whether a grant of this issue may have been used before this memory began. */
    public boolean mayBeForgotten(long issuedAtMs) {
        return issuedAtMs < sinceMs;
    }

    /**
     * The account of a grant, taken for one stream.
     *
     * @return empty when another stream has it, or when the table is full
     */
    public Optional<UploadAccount> attach(GrantId grantId, long nowMs, Supplier<UploadAccount> fresh) {
        UploadAccount account = accounts.get(grantId);
        if (account == null) {
            if (accounts.size() >= MAX_ACCOUNTS) {
                forgetExpired(nowMs);
            }
            if (accounts.size() >= MAX_ACCOUNTS) {
                return Optional.empty();
            }
            account = fresh.get();
            accounts.put(grantId, account);
        }
        return account.attach() ? Optional.of(account) : Optional.empty();
    }

    /** The account of a grant, if it is known. */
    public Optional<UploadAccount> find(GrantId grantId) {
        return Optional.ofNullable(accounts.get(grantId));
    }

    private void forgetExpired(long nowMs) {
        accounts.values().removeIf(account -> !account.isStreaming() && GrantRules.isOver(account.grant(), nowMs));
    }
}
