package lumen.ctl.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sound.midi.ShortMessage;
import lumen.connectors.midi.MidiEncoder;
import lumen.connectors.midi.MidiOut;

/**
 * Sends events of MIDI keys to a device: what a stream that listens to it hears again. MIDI knows
 * neither sources nor times, so the first copy alone is sent, and its arrival counts.
 */
final class MidiWay implements PlayWay {
  private final String name;
  private final MidiOut out;

  MidiWay(String name, MidiOut out) {
    this.name = name;
    this.out = out;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int send(PlayedEvent event, String source, int copy, long micros) {
    List<ShortMessage> messages = copy == 1 ? messages(event.key(), event.value()) : List.of();
    messages.forEach(out::send);
    return messages.size();
  }

  private static List<ShortMessage> messages(String key, JsonNode value) {
    if (value.isNumber()) {
      return MidiEncoder.of(key, value.doubleValue()).orElse(List.of());
    }
    if (value.isTextual()) {
      Optional<ShortMessage> program = MidiEncoder.program(key, value.textValue());
      return program.map(List::of).orElse(List.of());
    }
    List<ShortMessage> messages = new ArrayList<>();
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        if (field.getValue().isNumber()) {
          String of = key + '.' + field.getKey();
          MidiEncoder.of(of, field.getValue().doubleValue()).ifPresent(messages::addAll);
        }
      }
    }
    return messages;
  }

  @Override
  public void flush() {
    // A device takes a message at once or not at all.
  }

  @Override
  public long refused() {
    return out.failures();
  }

  @Override
  public String refusal() {
    return out.failure();
  }

  @Override
  public void close() {
    out.close();
  }
}
