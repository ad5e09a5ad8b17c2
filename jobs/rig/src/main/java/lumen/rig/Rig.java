package lumen.rig;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A rig of two tenants with known ground truth: what it plays, and what is true of it.
 *
 * <p>The story of {@code stage_a}, in seconds: locked until 180, lost from 200 to 330, locked again
 * from 350; the headband is off from 370 to 475, longer than the fusion's window; the reference
 * engine is silent from 480 to 550. Its pulse, of 5 Hz and a swing, is 0.1 Hz faster from 50 to
 * 300; at 430 the operator releases the bridge that the loss has stopped. The wrist sensor's clock
 * runs 300 ppm slow. {@code stage_b} has no reference engine: each for itself until 150, locked
 * from 170 to 420 while the hip belt is away from 300 to 325, lost from 440; one of its sensors is
 * a drummer's taps. The story repeats every ten minutes; ten seconds before the end the sensors
 * stop.
 *
 * <p>Cost: about a microsecond for a line. Memory does not depend on the length, but for the
 * truth's 24 bytes a second.
 */
public final class Rig {
  private final RigSettings settings;
  private final List<Story> stories;

  /** A rig of these settings. */
  public Rig(RigSettings settings) {
    this.settings = settings;
    int sensors = settings.sensorsPerTenant();
    stories = List.of(Story.stageA(sensors), Story.stageB(sensors));
  }

  /**
   * Plays it from start to end. Calling it again plays the same again.
   *
   * @param out takes the recording: one event a line, in the order of arrival; not closed
   */
  public Truth play(OutputStream out) throws IOException {
    return play(out, (tenant, source, key, micros, phase) -> {});
  }

  /**
   * Plays it from start to end, and tells the true phases ten times a second.
   *
   * @param out takes the recording
   * @param truth takes the phases
   */
  public Truth play(OutputStream out, TruePhaseSink truth) throws IOException {
    LineQueue lines = new LineQueue(out);
    Garbage garbage = new Garbage();
    List<StoryPlay> plays = stories.stream().map(story -> new StoryPlay(story, settings)).toList();
    long perSecond = Math.round(1 / Oscillators.STEP_S);
    for (long step = 1; step <= settings.seconds() * perSecond; step++) {
      for (StoryPlay play : plays) {
        play.step(step, lines);
      }
      if (step % (perSecond / 10) == 0) {
        for (StoryPlay play : plays) {
          play.tell(step, truth);
        }
      }
      if (step % perSecond == 0) {
        garbage.second(step / perSecond, lines);
      }
      lines.release((double) step * Oscillators.STEP_S);
    }
    lines.releaseAll();
    return truth(plays, garbage, lines.count());
  }

  private Truth truth(List<StoryPlay> plays, Garbage garbage, long total) {
    long events = plays.stream().mapToLong(StoryPlay::events).sum();
    long facts = plays.stream().mapToLong(StoryPlay::facts).sum();
    long late = plays.stream().mapToLong(StoryPlay::late).sum();
    long duplicates = plays.stream().mapToLong(StoryPlay::duplicates).sum();
    double start = RigSettings.START_S;
    return new Truth(
        Truth.VERSION,
        settings.seed(),
        start,
        start + settings.seconds(),
        TruthWindow.WINDOW_S,
        new Truth.Lines(total, events, facts, late, garbage.total(), duplicates),
        garbage.counts(),
        plays.stream().map(StoryPlay::truth).toList());
  }

  /** What the operator of the bridge does: one command a line, in order of time. */
  public String commands() {
    return RigCommands.lines(stories, settings);
  }

  /**
   * The {@code sensors.yaml} that suits the rig: roles, rates, weights, onsets, and the clock's
   * correction.
   */
  public String sensorsYaml() {
    return RigConfig.sensorsYaml(stories);
  }
}
