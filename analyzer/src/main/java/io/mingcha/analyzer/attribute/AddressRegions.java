package io.mingcha.analyzer.attribute;

import io.mingcha.settings.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lionsoul.ip2region.xdb.Header;
import org.lionsoul.ip2region.xdb.InetAddressException;
import org.lionsoul.ip2region.xdb.LongByteArray;
import org.lionsoul.ip2region.xdb.Searcher;
import org.lionsoul.ip2region.xdb.Version;

/**
 * Where an IPv4 address is registered and who announces it, by the table of ip2region. It says where a server may stand, not
 * whose it is: tables are years old and clouds are everybody's. Read when first asked.
 */
public final class AddressRegions {
    private static final String TABLE = "/ip2region/ip2region.xdb";
    private static final Pattern IPV4 = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");
    private static final String UNKNOWN = "0";

    /** What the table says of ranges that nobody is given. */
    private static final String RESERVED = "内网IP";

    private AddressRegions() {}

    private static final class Table {
        static final Table READ = read();

        private final Searcher searcher;
        private final LocalDate asOf;

        private Table(byte[] bytes) throws IOException {
            searcher = Searcher.newWithBuffer(Version.IPv4, new LongByteArray(bytes));
            Header header = new Header(Arrays.copyOf(bytes, Searcher.HeaderInfoLength));
            asOf = LocalDate.ofInstant(Instant.ofEpochSecond(header.createdAt), ZoneOffset.UTC);
        }

        private static Table read() {
            try (InputStream in = Objects.requireNonNull(AddressRegions.class.getResourceAsStream(TABLE), TABLE)) {
                return new Table(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        synchronized Optional<String> find(byte[] address) {
            try {
                return Optional.ofNullable(searcher.search(address));
            } catch (IOException | InetAddressException e) {
                return Optional.empty();
            }
        }
    }

    /** Country, province, city and network, as far as they are known; nothing of an address that is not public. */
    public static Optional<String> of(String address) {
        return parsed(address)
                .filter(a -> !a.isAnyLocalAddress()
                        && !a.isLoopbackAddress()
                        && !a.isLinkLocalAddress()
                        && !a.isSiteLocalAddress()
                        && !a.isMulticastAddress())
                .flatMap(a -> Table.READ.find(a.getAddress()))
                .filter(region -> !region.contains(RESERVED))
                .map(AddressRegions::words)
                .filter(words -> !words.isEmpty());
    }

    /** How a report says it. */
    public static Text told(String regions) {
        return Text.of(
                "地址位于 " + regions + "（地址库 " + Table.READ.asOf + "）",
                "address in " + regions + " (table of " + Table.READ.asOf + ")");
    }

    private static Optional<InetAddress> parsed(String address) {
        Matcher octets = IPV4.matcher(address);
        if (!octets.matches()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < bytes.length; i++) {
            int octet = Integer.parseInt(octets.group(i + 1));
            if (octet > 255) {
                return Optional.empty();
            }
            bytes[i] = (byte) octet;
        }
        try {
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static String words(String region) {
        return Arrays.stream(region.split("\\|"))
                .filter(part -> !part.isEmpty() && !part.equals(UNKNOWN))
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
