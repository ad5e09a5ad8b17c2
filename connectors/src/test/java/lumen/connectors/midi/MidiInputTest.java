package lumen.connectors.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.Sequencer;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import lumen.connectors.live.ArrivalClock;
import lumen.connectors.outage.OutageLines;
import lumen.event.RejectReason;
import lumen.intake.LiveMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JDK's real-time sequencer as device. */
class MidiInputTest {
  private static final long RESCAN_MILLIS = 20;

  @TempDir private Path folder;
  @TempDir private Path nodes;
  private DeviceRig rig;

  @BeforeEach
  void plugInNothing() {
    rig = new DeviceRig(folder);
  }

  @AfterEach
  void putAway() {
    rig.close();
  }

  @Test
  void realPerformanceIsHeardNoteByNote() throws Exception {
    Path file =
        MidiRecordings.find("midi_groove_a/mid/drummer5_eval_7_pop-groove7_138_beat_4-4.mid");
    rig.plug("TD-11.once.x4.mid", Files.readAllBytes(file));
    List<LiveMessage.Fields> written = new ArrayList<>();
    SmfMerge merge = SmfEvents.read(file).merge();
    while (merge.next()) {
      if (merge.event() instanceof LiveMessage.Fields notes
          && notes.key().equals("ch10/note")
          && notes.values()[0] > 0) {
        written.add(notes);
      }
    }

    try (MidiInput input = input("td-11")) {
      input.open(rig.wake());
      rig.hearUntil(input, () -> rig.onsets("ch10/note").size() == written.size());
    }

    List<LiveMessage.Fields> heard = rig.onsets("ch10/note");
    List<Long> errors = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      assertThat(heard.get(i).fields()).isEqualTo(written.get(i).fields());
      assertThat(heard.get(i).values()).isEqualTo(written.get(i).values());
      assertThat(heard.get(i).eventMicros()).isEqualTo(LiveMessage.UNSTAMPED);
      if (i > 0) {
        long interval = heard.get(i).arrivalMicros() - heard.get(i - 1).arrivalMicros();
        long meant = written.get(i).arrivalMicros() - written.get(i - 1).arrivalMicros();
        errors.add(Math.abs(interval - meant / 4));
      }
    }
    errors.sort(null);
    assertThat(errors).hasSizeGreaterThan(200);
    assertThat(errors.get(errors.size() / 2)).as("median error, us").isLessThan(20_000);
    long whole = heard.get(heard.size() - 1).arrivalMicros() - heard.get(0).arrivalMicros();
    long meant = written.get(written.size() - 1).arrivalMicros() - written.get(0).arrivalMicros();
    assertThat(whole / 1e6).isCloseTo(meant / 4e6, within(2.0));
  }

  @Test
  void everyMessageIsOneReceived() throws Exception {
    String messages =
        "00 904064".repeat(10)
            + "00 B00740"
            + "00 E00040"
            + "00 C005"
            + "00 D040"
            + "00 A04040"
            + "00 F003 7E7FF7".repeat(3)
            + "00 904000".repeat(10)
            + "00 9F7F7F";
    rig.plug("keys.once.mid", SmfBytes.of(0, 480, messages));

    try (MidiInput input = input("keys")) {
      input.open(rig.wake());
      rig.hearUntil(input, () -> !rig.onsets("ch16/note").isEmpty());
    }

    assertThat(rig.heard.subList(0, 29)).hasSize(10 + 5 + 3 + 10 + 1);
    assertThat(rig.heard.subList(0, 29).stream().filter(LiveMessage.Filtered.class::isInstance))
        .hasSize(3)
        .allMatch(filtered -> ((LiveMessage.Filtered) filtered).count() == 1);
  }

  @Test
  void deviceMayBeAbsentUnpluggedAndBack() throws Exception {
    byte[] performance = SmfBytes.of(0, 96, "00 904064" + "18 904000");
    OutageLines log = new OutageLines("midi-in test: MIDI device \"KEYS\"");
    try (log;
        MidiInput input = input("KEYS")) {
      input.open(rig.wake());
      rig.hearUntil(input, () -> input.status().startsWith("waiting for MIDI device \"KEYS\""));
      for (int times = 0; times < 3; times++) {
        int before = rig.onsets("ch1/note").size();
        Path device = rig.plug("my keys.mid", performance);
        rig.hearUntil(input, () -> rig.onsets("ch1/note").size() >= before + 2);
        assertThat(input.status()).isEqualTo("listening to my keys");
        Files.delete(device);
        rig.hearUntil(input, () -> input.status().startsWith("waiting for"));
      }
    }
    assertThat(log.lines()).hasSize(7);
    assertThat(log.lines().get(0))
        .isEqualTo(
            "WARN is out of reach, tried until it is back: waiting for MIDI device \"KEYS\": present"
                + " are none");
    assertThat(log.lines().get(1)).startsWith("INFO is back, after ");
    assertThat(log.lines().get(2))
        .isEqualTo("WARN is out of reach, tried until it is back: MIDI device my keys has gone");
  }

  /** Plugged out and in between two looks, so that the list of devices looks the same. */
  @Test
  void deviceReplacedUnderItsOwnNameIsOpenedAnew() throws Exception {
    byte[] performance = SmfBytes.of(0, 96, "00 904064" + "18 904000");
    Path node = Files.createFile(nodes.resolve("midiC1D0"));
    Path device = rig.plug("Step [hw:1,0,0].mid", performance);
    MidiOptions options = new MidiOptions("hw:1,0,0", 100, RESCAN_MILLIS);
    try (MidiInput input =
        new MidiInput("keys", options, ArrivalClock.ofMachine(), new DeviceNode(nodes))) {
      input.open(rig.wake());
      rig.hearUntil(input, () -> rig.onsets("ch1/note").size() > 2);

      Files.move(node, nodes.resolve("kept so that its inode is not used again"));
      Files.createFile(node);
      Path silent = rig.plug("Step [hw:1,0,0].mid", performance);
      assertThat(silent).isEqualTo(device);

      int before = rig.onsets("ch1/note").size() + 2;
      rig.hearUntil(input, () -> rig.onsets("ch1/note").size() > before);
    }
  }

  /** Its handle is open and its entry in the list, but it stopped sending its sign of life. */
  @Test
  void deviceThatStopsActiveSensingIsOpenedAnew() throws Exception {
    rig.plug("keys.once.mid", SmfBytes.of(0, 96, "00 F701FE" + "00 904064" + "00 904000"));
    AtomicLong micros = new AtomicLong();
    MidiOptions options = new MidiOptions("keys", 100, RESCAN_MILLIS);
    try (MidiInput input = new MidiInput("keys", options, micros::get)) {
      input.open(rig.wake());
      rig.hearUntil(input, () -> rig.onsets("ch1/note").size() == 1);
      rig.hearUntil(
          input,
          () -> {
            micros.addAndGet(6_000_000);
            return rig.onsets("ch1/note").size() >= 2;
          });
    }
  }

  @Test
  void newestAreDroppedAndCountedWhereTheyAreMissing() throws Exception {
    MidiInput input =
        new MidiInput("keys", new MidiOptions("keys", 3, RESCAN_MILLIS), new Ticking());
    try (MidiInput.Arrivals device = input.new Arrivals()) {
      for (int note = 0; note < 8; note++) {
        device.send(new Bytes(0x90, note, 64), -1);
      }
      input.drain(rig.heard::add, 2);
      device.send(new Bytes(0x90, 100, 64), -1);
    }
    input.drain(rig.heard::add, 100);

    assertThat(rig.heard.stream().map(message -> message.getClass().getSimpleName()))
        .containsExactly("Fields", "Fields", "Fields", "Dropped", "Fields");
    assertThat(rig.heard.get(3)).isEqualTo(new LiveMessage.Dropped(5, 8));
    assertThat(rig.heard.get(4).arrivalMicros()).isEqualTo(9);
    assertThat(input.status()).endsWith("; 5 messages dropped, queue full");
  }

  @Test
  void droppedAreToldWithoutAnyMessageAfterThem() {
    MidiInput input =
        new MidiInput("keys", new MidiOptions("keys", 1, RESCAN_MILLIS), new Ticking());
    try (MidiInput.Arrivals device = input.new Arrivals()) {
      device.send(new Bytes(0x90, 1, 64), -1);
      device.send(new Bytes(0x90, 2, 64), -1);
    }

    assertThat(input.drain(rig.heard::add, 1)).isEqualTo(1);
    assertThat(input.drain(rig.heard::add, 1)).isEqualTo(1);
    assertThat(input.drain(rig.heard::add, 1)).isZero();
    assertThat(rig.heard.get(1)).isEqualTo(new LiveMessage.Dropped(1, 2));
  }

  @Test
  void malformedMessageIsRefused() {
    MidiInput input = new MidiInput("keys", MidiOptions.of("keys"), new Ticking());
    try (MidiInput.Arrivals device = input.new Arrivals()) {
      device.send(null, -1);
      device.send(new Bytes(), -1);
      device.send(new Bytes(0x40), -1);
      device.send(new Bytes(0x90, 0x40), -1);
      device.send(new Bytes(0x90, 0x40, 0x80), -1);
      device.send(new Bytes(0xF0, 0x7E), -1);
    }

    input.drain(rig.heard::add, 100);

    assertThat(rig.heard)
        .containsExactly(
            refused("MIDI message must have a status byte: it is empty", "", 2),
            refused("MIDI message must begin with a status byte: it begins with 0x40", "40", 3),
            refused("MIDI message must be whole: status 0x90 takes 2 data bytes, has 1", "9040", 4),
            refused("MIDI data byte must be below 0x80: 0x80", "904080", 5),
            new LiveMessage.Filtered(1, 6));
  }

  private static LiveMessage refused(String detail, String raw, long micros) {
    return new LiveMessage.Refused(RejectReason.MALFORMED_MIDI, detail, raw, micros);
  }

  @Test
  void longMessageIsNotKept() {
    MidiInput input = new MidiInput("keys", MidiOptions.of("keys"), new Ticking());
    int[] sysex = new int[1 << 20];
    sysex[0] = 0xF0;
    try (MidiInput.Arrivals device = input.new Arrivals()) {
      device.send(new Bytes(sysex), -1);
    }

    input.drain(rig.heard::add, 100);

    assertThat(rig.heard).containsExactly(new LiveMessage.Filtered(1, 1));
  }

  /**
   * 24 ticks a beat at 120 beats a minute for two seconds, each sent by the sequencer. A machine
   * that holds the sequencer up for longer than a beat may last begins a beat anew, and is told so
   * by the times at which the ticks came.
   */
  @Test
  void tempoOfTheClockIsHeard() throws Exception {
    int ticks = 96;
    Sequence sequence = new Sequence(Sequence.PPQ, BeatClock.TICKS_PER_BEAT);
    Track track = sequence.createTrack();
    track.add(new MidiEvent(new ShortMessage(ShortMessage.START), 0));
    for (int tick = 0; tick < ticks; tick++) {
      track.add(new MidiEvent(new ShortMessage(ShortMessage.TIMING_CLOCK), tick));
    }
    MidiInput input = input("clock");
    try (Sequencer sequencer = MidiSystem.getSequencer(false)) {
      sequencer.open();
      sequencer.setSequence(sequence);
      sequencer.getTransmitter().setReceiver(input.new Arrivals());
      sequencer.start();
      rig.hearUntil(input, () -> rig.heard.size() > ticks);
    }

    List<LiveMessage> heard = rig.heard.subList(1, ticks + 1);
    double[] tempos =
        heard.stream()
            .flatMap(message -> MidiDecoderTest.channelsOf(message).entrySet().stream())
            .filter(channel -> channel.getKey().equals("clock.tempo_bpm"))
            .mapToDouble(channel -> channel.getValue())
            .sorted()
            .toArray();
    List<Long> times = heard.stream().map(MidiInputTest::arrivalMicros).toList();
    assertThat(tempos).as("ticks at %s", times).hasSize(ticksAfterAWholeBeat(times));
    assertThat(tempos[tempos.length / 2]).isCloseTo(120, within(2.0));
    assertThat(heard.stream().map(MidiDecoderTest::channelsOf))
        .filteredOn(channels -> channels.containsKey("clock.beat"))
        .hasSize(4);
  }

  private static long arrivalMicros(LiveMessage message) {
    return message instanceof LiveMessage.Filtered filtered
        ? filtered.arrivalMicros()
        : ((LiveMessage.Fields) message).arrivalMicros();
  }

  private static int ticksAfterAWholeBeat(List<Long> times) {
    int count = 0;
    int since = 0;
    for (int i = 1; i < times.size(); i++) {
      since = times.get(i) - times.get(i - 1) > BeatClock.MAX_INTERVAL_MICROS ? 0 : since + 1;
      count += since >= BeatClock.TICKS_PER_BEAT ? 1 : 0;
    }
    return count;
  }

  @Test
  void closingTwiceOrUnopenedIsHarmless() throws Exception {
    MidiInput input = input("keys");
    input.close();
    MidiInput opened = input("keys");
    opened.open(rig.wake());
    opened.close();
    opened.close();

    assertThat(opened.status()).isEqualTo("closed");
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("midi-in test"));
  }

  private static MidiInput input(String device) {
    return new MidiInput(
        "test", new MidiOptions(device, 8_192, RESCAN_MILLIS), ArrivalClock.ofMachine());
  }
}
