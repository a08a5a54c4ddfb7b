package io.mingcha.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Body;
import io.mingcha.flows.Client;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.flows.Timing;
import io.mingcha.settings.Language;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowLineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"\n#1 GET 200", "\r", "\t", "\u001b[2J", "\u009b2J", "\u202etxt", "\u2066", "\u2028", "\u007f"})
    void what_strangers_chose_stays_on_its_line_and_drives_no_terminal(String trouble) {
        Message request = new Message(
                Optional.of(new Head.Request("GET" + trouble, "/a" + trouble + "b", "HTTP/2", List.of())),
                Body.EMPTY,
                List.of(),
                Instant.EPOCH,
                Optional.empty(),
                true);
        Flow flow = new Flow(
                0,
                0,
                "https",
                "HTTP/2",
                Client.UNKNOWN,
                new Server("x" + trouble, 443, Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Timing.at(Instant.EPOCH),
                Optional.of(request),
                Optional.empty(),
                Outcome.COMPLETE);
        assertThat(FlowLine.of(flow, Language.EN)).doesNotContain(trouble).doesNotContainPattern("[\\p{Cntrl}\u202e]");
    }
}
