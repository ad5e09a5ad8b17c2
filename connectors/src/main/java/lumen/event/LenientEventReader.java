package lumen.event;

import static lumen.event.JsonWording.clip;
import static lumen.event.JsonWording.describe;
import static lumen.event.JsonWording.isUnicode;
import static lumen.event.JsonWording.plain;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Reads any line with Jackson and names what is wrong with it. Slower than the scanner, and
 * complete.
 */
final class LenientEventReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(EventLimits.MAX_DEPTH)
                  .maxNumberLength(EventLimits.MAX_LINE_BYTES)
                  .maxNameLength(EventLimits.MAX_LINE_BYTES)
                  .build())
          // Python writes NaN and Infinity as bare words; the pure reader of JSON fails on them.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          // A table of field names grows with what strangers write.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private static final Set<String> WORDS = Set.of("NaN", "Infinity", "-Infinity");

  private final NamePool names;
  private final EventTime time;
  private final EventCompletion completion;

  /**
   * A reader.
   *
   * @param time reads times
   * @param completion tells what events may lack, and what else of them is wanted; or null
   */
  LenientEventReader(NamePool names, EventTime time, EventCompletion completion) {
    this.names = names;
    this.time = time;
    this.completion = completion;
  }

  void read(byte[] bytes, int from, int to, ParsedEvent event) {
    read(bytes, from, to, event, false);
  }

  /** Reads a line in whose arrays and objects texts that are wholly numbers are numbers. */
  void readWithTextNumbers(byte[] bytes, int from, int to, ParsedEvent event) {
    read(bytes, from, to, event, true);
  }

  private void read(byte[] bytes, int from, int to, ParsedEvent event, boolean textNumbers) {
    String text;
    ByteBuffer rest = ByteBuffer.wrap(bytes, from, to - from);
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(rest)
              .toString();
    } catch (CharacterCodingException e) {
      event.reject(
          RejectReason.NOT_UTF8,
          String.format(
              Locale.ROOT,
              "must be UTF-8 text: byte %d is 0x%02x",
              rest.position() - from + 1,
              rest.get(rest.position())));
      return;
    }
    try (JsonParser json = JSON.createParser(text)) {
      new Reading(json, event, textNumbers).run();
    } catch (StreamConstraintsException e) {
      event.reject(
          RejectReason.TOO_DEEP, "must be nested at most " + EventLimits.MAX_DEPTH + " deep");
    } catch (JsonProcessingException e) {
      event.reject(RejectReason.NOT_JSON, "must be one JSON object: " + plain(e));
    } catch (IOException e) {
      throw new IllegalStateException("reading from a string failed", e);
    }
  }

  /**
   * One pass over one line. Notes the first thing wrong, and goes on to learn the source and
   * whether it is JSON.
   */
  private final class Reading {
    private final JsonParser json;
    private final ParsedEvent event;
    private final boolean textNumbers;
    private final Set<String> fields = new HashSet<>();
    private RejectReason reason;
    private String detail;
    private boolean hasTs;

    Reading(JsonParser json, ParsedEvent event, boolean textNumbers) {
      this.json = json;
      this.event = event;
      this.textNumbers = textNumbers;
    }

    void run() throws IOException {
      JsonToken first = next();
      if (first == null) {
        event.reject(RejectReason.NOT_JSON, "must be one JSON object: the line is empty");
        return;
      }
      if (first != JsonToken.START_OBJECT) {
        skip();
        wrong(RejectReason.NOT_AN_OBJECT, "must be a JSON object, is " + describe(first));
      } else {
        while (next() != JsonToken.END_OBJECT) {
          field(json.currentName());
        }
        missing();
      }
      if (next() != null) {
        reason = RejectReason.NOT_JSON;
        detail = "must be one JSON object: more follows it";
      }
      if (reason != null) {
        event.reject(reason, detail);
      }
    }

    /**
     * The next token. Jackson takes more words for what is no finite number than are taken here.
     */
    private JsonToken next() throws IOException {
      JsonToken token = json.nextToken();
      if (token == JsonToken.VALUE_NUMBER_FLOAT && isWord() && !WORDS.contains(json.getText())) {
        throw new JsonParseException(json, "no number is written " + clip(json.getText()));
      }
      return token;
    }

    private boolean isWord() throws IOException {
      int last = json.getTextOffset() + json.getTextLength() - 1;
      return Character.isLetter(json.getTextCharacters()[last]);
    }

    /** Passes over what the newest token begins. */
    private void skip() throws IOException {
      int depth = json.currentToken().isStructStart() ? 1 : 0;
      while (depth > 0) {
        JsonToken token = next();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      }
    }

    private void field(String name) throws IOException {
      if (!fields.add(name)) {
        wrong(RejectReason.DUPLICATE_FIELD, "each field once: \"" + clip(name) + "\" stands twice");
      }
      JsonToken token = next();
      switch (name) {
        case "ts" -> ts(token);
        case "source" -> event.source = name(token, "source", RejectReason.BAD_SOURCE);
        case "key" -> event.key = name(token, "key", RejectReason.BAD_KEY);
        case "value" -> value(token);
        case "meta" -> meta(token);
        default -> skip();
      }
    }

    private void ts(JsonToken token) throws IOException {
      hasTs = true;
      if (token == JsonToken.VALUE_STRING) {
        byte[] bytes = json.getText().getBytes(StandardCharsets.UTF_8);
        timed(time.text(bytes, 0, bytes.length));
        return;
      }
      if (!token.isNumeric()) {
        skip();
        wrong(
            RejectReason.BAD_TS,
            "ts must be a number of seconds since the epoch or an ISO-8601 time, is "
                + describe(token));
        return;
      }
      byte[] bytes = json.getText().getBytes(StandardCharsets.UTF_8);
      timed(time.number(number(), bytes, 0, bytes.length));
    }

    private void timed(boolean read) {
      if (read) {
        event.micros = time.micros();
      } else {
        wrong(time.reason(), "ts " + time.problem());
      }
    }

    /** The number by the scanner's arithmetic: correctly rounded, -0 kept. */
    private double number() throws IOException {
      return JavaDoubleParser.parseDouble(
          json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    }

    private Name name(JsonToken token, String field, RejectReason otherwise) throws IOException {
      if (token == JsonToken.VALUE_NULL && isGiven(field)) {
        return null;
      }
      if (token != JsonToken.VALUE_STRING) {
        skip();
        wrong(otherwise, field + " must be a string, is " + describe(token));
        return null;
      }
      String text = json.getText();
      if (!isUnicode(text)) {
        wrong(otherwise, field + " must be Unicode text, holds half of a surrogate pair");
        return null;
      }
      if (text.length() > EventLimits.MAX_NAME_CHARS) {
        wrong(
            otherwise,
            field
                + " must have at most "
                + EventLimits.MAX_NAME_CHARS
                + " characters, has "
                + text.length());
        return null;
      }
      return names.of(text);
    }

    private void value(JsonToken token) throws IOException {
      event.elements = 0;
      switch (token) {
        case VALUE_STRING -> {
          event.kind = ParsedEvent.Kind.TEXT;
          event.text = json.getText();
          if (!isUnicode(event.text)) {
            wrong(
                RejectReason.BAD_VALUE,
                "value must be Unicode text, holds half of a surrogate pair");
          }
        }
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
          event.kind = ParsedEvent.Kind.NUMBER;
          event.number = number();
          if (!Double.isFinite(event.number)) {
            String rule = isWord() ? "value must be finite, is " : "value must fit a double, is ";
            wrong(RejectReason.NON_FINITE, rule + clip(json.getText()));
          }
        }
        case START_ARRAY -> array();
        case START_OBJECT -> object();
        default ->
            wrong(
                RejectReason.BAD_VALUE,
                "value must be a number, a string, an array or an object, is " + describe(token));
      }
    }

    private void array() throws IOException {
      event.kind = ParsedEvent.Kind.ARRAY;
      int index = 0;
      for (JsonToken t = next(); t != JsonToken.END_ARRAY; t = next()) {
        element(t, index++, null);
      }
      usable("array");
    }

    private void object() throws IOException {
      event.kind = ParsedEvent.Kind.OBJECT;
      while (next() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        JsonToken token = next();
        if (field.length() > EventLimits.MAX_NAME_CHARS || !isUnicode(field)) {
          event.ignoredElements++;
          skip();
        } else {
          element(token, -1, names.of(field));
        }
      }
      usable("object");
    }

    private void element(JsonToken token, int index, Name name) throws IOException {
      if (textNumbers && token == JsonToken.VALUE_STRING) {
        double number = TextNumber.of(json.getText());
        if (!Double.isNaN(number)) {
          event.addElement(index, name, number);
          return;
        }
      }
      if (token.isNumeric()) {
        double number = number();
        if (Double.isFinite(number)) {
          event.addElement(index, name, number);
          return;
        }
      }
      skip();
      event.ignoredElements++;
    }

    private void usable(String what) {
      if (event.elements == 0) {
        wrong(
            RejectReason.NO_USABLE_VALUE,
            "value must hold a finite number: the " + what + " has none");
      }
    }

    private void meta(JsonToken token) throws IOException {
      if (token != JsonToken.START_OBJECT) {
        skip();
        wrong(RejectReason.BAD_META, "meta must be an object, is " + describe(token));
        return;
      }
      boolean seen = false;
      while (next() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        JsonToken value = next();
        int wanted = completion == null ? -1 : completion.field(field);
        if (wanted >= 0 && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
          event.fields[wanted] = names.of(json.getText());
        }
        if (!field.equals("tenant")) {
          decided(field, value);
          skip();
          continue;
        }
        if (seen) {
          wrong(RejectReason.DUPLICATE_FIELD, "each field once: meta.tenant stands twice");
        }
        seen = true;
        event.tenant = name(value, "meta.tenant", RejectReason.BAD_TENANT);
      }
    }

    /** What a log of decided events holds beside the event. */
    private void decided(String field, JsonToken value) throws IOException {
      boolean text = value == JsonToken.VALUE_STRING;
      if (field.equals(LogFormat.AT) && value.isNumeric()) {
        event.arriveAt(number());
      } else if (field.equals(LogFormat.STREAM)
          && text
          && json.getTextLength() <= EventLimits.MAX_NAME_CHARS) {
        event.stream = names.of(json.getText());
      } else if (field.equals(LogFormat.FATE) && text) {
        event.late |= json.getText().equals(LogFormat.LATE);
      } else if (field.equals(LogFormat.CLAMPED) && value.isNumeric()) {
        event.clamped |= number() != 0;
      }
    }

    private void missing() {
      for (String field : new String[] {"ts", "source", "key", "value"}) {
        if (!fields.contains(field) && !isGiven(field)) {
          wrong(
              RejectReason.MISSING_FIELD,
              "ts, source, key and value must be there: " + field + " is missing");
        }
      }
      if (!hasTs) {
        event.micros = 0;
      }
    }

    private boolean isGiven(String field) {
      return completion != null && completion.gives(field);
    }

    private void wrong(RejectReason why, String what) {
      if (reason == null) {
        reason = why;
        detail = what;
      }
    }
  }
}
