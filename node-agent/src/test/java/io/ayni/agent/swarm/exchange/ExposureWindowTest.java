package io.ayni.agent.swarm.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureWindowTest {
    private static final int MIB = 1 << 20;
    private static final int PIECE = 64 << 10;

    private final ExposureWindow window = new ExposureWindow(PIECE);

    @ParameterizedTest
    @CsvSource({"65536, 1048576", "524288, 1048576", "1048576, 2097152", "4194304, 8388608"})
    void itStartsAtAMebibyteOrTwoPieces(int pieceLength, long start) {
        assertThat(new ExposureWindow(pieceLength).bytes()).isEqualTo(start);
        assertThat(ExposureWindow.startBytes(pieceLength)).isEqualTo(start);
    }

    @Test
    void noByteLeavesBeyondItWithoutReceipt() {
        window.sent(MIB - 1);

        assertThat(window.allows(1)).isTrue();
        assertThat(window.allows(2)).isFalse();
    }

    @Test
    void aReceiptMakesRoomForWhatItCovers() {
        window.sent(MIB);

        window.receipted(100);

        assertThat(window.allows(100)).isTrue();
        assertThat(window.allows(101)).isFalse();
    }

    @Test
    void itDoublesWithAReceiptOverHalfOfItAndStopsAt16Mebibytes() {
        long[] sizes = new long[6];
        long total = 0;
        for (int i = 0; i < sizes.length; i++) {
            total += window.bytes() / 2;
            window.sent(window.bytes() / 2);
            window.receipted(total);
            sizes[i] = window.bytes();
        }

        assertThat(sizes).containsExactly(2 * MIB, 4 * MIB, 8 * MIB, 16 * MIB, 16 * MIB, 16 * MIB);
    }

    @Test
    void aReceiptOverLessThanHalfOfItDoesNotWidenIt() {
        window.sent(MIB);

        window.receipted(MIB / 2 - 1);

        assertThat(window.bytes()).isEqualTo(MIB);
    }

    @Test
    void aLowerTotalChangesNothing() {
        window.sent(MIB);
        window.receipted(1_000);

        window.receipted(999);
        window.receipted(1_000);

        assertThat(window.receiptedBytes()).isEqualTo(1_000);
        assertThat(window.bytes()).isEqualTo(MIB);
    }

    @Test
    void theOtherSidesWordIsTakenOverUpToTheLimit() {
        window.adopt(3 * MIB);
        assertThat(window.bytes()).isEqualTo(3 * MIB);

        window.adopt(Long.MAX_VALUE);
        assertThat(window.bytes()).isEqualTo(16 * MIB);
    }

    @Test
    void theDownloaderSignsAfterHalfAWindowOrFourMebibytes() {
        assertThat(window.receiptThresholdBytes()).isEqualTo(MIB / 2);

        window.adopt(16 * MIB);

        assertThat(window.receiptThresholdBytes()).isEqualTo(4 * MIB);
    }

    /** Otherwise each side would wait for the other. */
    @ParameterizedTest
    @ValueSource(ints = {16 << 10, 64 << 10, 1 << 20, 4 << 20})
    void belowTheThresholdAWholePieceIsStillAllowed(int pieceLength) {
        ExposureWindow fresh = new ExposureWindow(pieceLength);

        fresh.sent(fresh.receiptThresholdBytes() - 1);

        assertThat(fresh.allows(pieceLength)).isTrue();
    }
}
