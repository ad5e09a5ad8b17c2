package lumen.signal.channel;

import java.util.ArrayList;
import java.util.List;

/** Keeps every aligned step; steps compare by their bits. */
final class AlignedRecorder implements AlignedSink {
  /** One step; equal if all bits are. */
  record Step(long step, double value, double phaseCycles, double envelope) {}

  private final List<Step> steps = new ArrayList<>();

  @Override
  public void accept(long step, double value, double phaseCycles, double envelope) {
    steps.add(new Step(step, value, phaseCycles, envelope));
  }

  List<Step> steps() {
    return steps;
  }
}
