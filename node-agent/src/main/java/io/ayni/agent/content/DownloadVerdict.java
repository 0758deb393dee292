package io.ayni.agent.content;

import io.ayni.contracts.content.Metainfo;

/** What became of the wish to download an item. */
public sealed interface DownloadVerdict {
    /** It is being fetched, or is there already. */
    record Running(Metainfo metainfo) implements DownloadVerdict {}

    /** Nothing is published under this name or id. */
    record NotFound() implements DownloadVerdict {}

    /** The owner refused this item on this machine. */
    record Refused() implements DownloadVerdict {}

    /** The catalogue gave something that is not to be believed. */
    record Untrusted(String reason) implements DownloadVerdict {}

    /** The catalogue cannot be asked now, and the item is not known here. */
    record Away(String reason) implements DownloadVerdict {}
}
