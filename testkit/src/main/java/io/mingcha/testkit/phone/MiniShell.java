package io.mingcha.testkit.phone;

import io.mingcha.testkit.phone.Command.Call;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** As much of a shell as the commands need that come from us: lists, pipes, quotes, two redirections, one variable. */
final class MiniShell {
    private static final int NOT_FOUND = 127;

    private final FakePhone phone;
    private final int uid;

    MiniShell(FakePhone phone, int uid) {
        this.phone = phone;
        this.uid = uid;
    }

    private record Token(String text, boolean operator) {}

    /** One command of a pipe, where its outputs go still among its words. */
    private record Stage(List<Token> words) {}

    Outcome run(String script) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        int code = 0;
        String joint = ";";
        List<Stage> pipe = new ArrayList<>();
        List<Token> words = new ArrayList<>();
        List<Token> tokens = new ArrayList<>(tokens(script));
        tokens.add(new Token(";", true));
        for (Token token : tokens) {
            if (!token.operator() || token.text().contains(">")) {
                words.add(token);
                continue;
            }
            if (!words.isEmpty()) {
                pipe.add(new Stage(List.copyOf(words)));
                words.clear();
            }
            if (token.text().equals("|")) {
                continue;
            }
            boolean due = joint.equals(";") || joint.equals("&&") == (code == 0);
            if (!pipe.isEmpty() && due) {
                code = pipe(pipe, out, error);
            }
            pipe.clear();
            joint = token.text();
        }
        return new Outcome(out.toByteArray(), error.toByteArray(), code);
    }

    private int pipe(List<Stage> stages, ByteArrayOutputStream out, ByteArrayOutputStream error) {
        byte[] in = new byte[0];
        int code = 0;
        for (int i = 0; i < stages.size(); i++) {
            ByteArrayOutputStream own = new ByteArrayOutputStream();
            code = stage(stages.get(i), in, own, error);
            in = own.toByteArray();
        }
        out.writeBytes(in);
        return code;
    }

    private int stage(Stage stage, byte[] in, ByteArrayOutputStream out, ByteArrayOutputStream error) {
        List<String> words = new ArrayList<>();
        ByteArrayOutputStream toOut = out;
        ByteArrayOutputStream toError = error;
        for (int i = 0; i < stage.words().size(); i++) {
            Token token = stage.words().get(i);
            if (!token.operator()) {
                words.add(token.text());
            } else if (token.text().equals(">&2")) {
                toOut = error;
            } else if (token.text().equals("2>")) {
                toError = new ByteArrayOutputStream();
                i++;
            } else {
                toOut = new ByteArrayOutputStream();
                i++;
            }
        }
        if (words.isEmpty()) {
            return 0;
        }
        String name = words.get(0);
        Command command = phone.commands().get(name);
        if (command == null) {
            toError.writeBytes(
                    ("/system/bin/sh: " + name + ": inaccessible or not found\n").getBytes(StandardCharsets.UTF_8));
            return NOT_FOUND;
        }
        return command.run(new Call(phone, List.copyOf(words.subList(1, words.size())), in, toOut, toError, uid));
    }

    private List<Token> tokens(String script) {
        List<Token> tokens = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        int i = 0;
        while (i < script.length()) {
            char c = script.charAt(i);
            String operator = operator(script, i, inWord);
            if (!operator.isEmpty() || Character.isWhitespace(c)) {
                if (inWord) {
                    tokens.add(new Token(word.toString(), false));
                    word.setLength(0);
                    inWord = false;
                }
                if (!operator.isEmpty()) {
                    tokens.add(new Token(operator, true));
                }
                i += Math.max(1, operator.length());
                continue;
            }
            inWord = true;
            if (c == '\'' || c == '"') {
                int end = script.indexOf(c, i + 1);
                if (end < 0) {
                    end = script.length();
                }
                String quoted = script.substring(i + 1, end);
                word.append(c == '"' ? expanded(quoted) : quoted);
                i = end + 1;
            } else if (c == '\\' && i + 1 < script.length()) {
                word.append(script.charAt(i + 1));
                i += 2;
            } else if (script.startsWith("$EPOCHREALTIME", i)) {
                word.append(realTime());
                i += "$EPOCHREALTIME".length();
            } else {
                word.append(c);
                i++;
            }
        }
        if (inWord) {
            tokens.add(new Token(word.toString(), false));
        }
        return tokens;
    }

    private static String operator(String script, int at, boolean inWord) {
        for (String operator : List.of(">&2", "&&", "||", "2>", ">", "|", ";")) {
            if (script.startsWith(operator, at) && !(inWord && operator.equals("2>"))) {
                return operator;
            }
        }
        return "";
    }

    private String expanded(String text) {
        return text.replace("$EPOCHREALTIME", realTime());
    }

    private String realTime() {
        if (!phone.isModern()) {
            return "";
        }
        Instant now = phone.now();
        return now.getEpochSecond() + "." + String.format("%06d", now.getNano() / 1000);
    }
}
