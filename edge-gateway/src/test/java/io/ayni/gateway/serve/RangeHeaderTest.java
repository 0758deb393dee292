package io.ayni.gateway.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.gateway.serve.RangeHeader.FromTo;
import io.ayni.gateway.serve.RangeHeader.Ignored;
import io.ayni.gateway.serve.RangeHeader.Suffix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeHeaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "bytes=0-0|0|0",
                "bytes=0-499|0|499",
                "bytes=500-999|500|999",
                "bytes=9500-|9500|9223372036854775807",
                "Bytes=1-2|1|2",
                "BYTES=1-2|1|2",
                "bytes=00000000000000000000001-2|1|2",
                "'bytes= 1-2 '|1|2",
                "'bytes=,1-2,,'|1|2",
                "bytes=5-99999999999999999999999999|5|9223372036854775807",
                "bytes=99999999999999999999-99999999999999999999|9223372036854775807|9223372036854775807",
            })
    void oneWellFormedRangeIsUnderstood(String header, long first, long last) {
        assertThat(RangeHeader.parse(List.of(header))).isEqualTo(new FromTo(first, last));
    }

    @ParameterizedTest
    @CsvSource({"bytes=-0,0", "bytes=-1,1", "bytes=-500,500", "bytes=-99999999999999999999,9223372036854775807"})
    void suffixIsUnderstood(String header, long count) {
        assertThat(RangeHeader.parse(List.of(header))).isEqualTo(new Suffix(count));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=,",
                "bytes=a-b",
                "bytes=1",
                "bytes=2-1",
                "bytes=1-2-3",
                "bytes=--1",
                "bytes=+1-2",
                "bytes=0x1-2",
                "bytes =1-2",
                " bytes=1-2",
                "bytes=1 -2",
                "items=0-1",
                "bytes=0-1,2-3",
                "bytes=0-1, 2-3",
                "bytes=0-0,0-0,0-0",
                "bytes=\u0661-\u0662",
            })
    void anythingElseIsIgnored(String header) {
        assertThat(RangeHeader.parse(List.of(header))).isEqualTo(new Ignored());
    }

    @Test
    void noHeaderAndTwoHeadersAreIgnored() {
        assertThat(RangeHeader.parse(List.of())).isEqualTo(new Ignored());
        assertThat(RangeHeader.parse(List.of("bytes=0-1", "bytes=0-1"))).isEqualTo(new Ignored());
    }

    @Test
    void thousandOneByteRangesAreIgnored() {
        String header = "bytes=" + "0-0,".repeat(1000);
        assertThat(RangeHeader.parse(List.of(header))).isEqualTo(new Ignored());
    }
}
