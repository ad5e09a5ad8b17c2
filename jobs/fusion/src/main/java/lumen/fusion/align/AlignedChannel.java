package lumen.fusion.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import lumen.event.ChannelKey;
import lumen.event.SampleBlock;
import lumen.fusion.tenant.AlignedBlock;
import lumen.fusion.tenant.ReferenceBlock;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.notice.AccountNotice;
import lumen.signal.channel.AlignedSink;
import lumen.signal.channel.ChannelConditioner;
import lumen.signal.channel.ChannelSettings;
import lumen.signal.channel.RegularSink;
import lumen.signal.now.NowChannel;
import lumen.signal.now.NowChannelSettings;
import lumen.signal.packet.PacketSettings;
import lumen.signal.packet.PlacedSamples;
import lumen.signal.profile.ChannelProfile;
import lumen.signal.profile.ProfileFigures;
import lumen.signal.regularise.Interpolation;

/**
 * One channel between its raw samples and its tenant: keeps what came, and conditions it up to a
 * frontier of event time, never beyond. Its output depends on the samples alone. Lives on the heap
 * as a cache; everything it holds is in keyed state too.
 */
final class AlignedChannel {
  /** A frontier before all time. */
  static final long BEGINNING = Long.MIN_VALUE;

  private final ChannelKey name;
  private final ChannelSettings settings;
  private final SampleLog log;

  /** Null where samples come with their times. */
  private final PacketLog packets;

  private final long rebalanceMicros;
  private final List<Long> foreign = new ArrayList<>();
  private final Steps steps = new Steps();

  /** Null where no figures of now are made of it. */
  private final NowLog now;

  /** Null for the channels of the reference engine, whose samples pass as they are. */
  private ChannelConditioner conditioner;

  /** Null likewise. */
  private ChannelProfile profile;

  private long frontier = BEGINNING;
  private long lastSample = BEGINNING;
  private long nextSequence;
  private long pendingFrom = Long.MAX_VALUE;
  private AccountNotice.OfRate limited;
  private int unplaced;

  /**
   * A channel that has given no sample yet.
   *
   * @param settings how it is conditioned; null for a channel of the reference engine
   */
  AlignedChannel(ChannelKey name, ChannelSettings settings) {
    this(name, settings, null, null);
  }

  /**
   * A channel that has given no sample yet.
   *
   * @param settings how it is conditioned; null for a channel of the reference engine
   * @param packets how the samples of its packets get their times; null for one without packets, or
   *     of the reference engine
   * @param now how its provisional phases are made; null where none are
   */
  AlignedChannel(
      ChannelKey name, ChannelSettings settings, PacketSettings packets, NowChannelSettings now) {
    this.name = name;
    this.settings = settings;
    this.rebalanceMicros =
        settings == null ? 0 : (long) Math.rint(settings.rebalanceWindowS() * 1e6);
    this.log = new SampleLog(packets != null);
    this.packets = packets == null ? null : new PacketLog(packets);
    this.now = now == null || !isSampled(settings, packets) ? null : new NowLog(name, now);
    this.conditioner = settings == null ? null : new ChannelConditioner(settings, regular());
    this.profile = settings == null ? null : profile(settings);
  }

  /** What comes in packets is not known in time, and onsets have no value between them. */
  private static boolean isSampled(ChannelSettings settings, PacketSettings packets) {
    return settings != null && packets == null && settings.interpolation() != Interpolation.ONSET;
  }

  private RegularSink regular() {
    return now == null ? null : now.channel();
  }

  private static ChannelProfile profile(ChannelSettings settings) {
    return new ChannelProfile((long) Math.rint(settings.maxGapS() * 1e6), settings.rateHz());
  }

  /**
   * Adds a retained chunk when the channel is read back from state; then comes {@link #restore} or
   * {@link #beginAt}.
   */
  void retain(SampleChunk chunk) {
    if (chunk.sequence >= PacketLog.FIRST_SEQUENCE) {
      retainPlaced(chunk);
      return;
    }
    log.add(chunk);
    nextSequence = Math.max(nextSequence, chunk.sequence + 1);
  }

  /** Of other settings such chunks are nothing any more. */
  private void retainPlaced(SampleChunk chunk) {
    if (packets == null) {
      foreign.add(chunk.sequence);
    } else {
      packets.retain(chunk);
    }
  }

  /** Takes up a stored state, after all retained chunks. */
  void restore(
      long storedFrontier, long storedLastSample, byte[] conditionerState, byte[] profileState) {
    frontier = storedFrontier;
    lastSample = storedLastSample;
    if (packets != null) {
      byte[] state = packets.restore(conditionerState, log, frontier);
      resume(state, packets.read());
    } else if (conditioner != null && conditionerState.length > 0) {
      log.read(Long.MIN_VALUE, frontier);
      resume(conditionerState, log);
    }
    if (profile != null && profileState.length > 0) {
      profile.restore(profileState);
    }
    pendingFrom = log.pass(frontier);
  }

  private void resume(byte[] state, SampleLog samples) {
    conditioner =
        ChannelConditioner.restore(
            settings, regular(), state, samples.micros(), samples.values(), samples.size());
  }

  /** Begins at the stored frontier with nothing but what is still pending. */
  void beginAt(long storedFrontier) {
    frontier = storedFrontier;
    pendingFrom = log.pass(frontier);
  }

  /**
   * Takes a block.
   *
   * @param behind receives the indices of samples behind the frontier, which are not taken
   * @return the chunk to be kept in state, or null where all samples are behind
   */
  SampleChunk take(SampleBlock block, LongConsumer behind) {
    SampleChunk chunk = SampleChunk.of(nextSequence, block);
    if (chunk.size() == 0) {
      return null;
    }
    if (chunk.earliest < frontier) {
      chunk = inFrontOf(block, behind);
      if (chunk == null) {
        return null;
      }
    }
    nextSequence++;
    log.add(chunk);
    pendingFrom = Math.min(pendingFrom, chunk.earliest);
    return chunk;
  }

  private SampleChunk inFrontOf(SampleBlock block, LongConsumer behind) {
    long[] micros = new long[block.size()];
    double[] values = new double[block.size()];
    int n = 0;
    for (int i = 0; i < block.size(); i++) {
      if (block.micros()[i] < frontier) {
        behind.accept(i);
      } else {
        micros[n] = block.micros()[i];
        values[n++] = block.values()[i];
      }
    }
    return n == 0
        ? null
        : new SampleChunk(
            nextSequence, block.stream(), Arrays.copyOf(micros, n), Arrays.copyOf(values, n));
  }

  /**
   * Consumes all samples before the new frontier.
   *
   * @param out receives what the tenant is to know
   * @param keptChunk receives the chunks that state is to keep beside those that were taken
   * @param droppedSequence receives the chunks that state need not keep any longer
   * @return how many samples gave way to a later one at the same time
   */
  int advance(
      long newFrontier,
      Consumer<TenantInput> out,
      Consumer<SampleChunk> keptChunk,
      LongConsumer droppedSequence) {
    if (newFrontier <= frontier) {
      return 0;
    }
    foreign.forEach(droppedSequence::accept);
    foreign.clear();
    int n = log.read(frontier, newFrontier);
    int duplicates = log.duplicates();
    frontier = newFrontier;
    pendingFrom = log.pass(newFrontier);
    if (n > 0) {
      lastSample = log.micros()[n - 1];
    }
    if (packets != null) {
      return advancePackets(n, out, keptChunk, droppedSequence);
    }
    if (now != null) {
      now.begin(out);
    }
    if (n > 0) {
      if (conditioner == null) {
        out.accept(reference(n));
      } else {
        steps.begin(out);
        profile.equalStamps(duplicates);
        condition(log.micros(), log.values(), 0, n);
        steps.flush();
      }
    }
    if (now != null) {
      now.channel().runBefore(newFrontier, conditioner.newest(), now);
      now.flush();
    }
    long needed = conditioner == null ? Long.MAX_VALUE : conditioner.retainFromMicros();
    log.dropBefore(Math.min(needed, newFrontier), droppedSequence);
    return duplicates;
  }

  private int advancePackets(
      int n,
      Consumer<TenantInput> out,
      Consumer<SampleChunk> keptChunk,
      LongConsumer droppedSequence) {
    PlacedSamples placed = packets.place(log, n, frontier);
    profile.equalStamps(placed.duplicates());
    steps.begin(out);
    int from = 0;
    for (int i = 0; i < placed.cutCount(); i++) {
      condition(placed.micros(), placed.values(), from, placed.cut(i));
      conditioner.endSegment();
      from = placed.cut(i);
    }
    condition(placed.micros(), placed.values(), from, placed.size());
    steps.flush();
    unplaced += placed.unplaced();
    packets.keepFrom(conditioner.retainFromMicros(), keptChunk, droppedSequence);
    log.dropBefore(Math.min(packets.openSince(), frontier), droppedSequence);
    return placed.duplicates();
  }

  /** Conditions samples, and begins anew behind every break. */
  private void condition(long[] micros, double[] values, int begin, int end) {
    int from = begin;
    for (int i = begin; i < end; i++) {
      if (Double.isNaN(values[i])) {
        accept(micros, values, from, i);
        if (now != null) {
          now.channel().runBefore(micros[i], conditioner.newest(), now);
          now.channel().forget();
        }
        conditioner = new ChannelConditioner(settings, regular());
        from = i + 1;
      }
    }
    accept(micros, values, from, end);
  }

  private void accept(long[] micros, double[] values, int from, int to) {
    profile.accept(micros, values, from, to);
    if (now == null) {
      conditioner.accept(micros, values, from, to, steps);
      return;
    }
    int begin = from;
    while (begin < to) {
      begin = acceptWithNow(micros, values, begin, to);
    }
  }

  /**
   * Conditions samples as far as no step is due before one of them.
   *
   * @return index of the first that is left
   */
  private int acceptWithNow(long[] micros, double[] values, int from, int to) {
    NowChannel channel = now.channel();
    channel.arrives(micros[from], conditioner.newest(), rebalanceMicros, now);
    long due = channel.dueMicros();
    int end = from + 1;
    while (end < to && micros[end] <= due && micros[end] - micros[end - 1] <= rebalanceMicros) {
      end++;
    }
    conditioner.accept(micros, values, from, end, steps);
    channel.arrived(micros[end - 1]);
    return end;
  }

  private ReferenceBlock reference(int n) {
    long[] micros = new long[n];
    double[] values = new double[n];
    int size = 0;
    for (int i = 0; i < n; i++) {
      if (!Double.isNaN(log.values()[i])) {
        micros[size] = log.micros()[i];
        values[size++] = log.values()[i];
      }
    }
    return new ReferenceBlock(
        name.tenant(),
        name.source(),
        name.key(),
        Arrays.copyOf(micros, size),
        Arrays.copyOf(values, size));
  }

  /** The figures of now, null where none are made. */
  NowLog now() {
    return now;
  }

  /**
   * When the next provisional step is due that is to be told, in microseconds; Long.MAX_VALUE where
   * there is none, of what has come.
   */
  long nowDueMicros() {
    return now == null ? Long.MAX_VALUE : now.channel().freshDueMicros(pendingFrom);
  }

  /** What its samples were like, nothing for a channel of the reference engine. */
  Optional<ProfileFigures> figures() {
    return Optional.ofNullable(profile).map(ChannelProfile::figures);
  }

  /** How it is conditioned, null for a channel of the reference engine. */
  ChannelSettings settings() {
    return settings;
  }

  /** That the channel joined at a limited rate, if it did since this was asked for last. */
  Optional<AccountNotice.OfRate> takeRateLimit() {
    Optional<AccountNotice.OfRate> taken = Optional.ofNullable(limited);
    limited = null;
    return taken;
  }

  /** Samples of packets whose time cannot be known, since this was asked for last. */
  int takeUnplaced() {
    int taken = unplaced;
    unplaced = 0;
    return taken;
  }

  /**
   * The first sample that has not been consumed, or when the open packet is complete at the latest;
   * Long.MAX_VALUE if there is none.
   */
  long pendingFrom() {
    return packets == null ? pendingFrom : Math.min(pendingFrom, packets.dueMicros());
  }

  long frontier() {
    return frontier;
  }

  ChannelKey name() {
    return name;
  }

  /** The last consumed sample, {@link #BEGINNING} if there is none. */
  long lastSample() {
    return lastSample;
  }

  /** Whether it is a channel of the reference engine, whose samples are not conditioned. */
  boolean passesAsItIs() {
    return conditioner == null;
  }

  /** Samples held on the heap. */
  long retained() {
    return packets == null ? log.retained() : log.retained() + packets.retained();
  }

  /** The filters' state, empty where there is none. */
  byte[] conditionerState() {
    if (conditioner == null) {
      return new byte[0];
    }
    return packets == null ? conditioner.snapshot() : packets.state(conditioner.snapshot());
  }

  /** What was gathered of its samples, empty where nothing is. */
  byte[] profileState() {
    return profile == null ? new byte[0] : profile.snapshot();
  }

  /** Gathers consecutive steps into blocks. */
  private final class Steps implements AlignedSink {
    private double[] value = new double[64];
    private double[] phase = new double[64];
    private double[] envelope = new double[64];
    private long first;
    private int size;
    private Consumer<TenantInput> out;

    void begin(Consumer<TenantInput> receiver) {
      out = receiver;
      size = 0;
    }

    @Override
    public void accept(long step, double v, double p, double e) {
      profile.step(p, e);
      if (now != null) {
        now.channel().settle(step, v, p, e);
      }
      if (size > 0 && step != first + size) {
        flush();
      }
      if (size == value.length) {
        value = Arrays.copyOf(value, 2 * size);
        phase = Arrays.copyOf(phase, 2 * size);
        envelope = Arrays.copyOf(envelope, 2 * size);
      }
      if (size == 0) {
        first = step;
      }
      value[size] = v;
      phase[size] = p;
      envelope[size++] = e;
    }

    @Override
    public void limited(int wantedHz, int usedHz) {
      limited = new AccountNotice.OfRate(name, wantedHz, usedHz);
    }

    void flush() {
      if (size > 0) {
        out.accept(
            new AlignedBlock(
                name.tenant(),
                name.source(),
                name.key(),
                first,
                Arrays.copyOf(value, size),
                Arrays.copyOf(phase, size),
                Arrays.copyOf(envelope, size)));
        size = 0;
      }
    }
  }
}
