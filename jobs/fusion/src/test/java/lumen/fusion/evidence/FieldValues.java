package lumen.fusion.evidence;

import java.util.EnumMap;
import java.util.Map;
import lumen.signal.fusion.FusedFrame;
import lumen.signal.fusion.Mode;

/** Fields of a frame for tests; what is not set is not given. */
final class FieldValues {
  private final Map<Field, Double> numbers = new EnumMap<>(Field.class);
  private Mode mode = Mode.FUSED;
  private String state = "";

  static FieldValues none() {
    return new FieldValues();
  }

  FieldValues with(Field field, double value) {
    numbers.put(field, value);
    return this;
  }

  FieldValues mode(Mode value) {
    mode = value;
    return this;
  }

  FieldValues state(String value) {
    state = value;
    return this;
  }

  private double of(Field field) {
    return numbers.getOrDefault(field, Double.NaN);
  }

  FrameFields frame() {
    FusedFrame frame =
        new FusedFrame(
            1,
            "t",
            1,
            mode,
            of(Field.PHASE_DIFF),
            of(Field.HARMONY),
            of(Field.COHERENCE),
            of(Field.ENTROPY_RATIO),
            of(Field.SYNC_QUALITY),
            of(Field.ORDER),
            of(Field.Q),
            of(Field.R),
            of(Field.KP),
            of(Field.KI),
            of(Field.KD),
            (int) of(Field.STREAMS_FRESH),
            (int) of(Field.STREAMS_TOTAL),
            null);
    return FrameFields.of(
        frame,
        new BridgeFields(
            of(Field.TICK_MS),
            of(Field.HZ),
            of(Field.E),
            state,
            of(Field.BRIDGE_SYNC_QUALITY),
            of(Field.BRIDGE_ENTROPY_RATIO),
            of(Field.BRIDGE_PHASE_DIFF),
            of(Field.ROLLBACK_RATIO_5M),
            of(Field.RESIDUAL_STDDEV_10M)));
  }

  Reading reading() {
    return new Reading(frame(), new double[0]);
  }
}
