package lumen.signal.now;

import static lumen.signal.reference.Agreement.assertAgree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import lumen.signal.bandpass.AnalyticBandPass;
import lumen.signal.bandpass.BandSettings;
import lumen.signal.channel.ChannelConditioner;
import lumen.signal.channel.ChannelSettings;
import lumen.signal.clip.ClipSettings;
import lumen.signal.cycle.Cycles;
import lumen.signal.grid.TargetGrid;
import lumen.signal.reference.ReferenceVector;
import lumen.signal.regularise.Interpolation;
import lumen.signal.regularise.RateRatio;
import lumen.signal.regularise.Regulariser;
import lumen.signal.resample.Resampler;
import org.junit.jupiter.api.Test;

class NowReferenceTest {
  private static final TargetGrid GRID = TargetGrid.ofHz(5);
  private static final BandSettings BAND = new BandSettings(0.2, 2.2, 51);
  private static final NowSettings SETTINGS =
      new NowSettings(GRID, 0.2, 2.2, 6, 300, 1e-4, 30, 450);
  private static final int HORIZON = 56;
  private static final long DELAY_MICROS = 200_000;

  /** Values of a channel at k/F, and when each became known. */
  private record Regular(
      long firstStep, List<Double> values, List<Long> knownMicros, double[] samples) {}

  private static Regular regular(ReferenceVector vector) {
    Regulariser regulariser =
        new Regulariser((int) vector.number("rate_hz"), GRID, Interpolation.LINEAR, 2_000_000);
    long[] micros = vector.longs("micros");
    double[] input = vector.doubles("input");
    List<Double> values = new ArrayList<>();
    List<Long> known = new ArrayList<>();
    for (int i = 0; i < micros.length; i++) {
      regulariser.accept(micros[i], input[i]);
      while (regulariser.advance()) {
        values.add(regulariser.value());
        known.add(micros[i]);
      }
    }
    double[] samples = Arrays.stream(input).map(regulariser::relative).toArray();
    return new Regular(regulariser.firstStep(), values, known, samples);
  }

  /** What the centred filters say, by step. */
  private static Map<Long, double[]> settled(ReferenceVector vector, Regular regular) {
    Resampler resampler = new Resampler(RateRatio.of((int) vector.number("rate_hz"), GRID));
    AnalyticBandPass bandPass = new AnalyticBandPass(BAND, GRID);
    Map<Long, double[]> settled = new TreeMap<>();
    for (double u : regular.values()) {
      if (resampler.accept(u) && bandPass.accept(resampler.value())) {
        long step = regular.firstStep() + resampler.index() - BAND.half();
        double turn = 2 * Math.PI * bandPass.phaseCycles();
        double m = bandPass.envelope();
        settled.put(step, new double[] {m * StrictMath.cos(turn), m * StrictMath.sin(turn)});
      }
    }
    return settled;
  }

  @Test
  void provisionalValuesAgreeWithAnIndependentImplementation() {
    assertThat(ReferenceVector.cases("now.json")).hasSize(2).allSatisfy(this::agrees);
  }

  @Test
  void aWholeChannelAgreesToo() {
    assertThat(ReferenceVector.cases("now.json")).allSatisfy(this::channelAgrees);
  }

  private void channelAgrees(ReferenceVector vector) {
    ChannelSettings conditioning =
        new ChannelSettings(
            GRID,
            new ClipSettings(ClipSettings.Method.NONE, 0.01, 0.99, 30, 20),
            Interpolation.LINEAR,
            vector.number("rate_hz"),
            2,
            10,
            90,
            BAND);
    NowChannel channel =
        new NowChannel(new NowChannelSettings(SETTINGS, DELAY_MICROS, HORIZON * 200_000L));
    Map<Long, Double> found = new TreeMap<>();
    NowSink sink =
        (step, phase, envelope, figures) -> {
          if (!Double.isNaN(phase)) {
            found.put(step, phase);
          }
        };
    ChannelConditioner conditioner = new ChannelConditioner(conditioning, channel);
    long[] micros = vector.longs("micros");
    double[] input = vector.doubles("input");
    for (int i = 0; i < micros.length; i++) {
      channel.arrives(micros[i], conditioner.newest(), 90_000_000, sink);
      conditioner.accept(micros, input, i, i + 1, channel::settle);
      channel.arrived(micros[i]);
    }
    channel.runBefore(Long.MAX_VALUE, conditioner.newest(), sink);
    int compared = 0;
    for (JsonNode step : vector.get("steps")) {
      double turns = StrictMath.atan2(step.get(2).asDouble(), step.get(1).asDouble());
      double expected = turns / (2 * Math.PI);
      Double phase = found.get(step.get(0).asLong());
      assertThat(phase).as("step " + step.get(0)).isNotNull();
      assertThat(Cycles.wrap(phase - expected)).isCloseTo(0, offset(1e-6));
      compared++;
    }
    assertThat(compared).isGreaterThan(400);
    assertThat(channel.figures().plv()).isGreaterThan(0.99);
  }

  private void agrees(ReferenceVector vector) {
    Regular regular = regular(vector);
    Map<Long, double[]> settled = settled(vector, regular);
    long rate = (long) vector.number("rate_hz");
    ProvisionalPhase phase = new ProvisionalPhase(SETTINGS, HORIZON);
    phase.begin((int) rate);
    List<double[]> found = new ArrayList<>();
    int taken = 0;
    long firstMicros = GRID.floorMicros(regular.firstStep());
    long[] micros = vector.longs("micros");
    int newestSample = 0;
    long last = vector.get("steps").get(vector.get("steps").size() - 1).get(0).asLong();
    for (long g = regular.firstStep(); g <= last; g++) {
      long at = GRID.floorMicros(g) + DELAY_MICROS;
      while (taken < regular.values().size() && regular.knownMicros().get(taken) <= at) {
        phase.accept(regular.values().get(taken++));
      }
      while (newestSample + 1 < micros.length && micros[newestSample + 1] <= at) {
        newestSample++;
      }
      phase.hold(regular.samples()[newestSample]);
      long until = (at - firstMicros) * rate / 1_000_000;
      if (phase.step(g, until - (taken - 1))) {
        found.add(new double[] {g, phase.re(), phase.im()});
      }
      double[] z = settled.get(g - HORIZON);
      if (z != null) {
        phase.learn(g - HORIZON, z[0], z[1]);
      }
    }
    NowAccount account = new NowAccount(1000);
    for (double[] s : found) {
      double[] z = settled.get((long) s[0]);
      if (z != null) {
        double turns = StrictMath.atan2(s[2], s[1]) - StrictMath.atan2(z[1], z[0]);
        account.add(
            (long) s[0], Cycles.wrap(turns / (2 * Math.PI)), Math.sqrt(z[0] * z[0] + z[1] * z[1]));
      }
    }
    JsonNode score = vector.get("score");
    assertThat(account.size()).isEqualTo(score.get("n").intValue());
    assertThat(account.quantile(0.5)).isCloseTo(score.get("median").doubleValue(), offset(1e-6));
    assertThat(account.quantile(0.9)).isCloseTo(score.get("p90").doubleValue(), offset(1e-6));
    assertThat(account.plv()).isCloseTo(score.get("plv").doubleValue(), offset(1e-6));
    List<double[]> expected =
        StreamSupport.stream(vector.get("steps").spliterator(), false)
            .map(s -> new double[] {s.get(0).asDouble(), s.get(1).asDouble(), s.get(2).asDouble()})
            .toList();
    for (int part = 0; part < 3; part++) {
      int of = part;
      assertAgree(
          vector.number("rate_hz") + " part " + part,
          found.stream().mapToDouble(s -> s[of]).toArray(),
          expected.stream().mapToDouble(s -> s[of]).toArray(),
          1e-6);
    }
  }
}
