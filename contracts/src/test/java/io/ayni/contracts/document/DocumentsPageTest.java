package io.ayni.contracts.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.testing.DocumentationPage;
import io.ayni.testing.GoldenVectors;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsPageTest {
    private static final DocumentationPage PAGE = DocumentationPage.read("docs/protocol/documents.md");
    private static final String NOT_SHOWN = "…";

    @ParameterizedTest
    @CsvSource({
        "## Grant, grant, body",
        "### Sealed terms, terms, plain",
        "## Receipt, receipt, body",
        "## Settlement batch, batch, body",
        "## Ack, ack, body",
        "## Publication, publication, body",
        "## Registration proof, registration, body",
        "## Peer proof, peer-downloader, body",
        "## Report, report, body",
        "## Journal entry, entry-settlement, body"
    })
    void offsetsWidthsAndExamplesOfATableAreThoseOfTheVector(String heading, String vector, String field) {
        String body = GoldenVectors.document(vector).text(field);
        int position = 0;
        for (List<String> row : PAGE.table(heading)) {
            String offset = row.get(0);
            String width = row.get(1);
            String example = row.get(5).equals(NOT_SHOWN) ? body.substring(2 * position) : row.get(5);
            int bytes = HexFormat.of().parseHex(example).length;
            assertThat(offset).as("offset of %s", row.get(2)).matches(position + "|.* \\+ .*");
            assertThat(width).as("width of %s", row.get(2)).matches(bytes + "|n|m|rest");
            assertThat(body.substring(2 * position))
                    .as("example of %s", row.get(2))
                    .startsWith(example);
            position += bytes;
        }
        assertThat(2 * position).isEqualTo(body.length());
    }

    @Test
    void theResultCodesOfThePageAreThoseOfAcksInTheirOrder() {
        List<String> codes = DocumentationPage.read("docs/protocol.md").table("## Settlement").stream()
                .map(row -> row.get(0) + " " + row.get(1))
                .toList();
        assertThat(codes)
                .isEqualTo(Arrays.stream(ResultCode.values())
                        .map(code -> code.code() + " " + code.name())
                        .toList());
    }
}
