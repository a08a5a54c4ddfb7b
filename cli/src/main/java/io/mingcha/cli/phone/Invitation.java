package io.mingcha.cli.phone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingcha.cli.command.Context;
import io.mingcha.onboarding.Pairing;
import io.mingcha.onboarding.Qr;
import java.util.ArrayList;
import java.util.List;

/**
 * What one device scans to be let in.
 *
 * @param addresses of the proxy, the one that the code leads to first
 */
public record Invitation(String token, List<String> addresses) {

    public Invitation {
        addresses = List.copyOf(addresses);
    }

    static Invitation read(JsonNode answer) {
        List<String> addresses = new ArrayList<>();
        answer.path("addresses").forEach(a -> addresses.add(a.asText()));
        return new Invitation(answer.path("token").asText(), addresses);
    }

    public void write(ObjectNode answer) {
        answer.put("token", token);
        ArrayNode list = answer.putArray("addresses");
        addresses.forEach(list::add);
    }

    /** The same with another address in front. */
    Invitation at(String address) {
        List<String> sorted = new ArrayList<>(addresses);
        sorted.remove(address);
        sorted.add(0, address);
        return new Invitation(token, sorted);
    }

    public void print(Context context) {
        if (addresses.isEmpty()) {
            context.say("此电脑不在任何网络中，手机无法连接。", "This computer is in no network that a phone could come by.");
            return;
        }
        String first = addresses.get(0);
        String url = "http://" + first + "/pair/" + token;
        int colon = first.lastIndexOf(':');
        context.out().print(Qr.terminal(url));
        context.say(url);
        context.say(
                "用手机相机扫描并打开，此手机即可接入，页面会说明其余步骤。只能用一次，" + Pairing.LIFE.toMinutes() + " 分钟内有效。",
                "Scan it with the phone's camera and open it: that lets the phone in, and the page says the rest. Good once, for "
                        + Pairing.LIFE.toMinutes() + " minutes.");
        context.say(
                "手机代理：服务器 " + first.substring(0, colon) + "，端口 " + first.substring(colon + 1),
                "The phone's proxy: server " + first.substring(0, colon) + ", port " + first.substring(colon + 1));
        if (addresses.size() > 1) {
            String others = String.join(" ", addresses.subList(1, addresses.size()));
            context.say(
                    "若手机在另一网络：mingcha pair --address 其一，可用 " + others,
                    "For a phone in another network: mingcha pair --address, one of " + others);
        }
        context.out().flush();
    }
}
