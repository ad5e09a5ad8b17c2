package lumen.signal.now;

import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import lumen.signal.channel.RegularSink;
import lumen.signal.cycle.Cycles;
import lumen.signal.cycle.QuickCycles;
import lumen.state.StateForm;
import lumen.state.StateReader;

/**
 * What is known of a channel at once: its provisional phase at every step, {@code delay_s} after
 * the step's time, and how wrong it was.
 *
 * <p>Use, in the order of event time: {@link #arrives} before a sample is conditioned, so that the
 * steps that are due before it are estimated without it; {@link #settle} for each step that the
 * centred filters complete; {@link #runBefore} up to a frontier. What comes out depends on the
 * samples alone. At a step the features are read, the phase is estimated, and then the step that
 * has become final meanwhile is learnt; figures of the account are formed anew once a second.
 *
 * <p>State is kept in two parts: {@link #snapshot}, about 3 kB, and {@link #takeSteps}, the
 * features and errors of the steps since they were taken last. Not thread-safe; allocates nothing
 * in the steady state but the figures, once a second.
 */
public final class NowChannel implements RegularSink {
  private static final StateForm FORM = new StateForm("now-channel", 1, 0);
  private static final StateForm STEPS = new StateForm("now-steps", 1, 0);
  private static final int EXPECTED_BYTES = 4096;
  private static final long NONE = Long.MIN_VALUE;
  private static final long MICROS = 1_000_000;

  /** A channel is fresh for so many of its own intervals, but at least a second. */
  private static final int FRESH_INTERVALS = 5;

  private final NowChannelSettings settings;
  private final int horizonSteps;
  private final long stepsPerSecond;
  private final ProvisionalPhase phase;
  private final NowAccount account;

  /** Final values by step modulo their number, and estimates likewise. */
  private final long[] finalStep;

  private final double[] finalRe;
  private final double[] finalIm;
  private final double[] finalPhase;
  private final double[] finalEnvelope;
  private final long[] estimatedStep;
  private final double[] estimatedPhase;

  private long next = NONE;

  /** When that is known, in microseconds; Long.MAX_VALUE before the first sample. */
  private long due = Long.MAX_VALUE;

  private long newestMicros = NONE;
  private long freshMicros = MICROS;

  /** Whether the segment has a value. */
  private boolean begun;

  private boolean begins = true;
  private int rate;
  private long index;
  private NowFigures figures = NowFigures.NONE;

  private long takenTo = NONE;
  private boolean forgotten;

  /** A channel of which nothing is known. */
  public NowChannel(NowChannelSettings settings) {
    this.settings = settings;
    horizonSteps = settings.horizonSteps();
    stepsPerSecond = Math.max(1, Math.round(settings.filters().grid().hz()));
    phase = new ProvisionalPhase(settings.filters(), horizonSteps);
    account = new NowAccount(settings.filters().windowSteps());
    int held = horizonSteps + 2 + (int) settings.filters().grid().ceilStep(settings.delayMicros());
    finalStep = new long[held];
    finalRe = new double[held];
    finalIm = new double[held];
    finalPhase = new double[held];
    finalEnvelope = new double[held];
    estimatedStep = new long[held];
    estimatedPhase = new double[held];
    clear();
  }

  private void clear() {
    Arrays.fill(finalStep, NONE);
    Arrays.fill(estimatedStep, NONE);
    phase.clear();
    account.clear();
    figures = NowFigures.NONE;
    begun = false;
    begins = true;
    freshMicros = MICROS;
    newestMicros = NONE;
    goTo(NONE);
    takenTo = NONE;
    forgotten = true;
  }

  private void goTo(long step) {
    next = step;
    due = step == NONE ? Long.MAX_VALUE : settings.knownMicros(step);
  }

  /** Forgets everything: the channel joins anew. */
  public void forget() {
    clear();
  }

  /**
   * When the next step is due, in microseconds: samples at that time still count. Long.MAX_VALUE
   * before the first sample.
   */
  public long dueMicros() {
    return due;
  }

  /**
   * When the next step is due at which the channel will still be fresh, in microseconds. Where it
   * is not fresh by the samples that have arrived, the steps in between wait for the next sample,
   * so nothing is due before that sample itself is.
   *
   * @param pendingMicros the first sample to come; Long.MAX_VALUE if none is known
   * @return Long.MAX_VALUE where there is none
   */
  public long freshDueMicros(long pendingMicros) {
    if (next != NONE && isFresh(due)) {
      return due;
    }
    if (pendingMicros == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    long first = settings.firstStep(pendingMicros);
    return settings.knownMicros(next == NONE ? first : Math.max(next, first));
  }

  /**
   * A sample is about to be conditioned: all steps that are due before it are estimated.
   *
   * @param micros its time
   * @param held the newest sample before it, relative to the first of its segment; NaN outside
   * @param rebalanceMicros after a longer interval the channel joins anew
   */
  public void arrives(long micros, double held, long rebalanceMicros, NowSink out) {
    if (newestMicros != NONE && micros - newestMicros > rebalanceMicros) {
      runBefore(micros, held, out);
      clear();
    }
    while (due < micros) {
      step(held, out);
    }
    if (next == NONE) {
      goTo(settings.firstStep(micros));
      takenTo = next;
    }
  }

  /** The samples up to this one were conditioned. */
  public void arrived(long micros) {
    newestMicros = micros;
  }

  @Override
  public void joins(double intervalMicros) {
    freshMicros = Math.max(MICROS, (long) Math.ceil(FRESH_INTERVALS * intervalMicros));
  }

  @Override
  public void begins() {
    begins = true;
  }

  @Override
  public void accept(int rateHz, long k, double value) {
    if (begins || rateHz != rate || k != index + 1) {
      phase.begin(rateHz);
      rate = rateHz;
      begins = false;
      begun = true;
    }
    index = k;
    phase.accept(value);
  }

  /**
   * Takes what the centred filters say of a step; one without a phase has no value.
   *
   * @param step grid index
   * @param value real part
   * @param phaseCycles phase in cycles, or NaN
   * @param envelope modulus
   */
  public void settle(long step, double value, double phaseCycles, double envelope) {
    if (Double.isNaN(phaseCycles)) {
      return;
    }
    int at = place(step);
    finalStep[at] = step;
    finalRe[at] = value;
    finalIm[at] = envelope * QuickCycles.sin(phaseCycles);
    finalPhase[at] = phaseCycles;
    finalEnvelope[at] = envelope;
  }

  /**
   * Estimates all steps that are due before a time, as long as the channel is fresh; what is to be
   * learnt behind that waits for the next sample, if it comes.
   *
   * @param micros everything before it is known
   * @param held the newest sample, relative to the first of its segment; NaN outside
   */
  public void runBefore(long micros, double held, NowSink out) {
    while (due < micros && isFresh(due)) {
      step(held, out);
    }
  }

  private boolean isFresh(long knownMicros) {
    return knownMicros - newestMicros <= freshMicros;
  }

  private void step(double held, NowSink out) {
    long g = next;
    long known = due;
    goTo(g + 1);
    boolean fresh = isFresh(known);
    double cycles = Double.NaN;
    double envelope = Double.NaN;
    if (fresh && begun && !Double.isNaN(held)) {
      phase.hold(held);
      if (phase.step(g, Math.max(0, indexAt(known) - index))) {
        double re = phase.re();
        double im = phase.im();
        cycles = QuickCycles.ofVector(re, im);
        envelope = Math.sqrt(re * re + im * im);
        int at = place(g);
        estimatedStep[at] = g;
        estimatedPhase[at] = cycles;
      }
    }
    learn(g - horizonSteps);
    if (Math.floorMod(g, stepsPerSecond) == 0) {
      figures = account.figures();
    }
    if (fresh) {
      out.accept(g, cycles, envelope, figures);
    }
  }

  private void learn(long m) {
    int at = place(m);
    boolean isFinal = finalStep[at] == m;
    if (isFinal) {
      phase.learn(m, finalRe[at], finalIm[at]);
    }
    if (isFinal && estimatedStep[at] == m) {
      account.add(m, Cycles.wrap(estimatedPhase[at] - finalPhase[at]), finalEnvelope[at]);
    } else {
      account.pass(m);
    }
  }

  private int place(long step) {
    return (int) Math.floorMod(step, (long) finalStep.length);
  }

  /** The last k with k/F at or before a time. */
  private long indexAt(long micros) {
    return Math.floorDiv(micros, MICROS) * rate + Math.floorMod(micros, MICROS) * rate / MICROS;
  }

  /** The figures of the account as they were formed last. */
  public NowFigures figures() {
    return figures;
  }

  /** The step that is estimated next; Long.MIN_VALUE before the first sample. */
  public long nextStep() {
    return next;
  }

  /** Steps before this one need not be kept. */
  public long keptFrom() {
    return next == NONE
        ? NONE
        : next - 1 - Math.max(horizonSteps + 1, settings.filters().windowSteps() + horizonSteps);
  }

  /**
   * Whether everything was forgotten since {@link #takeSteps} was called last: what it gave before
   * is nothing any more.
   */
  public boolean wasForgotten() {
    return forgotten;
  }

  /** Features, estimates and errors of the steps since the last call; null if there are none. */
  public byte[] takeSteps() {
    forgotten = false;
    if (next == NONE || takenTo == next) {
      return null;
    }
    long first = Math.max(takenTo, next - 1 - horizonSteps);
    long errorsFrom = takenTo == NONE ? NONE : takenTo - horizonSteps;
    takenTo = next;
    return STEPS.write(
        EXPECTED_BYTES,
        out -> {
          out.field(steps -> writeSteps(first, steps));
          out.field(errors -> account.writeFrom(errorsFrom, errors));
        });
  }

  private void writeSteps(long first, DataOutput out) throws IOException {
    for (long step = first; step < next; step++) {
      if (phase.keeps(step)) {
        out.writeLong(step);
        phase.writeStep(step, out);
        boolean estimated = estimatedStep[place(step)] == step;
        out.writeDouble(estimated ? estimatedPhase[place(step)] : Double.NaN);
      }
    }
  }

  /** The state beside the steps. */
  public byte[] snapshot() {
    return FORM.write(EXPECTED_BYTES, out -> out.field(this::writeState));
  }

  private void writeState(DataOutput out) throws IOException {
    out.writeLong(settings.shape());
    out.writeLong(next);
    out.writeLong(newestMicros);
    out.writeLong(freshMicros);
    out.writeBoolean(begun);
    out.writeBoolean(begins);
    out.writeInt(rate);
    out.writeLong(index);
    out.writeDouble(figures.p50());
    out.writeDouble(figures.p90());
    out.writeDouble(figures.plv());
    phase.writeTo(out);
    for (int at = 0; at < finalStep.length; at++) {
      if (next != NONE && finalStep[at] >= next - horizonSteps) {
        out.writeLong(finalStep[at]);
        out.writeDouble(finalRe[at]);
        out.writeDouble(finalIm[at]);
        out.writeDouble(finalPhase[at]);
        out.writeDouble(finalEnvelope[at]);
      }
    }
  }

  /**
   * Continues where another one was.
   *
   * @param snapshot what {@link #snapshot} gave
   * @param steps what {@link #takeSteps} gave, in its order, as far as it is needed
   * @return whether it does; with other settings it begins anew
   */
  public boolean restore(byte[] snapshot, Iterable<byte[]> steps) {
    clear();
    boolean mine =
        FORM.read(
            snapshot,
            in -> readState(in.field()),
            in -> {
              throw in.damaged("must begin with the mark of a state");
            });
    if (!mine) {
      return false;
    }
    forgotten = false;
    for (byte[] chunk : steps) {
      STEPS.read(
          chunk,
          in -> {
            readSteps(in.field());
            account.readFrom(in.field());
            return chunk;
          },
          in -> {
            throw in.damaged("must begin with the mark of a state");
          });
    }
    if (next != NONE) {
      account.pass(next - 1 - horizonSteps);
    }
    return true;
  }

  private boolean readState(StateReader in) throws IOException {
    if (in.readLong() != settings.shape()) {
      return false;
    }
    goTo(in.readLong());
    takenTo = next;
    newestMicros = in.readLong();
    freshMicros = in.readLong();
    begun = in.readBoolean();
    begins = in.readBoolean();
    rate = in.readInt();
    index = in.readLong();
    figures = new NowFigures(in.readDouble(), in.readDouble(), in.readDouble());
    phase.readFrom(in);
    while (in.hasMore()) {
      long step = in.readLong();
      int at = place(step);
      finalStep[at] = step;
      finalRe[at] = in.readDouble();
      finalIm[at] = in.readDouble();
      finalPhase[at] = in.readDouble();
      finalEnvelope[at] = in.readDouble();
    }
    return true;
  }

  private void readSteps(StateReader in) throws IOException {
    while (in.hasMore()) {
      long step = in.readLong();
      phase.readStep(step, in);
      double cycles = in.readDouble();
      if (!Double.isNaN(cycles)) {
        estimatedStep[place(step)] = step;
        estimatedPhase[place(step)] = cycles;
      }
    }
  }
}
