package lumen.signal.fusion;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All values of the reference engine that one tenant has. */
final class References {
  private final Map<UreValue, ReferenceTrack> tracks = new EnumMap<>(UreValue.class);

  References(FusionSettings settings) {
    for (UreValue which : UreValue.values()) {
      tracks.put(which, new ReferenceTrack(settings.grid(), settings.staleAfterMicros()));
    }
  }

  void add(UreValue which, long micros, double value) {
    tracks.get(which).add(micros, value);
  }

  void advanceTo(long step) {
    for (ReferenceTrack track : tracks.values()) {
      track.advanceTo(step);
    }
  }

  double at(UreValue which, long step) {
    return tracks.get(which).at(step);
  }

  /** A value at a step that is reached or to come, of what is known of it. */
  double ahead(UreValue which, long step) {
    return tracks.get(which).ahead(step);
  }

  /** Whether one of the three levels holds at a step that is reached or to come. */
  boolean holdAhead(long step) {
    return !Double.isNaN(ahead(UreValue.COHERENCE, step))
        || !Double.isNaN(ahead(UreValue.PHASE_DIFF, step))
        || !Double.isNaN(ahead(UreValue.HARMONY, step));
  }

  /** Whether one of the three levels holds at the step reached. */
  boolean hold(long step) {
    return !Double.isNaN(at(UreValue.COHERENCE, step))
        || !Double.isNaN(at(UreValue.PHASE_DIFF, step))
        || !Double.isNaN(at(UreValue.HARMONY, step));
  }

  /** The first step at or after {@code next} at which one of the three levels holds. */
  long firstHeld(long next) {
    long coherence = tracks.get(UreValue.COHERENCE).firstHeld(next);
    long phaseDiff = tracks.get(UreValue.PHASE_DIFF).firstHeld(next);
    long harmony = tracks.get(UreValue.HARMONY).firstHeld(next);
    return Math.min(coherence, Math.min(phaseDiff, harmony));
  }

  List<ReferenceState> states() {
    List<ReferenceState> states = new ArrayList<>();
    tracks.forEach((which, track) -> track.held(which).ifPresent(states::add));
    return states;
  }

  void writeTo(DataOutput out) throws IOException {
    for (ReferenceTrack track : tracks.values()) {
      track.writeTo(out);
    }
  }

  void readFrom(DataInput in) throws IOException {
    for (ReferenceTrack track : tracks.values()) {
      track.readFrom(in);
    }
  }
}
