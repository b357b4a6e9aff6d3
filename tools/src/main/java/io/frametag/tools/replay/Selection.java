package io.frametag.tools.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which dead letters are meant: those that fit everything that is named here.
 *
 * @param reasons one of these; empty for any
 * @param since the input's timestamp is not before it
 * @param until the input's timestamp is before it
 * @param inputs the input is one of these; empty for any
 */
public record Selection(
        Set<String> reasons, Optional<Instant> since, Optional<Instant> until, List<InputOffsets> inputs) {
    public static final Selection EVERYTHING = new Selection(Set.of(), Optional.empty(), Optional.empty(), List.of());

    public Selection {
        reasons = Set.copyOf(reasons);
        inputs = List.copyOf(inputs);
    }

    boolean isEverything() {
        return equals(EVERYTHING);
    }

    boolean includes(DeadLetter letter) {
        return (reasons.isEmpty() || reasons.contains(letter.reason()))
                && since.map(time -> letter.timestamp() >= time.toEpochMilli()).orElse(true)
                && until.map(time -> letter.timestamp() < time.toEpochMilli()).orElse(true)
                && (inputs.isEmpty() || inputs.stream().anyMatch(each -> each.contain(letter.input())));
    }
}
