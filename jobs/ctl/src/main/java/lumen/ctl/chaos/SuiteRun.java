package lumen.ctl.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import lumen.ctl.relay.Relay;
import lumen.ctl.relay.RelayCounts;
import lumen.ctl.stage.StageFigures;
import lumen.terminal.CommandFailure;

/** Puts a job through the modes of the field documents, one after the other. */
final class SuiteRun {
  private static final double BRIDGED = 2;
  private static final double WARM_UP_S = 300;
  private static final double REST_S = 20;

  private final SuiteRoom room;
  private final int[] ports;
  private final double faultSeconds;
  private final BooleanSupplier goesOn;
  private final BiConsumer<String, Double> progress;

  /**
   * @param ports where the job tells its figures
   * @param faultSeconds how long each fault holds
   * @param goesOn whether the job lives and nobody has interrupted
   * @param progress told what is being done, and the share that is done
   */
  SuiteRun(
      SuiteRoom room,
      int[] ports,
      double faultSeconds,
      BooleanSupplier goesOn,
      BiConsumer<String, Double> progress) {
    this.room = room;
    this.ports = ports.clone();
    this.faultSeconds = faultSeconds;
    this.goesOn = goesOn;
    this.progress = progress;
  }

  /**
   * What came of a mode.
   *
   * @param mode its name
   * @param fault what was done
   * @param verdict what came of it
   * @param applied packets or answers that it was done to
   * @param late events that were late by the end of it
   * @param coherenceBefore level before it
   * @param coherenceLeast least level from its begin on
   * @param wellAfterSeconds from its end until the bridge was bridged and all sides were there
   * @param broken what did not hold; empty where all did
   */
  record Outcome(
      String mode,
      String fault,
      FaultVerdict verdict,
      long applied,
      long late,
      double coherenceBefore,
      double coherenceLeast,
      double wellAfterSeconds,
      String broken) {}

  /** Waits until the job is well, then runs all modes. */
  List<Outcome> run() {
    long begun = System.nanoTime();
    while (!isWell(look(), 0)) {
      if (since(begun) > WARM_UP_S) {
        throw CommandFailure.failed(
            "the job must be bridged (E2) and fused within %.0f s: it is not".formatted(WARM_UP_S));
      }
      progress.accept("warming up", since(begun) / WARM_UP_S);
      pause(1);
    }
    pause(REST_S);
    List<Outcome> outcomes = new ArrayList<>();
    for (FieldMode mode : FieldMode.values()) {
      outcomes.add(run(mode));
      pause(REST_S);
    }
    return outcomes;
  }

  private Outcome run(FieldMode mode) {
    Relay relay = mode.ofTheEngine() ? room.engineRelay() : room.sensorsRelay();
    StageFigures before = look();
    RelayCounts counted = relay.counts();
    List<FieldMode.Look> looks = new ArrayList<>();
    long begun = System.nanoTime();
    relay.begin(mode.fault());
    while (since(begun) < faultSeconds) {
      pause(1);
      looks.add(new FieldMode.Look(since(begun), look()));
      progress.accept(mode.word(), since(begun) / faultSeconds);
    }
    relay.end();
    long applied = relay.counts().since(counted).applied();
    // Frames are final a horizon later: what they say at the end of the fault is of before.
    double until = faultSeconds + FieldMode.BACK_S;
    boolean well = false;
    while (!well && since(begun) < until) {
      pause(1);
      looks.add(new FieldMode.Look(since(begun), look()));
      well = since(begun) > faultSeconds + REST_S && isWell(look(), before.most("fusion_mode"));
      progress.accept(
          mode.word() + ", behind it", (since(begun) - faultSeconds) / (until - faultSeconds));
    }
    double wellAfter = well ? since(begun) - faultSeconds : -1;
    String broken = mode.broken(before, looks, faultSeconds);
    if (broken.isEmpty() && !well) {
      broken = "not bridged and fused within 5 min";
    }
    return outcome(mode, before, looks, applied, wellAfter, broken);
  }

  private static Outcome outcome(
      FieldMode mode,
      StageFigures before,
      List<FieldMode.Look> looks,
      long applied,
      double wellAfter,
      String broken) {
    double least =
        looks.stream()
            .mapToDouble(look -> look.figures().most("fusion_coherence_level"))
            .filter(level -> !Double.isNaN(level))
            .min()
            .orElse(Double.NaN);
    double late =
        looks.get(looks.size() - 1).figures().sum("fusion_late_total")
            - before.sum("fusion_late_total");
    return new Outcome(
        mode.word(),
        mode.fault().toString(),
        FaultVerdict.of(applied > 0, broken.isEmpty()),
        applied,
        Math.round(late),
        before.most("fusion_coherence_level"),
        least,
        wellAfter,
        broken);
  }

  private static boolean isWell(StageFigures now, double mode) {
    return now.most("bridge_state") == BRIDGED && now.most("fusion_mode") <= mode;
  }

  private StageFigures look() {
    return StageFigures.read(ports);
  }

  private static double since(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  private void pause(double seconds) {
    if (!goesOn.getAsBoolean()) {
      throw CommandFailure.failed("the job has ended, or the suite was interrupted");
    }
    try {
      TimeUnit.MILLISECONDS.sleep(Math.round(seconds * 1e3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed(String.format(Locale.ROOT, "interrupted after %.0f s", seconds));
    }
  }
}
