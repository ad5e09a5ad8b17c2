package lumen.ctl.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.connectors.osc.OscAddressText;
import lumen.connectors.osc.OscOut;

/**
 * Sends events as OSC. To a receiver of one source the address is the key, so a stream that is
 * called after the source gives the same event; to a receiver of all it is {@code /SOURCE/KEY}.
 * Numbers are doubles ({@code d}), elements of an array the arguments of a message, fields of an
 * object a message each, {@code KEY.FIELD}.
 */
final class OscWay implements PlayWay {
  private static final byte DELETE = 0x7F;

  private final String name;
  private final String onlySource;
  private final OscOut out;
  private String refusal = "";
  private long refused;

  /**
   * @param onlySource source that it is for; empty: all
   */
  OscWay(String name, String onlySource, String host, int port) {
    this.name = name;
    this.onlySource = onlySource;
    out = new OscOut(host, port);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int send(PlayedEvent event, String source, int copy, long micros) {
    if (!onlySource.isEmpty() && !onlySource.equals(source)) {
      return 0;
    }
    String key = event.key().startsWith("/") ? event.key() : '/' + event.key();
    String address = OscAddressText.address(onlySource.isEmpty() ? '/' + source + key : key);
    JsonNode value = event.value();
    if (value.isObject()) {
      return fields(address, value, micros);
    }
    Optional<List<Object>> arguments =
        value.isArray() ? elements(value) : argument(value).map(List::of);
    arguments.ifPresent(all -> send(address, all, micros));
    return arguments.isPresent() ? 1 : 0;
  }

  private int fields(String address, JsonNode object, long micros) {
    int sent = 0;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (field.getValue().isNumber()) {
        String of = address + '.' + OscAddressText.address(field.getKey());
        send(of, List.of(field.getValue().doubleValue()), micros);
        sent++;
      }
    }
    return sent;
  }

  /** One argument for each element, so that each keeps its index. */
  private static Optional<List<Object>> elements(JsonNode array) {
    List<Object> arguments = new ArrayList<>();
    for (JsonNode element : array) {
      arguments.add(element.isNumber() ? element.doubleValue() : Double.NaN);
    }
    // One alone would be read as a number of its own.
    return arguments.size() < 2 ? Optional.empty() : Optional.of(arguments);
  }

  /** A number, or a text in ASCII, which is all that OSC has. */
  private static Optional<Object> argument(JsonNode value) {
    if (value.isNumber()) {
      return Optional.of(value.doubleValue());
    }
    String text = value.textValue();
    boolean ascii = text.chars().allMatch(c -> c > 0 && c < DELETE);
    return ascii ? Optional.of(text) : Optional.empty();
  }

  private void send(String address, List<Object> arguments, long micros) {
    try {
      boolean left =
          micros == AS_IT_ARRIVES
              ? out.send(address, arguments)
              : out.send(address, arguments, micros);
      if (!left) {
        refusal = out.status();
      }
    } catch (IllegalArgumentException e) {
      refused++;
      refusal = e.getMessage();
    }
  }

  @Override
  public void flush() {
    // What has left this host is all that a sender of UDP knows.
  }

  @Override
  public long refused() {
    return refused + out.failures();
  }

  @Override
  public String refusal() {
    return refusal.isEmpty() && out.failures() > 0 ? out.status() : refusal;
  }

  @Override
  public void close() {
    out.close();
  }
}
