package lumen.overlay.sink;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.stream.Collectors;
import lumen.overlay.record.Decision;
import lumen.overlay.record.Decision.PassedOver;
import lumen.runtime.lines.JsonLine;
import lumen.runtime.lines.LineForm;

/** Decisions; an answer is the line of its decision. */
public final class DecisionForm implements LineForm<Decision> {
  private static final long serialVersionUID = 1L;
  private static final double MICROS = 1e6;

  @Override
  public String tenant(Decision decision) {
    return decision.tenant();
  }

  @Override
  public String line(Decision decision) {
    JsonLine line =
        new JsonLine()
            .number("ts", decision.micros() / MICROS)
            .text("tenant", decision.tenant())
            .text("request_id", decision.requestId())
            .text("scenario", decision.scenario())
            .text("overlay", decision.overlay())
            .text("reason", decision.reason().name())
            .text("because", decision.because() == null ? null : decision.because().wireName());
    if (decision.bucket() == Decision.NO_BUCKET) {
      line.raw("bucket", "null");
    } else {
      line.number("bucket", decision.bucket());
    }
    return line.flag("probe", decision.probe())
        .text("flags", decision.flags())
        .raw(
            "passed_over",
            decision.passedOver().stream()
                .map(DecisionForm::pair)
                .collect(Collectors.joining(",", "[", "]")))
        .end();
  }

  private static String pair(PassedOver passed) {
    StringBuilder pair = new StringBuilder("[\"");
    JsonStringEncoder.getInstance().quoteAsString(passed.overlay(), pair);
    return pair.append("\",\"").append(passed.because().wireName()).append("\"]").toString();
  }
}
