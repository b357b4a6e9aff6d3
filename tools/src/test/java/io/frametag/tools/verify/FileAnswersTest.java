package io.frametag.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.tools.verify.Outcome.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FileAnswersTest {
    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final int ENOUGH = 64 << 20;
    private final FileName.Digest digest = new FileName.Digest();

    private FileName file(int i) {
        return digest.of("file:/photos/" + i + ".jpg");
    }

    /** Against a plain map: files of one input and of many, answered in any order, some twice. */
    @Test
    void itIsAMapOfFilesAndOrdinals() throws Exception {
        FileAnswers answers = new FileAnswers(new MemoryBudget(ENOUGH));
        Map<String, Answer> expected = new HashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            int file = random.nextInt(10_000);
            int ordinal = file % 100 == 0 ? random.nextInt(5_000) : random.nextInt(3);
            Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            answers.record(file(file), ordinal, kind);
            expected.merge(file + ":" + ordinal, Answer.of(kind), (before, now) -> Answer.MANY);
        }
        for (int file = 0; file < 11_000; file++) {
            int slot = answers.find(file(file));
            assertThat(slot == FileAnswers.NO_FILE).isEqualTo(file >= 10_000);
            for (int ordinal = 0; ordinal < (file % 100 == 0 ? 5_000 : 20); ordinal++) {
                assertThat(answers.answer(slot, ordinal))
                        .isEqualTo(expected.getOrDefault(file + ":" + ordinal, Answer.NONE));
            }
        }
    }

    @Test
    void whatNobodyVisitsIsOfOthers() throws Exception {
        FileAnswers answers = new FileAnswers(new MemoryBudget(ENOUGH));
        answers.record(file(1), 0, Kind.LABEL);
        answers.record(file(2), 0, Kind.LABEL);
        answers.record(file(2), 100, Kind.DEAD_LETTER);
        answers.record(file(2), 100, Kind.DEAD_LETTER);
        answers.visit(answers.find(file(1)));
        answers.visit(answers.find(file(3)));
        assertThat(answers.answeredElsewhere()).isEqualTo(2);
        answers.visit(answers.find(file(2)));
        assertThat(answers.answeredElsewhere()).isZero();
        assertThat(answers.answer(answers.find(file(2)), 100)).isEqualTo(Answer.MANY);
    }

    /** The table of the docs: 24 bytes in a table at least three eighths full, and half a byte for each input of a shard. */
    @Test
    void aMillionFilesTakeWhatTheDocsSay() throws Exception {
        MemoryBudget budget = new MemoryBudget(ENOUGH);
        FileAnswers answers = new FileAnswers(budget);
        for (int i = 0; i < 1_000_000; i++) {
            answers.record(new FileName(i, i * 0x9E3779B97F4A7C15L), 0, Kind.LABEL);
        }
        assertThat(budget.used()).isBetween(32L << 20, 64L << 20);
        long before = budget.used();
        for (int i = 0; i < 1_000_000; i++) {
            answers.record(file(0), i, Kind.LABEL);
        }
        assertThat(budget.used() - before).isBetween(500_000L, 1_100_000L);
    }

    @Test
    void moreThanTheBudgetIsASentence() {
        FileAnswers answers = new FileAnswers(new MemoryBudget(1 << 20));
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100_000; i++) {
                        answers.record(file(i), 0, Kind.LABEL);
                    }
                })
                .isInstanceOf(VerificationException.class)
                .hasMessageContaining("more than the 1 MiB that half of this heap is")
                .hasMessageContaining("--input-files");
    }
}
