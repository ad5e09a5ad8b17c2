package lumen.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happens to one tenant, in seconds from the start of a turn of {@value RigSettings#CYCLE_S}
 * s.
 *
 * @param tenant name of the tenant
 * @param couplings the whole turn, without holes
 * @param pulse pulse of the reference engine that listens to this tenant, if one does
 * @param silences spans in which the reference engine publishes nothing
 * @param sensors the sensors, each on a member of its own
 * @param notes what the people on stage wrote down
 * @param commands what the operator of the bridge does
 */
record Story(
    String tenant,
    List<Coupling> couplings,
    Optional<Pulse> pulse,
    List<Span> silences,
    List<Sensor> sensors,
    List<Note> notes,
    List<Command> commands) {

  /** A text event at a moment of the story. */
  record Note(double atS, String text) {}

  /**
   * A command to the bridge.
   *
   * @param atS from when on it holds, in seconds of the story; the next tick of the reference
   *     engine is awaited
   * @param name what its id begins with; of two at one moment the first in the alphabet comes first
   * @param type what it does
   * @param fields what else it says, as members of a JSON object
   */
  record Command(double atS, String name, String type, String fields) {}

  private static final double[] EXTRA_RATES = {100, 64, 50, 25};

  Story {
    couplings = List.copyOf(couplings);
    silences = List.copyOf(silences);
    sensors = List.copyOf(sensors);
    notes = List.copyOf(notes);
    commands = List.copyOf(commands);
  }

  // Delays: against the mean of the others near a whole step of the 5 Hz grid. Rhythms of about
  // five steps have
  // correlation peaks as far apart as that, and one seen between two steps looks lower than its
  // neighbour a cycle off.

  /**
   * Locked, lost, locked again; then a sensor is gone for longer than the window, then the
   * reference engine.
   */
  static Story stageA(int sensors) {
    List<Sensor> cast = new ArrayList<>();
    cast.add(Sensor.wave("chest_belt", "acc_z", 100, 0.02, 1.8).withLateShare(2e-4));
    cast.add(
        Sensor.wave("wrist", "ppg", 64, 0.32, 240)
            .withClock(new Sensor.Clock(0, 300))
            .withLateShare(4e-4));
    cast.add(Sensor.wave("headband", "acc_y", 50, 0.13, 0.7).withJitter(0.35).deadIn(370, 475));
    cast.add(Sensor.wave("floor_mat", "pressure", 25, 0.21, 35));
    addExtras(cast, "a", sensors);
    List<Coupling> couplings =
        List.of(
            Coupling.of(0, 180, 1, 1),
            Coupling.of(180, 200, 1, 0),
            Coupling.of(200, 330, 0, 0),
            Coupling.of(330, 350, 0, 1),
            Coupling.of(350, 600, 1, 1));
    List<Note> notes =
        List.of(
            new Note(1, "take begins, everybody on the count"),
            new Note(185, "the group falls apart"),
            new Note(335, "count-in, they find each other again"),
            new Note(372, "headband off"),
            new Note(476, "headband on again"));
    return new Story(
        "stage_a",
        couplings,
        Optional.of(pulseOfStageA()),
        List.of(new Span(480, 550)),
        cast,
        notes,
        releaseOfStageA());
  }

  /**
   * A loop with ki = 0.08 Hz per cycle and second follows a rate that moves by a Hz/s at a/ki
   * cycles: at most 0.016 here, inside the budget of 0.02. The faster tempo ends while the bridge
   * is stopped.
   */
  private static Pulse pulseOfStageA() {
    return new Pulse(5, 0.05, 240, List.of(new Pulse.Step(new Span(50, 300), 0.1)));
  }

  /** The operator releases the bridge when the group has been together for a minute. */
  private static List<Command> releaseOfStageA() {
    return List.of(new Command(430.7, "release-stage-a", "release", ""));
  }

  /**
   * Each for itself, then locked, with a sensor that is away for a while, then lost; no reference
   * engine.
   */
  static Story stageB(int sensors) {
    List<Sensor> cast = new ArrayList<>();
    cast.add(Sensor.wave("left_foot", "acc_z", 100, 0.02, 2.4));
    cast.add(Sensor.wave("right_foot", "acc_z", 64, 0.34, 2.2).withLateShare(3e-4));
    cast.add(
        Sensor.wave("hip_belt", "gyro_y", 50, 0.20, 60)
            .withJitter(0.2)
            .withWeight(0.5)
            .deadIn(300, 325));
    cast.add(Sensor.taps("taps", "tap", 0.15));
    addExtras(cast, "b", sensors);
    List<Coupling> couplings =
        List.of(
            Coupling.of(0, 150, 0, 0),
            Coupling.of(150, 170, 0, 1),
            Coupling.of(170, 420, 1, 1),
            Coupling.of(420, 440, 1, 0),
            Coupling.of(440, 600, 0, 0));
    List<Note> notes =
        List.of(new Note(155, "drummer joins"), new Note(430, "drummer leaves the pulse"));
    return new Story("stage_b", couplings, Optional.empty(), List.of(), cast, notes, List.of());
  }

  private static void addExtras(List<Sensor> cast, String suffix, int sensors) {
    for (int i = cast.size(); i < sensors; i++) {
      String name = "player_" + suffix + String.format(java.util.Locale.ROOT, "%03d", i + 1);
      double delayS = 0.17 + 0.02 * (i * 3 % 5 - 2);
      cast.add(Sensor.wave(name, "acc_z", EXTRA_RATES[i % EXTRA_RATES.length], delayS, 1));
    }
  }

  /** Strength of the coupling, 0 to 1. */
  double couplingAt(double storySeconds) {
    for (Coupling part : couplings) {
      if (part.span().contains(storySeconds)) {
        return part.at(storySeconds);
      }
    }
    throw new IllegalArgumentException("story has a hole: seconds=" + storySeconds);
  }

  /** Whether the reference engine publishes. */
  boolean speaksAt(double storySeconds) {
    return pulse.isPresent() && silences.stream().noneMatch(span -> span.contains(storySeconds));
  }

  /**
   * A sensor's delay against the weighted mean of the tenant, the frame into which the fusion
   * shares all lags out; to a microsecond.
   */
  double lagS(Sensor sensor) {
    double weights = 0;
    double delays = 0;
    for (Sensor other : sensors) {
      weights += other.weight();
      delays += other.weight() * other.delayS();
    }
    return Math.rint((sensor.delayS() - delays / weights) * 1e6) / 1e6;
  }
}
