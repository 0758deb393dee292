package io.ayni.agent.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.agent.content.Catalog.Offer;
import io.ayni.agent.content.LookupVerdict.Found;
import io.ayni.agent.content.LookupVerdict.NotFound;
import io.ayni.agent.content.LookupVerdict.Untrusted;
import io.ayni.agent.fixture.AGrant;
import io.ayni.agent.fixture.AnItem;
import io.ayni.agent.fixture.InMemoryCatalog;
import io.ayni.agent.fixture.InMemoryEngine;
import io.ayni.agent.fixture.Operator;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Publication;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindContentTest {
    private static final AnItem FILM = AnItem.file("film.mp4", 200_000);
    private static final AnItem OTHER = AnItem.file("other.mp4", 200_000);
    private static final URI GATEWAY = URI.create("http://127.0.0.1:8080");

    private final InMemoryCatalog catalog = new InMemoryCatalog().publish(FILM);
    private final FindContent find = new FindContent(catalog, Operator.keys());
    private final InMemoryEngine engine = new InMemoryEngine().knows(FILM);
    private RefusedItems refused;
    private DownloadContent downloads;

    @BeforeEach
    void setUp(@TempDir Path directory) throws IOException {
        refused = RefusedItems.open(directory.resolve("refused"));
        downloads = new DownloadContent(find, engine, GATEWAY, refused);
    }

    @Test
    void aSignedManifestOfTheRightItemIsFound() throws CatalogAwayException {
        assertThat(find.resolve("film.mp4")).contains(FILM.metainfo().contentId());
        assertThat(find.find(FILM.metainfo().contentId())).isInstanceOfSatisfying(Found.class, found -> assertThat(
                        found.publication().name())
                .isEqualTo("film.mp4"));
    }

    @Test
    void whatIsNotPublishedIsNotFound() throws CatalogAwayException {
        assertThat(find.resolve("nothing")).isEmpty();
        assertThat(find.resolve("")).isEmpty();
        assertThat(find.resolve("x".repeat(256))).isEmpty();
        assertThat(find.find(OTHER.metainfo().contentId())).isEqualTo(new NotFound());
    }

    @Test
    void theManifestOfAnotherItemIsNotBelieved() throws CatalogAwayException {
        assertThat(judged(new Offer(OTHER.metainfo().encoded(), FILM.publication())))
                .isEqualTo(new Untrusted("the manifest is of another item"));
        assertThat(judged(new Offer(FILM.metainfo().encoded(), OTHER.publication())))
                .isEqualTo(new Untrusted("the manifest is of another item"));
    }

    @Test
    void aPublicationThatNoManifestKeySignedIsNotBelieved() throws CatalogAwayException {
        Untrusted unsigned = new Untrusted("no manifest key of the operator signed the publication record");
        Envelope good = FILM.publication();
        byte[] flipped = good.signature().clone();
        flipped[0] ^= 1;

        assertThat(judged(new Offer(FILM.metainfo().encoded(), FILM.publication(Operator.STRANGER))))
                .isEqualTo(unsigned);
        assertThat(judged(new Offer(FILM.metainfo().encoded(), FILM.publication(Operator.LEDGER))))
                .isEqualTo(unsigned);
        assertThat(judged(new Offer(FILM.metainfo().encoded(), new Envelope(good.body(), flipped, good.keyId()))))
                .isEqualTo(unsigned);
    }

    @Test
    void aKeyThatWasNotValidAtPublicationIsNotBelieved() throws CatalogAwayException {
        OperatorKeys later = new OperatorKeys(List.of(new PublishedKey(
                KeyPurpose.MANIFEST, Operator.MANIFEST.publicKey(), AnItem.PUBLISHED_AT_MS + 1, Long.MAX_VALUE)));

        assertThat(new FindContent(catalog, later).find(FILM.metainfo().contentId()))
                .isInstanceOf(Untrusted.class);
    }

    @Test
    void aPublicationOfAnotherSizeIsNotBelieved() throws CatalogAwayException {
        Envelope lying = Envelope.sign(
                new Publication(FILM.metainfo().contentId(), "film.mp4", 1, 1, AnItem.PUBLISHED_AT_MS),
                Operator.MANIFEST);

        assertThat(judged(new Offer(FILM.metainfo().encoded(), lying)))
                .isEqualTo(new Untrusted("manifest and publication record differ in size"));
    }

    @Test
    void malformedDocumentsAreNotBelieved() throws CatalogAwayException {
        byte[] metainfo = FILM.metainfo().encoded();

        assertThat(judged(new Offer(Arrays.copyOf(metainfo, metainfo.length - 1), FILM.publication())))
                .isEqualTo(new Untrusted("the manifest is malformed"));
        assertThat(judged(new Offer(metainfo, AGrant.number(1).receipt(1, 1))))
                .isEqualTo(new Untrusted("the manifest is malformed"));
    }

    @Test
    void aDownloadKnowsTheGatewayWithoutTheTracker() throws IOException {
        // When
        DownloadVerdict verdict = downloads.start("film.mp4");

        // Then
        assertThat(verdict).isInstanceOf(DownloadVerdict.Running.class);
        assertThat(engine.handouts).hasSize(1);
        assertThat(engine.handouts.getFirst().edges()).containsExactly(GATEWAY);
        assertThat(engine.handouts.getFirst().peers()).isEmpty();
    }

    @Test
    void anItemHeldIsFoundByNameAndIdWhileTheCatalogueIsAway() throws IOException {
        // Given
        downloads.start(FILM.id());
        catalog.leave();

        // Then
        assertThat(downloads.start("film.mp4")).isInstanceOf(DownloadVerdict.Running.class);
        assertThat(downloads.start(FILM.id())).isInstanceOf(DownloadVerdict.Running.class);
        assertThat(downloads.start("other.mp4")).isEqualTo(new DownloadVerdict.Away("the catalogue is away"));
        assertThat(downloads.start(OTHER.id())).isEqualTo(new DownloadVerdict.Away("the catalogue is away"));
    }

    @Test
    void anEngineThatCannotKeepTheItemSaysSo() {
        catalog.publish(OTHER);

        assertThatThrownBy(() -> downloads.start("other.mp4"))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
    }

    @Test
    void everythingUnfinishedGoesOnAfterAStart() throws IOException {
        // Given
        downloads.start("film.mp4");
        engine.handouts.clear();

        // When
        downloads.resume();
        engine.complete(FILM);
        downloads.resume();

        // Then: once, while it was unfinished
        assertThat(engine.handouts).hasSize(1);
    }

    private LookupVerdict judged(Offer offer) throws CatalogAwayException {
        catalog.offer(FILM.metainfo().contentId(), offer);
        return find.find(FILM.metainfo().contentId());
    }
}
