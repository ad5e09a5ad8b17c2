package lumen.fusion.bridge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import lumen.fusion.evidence.BridgeFields;
import lumen.signal.bridge.CommandHold;
import lumen.signal.bridge.FusionWeights;
import lumen.signal.fusion.Mode;
import lumen.signal.kalman.Adaptation;
import lumen.signal.kalman.FilterNoise;
import lumen.state.StateReader;

/**
 * What is kept of a tenant between its bridge and its evidence, beside theirs: the last mode, the
 * weights that were set, how a command lets the filters adapt, the newest tick, and when what was
 * heard.
 *
 * <p>Behind a pause it begins anew by itself, at a time of event time, so its owner may drop it
 * from then on: what a command has set after {@link CommandHold}, everything else after 10 min.
 */
final class TenantStatus {
  /**
   * Without a reference for so long there is nothing to bridge: frames do not keep up the tick. A
   * recording of months would else be millions of ticks that nobody asked for.
   */
  private static final long REST_MICROS = 600_000_000;

  private static final long NEVER = Long.MIN_VALUE;

  /** The version of a stored bridge whose weights do not tell who has set them. */
  private static final int ONE_KIND_OF_WEIGHTS = 1;

  /** From this version on a stored status has an end of its own. */
  private static final int DELIMITED = 3;

  private Optional<Mode> mode = Optional.empty();
  private Optional<FusionWeights> ofCommand = Optional.empty();
  private Optional<FusionWeights> ofRule = Optional.empty();
  private Optional<FilterNoise> noise = Optional.empty();
  private BridgeFields newest = BridgeFields.NONE;

  /** When the reference engine was heard last. */
  private long referenceMicros = NEVER;

  /** When anything was heard last. */
  private long heardMicros = NEVER;

  /** Takes note that something happens; what is too old by then is forgotten before. */
  void hear(long micros) {
    forgetAt(micros);
    heardMicros = Math.max(heardMicros, micros);
  }

  private void forgetAt(long micros) {
    if (heardMicros == NEVER) {
      return;
    }
    if (micros >= heardMicros + REST_MICROS) {
      mode = Optional.empty();
      ofRule = Optional.empty();
      newest = BridgeFields.NONE;
      referenceMicros = NEVER;
    }
    if (isForgotten(micros)) {
      ofCommand = Optional.empty();
      noise = Optional.empty();
    }
  }

  /** Whether what commands have set is forgotten at a time, if nothing is heard before. */
  boolean isForgotten(long micros) {
    return heardMicros != NEVER && micros >= heardMicros + CommandHold.MICROS;
  }

  void referenceHeard(long micros) {
    referenceMicros = micros;
  }

  /** Whether there is a reference to follow. */
  boolean follows(long micros) {
    return referenceMicros != NEVER && micros - referenceMicros <= REST_MICROS;
  }

  /** The mode of the frame before. */
  Optional<Mode> mode() {
    return mode;
  }

  void mode(Mode newMode) {
    mode = Optional.of(newMode);
  }

  /** The newest tick as rules read it. */
  BridgeFields newest() {
    return newest;
  }

  void newest(BridgeFields tick) {
    newest = tick;
  }

  /** A command has set weights: they hold until others are set. */
  void commandWeights(FusionWeights weights) {
    ofCommand = Optional.of(weights);
    ofRule = Optional.empty();
  }

  /** A rule has set weights: they hold until others are set, or the tenant rests. */
  void ruleWeights(FusionWeights weights) {
    ofRule = Optional.of(weights);
  }

  /** The weights that were set and hold at a time. */
  Optional<FusionWeights> weights(long micros) {
    forgetAt(micros);
    return ofRule.or(() -> ofCommand);
  }

  /** A command has said how the filters adapt; empty: as configured. */
  void commandNoise(Optional<FilterNoise> ordered) {
    noise = ordered.map(next -> noise.map(before -> before.then(next)).orElse(next));
  }

  /** How a command lets the filters adapt at a time; empty: as configured. */
  Optional<FilterNoise> noise(long micros) {
    forgetAt(micros);
    return noise;
  }

  /**
   * Event time from which on nothing of it can matter any more.
   *
   * @param commanded whether a command was obeyed
   */
  long idleMicros(boolean commanded) {
    if (heardMicros == NEVER) {
      return NEVER;
    }
    boolean held = commanded || ofCommand.isPresent() || noise.isPresent();
    return heardMicros + (held ? CommandHold.MICROS : REST_MICROS);
  }

  void writeTo(DataOutput to) throws IOException {
    to.writeUTF(mode.map(Mode::wireName).orElse(""));
    write(ofCommand, to);
    to.writeLong(referenceMicros);
    write(newest, to);
    write(ofRule, to);
    to.writeLong(heardMicros);
    to.writeBoolean(noise.isPresent());
    if (noise.isPresent()) {
      to.writeUTF(noise.get().adapt().name());
      to.writeDouble(noise.get().q());
      to.writeDouble(noise.get().r());
    }
  }

  /**
   * Takes back a state. Of one that does not tell who has set its weights, they are a command's; in
   * one of before 3.1 no command has said how filters adapt.
   *
   * @param version version of the stored bridge
   * @param frontierMicros everything before it had happened
   */
  void readFrom(StateReader in, int version, long frontierMicros) throws IOException {
    mode = Mode.named(in.readUTF());
    ofCommand = readWeights(in);
    referenceMicros = in.readLong();
    newest = readTick(in);
    if (version == ONE_KIND_OF_WEIGHTS) {
      heardMicros = frontierMicros;
    } else {
      ofRule = readWeights(in);
      heardMicros = in.readLong();
    }
    if (version >= DELIMITED && in.hasMore() && in.readBoolean()) {
      noise =
          Optional.of(
              new FilterNoise(Adaptation.valueOf(in.readUTF()), in.readDouble(), in.readDouble()));
    }
  }

  private static void write(Optional<FusionWeights> weights, DataOutput to) throws IOException {
    to.writeBoolean(weights.isPresent());
    if (weights.isPresent()) {
      to.writeDouble(weights.get().ure());
      to.writeDouble(weights.get().sensors());
    }
  }

  private static Optional<FusionWeights> readWeights(DataInput in) throws IOException {
    return in.readBoolean()
        ? Optional.of(new FusionWeights(in.readDouble(), in.readDouble()))
        : Optional.empty();
  }

  private static void write(BridgeFields tick, DataOutput to) throws IOException {
    to.writeUTF(tick.state());
    to.writeDouble(tick.tickMs());
    to.writeDouble(tick.hz());
    to.writeDouble(tick.e());
    to.writeDouble(tick.syncQuality());
    to.writeDouble(tick.entropyRatio());
    to.writeDouble(tick.phaseDiff());
    to.writeDouble(tick.rollbackRatio5m());
    to.writeDouble(tick.residualStddev10m());
  }

  private static BridgeFields readTick(DataInput in) throws IOException {
    String state = in.readUTF();
    double tickMs = in.readDouble();
    double hz = in.readDouble();
    double e = in.readDouble();
    return new BridgeFields(
        tickMs,
        hz,
        e,
        state,
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble());
  }
}
