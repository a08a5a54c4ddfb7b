package io.mingcha.sessions.adb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.sessions.device.Bounds;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Node.Trait;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

class UiDumpTest {
    private static Node only(String attributes) throws XMLStreamException {
        return UiDump.parse("<hierarchy rotation=\"0\"><node " + attributes + "/></hierarchy>")
                .get(0);
    }

    @Test
    void every_attribute_becomes_what_a_plan_can_ask_for() throws XMLStreamException {
        Node node = only("index=\"0\" text=\"密码\" resource-id=\"a:id/p\" class=\"android.widget.EditText\""
                + " package=\"a.b\" content-desc=\"d\" checkable=\"true\" checked=\"true\" clickable=\"true\""
                + " enabled=\"true\" focused=\"true\" scrollable=\"true\" password=\"true\" bounds=\"[-3,0][12,34]\"");

        assertThat(node.traits()).containsExactlyInAnyOrder(Trait.values());
        assertThat(node.bounds()).isEqualTo(new Bounds(-3, 0, 12, 34));
        assertThat(node.app()).contains("a.b");
        assertThat(node.id()).contains("a:id/p");
        assertThat(node.description()).isEqualTo("d");
    }

    @Test
    void what_is_missing_is_empty() throws XMLStreamException {
        Node node = only("bounds=\"nowhere\"");

        assertThat(node.traits()).isEmpty();
        assertThat(node.bounds().isEmpty()).isTrue();
        assertThat(node.id()).isEmpty();
        assertThat(node.app()).isEmpty();
    }

    @Test
    void halves_of_an_emoji_are_put_together_and_what_no_xml_may_hold_is_replaced() throws XMLStreamException {
        assertThat(only("text=\"&#55357;&#56832; &#xD83D;&#xDE00; a&#55357;b &#0;\u0001 &#128512;\"")
                        .text())
                .isEqualTo("😀 😀 ab \ufffd\ufffd 😀");
    }

    @Test
    void several_windows_are_several_roots() throws XMLStreamException {
        List<Node> roots =
                UiDump.parse("<hierarchy><node text=\"1\"><node text=\"2\"/></node><node text=\"3\"/></hierarchy>");

        assertThat(roots).extracting(Node::text).containsExactly("1", "3");
        assertThat(roots.get(0).children()).extracting(Node::text).containsExactly("2");
        assertThat(roots.stream().flatMap(Node::all).map(Node::ref)).doesNotHaveDuplicates();
    }

    @Test
    void reads_nothing_from_elsewhere() {
        assertThatThrownBy(() -> UiDump.parse("<!DOCTYPE hierarchy [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + "<hierarchy><node text=\"&x;\"/></hierarchy>"))
                .isInstanceOf(XMLStreamException.class);
    }

    @Test
    void half_a_dump_is_none() {
        assertThatThrownBy(() -> UiDump.parse("<hierarchy><node text=\"1\">")).isInstanceOf(XMLStreamException.class);
    }

    @Test
    void is_bounded() {
        String many = "<node/>".repeat(60_000);

        assertThatThrownBy(() -> UiDump.parse("<hierarchy>" + many + "</hierarchy>"))
                .hasMessageContaining("more than 50000");
    }
}
