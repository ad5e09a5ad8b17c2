package lumen.fusion.align;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import lumen.signal.packet.PacketSettings;
import lumen.signal.packet.PacketSpread;
import lumen.signal.packet.PlacedSamples;
import lumen.state.StateForm;

/**
 * The samples of a channel's packets with the times they were given, as far as the channel still
 * needs them. Kept as chunks of their own beside those that came, with numbers from {@link
 * #FIRST_SEQUENCE} on: they are written once, and what they rest on need not be kept any longer.
 */
final class PacketLog {
  /** The first number of a chunk of samples that were placed. */
  static final long FIRST_SEQUENCE = 1L << 62;

  private static final StateForm FORM = new StateForm("packet-channel", 1, 0);

  private final PacketSpread spread;
  private final SampleLog log = new SampleLog();
  private PlacedSamples placed;
  private long nextSequence = FIRST_SEQUENCE;

  PacketLog(PacketSettings settings) {
    spread = new PacketSpread(settings);
    placed = spread.begin();
  }

  /** Adds a chunk that was kept. */
  void retain(SampleChunk chunk) {
    log.add(chunk);
    nextSequence = Math.max(nextSequence, chunk.sequence + 1);
  }

  /**
   * Places samples, and those of a packet that is complete by then.
   *
   * @param frontier everything before it is known
   */
  PlacedSamples place(SampleLog came, int n, long frontier) {
    placed = spread.begin();
    for (int i = 0; i < n; i++) {
      spread.accept(came.micros()[i], came.values()[i]);
    }
    spread.completeBefore(frontier);
    return placed;
  }

  /**
   * Keeps what was placed last, if it is still needed, and drops what is not.
   *
   * @param fromMicros the samples that are needed
   */
  void keepFrom(long fromMicros, Consumer<SampleChunk> kept, LongConsumer droppedSequence) {
    int n = placed.size();
    if (n > 0 && placed.micros()[n - 1] >= fromMicros) {
      SampleChunk chunk =
          new SampleChunk(
              nextSequence++,
              "",
              Arrays.copyOf(placed.micros(), n),
              Arrays.copyOf(placed.values(), n));
      log.add(chunk);
      kept.accept(chunk);
    }
    log.pass(Long.MAX_VALUE);
    log.dropBefore(fromMicros, droppedSequence);
  }

  /** The stamp of the packet that is not complete yet, Long.MAX_VALUE if there is none. */
  long openSince() {
    return spread.openSince();
  }

  /** When that packet is complete at the latest, Long.MAX_VALUE if there is none. */
  long dueMicros() {
    return spread.dueMicros();
  }

  long retained() {
    return log.retained();
  }

  /** The state of the channel: that of its conditioner, and of the packets. */
  byte[] state(byte[] conditioner) {
    ByteBuffer packets = ByteBuffer.allocate(PacketSpread.BYTES);
    spread.write(packets);
    return FORM.write(
        conditioner.length + PacketSpread.BYTES + 16,
        out -> {
          out.field(conditioner);
          out.field(packets.array(), packets.position());
        });
  }

  /**
   * Takes up a state.
   *
   * @param came the samples that came, from the open packet on
   * @param frontier up to which they were consumed
   * @return the conditioner's
   */
  byte[] restore(byte[] state, SampleLog came, long frontier) {
    return FORM.read(
        state,
        in -> {
          byte[] conditioner = in.fieldBytes();
          try {
            spread.read(ByteBuffer.wrap(in.fieldBytes()));
          } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the packets' state is cut off", e);
          }
          if (openSince() != Long.MAX_VALUE) {
            int n = came.read(openSince(), frontier);
            spread.refill(came.values(), n);
          }
          return conditioner;
        },
        in -> {
          throw in.damaged("must begin with the mark of a state");
        });
  }

  /** Reads out the samples that were kept. */
  SampleLog read() {
    log.read(Long.MIN_VALUE, Long.MAX_VALUE);
    return log;
  }
}
