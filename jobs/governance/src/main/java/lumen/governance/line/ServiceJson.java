package lumen.governance.line;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Map;
import lumen.governance.record.Fields;
import lumen.governance.record.ServiceCommand;
import lumen.governance.record.ServiceDecision;
import lumen.runtime.lines.JsonLine;

/** The lines that are told of a service, as JSON; times in seconds. */
public final class ServiceJson {
  private static final double MICROS = 1e6;

  private final String service;

  /** Lines of a service. */
  public ServiceJson(String service) {
    this.service = service;
  }

  /** A scorecard or an edge. */
  public String line(long micros, Fields fields) {
    return json(new Fields().put("ts", micros / MICROS).put("tenant", service).putAll(fields));
  }

  /** An account. */
  public String account(Fields fields) {
    return json(new Fields().put("tenant", service).putAll(fields));
  }

  /** A change of state. */
  public String decision(ServiceDecision decision) {
    return json(
        new Fields()
            .put("id", decision.id())
            .put("ts", decision.micros() / MICROS)
            .put("tenant", service)
            .put("kind", decision.kind())
            .put("cause", decision.cause())
            .put("state", decision.state())
            .put("command", decision.command())
            .put("rests_on", decision.restsOn())
            .put(
                "expires_ts",
                decision.expiresMicros() < 0 ? Double.NaN : decision.expiresMicros() / MICROS));
  }

  /** A command, as a control file holds it; {@code ts} is the end of the step that obeyed it. */
  public String command(long micros, ServiceCommand command) {
    return json(
        new Fields()
            .put("ts", micros / MICROS)
            .put("tenant", service)
            .put("id", command.id())
            .put("effective_ts", command.effectiveMicros() / MICROS)
            .put("type", command.order().type())
            .putAll(command.order().fields()));
  }

  /** An entry of evidence. */
  public String evidence(
      long micros, String kind, String rule, String state, String severity, Fields values) {
    return json(
        new Fields()
            .put("id", service + '/' + rule + '/' + micros)
            .put("ts", micros / MICROS)
            .put("tenant", service)
            .put("kind", kind)
            .put("rule", rule)
            .put("state", state)
            .put("severity", (Object) severity)
            .put("values", values));
  }

  private static String json(Fields fields) {
    StringBuilder line = new StringBuilder(512);
    write(fields, line);
    return line.toString();
  }

  private static void write(Object value, StringBuilder line) {
    if (value instanceof Fields fields) {
      String next = "{";
      for (Map.Entry<String, Object> each : fields.values().entrySet()) {
        line.append(next).append('"').append(each.getKey()).append("\":");
        write(each.getValue(), line);
        next = ",";
      }
      line.append(fields.values().isEmpty() ? "{}" : "}");
    } else if (value instanceof List<?> list) {
      String next = "";
      line.append('[');
      for (Object each : list) {
        line.append(next);
        write(each, line);
        next = ",";
      }
      line.append(']');
    } else if (value instanceof String text) {
      line.append('"').append(JsonStringEncoder.getInstance().quoteAsString(text)).append('"');
    } else if (value instanceof Double number) {
      JsonLine.append(line, number);
    } else {
      line.append(value);
    }
  }
}
