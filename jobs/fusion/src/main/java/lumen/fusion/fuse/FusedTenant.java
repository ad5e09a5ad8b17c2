package lumen.fusion.fuse;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;
import lumen.fusion.align.AlignedBlock;
import lumen.fusion.align.ReferenceBlock;
import lumen.fusion.align.TenantInput;
import lumen.signal.fusion.ChannelFrameSink;
import lumen.signal.fusion.ChannelId;
import lumen.signal.fusion.FrameSink;
import lumen.signal.fusion.FusionSettings;
import lumen.signal.fusion.TenantFusion;
import lumen.signal.fusion.UreValue;

/**
 * One tenant on the heap: its fusion, and which entries of its logs in state are still needed.
 * Everything it holds is in keyed state too.
 */
final class FusedTenant {
  private final FusionSettings settings;
  private final ToDoubleFunction<String> weightOfSource;
  private final TenantFusion fusion;
  private final TreeMap<Long, Long> inputLastStep = new TreeMap<>();
  private final TreeMap<Long, Long> differencesLastStep = new TreeMap<>();
  private long notBefore;
  private long frontier = Long.MIN_VALUE;
  private long latestInput = Long.MIN_VALUE;
  private long lastFrameStep = Long.MIN_VALUE;
  private int channels;

  FusedTenant(
      FusionSettings settings,
      ToDoubleFunction<String> weightOfSource,
      TenantFusion fusion,
      long notBefore) {
    this.settings = settings;
    this.weightOfSource = weightOfSource;
    this.fusion = fusion;
    this.notBefore = notBefore;
  }

  /** Takes an input that stands in the log under this number. */
  void take(long sequence, TenantInput input) {
    if (input instanceof AlignedBlock block) {
      inputLastStep.put(sequence, block.lastStep());
      latestInput = Math.max(latestInput, settings.grid().ceilMicros(block.lastStep()));
      align(block);
    } else if (input instanceof ReferenceBlock block) {
      inputLastStep.put(sequence, Long.MIN_VALUE);
      Optional<UreValue> which = UreValue.ofKey(block.key());
      for (int i = 0; i < block.micros().length; i++) {
        latestInput = Math.max(latestInput, block.micros()[i]);
        if (which.isPresent()) {
          fusion.reference(which.get(), block.micros()[i], block.values()[i]);
        }
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

  /** The number of the next input. */
  long nextInput() {
    return inputLastStep.isEmpty() ? 0 : inputLastStep.lastKey() + 1;
  }

  /** The number of the next chunk of differences. */
  long nextDifferences() {
    return differencesLastStep.isEmpty() ? 0 : differencesLastStep.lastKey() + 1;
  }

  /** Fuses all steps that are final at the frontier; hands on those that count. */
  void advance(long newFrontier, FrameSink frames, ChannelFrameSink channelFrames) {
    frontier = newFrontier;
    channels = 0;
    fusion.advance(
        newFrontier,
        frame -> {
          if (frame.grid() >= notBefore) {
            lastFrameStep = frame.grid();
            channels = frame.streamsTotal();
            frames.accept(frame);
          }
        },
        channelFrames);
  }

  /** The last step that is final at the frontier. */
  long lastFinal() {
    return frontier == Long.MAX_VALUE
        ? Long.MAX_VALUE
        : settings.grid().floorStep(frontier - settings.horizonMicros());
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

  /** Drops the inputs that no step will read again. */
  void dropInputs(LongConsumer dropped) {
    drop(inputLastStep, fusion.alignedFrom(), dropped);
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
   * Event time from which on the next step can be fused; Long.MAX_VALUE while nothing is known of
   * one.
   */
  long dueMicros() {
    long next = fusion.nextStep();
    return next == Long.MAX_VALUE ? Long.MAX_VALUE : finalMicros(next);
  }

  /** Whether the log has inputs that no advance has gone through yet, or that are still needed. */
  boolean hasInputs() {
    return !inputLastStep.isEmpty();
  }

  /** Event time at which nothing that was ever seen can count any more. */
  long vacantMicros() {
    long at = frontier;
    if (hasInputs()) {
      at = Math.max(at, latestInput + settings.horizonMicros());
    }
    if (lastFrameStep != Long.MIN_VALUE) {
      long steps = settings.windowSteps() + 2L * settings.maxLagSteps() + 2;
      at = Math.max(at, finalMicros(lastFrameStep + steps));
    }
    return notBefore == Long.MIN_VALUE ? at : Math.max(at, finalMicros(notBefore));
  }

  private long finalMicros(long step) {
    return settings.grid().ceilMicros(step) + settings.horizonMicros();
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
    return 1024 + 10L * settings.windowSteps() * Math.max(1, channels);
  }
}
