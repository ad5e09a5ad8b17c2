package lumen.signal.gain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GainOffsetsTest {
  private static final long MADE = 1_767_225_600_000_000L;
  private static final long MINUTE = 60_000_000;
  private static final Gains BASE = new Gains(0.35, 0.08, 0.10);

  private static GainOffsets with(Gain gain, double by) {
    GainOffsets offsets = new GainOffsets(BASE);
    offsets.offset(gain, by, MADE);
    return offsets;
  }

  @Test
  void fadesLinearlyToNothingInTenMinutes() {
    GainOffsets offsets = with(Gain.KD, 0.02);
    assertThat(offsets.value(Gain.KD, MADE + 1)).isCloseTo(0.02, offset(1e-10));
    assertThat(offsets.value(Gain.KD, MADE + 3 * MINUTE)).isCloseTo(0.014, offset(1e-15));
    assertThat(offsets.value(Gain.KD, MADE + 10 * MINUTE - 1)).isPositive();
    assertThat(offsets.value(Gain.KD, MADE + 10 * MINUTE)).isZero();
    assertThat(offsets.value(Gain.KP, MADE + 3 * MINUTE)).isZero();
  }

  @Test
  void actsOnlyAfterItWasMade() {
    GainOffsets offsets = with(Gain.KI, -0.01);
    assertThat(offsets.value(Gain.KI, MADE)).isZero();
    assertThat(offsets.value(Gain.KI, MADE + 1)).isNegative();
  }

  @Test
  void sumStaysWithinHalfOfTheBase() {
    GainOffsets offsets = with(Gain.KP, 5);
    assertThat(offsets.value(Gain.KP, MADE + MINUTE)).isEqualTo(0.175);
    offsets.offset(Gain.KP, -1e300, MADE + MINUTE);
    assertThat(offsets.value(Gain.KP, MADE + 2 * MINUTE)).isEqualTo(-0.175);
  }

  @Test
  void whatIsNotFiniteIsPassedOver() {
    GainOffsets offsets = with(Gain.KP, Double.NaN);
    offsets.offset(Gain.KP, Double.POSITIVE_INFINITY, MADE);
    offsets.offset(Gain.KP, Double.NEGATIVE_INFINITY, MADE);
    offsets.offset(Gain.KP, 0, MADE);
    assertThat(offsets.value(Gain.KP, MADE + 1)).isZero();
  }

  @Test
  void stormIsHeldInFewTermsAndLosesNothing() {
    Random random = new Random(3);
    Gains wide = new Gains(1e6, 1e6, 1e6);
    GainOffsets offsets = new GainOffsets(wide);
    List<double[]> all = new ArrayList<>();
    double worst = 0;
    long now = MADE;
    for (int i = 0; i < 5000; i++) {
      double by = random.nextInt(3) == 0 ? -random.nextDouble() : random.nextDouble();
      offsets.offset(Gain.KP, by, now);
      all.add(new double[] {now - MADE, by});
      now += random.nextInt(2 * 60_000_000 / 50);
      double exact = 0;
      double magnitude = 0;
      for (double[] one : all) {
        double age = now - MADE - one[0];
        double left = age > 0 ? Math.max(0, 1 - age / (10 * MINUTE)) : 0;
        exact += one[1] * left;
        magnitude += Math.abs(one[1]) * left;
      }
      if (i > 1000) {
        double error = Math.abs(offsets.value(Gain.KP, now) - exact) / magnitude;
        worst = Math.max(worst, error);
      }
    }
    System.out.printf("gain: storm of 5000 offsets, 500 in force: error <= %.4f%n", worst);
    assertThat(worst).isLessThan(0.03);
  }

  @Test
  void joinedOnesAreExactAsLongAsTheOldestLasts() throws IOException {
    GainOffsets offsets = new GainOffsets(new Gains(100, 100, 100));
    double exact = 0;
    for (int i = 0; i < 9; i++) {
      offsets.offset(Gain.KI, 0.1 + i, MADE + i * MINUTE / 2);
      exact += (0.1 + i) * (1 - (5 - i / 2.0) / 10);
    }
    assertThat(offsets.value(Gain.KI, MADE + 5 * MINUTE)).isCloseTo(exact, offset(1e-9));
    GainOffsets restored = new GainOffsets(new Gains(100, 100, 100));
    restored.readFrom(new DataInputStream(new ByteArrayInputStream(written(offsets))));
    assertThat(restored.value(Gain.KI, MADE + 7 * MINUTE))
        .isEqualTo(offsets.value(Gain.KI, MADE + 7 * MINUTE));
    assertThat(written(restored)).isEqualTo(written(offsets)).hasSizeLessThan(120);
  }

  private static byte[] written(GainOffsets offsets) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    offsets.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
