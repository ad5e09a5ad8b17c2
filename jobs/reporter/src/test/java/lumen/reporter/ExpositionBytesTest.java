package lumen.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ExpositionBytesTest {
  private static final long SEED = 15;

  /** Whole numbers, whose digits are written here, and all others. */
  @Test
  void valueIsWrittenAsJavaWritesIt() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    DoubleStream.of(0, -0.0, 0.5, -0.5, 9_999_999, 1e7, -9_999_999, -1e7, 9_999_999.5, 1.8e9, 1e300)
        .forEach(ExpositionBytesTest::asJava);
    LongStream.range(-2_000, 2_000).forEach(ExpositionBytesTest::asJava);
    random.longs(20_000, -20_000_000, 20_000_000).forEach(ExpositionBytesTest::asJava);
    random
        .longs(20_000)
        .mapToDouble(Double::longBitsToDouble)
        .filter(Double::isFinite)
        .forEach(ExpositionBytesTest::asJava);
    assertThat(line(Double.POSITIVE_INFINITY)).isEqualTo("+Inf\n");
    assertThat(line(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf\n");
  }

  @Test
  void linesGrowBeyondTheirFirstBytesAndAreTakenBack() {
    ExpositionBytes lines = new ExpositionBytes();
    byte[] text = ExpositionBytes.coded("é".repeat(30_000));
    for (int i = 0; i < 5; i++) {
      lines.append(text);
    }
    int before = lines.length();
    lines.value(12);
    assertThat(lines.length()).isEqualTo(before + 5);
    lines.cutTo(before);
    assertThat(text(lines)).isEqualTo("é".repeat(150_000));
  }

  private static void asJava(double value) {
    assertThat(line(value)).isEqualTo(value + "\n");
  }

  private static String line(double value) {
    ExpositionBytes lines = new ExpositionBytes();
    lines.value(value);
    return text(lines);
  }

  private static String text(ExpositionBytes lines) {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    try {
      lines.sendTo(sent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sent.toString(StandardCharsets.UTF_8);
  }
}
