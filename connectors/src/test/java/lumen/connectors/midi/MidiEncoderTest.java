package lumen.connectors.midi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import javax.sound.midi.ShortMessage;
import lumen.intake.LiveMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent is heard as what it was made of. */
class MidiEncoderTest {
  private static LiveMessage heard(MidiDecoder decoder, String key, double value) {
    LiveMessage last = null;
    for (ShortMessage message : MidiEncoder.of(key, value).orElseThrow()) {
      last = decoder.decode(message.getStatus(), message.getData1(), message.getData2(), 7);
    }
    return last;
  }

  @Test
  void everyKeyIsHeardAgainWithItsValue() {
    long seed = 12;
    Random random = new Random(seed);
    MidiDecoder decoder = new MidiDecoder();
    for (int i = 0; i < 2_000; i++) {
      String at = "ch" + (1 + random.nextInt(16)) + "/";
      double small = random.nextInt(128) / 127.0;
      double fine = random.nextInt(16_384) / 16_383.0;
      int bend = random.nextInt(16_384) - 8_192;
      double bent = bend < 0 ? bend / 8_192.0 : bend / 8_191.0;
      scalar(decoder, at + "cc." + (64 + random.nextInt(56)), small);
      scalar(decoder, at + "cc14." + random.nextInt(32), fine);
      scalar(decoder, at + "poly_pressure." + random.nextInt(128), small);
      scalar(decoder, at + "pressure", small);
      scalar(decoder, at + "pitch_bend", bent);
      int note = random.nextInt(128);
      LiveMessage.Fields struck = (LiveMessage.Fields) heard(decoder, at + "note." + note, small);
      assertThat(struck.key()).isEqualTo(at + "note");
      assertThat(struck.fields()).contains(String.valueOf(note));
      assertThat(struck.values()[0]).as("seed %d round %d", seed, i).isEqualTo(small);
    }
  }

  private static void scalar(MidiDecoder decoder, String key, double value) {
    assertThat(heard(decoder, key, value))
        .isEqualTo(new LiveMessage.Scalar(key, value, LiveMessage.UNSTAMPED, 7));
  }

  @Test
  void programIsHeardAgain() {
    ShortMessage message = MidiEncoder.program("ch3/program", "12").orElseThrow();
    assertThat(new MidiDecoder().decode(message.getStatus(), message.getData1(), 0, 7))
        .isEqualTo(new LiveMessage.Text("ch3/program", "12", LiveMessage.UNSTAMPED, 7));
    assertThat(MidiEncoder.program("ch3/program", "128")).isEmpty();
    assertThat(MidiEncoder.program("ch3/cc.1", "12")).isEmpty();
  }

  @Test
  void valuesBeyondTheRangeAreMovedToItsEndAndAQuietNoteSounds() {
    assertThat(MidiEncoder.of("ch1/cc.7", 3).orElseThrow().get(0).getData2()).isEqualTo(127);
    assertThat(MidiEncoder.of("ch1/cc.7", -3).orElseThrow().get(0).getData2()).isZero();
    assertThat(MidiEncoder.of("ch1/note.60", 1e-9).orElseThrow().get(0).getData2()).isEqualTo(1);
    assertThat(MidiEncoder.of("ch1/note.60", 0).orElseThrow().get(0).getCommand())
        .isEqualTo(ShortMessage.NOTE_OFF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "ch0/cc.7",
        "ch17/cc.7",
        "ch1/note.any",
        "ch1/note",
        "ch1/note.128",
        "ch1/cc.120",
        "ch1/cc14.32",
        "ch1/pressure.1",
        "ch1/pitch_bend14.1",
        "clock.beat",
        "clock.tempo_bpm",
        "/a"
      })
  void whatNoMessageHasIsLeftOut(String key) {
    assertThat(MidiEncoder.of(key, 0.5)).isEmpty();
  }
}
