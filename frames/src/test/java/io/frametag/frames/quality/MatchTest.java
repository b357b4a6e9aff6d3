package io.frametag.frames.quality;

import static io.frametag.frames.quality.Streams.span;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatchTest {
    private static List<Match> between(List<LabelSpan> truth, LabelSpan... found) {
        return Match.between(truth, List.of(found), 0.5);
    }

    @Test
    void whatIsLateAtBothEndsMatches() {
        List<Match> matches = between(List.of(span("cat", 100, 199)), span("cat", 110, 212));
        assertThat(matches).containsExactly(new Match(span("cat", 100, 199), span("cat", 110, 212)));
        assertThat(matches.get(0).startError()).isEqualTo(10);
        assertThat(matches.get(0).endError()).isEqualTo(13);
    }

    @Test
    void whatIsEarlyHasErrorsBelowZero() {
        Match match =
                between(List.of(span("cat", 100, 199)), span("cat", 95, 190)).get(0);
        assertThat(match.startError()).isEqualTo(-5);
        assertThat(match.endError()).isEqualTo(-9);
    }

    @Test
    void anotherLabelDoesNotMatch() {
        assertThat(between(List.of(span("cat", 0, 9)), span("dog", 0, 9))).isEmpty();
    }

    @Test
    void halfIsEnoughAndLessIsNot() {
        assertThat(between(List.of(span("cat", 0, 99)), span("cat", 0, 49))).hasSize(1);
        assertThat(between(List.of(span("cat", 0, 99)), span("cat", 0, 48))).isEmpty();
    }

    /** One of the two is false. */
    @Test
    void whatIsFoundTwiceMatchesOnceAndBest() {
        assertThat(between(List.of(span("cat", 0, 99)), span("cat", 0, 59), span("cat", 5, 99)))
                .containsExactly(new Match(span("cat", 0, 99), span("cat", 5, 99)));
        assertThat(between(List.of(span("cat", 0, 99)), span("cat", 0, 99), span("cat", 0, 99)))
                .hasSize(1);
    }

    /** The dog between the two cats was overlooked: neither is half of what was found. */
    @Test
    void oneOverTwoShotsOfALabelMatchesNeither() {
        assertThat(between(List.of(span("cat", 0, 99), span("cat", 130, 229)), span("cat", 0, 229)))
                .isEmpty();
    }

    @Test
    void oneOverTwoShotsMatchesTheLongerIfThatIsMostOfIt() {
        assertThat(between(List.of(span("cat", 0, 199), span("cat", 210, 239)), span("cat", 0, 239)))
                .containsExactly(new Match(span("cat", 0, 199), span("cat", 0, 239)));
    }

    @Test
    void eachOfTwoShotsOfALabelHasItsOwn() {
        assertThat(between(
                        List.of(span("cat", 0, 99), span("dog", 100, 149), span("cat", 150, 249)),
                        span("cat", 160, 261),
                        span("cat", 0, 110)))
                .containsExactly(
                        new Match(span("cat", 0, 99), span("cat", 0, 110)),
                        new Match(span("cat", 150, 249), span("cat", 160, 261)));
    }

    /** The better pair is the shorter one's, though the longer one comes first. */
    @Test
    void thoseThatAgreeBestArePairedFirst() {
        List<LabelSpan> truth = List.of(span("cat", 0, 9));
        assertThat(between(truth, span("cat", 0, 15), span("cat", 0, 10)))
                .extracting(Match::found)
                .containsExactly(span("cat", 0, 10));
    }

    @Test
    void nothingMatchesNothing() {
        assertThat(between(List.of())).isEmpty();
        assertThat(between(List.of(), span("cat", 0, 9))).isEmpty();
        assertThat(between(List.of(span("cat", 0, 9)))).isEmpty();
        assertThat(Match.between(List.of(span("cat", 0, 9)), List.of(span("cat", 10, 19)), 0))
                .isEmpty();
    }

    /** Best first is as good as trying all pairings, as long as true segments are apart, also if found ones are not. */
    @Test
    void noOtherPairingHasMorePairs() {
        Random random = new Random(1);
        for (int round = 0; round < 2000; round++) {
            List<LabelSpan> truth = new ArrayList<>();
            for (int next = 0; truth.size() < 4; ) {
                LabelSpan span = span("cat", next, next + random.nextInt(9));
                truth.add(span);
                next = span.last() + 1 + random.nextInt(4);
            }
            List<LabelSpan> found = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int first = random.nextInt(30);
                found.add(span("cat", first, first + random.nextInt(12)));
            }
            assertThat(Match.between(truth, found, 0.51))
                    .as("%s %s", truth, found)
                    .hasSize(most(truth, 0, found));
        }
    }

    private static int most(List<LabelSpan> truth, int from, List<LabelSpan> found) {
        if (from == truth.size()) {
            return 0;
        }
        int most = most(truth, from + 1, found);
        for (int f = 0; f < found.size(); f++) {
            if (truth.get(from).iou(found.get(f)) >= 0.51) {
                List<LabelSpan> left = new ArrayList<>(found);
                left.remove(f);
                most = Math.max(most, 1 + most(truth, from + 1, left));
            }
        }
        return most;
    }
}
