package lumen.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RigTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static List<String> lines;
  private static List<Event> events;
  private static Truth truth;

  /** A readable line; the value is NaN for a text. */
  private record Event(double ts, String source, double value) {}

  @BeforeAll
  static void playTheDemo() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    truth = new Rig(RigSettings.DEMO).play(out);
    lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    events = lines.stream().map(RigTest::event).filter(Objects::nonNull).toList();
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws Exception {
    assertThat(sha256(new RigSettings(7, 2, 4)))
        .isEqualTo(sha256(new RigSettings(7, 2, 4)))
        .isEqualTo("869f24e854cc7913c8d01b0f058b0d80bb269ccfdbce44b0478333b4f99a269b");
  }

  @Test
  void anotherSeedGivesOtherBytes() throws Exception {
    assertThat(sha256(new RigSettings(8, 1, 4))).isNotEqualTo(sha256(new RigSettings(9, 1, 4)));
  }

  private static String sha256(RigSettings settings) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Rig(settings).play(out);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(digest.digest(out.toByteArray()));
  }

  @Test
  void linesAddUp() {
    Truth.Lines count = truth.lines();
    assertThat(count.total()).isEqualTo(lines.size());
    assertThat(count.events() + count.facts() + count.late() + count.garbage())
        .isEqualTo(count.total());
    assertThat(events.stream().filter(event -> Double.isNaN(event.value())).count())
        .isEqualTo(count.facts());
    assertThat((long) lines.size() - events.size())
        .isEqualTo(count.garbage())
        .isEqualTo(truth.garbage().values().stream().mapToLong(Long::longValue).sum());
  }

  /**
   * The rule of lateness in recordings, read from its definition: 2 s behind the slowest active
   * source.
   */
  @Test
  void lateLinesAreLateByTheRuleAndNoOthersAre() {
    Map<String, double[]> sources = new HashMap<>();
    Set<String> jumped = new HashSet<>();
    double progress = 0;
    double line = 0;
    long late = 0;
    for (Event event : events) {
      double ts = event.ts();
      if (ts < line) {
        late++;
        continue;
      }
      double[] source = sources.get(event.source());
      if (source == null) {
        sources.put(event.source(), new double[] {ts, progress, progress});
        continue;
      }
      if (ts - source[0] > 10 && jumped.add(event.source())) {
        continue;
      }
      jumped.remove(event.source());
      source[1] += Math.max(0, ts - source[0]);
      progress = Math.max(progress, source[1]);
      source[2] = ts > source[0] ? progress : source[2];
      source[0] = Math.max(source[0], ts);
      double still = progress - 10;
      double slowest =
          sources.values().stream()
              .filter(s -> s[2] >= still)
              .mapToDouble(s -> s[0])
              .min()
              .orElse(0);
      line = progress > 10 ? Math.max(line, slowest - 2) : line;
    }
    assertThat(late).isEqualTo(truth.lines().late()).isGreaterThan(20);
  }

  @Test
  void silentSensorsWriteNothing() {
    for (Truth.Tenant tenant : truth.tenants()) {
      for (Truth.Channel channel : tenant.channels()) {
        List<double[]> samples = samples(channel.source());
        for (Truth.Interval dead : channel.dead()) {
          assertThat(samples).noneMatch(s -> s[0] >= dead.from() && s[0] < dead.to());
        }
        assertThat(samples).hasSize((int) (channel.events() + channel.late()));
      }
    }
    Truth.Interval silent = truth.tenants().get(0).referenceSilent().get(0);
    assertThat(samples("ure")).noneMatch(s -> s[0] >= silent.from() && s[0] < silent.to());
  }

  @Test
  void lockedIsLockedAndLostIsNearChance() {
    for (Truth.Tenant tenant : truth.tenants()) {
      assertThat(tenant.phases()).extracting(Truth.Phase::expected).contains(Truth.Expected.LOST);
      for (Truth.Phase phase : tenant.phases()) {
        if (phase.coherence() != null) {
          boolean locked = phase.expected() == Truth.Expected.LOCKED;
          assertThat(phase.coherence()).isBetween(locked ? 0.97 : 0, locked ? 1 : 0.2);
          assertThat(phase.phaseDiff()).isBetween(locked ? 0.005 : 0.2, locked ? 0.025 : 0.3);
        }
      }
    }
  }

  /** Where raw samples of a locked phase correlate best is the difference of two delays. */
  @Test
  void delaysAreInTheSamples() {
    double from = RigSettings.START_S + 60;
    double[] early = onGrid(samples("chest_belt"), from, 0);
    List<double[]> wristSamples = samples("wrist");
    double best = Double.NEGATIVE_INFINITY;
    double bestShift = Double.NaN;
    for (double shift = -0.45; shift < 0.46; shift += 0.02) {
      double[] later = onGrid(wristSamples, from + shift, 300e-6);
      double r = correlation(early, later);
      bestShift = r > best ? shift : bestShift;
      best = Math.max(best, r);
    }
    Truth.Channel chest = channel("chest_belt");
    Truth.Channel wrist = channel("wrist");
    assertThat(bestShift).isCloseTo(wrist.delayS() - chest.delayS(), within(0.025));
    assertThat(wrist.lagS() - chest.lagS())
        .isCloseTo(wrist.delayS() - chest.delayS(), within(1e-6));
  }

  @Test
  void lagsShareOutTheDelaysByWeight() {
    for (Truth.Tenant tenant : truth.tenants()) {
      double sum = tenant.channels().stream().mapToDouble(c -> c.weight() * c.lagS()).sum();
      assertThat(sum).isCloseTo(0, within(1e-5));
    }
  }

  @Test
  void theDriftingClockRunsAtItsRate() {
    List<double[]> wrist = new ArrayList<>(samples("wrist"));
    wrist.sort((a, b) -> Double.compare(a[0], b[0]));
    double first = wrist.get(0)[0];
    double last = wrist.get(wrist.size() - 1)[0];
    Truth.Clock clock = channel("wrist").clock();
    double trueLast = last + clock.offsetS() + (last - first) * clock.ppm() * 1e-6;
    assertThat(trueLast).isCloseTo(truth.end() - 10 - 0.5 / 64, within(1e-4));
    assertThat(last).isLessThan(trueLast - 0.15);
    assertThat(clock.corrected()).isTrue();
  }

  @Test
  void aLongRigRepeatsTheStoryAndJoinsItsEnds() throws IOException {
    Truth longer = new Rig(new RigSettings(3, 20, 4)).play(new ByteArrayOutputStream());
    List<Truth.Phase> phases = longer.tenants().get(0).phases();
    assertThat(phases).hasSize(9);
    assertThat(phases.get(4).from()).isEqualTo(RigSettings.START_S + 350);
    assertThat(phases.get(4).to()).isEqualTo(RigSettings.START_S + 780);
  }

  @Test
  void theTruthTellsThePulseOfTheEngine() {
    Truth.Pulse pulse = truth.tenants().get(0).pulse();
    Pulse played = Story.stageA(4).pulse().orElseThrow();
    for (double at = 0.25; at < 600; at += 7) {
      assertThat(pulse.hz(truth.start() + at)).isCloseTo(played.hzAt(at), within(1e-9));
    }
    assertThat(truth.tenants().get(1).pulse()).isNull();
    assertThat(truth.tenants().get(1).reference()).isFalse();
  }

  @Test
  void moreSensorsMakeItLarger() throws IOException {
    Truth wide = new Rig(new RigSettings(3, 1, 10)).play(new ByteArrayOutputStream());
    assertThat(wide.tenants()).allMatch(tenant -> tenant.channels().size() == 10);
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> new RigSettings(1, 0.5, 4))
        .hasMessage("minutes must be in 1..1000000: 0.5");
    assertThatThrownBy(() -> new RigSettings(1, 10, 3))
        .hasMessage("channels per tenant must be in 4..500: 3");
  }

  @Test
  void theConfigurationNamesEverySource() {
    String yaml = new Rig(RigSettings.DEMO).sensorsYaml();
    assertThat(yaml)
        .contains("  ure: {role: ure}\n")
        .contains("  taps: {role: sensor, weight: 1.0, interpolation: onset}\n")
        .contains("clock: {mode: fixed, offset_s: 0.0, ppm: 300.0}")
        .contains("  hip_belt: {role: sensor, weight: 0.5, rate_hz: 50}\n");
  }

  /** The event of a line; null for a line that must be rejected. */
  private static Event event(String line) {
    try {
      JsonNode event = JSON.readTree(line);
      double ts = event.path("ts").asDouble(-1);
      JsonNode value = event.path("value");
      boolean usable = value.isTextual() || (value.isNumber() && Double.isFinite(value.asDouble()));
      boolean meta = event.path("meta").isObject();
      return ts > 0 && ts < 1e11 && usable && meta
          ? new Event(ts, event.path("source").asText(), value.asDouble(Double.NaN))
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static List<double[]> samples(String source) {
    List<double[]> samples = new ArrayList<>();
    for (Event event : events) {
      if (event.source().equals(source)) {
        samples.add(new double[] {event.ts(), event.value()});
      }
    }
    return samples;
  }

  private static Truth.Channel channel(String source) {
    return truth.tenants().get(0).channels().stream()
        .filter(channel -> channel.source().equals(source))
        .findFirst()
        .orElseThrow();
  }

  /** 90 s of a channel at 50 Hz from {@code fromS}, the nearest sample each, spikes cut. */
  private static double[] onGrid(List<double[]> samples, double fromS, double drift) {
    double[] grid = new double[4500];
    double[] sorted = samples.stream().mapToDouble(s -> s[1]).sorted().toArray();
    double low = sorted[sorted.length / 100];
    double high = sorted[sorted.length - sorted.length / 100];
    for (double[] sample : samples) {
      double ts = sample[0] + (sample[0] - RigSettings.START_S) * drift;
      long at = Math.round((ts - fromS) * 50);
      if (at >= 0 && at < grid.length) {
        grid[(int) at] = Math.max(low, Math.min(high, sample[1]));
      }
    }
    return grid;
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }
}
