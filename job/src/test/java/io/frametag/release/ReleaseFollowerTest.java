package io.frametag.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReleaseFollowerTest {
    private final BlockingQueue<Object> said = new LinkedBlockingQueue<>();
    private final BlockingQueue<Object> coming = new LinkedBlockingQueue<>();

    private final ReleaseFeed topic = new ReleaseFeed() {
        @Override
        public Optional<ReleaseMessage> newest() {
            throw new AssertionError("Nobody asks for the newest.");
        }

        @Override
        public ReleaseReader follow(long offset) {
            said.add("from " + offset);
            return new ReleaseReader() {
                @Override
                public List<ReleaseMessage> next() throws IOException {
                    try {
                        Object next = coming.poll(10, TimeUnit.MILLISECONDS);
                        if (next instanceof IOException failure) {
                            throw failure;
                        }
                        if (next instanceof Error error) {
                            throw error;
                        }
                        return next == null ? List.of() : List.of((ReleaseMessage) next);
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                }

                @Override
                public void close() {
                    said.add("closed");
                }
            };
        }
    };

    @Test
    void whatComesIsHeardUntilItIsClosed() throws Exception {
        ReleaseMessage message = new ReleaseMessage(4, new byte[] {1});
        try (ReleaseFollower follower = new ReleaseFollower("task", topic, 4, said::add, said::add)) {
            coming.add(message);
            assertThat(said.take()).isEqualTo("from 4");
            assertThat(said.take()).isEqualTo(message);
        }
        assertThat(said).containsExactly("closed");
    }

    @Test
    void aFailureIsToldAndEndsIt() throws Exception {
        IOException failure = new IOException("no such topic any more");
        try (ReleaseFollower follower = new ReleaseFollower("task", topic, 0, said::add, said::add)) {
            coming.add(failure);
            assertThat(said.take()).isEqualTo("from 0");
            assertThat(said.take()).isEqualTo("closed");
            assertThat(said.take()).isEqualTo(failure);
        }
        assertThat(said).isEmpty();
    }

    @Test
    void anErrorIsToldToo() throws Exception {
        Error failure = new OutOfMemoryError("Cannot reserve direct buffer memory");
        try (ReleaseFollower follower = new ReleaseFollower("task", topic, 0, said::add, said::add)) {
            coming.add(failure);
            assertThat(said.take()).isEqualTo("from 0");
            assertThat(said.take()).isEqualTo("closed");
            assertThat(said.take())
                    .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                    .hasCause(failure);
        }
    }

    @Test
    void aTaskThatHasEndedEndsIt() throws Exception {
        try (ReleaseFollower follower = new ReleaseFollower(
                "task",
                topic,
                0,
                message -> {
                    throw new RejectedExecutionException("The mailbox is closed.");
                },
                said::add)) {
            coming.add(new ReleaseMessage(4, new byte[] {1}));
            assertThat(said.take()).isEqualTo("from 0");
            assertThat(said.take()).isEqualTo("closed");
        }
        assertThat(said).isEmpty();
    }
}
