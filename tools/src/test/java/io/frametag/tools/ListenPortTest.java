package io.frametag.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenPortTest {
    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void whatIsNoPortIsWrongUse(int port) {
        assertThatThrownBy(() -> ListenPort.require(port, "--port"))
                .isInstanceOfSatisfying(
                        CommandFailure.class, e -> assertThat(e.getExitCode()).isEqualTo(ExitCodes.WRONG_USE))
                .hasMessage("--port must be 1 to 65535, but is " + port + ".");
    }

    @Test
    void aFreeOneIsAlwaysThere() {
        assertThatCode(() -> ListenPort.require(0, "--port")).doesNotThrowAnyException();
    }

    @Test
    void aPortInUseIsSaidToBe() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> ListenPort.require(port, "--port"))
                    .hasMessage("Port " + port
                            + " is in use: stop what listens there, or leave out --port for a free one.");
        }
    }

    /** What the JDK says to a user who may not; whoever runs this test may be root. */
    @Test
    void aPortThatTheSystemKeepsIsNotSaidToBeInUse() {
        assertThat(ListenPort.refused(80, "--page-port", new BindException("Permission denied")))
                .hasMessage("You may not listen on port 80 here: take one from 1024 on, or leave out --page-port for a"
                        + " free one.");
    }
}
