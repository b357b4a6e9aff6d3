package io.frametag.tools.verify;

import io.frametag.tools.kafka.ScanProgress;
import io.frametag.tools.kafka.TopicsException;

/**
 * Reads what went into the job and what came out, and reports whether each input has its one outcome.
 *
 * <p>It looks at one moment: an input whose outcome is still on its way is missing.
 */
public final class Verification {
    private Verification() {}

    /**
     * Carries a verification out, on this thread.
     *
     * @throws TopicsException if it could not be finished: there is then no verdict
     * @throws io.frametag.config.ConfigException if input files are not there
     */
    public static Report run(VerificationRequest request, ScanProgress progress) throws TopicsException {
        return request.inputFiles().isPresent()
                ? new FileVerification(request, request.inputFiles().get(), progress).run()
                : new TopicVerification(request, progress).run();
    }
}
