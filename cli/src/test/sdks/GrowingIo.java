import io.growing.sdk.java.GrowingAPI;
import io.growing.sdk.java.dto.GioCdpEventMessage;
import io.growing.sdk.java.dto.GioCdpUserMessage;
import java.util.Map;
import java.util.Properties;

/** Tells GrowingIO's SDK of a person: URL, user, e-mail, name, then what has names that tell nothing. */
final class GrowingIo {
    public static void main(String[] told) throws Exception {
        Properties said = new Properties();
        said.setProperty("api.host", told[0]);
        said.setProperty("project.id", "0123456789abcdef");
        said.setProperty("run.mode", "production");
        said.setProperty("send.msg.interval", "1");
        GrowingAPI.initConfig(said);
        GrowingAPI growing =
                new GrowingAPI.Builder().setDataSourceId("93ed61c5a5a1b7f3").setProjectKey("0123456789abcdef").build();
        growing.send(new GioCdpUserMessage.Builder()
                .loginUserId(told[1])
                .addUserVariables(Map.of("email", told[2], "name", told[3]))
                .build());
        growing.send(new GioCdpEventMessage.Builder()
                .eventKey("order")
                .loginUserId(told[1])
                .addEventVariables(Map.of("a", told[4], "b", told[5], "c", told[6], "d", told[7]))
                .build());
        GrowingAPI.shutdown();
        System.exit(0);
    }
}
