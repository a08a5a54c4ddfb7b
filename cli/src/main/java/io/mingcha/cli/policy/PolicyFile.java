package io.mingcha.cli.policy;

import io.mingcha.analyzer.policy.HtmlPolicy;
import io.mingcha.analyzer.policy.MarkdownPolicy;
import io.mingcha.analyzer.policy.Policy;
import io.mingcha.analyzer.policy.TextPolicy;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A privacy policy in a file: a page, a PDF, Markdown or plain text, told by what it holds. */
public final class PolicyFile {
    private static final long MOST_BYTES = 64L << 20;
    private static final int HEAD = 2048;
    private static final Pattern MARKDOWN = Pattern.compile(".*\\.(?:md|mdx|markdown)");
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?\\s*([\\w-]{2,20})");
    private static final Pattern PAGE =
            Pattern.compile("(?is)\\s*<(?:!doctype|html|head|body|meta|div|table|section|article|p|h\\d)\\b.*");

    private PolicyFile() {}

    /** @throws io.mingcha.settings.FaultException if it cannot be read or is in another form */
    public static Policy read(Path file) {
        byte[] bytes = bytes(file);
        if (startsWith(bytes, "%PDF-")) {
            return TextPolicy.read(PdfText.of(file, bytes));
        }
        if (startsWith(bytes, "PK")) {
            throw new Fault(
                            Text.of("这种格式无法读取", "This format cannot be read"),
                            file.toString(),
                            Text.of("请另存为网页、PDF 或纯文本", "Save it as a web page, PDF or plain text"))
                    .asException();
        }
        String text = text(file, bytes);
        String name = file.toString().toLowerCase(Locale.ROOT);
        String head = text.substring(0, Math.min(HEAD, text.length()));
        boolean page = name.endsWith(".html")
                || name.endsWith(".htm")
                || PAGE.matcher(head).matches();
        if (page) {
            return HtmlPolicy.read(text);
        }
        boolean markdown = MARKDOWN.matcher(name).matches() || MarkdownPolicy.isMarkdown(text);
        return markdown ? MarkdownPolicy.read(text) : TextPolicy.read(text);
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new Fault(
                                Text.of("文件过大", "The file is too large"),
                                file.toString(),
                                Text.of("隐私政策不超过 64 MB", "A policy has at most 64 MB"))
                        .asException();
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Fault.unreadable(file, e).asException(e);
        }
    }

    private static boolean startsWith(byte[] bytes, String magic) {
        return new String(bytes, 0, Math.min(bytes.length, magic.length()), StandardCharsets.ISO_8859_1).equals(magic);
    }

    /** In the charset that it names, else UTF-8, else GB 18030. */
    private static String text(Path file, byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        Matcher named = CHARSET.matcher(head);
        if (named.find() && Charset.isSupported(named.group(1))) {
            return new String(bytes, Charset.forName(named.group(1)));
        }
        for (Charset charset : new Charset[] {StandardCharsets.UTF_8, Charset.forName("GB18030")}) {
            try {
                String text =
                        charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
                return text.startsWith("\ufeff") ? text.substring(1) : text;
            } catch (CharacterCodingException e) {
                // Not in this one.
            }
        }
        throw new Fault(
                        Text.of("文件不是文本", "The file is not text"),
                        file.toString(),
                        Text.of("请以 UTF-8 编码保存", "Save it as UTF-8"))
                .asException();
    }
}
