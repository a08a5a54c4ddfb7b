package io.mingcha.gateway;

/**
 * The rules in nftables' words, in a table of our own. All TCP and all questions for names go to the proxy; UDP 443 is
 * refused with ICMP so that HTTP/3 falls back at once; other UDP goes to the proxy too, which records and passes it; nothing
 * is forwarded past the proxy but pings.
 */
final class Firewall {
    static final String TABLE = "mingcha_gateway";
    static final String QUIC = "quic_refused";
    static final int MARK = 0x6d63;

    private Firewall() {}

    static String rules(GatewayPlan plan) {
        return """
                table inet TABLE {
                  counter QUIC {
                  }
                  chain names {
                    type nat hook prerouting priority dstnat; policy accept;
                    iifname "LINK" udp dport 53 redirect to :DNS
                    iifname "LINK" tcp dport 53 redirect to :DNS
                    iifname "LINK" meta l4proto tcp redirect to :PROXY
                  }
                  chain datagrams {
                    type filter hook prerouting priority mangle; policy accept;
                    iifname "LINK" udp dport 53 return
                    iifname "LINK" udp dport 443 counter name "QUIC" reject with icmpx type port-unreachable
                    iifname "LINK" meta nfproto ipv4 meta l4proto udp tproxy ip to :PROXY meta mark set MARK accept
                    iifname "LINK" meta nfproto ipv6 meta l4proto udp tproxy ip6 to :PROXY meta mark set MARK accept
                  }
                  chain past {
                    type filter hook forward priority filter; policy accept;
                    iifname "LINK" meta l4proto { icmp, ipv6-icmp } accept
                    iifname "LINK" reject with icmpx type admin-prohibited
                  }
                  chain answers {
                    type nat hook postrouting priority srcnat; policy accept;
                    ip saddr BLOCK4 oifname != "LINK" masquerade
                    ip6 saddr BLOCK6 oifname != "LINK" masquerade
                  }
                }
                """.replace("TABLE", TABLE)
                .replace("QUIC", QUIC)
                .replace("LINK", plan.link())
                .replace("DNS", Integer.toString(plan.dns()))
                .replace("PROXY", Integer.toString(plan.redirected()))
                .replace("BLOCK4", plan.block())
                .replace("BLOCK6", plan.block6())
                .replace("MARK", Integer.toString(MARK));
    }
}
