package io.ayni.agent.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.fixture.Operator;
import io.ayni.agent.swarm.Announcement;
import io.ayni.agent.swarm.Announcement.Event;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnnouncementBacklogTest {
    private static final Ed25519PublicKey KEY = Operator.key(50).publicKey();

    private final AnnouncementBacklog backlog = new AnnouncementBacklog();

    @Test
    void theNewestAnnouncementOfAnItemWins() {
        backlog.offer(announcement(1, Event.UPDATE, 10));
        backlog.offer(announcement(2, Event.UPDATE, 5));
        backlog.offer(announcement(1, Event.UPDATE, 20));

        assertThat(drain())
                .extracting(Announcement::contentId, Announcement::haveBytes)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(item(1), 20L),
                        org.assertj.core.groups.Tuple.tuple(item(2), 5L));
    }

    @Test
    void anUpdateDoesNotHideThatTheItemWasJoinedOrCompleted() {
        backlog.offer(announcement(1, Event.STARTED, 0));
        backlog.offer(announcement(1, Event.UPDATE, 10));
        backlog.offer(announcement(2, Event.COMPLETED, 100));
        backlog.offer(announcement(2, Event.UPDATE, 100));

        assertThat(drain()).extracting(Announcement::event).containsExactly(Event.STARTED, Event.COMPLETED);
    }

    @Test
    void leavingIsSaidOnceAndForgotten() {
        backlog.offer(announcement(1, Event.STARTED, 0));
        drain();
        backlog.offer(announcement(1, Event.STOPPED, 10));

        assertThat(drain()).extracting(Announcement::event).containsExactly(Event.STOPPED);
        backlog.restart();
        assertThat(drain()).isEmpty();
    }

    @Test
    void joiningAgainAfterLeavingIsSaid() {
        backlog.offer(announcement(1, Event.STOPPED, 10));
        backlog.offer(announcement(1, Event.STARTED, 10));

        assertThat(drain()).extracting(Announcement::event).containsExactly(Event.STARTED);
    }

    @Test
    void afterALostConnectionEverythingIsSaidAgainAsJoining() {
        // Given
        backlog.offer(announcement(1, Event.COMPLETED, 100));
        backlog.offer(announcement(2, Event.UPDATE, 50));
        backlog.offer(announcement(3, Event.STOPPED, 50));
        backlog.poll();

        // When
        backlog.restart();

        // Then
        assertThat(drain())
                .extracting(Announcement::contentId, Announcement::event)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(item(1), Event.STARTED),
                        org.assertj.core.groups.Tuple.tuple(item(2), Event.STARTED));
    }

    @Test
    void sessionKeysThatWereAnsweredAreNotUsedAgain() {
        // Given
        backlog.offer(announcement(1, Event.UPDATE, 10));
        backlog.offer(announcement(2, Event.UPDATE, 10));
        drain();
        backlog.answered(item(1));

        // When
        backlog.restart();

        // Then
        assertThat(drain()).extracting(Announcement::sessionKeys).containsExactly(List.of(), List.of(KEY));
    }

    @Test
    void anAnswerToAnEarlierAnnouncementDoesNotSpendTheKeysOfOneThatWaits() {
        backlog.offer(announcement(1, Event.UPDATE, 10));
        backlog.answered(item(1));
        backlog.restart();

        assertThat(drain()).extracting(Announcement::sessionKeys).containsExactly(List.of(KEY));
    }

    @Test
    void moreThan256ItemsAreRefused() {
        for (int number = 0; number < AnnouncementBacklog.MAX_ITEMS; number++) {
            assertThat(backlog.offer(announcement(number, Event.STARTED, 0))).isTrue();
        }

        assertThat(backlog.offer(announcement(1000, Event.STARTED, 0))).isFalse();
        assertThat(backlog.offer(announcement(1, Event.UPDATE, 5))).isTrue();
        assertThat(drain()).hasSize(AnnouncementBacklog.MAX_ITEMS);
    }

    private List<Announcement> drain() {
        List<Announcement> all = new ArrayList<>();
        for (Optional<Announcement> next = backlog.poll(); next.isPresent(); next = backlog.poll()) {
            all.add(next.get());
        }
        return all;
    }

    private static Announcement announcement(int number, Event event, long haveBytes) {
        return new Announcement(item(number), event, haveBytes, 100 - haveBytes, List.of(KEY), List.of(), List.of());
    }

    private static ContentId item(int number) {
        return new ContentId(ByteBuffer.allocate(ContentId.WIDTH).putInt(number).array());
    }
}
