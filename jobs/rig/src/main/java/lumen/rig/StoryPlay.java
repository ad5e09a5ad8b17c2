package lumen.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Plays one tenant's story: its oscillators, its sensors, its reference engine and its notes, and
 * keeps the truth.
 */
final class StoryPlay {
  private static final int TRUTH_STEPS =
      (int) Math.rint(1 / (TruthWindow.RATE_HZ * Oscillators.STEP_S));
  private static final int SECOND_STEPS = (int) Math.rint(1 / Oscillators.STEP_S);
  private static final double WARM_UP_S = 3;

  private final Story story;
  private final RigSettings settings;
  private final Oscillators group;
  private final List<SensorPlay> sensors = new ArrayList<>();
  private final TruthWindow window;
  private final TruthPhases phases;
  private final Optional<ReferencePlay> reference;
  private long facts;

  StoryPlay(Story story, RigSettings settings) {
    this.story = story;
    this.settings = settings;
    int size = story.sensors().size();
    String name = story.tenant();
    boolean together = story.couplings().get(0).start() > 0.5;
    group = new Oscillators(size, new Noise(settings.seed(), name + "/group"), together);
    Noise noise = new Noise(settings.seed(), name + "/reference");
    reference = story.pulse().map(pulse -> new ReferencePlay(story, pulse, noise));
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      Sensor sensor = story.sensors().get(i);
      String channel = name + "/" + sensor.source() + "/" + sensor.key();
      Noise own = new Noise(settings.seed(), channel);
      sensors.add(new SensorPlay(sensor, name, i, own, settings.sensorSeconds()));
      weights[i] = sensor.weight();
    }
    window = new TruthWindow(weights);
    phases = new TruthPhases(story, settings);
    for (long k = Math.round(-WARM_UP_S / Oscillators.STEP_S); k < 0; k++) {
      group.advance(k * Oscillators.STEP_S, story.couplings().get(0).start());
    }
  }

  /** Plays the step that ends {@code step} hundredths of a second after the start. */
  void step(long step, LineQueue lines) {
    double nowS = (double) step * Oscillators.STEP_S;
    double storyS = nowS % RigSettings.CYCLE_S;
    group.advance(nowS, story.couplingAt(storyS));
    for (SensorPlay sensor : sensors) {
      sensor.step(group, nowS, lines);
    }
    if (step % TRUTH_STEPS == 0) {
      window.accept(truePhases(nowS));
    }
    if (step % SECOND_STEPS == 0) {
      phases.accept(step / SECOND_STEPS, window.figures());
      notes(storyS, nowS, lines);
    }
    reference.ifPresent(play -> play.step(step, nowS, window, lines));
  }

  /** Tells the phases at the end of the step. */
  void tell(long step, TruePhaseSink truth) {
    long micros = RigSettings.START_S * 1_000_000 + Math.round(step * Oscillators.STEP_S * 1e6);
    for (int i = 0; i < sensors.size(); i++) {
      Sensor sensor = sensors.get(i).sensor();
      double phase = group.phase(i, sensor.delayS());
      truth.accept(story.tenant(), sensor.source(), sensor.key(), micros, phase);
    }
  }

  private double[] truePhases(double nowS) {
    double[] values = new double[sensors.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = sensors.get(i).phase(group, nowS);
    }
    return values;
  }

  private void notes(double storyS, double nowS, LineQueue lines) {
    for (Story.Note note : story.notes()) {
      if (note.atS() == Math.rint(storyS)) {
        facts++;
        lines.add(
            nowS + 0.2, EventWriter.text(story.tenant(), nowS, "notes", "stage", note.text()));
      }
    }
  }

  /** What was true of this tenant, once the last step has been played. */
  Truth.Tenant truth() {
    List<Truth.Channel> channels = new ArrayList<>();
    for (SensorPlay play : sensors) {
      channels.add(channel(play));
    }
    return new Truth.Tenant(
        story.tenant(),
        phases.phases(),
        story.pulse().isPresent(),
        phases.turns(story.silences()),
        story.pulse().map(this::truePulse).orElse(null),
        RigSettings.START_S + settings.sensorSeconds(),
        phases.track(),
        channels);
  }

  private Truth.Pulse truePulse(Pulse pulse) {
    List<Truth.Step> steps = new ArrayList<>();
    for (double turn = 0; turn < settings.seconds(); turn += RigSettings.CYCLE_S) {
      for (Pulse.Step step : pulse.steps()) {
        Span span = step.span().shifted(RigSettings.START_S + turn);
        steps.add(new Truth.Step(span.fromS(), span.toS(), step.hz()));
      }
    }
    return new Truth.Pulse(
        RigSettings.START_S,
        RigSettings.START_S + settings.seconds(),
        pulse.baseHz(),
        pulse.swingHz(),
        pulse.swingS(),
        steps);
  }

  private Truth.Channel channel(SensorPlay play) {
    Sensor sensor = play.sensor();
    boolean taps = sensor.kind() == Sensor.Kind.TAPS;
    Sensor.Clock clock = sensor.clock();
    return new Truth.Channel(
        sensor.source(),
        sensor.key(),
        taps ? null : sensor.rateHz(),
        taps ? "onset" : "linear",
        sensor.delayS(),
        sensor.weight(),
        story.lagS(sensor),
        new Truth.Clock(clock.offsetS(), clock.ppm(), !clock.equals(Sensor.Clock.TRUE)),
        phases.turns(sensor.dead()),
        play.events(),
        play.late(),
        play.spikes());
  }

  long events() {
    return reference.map(ReferencePlay::events).orElse(0L) + sum(SensorPlay::events);
  }

  long late() {
    return sum(SensorPlay::late);
  }

  long duplicates() {
    return sum(SensorPlay::duplicates);
  }

  long facts() {
    return facts;
  }

  private long sum(ToLongFunction<SensorPlay> count) {
    return sensors.stream().mapToLong(count).sum();
  }
}
