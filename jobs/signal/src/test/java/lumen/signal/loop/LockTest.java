package lumen.signal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import lumen.signal.gain.Gains;
import org.junit.jupiter.api.Test;

/** The loop against the theory of second-order loops (Gardner 2005), and over its whole range. */
class LockTest {
  private static final LoopSettings ONE =
      new LoopSettings(5, 200, new TickLimits(120, 400), MultipleRule.parse("1"), 5);

  /**
   * Phase error of (1 + kd) e'' + kp e' + ki e = 0 at a time in s, after a step of 1 cycle in phase
   * or of 1 Hz in frequency.
   */
  private static double theory(Gains g, boolean phaseStep, double t) {
    double omega = Math.sqrt(g.ki() / (1 + g.kd()));
    double zeta = g.kp() / (2 * Math.sqrt(g.ki() * (1 + g.kd())));
    double damped = omega * Math.sqrt(1 - zeta * zeta);
    double fading = Math.exp(-zeta * omega * t) / (1 + g.kd());
    return phaseStep
        ? fading * (Math.cos(damped * t) - zeta * omega / damped * Math.sin(damped * t))
        : fading * Math.sin(damped * t) / damped;
  }

  /**
   * The sampled loop without its nonlinearities: phase of the bridge at tick k of the reference.
   */
  private static double[] sampled(Gains g, double[] referencePhase, double dt) {
    double[] own = new double[referencePhase.length];
    double centre = 0;
    double waiting = 0;
    double before = 0;
    for (int k = 0; k + 1 < own.length; k++) {
      double e = referencePhase[k] - own[k];
      own[k + 1] = own[k] + waiting * dt;
      waiting = centre + g.kp() * e + g.kd() * (e - before) / dt;
      centre += g.ki() * e * dt;
      before = e;
    }
    return own;
  }

  private record Response(double extreme, double settledS) {}

  private static Response theoryOf(Gains g, boolean phaseStep) {
    double extreme = 0;
    double settled = 0;
    for (double t = 0; t < 120; t += 0.001) {
      double e = 0.1 * theory(g, phaseStep, t);
      extreme = phaseStep ? Math.min(extreme, e) : Math.max(extreme, e);
      settled = Math.abs(e) > 0.02 ? t : settled;
    }
    return new Response(extreme, settled);
  }

  private static Response sampledOf(Gains g, boolean phaseStep) {
    double[] phase = new double[600];
    for (int k = 1; k < phase.length; k++) {
      phase[k] = phaseStep ? 0.1 : 0.1 * k * 0.2;
    }
    double[] own = sampled(g, phase, 0.2);
    double extreme = 0;
    double settled = 0;
    for (int k = 0; k < phase.length; k++) {
      double e = phase[k] - own[k];
      extreme = phaseStep ? Math.min(extreme, e) : Math.max(extreme, e);
      settled = Math.abs(e) > 0.02 ? k * 0.2 : settled;
    }
    return new Response(extreme, settled);
  }

  /** The same step at 60 s of the loop, locked. */
  private static Response measured(Gains gains, boolean phaseStep) {
    LoopRig rig = new LoopRig(LoopRig.SETTINGS, gains);
    rig.reference(5, 0, 60);
    double[] figures = new double[3];
    rig.observer =
        (micros, loop) -> {
          double e = loop.e();
          figures[0] = phaseStep ? Math.min(figures[0], e) : Math.max(figures[0], e);
          figures[1] = Math.abs(e) > 0.02 ? micros / 1e6 - 60.2 : figures[1];
          figures[2] = Math.abs(e);
        };
    if (phaseStep) {
      rig.reference(5, 60.18, 260);
    } else {
      rig.reference(5.1, 60, 260);
    }
    assertThat(figures[2]).isLessThan(2e-5);
    return new Response(figures[0], figures[1]);
  }

  @Test
  void stepInPhaseSettlesAsTheSecondOrderLoop() {
    for (double kd : new double[] {0, 0.10, 0.18}) {
      Gains gains = new Gains(0.35, 0.08, kd);
      compare("phase step 0.1 cycles", kd, gains, true);
    }
  }

  @Test
  void stepInFrequencyLeavesNoError() {
    for (double kd : new double[] {0, 0.10, 0.18}) {
      Gains gains = new Gains(0.35, 0.08, kd);
      compare("frequency step 0.1 Hz", kd, gains, false);
    }
  }

  private static void compare(String what, double kd, Gains gains, boolean phaseStep) {
    Response law = theoryOf(gains, phaseStep);
    Response sampled = sampledOf(gains, phaseStep);
    Response found = measured(gains, phaseStep);
    LoopRig.print(
        "%s, kd %.2f: extreme %.4f cycles (sampled %.4f, continuous %.4f), within 0.02 after %.1f s"
            + " (%.1f, %.1f)",
        what,
        kd,
        found.extreme(),
        sampled.extreme(),
        law.extreme(),
        found.settledS(),
        sampled.settledS(),
        law.settledS());
    assertThat(found.extreme())
        .isCloseTo(sampled.extreme(), offset(0.2 * Math.abs(sampled.extreme())));
    assertThat(found.settledS()).isCloseTo(sampled.settledS(), offset(1.0));
    assertThat(found.extreme()).isCloseTo(law.extreme(), offset(0.35 * Math.abs(law.extreme())));
  }

  @Test
  void jitterIsPassedOnByTheNoiseBandwidth() {
    double sigma = 0.004;
    for (double kd : new double[] {0, 0.10, 0.18}) {
      Gains gains = new Gains(0.35, 0.08, kd);
      double found = passedOn(gains, sigma);
      double[] impulse = new double[4000];
      impulse[0] = 1;
      double linear = 0;
      for (double x : sampled(gains, impulse, 0.2)) {
        linear += x * x;
      }
      double law = 2 * 0.2 * (gains.kp() + gains.ki() / gains.kp()) / 4;
      LoopRig.print(
          "jitter, kd %.2f: variance passed on %.4f (sampled %.4f; 2 B_n T with B_n = (kp +"
              + " ki/kp)/4: %.4f)",
          kd, found, linear, law);
      assertThat(found).isCloseTo(linear, offset(0.1 * linear));
      if (kd == 0) {
        assertThat(found).isCloseTo(law, offset(0.25 * law));
      }
    }
  }

  private static double passedOn(Gains gains, double sigma) {
    Random random = new Random(11);
    LoopRig rig = new LoopRig(LoopRig.SETTINGS, gains);
    double[] sum = new double[2];
    rig.observer =
        (micros, loop) -> {
          double phase = micros % 200_000 / 200_000.0;
          double d = phase - Math.rint(phase);
          sum[0] += micros > 60_000_000 ? d * d : 0;
          sum[1] += micros > 60_000_000 ? 1 : 0;
        };
    for (long k = 1; k < 100_000; k++) {
      rig.reference(Math.round(200_000 * (k + sigma * random.nextGaussian())));
    }
    return sum[0] / sum[1] / (sigma * sigma);
  }

  @Test
  void pullsInAnyReferenceBetweenTheLimits() {
    List<String> all = new ArrayList<>();
    for (double hz : new double[] {2.6, 3.4, 4, 4.5, 4.9, 5.1, 5.5, 6, 6.5, 7, 7.5, 8, 8.2}) {
      LoopRig rig = new LoopRig();
      double settled = rig.settledAfter(0.02, () -> rig.reference(hz, 0.1, 120));
      double multiple = 1000 / rig.loop.tickMs() / hz;
      all.add(String.format(Locale.ROOT, "%.1f: %.0f s x%.0f", hz, settled, multiple));
      assertThat(settled).isLessThan(30);
      assertThat(multiple).isCloseTo(1, offset(1e-4));
    }
    LoopRig.print("pull-in from 5 Hz to Hz: %s", all);
  }

  @Test
  void holdsAReferenceUpToTheLimits() {
    LoopRig rig = new LoopRig(ONE, LoopRig.GAINS);
    rig.reference(5, 0, 60);
    double lost = Double.NaN;
    double hz = 5;
    for (double t = 60; Double.isNaN(lost); t += 1 / hz) {
      rig.reference(Math.round(t * 1e6));
      hz += 0.002 / hz;
      lost = Math.abs(rig.loop.e()) > 0.25 ? hz : lost;
    }
    LoopRig.print("hold-in: rising by 0.002 Hz/s it is lost at %.3f Hz, limit 8.333", lost);
    assertThat(lost).isBetween(8.33, 8.40);
  }

  @Test
  void nothingWindsUpAtALimit() {
    List<String> all = new ArrayList<>();
    for (double beyondS : new double[] {0, 10, 100, 1000}) {
      LoopRig rig = new LoopRig(ONE, LoopRig.GAINS);
      double[] limited = new double[1];
      rig.observer = (micros, loop) -> limited[0] += loop.isLimited() ? 1 : 0;
      rig.reference(8, 0, 60).reference(8.6, 60, 60 + beyondS);
      assertThat(limited[0]).isGreaterThanOrEqualTo(2 * beyondS);
      double backS = 60 + beyondS;
      double settled = rig.settledAfter(0.02, () -> rig.reference(8, backS + 0.1, backS + 100));
      all.add(String.format(Locale.ROOT, "%.0f s: %.1f s", beyondS, settled - backS));
      assertThat(settled - backS).isLessThan(35);
    }
    LoopRig.print("in lock at 8 Hz again after 8.6 Hz for %s", all);
  }

  @Test
  void locksToAMultipleOfASlowReference() {
    List<String> all = new ArrayList<>();
    for (double intervalS : new double[] {0.41, 1, 2, 3}) {
      LoopRig rig = new LoopRig();
      double settled =
          rig.settledAfter(0.02, () -> rig.reference(1 / intervalS, 0.05, 60 * intervalS + 60));
      all.add(String.format(Locale.ROOT, "%.1f s: %.0f s", intervalS, settled));
      assertThat(settled).isLessThan(20 + 15 * intervalS);
      double multiple = 1000 / rig.loop.tickMs() * intervalS;
      double chosen = rig.loop.multiple().orElseThrow().value();
      assertThat(multiple).isCloseTo(chosen, offset(1e-3));
      assertThat(chosen).isEqualTo(Math.min(8, Math.rint(5 * intervalS)));
    }
    LoopRig.print("lock to a reference that ticks every %s", all);
  }

  @Test
  void noGainsThatMayBeConfiguredAreUnstable() {
    long seed = 5;
    Random random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      Gains gains =
          new Gains(
              logUniform(random, 0.02, 10),
              logUniform(random, 0.02, 10),
              0.9 * random.nextDouble());
      double intervalS = logUniform(random, 0.12, 1.6);
      double hz = Math.max(1, Math.rint(5 * intervalS)) / intervalS;
      if (hz > 8 || hz < 2.7) {
        continue;
      }
      LoopRig rig = new LoopRig(new LoopSettings(hz, 1000 / hz, 120, 400, 5), gains);
      double[] worst = new double[4];
      double endS = Math.max(200 * intervalS, 200 / Math.sqrt(gains.ki()));
      rig.observer =
          (micros, loop) -> {
            int quarter = (int) Math.min(3, micros / (0.25e6 * endS));
            worst[quarter] = Math.max(worst[quarter], Math.abs(loop.e()));
          };
      rig.reference(1 / intervalS, 0.02, endS);
      assertThat(worst[3])
          .as("seed %d: %s interval %.3f s", seed, gains, intervalS)
          .isLessThan(1.02 * worst[1] + 1e-3);
    }
  }

  private static double logUniform(Random random, double from, double to) {
    return from * Math.pow(to / from, random.nextDouble());
  }

  @Test
  void quietReferenceLeavesMicrosecondsForADay() {
    for (double hz : new double[] {5, 4.7, 5.123456, 1}) {
      LoopRig rig = new LoopRig();
      double[] worst = new double[1];
      rig.observer =
          (micros, loop) ->
              worst[0] = micros < 600_000_000 ? 0 : Math.max(worst[0], Math.abs(loop.e()));
      rig.reference(hz, 0.05, 86_400);
      LoopRig.print("a day at %.6f Hz: |e| <= %.1e cycles", hz, worst[0]);
      assertThat(worst[0]).isLessThan(2.5e-6 * Math.max(hz, 5));
    }
  }
}
