package io.mingcha.cli.policy;

import io.mingcha.analyzer.policy.text.HtmlPolicy;
import io.mingcha.analyzer.policy.text.MarkdownPolicy;
import io.mingcha.analyzer.policy.text.Policy;
import io.mingcha.analyzer.policy.text.TextPolicy;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A privacy policy in a file: a page, a PDF, Markdown or plain text, told by what it holds. */
public final class PolicyFile {
    private static final long MOST_BYTES = 64L << 20;
    private static final int HEAD = 2048;
    private static final Pattern MARKDOWN = Pattern.compile(".*\\.(?:md|mdx|markdown)");
    /** A page with less text than this is none, if it has scripts. */
    private static final int SHELL = 100;

    private static final Pattern SCRIPT = Pattern.compile("(?i)<script\\b");
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?\\s*([\\w-]{2,20})");
    private static final Pattern PAGE =
            Pattern.compile("(?is)\\s*<(?:!doctype|html|head|body|meta|div|table|section|article|p|h\\d)\\b.*");

    /** Markdown may begin with a tag and go on without. */
    private static final Pattern WHOLE_PAGE = Pattern.compile("(?is)\\s*<(?:!doctype|html|head|body|meta)\\b.*");

    private PolicyFile() {}

    /** @throws io.mingcha.settings.FaultException if it cannot be read or is in another form */
    public static Policy read(Path file) {
        byte[] bytes = bytes(file);
        if (new String(bytes, StandardCharsets.ISO_8859_1).isBlank()) {
            throw new Fault(
                            Text.of("文件是空的", "The file is empty"),
                            file.toString(),
                            Text.of("请重新下载或另存隐私政策", "Download or save the policy once more"))
                    .asException();
        }
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
        boolean named = MARKDOWN.matcher(name).matches();
        boolean page = name.endsWith(".html")
                || name.endsWith(".htm")
                || (named ? WHOLE_PAGE : PAGE).matcher(head).matches();
        if (page) {
            return page(file, text);
        }
        boolean markdown = named || MarkdownPolicy.isMarkdown(text);
        return markdown ? MarkdownPolicy.read(text) : TextPolicy.read(text);
    }

    private static Policy page(Path file, String text) {
        Policy policy = HtmlPolicy.read(text);
        if (policy.text().strip().length() < SHELL && SCRIPT.matcher(text).find()) {
            throw new Fault(
                            Text.of("网页里没有正文，正文由脚本加载", "The page holds no text; scripts load it"),
                            file.toString(),
                            Text.of(
                                    "请在浏览器中打开，等正文显示后另存为 PDF，或把正文复制到 .txt 文件",
                                    "Open it in a browser, wait for its text and save it as PDF, or copy the text into a .txt file"))
                    .asException();
        }
        return policy;
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

    /** In UTF-8 if it can be, whatever it names itself; else in what it names, else GB 18030. */
    private static String text(Path file, byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        List<Charset> charsets = new ArrayList<>();
        if (startsWith(bytes, "\u00ff\u00fe") || startsWith(bytes, "\u00fe\u00ff")) {
            charsets.add(StandardCharsets.UTF_16);
        }
        charsets.add(StandardCharsets.UTF_8);
        Matcher named = CHARSET.matcher(head);
        if (named.find() && Charset.isSupported(named.group(1))) {
            charsets.add(Charset.forName(named.group(1)));
        }
        charsets.add(Charset.forName("GB18030"));
        for (Charset charset : charsets) {
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
