package lumen.signal.fusion;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lumen.signal.kalman.FilterNoise;
import lumen.state.StateException;
import lumen.state.StateForm;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * Fusion of the channels of one tenant, step by step on the common grid.
 *
 * <pre>
 *   align(channel, steps) --&gt; lags (every W steps) --&gt; phase differences --&gt; trust --&gt; Kalman filter
 *                                                  --&gt; window statistics --&gt; sensor level
 *   reference(value)      ------------------------------------------------&gt; failover, mixture --&gt; frame
 * </pre>
 *
 * <p>Step g is processed by {@link #advance} once its time plus the horizon of the settings is
 * passed by the frontier; only then does anything change. Given equal blocks and values, equal
 * frames come out, to the bit, however they were cut and in whatever order of channels they came.
 *
 * <p>State is kept in three parts: {@link #snapshot} (small, after every advance), {@link
 * #takeDifferences} (append-only), and the aligned blocks from {@link #alignedFrom} on, which the
 * owner holds and aligns again after {@link #restore}. Cost: O(W) per channel and step, without
 * allocation but for the frames; O(channels * W) per W steps for the lags. Not thread-safe.
 */
public final class TenantFusion {
  private static final StateForm FORM = new StateForm("tenant-fusion", 3, 1);
  private static final StateForm DIFFERENCES = new StateForm("tenant-differences", 4, 0);

  /** Rows of nine numbers, whatever followed from the rest. */
  private static final StateForm ROWS = new StateForm("tenant-differences", 3, 0);

  /** The first version had no phases and no chance levels, and is not read. */
  private static final int BEFORE_FORM = 2;

  private static final int EXPECTED_BYTES = 512;

  private final FusionSettings settings;
  private final long windowSteps;
  private final long horizonMicros;
  private final long maxLagSteps;
  private final long chanceSteps;
  private final ChannelSet channels;
  private final References references;
  private final PresenceCounts presence;
  private final LagFormation lags;
  private final PhaseDifferences differences;
  private final WindowStatistics statistics;
  private final FrameComposer composer;

  /** All earlier steps are final. */
  private long next = Long.MIN_VALUE;

  private int expected;
  private long trimmedFrom = Long.MIN_VALUE;

  private FilterNoise noise;

  /** How often all differences were formed again; chunks of an earlier count are obsolete. */
  private long generation;

  private long takenTo = Long.MIN_VALUE;
  private boolean reformed;

  /** The fusion of a tenant of which nothing is known yet. */
  public TenantFusion(FusionSettings settings, String tenant) {
    this.settings = settings;
    this.windowSteps = settings.windowSteps();
    this.horizonMicros = settings.horizonMicros();
    this.maxLagSteps = settings.maxLagSteps();
    this.chanceSteps = settings.chanceSteps();
    this.channels = new ChannelSet(settings);
    this.references = new References(settings);
    this.presence = new PresenceCounts((int) windowSteps);
    this.lags = new LagFormation(settings);
    this.differences = new PhaseDifferences(settings.weighting());
    this.statistics = new WindowStatistics(settings);
    this.composer = new FrameComposer(settings, tenant);
    this.noise = FilterNoise.of(settings.kalman().adapt());
  }

  /**
   * Takes a block of aligned steps of one channel. The blocks of a channel come in ascending steps,
   * with gaps between them or not; steps already held or no longer needed are skipped.
   *
   * @param channel channel
   * @param weight weight of its source, finite, not negative
   * @param firstStep grid index of the first step of the block
   * @param value band-passed values
   * @param phase phases in cycles, NaN where there is none
   * @param envelope envelopes
   * @param n steps in the block
   */
  public void align(
      ChannelId channel,
      double weight,
      long firstStep,
      double[] value,
      double[] phase,
      double[] envelope,
      int n) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "weight must be finite and not negative: weight=" + weight + " channel=" + channel);
    }
    if (firstStep + n <= alignedFrom()) {
      return;
    }
    FusedChannel c = channels.get(channel);
    c.weight = weight;
    c.aligned.append(firstStep, value, phase, envelope, n);
  }

  /**
   * Takes a value of the reference engine, of a time later than the last final step.
   *
   * @param which which value
   * @param micros its time in microseconds since the epoch
   * @param value finite
   */
  public void reference(UreValue which, long micros, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("reference must be finite: " + which + "=" + value);
    }
    if (next != Long.MIN_VALUE && micros <= settings.grid().floorMicros(next - 1)) {
      throw new IllegalArgumentException(
          "reference must be later than the last final step: %s micros=%d step=%d"
              .formatted(which, micros, next - 1));
    }
    references.add(which, micros, value);
  }

  /**
   * Mixes the levels of the steps still to come by these weights. They are not part of the
   * snapshot: who changes them says so again after a restore.
   *
   * @param ure weight of the reference engine
   * @param sensors weight of the sensors; neither is negative, nor are both 0
   */
  public void weigh(double ure, double sensors) {
    if (!(ure >= 0 && sensors >= 0 && ure + sensors > 0) || Double.isInfinite(ure + sensors)) {
      throw new IllegalArgumentException(
          "weights must be finite, not negative, not both 0: ure=" + ure + " sensors=" + sensors);
    }
    composer.weigh(ure, sensors);
  }

  /**
   * Lets the filters adapt so at the steps still to come. It is not part of the snapshot: who
   * changes it says so again after a restore.
   *
   * @param newNoise how q and r go on; empty: as configured, each from what it has
   */
  public void adapt(Optional<FilterNoise> newNoise) {
    noise = newNoise.orElseGet(() -> FilterNoise.of(settings.kalman().adapt()));
  }

  /**
   * The next step that could give a frame, of what is known now; {@link Long#MAX_VALUE} if none. A
   * timer at its time plus the horizon is enough to miss nothing.
   */
  public long nextStep() {
    if (expected > 0) {
      return next;
    }
    return Math.min(channels.firstAligned(next), references.firstHeld(next));
  }

  /**
   * Processes all steps g with t_g + H at or before the frontier, passing over spans without
   * anything.
   *
   * @param frontierMicros every sample earlier than it has been taken in; {@link Long#MAX_VALUE} at
   *     the end of input
   * @param frames receives the frames
   * @param channelFrames receives the channel frames, may be null
   */
  public void advance(long frontierMicros, FrameSink frames, ChannelFrameSink channelFrames) {
    long last = lastFinal(frontierMicros);
    for (long g = nextStep(); g <= last && g != Long.MAX_VALUE; g = nextStep()) {
      step(g, frames, channelFrames);
      next = g + 1;
    }
    if (last != Long.MAX_VALUE && last >= next) {
      references.advanceTo(last);
      next = last + 1;
    }
    trim();
  }

  private long lastFinal(long frontierMicros) {
    if (frontierMicros == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    return frontierMicros < horizonMicros
        ? Long.MIN_VALUE
        : settings.grid().floorStep(frontierMicros - horizonMicros);
  }

  private void step(long g, FrameSink frames, ChannelFrameSink channelFrames) {
    FusedChannel[] all = channels.ordered();
    for (FusedChannel c : all) {
      c.take(noise);
    }
    if (Math.floorMod(g, windowSteps) == 0 && lags.form(g, all)) {
      formAgain(g, all);
    }
    int present = 0;
    expected = 0;
    for (FusedChannel c : all) {
      c.forgetIfDue(g, windowSteps, noise);
      c.window.dropBefore(g - windowSteps + 1);
      c.read(g);
      c.notePresence(g);
      present += c.present ? 1 : 0;
      expected += c.isExpected() ? 1 : 0;
    }
    differences.form(g, all);
    for (FusedChannel c : all) {
      statistics.describe(c, noise.adapt());
    }
    references.advanceTo(g);
    presence.add(g, present, expected);
    if (expected > 0 || references.hold(g)) {
      frames.accept(composer.compose(g, all, references, differences.order(), presence));
      emitChannels(g, all, channelFrames);
    }
  }

  private void emitChannels(long g, FusedChannel[] all, ChannelFrameSink channelFrames) {
    if (channelFrames == null) {
      return;
    }
    boolean formsChance =
        channelFrames.wantsChance() && Math.floorMod(g, windowSteps) % chanceSteps == 0;
    boolean looks = !channelFrames.wantsChance() && channelFrames.looksAtChance();
    for (FusedChannel c : all) {
      if (formsChance) {
        statistics.formChance(c);
      }
      if (c.isExpected()) {
        ChannelFigures figures = looks ? statistics.look(c) : ChannelFigures.of(c);
        channelFrames.accept(composer.channelFrame(g, c, figures));
      }
    }
  }

  /** Forms the differences of the last W steps again with the new lags, without adapting. */
  private void formAgain(long g, FusedChannel[] all) {
    long first = g - windowSteps;
    for (FusedChannel c : all) {
      c.formAgainFrom(first);
    }
    for (long h = first; h < g; h++) {
      for (FusedChannel c : all) {
        c.read(h);
      }
      differences.form(h, all);
      for (FusedChannel c : all) {
        if (c.differs) {
          c.formedWeight += c.window.newestWeight();
          statistics.filter(c, c.formedWeight / c.window.size());
        }
      }
    }
    generation++;
    reformed = true;
    takenTo = first;
  }

  private void trim() {
    long from = alignedFrom();
    if (from > trimmedFrom) {
      channels.trim(from, next - windowSteps + 1);
      trimmedFrom = from;
    }
  }

  /**
   * The figures of now of the same channels, from what the frames rest on. They change nothing of
   * it, and are kept apart.
   *
   * @param delayMicros how long after its time a step is estimated, in microseconds
   */
  public NowFusion now(long delayMicros) {
    return new NowFusion(settings, delayMicros, composer, channels, references, () -> noise);
  }

  /** Aligned steps before this one are not needed any more. */
  public long alignedFrom() {
    if (next == Long.MIN_VALUE) {
      return next;
    }
    long formsAt = Math.floorDiv(next + windowSteps - 1, windowSteps) * windowSteps;
    return formsAt - windowSteps - maxLagSteps;
  }

  /** Differences of steps before this one are not needed any more. */
  public long differencesFrom() {
    return next == Long.MIN_VALUE ? next : next - windowSteps + 1;
  }

  /**
   * Whether differences were formed again since they were last taken: the next {@link
   * #takeDifferences} replaces all chunks taken before (a restore passes over these, if they are
   * still given).
   */
  public boolean reformed() {
    return reformed;
  }

  /** What is kept of each channel, in the order of the channels. */
  public List<ChannelState> channelStates() {
    return Arrays.stream(channels.ordered()).map(FusedChannel::state).toList();
  }

  /**
   * The values of the reference engine taken hold of by the last step, in the order of the enum.
   */
  public List<ReferenceState> referenceStates() {
    return references.states();
  }

  /** The differences formed since the last call, or null if there are none. */
  public byte[] takeDifferences() {
    reformed = false;
    long from = takenTo;
    takenTo = next;
    int bytes = channels.differenceBytes(from);
    return bytes > 0
        ? DIFFERENCES.write(
            bytes,
            out -> {
              out.field(head -> head.writeLong(generation));
              out.field(all -> channels.writeDifferences(from, all));
            })
        : null;
  }

  /** The state beside differences and aligned steps. */
  public byte[] snapshot() {
    return FORM.write(EXPECTED_BYTES, this::writeState);
  }

  private void writeState(StateWriter out) throws IOException {
    out.field(
        head -> {
          head.writeLong(next);
          head.writeLong(generation);
        });
    out.field(references::writeTo);
    out.field(presence::writeTo);
    out.field(composer::writeTo);
    out.field(all -> channels.writeTo(all, differencesFrom()));
  }

  /**
   * Continues from a snapshot. The blocks of steps from {@link #alignedFrom} on must be aligned
   * again before the next advance; earlier and repeated ones do no harm.
   *
   * @param settings the settings it was taken with
   * @param tenant tenant
   * @param snapshot what {@link #snapshot} gave
   * @param differences the chunks taken up to this snapshot, in the order they were taken
   */
  public static TenantFusion restore(
      FusionSettings settings, String tenant, byte[] snapshot, Iterable<byte[]> differences) {
    TenantFusion fusion = new TenantFusion(settings, tenant);
    try {
      FORM.read(snapshot, fusion::readState, fusion::readOlderState);
      for (byte[] chunk : differences) {
        fusion.readChunk(chunk);
      }
    } catch (StateException e) {
      throw new StateException("tenant=" + tenant + ": " + e.getMessage(), e);
    }
    return fusion;
  }

  private TenantFusion readState(StateReader in) throws IOException {
    readHead(in);
    StateReader all = in.field();
    while (all.hasMore()) {
      expected += channels.readFrom(all.field(), true).isExpected() ? 1 : 0;
    }
    return this;
  }

  private TenantFusion readOlderState(StateReader in) throws IOException {
    in.readVersion(BEFORE_FORM, BEFORE_FORM);
    readHead(in);
    while (in.readBoolean()) {
      expected += channels.readFrom(in, false).isExpected() ? 1 : 0;
    }
    return this;
  }

  private void readHead(StateReader in) throws IOException {
    StateReader head = in.field();
    next = head.readLong();
    takenTo = next;
    generation = head.readLong();
    references.readFrom(in.field());
    presence.readFrom(in.field());
    composer.readFrom(in.field());
  }

  private void readChunk(byte[] chunk) {
    if (ROWS.isOf(chunk)) {
      ROWS.read(chunk, in -> readDifferences(in, channels::readOlderDifferences), in -> this);
    } else {
      DIFFERENCES.read(
          chunk,
          in -> readDifferences(in, channels::readDifferences),
          this::readDifferencesBeforeForm);
    }
  }

  /** Takes the differences of one channel. */
  private interface DifferencesOfChannel {
    void read(long oldestDifference, StateReader in) throws IOException;
  }

  private TenantFusion readDifferences(StateReader in, DifferencesOfChannel reading)
      throws IOException {
    boolean current = in.field().readLong() == generation;
    StateReader all = in.field();
    while (current && all.hasMore()) {
      reading.read(differencesFrom(), all.field());
    }
    return this;
  }

  private TenantFusion readDifferencesBeforeForm(StateReader in) throws IOException {
    in.readVersion(BEFORE_FORM, BEFORE_FORM);
    boolean current = in.readLong() == generation;
    while (current && in.readBoolean()) {
      channels.readOlderDifferences(differencesFrom(), in);
    }
    return this;
  }
}
