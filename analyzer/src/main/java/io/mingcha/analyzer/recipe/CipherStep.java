package io.mingcha.analyzer.recipe;

import io.mingcha.settings.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.BufferedBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.DefaultBufferedBlockCipher;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.RC4Engine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.CFBBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.paddings.BlockCipherPadding;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.paddings.ZeroBytePadding;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * Undoes a cipher: AES (FIPS 197), DES and 3DES (FIPS 46-3), SM4 (GB/T 32907), each in ECB, CBC, CTR or CFB (NIST SP 800-38A), AES and SM4 in GCM
 * (SP 800-38D, a tag of 16 bytes behind), and RC4.
 */
final class CipherStep implements Step {
    private static final List<String> ENGINES = List.of("aes", "des", "3des", "sm4");
    private static final List<String> MODES = List.of("ecb", "cbc", "ctr", "cfb");
    private static final List<String> PADDINGS = List.of("pkcs7", "none", "zero");
    private static final int TAG_BITS = 128;
    static final List<String> NAMES = names();

    private final String name;
    private final KeySource key;
    private final Optional<KeySource> iv;
    private final String padding;

    private CipherStep(String name, KeySource key, Optional<KeySource> iv, String padding) {
        this.name = name;
        this.key = key;
        this.iv = iv;
        this.padding = padding;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of("rc4", "aes-gcm", "sm4-gcm"));
        ENGINES.forEach(e -> MODES.forEach(m -> names.add(e + "-" + m)));
        return List.copyOf(names);
    }

    static Optional<Step> read(String name, Setting setting) {
        setting.allow("key", "iv", "padding");
        boolean needsIv = !name.endsWith("-ecb") && !name.equals("rc4");
        KeySource key = KeySource.read(setting.require("key"));
        Optional<KeySource> iv = needsIv ? Optional.of(KeySource.read(setting.require("iv"))) : Optional.empty();
        if (!needsIv && setting.get("iv").isPresent()) {
            setting.get("iv").problem(name + " 没有 iv", name + " has no iv");
        }
        String padding = setting.get("padding").oneOf(PADDINGS).orElse("pkcs7");
        return Optional.of(new CipherStep(name, key, iv, padding));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<byte[]> keys() {
        return key.given();
    }

    @Override
    public byte[] undo(byte[] coded, Keys keys) throws Unopened {
        byte[] secret = key.of(coded, keys);
        byte[] vector = iv.isPresent() ? iv.get().of(coded, keys) : new byte[0];
        int taken = Math.max(key.taken(), iv.map(KeySource::taken).orElse(0));
        byte[] content = Arrays.copyOfRange(coded, taken, coded.length);
        try {
            return name.equals("rc4") ? rc4(secret, content) : decrypt(secret, vector, content);
        } catch (InvalidCipherTextException e) {
            throw new Unopened("密钥、初始向量或填充不对", "the key, the iv or the padding is not right");
        } catch (RuntimeException e) {
            // lengths of keys, vectors and contents that the cipher does not take
            throw new Unopened("密钥、初始向量或内容的长度不合", String.valueOf(e.getMessage()));
        }
    }

    private static byte[] rc4(byte[] secret, byte[] content) {
        RC4Engine rc4 = new RC4Engine();
        rc4.init(false, new KeyParameter(secret));
        byte[] out = new byte[content.length];
        rc4.processBytes(content, 0, content.length, out, 0);
        return out;
    }

    private byte[] decrypt(byte[] secret, byte[] vector, byte[] content) throws InvalidCipherTextException {
        BlockCipher engine = engine(name.substring(0, name.indexOf('-')));
        String mode = name.substring(name.indexOf('-') + 1);
        KeyParameter parameter = new KeyParameter(secret);
        if (mode.equals("gcm")) {
            return gcm(engine, new AEADParameters(parameter, TAG_BITS, vector), content);
        }
        CipherParameters all = mode.equals("ecb") ? parameter : new ParametersWithIV(parameter, vector);
        BufferedBlockCipher cipher = buffered(mode, engine);
        cipher.init(false, all);
        byte[] out = new byte[cipher.getOutputSize(content.length)];
        int length = cipher.processBytes(content, 0, content.length, out, 0);
        length += cipher.doFinal(out, length);
        return Arrays.copyOf(out, length);
    }

    private static byte[] gcm(BlockCipher engine, AEADParameters parameters, byte[] content)
            throws InvalidCipherTextException {
        var gcm = GCMBlockCipher.newInstance(engine);
        gcm.init(false, parameters);
        byte[] out = new byte[gcm.getOutputSize(content.length)];
        int length = gcm.processBytes(content, 0, content.length, out, 0);
        length += gcm.doFinal(out, length);
        return Arrays.copyOf(out, length);
    }

    private BufferedBlockCipher buffered(String mode, BlockCipher engine) {
        return switch (mode) {
            case "ctr" -> new DefaultBufferedBlockCipher(SICBlockCipher.newInstance(engine));
            case "cfb" -> new DefaultBufferedBlockCipher(CFBBlockCipher.newInstance(engine, engine.getBlockSize() * 8));
            case "cbc" -> padded(CBCBlockCipher.newInstance(engine));
            default -> padded(engine);
        };
    }

    private BufferedBlockCipher padded(BlockCipher cipher) {
        if (padding.equals("none")) {
            return new DefaultBufferedBlockCipher(cipher);
        }
        BlockCipherPadding with = padding.equals("zero") ? new ZeroBytePadding() : new PKCS7Padding();
        return new PaddedBufferedBlockCipher(cipher, with);
    }

    private static BlockCipher engine(String name) {
        return switch (name) {
            case "aes" -> AESEngine.newInstance();
            case "des" -> new DESEngine();
            case "3des" -> new DESedeEngine();
            default -> new SM4Engine();
        };
    }
}
