import com.sensorsdata.analytics.javasdk.SensorsAnalytics;
import com.sensorsdata.analytics.javasdk.consumer.BatchConsumer;
import java.util.HashMap;
import java.util.Map;

/** Tells Sensors Data's SDK of a person: URL, user, e-mail, name, then what has names that tell nothing. */
final class Sensors {
    public static void main(String[] told) throws Exception {
        SensorsAnalytics sensors = new SensorsAnalytics(new BatchConsumer(told[0], 50, true, 60));
        sensors.profileSet(told[1], true, new HashMap<>(Map.of("email", told[2], "name", told[3])));
        sensors.track(
                told[1],
                true,
                "order",
                new HashMap<>(Map.of("a", told[4], "b", told[5], "c", told[6], "d", told[7])));
        sensors.flush();
        sensors.shutdown();
        System.exit(0);
    }
}
