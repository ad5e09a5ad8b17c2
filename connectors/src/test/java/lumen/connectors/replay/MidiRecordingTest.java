package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import lumen.connectors.midi.SmfBytes;
import lumen.event.Account;
import lumen.event.Fact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard MIDI Files as recordings. */
class MidiRecordingTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"song.mid", "song.midi", "song.MID"})
  void midiFileIsStreamNamedAfterIt(String name) throws Exception {
    Path file = song(name);

    assertThat(RecordingFiles.find(List.of(file)))
        .containsExactly(new RecordedParts("song", List.of(file.toString())));
  }

  @Test
  void isPlayedLikeRecording() throws Exception {
    Playback played = Playback.of(song("song.mid"));

    assertThat(played.rejects()).isEmpty();
    assertThat(played.samples())
        .containsOnlyKeys(
            "default/walk/ch10/note.38",
            "default/walk/ch10/note.any",
            "default/walk/clock.tempo_bpm");
    assertThat(played.samples().get("default/walk/ch10/note.38")).hasSize(400);
    assertThat(played.facts()).extracting(Fact::key).containsExactly("meta/track_name");
    assertThat(played.total(Account.Counts::received)).isEqualTo(402);
    assertThat(played.total(Account.Counts::used)).isEqualTo(402);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 100, 1_000, 777, 1 << 20})
  void anyCutIntoChunksAndAnyRestoreGiveTheSame(long chunkBytes) throws Exception {
    Path file = song("song.mid");

    Playback whole = Playback.of(file);

    ReplaySplit split = Playback.split(file);
    assertThat(Playback.of(split, Playback.OPTIONS, chunkBytes, true)).isEqualTo(whole);
    assertThat(Playback.of(split, Playback.OPTIONS, chunkBytes, false)).isEqualTo(whole);
  }

  @Test
  void contentGoesOnAtAnyOffset() throws Exception {
    Path file = song("song.mid");
    byte[] whole = content(file, 0);

    for (int offset : new int[] {0, 1, 999, 5_000, whole.length}) {
      byte[] rest = content(file, offset);
      assertThat(rest).isEqualTo(Arrays.copyOfRange(whole, offset, whole.length));
    }
    assertThatThrownBy(() -> content(file, whole.length + 1))
        .hasMessageStartingWith("recording must not shrink: " + file);
  }

  @Test
  void damagedFileIsRefusedWhenItIsFound() throws Exception {
    Path file = folder.resolve("song.mid");
    byte[] whole = Files.readAllBytes(song("other.mid"));
    Files.write(file, Arrays.copyOf(whole, whole.length - 10));

    assertThatThrownBy(() -> RecordingFiles.find(List.of(file)))
        .isInstanceOf(RecordingException.class)
        .hasMessageStartingWith("Standard MIDI File must be whole: " + file + ": chunk at byte 14");
  }

  @Test
  void otherFileOfThatNameIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("song.mid"), "{\"ts\":1}\n");

    assertThatThrownBy(() -> RecordingFiles.find(List.of(file)))
        .isInstanceOf(RecordingException.class)
        .hasMessage(
            "Standard MIDI File must be whole: "
                + file
                + ": it must begin with MThd: begins with \"{\"ts\"");
  }

  @Test
  void fileDamagedSinceThenIsToldInOneLine() throws Exception {
    Path file = folder.resolve("song.mid");
    Files.write(file, SmfBytes.of(0, 480, "00 40"));

    assertThatThrownBy(() -> Playback.of(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Standard MIDI File must be whole: " + file + ": track 1, ");
  }

  private static byte[] content(Path file, long offset) throws IOException {
    try (InputStream in = PartContent.open(file, "walk", offset, false, false)) {
      return in.readAllBytes();
    }
  }

  private Path song(String name) throws IOException {
    StringBuilder events = new StringBuilder("00FF5103 07A120 00FF0304 4472756D");
    events.append("00992664 8360892640".repeat(200));
    return Files.write(folder.resolve(name), SmfBytes.of(0, 480, events.toString()));
  }
}
