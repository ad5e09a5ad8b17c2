package lumen.signal.profile;

import lumen.state.StateForm;
import lumen.state.StateReader;

/**
 * What a channel's samples are like, for the notes at the end of a run: gathered sample by sample
 * in order of time, in constant space, the same whatever blocks they come in.
 *
 * <p>Not thread-safe. A call allocates nothing.
 */
public final class ChannelProfile {
  private static final StateForm FORM = new StateForm("channel-profile", 1, 0);
  private static final int EXPECTED_BYTES = 720;

  private final StampProfile stamps;
  private final LevelProfile levels = new LevelProfile();
  private final OctaveVariance octaves = new OctaveVariance();
  private final SequenceSketch sketch = new SequenceSketch();
  private long steps;
  private long phases;
  private double envelopeSquares;

  /**
   * A profile of no sample yet.
   *
   * @param maxGapMicros a longer interval is a pause, in microseconds
   * @param nominalHz rate that is expected in Hz, NaN if none
   */
  public ChannelProfile(long maxGapMicros, double nominalHz) {
    stamps = new StampProfile(maxGapMicros, nominalHz);
  }

  /**
   * Takes samples.
   *
   * @param micros times in microseconds, strictly increasing within and across calls
   * @param values finite values
   * @param from first index
   * @param to index after the last
   */
  public void accept(long[] micros, double[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      stamps.accept(micros[i]);
      levels.accept(values[i]);
      octaves.accept(values[i]);
      sketch.accept(values[i]);
    }
  }

  /** Counts samples that gave way to a later one of the same time. */
  public void equalStamps(int count) {
    stamps.equal(count);
  }

  /**
   * Counts a step of the grid that the channel has come to.
   *
   * @param phase in cycles, NaN if it has none
   * @param envelope amplitude within the band, in the value's unit
   */
  public void step(double phase, double envelope) {
    steps++;
    if (!Double.isNaN(phase)) {
      phases++;
      envelopeSquares += envelope * envelope;
    }
  }

  /** What was gathered so far. */
  public ProfileFigures figures() {
    return new ProfileFigures(
        new ProfileFigures.Stamps(
            stamps.samples(),
            stamps.equal(),
            stamps.fromMicros(),
            stamps.toMicros(),
            stamps.pauses(),
            stamps.pausedMicros(),
            stamps.quantumMicros(),
            stamps.nominalIntervals(),
            stamps.nominalMicros()),
        new ProfileFigures.Levels(
            levels.distinct(), levels.changes(), levels.least(), levels.greatest()),
        octaves.byOctave(),
        sketch.least(),
        new ProfileFigures.Phases(steps, phases, envelopeSquares));
  }

  /** The state, below 1 kB. */
  public byte[] snapshot() {
    return FORM.write(
        EXPECTED_BYTES,
        out -> {
          out.field(stamps::write);
          out.field(levels::write);
          out.field(octaves::write);
          out.field(sketch::write);
          out.field(
              grid -> {
                grid.writeLong(steps);
                grid.writeLong(phases);
                grid.writeDouble(envelopeSquares);
              });
        });
  }

  /**
   * Takes up what {@link #snapshot} returned.
   *
   * @throws lumen.state.StateException if it cannot be read
   */
  public void restore(byte[] snapshot) {
    FORM.read(
        snapshot,
        in -> {
          stamps.read(in.field());
          levels.read(in.field());
          octaves.read(in.field());
          sketch.read(in.field());
          StateReader grid = in.field();
          steps = grid.readLong();
          phases = grid.readLong();
          envelopeSquares = grid.readDouble();
          return this;
        },
        in -> {
          throw in.damaged("must begin with the mark of a state");
        });
  }
}
