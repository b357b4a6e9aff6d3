package io.frametag.faults;

import io.frametag.tools.verify.Report;

/** One way to break a running job. An object serves one run. */
public interface Fault {
    /** @return as {@code --only} takes it */
    String name();

    /** @return what is done, as a row of the table names it */
    String title();

    /** @return what the cluster must have for it */
    default Conditions conditions() {
        return Conditions.USUAL;
    }

    /**
     * Breaks what it breaks and, where the job cannot do so by itself, mends it. Recovery is awaited by the caller.
     *
     * @throws FaultFailure if the fault cannot be shown to have bitten
     */
    void strike(Testbed testbed) throws Exception;

    /**
     * Looks, once the job is cancelled, at what it left behind beside what verification judges. By default at nothing.
     *
     * @param report the verification's
     * @throws FaultFailure if that is not as documented, or the fault cannot be shown to have bitten
     */
    default void judge(Testbed testbed, Report report) throws Exception {}

    /**
     * @return whether verification may find inputs without an outcome in this mode: the ones that are lost for good, and
     *     known to be
     */
    default boolean mayLose(boolean exactlyOnce) {
        return false;
    }
}
