package io.mingcha.testkit.phone;

import io.mingcha.testkit.phone.Command.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The program {@code content}: it complains on its error output and ends well all the same. */
final class ContentCommand {
    private static final String SMS = "sms";

    private ContentCommand() {}

    static int run(Call call) {
        String uri = option(call, "--uri").replaceFirst("^content://", "").replaceFirst("\\?.*", "");
        String authority = uri.replaceFirst("/.*", "");
        if (uri.equals("telephony/siminfo")) {
            Facts facts = call.phone().facts();
            return call.say("Row: 0 _id=1, icc_id=" + facts.get("iccid") + ", sim_id=0, display_name=SIM, number="
                    + facts.get("number") + ", imsi=" + facts.get("imsi"));
        }
        Contents contents = call.phone().contents();
        boolean writes = !call.arg(0).equals("query");
        if (writes && contents.refuses(authority) && !call.isRoot()) {
            call.complain("Error while accessing provider:" + authority);
            call.complain("java.lang.SecurityException: Permission Denial: writing " + authority
                    + " from pid=4711, uid=" + call.uid() + " requires android.permission.WRITE_CONTACTS");
            return 0;
        }
        String table = authority.equals(SMS) ? SMS : uri;
        boolean ignored =
                authority.equals(SMS) && !call.isRoot() && !call.phone().facts().mayWriteMessages();
        switch (call.arg(0)) {
            case "insert" -> {
                if (!ignored) {
                    contents.add(table, bindings(call.args()));
                }
            }
            case "delete" -> {
                if (!ignored) {
                    contents.delete(table, option(call, "--where"));
                }
            }
            default -> query(call, table);
        }
        return 0;
    }

    private static void query(Call call, String table) {
        List<Map<String, String>> rows = call.phone().contents().query(table, option(call, "--where"));
        if (rows.isEmpty()) {
            call.say("No result found.");
        }
        int number = 0;
        for (Map<String, String> row : rows) {
            StringBuilder line = new StringBuilder("Row: " + number++ + " ");
            for (String column : option(call, "--projection").split(":")) {
                line.append(line.toString().endsWith(" ") ? "" : ", ")
                        .append(column)
                        .append('=')
                        .append(row.getOrDefault(column, "NULL"));
            }
            call.say(line.toString());
        }
    }

    private static String option(Call call, String name) {
        int at = call.args().indexOf(name);
        return at < 0 ? "" : call.arg(at + 1);
    }

    private static Map<String, String> bindings(List<String> args) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i + 1 < args.size(); i++) {
            if (args.get(i).equals("--bind")) {
                String[] parts = args.get(i + 1).split(":", 3);
                values.put(parts[0], parts[2]);
            }
        }
        return values;
    }
}
