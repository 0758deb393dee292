package io.ayni.agent.swarm.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ayni.agent.storage.ChannelDisk;
import io.ayni.agent.storage.MemoryDisk;
import io.ayni.agent.swarm.ItemStatus;
import io.ayni.agent.swarm.testing.LocalEdge;
import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.agent.swarm.testing.ServingNode;
import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.content.ContentId;
import io.ayni.peer.v1.ByeReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, break, or change what was written, under a real engine that serves real streams. */
class DamagedStorageIT {
    private static final SampleItem ITEM = SampleItem.single("film.bin", 4 << 20, 1);
    private static final ContentId ID = ITEM.metainfo().contentId();
    private static final int SIZE_BYTES = 4 << 20;
    private static final int PIECE_BYTES = ITEM.metainfo().pieceLengthBytes();

    @TempDir
    Path directory;

    private final TestOperator operator = new TestOperator();
    private final MemoryDisk memory = new MemoryDisk();
    private LocalEdge edge;

    @BeforeEach
    void publish() throws IOException {
        edge = new LocalEdge();
        edge.publish(ITEM);
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void aFullDiskFailsTheItemForThatReasonAndItGoesOnWhenThereIsRoom() throws Exception {
        ServingNode.lay(ITEM, new BitSet(), directory, memory);
        try (ServingNode node = ServingNode.found(ITEM, directory, operator, memory)) {
            // Given
            memory.full(true);
            node.offer(edge.base());
            await().until(() -> node.status().state() == ItemStatus.State.FAILED);
            assertThat(node.status().failure()).contains("cannot write to disk: No space left on device");
            assertThat(node.status().verifiedBytes()).isZero();
            assertThatThrownBy(() -> node.engine().read(ID, 0, 0, ByteBuffer.allocate(1)))
                    .hasMessage("cannot write to disk: No space left on device");

            // When
            memory.full(false);
            node.passUntil(Duration.ofSeconds(15), () -> node.status().state() == ItemStatus.State.COMPLETE);

            // Then
            assertThat(node.status().failure()).isEmpty();
            assertThat(memory.bytes(file())).isEqualTo(ITEM.files().getFirst());
        }
    }

    @Test
    void aDiskThatDoesNotForceCompletesNothingAndLosesNothing() throws IOException {
        ServingNode.lay(ITEM, new BitSet(), directory, memory);
        try (ServingNode node = ServingNode.found(ITEM, directory, operator, memory)) {
            // Given
            memory.unforceable(true);
            node.offer(edge.base());
            await().until(() -> node.status().state() == ItemStatus.State.FAILED);
            assertThat(node.status().failure()).contains("cannot write to disk: Input/output error");
            assertThat(node.status().verifiedBytes()).isZero();

            // When
            memory.unforceable(false);
            node.passUntil(Duration.ofSeconds(1), () -> node.status().state() == ItemStatus.State.COMPLETE);

            // Then
            assertThat(edge.servedBytes()).isEqualTo(SIZE_BYTES);
        }
    }

    @Test
    void afterACrashOnlyWhatWasNotDurableIsFetchedAgain() throws IOException {
        // Given: an engine that stands still halfway
        ServingNode.lay(ITEM, new BitSet(), directory, memory);
        long verified;
        ServingNode first = ServingNode.found(ITEM, directory, operator, memory);
        first.offer(edge.base());
        await().pollInterval(Duration.ofMillis(1)).until(() -> first.status().verifiedBytes() > 0);
        memory.unforceable(true);
        verified = first.status().verifiedBytes();
        await().until(() -> first.status().state() != ItemStatus.State.FETCHING);

        // When
        first.close();
        memory.crash(new SplittableRandom(7));
        memory.unforceable(false);
        long before = edge.servedBytes();
        try (ServingNode second = ServingNode.found(ITEM, directory, operator, memory)) {
            second.offer(edge.base());
            await().until(() -> second.status().state() == ItemStatus.State.COMPLETE);
        }

        // Then
        assertThat(edge.servedBytes() - before).isLessThanOrEqualTo(SIZE_BYTES - verified);
        assertThat(memory.bytes(file())).isEqualTo(ITEM.files().getFirst());
    }

    @Test
    void anEngineStartedOnTheImageOfAKilledOneFetchesNoVerifiedPieceAgain() throws IOException {
        // Given: what a process that is killed leaves behind, on the real file system
        Path image = directory.resolve("image");
        long verified;
        try (ServingNode first = ServingNode.holding(ITEM, new BitSet(), directory.resolve("first"), operator)) {
            first.offer(edge.base());
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> first.status().verifiedBytes() > SIZE_BYTES / 8);
            verified = first.status().verifiedBytes();
            copy(directory.resolve("first"), image);
            await().until(() -> first.status().state() == ItemStatus.State.COMPLETE);
        }

        // When
        long before = edge.servedBytes();
        try (ServingNode second = ServingNode.found(ITEM, image, operator, new ChannelDisk())) {
            assertThat(second.status().verifiedBytes()).isGreaterThanOrEqualTo(verified);
            long found = second.status().verifiedBytes();
            second.offer(edge.base());
            await().until(() -> second.status().state() == ItemStatus.State.COMPLETE);

            // Then
            assertThat(edge.servedBytes() - before).isEqualTo(SIZE_BYTES - found);
        }
        assertThat(image.resolve(ID.hex()).resolve("files").resolve("film.bin"))
                .hasBinaryContent(ITEM.files().getFirst());
    }

    @Test
    void aBitThatFlippedWhileTheAgentWasOffIsFoundAndOnlyItsPieceFetchedAgain() throws IOException {
        // Given
        lay();
        flip(5);

        // When
        try (ServingNode node = ServingNode.found(ITEM, directory, operator, new ChannelDisk())) {
            assertThat(node.status().verifiedBytes()).isEqualTo(SIZE_BYTES - PIECE_BYTES);
            node.offer(edge.base());
            await().until(() -> node.status().state() == ItemStatus.State.COMPLETE);
        }

        // Then
        assertThat(edge.servedBytes()).isEqualTo(PIECE_BYTES);
        assertThat(file()).hasBinaryContent(ITEM.files().getFirst());
    }

    @Test
    void aFileThatWasCutShortLosesThePiecesThatAreGone() throws IOException {
        // Given
        lay();
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.truncate(SIZE_BYTES - PIECE_BYTES - 1);
        }

        // When
        try (ServingNode node = ServingNode.found(ITEM, directory, operator, new ChannelDisk())) {
            // Then
            assertThat(node.status().verifiedBytes()).isEqualTo(SIZE_BYTES - 2 * PIECE_BYTES);
        }
    }

    @Test
    void aFileThatIsGoneIsFetchedAgain() throws IOException {
        // Given
        lay();
        Files.delete(file());

        // When
        try (ServingNode node = ServingNode.found(ITEM, directory, operator, new ChannelDisk())) {
            assertThat(node.status().verifiedBytes()).isZero();
            node.offer(edge.base());
            await().until(() -> node.status().state() == ItemStatus.State.COMPLETE);
        }

        // Then
        assertThat(file()).hasBinaryContent(ITEM.files().getFirst());
    }

    @Test
    void aBitThatFlipsWhileTheAgentRunsIsNeverUploaded() throws IOException {
        lay();
        try (ServingNode node = ServingNode.found(ITEM, directory, operator, new ChannelDisk());
                HandMadeDownloader peer = HandMadeDownloader.served(node, operator)) {
            // Given
            assertThat(peer.fetch(4)).isEqualTo(ITEM.piece(4));
            flip(5);

            // When
            peer.request(5, 0, PIECE_BYTES);

            // Then
            assertThat(peer.wire.bye()).isEqualTo(ByeReason.BYE_REASON_DONE);
            assertThat(node.engine().totals().givenBytes()).isEqualTo(PIECE_BYTES);
            node.offer(edge.base());
            await().until(() -> node.status().state() == ItemStatus.State.COMPLETE);
            assertThat(edge.servedBytes()).isEqualTo(PIECE_BYTES);
        }
        assertThat(file()).hasBinaryContent(ITEM.files().getFirst());
    }

    @Test
    void aPlayerGetsRightBytesWhereABitHasFlipped() throws Exception {
        lay();
        try (ServingNode node = ServingNode.found(ITEM, directory, operator, new ChannelDisk())) {
            // Given
            node.offer(edge.base());
            flip(5);

            // When
            ByteBuffer target = ByteBuffer.allocate(PIECE_BYTES);
            int count = node.engine().read(ID, 0, 5L * PIECE_BYTES, target);

            // Then
            assertThat(count).isEqualTo(PIECE_BYTES);
            assertThat(target.array()).isEqualTo(ITEM.piece(5));
        }
    }

    private void lay() throws IOException {
        BitSet all = new BitSet();
        all.set(0, ITEM.metainfo().pieceCount());
        ServingNode.lay(ITEM, all, directory, new ChannelDisk());
    }

    private Path file() {
        return directory.resolve(ID.hex()).resolve("files").resolve("film.bin");
    }

    /** Flips one bit in the middle of a piece on disk. */
    private void flip(int piece) throws IOException {
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            long at = (long) piece * PIECE_BYTES + PIECE_BYTES / 2;
            channel.read(one, at);
            one.put(0, (byte) (one.get(0) ^ 0x10));
            channel.write(one.flip(), at);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
