package lumen.signal.fusion;

import java.io.IOException;
import java.util.function.Supplier;
import lumen.signal.kalman.FilterNoise;
import lumen.state.StateForm;
import lumen.state.StateReader;

/**
 * The figures of now of one tenant: those of its frames, from final differences as far as there
 * are, and from provisional phases behind them.
 *
 * <p>Step g is processed at t_g + delay, after every step that is final by then ({@link
 * TenantFusion}) and before any other; only then does anything change. Differences are formed as
 * those of frames are, with the newest lags, among the channels that take part: those with a
 * provisional phase and an account of at least {@link lumen.signal.now.NowFigures#LEAST_PLV}. A
 * channel with a positive lag is read ahead of the step, so the newest differences are those of
 * step g - L, L the largest lag of any, rounded up, 0 at least. The filtered value of a provisional
 * difference is that of the channel's filter, run on from its newest final state, which is not
 * kept.
 *
 * <p>Everything it keeps is the provisional steps, and what was fresh when; differences are formed
 * again of these after a restore. Not thread-safe.
 */
public final class NowFusion {
  private static final StateForm FORM = new StateForm("tenant-now", 1, 0);
  private static final int EXPECTED_BYTES = 4096;
  private static final long NONE = Long.MIN_VALUE;

  private final FusionSettings settings;
  private final long delayMicros;
  private final long windowSteps;
  private final long horizonMicros;
  private final long maxLagSteps;
  private final FrameComposer composer;
  private final NowGroup group;
  private final References references;
  private final Supplier<FilterNoise> noise;

  private long next = NONE;

  /** What the mode degrade repeats: the figures of now that were held last. */
  private HeldFrame held = HeldFrame.NONE;

  NowFusion(
      FusionSettings settings,
      long delayMicros,
      FrameComposer composer,
      ChannelSet channels,
      References references,
      Supplier<FilterNoise> noise) {
    this.settings = settings;
    this.delayMicros = delayMicros;
    this.windowSteps = settings.windowSteps();
    this.horizonMicros = settings.horizonMicros();
    this.maxLagSteps = settings.maxLagSteps();
    int formedSteps =
        (int) settings.grid().ceilStep(settings.horizonMicros())
            + (int) settings.grid().ceilStep(delayMicros)
            + settings.maxLagSteps()
            + 2;
    this.composer = composer;
    this.group = new NowGroup(settings, formedSteps, channels);
    this.references = references;
    this.noise = noise;
  }

  /**
   * Takes a provisional step of a channel at which it is fresh, later than those before.
   *
   * @param channel channel
   * @param weight weight of its source
   * @param step grid index
   * @param phase provisional phase in cycles, NaN where there is none
   * @param envelope provisional envelope, likewise
   * @param p50 median error in cycles
   * @param p90 90th percentile of it
   * @param plv phase locking of provisional and final phases
   */
  public void accept(
      ChannelId channel,
      double weight,
      long step,
      double phase,
      double envelope,
      double p50,
      double p90,
      double plv) {
    if (next != NONE && step < next - windowSteps) {
      return;
    }
    NowTrack track = group.track(channel);
    track.weight = weight;
    track.steps.append(step, phase, envelope, p50, p90, plv);
  }

  /**
   * Begins at a moment, where nothing is known of what was before but the frames have gone on.
   *
   * @param micros no step is processed that is known before
   */
  public void begin(long micros) {
    long step = settings.grid().floorStep(micros - delayMicros);
    next = knownMicros(step) >= micros ? step : step + 1;
  }

  /** When a step is known: everything at or before this time counts, in microseconds. */
  public long knownMicros(long step) {
    return settings.grid().floorMicros(step) + delayMicros;
  }

  /** The next step that could give a frame; {@link Long#MAX_VALUE} if none, of what is known. */
  public long nextStep() {
    return Math.min(references.firstHeld(next), group.nextStep(next));
  }

  /**
   * Processes a step, not before {@link #nextStep}.
   *
   * @return its frame
   */
  public NowFrame process(long g) {
    group.look(g);
    long waited = group.waited();
    long at = g - waited;
    long lastFinal = settings.grid().floorStep(knownMicros(g) - horizonMicros);
    group.form(lastFinal, at);
    double order = group.order(at);
    group.describe(at, noise);
    SensorLevel sensors = group.sensorLevel();
    Mode mode = composer.modeAhead(g, sensors, references, held.exists());
    HeldFrame levels = composer.levelsAhead(g, mode, sensors, references, held);
    if (mode != Mode.DEGRADE && mode != Mode.NONE) {
      held = levels;
    }
    next = g + 1;
    NowFrame frame =
        new NowFrame(
            settings.grid().seconds(g),
            composer.tenant(),
            g,
            mode,
            order,
            levels.phaseDiff(),
            levels.coherence(),
            levels.entropyRatio(),
            group.fresh(),
            group.total(),
            group.error(false),
            group.error(true),
            delayMicros / 1e6 + waited / settings.grid().hz());
    group.trim(Math.min(next, lastFinal + 1) - maxLagSteps - 1, next);
    return frame;
  }

  /**
   * Tells how the channels are at the step processed last.
   *
   * @param sink receives each that was fresh within the window
   */
  public void channels(NowChannelSink sink) {
    group.channels(sink);
  }

  /** How many numbers it holds, about. */
  public long weight() {
    return 64 + group.weight();
  }

  /** The step that is processed next at the earliest; Long.MIN_VALUE before the first. */
  public long next() {
    return next;
  }

  /** The state of all channels. */
  public byte[] snapshot() {
    return FORM.write(
        EXPECTED_BYTES,
        out -> {
          out.field(
              head -> {
                head.writeLong(delayMicros);
                head.writeLong(next);
              });
          out.field(last -> held.writeTo(last));
          out.field(group::writeTo);
        });
  }

  /**
   * Takes up a state; that of another delay is nothing.
   *
   * @param snapshot what {@link #snapshot} gave
   */
  public void restore(byte[] snapshot) {
    FORM.read(
        snapshot,
        this::readState,
        in -> {
          throw in.damaged("must begin with the mark of a state");
        });
  }

  private NowFusion readState(StateReader in) throws IOException {
    StateReader head = in.field();
    if (head.readLong() != delayMicros) {
      return this;
    }
    next = head.readLong();
    held = HeldFrame.readFrom(in.field());
    group.readFrom(in.field());
    return this;
  }
}
