package lumen.connectors.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import lumen.intake.LiveMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MidiDecoderTest {
  private final MidiDecoder decoder = new MidiDecoder();
  private long micros = 1_000_000;

  @Test
  void noteOnIsItsVelocityAndAnOnsetOfItsChannel() {
    assertThat(channels(0x99, 38, 127))
        .isEqualTo(Map.of("ch10/note.38", 1.0, "ch10/note.any", 1.0));
    assertThat(channels(0x90, 0, 1))
        .isEqualTo(Map.of("ch1/note.0", 1 / 127.0, "ch1/note.any", 1 / 127.0));
  }

  @ParameterizedTest
  @CsvSource({"0x80, 64", "0x80, 0", "0x90, 0"})
  void noteOffIsZeroWhateverItsForm(String status, int velocity) {
    channels(0x90, 60, 100);

    assertThat(channels(Integer.decode(status), 60, velocity))
        .isEqualTo(Map.of("ch1/note.60", 0.0, "ch1/note.any", 0.0));
  }

  @Test
  void anyNoteEndsWithTheLastOneHeld() {
    channels(0x90, 60, 100);
    channels(0x90, 64, 90);
    channels(0x91, 62, 90);

    assertThat(channels(0x80, 60, 0)).isEqualTo(Map.of("ch1/note.60", 0.0));
    assertThat(channels(0x80, 64, 0)).isEqualTo(Map.of("ch1/note.64", 0.0, "ch1/note.any", 0.0));
  }

  @ParameterizedTest
  @ValueSource(ints = {120, 123, 124, 125, 126, 127})
  void allNotesOffEndsEveryNoteHeld(int controller) {
    channels(0x95, 60, 100);
    channels(0x95, 127, 100);

    assertThat(channels(0xB5, controller, 0))
        .isEqualTo(Map.of("ch6/note.60", 0.0, "ch6/note.127", 0.0, "ch6/note.any", 0.0));
    assertThat(channels(0xB5, controller, 0)).isEmpty();
  }

  @Test
  void controllerIsBetweenZeroAndOne() {
    assertThat(channels(0xB0, 7, 127)).isEqualTo(Map.of("ch1/cc.7", 1.0));
    assertThat(channels(0xBF, 64, 0)).isEqualTo(Map.of("ch16/cc.64", 0.0));
    assertThat(channels(0xB0, 119, 64)).isEqualTo(Map.of("ch1/cc.119", 64 / 127.0));
  }

  @Test
  void fineControllerIsChannelOfItsOwn() {
    assertThat(channels(0xB0, 1, 127)).isEqualTo(Map.of("ch1/cc.1", 1.0));
    assertThat(channels(0xB0, 33, 127)).isEqualTo(Map.of("ch1/cc14.1", 1.0));
    assertThat(channels(0xB0, 1, 64)).isEqualTo(Map.of("ch1/cc.1", 64 / 127.0));
    assertThat(channels(0xB0, 33, 1)).isEqualTo(Map.of("ch1/cc14.1", 8193 / 16383.0));
    assertThat(channels(0xB0, 31, 0)).isEqualTo(Map.of("ch1/cc.31", 0.0));
    assertThat(channels(0xB0, 63, 1)).isEqualTo(Map.of("ch1/cc14.31", 1 / 16383.0));
  }

  @Test
  void fineControllerWithoutCoarseOneIsAnOrdinaryOne() {
    channels(0xB1, 1, 5);

    assertThat(channels(0xB0, 33, 127)).isEqualTo(Map.of("ch1/cc.33", 1.0));
  }

  @Test
  void resetOfControllersForgetsCoarseHalves() {
    channels(0xB0, 1, 5);

    assertThat(channels(0xB0, 121, 0)).isEmpty();
    assertThat(channels(0xB0, 33, 127)).isEqualTo(Map.of("ch1/cc.33", 1.0));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, -1",
    "0, 64, 0",
    "127, 127, 1",
    "0, 32, -0.5",
    "1, 64, 0.00012208521548040533"
  })
  void pitchBendReachesBothEnds(int fine, int coarse, double value) {
    assertThat(channels(0xE2, fine, coarse)).isEqualTo(Map.of("ch3/pitch_bend", value));
  }

  @Test
  void pressureIsOfTheChannelOrOfANote() {
    assertThat(channels(0xD0, 127, 0)).isEqualTo(Map.of("ch1/pressure", 1.0));
    assertThat(channels(0xA0, 60, 127)).isEqualTo(Map.of("ch1/poly_pressure.60", 1.0));
  }

  @Test
  void programIsFact() {
    assertThat(decoder.decode(0xC3, 12, 0, 5))
        .isEqualTo(new LiveMessage.Text("ch4/program", "12", LiveMessage.UNSTAMPED, 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0xF0", "0xF1", "0xF2", "0xF3", "0xF4", "0xF6", "0xF7", "0xFE", "0xFF"})
  void whatIsNoSignalIsFiltered(String status) {
    assertThat(decoder.decode(Integer.decode(status), 1, 1, 5))
        .isEqualTo(new LiveMessage.Filtered(1, 5));
  }

  @Test
  void tempoIsKnownAfterABeat() {
    for (int tick = 0; tick < 24; tick++) {
      assertThat(tick(20_833)).isEmpty();
    }
    assertThat(tick(20_833).get("clock.tempo_bpm")).isEqualTo(120, within(0.01));
    assertThat(tick(20_833)).containsOnlyKeys("clock.tempo_bpm");
  }

  @Test
  void tempoAveragesJitterOverABeat() {
    double worst = 0;
    for (int tick = 0; tick < 480; tick++) {
      Double tempo = tick(20_833 + (tick % 2 == 0 ? 5_000 : -5_000)).get("clock.tempo_bpm");
      worst = tempo == null ? worst : Math.max(worst, Math.abs(tempo - 120));
    }
    assertThat(worst).isLessThan(1.3);
  }

  @Test
  void pauseBeginsTheBeatAnew() {
    for (int tick = 0; tick < 30; tick++) {
      tick(20_833);
    }
    assertThat(tick(500_001)).isEmpty();
    assertThat(tick(20_833)).isEmpty();
  }

  @Test
  void ticksAtOneInstantHaveNoTempo() {
    for (int tick = 0; tick < 100; tick++) {
      assertThat(tick(0)).isEmpty();
    }
  }

  @Test
  void beatsAreCountedFromTheStart() {
    assertThat(channels(0xFA, 0, 0)).isEqualTo(Map.of("clock.running", 1.0));
    for (int tick = 0; tick < 100; tick++) {
      assertThat(tick(20_000).containsKey("clock.beat")).isEqualTo(tick % 24 == 0);
    }
    assertThat(channels(0xFC, 0, 0)).isEqualTo(Map.of("clock.running", 0.0));
    assertThat(tick(20_000)).doesNotContainKey("clock.beat");
  }

  @Test
  void songPositionTellsTheBeatAfterContinue() {
    channels(0xF2, 3, 0);
    channels(0xFB, 0, 0);
    int ticks = 0;
    while (!tick(20_000).containsKey("clock.beat")) {
      ticks++;
    }
    assertThat(ticks).isEqualTo(24 - 18);
  }

  @Test
  void clockThatWasRunningBeforeHasNoBeat() {
    channels(0xFB, 0, 0);
    for (int tick = 0; tick < 100; tick++) {
      assertThat(tick(20_000)).doesNotContainKey("clock.beat");
    }
  }

  @Test
  void missingMessagesEndTempoAndBeat() {
    channels(0xFA, 0, 0);
    for (int tick = 0; tick < 30; tick++) {
      tick(20_000);
    }
    decoder.skip();
    for (int tick = 0; tick < 24; tick++) {
      assertThat(tick(20_000)).isEmpty();
    }
    assertThat(tick(20_000)).containsOnlyKeys("clock.tempo_bpm");
  }

  private Map<String, Double> tick(long afterMicros) {
    micros += afterMicros;
    return channels(0xF8, 0, 0);
  }

  private Map<String, Double> channels(int status, int data1, int data2) {
    return channelsOf(decoder.decode(status, data1, data2, micros));
  }

  static Map<String, Double> channelsOf(LiveMessage message) {
    Map<String, Double> channels = new TreeMap<>();
    if (message instanceof LiveMessage.Scalar scalar) {
      channels.put(scalar.key(), scalar.value());
    } else if (message instanceof LiveMessage.Fields fields) {
      for (int i = 0; i < fields.fields().length; i++) {
        channels.put(fields.key() + "." + fields.fields()[i], fields.values()[i]);
      }
    }
    return channels;
  }
}
