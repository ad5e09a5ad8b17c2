package lumen.connectors.ure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import lumen.connectors.ure.PrometheusText.Content;
import lumen.connectors.ure.PrometheusText.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusTextPropertyTest {
  private static final String NAME = "abcXYZ_:";
  private static final String VALUE = "ab \\\"\n,={}#\u00e4\u20ac\t/1";
  private static final double[] ODD = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, 1e300
  };

  private static String word(Random random, String letters, int atLeast) {
    StringBuilder word = new StringBuilder();
    int length = atLeast + random.nextInt(8);
    for (int i = 0; i < length; i++) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  private static MetricSample sample(Random random, int line) {
    TreeMap<String, String> labels = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      labels.put(word(random, "abc_", 1), "v" + word(random, VALUE, 0));
    }
    double value = random.nextBoolean() ? random.nextGaussian() : ODD[random.nextInt(ODD.length)];
    long micros = random.nextBoolean() ? MetricSample.UNSTAMPED : random.nextInt() * 1000L;
    return new MetricSample(word(random, NAME, 1), labels, value, micros, line);
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return Double.toString(value);
  }

  private static String line(MetricSample sample, Random random) {
    StringBuilder line = new StringBuilder(sample.name());
    if (!sample.labels().isEmpty() || random.nextInt(4) == 0) {
      line.append('{');
      sample
          .labels()
          .forEach(
              (name, value) ->
                  line.append(name)
                      .append("=\"")
                      .append(
                          value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                      .append("\","));
      if (!sample.labels().isEmpty() && random.nextBoolean()) {
        line.setLength(line.length() - 1);
      }
      line.append('}');
    }
    line.append(' ').append(number(sample.value()));
    if (sample.micros() != MetricSample.UNSTAMPED) {
      line.append(' ').append(sample.micros() / 1000);
    }
    return line.append(random.nextBoolean() ? "\r\n" : "\n").toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20, 300})
  void whatIsWrittenIsReadBack(long seed) {
    Random random = new Random(seed);
    List<MetricSample> written = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int line = 1; line <= 2000; line++) {
      MetricSample sample = sample(random, line);
      written.add(sample);
      text.append(line(sample, random));
    }
    Content read = PrometheusText.read(text.toString().getBytes(StandardCharsets.UTF_8), false);
    assertThat(read.faults()).isEmpty();
    assertThat(read.samples()).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 50, 600})
  void damagedBytesNeverThrowAndSpoilNoLineButTheirOwn(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 3000; round++) {
      List<MetricSample> written = new ArrayList<>();
      List<byte[]> lines = new ArrayList<>();
      for (int line = 1; line <= 5; line++) {
        written.add(sample(random, line));
        lines.add(line(written.get(line - 1), random).getBytes(StandardCharsets.UTF_8));
      }
      int damaged = random.nextInt(5);
      damage(lines.get(damaged), random);
      Content read = PrometheusText.read(joined(lines), false);
      for (int line = 1; line <= 5; line++) {
        int number = line;
        if (number != damaged + 1) {
          assertThat(read.samples())
              .as("seed %d round %d line %d", seed, round, number)
              .contains(written.get(number - 1));
        }
      }
      assertThat(read.faults().size() + read.samples().size()).isBetween(4, 5);
      for (Fault fault : read.faults()) {
        assertThat(fault.line()).isEqualTo(damaged + 1);
        assertThat(fault.column()).isBetween(1, fault.text().length() + 1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 80, 900})
  void noiseNeverThrows(long seed) {
    Random random = new Random(seed);
    String likely = "{}\"\\=,# \n\r\tnaAE.+-0123_:T\u00e4";
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      if (random.nextBoolean()) {
        bytes = word(random, likely, random.nextInt(60)).getBytes(StandardCharsets.UTF_8);
      }
      Content read = PrometheusText.read(bytes, random.nextBoolean());
      assertThat(read.samples()).doesNotContainNull();
    }
  }

  /** Changes bytes of the line, but not its end, and makes no other end. */
  private static void damage(byte[] line, Random random) {
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      byte b = (byte) random.nextInt(256);
      line[random.nextInt(line.length - 1)] = b == '\n' ? (byte) '{' : b;
    }
  }

  private static byte[] joined(List<byte[]> lines) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    lines.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
