package lumen.connectors.midi;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import lumen.connectors.playout.Tick;
import lumen.connectors.playout.TickPlayer;

/**
 * Plays ticks on a MIDI device as one voice: a note on with the tick's velocity, its note off when
 * the length has passed, or before the next note. A tick of velocity 0 is a rest. A muted tick, and
 * the end, silence the device: note off and all notes off.
 *
 * <p>The device may be absent, unplugged and back again; ticks meanwhile are counted as {@link
 * #missed}. A thread of its own sends, so that a device that does not take its messages holds
 * nobody up: of the ticks that come while it waits, only the newest is kept.
 */
public final class MidiPlayer implements TickPlayer {
  private static final int RELEASE_VELOCITY = 64;
  private static final int ALL_NOTES_OFF = 123;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long JOIN_MILLIS = 2_000;

  private final MidiPlayerOptions options;
  private final DeviceKeeper keeper;
  private final Thread thread;
  private final Object mailbox = new Object();
  private final AtomicLong played = new AtomicLong();
  private final AtomicLong missed = new AtomicLong();
  private Tick next;
  private boolean closed;
  private volatile Receiver receiver;

  /** The note that sounds, by the receiver that was told so; used by the sending thread only. */
  private Receiver soundsOn;

  private long endsNanos;

  /**
   * Begins to look for the device.
   *
   * @param name whose it is, which its threads bear
   * @param options device and note
   */
  public MidiPlayer(String name, MidiPlayerOptions options) {
    this.options = options;
    keeper =
        new DeviceKeeper(
            "midi-out device " + name,
            new DevicePattern(options.device()),
            MidiPorts.Direction.OUT,
            options.rescanMillis(),
            new Playing(),
            new DeviceNode(DeviceNode.FOLDER));
    thread = new Thread(this::run, "midi-out " + name);
    thread.setDaemon(true);
    keeper.start();
    thread.start();
  }

  private final class Playing implements DeviceKeeper.Use {
    @Override
    public void begin(MidiDevice device) throws MidiUnavailableException {
      receiver = device.getReceiver();
    }

    @Override
    public boolean isAlive() {
      return true;
    }

    @Override
    public void end() {
      Receiver gone = receiver;
      receiver = null;
      if (gone != null) {
        gone.close();
      }
    }
  }

  @Override
  public void play(Tick tick) {
    synchronized (mailbox) {
      if (closed || next != null) {
        missed.incrementAndGet();
      }
      next = closed ? null : tick;
      mailbox.notifyAll();
    }
  }

  private void run() {
    while (true) {
      Tick tick;
      try {
        tick = take();
      } catch (InterruptedException e) {
        break;
      }
      if (tick != null) {
        sound(tick);
      } else if (isClosed()) {
        break;
      } else {
        endNote();
      }
    }
    silence();
  }

  /** The next tick; null when the note is to end, or when nothing comes any more. */
  private Tick take() throws InterruptedException {
    synchronized (mailbox) {
      while (next == null && !closed) {
        long left = endsNanos - System.nanoTime();
        if (soundsOn == null) {
          mailbox.wait();
        } else if (left <= 0) {
          return null;
        } else {
          TimeUnit.NANOSECONDS.timedWait(mailbox, Math.max(left, NANOS_PER_MILLI));
        }
      }
      Tick tick = closed ? null : next;
      next = null;
      return tick;
    }
  }

  private boolean isClosed() {
    synchronized (mailbox) {
      return closed;
    }
  }

  private void sound(Tick tick) {
    if (tick.muted()) {
      silence();
      return;
    }
    endNote();
    Receiver device = receiver;
    if (tick.velocity() == 0) {
      return;
    }
    if (device == null || !send(device, ShortMessage.NOTE_ON, options.note(), tick.velocity())) {
      missed.incrementAndGet();
      return;
    }
    played.incrementAndGet();
    soundsOn = device;
    endsNanos = System.nanoTime() + (long) (tick.noteLenS() * TimeUnit.SECONDS.toNanos(1));
  }

  private void endNote() {
    Receiver device = soundsOn;
    soundsOn = null;
    if (device != null && device == receiver) {
      send(device, ShortMessage.NOTE_OFF, options.note(), RELEASE_VELOCITY);
    }
  }

  private void silence() {
    endNote();
    Receiver device = receiver;
    if (device != null) {
      send(device, ShortMessage.CONTROL_CHANGE, ALL_NOTES_OFF, 0);
    }
  }

  /** Sends a message; false where the device does not take it. */
  private boolean send(Receiver device, int command, int data1, int data2) {
    try {
      device.send(new ShortMessage(command, options.channel() - 1, data1, data2), -1);
      return true;
    } catch (InvalidMidiDataException e) {
      throw new IllegalStateException("message must be in range: " + data1 + " " + data2, e);
    } catch (RuntimeException e) {
      // A driver's code, or a device closed this very moment: the keeper finds out at its next
      // look.
      return false;
    }
  }

  /** Number of notes begun. */
  public long played() {
    return played.get();
  }

  /** Number of ticks that should have sounded and did not: no device, or one that takes nothing. */
  public long missed() {
    return missed.get();
  }

  /** How it is: one line for a person. */
  public String status() {
    return keeper.status();
  }

  @Override
  public void close() {
    synchronized (mailbox) {
      closed = true;
      mailbox.notifyAll();
    }
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    keeper.close();
  }
}
