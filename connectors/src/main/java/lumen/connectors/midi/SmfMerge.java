package lumen.connectors.midi;

import java.util.Comparator;
import java.util.PriorityQueue;
import javax.sound.midi.InvalidMidiDataException;
import lumen.intake.LiveMessage;

/**
 * The tracks of a Standard MIDI File as one: events by tick, at equal ticks by track, within a
 * track as written.
 *
 * <p>Time in microseconds = sum over the spans between tempo changes of ticks * tempo / division,
 * summed as an exact fraction and rounded once, half up. A tempo holds for all tracks from its tick
 * on; before the first it is 120 quarter notes a minute.
 */
final class SmfMerge {
  /** A performance that lasts longer is taken for a damaged file. */
  static final long MAX_MICROS = 366L * 86_400 * 1_000_000;

  private static final int SET_TEMPO = 0x51;
  private static final int TIME_SIGNATURE = 0x58;
  private static final int TEMPO_BYTES = 3;
  private static final double MICROS_PER_MINUTE = 60e6;

  private final byte[] file;
  private final SmfHead head;
  private final MidiDecoder decoder = new MidiDecoder();
  private final PriorityQueue<SmfTrack> tracks =
      new PriorityQueue<>(
          Comparator.<SmfTrack>comparingLong(track -> track.tick)
              .thenComparingInt(SmfTrack::number));
  private long tempo;
  private long elapsedTick;
  private long elapsed;
  private LiveMessage event;

  SmfMerge(byte[] file, SmfHead head) throws InvalidMidiDataException {
    this.file = file;
    this.head = head;
    this.tempo = head.microsNumerator();
    int number = 0;
    for (int[] place : head.tracks()) {
      SmfTrack track = new SmfTrack(file, ++number, place[0], place[1]);
      if (track.next()) {
        tracks.add(track);
      }
    }
  }

  /**
   * Goes to the next event that becomes one.
   *
   * @return false at the end
   */
  boolean next() throws InvalidMidiDataException {
    event = null;
    while (event == null || event instanceof LiveMessage.Filtered) {
      SmfTrack track = tracks.poll();
      if (track == null) {
        return false;
      }
      event = take(track);
      if (track.next()) {
        tracks.add(track);
      }
    }
    return true;
  }

  /** The event; its arrival is its time. */
  LiveMessage event() {
    return event;
  }

  private LiveMessage take(SmfTrack track) throws InvalidMidiDataException {
    long micros = SmfEvents.START_MICROS + advance(track);
    if (track.status < 0xF0) {
      return decoder.decode(track.status, track.data1, track.data2, micros);
    }
    if (track.status != 0xFF) {
      return new LiveMessage.Filtered(1, micros);
    }
    if (track.data1 == SET_TEMPO) {
      return tempo(track, micros);
    }
    if (track.data1 == TIME_SIGNATURE && track.contentLength >= 2) {
      int beats = file[track.contentFrom] & 0xFF;
      int unit = file[track.contentFrom + 1] & 0xFF;
      return text("time_signature", beats + "/" + (1L << Math.min(unit, 62)), micros);
    }
    String name = nameOf(track.data1);
    return name == null
        ? new LiveMessage.Filtered(1, micros)
        : text(name, SmfText.read(file, track.contentFrom, track.contentLength), micros);
  }

  private long advance(SmfTrack track) throws InvalidMidiDataException {
    elapsed += (track.tick - elapsedTick) * tempo;
    elapsedTick = track.tick;
    long micros = (elapsed + head.microsDenominator() / 2) / head.microsDenominator();
    if (micros > MAX_MICROS) {
      throw track.damaged("the performance must last at most 366 days");
    }
    return micros;
  }

  private LiveMessage tempo(SmfTrack track, long micros) throws InvalidMidiDataException {
    if (track.contentLength < TEMPO_BYTES) {
      throw track.damaged("tempo must have 3 bytes, has " + track.contentLength);
    }
    int at = track.contentFrom;
    long quarter = (file[at] & 0xFFL) << 16 | (file[at + 1] & 0xFFL) << 8 | (file[at + 2] & 0xFFL);
    if (quarter == 0) {
      throw track.damaged("tempo must be above 0 microseconds a quarter note");
    }
    if (head.tempoMatters()) {
      tempo = quarter;
    }
    return new LiveMessage.Fields(
        BeatClock.KEY,
        new String[] {"tempo_bpm"},
        new double[] {MICROS_PER_MINUTE / quarter},
        LiveMessage.UNSTAMPED,
        micros);
  }

  private static LiveMessage text(String name, String text, long micros) {
    return new LiveMessage.Text("meta/" + name, text, LiveMessage.UNSTAMPED, micros);
  }

  private static String nameOf(int type) {
    return switch (type) {
      case 0x01 -> "text";
      case 0x02 -> "copyright";
      case 0x03 -> "track_name";
      case 0x04 -> "instrument";
      case 0x05 -> "lyric";
      case 0x06 -> "marker";
      case 0x07 -> "cue";
      default -> null;
    };
  }
}
