package io.mingcha.analyzer.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.formats.jpeg.exif.ExifRewriter;
import org.apache.commons.imaging.formats.tiff.constants.ExifTagConstants;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainersTest {
    private static final byte[] JSON = "{\"imei\":\"868012345678904\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void the_entries_of_an_archive_are_opened_by_name() throws IOException {
        Opened opened = Opened.of(zip());

        assertThat(opened.text("zip:log/a.json ▸ deflate ▸ json $.imei")).isEqualTo("868012345678904");
        assertThat(opened.text("zip:stored.json ▸ json $.imei")).isEqualTo("868012345678904");
        assertThat(opened.recorded("zip:stored.json ▸ json $.imei")).isEqualTo("868012345678904");
        assertThat(opened.leaf("zip:stored.json ▸ json $.imei").isVerbatim()).isTrue();
    }

    @Test
    void of_an_archive_that_is_cut_the_first_entries_are_opened() throws IOException {
        byte[] whole = zip();
        Opened opened = Opened.of(Arrays.copyOf(whole, whole.length - 120));

        assertThat(opened.text("zip:log/a.json ▸ deflate ▸ json $.imei")).isEqualTo("868012345678904");
    }

    @Test
    void an_archive_of_archives_ends_at_the_limits() throws IOException {
        byte[] inner = new byte[4 << 20];
        for (int level = 0; level < 8; level++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (int i = 0; i < 16; i++) {
                    zip.putNextEntry(new ZipEntry("e" + i));
                    zip.write(inner);
                }
            }
            inner = out.toByteArray();
        }
        byte[] body = inner;
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThat(Opened.of(body).stops()).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16le"})
    void the_tables_of_a_database_are_read_cell_by_cell(String encoding) throws Exception {
        String long_ = "x".repeat(20_000) + "13912345678";
        byte[] database = database(encoding, statement -> {
            statement.execute(
                    "CREATE TABLE contacts (id INTEGER PRIMARY KEY AUTOINCREMENT, \"display name\" TEXT, phone"
                            + " VARCHAR(20) NOT NULL DEFAULT ('a,b'), lat REAL, times INT, photo BLOB, UNIQUE(phone))");
            for (int i = 0; i < 3_000; i++) {
                statement.execute("INSERT INTO contacts VALUES (NULL, '陈晓" + i + "', '1391234" + (1000 + i)
                        + "', 31.230416, -" + i + ", NULL)");
            }
            statement.execute("CREATE TABLE log (line TEXT)");
            statement.execute("INSERT INTO log VALUES ('" + long_ + "')");
            statement.execute("INSERT INTO log VALUES ('{\"imei\":\"868012345678904\"}')");
        });
        Opened opened = Opened.of(database);

        assertThat(opened.text("sqlite:contacts[0].phone")).isEqualTo("13912341000");
        assertThat(opened.text("sqlite:contacts[2999]['display name']")).isEqualTo("陈晓2999");
        assertThat(opened.text("sqlite:contacts[2999].id")).isEqualTo("3000");
        assertThat(opened.text("sqlite:contacts[7].lat")).isEqualTo("31.230416");
        assertThat(opened.text("sqlite:contacts[700].times")).isEqualTo("-700");
        assertThat(opened.text("sqlite:log[0].line")).isEqualTo(long_);
        assertThat(opened.text("sqlite:log[1].line ▸ json $.imei")).isEqualTo("868012345678904");
        if (encoding.equals("UTF-8")) {
            assertThat(opened.recorded("sqlite:contacts[0].phone")).isEqualTo("13912341000");
        }
    }

    @Test
    void a_broken_database_is_read_as_far_as_it_goes() throws Exception {
        byte[] database = database("UTF-8", statement -> {
            statement.execute("CREATE TABLE t (phone TEXT)");
            for (int i = 0; i < 2_000; i++) {
                statement.execute("INSERT INTO t VALUES ('1391234" + (1000 + i) + "')");
            }
        });
        Random random = new Random(3);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 300; i++) {
                byte[] broken = Arrays.copyOf(database, 1 + random.nextInt(database.length));
                for (int j = 0; j < 20; j++) {
                    broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
                }
                Opened.of(broken);
            }
        });
        assertThat(Opened.of(Arrays.copyOf(database, database.length - 4096)).text("sqlite:t[0].phone"))
                .isEqualTo("13912341000");
    }

    @Test
    void a_picture_tells_where_it_was_taken() throws IOException {
        Opened opened = Opened.of(picture());

        assertThat(opened.text("jpeg ▸ exif.latitude")).isEqualTo("31.230416");
        assertThat(opened.text("jpeg ▸ exif.longitude")).isEqualTo("-121.473700");
        assertThat(opened.text("jpeg ▸ exif.camera_serial")).isEqualTo("SN0012345");
        assertThat(opened.recorded("jpeg ▸ exif.camera_serial")).isEqualTo("SN0012345");
        assertThat(opened.text("jpeg ▸ exif.artist")).isEqualTo("Chen Xiaoming");
    }

    @Test
    void a_picture_without_it_has_nothing_to_tell() throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), "jpg", plain);

        assertThat(Opened.of(plain.toByteArray()).paths()).contains("request.body ▸ jpeg");
        assertThat(Opened.of(plain.toByteArray()).paths()).noneMatch(p -> p.contains("exif"));
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("log/a.json"));
            zip.write(JSON);
            ZipEntry stored = new ZipEntry("stored.json");
            stored.setMethod(ZipEntry.STORED);
            stored.setSize(JSON.length);
            CRC32 crc = new CRC32();
            crc.update(JSON);
            stored.setCrc(crc.getValue());
            zip.putNextEntry(stored);
            zip.write(JSON);
        }
        return out.toByteArray();
    }

    private interface Filling {
        void in(Statement statement) throws SQLException;
    }

    private byte[] database(String encoding, Filling filling) throws SQLException, IOException {
        Path path = folder.resolve("a.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA encoding='" + encoding + "'");
            connection.setAutoCommit(false);
            filling.in(statement);
            connection.commit();
        }
        return Files.readAllBytes(path);
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), "jpg", plain);
        TiffOutputSet tags = new TiffOutputSet();
        tags.setGpsInDegrees(-121.4737, 31.230416);
        tags.getOrCreateExifDirectory().add(ExifTagConstants.EXIF_TAG_BODY_SERIAL_NUMBER, "SN0012345");
        tags.getOrCreateRootDirectory().add(TiffTagConstants.TIFF_TAG_ARTIST, "Chen Xiaoming");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ExifRewriter().updateExifMetadataLossless(plain.toByteArray(), out, tags);
        return out.toByteArray();
    }
}
