package io.frametag.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeliveryConfigTest {
    private static DeliveryConfig with(Delivery delivery, Duration transactionTimeout) {
        return new DeliveryConfig(
                delivery,
                Duration.ofSeconds(10),
                Duration.ofMinutes(2),
                transactionTimeout,
                Duration.ofMinutes(5),
                "prefix",
                10,
                Duration.ofMillis(100));
    }

    @Test
    void aTransactionMustOutliveACheckpointAndARestart() {
        Duration interval = Duration.ofSeconds(10);
        Duration timeout = Duration.ofMinutes(2);
        assertThatThrownBy(() -> with(Delivery.EXACTLY_ONCE, Duration.ofSeconds(429))
                        .checkTransactionOutlives(interval, timeout))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--transaction-timeout is 429.0 s")
                .hasMessageContaining("at least 430.0 s");
        assertThatCode(() -> with(Delivery.EXACTLY_ONCE, Duration.ofSeconds(430))
                        .checkTransactionOutlives(interval, timeout))
                .doesNotThrowAnyException();
    }

    @Test
    void withoutTransactionsItDoesNotMatter() {
        assertThatCode(() -> with(Delivery.AT_LEAST_ONCE, Duration.ofSeconds(1))
                        .checkTransactionOutlives(Duration.ofHours(1), Duration.ofHours(1)))
                .doesNotThrowAnyException();
    }
}
