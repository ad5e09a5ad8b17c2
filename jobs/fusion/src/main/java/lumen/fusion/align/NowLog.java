package lumen.fusion.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import lumen.event.ChannelKey;
import lumen.fusion.tenant.NowBlock;
import lumen.fusion.tenant.TenantInput;
import lumen.signal.now.NowChannel;
import lumen.signal.now.NowChannelSettings;
import lumen.signal.now.NowFigures;
import lumen.signal.now.NowSink;
import lumen.state.StateForm;
import lumen.state.StateReader;

/**
 * What is known of a channel at once, and which chunks of it stand in state: what a step looked
 * like, and how wrong its phase was, is written once, what was learnt with every write.
 */
final class NowLog implements NowSink {
  private static final StateForm FORM = new StateForm("channel-now", 1, 0);
  private static final int EXPECTED_BYTES = 4096;

  /** Puts a chunk into state. */
  @FunctionalInterface
  interface Put {
    /** Puts it under its number. */
    void accept(long number, byte[] chunk) throws Exception;
  }

  /** Drops a chunk of state. */
  @FunctionalInterface
  interface Drop {
    /** Drops that of a number. */
    void accept(long number) throws Exception;
  }

  private final ChannelKey name;
  private final NowChannel channel;

  /** By the number of a chunk the first step behind it. */
  private final TreeMap<Long, Long> chunks = new TreeMap<>();

  private long nextChunk;

  private Consumer<TenantInput> out;
  private long first;
  private int size;
  private double[] phase = new double[16];
  private double[] envelope = new double[16];
  private double[] p50 = new double[16];
  private double[] p90 = new double[16];
  private double[] plv = new double[16];

  NowLog(ChannelKey name, NowChannelSettings settings) {
    this.name = name;
    channel = new NowChannel(settings);
  }

  NowChannel channel() {
    return channel;
  }

  /** Gathers consecutive steps into blocks, until {@link #flush}. */
  void begin(Consumer<TenantInput> receiver) {
    out = receiver;
    size = 0;
  }

  @Override
  public void accept(long step, double phaseCycles, double itsEnvelope, NowFigures account) {
    if (size > 0 && step != first + size) {
      flush();
    }
    if (size == phase.length) {
      phase = Arrays.copyOf(phase, 2 * size);
      envelope = Arrays.copyOf(envelope, 2 * size);
      p50 = Arrays.copyOf(p50, 2 * size);
      p90 = Arrays.copyOf(p90, 2 * size);
      plv = Arrays.copyOf(plv, 2 * size);
    }
    if (size == 0) {
      first = step;
    }
    phase[size] = phaseCycles;
    envelope[size] = itsEnvelope;
    p50[size] = account.p50();
    p90[size] = account.p90();
    plv[size++] = account.plv();
  }

  void flush() {
    if (size > 0) {
      out.accept(
          new NowBlock(
              name.tenant(),
              name.source(),
              name.key(),
              first,
              Arrays.copyOf(phase, size),
              Arrays.copyOf(envelope, size),
              Arrays.copyOf(p50, size),
              Arrays.copyOf(p90, size),
              Arrays.copyOf(plv, size)));
      size = 0;
    }
  }

  /**
   * Gives the chunk of the steps since the last call, and the numbers of those that are not needed
   * any more.
   */
  void write(Put put, Drop drop) throws Exception {
    boolean anew = channel.wasForgotten();
    long needed = channel.keptFrom();
    var entries = chunks.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Long, Long> chunk = entries.next();
      if (anew || chunk.getValue() <= needed) {
        drop.accept(chunk.getKey());
        entries.remove();
      }
    }
    byte[] taken = channel.takeSteps();
    if (taken != null) {
      put.accept(nextChunk, taken);
      chunks.put(nextChunk++, channel.nextStep());
    }
  }

  /**
   * What was learnt, and which chunks stand, behind {@link #write}.
   *
   * @param frontier up to which the channel was consumed
   */
  byte[] state(long frontier) {
    return FORM.write(
        EXPECTED_BYTES,
        state -> {
          state.field(
              head -> {
                head.writeLong(frontier);
                head.writeLong(nextChunk);
                for (Map.Entry<Long, Long> chunk : chunks.entrySet()) {
                  head.writeLong(chunk.getKey());
                  head.writeLong(chunk.getValue());
                }
              });
          state.field(channel.snapshot());
        });
  }

  /**
   * Takes up a state.
   *
   * @param state what {@link #state} gave
   * @param stored the chunks by number
   * @param frontier up to which the channel was consumed
   * @return whether it is of that frontier and of these settings; else nothing is known
   */
  boolean restore(byte[] state, SortedMap<Long, byte[]> stored, long frontier) {
    return FORM.read(
        state,
        in -> {
          StateReader head = in.field();
          boolean mine = head.readLong() == frontier;
          nextChunk = head.readLong();
          List<byte[]> kept = new ArrayList<>();
          while (mine && head.hasMore()) {
            long number = head.readLong();
            chunks.put(number, head.readLong());
            kept.add(stored.get(number));
          }
          if (mine && channel.restore(in.fieldBytes(), kept)) {
            return true;
          }
          chunks.clear();
          return false;
        },
        in -> {
          throw in.damaged("must begin with the mark of a state");
        });
  }
}
