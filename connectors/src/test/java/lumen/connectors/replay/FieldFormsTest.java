package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.Position;
import lumen.intake.RecordIntake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings as people's own programs write them. */
class FieldFormsTest {
  private static final long START = 1_767_225_600_000_000L;
  private static final long STEP = 20_000;
  private static final int EVENTS = 200;

  @TempDir private Path folder;

  private Path given(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = getClass().getResourceAsStream("/cases/" + name)) {
      Files.copy(in, file);
    }
    return file;
  }

  private Playback played(List<String> lines) throws IOException {
    byte[] text = Playback.lines(lines.toArray(String[]::new));
    return Playback.of(Playback.write(folder, "own.ndjson", text));
  }

  private static String line(String ts, String value) {
    return "{\"ts\": " + ts + ", \"source\": \"s\", \"key\": \"k\", \"value\": " + value + "}";
  }

  /** Seconds as a decimal number. */
  private static String number(long micros) {
    return String.format(Locale.ROOT, "%d.%06d", micros / 1_000_000, micros % 1_000_000);
  }

  @Test
  void elementThatPythonWroteAsNanCostsItselfAlone() throws IOException {
    Playback played = Playback.of(given("nan_aux.ndjson.gz"));

    assertThat(played.rejects()).isEmpty();
    assertThat(played.samples())
        .containsOnlyKeys(
            "default/muse/eeg[0]",
            "default/muse/eeg[1]",
            "default/muse/eeg[2]",
            "default/muse/eeg[3]");
    assertThat(played.samples().values()).allSatisfy(c -> assertThat(c).hasSize(EVENTS));
    assertThat(played.samples().get("default/muse/eeg[0]").get(0)).isEqualTo(START + "=1.102");
    Account account = played.accounts().get("walk/muse");
    assertThat(account.counts()).isEqualTo(new Account.Counts(EVENTS, EVENTS, 0, 0, 0, 0));
    assertThat(account.ignoredElements()).isEqualTo(EVENTS);
  }

  @Test
  void infiniteFieldsCostThemselvesAndLoneOnesTheirLine() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      String ts = number(START + i * STEP);
      lines.add(
          line(
              ts,
              switch (i % 4) {
                case 0 -> "{\"x\": Infinity, \"y\": " + i + ", \"z\": -Infinity}";
                case 1 -> "{\"x\": NaN, \"y\": NaN}";
                case 2 -> "NaN";
                default -> "[NaN, " + i + "]";
              }));
    }
    Playback played = played(lines);

    assertThat(played.samples()).containsOnlyKeys("default/s/k.y", "default/s/k[1]");
    assertThat(played.samples().values()).allSatisfy(c -> assertThat(c).hasSize(EVENTS / 4));
    assertThat(played.rejectCodes().subList(0, 2)).containsExactly("no_usable_value", "non_finite");
    Account account = played.accounts().get("walk/s");
    assertThat(account.counts()).isEqualTo(new Account.Counts(200, 100, 100, 0, 0, 0));
    assertThat(account.ignoredElements()).isEqualTo(150);
  }

  @Test
  void isoTimesAreRead() throws IOException {
    Playback played = Playback.of(given("iso.ndjson.gz"));

    assertThat(played.rejects()).isEmpty();
    assertThat(played.total(Account.Counts::used)).isEqualTo(EVENTS);
    for (String channel : List.of("default/a/acc", "default/b/acc")) {
      List<String> column = played.samples().get(channel);
      assertThat(column).hasSize(EVENTS / 2);
      for (int i = 0; i < column.size(); i++) {
        assertThat(column.get(i)).startsWith(START + i * STEP + "=");
      }
    }
  }

  @Test
  void timesOfManyOffsetsAreThoseOfTheirNumbers() throws IOException {
    List<String> numbers = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      long micros = START + i * STEP + i;
      numbers.add(line(number(micros), String.valueOf(i)));
      texts.add(line("\"" + iso(micros, i) + "\"", String.valueOf(i)));
    }
    assertThat(played(texts)).isEqualTo(played(numbers));
  }

  /** One moment on the clocks of the world, as programs write them. */
  private static String iso(long micros, int form) {
    ZoneOffset offset = ZoneOffset.ofHoursMinutes(form % 9, form % 2 * 30);
    Instant instant = Instant.EPOCH.plusNanos(1_000 * micros);
    OffsetDateTime time = instant.atOffset(form % 3 == 0 ? ZoneOffset.UTC : offset);
    String text = time.toString();
    return switch (form % 4) {
      case 0 -> text;
      case 1 -> text.replace('T', ' ');
      case 2 -> text.replace('.', ',');
      default -> text.toLowerCase(Locale.ROOT);
    };
  }

  @Test
  void recordsOfATopicAreReadLikeLines() {
    RecordIntake intake = new RecordIntake("topic", Playback.OPTIONS, false);
    String[] lines = {
      line("\"2026-01-01T01:00:00+01:00\"", "[1, NaN]"),
      line("\"2026-01-01T01:00:00\"", "1"),
      line(number(START), "[NaN]"),
    };
    for (String line : lines) {
      intake.take(line.getBytes(StandardCharsets.UTF_8), new Position("topic", 0, 1));
    }
    List<Envelope> out = new ArrayList<>();
    intake.drain(out);
    Playback played = Playback.of(out);

    assertThat(played.samples().get("default/s/k[0]")).containsExactly(START + "=1.0");
    assertThat(played.rejectCodes()).containsExactly("bad_ts", "no_usable_value");
    assertThat(played.rejects().get(0).detail())
        .startsWith("ts must tell its offset from UTC: add Z if it is UTC");
  }

  @Test
  void eventsOfALogAreReadLikeLines() {
    String event =
        line("\"2026-01-01T00:00:00Z\"", "[NaN, 2]")
            .replaceFirst("}$", ", \"meta\": {\"at\": 1767225600.5, \"stream\": \"osc\"}}");
    RecordIntake log = new RecordIntake("log", Playback.OPTIONS, true);
    for (String line : List.of(event, event.replace("1767225600.5", "NaN"))) {
      log.take(line.getBytes(StandardCharsets.UTF_8), new Position("log", 0, 1));
    }
    List<Envelope> out = new ArrayList<>();
    log.drain(out);
    Playback played = Playback.of(out);

    assertThat(played.samples().get("default/s/k[1]")).containsExactly(START + "=2.0");
    assertThat(played.rejects())
        .singleElement()
        .satisfies(r -> assertThat(r.detail()).contains("must have meta.at and meta.stream"));
    assertThat(log.lineMicros()).isLessThan(START + 1_000_000);
  }
}
