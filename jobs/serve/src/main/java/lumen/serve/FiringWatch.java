package lumen.serve;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Keeps which alerts fired when Prometheus was asked last, if there is one. */
final class FiringWatch {
  /** How often it is asked: Prometheus evaluates as often. */
  static final long EVERY_MILLIS = 5_000;

  private final Optional<Verdicts> verdicts;
  private volatile List<FiringAlert> newest = List.of();
  private volatile String trouble = "";

  FiringWatch(Optional<Verdicts> verdicts) {
    this.verdicts = verdicts;
  }

  /** Asks, once. What fired before is not told of now where nobody answers. */
  void poll() {
    if (verdicts.isEmpty()) {
      return;
    }
    try {
      newest = List.copyOf(verdicts.get().firing());
      trouble = "";
    } catch (IOException e) {
      newest = List.of();
      trouble = String.valueOf(e.getMessage());
    }
  }

  /** Writes {@code alerts} and {@code alerts_trouble}. */
  void writeTo(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("alerts");
    for (FiringAlert alert : newest) {
      json.writeStartObject();
      json.writeStringField("alert", alert.name());
      json.writeStringField("severity", alert.severity());
      json.writeStringField("tenant", alert.tenant());
      json.writeStringField("about", alert.about());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("alerts_trouble", trouble);
  }
}
