package lumen.connectors.midi.rig;

import java.io.IOException;
import java.util.List;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.Sequencer;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.SysexMessage;
import javax.sound.midi.Transmitter;

/** An input device: the JDK's real-time sequencer plays a file to whoever listens. */
final class PerformingDevice implements MidiDevice {
  private final FolderDevices.FileInfo info;
  private Sequencer sequencer;
  private Plug plug;

  PerformingDevice(FolderDevices.FileInfo info) {
    this.info = info;
  }

  @Override
  public Info getDeviceInfo() {
    return info;
  }

  @Override
  public synchronized void open() throws MidiUnavailableException {
    if (isOpen()) {
      return;
    }
    Thread caller = Thread.currentThread();
    ClassLoader before = caller.getContextClassLoader();
    // The sequencer's threads outlive the device; they are not to hold on to the caller's classes.
    caller.setContextClassLoader(PerformingDevice.class.getClassLoader());
    try {
      plug = new Plug(info.file);
      sequencer = MidiSystem.getSequencer(false);
      sequencer.open();
      sequencer.setSequence(MidiSystem.getSequence(info.file.toFile()));
      sequencer.setTempoFactor(info.speed);
      sequencer.setLoopCount(info.once ? 0 : Sequencer.LOOP_CONTINUOUSLY);
    } catch (IOException | InvalidMidiDataException e) {
      close();
      MidiUnavailableException unavailable = new MidiUnavailableException(e.getMessage());
      unavailable.initCause(e);
      throw unavailable;
    } finally {
      caller.setContextClassLoader(before);
    }
  }

  @Override
  public synchronized void close() {
    if (sequencer != null) {
      sequencer.close();
      sequencer = null;
    }
  }

  @Override
  public synchronized boolean isOpen() {
    return sequencer != null;
  }

  @Override
  public synchronized Transmitter getTransmitter() throws MidiUnavailableException {
    if (sequencer == null) {
      throw new MidiUnavailableException("device must be open: " + info.getName());
    }
    return new Wire(sequencer.getTransmitter());
  }

  /** Lets the performance begin when someone listens, and end with the plug. */
  private final class Wire implements Transmitter {
    private final Transmitter played;
    private Receiver receiver;

    Wire(Transmitter played) {
      this.played = played;
    }

    @Override
    public void setReceiver(Receiver listener) {
      receiver = listener;
      played.setReceiver(new Gate(listener));
      synchronized (PerformingDevice.this) {
        if (sequencer != null) {
          sequencer.start();
        }
      }
    }

    @Override
    public Receiver getReceiver() {
      return receiver;
    }

    @Override
    public void close() {
      played.close();
    }
  }

  private final class Gate implements Receiver {
    private final Receiver listener;

    Gate(Receiver listener) {
      this.listener = listener;
    }

    @Override
    public void send(MidiMessage message, long timeStamp) {
      if (plug.isIn()) {
        listener.send(onTheWire(message), timeStamp);
      }
    }

    /** A file writes a real-time message as an escape: F7 01 FE is active sensing. */
    private static MidiMessage onTheWire(MidiMessage message) {
      byte[] bytes = message.getMessage();
      if (bytes.length != 2 || (bytes[0] & 0xFF) != SysexMessage.SPECIAL_SYSTEM_EXCLUSIVE) {
        return message;
      }
      try {
        return new ShortMessage(bytes[1] & 0xFF);
      } catch (InvalidMidiDataException e) {
        return message;
      }
    }

    @Override
    public void close() {
      listener.close();
    }
  }

  @Override
  public int getMaxTransmitters() {
    return -1;
  }

  @Override
  public int getMaxReceivers() {
    return 0;
  }

  @Override
  public long getMicrosecondPosition() {
    return -1;
  }

  @Override
  public Receiver getReceiver() throws MidiUnavailableException {
    throw new MidiUnavailableException("device must take messages: " + info.getName());
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
