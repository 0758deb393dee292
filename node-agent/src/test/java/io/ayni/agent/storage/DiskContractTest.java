package io.ayni.agent.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every disk promises. */
class DiskContractTest {
    @TempDir
    Path directory;

    static Stream<Arguments> disks() {
        return Stream.of(Arguments.of("files", new ChannelDisk()), Arguments.of("memory", new MemoryDisk()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("disks")
    void aFileIsMadeWithItsFoldersAndKeepsWhatIsWritten(String name, Disk disk) throws IOException {
        Path path = directory.resolve("a").resolve("b");
        try (Disk.DiskFile file = disk.open(path)) {
            assertThat(file.size()).isZero();
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 2);
            file.force();
        }

        try (Disk.DiskFile again = disk.open(path)) {
            assertThat(again.size()).isEqualTo(5);
            assertThat(read(again, 10, 0)).containsExactly(0, 0, 1, 2, 3);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("disks")
    void aResizedFileHasZerosAtItsEndOrLosesIt(String name, Disk disk) throws IOException {
        try (Disk.DiskFile file = disk.open(directory.resolve("f"))) {
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);

            file.resize(5);
            assertThat(read(file, 5, 0)).containsExactly(1, 2, 3, 0, 0);

            file.resize(2);
            assertThat(file.size()).isEqualTo(2);
            assertThat(read(file, 5, 0)).containsExactly(1, 2);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("disks")
    void readingAtTheEndSaysSo(String name, Disk disk) throws IOException {
        try (Disk.DiskFile file = disk.open(directory.resolve("f"))) {
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);

            assertThat(read(file, 2, 1)).containsExactly(2, 3);
            assertThat(file.read(ByteBuffer.allocate(1), 3)).isEqualTo(-1);
        }
    }

    private static byte[] read(Disk.DiskFile file, int most, long position) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(most);
        file.read(target, position);
        byte[] bytes = new byte[target.position()];
        target.flip().get(bytes);
        return bytes;
    }
}
