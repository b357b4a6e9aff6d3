package io.frametag.hostile.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.faults.Project;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MutantsTest {
    private static Mutants mutants;

    @BeforeAll
    static void encode() throws Exception {
        mutants = new Mutants(Project.folder(), 6, 96, 72);
    }

    @Test
    void theSameSeedAndNumberMakeTheSameBytes() throws Exception {
        Mutants again = new Mutants(Project.folder(), 6, 96, 72);
        for (long index = 0; index < 2L * mutants.kinds(); index++) {
            assertThat(again.at(index).payload().bytes())
                    .isEqualTo(mutants.at(index).payload().bytes());
        }
    }

    @Test
    void anotherSeedAndAnotherNumberDamageOtherwise() throws Exception {
        Mutants other = new Mutants(Project.folder(), 7, 96, 72);
        int equal = 0;
        for (long index = 0; index < mutants.kinds(); index++) {
            byte[] bytes = mutants.at(index).payload().bytes();
            equal += Arrays.equals(other.at(index).payload().bytes(), bytes) ? 1 : 0;
            equal += Arrays.equals(mutants.at(index + mutants.kinds()).payload().bytes(), bytes) ? 1 : 0;
        }
        // Nothing, another type, empty ones and the few sizes are the same now and then.
        assertThat(equal).isLessThan(mutants.kinds() / 2);
    }

    @Test
    void everyFormatHasEveryMutationThatMakesSenseOfIt() {
        Set<Mutation> jpegs = EnumSet.noneOf(Mutation.class);
        Set<FrameFormat> cut = EnumSet.noneOf(FrameFormat.class);
        for (long index = 0; index < mutants.kinds(); index++) {
            Mutant.Kind kind = mutants.kind(index);
            if (kind.format() == FrameFormat.JPEG_PROGRESSIVE) {
                jpegs.add(kind.mutation());
            }
            if (kind.mutation() == Mutation.CUT) {
                cut.add(kind.format());
            }
        }
        assertThat(jpegs).containsExactly(Mutation.values());
        assertThat(cut).containsExactly(FrameFormat.values());
    }

    @Test
    void whatIsDamagedDiffersFromWhatItWas() {
        Set<Mutation> harmless = EnumSet.of(Mutation.NONE, Mutation.WRONG_TYPE, Mutation.OTHER_SIZE);
        for (long index = 0; index < 4L * mutants.kinds(); index++) {
            Mutant mutant = mutants.at(index);
            if (!harmless.contains(mutant.kind().mutation())) {
                Set<Integer> originals = new HashSet<>();
                for (int number = 0; number < 4; number++) {
                    originals.add(Arrays.hashCode(
                            mutants.sound(mutant.kind().format(), number).bytes()));
                }
                // Some damage is none by chance: FF written over FF.
                if (originals.contains(Arrays.hashCode(mutant.payload().bytes()))) {
                    assertThat(mutant.kind().mutation())
                            .isIn(Mutation.OVERWRITTEN, Mutation.CUT_AND_FILLED, Mutation.SPLICED, Mutation.NESTED);
                }
            }
        }
    }

    @Test
    void asManyDamagedImagesAreCoveredAsAreAskedForWhereverTheyBegin() {
        for (long first = 0; first < 2L * mutants.kinds(); first += 7) {
            int numbers = mutants.covering(first, 1_000);

            long damaged = 0;
            for (long index = first; index < first + numbers; index++) {
                damaged += mutants.kind(index).mutation() == Mutation.NONE ? 0 : 1;
            }
            assertThat(damaged).isEqualTo(1_000);
            assertThat(mutants.kind(first + numbers - 1).damaged()).isTrue();
        }
    }

    @Test
    void noneIsLargerThanAnEventMayBe() {
        for (long index = 0; index < 4L * mutants.kinds(); index++) {
            assertThat(mutants.at(index).payload().bytes().length).isLessThan(4 << 20);
        }
    }
}
