package io.frametag.tools.replay;

import io.frametag.tools.replay.ReplayReport.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts dead letters by reason, and keeps the first of those that cannot be replayed. */
final class ReplayTally {
    private static final Counts FOUND = new Counts(1, 0, 0, 0, 0);
    private static final Counts SELECTED = new Counts(0, 1, 0, 0, 0);
    private static final Counts ALREADY = new Counts(0, 0, 1, 0, 0);
    private static final Counts NOT_REPLAYABLE = new Counts(0, 0, 0, 1, 0);
    private static final Counts SENT = new Counts(0, 0, 0, 0, 1);

    private final int listed;
    private final Map<String, Counts> reasons = new TreeMap<>();
    private final List<ReplayReport.LeftOut> notReplayable = new ArrayList<>();
    private long fromInputTopic;
    private long ofOtherTopics;

    /** @param listed how many of those that cannot be replayed are kept */
    ReplayTally(int listed) {
        this.listed = listed;
    }

    void ofOtherTopic() {
        ofOtherTopics++;
    }

    void found(String reason) {
        reasons.merge(reason, FOUND, Counts::plus);
    }

    void selected(String reason) {
        reasons.merge(reason, SELECTED, Counts::plus);
    }

    void alreadyReplayed(String reason) {
        reasons.merge(reason, ALREADY, Counts::plus);
    }

    void notReplayable(String reason, RecordAt deadLetter, String why) {
        reasons.merge(reason, NOT_REPLAYABLE, Counts::plus);
        if (notReplayable.size() < listed) {
            notReplayable.add(new ReplayReport.LeftOut(deadLetter, why));
        }
    }

    void sent(String reason, boolean takenFromInputTopic) {
        reasons.merge(reason, SENT, Counts::plus);
        fromInputTopic += takenFromInputTopic ? 1 : 0;
    }

    List<ReplayReport.Reason> reasons() {
        List<ReplayReport.Reason> rows = new ArrayList<>();
        reasons.forEach((reason, counts) -> rows.add(new ReplayReport.Reason(reason, counts)));
        return rows;
    }

    Counts total() {
        return reasons.values().stream().reduce(Counts.NONE, Counts::plus);
    }

    List<ReplayReport.LeftOut> notReplayable() {
        return List.copyOf(notReplayable);
    }

    long fromInputTopic() {
        return fromInputTopic;
    }

    long ofOtherTopics() {
        return ofOtherTopics;
    }
}
