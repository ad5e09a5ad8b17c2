package lumen.signal.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvelopeClockTest {
  private static final long T0 = 1_760_000_000_000_000L;
  private static final long SECOND = 1_000_000;

  /** A device whose clock has an offset and a drift, seen through an exponential delay. */
  private static final class Device {
    private final Random random;
    private final double ppm;
    private final double hz;
    private final double delayMicros;
    private long jump = -4_321_000_000_000L;

    Device(long seed, double ppm, double hz, double delayMicros) {
      this.random = new Random(seed);
      this.ppm = ppm;
      this.hz = hz;
      this.delayMicros = delayMicros;
    }

    long time(long i) {
      return T0 + Math.round(i * 1e6 / hz);
    }

    long stamp(long trueMicros) {
      return trueMicros + jump + Math.round((trueMicros - T0) * ppm * 1e-6);
    }

    long arrival(long trueMicros) {
      return trueMicros - Math.round(delayMicros * StrictMath.log(1 - random.nextDouble()));
    }
  }

  private static double worstMicros(Device device, EnvelopeClock clock, int fromS, int toS) {
    double worst = 0;
    for (long i = 0; device.time(i) < T0 + toS * SECOND; i++) {
      long time = device.time(i);
      long corrected = clock.corrected(device.stamp(time), device.arrival(time));
      if (time >= T0 + fromS * SECOND) {
        worst = Math.max(worst, (double) Math.abs(corrected - time));
      }
    }
    return worst;
  }

  @Test
  void fastClockStaysWithinFiveMillisecondsForAnHour() {
    for (double ppm : new double[] {200, -200, 0}) {
      for (double hz : new double[] {5, 100}) {
        EnvelopeClock clock = new EnvelopeClock();
        double worst = worstMicros(new Device(7, ppm, hz, 5000), clock, 10, 3600);
        System.out.printf("clock %+.0f ppm at %.0f Hz: worst %.0f us%n", ppm, hz, worst);
        assertThat(worst).as("ppm=%s hz=%s", ppm, hz).isLessThan(5000);
        assertThat(clock.ppm()).isCloseTo(-ppm, offset(5.0));
      }
    }
  }

  @Test
  void slowSourceFollowsTheLowerEnvelopeNotTheMeanDelay() {
    EnvelopeClock clock = new EnvelopeClock();
    Device device = new Device(4, 30, 1, 20_000);
    assertThat(worstMicros(device, clock, 600, 1800)).isLessThan(3000);
  }

  @Test
  void correctedTimesKeepTheOrderOfEventTimes() {
    Device device = new Device(3, 500, 1000, 30_000);
    EnvelopeClock clock = new EnvelopeClock();
    long before = Long.MIN_VALUE;
    for (long i = 0; i < 120_000; i++) {
      long time = device.time(i);
      long corrected = clock.corrected(device.stamp(time), device.arrival(time));
      assertThat(corrected).isGreaterThan(before);
      before = corrected;
    }
  }

  @Test
  void burstsOfDelayDoNotMoveTheLine() {
    Device device = new Device(5, 50, 50, 2000);
    EnvelopeClock clock = new EnvelopeClock();
    double worst = 0;
    for (long i = 0; i < 50 * 900; i++) {
      long time = device.time(i);
      long stalled = time / SECOND % 60 < 8 ? 400_000 : 0;
      long corrected = clock.corrected(device.stamp(time), device.arrival(time) + stalled);
      worst = time < T0 + 20 * SECOND ? 0 : Math.max(worst, (double) Math.abs(corrected - time));
    }
    assertThat(worst).isLessThan(5000);
  }

  @Test
  void jumpOfTheClockStartsAnew() {
    for (long jump : new long[] {3_600 * SECOND, -3_600 * SECOND}) {
      Device device = new Device(9, 100, 100, 5000);
      EnvelopeClock clock = new EnvelopeClock();
      worstMicros(device, clock, 0, 300);
      device.jump += jump;
      double worst = 0;
      for (long i = 100 * 300; i < 100 * 400; i++) {
        long time = device.time(i);
        long corrected = clock.corrected(device.stamp(time), device.arrival(time));
        worst = time < T0 + 330 * SECOND ? 0 : Math.max(worst, (double) Math.abs(corrected - time));
      }
      assertThat(worst).as("jump %d", jump).isLessThan(5000);
    }
  }

  @Test
  void continuesFromASnapshotBitForBit() {
    Device device = new Device(1, 80, 20, 8000);
    Device same = new Device(1, 80, 20, 8000);
    EnvelopeClock whole = new EnvelopeClock();
    EnvelopeClock restored = new EnvelopeClock();
    Random random = new Random(2);
    int largest = 0;
    for (long i = 0; i < 20 * 900; i++) {
      long time = device.time(i);
      if (random.nextInt(50) == 0) {
        byte[] snapshot = restored.snapshot();
        largest = Math.max(largest, snapshot.length);
        restored = EnvelopeClock.restore(snapshot);
      }
      assertThat(restored.corrected(same.stamp(time), same.arrival(time)))
          .isEqualTo(whole.corrected(device.stamp(time), device.arrival(time)));
    }
    assertThat(largest).isLessThan(1100);
  }
}
