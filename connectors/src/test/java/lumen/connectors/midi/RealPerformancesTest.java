package lumen.connectors.midi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import lumen.intake.LiveMessage;
import org.junit.jupiter.api.Test;

/** Drummers of the Groove MIDI Dataset: what is read here against what others read. */
class RealPerformancesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A note or a pedal: microseconds from the file's beginning, channel key, value. */
  private record Heard(long micros, String key, double value) {}

  /**
   * Another program read the same files for the folder's events. It rounds every interval, so its
   * times wander off by up to 47 microseconds in ten minutes; here they are rounded once.
   */
  @Test
  void notesAreThoseOfTheFoldersEvents() throws Exception {
    Map<String, List<Heard>> events = events();
    long worst = 0;
    int compared = 0;
    List<Path> files = files();
    for (Path file : files) {
      List<Heard> expected = events.get(titleOf(file));
      List<Heard> heard = heard(file);
      assertThat(heard).as("%s", file).hasSameSizeAs(expected);
      for (int i = 0; i < heard.size(); i++) {
        assertThat(heard.get(i).key()).isEqualTo(expected.get(i).key());
        assertThat(heard.get(i).value()).isEqualTo(expected.get(i).value());
        worst = Math.max(worst, Math.abs(heard.get(i).micros() - expected.get(i).micros()));
        compared++;
      }
    }
    assertThat(files).hasSize(22);
    assertThat(compared).isEqualTo(42_782);
    assertThat(worst).isLessThanOrEqualTo(100);
  }

  /** The JDK's reader finds the same channel messages; it rounds the length down. */
  @Test
  void notesAreThoseOfTheJdk() throws Exception {
    for (Path file : files()) {
      Sequence sequence = MidiSystem.getSequence(file.toFile());
      int messages = 0;
      for (Track track : sequence.getTracks()) {
        for (int i = 0; i < track.size(); i++) {
          messages += track.get(i).getMessage() instanceof ShortMessage ? 1 : 0;
        }
      }
      SmfMerge merge = SmfEvents.read(file).merge();
      int found = 0;
      long last = 0;
      while (merge.next()) {
        boolean channel = !merge.event().toString().matches("\\w+\\[key=(clock|meta).*");
        found += channel ? 1 : 0;
        last = channel ? merge.event().arrivalMicros() - SmfEvents.START_MICROS : last;
      }
      assertThat(found).as("%s", file).isEqualTo(messages);
      assertThat(last).isLessThanOrEqualTo(sequence.getMicrosecondLength() + 1);
      assertThat(sequence.getMicrosecondLength() - last).isLessThan(3_000_000);
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(MidiRecordings.find("midi_groove_a/mid"))) {
      return files.filter(file -> file.toString().endsWith(".mid")).sorted().toList();
    }
  }

  /** {@code drummer1_eval_2_x.mid} of the files is drummer1, 2_x in the events. */
  private static String titleOf(Path file) {
    String name = String.valueOf(file.getFileName());
    int drummer = name.indexOf('_');
    return name.substring(0, drummer)
        + "/"
        + name.substring(drummer + 1).replaceFirst("^eval_", "").replaceFirst("\\.mid$", "");
  }

  private static List<Heard> heard(Path file) throws Exception {
    List<Heard> heard = new ArrayList<>();
    SmfMerge merge = SmfEvents.read(file).merge();
    while (merge.next()) {
      long micros = merge.event().arrivalMicros() - SmfEvents.START_MICROS;
      if (merge.event() instanceof LiveMessage.Fields notes && notes.key().endsWith("/note")) {
        heard.add(new Heard(micros, notes.key() + "." + notes.fields()[0], notes.values()[0]));
      } else if (merge.event() instanceof LiveMessage.Scalar pedal) {
        heard.add(new Heard(micros, pedal.key(), pedal.value()));
      }
    }
    return heard;
  }

  private static Map<String, List<Heard>> events() throws IOException {
    Path events = MidiRecordings.find("midi_groove_a/events.ndjson.gz");
    Map<String, Long> begins = begins();
    Map<String, List<Heard>> byTitle = new HashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(events)), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode event = JSON.readTree(line);
        String title = event.get("source").asText() + "/" + event.at("/meta/f").asText();
        long micros =
            Math.round(event.get("ts").decimalValue().movePointRight(6).doubleValue())
                - begins.get(title);
        byTitle.computeIfAbsent(title, t -> new ArrayList<>()).add(heard(event, micros));
      }
    }
    return byTitle;
  }

  private static Heard heard(JsonNode event, long micros) {
    JsonNode value = event.get("value");
    return value.isObject()
        ? new Heard(
            micros,
            "ch" + (value.get("ch").asInt() + 1) + "/note." + value.get("n").asInt(),
            value.get("v").asInt() / 127.0)
        : new Heard(micros, "ch10/cc.4", value.asInt() / 127.0);
  }

  private static Map<String, Long> begins() throws IOException {
    Map<String, Long> begins = new HashMap<>();
    JsonNode sidecar =
        JSON.readTree(Files.readAllBytes(MidiRecordings.find("midi_groove_a/sidecar.json")));
    for (JsonNode file : sidecar.get("files")) {
      begins.put(
          titleOf(Path.of(file.get("file").asText())), Math.round(file.get("t0").asDouble() * 1e6));
    }
    return begins;
  }
}
