package lumen.connectors.midi;

import javax.sound.midi.InvalidMidiDataException;

/**
 * Goes through the events of one track chunk of a Standard MIDI File, in place (Standard MIDI Files
 * 1.0, MTrk events). Running status holds across meta and system exclusive events, as other readers
 * let it: files rely on it. A track may lack its end.
 */
final class SmfTrack {
  private static final int END_OF_TRACK = 0x2F;
  private static final int MAX_VARIABLE_BYTES = 4;

  private final byte[] file;
  private final int number;
  private final int end;
  private int at;
  private int running;
  private boolean ended;

  /** Time of the event, in ticks since the beginning. */
  long tick;

  /** Status byte of the event; 0xFF is a meta event, 0xF0 and 0xF7 system exclusive. */
  int status;

  /** Data bytes of a channel message; of a meta event its type. */
  int data1;

  int data2;

  /** Where the content of a meta event begins in the file, and its length. */
  int contentFrom;

  int contentLength;

  /**
   * Stands before the track's first event.
   *
   * @param number the track's number in the file, from 1
   * @param from first byte after the chunk's head
   */
  SmfTrack(byte[] file, int number, int from, int end) {
    this.file = file;
    this.number = number;
    this.at = from;
    this.end = end;
  }

  int number() {
    return number;
  }

  /**
   * Goes to the next event.
   *
   * @return false at the end of the track
   */
  boolean next() throws InvalidMidiDataException {
    if (ended || at == end) {
      return false;
    }
    tick += variable();
    int first = octet();
    if (first < 0x80) {
      if (running == 0) {
        throw damaged("status byte expected, is " + MidiForm.hex(first));
      }
      channelMessage(running, first);
    } else if (first < 0xF0) {
      running = first;
      channelMessage(first, dataByte());
    } else {
      status = first;
      longEvent();
    }
    return true;
  }

  private void channelMessage(int statusByte, int firstData) throws InvalidMidiDataException {
    status = statusByte;
    data1 = firstData;
    data2 = MidiForm.dataBytes(statusByte) == 2 ? dataByte() : 0;
  }

  private void longEvent() throws InvalidMidiDataException {
    switch (status) {
      case 0xFF -> data1 = octet();
      case 0xF0, 0xF7 -> data1 = 0;
      default -> throw damaged("event must not be of status " + MidiForm.hex(status));
    }
    long length = variable();
    if (length > end - at) {
      throw damaged("event of " + length + " bytes goes beyond its track's end");
    }
    contentFrom = at;
    contentLength = (int) length;
    at += contentLength;
    ended = status == 0xFF && data1 == END_OF_TRACK;
  }

  private int dataByte() throws InvalidMidiDataException {
    int data = octet();
    if (data >= 0x80) {
      throw damaged("data byte expected, is " + MidiForm.hex(data));
    }
    return data;
  }

  private int octet() throws InvalidMidiDataException {
    if (at == end) {
      throw damaged("track ends within an event");
    }
    return file[at++] & 0xFF;
  }

  /** A number of up to four bytes, seven bits each, the last one below 0x80. */
  private long variable() throws InvalidMidiDataException {
    long value = 0;
    for (int i = 0; i < MAX_VARIABLE_BYTES; i++) {
      int next = octet();
      value = value << 7 | (next & 0x7F);
      if (next < 0x80) {
        return value;
      }
    }
    throw damaged("number of more than " + MAX_VARIABLE_BYTES + " bytes");
  }

  /** What is wrong, with the place. */
  InvalidMidiDataException damaged(String fault) {
    return new InvalidMidiDataException(
        "track " + number + ", before byte " + at + " of the file: " + fault);
  }
}
