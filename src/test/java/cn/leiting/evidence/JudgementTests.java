package cn.leiting.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.catalogue.Point;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read out of photos as cameras write them, what is made of it, and their small pictures. */
class JudgementTests {

    private static final Point ROAD = new Point(
            "P-310118106-0001",
            "310118106",
            Point.Kind.ROAD,
            "徐泾镇试用点位1",
            "试用数据",
            new BigDecimal("31.180000"),
            new BigDecimal("121.270000"),
            50,
            true,
            Point.Status.ACTIVE);

    private static final Judgement.Bounds BOUNDS =
            new Judgement.Bounds(BigDecimal.valueOf(150), BigDecimal.valueOf(1000), Duration.ofMinutes(30));

    /** The visit is from 20:05 to 20:12; one thousandth of a degree is about 111 metres. */
    @ParameterizedTest
    @CsvSource({
        "2023:01:11 20:06:00, 31.180, false, OK, ''",
        "2023:01:11 19:35:00, 31.180, false, OK, ''",
        "2023:01:11 19:34:59, 31.180, false, WARN, OTHER_TIME",
        "2023:01:11 20:42:00, 31.181, false, OK, ''",
        "2023:01:11 20:42:01, 31.181, false, WARN, OTHER_TIME",
        "2023:01:11 20:06:00, 31.182, false, WARN, OTHER_PLACE",
        "2023:01:11 20:06:00, 31.190, false, REJECT, OTHER_PLACE",
        "2023:01:11 20:06:00, 31.180, true, WARN, SAME_PHOTO",
        "2023:01:10 20:06:00, 31.190, true, REJECT, SAME_PHOTO OTHER_TIME OTHER_PLACE",
        "0000:00:00 00:00:00, 31.180, false, UNKNOWN, NO_TIME",
        "2023:01:11 20:06:00, 0, false, UNKNOWN, NO_PLACE",
        "0000:00:00 00:00:00, 0, true, WARN, SAME_PHOTO NO_TIME NO_PLACE"
    })
    void aPhotoIsJudgedByItsTimePlaceAndUse(String taken, double lat, boolean elsewhere, String verdict, String reasons)
            throws IOException {
        byte[] bytes = Pictures.taken(taken, lat, lat == 0 ? 0 : 121.27);

        Judgement judgement = judge(snapshot(bytes), elsewhere);

        assertThat(judgement.verdict().name()).isEqualTo(verdict);
        assertThat(judgement.reasons().stream().map(Enum::name).collect(Collectors.joining(" ")))
                .isEqualTo(reasons);
    }

    @Test
    void aPhotoThatSaysNothingCannotBeJudged() throws IOException {
        Judgement judgement = judge(snapshot(Pictures.png(8, 8)), false);

        assertThat(judgement.verdict().name()).isEqualTo("UNKNOWN");
        assertThat(judgement.metres()).isNull();
    }

    private static Snapshot snapshot(byte[] bytes) throws IOException {
        return Snapshot.of(new ByteArrayInputStream(bytes));
    }

    private static Judgement judge(Snapshot photo, boolean elsewhere) {
        return Judgement.of(
                new Judgement.Shown(
                        1,
                        "0".repeat(64),
                        ROAD.code(),
                        LocalDate.of(2023, 1, 11),
                        Instant.parse("2023-01-11T12:05:00Z"),
                        Instant.parse("2023-01-11T12:12:00Z"),
                        photo.takenAt(),
                        photo.place(),
                        elsewhere),
                ROAD,
                BOUNDS);
    }

    /** Where the black upper left quarter goes; the picture is turned as the camera was held. */
    @ParameterizedTest
    @CsvSource({
        "1, 320, 160, 10, 10",
        "2, 320, 160, 310, 10",
        "3, 320, 160, 310, 150",
        "4, 320, 160, 10, 150",
        "5, 160, 320, 10, 10",
        "6, 160, 320, 150, 10",
        "7, 160, 320, 150, 310",
        "8, 160, 320, 10, 310"
    })
    void aSmallPictureStandsUpright(int orientation, int width, int height, int blackX, int blackY) throws IOException {
        byte[] bytes = Pictures.jpeg(2000, 1000);

        BufferedImage small = Thumbnails.small(new ByteArrayInputStream(bytes), orientation);

        assertThat(small.getWidth()).isEqualTo(width);
        assertThat(small.getHeight()).isEqualTo(height);
        assertThat(isDark(small, blackX, blackY)).isTrue();
        assertThat(isDark(small, width - 1 - blackX, blackY) && isDark(small, blackX, height - 1 - blackY))
                .isFalse();
    }

    private static boolean isDark(BufferedImage picture, int x, int y) {
        Color colour = new Color(picture.getRGB(x, y));
        return colour.getRed() + colour.getGreen() + colour.getBlue() < 100;
    }

    @Test
    void whatCannotBeDecodedHasNoSmallPicture() {
        byte[] bomb = Pictures.bomb();
        byte[] half = Arrays.copyOf(Pictures.jpeg(64, 48), 30);

        assertThatThrownBy(() -> Thumbnails.small(new ByteArrayInputStream(bomb), 1))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Thumbnails.small(new ByteArrayInputStream(half), 1))
                .isInstanceOf(IOException.class);
    }
}
