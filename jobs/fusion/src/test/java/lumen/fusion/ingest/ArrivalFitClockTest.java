package lumen.fusion.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lumen.connectors.live.LiveClock;
import lumen.connectors.live.LiveIngest;
import lumen.connectors.live.LiveStream;
import lumen.intake.LiveInput;
import lumen.intake.LiveMessage;
import org.junit.jupiter.api.Test;

/**
 * An hour of a device whose clock is 200 ppm fast and two seconds ahead, through the desk that
 * every live message passes; its messages arrive with exponential delays of 5 ms in the mean.
 */
class ArrivalFitClockTest {
  private static final long SEED = 2_024;
  private static final long START = 1_767_225_600_000_000L;
  private static final long STEP = 50_000;
  private static final int HOUR = 72_000;
  private static final double PPM = 200;
  private static final long AHEAD = 2_000_000;
  private static final double DELAY = 5_000;

  /** Until the first spans are known, only the first arrivals are. */
  private static final int SETTLED = 400;

  private static final Pattern LINE =
      Pattern.compile("\\{\"ts\":([0-9.]+),.*\"value\":([0-9.]+),.*");

  /** What the desk made of the device's messages. */
  private static final class Heard {
    double worstMicros;
    int events;
    int late;
    int clamped;
    long hash;

    void line(byte[] json) {
      String line = new String(json, StandardCharsets.UTF_8);
      Matcher matcher = LINE.matcher(line);
      assertThat(matcher.matches()).as(line).isTrue();
      events++;
      late += line.contains("\"fate\":\"late\"") ? 1 : 0;
      clamped += line.contains("\"clamped\":1") ? 1 : 0;
      int i = (int) Double.parseDouble(matcher.group(2));
      long micros = new BigDecimal(matcher.group(1)).movePointRight(6).longValueExact();
      hash = 31 * hash + micros;
      if (i >= SETTLED) {
        worstMicros = Math.max(worstMicros, (double) Math.abs(micros - (START + i * STEP)));
      }
    }
  }

  /** The device, one message at each look. */
  private static final class Device implements LiveInput {
    private final Random random = new Random(SEED);
    int at;
    long arrival = START;

    @Override
    public void open(Runnable wake) {
      // Always there.
    }

    @Override
    public int drain(Consumer<LiveMessage> out, int max, long untilMicros) {
      long time = START + at * STEP;
      long delay = -Math.round(DELAY * StrictMath.log(1 - random.nextDouble()));
      arrival = Math.max(arrival, time + delay);
      long stamp = time + AHEAD + Math.round((time - START) * PPM * 1e-6);
      out.accept(new LiveMessage.Scalar("/a", at, stamp, arrival));
      at++;
      return 1;
    }

    @Override
    public long oldestMicros() {
      return NO_TIME;
    }

    @Override
    public int waiting() {
      return 1;
    }

    @Override
    public String status() {
      return "there";
    }

    @Override
    public void close() {
      // Goes on.
    }
  }

  private static Heard hour(LiveClock.Factory clocks, int restoreAt) throws Exception {
    Device device = new Device();
    LiveStream stream = new LiveStream("osc", "rig", "stage", false, clocks, clock -> device);
    Heard heard = new Heard();
    Map<String, byte[]> learnt = Map.of();
    while (device.at < HOUR) {
      int until = device.at < restoreAt ? restoreAt : HOUR;
      try (LiveIngest desk =
          new LiveIngest(
              List.of(stream), learnt, 100_000, 86_400_000_000L, () -> START + device.at * STEP)) {
        desk.open();
        while (device.at < until) {
          desk.drain(heard::line);
        }
        learnt = desk.clocks();
      }
    }
    System.out.printf(
        "200 ppm for an hour, seed %d, restored at %d: worst %.0f us, late %d, clamped %d%n",
        SEED, restoreAt, heard.worstMicros, heard.late, heard.clamped);
    return heard;
  }

  @Test
  void fastClockStaysWithinFiveMillisecondsOfTheTruthForAnHour() throws Exception {
    Heard heard = hour(ArrivalFitClock::new, HOUR);
    assertThat(heard.events).isEqualTo(HOUR);
    assertThat(heard.worstMicros).isLessThan(5_000);
    assertThat(heard.late).isZero();
    assertThat(heard.clamped).isZero();
  }

  @Test
  void clockThatIsTakenUpMidwayGoesOnAsIfNothingHadHappened() throws Exception {
    Heard whole = hour(ArrivalFitClock::new, HOUR);
    Heard restored = hour(ArrivalFitClock::new, HOUR / 2 + 77);
    assertThat(restored.hash).as("of all times").isEqualTo(whole.hash);
    assertThat(restored.late).isZero();
  }

  @Test
  void clockThatIsLeftAloneDriftsAway() throws Exception {
    assertThat(hour(LiveClock.Factory.NONE, HOUR).worstMicros).isGreaterThan(2_500_000);
  }
}
