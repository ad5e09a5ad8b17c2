package lumen.benchmarks;

import java.util.HashMap;
import java.util.Map;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.sink.Outputs;
import lumen.signal.fusion.ChannelId;
import lumen.signal.fusion.FusionSettings;
import lumen.signal.fusion.TenantFusion;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The fusion of a tenant, one aligned step at a time. It keeps the tenants on the heap alone, so a
 * restart would lose them: less work than a job that recovers has to do.
 */
public final class NaiveFusion extends KeyedProcessFunction<String, NaiveStep, String> {
  private static final long serialVersionUID = 1L;
  private static final long MICROS_PER_MILLI = 1_000;

  private final LumenSettings settings;
  private transient FusionSettings fusionSettings;
  private transient Map<String, TenantFusion> tenants;

  NaiveFusion(LumenSettings settings) {
    this.settings = settings;
  }

  private TenantFusion tenant(String name) {
    if (tenants == null) {
      tenants = new HashMap<>();
      fusionSettings = settings.fusionSettings();
    }
    return tenants.computeIfAbsent(name, n -> new TenantFusion(fusionSettings, n));
  }

  @Override
  public void processElement(NaiveStep step, Context context, Collector<String> out) {
    tenant(step.tenant)
        .align(
            new ChannelId(step.source, step.key),
            settings.source(step.source).weight(),
            step.step,
            new double[] {step.value},
            new double[] {step.phase},
            new double[] {step.envelope},
            1);
    long due = fusionSettings.grid().ceilMicros(step.step) + fusionSettings.horizonMicros();
    context.timerService().registerEventTimeTimer(Math.floorDiv(due, MICROS_PER_MILLI) + 1);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
    long watermark = context.timerService().currentWatermark();
    boolean atEnd = watermark == Long.MAX_VALUE;
    tenant(context.getCurrentKey())
        .advance(
            atEnd ? Long.MAX_VALUE : (watermark + 1) * MICROS_PER_MILLI,
            frame -> out.collect(Outputs.FRAMES.form().line(frame)),
            null);
  }
}
