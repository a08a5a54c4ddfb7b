package io.mingcha.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.junit.jupiter.api.Test;

class PdfGridTest {
    private static final String FOUR_FIELDS =
            "0 0 m 80 0 l S 0 40 m 80 40 l S 0 80 m 80 80 l S " + "0 0 m 0 80 l S 40 0 m 40 80 l S 80 0 m 80 80 l S";

    @Test
    void what_a_letter_is_drawn_with_parts_no_cells() throws IOException {
        try (PDDocument document = new PDDocument()) {
            assertThat(PdfGrid.of(page(document, "1 0 0 1 100 600 cm " + FOUR_FIELDS)))
                    .hasSize(1);
            assertThat(PdfGrid.of(page(document, "BT /F1 1 Tf 100 600 Td (a) Tj ET")))
                    .isEmpty();
        }
    }

    private static PDPage page(PDDocument document, String content) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        page.setResources(new PDResources());
        page.getResources().put(COSName.getPDFName("F1"), new PDType3Font(font(document)));
        PDStream drawn = new PDStream(document);
        try (OutputStream out = drawn.createOutputStream()) {
            out.write(content.getBytes(StandardCharsets.US_ASCII));
        }
        page.setContents(drawn);
        document.addPage(page);
        return page;
    }

    private static COSDictionary font(PDDocument document) throws IOException {
        COSStream letter = document.getDocument().createCOSStream();
        try (OutputStream out = letter.createOutputStream()) {
            out.write(("100 0 d0 " + FOUR_FIELDS).getBytes(StandardCharsets.US_ASCII));
        }
        COSDictionary letters = new COSDictionary();
        letters.setItem(COSName.A, letter);
        COSArray differences = new COSArray(List.of(COSInteger.get('a'), COSName.A));
        COSDictionary encoding = new COSDictionary();
        encoding.setItem(COSName.DIFFERENCES, differences);
        COSDictionary font = new COSDictionary();
        font.setItem(COSName.TYPE, COSName.FONT);
        font.setItem(COSName.SUBTYPE, COSName.TYPE3);
        font.setItem(COSName.FONT_BBOX, new PDRectangle(100, 100));
        font.setItem(COSName.FONT_MATRIX, numbers(1, 0, 0, 1, 0, 0));
        font.setItem(COSName.CHAR_PROCS, letters);
        font.setItem(COSName.ENCODING, encoding);
        font.setInt(COSName.FIRST_CHAR, 'a');
        font.setInt(COSName.LAST_CHAR, 'a');
        font.setItem(COSName.WIDTHS, numbers(100));
        font.setItem(COSName.RESOURCES, new COSDictionary());
        return font;
    }

    private static COSArray numbers(int... numbers) {
        COSArray array = new COSArray();
        for (int number : numbers) {
            array.add(COSInteger.get(number));
        }
        return array;
    }
}
