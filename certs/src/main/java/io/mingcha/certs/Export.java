package io.mingcha.certs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.UUID;

/**
 * The root certificate as a file.
 *
 * @param fileName the name under which its reader expects it
 * @param mediaType the type under which a phone takes it
 */
public record Export(String fileName, String mediaType, byte[] content) {

    /** A store without secrets still wants a password; this is it, and it is in the documentation. */
    public static final String P12_PASSWORD = "mingcha";

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    static Export of(X509Certificate root, ExportFormat format) throws GeneralSecurityException, IOException {
        byte[] der = root.getEncoded();
        return switch (format) {
            case PEM -> new Export("mingcha-ca.pem", "application/x-pem-file", pem("CERTIFICATE", der));
            case DER -> new Export("mingcha-ca.crt", "application/x-x509-ca-cert", der);
            case P12 -> new Export("mingcha-ca.p12", "application/x-pkcs12", trustStore(root));
            case ANDROID -> new Export(androidName(root), "application/octet-stream", pem("CERTIFICATE", der));
            case MOBILECONFIG ->
                new Export("mingcha-ca.mobileconfig", "application/x-apple-aspen-config", profile(root));
        };
    }

    static byte[] pem(String type, byte[] der) {
        String text = "-----BEGIN " + type + "-----\n" + LINES.encodeToString(der) + "\n-----END " + type + "-----\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Android's system store names a file by OpenSSL's old subject hash: MD5 of the name, first four bytes, little end first. */
    private static String androidName(X509Certificate root) throws GeneralSecurityException {
        byte[] md5 = MessageDigest.getInstance("MD5")
                .digest(root.getSubjectX500Principal().getEncoded());
        int hash = ByteBuffer.wrap(md5).order(ByteOrder.LITTLE_ENDIAN).getInt();
        return String.format("%08x.0", hash);
    }

    private static byte[] trustStore(X509Certificate root) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("mingcha-ca", root);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, P12_PASSWORD.toCharArray());
        return out.toByteArray();
    }

    private static byte[] profile(X509Certificate root) throws GeneralSecurityException {
        byte[] der = root.getEncoded();
        UUID profile = UUID.nameUUIDFromBytes(der);
        UUID payload = UUID.nameUUIDFromBytes(root.getSubjectX500Principal().getEncoded());
        String name = escape(Names.commonName(root));
        String text =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <plist version="1.0">
                <dict>
                  <key>PayloadContent</key>
                  <array>
                    <dict>
                      <key>PayloadCertificateFileName</key>
                      <string>mingcha-ca.crt</string>
                      <key>PayloadContent</key>
                      <data>%s</data>
                      <key>PayloadDisplayName</key>
                      <string>%s</string>
                      <key>PayloadIdentifier</key>
                      <string>io.mingcha.ca.%s</string>
                      <key>PayloadType</key>
                      <string>com.apple.security.root</string>
                      <key>PayloadUUID</key>
                      <string>%s</string>
                      <key>PayloadVersion</key>
                      <integer>1</integer>
                    </dict>
                  </array>
                  <key>PayloadDisplayName</key>
                  <string>%s</string>
                  <key>PayloadIdentifier</key>
                  <string>io.mingcha.profile.%s</string>
                  <key>PayloadRemovalDisallowed</key>
                  <false/>
                  <key>PayloadType</key>
                  <string>Configuration</string>
                  <key>PayloadUUID</key>
                  <string>%s</string>
                  <key>PayloadVersion</key>
                  <integer>1</integer>
                </dict>
                </plist>
                """.formatted(Base64.getEncoder().encodeToString(der), name, payload, payload, name, profile, profile);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
