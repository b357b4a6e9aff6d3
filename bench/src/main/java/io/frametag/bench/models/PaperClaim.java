package io.frametag.bench.models;

import io.frametag.bench.models.PublishedModel.Rivalry;
import io.frametag.bench.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says of the paper's claim, that PP-LCNet is the fastest at about its accuracy, where it holds. */
final class PaperClaim {
    /** What two runs on an idle machine differ by. */
    private static final double NOISE = 0.03;

    private PaperClaim() {}

    /**
     * @param times of each graph's file, those of one round at the same index
     * @return one paragraph: the count, then a sentence for each scale
     */
    static String judge(List<Rivalry> rivalries, Map<String, List<Double>> times) {
        int beaten = 0;
        int peers = 0;
        List<String> sentences = new ArrayList<>();
        for (Rivalry rivalry : rivalries) {
            List<String> faster = new ArrayList<>();
            List<String> equal = new ArrayList<>();
            List<String> slower = new ArrayList<>();
            for (PublishedModel peer : rivalry.peers()) {
                double ratio = Spread.ofRatios(
                                times.get(peer.file()), times.get(rivalry.own().file()))
                        .median();
                if (ratio > 1 + NOISE) {
                    faster.add(named(peer, ratio));
                } else if (ratio < 1 - NOISE) {
                    slower.add(named(peer, 1 / ratio));
                } else {
                    equal.add(peer.name());
                }
            }
            beaten += faster.size();
            peers += rivalry.peers().size();
            sentences.add(sentence(rivalry.own().name(), faster, equal, slower));
        }
        String verdict = beaten == peers
                ? "The paper's claim holds here against all " + peers + " models that it compares with. "
                : "The paper's claim holds here against " + beaten + " of the " + peers
                        + " models that it compares with. ";
        return verdict + String.join(" ", sentences);
    }

    private static String sentence(String own, List<String> faster, List<String> equal, List<String> slower) {
        List<String> parts = new ArrayList<>();
        if (!faster.isEmpty()) {
            parts.add("faster than " + and(faster));
        }
        if (!equal.isEmpty()) {
            parts.add("as fast as " + and(equal));
        }
        if (!slower.isEmpty()) {
            parts.add("slower than " + and(slower));
        }
        return own + " is " + String.join("; ", parts) + ".";
    }

    private static String named(PublishedModel peer, double times) {
        return String.format(Locale.ROOT, "%s (%.2f times)", peer.name(), times);
    }

    private static String and(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
