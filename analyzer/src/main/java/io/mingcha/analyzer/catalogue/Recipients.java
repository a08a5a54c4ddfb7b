package io.mingcha.analyzer.catalogue;

import com.google.common.net.InetAddresses;
import com.google.common.net.InternetDomainName;
import io.mingcha.settings.Setting;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which company stands behind which host, {@code config/recipients.yaml}. */
public final class Recipients {
    private static final Pattern BLOCK = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");

    private final List<String> purposes;
    private final BareNames bareNames;
    private final Map<String, Company> companies = new LinkedHashMap<>();
    private final List<Recipient> all = new ArrayList<>();
    private final Map<String, List<Entry>> byHost = new HashMap<>();
    private final Map<String, List<Entry>> byDomain = new HashMap<>();
    private final List<Block> blocks = new ArrayList<>();
    private final Set<String> separate = new HashSet<>();
    private final Set<String> shared = new HashSet<>();
    private final Remembered<String> registered = new Remembered<>(this::findRegistrable);

    private record Entry(Recipient recipient, List<String> paths) {}

    private record Block(BigInteger network, int ignoredBits, int length, Recipient recipient) {
        boolean holds(byte[] address) {
            return address.length == length
                    && new BigInteger(1, address).shiftRight(ignoredBits).equals(network);
        }
    }

    Recipients(Setting root, DataTypes types) {
        root.allow(
                "version",
                "purposes",
                "around_names",
                "companies",
                "recipients",
                "shared_infrastructure",
                "public_suffix_exceptions");
        purposes = root.require("purposes").texts();
        bareNames = new BareNames(root.require("around_names"));
        for (Setting company : root.require("companies").list()) {
            company.allow("id", "name", "called", "country", "verification");
            String id = company.require("id").text("");
            Company read = new Company(
                    id,
                    company.require("name").bilingual(),
                    company.get("called").texts(),
                    company.get("country").text(""),
                    company.get("verification").text(""));
            if (companies.put(id, read) != null) {
                company.problem(id + " 重复", id + " stands here twice");
            }
        }
        Map<String, String> calling = new HashMap<>();
        root.get("companies").list().forEach(company -> checkCalled(company, calling));
        calling.clear();
        Set<String> ids = new HashSet<>();
        for (Setting recipient : root.require("recipients").list()) {
            recipient.allow(
                    "id",
                    "name",
                    "called",
                    "company",
                    "purposes",
                    "domains",
                    "hosts",
                    "ips",
                    "paths",
                    "sdk_packages",
                    "processes",
                    "overseas",
                    "verification");
            String id = recipient.require("id").text("");
            if (!ids.add(id)) {
                recipient.problem(id + " 重复", id + " stands here twice");
            }
            types.ids(recipient.get("processes"));
            checkCalled(recipient, calling);
            add(recipient, id, purposes);
        }
        separate.addAll(root.get("public_suffix_exceptions").texts());
        for (Setting infrastructure : root.get("shared_infrastructure").list()) {
            infrastructure.allow("name", "company", "country", "domains");
            shared.addAll(infrastructure.get("domains").texts());
        }
    }

    /** The ids of what recipients do. */
    public Set<String> purposes() {
        return Set.copyOf(purposes);
    }

    /** Names without what only stands around them. */
    public BareNames bareNames() {
        return bareNames;
    }

    /** What two are called tells of neither. */
    private static void checkCalled(Setting entry, Map<String, String> calling) {
        String id = entry.get("id").text("");
        for (Setting name : entry.get("called").list()) {
            String written = name.text("").toLowerCase(Locale.ROOT);
            String other = calling.putIfAbsent(written, id);
            if (other != null) {
                name.problem(written + " 也是 " + other + " 的叫法", written + " is what " + other + " is called, too");
            }
        }
    }

    private void add(Setting setting, String id, List<String> known) {
        List<String> purposes = new ArrayList<>();
        for (Setting purpose : setting.require("purposes").list()) {
            purpose.oneOf(known).ifPresent(purposes::add);
        }
        Optional<Company> company =
                setting.get("company").oneOf(List.copyOf(companies.keySet())).map(companies::get);
        Recipient recipient = new Recipient(
                id,
                setting.require("name").bilingual(),
                setting.get("called").texts(),
                company,
                purposes,
                setting.get("sdk_packages").isPresent(),
                setting.get("overseas").bool(false)
                        || company.map(c ->
                                        !c.country().isEmpty() && !c.country().equals("CN"))
                                .orElse(false),
                setting.get("verification").text(""),
                true);
        all.add(recipient);
        Entry entry = new Entry(recipient, setting.get("paths").texts());
        index(byHost, setting.get("hosts"), entry);
        index(byDomain, setting.get("domains"), entry);
        for (Setting block : setting.get("ips").list()) {
            block.text().ifPresent(text -> block(text, recipient, block));
        }
    }

    private static void index(Map<String, List<Entry>> map, Setting names, Entry entry) {
        for (Setting name : names.list()) {
            String written = name.text("");
            if (!HostName.isBare(written)) {
                name.problem(
                        written + " 不是主机名：请只写域名，不带 *、协议、端口和路径",
                        written + " is no name of a host: write the name alone, without *, scheme, port or path");
            }
            map.computeIfAbsent(HostName.normal(written), k -> new ArrayList<>(1))
                    .add(entry);
        }
    }

    private void block(String text, Recipient recipient, Setting at) {
        Matcher written = BLOCK.matcher(text);
        byte[] address = written.matches() && InetAddresses.isInetAddress(written.group(1))
                ? InetAddresses.forString(written.group(1)).getAddress()
                : new byte[0];
        int bits = address.length * 8;
        int prefix = bits == 0 || written.group(2) == null ? bits : Integer.parseInt(written.group(2));
        if (prefix == 0 || prefix > bits) {
            at.problem(text + " 不是 IP 地址段", text + " is not a block of addresses");
            return;
        }
        int ignored = bits - prefix;
        blocks.add(new Block(new BigInteger(1, address).shiftRight(ignored), ignored, address.length, recipient));
    }

    /** Those that the table names, in its order. */
    public List<Recipient> all() {
        return List.copyOf(all);
    }

    public Optional<Company> company(String id) {
        return Optional.ofNullable(companies.get(id));
    }

    /** The recipient behind a host and path: exact host, then the longest domain suffix, then the address block. */
    public Recipient of(String host, String path) {
        String name = HostName.normal(host);
        @Nullable Recipient exact = choose(byHost.get(name), path);
        if (exact != null) {
            return exact;
        }
        if (InetAddresses.isInetAddress(name)) {
            return atAddress(name).orElseGet(() -> Recipient.unnamed(name));
        }
        String suffix = name;
        while (true) {
            @Nullable Recipient found = choose(byDomain.get(suffix), path);
            if (found != null) {
                return found;
            }
            int dot = suffix.indexOf('.');
            if (dot < 0) {
                return Recipient.unnamed(registrable(name));
            }
            suffix = suffix.substring(dot + 1);
        }
    }

    /** Whose block an address lies in, the smallest of them. */
    public Optional<Recipient> atAddress(String literal) {
        String name = HostName.normal(literal);
        if (blocks.isEmpty() || !InetAddresses.isInetAddress(name)) {
            return Optional.empty();
        }
        byte[] address = InetAddresses.forString(name).getAddress();
        return blocks.stream()
                .filter(b -> b.holds(address))
                .min(Comparator.comparingInt(Block::ignoredBits))
                .map(Block::recipient);
    }

    private static @Nullable Recipient choose(@Nullable List<Entry> entries, String path) {
        if (entries == null) {
            return null;
        }
        @Nullable Recipient general = null;
        for (Entry entry : entries) {
            if (entry.paths().isEmpty()) {
                general = general == null ? entry.recipient() : general;
            } else if (entry.paths().stream().anyMatch(path::startsWith)) {
                return entry.recipient();
            }
        }
        return general;
    }

    /** Whether the domain is a cloud's or CDN's that many customers share, so that it identifies nobody by itself. */
    public boolean isShared(String host) {
        return endsWithin(HostName.normal(host), shared);
    }

    /** The domain that somebody registered: one label below a public suffix, or below a platform for customers. */
    public String registrable(String host) {
        return registered.of(host);
    }

    private String findRegistrable(String host) {
        String name = HostName.normal(host);
        if (InetAddresses.isInetAddress(name) || name.indexOf('.') < 0) {
            return name;
        }
        if (endsWithin(name, separate) && !separate.contains(name)) {
            return name;
        }
        try {
            InternetDomainName domain = InternetDomainName.from(name);
            if (domain.isUnderRegistrySuffix()) {
                return domain.topDomainUnderRegistrySuffix().toString();
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            return name;
        }
        String[] labels = name.split("\\.");
        return labels[labels.length - 2] + "." + labels[labels.length - 1];
    }

    private static boolean endsWithin(String name, Set<String> domains) {
        String suffix = name;
        while (true) {
            if (domains.contains(suffix)) {
                return true;
            }
            int dot = suffix.indexOf('.');
            if (dot < 0) {
                return false;
            }
            suffix = suffix.substring(dot + 1);
        }
    }
}
