package io.mingcha.proxy.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.xbill.DNS.HTTPSRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.SVCBBase;
import org.xbill.DNS.SVCBRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;

/**
 * What service records (RFC 9460) say of ways that nobody could read: the key for an encrypted ClientHello, and HTTP/3.
 * Without them an app asks in the ordinary way.
 */
final class ServiceHints {
    private static final int[] SECTIONS = {Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL};

    private ServiceHints() {}

    /** Takes them out of an answer, and says which. */
    static Set<String> remove(Message answer) {
        Set<String> removed = new TreeSet<>();
        for (int section : SECTIONS) {
            List<Record> records = answer.getSection(section);
            if (records.stream().noneMatch(SVCBBase.class::isInstance)) {
                continue;
            }
            answer.removeAllRecords(section);
            for (Record record : records) {
                answer.addRecord(record instanceof SVCBBase service ? without(service, removed) : record, section);
            }
        }
        return removed;
    }

    private static Record without(SVCBBase service, Set<String> removedInAll) {
        Set<String> removed = new TreeSet<>();
        List<SVCBBase.ParameterBase> kept = new ArrayList<>();
        boolean defaultAlpn = false;
        for (int key : service.getSvcParamKeys()) {
            SVCBBase.ParameterBase value = service.getSvcParamValue(key);
            if (key == SVCBBase.ECH) {
                removed.add("ech");
            } else if (value instanceof SVCBBase.ParameterAlpn alpn) {
                List<String> readable =
                        alpn.getValues().stream().filter(p -> !isHttp3(p)).toList();
                if (readable.size() < alpn.getValues().size()) {
                    removed.add("h3");
                }
                defaultAlpn = readable.isEmpty();
                if (!readable.isEmpty()) {
                    kept.add(alpn(readable));
                }
            } else {
                kept.add(value);
            }
        }
        if (removed.isEmpty()) {
            return service;
        }
        removedInAll.addAll(removed);
        if (defaultAlpn) {
            // it may only stand beside alpn (RFC 9460, 7.1.1)
            kept.removeIf(p -> p.getKey() == SVCBBase.NO_DEFAULT_ALPN);
        }
        kept.removeIf(p -> p.getKey() == SVCBBase.MANDATORY);
        // with the highest bit set it counts as none (RFC 2181, 8)
        long ttl = service.getTTL() > Integer.MAX_VALUE ? 0 : service.getTTL();
        return service instanceof HTTPSRecord
                ? new HTTPSRecord(
                        service.getName(),
                        service.getDClass(),
                        ttl,
                        service.getSvcPriority(),
                        service.getTargetName(),
                        kept)
                : new SVCBRecord(
                        service.getName(),
                        service.getDClass(),
                        ttl,
                        service.getSvcPriority(),
                        service.getTargetName(),
                        kept);
    }

    private static boolean isHttp3(String protocol) {
        return protocol.equals("h3") || protocol.startsWith("h3-");
    }

    private static SVCBBase.ParameterAlpn alpn(List<String> protocols) {
        try {
            return new SVCBBase.ParameterAlpn(protocols);
        } catch (TextParseException e) {
            throw new IllegalStateException("they were parsed before", e);
        }
    }
}
