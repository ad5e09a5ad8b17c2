package lumen.ctl.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import lumen.signal.fusion.ChannelState;
import lumen.signal.fusion.ReferenceState;
import lumen.signal.grid.TargetGrid;
import lumen.terminal.Json;
import lumen.terminal.TextTable;

/**
 * The state of the tenants of a savepoint as text and as JSON.
 *
 * @param savepoint URI
 * @param grid the common time base
 * @param tenants sorted by name
 */
record StateListing(String savepoint, TargetGrid grid, List<TenantState> tenants) {
  private static final String NONE = "-";
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The tables, at most as wide as {@link TextTable#WIDTH}; times are UTC. */
  void print(PrintWriter out) {
    out.println(savepoint);
    if (tenants.isEmpty()) {
      out.println("holds no tenant and no channel");
    }
    for (TenantState tenant : tenants) {
      out.println();
      out.println("tenant " + tenant.tenant());
      out.println(progress(tenant));
      tenant.bridge().ifPresent(bridge -> out.println(bridge.line()));
      printChannels(tenant, out);
      printReferences(tenant, out);
      printSamples(tenant, out);
    }
  }

  private String progress(TenantState tenant) {
    if (tenant.fused().isEmpty()) {
      return "nothing fused yet";
    }
    long step = tenant.fused().get().lastFrameStep();
    String frontier = "fused to " + frontierText(tenant.fused().get().frontierMicros());
    if (tenant.otherSettings()) {
      return frontier + " with other settings, begins anew";
    }
    return step == Long.MIN_VALUE
        ? frontier + ", no frame yet"
        : "%s, last frame %s (step %d)".formatted(frontier, stepTime(step), step);
  }

  private void printChannels(TenantState tenant, PrintWriter out) {
    if (tenant.channels().isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable("source", "key", "lag", "lag s", "x", "p", "q", "r", "last step");
    for (ChannelState channel : tenant.channels()) {
      table.row(
          channel.channel().source(),
          channel.channel().key(),
          fixed("%.2f", channel.lagSteps()),
          fixed("%.3f", seconds(channel.lagSteps())),
          fixed("%.4f", channel.x()),
          fixed("%.2e", channel.p()),
          fixed("%.2e", channel.q()),
          fixed("%.2e", channel.r()),
          channel.lastPresentStep() == Long.MIN_VALUE ? NONE : channel.lastPresentStep());
    }
    out.println();
    table.print(out);
  }

  private static void printReferences(TenantState tenant, PrintWriter out) {
    if (tenant.references().isEmpty()) {
      return;
    }
    TextTable table = new TextTable("reference value", "holds", "of");
    for (ReferenceState reference : tenant.references()) {
      table.row(
          reference.which().suffix(), fixed("%.6g", reference.value()), time(reference.micros()));
    }
    out.println();
    table.print(out);
  }

  private static void printSamples(TenantState tenant, PrintWriter out) {
    if (tenant.samples().isEmpty()) {
      return;
    }
    TextTable table = new TextTable("source", "key", "consumed to", "last sample", "blocks");
    for (TenantState.Samples samples : tenant.samples()) {
      table.row(
          samples.channel().source(),
          samples.channel().key(),
          samples.hot().map(hot -> frontierText(hot.frontierMicros())).orElse(NONE),
          samples.hot().map(hot -> sampleText(hot.mark())).orElse(NONE),
          samples.blocks());
    }
    out.println();
    table.print(out);
  }

  /** The form that {@code state show --help} describes. */
  ObjectNode json() {
    ObjectNode root = Json.mapper().createObjectNode();
    root.put("savepoint", savepoint).put("targetHz", grid.hz());
    ArrayNode all = root.putArray("tenants");
    for (TenantState tenant : tenants) {
      ObjectNode node = all.addObject().put("tenant", tenant.tenant());
      long frontier = tenant.fused().map(f -> f.frontierMicros()).orElse(Long.MIN_VALUE);
      long step =
          tenant
              .fused()
              .filter(f -> !tenant.otherSettings())
              .map(f -> f.lastFrameStep())
              .orElse(Long.MIN_VALUE);
      node.put("frontierMicros", known(frontier));
      node.put("lastFrameStep", known(step));
      node.put("lastFrameMicros", known(step) == null ? null : grid.floorMicros(step));
      node.put("inputBlocks", tenant.inputBlocks());
      node.put("otherSettings", tenant.otherSettings());
      tenant.bridge().ifPresent(bridge -> bridge.put(node.putObject("bridge")));
      ArrayNode channels = node.putArray("channels");
      tenant.channels().forEach(channel -> put(channels.addObject(), channel));
      ArrayNode references = node.putArray("references");
      tenant.references().forEach(reference -> put(references.addObject(), reference));
      ArrayNode samples = node.putArray("samples");
      tenant.samples().forEach(of -> put(samples.addObject(), of));
    }
    return root;
  }

  private void put(ObjectNode node, ChannelState channel) {
    node.put("source", channel.channel().source())
        .put("key", channel.channel().key())
        .put("lagSteps", channel.lagSteps())
        .put("lagSeconds", seconds(channel.lagSteps()))
        .put("x", channel.x())
        .put("p", channel.p())
        .put("q", channel.q())
        .put("r", channel.r())
        .put("lastPresentStep", known(channel.lastPresentStep()));
  }

  private static void put(ObjectNode node, ReferenceState reference) {
    node.put("name", reference.which().suffix())
        .put("value", reference.value())
        .put("micros", reference.micros());
  }

  private static void put(ObjectNode node, TenantState.Samples samples) {
    node.put("source", samples.channel().source())
        .put("key", samples.channel().key())
        .put("frontierMicros", samples.hot().map(hot -> known(hot.frontierMicros())).orElse(null))
        .put("lastSampleMicros", samples.hot().map(hot -> known(hot.mark())).orElse(null))
        .put("blocks", samples.blocks());
  }

  private double seconds(double steps) {
    return steps * grid.den() / grid.num();
  }

  private String stepTime(long step) {
    return time(grid.floorMicros(step));
  }

  private static String frontierText(long micros) {
    return micros == Long.MAX_VALUE ? "end of input" : sampleText(micros);
  }

  private static String sampleText(long micros) {
    return known(micros) == null ? NONE : time(micros);
  }

  private static String time(long micros) {
    return UTC.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }

  /** The value, or null where it says that there is none. */
  private static Long known(long value) {
    return value == Long.MIN_VALUE || value == Long.MAX_VALUE ? null : Long.valueOf(value);
  }

  private static String fixed(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
