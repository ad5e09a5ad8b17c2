package lumen.overlay.part;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lumen.overlay.record.Because;
import lumen.overlay.record.Decision;
import lumen.overlay.record.Decision.PassedOver;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** How a decision is kept, but for its tenant, whose part it is. */
public final class DecisionPart {
  private static final String TAKEN = "";

  private DecisionPart() {}

  /** Writes it. */
  public static void write(Decision decision, StateWriter out) throws IOException {
    out.writeLong(decision.micros());
    out.writeText(decision.requestId());
    out.writeText(decision.scenario());
    out.writeText(decision.overlay());
    out.writeUTF(decision.reason().name());
    out.writeUTF(decision.because() == null ? TAKEN : decision.because().name());
    out.writeInt(decision.bucket());
    out.writeBoolean(decision.probe());
    out.writeUTF(decision.flags());
    out.writeInt(decision.passedOver().size());
    for (PassedOver passed : decision.passedOver()) {
      out.writeText(passed.overlay());
      out.writeUTF(passed.because().name());
    }
  }

  /** Reads it. */
  public static Decision read(String tenant, StateReader in) throws IOException {
    long micros = in.readLong();
    String requestId = in.readText();
    String scenario = in.readText();
    String overlay = in.readText();
    Because.Reason reason = Because.Reason.valueOf(in.readUTF());
    String because = in.readUTF();
    int bucket = in.readInt();
    boolean probe = in.readBoolean();
    String flags = in.readUTF();
    List<PassedOver> passedOver = new ArrayList<>();
    for (int n = in.readCount(6); n > 0; n--) {
      passedOver.add(new PassedOver(in.readText(), Because.valueOf(in.readUTF())));
    }
    return new Decision(
        micros,
        tenant,
        requestId,
        scenario,
        overlay,
        reason,
        because.equals(TAKEN) ? null : Because.valueOf(because),
        bucket,
        probe,
        flags,
        passedOver);
  }
}
