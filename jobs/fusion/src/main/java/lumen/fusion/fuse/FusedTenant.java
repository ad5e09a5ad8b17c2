package lumen.fusion.fuse;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;
import lumen.fusion.bridge.BridgedTenant;
import lumen.fusion.tenant.AlignedBlock;
import lumen.fusion.tenant.CommandInput;
import lumen.fusion.tenant.FactInput;
import lumen.fusion.tenant.NowBlock;
import lumen.fusion.tenant.ReferenceBlock;
import lumen.fusion.tenant.TenantInput;
import lumen.signal.bridge.FusionWeights;
import lumen.signal.fusion.ChannelId;
import lumen.signal.fusion.FusionSettings;
import lumen.signal.fusion.NowFrame;
import lumen.signal.fusion.NowFusion;
import lumen.signal.fusion.TenantFusion;
import lumen.signal.fusion.UreValue;

/**
 * One tenant on the heap: its fusion, its bridge, and which entries of its logs in state are still
 * needed. Everything it holds is in keyed state too.
 */
final class FusedTenant {
  private final FusionSettings settings;
  private final long horizonMicros;
  private final long windowSteps;
  private final long sampledSteps;

  /** After so many steps nothing of a frame can count any more. */
  private final long lastingSteps;

  private final ToDoubleFunction<String> weightOfSource;
  private final TenantFusion fusion;
  private final BridgedTenant bridged;

  /** Null where no figures of now are made. */
  private final NowFusion now;

  /** The blocks of the log of inputs, those first that no step will read soonest. */
  private final PriorityQueue<LoggedInput> inputs = new PriorityQueue<>();

  private final TreeMap<Long, Long> differencesLastStep = new TreeMap<>();

  /** Facts and commands of the log of inputs: their number and time. */
  private final TreeMap<Long, Long> notes = new TreeMap<>();

  private long notBefore;
  private long frontier = Long.MIN_VALUE;
  private long latestInput = Long.MIN_VALUE;
  private long lastFrameStep = Long.MIN_VALUE;
  private long nextInput;
  private int channels;

  /** The last step of a block, and its number in the log. */
  private record LoggedInput(long lastStep, long number) implements Comparable<LoggedInput> {
    @Override
    public int compareTo(LoggedInput other) {
      int byStep = Long.compare(lastStep, other.lastStep);
      return byStep != 0 ? byStep : Long.compare(number, other.number);
    }
  }

  FusedTenant(
      FusionSettings settings,
      ToDoubleFunction<String> weightOfSource,
      TenantFusion fusion,
      BridgedTenant bridged,
      NowFusion now,
      long notBefore) {
    this.settings = settings;
    this.horizonMicros = settings.horizonMicros();
    this.windowSteps = settings.windowSteps();
    this.lastingSteps = windowSteps + 2L * settings.maxLagSteps() + 2;
    this.sampledSteps = Math.max(1, Math.round(settings.grid().hz()));
    this.weightOfSource = weightOfSource;
    this.fusion = fusion;
    this.bridged = bridged;
    this.now = now;
    this.notBefore = notBefore;
  }

  /**
   * Takes an input that stands in the log under this number.
   *
   * @param told whether the bridge's state holds it already
   * @return whether its time is still to come; otherwise it was not taken
   */
  boolean take(long sequence, TenantInput input, boolean told) {
    if (input instanceof AlignedBlock block) {
      inputs.add(new LoggedInput(block.lastStep(), sequence));
      latestInput = Math.max(latestInput, settings.grid().ceilMicros(block.lastStep()));
      align(block);
    } else if (input instanceof ReferenceBlock block) {
      inputs.add(new LoggedInput(Long.MIN_VALUE, sequence));
      reference(block);
      if (!told) {
        bridged.take(block);
      }
    } else if (input instanceof FactInput fact) {
      return bridged.take(fact) && note(sequence, fact.micros());
    } else if (input instanceof CommandInput command) {
      return bridged.take(command) && note(sequence, command.effectiveMicros());
    }
    nextInput = Math.max(nextInput, sequence + 1);
    return true;
  }

  /** Goes on with the numbers of the log of inputs. */
  void numberFrom(long number) {
    nextInput = Math.max(nextInput, number);
  }

  /** Takes an input only if bridge or evidence wait for it. */
  boolean takeNote(long sequence, TenantInput input) {
    return (input instanceof FactInput || input instanceof CommandInput)
        && take(sequence, input, true);
  }

  private boolean note(long sequence, long micros) {
    notes.put(sequence, micros);
    nextInput = Math.max(nextInput, sequence + 1);
    return true;
  }

  /**
   * Takes provisional steps, which stand in no log: where figures of now are made they are kept
   * with these, else they are nothing.
   */
  void take(NowBlock block) {
    if (now == null) {
      return;
    }
    ChannelId channel = new ChannelId(block.source(), block.key());
    double weight = weightOfSource.applyAsDouble(block.source());
    for (int i = 0; i < block.size(); i++) {
      now.accept(
          channel,
          weight,
          block.firstStep() + i,
          block.phase()[i],
          block.envelope()[i],
          block.p50()[i],
          block.p90()[i],
          block.plv()[i]);
    }
  }

  private void reference(ReferenceBlock block) {
    Optional<UreValue> which = UreValue.ofKey(block.key());
    for (int i = 0; i < block.micros().length; i++) {
      latestInput = Math.max(latestInput, block.micros()[i]);
      if (which.isPresent()) {
        fusion.reference(which.get(), block.micros()[i], block.values()[i]);
      }
    }
  }

  private void align(AlignedBlock block) {
    int skip =
        notBefore <= block.firstStep()
            ? 0
            : (int) Math.min(block.size(), notBefore - block.firstStep());
    if (skip == block.size()) {
      return;
    }
    fusion.align(
        new ChannelId(block.source(), block.key()),
        weightOfSource.applyAsDouble(block.source()),
        block.firstStep() + skip,
        from(block.value(), skip),
        from(block.phase(), skip),
        from(block.envelope(), skip),
        block.size() - skip);
  }

  private static double[] from(double[] column, int skip) {
    return skip == 0 ? column : Arrays.copyOfRange(column, skip, column.length);
  }

  /** Notes a chunk of differences that stands in the log under this number. */
  void noteDifferences(long sequence, long lastStep) {
    differencesLastStep.put(sequence, lastStep);
  }

  /** The number of the next input; numbers are never given twice. */
  long nextInput() {
    return nextInput;
  }

  /** The number of the next chunk of differences. */
  long nextDifferences() {
    return differencesLastStep.isEmpty() ? 0 : differencesLastStep.lastKey() + 1;
  }

  /**
   * Fuses all steps that are final at the frontier, each after everything of the bridge that comes
   * before the moment at which it is known, and lets the rest of the bridge happen. The figures of
   * now are formed in between, each at its moment.
   *
   * @return whether the fusion has moved
   */
  boolean advance(long newFrontier, TenantOutputs out) {
    boolean idle = fusion.nextStep() == Long.MAX_VALUE;
    boolean moved = false;
    for (long step = fusion.nextStep();
        step != Long.MAX_VALUE && finalMicros(step) <= newFrontier;
        step = fusion.nextStep()) {
      long known = finalMicros(step);
      formNow(known, out);
      bridged.runBefore(known, out);
      weigh(known);
      fusion.adapt(bridged.noise(known));
      fuse(known, known, isSampled(step, newFrontier), out);
      moved = true;
    }
    formNow(newFrontier, out);
    bridged.runBefore(newFrontier, out);
    if (moved || (idle && hasInputs())) {
      fuse(newFrontier, newFrontier, false, out);
      moved = true;
    }
    return moved;
  }

  /** Forms the figures of now of all steps that are known before a moment. */
  private void formNow(long before, TenantOutputs out) {
    if (now == null) {
      return;
    }
    for (long step = now.nextStep();
        step != Long.MAX_VALUE && now.knownMicros(step) < before;
        step = now.nextStep()) {
      long known = now.knownMicros(step);
      bridged.runBefore(known, out);
      weigh(known);
      fusion.adapt(bridged.noise(known));
      NowFrame frame = now.process(step);
      if (step >= notBefore) {
        out.now(frame);
        if (Math.floorMod(step, sampledSteps) == 0) {
          out.nowChannels(now);
        }
      }
    }
  }

  private void weigh(long knownMicros) {
    double ure = settings.ureWeight();
    double sensors = settings.sensorsWeight();
    Optional<FusionWeights> set = bridged.weights(knownMicros);
    if (set.isPresent()) {
      ure = set.get().ure();
      sensors = set.get().sensors();
    }
    fusion.weigh(ure, sensors);
  }

  /**
   * The last step of a whole second that is final: what the metrics show of the channels. In the
   * end any may be the last.
   */
  private boolean isSampled(long step, long newFrontier) {
    return Math.floorMod(step, sampledSteps) == 0
        && (newFrontier == Long.MAX_VALUE || finalMicros(step + sampledSteps) > newFrontier);
  }

  private void fuse(long newFrontier, long knownMicros, boolean sample, TenantOutputs out) {
    frontier = newFrontier;
    fusion.advance(
        newFrontier,
        frame -> {
          if (frame.grid() >= notBefore) {
            lastFrameStep = frame.grid();
            channels = frame.streamsTotal();
            long tsMicros = settings.grid().floorMicros(frame.grid());
            out.frame(bridged.frame(frame, tsMicros, knownMicros, out));
          }
        },
        out.channelFrames(sample));
  }

  /** The last step that is final at the frontier. */
  long lastFinal() {
    return frontier == Long.MAX_VALUE
        ? Long.MAX_VALUE
        : settings.grid().floorStep(frontier - horizonMicros);
  }

  /**
   * The differences formed since the last call as a chunk, or null; earlier chunks are dropped
   * where they are obsolete.
   */
  byte[] takeDifferences(LongConsumer dropped) {
    long needed = fusion.reformed() ? Long.MAX_VALUE : fusion.differencesFrom();
    drop(differencesLastStep, needed, dropped);
    return fusion.takeDifferences();
  }

  /** Drops all chunks of differences. */
  void dropDifferences(LongConsumer dropped) {
    differencesLastStep.keySet().forEach(dropped::accept);
    differencesLastStep.clear();
  }

  /** Drops the inputs that no step will read again. */
  void dropInputs(LongConsumer dropped) {
    long needed = fusion.alignedFrom();
    while (!inputs.isEmpty() && inputs.element().lastStep() < needed) {
      dropped.accept(inputs.remove().number());
    }
  }

  /** Drops the facts and commands that have happened. */
  void dropNotes(LongConsumer dropped) {
    drop(notes, bridged.frontier(), dropped);
  }

  private static void drop(Map<Long, Long> lastSteps, long needed, LongConsumer dropped) {
    var entries = lastSteps.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Long, Long> entry = entries.next();
      if (entry.getValue() < needed) {
        dropped.accept(entry.getKey());
        entries.remove();
      }
    }
  }

  /**
   * Event time from which on the next step can be fused, or the next thing of the bridge has
   * happened; Long.MAX_VALUE while nothing is known of either.
   */
  long dueMicros() {
    long next = fusion.nextStep();
    long step = next == Long.MAX_VALUE ? Long.MAX_VALUE : finalMicros(next);
    long bridge = bridged.nextMicros();
    long due = Math.min(step, bridge == Long.MAX_VALUE ? Long.MAX_VALUE : bridge + 1);
    return Math.min(due, nowDueMicros());
  }

  private long nowDueMicros() {
    long next = now == null ? Long.MAX_VALUE : now.nextStep();
    return next == Long.MAX_VALUE ? next : now.knownMicros(next) + 1;
  }

  /** The figures of now, null where none are made. */
  NowFusion now() {
    return now;
  }

  /** Whether something happens before the frontier, or inputs wait that no step will read. */
  boolean isDue(long newFrontier) {
    return dueMicros() <= newFrontier || (fusion.nextStep() == Long.MAX_VALUE && hasInputs());
  }

  BridgedTenant bridged() {
    return bridged;
  }

  /** Whether the log has inputs that no advance has gone through yet, or that are still needed. */
  boolean hasInputs() {
    return !inputs.isEmpty();
  }

  /** Event time at which nothing that was ever seen can count any more. */
  long vacantMicros() {
    return Math.max(fusionVacantMicros(), bridged.vacantMicros());
  }

  private long fusionVacantMicros() {
    long at = frontier;
    if (hasInputs()) {
      at = Math.max(at, latestInput + horizonMicros);
    }
    if (lastFrameStep != Long.MIN_VALUE) {
      at = Math.max(at, finalMicros(lastFrameStep + lastingSteps));
    }
    return notBefore == Long.MIN_VALUE ? at : Math.max(at, finalMicros(notBefore));
  }

  private long finalMicros(long step) {
    return settings.grid().ceilMicros(step) + horizonMicros;
  }

  byte[] snapshot() {
    return fusion.snapshot();
  }

  long frontier() {
    return frontier;
  }

  long lastFrameStep() {
    return lastFrameStep;
  }

  void restoreProgress(long storedFrontier, long storedLastFrameStep) {
    frontier = storedFrontier;
    lastFrameStep = storedLastFrameStep;
  }

  long notBefore() {
    return notBefore;
  }

  /** About how many numbers it holds. */
  long weight() {
    long nowWeight = now == null ? 0 : now.weight();
    return 1024 + 10L * windowSteps * Math.max(1, channels) + bridged.weight() + nowWeight;
  }
}
