package lumen.connectors.midi;

import javax.sound.midi.MidiMessage;

/** A message of any bytes, as a driver may send it. */
final class Bytes extends MidiMessage {
  Bytes(int... bytes) {
    super(new byte[bytes.length]);
    for (int i = 0; i < bytes.length; i++) {
      data[i] = (byte) bytes[i];
    }
  }

  @Override
  public Bytes clone() {
    int[] bytes = new int[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = data[i] & 0xFF;
    }
    return new Bytes(bytes);
  }
}
