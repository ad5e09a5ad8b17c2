package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no recording is named in one line; what may be one is read. */
class RecordingFormTest {
  private static final String EVENT = Playback.event(1.6e9, "a", "1");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "XDF:\\x1f|0|an XDF file",
        "0       X X X X|0|an EDF file",
        "\\xffBIOSEMI|0|a BDF file",
        "RIFF\\x24\\x08\\x00\\x00WAVEfmt |0|a WAV file",
        "\\x89MCAP0\\r\\n|0|an MCAP file",
        "SQLite format 3\\x00|0|an SQLite database",
        "#ROSBAG V2.0\\n|0|a rosbag of ROS 1",
        "PK\\x03\\x04\\x14\\x00|0|a ZIP archive",
        "PAR1\\x15\\x04|0|a Parquet file",
        "ustar\\x0000|257|a TAR archive",
        "BZh91AY|0|a bzip2 file",
        "\\xff\\xfe{\\x00|0|UTF-16 text",
        "{\\x00\"\\x00t\\x00|0|UTF-16 text",
        "\\x00{\\x00\"\\x00t|0|UTF-16 text",
      })
  void filesOfOtherFormsAreNamed(String bytes, int at, String words) throws Exception {
    byte[] magic = bytes(bytes);
    byte[] head = ByteBuffer.allocate(at + magic.length + 40).put(at, magic).array();
    Path file = Playback.write(folder, "any.ndjson", head);

    assertThatThrownBy(() -> RecordingFiles.find(List.of(file)))
        .isInstanceOf(RecordingException.class)
        .hasMessageStartingWith(
            "recording must be lines of JSON with ts, source, key and value (plain, .gz, .zst or"
                + " .xz) or a MIDI file: "
                + file
                + " is "
                + words)
        .hasMessageNotContaining("\n");
    for (byte[] zipped : List.of(Playback.gzip(head), Playback.zstd(head), Playback.xz(head))) {
      Path packed = Playback.write(folder, "packed.ndjson", zipped);
      assertThatThrownBy(() -> RecordingFiles.find(List.of(packed)))
          .hasMessageContaining(packed + " is " + words)
          .hasMessageContaining(", compressed by ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ts,x,y\\n1,2,3\\n2,3,4\\n|a CSV of 3 columns (ts,x,y)",
        "\\xef\\xbb\\xbfts;x\\r\\n1,5;2,25\\r\\n|a CSV of 2 columns (ts;x)",
        "# made by a device\\n1\\t2\\t3\\n4\\t5\\t6\\n|a TSV of 3 columns",
        "name,remark\\na,\"b, c\"\\nd,e\\n|a CSV of 2 columns",
        "1519816064.0\\n1.0\\n0.5\\n0.25\\n|a list of numbers",
        "[{\"ts\":1},\\n{\"ts\":2}]\\n|one JSON array",
        "[\\n {\"ts\":1},\\n {\"ts\":2}\\n]\\n|one JSON array",
        "{\\n \"ts\": 1\\n}\\n|JSON over several lines",
        "<?xml version=\"1.0\"?>\\n<gpx/>\\n|XML or HTML",
      })
  void textsOfOtherFormsAreNamed(String text, String words) throws Exception {
    Path file = Playback.write(folder, "any.ndjson", bytes(text));

    assertThatThrownBy(() -> RecordingFiles.find(List.of(file)))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining(file + " is " + words)
        .hasMessageNotContaining("\n");
  }

  @Test
  void csvOfMindMonitorIsNamedWithWhatIsToReadIt() throws Exception {
    Path file = folder.resolve("mindmonitor.csv");
    try (InputStream in =
        new GZIPInputStream(getClass().getResourceAsStream("/cases/mindmonitor.csv.gz"))) {
      Files.copy(in, file);
    }

    assertThatThrownBy(() -> RecordingFiles.find(List.of(file)))
        .hasMessageEndingWith(
            file
                + " is a CSV of 6 columns (TimeStamp,RAW_TP9,RAW_AF7,RAW_AF8,RAW_TP...); each row"
                + " has to become such lines, as `lumenctl import` is to do, which this version"
                + " does not have yet");
  }

  @Test
  void whatMayBeARecordingIsRead() throws Exception {
    byte[] noise = new byte[100_000];
    new Random(11).nextBytes(noise);
    List<byte[]> recordings =
        List.of(
            noise,
            Playback.lines(EVENT),
            Playback.lines("{\"key\":\"WAVE\",\"ts\":1.6e9,\"source\":\"a\",\"value\":1}"),
            Playback.lines("ts,source,key", EVENT, EVENT),
            Playback.lines("[{", EVENT, EVENT),
            Playback.lines("ource\":\"a\",\"key\":\"x\",\"value\":1}", EVENT),
            Playback.lines("{\"ts\":1,\"source\":\"" + "a,".repeat(60_000) + "\"}", EVENT),
            Playback.lines("#### device rebooted ####", "one, two", "three"),
            EVENT.getBytes(StandardCharsets.UTF_8),
            Playback.lines(LogText.HEADER));
    for (byte[] recording : recordings) {
      Path file = Playback.write(folder, "a.txt", recording);
      assertThatCode(() -> RecordingFiles.find(List.of(file))).doesNotThrowAnyException();
    }
  }

  @Test
  void emptyIsToldOfAFileThatIsNamedAndDoesNotGrow() throws Exception {
    Path empty = Playback.write(folder, "empty.ndjson", new byte[0]);
    Path packed = Playback.write(folder, "packed.ndjson.gz", Playback.gzip(new byte[0]));
    Path cut =
        Playback.write(
            folder, "cut.ndjson.gz", Arrays.copyOf(Playback.gzip(Playback.lines(EVENT)), 10));

    assertThatThrownBy(() -> RecordingFiles.find(List.of(empty))).hasMessageEndingWith(" is empty");
    for (Path nothing : List.of(packed, cut)) {
      assertThatThrownBy(() -> RecordingFiles.find(List.of(nothing)))
          .hasMessageEndingWith(" holds nothing that can be read, compressed by gzip");
    }
    assertThat(RecordingFiles.find(List.of(empty), true)).hasSize(1);
    assertThat(RecordingFiles.find(List.of(folder))).as("side by side").hasSize(3);
  }

  @Test
  void truncatedRecordingIsReadAsFarAsItGoes() throws Exception {
    byte[] lines = Playback.lines(EVENT, EVENT, EVENT);
    for (byte[] zipped : List.of(Playback.gzip(lines), Playback.xz(lines))) {
      Path cut = Playback.write(folder, "cut", Arrays.copyOf(zipped, zipped.length - 3));
      assertThatCode(() -> RecordingFiles.find(List.of(cut))).doesNotThrowAnyException();
    }
  }

  @Test
  void whatNeedsMuchMemoryIsToldBeforeItIsRead() throws Exception {
    byte[] frame = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, (byte) 168, 1, 0, 0};
    Path bomb = Playback.write(folder, "bomb.zst", frame);
    assertThatThrownBy(() -> RecordingFiles.find(List.of(bomb)))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("must need at most 128 MiB of memory");
  }

  @Test
  void pipeIsToldBeforeItIsOpened() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThatThrownBy(() -> RecordingFiles.find(List.of(pipe)))
        .hasMessage(
            "recording must be a file, which can be read twice: %s is a pipe; `lumenctl replay -`"
                + " takes what comes out of it",
            pipe);
    assertThatThrownBy(() -> RecordingFiles.find(List.of(Path.of("/dev/null"))))
        .hasMessage("recording must be a file: /dev/null is a device or a socket");
  }

  @Test
  void folderSaysWhatItHoldsInstead() throws Exception {
    Playback.write(folder, "b.csv", Playback.lines("a,b", "1,2", "3,4"));
    assertThatThrownBy(() -> RecordingFiles.find(List.of(folder)))
        .hasMessageStartingWith(
            "folder must hold *.ndjson, plain or as .gz, .zst or .xz: %s has none, but b.csv is a"
                + " CSV of 2 columns (a,b); each row",
            folder);
  }

  @Test
  void midiIsToldByItsFirstBytesToo() throws Exception {
    byte[] song = Files.readAllBytes(song());
    Path wrong = Playback.write(folder, "song.ndjson", song);
    assertThat(RecordingFiles.find(List.of(wrong))).hasSize(1);

    Path damaged = Playback.write(folder, "cut.ndjson", Arrays.copyOf(song, song.length - 5));
    assertThatThrownBy(() -> RecordingFiles.find(List.of(damaged)))
        .hasMessageStartingWith("Standard MIDI File must be whole: " + damaged);
    Path packed = Playback.write(folder, "song.gz", Playback.gzip(song));
    assertThatThrownBy(() -> RecordingFiles.find(List.of(packed)))
        .hasMessageContaining(" is a MIDI file, compressed by gzip; unpack it");
  }

  private Path song() throws IOException {
    ByteBuffer song = ByteBuffer.allocate(14 + 8 + 12);
    song.put(bytes("MThd")).putInt(6).putShort((short) 0).putShort((short) 1).putShort((short) 96);
    song.put(bytes("MTrk")).putInt(12);
    song.put(new byte[] {0, (byte) 0x90, 60, 64, 96, (byte) 0x80, 60, 0, 0, (byte) 0xFF, 0x2F, 0});
    return Playback.write(folder, "made.mid", song.array());
  }

  /** A text with the escapes of C; the rest is ISO 8859-1. */
  private static byte[] bytes(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      switch (text.charAt(++i)) {
        case 'n' -> plain.append('\n');
        case 'r' -> plain.append('\r');
        case 't' -> plain.append('\t');
        default -> {
          plain.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
          i += 2;
        }
      }
    }
    return plain.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
