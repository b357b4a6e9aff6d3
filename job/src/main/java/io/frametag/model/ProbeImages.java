package io.frametag.model;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Images as unlike each other as can be, to learn about a model from its answers. The same in every run. */
final class ProbeImages {
    private static final long SEED = 20210917;

    private ProbeImages() {}

    /** @return black, white, a ramp and noise, each of {@code bytes} bytes */
    static List<byte[]> of(int bytes) {
        byte[] white = new byte[bytes];
        Arrays.fill(white, (byte) 0xFF);
        byte[] ramp = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            ramp[i] = (byte) (255L * i / bytes);
        }
        byte[] noise = new byte[bytes];
        new Random(SEED).nextBytes(noise);
        return List.of(new byte[bytes], white, ramp, noise);
    }
}
