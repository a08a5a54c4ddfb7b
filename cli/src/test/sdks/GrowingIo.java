import io.growing.sdk.java.GrowingAPI;
import io.growing.sdk.java.dto.GioCdpEventMessage;
import io.growing.sdk.java.dto.GioCdpUserMessage;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells GrowingIO's SDK of a person: URL, user, e-mail, name, then what has names that tell nothing. */
final class GrowingIo {
    public static void main(String[] told) throws Exception {
        Properties said = new Properties();
        said.setProperty("api.host", told[0]);
        said.setProperty("project.id", "0123456789abcdef");
        said.setProperty("run.mode", "production");
        said.setProperty("connection.timeout", "60000");
        said.setProperty("read.timeout", "60000");
        CountDownLatch sent = sent(2);
        GrowingAPI.initConfig(said);
        GrowingAPI growing = new GrowingAPI.Builder()
                .setDataSourceId("93ed61c5a5a1b7f3")
                .setProjectKey("0123456789abcdef")
                .build();
        growing.send(new GioCdpUserMessage.Builder()
                .loginUserId(told[1])
                .addUserVariables(Map.of("email", told[2], "name", told[3]))
                .build());
        growing.send(new GioCdpEventMessage.Builder()
                .eventKey("order")
                .loginUserId(told[1])
                .addEventVariables(Map.of("a", told[4], "b", told[5], "c", told[6], "d", told[7]))
                .build());
        System.exit(sent.await(60, TimeUnit.SECONDS) ? 0 : 1);
    }

    /** The SDK tells nobody what it sent but its log, which goes to the standard output. */
    private static CountDownLatch sent(int messages) {
        CountDownLatch sent = new CountDownLatch(messages);
        PrintStream out = System.out;
        StringBuffer line = new StringBuffer();
        System.setOut(new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        out.write(b);
                        line.append((char) b);
                        if (b == '\n') {
                            if (line.indexOf("message sent") >= 0) {
                                sent.countDown();
                            }
                            line.setLength(0);
                        }
                    }
                },
                true));
        return sent;
    }
}
