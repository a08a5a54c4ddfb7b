package io.mingcha.sessions.plan;

import io.mingcha.sessions.device.WayIn;
import io.mingcha.settings.Setting;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a plan wants its traffic captured.
 *
 * @param where where the way is written; absent if nobody asked for one
 * @param said everything that it says of the capture, for whoever captures to read
 * @param folder that relative paths in it start from
 */
public record CaptureWish(WayIn way, Optional<String> where, Optional<Setting> said, Path folder) {

    /** Nothing particular. */
    public static final CaptureWish NONE =
            new CaptureWish(WayIn.PROXY, Optional.empty(), Optional.empty(), Path.of(""));

    /** By another way, which was asked for there. */
    public CaptureWish by(WayIn other, String asked) {
        return new CaptureWish(other, Optional.of(asked), said, folder);
    }
}
