package lumen.rig;

/**
 * Plays the reference engine of one tenant: a tick with every cycle of its pulse, at its time to a
 * microsecond and with its number, and every two seconds its figures of the group, once they are
 * known, and the rate of its pulse. While it is silent the pulse goes on.
 */
final class ReferencePlay {
  private static final int FIGURES_STEPS = (int) Math.rint(2 / Oscillators.STEP_S);
  private static final int LEAST = 25;
  private static final double LATENCY_S = 0.04;
  private static final double BLUR = 0.002;

  private final Story story;
  private final Pulse pulse;
  private final Noise noise;
  private long nextTick;
  private long events;

  ReferencePlay(Story story, Pulse pulse, Noise noise) {
    this.story = story;
    this.pulse = pulse;
    this.noise = noise;
  }

  /** Plays the step that ends at {@code nowS} and has this number. */
  void step(long step, double nowS, TruthWindow window, LineQueue lines) {
    while (nextTick <= pulse.cyclesAt(nowS)) {
      double atS = pulse.beginS((double) nextTick, nowS);
      if (speaksAt(atS)) {
        send(atS, "/ure/tick", (double) nextTick, lines);
      }
      nextTick++;
    }
    if (step % FIGURES_STEPS == 0 && speaksAt(nowS)) {
      figures(window.figures(LEAST), nowS, lines);
    }
  }

  private void figures(TruthWindow.Figures truth, double nowS, LineQueue lines) {
    if (!Double.isNaN(truth.coherence())) {
      send(nowS, "ure_phase_diff_mean", blur(truth.phaseDiff(), 0.5), lines);
      send(nowS, "ure_harmony_index", blur(truth.closeness(), 1), lines);
      send(nowS, "ure_coherence_level", blur(truth.coherence(), 1), lines);
      send(nowS, "ure_residual_entropy_last", blur(truth.entropyRatio(), 1), lines);
      send(nowS, "ure_hz", pulse.hzAt(nowS), lines);
    }
  }

  private double blur(double value, double limit) {
    return Math.max(0, Math.min(limit, value + BLUR * noise.gaussian()));
  }

  private void send(double atS, String key, double value, LineQueue lines) {
    events++;
    lines.add(atS + LATENCY_S, EventWriter.number(story.tenant(), atS, "ure", key, value));
  }

  private boolean speaksAt(double seconds) {
    return story.speaksAt(seconds % RigSettings.CYCLE_S);
  }

  long events() {
    return events;
  }
}
