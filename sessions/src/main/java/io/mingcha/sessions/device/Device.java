package io.mingcha.sessions.device;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A phone, an emulator or a browser under the hand of a plan. Calls block until the device has done it, and end within the
 * time that its driver allows; whatever goes wrong is a {@link DeviceTrouble}. One thread at a time.
 *
 * <p>A driver notes on disk what it changes before it changes it, and {@link #close} puts everything back.
 */
public interface Device extends AutoCloseable {

    /** What people call it: a serial number, or the name of a profile. */
    String name();

    Set<Ability> abilities();

    DeviceKind kind();

    /** The ways that its traffic can be led here. */
    default Set<WayIn> ways() {
        return Set.of(WayIn.PROXY);
    }

    /** The version of its system, such as {@code 13}; of a browser its own. Absent if it does not tell. */
    default Optional<String> release() {
        return Optional.empty();
    }

    /** Whether commands can run as root on it. Asking changes nothing. */
    default boolean isRooted() {
        return false;
    }

    /** Sends its traffic through a capture, as far as that can be set, and makes apps trust the root as far as they can be made to. */
    Connected connect(Route route);

    /**
     * How a device's traffic goes.
     *
     * @param proxied its proxy setting is ours
     * @param trusted the root lies where the system's own lie
     * @param proxy the proxy's address as the device's own sockets show it
     * @param portsSeen whether the proxy sees the device's own ports: not through adb
     */
    record Connected(boolean proxied, boolean trusted, Optional<InetSocketAddress> proxy, boolean portsSeen) {
        public Connected(boolean proxied, boolean trusted) {
            this(proxied, trusted, Optional.empty(), false);
        }
    }

    /** What it shows. */
    Screen screen();

    /** A picture of what it shows, PNG. */
    byte[] screenshot();

    /** Taps the middle of an element of the screen that was read last. */
    void tap(Node node);

    /** Types into what has the focus. */
    void type(String text);

    void swipe(Point from, Point to, Duration over);

    void press(Key key);

    /** Starts an app, or brings it to the front. */
    void launch(String app);

    /** Ends an app. */
    void stop(String app);

    /** Opens an address in whatever the device opens addresses with. */
    void open(String url);

    /** The version of an app that is installed. */
    default Optional<String> version(String app) {
        return Optional.empty();
    }

    default void install(Path file) {
        throw DeviceTrouble.unsupported(this, "install");
    }

    default void uninstall(String app) {
        throw DeviceTrouble.unsupported(this, "uninstall");
    }

    /** Makes an app forget everything, as if it were newly installed. */
    default void clear(String app) {
        throw DeviceTrouble.unsupported(this, "clear");
    }

    default void unlock() {
        throw DeviceTrouble.unsupported(this, "unlock");
    }

    /** Grants or takes away a permission by its full name. */
    default void permission(String app, String permission, boolean granted) {
        throw DeviceTrouble.unsupported(this, "permission");
    }

    /** Sets the position that apps are told, WGS-84 degrees. */
    default void locate(double latitude, double longitude) {
        throw DeviceTrouble.unsupported(this, "locate");
    }

    /** Puts canaries where apps find them; they are removed with everything else that was changed. */
    default Planted plant(Canaries canaries) {
        return new Planted(
                0, 0, 0, List.of(DeviceTrouble.unsupported(this, "plant").fault()));
    }

    /** Runs a command in the device's shell and returns what it printed. */
    default String run(String command) {
        throw DeviceTrouble.unsupported(this, "run");
    }

    /** How its clock stands to ours. */
    ClockReading clock();

    /** The app in front. */
    default Optional<String> foreground() {
        return Optional.empty();
    }

    /** The trouble that an app is in, if the device says so: a crash or a hang since it was last asked. */
    default Optional<DeviceTrouble> troubled(String app) {
        return Optional.empty();
    }

    /**
     * What befell the device since it was last asked without ending what is done with it. What of its way to the capture can
     * be set up again has been.
     */
    default List<Disturbance> disturbed() {
        return List.of();
    }

    /** Whether a tunnel of its own stands, such as a VPN; absent if it does not say. */
    default Optional<Boolean> tunnelled() {
        return Optional.empty();
    }

    /** What it has counted by itself so far; absent if it does not say. */
    default Optional<TrafficCount> counted() {
        return Optional.empty();
    }

    /** What was moved since it counted last; absent if it does not say so of the app alone. */
    default Optional<Moved> movedSince(TrafficCount before, String app) {
        return Optional.empty();
    }

    /** The sockets that are open now. */
    default List<OpenSocket> sockets() {
        return List.of();
    }

    /** Asks for them while another thread has the device in hand; absent if it tells none. */
    default Optional<Supplier<List<OpenSocket>>> socketsBeside() {
        return Optional.empty();
    }

    /**
     * The hosts that the app has asked for so far, if the device can tell what is the app's and what is its own: a browser sees
     * which requests its page makes.
     */
    default Optional<Set<String>> asked() {
        return Optional.empty();
    }

    /** What identifies it, by the ids of {@code config/data_types.yaml}. */
    default Map<String, List<String>> identifiers() {
        return Map.of();
    }

    /** Puts back whatever was changed and lets go of it. */
    @Override
    void close();
}
