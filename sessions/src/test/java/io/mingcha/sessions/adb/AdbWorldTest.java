package io.mingcha.sessions.adb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mingcha.testkit.phone.AdbWorld;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdbWorldTest {
    @TempDir
    Path folder;

    @Test
    void a_server_that_a_client_started_in_its_place_ends_with_it() throws Exception {
        assumeTrue(AdbWorld.program().isPresent(), "this machine has no adb");
        AdbWorld world = AdbWorld.start(folder);
        world.kill();
        ProcessBuilder client = new ProcessBuilder(AdbWorld.program().orElseThrow(), "start-server")
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        client.environment().putAll(AdbWorld.environment(folder, world.port()));
        assertThat(client.start().waitFor()).isZero();
        connect(world.port());

        world.close();

        assertThatThrownBy(() -> connect(world.port())).isInstanceOf(ConnectException.class);
    }

    private static void connect(int port) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }
}
