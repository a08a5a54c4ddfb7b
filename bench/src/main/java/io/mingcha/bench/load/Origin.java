package io.mingcha.bench.load;

import io.mingcha.bench.process.Child;
import io.mingcha.bench.process.Workspace;
import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.Leaf;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** nginx, one worker, TLS with an elliptic-curve key, on loopback. */
final class Origin implements AutoCloseable {
    /** The file {@code /huge}. */
    static final int HUGE_MIB = 500;

    private final Child nginx;
    private final int port;
    private final int http2Port;

    private Origin(Child nginx, int port, int http2Port) {
        this.nginx = nginx;
        this.port = port;
        this.http2Port = http2Port;
    }

    static Origin start(Workspace workspace) throws IOException, InterruptedException {
        Path folder = workspace.folder("origin");
        Path www = Files.createDirectories(folder.resolve("www"));
        byte[] bytes = new byte[1 << 20];
        new Random(1).nextBytes(bytes);
        try (OutputStream huge = Files.newOutputStream(www.resolve("huge"))) {
            for (int i = 0; i < HUGE_MIB; i++) {
                huge.write(bytes);
            }
        }
        Files.write(www.resolve("large"), bytes);
        Files.write(www.resolve("small"), java.util.Arrays.copyOf(bytes, 1024));
        Leaf leaf = CertificateAuthority.open(folder.resolve("ca")).issue("*.bench.example", "bench.example");
        Files.writeString(
                folder.resolve("key.pem"), pem("PRIVATE KEY", leaf.key().getEncoded()));
        Files.writeString(folder.resolve("cert.pem"), chain(leaf));
        int port = Child.freePort();
        int http2Port = Child.freePort();
        Path config = Files.writeString(folder.resolve("nginx.conf"), config(folder, port, http2Port));
        Child nginx = Child.start(
                "nginx",
                folder.resolve("log"),
                List.of("/usr/sbin/nginx", "-p", folder.toString(), "-c", config.toString()));
        nginx.awaitPort(port);
        return new Origin(nginx, port, http2Port);
    }

    private static String config(Path folder, int port, int http2Port) {
        String user = System.getProperty("user.name", "").equals("root") ? "user root;\n" : "";
        return user
                + """
                worker_processes 1;
                daemon off;
                pid FOLDER/pid;
                error_log FOLDER/error.log;
                events { worker_connections 12000; }
                http {
                  access_log off;
                  client_body_temp_path FOLDER/t1; proxy_temp_path FOLDER/t2; fastcgi_temp_path FOLDER/t3;
                  uwsgi_temp_path FOLDER/t4; scgi_temp_path FOLDER/t5;
                  keepalive_requests 100000000;
                  keepalive_timeout 600;
                  client_body_buffer_size 16k;
                  client_max_body_size 0;
                  server {
                    listen 127.0.0.1:PORT ssl backlog=1024;
                    listen 127.0.0.1:H2PORT ssl http2 backlog=1024;
                    ssl_certificate FOLDER/cert.pem;
                    ssl_certificate_key FOLDER/key.pem;
                    root FOLDER/www;
                    location /post { return 200 "ok\\n"; }
                  }
                }
                """.replace("FOLDER", folder.toString())
                        .replace("H2PORT", Integer.toString(http2Port))
                        .replace("PORT", Integer.toString(port));
    }

    private static String chain(Leaf leaf) {
        StringBuilder all = new StringBuilder();
        leaf.chain().forEach(c -> {
            try {
                all.append(pem("CERTIFICATE", c.getEncoded()));
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("it was just made", e);
            }
        });
        return all.toString();
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind + "-----\n";
    }

    /** Where HTTP/1.1 is spoken. */
    int port() {
        return port;
    }

    /** Where HTTP/2 is spoken. */
    int http2Port() {
        return http2Port;
    }

    @Override
    public void close() {
        nginx.close();
    }
}
