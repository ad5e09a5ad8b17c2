package lumen.serve;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import lumen.http.Reply;

/** Replies in JSON on one line. */
final class JsonReplies {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Map<Integer, String> WORDS =
      Map.of(
          400, "bad parameter",
          403, "refused",
          404, "not found",
          405, "method not allowed",
          413, "too large",
          429, "too many requests",
          500, "failed",
          503, "not available");

  private JsonReplies() {}

  /** Writes the fields of an object. */
  interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** An object. */
  static Reply object(int status, Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory must be writable", e);
    }
    return Reply.json(status, text.toString());
  }

  /** What is wrong, and what would be right. */
  static Reply error(int status, String hint) {
    return object(
        status,
        json -> {
          json.writeStringField("error", WORDS.getOrDefault(status, "error " + status));
          json.writeStringField("hint", hint);
        });
  }

  /** What is wrong for now. */
  static Reply notNow(int status, long retryAfterSeconds, String hint) {
    return error(status, hint).with("Retry-After", Long.toString(retryAfterSeconds));
  }
}
