package io.ayni.agent.consent;

/** What an owner agrees to, in plain words. Whoever changes the text counts the version up: old decisions then lapse. */
public final class ConsentText {
    /** Version of {@link #TEXT}. */
    public static final int VERSION = 1;

    /** The text. */
    public static final String TEXT =
            """
            Sharing with Ayni

            What is shared
              Pieces of the items that you downloaded with this agent are sent to other people who
              fetch the same items. No other file on this machine is ever read or sent. The people
              you share with, and the operator of the service, can see your internet address.

            What it costs
              Upload traffic of your internet connection, disk space for the items you keep, and a
              little electricity. If your connection is metered, sharing uses up its volume.

            What you get
              Every byte that you gave and that the other side confirmed earns credits for your
              account. Credits buy what the operator offers, for example a lower price or better
              quality. You can see each credit and what it was earned for.

            Your choice
              Downloading works the same without sharing. You can stop at any time with
              `ayni-agent consent --revoke`; within a second nothing more is sent.
            """;

    private ConsentText() {}
}
