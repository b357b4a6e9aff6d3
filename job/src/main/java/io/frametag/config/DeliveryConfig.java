package io.frametag.config;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Checkpoints, transactions and restarts; the times of one are checked against those of the others.
 *
 * @param longestHold how long a task that is behind may hold a label back; zero: not at all
 */
public record DeliveryConfig(
        Delivery guarantee,
        Duration checkpointInterval,
        Duration checkpointTimeout,
        Duration transactionTimeout,
        Duration restartAllowance,
        String transactionPrefix,
        int restartAttempts,
        Duration longestHold) {

    private static final Duration LONGEST_HOLD = Duration.ofSeconds(10);
    /** Kafka counts its milliseconds in an int. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofDays(24);

    public DeliveryConfig {
        if (longestHold.isNegative() || longestHold.compareTo(LONGEST_HOLD) > 0) {
            throw new ConfigException("--max-hold is " + seconds(longestHold) + ": it must be from 0 to "
                    + LONGEST_HOLD.toSeconds() + " s.");
        }
        if (transactionTimeout.compareTo(LONGEST_TRANSACTION) > 0 || transactionTimeout.toMillis() < 1) {
            throw new ConfigException("--transaction-timeout is " + seconds(transactionTimeout)
                    + ": it must be from 1 ms to " + LONGEST_TRANSACTION.toDays() + " days.");
        }
    }

    /**
     * A transaction is open from one checkpoint until the next has completed, and a job that fails in between must come
     * back before the broker aborts it.
     *
     * @param interval the checkpoint interval in force, from here or from Flink's configuration
     * @param timeout the checkpoint timeout in force
     * @throws ConfigException if a transaction may be aborted although nothing took longer than allowed
     */
    public void checkTransactionOutlives(Duration interval, Duration timeout) {
        Duration needed = interval.plus(timeout).plus(restartAllowance);
        if (guarantee == Delivery.EXACTLY_ONCE && transactionTimeout.compareTo(needed) < 0) {
            throw new ConfigException("--transaction-timeout is " + seconds(transactionTimeout)
                    + ": with a checkpoint interval of " + seconds(interval) + ", a checkpoint timeout of "
                    + seconds(timeout) + " and a --restart-allowance of " + seconds(restartAllowance)
                    + " it must be at least " + seconds(needed) + ". Raise it, or lower one of these.");
        }
    }

    /** @return the same, but that labels are held for no more than a part of the deadline, if there is one */
    DeliveryConfig within(Overload overload) {
        return new DeliveryConfig(
                guarantee,
                checkpointInterval,
                checkpointTimeout,
                transactionTimeout,
                restartAllowance,
                transactionPrefix,
                restartAttempts,
                overload.bound(longestHold));
    }

    private static String seconds(Duration duration) {
        return TimeUnit.MILLISECONDS.convert(duration) / 1000.0 + " s";
    }
}
