package lumen.ctl.chaos;

import java.util.List;
import java.util.Locale;
import lumen.ctl.relay.RelayFault;
import lumen.ctl.stage.StageFigures;

/** The three modes of the field documents, and what a job must hold under each. */
enum FieldMode {
  /** Packets of the sensors come up to 100 ms sooner or later than usual. */
  JITTER,
  /** The values of one sensor are eight times what they were. */
  SPIKE,
  /** The reference engine answers 0.8 s later. */
  DELAY;

  static final double COHERENCE_MAY_FALL = 0.05;
  static final double BACK_S = 300;
  private static final int BRIDGED = 2;
  private static final int SAFE = 3;
  private static final int ROLLED_BACK = 4;

  /** What is done. */
  RelayFault fault() {
    return switch (this) {
      case JITTER -> new RelayFault(RelayFault.Kind.JITTER, 0.1);
      case SPIKE -> new RelayFault(RelayFault.Kind.SPIKE, 8, "/wrist");
      case DELAY -> new RelayFault(RelayFault.Kind.DELAY, 0.8);
    };
  }

  /** Whether it is for the engine's answers, else for the sensors' packets. */
  boolean ofTheEngine() {
    return this == DELAY;
  }

  /** Its name in files of verdicts. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * A figure of a look.
   *
   * @param atS seconds since the fault began
   * @param figures what the job told
   */
  record Look(double atS, StageFigures figures) {}

  /**
   * What did not hold; empty where all did.
   *
   * @param before what the job told before the fault
   * @param looks from its begin until everything was well again, or the patience ended
   * @param faultS how long the fault held
   */
  String broken(StageFigures before, List<Look> looks, double faultS) {
    double mode = before.most("fusion_mode");
    for (Look look : looks) {
      double now = look.figures().most("fusion_mode");
      if (now > mode) {
        return "mode %.0f at %.0f s, before %.0f".formatted(now, look.atS(), mode);
      }
      if (look.figures().most("bridge_state") == ROLLED_BACK) {
        return "rolled back (E4) at %.0f s".formatted(look.atS());
      }
    }
    if (looks.stream().allMatch(look -> Double.isNaN(look.figures().most("fusion_mode")))) {
      return "the job told nothing";
    }
    return switch (this) {
      case JITTER -> lateIsCounted(before, looks);
      case SPIKE -> coherenceHolds(before, looks, faultS);
      case DELAY -> staysFresh(looks);
    };
  }

  private static String lateIsCounted(StageFigures before, List<Look> looks) {
    double late = last(looks).sum("fusion_late_total") - before.sum("fusion_late_total");
    return late > 0 ? "" : "nothing was counted late";
  }

  private static String coherenceHolds(StageFigures before, List<Look> looks, double faultS) {
    double least = before.most("fusion_coherence_level") - COHERENCE_MAY_FALL;
    boolean held =
        looks.stream().noneMatch(look -> look.figures().most("fusion_coherence_level") < least);
    if (held) {
      return "";
    }
    boolean safe = looks.stream().anyMatch(look -> look.figures().most("bridge_state") == SAFE);
    boolean back =
        looks.stream()
            .anyMatch(
                look ->
                    look.atS() > faultS
                        && look.atS() <= faultS + BACK_S
                        && look.figures().most("bridge_state") == BRIDGED);
    return safe && back
        ? ""
        : "coherence fell below %.3f, and the bridge was %s"
            .formatted(least, safe ? "not back in E2 within 5 min" : "never in E3");
  }

  private static String staysFresh(List<Look> looks) {
    for (Look look : looks) {
      if (look.figures().most("ure_up") < 1) {
        return "the reference engine was not fresh at %.0f s".formatted(look.atS());
      }
    }
    return "";
  }

  private static StageFigures last(List<Look> looks) {
    return looks.get(looks.size() - 1).figures();
  }
}
