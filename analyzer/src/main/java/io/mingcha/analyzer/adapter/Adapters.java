package io.mingcha.analyzer.adapter;

import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Target;
import io.mingcha.settings.Setting;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All endpoints whose fields are known. A request to any other costs a few look-ups of its host. */
public final class Adapters {
    private final List<Endpoint> all;
    private final Map<String, Text> vendors;
    private final Map<String, List<Endpoint>> byHost = new HashMap<>();
    private final Map<String, List<Endpoint>> byDomain = new HashMap<>();
    /** Of software that everyone runs on servers of their own, by how its paths end. */
    private final Map<String, List<Endpoint>> anywhere = new HashMap<>();

    private Adapters(List<Endpoint> all, Map<String, Text> vendors) {
        this.all = List.copyOf(all);
        this.vendors = Map.copyOf(vendors);
        for (Endpoint endpoint : all) {
            for (String host : endpoint.hosts()) {
                if (host.equals(EndpointReader.ANY)) {
                    put(anywhere, lastSegment(endpoint.path().toString()), endpoint);
                } else if (host.startsWith("*.")) {
                    put(byDomain, host.substring(2), endpoint);
                } else {
                    put(byHost, host, endpoint);
                }
            }
        }
    }

    private static void put(Map<String, List<Endpoint>> map, String key, Endpoint endpoint) {
        map.computeIfAbsent(key, k -> new ArrayList<>(1)).add(endpoint);
    }

    /**
     * Reads the documents, one for each vendor; every mistake becomes a problem of its document.
     *
     * @param types the data types there are
     */
    public static Adapters read(Collection<Setting> documents, Collection<String> types) {
        EndpointReader reader = new EndpointReader(List.copyOf(types));
        documents.forEach(reader::document);
        return new Adapters(reader.endpoints(), reader.vendors());
    }

    public List<Endpoint> all() {
        return all;
    }

    /** What a vendor is called; its id if nobody says. */
    public Text vendorName(String id) {
        return vendors.getOrDefault(id, Text.same(id));
    }

    /** What a request may carry, as the vendor behind its address has published it. */
    public Expected expected(Target to, String method, Decoded message) {
        List<Endpoint> endpoints = of(to, method);
        return endpoints.isEmpty()
                ? Expected.NOTHING
                : Expected.of(endpoints.stream().filter(e -> e.isMeant(message)).toList());
    }

    private List<Endpoint> of(Target to, String method) {
        if (all.isEmpty()) {
            return List.of();
        }
        List<Endpoint> found = new ArrayList<>(0);
        String host = to.host().toLowerCase(Locale.ROOT);
        add(byHost.get(host), to, method, found);
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            add(byDomain.get(host.substring(dot + 1)), to, method, found);
        }
        if (!anywhere.isEmpty()) {
            add(anywhere.get(lastSegment(to.path())), to, method, found);
        }
        return found;
    }

    private static void add(@Nullable List<Endpoint> candidates, Target to, String method, List<Endpoint> found) {
        if (candidates != null) {
            candidates.stream().filter(e -> e.isFor(method, to.path())).forEach(found::add);
        }
    }

    static String lastSegment(String path) {
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return bare.substring(bare.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
