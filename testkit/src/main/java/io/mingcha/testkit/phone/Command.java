package io.mingcha.testkit.phone;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program of the phone. */
@FunctionalInterface
interface Command {
    int run(Call call);

    /**
     * One call of it.
     *
     * @param args without its own name
     * @param uid who calls
     */
    record Call(
            FakePhone phone,
            List<String> args,
            byte[] in,
            ByteArrayOutputStream out,
            ByteArrayOutputStream error,
            int uid) {

        String arg(int i) {
            return i < args.size() ? args.get(i) : "";
        }

        /** The arguments from one on, as one text. */
        String from(int i) {
            return String.join(" ", args.subList(Math.min(i, args.size()), args.size()));
        }

        int say(String line) {
            out.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
            return 0;
        }

        int complain(String line) {
            error.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
            return 1;
        }

        boolean isRoot() {
            return uid == 0;
        }
    }
}
