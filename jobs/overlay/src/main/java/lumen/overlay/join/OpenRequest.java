package lumen.overlay.join;

import lumen.overlay.part.DecisionPart;
import lumen.overlay.part.PartForm;
import lumen.overlay.part.PartKind;
import lumen.overlay.record.Decision;
import lumen.state.StateForm;

/** A request that was decided, until nothing of it is known any more. */
public final class OpenRequest {
  private static final PartForm FORM = new PartForm(new StateForm("overlay-open", 1, 0));

  private final long place;
  private final double confidence;
  private final long generation;
  private final boolean inDoubt;
  private final Decision decision;
  private Stage stage = Stage.WAITING;

  /** What became of it. */
  private enum Stage {
    WAITING,
    MISSING,
    SETTLED
  }

  /**
   * A request that waits.
   *
   * @param place number of the request among those of its tenant
   * @param confidence that it tells; NaN for none
   * @param generation of the breaker of what was decided
   * @param inDoubt whether its time is in doubt
   * @param decision what was decided
   */
  public OpenRequest(
      long place, double confidence, long generation, boolean inDoubt, Decision decision) {
    this.place = place;
    this.confidence = confidence;
    this.generation = generation;
    this.inDoubt = inDoubt;
    this.decision = decision;
  }

  byte[] part() {
    return FORM.write(
        out -> {
          out.writeLong(place);
          out.writeDouble(confidence);
          out.writeLong(generation);
          out.writeBoolean(inDoubt);
          out.writeUTF(stage.name());
          DecisionPart.write(decision, out);
        });
  }

  /** Takes up what was kept of a tenant's request. */
  public static OpenRequest read(String tenant, byte[] part) {
    return FORM.read(
        part,
        in -> {
          long place = in.readLong();
          double confidence = in.readDouble();
          long generation = in.readLong();
          boolean inDoubt = in.readBoolean();
          Stage stage = Stage.valueOf(in.readUTF());
          Decision decision = DecisionPart.read(tenant, in);
          OpenRequest request = new OpenRequest(place, confidence, generation, inDoubt, decision);
          request.stage = stage;
          return request;
        });
  }

  String key() {
    return PartKind.OPEN.key(place);
  }

  /** What was decided. */
  public Decision decision() {
    return decision;
  }

  /** Its time, microseconds since the epoch. */
  public long micros() {
    return decision.micros();
  }

  /** The confidence that it tells; NaN for none. */
  public double confidence() {
    return confidence;
  }

  /** The generation of the breaker of what was decided. */
  public long generation() {
    return generation;
  }

  long place() {
    return place;
  }

  boolean inDoubt() {
    return inDoubt;
  }

  /** Whether its outcome may still come in time. */
  public boolean isWaiting() {
    return stage == Stage.WAITING;
  }

  /** Whether its outcome stayed away. */
  public boolean isMissing() {
    return stage == Stage.MISSING;
  }

  /** Whether its outcome came. */
  public boolean isSettled() {
    return stage == Stage.SETTLED;
  }

  void settle() {
    stage = Stage.SETTLED;
  }

  void miss() {
    stage = Stage.MISSING;
  }
}
