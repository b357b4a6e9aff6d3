package io.frametag.hostile.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.hostile.campaign.Answer.Labelled;
import io.frametag.hostile.campaign.Answer.Rejected;
import io.frametag.hostile.campaign.Layout.Content;
import io.frametag.hostile.campaign.Layout.Place;
import io.frametag.hostile.image.Payload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final Payload ANY = new Payload(new byte[1], "image/jpeg", null, null);
    private static final Layout LAYOUT = new Layout(1, 40, 2, 2);
    private final List<GoodFrame> good = List.of(new GoodFrame("cat", ANY), new GoodFrame("dog", ANY));
    private final Map<Place, Answer> answers = new HashMap<>();

    @BeforeEach
    void answerAllAsTheyShouldBe() {
        for (int record = 0; record < LAYOUT.records(); record++) {
            Content content = LAYOUT.content(LAYOUT.place(record));
            answers.put(
                    LAYOUT.place(record),
                    content.isGood()
                            ? new Labelled(good.get(content.good()).label(), 0.9f, Set.of())
                            : new Rejected("TRUNCATED_IMAGE"));
        }
    }

    @Test
    void allAnswersAsTheyShouldBeAreNoTrouble() {
        assertThat(troubles()).isEmpty();
    }

    @Test
    void aMissingAnswerNamesTheDamagedImage() {
        answers.remove(new Place(0, 4));

        assertThat(troubles()).containsExactly("1 input has no outcome: damaged image #41.");
    }

    @Test
    void aRejectedGoodFrameNamesTheImageBeforeIt() {
        answers.put(new Place(0, 3), new Rejected("UNDECODABLE_IMAGE"));

        assertThat(troubles())
                .singleElement()
                .asString()
                .contains("the good frame behind damaged image #40: it is rejected");
    }

    @Test
    void anotherLabelAndAnotherScoreAreWrong() {
        answers.put(new Place(0, 3), new Labelled("frog", 0.9f, Set.of()));
        answers.put(new Place(0, 5), new Labelled("dog", 0.8f, Set.of()));

        assertThat(troubles())
                .singleElement()
                .asString()
                .contains("2 inputs", "it shows cat and is labelled frog", "its score is 0.8, and was 0.9 before");
    }

    @Test
    void whatWasNotSentIsNotMissed() {
        answers.remove(new Place(0, 5));

        assertThat(new Judgement(LAYOUT, good, mutant -> "#" + mutant, answers).troubles(5))
                .isEmpty();
    }

    private List<String> troubles() {
        return new Judgement(LAYOUT, good, mutant -> "#" + mutant, answers).troubles(LAYOUT.records());
    }
}
