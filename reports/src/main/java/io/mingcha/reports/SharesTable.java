package io.mingcha.reports;

import io.mingcha.analyzer.Reasons;
import io.mingcha.flows.Coverage;
import io.mingcha.settings.Text;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What was read of each app's traffic with each recipient. Clients are named if there is more than one. */
final class SharesTable {
    private final Markup page;
    private final Consumer<String> recipientName;

    SharesTable(Markup page, Consumer<String> recipientName) {
        this.page = page;
        this.recipientName = recipientName;
    }

    void write(Coverage coverage) {
        List<Coverage.OfClient> clients = coverage.clients();
        if (clients.isEmpty()) {
            return;
        }
        page.raw("<section><h2>").text("读取了多少", "How much was read").raw("</h2>");
        if (clients.size() > 1) {
            page.raw("<h3>").text("按设备或应用", "By device or app").raw("</h3>");
            page.table("设备或应用", "Device or app", "连接", "Connections", "字节", "Bytes", "主机", "Hosts", "未读原因", "Why not");
            for (Coverage.OfClient client : clients) {
                page.row().cell(Words.client(client));
                share(client.share());
            }
            page.endTable().raw("<h3>").text("按接收方", "By recipient").raw("</h3>");
        }
        for (Coverage.OfClient client : clients) {
            if (clients.size() > 1) {
                page.raw("<h4>").text(Words.client(client)).raw("</h4>");
            }
            page.table("接收方", "Recipient", "连接", "Connections", "字节", "Bytes", "主机", "Hosts", "未读原因", "Why not");
            for (Coverage.OfRecipient recipient : client.recipients()) {
                page.row().cell();
                recipientName.accept(recipient.recipient());
                page.endCell();
                share(recipient.share());
            }
            page.endTable();
        }
        page.raw("</section>\n");
    }

    private void share(Coverage.Share share) {
        page.cell(of(share.connectionsRead(), share.connections()))
                .cell(of(share.bytesRead(), share.bytes()))
                .cell(of(share.hostsRead(), share.hosts()));
        page.cell();
        boolean first = true;
        for (var reason : share.unreadBy().entrySet()) {
            page.raw(first ? "" : "<br>").text(reason.getValue() + " × ").text(Reasons.text(reason.getKey()));
            first = false;
        }
        page.endCell().endRow();
    }

    private static Text of(long read, long all) {
        long percent = all == 0 ? 100 : (long) Math.floor(100.0 * read / all);
        return Text.same(String.format(Locale.ROOT, "%,d/%,d (%d %%)", read, all, percent));
    }
}
