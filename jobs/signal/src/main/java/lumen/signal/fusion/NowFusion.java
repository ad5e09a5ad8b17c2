package lumen.signal.fusion;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import lumen.signal.kalman.Adaptation;
import lumen.signal.kalman.FilterNoise;
import lumen.state.StateForm;
import lumen.state.StateReader;
import lumen.state.StateWriter;

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
  private static final double NO_DIRECTION = 1e-6;
  private static final double LARGEST_WEIGHT = 1e290;
  private static final long NONE = Long.MIN_VALUE;

  private final FusionSettings settings;
  private final long delayMicros;
  private final long windowSteps;
  private final long horizonMicros;
  private final long maxLagSteps;
  private final int formedSteps;
  private final boolean weighted;
  private final FrameComposer composer;
  private final ChannelSet channels;
  private final References references;
  private final Supplier<FilterNoise> noise;
  private final Map<ChannelId, NowTrack> byId = new TreeMap<>();
  private NowTrack[] tracks = {};
  private double[] prefix = {};

  /** Those that are described at the step at hand, in front. */
  private NowTrack[] described = {};

  /** Those whom the tracks were found among. */
  private FusedChannel[] found = {};

  private long next = NONE;

  /** What the mode degrade repeats: the figures of now that were held last. */
  private HeldFrame held = HeldFrame.NONE;

  /** The step that was read last of all channels. */
  private long readAt = NONE;

  /** Differences up to this step are formed. */
  private long formedTo = NONE;

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
    this.formedSteps =
        (int) settings.grid().ceilStep(settings.horizonMicros())
            + (int) settings.grid().ceilStep(delayMicros)
            + settings.maxLagSteps()
            + 2;
    this.weighted = settings.weighting() == Weighting.ENVELOPE;
    this.composer = composer;
    this.channels = channels;
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
    NowTrack track = track(channel);
    track.weight = weight;
    track.steps.append(step, phase, envelope, p50, p90, plv);
  }

  private NowTrack track(ChannelId id) {
    NowTrack track = byId.get(id);
    if (track == null) {
      track = new NowTrack(id, settings, formedSteps);
      byId.put(id, track);
      gather();
    }
    return track;
  }

  private void gather() {
    tracks = byId.values().toArray(NowTrack[]::new);
    prefix = new double[4 * tracks.length];
    described = new NowTrack[tracks.length];
    found = null;
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
    long first = references.firstHeld(next);
    for (NowTrack track : tracks) {
      if (track.lastFresh != NONE && track.lastFresh + windowSteps > next) {
        return next;
      }
      first = Math.min(first, track.steps.firstAtOrAfter(next));
    }
    return first;
  }

  /**
   * Processes a step, not before {@link #nextStep}.
   *
   * @return its frame
   */
  public NowFrame process(long g) {
    find();
    readAt = NONE;
    int fresh = 0;
    int total = 0;
    double lag = 0;
    for (NowTrack track : tracks) {
      track.now = track.steps.find(g);
      if (track.now >= 0) {
        track.lastFresh = g;
        fresh++;
      }
      total += track.lastFresh != NONE && track.lastFresh + windowSteps > g ? 1 : 0;
      // Of all that are held, so that nothing behind the step at hand is ever read.
      lag = Math.max(lag, track.lag());
    }
    long waited = (long) Math.ceil(lag);
    long at = g - waited;
    long lastFinal = settings.grid().floorStep(knownMicros(g) - horizonMicros);
    form(lastFinal, at);
    double order = readAt == at || read(at) ? order() : Double.NaN;
    describe(lastFinal, at);
    SensorLevel sensors = sensorLevel();
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
            fresh,
            total,
            error(false),
            error(true),
            delayMicros / 1e6 + waited / settings.grid().hz());
    trim(lastFinal);
    return frame;
  }

  /** Looks up what frames know of the channels, where that has changed. */
  private void find() {
    if (found != channels.ordered()) {
      found = channels.ordered();
      for (NowTrack track : tracks) {
        track.fused = channels.find(track.id);
      }
    }
  }

  /** Forms the differences that are not final, of steps up to one; all anew with another lag. */
  private void form(long lastFinal, long upTo) {
    boolean anew = false;
    for (NowTrack track : tracks) {
      anew |= track.formedLag != track.lag();
    }
    if (anew) {
      for (NowTrack track : tracks) {
        track.formedLag = track.lag();
        track.unform();
      }
      formedTo = NONE;
    }
    for (long h = Math.max(formedTo, lastFinal) + 1; h <= upTo; h++) {
      if (read(h)) {
        form(h);
      }
    }
    formedTo = Math.max(formedTo, upTo);
  }

  private boolean read(long step) {
    readAt = step;
    boolean any = false;
    for (NowTrack track : tracks) {
      track.read(step);
      any |= track.phased;
    }
    return any;
  }

  /** As {@link PhaseDifferences}, into the tracks. */
  private void form(long h) {
    double re = 0;
    double im = 0;
    double weight = 0;
    double envelope = 0;
    for (int i = 0; i < tracks.length; i++) {
      NowTrack c = tracks[i];
      prefix[4 * i] = re;
      prefix[4 * i + 1] = im;
      prefix[4 * i + 2] = weight;
      prefix[4 * i + 3] = envelope;
      if (c.phased) {
        re += c.weight * c.cos;
        im += c.weight * c.sin;
        weight += c.weight;
        envelope += c.weight * c.envelope;
      }
    }
    re = 0;
    im = 0;
    weight = 0;
    envelope = 0;
    for (int i = tracks.length - 1; i >= 0; i--) {
      NowTrack c = tracks[i];
      if (c.phased) {
        double othersRe = prefix[4 * i] + re;
        double othersIm = prefix[4 * i + 1] + im;
        double others = prefix[4 * i + 2] + weight;
        double length = Math.sqrt(othersRe * othersRe + othersIm * othersIm);
        if (length > NO_DIRECTION * others) {
          double mean = (prefix[4 * i + 3] + envelope) / others;
          double m = weighted ? Math.min(LARGEST_WEIGHT, c.envelope * mean) : 1;
          c.form(h, othersRe / length, othersIm / length, m);
        }
        re += c.weight * c.cos;
        im += c.weight * c.sin;
        weight += c.weight;
        envelope += c.weight * c.envelope;
      }
    }
  }

  /** Kuramoto order of the phases that were read. */
  private double order() {
    double re = 0;
    double im = 0;
    double weight = 0;
    for (NowTrack c : tracks) {
      if (c.phased) {
        re += c.weight * c.cos;
        im += c.weight * c.sin;
        weight += c.weight;
      }
    }
    return weight > 0 ? Math.min(1, Math.sqrt(re * re + im * im) / weight) : Double.NaN;
  }

  /**
   * The figures of all channels. Their filters run on side by side, step by step: each waits for
   * its own last value, and none for another's.
   */
  private void describe(long lastFinal, long at) {
    int describing = 0;
    for (NowTrack c : tracks) {
      c.described = false;
      if (c.takesPart() && c.differs(at)) {
        c.lookAhead(at - windowSteps + 1);
        described[describing++] = c;
      }
    }
    if (describing == 0) {
      return;
    }
    Adaptation adapt = noise.get().adapt();
    int place = described[0].place(lastFinal + 1);
    for (long h = lastFinal + 1; h <= at; h++) {
      for (int i = 0; i < describing; i++) {
        described[i].stepAhead(h, place, weighted, adapt);
      }
      place = described[0].next(place);
    }
    for (int i = 0; i < describing; i++) {
      described[i].describe(windowSteps);
    }
  }

  private SensorLevel sensorLevel() {
    int described = 0;
    double weight = 0;
    double coherence = 0;
    double phaseDiff = 0;
    double entropyRatio = 0;
    for (NowTrack c : tracks) {
      if (c.described) {
        described++;
        weight += c.weight;
        coherence += c.weight * c.coherence;
        phaseDiff += c.weight * c.phaseDiff;
        entropyRatio += c.weight * c.entropyRatio;
      }
    }
    return described == 0
        ? SensorLevel.NONE
        : new SensorLevel(
            coherence / weight, phaseDiff / weight, entropyRatio / weight, Double.NaN, described);
  }

  /** Weighted mean error of the channels that take part. */
  private double error(boolean tail) {
    double sum = 0;
    double weight = 0;
    for (NowTrack c : tracks) {
      if (c.takesPart()) {
        sum += c.weight * (tail ? c.steps.p90(c.now) : c.steps.p50(c.now));
        weight += c.weight;
      }
    }
    return weight > 0 ? sum / weight : Double.NaN;
  }

  private void trim(long lastFinal) {
    long needed = Math.min(next, lastFinal + 1) - maxLagSteps - 1;
    boolean gone = false;
    for (NowTrack track : tracks) {
      track.steps.dropBefore(needed);
      gone |= isGone(track);
    }
    if (gone) {
      byId.values().removeIf(this::isGone);
      gather();
    }
  }

  private boolean isGone(NowTrack track) {
    return track.steps.isEmpty()
        && (track.lastFresh == NONE || track.lastFresh + windowSteps <= next);
  }

  /**
   * Tells how the channels are at the step processed last.
   *
   * @param sink receives each that was fresh within the window
   */
  public void channels(NowChannelSink sink) {
    for (NowTrack track : tracks) {
      double plv = track.now < 0 ? Double.NaN : track.steps.plv(track.now);
      sink.accept(track.id, track.now >= 0, plv);
    }
  }

  /** How many numbers it holds, about. */
  public long weight() {
    long numbers = 64;
    for (NowTrack track : tracks) {
      numbers += 64 + 6L * track.steps.size() + 5L * formedSteps;
    }
    return numbers;
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
          out.field(this::writeTracks);
        });
  }

  private void writeTracks(StateWriter out) throws IOException {
    for (NowTrack track : tracks) {
      out.field(track::writeTo);
    }
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
    StateReader all = in.field();
    while (all.hasMore()) {
      StateReader one = all.field();
      track(ChannelId.readFrom(one)).readFrom(one);
    }
    return this;
  }
}
