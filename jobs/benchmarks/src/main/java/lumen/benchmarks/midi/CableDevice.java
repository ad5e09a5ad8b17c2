package lumen.benchmarks.midi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Transmitter;

/** One end of the cable. The port is bound by who listens. */
final class CableDevice implements MidiDevice {
  private static final int BYTES = 3;

  private final CableDevices.CableInfo info;
  private DatagramSocket socket;
  private boolean open;

  CableDevice(CableDevices.CableInfo info) {
    this.info = info;
  }

  @Override
  public Info getDeviceInfo() {
    return info;
  }

  @Override
  public synchronized void open() {
    open = true;
  }

  @Override
  public synchronized void close() {
    open = false;
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  @Override
  public synchronized boolean isOpen() {
    return open;
  }

  @Override
  public synchronized Receiver getReceiver() throws MidiUnavailableException {
    bind(0);
    return new Sender(socket, new InetSocketAddress(InetAddress.getLoopbackAddress(), info.port));
  }

  @Override
  public synchronized Transmitter getTransmitter() throws MidiUnavailableException {
    bind(info.port);
    return new Listener(socket);
  }

  private void bind(int port) throws MidiUnavailableException {
    if (!open || socket != null) {
      throw new MidiUnavailableException("the cable must be open, and have one use of each end");
    }
    try {
      socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      MidiUnavailableException unavailable = new MidiUnavailableException(e.getMessage());
      unavailable.initCause(e);
      throw unavailable;
    }
  }

  private record Sender(DatagramSocket socket, InetSocketAddress to) implements Receiver {
    @Override
    public void send(MidiMessage message, long timeStamp) {
      try {
        socket.send(new DatagramPacket(message.getMessage(), message.getLength(), to));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  private static final class Listener implements Transmitter {
    private final DatagramSocket socket;
    private volatile Receiver receiver;

    Listener(DatagramSocket socket) {
      this.socket = socket;
      Thread thread = new Thread(this::hear, "midi-cable");
      thread.setDaemon(true);
      thread.start();
    }

    private void hear() {
      byte[] bytes = new byte[BYTES];
      DatagramPacket packet = new DatagramPacket(bytes, BYTES);
      try {
        while (true) {
          socket.receive(packet);
          Receiver to = receiver;
          if (to != null && packet.getLength() == BYTES) {
            to.send(new ShortMessage(bytes[0] & 0xFF, bytes[1], bytes[2]), -1);
          }
        }
      } catch (IOException e) {
        // The cable was closed.
      } catch (InvalidMidiDataException e) {
        throw new IllegalStateException("who sends must send MIDI", e);
      }
    }

    @Override
    public void setReceiver(Receiver listener) {
      receiver = listener;
    }

    @Override
    public Receiver getReceiver() {
      return receiver;
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  @Override
  public int getMaxTransmitters() {
    return 1;
  }

  @Override
  public int getMaxReceivers() {
    return 1;
  }

  @Override
  public long getMicrosecondPosition() {
    return -1;
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
