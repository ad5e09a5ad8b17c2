package lumen.connectors.midi.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.Transmitter;

/** An output device: what it is sent is written down. */
final class WritingDevice implements MidiDevice {
  private final FolderDevices.FileInfo info;
  private volatile boolean open;
  private Plug plug;

  WritingDevice(FolderDevices.FileInfo info) {
    this.info = info;
  }

  @Override
  public Info getDeviceInfo() {
    return info;
  }

  @Override
  public void open() {
    plug = new Plug(info.file);
    open = true;
  }

  @Override
  public void close() {
    open = false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public Receiver getReceiver() {
    return new Pen();
  }

  private final class Pen implements Receiver {
    @Override
    public synchronized void send(MidiMessage message, long timeStamp) {
      if (!open || !plug.isIn()) {
        return;
      }
      try {
        Files.writeString(
            info.file,
            HexFormat.of().formatHex(message.getMessage()) + "\n",
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      // The device stays open for others.
    }
  }

  @Override
  public int getMaxTransmitters() {
    return 0;
  }

  @Override
  public int getMaxReceivers() {
    return -1;
  }

  @Override
  public long getMicrosecondPosition() {
    return -1;
  }

  @Override
  public Transmitter getTransmitter() throws MidiUnavailableException {
    throw new MidiUnavailableException("device must send messages: " + info.getName());
  }

  @Override
  public List<Receiver> getReceivers() {
    return List.of();
  }

  @Override
  public List<Transmitter> getTransmitters() {
    return List.of();
  }
}
