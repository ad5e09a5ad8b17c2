package lumen.benchmarks;

import java.util.Arrays;
import java.util.Optional;
import lumen.event.SampleBlock;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SourceSettings;
import lumen.signal.channel.AlignedSink;
import lumen.signal.channel.ChannelConditioner;
import lumen.signal.fusion.ChannelId;
import lumen.signal.fusion.TenantFusion;
import lumen.signal.fusion.UreValue;

/** One channel of the plain loop: its samples go through the conditioner straight to the tenant. */
final class LoopChannel implements AlignedSink {
  private final TenantFusion tenant;
  private final ChannelId id;
  private final double weight;
  private final Optional<UreValue> reference;
  private final HeldSamples held = new HeldSamples();

  /** Null for a channel of the reference engine. */
  private final ChannelConditioner conditioner;

  private double[] value = new double[64];
  private double[] phase = new double[64];
  private double[] envelope = new double[64];
  private long first;
  private int size;

  LoopChannel(SampleBlock block, LumenSettings settings, TenantFusion tenant) {
    SourceSettings source = settings.source(block.source());
    this.tenant = tenant;
    this.id = new ChannelId(block.source(), block.key());
    this.weight = source.weight();
    this.reference = UreValue.ofKey(block.key());
    this.conditioner =
        source.role() == SourceSettings.Role.URE
            ? null
            : new ChannelConditioner(settings.channelSettings(block.source()));
  }

  void add(SampleBlock block) {
    held.add(block);
  }

  /** Hands everything before the frontier to the tenant. */
  void advance(long frontier) {
    int n = held.before(frontier);
    if (n == 0) {
      return;
    }
    if (conditioner == null) {
      for (int i = 0; i < n && reference.isPresent(); i++) {
        tenant.reference(reference.get(), held.micros()[i], held.values()[i]);
      }
    } else {
      conditioner.accept(held.micros(), held.values(), 0, n, this);
      flush();
    }
    held.drop(n);
  }

  @Override
  public void accept(long step, double v, double p, double e) {
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

  private void flush() {
    if (size > 0) {
      tenant.align(id, weight, first, value, phase, envelope, size);
      size = 0;
    }
  }
}
