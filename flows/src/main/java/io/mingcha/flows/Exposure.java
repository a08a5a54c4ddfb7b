package io.mingcha.flows;

import io.mingcha.settings.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One piece of personal data found at one place of one message.
 *
 * @param flow ordinal of the exchange
 * @param recipient recipient id, or the registrable domain of one that no table names
 * @param phase see {@link Phase}
 * @param foreground absent if the session did not watch for it
 * @param path through every layer, such as {@code request.body ▸ gzip ▸ json $.imei}
 * @param offset and {@code length} in the recorded bytes of the outermost layer: the body for a body path, the request
 *     target for query and path segments, the header's value for a header
 * @param transform how the value was written: {@code plain}, or the digest, such as {@code md5}
 * @param count items of a bulk shape, at least so many if {@code masked} says so; 1 otherwise
 * @param masked safe to show
 * @param digest keyed, equal for equal values of one session
 * @param value the canonical value of a known value, otherwise what was read
 * @param also the other pieces of a value that no one range holds
 * @param sameAs where the session says what the value is, if nothing here does
 */
public record Exposure(
        int flow,
        Direction direction,
        String host,
        String recipient,
        Party party,
        Phase phase,
        Optional<Boolean> foreground,
        String dataType,
        String path,
        String location,
        int offset,
        int length,
        Method method,
        String transform,
        double confidence,
        int count,
        String masked,
        String digest,
        String value,
        Instant at,
        List<Piece> also,
        Optional<Place> sameAs) {
    private static final Pattern ENTRIES = Pattern.compile("(at least )?(\\d+) entries");
    private static final Pattern BYTES = Pattern.compile("(\\w+), (\\d+) bytes");

    public Exposure {
        also = List.copyOf(also);
    }

    /** The value for a reader; of a bulk shape its number, which is kept in English. */
    public Text shown(boolean revealed) {
        String told = revealed ? value : masked;
        if (method != Method.BULK_SHAPE) {
            return Text.same(told);
        }
        Matcher entries = ENTRIES.matcher(told);
        if (entries.matches()) {
            return Text.of((entries.group(1) == null ? "" : "至少 ") + entries.group(2) + " 条", told);
        }
        Matcher bytes = BYTES.matcher(told);
        return bytes.matches() ? Text.of(bytes.group(1) + "，" + bytes.group(2) + " 字节", told) : Text.same(told);
    }

    /** A field of a request of the same session. */
    public record Place(int flow, String path) {}

    /** Where another piece of the value stands that the range does not hold, such as a second header. */
    public record Piece(String path, int offset, int length) {}

    /** How a value was recognised, strongest first. */
    public enum Method {
        KNOWN_VALUE,
        KNOWN_VALUE_HASH,
        ADAPTER,
        CHECKSUM,
        BULK_SHAPE,
        NAMED_FIELD,
        /** By a value that another exchange shows with its name. */
        SAME_VALUE;

        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
