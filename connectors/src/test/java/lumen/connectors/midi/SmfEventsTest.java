package lumen.connectors.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmfEventsTest {
  @TempDir private Path folder;

  @Test
  void tracksAreMergedByTimeUnderOneTempoMap() throws Exception {
    byte[] file =
        SmfBytes.of(
            1,
            480,
            "00 FF5103 07A120" + "8360 FF5103 03D090",
            "8360 992664" + "8360 892640",
            "00 B00740");

    assertThat(lines(file))
        .containsExactly(
            "{\"ts\":946684800.000000,\"source\":\"song\",\"key\":\"clock\","
                + "\"value\":{\"tempo_bpm\":120.0}}",
            "{\"ts\":946684800.000000,\"source\":\"song\",\"key\":\"ch1/cc.7\","
                + "\"value\":0.5039370078740157}",
            "{\"ts\":946684800.500000,\"source\":\"song\",\"key\":\"clock\","
                + "\"value\":{\"tempo_bpm\":240.0}}",
            "{\"ts\":946684800.500000,\"source\":\"song\",\"key\":\"ch10/note\","
                + "\"value\":{\"38\":0.7874015748031497,\"any\":0.7874015748031497}}",
            "{\"ts\":946684800.750000,\"source\":\"song\",\"key\":\"ch10/note\","
                + "\"value\":{\"38\":0.0,\"any\":0.0}}");
  }

  @Test
  void withoutTempoItIsABeatInHalfASecond() throws Exception {
    assertThat(lines(SmfBytes.of(0, 96, "60 C005")))
        .containsExactly(
            "{\"ts\":946684800.500000,\"source\":\"song\",\"key\":\"ch1/program\","
                + "\"value\":\"5\"}");
  }

  /** Frames of 1/25, 1001/30000, 1/24 and 1/30 s, of 40, 80, 120 and 4 ticks. */
  @ParameterizedTest
  @CsvSource({
    "E728, 946684801.920000",
    "E350, 946684800.800800",
    "E878, 946684800.666667",
    "E204, 946684816.000000"
  })
  void smpteTimeNeedsNoTempo(String division, String ts) throws Exception {
    int coded = Integer.parseInt(division, 16);

    List<String> lines = lines(SmfBytes.of(0, coded, "00 FF5103 000001" + "8F00 C005"));

    assertThat(lines.get(1)).startsWith("{\"ts\":" + ts + ",");
  }

  @Test
  void textsAreFacts() throws Exception {
    byte[] file =
        SmfBytes.of(
            0,
            480,
            "00 FF0304 4472756D"
                + "00 FF0602 4222"
                + "00 FF0502 C3A9"
                + "00 FF0502 E9E9"
                + "00 FF0101 0A"
                + "00 FF5804 06031808"
                + "00 FF5902 0000"
                + "00 F003 7E7FF7");

    assertThat(lines(file))
        .containsExactly(
            fact("track_name", "Drum"),
            fact("marker", "B\\\""),
            fact("lyric", "é"),
            fact("lyric", "éé"),
            fact("text", "\\n"),
            fact("time_signature", "6/8"));
  }

  private static String fact(String key, String text) {
    return "{\"ts\":946684800.000000,\"source\":\"song\",\"key\":\"meta/"
        + key
        + "\",\"value\":\""
        + text
        + "\"}";
  }

  @Test
  void runningStatusHoldsAcrossMetaEvents() throws Exception {
    assertThat(lines(SmfBytes.of(0, 480, "00 904064" + "00 FF0101 41" + "00 4000"))).hasSize(3);
  }

  @Test
  void longTextIsCut() throws Exception {
    String text = "41".repeat(5_000);
    List<String> lines = lines(SmfBytes.of(0, 480, "00 FF01 A708" + text));

    assertThat(lines.get(0)).contains("A".repeat(SmfText.MAX_CHARS) + "\"");
    assertThat(lines.get(0)).doesNotContain("A".repeat(SmfText.MAX_CHARS + 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7B7D | it must begin with MThd: begins with \"{}\"",
        "'' | it must begin with MThd: begins with nothing",
        "4D54686400000006000100 | header must have 6 bytes",
        "4D546864000000060002000101E0 | format must be 0 (one track) or 1 (tracks that sound"
            + " together), is 2",
        "4D546864000000060000000101E0 | header declares 1 tracks, the file has 0",
        "4D546864000000060000000101E04D54726B0000000500 | chunk at byte 14 ends at 27, the file"
            + " at 23",
        "4D54686400000006000000010000 4D54726B0000000400FF2F00 | division must be above 0 ticks a"
            + " quarter note",
        "4D5468640000000600000001E700 4D54726B0000000400FF2F00 | division must be above 0 ticks a"
            + " frame",
        "4D5468640000000600000001E001 4D54726B0000000400FF2F00 | division must be 24, 25, 29 or"
            + " 30 frames a second, is 32",
      })
  void damagedHeaderIsTold(String digits, String message) {
    assertThatThrownBy(() -> lines(SmfBytes.hex(digits)))
        .isInstanceOf(InvalidMidiDataException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "00 40 | track 1, before byte 24 of the file: status byte expected, is 0x40",
        "00 90 80 40 | track 1, before byte 25 of the file: data byte expected, is 0x80",
        "00 F8 | track 1, before byte 24 of the file: event must not be of status 0xF8",
        "FFFFFFFF7F 904040 | track 1, before byte 26 of the file: number of more than 4 bytes",
        "00 FF5102 0102 | track 1, before byte 28 of the file: tempo must have 3 bytes, has 2",
        "00 FF5103 000000 | track 1, before byte 29 of the file: tempo must be above 0"
            + " microseconds a quarter note",
        "00 F0 FFFFFF7F 00 | track 1, before byte 28 of the file: event of 268435455 bytes goes"
            + " beyond its track's end",
      })
  void damagedTrackIsToldWithItsPlace(String events, String message) throws Exception {
    Path file = folder.resolve("song.mid");
    Files.write(file, SmfBytes.of(0, 480, events));

    assertThatThrownBy(() -> SmfEvents.read(file))
        .isInstanceOf(InvalidMidiDataException.class)
        .hasMessage(message);
  }

  @Test
  void performanceOfAThousandYearsIsRefused() throws Exception {
    Path file = folder.resolve("song.mid");
    Files.write(file, SmfBytes.of(0, 1, "00 FF5103 FFFFFF" + "FFFFFF7F 904040"));

    assertThatThrownBy(() -> SmfEvents.read(file))
        .isInstanceOf(InvalidMidiDataException.class)
        .hasMessageEndingWith("the performance must last at most 366 days");
  }

  @Test
  void fileOverTheLimitIsRefused() throws Exception {
    Path file = folder.resolve("song.mid");
    Files.write(file, new byte[SmfEvents.MAX_BYTES + 1]);

    assertThatThrownBy(() -> SmfEvents.read(file))
        .isInstanceOf(InvalidMidiDataException.class)
        .hasMessage("it must have at most 16777216 bytes");
  }

  /** Damage is an InvalidMidiDataException or goes unnoticed; nothing else, whatever is changed. */
  @Test
  void anyDamageIsTold() throws Exception {
    long seed = 20_240_611;
    Random random = new Random(seed);
    byte[] whole =
        SmfBytes.of(
            1,
            480,
            "00 FF5103 07A120" + "8360 FF5103 03D090" + "00 FF0304 41424344",
            "8360 992664" + "10 2600" + "8360 892640" + "00 F003 7E7FF7" + "00 E00040");
    int damaged = 0;
    for (int round = 0; round < 200_000; round++) {
      byte[] file = whole.clone();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(4) == 0) {
        file = Arrays.copyOf(file, random.nextInt(file.length));
      }
      damaged += isDamaged(file, seed, round) ? 1 : 0;
    }
    assertThat(damaged).isBetween(50_000, 190_000);
  }

  private static boolean isDamaged(byte[] file, long seed, int round) {
    try {
      SmfMerge merge = SmfEvents.of(file).merge();
      while (merge.next()) {
        assertThat(merge.event()).isNotNull();
      }
      return false;
    } catch (InvalidMidiDataException e) {
      return true;
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed + " round " + round, e);
    }
  }

  @Test
  void jdkReadsTheSameFile() throws Exception {
    byte[] file = SmfBytes.of(1, 480, "00 FF5103 07A120", "8360 992664" + "8360 892640");

    assertThat(MidiSystem.getSequence(new ByteArrayInputStream(file)).getTracks()).hasSize(2);
  }

  private static List<String> lines(byte[] file) throws IOException, InvalidMidiDataException {
    try (InputStream in = SmfEvents.of(file).lines("song")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
