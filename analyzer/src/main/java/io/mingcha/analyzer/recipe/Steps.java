package io.mingcha.analyzer.recipe;

import io.mingcha.settings.Setting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Reads the steps of a recipe, all but the ciphers. */
final class Steps {
    private static final String STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final List<String> PLAIN =
            List.of("base64", "hex", "percent", "gunzip", "inflate", "inflate-raw", "reverse");
    private static final List<String> WITH_PARAMETERS = List.of("base64", "xor", "substitute", "skip", "drop");
    private static final int MOST_EXPANDED = 64 << 20;

    private record Plain(String name, Undoing undoing) implements Step {
        @Override
        public byte[] undo(byte[] coded, Keys keys) throws Unopened {
            try {
                return undoing.of(coded);
            } catch (IllegalArgumentException | IOException e) {
                throw new Unopened("不是 " + name, "is no " + name);
            }
        }
    }

    private interface Undoing {
        byte[] of(byte[] coded) throws IOException;
    }

    private record Xor(KeySource key) implements Step {
        @Override
        public String name() {
            return "xor";
        }

        @Override
        public List<byte[]> keys() {
            return key.given();
        }

        @Override
        public byte[] undo(byte[] coded, Keys keys) throws Unopened {
            byte[] bytes = key.of(coded, keys);
            if (bytes.length == 0) {
                throw new Unopened("密钥为空", "the key is empty");
            }
            byte[] out = Arrays.copyOfRange(coded, key.taken(), coded.length);
            for (int i = 0; i < out.length; i++) {
                out[i] ^= bytes[i % bytes.length];
            }
            return out;
        }
    }

    private Steps() {}

    static List<Step> read(Setting setting) {
        List<Step> steps = new ArrayList<>();
        for (Setting item : setting.list()) {
            step(item).ifPresent(steps::add);
        }
        if (setting.isPresent() && setting.list().isEmpty()) {
            setting.problem("至少需要一个步骤", "at least one step is needed");
        }
        return steps;
    }

    private static Optional<Step> step(Setting item) {
        if (!item.isMap()) {
            return item.oneOf(PLAIN).map(name -> new Plain(name, plain(name)));
        }
        Map<String, Setting> entries = item.entries();
        List<String> names = new ArrayList<>(WITH_PARAMETERS);
        names.addAll(CipherStep.NAMES);
        item.allow(names.toArray(String[]::new));
        if (entries.size() != 1) {
            item.problem("每一步只写一个名称", "a step has one name");
            return Optional.empty();
        }
        String name = entries.keySet().iterator().next();
        Setting value = item.get(name);
        return switch (name) {
            case "xor" -> Optional.of(new Xor(KeySource.read(value.allow("key").require("key"))));
            case "skip", "drop" -> {
                int count = (int) value.integer(1, 1 << 20).orElse(1);
                yield Optional.of(new Plain(name, name.equals("skip") ? b -> skip(b, count) : b -> drop(b, count)));
            }
            case "base64" -> alphabet(value);
            case "substitute" -> substitution(value);
            default -> CipherStep.NAMES.contains(name) ? CipherStep.read(name, value) : Optional.empty();
        };
    }

    private static Undoing plain(String name) {
        return switch (name) {
            case "base64" ->
                b -> Base64.getMimeDecoder().decode(latin(b).replace('-', '+').replace('_', '/'));
            case "hex" -> b -> HexFormat.of().parseHex(latin(b).strip().toLowerCase(Locale.ROOT));
            case "percent" ->
                b -> URLDecoder.decode(latin(b), StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            case "gunzip" -> b -> bounded(new GZIPInputStream(new ByteArrayInputStream(b)));
            case "inflate" -> b -> bounded(new InflaterInputStream(new ByteArrayInputStream(b)));
            case "inflate-raw" ->
                b -> bounded(new InflaterInputStream(new ByteArrayInputStream(b), new Inflater(true)));
            default -> Steps::reversed;
        };
    }

    private static byte[] bounded(InputStream in) throws IOException {
        try (in) {
            byte[] out = in.readNBytes(MOST_EXPANDED + 1);
            if (out.length > MOST_EXPANDED) {
                throw new IOException("expands too far");
            }
            return out;
        }
    }

    private static Optional<Step> alphabet(Setting value) {
        String alphabet = value.allow("alphabet").require("alphabet").text("");
        if (alphabet.chars().distinct().count() != 64 || alphabet.length() != 64) {
            value.problem("字母表应有 64 个不同的字符", "an alphabet has 64 different letters");
            return Optional.empty();
        }
        return Optional.of(new Plain(
                "base64", b -> Base64.getDecoder().decode(replaced(latin(b).replace("=", ""), alphabet, STANDARD))));
    }

    private static Optional<Step> substitution(Setting value) {
        value.allow("from", "to");
        String from = value.require("from").text("");
        String to = value.require("to").text("");
        if (from.length() != to.length() || from.chars().distinct().count() != from.length()) {
            value.problem(
                    "from 与 to 应等长且 from 无重复", "from and to have the same length, and no letter stands twice in from");
            return Optional.empty();
        }
        return Optional.of(
                new Plain("substitute", b -> replaced(latin(b), from, to).getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String replaced(String text, String from, String to) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int at = from.indexOf(text.charAt(i));
            out.append(at < 0 ? text.charAt(i) : to.charAt(at));
        }
        return out.toString();
    }

    private static byte[] skip(byte[] b, int count) {
        if (b.length < count) {
            throw new IllegalArgumentException("too short");
        }
        return Arrays.copyOfRange(b, count, b.length);
    }

    private static byte[] drop(byte[] b, int count) {
        if (b.length < count) {
            throw new IllegalArgumentException("too short");
        }
        return Arrays.copyOf(b, b.length - count);
    }

    private static byte[] reversed(byte[] b) {
        byte[] out = new byte[b.length];
        for (int i = 0; i < b.length; i++) {
            out[i] = b[b.length - 1 - i];
        }
        return out;
    }

    private static String latin(byte[] b) {
        return new String(b, StandardCharsets.ISO_8859_1);
    }
}
