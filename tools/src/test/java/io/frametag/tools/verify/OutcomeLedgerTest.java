package io.frametag.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.tools.kafka.OffsetRange;
import io.frametag.tools.verify.Outcome.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeLedgerTest {
    private final MemoryBudget budget = new MemoryBudget(1L << 30);

    @Test
    void oneOutcomeIsItsKindAndTwoAreMany() throws Exception {
        OutcomeLedger ledger = new OutcomeLedger(new OffsetRange(100, 110), budget);
        ledger.record(101, Kind.LABEL);
        ledger.record(102, Kind.DEAD_LETTER);
        for (Kind[] two : new Kind[][] {
            {Kind.LABEL, Kind.LABEL}, {Kind.LABEL, Kind.DEAD_LETTER},
            {Kind.DEAD_LETTER, Kind.LABEL}, {Kind.DEAD_LETTER, Kind.DEAD_LETTER}
        }) {
            OutcomeLedger fresh = new OutcomeLedger(new OffsetRange(0, 1), budget);
            fresh.record(0, two[0]);
            fresh.record(0, two[1]);
            assertThat(fresh.answer(0)).isEqualTo(Answer.MANY);
            fresh.record(0, two[1]);
            assertThat(fresh.answer(0)).as("a third").isEqualTo(Answer.MANY);
        }
        assertThat(ledger.answer(100)).isEqualTo(Answer.NONE);
        assertThat(ledger.answer(101)).isEqualTo(Answer.LABEL);
        assertThat(ledger.answer(102)).isEqualTo(Answer.DEAD_LETTER);
        assertThat(ledger.answer(109)).isEqualTo(Answer.NONE);
    }

    /** Without shed outcomes and with them: pages without any are laid out differently. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void agreesWithAMapWhateverIsRecorded(int kinds) throws Exception {
        List<Kind> recorded = List.of(Kind.LABEL, Kind.DEAD_LETTER, Kind.SHED).subList(0, kinds);
        Random random = new Random(kinds);
        OffsetRange range = new OffsetRange(1_000_007, 1_000_007 + 3L * OutcomeLedger.OFFSETS_A_PAGE + 77);
        OutcomeLedger ledger = new OutcomeLedger(range, budget);
        Map<Long, Answer> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            // Dense at the beginning, thin behind, nothing in the last page but one.
            long index = (long) (Math.pow(random.nextDouble(), 4) * 2 * OutcomeLedger.OFFSETS_A_PAGE);
            long offset = i == 0 ? range.until() - 1 : range.from() + index;
            Kind kind = recorded.get(random.nextInt(kinds));
            ledger.record(offset, kind);
            expected.merge(offset, Answer.of(kind), (before, now) -> Answer.MANY);
        }
        long next = ledger.nextAnswered(range.from(), range.until());
        for (long offset = range.from(); offset < range.until(); offset++) {
            Answer answer = expected.getOrDefault(offset, Answer.NONE);
            assertThat(ledger.answer(offset)).isEqualTo(answer);
            if (answer != Answer.NONE) {
                assertThat(next).isEqualTo(offset);
                next = ledger.nextAnswered(offset + 1, range.until());
            }
        }
        assertThat(next).isEqualTo(range.until());
    }

    @Test
    void aShedOutcomeIsOneOfThreeKinds() throws Exception {
        for (Kind other : Kind.values()) {
            for (Kind[] two : new Kind[][] {{Kind.SHED, other}, {other, Kind.SHED}}) {
                OutcomeLedger fresh = new OutcomeLedger(new OffsetRange(0, 1), budget);
                fresh.record(0, two[0]);
                assertThat(fresh.answer(0)).isEqualTo(Answer.of(two[0]));
                fresh.record(0, two[1]);
                assertThat(fresh.answer(0)).isEqualTo(Answer.MANY);
                fresh.record(0, Kind.SHED);
                assertThat(fresh.answer(0)).as("a third").isEqualTo(Answer.MANY);
            }
        }
    }

    @Test
    void aLedgerOfWhatWasShedTakesOneBitAnOffset() throws Exception {
        int offsets = 4_000_000;
        OutcomeLedger ledger = new OutcomeLedger(new OffsetRange(0, offsets), budget);
        for (int offset = 0; offset < offsets; offset++) {
            ledger.record(offset, Kind.SHED);
        }
        assertThat(budget.used()).isBetween(offsets / 8L, offsets / 8L + OutcomeLedger.OFFSETS_A_PAGE / 8 + 1_000);
    }

    @Test
    void theSearchForTheNextAnswerStopsWhereItIsTold() throws Exception {
        OutcomeLedger ledger = new OutcomeLedger(new OffsetRange(0, 100), budget);
        ledger.record(40, Kind.LABEL);
        assertThat(ledger.nextAnswered(0, 40)).isEqualTo(40);
        assertThat(ledger.nextAnswered(0, 35)).isEqualTo(35);
        assertThat(ledger.nextAnswered(100, 100)).isEqualTo(100);
    }

    @Test
    void offsetsOutsideTheRangeAreRefused() throws Exception {
        OutcomeLedger ledger = new OutcomeLedger(new OffsetRange(5, 6), budget);
        assertThatThrownBy(() -> ledger.record(4, Kind.LABEL)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ledger.answer(6)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aFullLedgerTakesTwoBitsAnOffset() throws Exception {
        int offsets = 4_000_000;
        long before = allocated();
        OutcomeLedger ledger = new OutcomeLedger(new OffsetRange(0, offsets), budget);
        for (int offset = 0; offset < offsets; offset++) {
            ledger.record(offset, Kind.LABEL);
        }
        long twoBits = offsets / 4;
        assertThat(budget.used()).isBetween(twoBits, twoBits * 1001 / 1000);
        // What the JVM gave, with the arrays' own headers, is what the budget says.
        assertThat(allocated() - before).isBetween(twoBits, twoBits * 102 / 100 + 64 * 1024);
    }

    @Test
    void runsThatAnswerDifferentPartsShareTheMemoryOfOne() throws Exception {
        int pages = 50;
        OffsetRange range = new OffsetRange(0, (long) pages * OutcomeLedger.OFFSETS_A_PAGE);
        for (int run = 0; run < pages; run++) {
            OutcomeLedger ledger = new OutcomeLedger(range, budget);
            ledger.record((long) run * OutcomeLedger.OFFSETS_A_PAGE, Kind.LABEL);
        }
        assertThat(budget.used()).isLessThan(range.size() / 4 * 103 / 100);
    }

    @Test
    void aLedgerBeyondTheBudgetIsASentence() throws Exception {
        MemoryBudget small = new MemoryBudget(1 << 20);
        OutcomeLedger ledger = new OutcomeLedger(new OffsetRange(0, 100_000_000), small);
        assertThatThrownBy(() -> {
                    for (long offset = 0; offset < 100_000_000; offset += OutcomeLedger.OFFSETS_A_PAGE) {
                        ledger.record(offset, Kind.LABEL);
                    }
                })
                .isInstanceOf(VerificationException.class)
                .hasMessageContaining("1 MiB")
                .hasMessageContaining("--run-id");
        assertThat(small.used()).isLessThanOrEqualTo(1 << 20);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }
}
