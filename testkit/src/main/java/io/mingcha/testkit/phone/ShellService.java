package io.mingcha.testkit.phone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Runs one command, and lets happen to it what a fault says.
 *
 * @param framed with outputs apart and the exit code, as {@code shell,v2}
 */
record ShellService(FakePhone phone, String command, boolean framed) implements Service {
    private static final int OUT = 1;
    private static final int ERROR = 2;
    private static final int EXIT = 3;

    @Override
    public void serve(Channel channel) throws IOException, InterruptedException {
        Faults faults = phone.faults();
        if (faults.hangs(command)) {
            byte[] bytes = channel.next();
            while (bytes.length > 0) {
                bytes = channel.next();
            }
            return;
        }
        int uid = phone.shellUid();
        Outcome outcome = new MiniShell(phone, uid).run(command);
        boolean unplugged = faults.unplugs(command);
        if (unplugged || faults.breaksOff(command)) {
            write(channel, OUT, Arrays.copyOf(outcome.out(), outcome.out().length / 2));
            if (unplugged) {
                phone.unplug();
            }
            return;
        }
        write(channel, OUT, outcome.out());
        if (framed) {
            write(channel, ERROR, outcome.error());
            write(channel, EXIT, new byte[] {(byte) outcome.code()});
        } else {
            channel.write(outcome.error());
        }
    }

    private void write(Channel channel, int kind, byte[] data) throws IOException, InterruptedException {
        if (!framed) {
            channel.write(data);
        } else if (data.length > 0) {
            channel.write(ByteBuffer.allocate(5 + data.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put((byte) kind)
                    .putInt(data.length)
                    .put(data)
                    .array());
        }
    }
}
