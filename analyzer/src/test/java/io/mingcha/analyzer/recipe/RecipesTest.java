package io.mingcha.analyzer.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Decoder;
import io.mingcha.analyzer.decode.Limits;
import io.mingcha.analyzer.decode.Stop;
import io.mingcha.analyzer.decode.Target;
import io.mingcha.flows.Body;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Message;
import io.mingcha.settings.Document;
import io.mingcha.settings.Problems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipesTest {
    private static final byte[] JSON =
            "{\"imei\":\"868012345678904\",\"phone\":\"13912345678\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] IV = "fedcba9876543210".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LONG_KEY = "0123456789abcdefghijklmn".getBytes(StandardCharsets.US_ASCII);

    @Test
    void base64_of_aes_of_gzip_of_json_is_opened_and_each_layer_named() throws Exception {
        byte[] coded = joined(IV, cipher("AES/CBC/PKCS5Padding", "AES", KEY, IV, gzip(JSON)));
        String body =
                "v=2&data=" + URLEncoder.encode(Base64.getEncoder().encodeToString(coded), StandardCharsets.UTF_8);
        Decoded decoded =
                open("request.body > form:data", "[base64, {aes-cbc: {key: {session: app}, iv: {first: 16}}}]", body);

        assertThat(text(decoded, "request.body ▸ form:data ▸ recipe:r ▸ base64 ▸ aes-cbc ▸ gzip ▸ json $.imei"))
                .isEqualTo("868012345678904");
        decoded.parts()
                .forEach(p -> p.walk(n -> {
                    if (n.path().endsWith("$.imei")) {
                        assertThat(n.offset()).isEqualTo("v=2&data=".length());
                    }
                }));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AES/ECB/PKCS5Padding      | AES    | 16 | 0  | aes-ecb | {key: {text: 0123456789abcdef}}",
                "AES/CTR/NoPadding         | AES    | 24 | 16 | aes-ctr | {key: {text: 0123456789abcdefghijklmn}, iv: {text: fedcba9876543210}}",
                "AES/CFB/NoPadding         | AES    | 16 | 16 | aes-cfb | {key: {hex: 30313233343536373839616263646566}, iv: {text: fedcba9876543210}}",
                "AES/GCM/NoPadding         | AES    | 16 | 12 | aes-gcm | {key: {base64: MDEyMzQ1Njc4OWFiY2RlZg==}, iv: {text: fedcba987654}}",
                "DES/CBC/PKCS5Padding      | DES    | 8  | 8  | des-cbc | {key: {text: '01234567'}, iv: {text: fedcba98}}",
                "DESede/ECB/PKCS5Padding   | DESede | 24 | 0  | 3des-ecb | {key: {text: 0123456789abcdefghijklmn}}",
                "DESede/CBC/PKCS5Padding   | DESede | 24 | 8  | 3des-cbc | {key: {text: 0123456789abcdefghijklmn}, iv: {text: fedcba98}}",
                "RC4                       | RC4    | 16 | 0  | rc4     | {key: {session: app}}",
                "SM4/CBC/PKCS5Padding      | SM4    | 16 | 16 | sm4-cbc | {key: {session: app}, iv: {text: fedcba9876543210}}",
                "SM4/ECB/PKCS5Padding      | SM4    | 16 | 0  | sm4-ecb | {key: {session: app}}",
            })
    void what_a_cipher_of_the_platform_made_is_undone(
            String algorithm, String family, int keyLength, int ivLength, String name, String parameters)
            throws Exception {
        byte[] key = java.util.Arrays.copyOf(LONG_KEY, keyLength);
        byte[] coded = cipher(algorithm, family, key, java.util.Arrays.copyOf(IV, ivLength), JSON);
        Decoded decoded = open("request.body", "[{" + name + ": " + parameters + "}]", coded);

        assertThat(text(decoded, "request.body ▸ recipe:r ▸ " + name + " ▸ json $.phone"))
                .isEqualTo("13912345678");
    }

    @Test
    void the_example_of_the_standard_for_sm4_is_undone() {
        Decoded decoded = open(
                "request.body",
                "[{sm4-ecb: {key: {hex: 0123456789abcdeffedcba9876543210}, padding: none}}, hex]",
                HexFormat.of().parseHex("681edf34d206965e86b3e94f536e4246"));

        assertThat(decoded.stops()).anyMatch(s -> s.reason().en().contains("stopped at hex"));
        assertThat(new Recipe(
                                "r",
                                PathPattern.of("*"),
                                PathPattern.of("*"),
                                PathPattern.of("*"),
                                steps("[{sm4-ecb: {key: {hex: 0123456789abcdeffedcba9876543210}, padding: none}}]"))
                        .run(HexFormat.of().parseHex("681edf34d206965e86b3e94f536e4246"), Keys.NONE)
                        .bytes())
                .isEqualTo(HexFormat.of().parseHex("0123456789abcdeffedcba9876543210"));
    }

    @Test
    void a_key_may_stand_in_the_message_itself_also_behind_what_it_opens() throws Exception {
        byte[] key = MessageDigest.getInstance("MD5").digest("1764121800123".getBytes(StandardCharsets.US_ASCII));
        String coded = HexFormat.of().formatHex(cipher("AES/CBC/PKCS5Padding", "AES", key, IV, JSON));
        Decoded decoded = open(
                "request.body ▸ json $.d",
                "[hex, {aes-cbc: {key: {field: 'request.body ▸ json $.ts', digest: md5}, iv: {text: fedcba9876543210}}}]",
                "{\"d\":\"" + coded + "\",\"ts\":1764121800123}");

        assertThat(text(decoded, "request.body ▸ json $.d ▸ recipe:r ▸ hex ▸ aes-cbc ▸ json $.imei"))
                .isEqualTo("868012345678904");
    }

    @Test
    void xor_and_alphabets_of_an_app_are_undone() {
        byte[] xored = JSON.clone();
        for (int i = 0; i < xored.length; i++) {
            xored[i] ^= (byte) (i % 2 == 0 ? 0x5A : 0xA5);
        }
        assertThat(text(
                        open("request.body", "[{xor: {key: {hex: 5aa5}}}]", xored),
                        "request.body ▸ recipe:r ▸ xor ▸ json $.imei"))
                .isEqualTo("868012345678904");

        String standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        String own = new StringBuilder(standard).reverse().toString();
        StringBuilder coded = new StringBuilder();
        Base64.getEncoder()
                .withoutPadding()
                .encodeToString(JSON)
                .chars()
                .forEach(c -> coded.append(own.charAt(standard.indexOf(c))));
        assertThat(text(
                        open("request.body", "[{base64: {alphabet: '" + own + "'}}]", coded.toString()),
                        "request.body ▸ recipe:r ▸ base64 ▸ json $.imei"))
                .isEqualTo("868012345678904");
        assertThat(text(
                        open("request.header:X-Info", "[{skip: 2}, reverse, {substitute: {from: '!', to: '1'}}]", "x"),
                        "request.header:X-Info ▸ recipe:r ▸ skip ▸ reverse ▸ substitute ▸ form:phone"))
                .isEqualTo("13912345678;");
    }

    @Test
    void a_wrong_key_is_said_and_the_value_opened_like_any_other() throws Exception {
        String coded = Base64.getEncoder().encodeToString(JSON);
        Decoded decoded = open(
                "request.body > form:data",
                "[base64, {aes-cbc: {key: {text: 0000000000000000}, iv: {text: fedcba9876543210}}}]",
                "a=1&data=" + coded);

        assertThat(decoded.stops().stream().map(Stop::path))
                .anyMatch(s -> s.startsWith("request.body ▸ form:data ▸ recipe:r stopped at aes-cbc:"));
        assertThat(text(decoded, "request.body ▸ form:data ▸ base64 ▸ json $.imei"))
                .isEqualTo("868012345678904");
    }

    @Test
    void a_key_that_the_session_lacks_is_named() {
        Decoded decoded = open("request.body", "[{rc4: {key: {session: other}}}]", "any body that is there");

        assertThat(decoded.stops().stream().map(stop -> stop.reason().en()))
                .contains("recipe:r stopped at rc4: the session has no key other");
        assertThat(decoded.stops().stream().map(stop -> stop.reason().zh())).contains("配方 r 停在 rc4：会话中没有密钥 other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[hex]                                              | 配方 r 停在 hex：不是 hex",
                "[{xor: {key: {field: request.header:X}}}]          | 配方 r 停在 xor：request.header:X 处没有值",
                "[{xor: {key: {first: 99}}}]                        | 配方 r 停在 xor：不足 99 字节",
                "[{aes-cbc: {key: {text: abc}, iv: {text: a}}}]     | 配方 r 停在 aes-cbc：密钥、初始向量或内容的长度不合",
                "[{aes-gcm: {key: {text: 0000000000000000}, iv: {text: '012345678901'}}}] | 配方 r 停在 aes-gcm：密钥、初始向量或填充不对",
            })
    void why_a_step_could_not_be_undone_is_told_in_chinese_too(String steps, String reason) {
        assertThat(open("request.body", steps, "any body that is there, longer than a tag")
                        .stops())
                .extracting(stop -> stop.reason().zh())
                .contains(reason);
    }

    @Test
    void a_recipe_is_for_its_host_and_path_only() {
        Recipes recipes = recipes("request.body", "[base64]", new Problems());

        assertThat(recipes.of("log.example.com", "/v1/report")).hasSize(1);
        assertThat(recipes.of("LOG.example.com", "/v1/report/x")).hasSize(1);
        assertThat(recipes.of("example.org", "/v1/report")).isEmpty();
        assertThat(recipes.of("log.example.com", "/v2/report")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[base46]                                             | 7 | Did you mean base64?",
                "[{aes-cbc: {key: {text: a}}}]                        | 7 | iv is missing",
                "[{aes-ecb: {key: {text: a}, iv: {text: a}}}]         | 7 | aes-ecb has no iv",
                "[{aes-ecb: {key: {txt: a}}}]                         | 7 | Did you mean text?",
                "[{aes-ecb: {key: {text: a, hex: 00}}}]               | 7 | a key has one origin of",
                "[{base64: {alphabet: abc}}]                          | 7 | an alphabet has 64 different letters",
                "[{substitute: {from: ab, to: a}}]                    | 7 | the same length",
                "[{xor: {key: {hex: zz}}}]                            | 7 | hex",
                "[{skip: 0}]                                          | 7 | 0 is not between 1 and",
                "[]                                                   | 7 | at least one step",
            })
    void a_mistake_is_reported_with_its_line(String steps, int line, String message) {
        Problems problems = new Problems();
        recipes("request.body", steps, problems);

        assertThat(problems.list()).anySatisfy(problem -> {
            assertThat(problem.message().en()).contains(message);
            assertThat(problem.place().line()).isEqualTo(line);
        });
    }

    private static Decoded open(String at, String steps, String body) {
        return open(at, steps, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Decoded open(String at, String steps, byte[] body) {
        Problems problems = new Problems();
        Recipes recipes = recipes(at, steps, problems);
        problems.throwIfAny();
        Head head = new Head.Request(
                "POST",
                "/v1/report?x=1",
                "HTTP/1.1",
                List.of(new Header("X-Info", "##;87654321931=enohp".replace('1', '!'))));
        Message message =
                new Message(Optional.of(head), Body.of(body), List.of(), Instant.EPOCH, Optional.empty(), true);
        return new Decoder(Limits.DEFAULT, recipes, Map.of("app", HexFormat.of().formatHex(KEY)))
                .open(Direction.REQUEST, message, Target.of("log.example.com", "/v1/report?x=1"));
    }

    private static Recipes recipes(String at, String steps, Problems problems) {
        String document = """
                recipes:
                  - id: r
                    host: "*.example.com"
                    path: "/v1/*"
                    at: "%s"
                    # as the app does it
                    steps: %s
                """.formatted(at, steps);
        return Recipes.read(Document.parse("config/recipes.yaml", document, problems));
    }

    private static List<Step> steps(String steps) {
        return Steps.read(Document.parse("x", "s: " + steps, new Problems()).get("s"));
    }

    private static String text(Decoded decoded, String path) {
        List<String> paths = new ArrayList<>();
        List<String> found = new ArrayList<>();
        decoded.parts()
                .forEach(p -> p.walk(n -> {
                    paths.add(n.path());
                    if (n.path().equals(path)) {
                        found.add(n.text());
                    }
                }));
        assertThat(found).as("%s in %s %s", path, paths, decoded.stops()).isNotEmpty();
        return found.get(0);
    }

    private static byte[] cipher(String algorithm, String family, byte[] key, byte[] iv, byte[] clear)
            throws GeneralSecurityException {
        Cipher cipher = family.equals("SM4")
                ? Cipher.getInstance(algorithm, new BouncyCastleProvider())
                : Cipher.getInstance(algorithm);
        SecretKeySpec secret = new SecretKeySpec(key, family);
        if (iv.length == 0) {
            cipher.init(Cipher.ENCRYPT_MODE, secret);
        } else if (algorithm.contains("GCM")) {
            cipher.init(Cipher.ENCRYPT_MODE, secret, new GCMParameterSpec(128, iv));
        } else {
            cipher.init(Cipher.ENCRYPT_MODE, secret, new IvParameterSpec(iv));
        }
        return cipher.doFinal(clear);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static byte[] gzip(byte[] in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(in);
        }
        return out.toByteArray();
    }
}
