package io.ayni.agent.cli;

import io.ayni.agent.content.DownloadVerdict;
import io.ayni.agent.home.HomeLock;
import io.ayni.agent.http.AgentServices;
import io.ayni.agent.http.StatusJson;
import io.ayni.agent.swarm.ItemStatus;
import io.ayni.agent.swarm.SwarmEngine;
import io.ayni.agent.wiring.AgentRuntime;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.content.Metainfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Downloads with an agent inside this process, which ends with it and never shares. */
final class OwnDownload implements DownloadSource {
    private final AgentRuntime runtime;
    private final HomeLock lock;
    private final AgentServices services;

    OwnDownload(AgentRuntime runtime, HomeLock lock) {
        this.runtime = runtime;
        this.lock = lock;
        this.services = runtime.services();
    }

    @Override
    public DownloadView start(String nameOrId) throws IOException, CliFailure {
        return switch (services.downloads().start(nameOrId)) {
            case DownloadVerdict.Running running ->
                look(running.metainfo().contentId().hex());
            case DownloadVerdict.NotFound none ->
                throw new CliFailure(ExitCodes.NOT_FOUND, "nothing is published under this name or id");
            case DownloadVerdict.Refused refused ->
                throw new CliFailure(
                        ExitCodes.DECLINED, "the owner refused this item; `ayni-agent refuse --undo` ends that");
            case DownloadVerdict.Untrusted bad -> throw new CliFailure(ExitCodes.UNTRUSTED, bad.reason());
            case DownloadVerdict.Away away -> throw new CliFailure(ExitCodes.UNAVAILABLE, away.reason());
        };
    }

    @Override
    public DownloadView look(String contentId) throws IOException {
        ContentId id = ContentId.fromHex(contentId);
        Optional<ItemStatus> item = services.engine().item(id);
        Optional<Metainfo> metainfo = services.engine().metainfo(id);
        if (item.isEmpty() || metainfo.isEmpty()) {
            throw new IOException("the engine lost the item");
        }
        return DownloadView.of(StatusJson.download(item.get(), metainfo.get()));
    }

    @Override
    public InputStream open(DownloadView item, int fileIndex) {
        return new EngineStream(services.engine(), ContentId.fromHex(item.contentId()), fileIndex);
    }

    @Override
    public void close() {
        try (lock) {
            runtime.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A file of a complete item, from its start. */
    private static final class EngineStream extends InputStream {
        private final SwarmEngine engine;
        private final ContentId contentId;
        private final int fileIndex;
        private long at;

        EngineStream(SwarmEngine engine, ContentId contentId, int fileIndex) {
            this.engine = engine;
            this.contentId = contentId;
            this.fileIndex = fileIndex;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                int count = engine.read(contentId, fileIndex, at, ByteBuffer.wrap(target, offset, length));
                at += Math.max(0, count);
                return count;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }
}
