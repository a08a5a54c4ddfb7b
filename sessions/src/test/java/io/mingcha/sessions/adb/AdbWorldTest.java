package io.mingcha.sessions.adb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mingcha.testkit.phone.AdbWorld;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
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
        new Socket(InetAddress.getLoopbackAddress(), world.port()).close();
        assertThat(serversAt(world.port())).hasSize(1);

        world.close();

        assertThat(serversAt(world.port())).isEmpty();
    }

    /** What `ps` would show; a process that has ended has no command line any more. */
    private static List<String> serversAt(int port) {
        return ProcessHandle.allProcesses()
                .flatMap(p -> p.info().commandLine().stream())
                .filter(line -> line.contains("adb") && line.contains(Integer.toString(port)))
                .toList();
    }
}
