package io.mingcha.sessions.persona;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingcha.flows.App;
import io.mingcha.flows.Persona;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.json.SpecJson;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps personas under names, each file encrypted (AES-256-GCM, the name authenticated with it) under a key of the drawer's own
 * that only its owner may read. Whoever copies the files without the key has nothing; whoever has the whole folder has both.
 */
public final class PersonaDrawer {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String SUFFIX = ".persona";
    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    private PersonaDrawer(Path folder) {
        this.folder = folder;
    }

    /** A drawer in a folder, which is made when something is put into it. */
    public static PersonaDrawer in(Path folder) {
        return new PersonaDrawer(folder);
    }

    /** Names in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                names.add(name.substring(0, name.length() - SUFFIX.length()));
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw Fault.unreadable(folder, e).asException(e);
        }
        Collections.sort(names);
        return names;
    }

    /** Puts a persona in, in place of one of that name. */
    public void put(String name, Persona persona) {
        Path file = file(name);
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            byte[] nonce = new byte[NONCE];
            RANDOM.nextBytes(nonce);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key(), nonce, name)
                    .doFinal(JSON.writeValueAsBytes(
                            SpecJson.write(SessionSpec.of(App.of("")).withPersona(persona))));
            Path fresh = Files.createTempFile(
                    folder,
                    "persona",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(
                    fresh,
                    ByteBuffer.allocate(NONCE + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Fault.unreadable(file, e).asException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** @throws io.mingcha.settings.FaultException if there is none of that name, or it does not open with the drawer's key */
    public Persona get(String name) {
        Path file = file(name);
        try {
            byte[] all = Files.readAllBytes(file);
            if (all.length <= NONCE) {
                throw damaged(file).asException();
            }
            byte[] open = cipher(Cipher.DECRYPT_MODE, key(), Arrays.copyOf(all, NONCE), name)
                    .doFinal(all, NONCE, all.length - NONCE);
            return SpecJson.read(JSON.readTree(open)).persona();
        } catch (NoSuchFileException e) {
            throw new Fault(
                            Text.of("没有名为 " + name + " 的虚构人物", "There is no persona " + name),
                            folder.toString(),
                            Text.of(
                                    "mingcha persona list 列出已有的；mingcha persona make " + name + " 新建一个",
                                    "mingcha persona list shows those there are; mingcha persona make " + name
                                            + " makes one"))
                    .asException(e);
        } catch (AEADBadTagException e) {
            throw damaged(file).asException(e);
        } catch (IOException e) {
            throw Fault.unreadable(file, e).asException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    public void remove(String name) {
        get(name);
        try {
            Files.delete(file(name));
        } catch (IOException e) {
            throw Fault.unreadable(file(name), e).asException(e);
        }
    }

    private static Fault damaged(Path file) {
        return new Fault(
                Text.of("文件已损坏，或不属于此目录的密钥", "The file is damaged, or was made with another folder's key"),
                file.toString(),
                Text.of("重新生成：mingcha persona make", "Make it again: mingcha persona make"));
    }

    private Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new Fault(
                            Text.of("名称只能用字母、数字、点、横线", "A name has letters, digits, dots and dashes"),
                            name,
                            Text.of("例如 zhang-1", "Such as zhang-1"))
                    .asException();
        }
        return folder.resolve(name + SUFFIX);
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return cipher;
    }

    private SecretKey key() throws IOException {
        Path file = folder.resolve("key");
        try {
            byte[] fresh = new byte[KEY];
            RANDOM.nextBytes(fresh);
            try (var out = Files.newByteChannel(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                out.write(ByteBuffer.wrap(fresh));
            }
        } catch (FileAlreadyExistsException e) {
            // Made before.
        }
        return new SecretKeySpec(Files.readAllBytes(file), "AES");
    }
}
