package lumen.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The scanner reads nothing that the complete reader would not read, and reads it as the same. */
class EventReadersAgreeTest {
  private static final int LINES = 50_000;
  private static final long SEED = 20_260_101L;

  private final EventParser parser = new EventParser();
  private final NamePool names = new NamePool();
  private final LenientEventReader lenient =
      new LenientEventReader(names, new EventTime(TimeForm.ANY), null);
  private final ParsedEvent complete = new ParsedEvent();

  @Test
  void onWellFormedLines() {
    RandomLines lines = new RandomLines(SEED);
    int scanned = 0;
    for (int i = 0; i < LINES; i++) {
      scanned += agree(lines.line().getBytes(StandardCharsets.UTF_8), i) ? 1 : 0;
    }
    assertThat(scanned).as("lines that the scanner reads").isGreaterThan(LINES / 5);
  }

  @Test
  void onDamagedLines() {
    RandomLines lines = new RandomLines(SEED + 1);
    int scanned = 0;
    for (int i = 0; i < LINES; i++) {
      scanned += agree(lines.damagedLine(), i) ? 1 : 0;
    }
    assertThat(scanned).as("lines that the scanner reads").isGreaterThan(LINES / 50);
  }

  @Test
  void onWhateverSurroundsTheLine() {
    RandomLines lines = new RandomLines(SEED + 2);
    Random random = new Random(SEED + 2);
    EventParser other = new EventParser();
    for (int i = 0; i < LINES / 10; i++) {
      byte[] line = lines.line().getBytes(StandardCharsets.UTF_8);
      byte[] around = new byte[line.length + 10 + random.nextInt(40)];
      random.nextBytes(around);
      System.arraycopy(line, 0, around, 10, line.length);
      String alone = EventText.of(parser.parse(line, 0, line.length));
      assertThat(EventText.of(other.parse(around, 10, 10 + line.length)))
          .as("seed %d line %d", SEED + 2, i)
          .isEqualTo(alone);
    }
  }

  @Test
  void onNumbersBitForBit() {
    RandomLines lines = new RandomLines(SEED + 3);
    for (int i = 0; i < LINES; i++) {
      String number = lines.number();
      byte[] line =
          ("{\"ts\":1,\"source\":\"s\",\"key\":\"k\",\"value\":" + number + "}")
              .getBytes(StandardCharsets.UTF_8);
      ParsedEvent event = parser.parse(line, 0, line.length);
      if (event.reason() == null) {
        assertThat(Double.doubleToRawLongBits(event.number()))
            .as("seed %d: %s", SEED + 3, number)
            .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(number)));
      }
    }
  }

  /** Compares both readers; returns whether the scanner read the line. */
  private boolean agree(byte[] line, int i) {
    complete.clear();
    lenient.read(line, 0, line.length, complete);
    if (complete.reason == null && complete.tenant == null) {
      complete.tenant = names.defaultTenant();
    }
    boolean scanned = parser.scans(line, 0, line.length);
    String described = new String(line, StandardCharsets.ISO_8859_1);
    if (scanned) {
      assertThat(complete.reason())
          .as("seed %d line %d: %s: %s", SEED, i, described, complete.detail())
          .isNull();
    }
    assertThat(EventText.of(parser.parse(line, 0, line.length)))
        .as("seed %d line %d: %s", SEED, i, described)
        .isEqualTo(EventText.of(complete));
    return scanned;
  }
}
