package io.ayni.contracts.document;

import io.ayni.contracts.identity.AccountId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The operator's side of a grant, decided at issue and encrypted into it: which account is paid, from which campaign.
 * Because the payee stands in the grant, settling is a function of the documents alone, whatever order they come in.
 *
 * @param uploaderAccount is paid
 * @param downloaderAccount received; for caps and statements
 * @param campaign name of the paying campaign, 1 to 16 characters of {@code [a-z0-9-]}
 * @param uploaderPrefixTag keyed tag of the uploader's address prefix, 4 bytes; for caps
 * @param downloaderPrefixTag the same of the downloader
 * @param contentBytes size of the content item; for the cap on what one item may earn from one account
 * @param audited the exchange is an operator's check
 */
public record GrantTerms(
        AccountId uploaderAccount,
        AccountId downloaderAccount,
        String campaign,
        int uploaderPrefixTag,
        int downloaderPrefixTag,
        long contentBytes,
        boolean audited) {
    static final int WIDTH = 16 + 16 + 16 + 4 + 4 + 8 + 1;

    private static final int CAMPAIGN_WIDTH = 16;
    private static final Pattern CAMPAIGN = Pattern.compile("[a-z0-9-]{1,16}");

    /** Checks the campaign's name and the size. */
    public GrantTerms {
        if (!isCampaign(campaign)) {
            throw new IllegalArgumentException("a campaign name is 1 to 16 characters of [a-z0-9-]");
        }
        if (contentBytes < 0) {
            throw new IllegalArgumentException("a content item has no negative size");
        }
    }

    /** Whether the text can name a campaign. */
    public static boolean isCampaign(String name) {
        return CAMPAIGN.matcher(name).matches();
    }

    byte[] encode() {
        return ByteBuffer.allocate(WIDTH)
                .put(uploaderAccount.bytes())
                .put(downloaderAccount.bytes())
                .put(Arrays.copyOf(campaign.getBytes(StandardCharsets.US_ASCII), CAMPAIGN_WIDTH))
                .putInt(uploaderPrefixTag)
                .putInt(downloaderPrefixTag)
                .putLong(contentBytes)
                .put((byte) (audited ? 1 : 0))
                .array();
    }

    /** @throws IllegalArgumentException when the bytes are not terms */
    static GrantTerms decode(byte[] plain) {
        if (plain.length != WIDTH) {
            throw new IllegalArgumentException("terms are " + WIDTH + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(plain);
        AccountId uploader = new AccountId(take(in, AccountId.WIDTH));
        AccountId downloader = new AccountId(take(in, AccountId.WIDTH));
        String name = new String(take(in, CAMPAIGN_WIDTH), StandardCharsets.US_ASCII).replaceFirst("\0+$", "");
        int uploaderPrefixTag = in.getInt();
        int downloaderPrefixTag = in.getInt();
        long contentBytes = in.getLong();
        boolean audited =
                switch (in.get()) {
                    case 0 -> false;
                    case 1 -> true;
                    default -> throw new IllegalArgumentException("the audit flag is 0 or 1");
                };
        return new GrantTerms(
                uploader, downloader, name, uploaderPrefixTag, downloaderPrefixTag, contentBytes, audited);
    }

    private static byte[] take(ByteBuffer in, int width) {
        byte[] bytes = new byte[width];
        in.get(bytes);
        return bytes;
    }
}
