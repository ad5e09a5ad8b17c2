package lumen.connectors.midi;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.concurrent.TimeUnit;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;
import lumen.connectors.outage.Outage;

/**
 * Keeps one MIDI device open for as long as it is there. A thread of its own, the only one that
 * opens and closes the device, looks at the machine's devices at a fixed interval: it opens the
 * device when it appears, lets it go when it is unplugged, and opens it again when it is back. That
 * a device is absent, busy or its driver fails is a state, told by {@link #status()}.
 *
 * <p>A device counts as gone when it is no longer in the list, when it is no longer open, when its
 * file is another ({@link DeviceNode}), or when it was sending active sensing and stopped. Mere
 * silence is no sign: an instrument may rest.
 *
 * <p>The thread's class loader is the one of this class. In a Flink task that is the job's own
 * loader, whose parent is the cluster's: drivers are found in both, however the thread that opened
 * the stream was set up.
 */
final class DeviceKeeper implements AutoCloseable {
  /** What is done with the device. Called by the keeper's thread only. */
  interface Use {
    /** The device was opened. */
    void begin(MidiDevice device) throws MidiUnavailableException;

    /** Whether the device, which is there and open, gives signs of life as it should. */
    boolean isAlive();

    /** The device is about to be closed. */
    void end();
  }

  private static final long JOIN_MILLIS = 2_000;

  private final DevicePattern pattern;
  private final MidiPorts.Direction direction;
  private final long rescanMillis;
  private final Use use;
  private final DeviceNode nodes;
  private final Outage outage;
  private final Thread thread;
  private final Object wakeUp = new Object();
  private boolean closed;
  private MidiDevice held;
  private String heldNode = "";
  private volatile String status;

  DeviceKeeper(
      String threadName,
      DevicePattern pattern,
      MidiPorts.Direction direction,
      long rescanMillis,
      Use use,
      DeviceNode nodes) {
    this.pattern = pattern;
    this.direction = direction;
    this.rescanMillis = rescanMillis;
    this.use = use;
    this.nodes = nodes;
    outage = new Outage(threadName + ": MIDI device \"" + pattern + '"');
    status = "looking for MIDI device \"" + pattern + "\"";
    thread = new Thread(this::run, threadName);
    thread.setDaemon(true);
    thread.setContextClassLoader(DeviceKeeper.class.getClassLoader());
  }

  void start() {
    thread.start();
  }

  /** How it is: one line for a person. */
  String status() {
    return status;
  }

  private void run() {
    do {
      look();
    } while (rest(rescanMillis));
    release();
    status = "closed";
  }

  /** Waits; false when it is time to end. */
  private boolean rest(long millis) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    synchronized (wakeUp) {
      while (!closed) {
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0) {
          return true;
        }
        try {
          wakeUp.wait(left);
        } catch (InterruptedException e) {
          return false;
        }
      }
      return false;
    }
  }

  private void look() {
    try {
      if (held != null && !isStillThere()) {
        release();
        outage.lost(status);
      }
      if (held == null) {
        seek();
        tellFound();
      }
    } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
      // A driver's code: whatever it throws, the device is sought again at the next look.
      release();
      status = "MIDI devices of this machine cannot be read, looking again: " + e;
      outage.lost(status);
    }
  }

  private void tellFound() {
    if (held == null) {
      outage.lost(status);
    } else {
      outage.back();
    }
  }

  private boolean isStillThere() {
    MidiDevice.Info info = held.getDeviceInfo();
    return held.isOpen()
        && use.isAlive()
        && MidiPorts.has(info)
        && nodes.identity(info.getName()).equals(heldNode);
  }

  private void seek() {
    MidiPorts.Found found = MidiPorts.find(pattern, direction);
    if (found == null) {
      List<String> present = MidiPorts.names(direction);
      status =
          "waiting for MIDI device \""
              + pattern
              + "\": present are "
              + (present.isEmpty() ? "none" : String.join(", ", present));
      return;
    }
    MidiDevice device = found.device();
    String name = device.getDeviceInfo().getName();
    heldNode = nodes.identity(name);
    try {
      device.open();
      held = device;
      use.begin(device);
      status =
          (direction == MidiPorts.Direction.IN ? "listening to " : "playing on ")
              + name
              + (found.others().isEmpty()
                  ? ""
                  : ", which is the first of those that \""
                      + pattern
                      + "\" means; the others: "
                      + String.join(", ", found.others()));
    } catch (MidiUnavailableException e) {
      release();
      status = "MIDI device " + name + " is there but cannot be opened: " + e.getMessage();
    }
  }

  private void release() {
    MidiDevice device = held;
    held = null;
    if (device == null) {
      return;
    }
    status = "MIDI device " + device.getDeviceInfo().getName() + " has gone";
    try {
      use.end();
      device.close();
    } catch (RuntimeException | LinkageError e) {
      status = "MIDI device " + device.getDeviceInfo().getName() + " failed to close: " + e;
    }
  }

  /** Lets the device go and ends the thread; waits for it for a bounded time. */
  @Override
  public void close() {
    synchronized (wakeUp) {
      closed = true;
      wakeUp.notifyAll();
    }
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
