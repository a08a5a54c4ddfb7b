package io.mingcha.sessions.plan;

import io.mingcha.sessions.device.Ability;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.DeviceKind;
import io.mingcha.settings.Place;
import io.mingcha.settings.Text;
import java.util.Locale;

/** One thing that a plan asks of the device it runs on, besides what its steps need. */
public sealed interface DeviceNeed {

    Place place();

    boolean isMetBy(Device device);

    /** As the plan says it. */
    String shown();

    /** What the device is instead. */
    Text instead(Device device);

    /** It can do this. */
    record Able(Ability ability, Place place) implements DeviceNeed {
        @Override
        public boolean isMetBy(Device device) {
            return device.abilities().contains(ability);
        }

        @Override
        public String shown() {
            return ability.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public Text instead(Device device) {
            return Text.of("不具备", "it is not able to");
        }
    }

    /** It is one of these. */
    record OfKind(DeviceKind kind, Place place) implements DeviceNeed {
        @Override
        public boolean isMetBy(Device device) {
            return device.kind() == kind;
        }

        @Override
        public String shown() {
            return "kind: " + kind.label();
        }

        @Override
        public Text instead(Device device) {
            return Text.of(
                    "它是 " + device.kind().label(), "it is " + device.kind().label());
        }
    }

    /** Its system is one of these versions; whoever does not tell has none. */
    record OfRelease(DeviceKind kind, Releases releases, Place place) implements DeviceNeed {
        @Override
        public boolean isMetBy(Device device) {
            return device.kind() == kind
                    && device.release().filter(releases::contain).isPresent();
        }

        @Override
        public String shown() {
            return kind.label() + ": " + releases;
        }

        @Override
        public Text instead(Device device) {
            String is = device.kind().label() + " " + device.release().orElse("?");
            return Text.of("它是 " + is, "it is " + is);
        }
    }

    /** Commands can run as root on it, or cannot: some apps refuse to work where they can. */
    record Rooted(boolean wanted, Place place) implements DeviceNeed {
        @Override
        public boolean isMetBy(Device device) {
            return device.isRooted() == wanted;
        }

        @Override
        public String shown() {
            return "root: " + (wanted ? "yes" : "no");
        }

        @Override
        public Text instead(Device device) {
            return wanted ? Text.of("它没有 root", "it has no root") : Text.of("它有 root", "it has root");
        }
    }
}
