package io.mingcha.sessions.device;

import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;

/** A device did not do what was asked of it. Tells what happened, on which device, and what to do. */
public final class DeviceTrouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as a run has to tell it apart. */
    public enum Kind {
        /** It is not connected any more. */
        UNPLUGGED,
        OFFLINE,
        UNAUTHORISED,
        /** It came back, but has started anew meanwhile. */
        REBOOTED,
        STORAGE_FULL,
        LOCKED,
        NOT_INSTALLED,
        APP_CRASHED,
        APP_NOT_RESPONDING,
        /** It did not answer in time. */
        TIMEOUT,
        /** What was to be tapped or read is not on the screen. */
        NOT_FOUND,
        /** The program that stands between, such as the adb server or Appium, is gone. */
        SERVER_GONE,
        /** Another session has it. */
        IN_USE,
        REFUSED,
        UNSUPPORTED
    }

    private final Kind kind;
    private final transient Fault fault;

    public DeviceTrouble(Kind kind, Fault fault) {
        super(fault.toString());
        this.kind = kind;
        this.fault = fault;
    }

    public DeviceTrouble(Kind kind, Fault fault, Throwable cause) {
        super(fault.toString(), cause);
        this.kind = kind;
        this.fault = fault;
    }

    static DeviceTrouble unsupported(Device device, String what) {
        return new DeviceTrouble(
                Kind.UNSUPPORTED,
                new Fault(
                        Text.of("该设备不支持：" + what, "This device cannot do that: " + what),
                        device.name(),
                        Text.of("请改用另一种驱动，或从计划中去掉这一步", "Use another driver, or leave the step out of the plan")));
    }

    public Kind kind() {
        return kind;
    }

    public Fault fault() {
        return fault;
    }

    /** Whether the device may be there again after a while, so that a run is worth another try. */
    public boolean mayPass() {
        return switch (kind) {
            case UNPLUGGED, OFFLINE, REBOOTED, TIMEOUT, SERVER_GONE, IN_USE -> true;
            default -> false;
        };
    }
}
