package io.mingcha.cli.traffic;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.Export;
import io.mingcha.certs.ExportFormat;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.OutputFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "ca",
        subcommands = {CaCommand.Show.class, CaCommand.ExportFile.class, CaCommand.Rotate.class})
public final class CaCommand implements Callable<Integer> {
    private final Context context;

    CaCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new Show(context).call();
    }

    private static void describe(Context context, CertificateAuthority authority) {
        context.say(authority.name());
        context.say("SHA-256 " + authority.fingerprint());
        context.say(
                "有效期至 " + authority.root().getNotAfter().toInstant(),
                "valid until " + authority.root().getNotAfter().toInstant());
    }

    @Command(name = "show")
    static final class Show implements Callable<Integer> {
        private final Context context;

        Show(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            describe(context, CertificateAuthority.open(context.authorityFolder()));
            return Exit.NOTHING_FOUND;
        }
    }

    @Command(name = "export")
    static final class ExportFile implements Callable<Integer> {
        private final Context context;

        @Option(names = "--format", paramLabel = "pem|der|p12|android|mobileconfig")
        private ExportFormat format = ExportFormat.PEM;

        @Option(names = "--out", paramLabel = "FILE")
        private @Nullable Path out;

        ExportFile(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            Export export = CertificateAuthority.open(context.authorityFolder()).export(format);
            Path file = context.resolve(out == null ? Path.of(export.fileName()) : out);
            OutputFile.writeForAll(file, to -> to.write(export.content()));
            context.say("已写入 " + file, "Wrote " + file);
            if (format == ExportFormat.P12) {
                context.say(
                        "密码：" + Export.P12_PASSWORD + "（只含证书，不含私钥）",
                        "Password: " + Export.P12_PASSWORD + " (a certificate only, no private key)");
            }
            return Exit.NOTHING_FOUND;
        }
    }

    @Command(name = "rotate")
    static final class Rotate implements Callable<Integer> {
        private final Context context;

        Rotate(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            describe(context, CertificateAuthority.rotate(context.authorityFolder()));
            context.say("请在每台设备上安装新证书并删除旧证书。", "Install the new certificate on every device and remove the old one.");
            return Exit.NOTHING_FOUND;
        }
    }
}
