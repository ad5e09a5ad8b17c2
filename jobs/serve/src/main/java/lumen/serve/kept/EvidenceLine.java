package lumen.serve.kept;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/**
 * A line of the evidence, and what it is found by.
 *
 * @param text as the job wrote it
 */
record EvidenceLine(EvidenceMark mark, String kind, String risk, String text) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final double MICROS = 1e6;

  /** Reads a line; empty if it is none of the evidence. */
  static Optional<EvidenceLine> of(String text) throws IOException {
    double ts = Double.NaN;
    String tenant = "";
    String id = "";
    String kind = "";
    String risk = "";
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (value.isNumeric() && name.equals("ts")) {
          ts = json.getDoubleValue();
        } else if (value == JsonToken.VALUE_STRING) {
          switch (name) {
            case "tenant" -> tenant = json.getText();
            case "id" -> id = json.getText();
            case "kind" -> kind = json.getText();
            case "risk" -> risk = json.getText();
            default -> json.skipChildren();
          }
        } else {
          json.skipChildren();
        }
      }
    } catch (JacksonException e) {
      return Optional.empty();
    }
    EvidenceMark mark = new EvidenceMark(Math.round(ts * MICROS), tenant, id);
    return Double.isNaN(ts) || id.isEmpty()
        ? Optional.empty()
        : Optional.of(new EvidenceLine(mark, kind, risk, text));
  }
}
