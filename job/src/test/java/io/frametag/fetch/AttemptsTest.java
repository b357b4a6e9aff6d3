package io.frametag.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.pipeline.Attachment;
import io.frametag.pipeline.RejectReason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final String URI = "https://me:SECRET@example.com/a.jpg?X=SECRET";
    private static final byte[] IMAGE = {1, 2, 3};

    /** Fails in this order, then has the image. */
    private final Deque<FetchFailure> failures = new ArrayDeque<>();

    private int asked;

    private Attachment fetch(int most, Duration timeout) throws InterruptedException {
        Attempts attempts = new Attempts(
                (uri, deadline) -> {
                    asked++;
                    if (!failures.isEmpty()) {
                        throw failures.pop();
                    }
                    return IMAGE;
                },
                most);
        return attempts.fetch(URI, new FetchDeadline(timeout));
    }

    @Test
    void whatPassesIsTriedAgainUntilThereIsAnImage() throws Exception {
        failures.addAll(List.of(FetchFailure.passing("x"), FetchFailure.passing("y")));
        assertThat(fetch(3, Duration.ofMinutes(1))).isEqualTo(Attachment.of(IMAGE));
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void theLastAttemptIsTheLast() throws Exception {
        failures.addAll(List.of(FetchFailure.passing("x"), FetchFailure.passing("the server answered 500")));
        assertThat(fetch(2, Duration.ofMinutes(1)))
                .isEqualTo(Attachment.refusal(
                        RejectReason.FETCH_FAILED,
                        "The payload is the URI https://example.com/a.jpg: the server answered 500, in 2 attempts."));
    }

    @Test
    void whatLastsIsNotTriedAgain() throws Exception {
        failures.add(FetchFailure.refused("it is no URI"));
        assertThat(fetch(3, Duration.ofMinutes(1)))
                .isEqualTo(Attachment.refusal(
                        RejectReason.FETCH_REFUSED, "The payload is the URI https://example.com/a.jpg: it is no URI."));
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aServerThatAsksForMoreTimeThanThereIsGetsNone() throws Exception {
        failures.add(FetchFailure.passing("the server answered 429", Duration.ofHours(1)));
        Attachment ended = fetch(3, Duration.ofMinutes(1));
        assertThat(ended.refusal()).isEqualTo(RejectReason.FETCH_FAILED);
        assertThat(ended.message())
                .endsWith(
                        "the server answered 429, and another attempt would have to wait for longer than --fetch-timeout"
                                + " leaves.");
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aServerThatAsksForTimeGetsIt() throws Exception {
        failures.add(FetchFailure.passing("the server answered 429", Duration.ofSeconds(1)));
        long before = System.nanoTime();
        assertThat(fetch(3, Duration.ofMinutes(1))).isEqualTo(Attachment.of(IMAGE));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void afterTheDeadlineThereIsNoOtherAttempt() throws Exception {
        failures.add(FetchFailure.passing("the connection ended before the image did"));
        assertThat(fetch(3, Duration.ofNanos(1)).message())
                .endsWith("it took longer than --fetch-timeout, which is 0 ms.");
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void waitsGrowToABoundAndAreNotAllTheSame() {
        assertThat(Attempts.backOff(1, 0)).isEqualTo(Duration.ofMillis(200));
        assertThat(Attempts.backOff(1, 1)).isEqualTo(Duration.ofMillis(100));
        assertThat(Attempts.backOff(3, 0)).isEqualTo(Duration.ofMillis(800));
        assertThat(Attempts.backOff(100, 0)).isEqualTo(Duration.ofMillis(6_400));
    }
}
