package io.mingcha.proxy.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.Message;
import org.xbill.DNS.SVCBBase;
import org.xbill.DNS.Section;

class ServiceHintsFuzz {

    @FuzzTest
    void nothing_leads_past_the_proxy_and_the_rest_is_as_it_was(byte[] data) {
        Message answer;
        try {
            answer = new Message(data);
            answer.toWire(512);
        } catch (IOException | RuntimeException e) {
            return; // what the library cannot read or write is answered with SERVFAIL (NameServiceFuzz)
        }
        List<String> before = others(answer);
        int records = count(answer);
        Set<String> removed = ServiceHints.remove(answer);
        assertThat(Set.of("ech", "h3")).containsAll(removed);
        assertThat(others(answer)).isEqualTo(before);
        assertThat(count(answer)).isEqualTo(records);
        assertThat(services(answer)).allSatisfy(service -> {
            assertThat(service.getSvcParamKeys()).doesNotContain(SVCBBase.ECH);
            if (service.getSvcParamValue(SVCBBase.ALPN) instanceof SVCBBase.ParameterAlpn alpn) {
                assertThat(alpn.getValues()).noneMatch(p -> p.equals("h3") || p.startsWith("h3-"));
            }
        });
        assertThat(ServiceHints.remove(answer)).isEmpty();
        assertThat(answer.toWire(512).length).isLessThanOrEqualTo(512);
    }

    private static List<SVCBBase> services(Message message) {
        return message.getSection(Section.ANSWER).stream()
                .filter(SVCBBase.class::isInstance)
                .map(SVCBBase.class::cast)
                .toList();
    }

    private static List<String> others(Message message) {
        return message.getSection(Section.ANSWER).stream()
                .filter(r -> !(r instanceof SVCBBase))
                .map(r -> r.getName() + " " + r.getType() + " " + r.getTTL() + " " + r.rdataToString())
                .toList();
    }

    private static int count(Message message) {
        return message.getSection(Section.ANSWER).size()
                + message.getSection(Section.AUTHORITY).size()
                + message.getSection(Section.ADDITIONAL).size();
    }
}
