package lumen.connectors.midi;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.Transmitter;
import lumen.event.RejectReason;
import lumen.intake.LiveInput;
import lumen.intake.LiveInputException;
import lumen.intake.LiveMessage;

/**
 * Listens to one MIDI device, whenever it is there: absent at the beginning, unplugged, back again,
 * nothing else is restarted. The device's thread only stamps a message's arrival and queues it;
 * what it means is found by the thread that drains. When the queue is full the newest message is
 * dropped and counted.
 *
 * <p>The arrival is the event time; every message leaves {@link LiveMessage#UNSTAMPED}. MIDI itself
 * carries no time. The time stamp that Java's receivers are handed counts microseconds since that
 * device was opened, by a clock of the driver's choosing, is -1 where the driver has none, and on
 * Linux is taken when Java reads the message, no earlier than the arrival is: nothing is gained by
 * it, and two devices could not be compared.
 */
public final class MidiInput implements LiveInput {
  /** What is kept of a message: none that has a meaning here is longer than three bytes. */
  private static final int KEPT_BYTES = 64;

  private static final int ACTIVE_SENSING = 0xFE;

  /**
   * A device that sends active sensing sends something every 300 ms (MIDI 1.0 Detailed
   * Specification); one that has been silent for so much longer is lost.
   */
  private static final long SENSING_LOST_MICROS = 5_000_000;

  private final MidiOptions options;
  private final LongSupplier clock;
  private final ArrivalQueue queue;
  private final MidiDecoder decoder = new MidiDecoder();
  private final DeviceKeeper keeper;
  private boolean opened;
  private volatile Runnable wake = () -> {};

  /**
   * Makes the input; {@link #open} makes it listen.
   *
   * @param stream the stream's name, which its threads bear
   * @param options the device
   * @param clock the arrival clock, microseconds since the epoch
   */
  public MidiInput(String stream, MidiOptions options, LongSupplier clock) {
    this(stream, options, clock, new DeviceNode(DeviceNode.FOLDER));
  }

  MidiInput(String stream, MidiOptions options, LongSupplier clock, DeviceNode nodes) {
    this.options = options;
    this.clock = clock;
    queue = new ArrivalQueue(options.queueMessages());
    keeper =
        new DeviceKeeper(
            "midi-in " + stream,
            new DevicePattern(options.device()),
            MidiPorts.Direction.IN,
            options.rescanMillis(),
            new Listening(),
            nodes);
  }

  /** The device's end of the wire. */
  private final class Listening implements DeviceKeeper.Use {
    private Transmitter transmitter;
    private Arrivals arrivals;

    @Override
    public void begin(MidiDevice device) throws MidiUnavailableException {
      queue.begin(clock.getAsLong());
      arrivals = new Arrivals();
      transmitter = device.getTransmitter();
      transmitter.setReceiver(arrivals);
    }

    @Override
    public boolean isAlive() {
      return arrivals.isAlive();
    }

    @Override
    public void end() {
      if (arrivals != null) {
        arrivals.close();
      }
      if (transmitter != null) {
        transmitter.close();
        transmitter = null;
      }
    }
  }

  /** Called by the device's thread; takes nothing more once the device was let go. */
  final class Arrivals implements Receiver {
    private volatile boolean ended;
    private volatile boolean sensing;
    private volatile long newestMicros;

    @Override
    public void send(MidiMessage message, long timeStamp) {
      long micros = clock.getAsLong();
      if (ended || message == null) {
        return;
      }
      newestMicros = micros;
      sensing |= message.getStatus() == ACTIVE_SENSING;
      byte[] bytes = message.getMessage();
      if (bytes.length > KEPT_BYTES) {
        bytes = Arrays.copyOf(bytes, KEPT_BYTES);
      }
      queue.offer(bytes, micros);
      wake.run();
    }

    boolean isAlive() {
      return !sensing || clock.getAsLong() - newestMicros < SENSING_LOST_MICROS;
    }

    @Override
    public void close() {
      ended = true;
    }
  }

  @Override
  public void open(Runnable wakeUp) throws LiveInputException {
    if (opened) {
      throw new LiveInputException("MIDI input must be opened once: device=" + options.device());
    }
    opened = true;
    wake = wakeUp;
    keeper.start();
  }

  @Override
  public int drain(Consumer<LiveMessage> out, int max, long untilMicros) {
    int handed = 0;
    while (handed < max && queue.oldestMicros() <= untilMicros) {
      ArrivalQueue.Arrival arrival = queue.poll();
      if (arrival == null) {
        break;
      }
      if (arrival.message() != null) {
        out.accept(decode(arrival.message(), arrival.micros()));
        handed++;
      } else if (arrival.dropped() > 0) {
        decoder.skip();
        out.accept(new LiveMessage.Dropped(arrival.dropped(), arrival.micros()));
        handed++;
      } else {
        decoder.forget();
      }
    }
    return handed;
  }

  @Override
  public long oldestMicros() {
    return queue.oldestMicros();
  }

  private LiveMessage decode(byte[] message, long micros) {
    String fault = MidiForm.fault(message);
    return fault == null
        ? decoder.decode(message, micros)
        : new LiveMessage.Refused(
            RejectReason.MALFORMED_MIDI, fault, MidiForm.shown(message), micros);
  }

  @Override
  public int waiting() {
    return queue.messages();
  }

  @Override
  public String status() {
    long dropped = queue.droppedInAll();
    return dropped == 0
        ? keeper.status()
        : keeper.status() + "; " + dropped + " messages dropped, queue full";
  }

  @Override
  public void close() {
    keeper.close();
  }
}
